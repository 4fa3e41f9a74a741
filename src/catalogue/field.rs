//! A member of a request: what it is called, what it may hold, and what a
//! person needs to know to fill it in.

use super::Shape;

/// One member, wherever it occurs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// AWS's member name, `ScheduleOffset`.
    pub name: &'static str,
    /// The console's words, «Schedule offset».
    pub label: &'static str,
    /// What it is called where a member beside it says more of what it is.
    pub called: Option<Called>,
    /// What it may hold.
    pub shape: Shape,
    /// What it does, in one or two sentences.
    pub help: &'static str,
    /// A short reminder under the field of what it may hold beyond its bounds; may be empty.
    pub hint: &'static str,
    /// A value that would be right, shown while the field is empty.
    pub example: &'static str,
    /// What its number counts: "hours", "seconds", "days"; may be empty.
    pub unit: &'static str,
    /// What AWS does when it is absent, completing «When empty: …»; may be empty.
    pub default: &'static str,
    /// The member beside it that makes it required as soon as something is in it.
    pub needed_with: Option<&'static str>,
    /// Why it should no longer be used, if so.
    pub deprecated: Option<&'static str>,
    /// The page of the AWS documentation.
    pub doc: &'static str,
}

impl Field {
    /// A row with a name, a label and a shape; the rest empty.
    pub const fn new(name: &'static str, label: &'static str, shape: Shape) -> Self {
        Field {
            name,
            label,
            called: None,
            shape,
            help: "",
            hint: "",
            example: "",
            unit: "",
            default: "",
            needed_with: None,
            deprecated: None,
            doc: "",
        }
    }
    /// Sets what it is called by how the text of the member `by` beside it begins.
    pub const fn called(
        mut self,
        by: &'static str,
        each: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.called = Some(Called { by, each });
        self
    }
    /// Sets what it does.
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }
    /// Sets the reminder under the field.
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }
    /// Sets a value that would be right.
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
    /// Sets what its number counts.
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }
    /// Sets what AWS does when it is absent.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }
    /// Sets the member beside it that makes it required.
    pub const fn needed_with(mut self, member: &'static str) -> Self {
        self.needed_with = Some(member);
        self
    }
    /// Marks it as deprecated, with the reason.
    pub const fn deprecated(mut self, why: &'static str) -> Self {
        self.deprecated = Some(why);
        self
    }
    /// Sets the page of the AWS documentation.
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// What it is called where `text_of` tells what was typed in the members beside it.
    pub fn label_beside<'a>(&self, text_of: impl FnOnce(&str) -> &'a str) -> &'static str {
        self.called
            .map_or(self.label, |called| self.label_for(text_of(called.by)))
    }
    /// What it is called where the member that says more of it holds this.
    pub fn label_for(&self, typed: &str) -> &'static str {
        self.called
            .and_then(|called| {
                called
                    .each
                    .iter()
                    .find(|(start, _)| typed.starts_with(start))
            })
            .map_or(self.label, |(_, label)| label)
    }
    /// «Name is required», «Targets are required», under one of its labels.
    pub fn is_required(&self, label: &str) -> String {
        let many = matches!(self.shape, Shape::List(_) | Shape::Map(_))
            && label.split(' ').any(|word| word.ends_with('s'));
        format!("{label} {} required", if many { "are" } else { "is" })
    }

    /// The AWS CLI's option without dashes: `ScheduleOffset` → `schedule-offset`.
    ///
    /// Follows botocore's `xform_name` for the names that occur here.
    pub fn option(&self) -> String {
        kebab(self.name)
    }
}

/// `WindowTargetId` → `window-target-id`; a run of capitals is one word, `S3KeyPrefix` → `s3-key-prefix`.
pub(super) fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut last: Option<char> = None;
    for (at, c) in name.char_indices() {
        if c.is_ascii_uppercase() {
            let next_is_lower = name
                .get(at + 1..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|n| n.is_ascii_lowercase());
            let boundary = match last {
                None => false,
                Some(l) => l.is_ascii_lowercase() || l.is_ascii_digit() || next_is_lower,
            };
            if boundary {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

/// Labels of a field that depend on another member of its group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Called {
    /// The other member's name, or the field's own.
    pub by: &'static str,
    /// How the text there begins, and the label then.
    pub each: &'static [(&'static str, &'static str)],
}

/// A field as a member of one request or group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// The field.
    pub field: &'static Field,
    /// Whether AWS demands it here.
    pub required: bool,
    /// Where the form shows it.
    pub section: Section,
}

/// Where a form shows a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// At once.
    First,
    /// Under «Logs and notifications»: open as soon as something in it is set.
    Logs,
    /// Under «More options», until it is set.
    More,
}

impl Member {
    /// A member that AWS demands.
    pub const fn required(field: &'static Field) -> Self {
        Member {
            field,
            required: true,
            section: Section::First,
        }
    }
    /// An optional member that the form shows at once.
    pub const fn shown(field: &'static Field) -> Self {
        Member {
            field,
            required: false,
            section: Section::First,
        }
    }
    /// An optional member that the form folds away until it is set.
    pub const fn folded(field: &'static Field) -> Self {
        Member {
            field,
            required: false,
            section: Section::More,
        }
    }
    /// An optional member about output and messages.
    pub const fn logs(field: &'static Field) -> Self {
        Member {
            field,
            required: false,
            section: Section::Logs,
        }
    }
}
