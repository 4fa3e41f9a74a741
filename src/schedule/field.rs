//! The seven fields of a cron expression and what one of them can hold.
//!
//! Knows each field's name, bounds and names, and the forms a member of its
//! list can take. Does not know how they are written (`item`) nor which dates
//! they make (`calendar`).

use super::set::Set;
use super::words::{DAY_NAMES, MONTH_NAMES};

/// A field of a cron expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 0–59; optional, first of seven.
    Seconds,
    /// 0–59.
    Minutes,
    /// 0–23.
    Hours,
    /// 1–31, `L`, `W`.
    DayOfMonth,
    /// 1–12 or JAN–DEC.
    Month,
    /// 1–7 or SUN–SAT, `L`, `#`.
    DayOfWeek,
    /// 1970–2199.
    Year,
}

impl Kind {
    /// The fields of the seven-field form, in order; six fields lack the first.
    pub const ALL: [Kind; 7] = [
        Kind::Seconds,
        Kind::Minutes,
        Kind::Hours,
        Kind::DayOfMonth,
        Kind::Month,
        Kind::DayOfWeek,
        Kind::Year,
    ];

    /// The field's name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Seconds => "seconds",
            Kind::Minutes => "minutes",
            Kind::Hours => "hours",
            Kind::DayOfMonth => "day of month",
            Kind::Month => "month",
            Kind::DayOfWeek => "day of week",
            Kind::Year => "year",
        }
    }

    /// The smallest and the largest number it takes.
    pub fn bounds(self) -> (u16, u16) {
        match self {
            Kind::Seconds | Kind::Minutes => (0, 59),
            Kind::Hours => (0, 23),
            Kind::DayOfMonth => (1, 31),
            Kind::Month => (1, 12),
            Kind::DayOfWeek => (1, 7),
            Kind::Year => (1970, 2199),
        }
    }

    /// The largest step the parser family accepts (`aws-facts` §1.4); the
    /// number of values for years, where it has no limit.
    pub(crate) fn largest_step(self) -> u16 {
        match self {
            Kind::Seconds | Kind::Minutes => 59,
            Kind::Hours => 23,
            Kind::DayOfMonth => 31,
            Kind::Month => 12,
            Kind::DayOfWeek => 7,
            Kind::Year => 229,
        }
    }

    /// What it may hold, in words for the learner.
    pub fn allowed(self) -> &'static str {
        match self {
            Kind::Seconds => "0–59; optional; AWS shows plain numbers only",
            Kind::Minutes => "0–59 and , - * /",
            Kind::Hours => "0–23 and , - * /",
            Kind::DayOfMonth => "1–31 and , - * / ? L W",
            Kind::Month => "1–12 or JAN–DEC and , - * /",
            Kind::DayOfWeek => "1–7 or SUN–SAT (1 is SUN) and , - * / ? L #",
            Kind::Year => "1970–2199 and , - * /",
        }
    }

    /// The field's names, the first one standing for 1.
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Kind::Month => &MONTH_NAMES,
            Kind::DayOfWeek => &DAY_NAMES,
            _ => &[],
        }
    }
}

/// One member of a field's comma-separated list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// `*`
    All,
    /// `?`
    Unspecified,
    /// `5`, `TUE`
    Value(u16),
    /// `8-17`; wraps around where the second is smaller.
    Range {
        /// First value.
        from: u16,
        /// Last value.
        to: u16,
    },
    /// `0/15`, `*/15`, `8-17/3`.
    Steps {
        /// First value.
        from: u16,
        /// Last value of a stepped range; the field's largest without one.
        to: Option<u16>,
        /// The step, 1 or more.
        by: u16,
    },
    /// `L` or `L-3` in the day of month: so many days before the last one.
    LastDay {
        /// Days before the last day, 0–30.
        before: u16,
    },
    /// `LW` or `L-3W`: the Monday-to-Friday day nearest to that day.
    LastWorkday {
        /// Days before the last day, 0–30.
        before: u16,
    },
    /// `15W`: the Monday-to-Friday day nearest to the 15th, in its month.
    Nearest {
        /// The day of the month, 1–31.
        day: u16,
    },
    /// `6L`, `FRIL`: the last such weekday of the month.
    LastNamed {
        /// 1 = Sunday to 7 = Saturday.
        weekday: u16,
    },
    /// `L` alone in the day of week: Saturday.
    LastOfWeek,
    /// `TUE#2`: the nth such weekday of the month.
    Nth {
        /// 1 = Sunday to 7 = Saturday.
        weekday: u16,
        /// 1–5.
        nth: u16,
    },
}

impl Item {
    /// Whether it names dates that only a month's length or weekdays decide.
    pub fn is_special(self) -> bool {
        matches!(
            self,
            Item::LastDay { .. }
                | Item::LastWorkday { .. }
                | Item::Nearest { .. }
                | Item::LastNamed { .. }
                | Item::Nth { .. }
        )
    }
}

/// A parsed field: its members as written and the plain numbers they make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    kind: Kind,
    items: Vec<Item>,
    set: Set,
}

impl Field {
    /// A field of these members.
    pub fn new(kind: Kind, items: Vec<Item>) -> Field {
        let (min, max) = kind.bounds();
        // Years start at their smallest; the others at 0, so that a member is
        // its own bit.
        let mut set = Set::new(if kind == Kind::Year { min } else { 0 });
        for item in &items {
            match *item {
                Item::All => set.insert_range(min, max),
                Item::Value(value) => set.insert(value),
                Item::LastOfWeek => set.insert(7),
                Item::Range { from, to } => stepped(&mut set, kind, from, to, 1),
                Item::Steps { from, to, by } => {
                    stepped(&mut set, kind, from, to.unwrap_or(max), by)
                }
                _ => {}
            }
        }
        Field { kind, items, set }
    }

    /// Which field it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its members as written.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The plain numbers; `L`, `W` and `#` forms are not among them.
    pub fn set(&self) -> &Set {
        &self.set
    }

    /// Whether it is `?`.
    pub fn is_unspecified(&self) -> bool {
        self.items == [Item::Unspecified]
    }

    /// Whether every value is in it.
    pub fn is_all(&self) -> bool {
        let (min, max) = self.kind.bounds();
        self.set.len() == usize::from(max - min) + 1
    }

    /// The `L`, `W` and `#` members.
    pub fn specials(&self) -> impl Iterator<Item = Item> + '_ {
        self.items.iter().copied().filter(|item| item.is_special())
    }
}

/// Adds `from, from + by, …` up to `to`, around the end of the field where
/// `to` is smaller, as Quartz does (`22-2/2` is 22, 0 and 2).
fn stepped(set: &mut Set, kind: Kind, from: u16, to: u16, by: u16) {
    let (min, max) = kind.bounds();
    let size = max - min + 1;
    let end = if to < from { to + size } else { to };
    let mut value = from;
    while value <= end {
        set.insert(if value > max { value - size } else { value });
        value = value.saturating_add(by.max(1));
        if value == u16::MAX {
            break;
        }
    }
}
