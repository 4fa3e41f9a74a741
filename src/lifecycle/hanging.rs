//! Which ids hang on which: AWS knows targets, tasks and executions within
//! their window, so with the id of another window theirs mean nothing.

use crate::catalogue::{Field, execution as e, window as w};
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Path};

/// The ids of an execution, each within the one before it.
static EXECUTION: [&Field; 3] = [&e::WINDOW_EXECUTION_ID, &e::TASK_ID, &e::INVOCATION_ID];

/// Where the id of a window stands.
pub(super) fn window_id(draft: &Draft, window: &Path) -> Path {
    let existing = draft.is_existing(window);
    window.member(if existing { w::WINDOW_ID.name } else { ID })
}

/// The places of the ids that hang on the one at `place`, which may be empty.
fn hanging(draft: &Draft, place: &Path) -> Vec<Path> {
    let of_execution = |at: usize| {
        let fields = EXECUTION.iter().skip(at);
        fields.map(|field| Draft::operations_path().member(field.name))
    };
    let at = EXECUTION
        .iter()
        .position(|field| *place == Draft::operations_path().member(field.name));
    if let Some(at) = at {
        return of_execution(at + 1).collect();
    }
    let window = place.window().filter(|window| {
        let names = [ID, w::WINDOW_ID.name];
        names.iter().any(|name| *place == window.member(*name))
    });
    let Some(window) = window else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for list in [TARGETS, TASKS] {
        let list = window.member(list);
        let rows = draft.rows(&list).iter();
        all.extend(rows.map(|row| list.row(row.id).member(ID)));
    }
    all.extend(of_execution(0));
    all
}

/// Removes the ids that hang on the one at a place, and returns them with their places.
pub fn release(draft: &mut Draft, place: &Path) -> Vec<(Path, String)> {
    let mut gone = Vec::new();
    for path in hanging(draft, place) {
        let id = draft.text(&path).to_owned();
        if !id.is_empty() {
            draft.set(&path, "");
            gone.push((path, id));
        }
    }
    gone
}

/// Puts an id in its place, and removes what hangs on the one before. Returns what is gone.
pub fn put_id(draft: &mut Draft, place: &Path, id: &str) -> Vec<(Path, String)> {
    let before = draft.text(place).to_owned();
    if before == id {
        return Vec::new();
    }
    draft.set(place, id);
    if before.is_empty() {
        return Vec::new();
    }
    let mut gone = vec![(place.clone(), before)];
    gone.append(&mut release(draft, place));
    gone
}

/// What a message says of ids that were removed with another; empty for none.
pub fn says_removed(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 id that belonged to it was removed".to_owned(),
        count => format!("{count} ids that belonged to it were removed"),
    }
}
