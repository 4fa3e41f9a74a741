//! What is asked, and where each member of a request comes from: what was
//! typed for it, the plan, an id that AWS gave, or an answer still to come.
//!
//! It finds places and checks nothing.

use crate::catalogue::{
    Field, Member, Operation, Shape, execution as e, tag, target as t, task as k, window as w,
};
use crate::draft::page::{ID, ONLY, TARGETS, TASKS};
use crate::draft::{Draft, Path};

use super::plan::{Plan, Value};
use super::reference::Reference;

/// What an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The whole account.
    Account,
    /// A window.
    Window,
    /// A registered target.
    Target,
    /// A registered task.
    Task,
    /// One opening of a window, or a part of it.
    Execution,
}

impl Subject {
    /// Every subject, from the large to the small.
    pub const ALL: [Subject; 5] = [
        Subject::Account,
        Subject::Window,
        Subject::Target,
        Subject::Task,
        Subject::Execution,
    ];
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Subject::Account => "Account",
            Subject::Window => "Window",
            Subject::Target => "Target",
            Subject::Task => "Task",
            Subject::Execution => "Execution",
        }
    }
    /// What an operation is about.
    pub fn of(operation: &Operation) -> Subject {
        let takes = |field: &Field| {
            operation
                .member(field.name)
                .is_some_and(|member| std::ptr::eq(member.field, field))
        };
        if takes(&e::WINDOW_EXECUTION_ID) {
            Subject::Execution
        } else if takes(&t::WINDOW_TARGET_ID)
            || operation.name == t::REGISTER.name
            || operation.name == w::DESCRIBE_FOR_TARGET.name
        {
            Subject::Target
        } else if takes(&k::WINDOW_TASK_ID) || operation.name == k::REGISTER.name {
            Subject::Task
        } else if operation.name == w::DESCRIBE.name {
            Subject::Account
        } else {
            Subject::Window
        }
    }
}

/// A request to be checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// The operation.
    pub operation: &'static Operation,
    /// The window, target or task of the draft it is about.
    pub subject: Path,
    /// Whether what was typed for the operation counts; a pack's requests do without.
    pub typed: bool,
    /// How many items one answer should hold, where that is not left to AWS.
    pub most: Option<i64>,
    /// Whether it completes the creation before it, and so sends no more than that takes.
    pub completes: bool,
}

impl Ask {
    /// A request of a pack: from the plan alone.
    pub fn plain(operation: &'static Operation, subject: &Path) -> Self {
        Ask {
            operation,
            subject: subject.clone(),
            typed: false,
            most: None,
            completes: false,
        }
    }
    /// The requests that create a part: what creates a window also disables it, where the project says so.
    pub fn creation(draft: &Draft, operation: &'static Operation, subject: &Path) -> Vec<Self> {
        let mut asks = vec![Ask::plain(operation, subject)];
        if operation.name == w::CREATE.name && draft.creates_disabled() {
            asks.push(Ask {
                completes: true,
                ..Ask::plain(&w::UPDATE, subject)
            });
        }
        asks
    }
    /// A request as its form has it: what was typed for the operation counts.
    pub fn typed(operation: &'static Operation, subject: &Path) -> Self {
        Ask {
            typed: true,
            ..Ask::plain(operation, subject)
        }
    }
}

/// Where a member of a request comes from when it is sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Nowhere: it is not sent.
    Nothing,
    /// It was typed for the operation, at this path.
    Typed(Path),
    /// It is a part of the plan, or an id that AWS gave: at this path.
    Plan(Path),
    /// An earlier request returns it, which was not said yet.
    Later(Reference),
    /// It is always this, unless something else is typed.
    Always(Value),
}

/// An operation whose answer gives the ids of executions.
pub(super) struct Listing {
    pub(super) operation: &'static Operation,
    /// The member of later requests that takes such an id.
    pub(super) takes: &'static Field,
    /// The list in the answer.
    pub(super) list: &'static str,
    /// The member of its items that is the id.
    pub(super) member: &'static str,
}

/// The operations whose answers give the ids of executions.
pub(super) static EXECUTIONS: [Listing; 3] = [
    Listing {
        operation: &e::DESCRIBE,
        takes: &e::WINDOW_EXECUTION_ID,
        list: "WindowExecutions",
        member: "WindowExecutionId",
    },
    Listing {
        operation: &e::DESCRIBE_TASKS,
        takes: &e::TASK_ID,
        list: "WindowExecutionTaskIdentities",
        member: "TaskExecutionId",
    },
    Listing {
        operation: &e::DESCRIBE_INVOCATIONS,
        takes: &e::INVOCATION_ID,
        list: "WindowExecutionTaskInvocationIdentities",
        member: "InvocationId",
    },
];

/// Where the form of an operation reads and writes a member.
///
/// The ids of an execution stand once for all operations.
pub fn typed_at(operation: &'static Operation, field: &'static Field) -> Path {
    if EXECUTIONS.iter().any(|one| std::ptr::eq(one.takes, field)) {
        Draft::operations_path().member(field.name)
    } else {
        Draft::operation_path(operation.name).member(field.name)
    }
}

/// Where a member comes from; what a form shows in an empty field.
pub fn source(draft: &Draft, plan: &Plan, ask: &Ask, member: &Member) -> Source {
    let field = member.field;
    let form = Draft::operation_path(ask.operation.name);
    let there = |path: &Path| draft.node(path).is_some_and(|node| !node.is_blank());
    if ask.typed {
        let typed = form.member(field.name);
        if there(&typed) {
            return Source::Typed(typed);
        }
    }
    let subject = Subject::of(ask.operation);
    let window = ask.subject.window();
    if field.name == w::WINDOW_ID.name || std::ptr::eq(field, &tag::RESOURCE_ID) {
        return match &window {
            Some(window) if subject != Subject::Account => id_of(draft, plan, window),
            Some(_) | None => Source::Nothing,
        };
    }
    if std::ptr::eq(field, &t::WINDOW_TARGET_ID) || std::ptr::eq(field, &k::WINDOW_TASK_ID) {
        // The subject is the window where there is no such part in the draft.
        return if window.as_ref() == Some(&ask.subject) {
            Source::Nothing
        } else {
            id_of(draft, plan, &ask.subject)
        };
    }
    if ask.completes {
        return match std::ptr::eq(field, &w::ENABLED) {
            true => Source::Always(Value::Flag(false)),
            false => Source::Nothing,
        };
    }
    if let Some(listing) = EXECUTIONS.iter().find(|one| std::ptr::eq(one.takes, field)) {
        let shared = Draft::operations_path().member(field.name);
        return if there(&shared) {
            Source::Plan(shared)
        } else {
            Source::Later(Reference::to_item(listing.operation, listing.member))
        };
    }
    match field.shape {
        // There is nothing to choose.
        Shape::Choice([only]) => return Source::Always(Value::Text(only.value.to_owned())),
        Shape::Flag if std::ptr::eq(field, &t::SAFE) => return Source::Always(Value::Flag(true)),
        Shape::Whole(_) => {
            if let Some(most) = ask.most.filter(|_| field.name == "MaxResults") {
                return Source::Always(Value::Whole(most));
            }
        }
        Shape::Text(_)
        | Shape::Flag
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Group(_)
        | Shape::Blob(_) => {}
    }
    if ask.typed && draft.text(&form.member(ONLY)) == "true" {
        return Source::Nothing;
    }
    match in_plan(draft, ask, field) {
        Some(path) => Source::Plan(path),
        None => Source::Nothing,
    }
}

/// The member of the part that a request is about, if the plan has it.
pub(super) fn in_plan(draft: &Draft, ask: &Ask, field: &Field) -> Option<Path> {
    let of_window = match Subject::of(ask.operation) {
        Subject::Account | Subject::Execution => return None,
        Subject::Window => true,
        Subject::Target | Subject::Task => false,
    };
    // A window's targets and tasks are requests of their own; of an existing window only the id counts.
    if of_window
        && (field.name == TARGETS || field.name == TASKS || draft.is_existing(&ask.subject))
    {
        return None;
    }
    // The subject may be the window where it has no such part.
    let is_part = ask.subject.window().as_ref() != Some(&ask.subject);
    if of_window == is_part {
        return None;
    }
    let path = ask.subject.member(field.name);
    draft
        .node(&path)
        .is_some_and(|node| !node.is_blank())
        .then_some(path)
}

/// Where the id of a window, target or task stands, or which request returns it.
pub(super) fn id_of(draft: &Draft, plan: &Plan, part: &Path) -> Source {
    if draft.is_existing(part) {
        return Source::Plan(part.member(w::WINDOW_ID.name));
    }
    let id = part.member(ID);
    if draft.node(&id).is_some_and(|node| !node.is_blank()) {
        return Source::Plan(id);
    }
    let mut known = plan.before.iter().chain(&plan.requests);
    let making = known.find_map(|request| request.returned.filter(|_| request.part == *part));
    making.map_or(Source::Nothing, Source::Later)
}
