//! The files of a configuration: which inputs are its own, and what they hold.

use std::borrow::Cow;
use std::ops::Range;

use super::configuration::{Configuration, Strength};
use crate::import::read::call::Reading;
use crate::syntax::hcl;
use crate::syntax::{Piece, Sources, Spanned, json, source_line};

/// How the names of files in HCL end.
const HCL: [&str; 4] = [".tf", ".tofu", ".tfvars", ".hcl"];
/// How the names of files in HCL's JSON syntax end.
const JSON: [&str; 3] = [".tf.json", ".tofu.json", ".tfvars.json"];

/// What a printed plan of Terraform has before its lines.
const MARKS: [char; 6] = [' ', '\t', '+', '~', '-', '/'];

/// An input that belongs to a configuration.
pub(super) struct Own {
    /// Its position.
    pub number: usize,
    /// Whether its name says that it does.
    pub is_named: bool,
    /// How many resources it has.
    pub resources: usize,
    /// Where they and everything else of the configuration stand in it.
    pub ranges: Vec<Range<usize>>,
}

/// Whether an input belongs to a configuration, by its name or by its content.
pub(super) fn is_configuration(piece: &Piece<'_>) -> bool {
    is_named(piece) || is_hcl(piece.text) || is_json(piece.text)
}

fn is_named(piece: &Piece<'_>) -> bool {
    piece.is_named(&HCL) || piece.is_named(&JSON)
}

/// Whether a text has a block that only a configuration has.
fn is_hcl(text: &str) -> bool {
    let begins = [
        "resource \"aws_ssm_maintenance_window",
        "module \"",
        "variable \"",
    ];
    let mut lines = text.lines().map(|line| line.trim_start_matches(MARKS));
    lines.any(|line| begins.iter().any(|begin| line.starts_with(begin)) && line.contains('{'))
}

/// Whether a text is a configuration in JSON.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && text.contains("\"resource\"")
        && text.contains("\"aws_ssm_maintenance_window")
}

/// Reads all files of a configuration.
pub(super) fn configuration(sources: &Sources, reading: &mut Reading) -> (Configuration, Vec<Own>) {
    let mut configuration = Configuration::default();
    let mut own = Vec::new();
    let mut bodies = Vec::new();
    for (number, piece) in sources.pieces().enumerate() {
        if !is_configuration(&piece) {
            let content = Spanned::text(piece.begin, piece.text);
            let file = (number, piece.name.to_owned(), content);
            configuration.files.push(file);
            continue;
        }
        let (body, ranges) = body(&piece, reading);
        own.push(Own {
            number,
            is_named: is_named(&piece),
            resources: body.blocks("resource").count(),
            ranges,
        });
        let name = piece.file_name().to_owned();
        bodies.push((Strength::of(&name), name, body));
    }
    // Files of variables in the order in which Terraform takes them.
    bodies.sort_by(|(strength, name, _), (other, other_name, _)| {
        let by_name = match strength {
            Strength::Automatic => name.cmp(other_name),
            Strength::Weak | Strength::Named => std::cmp::Ordering::Equal,
        };
        strength.cmp(other).then(by_name)
    });
    for (_, _, body) in bodies {
        configuration.take(body, &mut reading.notes);
    }
    (configuration, own)
}

fn body(piece: &Piece<'_>, reading: &mut Reading) -> (hcl::Body, Vec<Range<usize>>) {
    if piece.is_named(&JSON) || is_json(piece.text) {
        let begin = piece.begin + piece.text.len() - piece.text.trim_start().len();
        let Some(read) = json::value(piece.whole, begin) else {
            let message = "This is not JSON";
            reading.notes.unread(piece.begin, "notation", message);
            return Default::default();
        };
        reading.notes.faults("notation", read.faults);
        return (hcl::json_body(&read.value), Vec::new());
    }
    let read = hcl::read(&unmarked(piece.text), piece.begin);
    reading.notes.faults("notation", read.faults);
    // Around a configuration that stands in other text, that text needs no more than a word.
    let is_fenced = piece.text.contains("```") || !is_named(piece);
    let mut last_line = piece.begin;
    for at in read.others {
        let line = piece.whole.get(at..).unwrap_or_default();
        let line = source_line(line.lines().next().unwrap_or_default());
        if is_fenced {
            let message = format!("The text around the configuration is not read: `{line}`");
            reading.notes.ignored(at, "no-configuration", message);
            break;
        }
        // Of lines one below the other, the first is enough.
        let between = piece.whole.get(last_line..at).unwrap_or_default();
        let breaks = between.bytes().filter(|byte| *byte == b'\n').count();
        let follows = breaks == 1 && last_line > piece.begin;
        last_line = at;
        if !follows {
            let message = format!("`{line}` is not part of a configuration");
            reading.notes.unread(at, "no-configuration", message);
        }
    }
    (read.body, read.ranges)
}

/// A plan as Terraform prints it, as the configuration that it shows: every byte keeps its place.
fn unmarked(text: &str) -> Cow<'_, str> {
    let is_marked = |line: &str| {
        let rest = line.trim_start_matches(MARKS);
        rest.len() < line.trim_start().len() && rest.starts_with("resource \"")
    };
    if !text.lines().any(is_marked) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches(MARKS);
        let marks = line.len() - rest.len();
        // A negative number and a comment begin with the same characters.
        let is_marked = line.get(..marks).is_some_and(|marks| marks.ends_with(' '));
        let (before, rest) = if is_marked {
            (" ".repeat(marks), rest)
        } else {
            (String::new(), line)
        };
        out.push_str(&before);
        // Of a value that changes, the new one counts.
        let changes = rest.split_once(" = ").zip(rest.split_once(" -> "));
        let rest = match changes {
            Some(((name, _), (old, new))) if old.len() > name.len() && !new.starts_with("null") => {
                let blank = " ".repeat(old.len() - name.len() + 2);
                [name, " =", &blank, new].concat()
            }
            _ => rest.to_owned(),
        };
        let unknown = ["(known after apply)", "(sensitive value)"];
        let known = unknown.iter().fold(rest, |rest, unknown| {
            let blank = " ".repeat(unknown.len() - "null".len());
            rest.replace(unknown, &["null", &blank].concat())
        });
        out.push_str(&known);
    }
    Cow::Owned(out)
}
