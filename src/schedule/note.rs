//! What can be said about a text: a finding with its place and its repair.
//!
//! Knows severities, the byte range a finding is about, one-click repairs and
//! the AWS page behind a rule. Does not know any rule: those live beside what
//! they judge. This is the lowest layer, so the check re-exports [`Severity`].

use std::ops::Range;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS is known or documented to reject it.
    Error,
    /// AWS accepts it, but it is wrong, risky or not documented.
    Warning,
    /// A hint worth having.
    Info,
}

/// The fields of a window that say when it runs: which of them a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// The expression.
    Schedule,
    /// The days to wait after it.
    Offset,
    /// The clock it follows.
    TimeZone,
    /// The start of the active period.
    StartDate,
    /// The end of the active period.
    EndDate,
}

impl Input {
    /// What messages and forms call the field.
    pub const fn label(self) -> &'static str {
        match self {
            Input::Schedule => "Schedule",
            Input::Offset => "Schedule offset",
            Input::TimeZone => "Schedule time zone",
            Input::StartDate => "Window start date",
            Input::EndDate => "Window end date",
        }
    }
}

/// A finding about a text, with the byte range in it that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A stable name of the rule, such as `cron-field-count`.
    pub slug: &'static str,
    /// The field of the timing it is about; its repairs replace that field's
    /// text. Whoever reads one text alone knows its field better.
    pub input: Input,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence: the field's label, the rule, then the value.
    pub message: String,
    /// What to do, or what the page assumes.
    pub hint: Option<String>,
    /// The bytes of the field's text that it is about; none for all of it.
    pub span: Option<Range<usize>>,
    /// Repairs that a click can apply, the likeliest first.
    pub fixes: Vec<Fix>,
    /// The page of the AWS documentation behind the rule.
    pub source: &'static str,
}

/// A repair that a click can apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the repair does or what the repaired text means.
    pub label: String,
    /// The whole new text of the field.
    pub replacement: String,
    /// The schedule offset in days that belongs to the new text; `0` clears
    /// it. None where the repair leaves the offset alone.
    pub offset: Option<u8>,
}

/// AWS Systems Manager User Guide, "Reference: Cron and rate expressions".
pub const CRON_PAGE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html";
/// AWS Systems Manager User Guide, "Maintenance window scheduling and active period options".
pub const PERIOD_PAGE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-schedule-options.html";
/// AWS Systems Manager API Reference, `CreateMaintenanceWindow`.
pub const CREATE_PAGE: &str = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html";
/// AWS re:Post on daylight saving in EventBridge Scheduler, the sibling
/// service whose documented rule the preview borrows.
pub const DAYLIGHT_PAGE: &str =
    "https://repost.aws/knowledge-center/eventbridge-scheduler-adjust-dst";

// A finding is built in a hundred places: what is long here is compiled once,
// and only the conversion into a text at each.
impl Note {
    /// A finding without hint, place or repairs.
    pub(crate) fn new(
        slug: &'static str,
        severity: Severity,
        source: &'static str,
        message: impl Into<String>,
    ) -> Note {
        Note::whole(slug, severity, source, message.into())
    }

    #[inline(never)]
    fn whole(
        slug: &'static str,
        severity: Severity,
        source: &'static str,
        message: String,
    ) -> Note {
        Note {
            slug,
            input: Input::Schedule,
            severity,
            message,
            hint: None,
            span: None,
            fixes: Vec::new(),
            source,
        }
    }

    /// An error of the schedule's text, by the cron page.
    pub(crate) fn error(slug: &'static str, message: impl Into<String>) -> Note {
        Note::new(slug, Severity::Error, CRON_PAGE, message)
    }

    /// A warning about the schedule's text, by the cron page.
    pub(crate) fn warning(slug: &'static str, message: impl Into<String>) -> Note {
        Note::new(slug, Severity::Warning, CRON_PAGE, message)
    }

    /// A remark about the schedule's text, by the cron page.
    pub(crate) fn info(slug: &'static str, message: impl Into<String>) -> Note {
        Note::new(slug, Severity::Info, CRON_PAGE, message)
    }

    /// Makes it a finding about another field than the schedule.
    pub(crate) fn about(mut self, input: Input) -> Note {
        self.input = input;
        self
    }

    pub(crate) fn warn(mut self) -> Note {
        self.severity = Severity::Warning;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Note {
        self.set_hint(hint.into());
        self
    }

    #[inline(never)]
    fn set_hint(&mut self, hint: String) {
        self.hint = Some(hint);
    }

    pub(crate) fn at(mut self, span: Range<usize>) -> Note {
        self.span = Some(span);
        self
    }

    pub(crate) fn fix(mut self, label: impl Into<String>, replacement: impl Into<String>) -> Note {
        self.add_fix(label.into(), replacement.into());
        self
    }

    #[inline(never)]
    fn add_fix(&mut self, label: String, replacement: String) {
        self.fixes.push(Fix::new(label, replacement));
    }
}

impl Fix {
    pub(crate) fn new(label: impl Into<String>, replacement: impl Into<String>) -> Fix {
        Fix {
            label: label.into(),
            replacement: replacement.into(),
            offset: None,
        }
    }
}

/// The text with the bytes of `span` replaced.
pub(crate) fn replaced(text: &str, span: &Range<usize>, with: &str) -> String {
    let head = text.get(..span.start).unwrap_or(text);
    let tail = text.get(span.end..).unwrap_or("");
    [head, with, tail].concat()
}
