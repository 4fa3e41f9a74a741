//! Twelve months with the days marked on which the window runs.
//!
//! Lays the days out in weeks and says each in words for those who can't see
//! the mark. What happens on a day is counted by [`Timing::days`] in
//! [`crate::schedule`]; a day is one of the window's zone.

use jiff::Timestamp;
use jiff::civil::Date;

use super::words::{count, full_day, long_day, month, short, time};
use crate::check::Window;
use crate::schedule::{DayRuns, Doubt, Timing, Why, date_text, words};

/// Which day a week begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WeekStart {
    /// As in ISO 8601.
    #[default]
    Monday,
    /// As in America.
    Sunday,
}

/// Months in weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The headings of the columns: the short name and the full one.
    pub weekdays: [(&'static str, &'static str); 7],
    /// The months in order.
    pub months: Vec<Month>,
    /// How many runs start within them, in a sentence.
    pub says: String,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Month {
    /// «December 2026».
    pub title: String,
    /// Its runs in words: «4 runs», «no run».
    pub runs: String,
    /// Its weeks; `None` for days of the months beside it.
    pub weeks: Vec<[Option<Day>; 7]>,
}

/// How a day is marked; the strongest that is true of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing happens.
    None,
    /// A run of the day before is still open.
    Continues,
    /// The schedule has the date, but the window does not run.
    Missing,
    /// It runs.
    Runs,
    /// It runs or would, but AWS leaves something open about it.
    Doubtful,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Day {
    /// The day of the month, as it is printed.
    pub number: String,
    /// For machines: `2026-12-12`.
    pub date: String,
    /// How it is marked.
    pub mark: Mark,
    /// How many runs start, where there is more than one: «24», «1500+»; else empty.
    pub times: String,
    /// Whether a run of the day before is open in it.
    pub continues: bool,
    /// Whether it is over.
    pub past: bool,
    /// Whether it is today in the window's zone.
    pub today: bool,
    /// «Saturday 12 December 2026: starts at 02:00».
    pub label: String,
}

/// No more months than this are laid out.
const MOST: u16 = 24;

/// The months from the one that holds `from` on, at most 24; `from` is
/// `2026-12` or `2026-12-12`, and anything else is the month of `now`.
///
/// `None` while the window's timing is not known.
pub fn calendar(
    window: &Window,
    now: Timestamp,
    from: &str,
    months: u16,
    start: WeekStart,
) -> Option<Calendar> {
    let timing = window.timing.as_ref()?;
    let today = timing.zone.civil(now).date();
    let chosen = from.get(..7).unwrap_or("");
    let first = [chosen, "-01"].concat().parse::<Date>();
    let first = first.unwrap_or(today.first_of_month());
    let begins: Vec<Date> = first
        .series(jiff::Span::new().months(1))
        .take(usize::from(months.clamp(1, MOST)))
        .collect();
    let last = begins.last()?.last_of_month();
    let count_days = last.duration_since(first).as_hours() / 24 + 1;
    let days = timing.days(first, u16::try_from(count_days).ok()?, now);
    let mut rest = days.as_slice();
    let mut laid = Vec::with_capacity(begins.len());
    for begin in &begins {
        let (these, others) = rest.split_at_checked(begin.days_in_month() as usize)?;
        rest = others;
        laid.push(lay(*begin, these, today, start, window.lasts));
    }
    let weekdays = std::array::from_fn(|column| {
        let day = match start {
            WeekStart::Sunday => column + 1,
            WeekStart::Monday => (column + 1) % 7 + 1,
        };
        let name = words::weekday(day as u16);
        (short(name), name)
    });
    Some(Calendar {
        weekdays,
        months: laid,
        says: summary(timing, &days, first, last),
    })
}

/// «52 runs from December 2026 to November 2027».
fn summary(timing: &Timing, days: &[DayRuns], first: Date, last: Date) -> String {
    let (runs, more) = total(days);
    let mut out = said(runs, more);
    let name = |date: Date| [month(date), " ", &date.year().to_string()].concat();
    out.push_str(" from ");
    out.push_str(&name(first));
    out.push_str(" to ");
    out.push_str(&name(last));
    let coming = days.iter().filter(|day| !day.past);
    let next = coming.filter_map(|day| day.named.first()).next();
    if let Some(next) = next {
        out.push_str(", the first to come on ");
        out.push_str(&long_day(next.date()));
    }
    out.push_str(", ");
    out.push_str(&timing.zone.phrase());
    out
}

fn total(days: &[DayRuns]) -> (u64, bool) {
    let runs = days.iter().map(|day| u64::from(day.starts)).sum();
    (runs, days.iter().any(|day| day.more))
}

/// «no run», «1 run», «more than 1500 runs».
fn said(runs: u64, more: bool) -> String {
    match (runs, more) {
        (0, _) => "no run".to_owned(),
        (_, true) => ["more than ", &count(runs, "run")].concat(),
        _ => count(runs, "run"),
    }
}

fn lay(begin: Date, days: &[DayRuns], today: Date, start: WeekStart, lasts: bool) -> Month {
    let skipped = match start {
        WeekStart::Monday => begin.weekday().to_monday_zero_offset(),
        WeekStart::Sunday => begin.weekday().to_sunday_zero_offset(),
    };
    let mut weeks: Vec<[Option<Day>; 7]> = Vec::with_capacity(6);
    let mut column = usize::from(skipped.unsigned_abs());
    weeks.push(Default::default());
    for (date, runs) in begin.series(jiff::Span::new().days(1)).zip(days) {
        if column == 7 {
            weeks.push(Default::default());
            column = 0;
        }
        let place = weeks.last_mut().and_then(|week| week.get_mut(column));
        if let Some(place) = place {
            *place = Some(day(date, runs, today, lasts));
        }
        column += 1;
    }
    let (runs, more) = total(days);
    Month {
        title: [month(begin), " ", &begin.year().to_string()].concat(),
        runs: said(runs, more),
        weeks,
    }
}

fn day(date: Date, runs: &DayRuns, today: Date, lasts: bool) -> Day {
    let continues = lasts && runs.open_until.is_some();
    let gap = matches!(runs.missing, Some((_, Why::Gap { .. })));
    let mark = if runs.doubt.is_some() || gap {
        Mark::Doubtful
    } else if runs.starts > 0 {
        Mark::Runs
    } else if runs.missing.is_some() {
        Mark::Missing
    } else if continues {
        Mark::Continues
    } else {
        Mark::None
    };
    let mut times = String::new();
    if runs.starts > 1 {
        times = runs.starts.to_string();
        if runs.more {
            times.push('+');
        }
    }
    Day {
        number: date.day().to_string(),
        date: date_text(date),
        mark,
        times,
        continues,
        past: runs.past,
        today: date == today,
        label: label(date, runs, continues, date == today),
    }
}

/// What a day holds, the date first.
fn label(date: Date, runs: &DayRuns, continues: bool, today: bool) -> String {
    let mut out = full_day(date);
    if today {
        out.push_str(", today");
    }
    let mut colon = ": ";
    let mut add = |part: &[&str]| {
        out.push_str(std::mem::replace(&mut colon, "; "));
        part.iter().for_each(|piece| out.push_str(piece));
    };
    if let Some(until) = runs.open_until.filter(|_| continues) {
        if until.date() == date {
            add(&["open from the day before until ", &time(until)]);
        } else {
            add(&["open from the day before"]);
        }
    }
    let does = if runs.past { "past, due " } else { "starts " };
    if runs.starts as usize <= runs.named.len() && runs.starts > 0 {
        let named: Vec<String> = runs.named.iter().map(|start| time(*start)).collect();
        add(&[does, "at ", &words::listed(&named)]);
    } else if let (Some(first), Some(last)) = (runs.named.first(), runs.last) {
        let more = if runs.more { "more than " } else { "" };
        let often = count(runs.starts, "time");
        add(&[
            does,
            more,
            &often,
            ", first at ",
            &time(*first),
            ", last at ",
            &time(last),
        ]);
    }
    if let Some(doubt) = &runs.doubt {
        match doubt {
            Doubt::Overlap { local, .. } => add(&["the clocks show ", &time(*local), " twice"]),
            Doubt::AtStartDate => add(&["exactly at Start date"]),
            Doubt::AtEndDate => add(&["exactly at End date"]),
        }
    }
    if let Some((wanted, why)) = &runs.missing {
        let reason = match why {
            Why::Gap { .. } => "the clocks jump over it",
            Why::OffsetBasePassed => "the schedule's own date is past",
            Why::BeforeStartDate => "before Start date",
            Why::AfterEndDate => "after End date",
            Why::YearsOver => "the schedule's years are over",
            Why::Past => "past",
        };
        add(&["does not run at ", &time(*wanted), ", ", reason]);
    }
    out
}
