//! After creation: every operation with its answer, the walkthrough, and packs
//! of requests for one purpose.
//!
//! It is data and pure functions above `check`: what to ask in which order
//! ([`WALKTHROUGH`], [`PACKS`]), what an answer looks like ([`sample`]), means
//! and teaches ([`reading`]), and where the ids in it belong ([`absorb`]). It
//! sends nothing and knows nothing of output formats or the page.

mod absorb;
mod absorbed;
mod answer;
mod compare;
mod gives;
mod hanging;
mod id;
mod lists;
mod operations;
mod packs;
mod reading;
mod refusal;
mod sample;
mod walkthrough;
mod what;

pub use absorb::{absorb, absorb_script, accept, carried, forget, keeps};
pub use absorbed::Absorbed;
pub use compare::{Compared, Comparison, Verdict, compare_schedule, differs};
pub use hanging::{put_id, release, says_removed};
pub use operations::{changes_in_part, has_form, named, operations, subjects, subjects_in};
pub use packs::{PACKS, Pack, pack};
pub use reading::{Reading, reading};
pub use refusal::{Offer, Refusal};
pub use sample::sample;
pub use walkthrough::{Each, Lesson, Step, WALKTHROUGH, lesson, walkthrough};
pub use what::{What, ids};

use crate::check::{Ask, Checked, Plan, Source, Value, requests};
use crate::draft::{Draft, Path};
use crate::render::variables::variable_of;

/// Checks one request as a plan of its own.
pub fn request(draft: &Draft, plan: &Plan, ask: &Ask) -> Checked {
    requests(
        draft,
        plan,
        std::slice::from_ref(ask),
        ask.operation.command(),
        ask.operation.help,
    )
}

/// What an empty field of a form shows: what is sent in its place.
///
/// `plan` is the one that the check of the request made: it knows the names of what is not known yet.
pub fn shown(draft: &Draft, plan: &Plan, source: &Source) -> String {
    match source {
        Source::Nothing | Source::Typed(_) => String::new(),
        Source::Plan(path) => match draft.text(path) {
            "" => "as in the plan".to_owned(),
            text => text.to_owned(),
        },
        Source::Later(reference) => ["$", &variable_of(plan, *reference)].concat(),
        Source::Always(value) => match value {
            Value::Text(text) => text.clone(),
            Value::Whole(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::List(_)
            | Value::Group(_)
            | Value::Map(_)
            | Value::Blob(_)
            | Value::Reference(_) => String::new(),
        },
    }
}

/// Compares what AWS answered to `describe-maintenance-window-schedule` with when a window of the draft runs.
///
/// # Errors
/// When the schedule can't be read, or the text is no such answer.
pub fn compare(
    draft: &Draft,
    plan: &Plan,
    window: &Path,
    pasted: &str,
) -> Result<Comparison, String> {
    let timing = plan
        .windows()
        .iter()
        .find(|one| one.path == *window)
        .and_then(|one| one.timing.as_ref())
        .ok_or("The schedule of this window is not known here")?;
    let id = draft.text(&hanging::window_id(draft, window));
    let id = Some(id).filter(|id| !id.is_empty());
    compare_schedule(timing, plan.at(), id, pasted)
}
