//! The time zones as the page carries them: each zone's offsets since 2000, as
//! text made by `build.rs` from the same IANA database that the native build
//! uses whole.
//!
//! jiff keeps the rule that holds from the last change on; its own reader of
//! whole zones would bring 28 KB of tables for a checksum. A test holds every
//! zone against the database, to the year 2200.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

include!("units.rs");

static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/zones.txt"));

/// The release of the IANA database, such as `2026f`.
pub(crate) const VERSION: &str = env!("TZ_DATA_VERSION");

/// Two changes of a zone's clocks lie further apart than this.
const APART: SignedDuration = SignedDuration::from_hours(24);

/// The clocks of a zone.
#[derive(Clone, Debug)]
pub struct Carried {
    before: Offset,
    /// When they changed, and to which offset, in order.
    changes: Vec<(Timestamp, Offset)>,
    /// What holds from the last change on.
    rule: TimeZone,
}

impl Carried {
    /// Clocks that never change.
    pub fn fixed(offset: Offset) -> Carried {
        Carried {
            before: offset,
            changes: Vec::new(),
            rule: TimeZone::fixed(offset),
        }
    }
    /// The offset from UTC at an instant.
    pub fn offset(&self, at: Timestamp) -> Offset {
        let past = self.changes.partition_point(|(when, _)| *when <= at);
        if past == self.changes.len() {
            return self.rule.to_offset(at);
        }
        let last = past.checked_sub(1).and_then(|last| self.changes.get(last));
        last.map_or(self.before, |(_, offset)| *offset)
    }
    /// The first change after an instant.
    pub fn change(&self, after: Timestamp) -> Option<Timestamp> {
        let past = self.changes.partition_point(|(when, _)| *when <= after);
        match self.changes.get(past) {
            Some((when, _)) => Some(*when),
            None => Some(self.rule.following(after).next()?.timestamp()),
        }
    }
    /// The offset where the clocks show a time: one, none or two.
    pub fn read(&self, when: DateTime) -> AmbiguousOffset {
        let near = |away: SignedDuration| {
            let at = Offset::UTC.to_timestamp(when).ok()?.checked_add(away);
            Some(self.offset(at.ok()?))
        };
        let shows = |offset: Offset| {
            let at = offset.to_timestamp(when);
            at.is_ok_and(|at| self.offset(at) == offset)
        };
        let before = near(-APART).unwrap_or(self.before);
        let after = near(APART).unwrap_or(before);
        match (shows(before), shows(after)) {
            _ if before == after => AmbiguousOffset::Unambiguous { offset: before },
            (true, true) => AmbiguousOffset::Fold { before, after },
            (true, false) => AmbiguousOffset::Unambiguous { offset: before },
            (false, true) => AmbiguousOffset::Unambiguous { offset: after },
            (false, false) => AmbiguousOffset::Gap { before, after },
        }
    }
}

fn groups() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter_map(|line| line.rsplit_once('='))
}

/// Every name, sorted without regard to case.
pub fn names() -> impl Iterator<Item = String> {
    let mut names: Vec<&str> = groups().flat_map(|(_, names)| names.split(' ')).collect();
    names.sort_by_cached_key(|name| name.to_ascii_lowercase());
    names.into_iter().map(str::to_owned)
}

/// The zone of exactly this name.
pub fn zone(name: &str) -> Option<Carried> {
    let (clocks, _) = groups().find(|(_, names)| names.split(' ').any(|known| known == name))?;
    let (rule, changes) = clocks.split_once(' ')?;
    let (before, changes) = changes.split_once(';')?;
    let offset = |text: &str| Offset::from_seconds(text.parse::<i32>().ok()? * QUARTER).ok();
    let mut seconds = SINCE;
    let change = |change: &str| {
        let (after, to) = change.split_once(':')?;
        seconds += after.parse::<i64>().ok()? * MINUTE;
        Some((Timestamp::from_second(seconds).ok()?, offset(to)?))
    };
    let listed = changes.split(',').filter(|change| !change.is_empty());
    Some(Carried {
        before: offset(before)?,
        changes: listed.map(change).collect::<Option<_>>()?,
        rule: TimeZone::posix(rule).ok()?,
    })
}
