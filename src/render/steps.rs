//! The requests of a plan as every format says them: each that creates
//! something with a client token.
//!
//! A token is the identity of what a request creates, which the check knows:
//! the same in every format, before and after the ids are known.

use crate::catalogue::{Field, Operation, target, task, window};
use crate::check::{Creation, Plan, Planned, TOKEN_PREFIX, Value};

use super::options::Options;

/// The members of a request, in the catalogue's order.
pub(super) type Members = Vec<(&'static Field, Value)>;

/// One request, ready to be said.
pub(super) struct Step<'a> {
    /// The request of the plan.
    pub request: &'a Planned,
    /// The operation.
    pub operation: &'static Operation,
    /// What it is about, for headings and comments.
    pub title: String,
    /// Its members; `None` while an error blocks the request.
    pub body: Option<Members>,
}

impl Step<'_> {
    /// The member of the answer that later requests need.
    pub(super) fn returned(&self) -> Option<&'static str> {
        self.operation.returns.first().map(|returned| returned.name)
    }
}

/// Why a script may run twice, and what is not known about it.
const REPEATABLE: &str = "Running it again creates nothing twice: each request has a client token made from its content, which AWS answers with the ids of the first run (for how long, it does not document). To create the same once more, after deleting it or on purpose, set «New tokens»";

/// What to know before the same is created again.
const AGAIN: &str = "Creating the same plan again sends the same client tokens, and AWS may answer with the ids of what was removed here (for how long, it does not document). Set «New tokens» before you create it again";

/// What to know of a script with these steps.
pub(super) fn note(plan: &Plan, options: &Options) -> Option<&'static str> {
    if !options.repeatable {
        return None;
    }
    let removes = [&window::DELETE, &target::DEREGISTER, &task::DEREGISTER];
    let removes = |request: &Planned| {
        let name = request.operation().name;
        removes.iter().any(|operation| operation.name == name)
    };
    if plan.creations().next().is_some() {
        Some(REPEATABLE)
    } else {
        plan.requests().iter().any(removes).then_some(AGAIN)
    }
}

/// Every request in the order in which it is sent.
pub(super) fn steps<'a>(plan: &'a Plan, options: &Options) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    for request in plan.requests() {
        let mut body = request.body().map(<[_]>::to_vec);
        if let (Some(body), Some(creation), true) =
            (&mut body, request.creation(), options.repeatable)
        {
            add_token(request.operation(), creation, body);
        }
        steps.push(Step {
            request,
            operation: request.operation(),
            title: request.title().to_owned(),
            body,
        });
    }
    steps
}

fn add_token(operation: &Operation, creation: Creation, body: &mut Members) {
    let position = |name: &str| operation.input.iter().position(|m| m.field.name == name);
    let Some(at) = position(window::CLIENT_TOKEN.name) else {
        return;
    };
    let place = body
        .iter()
        .position(|(field, _)| position(field.name) >= Some(at))
        .unwrap_or(body.len());
    let typed = body
        .get(place)
        .is_some_and(|(field, _)| field.name == window::CLIENT_TOKEN.name);
    if !typed {
        let token = Value::Text(format!("{TOKEN_PREFIX}{creation}"));
        body.insert(place, (&window::CLIENT_TOKEN, token));
    }
}
