//! The body of a resource or block: its arguments, then the blocks in it.
//!
//! A group is a block; so is each item of a list of groups and each entry of a
//! map.

use crate::catalogue::Field;
use crate::check::{Plan, Value};

use super::super::code::{Chunk, Kind};
use super::super::word::Word;
use super::lines::arguments;
use super::strings::string;
use super::values::{expression, pairs};
use crate::catalogue::names::{Place, TERRAFORM};

/// Writes a body, a line or block after the other.
pub(super) fn body(
    plan: &Plan,
    members: &[(&'static Field, Value)],
    indent: usize,
    chunk: &mut Chunk,
) {
    Writer { plan, chunk }.body(members, indent);
}

struct Writer<'a> {
    plan: &'a Plan,
    chunk: &'a mut Chunk,
}

impl Writer<'_> {
    /// The arguments, then the nested blocks.
    fn body(&mut self, members: &[(&'static Field, Value)], indent: usize) {
        let mut lines: Vec<(String, Word)> = Vec::new();
        let mut blocks: Vec<(&'static str, &Value)> = Vec::new();
        for (field, value) in members {
            match TERRAFORM.place(field) {
                Some(Place::Named(name) | Place::Bytes(name, _)) => {
                    if is_block(value) {
                        blocks.push((name, value));
                    } else {
                        lines.push((name.to_owned(), expression(self.plan, value, indent)));
                    }
                }
                Some(Place::Pairs(name)) => {
                    lines.push((name.to_owned(), pairs(self.plan, value, indent)));
                }
                Some(Place::Nowhere(_) | Place::Formerly(..)) | None => {}
            }
        }
        arguments(&lines, indent, self.chunk);
        let mut first = lines.is_empty();
        for (name, value) in blocks {
            match value {
                Value::Group(members) => self.block(name, &mut first, members, indent),
                Value::List(items) => {
                    for item in items {
                        if let Value::Group(members) = item {
                            self.block(name, &mut first, members, indent);
                        }
                    }
                }
                Value::Map(entries) => {
                    for (key, value) in entries {
                        self.open(name, &mut first, indent);
                        let lines = [
                            ("name".to_owned(), Word::literal(string(key))),
                            (
                                "values".to_owned(),
                                expression(self.plan, value, indent + 2),
                            ),
                        ];
                        arguments(&lines, indent + 2, self.chunk);
                        self.close(indent);
                    }
                }
                Value::Text(_)
                | Value::Whole(_)
                | Value::Flag(_)
                | Value::Blob(_)
                | Value::Reference(_) => {}
            }
        }
    }

    fn block(
        &mut self,
        name: &str,
        first: &mut bool,
        members: &[(&'static Field, Value)],
        indent: usize,
    ) {
        self.open(name, first, indent);
        self.body(members, indent + 2);
        self.close(indent);
    }

    fn open(&mut self, name: &str, first: &mut bool, indent: usize) {
        if !std::mem::take(first) {
            self.chunk.push(Kind::Plain, "\n");
        }
        self.chunk
            .push(Kind::Plain, " ".repeat(indent))
            .push(Kind::Name, name)
            .push(Kind::Plain, " {\n");
    }

    fn close(&mut self, indent: usize) {
        self.chunk
            .push(Kind::Plain, " ".repeat(indent))
            .push(Kind::Plain, "}\n");
    }
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Group(_) | Value::Map(_) => true,
        Value::List(items) => items.iter().any(|item| matches!(item, Value::Group(_))),
        Value::Text(_)
        | Value::Whole(_)
        | Value::Flag(_)
        | Value::Blob(_)
        | Value::Reference(_) => false,
    }
}
