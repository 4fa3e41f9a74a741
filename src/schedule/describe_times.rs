//! The times of day in words: `08:00 and 17:00`, `Every 15 minutes from 08:00`.
//!
//! Knows when a list of times is shorter than a rhythm and when it is not.
//! Does not know days or zones.

use super::cron::Cron;
use super::describe_days::spans;
use super::set::Set;
use super::words::{clock, listed, two};

/// How the times of day are said.
pub(crate) enum Times {
    /// A list after «At»: `08:00 and 17:00`.
    At(String),
    /// A start of its own: `Every 15 minutes`, `At 5 and 10 minutes past every hour`.
    Every(String),
}

/// More times than this are a rhythm, not a list.
const LISTED: usize = 4;

pub(crate) fn times(cron: &Cron) -> Times {
    let (hours, minutes, seconds) = (
        cron.hours().set(),
        cron.minutes().set(),
        cron.seconds().set(),
    );
    let first = |set: &Set| set.first().unwrap_or(0);
    if seconds.len() > 1 {
        return Times::Every(with_seconds(hours, minutes, seconds));
    }
    let second = first(seconds);
    let count = hours.len() * minutes.len();
    // «From 22:00 to 02:00 on Saturdays» would be the wrong night: hours run
    // around midnight only where every day matches.
    let daily = cron.days().is_all() && cron.month().is_all();
    let run = |hours: &Set| run(hours).filter(|(from, to)| daily || from <= to);
    let rhythm = even(minutes, 60).filter(|_| {
        first(minutes) == 0 || run(hours).is_some() || (hours.len() == 24 && minutes.len() > 6)
    });
    let regular = rhythm.is_some()
        || even(hours, 24).is_some()
        || (minutes.len() == 1 && run(hours).is_some());
    if count <= LISTED || (count <= 6 && !regular) {
        let all = hours.iter().flat_map(|hour| {
            minutes
                .iter()
                .map(move |minute| clock(hour, minute, second))
        });
        return Times::At(listed(&all.collect::<Vec<String>>()));
    }
    if minutes.len() == 1 {
        return hourly(hours, run(hours), first(minutes), second);
    }
    let past = if second == 0 {
        String::new()
    } else {
        format!(", {second} seconds past the minute")
    };
    if let Some(by) = rhythm {
        let every = if by == 1 {
            "Every minute".to_string()
        } else {
            format!("Every {by} minutes")
        };
        let last = minutes.last().unwrap_or(0);
        let when = match run(hours) {
            _ if hours.len() == 24 && first(minutes) == 0 => String::new(),
            _ if hours.len() == 24 => {
                format!(" from {} past the hour on", minutes_words(first(minutes)))
            }
            Some((from, to)) => {
                format!(
                    " from {} to {}",
                    clock(from, first(minutes), 0),
                    clock(to, last, 0)
                )
            }
            None => [" in the hours ", &listed(&spans(&hours.runs()))].concat(),
        };
        return Times::Every([&every, when.as_str(), &past].concat());
    }
    if let ([(from, to)], (1, Some(hour))) =
        (minutes.runs().as_slice(), (hours.len(), hours.first()))
    {
        return Times::Every(format!(
            "Every minute from {} to {}{past}",
            clock(hour, *from, 0),
            clock(hour, *to, 0)
        ));
    }
    let listed_minutes = listed(&spans(&minutes.runs()));
    Times::Every(
        [
            "At ",
            &listed_minutes,
            " minutes past ",
            &of_hours(hours),
            &past,
        ]
        .concat(),
    )
}

fn minutes_words(minute: u16) -> String {
    super::words::count(minute.into(), "minute")
}

/// `every hour from 08 to 17`, `the hours 8, 10 and 12 to 14`
fn of_hours(hours: &Set) -> String {
    match (hours.len(), run(hours)) {
        (24, _) => "every hour".into(),
        (1, _) => [&two(hours.first().unwrap_or(0)), ":00"].concat(),
        (_, Some((from, to))) if hours.len() > 2 && from <= to => {
            ["every hour from ", &two(from), ":00 to ", &two(to), ":00"].concat()
        }
        _ => ["the hours ", &listed(&spans(&hours.runs()))].concat(),
    }
}

/// One minute of several hours.
fn hourly(hours: &Set, run: Option<(u16, u16)>, minute: u16, second: u16) -> Times {
    if hours.len() == 24 {
        return Times::Every(match (minute, second) {
            (0, 0) => "Every hour on the hour".into(),
            (_, 0) => ["Every hour at ", &minutes_words(minute), " past"].concat(),
            _ => format!(
                "Every hour at {} and {second} seconds past",
                minutes_words(minute)
            ),
        });
    }
    let at = |hour: u16| clock(hour, minute, second);
    if let Some((from, to)) = run {
        return Times::Every(["Every hour from ", &at(from), " to ", &at(to)].concat());
    }
    if let Some((from, by, to)) = hours.even() {
        // Evenly spaced around midnight too: no end to name.
        let endless = 24 % by == 0 && from < by && to + by >= 24;
        let end = if endless {
            String::new()
        } else {
            [" to ", &at(to)].concat()
        };
        return Times::Every(
            [&format!("Every {by} hours from "), at(from).as_str(), &end].concat(),
        );
    }
    if hours.len() <= 8 {
        return Times::At(listed(&hours.iter().map(at).collect::<Vec<String>>()));
    }
    let past = match (minute, second) {
        (0, 0) => "At the full hours ".to_string(),
        (_, 0) => ["At ", &minutes_words(minute), " past the hours "].concat(),
        _ => format!(
            "At {} and {second} seconds past the hours ",
            minutes_words(minute)
        ),
    };
    Times::Every([&past, listed(&spans(&hours.runs())).as_str()].concat())
}

/// Several seconds of a minute: nothing for a maintenance window, but said.
fn with_seconds(hours: &Set, minutes: &Set, seconds: &Set) -> String {
    let mut out = match even(seconds, 60) {
        Some(1) => "Every second".to_string(),
        Some(by) => format!("Every {by} seconds"),
        None => ["At the seconds ", &listed(&spans(&seconds.runs()))].concat(),
    };
    if minutes.len() == 60 && hours.len() == 24 {
        return out;
    }
    if minutes.len() == 60
        && let Some((from, to)) = run(hours).filter(|(from, to)| from <= to)
    {
        out.push_str(&[" from ", &two(from), ":00 to ", &two(to), ":59"].concat());
        return out;
    }
    out.push_str(", ");
    out.push_str(&listed(&spans(&minutes.runs())));
    out.push_str(" minutes past ");
    out.push_str(&of_hours(hours));
    out
}

/// The distance of values that are evenly spaced around the whole field.
fn even(set: &Set, size: u16) -> Option<u16> {
    if set.len() == 2 {
        let (first, last) = (set.first()?, set.last()?);
        return (last - first == size / 2).then_some(size / 2);
    }
    let (first, by, last) = set.even()?;
    (size.is_multiple_of(by) && first < by && last + by >= size).then_some(by)
}

/// First and last hour of neighbouring hours, around midnight too.
fn run(hours: &Set) -> Option<(u16, u16)> {
    let before = |hour: u16| (hour + 23) % 24;
    let mut starts = hours.iter().filter(|hour| !hours.contains(before(*hour)));
    let start = starts.next()?;
    if starts.next().is_some() {
        return None;
    }
    let length = u16::try_from(hours.len()).unwrap_or(0);
    Some((start, (start + length + 23) % 24))
}
