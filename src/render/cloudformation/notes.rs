//! What to know before a template is used: what CloudFormation leaves out,
//! adds, or reads otherwise than it is written.
//!
//! What was found in a request is said of all requests of the plan at once.

use crate::check::{Plan, Planned};
use crate::quote::quoted;

use super::super::code::Code;
use super::super::mapping::{left_out, say_of};
use super::super::markdown::code;
use super::super::options::Options;
use super::super::project::{session, session_options};
use super::limits::exceeded;
use super::resource::{DEFAULT_PRIORITY, Node, logical_id, needs_priority, properties};
use crate::catalogue::names::CLOUDFORMATION;

/// What CloudFormation leaves out, adds or reads otherwise.
pub(super) fn notes(plan: &Plan, template: &Code) -> Vec<String> {
    let called = |request: &Planned| logical_id(plan, request);
    let mut notes = left_out(&CLOUDFORMATION, plan, &called);
    let mut added = Vec::new();
    let mut resolved = Vec::new();
    let mut functions = Vec::new();
    for request in plan.creations() {
        let of = quoted(&called(request));
        if needs_priority(request) {
            added.push(of.clone());
        }
        let mut suspects = Suspects::default();
        suspects.search(&Node::Map(properties(
            plan,
            request.body().unwrap_or_default(),
        )));
        if suspects.resolves {
            resolved.push(of.clone());
        }
        functions.extend(
            suspects
                .functions
                .iter()
                .map(|key| [&quoted(key), " of ", &of].concat()),
        );
    }
    let priority = DEFAULT_PRIORITY.to_string();
    let given = [
        "CloudFormation demands a priority, and AWS documents no default: the template gives `",
        &priority,
        "` to ",
    ]
    .concat();
    for (of, sentence) in [
        (added, given.as_str()),
        (
            resolved,
            "CloudFormation puts another value in the place of `{{resolve:…}}`: see what it makes of it in ",
        ),
        (
            functions,
            "CloudFormation takes a parameter of this name for a function of its own, and refuses the template: ",
        ),
    ] {
        say_of(&mut notes, sentence, &of);
    }
    notes.extend(exceeded(plan.creations().count(), template));
    notes
}

/// What a template cannot say of the project: who deploys it where, and that windows are created disabled.
pub(super) fn about_project(options: &Options, file: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(session) = session(options) {
        let mut command = ["aws cloudformation deploy --template-file ", file].concat();
        command.push_str(" --stack-name maintenance-windows");
        command.push_str(&session_options(options));
        notes.push(
            [
                "A template cannot choose ",
                &session,
                ": the command that deploys it does, ",
                &code(&command),
            ]
            .concat(),
        );
    }
    if options.disabled {
        notes.push("CloudFormation has no property that disables a window: it creates each window enabled. Deploy when no run is near, then disable each window with `aws ssm update-maintenance-window --window-id … --no-enabled`; its id is an output of the stack".to_owned());
    }
    notes
}

/// What CloudFormation does not take for plain text.
#[derive(Default)]
struct Suspects {
    resolves: bool,
    functions: Vec<String>,
}

impl Suspects {
    fn search(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.resolves |= text.contains("{{resolve:"),
            Node::List(items) => items.iter().for_each(|item| self.search(item)),
            Node::Map(entries) => {
                for (key, value) in entries {
                    if key == "Ref" || key == "Condition" || key.starts_with("Fn::") {
                        self.functions.push(key.clone());
                    }
                    self.search(value);
                }
            }
            Node::Whole(_) | Node::Flag(_) | Node::Ref(_) => {}
        }
    }
}
