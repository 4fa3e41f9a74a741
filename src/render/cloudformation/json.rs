//! A template as JSON: an object a line, short lists on one.
//!
//! JSON has no comments, and a comma before all but the first.

use super::super::code::{Chunk, Kind};
use super::super::literal;
use super::resource::Node;
use super::template::{Syntax, VERSION};

/// JSON.
pub(super) struct Json;

impl Syntax for Json {
    fn begin(&self, description: &str, out: &mut Chunk) {
        out.push(Kind::Plain, "{\n");
        for (key, text) in [
            ("AWSTemplateFormatVersion", VERSION),
            ("Description", description),
        ] {
            out.push(Kind::Plain, "  ")
                .push(Kind::Name, literal::string(key))
                .push(Kind::Plain, ": ")
                .push(Kind::Value, literal::string(text))
                .push(Kind::Plain, ",\n");
        }
        out.push(Kind::Plain, "  ")
            .push(Kind::Name, "\"Resources\"")
            .push(Kind::Plain, ": {\n");
    }
    // JSON has no comments.
    fn comment(&self, _: &str, _: &mut Chunk) {}
    fn member(&self, key: &str, value: &Node, is_last: bool, out: &mut Chunk) {
        out.push(Kind::Plain, "    ")
            .push(Kind::Name, literal::string(key))
            .push(Kind::Plain, ": ");
        json_value(value, 4, out);
        out.push(Kind::Plain, if is_last { "\n" } else { ",\n" });
    }
    fn outputs(&self, out: &mut Chunk) {
        out.push(Kind::Plain, "  },\n  ")
            .push(Kind::Name, "\"Outputs\"")
            .push(Kind::Plain, ": {\n");
    }
    fn end(&self, out: &mut Chunk) {
        out.push(Kind::Plain, "  }\n}\n");
    }
}

fn json_value(value: &Node, indent: usize, out: &mut Chunk) {
    let (kind, text) = match value {
        Node::Map(entries) if !entries.is_empty() => {
            out.push(Kind::Plain, "{");
            for (n, (key, value)) in entries.iter().enumerate() {
                json_line(n, indent + 2, out);
                out.push(Kind::Name, literal::string(key))
                    .push(Kind::Plain, ": ");
                json_value(value, indent + 2, out);
            }
            out.push(Kind::Plain, ["\n", &" ".repeat(indent), "}"].concat());
            return;
        }
        Node::List(items) => {
            // A list of one plain value reads better on one line.
            let is_short =
                items.len() <= 1 && !matches!(items.first(), Some(Node::Map(_) | Node::List(_)));
            out.push(Kind::Plain, "[");
            for (n, item) in items.iter().enumerate() {
                if !is_short {
                    json_line(n, indent + 2, out);
                }
                json_value(item, indent + 2, out);
            }
            if !is_short {
                out.push(Kind::Plain, ["\n", &" ".repeat(indent)].concat());
            }
            out.push(Kind::Plain, "]");
            return;
        }
        Node::Map(_) => (Kind::Plain, "{}".to_owned()),
        Node::Text(text) => (Kind::Value, literal::string(text)),
        Node::Whole(number) => (Kind::Value, number.to_string()),
        Node::Flag(flag) => (Kind::Value, flag.to_string()),
        Node::Ref(id) => (Kind::Variable, ["{\"Ref\": \"", id, "\"}"].concat()),
    };
    out.push(kind, text);
}

fn json_line(n: usize, indent: usize, out: &mut Chunk) {
    let end = if n > 0 { ",\n" } else { "\n" };
    out.push(Kind::Plain, [end, &" ".repeat(indent)].concat());
}
