//! The dialog that duplicates a window: for another stage, with a word replaced,
//! or for the next ring, some days later.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::focus_soon;
use crate::catalogue::window;
use crate::check::{Changes, Copied, Moved, NotMoved, copy_window};
use crate::draft::{Draft, Path};
use crate::schedule;
use crate::web::live::{self, button, flag, mark, some};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The most days that a copy runs later: a year.
const MOST_DAYS: u32 = 366;
/// Days that rings of a rollout are often apart, with what a button says.
const APART: [(&str, &str); 4] = [
    ("0", "Same days"),
    ("1", "1 day later"),
    ("7", "1 week later"),
    ("14", "2 weeks later"),
];

/// What a person asked for.
#[derive(Clone, Copy)]
struct Asked {
    word: RwSignal<String>,
    with: RwSignal<String>,
    days: RwSignal<String>,
}

impl Asked {
    fn days(self) -> Option<u32> {
        let days = self.days.with(|days| days.trim().parse().ok());
        days.filter(|days| *days <= MOST_DAYS)
    }
    fn changes(self) -> Option<Changes> {
        Some(Changes {
            word: self.word.get().trim().to_owned(),
            with: self.with.get().trim().to_owned(),
            days: self.days()?,
        })
    }
}

/// The dialog about the window at a path, shown while `open`.
pub fn dialog(original: &Path, open: RwSignal<bool>) -> View {
    let original = original.clone();
    crate::web::dialog::dialog(
        "duplicate-title",
        "Duplicate this window",
        open,
        move |open| inside(&original, open),
    )
}

fn inside(original: &Path, open: RwSignal<bool>) -> View {
    let app = app();
    let asked = Asked {
        word: RwSignal::new(String::new()),
        with: RwSignal::new(String::new()),
        days: RwSignal::new("0".to_owned()),
    };
    let from = original.clone();
    let outcome = Derived::new(move || tried(app, &from, &asked.changes()?));
    let from = original.clone();
    let duplicate = move || {
        if let Some(changes) = asked.changes() {
            open.set(false);
            carry_out(app, &from, &changes);
        }
    };
    let ready = Derived::new(move || asked.days().is_some());
    let press = duplicate.clone();
    let enter = live::keys(move |event| {
        if event.key() == "Enter" && ready.get_untracked() {
            event.prevent_default();
            press();
        }
    });
    all![
        el("p")
            .class("hint")
            .with("The copy has the same targets and tasks, without the ids that AWS gave them."),
        el("div").class("asks").on("keydown", enter).with(all![
            typed(
                "duplicate-word",
                "Replace",
                "prod",
                asked.word,
                flag(|| false)
            ),
            typed("duplicate-with", "with", "dev", asked.with, flag(|| false)),
            typed(
                "duplicate-days",
                "Days later",
                "7",
                asked.days,
                flag(move || !ready.get())
            )
        ]),
        el("div")
            .class("presets")
            .attr("role", "group")
            .attr("aria-label", "Often used")
            .with(
                APART
                    .iter()
                    .map(|(days, says)| apart(asked, days, says))
                    .collect::<View>()
            ),
        el("div").attr("aria-live", "polite").with(some(move || {
            Some(outcome.get().map_or_else(
                || {
                    let most = MOST_DAYS.to_string();
                    el("p")
                        .class("msg err")
                        .with(["Days later must be a whole number from 0 to ", &most].concat())
                        .view()
                },
                preview,
            ))
        })),
        el("div").class("bar").with(all![
            el("button")
                .attr("type", "button")
                .class("btn main")
                .attr("disabled", flag(move || !ready.get()))
                .on("click", live::click(duplicate))
                .with("Duplicate"),
            button("btn", "Cancel", move || open.set(false))
        ])
    ]
}

fn typed(
    id: &'static str,
    label: &'static str,
    example: &'static str,
    text: RwSignal<String>,
    wrong: live::Live<bool>,
) -> View {
    el("div")
        .class("one")
        .with(all![
            el("label").attr("for", id).with(label),
            el("input")
                .attr("type", "text")
                .attr("id", id)
                .attr("size", "10")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("placeholder", ["e.g. ", example].concat())
                .attr("aria-invalid", mark(move || wrong()))
                .bind(
                    Derived::new(move || text.get()),
                    live::put(move |typed| text.set(typed.to_owned()))
                )
        ])
        .view()
}

fn apart(asked: Asked, days: &'static str, says: &'static str) -> View {
    el("button")
        .attr("type", "button")
        .class("preset")
        .attr(
            "aria-pressed",
            live::text(move || (asked.days.with(|now| now.trim() == days)).to_string()),
        )
        .on(
            "click",
            live::click(move || asked.days.set(days.to_owned())),
        )
        .with(says)
        .view()
}

/// What a copy would be.
#[derive(Clone, PartialEq)]
struct Outcome {
    name: String,
    word: String,
    schedule: String,
    copied: Copied,
}

fn tried(app: App, original: &Path, changes: &Changes) -> Option<Outcome> {
    let mut draft = app.draft.get();
    let copied = copy_window(&mut draft, original, changes, app.now.get_untracked())?;
    let copy = original.parent()?.row(copied.window);
    let text = |name: &'static str| draft.text(&copy.member(name)).to_owned();
    let zone = schedule::Zone::parse(&text(window::SCHEDULE_TIMEZONE.name));
    let offset = text(window::SCHEDULE_OFFSET.name)
        .trim()
        .parse()
        .unwrap_or(0);
    let schedule = text(window::SCHEDULE.name);
    let zone = zone.unwrap_or_else(|_| schedule::Zone::utc());
    Some(Outcome {
        name: text(window::NAME.name),
        word: changes.word.clone(),
        schedule: crate::preview::soon(&schedule, offset, &zone, app.now.get_untracked()),
        copied,
    })
}

fn preview(outcome: Outcome) -> View {
    let Outcome {
        name,
        word,
        schedule,
        copied,
    } = outcome;
    let replaced = (!word.is_empty()).then(|| {
        let says = match copied.replaced {
            0 => ["`", &word, "` is not a word of this window"].concat(),
            1 => ["`", &word, "` is replaced in 1 place"].concat(),
            many => [
                "`",
                &word,
                "` is replaced in ",
                &many.to_string(),
                " places",
            ]
            .concat(),
        };
        el("li").with(rich(&says)).view()
    });
    let runs = (!schedule.is_empty()).then(|| el("li").with(["Runs ", &schedule].concat()).view());
    let warning = match copied.schedule {
        Ok(Moved::Later(Some(day))) => Some(format!(
            "The run on {day} is after the next Patch Tuesday: it installs other patches than the window it follows"
        )),
        Ok(_) => None,
        Err(NotMoved::NotLater(why)) => Some(why.to_string()),
        Err(NotMoved::Unknown) => {
            Some("The schedule cannot be moved by days: change it in the copy".to_owned())
        }
    };
    all![
        el("ul").class("effects").with(all![
            (!name.is_empty()).then(|| el("li")
                .with(rich(&["Name: `", &name, "`"].concat()))
                .view()),
            replaced,
            runs
        ]),
        warning.map(|text| el("p").class("msg warn").with([&text, "."].concat()).view())
    ]
}

fn carry_out(app: App, original: &Path, changes: &Changes) {
    let now = app.now.get_untracked();
    let mut new = None;
    app.change("Duplicated the window", |draft| {
        new = copy_window(draft, original, changes, now).map(|copied| copied.window);
    });
    let Some(new) = new else { return };
    app.window.set(new);
    focus_soon(vec![
        Draft::window_path(new).member(window::NAME.name).anchor(),
    ]);
}
