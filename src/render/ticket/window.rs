//! A window in a ticket: its settings, its next runs and what its targets
//! select.

use crate::catalogue::{target as t, window as w};
use crate::check::{Planned, Value};
use crate::preview::{Line, Preview};
use crate::render::markdown::{code, codes, item};
use crate::render::reading;

/// How many runs a ticket shows.
const SHOWN: usize = 6;

/// What the window is set to.
pub(super) fn settings(create: &Planned, shown: Option<&Preview>, out: &mut String) {
    if let Some(shown) = shown {
        item(out, &shown.says);
    }
    for (field, label) in [
        (&w::SCHEDULE, "Schedule as AWS reads it"),
        (&w::SCHEDULE_TIMEZONE, "Time zone"),
        (&w::START_DATE, "Active from"),
        (&w::END_DATE, "Active until"),
        (&w::DESCRIPTION, "Description"),
    ] {
        if let Some(text) = reading::text(reading::of(create, field)) {
            item(out, &[label, ": ", &code(text)].concat());
        }
        // Without it, the expression names another day.
        if std::ptr::eq(field, &w::SCHEDULE)
            && let Some(Value::Whole(days)) = reading::of(create, &w::SCHEDULE_OFFSET)
        {
            let [label, unit] = [w::SCHEDULE_OFFSET.label, w::SCHEDULE_OFFSET.unit];
            item(out, &[label, ": ", &days.to_string(), " ", unit].concat());
        }
    }
    let tags: Vec<String> = reading::items(reading::of(create, &w::TAGS))
        .iter()
        .filter_map(|tag| {
            let Value::Group(members) = tag else {
                return None;
            };
            let texts = members
                .iter()
                .map(|(_, value)| reading::text(Some(value)).unwrap_or_default());
            Some(code(&texts.collect::<Vec<_>>().join("=")))
        })
        .collect();
    if !tags.is_empty() {
        item(out, &["Tags: ", &tags.join(", ")].concat());
    }
}

/// The next runs as a table of times, and what is to be known about single dates.
pub(super) fn runs(shown: &Preview, lasts: bool, out: &mut String) {
    let next: Vec<&Line> = upto(&shown.lines).filter(|line| line.runs).collect();
    if next.is_empty() {
        out.push_str("It has no run to come.\n");
        return;
    }
    let mut row = |cells: &[String]| {
        out.push_str(&["| ", &cells.join(" | "), " |\n"].concat());
    };
    let mut head = vec!["Day".to_owned()];
    let mut rule = vec!["---".to_owned()];
    for clock in &shown.clocks {
        head.push(clock.label.clone());
        rule.push("---".to_owned());
    }
    if lasts {
        let clock = shown.clocks.first().map(|clock| clock.label.as_str());
        let zone = [", ", clock.unwrap_or_default()].concat();
        head.push(["No new task from", &zone].concat());
        rule.push("---".to_owned());
    }
    row(&head);
    row(&rule);
    for line in &next {
        let first = line.cells.first();
        let mut cells = vec![first.map(|cell| cell.day.clone()).unwrap_or_default()];
        for (n, cell) in line.cells.iter().enumerate() {
            let day = if n == 0 || cell.day.is_empty() {
                String::new()
            } else {
                [&cell.day, " "].concat()
            };
            let end = if cell.end.is_empty() {
                String::new()
            } else {
                [" to ", &cell.end].concat()
            };
            cells.push([day.as_str(), &cell.time, &end].concat());
        }
        if lasts {
            cells.push(first.map(|cell| cell.last.clone()).unwrap_or_default());
        }
        row(&cells);
    }
    let doubts: Vec<&Line> = upto(&shown.lines).filter(|line| line.warns).collect();
    if !doubts.is_empty() {
        out.push('\n');
    }
    for line in doubts {
        let Some(cell) = line.cells.first() else {
            continue;
        };
        let when = [cell.day.as_str(), " ", &cell.time].concat();
        let mark = line.mark.unwrap_or_default();
        let stop = if line.says.is_empty() { "" } else { ": " };
        item(out, &[&when, ", ", mark, stop, &line.says].concat());
    }
}

/// The lines up to the last run that is shown.
fn upto(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let mut runs = 0;
    lines.iter().take_while(move |line| {
        let shown = runs < SHOWN;
        runs += usize::from(line.runs);
        shown
    })
}

/// What a registered target selects, in words.
pub(super) fn selects(target: &Planned) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (key, values) in reading::conditions(target) {
        let any = values
            .iter()
            .map(|value| code(value))
            .collect::<Vec<_>>()
            .join(" or ");
        parts.push(match key.strip_prefix(t::TAG) {
            Some(tag) => ["tag ", &code(tag), " is ", &any].concat(),
            None => match key {
                t::INSTANCE_IDS => ["the nodes ", &codes(values)].concat(),
                t::TAG_KEY => ["there is a tag ", &any].concat(),
                t::GROUP_NAME => ["the members of the resource group ", &any].concat(),
                t::GROUP_FILTERS => ["of the type ", &any].concat(),
                other => [&code(other), " is ", &any].concat(),
            },
        });
    }
    let by_tag = reading::conditions(target)
        .iter()
        .any(|(key, _)| key.starts_with("tag"));
    let joined = parts.join(if by_tag { " and " } else { ", " });
    let mut out = if by_tag {
        ["nodes where ", &joined].concat()
    } else {
        joined
    };
    if let Some(owner) = reading::text(reading::of(target, &t::OWNER_INFORMATION)) {
        out.push_str(&["; owner ", &code(owner)].concat());
    }
    if let Some(what) = reading::text(reading::of(target, &t::DESCRIPTION)) {
        out.push_str(&["; ", &code(what)].concat());
    }
    out
}
