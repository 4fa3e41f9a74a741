//! What a text of a known format must be, wherever it stands: a schedule, a
//! zone, JSON, base64, the ARN of a role or topic, a bucket's name.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::IgnoredAny;

use crate::catalogue::Format;
use crate::draft::Path;
use crate::hidden::is_visible;
use crate::schedule::{self, Severity};

use super::arn::Arn;
use super::finding::Findings;
use super::here::Here;
use super::mend;
use crate::quote::quoted;

/// Checks a text against its format, reports, and tells whether it may be sent.
pub(super) fn fits(
    here: &Here,
    format: Format,
    typed: &str,
    path: &Path,
    found: &mut Findings<'_>,
) -> bool {
    match format {
        Format::Plain | Format::Prose | Format::TaskArn => true,
        Format::Schedule => {
            let notes = schedule::parse(typed).notes;
            let fits = notes.iter().all(|note| note.severity != Severity::Error);
            notes.into_iter().for_each(|note| found.note(path, note));
            fits
        }
        Format::TimeZone => {
            let zone = schedule::Zone::parse(typed);
            let advice = zone.as_ref().ok().and_then(schedule::Zone::advice);
            advice.into_iter().for_each(|note| found.note(path, note));
            noted(zone.map(drop), path, found)
        }
        Format::Instant => noted(
            schedule::parse_instant_as(here.label, typed).map(drop),
            path,
            found,
        ),
        Format::Json => json(here, typed, path, found),
        Format::Base64 => base64(here, typed, path, found),
        Format::RoleArn => role(here, typed, path, found),
        Format::TopicArn => topic(here, typed, path, found),
        Format::Bucket => {
            bucket(here, typed, path, found);
            true
        }
    }
}

fn noted(result: Result<(), schedule::Note>, path: &Path, found: &mut Findings<'_>) -> bool {
    match result {
        Ok(()) => true,
        Err(note) => {
            found.note(path, note);
            false
        }
    }
}

fn json(here: &Here, typed: &str, path: &Path, found: &mut Findings<'_>) -> bool {
    let Err(error) = serde_json::from_str::<IgnoredAny>(typed) else {
        return true;
    };
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    let (line, column) = (error.line(), error.column());
    let report = found
        .error(
            path,
            "json",
            format!(
                "{} must be JSON: line {line}, column {column}: {why}",
                here.label
            ),
        )
        .source(here.field.doc);
    if let Some(mended) = mend::json(typed) {
        report.fix("Mend quotes and commas", path, mended);
    } else if typed.contains("{{") {
        report.hint("a pseudo parameter stands inside quotes: `\"{{TARGET_ID}}\"`");
    }
    false
}

fn base64(here: &Here, typed: &str, path: &Path, found: &mut Findings<'_>) -> bool {
    match STANDARD.decode(typed) {
        Ok(bytes) => {
            let is_object = serde_json::from_slice::<serde_json::Value>(&bytes)
                .is_ok_and(|value| value.is_object());
            if !is_object {
                found
                    .error(
                        path,
                        "base64-json",
                        format!(
                            "{} must be a JSON object in base64: {}",
                            here.label,
                            quoted(typed)
                        ),
                    )
                    .hint("it decodes, but not to a JSON object")
                    .source(here.field.doc);
            }
            is_object
        }
        Err(_) => {
            let report = found
                .error(
                    path,
                    "base64",
                    format!(
                        "{} must be base64 of a JSON object: {}",
                        here.label,
                        quoted(typed)
                    ),
                )
                .source(here.field.doc);
            if serde_json::from_str::<serde_json::Value>(typed).is_ok_and(|value| value.is_object())
            {
                report.hint("it is JSON as it stands").fix(
                    "Encode it",
                    path,
                    STANDARD.encode(typed),
                );
            } else if STANDARD.decode(typed.trim()).is_ok() {
                report.fix("Remove the blanks", path, typed.trim());
            }
            false
        }
    }
}

fn is_role(typed: &str) -> bool {
    Arn::parse(typed).is_some_and(|arn| {
        arn.service == "iam"
            && arn.region.is_empty()
            && arn.has_account()
            && arn
                .resource
                .strip_prefix("role/")
                .is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
            && is_visible(typed)
    })
}

fn role(here: &Here, typed: &str, path: &Path, found: &mut Findings<'_>) -> bool {
    if is_role(typed) {
        return true;
    }
    let report = found
        .error(
            path,
            "role-arn",
            format!(
                "{} must be the ARN of a role, `arn:aws:iam::<12 digits>:role/<name>`: {}",
                here.label,
                quoted(typed)
            ),
        )
        .source(here.field.doc);
    let trimmed = typed.trim();
    let slips = [
        (":iam:", ":iam::", "there are two colons before the account"),
        ("/role/", ":role/", "a colon stands before `role`"),
        (":role:", ":role/", "a slash stands after `role`"),
    ];
    let slip = slips.into_iter().find_map(|(slip, right, hint)| {
        let mended = trimmed.replacen(slip, right, 1);
        is_role(&mended).then_some((hint, mended))
    });
    if is_role(trimmed) {
        report.fix("Remove the blanks", path, trimmed);
    } else if let Some((hint, mended)) = slip {
        report.hint(hint).fix("Mend the ARN", path, mended);
    } else if let Some(arn) = Arn::parse(typed)
        && arn.service == "iam"
        && !arn.has_account()
    {
        report.hint(format!(
            "an account is 12 digits, {} has {}",
            quoted(arn.account),
            arn.account.chars().count()
        ));
    }
    false
}

fn topic(here: &Here, typed: &str, path: &Path, found: &mut Findings<'_>) -> bool {
    let arn = Arn::parse(typed)
        .filter(|arn| arn.service == "sns" && !arn.region.is_empty() && arn.has_account())
        .filter(|_| is_visible(typed));
    let Some(arn) = arn else {
        found
            .error(
                path,
                "topic-arn",
                format!(
                    "{} must be the ARN of a topic, `arn:aws:sns:<Region>:<12 digits>:<name>`: {}",
                    here.label,
                    quoted(typed)
                ),
            )
            .source(here.field.doc);
        return false;
    };
    if arn.resource.ends_with(".fifo") {
        found
            .error(
                path,
                "fifo-topic",
                format!(
                    "{} must be a standard topic, not a FIFO one: {}",
                    here.label,
                    quoted(typed)
                ),
            )
            .source(here.field.doc);
        return false;
    }
    true
}

/// S3's own naming rules: the API of Systems Manager does not check them, the first run does.
fn bucket(here: &Here, typed: &str, path: &Path, found: &mut Findings<'_>) {
    let letters = typed
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-');
    let ends = typed.starts_with(|c: char| c.is_ascii_alphanumeric())
        && typed.ends_with(|c: char| c.is_ascii_alphanumeric());
    if letters && ends && !typed.contains("..") {
        return;
    }
    let report = found
        .warning(
            path,
            "bucket-name",
            format!(
                "{} is no legal name of a bucket: {}",
                here.label,
                quoted(typed)
            ),
        )
        .hint("lower-case letters, digits, `.` and `-`, a letter or digit at both ends")
        .source("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html");
    let lower = typed.to_ascii_lowercase();
    if lower != typed {
        report.fix(format!("Use {}", quoted(&lower)), path, lower.clone());
    }
}
