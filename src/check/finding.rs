//! Collects what is found about one part, and builds a finding in a line.

use crate::catalogue::window;
use crate::draft::Path;
use crate::schedule::Note;

use super::report::{Edit, Fix, Severity, Violation};

/// As many findings of one rule are listed for a part. A file may hold tens of
/// thousands of wrong values, and nobody reads more.
const LISTED: usize = 50;
/// What is said after the last that is listed.
const MORE: &str = "More of the same was found here: only the first 50 are listed";
/// A longer text is not copied into a fix for each of its lines.
const LONG: usize = 20_000;

/// What was found about one window, target or task.
pub(super) struct Findings<'a> {
    part: &'a Path,
    found: &'a mut Vec<Violation>,
    /// How many findings of each rule there are.
    counts: Vec<(&'static str, usize)>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(part: &'a Path, found: &'a mut Vec<Violation>) -> Self {
        Findings {
            part,
            found,
            counts: Vec::new(),
        }
    }
    /// Whether no more findings of a rule are listed.
    pub(super) fn is_full(&self, slug: &'static str) -> bool {
        let mut counts = self.counts.iter();
        counts.any(|(other, count)| *other == slug && *count > LISTED)
    }
    /// Counts one more finding of a rule.
    fn count(&mut self, slug: &'static str) -> usize {
        if let Some((_, count)) = self.counts.iter_mut().find(|(other, _)| *other == slug) {
            *count += 1;
            return *count;
        }
        self.counts.push((slug, 1));
        1
    }
    fn add(
        &mut self,
        path: &Path,
        severity: Severity,
        slug: &'static str,
        message: String,
    ) -> Finding<'_> {
        let count = self.count(slug);
        if count > LISTED + 1 {
            return Finding(None);
        }
        // What blocks a request still does, with the last that is listed.
        let last = count > LISTED;
        self.found.push(Violation {
            path: if last { self.part } else { path }.clone(),
            part: self.part.clone(),
            severity,
            slug,
            message: if last { MORE.to_owned() } else { message },
            hint: String::new(),
            fixes: Vec::new(),
            source: "",
            span: None,
        });
        Finding(self.found.last_mut().filter(|_| !last))
    }
    /// AWS is known or documented to reject it.
    pub(super) fn error(
        &mut self,
        path: &Path,
        slug: &'static str,
        message: impl Into<String>,
    ) -> Finding<'_> {
        self.add(path, Severity::Error, slug, message.into())
    }
    /// AWS accepts it, but it is wrong, risky or undocumented.
    pub(super) fn warning(
        &mut self,
        path: &Path,
        slug: &'static str,
        message: impl Into<String>,
    ) -> Finding<'_> {
        self.add(path, Severity::Warning, slug, message.into())
    }
    /// A hint worth having.
    pub(super) fn info(
        &mut self,
        path: &Path,
        slug: &'static str,
        message: impl Into<String>,
    ) -> Finding<'_> {
        self.add(path, Severity::Info, slug, message.into())
    }
    /// As serious as it is certain.
    pub(super) fn says(
        &mut self,
        severity: Severity,
        path: &Path,
        slug: &'static str,
        message: impl Into<String>,
    ) -> Finding<'_> {
        self.add(path, severity, slug, message.into())
    }
    /// How many findings there are.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }
    /// Makes findings about one line of a text, given as a slice of it, findings about that part of the text:
    /// what mends the line must leave the other lines alone.
    pub(super) fn place_in_line(&mut self, from: usize, text: &str, line: &str) {
        let Some(start) = (line.as_ptr() as usize).checked_sub(text.as_ptr() as usize) else {
            return;
        };
        let range = start..start + line.len();
        let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
            return;
        };
        for violation in self.found.iter_mut().skip(from) {
            if violation.path == *self.part {
                continue;
            }
            if text.len() > LONG {
                violation.fixes.clear();
            }
            for edit in violation.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                if let Edit::Set(path, with) = edit
                    && *path == violation.path
                {
                    *with = format!("{before}{with}{after}");
                }
            }
            violation.span = Some(match &violation.span {
                Some(span) => range.start + span.start..range.start + span.end,
                None => range.clone(),
            });
        }
    }
    /// What the schedule engine found about the text at a path.
    pub(super) fn note(&mut self, path: &Path, note: Note) {
        self.found.push(Violation {
            path: path.clone(),
            part: self.part.clone(),
            severity: note.severity,
            slug: note.slug,
            message: note.message,
            hint: note.hint.unwrap_or_default(),
            fixes: note
                .fixes
                .into_iter()
                .map(|fix| {
                    let mut edits = vec![Edit::Set(path.clone(), fix.replacement)];
                    if let (Some(days), Some(window)) = (fix.offset, path.parent()) {
                        let days = if days == 0 {
                            String::new()
                        } else {
                            days.to_string()
                        };
                        edits.push(Edit::Set(window.member(window::SCHEDULE_OFFSET.name), days));
                    }
                    Fix {
                        label: fix.label,
                        edits,
                    }
                })
                .collect(),
            source: note.source,
            span: note.span,
        });
    }
}

/// A finding being described.
pub(super) struct Finding<'a>(Option<&'a mut Violation>);

impl Finding<'_> {
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Some(violation) = &mut self.0 {
            violation.hint = hint.into();
        }
        self
    }
    pub(super) fn source(mut self, source: &'static str) -> Self {
        if let Some(violation) = &mut self.0 {
            violation.source = source;
        }
        self
    }
    /// A click that puts a text at a path.
    pub(super) fn fix(
        self,
        label: impl Into<String>,
        path: &Path,
        text: impl Into<String>,
    ) -> Self {
        let fix = Fix {
            label: label.into(),
            edits: vec![Edit::Set(path.clone(), text.into())],
        };
        self.fixes(vec![fix])
    }
    /// A click that takes away what stands at a path.
    pub(super) fn removal(self, label: impl Into<String>, path: &Path) -> Self {
        let fix = Fix {
            label: label.into(),
            edits: vec![Edit::Put(path.clone(), None)],
        };
        self.fixes(vec![fix])
    }
    pub(super) fn fixes(mut self, fixes: Vec<Fix>) -> Self {
        if let Some(violation) = &mut self.0 {
            violation.fixes.extend(fixes);
        }
        self
    }
}
