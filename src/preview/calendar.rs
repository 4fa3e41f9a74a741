//! Twelve months with the days marked on which the window runs.
//!
//! Lays the days out in weeks; what one day shows and says is in `day`. What
//! happens on it is counted by [`Timing::days`]; a day is one of the window's
//! zone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::day::{Day, Mark, day};
use super::words::{count, long_day, month, short};
use crate::check::Window;
use crate::schedule::{DayRuns, Timing, date_text, words};

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
    /// The marks that occur, with their meaning.
    pub legend: Vec<(Mark, &'static str)>,
    /// The day that has the focus at first: the next one with a run, else
    /// today, else the first; as in [`Day::date`].
    pub focus: String,
    /// The `from` of as many months before these.
    pub earlier: String,
    /// The `from` of as many months after these.
    pub later: String,
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
    let months = months.clamp(1, MOST);
    let begins: Vec<Date> = first
        .series(jiff::Span::new().months(1))
        .take(usize::from(months))
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
    let shown = |date: &Date| (first..=last).contains(date);
    let clock = timing.zone.civil(now);
    let coming = next(&days, clock).or(Some(today)).filter(shown);
    Some(Calendar {
        weekdays,
        says: summary(timing, &days, first, last, clock),
        legend: legend(&laid),
        months: laid,
        focus: date_text(coming.unwrap_or(first)),
        earlier: page(first, -i64::from(months)),
        later: page(first, i64::from(months)),
    })
}

/// The month that begins so many months later, or the same at the end of time.
fn page(first: Date, months: i64) -> String {
    let there = first.checked_add(jiff::Span::new().months(months));
    date_text(there.unwrap_or(first))
}

/// The day that a key leads to from another day, both as in [`Day::date`].
///
/// Arrows step by days and weeks, `PageUp` and `PageDown` by months, `Home` and
/// `End` to the ends of the week; any other key leads nowhere.
pub fn step(day: &str, key: &str, start: WeekStart) -> Option<String> {
    let day: Date = day.parse().ok()?;
    let into = i64::from(column(day, start));
    let span = jiff::Span::new();
    let span = match key {
        "ArrowLeft" => span.days(-1),
        "ArrowRight" => span.days(1),
        "ArrowUp" => span.days(-7),
        "ArrowDown" => span.days(7),
        "PageUp" => span.months(-1),
        "PageDown" => span.months(1),
        "Home" => span.days(-into),
        "End" => span.days(6 - into),
        _ => return None,
    };
    day.checked_add(span).ok().map(date_text)
}

/// The column of a day in its week, from 0.
fn column(day: Date, start: WeekStart) -> u8 {
    let column = match start {
        WeekStart::Monday => day.weekday().to_monday_zero_offset(),
        WeekStart::Sunday => day.weekday().to_sunday_zero_offset(),
    };
    column.unsigned_abs()
}

/// The first day with a run to come.
fn next(days: &[DayRuns], shown: DateTime) -> Option<Date> {
    let mut lasts = days.iter().filter_map(|day| day.last);
    lasts.find(|last| *last > shown).map(DateTime::date)
}

/// The marks that occur.
fn legend(months: &[Month]) -> Vec<(Mark, &'static str)> {
    let weeks = months.iter().flat_map(|month| &month.weeks);
    let days: Vec<&Day> = weeks.flatten().flatten().collect();
    [
        (Mark::Runs, "the window starts"),
        (Mark::Continues, "still open from the day before"),
        (Mark::Missing, "a date without a run"),
        (Mark::Doubtful, "AWS leaves open what happens"),
    ]
    .into_iter()
    .filter(|(mark, _)| days.iter().any(|day| day.mark == *mark))
    .collect()
}

/// «52 runs from December 2026 to November 2027».
fn summary(timing: &Timing, days: &[DayRuns], first: Date, last: Date, clock: DateTime) -> String {
    let (runs, more) = total(days);
    let mut out = said(runs, more);
    let name = |date: Date| [month(date), " ", &date.year().to_string()].concat();
    out.push_str(" from ");
    out.push_str(&name(first));
    out.push_str(" to ");
    out.push_str(&name(last));
    if let Some(next) = next(days, clock) {
        out.push_str(", the first to come on ");
        out.push_str(&long_day(next));
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
    let mut weeks: Vec<[Option<Day>; 7]> = Vec::with_capacity(6);
    let mut column = usize::from(column(begin, start));
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
