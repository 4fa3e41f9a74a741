//! The clocks on which runs are shown, and what another source says they show.
//!
//! Knows which zones are alike, so that no two columns say the same. Bundled
//! time-zone data ages: a witness, on the page the browser, may contradict it.

use jiff::Timestamp;

use crate::schedule::{Timing, Zone, date_text};

/// A clock on which runs are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Whose clock, for a heading: «New York», «Yours (Berlin)».
    pub label: String,
    /// The zone.
    pub zone: Zone,
}

/// What another source says a zone's clock shows at an instant, as [`wall`] writes it.
pub type Witness<'a> = &'a dyn Fn(&Zone, Timestamp) -> Option<String>;

/// What a zone's clock shows at an instant: `2026-11-29 02:00`.
pub fn wall(zone: &Zone, at: Timestamp) -> String {
    let shown = zone.civil(at).with().second(0).build();
    let shown = shown.unwrap_or_else(|_| zone.civil(at));
    [&date_text(shown.date()), " ", &super::words::time(shown)].concat()
}

/// The window's clock, UTC and the viewer's, without those that say the same.
pub(super) fn clocks(timing: &Timing, now: Timestamp, viewer: Option<&Zone>) -> Vec<Clock> {
    let zone = &timing.zone;
    // Two names of one place differ only in name; a rule that will differ in some month does so within the year.
    let alike = |a: &Zone, b: &Zone| {
        (0..12).all(|month| {
            let at = Timestamp::from_second(now.as_second() + month * 2_629_800).unwrap_or(now);
            a.offset_seconds(at) == b.offset_seconds(at)
        })
    };
    let yours = viewer.filter(|viewer| !alike(viewer, zone));
    let mut label = zone.place();
    if viewer.is_some() && yours.is_none() {
        label.push_str(" (yours too)");
    }
    let mut clocks = vec![Clock {
        label,
        zone: zone.clone(),
    }];
    if !zone.is_utc() {
        let utc = Zone::utc();
        let same = yours.is_some_and(|yours| alike(yours, &utc));
        let label = if same { "UTC (yours too)" } else { "UTC" };
        clocks.push(Clock {
            label: label.to_owned(),
            zone: utc,
        });
        if same {
            return clocks;
        }
    }
    if let Some(yours) = yours {
        clocks.push(Clock {
            label: ["Yours (", &yours.place(), ")"].concat(),
            zone: yours.clone(),
        });
    }
    clocks
}

/// Whether the witness says the same about an instant on every clock, and if
/// not, what it says; `None` where it says nothing.
pub(super) fn heard(
    start: Timestamp,
    clocks: &[Clock],
    witness: Witness<'_>,
) -> Option<Result<(), String>> {
    let mut heard = false;
    for clock in clocks {
        let Some(said) = witness(&clock.zone, start) else {
            continue;
        };
        heard = true;
        if said != wall(&clock.zone, start) {
            let place = clock.zone.place();
            return Some(Err([
                "This browser's own time-zone data says `",
                &said,
                "` in ",
                &place,
                "; one of the two is out of date, and AWS decides",
            ]
            .concat()));
        }
    }
    heard.then_some(Ok(()))
}
