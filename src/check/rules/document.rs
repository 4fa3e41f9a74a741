//! Rules of a document's parameters, for the documents this page knows. AWS
//! changes its documents, so nothing here is more than a warning.

use crate::catalogue::documents::{self, Document, Kind, Parameter, Value};
use crate::catalogue::task as k;
use crate::draft::page::{MAP_KEY, MAP_VALUE};
use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::super::mend;
use super::super::nearest::nearest;
use super::super::report::{Edit, Fix, Severity};
use super::invocation::block;
use super::nested::is_member;
use super::part::Part;
use super::rule::{Rule, Scope};
use super::run_time::with;
use crate::quote::quoted;

pub(super) const PARAMETERS: Rule = Rule {
    finds: &[
        (
            "document-kind",
            "A document runs under the task type it is made for",
        ),
        (
            "document-parameter-unknown",
            "A known document has the parameter",
        ),
        (
            "document-parameter-case",
            "A parameter is spelt as in its document",
        ),
        (
            "document-parameter-missing",
            "A known document gets the parameters it needs",
        ),
        (
            "document-parameter-value",
            "A known document takes the value",
        ),
        (
            "same-for-each-target",
            "An Automation task with targets names the target in its parameters",
        ),
    ],
    scope: Scope::Task,
    run: |part, found| {
        let (block, kind) = match part.text(&k::TASK_TYPE) {
            "RUN_COMMAND" => (
                [
                    &k::TASK_INVOCATION_PARAMETERS,
                    &k::RUN_COMMAND,
                    &k::run_command::PARAMETERS,
                ],
                Kind::Command,
            ),
            "AUTOMATION" => (
                [
                    &k::TASK_INVOCATION_PARAMETERS,
                    &k::AUTOMATION,
                    &k::automation::PARAMETERS,
                ],
                Kind::Automation,
            ),
            _ => return,
        };
        let at = part.deep_at(&block);
        let given = entries(part.node(&block), &at);
        if kind == Kind::Automation {
            same_for_each(part, &at, &given, found);
        }
        let Some(document) = documents::find(part.text(&k::TASK_ARN)) else {
            return;
        };
        if document.kind != kind {
            let (is, other) = match document.kind {
                Kind::Command => ("a command document", "RUN_COMMAND"),
                Kind::Automation => ("a runbook", "AUTOMATION"),
            };
            found
                .warning(
                    &part.at(&k::TASK_ARN),
                    "document-kind",
                    format!("Document {} is {is}", quoted(document.name)),
                )
                .fix(format!("Make it `{other}`"), &part.at(&k::TASK_TYPE), other);
            return;
        }
        // RunCommand's deprecated parameters take the place of an absent block.
        if part.node(&[&k::TASK_PARAMETERS]).is_some()
            && part.node(&[&k::TASK_INVOCATION_PARAMETERS]).is_none()
        {
            return;
        }
        for entry in &given {
            judge(document, entry, &given, part.text(&k::TASK_TYPE), found);
        }
        let missing = document.parameters.iter().filter(|p| {
            let key = |entry: &Entry<'_>| entry.key.eq_ignore_ascii_case(p.name);
            !given.iter().any(key)
        });
        for parameter in missing {
            let add = |value: &str| {
                let with = with(part.node(&block), parameter.name, value);
                Edit::Put(at.clone(), Some(with))
            };
            lacks(document, parameter, &at, add, found);
        }
    },
};

/// A parameter of a task's document, as typed.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) key_at: Path,
    pub(super) value_at: Path,
    pub(super) node: Option<&'a Node>,
}

impl<'a> Entry<'a> {
    /// Its values that are not empty.
    pub(super) fn values(&self) -> Vec<&'a str> {
        self.node
            .map(Node::lines)
            .unwrap_or_default()
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect()
    }
}

/// The parameters in the map at a path.
pub(super) fn entries<'a>(node: Option<&'a Node>, at: &Path) -> Vec<Entry<'a>> {
    match node {
        None | Some(Node::Text(_)) => Vec::new(),
        Some(Node::Group(members)) => members
            .iter()
            .map(|(name, node)| {
                let at = at.member(name.clone());
                Entry {
                    key: name.as_ref(),
                    key_at: at.clone(),
                    value_at: at,
                    node: Some(node),
                }
            })
            .collect(),
        Some(Node::Rows(rows)) => rows
            .iter()
            .map(|row| {
                let at = at.row(row.id);
                Entry {
                    key: row.node.text_of(MAP_KEY),
                    key_at: at.member(MAP_KEY),
                    value_at: at.member(MAP_VALUE),
                    node: row.node.member(MAP_VALUE),
                }
            })
            .collect(),
    }
}

fn judge(
    document: &Document,
    entry: &Entry<'_>,
    given: &[Entry<'_>],
    kind: &str,
    found: &mut Findings<'_>,
) {
    if entry.key.is_empty() {
        return;
    }
    let Some(parameter) = document.parameter(entry.key) else {
        match document.parameter_in_any_case(entry.key) {
            Some(meant) => {
                let mut fixes = Vec::new();
                if entry.key_at.name() == Some(MAP_KEY)
                    && !given.iter().any(|other| other.key == meant.name)
                {
                    fixes.push(Fix {
                        label: format!("Use `{}`", meant.name),
                        edits: vec![Edit::Set(entry.key_at.clone(), meant.name.to_owned())],
                    });
                }
                found
                    .warning(
                        &entry.key_at,
                        "document-parameter-case",
                        format!(
                            "{} spells it `{}`: {}",
                            document.name,
                            meant.name,
                            quoted(entry.key)
                        ),
                    )
                    .hint("names of parameters are case-sensitive")
                    .fixes(fixes);
            }
            // That has a finding of its own.
            None if block(kind).is_some_and(|own| is_member(own, entry.key)) => {}
            None => {
                // Where AWS documents the parameters in part only, there may well be more.
                let severity = severity(document.parameters.iter().all(|p| p.documented));
                let report = found.says(
                    severity,
                    &entry.key_at,
                    "document-parameter-unknown",
                    format!(
                        "{} has no parameter {} that this page knows",
                        document.name,
                        quoted(entry.key)
                    ),
                );
                match nearest(entry.key, document.parameters.iter().map(|p| p.name)) {
                    Some(meant) if entry.key_at.name() == Some(MAP_KEY) => {
                        report.fix(format!("Use `{meant}`"), &entry.key_at, meant);
                    }
                    _ => {
                        report.hint("documents change: look at the document if you are sure of it");
                    }
                }
            }
        }
        return;
    };
    let values = entry.values();
    if values.is_empty() {
        let add = |value: &str| Edit::Set(entry.value_at.clone(), value.to_owned());
        lacks(document, parameter, &entry.value_at, add, found);
    }
    if let Some(wrong) = wrong_value(parameter, &values) {
        let report = found
            .says(
                severity(parameter.documented),
                &entry.value_at,
                "document-parameter-value",
                format!("`{}` of {} {}", parameter.name, document.name, wrong),
            )
            .hint(parameter.help);
        let single = matches!(parameter.kind, Value::One) && values.len() == 1;
        if single
            && let Some(meant) = values
                .first()
                .and_then(|typed| nearest(typed, parameter.allowed.iter().copied()))
        {
            report.fix(format!("Use `{meant}`"), &entry.value_at, meant);
        } else if let (Value::Number { min, max }, [typed]) = (parameter.kind, values.as_slice()) {
            // All these numbers are seconds: `2h` is `7200`.
            let fits = |meant: &String| {
                meant
                    .parse()
                    .is_ok_and(|number: u32| (min..=max).contains(&number))
            };
            let meant = mend::numbers(typed, "seconds").into_iter().filter(fits);
            report.fixes(mend::uses(&entry.value_at, meant));
        }
    }
}

/// A warning where AWS documents it, else a hint.
fn severity(documented: bool) -> Severity {
    match documented {
        true => Severity::Warning,
        false => Severity::Info,
    }
}

/// What a runbook's parameter for its nodes takes: the target that the run is for.
const TARGET: &str = "{{RESOURCE_ID}}";

/// Reports a parameter without a value, if the document needs one. `add` gives it one.
fn lacks(
    document: &Document,
    parameter: &Parameter,
    at: &Path,
    add: impl Fn(&str) -> Edit,
    found: &mut Findings<'_>,
) {
    let needs = match (parameter.required, parameter.expected) {
        (true, _) => "needs",
        (false, true) => "probably needs",
        (false, false) => return,
    };
    let names_nodes = parameter.name.starts_with("InstanceId");
    let fix = (document.kind == Kind::Automation && names_nodes).then(|| Fix {
        label: format!("Use `{TARGET}`"),
        edits: vec![add(TARGET)],
    });
    found
        .says(
            severity(parameter.required),
            at,
            "document-parameter-missing",
            format!("{} {needs} `{}`", document.name, parameter.name),
        )
        .hint(parameter.help)
        .fixes(fix.into_iter().collect());
}

/// What is wrong with a parameter's values, completing «`Operation` of AWS-RunPatchBaseline …».
fn wrong_value(parameter: &Parameter, values: &[&str]) -> Option<String> {
    if parameter.kind != Value::Many && values.len() > 1 {
        return Some(format!("takes one value: there are `{}`", values.len()));
    }
    // A pseudo parameter or a Parameter Store reference becomes something else at the run.
    let literal = values.iter().copied().filter(|value| !value.contains("{{"));
    for value in literal {
        if !parameter.allowed.is_empty() && !parameter.allowed.contains(&value) {
            let allowed: Vec<String> = parameter
                .allowed
                .iter()
                .map(|allowed| format!("`{allowed}`"))
                .collect();
            return Some(format!(
                "is one of {}: {}",
                allowed.join(", "),
                quoted(value)
            ));
        }
        if let Some(max) = parameter.max
            && value.chars().count() > max
        {
            return Some(format!("has at most {max} characters"));
        }
        match parameter.kind {
            Value::Flag
                if !value.eq_ignore_ascii_case("true") && !value.eq_ignore_ascii_case("false") =>
            {
                return Some(format!("is `true` or `false`: {}", quoted(value)));
            }
            Value::Number { min, max }
                if !value.parse::<u32>().is_ok_and(|n| (min..=max).contains(&n)) =>
            {
                return Some(format!(
                    "is a number from {min} to {max}: {}",
                    quoted(value)
                ));
            }
            Value::Json if serde_json::from_str::<serde::de::IgnoredAny>(value).is_err() => {
                return Some(format!("is JSON: {}", quoted(value)));
            }
            Value::One | Value::Many | Value::Flag | Value::Number { .. } | Value::Json => {}
        }
    }
    None
}

fn same_for_each(part: &Part<'_>, at: &Path, given: &[Entry<'_>], found: &mut Findings<'_>) {
    let has_targets = part.node(&[&k::TARGETS]).is_some();
    let names_target = given.iter().flat_map(Entry::values).any(|value| {
        crate::catalogue::pseudo::placeholders(value)
            .iter()
            .any(|p| p.pseudo().is_some_and(|pseudo| pseudo.depends_on_target))
    });
    if has_targets && !names_target {
        found
            .warning(at, "same-for-each-target", format!("{}: every target gets the same", k::automation::PARAMETERS.label))
            .hint("give the runbook its target with `{{RESOURCE_ID}}`, or let the task run without targets");
    }
}
