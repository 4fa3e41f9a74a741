//! A command of the AWS CLI: its options as the members of a request.
//!
//! Knows the CLI's own grammar (options by their names or beginnings, flags,
//! shorthand and JSON values, files); which shell the words came from it does
//! not know.

use super::call::Reading;
use super::option_value::Cut;
use crate::catalogue::{Member, OPERATIONS, Operation, Shape, TAGGING, target, task};
use crate::syntax::{Data, Entry, Spanned};

/// A word of a command line, and where its bytes stand.
pub trait Argument {
    /// The text.
    fn text(&self) -> &str;
    /// Where in the input a byte of it stands.
    fn place(&self, byte: usize) -> usize;
}

impl Argument for crate::syntax::shell::Word {
    fn text(&self) -> &str {
        &self.text
    }
    fn place(&self, byte: usize) -> usize {
        self.origin(byte)
    }
}

/// Options of every command, and whether a value follows.
const GLOBAL: &[(&str, bool)] = &[
    ("profile", true),
    ("region", true),
    ("output", true),
    ("query", true),
    ("endpoint-url", true),
    ("color", true),
    ("ca-bundle", true),
    ("cli-read-timeout", true),
    ("cli-connect-timeout", true),
    ("cli-binary-format", true),
    ("page-size", true),
    ("max-items", true),
    ("starting-token", true),
    ("no-cli-pager", false),
    ("no-paginate", false),
    ("no-verify-ssl", false),
    ("no-sign-request", false),
    ("debug", false),
    ("cli-auto-prompt", false),
    ("no-cli-auto-prompt", false),
    ("no-truncate", false),
    ("generate-cli-skeleton", true),
];

/// Other names of options that people write, and the option that is meant. Those that are another
/// name of the member stand with the members' (`aliases`).
const OTHER: &[(&str, &str)] = &[
    ("target-id", "targets"),
    ("window-target-id", "targets"),
    ("target-type", "resource-type"),
    ("parameters", "task-invocation-parameters"),
];

/// A command that was recognised.
pub struct Recognised {
    /// Its operation.
    pub operation: &'static Operation,
    /// Its members.
    pub members: Vec<Entry>,
    /// The text of `--query`, and whether one value is printed.
    pub query: Option<String>,
}

/// The operation that a command's name means.
pub fn operation(name: &str) -> Option<&'static Operation> {
    let mut all = OPERATIONS.iter().chain(TAGGING);
    all.find(|operation| operation.command() == name).copied()
}

/// Reads the words behind `aws`; `None` when it is no command of maintenance windows.
///
/// `file` gives the text of a file that an option names, and the offset of its first byte
/// where that is known.
pub fn read<W: Argument>(
    reading: &mut Reading,
    words: &[W],
    file: Files<'_>,
) -> Option<Recognised> {
    let service = words.iter().position(|word| word.text() == "ssm")?;
    let name = words.get(service + 1)?;
    let operation = operation(name.text())?;
    let mut options = Options {
        words,
        operation,
        file,
    };
    Some(options.read(reading, service + 2))
}

/// Finds files by the paths that options name.
pub type Files<'a> = &'a mut dyn FnMut(&str) -> Option<(String, Option<usize>)>;

pub(super) struct Options<'a, W> {
    pub(super) words: &'a [W],
    pub(super) operation: &'static Operation,
    pub(super) file: Files<'a>,
}

/// What an option means.
enum Means {
    Member(&'static Member, Option<bool>),
    Request,
    Nothing { takes: bool },
    Unknown,
}

impl<W: Argument> Options<'_, W> {
    fn read(&mut self, reading: &mut Reading, from: usize) -> Recognised {
        let mut members: Vec<Entry> = Vec::new();
        let mut query = None;
        let mut at = from;
        while let Some(word) = self.words.get(at) {
            at += 1;
            let text = word.text();
            let Some(option) = text.strip_prefix("--") else {
                if !text.is_empty() {
                    let written = reading.symbols.written(text).into_owned();
                    let message = format!("`{written}` belongs to no option");
                    reading.notes.unread(word.place(0), "stray-word", message);
                }
                continue;
            };
            let (name, inline) = match option.split_once('=') {
                Some((name, _)) => (name, Some(2 + name.len() + 1)),
                None => (option, None),
            };
            let begin = at;
            if inline.is_none() {
                while self
                    .words
                    .get(at)
                    .is_some_and(|word| !is_option(word.text()))
                {
                    at += 1;
                }
            }
            let values = self.words.get(begin..at).unwrap_or_default();
            match self.meaning(name) {
                Means::Member(member, flag) => {
                    let value = match (flag, inline) {
                        (Some(on), _) => Some(self.flag(reading, (word, name), on, values)),
                        (None, Some(skip)) => self.value(reading, member, &[Cut { word, skip }]),
                        (None, None) => {
                            let cuts: Vec<Cut<'_, W>> =
                                values.iter().map(|word| Cut { word, skip: 0 }).collect();
                            self.value(reading, member, &cuts)
                        }
                    };
                    let right = member.field.option();
                    if flag.is_none() && name != right && !right.starts_with(name) {
                        let message = format!("`--{name}` is read as `--{right}`");
                        reading
                            .notes
                            .repaired(word.place(0), "option-name", message);
                    }
                    match value {
                        Some(value) => {
                            let value = self.meant(reading, (word, name), member, value);
                            members.push(Entry::new(member.field.name, word.place(0), value));
                        }
                        None => {
                            let message = format!("`--{name}` has no value");
                            reading.notes.unread(word.place(0), "no-value", message);
                        }
                    }
                }
                Means::Request => {
                    let cut = match inline {
                        Some(skip) => Some(Cut { word, skip }),
                        None => values.first().map(|word| Cut { word, skip: 0 }),
                    };
                    if let Some(cut) = cut {
                        members.extend(self.request(reading, &cut));
                    }
                }
                Means::Nothing { takes } => {
                    if name == "query" {
                        query = values.first().map(|word| word.text().to_owned());
                    }
                    if !takes {
                        // What follows a flag is no value of it.
                        at = begin;
                    }
                    let values = if takes { values } else { &[] };
                    let texts: Vec<&str> = values.iter().map(W::text).collect();
                    let written = [text, &texts.join(" ")].join(" ");
                    let written = reading.symbols.written(written.trim()).into_owned();
                    let message = format!(
                        "`{}` has no place in a plan",
                        crate::syntax::source_line(&written)
                    );
                    reading
                        .notes
                        .ignored(word.place(0), "no-part-of-a-plan", message);
                }
                Means::Unknown => {
                    let written = reading.symbols.written(name).into_owned();
                    let values: Vec<String> = values
                        .iter()
                        .map(|word| reading.symbols.written(word.text()).into_owned())
                        .collect();
                    let values = crate::syntax::source_line(&values.join(" "));
                    let message = format!(
                        "`--{written} {values}`: `{}` has no such option",
                        self.operation.command()
                    );
                    reading
                        .notes
                        .unread(word.place(0), "unknown-option", message);
                }
            }
        }
        Recognised {
            operation: self.operation,
            members,
            query,
        }
    }

    fn meaning(&self, name: &str) -> Means {
        if name == "cli-input-json" || name == "cli-input-yaml" {
            return Means::Request;
        }
        let by = |name: &str| {
            self.operation
                .input
                .iter()
                .find(|m| m.field.option() == name)
        };
        let flag = |member: &'static Member, on: bool| match member.field.shape {
            Shape::Flag => Means::Member(member, Some(on)),
            _ => Means::Member(member, None),
        };
        if let Some(member) = by(name) {
            return flag(member, true);
        }
        if let Some(member) = name.strip_prefix("no-").and_then(by) {
            return flag(member, false);
        }
        if let Some((_, takes)) = GLOBAL.iter().find(|(known, _)| *known == name) {
            return Means::Nothing { takes: *takes };
        }
        let input = self.operation.input;
        let other = OTHER.iter().find(|(known, _)| *known == name);
        let other = other.and_then(|(_, meant)| by(meant)).or_else(|| {
            let field = super::aliases::member(input, name)?;
            input.iter().find(|m| m.field.name == field.name)
        });
        if let Some(member) = other {
            return flag(member, true);
        }
        let mut begin = input.iter().filter(|m| m.field.option().starts_with(name));
        if let (Some(only), None, true) = (begin.next(), begin.next(), name.len() > 2) {
            return flag(only, true);
        }
        Means::Unknown
    }

    /// A flag, which takes no value; one that stands behind it is what was meant.
    fn flag(
        &self,
        reading: &mut Reading,
        (word, name): (&W, &str),
        on: bool,
        values: &[W],
    ) -> Spanned {
        let said = values
            .first()
            .map(|value| (value, value.text().to_ascii_lowercase()));
        let value = match said {
            Some((value, said)) if said == "true" || said == "false" => {
                let message = format!("`--{name} {said}`: the option takes no value");
                reading
                    .notes
                    .repaired(value.place(0), "flag-value", message);
                // Twice no is what AWS's own users mean by no.
                if on { said == "true" } else { false }
            }
            Some((value, _)) => {
                let written = reading.symbols.written(value.text()).into_owned();
                let message = format!("`{written}` follows `--{name}`, which takes no value");
                reading.notes.unread(value.place(0), "stray-word", message);
                on
            }
            None => on,
        };
        Spanned::new(word.place(0), Data::Flag(value))
    }

    /// A target id that was given where a list of targets belongs.
    fn meant(
        &self,
        reading: &mut Reading,
        (word, name): (&W, &str),
        member: &Member,
        value: Spanned,
    ) -> Spanned {
        let text = value.as_text().map(str::to_owned);
        match text {
            Some(text)
                if name.ends_with("target-id") && member.field.name == task::TARGETS.name =>
            {
                let at = value.at;
                let written = reading.symbols.written(&text).into_owned();
                let message = format!("`--{name} {written}` is read as a registered target");
                reading
                    .notes
                    .repaired(word.place(0), "option-name", message);
                let id = Spanned::text(at, text);
                let entries = super::aliases::condition(at, target::WINDOW_TARGET_IDS, id);
                let condition = Spanned::new(at, Data::Map(entries));
                Spanned::new(at, Data::List(vec![condition]))
            }
            _ => value,
        }
    }
}

fn is_option(text: &str) -> bool {
    let name = text.strip_prefix("--").unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_lowercase())
}
