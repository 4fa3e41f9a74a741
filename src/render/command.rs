//! One request as a command of the AWS CLI, in any shell.
//!
//! Simple conditions are written in the CLI's shorthand, all other structures
//! as JSON. A text that the CLI would take for the name of a file or page to
//! read, or that the shell cannot hand on, goes through `--cli-input-json`; so
//! does a whole request when it is read from a file. What other requests return
//! is then said on the command line, which goes before the file.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::catalogue::Field;
use crate::check::{Plan, Reference, Value};

use super::code::{Chunk, Kind, Span};
use super::literal::{self, Language, Layout};
use super::names::{file_stem, name_of};
use super::options::{CliVersion, Options, Shell};
use super::shell::{Dialect, dialect};
use super::steps::{Members, Step};
use super::word::{Piece, Word};

/// A structure longer than this is written on several lines.
const LONGEST_LINE: usize = 88;

/// For whom commands are written.
pub(super) struct Site<'a> {
    pub plan: &'a Plan,
    pub options: &'a Options,
    pub shell: &'static dyn Dialect,
}

impl<'a> Site<'a> {
    pub(super) fn new(plan: &'a Plan, options: &'a Options) -> Self {
        Site {
            plan,
            options,
            shell: dialect(options.shell),
        }
    }
    /// The variable that holds what a reference names.
    pub(super) fn variable(&self, reference: Reference) -> String {
        let name = name_of(self.plan, reference);
        self.shell.variable(self.options.prefix(), &name)
    }
}

impl Language for Site<'_> {
    fn flag(&self, flag: bool) -> &'static str {
        if flag { "true" } else { "false" }
    }
    fn blob(&self, bytes: &[u8]) -> String {
        match self.options.cli {
            // Version 1 encodes the text itself, version 2 expects it encoded.
            CliVersion::V1 => String::from_utf8_lossy(bytes).into_owned(),
            CliVersion::V2 => STANDARD.encode(bytes),
        }
    }
    fn reference(&self, reference: Reference, out: &mut Word) {
        out.text("\"");
        out.add_variable(self.variable(reference));
        out.text("\"");
    }
}

/// The name of a request's file without its ending: `02-register-target-1`.
pub(super) fn stem(n: usize, step: &Step<'_>) -> String {
    format!("{:02}-{}", n + 1, file_stem(&step.title))
}

/// Whether a value holds what another request returns.
pub(super) fn has_reference(value: &Value) -> bool {
    match value {
        Value::Reference(_) => true,
        Value::List(items) => items.iter().any(has_reference),
        Value::Group(members) => members.iter().any(|(_, value)| has_reference(value)),
        Value::Map(entries) => entries.iter().any(|(_, value)| has_reference(value)),
        Value::Text(_) | Value::Whole(_) | Value::Flag(_) | Value::Blob(_) => false,
    }
}

/// Whether a value holds what this request returns.
pub(super) fn mentions(value: &Value, one: Reference) -> bool {
    match value {
        Value::Reference(other) => *other == one,
        Value::List(items) => items.iter().any(|value| mentions(value, one)),
        Value::Group(members) => members.iter().any(|(_, value)| mentions(value, one)),
        Value::Map(entries) => entries.iter().any(|(_, value)| mentions(value, one)),
        Value::Text(_) | Value::Whole(_) | Value::Flag(_) | Value::Blob(_) => false,
    }
}

/// What a command prints of its answer.
#[derive(Clone, Copy)]
pub(super) enum Print<'a> {
    /// All, as the AWS CLI is configured to.
    All,
    /// All, without the pager of version 2.
    NoPager,
    /// One member as plain text.
    Member(&'a str),
    /// One value of the first page as plain text.
    First(&'a str),
    /// Some members as a table.
    Table(&'a str),
}

fn has_blob(value: &Value) -> bool {
    match value {
        Value::Blob(_) => true,
        Value::List(items) => items.iter().any(has_blob),
        Value::Group(members) => members.iter().any(|(_, value)| has_blob(value)),
        Value::Map(entries) => entries.iter().any(|(_, value)| has_blob(value)),
        Value::Text(_) | Value::Whole(_) | Value::Flag(_) | Value::Reference(_) => false,
    }
}

/// A request's file: all but what other requests return. ASCII, because the CLI reads it in the machine's encoding.
pub(super) fn request_file(site: &Site<'_>, body: &Members) -> String {
    let told: Members = body
        .iter()
        .filter(|(_, value)| !has_reference(value))
        .cloned()
        .collect();
    let mut json = Word::default();
    literal::group(&told, site, Layout::Indented { by: 0, step: 2 }, &mut json);
    json.escaped().plain()
}

/// The variables of what a request takes from others.
pub(super) fn variables(site: &Site<'_>, body: &Members) -> Vec<String> {
    let mut word = Word::default();
    literal::group(body, site, Layout::Line, &mut word);
    let mut names: Vec<String> = Vec::new();
    for piece in word.0 {
        if let Piece::Variable(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// Begins a command of the AWS CLI.
pub(super) fn aws(site: &Site<'_>, out: &mut Chunk) {
    // Version 1 may be a batch file, after which only `call` comes back. That reads the words
    // twice, and finds in none of them what it would read differently: see `CMD`.
    let by_call = site.options.shell == Shell::Cmd && site.options.cli == CliVersion::V1;
    out.push(Kind::Plain, if by_call { "call aws " } else { "aws " });
}

/// Adds the project's Region and profile.
///
/// On each command and not as variables of the environment: those would outlive a script, and
/// credentials there go before a profile.
pub(super) fn session(site: &Site<'_>, out: &mut Chunk) {
    let options = site.options;
    for (name, text) in [("region", &options.region), ("profile", &options.profile)] {
        if !text.is_empty() && site.shell.carries(text) {
            out.push(Kind::Plain, " ");
            text_option(site, name, text, out);
        }
    }
}

/// Writes one command, an option a line.
///
/// A command that the system would not take reads its request from a file; the
/// answer then says so.
pub(super) fn command(
    site: &Site<'_>,
    n: usize,
    step: &Step<'_>,
    from_file: bool,
    print: Print<'_>,
    out: &mut Chunk,
) -> Option<String> {
    let mut spans = write(site, n, step, from_file, print);
    let too_long = !from_file && !site.shell.fits(&spans);
    if too_long {
        spans = write(site, n, step, true, print);
    }
    out.append(spans);
    too_long.then(|| {
        format!(
            "{}, and «{}» is longer: its command reads `{}.json`, one of the request files",
            site.shell.limit(),
            step.title,
            stem(n, step)
        )
    })
}

fn write(
    site: &Site<'_>,
    n: usize,
    step: &Step<'_>,
    from_file: bool,
    print: Print<'_>,
) -> Vec<Span> {
    let Site { options, shell, .. } = site;
    let mut chunk = Chunk::default();
    let out = &mut chunk;
    aws(site, out);
    out.push(Kind::Plain, "ssm ")
        .push(Kind::Plain, step.operation.command());
    session(site, out);
    let body: &[(&'static Field, Value)] = step.body.as_deref().unwrap_or_default();
    if from_file {
        let address = format!("file://{}.json", stem(n, step));
        line(site, out);
        text_option(site, "cli-input-json", &address, out);
    }
    let mut through_json: Members = Vec::new();
    for (field, value) in body {
        if from_file && !has_reference(value) {
            continue;
        }
        if needs_json(site, value) {
            through_json.push((field, value.clone()));
            continue;
        }
        line(site, out);
        option(site, field, value, out);
    }
    if !through_json.is_empty() {
        let mut json = Word::default();
        literal::group(&through_json, site, Layout::Line, &mut json);
        line(site, out);
        out.push(Kind::Name, "--cli-input-json")
            .push(Kind::Plain, " ")
            .push(Kind::Value, shell.word(&shell.json(json)));
    }
    if options.cli == CliVersion::V2 && body.iter().any(|(_, value)| has_blob(value)) {
        // Whatever the person's configuration says: it would be encoded twice.
        line(site, out);
        out.push(Kind::Name, "--cli-binary-format")
            .push(Kind::Value, " base64");
    }
    let (query, format) = match print {
        Print::All | Print::NoPager => (None, None),
        Print::Member(query) | Print::First(query) => (Some(query), Some(" text")),
        Print::Table(query) => (Some(query), Some(" table")),
    };
    if let (Some(query), Some(format)) = (query, format) {
        line(site, out);
        out.push(Kind::Name, "--query")
            .push(Kind::Plain, " ")
            .push(Kind::Value, site.shell.word(&Word::literal(query)))
            .push(Kind::Plain, " ")
            .push(Kind::Name, "--output")
            .push(Kind::Value, format);
    }
    if matches!(print, Print::First(_)) {
        line(site, out);
        out.push(Kind::Name, "--no-paginate");
    }
    let pages = matches!(print, Print::NoPager | Print::Table(_));
    if pages && options.cli == CliVersion::V2 {
        line(site, out);
        out.push(Kind::Name, "--no-cli-pager");
    }
    chunk.spans
}

fn line(site: &Site<'_>, out: &mut Chunk) {
    out.push(Kind::Plain, site.shell.continuation());
}

/// Whether the CLI would read a text as the address of a file or page or as the end of options, or the shell could not hand it on.
fn needs_json(site: &Site<'_>, value: &Value) -> bool {
    match value {
        Value::Text(text) => {
            let is_address = ["file://", "fileb://", "http://", "https://"]
                .iter()
                .any(|scheme| text.starts_with(scheme));
            // Python's argparse drops `--` even in `--name=--`.
            is_address || text == "--" || !site.shell.carries(text)
        }
        Value::Whole(_)
        | Value::Flag(_)
        | Value::List(_)
        | Value::Group(_)
        | Value::Map(_)
        | Value::Blob(_)
        | Value::Reference(_) => false,
    }
}

fn option(site: &Site<'_>, field: &'static Field, value: &Value, out: &mut Chunk) {
    let name = field.option();
    let write = |out: &mut Chunk, kind, word: &Word| {
        out.push(Kind::Plain, " ").push(kind, site.shell.word(word));
    };
    match value {
        Value::Flag(flag) => {
            out.push(Kind::Name, if *flag { "--" } else { "--no-" })
                .push(Kind::Name, name);
        }
        Value::Whole(number) => {
            named(&name, out)
                .push(Kind::Value, " ")
                .push(Kind::Value, number.to_string());
        }
        Value::Reference(reference) => {
            named(&name, out);
            write(
                out,
                Kind::Variable,
                &Word::variable(site.variable(*reference)),
            );
        }
        Value::Text(text) => text_option(site, &name, text, out),
        Value::Blob(_) | Value::List(_) | Value::Group(_) | Value::Map(_) => {
            named(&name, out);
            match shorthand(site, value) {
                Some(words) => words.iter().for_each(|word| write(out, Kind::Value, word)),
                None => write(out, Kind::Value, &structure(site, value)),
            }
        }
    }
}

/// The name of an option.
fn named<'a>(name: &str, out: &'a mut Chunk) -> &'a mut Chunk {
    out.push(Kind::Name, "--").push(Kind::Name, name)
}

fn text_option(site: &Site<'_>, name: &str, text: &str, out: &mut Chunk) {
    if text.starts_with('-') {
        // It would be taken for an option.
        let word = Word::literal(["--", name, "=", text].concat());
        out.push(Kind::Value, site.shell.word(&word));
    } else {
        named(name, out)
            .push(Kind::Plain, " ")
            .push(Kind::Value, site.shell.word(&Word::literal(text)));
    }
}

/// A structure as JSON, on one line if it is short.
fn structure(site: &Site<'_>, value: &Value) -> Word {
    let json = |layout| {
        let mut word = Word::default();
        literal::write(value, site, layout, &mut word);
        site.shell.json(word)
    };
    let lines = || json(Layout::Indented { by: 4, step: 2 });
    if site.shell.breaks_lines() && least(value) > LONGEST_LINE {
        return lines();
    }
    let line = json(Layout::Line);
    if !site.shell.breaks_lines() || site.shell.word(&line).len() <= LONGEST_LINE {
        return line;
    }
    lines()
}

/// What a value's JSON takes at the least, in bytes: so that what is long for sure need not be written to be measured.
fn least(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(least).sum(),
        Value::Group(members) => {
            let each = members
                .iter()
                .map(|(field, value)| field.name.len() + least(value));
            each.sum()
        }
        Value::Map(entries) => {
            let each = entries.iter().map(|(key, value)| key.len() + least(value));
            each.sum()
        }
        Value::Whole(_) | Value::Flag(_) | Value::Blob(_) | Value::Reference(_) => 0,
    }
}

/// `Key=tag:Role,Values=web,db` for a list of groups of plain words; none for what needs more care.
fn shorthand(site: &Site<'_>, value: &Value) -> Option<Vec<Word>> {
    let Value::List(groups) = value else {
        return None;
    };
    groups
        .iter()
        .map(|group| shorthand_word(site, group))
        .collect()
}

fn shorthand_word(site: &Site<'_>, value: &Value) -> Option<Word> {
    let Value::Group(members) = value else {
        return None;
    };
    let mut word = Word::default();
    for (n, (field, value)) in members.iter().enumerate() {
        if n > 0 {
            word.text(",");
        }
        word.text(field.name);
        word.text("=");
        match value {
            Value::List(items) if !items.is_empty() => {
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        word.text(",");
                    }
                    word.append(plain(site, item)?);
                }
            }
            single => word.append(plain(site, single)?),
        }
    }
    Some(word)
}

/// A value that the CLI's shorthand takes as it stands.
fn plain(site: &Site<'_>, value: &Value) -> Option<Word> {
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"._:/@-".contains(&b);
    match value {
        Value::Text(text) if !text.is_empty() && text.bytes().all(legal) => {
            Some(Word::literal(text.as_str()))
        }
        Value::Reference(reference) => Some(Word::variable(site.variable(*reference))),
        Value::Text(_)
        | Value::Whole(_)
        | Value::Flag(_)
        | Value::List(_)
        | Value::Group(_)
        | Value::Map(_)
        | Value::Blob(_) => None,
    }
}
