//! Days against the list of runs: the same starts, counted another way.

use super::random::{Dice, ZONES, expression, moment};
use super::schedule;
use jiff::{SignedDuration, Span, Timestamp};
use maintenance_window_builder::schedule::{Row, Timing, Zone};

const DAYS: u16 = 70;

/// Any timing, with a now.
fn any(dice: &mut Dice) -> (String, Timing, Timestamp) {
    let zone = Zone::parse(dice.pick(&ZONES)).expect("a zone");
    let now = moment(dice, &zone);
    let text = match dice.below(12) {
        0 => format!("rate({} minutes)", dice.between(15, 4_000)),
        1 => format!("rate({} hours)", dice.between(2, 200)),
        2 => {
            let shown = zone.civil(now);
            let at = shown.saturating_add(SignedDuration::from_hours(
                dice.between(0, 1_600) as i64 - 800,
            ));
            format!("at({}T{:02}:{:02}:00)", at.date(), at.hour(), at.minute())
        }
        _ => expression(dice),
    };
    let mut timing = Timing::new(schedule(&text), zone);
    timing.duration_hours = dice.between(1, 24) as u8;
    let bound = |dice: &mut Dice| {
        let hours = dice.between(0, 4_000) as i64 - 1_500;
        now.checked_add(SignedDuration::from_hours(hours)).ok()
    };
    if dice.below(3) == 0 {
        timing.start = bound(dice);
    }
    if dice.below(3) == 0 {
        timing.end = bound(dice);
    }
    if text.starts_with("cron") && dice.below(3) == 0 {
        timing.offset_days = dice.between(1, 6) as u8;
    }
    (text, timing, now)
}

#[test]
fn the_days_hold_the_runs_of_the_list() {
    let cases = super::random::cases();
    let mut dice = Dice(super::random::seed());
    let mut filled = 0;
    for number in 0..cases / 10 {
        let (text, timing, now) = any(&mut dice);
        let today = timing.zone.civil(now).date();
        let Ok(first) = today.checked_add(SignedDuration::from_hours(
            24 * (dice.between(0, 90) as i64 - 60),
        )) else {
            continue;
        };
        let named = format!(
            "case {number}: {text} in {} + {} at {now} from {first}, {:?} to {:?}",
            timing.zone.name(),
            timing.offset_days,
            timing.start,
            timing.end
        );
        let found = timing.days(first, DAYS, now);
        assert_eq!(found.len(), usize::from(DAYS));
        let last = first.saturating_add(SignedDuration::from_hours(24 * i64::from(DAYS)));
        let mut starts: Vec<_> = timing
            .previous(now)
            .filter_map(Row::run)
            .take_while(|run| run.local.date() >= first)
            .take(40_000)
            .collect();
        starts.reverse();
        starts.extend(
            timing
                .runs(now)
                .take_while(|run| run.local.date() < last)
                .take(40_000),
        );
        if starts.len() > 30_000 {
            continue;
        }
        for (date, day) in first.series(Span::new().days(1)).zip(&found) {
            let here: Vec<_> = starts
                .iter()
                .filter(|run| run.local.date() == date)
                .collect();
            if day.more {
                assert!(here.len() as u32 >= day.starts, "{date}, {named}");
                continue;
            }
            assert_eq!(day.starts as usize, here.len(), "{date}, {named}");
            assert_eq!(
                day.last,
                here.last().map(|run| run.local),
                "{date}, {named}"
            );
            let names: Vec<_> = here.iter().take(4).map(|run| run.local).collect();
            assert_eq!(day.named, names, "{date}, {named}");
            assert_eq!(day.past, date < today, "{date}, {named}");
            filled += usize::from(day.starts > 0);
            // A run of the day before that is open on this day.
            let before = date.yesterday().expect("a day");
            let open = starts.iter().rfind(|run| run.local.date() == before);
            if before >= first {
                let open = open.map(|run| timing.zone.civil(run.end));
                let midnight = date.at(0, 0, 0, 0);
                assert_eq!(
                    day.open_until,
                    open.filter(|end| *end > midnight),
                    "{date}, {named}"
                );
            }
        }
        // The dates without a run that the list names are marked.
        for row in timing.upcoming(now).take(60) {
            let Row::Missing { wanted, why, .. } = row else {
                continue;
            };
            let date = wanted.date();
            if matches!(why, maintenance_window_builder::schedule::Why::YearsOver)
                || date < first
                || date >= last
            {
                continue;
            }
            let at = first
                .series(Span::new().days(1))
                .position(|day| day == date)
                .expect("a day");
            let marked = found[at].missing.is_some() || found[at].starts > 0;
            assert!(marked, "{wanted} {why:?}, {named}");
        }
    }
    assert!(filled as u64 > cases / 10, "{filled}");
}
