//! Days, months and years in words: `every Tuesday in June`, `on the 1st and
//! 15th of every month`, `every 2 years from 2026`.
//!
//! Knows when a range, a list or a rhythm says it best, and that weekdays are
//! «on Tuesdays» after a rhythm. Does not know times of day.

use super::Cron;
use super::field::Item;
use super::words::{listed, month, ordinal, ordinal_word, weekday};

/// The days with what joins them to the times: ` every Tuesday`,
/// `, Monday to Friday`, ` on the 15th of every month`.
pub(crate) fn days(cron: &Cron, often: bool) -> String {
    let field = cron.days();
    if field.is_all() {
        let period = period(cron, " in ");
        return match (often, period.is_empty()) {
            (true, _) => period,
            (false, _) => [" every day", &period].concat(),
        };
    }
    if cron.by_day_of_month() {
        by_date(cron)
    } else {
        by_weekday(cron, often)
    }
}

/// ` on the 1st and 15th of every month`
fn by_date(cron: &Cron) -> String {
    let field = cron.day_of_month();
    let set = field.set();
    let months = cron.month().set();
    // «Nearest to the 15th and the last day» would be misread: those go last.
    let near = |item: &Item| matches!(item, Item::Nearest { .. } | Item::LastWorkday { .. });
    let (last, first): (Vec<Item>, Vec<Item>) = field.specials().partition(near);
    let special: Vec<String> = first.into_iter().chain(last).map(special).collect();
    if special.is_empty() {
        if let (1, Some(only)) = (months.len(), months.first()) {
            return on_date(cron, only);
        }
        if let Some((first, by, last)) = set.even()
            && by > 1
            && set.len() > 4
        {
            let to = if last + by > 31 {
                String::new()
            } else {
                [" to the ", &ordinal(last)].concat()
            };
            let spaced = format!(" every {by} days from the {}{to}", ordinal(first));
            return [spaced, period(cron, " of ")].concat();
        }
    }
    let runs = set.runs();
    let mut parts: Vec<String> = Vec::new();
    let lone = runs.iter().all(|(from, to)| to - from < 2);
    if lone {
        let the = if special.is_empty() { "" } else { "the " };
        parts.extend(set.iter().map(|day| [the, &ordinal(day)].concat()));
    } else {
        parts.push(["days ", &listed(&spans(&runs))].concat());
    }
    parts.extend(special);
    let joined = listed(&parts);
    let the = if lone && field.specials().next().is_none() {
        "the "
    } else {
        ""
    };
    let on = if joined.starts_with(|c: char| c.is_ascii_digit()) && the.is_empty() {
        " "
    } else {
        " on "
    };
    [on, the, &joined, &period(cron, " of ")].concat()
}

/// ` on 1 and 15 January 2051`
fn on_date(cron: &Cron, only: u16) -> String {
    let days = cron.day_of_month().set();
    let years = cron.year().set();
    let mut out = [" on ", &listed(&spans(&days.runs())), " ", month(only)].concat();
    match (years.len(), years.first()) {
        (1, Some(year)) => out.push_str(&[" ", &year.to_string()].concat()),
        _ => {
            if only == 2 && days.first() == Some(29) {
                out.push_str(", in leap years");
            }
            let said = said_years(cron);
            out.push_str(if said.is_empty() || said.starts_with(',') {
                ""
            } else {
                ","
            });
            out.push_str(&said);
        }
    }
    out
}

/// `8`, `9`, `12 to 14`
pub(crate) fn spans(runs: &[(u16, u16)]) -> Vec<String> {
    spans_of(runs, |value| value.to_string())
}

/// The same, each value said in its own way.
pub(crate) fn spans_of(runs: &[(u16, u16)], name: fn(u16) -> String) -> Vec<String> {
    let mut out = Vec::new();
    for &(from, to) in runs {
        match to - from {
            0 => out.push(name(from)),
            1 => out.extend([name(from), name(to)]),
            _ => out.push([&name(from), " to ", &name(to)].concat()),
        }
    }
    out
}

/// `the last day`, `the third Thursday`
pub(crate) fn special(item: Item) -> String {
    match item {
        Item::LastDay { before: 0 } => "the last day".into(),
        Item::LastDay { before } => before_last(before),
        Item::LastWorkday { before: 0 } => "the last working day (Monday to Friday)".into(),
        Item::LastWorkday { before } => [
            "the working day (Monday to Friday) nearest to ",
            &before_last(before),
        ]
        .concat(),
        Item::Nearest { day } => format!(
            "the working day (Monday to Friday) nearest to the {}",
            ordinal(day)
        ),
        Item::LastNamed { weekday: day } => ["the last ", weekday(day)].concat(),
        Item::Nth { weekday: day, nth } => ["the ", &ordinal_word(nth), " ", weekday(day)].concat(),
        _ => String::new(),
    }
}

fn before_last(days: u16) -> String {
    match days {
        1 => "the day before the last day".into(),
        _ => ["the ", &ordinal_word(days), " day before the last day"].concat(),
    }
}

/// ` every Tuesday`, ` on Tuesdays`, ` on the third Thursday of every month`
fn by_weekday(cron: &Cron, often: bool) -> String {
    let field = cron.day_of_week();
    let mut out = String::new();
    let plain = !field.set().is_empty();
    if plain {
        out.push_str(&weekdays(field.set(), often));
    }
    let special: Vec<String> = nth_days(field.specials().collect());
    if special.is_empty() {
        out.push_str(&period(cron, " in "));
        return out;
    }
    out.push_str(if plain { " and on " } else { " on " });
    out.push_str(&listed(&special));
    out.push_str(&period(cron, " of "));
    out
}

/// `the first and third Monday`, where the weekday is the same.
fn nth_days(items: Vec<Item>) -> Vec<String> {
    let mut nths: Vec<String> = Vec::new();
    let mut same = None;
    for item in &items {
        match *item {
            Item::Nth { weekday, nth } if same.is_none_or(|day| day == weekday) => {
                same = Some(weekday);
                nths.push(ordinal_word(nth));
            }
            _ => return items.into_iter().map(special).collect(),
        }
    }
    match same {
        Some(day) if nths.len() > 1 => vec![["the ", &listed(&nths), " ", weekday(day)].concat()],
        _ => items.into_iter().map(special).collect(),
    }
}

/// ` every Saturday and Sunday`, `, Monday to Friday`
fn weekdays(set: &super::Set, often: bool) -> String {
    // People's weeks end with Sunday.
    let week: Vec<u16> = (2..=7)
        .chain([1])
        .filter(|day| set.contains(*day))
        .collect();
    let rotated = |from: u16| (0..7).map(move |step| (from - 1 + step) % 7 + 1);
    // A run of neighbours, around the weekend too: Friday to Monday.
    let start = (1..=7).find(|day| set.contains(*day) && !set.contains((day + 5) % 7 + 1));
    if let Some(start) = start {
        let run: Vec<u16> = rotated(start)
            .take_while(|day| set.contains(*day))
            .collect();
        if run.len() == week.len()
            && run.len() > 2
            && let Some(last) = run.last()
        {
            return [", ", weekday(start), " to ", weekday(*last)].concat();
        }
    }
    let plural = if often { "s" } else { "" };
    let names: Vec<String> = week
        .iter()
        .map(|day| [weekday(*day), plural].concat())
        .collect();
    [if often { " on " } else { " every " }, &listed(&names)].concat()
}

/// The months and years: ` of every month`, ` in June 2027`, ` from 2026 to 2028`.
///
/// `link` is ` of ` after dates and ` in ` after weekdays and days.
fn period(cron: &Cron, link: &str) -> String {
    let months = cron.month();
    let said = said_years(cron);
    let of = link == " of ";
    if months.is_all() {
        let every = if of { " of every month" } else { "" };
        return [every, &said].concat();
    }
    let runs = months.set().runs();
    let named = match runs.as_slice() {
        [(from, to)] if to - from > 1 => {
            let every = if of {
                " of every month from "
            } else {
                " from "
            };
            [every, month(*from), " to ", month(*to)].concat()
        }
        _ => {
            let names: Vec<String> = months
                .set()
                .iter()
                .map(|value| month(value).to_string())
                .collect();
            [link, &listed(&names)].concat()
        }
    };
    // «in June 2027», but «in June and July, in 2027».
    match (said.strip_prefix(" in "), months.set().len()) {
        (Some(year), 1) if year.len() == 4 => [&named, " ", year].concat(),
        _ if said.is_empty() || said.starts_with(',') => [named, said].concat(),
        _ => [&named, ",", &said].concat(),
    }
}

/// ` in 2027`, ` from 2026 to 2028`; nothing for every year.
fn said_years(cron: &Cron) -> String {
    let field = cron.year();
    let set = field.set();
    if field.is_all() {
        return String::new();
    }
    if let Some((first, by, last)) = set.even()
        && by > 1
        && set.len() > 3
    {
        let to = if u32::from(last) + u32::from(by) > 2199 {
            String::new()
        } else {
            format!(" to {last}")
        };
        return format!(", every {by} years from {first}{to}");
    }
    let runs = set.runs();
    match runs.as_slice() {
        [(from, 2199)] if *from < 2198 => return format!(" from {from} on"),
        [(1970, to)] => return format!(" until {to}"),
        [(from, to)] if to - from > 1 => return format!(" from {from} to {to}"),
        _ => {}
    }
    [" in ", &listed(&spans(&runs))].concat()
}
