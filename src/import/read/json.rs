//! Request bodies and answers in JSON, alone or among other text, one after
//! another or in a list.

use super::call::{Reading, Way};
use super::program;
use super::readers::{Read, counted};
use super::skeleton;
use crate::catalogue::{Operation, target, task, window};
use crate::syntax::json::value;
use crate::syntax::{Data, Entry, Sources, Spanned};

/// How many brackets of a text are tried as the beginning of JSON.
const MOST_TRIES: usize = 10_000;

/// How many bytes are read without finding anything, beside some times the length of the text.
const MOST_SPENT: usize = 4_000_000;

/// Reads every JSON value of a text.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    let (before, skeletons) = (reading.calls.len(), reading.skeletons);
    values(piece.whole, piece.begin, reading);
    let made = reading.calls.get(before..).unwrap_or_default();
    let answers = made.iter().filter(|call| call.way == Way::Answer).count();
    let requests = made.len() - answers;
    let skeletons = reading.skeletons - skeletons;
    let counts = [
        (requests, "request body"),
        (answers, "answer"),
        (skeletons, "skeleton"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, what)| counted(*count, what)).collect();
    if counts.is_empty() {
        return Vec::new();
    }
    vec![Read {
        input: number,
        text: format!("{}, JSON", counts.join(", ")),
    }]
}

fn values(text: &str, begin: usize, reading: &mut Reading) {
    let mut at = begin;
    let mut tries = MOST_TRIES;
    let mut spent = 0;
    while let Some(begin) = text.get(at..).and_then(|rest| rest.find(['{', '['])) {
        let begin = at + begin;
        tries -= 1;
        if tries == 0 || spent > MOST_SPENT + text.len() * 8 {
            let message = "The rest is not read: too many brackets do not begin JSON";
            reading.notes.unread(begin, "too-many-brackets", message);
            return;
        }
        if is_python(text.get(begin + 1..).unwrap_or_default()) {
            match program::printed(text, begin, reading) {
                Ok(end) => {
                    at = end;
                    continue;
                }
                Err(looked_at) => spent += looked_at,
            }
        }
        let Some(read) = value(text, begin) else {
            at = begin + 1;
            continue;
        };
        let (before, skeletons) = (reading.calls.len(), reading.skeletons);
        document(reading, &read.value);
        if reading.calls.len() == before && reading.skeletons == skeletons {
            // A brace of something else: what is inside may be JSON.
            spent += read.reached.saturating_sub(begin);
            at = begin + 1;
            continue;
        }
        reading.notes.faults("json", read.faults);
        at = read.end.max(begin + 1);
    }
}

/// Whether what stands behind a bracket is as Python prints it: in single quotes.
fn is_python(inside: &str) -> bool {
    let mut first = inside.chars().take(32);
    first.find(|c| !matches!(c, ' ' | '\n' | '[' | '{')) == Some('\'')
}

/// Reads a value that may be a request, an answer, or a list of such.
pub fn document(reading: &mut Reading, value: &Spanned) {
    match &value.data {
        Data::List(items) => items.iter().for_each(|item| document(reading, item)),
        Data::Map(entries) => map(reading, value, entries),
        _ => {}
    }
}

fn map(reading: &mut Reading, value: &Spanned, entries: &[Entry]) {
    let has = |name: &str| value.get(name).is_some();
    let items = |name: &str| value.get(name).map(Spanned::items).unwrap_or_default();
    let lists = |list: &str, name: &str| items(list).iter().any(|item| item.get(name).is_some());
    let answers: [(&str, &str, &Operation); 3] = [
        ("WindowIdentities", window::WINDOW_ID.name, &window::GET),
        ("Targets", target::WINDOW_TARGET_ID.name, &target::REGISTER),
        ("Tasks", task::WINDOW_TASK_ID.name, &task::REGISTER),
    ];
    for (list, name, operation) in answers {
        if lists(list, name) {
            listed(reading, value, list, operation);
            return;
        }
    }
    let Some(operation) = operation_of(&has, entries.len()) else {
        return;
    };
    if skeleton::is_empty(value) {
        report_skeleton(reading, value.at);
        return;
    }
    if operation.1 {
        reading.answer(value.at, operation.0, entries.to_vec());
    } else {
        let object = reading.object();
        let entries = skeleton::filled(reading, operation.0.input, value);
        reading.request(value.at, operation.0, entries, object, "");
    }
}

/// Which operation a map is a request or an answer of, by its members; and whether it is an answer.
fn operation_of(has: &dyn Fn(&str) -> bool, count: usize) -> Option<(&'static Operation, bool)> {
    let window_id = has(window::WINDOW_ID.name);
    let is_task = has(task::TASK_ARN.name) || has(task::TASK_TYPE.name);
    if has(task::WINDOW_TASK_ID.name) {
        return Some((&task::REGISTER, true));
    }
    if has(target::WINDOW_TARGET_ID.name) {
        return Some((&target::REGISTER, true));
    }
    if is_task || has(task::TASK_INVOCATION_PARAMETERS.name) {
        return Some((&task::REGISTER, false));
    }
    if has(target::RESOURCE_TYPE.name) && has(target::TARGETS.name) {
        return Some((&target::REGISTER, false));
    }
    let of_window =
        has(window::SCHEDULE.name) || has(window::DURATION.name) || has(window::CUTOFF.name);
    if of_window {
        let operation = if window_id {
            &window::GET
        } else {
            &window::CREATE
        };
        return Some((operation, window_id));
    }
    (window_id && count <= 2).then_some((&window::CREATE, true))
}

/// Says of the form of a request with nothing filled in that it is not read.
pub fn report_skeleton(reading: &mut Reading, at: usize) {
    let message = "This skeleton is not filled in: `string` and `0` are placeholders";
    reading.notes.ignored(at, "skeleton", message);
    reading.skeletons += 1;
}

/// An answer that lists things; what it does not say of each is said once.
fn listed(reading: &mut Reading, value: &Spanned, list: &str, operation: &'static Operation) {
    let left_out = match list {
        "WindowIdentities" => {
            Some("This list does not include whether unregistered targets are allowed")
        }
        "Tasks" => Some("This list does not include the invocation parameters of tasks"),
        _ => None,
    };
    if let Some(text) = left_out {
        reading.notes.open(value.at, "left-out-by-list", text);
    }
    if let Some(token) = value.get("NextToken").filter(|token| !token.is_empty()) {
        reading.notes.open(
            token.at,
            "more-pages",
            "`NextToken`: there are more than this answer holds",
        );
    }
    for item in value.get(list).map(Spanned::items).unwrap_or_default() {
        let mut entries = item.entries().to_vec();
        for entry in &mut entries {
            // A list of tasks calls the type so.
            if list == "Tasks" && entry.key == "Type" {
                entry.key = task::TASK_TYPE.name.to_owned();
            }
        }
        reading.answer(item.at, operation, entries);
    }
}
