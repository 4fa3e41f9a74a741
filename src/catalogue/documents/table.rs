//! Reads the table of documents, `documents.tsv`, whose first lines say what
//! its lines mean. What it can't read it leaves out; a test finds nothing left out.

use super::document::{
    Caution, Concern, Document, Kind, Known, Need, Parameter, Platform, Topic, Value, Whose,
};

/// The name of the parameter by which a runbook is told the role to run under.
const ASSUME_ROLE: &str = "AutomationAssumeRole";
/// The one runbook of the table that calls it by another name does so.
const OTHER_ASSUME_ROLE: &str = "assumeRole";
/// The parameters that name the role of the Lambda function that a runbook makes.
pub(crate) const FUNCTION_ROLES: [&str; 2] = ["LambdaAssumeRole", "LambdaRoleArn"];

const DOCS: &str = "https://docs.aws.amazon.com/";

/// Whether a parameter names the role that a runbook runs under.
pub(crate) fn is_assume_role(name: &str) -> bool {
    name == ASSUME_ROLE || name == OTHER_ASSUME_ROLE
}

pub(super) fn read(table: &'static str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    for line in table.lines() {
        let (sign, rest) = match line.chars().next() {
            None | Some('#') => continue,
            Some(sign @ ('!' | '-' | '+' | '?')) => (sign, line.get(1..).unwrap_or_default()),
            Some(_) => {
                all.extend(document(line));
                continue;
            }
        };
        let Some(last) = all.last_mut() else { continue };
        match sign {
            '!' => last.cautions.extend(caution(rest)),
            '-' => last.parameters.extend(parameter(rest)),
            _ => last.needs.extend(need(rest, sign == '?')),
        }
    }
    all
}

/// The fields of a line, and empty ones for those that are missing.
fn fields<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut parts = line.split('\t');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

fn document(line: &'static str) -> Option<Document> {
    let [name, kind, platform, topic, help, words, doc] = fields(line);
    Some(Document {
        name,
        kind: Kind::named(kind)?,
        platform: Platform::named(platform)?,
        topic: Topic::named(topic)?,
        help,
        words,
        doc: if doc.starts_with(DOCS) { doc } else { "" },
        cautions: Vec::new(),
        parameters: Vec::new(),
        needs: Vec::new(),
    })
}

fn caution(line: &'static str) -> Option<Caution> {
    let [concern, reason, hint] = fields(line);
    Some(Caution {
        concern: Concern::named(concern)?,
        reason,
        hint,
    })
}

fn parameter(line: &'static str) -> Option<Parameter> {
    let [name, kind, flags, default, allowed, help] = fields(line);
    if name == ASSUME_ROLE {
        return Some(Parameter {
            help: "The ARN of the role the runbook works under; the task's role when empty.",
            ..plain(name)
        });
    }
    let (kind, max) = match kind.split_once("..") {
        Some(("text", most)) => (Value::One, most.parse().ok()),
        Some((min, max)) => {
            let (min, max) = (min.parse().ok()?, max.parse().ok()?);
            (Value::Number { min, max }, None)
        }
        None => (value(kind)?, None),
    };
    let flag = |flag: char| flags.contains(flag);
    Some(Parameter {
        kind,
        max,
        required: flag('r'),
        expected: flag('R'),
        documented: !flag('u'),
        long: flag('l'),
        unique: flag('x'),
        default: (!default.is_empty()).then_some(default),
        allowed: listed(allowed, '|'),
        help,
        ..plain(name)
    })
}

/// An optional parameter without known bounds.
fn plain(name: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Value::One,
        required: false,
        expected: false,
        documented: true,
        long: false,
        unique: false,
        default: None,
        allowed: Vec::new(),
        max: None,
        help: "",
    }
}

fn value(name: &str) -> Option<Value> {
    match name {
        "text" => Some(Value::One),
        "list" => Some(Value::Many),
        "flag" => Some(Value::Flag),
        "json" => Some(Value::Json),
        _ => None,
    }
}

fn need(line: &'static str, judged: bool) -> Option<Need> {
    let [whose, known, actions, resources, when] = fields(line);
    let mut need = Need {
        whose: Whose::named(whose)?,
        known: Known::named(known)?,
        actions: listed(actions, ' '),
        resources: listed(resources, ' '),
        given: None,
        absent: None,
        passed_to: None,
        only: judged.then_some(when),
    };
    let conditions = if judged { "" } else { when };
    for condition in listed(conditions, ';') {
        match condition.trim().split_once(' ')? {
            ("if", given) => {
                need.given = Some(match given.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (given, None),
                });
            }
            ("unless", name) => need.absent = Some(name),
            ("to", service) => need.passed_to = Some(service),
            _ => return None,
        }
    }
    Some(need)
}

fn listed(text: &'static str, between: char) -> Vec<&'static str> {
    let parts = text.split(between);
    parts.filter(|part| !part.is_empty()).collect()
}
