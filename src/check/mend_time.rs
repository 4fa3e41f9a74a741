//! Which number a length of time was most likely meant to be: `90m`, `1:30`,
//! `PT2H`, `two hours`, in the unit of its field.
//!
//! It only guesses: whoever asks checks that a guess is right before offering it.

/// Seconds of the units that people write.
const UNITS: [(&[&str], u64); 6] = [
    (&["s", "sec", "secs", "second", "seconds"], 1),
    (&["m", "min", "mins", "minute", "minutes"], 60),
    (&["h", "hr", "hrs", "hour", "hours"], HOUR),
    (&["d", "day", "days"], DAY),
    (&["w", "wk", "wks", "week", "weeks"], 7 * DAY),
    (&["fortnight", "fortnights"], 14 * DAY),
];
const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;
/// Numbers that people write as words.
const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// The number that a word is.
pub(super) fn in_words(word: &str) -> Option<u64> {
    let at = WORDS.iter().position(|known| *known == word)?;
    u64::try_from(at).ok()
}

/// The whole numbers in a field's unit around a length of time: of `1:30` in
/// hours 1 and 2. None for a text that names no unit.
pub(super) fn around(typed: &str, unit: &str) -> Vec<u64> {
    let size = unit.split(' ').next().and_then(seconds_of);
    let (Some(size), Some(seconds)) = (size, length(&typed.trim().to_ascii_lowercase(), unit))
    else {
        return Vec::new();
    };
    both(seconds, size)
}

/// The hours that a number too large for hours is, read as minutes or seconds;
/// none for a number that people hardly say in minutes.
pub(super) fn of_smaller_unit(number: u64, unit: &str) -> Vec<u64> {
    let size = unit.split(' ').next().and_then(seconds_of);
    match size {
        Some(_) if number < 30 || !number.is_multiple_of(15) => Vec::new(),
        Some(HOUR) if number >= HOUR => both(number, HOUR),
        Some(HOUR) => both(number * 60, HOUR),
        _ => Vec::new(),
    }
}

fn both(seconds: u64, size: u64) -> Vec<u64> {
    let (down, up) = (seconds / size, seconds.div_ceil(size));
    if down == up {
        vec![down]
    } else {
        vec![down, up]
    }
}

fn seconds_of(word: &str) -> Option<u64> {
    let known = UNITS.iter().find(|(names, _)| names.contains(&word));
    known.map(|(_, seconds)| *seconds)
}

/// A length of time in seconds.
fn length(text: &str, unit: &str) -> Option<u64> {
    clock(text, unit)
        .or_else(|| iso(text))
        .or_else(|| words(text))
}

/// `1:30` is hours and minutes where hours are asked for, `1:30:00` everywhere.
fn clock(text: &str, unit: &str) -> Option<u64> {
    let parts: Vec<u64> = text
        .split(':')
        .map(|part| part.parse().ok().filter(|n| *n < 1_000))
        .collect::<Option<_>>()?;
    match parts.as_slice() {
        [h, m] if unit.starts_with("hour") && *m < 60 => Some(h * HOUR + m * 60),
        [m, s] if unit.starts_with("second") && *s < 60 => Some(m * 60 + s),
        [h, m, s] if *m < 60 && *s < 60 => Some(h * HOUR + m * 60 + s),
        _ => None,
    }
}

/// `PT1H30M`, the form of ISO 8601.
fn iso(text: &str) -> Option<u64> {
    let rest = text.strip_prefix('p')?;
    words(&rest.replace('t', " "))
}

/// `1h30m`, `1 hour and 30 minutes`, `1h30`, `two hours`, `half an hour`, `an hour`.
fn words(text: &str) -> Option<u64> {
    let mut total = 0u64;
    let mut number: Option<u64> = None;
    let mut article = false;
    // The unit below the last one: what follows `1h` without a unit is minutes.
    let mut last = 0u64;
    for word in pieces(text) {
        if let Some(seconds) = seconds_of(&word) {
            let hundredths = number.take().or(article.then_some(100))?;
            total = total.checked_add(hundredths.checked_mul(seconds)? / 100)?;
            last = seconds;
        } else {
            let value = match word.as_str() {
                "and" | "," => continue,
                "a" | "an" => {
                    article = true;
                    continue;
                }
                "half" => number.unwrap_or_default() + 50,
                _ => hundredths(&word).or_else(|| in_words(&word).map(|n| n * 100))?,
            };
            number = Some(value);
        }
    }
    match number {
        Some(minutes) if last == HOUR => total.checked_add(minutes.checked_mul(60)? / 100),
        Some(_) => None,
        None => (last > 0).then_some(total),
    }
}

/// A number of at most two decimals, times a hundred.
fn hundredths(word: &str) -> Option<u64> {
    let (whole, part) = word.split_once(['.', ',']).unwrap_or((word, ""));
    if part.len() > 2 || whole.len() > 9 {
        return None;
    }
    let part: u64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<u64>().ok()? * 100 + part)
}

/// Runs of digits and runs of letters.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open: Option<bool> = None;
    for c in text.chars() {
        let digit = c.is_ascii_digit() || (c == '.' || c == ',') && open == Some(true);
        let letter = c.is_alphabetic();
        match out.last_mut().filter(|_| open == Some(digit)) {
            Some(word) if digit || letter => word.push(c),
            _ if digit || letter => out.push(c.to_string()),
            _ => {}
        }
        open = (digit || letter).then_some(digit);
    }
    out
}
