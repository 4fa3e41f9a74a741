//! A template as YAML 1.1: blocks, and the scalars that mean the text they are
//! made of.

use super::super::code::{Chunk, Kind};
use super::super::quotes::{in_quotes, is_escaped};
use super::resource::Node;
use super::template::{Syntax, VERSION};

/// A key of YAML that is longer than 1024 characters needs a mark before it.
const LONGEST_KEY: usize = 1000;

/// YAML.
pub(super) struct Yaml;

impl Syntax for Yaml {
    fn begin(&self, description: &str, out: &mut Chunk) {
        out.push(Kind::Name, "AWSTemplateFormatVersion")
            .push(Kind::Plain, ": ")
            .push(Kind::Value, ["'", VERSION, "'\n"].concat())
            .push(Kind::Name, "Description")
            .push(Kind::Plain, ": ")
            .push(Kind::Value, [description, "\n"].concat())
            .push(Kind::Name, "Resources")
            .push(Kind::Plain, ":\n");
    }
    fn comment(&self, text: &str, out: &mut Chunk) {
        out.push(Kind::Comment, ["  # ", text, "\n"].concat());
    }
    fn member(&self, key: &str, value: &Node, _: bool, out: &mut Chunk) {
        out.push(Kind::Plain, "  ");
        yaml_entry(key, value, 2, out);
    }
    fn outputs(&self, out: &mut Chunk) {
        out.push(Kind::Name, "Outputs").push(Kind::Plain, ":\n");
    }
    fn end(&self, _: &mut Chunk) {}
}

/// A key and its value; the first line is indented already.
fn yaml_entry(key: &str, value: &Node, indent: usize, out: &mut Chunk) {
    let written = yaml_text(key);
    if written.chars().count() > LONGEST_KEY {
        out.push(Kind::Plain, "? ")
            .push(Kind::Name, written)
            .push(Kind::Plain, ["\n", &" ".repeat(indent), ":"].concat());
    } else {
        out.push(Kind::Name, written).push(Kind::Plain, ":");
    }
    yaml_value(value, indent, out);
}

/// A value behind a colon or a dash, with the end of the line.
fn yaml_value(value: &Node, indent: usize, out: &mut Chunk) {
    let (kind, text) = match value {
        Node::Map(entries) if !entries.is_empty() => {
            out.push(Kind::Plain, "\n");
            for (key, value) in entries {
                out.push(Kind::Plain, " ".repeat(indent + 2));
                yaml_entry(key, value, indent + 2, out);
            }
            return;
        }
        Node::List(items) if !items.is_empty() => {
            out.push(Kind::Plain, "\n");
            for item in items {
                out.push(Kind::Plain, [&" ".repeat(indent + 2), "-"].concat());
                yaml_item(item, indent + 2, out);
            }
            return;
        }
        Node::Map(_) => (Kind::Value, "{}".to_owned()),
        Node::List(_) => (Kind::Value, "[]".to_owned()),
        Node::Text(text) => (Kind::Value, yaml_text(text)),
        Node::Whole(number) => (Kind::Value, number.to_string()),
        Node::Flag(flag) => (Kind::Value, flag.to_string()),
        Node::Ref(id) => (Kind::Variable, ["!Ref ", id].concat()),
    };
    out.push(Kind::Plain, " ")
        .push(kind, text)
        .push(Kind::Plain, "\n");
}

/// An item behind its dash: the first member of a map stands on the same line.
fn yaml_item(item: &Node, indent: usize, out: &mut Chunk) {
    let Node::Map(entries) = item else {
        return yaml_value(item, indent, out);
    };
    if entries.is_empty() {
        return yaml_value(item, indent, out);
    }
    for (n, (key, value)) in entries.iter().enumerate() {
        let pad = if n == 0 { 1 } else { indent + 2 };
        out.push(Kind::Plain, " ".repeat(pad));
        yaml_entry(key, value, indent + 2, out);
    }
}

/// A text as a scalar of YAML 1.1, which takes `yes` and `012` for other things than text.
///
/// Bare where nothing can be read into it, in single quotes where all of it can
/// be seen, else in double quotes with escapes.
pub fn yaml_text(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if !text.chars().any(is_escaped) {
        return ["'", &text.replace('\'', "''"), "'"].concat();
    }
    in_quotes(text, &|_, _, _| false)
}

/// Letters, digits and what means nothing to YAML where it stands, in words with one blank between.
fn is_plain(text: &str) -> bool {
    let is_word = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    let mut last = ' ';
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '$')
        && !is_word
        && !text.ends_with([' ', ':'])
        && text.chars().all(|c| {
            let fits = match c {
                // A colon before a blank ends a key.
                ' ' => last != ':' && last != ' ',
                c => c.is_ascii_alphanumeric() || "-_./:@+=$".contains(c),
            };
            last = c;
            fits
        })
}
