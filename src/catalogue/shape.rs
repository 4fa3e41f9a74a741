//! The eight kinds of shape a member of a request can have, with their bounds.
//!
//! Lengths of text count Unicode scalar values, as botocore does; sizes of
//! blobs count bytes. Bounds are AWS's own unless a known stricter rule of the
//! service holds, in which case the row has the stricter one and the test
//! against AWS's model lists the difference with its reason.

use super::Member;

/// What a member of a request may hold.
///
/// Every `match` on this names all kinds, so that a new kind is a list of
/// compile errors rather than a silent gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A string.
    Text(&'static Text),
    /// A whole number.
    Whole(Whole),
    /// True or false.
    Flag,
    /// One of a few strings.
    Choice(&'static [Choice]),
    /// A sequence.
    List(&'static List),
    /// Keys and values, both chosen by the person.
    Map(&'static Map),
    /// Named members.
    Group(&'static Group),
    /// Bytes, sent as base64.
    Blob(Blob),
}

/// The bounds of a string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Text {
    /// Fewest characters; 0 means that the empty string is a value.
    pub min: usize,
    /// Most characters, or `None` where AWS states no bound.
    pub max: Option<usize>,
    /// The pattern AWS documents or is known to enforce.
    pub pattern: Option<&'static Pattern>,
    /// What the text means, for its editor and its parser.
    pub format: Format,
}

impl Text {
    /// Whether length and pattern are right.
    pub fn fits(&self, typed: &str) -> bool {
        let length = typed.chars().count();
        length >= self.min
            && self.max.is_none_or(|max| length <= max)
            && self.pattern.is_none_or(|pattern| (pattern.matches)(typed))
    }
}

/// A pattern of AWS's model, with a matcher that needs no regex engine.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// The regular expression as AWS's model writes it.
    pub regex: &'static str,
    /// What it allows, in words that complete «… may hold»: "letters, digits and `_ - .`".
    pub says: &'static str,
    /// Whether a text matches; equal to the regular expression on the whole
    /// text (a property test holds them together).
    pub matches: fn(&str) -> bool,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.regex == other.regex
    }
}

/// What a string means beyond its length and pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Nothing more.
    Plain,
    /// Prose of a sentence or more: a larger editor.
    Prose,
    /// `cron(…)`, `rate(…)` or `at(…)`.
    Schedule,
    /// A time zone's name.
    TimeZone,
    /// An ISO 8601 date and time with an offset.
    Instant,
    /// JSON text.
    Json,
    /// Base64 text that the person provides as JSON or already encoded.
    Base64,
    /// The ARN of an IAM role.
    RoleArn,
    /// The ARN of an SNS topic.
    TopicArn,
    /// What a task runs: a document, function or state machine by TaskType.
    TaskArn,
    /// The name of an S3 bucket.
    Bucket,
}

/// The bounds of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// Smallest value.
    pub min: i64,
    /// Largest value, or `None` where AWS states none.
    pub max: Option<i64>,
}

/// One of the strings a member may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The wire value.
    pub value: &'static str,
    /// What the form calls it.
    pub label: &'static str,
    /// What choosing it means, in a sentence; may be empty.
    pub help: &'static str,
}

/// The bounds of a sequence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct List {
    /// What each item is.
    pub item: Shape,
    /// Fewest items.
    pub min: usize,
    /// Most items, or `None` where AWS states no bound.
    pub max: Option<usize>,
    /// How a person types it.
    pub lines: Lines,
    /// What one item is called, for «+ Tag» and «Tag 2».
    pub one: &'static str,
}

/// How a list of strings is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Row by row, each with its own editor (all lists of groups).
    Rows,
    /// One value per line; blanks around a value and empty lines don't count.
    Values,
    /// One item per line exactly as typed, inner empty lines included: a script.
    Script,
}

/// The bounds of keys and values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Map {
    /// What a key may be.
    pub key: &'static Text,
    /// What a value is.
    pub value: Shape,
    /// Fewest entries.
    pub min: usize,
    /// Most entries, or `None` where AWS states no bound.
    pub max: Option<usize>,
    /// What one entry is called.
    pub one: &'static str,
}

/// Named members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// The members, in the order of form and output.
    pub members: &'static [Member],
}

/// The bounds of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    /// Most bytes before encoding.
    pub max: usize,
    /// What the bytes mean.
    pub format: Format,
}

impl Text {
    /// Bounds in characters; no pattern, nothing more known.
    pub const fn new(min: usize, max: Option<usize>) -> Self {
        Text {
            min,
            max,
            pattern: None,
            format: Format::Plain,
        }
    }
    /// Sets the pattern.
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }
    /// Sets what the text means.
    pub const fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
}

impl Choice {
    /// A value with what the form calls it and what choosing it means.
    pub const fn new(value: &'static str, label: &'static str, help: &'static str) -> Self {
        Choice { value, label, help }
    }
}
