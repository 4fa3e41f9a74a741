//! The regular expressions of AWS's model, each with words and a matcher
//! written by hand: a regex engine would weigh half a megabyte in the page.
//!
//! A regular expression here means the whole text, as the service reads it.
//! A property test holds every matcher and its expression together.

use super::Pattern;
use super::letter::is_letter;

/// The name of a window, target or task.
pub static NAME: Pattern = Pattern {
    regex: r"^[a-zA-Z0-9_\-.]{3,128}$",
    says: "letters, digits and `_ - .`, no blanks",
    matches: |text| {
        (3..=128).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
    },
};

/// A window's id.
pub static WINDOW_ID: Pattern = Pattern {
    regex: r"^mw-[0-9a-f]{17}$",
    says: "`mw-` and 17 digits or letters `a` to `f`",
    matches: |text| {
        text.strip_prefix("mw-")
            .is_some_and(|id| id.len() == 17 && id.bytes().all(is_lower_hex))
    },
};

/// The id of a registered target, a task, an execution or an invocation.
pub static UUID: Pattern = Pattern {
    regex: r"^[0-9a-fA-F]{8}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{12}$",
    says: "8-4-4-4-12 hexadecimal digits with hyphens between",
    matches: |text| {
        let mut groups = text.split('-');
        [8, 4, 4, 4, 12].iter().all(|&length| {
            groups
                .next()
                .is_some_and(|g| g.len() == length && g.bytes().all(|b| b.is_ascii_hexdigit()))
        }) && groups.next().is_none()
    },
};

/// A tag's key or value.
pub static TAG: Pattern = Pattern {
    regex: r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$",
    says: "letters, digits, blanks and `_ . : / = + - @`",
    matches: |text| text.chars().all(|c| c == '+' || is_key_character(c)),
};

/// The key of a target.
pub static TARGET_KEY: Pattern = Pattern {
    regex: r"^[\p{L}\p{Z}\p{N}_.:/=\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name",
    says: "letters, digits, blanks and `_ . : / = - @`, but no `+`",
    matches: |text| text.chars().all(is_key_character),
};

/// How many targets at once: at least one, or a percentage from 1 %.
pub static CONCURRENCY: Pattern = Pattern {
    regex: r"^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$",
    says: "a whole number from 1, or a percentage from `1%` to `100%`",
    matches: |text| match text.strip_suffix('%') {
        Some(percent) => percent == "100" || (percent.len() <= 2 && is_counting_number(percent)),
        None => is_counting_number(text),
    },
};

/// How many errors: none or more, or a percentage from 0 %.
pub static ERRORS: Pattern = Pattern {
    regex: r"^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$",
    says: "a whole number from 0, or a percentage from `0%` to `100%`",
    matches: |text| text == "0" || text == "0%" || (CONCURRENCY.matches)(text),
};

/// A document's version.
pub static DOCUMENT_VERSION: Pattern = Pattern {
    regex: r"([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)",
    says: "`$DEFAULT`, `$LATEST` or a version number from 1",
    matches: |text| text == "$LATEST" || text == "$DEFAULT" || is_counting_number(text),
};

/// The name of a CloudWatch alarm.
pub static ALARM_NAME: Pattern = Pattern {
    regex: r"^(?!\s*$).+",
    says: "any characters on one line, not only blanks",
    matches: |text| !text.contains('\n') && text.chars().any(|c| !c.is_whitespace()),
};

/// The name of a CloudWatch Logs group, from that service's own reference.
pub static LOG_GROUP: Pattern = Pattern {
    regex: r"[\.\-_/#A-Za-z0-9]+",
    says: "letters, digits and `_ - . / #`",
    matches: |text| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-./#".contains(&b))
    },
};

/// A Lambda version or alias, from Lambda's own model.
pub static QUALIFIER: Pattern = Pattern {
    regex: r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9\-_$]+",
    says: "`$LATEST`, a version number, or an alias of letters, digits and `_ -`",
    matches: |text| {
        text == "$LATEST.PUBLISHED"
            || (!text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_$".contains(&b)))
    },
};

/// A managed node's id.
///
/// AWS's `\w` stands here as what it means to the service: ASCII only.
pub static INSTANCE_ID: Pattern = Pattern {
    regex: r"(^i-([0-9A-Za-z_]{8}|[0-9A-Za-z_]{17})$)|(^mi-[0-9A-Za-z_]{17}$)",
    says: "`i-` with 8 or 17, or `mi-` with 17 hexadecimal digits",
    matches: |text| {
        let (id, short) = match (text.strip_prefix("i-"), text.strip_prefix("mi-")) {
            (Some(id), _) => (id, true),
            (None, Some(id)) => (id, false),
            (None, None) => return false,
        };
        (id.len() == 17 || (short && id.len() == 8))
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    },
};

/// The name of a resource group, from the Resource Groups service's own model.
pub static RESOURCE_GROUP: Pattern = Pattern {
    regex: r"[a-zA-Z0-9_\.-]{1,300}|[a-zA-Z0-9_\.-]{1,150}/[a-z0-9]{26}",
    says: "up to 300 letters, digits and `_ . -`",
    matches: |text| match text.split_once('/') {
        None => is_group_name(text, 300),
        Some((name, id)) => {
            is_group_name(name, 150)
                && id.len() == 26
                && id
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
        }
    },
};

/// A type of resource, from the Resource Groups service's own model.
pub static RESOURCE_TYPE: Pattern = Pattern {
    regex: r"AWS::[a-zA-Z0-9]+::[0-9A-Za-z_]+",
    says: "`AWS::` with service and type as CloudFormation writes them",
    matches: |text| {
        let parts = text
            .strip_prefix("AWS::")
            .and_then(|rest| rest.split_once("::"));
        parts.is_some_and(|(service, kind)| {
            !service.is_empty()
                && service.bytes().all(|b| b.is_ascii_alphanumeric())
                && !kind.is_empty()
                && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })
    },
};

/// Every pattern, for the test that compares matchers with expressions.
pub static ALL: &[&Pattern] = &[
    &NAME,
    &WINDOW_ID,
    &UUID,
    &TAG,
    &TARGET_KEY,
    &CONCURRENCY,
    &ERRORS,
    &DOCUMENT_VERSION,
    &ALARM_NAME,
    &LOG_GROUP,
    &QUALIFIER,
    &INSTANCE_ID,
    &RESOURCE_GROUP,
    &RESOURCE_TYPE,
];

fn is_lower_hex(b: u8) -> bool {
    b.is_ascii_digit() || (b'a'..=b'f').contains(&b)
}

/// `[1-9][0-9]*`
fn is_counting_number(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_group_name(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
}

/// `[\p{L}\p{Z}\p{N}_.:/=\-@]`
fn is_key_character(c: char) -> bool {
    "_.:/=-@".contains(c) || is_letter(c) || c.is_numeric() || is_separator(c)
}

/// `\p{Z}`: white space that is not a control character.
fn is_separator(c: char) -> bool {
    c.is_whitespace() && !c.is_control()
}
