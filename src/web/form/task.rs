//! The form of a task: its type first, since everything else depends on it.
//!
//! A change of type keeps aside what was typed for the old one and brings
//! back what was typed for the new one.

use std::rc::Rc;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::choose::{Pick, segments};
use super::field::field;
use super::found::{Reach, shown};
use super::line::{Look, line};
use super::picker::picker;
use super::spot::{Labelled, Need, Spot, frame};
use super::{group, summary, task_targets};
use crate::catalogue::{Choice, Field, Member, Shape, documents, task, window};
use crate::draft::{Draft, Path};
use crate::web::live;
use crate::web::state::{App, app};

/// What a type of task runs, in a person's words.
struct Runs {
    value: &'static str,
    example: &'static str,
    block: &'static Field,
    suggestions: &'static str,
}

static RUNS: [Runs; 4] = [
    Runs {
        value: "RUN_COMMAND",
        example: "AWS-RunPatchBaseline",
        block: &task::RUN_COMMAND,
        suggestions: "commands",
    },
    Runs {
        value: "AUTOMATION",
        example: "AWS-RestartEC2Instance",
        block: &task::AUTOMATION,
        suggestions: "runbooks",
    },
    Runs {
        value: "LAMBDA",
        example: "arn:aws:lambda:us-east-1:123456789012:function:SSM-cleanup",
        block: &task::LAMBDA,
        suggestions: "",
    },
    Runs {
        value: "STEP_FUNCTIONS",
        example: "arn:aws:states:us-east-1:123456789012:stateMachine:SSM-report",
        block: &task::STEP_FUNCTIONS,
        suggestions: "",
    },
];

fn runs(kind: &str) -> Option<&'static Runs> {
    RUNS.iter().find(|runs| runs.value == kind)
}

fn types() -> &'static [Choice] {
    match task::TASK_TYPE.shape {
        Shape::Choice(choices) => choices,
        _ => &[],
    }
}

/// What a task shows of itself while it is closed.
pub fn face(draft: &Draft, path: &Path) -> (String, String, String, String) {
    let text = |field: &Field| draft.text(&path.member(field.name)).to_owned();
    let kind = text(&task::TASK_TYPE);
    let said = types().iter().find(|choice| choice.value == kind);
    (
        summary::title(draft, path, "Task"),
        summary::of_task(draft, path),
        text(&task::PRIORITY),
        said.map_or(kind, |choice| choice.label.to_owned()),
    )
}

/// Whether a field that names a document was entered: its suggestions are made then.
#[derive(Clone, Copy)]
struct Entered(RwSignal<bool>);

/// The well-known documents, for the fields that name one.
pub fn suggestions() -> View {
    let entered = RwSignal::new(false);
    provide_context(Entered(entered));
    let list = |id: &'static str, kind: documents::Kind| {
        let all = documents::all();
        let options: Vec<View> = all
            .filter(|document| document.kind == kind)
            .map(|document| {
                el("option")
                    .attr("value", document.name)
                    .with(document.help)
                    .view()
            })
            .collect();
        el("datalist").attr("id", id).with(options).view()
    };
    live::some(move || {
        entered.get().then(|| {
            all![
                list("commands", documents::Kind::Command),
                list("runbooks", documents::Kind::Automation)
            ]
        })
    })
    .into()
}

/// The form of a task.
pub fn form(path: &Path) -> View {
    let app = app();
    let kind = app.text(&path.member(task::TASK_TYPE.name));
    let drawn = [
        window::WINDOW_ID.name,
        task::TASK_TYPE.name,
        task::TASK_ARN.name,
        task::NAME.name,
        task::PRIORITY.name,
        task::TARGETS.name,
        task::MAX_CONCURRENCY.name,
        task::MAX_ERRORS.name,
        task::TASK_INVOCATION_PARAMETERS.name,
    ];
    let (arn, input) = (path.clone(), path.clone());
    all![
        type_field(app, path, kind),
        live::part(move || arn_field(&arn, &kind.get())),
        el("div").class("pair").with(all![
            own(&task::NAME, path, Need::Optional),
            own(&task::PRIORITY, path, Need::Unsaid)
        ]),
        task_targets::editor(path),
        live::part(move || input_of(&input, &kind.get())),
        group::members(task::REGISTER.input, path, &drawn)
    ]
}

fn own(own: &'static Field, path: &Path, need: Need) -> View {
    field(Spot::field(own, path.member(own.name), need), own.shape)
}

fn type_field(app: App, path: &Path, kind: Derived<String>) -> View {
    let spot = Spot::field(
        &task::TASK_TYPE,
        path.member(task::TASK_TYPE.name),
        Need::Required,
    );
    let found = shown(app, &spot.path, Reach::Here);
    let here = path.clone();
    let choose = Rc::new(move |new: &str| app.draft.update(|draft| retype(draft, &here, new)));
    let control = segments(
        &spot,
        types().iter().map(Pick::from).collect(),
        kind,
        found,
        choose,
    );
    frame(&spot, found, Labelled::Many, control)
}

/// Gives a task another type. What belongs to an unknown type is left where it can be seen.
fn retype(draft: &mut Draft, path: &Path, new: &str) {
    let at = path.member(task::TASK_TYPE.name);
    let old = draft.text(&at).to_owned();
    if runs(&old).is_some() {
        draft.swap_kept(path, task::TASK_INVOCATION_PARAMETERS.name, &old, new);
        draft.swap_kept(path, task::TASK_ARN.name, &old, new);
    }
    draft.set(&at, new);
}

fn arn_field(path: &Path, kind: &str) -> View {
    let spot = Spot::field(
        &task::TASK_ARN,
        path.member(task::TASK_ARN.name),
        Need::Required,
    )
    .called(task::TASK_ARN.label_for(kind));
    match runs(kind) {
        Some(runs) => {
            let field = line(
                Spot {
                    example: runs.example,
                    ..spot
                },
                Look {
                    list: runs.suggestions,
                    ..Look::CODE
                },
            );
            if runs.suggestions.is_empty() {
                return field;
            }
            let enter: Box<dyn FnMut(web_sys::Event)> = Box::new(move |_| {
                if let Some(Entered(entered)) = use_context() {
                    entered.set(true);
                }
            });
            let (app, task) = (app(), path.clone());
            let choose = move |kind: &str, name: &str| {
                app.draft.update(|draft| {
                    if draft.text(&task.member(task::TASK_TYPE.name)) != kind {
                        retype(draft, &task, kind);
                    }
                    draft.set(&task.member(task::TASK_ARN.name), name);
                });
            };
            el("div")
                .class("named")
                .on("focusin", enter)
                .with(all![field, picker(app, path, runs.value, choose)])
                .view()
        }
        None => line(spot, Look::CODE),
    }
}

/// The block of the task's type, and no other.
fn input_of(path: &Path, kind: &str) -> View {
    let Some(block) = runs(kind).and_then(|runs| block(runs.block)) else {
        return View::none();
    };
    let spot = Spot {
        name: block.field.name,
        ..Spot::field(
            &task::TASK_INVOCATION_PARAMETERS,
            path.member(task::TASK_INVOCATION_PARAMETERS.name),
            Need::Unsaid,
        )
    };
    let inner = match block.field.shape {
        Shape::Group(inner) => inner.members,
        _ => &[],
    };
    let body = group::members(inner, &spot.path.member(block.field.name), &[]);
    group::boxed(&spot, std::slice::from_ref(block), body)
}

fn block(wanted: &Field) -> Option<&'static Member> {
    match task::TASK_INVOCATION_PARAMETERS.shape {
        Shape::Group(blocks) => blocks
            .members
            .iter()
            .find(|member| member.field.name == wanted.name),
        _ => None,
    }
}
