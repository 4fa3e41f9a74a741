//! Pseudo parameters, `{{NAME}}`: what AWS puts into a task's input when it
//! runs.
//!
//! This finds them in a text and knows what each stands for. Which fields of
//! a task may hold them, and how loudly to complain, the rules know.

use std::ops::Range;

/// A name that AWS replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pseudo {
    /// Its name, without the braces.
    pub name: &'static str,
    /// What it becomes.
    pub meaning: &'static str,
    /// Whether it has a value only in tasks with targets.
    pub depends_on_target: bool,
    /// The task types that it works in.
    pub task_types: &'static [&'static str],
    /// Whether AWS no longer documents it.
    pub obsolete: bool,
}

const ALL_TYPES: &[&str] = &["RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"];
const NOT_RUN_COMMAND: &[&str] = &["AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"];

const fn anywhere(name: &'static str, meaning: &'static str) -> Pseudo {
    Pseudo {
        name,
        meaning,
        depends_on_target: false,
        task_types: ALL_TYPES,
        obsolete: false,
    }
}
const fn of_target(
    name: &'static str,
    meaning: &'static str,
    task_types: &'static [&'static str],
) -> Pseudo {
    Pseudo {
        name,
        meaning,
        depends_on_target: true,
        task_types,
        obsolete: false,
    }
}
const fn obsolete(name: &'static str, meaning: &'static str) -> Pseudo {
    Pseudo {
        name,
        meaning,
        depends_on_target: false,
        task_types: ALL_TYPES,
        obsolete: true,
    }
}

/// Every pseudo parameter, the obsolete ones last.
pub static PSEUDO_PARAMETERS: &[Pseudo] = &[
    of_target(
        "RESOURCE_ID",
        "The target's short id: the instance's, or the resource's for the types of group members that have one",
        NOT_RUN_COMMAND,
    ),
    of_target(
        "TARGET_ID",
        "The instance's id, or the full ARN of a resource group's member",
        NOT_RUN_COMMAND,
    ),
    of_target("TARGET_TYPE", "`INSTANCE` or `RESOURCE_GROUP`", ALL_TYPES),
    of_target(
        "WINDOW_TARGET_ID",
        "The id of the registered target that holds this one",
        ALL_TYPES,
    ),
    anywhere("WINDOW_ID", "The window's id"),
    anywhere("WINDOW_TASK_ID", "The task's id"),
    anywhere(
        "WINDOW_EXECUTION_ID",
        "The id of this opening of the window",
    ),
    anywhere("TASK_EXECUTION_ID", "The id of this run of the task"),
    anywhere("INVOCATION_ID", "The id of this run on this target"),
    obsolete(
        "LOGGING_S3_BUCKET_NAME",
        "The bucket of the deprecated LoggingInfo",
    ),
    obsolete(
        "LOGGING_S3_KEY_PREFIX",
        "The key prefix of the deprecated LoggingInfo",
    ),
    obsolete(
        "LOGGING_S3_REGION",
        "The Region of the deprecated LoggingInfo",
    ),
];

/// The page of the AWS documentation.
pub const DOC: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-window-tasks-pseudo-parameters.html";

/// The pseudo parameter with exactly this name.
pub fn find(name: &str) -> Option<&'static Pseudo> {
    PSEUDO_PARAMETERS.iter().find(|p| p.name == name)
}

/// A `{{…}}` in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder<'a> {
    /// Where it stands, braces included, in bytes.
    pub range: Range<usize>,
    /// What stands between the braces, without blanks around it.
    pub name: &'a str,
    /// Whether blanks stand between braces and name; no AWS example has them.
    pub blanks: bool,
}

impl Placeholder<'_> {
    /// The pseudo parameter it names, if there is one.
    pub fn pseudo(&self) -> Option<&'static Pseudo> {
        find(self.name)
    }
    /// Whether it looks like a pseudo parameter: letters, digits and `_` only.
    ///
    /// Parameter Store's `{{ssm:name}}` and a template's `{{.Names}}` don't.
    pub fn looks_like_pseudo(&self) -> bool {
        !self.name.is_empty()
            && self
                .name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
    }
}

/// Every `{{…}}` in a text, from left to right.
///
/// What stands inside holds no brace, so that in `{{{NAME}}}` the innermost
/// pair counts, and in `{"a":{"b":{}}}` none.
pub fn placeholders(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text
        .get(from..)
        .and_then(|rest| rest.find("{{"))
        .map(|at| from + at)
    {
        let inner_from = open + 2;
        let inner = text.get(inner_from..).unwrap_or_default();
        let brace = inner.find(['{', '}']);
        match brace.and_then(|length| inner.split_at_checked(length)) {
            Some((inner, rest)) if rest.starts_with("}}") => {
                let end = inner_from + inner.len() + 2;
                let name = inner.trim();
                found.push(Placeholder {
                    range: open..end,
                    name,
                    blanks: name.len() != inner.len(),
                });
                from = end;
            }
            Some(_) => from = open + 1,
            None => break,
        }
    }
    found
}

/// The first pseudo parameter in a text that stands in braces which are not
/// two on each side: `{{NAME}}}`, `{{NAME}`, `{NAME}`.
///
/// `${NAME}` is a variable of a shell, and not meant.
pub fn unbalanced(text: &str) -> Option<Placeholder<'_>> {
    let bytes = text.as_bytes();
    let balanced = text.matches('{').count() == text.matches('}').count();
    let known = PSEUDO_PARAMETERS.iter().filter(|known| !known.obsolete);
    let found = known.flat_map(|known| text.match_indices(known.name));
    let mut wrong: Vec<Placeholder<'_>> = found
        .filter_map(|(at, name)| {
            let count = |brace: u8, run: &mut dyn Iterator<Item = &u8>| {
                run.take_while(|byte| **byte == brace).count()
            };
            let before = bytes.get(..at)?;
            let after = bytes.get(at + name.len()..)?;
            let word =
                |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
            if word(before.last()) || word(after.first()) {
                return None;
            }
            let open = count(b'{', &mut before.iter().rev());
            let close = count(b'}', &mut after.iter());
            let shell = before.get(..before.len() - open)?.last() == Some(&b'$');
            let right = open == 2 && close == 2 || shell && open == 1;
            // In `{"id":{{NAME}}}` the third brace is that of the JSON around it.
            let json = open >= 2 && close > 2 && open != close && balanced;
            let braced = open > 0 && close > 0 || open == 2 || close == 2;
            (braced && !right && !json).then(|| Placeholder {
                range: at - open..at + name.len() + close,
                name,
                blanks: false,
            })
        })
        .collect();
    wrong.sort_by_key(|found| found.range.start);
    wrong.into_iter().next()
}
