//! Writes cron expressions in the spelling that AWS documents.
//!
//! Upper-case names for weekdays, single spaces, seconds only where they are
//! not zero. Knows spelling only: whether a form is documented at all is said
//! when it is read.

use super::cron::Cron;
use super::field::{Field, Item, Kind};
use super::words::day_name;

impl Cron {
    /// The expression as AWS documents it, `cron(0 16 ? * TUE *)`.
    pub fn text(&self) -> String {
        self.text_with(None)
    }

    /// The expression with one field replaced.
    pub(crate) fn text_with(&self, other: Option<&Field>) -> String {
        let fields = [
            self.seconds(),
            self.minutes(),
            self.hours(),
            self.day_of_month(),
            self.month(),
            self.day_of_week(),
            self.year(),
        ];
        let plain = self.seconds().items() == [Item::Value(0)];
        let written: Vec<String> = fields
            .into_iter()
            .skip(usize::from(plain))
            .map(|field| match other {
                Some(other) if other.kind() == field.kind() => field_text(other),
                _ => field_text(field),
            })
            .collect();
        ["cron(", &written.join(" "), ")"].concat()
    }
}

/// A field as it is written.
pub(crate) fn field_text(field: &Field) -> String {
    let parts: Vec<String> = field
        .items()
        .iter()
        .map(|item| item_text(field.kind(), *item))
        .collect();
    parts.join(",")
}

fn item_text(kind: Kind, item: Item) -> String {
    let value = |value: u16| match kind {
        Kind::DayOfWeek => day_name(value).to_string(),
        _ => value.to_string(),
    };
    match item {
        Item::All => "*".into(),
        Item::Unspecified => "?".into(),
        Item::Value(only) => value(only),
        Item::Range { from, to } => [&value(from), "-", &value(to)].concat(),
        // Quartz loses a step after a name: digits.
        Item::Steps { from, to: None, by } => format!("{from}/{by}"),
        Item::Steps {
            from,
            to: Some(to),
            by,
        } => format!("{from}-{to}/{by}"),
        Item::LastDay { before: 0 } => "L".into(),
        Item::LastDay { before } => format!("L-{before}"),
        Item::LastWorkday { before: 0 } => "LW".into(),
        Item::LastWorkday { before } => format!("L-{before}W"),
        Item::Nearest { day } => format!("{day}W"),
        Item::LastNamed { weekday } => format!("{weekday}L"),
        Item::LastOfWeek => "SAT".into(),
        Item::Nth { weekday, nth } => [&value(weekday), "#", &nth.to_string()].concat(),
    }
}
