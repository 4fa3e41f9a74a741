//! What is looked at of a window's later life: one step of the walkthrough,
//! one pack, or one operation. Each has requests, and a check of them.
//!
//! It names these three in one way, for whoever stores or asks for one.

use super::operations::{has_form, operations};
use super::packs::PACKS;
use super::walkthrough::{WALKTHROUGH, asks_of};
use crate::catalogue::{Field, Operation, window as w};
use crate::check::{Ask, Checked, Plan, Source, requests, source};
use crate::draft::page::ID;
use crate::draft::{Draft, Path};

/// What is looked at, by its position among its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A step of [`WALKTHROUGH`].
    Step(usize),
    /// One of [`PACKS`].
    Pack(usize),
    /// One of [`operations`].
    Operation(usize),
}

impl What {
    /// Everything that can be looked at.
    pub fn all() -> impl Iterator<Item = What> {
        let steps = (0..WALKTHROUGH.len()).map(What::Step);
        let packs = (0..PACKS.len()).map(What::Pack);
        steps
            .chain(packs)
            .chain((0..operations().count()).map(What::Operation))
    }
    /// Its stable name: `step-2`, `verify`, `GetMaintenanceWindow`.
    pub fn id(self) -> String {
        match self {
            What::Step(at) => ["step-", &(at + 1).to_string()].concat(),
            What::Pack(at) => PACKS.get(at).map_or("", |pack| pack.id).to_owned(),
            What::Operation(_) => self.operation().map_or("", |one| one.name).to_owned(),
        }
    }
    /// What has this name.
    pub fn named(id: &str) -> Option<What> {
        What::all().find(|what| what.id() == id)
    }
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            What::Step(at) => WALKTHROUGH.get(at).map_or("", |step| step.title),
            What::Pack(at) => PACKS.get(at).map_or("", |pack| pack.label),
            What::Operation(_) => self.operation().map_or("", |one| one.label),
        }
    }
    /// What it does, in a sentence or two.
    pub fn says(self) -> &'static str {
        match self {
            What::Step(at) => WALKTHROUGH.get(at).map_or("", |step| step.says),
            What::Pack(at) => PACKS.get(at).map_or("", |pack| pack.says),
            What::Operation(_) => self.operation().map_or("", |one| one.help),
        }
    }
    /// The operation, if it is one.
    pub fn operation(self) -> Option<&'static Operation> {
        match self {
            What::Operation(at) => operations().nth(at),
            What::Step(_) | What::Pack(_) => None,
        }
    }
    /// Its requests; `about` is the part that an operation is about, or the window.
    pub fn asks(self, draft: &Draft, about: &Path) -> Vec<Ask> {
        let window = about.window().unwrap_or_default();
        match self {
            What::Step(at) => WALKTHROUGH
                .get(at)
                .map(|step| asks_of(step, draft, &window))
                .unwrap_or_default(),
            What::Pack(at) => PACKS
                .get(at)
                .map(|pack| pack.asks(draft, Some(&window)))
                .unwrap_or_default(),
            What::Operation(_) => self
                .operation()
                .map(|operation| match has_form(operation) {
                    true => vec![Ask::typed(operation, about)],
                    false => Ask::creation(draft, operation, about),
                })
                .unwrap_or_default(),
        }
    }
    /// Its requests, checked and in one plan. `plan` is the plan of the same draft.
    pub fn check(self, draft: &Draft, plan: &Plan, about: &Path) -> Checked {
        let asks = self.asks(draft, about);
        if let What::Pack(at) = self
            && let Some(pack) = PACKS.get(at)
        {
            return pack.check(draft, plan, about.window().as_ref());
        }
        let stem = asks.first().map(|ask| ask.operation.command());
        requests(draft, plan, &asks, stem.unwrap_or_default(), self.says())
    }
}

/// The ids that a request sends, with their places in the draft, whether they are known or not.
///
/// `plan` is the one that the check of the request made.
pub fn ids(draft: &Draft, plan: &Plan, ask: &Ask) -> Vec<(&'static Field, Path)> {
    let mut all = Vec::new();
    for member in ask.operation.input {
        let field = member.field;
        let place = match source(draft, plan, ask, member) {
            Source::Plan(path) => {
                let is_id = path.name() == Some(ID)
                    || path.name() == Some(w::WINDOW_ID.name)
                    || path.is_in(&Draft::operations_path());
                is_id.then_some(path)
            }
            Source::Later(reference) => plan.source(reference).map(|request| {
                if *request.part() == Draft::operations_path() {
                    request.part().member(field.name)
                } else {
                    request.part().member(ID)
                }
            }),
            Source::Nothing | Source::Typed(_) | Source::Always(_) => None,
        };
        all.extend(place.map(|place| (field, place)));
    }
    all
}
