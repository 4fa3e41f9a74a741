//! Time zones as AWS takes them: names of the bundled IANA database and fixed
//! offsets.
//!
//! Knows what a clock shows at an instant and which clock times do not exist
//! or come twice. Does not know schedules; near misses are resolved in
//! `zone_guess`.

use super::note::{CREATE_PAGE, Input, Note, Severity};
use super::zone_database::{self, Clocks};
use super::zone_guess;
use super::zone_offset::{fixed, offset_text};
use crate::quote::quoted;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset};
use jiff::{SignedDuration, Timestamp};

/// A time zone of a window.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    clocks: Clocks,
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

/// What a clock time means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It comes once.
    Once(Timestamp),
    /// The clocks jump over it.
    Gap {
        /// The instant if it is read as if the clocks had not jumped.
        shifted: Timestamp,
    },
    /// The clocks show it twice.
    Twice {
        /// The first pass.
        first: Timestamp,
        /// The second pass.
        second: Timestamp,
    },
}

impl Zone {
    /// Reads a zone: an IANA name in its exact case, `±HH:MM` or `±HHMM`.
    ///
    /// # Errors
    /// A [`Note`] labelled «Time zone» with likely names as repairs
    /// (`aws-facts` §1.8).
    #[allow(
        clippy::result_large_err,
        reason = "a note is made for a person, not in a loop"
    )]
    pub fn parse(text: &str) -> Result<Zone, Note> {
        known(text).ok_or_else(|| unknown(text))
    }

    /// What is worth saying about a zone that AWS takes.
    pub fn advice(&self) -> Option<Note> {
        zone_guess::hardly_meant(&self.name)
    }

    /// UTC, AWS's default.
    pub fn utc() -> Zone {
        Zone {
            name: "UTC".into(),
            clocks: Clocks::fixed(Offset::UTC),
        }
    }

    /// The name as AWS takes it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone for jiff's own functions; the page has none.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn time_zone(&self) -> &jiff::tz::TimeZone {
        &self.clocks.0
    }

    /// Whether its clock is always UTC's.
    pub fn is_utc(&self) -> bool {
        const ALIKE: [&str; 6] = ["UTC", "UCT", "Zulu", "Universal", "Greenwich", "Factory"];
        let name = self.name.strip_prefix("Etc/").unwrap_or(&self.name);
        ALIKE.contains(&name)
            || name.starts_with("GMT") && self.offset_seconds(Timestamp::UNIX_EPOCH) == 0
            || fixed(&self.name) == Some(0)
    }

    /// Its place, as people say it: `New York`, `US Eastern`, `UTC+05:30`, `UTC`.
    pub fn place(&self) -> String {
        if self.is_utc() {
            return "UTC".into();
        }
        let etc = self
            .name
            .starts_with("Etc/")
            .then(|| self.offset_seconds(Timestamp::UNIX_EPOCH));
        if let Some(seconds) = fixed(&self.name).or(etc) {
            return ["UTC", &offset_text(seconds)].concat();
        }
        const COUNTRIES: [&str; 5] = ["US", "Canada", "Brazil", "Chile", "Mexico"];
        let place = match self.name.split_once('/') {
            Some((country, region)) if COUNTRIES.contains(&country) => {
                [country, " ", region].concat()
            }
            _ => self.name.rsplit('/').next().unwrap_or("").to_string(),
        };
        place.replace('_', " ")
    }

    /// How a sentence names it: `New York time`, `UTC`.
    pub fn phrase(&self) -> String {
        let mut place = self.place();
        if !place.starts_with("UTC") {
            place.push_str(" time");
        }
        place
    }

    /// What its clock shows.
    pub fn civil(&self, instant: Timestamp) -> DateTime {
        self.clocks.offset(instant).to_datetime(instant)
    }

    /// Its offset from UTC in seconds.
    pub fn offset_seconds(&self, instant: Timestamp) -> i32 {
        self.clocks.offset(instant).seconds()
    }

    /// When its clocks change after an instant, with what they show at that
    /// moment before and after it; the same where only a name changes.
    pub fn changes(
        &self,
        after: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, DateTime, DateTime)> + '_ {
        let next = |at: &Timestamp| self.clocks.change(*at);
        std::iter::successors(self.clocks.change(after), next).map(|at| {
            let earlier = at.checked_sub(SignedDuration::from_secs(1));
            let before = self.clocks.offset(earlier.unwrap_or(at));
            (at, before.to_datetime(at), self.civil(at))
        })
    }

    /// When its clock shows that time; None beyond the years 0 to 9999.
    pub fn read(&self, when: DateTime) -> Option<Reading> {
        match self.clocks.read(when) {
            AmbiguousOffset::Unambiguous { offset } => {
                offset.to_timestamp(when).ok().map(Reading::Once)
            }
            AmbiguousOffset::Gap { before, .. } => before
                .to_timestamp(when)
                .ok()
                .map(|shifted| Reading::Gap { shifted }),
            AmbiguousOffset::Fold { before, after } => {
                let first = before.to_timestamp(when).ok()?;
                let second = after.to_timestamp(when).ok()?;
                Some(Reading::Twice { first, second })
            }
        }
    }

    /// What the clock shows first after the gap that a time is in.
    pub(super) fn end_of_gap(&self, when: DateTime) -> Option<DateTime> {
        let Some(Reading::Gap { shifted }) = self.read(when) else {
            return None;
        };
        let before = shifted.checked_sub(SignedDuration::from_hours(48)).ok()?;
        let mut changes = self.changes(before);
        changes.find_map(|(_, from, to)| (from <= when && when < to).then_some(to))
    }

    /// The first instant of a day; for a midnight in a gap, the one it is shifted to.
    pub(super) fn midnight(&self, date: Date) -> Option<Timestamp> {
        self.read(DateTime::from_parts(date, Time::midnight()))
            .map(Reading::nearest)
    }

    /// The instant as AWS writes it: seconds only where they are not zero, and
    /// the zone's offset, `2024-03-12T09:00-05:00` (`aws-facts` §1.12).
    pub fn stamp(&self, instant: Timestamp) -> String {
        let when = self.civil(instant);
        let mut out = super::at::date_text(when.date());
        out.push('T');
        out.push_str(&clock(when));
        let seconds = self.offset_seconds(instant);
        if seconds == 0 && self.is_utc() {
            out.push('Z');
        } else {
            out.push_str(&offset_text(seconds));
        }
        out
    }
}

impl Reading {
    /// The instant the preview assumes; a time in a gap has none.
    pub fn assumed(self) -> Option<Timestamp> {
        match self {
            Reading::Once(instant) | Reading::Twice { first: instant, .. } => Some(instant),
            Reading::Gap { .. } => None,
        }
    }

    /// An instant in any case: for a gap the shifted one.
    pub fn nearest(self) -> Timestamp {
        match self {
            Reading::Once(instant)
            | Reading::Twice { first: instant, .. }
            | Reading::Gap { shifted: instant } => instant,
        }
    }
}

/// `08:30`, `08:30:15`.
pub(crate) fn clock(when: DateTime) -> String {
    super::words::clock(
        when.hour().unsigned_abs().into(),
        when.minute().unsigned_abs().into(),
        when.second().unsigned_abs().into(),
    )
}

/// The zone of exactly this text.
fn known(text: &str) -> Option<Zone> {
    if let Some(seconds) = fixed(text) {
        let offset = Offset::from_seconds(seconds).ok()?;
        return Some(Zone {
            name: text.to_string(),
            clocks: Clocks::fixed(offset),
        });
    }
    if text.len() > 64 {
        return None;
    }
    Some(Zone {
        name: text.to_string(),
        clocks: zone_database::zone(text)?,
    })
}

fn unknown(text: &str) -> Note {
    let say = |slug, rule: &str| {
        Note::new(
            slug,
            Severity::Error,
            CREATE_PAGE,
            format!("{} {rule}: {}", Input::TimeZone.label(), quoted(text)),
        )
        .about(Input::TimeZone)
    };
    if text.is_empty() {
        return say("zone-empty", "must not be empty").hint("Leave it out, or write `UTC`");
    }
    let mut note = say(
        "zone-unknown",
        "must be a name of the IANA database or a fixed offset `±HH:MM`",
    )
    .at(0..text.len());
    for (label, name) in zone_guess::meant(text) {
        if known(&name).is_some() {
            note = note.fix(label, name);
        }
    }
    let same = note
        .fixes
        .first()
        .is_some_and(|fix| fix.replacement.eq_ignore_ascii_case(text));
    note.hint(if same {
        "AWS takes the exact case only"
    } else {
        "For example `America/New_York`; Windows names and abbreviations such as `PST` are not in it"
    })
}
