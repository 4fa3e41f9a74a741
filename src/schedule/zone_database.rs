//! The IANA database and the clocks of its zones: whole in a program, in a
//! browser as the table of `zone_table`.
//!
//! Knows names in their exact case and nothing of offsets that stand for a
//! zone.

use super::zone_table;

#[cfg(not(target_arch = "wasm32"))]
mod whole {
    use jiff::Timestamp;
    use jiff::civil::DateTime;
    use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
    use std::sync::OnceLock;

    #[derive(Clone, Debug)]
    pub(in crate::schedule) struct Clocks(pub(in crate::schedule) TimeZone);

    impl Clocks {
        pub(in crate::schedule) fn fixed(offset: Offset) -> Clocks {
            Clocks(TimeZone::fixed(offset))
        }
        pub(in crate::schedule) fn offset(&self, at: Timestamp) -> Offset {
            self.0.to_offset(at)
        }
        pub(in crate::schedule) fn change(&self, after: Timestamp) -> Option<Timestamp> {
            Some(self.0.following(after).next()?.timestamp())
        }
        pub(in crate::schedule) fn read(&self, when: DateTime) -> AmbiguousOffset {
            self.0.to_ambiguous_timestamp(when).offset()
        }
    }

    fn bundled() -> &'static TimeZoneDatabase {
        static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
        // Never the system's: the page and the tests shall agree.
        DATABASE.get_or_init(TimeZoneDatabase::bundled)
    }
    pub(in crate::schedule) fn names() -> impl Iterator<Item = String> {
        bundled().available().map(|name| name.as_str().to_string())
    }
    pub(in crate::schedule) fn zone(name: &str) -> Option<Clocks> {
        let zone = bundled().get(name).ok()?;
        // The lookup ignores case, AWS does not.
        (zone.iana_name() == Some(name)).then_some(Clocks(zone))
    }
}
#[cfg(not(target_arch = "wasm32"))]
use whole::names;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use whole::{Clocks, zone};

#[cfg(target_arch = "wasm32")]
use zone_table::names;
#[cfg(target_arch = "wasm32")]
pub(super) use zone_table::{Carried as Clocks, zone};

/// The release of the bundled IANA database, such as `2026f`.
pub fn tz_data_version() -> &'static str {
    zone_table::VERSION
}

/// Every zone name AWS takes, sorted, legacy links included.
pub fn zone_names() -> impl Iterator<Item = String> {
    names()
}
