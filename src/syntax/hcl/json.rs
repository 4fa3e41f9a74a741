//! HCL's JSON syntax: what a body is there, and texts that are templates.

use super::adapter::{literal, template};
use super::{Attribute, Block, Body, Expression, Kind};
use crate::syntax::{Data, Entry, Spanned};

/// How many labels the blocks of a kind have: those that Terraform knows.
const KINDS: &[(&str, usize)] = &[
    ("resource", 2),
    ("data", 2),
    ("variable", 1),
    ("module", 1),
    ("output", 1),
    ("provider", 1),
    ("check", 1),
    ("locals", 0),
    ("terraform", 0),
    ("import", 0),
    ("moved", 0),
    ("removed", 0),
];

/// A configuration in JSON; members of other names are attributes, as in a file of variables.
pub fn body(document: &Spanned) -> Body {
    let mut body = Body::default();
    for entry in members(document) {
        match KINDS.iter().find(|(kind, _)| *kind == entry.key) {
            Some((kind, labels)) => blocks(kind, *labels, &mut Vec::new(), entry, &mut body),
            None => body.attributes.push(attribute(entry, is_literal(""))),
        }
    }
    body
}

/// The members of an object but for comments.
fn members(object: &Spanned) -> impl Iterator<Item = &Entry> {
    let entries = object.entries().iter();
    entries.filter(|entry| entry.key != "//")
}

fn blocks(kind: &str, labels: usize, above: &mut Vec<String>, entry: &Entry, out: &mut Body) {
    let objects = match &entry.value.data {
        Data::List(items) => items.as_slice(),
        _ => std::slice::from_ref(&entry.value),
    };
    for object in objects {
        if labels > above.len() {
            for inner in members(object) {
                above.push(inner.key.clone());
                blocks(kind, labels, above, inner, out);
                above.pop();
            }
            continue;
        }
        let mut body = Body::default();
        for member in members(object) {
            if member.key == "dynamic" {
                blocks("dynamic", 1, &mut Vec::new(), member, &mut body);
            } else if kind == "dynamic" && member.key == "content" {
                blocks("content", 0, &mut Vec::new(), member, &mut body);
            } else {
                body.attributes.push(attribute(member, is_literal(kind)));
            }
        }
        out.blocks.push(Block {
            kind: kind.to_owned(),
            at: entry.at,
            labels: above.clone(),
            body,
        });
    }
}

/// Whether the texts of a kind of block are texts, and no templates.
fn is_literal(kind: &str) -> bool {
    matches!(kind, "" | "variable")
}

fn attribute(entry: &Entry, is_literal: bool) -> Attribute {
    // An address and a type are expressions without `${}`.
    let bare = matches!(entry.key.as_str(), "to" | "type" | "iterator");
    let value = match entry.value.as_text() {
        Some(text) if bare => path(&entry.value, text),
        _ => expression(&entry.value, is_literal),
    };
    Attribute {
        name: entry.key.clone(),
        at: entry.at,
        value,
    }
}

fn path(from: &Spanned, text: &str) -> Expression {
    let tree = hcl_edit::parser::parse_expr(text);
    let adapter = super::adapter::Adapter {
        text,
        begin: from.at,
    };
    match tree {
        Ok(tree) => adapter.expression(&tree),
        Err(_) => Expression::new(from.at, Kind::Template(literal(text))),
    }
}

fn expression(from: &Spanned, is_literal: bool) -> Expression {
    let kind = match &from.data {
        Data::Null => Kind::Null,
        Data::Flag(flag) => Kind::Flag(*flag),
        Data::Number(number) => Kind::Number(number.clone()),
        Data::Text(text) if is_literal => Kind::Template(literal(text)),
        // The text begins behind its quotation mark.
        Data::Text(text) => {
            Kind::Template(template(text, from.at + 1).unwrap_or_else(|| literal(text)))
        }
        Data::List(items) => Kind::List(items.iter().map(|i| expression(i, is_literal)).collect()),
        Data::Map(_) => Kind::Map(
            members(from)
                .map(|entry| {
                    let key = Spanned::text(entry.at, entry.key.clone());
                    (
                        expression(&key, is_literal),
                        expression(&entry.value, is_literal),
                    )
                })
                .collect(),
        ),
    };
    Expression::new(from.at, kind)
}
