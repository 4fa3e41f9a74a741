//! The files of a configuration: which inputs are its own, and what they hold.

use super::configuration::{Configuration, Strength};
use crate::import::read::call::Reading;
use crate::import::read::note::Kind;
use crate::syntax::hcl;
use crate::syntax::{Piece, Sources, Spanned, json, source_line};

/// How the names of files in HCL end.
const HCL: [&str; 4] = [".tf", ".tofu", ".tfvars", ".hcl"];
/// How the names of files in HCL's JSON syntax end.
const JSON: [&str; 3] = [".tf.json", ".tofu.json", ".tfvars.json"];

/// An input that belongs to a configuration.
pub(super) struct Own {
    /// Its position.
    pub number: usize,
    /// Whether its name says that it does.
    pub is_named: bool,
    /// How many resources it has.
    pub resources: usize,
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
    let mut lines = text.lines().map(str::trim);
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
        let body = body(&piece, reading);
        own.push(Own {
            number,
            is_named: is_named(&piece),
            resources: body.blocks("resource").count(),
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

fn body(piece: &Piece<'_>, reading: &mut Reading) -> hcl::Body {
    if piece.is_named(&JSON) || is_json(piece.text) {
        let begin = piece.begin + piece.text.len() - piece.text.trim_start().len();
        let Some(read) = json::value(piece.whole, begin) else {
            let message = "This is no JSON";
            reading.notes.unread(piece.begin, "notation", message);
            return hcl::Body::default();
        };
        for fault in read.faults {
            let kind = if fault.repaired {
                Kind::Repaired
            } else {
                Kind::Unread
            };
            reading.notes.add(fault.at, kind, "notation", fault.message);
        }
        return hcl::json_body(&read.value);
    }
    let read = hcl::read(piece.text, piece.begin);
    for fault in read.faults {
        let kind = if fault.repaired {
            Kind::Repaired
        } else {
            Kind::Unread
        };
        reading.notes.add(fault.at, kind, "notation", fault.message);
    }
    // Prose around a configuration needs no word; in a file of its own there is none.
    let is_fenced = piece.text.contains("```") || !is_named(piece);
    let mut last_line = piece.begin;
    for at in read.others {
        let line = piece.whole.get(at..).unwrap_or_default();
        let line = source_line(line.lines().next().unwrap_or_default());
        // Of lines one below the other, the first is enough.
        let between = piece.whole.get(last_line..at).unwrap_or_default();
        let follows =
            between.bytes().filter(|byte| *byte == b'\n').count() == 1 && last_line > piece.begin;
        last_line = at;
        if line.starts_with("```") || follows {
            continue;
        }
        let message = format!("`{line}` is no part of a configuration");
        let kind = if is_fenced {
            Kind::Ignored
        } else {
            Kind::Unread
        };
        reading.notes.add(at, kind, "no-configuration", message);
    }
    read.body
}
