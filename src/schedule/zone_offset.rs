//! Offsets from UTC as texts: `+05:30`.
//!
//! Knows no zones and no instants; which offsets may stand where is for those
//! who read them.

use super::words::two;

/// `+05:30`.
pub(crate) fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { "-" } else { "+" };
    let minutes = seconds.unsigned_abs() / 60;
    [
        sign,
        &two((minutes / 60) as u16),
        ":",
        &two((minutes % 60) as u16),
    ]
    .concat()
}

/// The seconds of `±HH:MM`, up to 18 hours as Java has it.
pub(super) fn offset_seconds(text: &str) -> Option<i32> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, text.get(1..)?),
        b'-' => (-1, text.get(1..)?),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let digits = |part: &str| {
        (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i32>().ok())?
    };
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= 18 * 60).then_some(sign * total * 60)
}

/// The seconds of `±HH:MM` or `±HHMM`.
pub(super) fn fixed(text: &str) -> Option<i32> {
    if text.len() == 5 && text.is_ascii() {
        let (hours, minutes) = text.split_at_checked(3)?;
        return offset_seconds(&[hours, ":", minutes].concat());
    }
    if text.len() == 6 {
        offset_seconds(text)
    } else {
        None
    }
}
