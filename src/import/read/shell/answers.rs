//! What AWS answered, where a text shows it below a command.

use super::super::call::{Call, Reading, Way};
use super::super::json::document;
use crate::catalogue::{Operation, target, task, window};
use crate::syntax::json;

/// Reads the answers between the statements that were taken, and puts each behind the call
/// that stands above it. `before` calls were there already.
pub(super) fn read(
    reading: &mut Reading,
    text: &str,
    begin: usize,
    took: &[(usize, usize)],
    before: usize,
) {
    let made = reading.calls.split_off(before);
    let mut taken = took.to_vec();
    taken.sort_unstable();
    let mut at = begin;
    let mut next = 0;
    for line in text.get(begin..).unwrap_or_default().split_inclusive('\n') {
        let line_at = at;
        at += line.len();
        let start = line_at + line.len() - line.trim_start().len();
        while taken.get(next).is_some_and(|(_, end)| *end <= start) {
            next += 1;
        }
        let inside = taken.get(next).is_some_and(|(from, _)| *from <= start);
        if inside || start < begin || !line.trim_start().starts_with('{') {
            continue;
        }
        let Some(value) = json::value(text, start) else {
            continue;
        };
        taken.insert(next, (start, value.end.max(start + 1)));
        document(reading, &value.value);
    }
    let found = reading.calls.split_off(before);
    // Beside the commands that make a thing, an answer only tells its id.
    let makes = made.iter().any(|call| makes(call.operation));
    let (answers, others): (Vec<Call>, Vec<Call>) = found
        .into_iter()
        .partition(|call| call.way == Way::Answer && (!makes || has_only_ids(call)));
    for other in others {
        let message = "The answer beside the commands adds nothing to them";
        reading
            .notes
            .ignored(other.at, "shown-beside-commands", message);
    }
    let mut answers = answers.into_iter().peekable();
    for call in made {
        while let Some(answer) = answers.next_if(|answer| answer.at < call.at) {
            reading.calls.push(answer);
        }
        reading.calls.push(call);
    }
    reading.calls.extend(answers);
}

fn makes(operation: &Operation) -> bool {
    let all = [&window::CREATE, &target::REGISTER, &task::REGISTER];
    all.iter().any(|one| one.name == operation.name)
}

fn has_only_ids(call: &Call) -> bool {
    let ids = [
        &window::WINDOW_ID,
        &target::WINDOW_TARGET_ID,
        &task::WINDOW_TASK_ID,
    ];
    let is_id = |key: &str| ids.iter().any(|field| field.name == key);
    call.members.iter().all(|entry| is_id(&entry.key))
}
