//! What in a text looks like a secret.
//!
//! It knows forms, not values: a variable, a reference to a parameter or a
//! secret store, an ARN, an id and a digest are no secrets.

use std::ops::Range;

/// What a secret looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The id of an AWS access key.
    AccessKey,
    /// A private key in PEM.
    PrivateKey,
    /// A token of a known form.
    Token,
    /// A password in an address.
    Address,
    /// The value of something called a password, secret, token or key.
    Named,
    /// A long text without a pattern.
    Random,
}

impl Kind {
    /// What a person reads: «an AWS access key».
    pub fn says(self) -> &'static str {
        match self {
            Kind::AccessKey => "an AWS access key",
            Kind::PrivateKey => "a private key",
            Kind::Token => "a token",
            Kind::Address => "a password in an address",
            Kind::Named => "a password, secret or token",
            Kind::Random => "a long random text",
        }
    }
    /// What stands in its place.
    pub(super) fn placeholder(self) -> &'static str {
        match self {
            Kind::AccessKey => "<access-key>",
            Kind::PrivateKey => "<private-key>",
            Kind::Token => "<token>",
            Kind::Address => "<password>",
            Kind::Named | Kind::Random => "<secret>",
        }
    }
}

/// The parts of a text that look like secrets, in order.
pub fn secrets_in(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut all: Vec<(Range<usize>, Kind)> = Vec::new();
    for find in [private_keys, tokens, addresses, named, random] {
        for (range, kind) in find(text) {
            let apart = |(other, _): &(Range<usize>, Kind)| {
                range.end <= other.start || other.end <= range.start
            };
            if all.iter().all(apart) {
                all.push((range, kind));
            }
        }
    }
    all.sort_by_key(|(range, _)| range.start);
    all
}

type Found = Vec<(Range<usize>, Kind)>;

/// The longest runs of characters of a kind, with where they begin.
fn runs(text: &str, fits: fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let pieces = text.split(move |c| !fits(c)).filter(|run| !run.is_empty());
    pieces.map(|run| (run.as_ptr() as usize - text.as_ptr() as usize, run))
}

fn private_keys(text: &str) -> Found {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("-----BEGIN ") {
        let rest = text.get(start..).unwrap_or_default();
        let head: String = rest.chars().take(64).collect();
        if !head.contains("PRIVATE KEY") {
            continue;
        }
        let end = rest.find("-----END ").map(|end| {
            let tail = rest.get(end + 9..).unwrap_or_default();
            end + 9 + tail.find("-----").map_or(0, |more| more + 5)
        });
        let end = end.or_else(|| rest.find(['"', '\'']));
        found.push((start..start + end.unwrap_or(rest.len()), Kind::PrivateKey));
    }
    found
}

/// How tokens of well-known services begin.
const PREFIXES: [&str; 15] = [
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxr-",
    "sk_live_",
    "rk_live_",
    "npm_",
    "AIza",
];

fn tokens(text: &str) -> Found {
    let in_token = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let each = runs(text, in_token).filter_map(|(start, run)| {
        let run = run.trim_end_matches('.');
        let id = ["AKIA", "ASIA"].iter().any(|prefix| run.starts_with(prefix))
            && run.len() == 20
            && run.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            // AWS's documentation has such keys.
            && !run.ends_with("EXAMPLE");
        let known = PREFIXES.iter().any(|prefix| {
            run.strip_prefix(prefix)
                .is_some_and(|rest| rest.len() >= 16)
        });
        let parts: Vec<&str> = run.split('.').collect();
        let web_token =
            run.starts_with("eyJ") && parts.len() == 3 && parts.iter().all(|part| part.len() >= 10);
        let kind = match (id, known || web_token) {
            (true, _) => Kind::AccessKey,
            (_, true) => Kind::Token,
            _ => return None,
        };
        Some((start..start + run.len(), kind))
    });
    each.collect()
}

/// Whether a value stands for another one, or says nothing.
fn is_reference(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    value.starts_with(['$', '<', '%', '(', '*', '!', '[', '{', '/', '@', '?', '.'])
        || value.contains("{{")
        || value.contains("${")
        || [
            "arn:",
            "ssm:",
            "file:",
            "env:",
            "os.environ",
            "process.env",
            "get-",
            "read-",
            "convertto-",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
        || [
            "true",
            "false",
            "null",
            "none",
            "undefined",
            "required",
            "optional",
            "string",
            "text",
            "redacted",
            "example",
            "changeme",
            "password",
            "secret",
            "token",
            "prompt",
            "stdin",
            "xxxx",
        ]
        .contains(&lower.as_str())
}

fn addresses(text: &str) -> Found {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("://") {
        let from = at + mark.len();
        let rest = text.get(from..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || "/\"'<>".contains(c));
        let authority = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let user = authority.rsplit_once('@').map(|(user, _)| user);
        if let Some((name, password)) = user.and_then(|user| user.split_once(':'))
            && !password.is_empty()
            && !is_reference(password)
        {
            let start = from + name.len() + 1;
            found.push((start..start + password.len(), Kind::Address));
        }
    }
    found
}

/// How the names of secrets end, in lower case and without separators.
const NAMES: [&str; 15] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "secretstring",
    "securestring",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "accountkey",
    "credential",
    "credentials",
];
/// Names that end so and are none.
const OTHERS: [&str; 5] = [
    "clienttoken",
    "nexttoken",
    "pagetoken",
    "continuationtoken",
    "tasktoken",
];

fn named(text: &str) -> Found {
    let in_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let mut found = Vec::new();
    for (start, name) in runs(text, in_name) {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_lowercase();
        let is_name = NAMES.iter().any(|end| plain.ends_with(end))
            && !OTHERS.iter().any(|end| plain.ends_with(end));
        let before = text.get(..start).unwrap_or_default();
        let word = before
            .rsplit(|c: char| c.is_whitespace() || "\"'".contains(c))
            .next();
        if !is_name || word.is_some_and(|word| word.contains("arn:")) {
            continue;
        }
        let after = text.get(start + name.len()..).unwrap_or_default();
        let option = name.starts_with('-') || plain.ends_with("securestring");
        if let Some(value) = value_after(after, option)
            && value.chars().count() >= 4
            && !is_reference(value)
        {
            let at = value.as_ptr() as usize - text.as_ptr() as usize;
            found.push((at..at + value.len(), Kind::Named));
        }
    }
    found
}

/// The value that follows a name: after `=` or `:`, or after a blank where the name is an option.
fn value_after(after: &str, option: bool) -> Option<&str> {
    // The name may have stood in quotes, escaped ones in JSON inside JSON too.
    let rest = after.trim_start_matches(['\\', '"', '\'', ']']);
    let blank = |c: char| c == ' ' || c == '\t';
    let rest = match rest.trim_start_matches(blank).strip_prefix(['=', ':']) {
        Some(rest) => rest.strip_prefix('>').unwrap_or(rest),
        None if option && rest.starts_with(blank) => rest,
        None => return None,
    };
    let rest = rest.trim_start_matches(blank);
    let value = rest.trim_start_matches('\\');
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => {
            let inner = value.get(1..)?;
            let end = inner.find([quote, '\n']).unwrap_or(inner.len());
            Some(inner.get(..end)?.trim_end_matches('\\'))
        }
        None => {
            let ends = |c: char| c.is_whitespace() || ";&,|)}]\"'\\<>`".contains(c);
            value.get(..value.find(ends).unwrap_or(value.len()))
        }
    }
}

/// The shortest text that counts as random.
const SHORTEST: usize = 30;

fn random(text: &str) -> Found {
    let in_code = |c: char| c.is_ascii_alphanumeric() || "+/=_-".contains(c);
    let each = runs(text, in_code).filter(|(start, run)| {
        let before = text.get(..*start).unwrap_or_default();
        let digest = ["sha256", "sha384", "sha512"]
            .iter()
            .any(|name| run.starts_with(name) || before.ends_with(&[name, ":"].concat()));
        run.len() >= SHORTEST && !digest && is_random(run)
    });
    each.map(|(start, run)| (start..start + run.len(), Kind::Random))
        .collect()
}

/// Whether letters of both cases and digits alternate as no words do.
fn is_random(run: &str) -> bool {
    let class = |b: u8| match b {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    let classes: Vec<usize> = run.bytes().map(class).collect();
    let count = |class: usize| classes.iter().filter(|one| **one == class).count();
    let changes = classes
        .windows(2)
        .filter(|pair| pair.first() != pair.last());
    // Of random base64, 6 in 10 pairs of neighbours differ in kind; of words in camel case, 3 in 10.
    let alternates = changes.count() * 20 >= run.len() * 9;
    let slashes = run.bytes().filter(|b| *b == b'/').count();
    (0..3).all(|class| count(class) >= 3)
        && alternates
        && slashes * 8 <= run.len()
        && entropy(run) > 4.0
}

/// The bits that a character of the text carries, by how often each occurs.
fn entropy(run: &str) -> f64 {
    let mut counts = [0u32; 128];
    for b in run.bytes() {
        if let Some(count) = counts.get_mut(usize::from(b)) {
            *count += 1;
        }
    }
    let length = run.len() as f64;
    let each = counts.iter().filter(|count| **count > 0).map(|count| {
        let share = f64::from(*count) / length;
        -share * share.log2()
    });
    each.sum()
}
