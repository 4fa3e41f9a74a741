//! The time zones as the page carries them: each zone's rules since 2000, as
//! text made by `build.rs` from the same IANA database that the native build
//! uses whole.
//!
//! It gives jiff what jiff would read from the database. A test holds every
//! zone against the database, to the year 2200.

use jiff::tz::TimeZone;

include!("units.rs");

static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/zones.txt"));

/// The release of the IANA database, such as `2026f`.
pub(crate) const VERSION: &str = env!("TZ_DATA_VERSION");

fn groups() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter_map(|line| line.rsplit_once('='))
}

/// Every name, sorted without regard to case.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = groups().flat_map(|(_, names)| names.split(' ')).collect();
    names.sort_by_cached_key(|name| name.to_ascii_lowercase());
    names
}

/// The zone of exactly this name.
pub fn zone(name: &str) -> Option<TimeZone> {
    let (rules, _) = groups().find(|(_, names)| names.split(' ').any(|known| known == name))?;
    TimeZone::tzif(name, &tzif(rules)?).ok()
}

/// Rules in the form that jiff reads (RFC 9636), without what it makes no use of.
fn tzif(rules: &str) -> Option<Vec<u8>> {
    let (rule, changes) = rules.split_once(' ')?;
    let (before, changes) = changes.split_once(';')?;
    let (mut times, mut kinds, mut types) = (Vec::new(), Vec::new(), Vec::new());
    let mut kind = |text: &str| {
        let daylight = text.strip_suffix('d');
        let quarters: i64 = daylight.unwrap_or(text).parse().ok()?;
        let offset = i32::try_from(quarters * QUARTER).ok()?;
        let wanted = (offset, daylight.is_some());
        let known = types.iter().position(|known| *known == wanted);
        u8::try_from(known.unwrap_or_else(|| {
            types.push(wanted);
            types.len() - 1
        }))
        .ok()
    };
    kind(before)?;
    let mut when = SINCE;
    for change in changes.split(',').filter(|change| !change.is_empty()) {
        let (after, offset) = change.split_once(':')?;
        when += after.parse::<i64>().ok()? * MINUTE;
        times.push(when);
        kinds.push(kind(offset)?);
    }
    let header = |out: &mut Vec<u8>, times: usize, types: usize, chars: usize| {
        out.extend(b"TZif2");
        out.extend([0; 15]);
        for count in [0, 0, 0, times, types, chars] {
            out.extend((count as u32).to_be_bytes());
        }
    };
    let mut out = Vec::new();
    // The first block is for readers of another age: one type, no changes.
    header(&mut out, 0, 1, 4);
    out.extend([0; 6]);
    out.extend(b"UTC\0");
    // jiff demands that the last change agrees with the rule, names included.
    let (standard, daylight) = abbreviations(rule);
    let chars = standard.len() + daylight.len() + 2;
    header(&mut out, times.len(), types.len(), chars);
    times.iter().for_each(|time| out.extend(time.to_be_bytes()));
    out.extend(&kinds);
    for (offset, is_daylight) in &types {
        let name = if *is_daylight { standard.len() + 1 } else { 0 };
        out.extend(offset.to_be_bytes());
        out.extend([u8::from(*is_daylight), name as u8]);
    }
    out.extend([standard, "\0", daylight, "\0\n"].concat().as_bytes());
    out.extend(rule.as_bytes());
    out.push(b'\n');
    Some(out)
}

/// The names in a POSIX rule: `EST` and `EDT` in `EST5EDT,M3.2.0,M11.1.0`, `-03` in `<-03>3`.
fn abbreviations(rule: &str) -> (&str, &str) {
    fn name(text: &str) -> (&str, &str) {
        match text.strip_prefix('<').and_then(|text| text.split_once('>')) {
            Some(quoted) => quoted,
            None => text.split_at(
                text.find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(text.len()),
            ),
        }
    }
    let (standard, rest) = name(rule);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c));
    (standard, name(rest).0)
}
