//! Packs: requests that belong together for one purpose, in their order.
//!
//! A pack is one constant and one entry in [`PACKS`].

use crate::catalogue::{Operation, execution as e, target as t, task as k, window as w};
use crate::check::{Ask, Checked, Plan, Subject, requests};
use crate::draft::page::{TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::preview::RUNS;

/// Requests for one purpose.
#[derive(Debug, Clone, Copy)]
pub struct Pack {
    /// Its stable name: `verify`.
    pub id: &'static str,
    /// What its tab says.
    pub label: &'static str,
    /// What it is for, in a sentence or two.
    pub says: &'static str,
    /// What its script does, in a sentence.
    script: &'static str,
    /// Its requests about one window.
    asks: fn(&Draft, &Path) -> Vec<Ask>,
    /// Whether the windows are taken in reverse, as undoing goes.
    reverse: bool,
}

/// Every pack, in the order of the page.
pub static PACKS: &[Pack] = &[VERIFY, DIAGNOSE, UPDATE, ROLL_BACK];

const VERIFY: Pack = Pack {
    id: "verify",
    label: "Verify",
    says: "Shows what AWS made of the plan: the window, its targets and tasks, and when AWS will open it.",
    script: "Shows maintenance windows, their targets, tasks and next runs.",
    asks: |_, window| {
        vec![
            Ask::plain(&w::GET, window),
            Ask::plain(&t::DESCRIBE, window),
            Ask::plain(&k::DESCRIBE, window),
            Ask {
                most: i64::try_from(RUNS).ok(),
                ..Ask::plain(&w::DESCRIBE_SCHEDULE, window)
            },
        ]
    },
    reverse: false,
};

const DIAGNOSE: Pack = Pack {
    id: "diagnose",
    label: "Diagnose",
    says: "Follows one run that did nothing or failed, from the window down to one target. Each answer gives the id that the next request needs.",
    script: "Looks at a run of a maintenance window, down to one target.",
    asks: |_, window| {
        [
            &e::DESCRIBE,
            &e::GET,
            &e::DESCRIBE_TASKS,
            &e::GET_TASK,
            &e::DESCRIBE_INVOCATIONS,
            &e::GET_INVOCATION,
        ]
        .into_iter()
        .map(|operation| Ask::plain(operation, window))
        .collect()
    },
    reverse: false,
};

const UPDATE: Pack = Pack {
    id: "update",
    label: "Update",
    says: "Makes AWS's windows, targets and tasks what this page shows. Settings that were emptied here keep their old value; a task's input parameters are sent as a whole.",
    script: "Updates maintenance windows, their targets and tasks.",
    asks: |draft, window| {
        let mut asks = Vec::new();
        if !draft.is_existing(window) {
            asks.push(Ask::plain(&w::UPDATE, window));
        }
        asks.extend(each(draft, window, TARGETS, &t::UPDATE));
        asks.extend(each(draft, window, TASKS, &k::UPDATE));
        asks
    },
    reverse: false,
};

const ROLL_BACK: Pack = Pack {
    id: "rollback",
    label: "Roll back",
    says: "Takes away exactly what this plan made, last things first. A window that existed before stays, and a target that a task still names is refused. To create the same plan again afterwards, set new client tokens first.",
    script: "Takes away what the plan made: tasks, targets, then windows.",
    asks: |draft, window| {
        let mut asks = each(draft, window, TASKS, &k::DEREGISTER);
        asks.reverse();
        let mut targets = each(draft, window, TARGETS, &t::DEREGISTER);
        targets.reverse();
        asks.append(&mut targets);
        if !draft.is_existing(window) {
            asks.push(Ask::plain(&w::DELETE, window));
        }
        asks
    },
    reverse: true,
};

fn each(
    draft: &Draft,
    window: &Path,
    list: &'static str,
    operation: &'static Operation,
) -> Vec<Ask> {
    let list = window.member(list);
    let rows = draft.rows(&list);
    rows.iter()
        .map(|row| Ask::plain(operation, &list.row(row.id)))
        .collect()
}

impl Pack {
    /// The requests, about one window or about all.
    pub fn asks(&self, draft: &Draft, window: Option<&Path>) -> Vec<Ask> {
        let mut windows: Vec<Path> = match window {
            Some(window) => vec![window.clone()],
            None => draft
                .windows()
                .iter()
                .map(|row| Draft::window_path(row.id))
                .collect(),
        };
        if self.reverse {
            windows.reverse();
        }
        // An execution is looked at once, after the windows whose it may be.
        let (mut asks, mut executions) = (Vec::new(), Vec::<Ask>::new());
        for ask in windows.iter().flat_map(|window| (self.asks)(draft, window)) {
            if Subject::of(ask.operation) != Subject::Execution {
                asks.push(ask);
            } else if executions
                .iter()
                .all(|one| one.operation.name != ask.operation.name)
            {
                executions.push(ask);
            }
        }
        asks.append(&mut executions);
        asks
    }
    /// The requests, checked and in one plan. `plan` is the plan of the same draft.
    pub fn check(&self, draft: &Draft, plan: &Plan, window: Option<&Path>) -> Checked {
        let mut stem = self.id.to_owned();
        stem.push_str("-maintenance-window");
        requests(draft, plan, &self.asks(draft, window), stem, self.script)
    }
}

/// The pack with this id.
pub fn pack(id: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.id == id)
}
