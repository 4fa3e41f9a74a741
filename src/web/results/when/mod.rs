//! «When it runs»: the timing of the shown window in a sentence, and under it
//! the list of its runs or a calendar.
//!
//! What a person asked to see is here; what they see is in `list` (with the
//! `picture` of one run) and `months`. What is not shown is not worked out.

mod list;
mod months;
mod picture;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::missing::{ToDos, to_do_list};
use super::tabs::{Tab, tab_id, tabs};
use crate::catalogue::window;
use crate::check::{Severity, Window};
use crate::draft::Draft;
use crate::preview::{RUNS, summary};
use crate::web::live::{flag, part, text, when};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The element that holds the list or the calendar.
const PANEL: &str = "runs-panel";
const TABS: [Tab; 2] = [
    Tab {
        id: "runs-list",
        label: "List",
        help: "Run by run, on each clock",
    },
    Tab {
        id: "runs-months",
        label: "Calendar",
        help: "Twelve months, with the days marked",
    },
];

/// What a person asked to see.
#[derive(Clone, Copy)]
struct Wish {
    /// Which of the tabs.
    shown: RwSignal<usize>,
    /// How many runs.
    runs: RwSignal<usize>,
    /// Whether those before are wanted.
    back: RwSignal<bool>,
    /// From which day on, as it was typed; nothing for now.
    from: RwSignal<String>,
    /// Whether dates without a run are listed too.
    quiet: RwSignal<bool>,
    /// The first month of the calendar; nothing for this one.
    month: RwSignal<String>,
}

impl Wish {
    fn new() -> Wish {
        Wish {
            shown: RwSignal::new(0),
            runs: RwSignal::new(RUNS),
            back: RwSignal::new(false),
            from: RwSignal::new(String::new()),
            quiet: RwSignal::new(false),
            month: RwSignal::new(String::new()),
        }
    }
    /// Other runs than before, so the first few of them.
    fn ask(self, from: &str, back: bool) {
        self.from.set(from.to_owned());
        self.back.set(back);
        self.runs.set(RUNS);
    }
}

/// What a preview depends on: drawn anew only when this changes.
fn shown_window(app: App) -> Derived<Option<Window>> {
    Derived::new(move || {
        let path = Draft::window_path(app.window.get());
        let mut window = app.checked.with(|checked| {
            checked
                .plan
                .windows()
                .iter()
                .find(|window| window.path == path)
                .cloned()
        })?;
        // Typing a name is no reason to work out the runs again.
        window.name.clear();
        Some(window)
    })
}

/// A window whose runs are shown.
#[derive(Debug, Clone, PartialEq, Default)]
struct Previewed {
    window: Option<Window>,
    says: String,
    /// Whether its runs can be shown: those that AWS refuses to have are no runs.
    runs: bool,
    /// Whether it is the window as it was before what is being typed became wrong.
    stale: bool,
}

/// The shown window; while its timing is half typed, what it was just before.
fn previewed(app: App, amiss: Derived<ToDos>) -> Derived<Previewed> {
    let now = shown_window(app);
    let last = StoredValue::new(Previewed::default());
    Derived::new(move || {
        let window = now.get();
        let says = window.as_ref().map(summary).unwrap_or_default();
        let runs = !says.is_empty() && amiss.with(ToDos::is_empty);
        let made = Previewed {
            window,
            says,
            runs,
            stale: false,
        };
        if runs {
            last.set_value(made.clone());
            return made;
        }
        let path = made.window.as_ref().map(|window| window.path.clone());
        let schedule = path.as_ref().map(|path| path.member(window::SCHEDULE.name));
        let typed = schedule.is_some_and(|at| app.draft.with(|draft| !draft.text(&at).is_empty()));
        let before = last.get_value();
        let same = before.window.as_ref().map(|window| &window.path) == path.as_ref();
        if before.runs && same && typed {
            Previewed {
                stale: true,
                ..before
            }
        } else {
            made
        }
    })
}

/// «When it runs».
pub fn when_it_runs() -> View {
    let app = app();
    let wish = Wish::new();
    let amiss = amiss(app);
    let made = previewed(app, amiss);
    let window = Derived::new(move || made.with(|made| made.window.clone()));
    let says = Derived::new(move || made.with(|made| made.says.clone()));
    let known = Derived::new(move || says.with(|says| !says.is_empty()));
    let runs = Derived::new(move || made.with(|made| made.runs));
    let stale = Derived::new(move || made.with(|made| made.stale));
    let listed = Derived::new(move || wish.shown.get() == 0);
    let tab = text(move || tab_id(TABS.get(wish.shown.get()).map_or("", |tab| tab.id)));
    let shown = move || {
        let tab = tab.clone();
        el("div")
            .attr("id", PANEL)
            .attr("role", "tabpanel")
            .attr("aria-labelledby", tab)
            .with(part(move || {
                if listed.get() {
                    list::list_of_runs(window, wish)
                } else {
                    months::calendar_of_runs(window, wish)
                }
            }))
            .view()
    };
    el("section")
        .class("card when")
        .attr("aria-labelledby", "when-it-runs")
        .with(all![
            el("header").with(all![
                el("h2").attr("id", "when-it-runs").with("When it runs"),
                when(runs, move || tabs(
                    "How the runs are shown",
                    PANEL,
                    TABS.to_vec(),
                    wish.shown
                ))
            ]),
            when(stale, move || all![
                el("p")
                    .class("hint")
                    .attr("role", "status")
                    .with("The runs below are those before your last change:"),
                to_do_list(app, amiss)
            ]),
            el("div")
                .class_if("stale", flag(move || stale.get()))
                .with(all![
                    when(known, move || sentence(says)),
                    part(move || if runs.get() {
                        shown()
                    } else {
                        none(app, known, amiss)
                    })
                ])
        ])
        .view()
}

/// The timing in words.
fn sentence(says: Derived<String>) -> View {
    el("p")
        .class("sentence")
        .with(all![part(move || rich(&says.get())), "."])
        .view()
}

/// The errors of the shown window's timing.
fn amiss(app: App) -> Derived<ToDos> {
    Derived::new(move || {
        let path = Draft::window_path(app.window.get());
        let timing = [
            &window::SCHEDULE,
            &window::SCHEDULE_TIMEZONE,
            &window::SCHEDULE_OFFSET,
            &window::START_DATE,
            &window::END_DATE,
        ];
        let paths: Vec<_> = timing.iter().map(|field| path.member(field.name)).collect();
        app.checked.with(|checked| {
            let found = checked
                .report
                .of(&path)
                .filter(|v| v.severity == Severity::Error && paths.contains(&v.path));
            ToDos::of(found, |_| "")
        })
    })
}

/// Why there are no runs to preview.
fn none(app: App, known: Derived<bool>, amiss: Derived<ToDos>) -> View {
    let existing = Derived::new(move || {
        let path = Draft::window_path(app.window.get());
        app.draft.with(|draft| draft.is_existing(&path))
    });
    let says = move || match existing.get() {
        _ if known.get() => "Before it can run:".to_owned(),
        true => "This window exists already: its schedule is with AWS, not here.".to_owned(),
        false => "Its next runs show here as soon as the schedule can be read.".to_owned(),
    };
    all![
        el("p").class("hint").with(text(says)),
        to_do_list(app, amiss)
    ]
}
