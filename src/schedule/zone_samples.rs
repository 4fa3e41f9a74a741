//! What each zone's clock is said to show over the next two years, for those
//! who can ask somebody else: a browser's own time-zone data.
//!
//! Knows nothing of the browser; a test holds the two against each other.

use super::zone::Zone;
use super::zone_database::zone_names;
use jiff::Timestamp;

/// How many instants are sampled.
pub const SAMPLES: usize = 24;
/// A month of a year of 365.25 days, in seconds.
const MONTH: i64 = 2_629_800;

/// A zone's offsets at [`sample_instants`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneSample {
    /// The zone's name.
    pub name: String,
    /// Seconds east of UTC, one for each instant.
    pub offsets: [i32; SAMPLES],
}

/// An instant in each month of two years from `now` on, at whole minutes.
pub fn sample_instants(now: Timestamp) -> [Timestamp; SAMPLES] {
    let first = now.as_second() - now.as_second().rem_euclid(60);
    let mut month = -1;
    [(); SAMPLES].map(|()| {
        month += 1;
        Timestamp::from_second(first + month * MONTH).unwrap_or(now)
    })
}

/// Every zone of the database with its offsets, in the order of the names.
pub fn zone_samples(now: Timestamp) -> impl Iterator<Item = ZoneSample> {
    let instants = sample_instants(now);
    zone_names().filter_map(move |name| {
        let zone = Zone::parse(&name).ok()?;
        Some(ZoneSample {
            offsets: instants.map(|at| zone.offset_seconds(at)),
            name,
        })
    })
}
