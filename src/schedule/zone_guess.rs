//! Which time zone somebody meant: other cases, Windows names, abbreviations,
//! cities and slips of the finger.
//!
//! Knows names only. Whether a suggestion exists is decided by `Zone::parse`,
//! so a name that leaves the database is never offered.

use super::note::{CREATE_PAGE, Input, Note, Severity};
use super::zone_database::zone_names;
use super::zone_offset::offset_text;

/// Windows' names and the zone that Unicode's CLDR gives for each territory 001.
const WINDOWS: &[(&str, &str)] = &[
    ("AUS Central Standard Time", "Australia/Darwin"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Argentina Standard Time", "America/Buenos_Aires"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Canada Central Standard Time", "America/Regina"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("Central America Standard Time", "America/Guatemala"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("China Standard Time", "Asia/Shanghai"),
    ("E. Africa Standard Time", "Africa/Nairobi"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Eastern Standard Time", "America/New_York"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("FLE Standard Time", "Europe/Kyiv"),
    ("GMT Standard Time", "Europe/London"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Mountain Standard Time", "America/Denver"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("Pacific SA Standard Time", "America/Santiago"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("SA Pacific Standard Time", "America/Bogota"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("W. Europe Standard Time", "Europe/Berlin"),
];

/// Abbreviations and the places that use them; several where they differ.
const SHORT: &[(&str, &[&str])] = &[
    ("PT", &["America/Los_Angeles"]),
    ("PST", &["America/Los_Angeles", "Asia/Manila"]),
    ("PDT", &["America/Los_Angeles"]),
    ("MT", &["America/Denver"]),
    ("MDT", &["America/Denver"]),
    ("CT", &["America/Chicago"]),
    ("CST", &["America/Chicago", "Asia/Shanghai"]),
    ("CDT", &["America/Chicago"]),
    ("ET", &["America/New_York"]),
    ("EDT", &["America/New_York"]),
    ("AKST", &["America/Anchorage"]),
    ("AST", &["America/Halifax", "Asia/Riyadh"]),
    ("BRT", &["America/Sao_Paulo"]),
    ("BST", &["Europe/London", "Asia/Dhaka"]),
    ("IST", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("CEST", &["Europe/Berlin", "Europe/Paris"]),
    ("EEST", &["Europe/Helsinki", "Europe/Athens"]),
    ("MSK", &["Europe/Moscow"]),
    ("SAST", &["Africa/Johannesburg"]),
    ("GST", &["Asia/Dubai"]),
    ("PKT", &["Asia/Karachi"]),
    ("SGT", &["Asia/Singapore"]),
    ("HKT", &["Asia/Hong_Kong"]),
    ("JST", &["Asia/Tokyo"]),
    ("KST", &["Asia/Seoul"]),
    ("AWST", &["Australia/Perth"]),
    ("ACST", &["Australia/Adelaide"]),
    ("AEST", &["Australia/Sydney", "Australia/Brisbane"]),
    ("AEDT", &["Australia/Sydney"]),
    ("NZST", &["Pacific/Auckland"]),
    ("NZDT", &["Pacific/Auckland"]),
    ("Z", &["UTC"]),
];

/// Zones that AWS takes and that stay on standard time, with the places whose time they are in winter and all year.
const STANDARD: [(&str, [&str; 2]); 2] = [
    ("EST", ["America/New_York", "America/Panama"]),
    ("MST", ["America/Denver", "America/Phoenix"]),
];

/// What is hardly meant by a zone that AWS takes.
///
/// `HST` is not among these: Hawaii has no daylight saving.
pub(crate) fn hardly_meant(text: &str) -> Option<Note> {
    let (_, places) = STANDARD.iter().find(|(name, _)| *name == text)?;
    let note = Note::new(
        "zone-standard",
        Severity::Warning,
        CREATE_PAGE,
        [
            Input::TimeZone.label(),
            " knows no daylight saving: `",
            text,
            "`",
        ]
        .concat(),
    )
    .about(Input::TimeZone);
    let [summer, _] = places;
    let city = summer
        .rsplit('/')
        .next()
        .unwrap_or(summer)
        .replace('_', " ");
    let note = note.hint(["In summer, 02:00 there is 03:00 in ", &city].concat());
    Some(places.iter().fold(note, |note, place| {
        note.fix(["Use `", place, "`"].concat(), *place)
    }))
}

/// At most four labelled names for a text that is no zone.
pub(crate) fn meant(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<String> = Vec::new();
    let text = text.trim();
    if text.is_empty() || text.len() > 64 {
        return Vec::new();
    }
    // Nothing else with an offset: `Etc/GMT+2` is two hours behind UTC, not ahead.
    if let Some(offset) = offset(text) {
        return vec![(["Use `", &offset, "`"].concat(), offset)];
    }
    let typed = fold(text);
    let mut add = |name: String| {
        if found.len() < 4 && !found.contains(&name) {
            found.push(name);
        }
    };
    let all: Vec<(String, String)> = zone_names().map(|name| (fold(&name), name)).collect();
    all.iter()
        .filter(|(folded, _)| *folded == typed)
        .for_each(|(_, name)| add(name.clone()));
    for (name, zone) in WINDOWS {
        if name.eq_ignore_ascii_case(text) {
            add((*zone).into());
        }
    }
    for (name, zones) in SHORT {
        if name.eq_ignore_ascii_case(text) {
            zones.iter().for_each(|zone| add((*zone).into()));
        }
    }
    let city = |folded: &str| folded.rsplit('/').next().unwrap_or("").to_string();
    all.iter()
        .filter(|(folded, _)| city(folded) == city(&typed))
        .for_each(|(_, name)| add(name.clone()));
    if found.is_empty() && typed.len() > 3 {
        let mut near: Vec<(usize, &String)> = all
            .iter()
            .map(|(folded, name)| {
                (
                    distance(&typed, folded).min(distance(&typed, &city(folded))),
                    name,
                )
            })
            .filter(|(far, _)| *far <= 2)
            .collect();
        near.sort();
        found.extend(near.into_iter().take(4).map(|(_, name)| name.clone()));
    }
    found
        .into_iter()
        .map(|name| (["Use `", &name, "`"].concat(), name))
        .collect()
}

/// Lower case, with the separators that people mix up made one.
fn fold(name: &str) -> String {
    name.chars()
        .map(|c| {
            if matches!(c, ' ' | '-') {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect()
}

/// `UTC+5`, `GMT-03:30`, `+5` as the offset AWS takes.
fn offset(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let rest = upper
        .strip_prefix("UTC")
        .or_else(|| upper.strip_prefix("GMT"))
        .unwrap_or(&upper);
    let sign = match rest.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = rest.get(1..)?;
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) => (hours, minutes),
        (None, 1 | 2) => (digits, "0"),
        (None, 4) => digits.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=18).contains(&hours) && (0..60).contains(&minutes))
        .then(|| offset_text(sign * (hours * 3600 + minutes * 60)))
}

/// Edits between two short texts; transposed neighbours count once.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let b: Vec<u8> = b.bytes().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last = 0u8;
    for (row, x) in a.bytes().enumerate() {
        let mut line = Vec::with_capacity(above.len());
        let mut left = row + 1;
        let mut corner = row;
        line.push(left);
        let mut last_y = 0u8;
        for (column, &y) in b.iter().enumerate() {
            let up = above.get(column + 1).copied().unwrap_or(usize::MAX);
            let mut best = (corner + usize::from(x != y))
                .min(left + 1)
                .min(up.saturating_add(1));
            if row > 0 && column > 0 && x == last_y && last == y {
                let swapped = before.get(column - 1).copied().unwrap_or(usize::MAX);
                best = best.min(swapped.saturating_add(1));
            }
            corner = up;
            left = best;
            line.push(best);
            last_y = y;
        }
        before = std::mem::replace(&mut above, line);
        last = x;
    }
    above.last().copied().unwrap_or(usize::MAX)
}
