//! The inverse of `settle`: a draft as the JSON that AWS would have, for a file
//! that people read and other programs make.
//!
//! A number, a flag or a list stands as one only where opening the file gives
//! back the text that was typed, to the byte; all else stays as that text.

use serde_json::Value;

use super::settle::reads_back;
use crate::catalogue::{Member, OPERATIONS, Shape, TAGGING, target, task, window};
use crate::draft::Draft;
use crate::draft::page::{
    CREATE_DISABLED, MAP_VALUE, OPERATIONS as ASKED, SETTINGS, TARGETS, TASKS, WINDOWS,
};

/// A draft as the JSON of a project file.
pub fn written(draft: &Draft) -> Value {
    let mut file = draft.to_json();
    for window in items(file.get_mut(WINDOWS)) {
        members(window, window::CREATE.input);
        for target in items(window.get_mut(TARGETS)) {
            members(target, target::REGISTER.input);
        }
        for task in items(window.get_mut(TASKS)) {
            members(task, task::REGISTER.input);
        }
    }
    if let Some(settings) = file.get_mut(SETTINGS)
        && let Some(disabled) = settings.get_mut(CREATE_DISABLED)
    {
        write(disabled, Shape::Flag);
    }
    for operation in OPERATIONS.iter().chain(TAGGING) {
        let asked = file.get_mut(ASKED);
        if let Some(asked) = asked.and_then(|asked| asked.get_mut(operation.name)) {
            members(asked, operation.input);
        }
    }
    file
}

fn items(list: Option<&mut Value>) -> &mut [Value] {
    list.and_then(Value::as_array_mut)
        .map_or(&mut [], Vec::as_mut_slice)
}

fn members(group: &mut Value, members: &[Member]) {
    for member in members {
        if let Some(value) = group.get_mut(member.field.name) {
            write(value, member.field.shape);
        }
    }
}

fn write(value: &mut Value, shape: Shape) {
    let typed = value.as_str();
    match shape {
        Shape::Text(_) | Shape::Choice(_) | Shape::Blob(_) => {}
        Shape::Whole(_) => {
            let number = typed.and_then(|typed| typed.parse::<i64>().ok());
            if let Some(number) = number.filter(|number| typed == Some(&number.to_string())) {
                *value = number.into();
            }
        }
        Shape::Flag => match typed {
            Some("true") => *value = true.into(),
            Some("false") => *value = false.into(),
            _ => {}
        },
        Shape::List(list) => {
            if let Some(lines) = typed.map(|typed| typed.split('\n').collect::<Vec<_>>())
                && !lines.iter().any(|line| line.contains('\r'))
                && reads_back(&lines, list.lines)
            {
                *value = lines.into();
            } else if !matches!(list.item, Shape::Text(_) | Shape::Choice(_)) {
                items(Some(value))
                    .iter_mut()
                    .for_each(|item| write(item, list.item));
            }
        }
        Shape::Map(map) => {
            // Rows stay what an object can't say: a key that is missing or there twice.
            for row in items(Some(value)) {
                if let Some(value) = row.get_mut(MAP_VALUE) {
                    write(value, map.value);
                }
            }
            if let Some(entries) = value.as_object_mut() {
                entries
                    .values_mut()
                    .for_each(|value| write(value, map.value));
            }
        }
        Shape::Group(group) => members(value, group.members),
    }
}
