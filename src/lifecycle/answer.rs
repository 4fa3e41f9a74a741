//! What AWS answers, as text: finds the JSON or the id in what was pasted, and
//! reads and writes AWS's moments.
//!
//! People paste prompts, commands and messages along; nothing here trusts a
//! character of it.

use jiff::Timestamp;
use serde_json::Value;

use crate::quote::{quoted, quoted_to};
use crate::schedule::{Zone, offset_text, parse_instant};

/// More is no answer to one request of this page.
const LARGEST: usize = 1_000_000;
/// How many openings of an object are tried before the text is taken for something else.
const TRIES: usize = 256;
/// The most characters of AWS's own reason that a message repeats.
const LONGEST_REASON: usize = 200;

/// What was pasted.
pub(super) enum Pasted {
    /// A JSON object.
    Object(Value),
    /// Text without one, in words.
    Words(Vec<String>),
}

/// Reads what was pasted: the object with the member `wanted`, else the first there is.
///
/// # Errors
/// When it is nothing, too large, or AWS's refusal.
pub(super) fn read(pasted: &str, wanted: &str) -> Result<Pasted, String> {
    if pasted.trim().is_empty() {
        return Err("Nothing was pasted".to_owned());
    }
    if pasted.len() > LARGEST {
        return Err(format!(
            "The answer is too long: `{}` of at most `{LARGEST}` bytes",
            pasted.len()
        ));
    }
    if let Some(refusal) = refusal(pasted) {
        return Err(refusal);
    }
    // Documents and chats turn straight quotes into curly ones.
    let straight = if pasted.contains(['“', '”', '„']) {
        Some(pasted.replace(['“', '”', '„'], "\""))
    } else {
        None
    };
    for text in [Some(pasted), straight.as_deref()].into_iter().flatten() {
        if let Some(object) = object_in(text, wanted) {
            return Ok(Pasted::Object(object));
        }
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    Ok(Pasted::Words(
        pasted
            .split(|c| !is_part(c))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
    ))
}

/// A whole JSON object in a text: a prompt or the command, with JSON of its own, may stand before it, and anything
/// after it.
fn object_in(text: &str, wanted: &str) -> Option<Value> {
    let (mut first, mut end) = (None, 0);
    for (at, _) in text.match_indices('{').take(TRIES) {
        // Inside an object that was read already.
        if at < end {
            continue;
        }
        let mut values = serde_json::Deserializer::from_str(text.get(at..)?).into_iter::<Value>();
        if let Some(Ok(value)) = values.next() {
            end = at + values.byte_offset();
            if value.get(wanted).is_some() {
                return Some(value);
            }
            first = first.or(Some(value));
        }
    }
    first
}

/// What AWS says when it refuses, with what to do about it.
fn refusal(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("An error occurred (")?;
    let (code, rest) = rest.split_once(')')?;
    let says = rest
        .split_once("operation: ")
        .map_or("", |(_, says)| says)
        .lines()
        .next()
        .unwrap_or_default();
    let advice = match code {
        "DoesNotExistException" => {
            "the id is not known in this account and Region; look at both, and at the id"
        }
        "IdempotentParameterMismatch" => {
            "the client token was used before for another request; type a new one"
        }
        "ResourceLimitExceededException" => {
            "a quota of the account is used up; delete what is not needed or ask AWS for more"
        }
        "TargetInUseException" => {
            "a task still names this target; deregister or change the task first"
        }
        "ValidationException" => "AWS does not take a value; compare it with the field's rule",
        "AccessDeniedException" | "AccessDenied" => {
            "the signed-in user may not do this; ask for the permission that the message names"
        }
        "ExpiredTokenException" | "ExpiredToken" => "the sign-in is too old; sign in again",
        "UnrecognizedClientException" | "InvalidClientTokenId" => {
            "the credentials are not known; sign in again"
        }
        "ThrottlingException" | "TooManyUpdates" => {
            "AWS had too many requests at once; wait a little and send it again"
        }
        "InternalServerError" => "AWS failed; send it again",
        _ => "read what AWS says, mend it and send it again",
    };
    let mut out = format!("AWS refused this, {}: {advice}", quoted(code));
    if !says.is_empty() {
        out.push_str(&format!(" ({})", quoted_to(LONGEST_REASON, says)));
    }
    Some(out)
}

/// A moment as AWS writes it in answers about windows: without seconds that are zero, `Z` for no offset.
pub(super) fn as_aws(at: Timestamp, zone: &Zone) -> String {
    let civil = zone.civil(at);
    let mut out = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute()
    );
    if civil.second() != 0 {
        out.push_str(&format!(":{:02}", civil.second()));
    }
    out.push_str(&offset(zone.offset_seconds(at), "Z"));
    out
}

/// A moment as the AWS CLI, version 2, writes one that AWS sends as a number.
pub(super) fn as_cli(at: Timestamp, zone: &Zone, millis: u32) -> String {
    let civil = zone.civil(at);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{millis:03}000{}",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second(),
        offset(zone.offset_seconds(at), "+00:00")
    )
}

fn offset(seconds: i32, none: &str) -> String {
    match seconds {
        0 => none.to_owned(),
        _ => offset_text(seconds),
    }
}

/// A moment in an answer: text with an offset, or seconds since 1970.
pub(super) fn moment(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => seconds(number.as_f64()?),
        Value::String(text) => {
            let text = text.trim();
            // Java appends the zone's name in brackets.
            let text = text.split('[').next().unwrap_or(text);
            // By the reader that is there anyway: the standard library's has tables of 10 KB.
            if let Ok(number) = serde_json::from_str(text) {
                return seconds(number);
            }
            let colonless = text.len().checked_sub(5).and_then(|at| {
                let (when, offset) = (text.get(..at)?, text.get(at..)?);
                let (hours, minutes) = (offset.get(..3)?, offset.get(3..)?);
                (hours.starts_with(['+', '-']) && minutes.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| [when, hours, ":", minutes].concat())
            });
            parse_instant(colonless.as_deref().unwrap_or(text))
                .ok()
                .map(|instant| instant.timestamp)
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn seconds(number: f64) -> Option<Timestamp> {
    // Beyond these lies no maintenance window, and conversions would saturate.
    if !(number.is_finite() && (0.0..1e11).contains(&number)) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "the range was looked at")]
    Timestamp::from_millisecond((number * 1000.0).round() as i64).ok()
}
