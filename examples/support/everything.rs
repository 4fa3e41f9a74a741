//! Everything that the page does with a project, without the page: the whole
//! check, what is shown of when it runs, and every output in every shell.
//!
//! The fuzzer and the tests of the time budget share it.

use jiff::Timestamp;
use maintenance_window_builder::check::{Ask, Checked, Subject, check};
use maintenance_window_builder::draft::{Draft, Path};
use maintenance_window_builder::lifecycle::{self, PACKS};
use maintenance_window_builder::preview::{
    self, Ask as Runs, WeekStart, Years, calendar, timeline,
};
use maintenance_window_builder::render::options::Control;
use maintenance_window_builder::render::{Artifact, FORMATS, Options, SETTINGS, Wanted};

/// The outputs' settings that choose a shell or a version, in every combination.
#[allow(dead_code, reason = "shared: each program uses a part")]
pub fn all_options() -> Vec<Options> {
    let mut all = vec![Options::default()];
    for setting in SETTINGS {
        let Control::Choice(choices) = setting.control else {
            continue;
        };
        all = all
            .iter()
            .flat_map(|options| {
                choices.iter().map(|choice| {
                    let mut options = options.clone();
                    setting.set(&mut options, choice.id);
                    options
                })
            })
            .collect();
    }
    all
}

/// Every artifact of a plan in every format, shell and version.
#[allow(dead_code, reason = "shared: each program uses a part")]
pub fn outputs(checked: &Checked, look: &mut dyn FnMut(&Artifact)) {
    for options in all_options() {
        for format in FORMATS {
            let differs = SETTINGS.iter().any(|setting| {
                setting.matters(format) && matches!(setting.control, Control::Choice(_))
            });
            // A format that knows no shell says the same for each.
            if differs || options == Options::default() {
                (format.render)(&checked.plan, &options, Wanted::All)
                    .iter()
                    .for_each(&mut *look);
            }
        }
    }
}

/// All that is shown of when the windows of a plan run.
#[allow(dead_code, reason = "shared: each program uses a part")]
pub fn previews(checked: &Checked, now: Timestamp) {
    let windows = checked.plan.windows();
    for (at, window) in windows.iter().enumerate().take(3) {
        let _ = preview::summary(window);
        for ask in [Runs::next(now), Runs::next(now).back()] {
            let _ = preview::preview(window, &ask, None, &|_, _| None);
        }
        let _ = timeline(window, windows, now, None);
        let _ = calendar(window, now, "", 12, WeekStart::Monday);
        let _ = Years::default().together(at, windows, now);
    }
}

/// The requests of the windows' later life, each about one part of each kind.
#[allow(dead_code, reason = "shared: each program uses a part")]
pub fn later(draft: &Draft, checked: &Checked, look: &mut dyn FnMut(&Checked)) {
    for operation in lifecycle::operations() {
        let subjects = lifecycle::subjects(draft, operation);
        if let Some(subject) = subjects.first() {
            let typed = matches!(Subject::of(operation), Subject::Execution)
                || operation.returns.is_empty();
            let ask = Ask {
                typed,
                ..Ask::plain(operation, subject)
            };
            look(&lifecycle::request(draft, &checked.plan, &ask));
            let _ = lifecycle::sample(draft, &checked.plan, &ask);
        }
    }
    for pack in PACKS {
        look(&pack.check(draft, &checked.plan, None));
    }
    let first = draft.windows().first();
    if let Some(window) = first.map(|row| Draft::window_path(row.id)) {
        let _ = lifecycle::walkthrough(draft, &checked.plan, &window);
    }
}

/// The first field of the first window, where a key is pressed.
#[allow(dead_code, reason = "shared: each program uses a part")]
pub fn a_field(draft: &Draft) -> Option<Path> {
    let first = draft.windows().first()?;
    Some(Draft::window_path(first.id).member("Name"))
}

/// The whole check of a project.
#[allow(dead_code, reason = "shared: each program uses a part")]
pub fn checked(draft: &Draft, now: Timestamp) -> Checked {
    check(draft, now)
}
