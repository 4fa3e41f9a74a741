//! What to know before a configuration is used: what Terraform leaves out,
//! refuses, or sends otherwise than it is written.
//!
//! What was found in a request is said of all requests of the plan at once.

use crate::catalogue::{Field, Shape, task};
use crate::check::{Plan, Value};
use crate::quote::quoted;

use super::super::mapping::{each_member, left_out, say_of};
use super::super::names::name;
use super::composed::is_composed;
use crate::catalogue::names::{Place, TERRAFORM};

/// What Terraform leaves out, refuses or sends otherwise.
pub(super) fn notes(plan: &Plan) -> Vec<String> {
    let mut notes = left_out(&TERRAFORM, plan, &|request| name(plan, request));
    let mut refused: Vec<(&'static Field, Vec<String>, String)> = Vec::new();
    let mut unsent = Vec::new();
    let mut emptied = Vec::new();
    let mut composed = Vec::new();
    for request in plan.creations() {
        let of = quoted(&name(plan, request));
        each_member(request.body().unwrap_or_default(), &mut |field, value| {
            let place = TERRAFORM.place(field);
            if matches!(place, Some(Place::Nowhere(_) | Place::Formerly(..)) | None) {
                return false;
            }
            if std::ptr::eq(field, &task::PRIORITY) && *value == Value::Whole(0) {
                unsent.push(of.clone());
            }
            if let (Some(Place::Bytes(_, least)), Value::Text(text)) = (place, value)
                && let Some(rule) = rule_broken(field, text.len(), least)
            {
                match refused
                    .iter_mut()
                    .find(|(known, _, broken)| std::ptr::eq(*known, field) && *broken == rule)
                {
                    Some((_, parts, _)) => parts.push(of.clone()),
                    None => refused.push((field, vec![of.clone()], rule)),
                }
            }
            if let Value::Map(entries) = value {
                let lossy = entries.iter().filter(|(_, value)| has_empty(value));
                emptied.extend(lossy.map(|(key, _)| [&quoted(key), " of ", &of].concat()));
            }
            if is_composed(value) && composed.last() != Some(&of) {
                composed.push(of.clone());
            }
            true
        });
    }
    for (field, parts, rule) in refused {
        let member = quoted(field.name);
        notes.push(
            [
                "Terraform refuses ",
                &member,
                " of ",
                &parts.join(", "),
                ": it takes ",
                &rule,
            ]
            .concat(),
        );
    }
    for (of, sentence) in [
        (
            unsent,
            "Terraform does not send a priority of `0` when it registers a task, and AWS documents no default: see with `terraform plan` what became of ",
        ),
        (
            emptied,
            "Terraform drops empty lines, but not those with a blank on them: it shortens ",
        ),
        (
            composed,
            "Terraform joins letters and their accents into one character where Unicode has it, which may change texts of ",
        ),
    ] {
        say_of(&mut notes, sentence, &of);
    }
    notes
}

fn has_empty(value: &Value) -> bool {
    matches!(value, Value::List(items) if items.contains(&Value::Text(String::new())))
}

/// What Terraform takes instead of a text of so many bytes, if it does not take that.
fn rule_broken(field: &Field, bytes: usize, least: usize) -> Option<String> {
    let Shape::Text(text) = field.shape else {
        return None;
    };
    let rule = if bytes < least {
        ["at least ".to_owned(), least.to_string()]
    } else {
        let most = text.max.filter(|most| bytes > *most)?;
        ["at most ".to_owned(), most.to_string()]
    };
    Some(rule.concat() + " bytes")
}
