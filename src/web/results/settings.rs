//! The choices of the person about an output, drawn from the table of them:
//! those that are one of a few beside the pick, the others behind a fold.

use std::rc::Rc;

use leptos::prelude::*;

use super::what::select;
use crate::render::options::{Control, OFF, ON};
use crate::render::{FORMATS, Keeper, Options, SETTINGS, Setting};
use crate::web::dom::{View, all, el};
use crate::web::live::{self, Derived, flag, part, text};
use crate::web::rich::rich;
use crate::web::state::App;

fn mine(format: Derived<usize>) -> Vec<&'static Setting> {
    let format = FORMATS.get(format.get());
    let mine = |setting: &&Setting| format.is_some_and(|format| setting.matters(format));
    SETTINGS.iter().filter(mine).collect()
}

fn is_choice(setting: &Setting) -> bool {
    matches!(setting.control, Control::Choice(_))
}

/// The choices of a format that are one of a few.
pub fn choices(app: App, format: Derived<usize>) -> View {
    part(move || {
        mine(format)
            .into_iter()
            .filter_map(|setting| match setting.control {
                Control::Choice(all) => Some(choice(app, setting, all)),
                Control::Text { .. } | Control::Flag => None,
            })
            .collect()
    })
    .into()
}

fn choice(
    app: App,
    setting: &'static Setting,
    all: &'static [crate::render::options::Choice],
) -> View {
    let entry = |one: &'static crate::render::options::Choice| {
        let chosen = flag(move || app.options.with(|options| (setting.get)(options) == one.id));
        super::what::choice(one.id.to_owned(), chosen, one.label.to_owned())
    };
    let entries = all.iter().map(entry).collect();
    select(setting.label, setting.id, entries, move |value| {
        put(app, setting, &value)
    })
}

fn put(app: App, setting: &Setting, value: &str) {
    match setting.keeper {
        Keeper::Project(_) => app.draft.update(|draft| {
            setting.put(draft, &mut Options::default(), value);
        }),
        Keeper::Person => app.person.update(|options| {
            setting.set(options, value);
        }),
    }
}

/// The other choices of a format, behind a fold that says how many differ from the usual.
pub fn fold(app: App, format: Derived<usize>) -> View {
    part(move || {
        let others: Vec<&'static Setting> = mine(format)
            .into_iter()
            .filter(|setting| !is_choice(setting))
            .collect();
        if others.is_empty() {
            return View::none();
        }
        let shown = others.clone();
        let differs = text(move || {
            let usual = Options::default();
            let count = app.options.with(|options| {
                shown
                    .iter()
                    .filter(|setting| (setting.get)(options) != (setting.get)(&usual))
                    .count()
            });
            match count {
                0 => String::new(),
                count => [" · ", &count.to_string(), " set"].concat(),
            }
        });
        el("details")
            .class("settings")
            .with(all![
                el("summary")
                    .with(all![
                        "Region, profile and more",
                        el("span").class("count").with(differs)
                    ])
                    .attr("id", "settings"),
                el("div").class("settings-inside").with(
                    others
                        .into_iter()
                        .map(|setting| row(app, setting))
                        .collect::<View>()
                )
            ])
            .view()
    })
    .into()
}

fn row(app: App, setting: &'static Setting) -> View {
    let id = ["setting-", setting.id].concat();
    let help = [&id, "-help"].concat();
    let value = live::memo(move || {
        app.options
            .with(|options| (setting.get)(options).to_owned())
    });
    let explained = el("p")
        .class("hint")
        .attr("id", help.clone())
        .with(rich(setting.help));
    match setting.control {
        Control::Text { example, .. } => {
            let complaint =
                live::memo(move || app.options.with(|options| setting.complaint(options)));
            el("div")
                .class("choice")
                .with(all![
                    el("label").attr("for", id.clone()).with(setting.label),
                    el("input")
                        .attr("type", "text")
                        .attr("id", id)
                        .class("mono")
                        .attr("placeholder", example)
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "off")
                        .attr("spellcheck", "false")
                        .attr("aria-describedby", help)
                        .attr(
                            "aria-invalid",
                            live::mark(move || complaint.with(Option::is_some))
                        )
                        .bind(value, Rc::new(move |typed| put(app, setting, typed))),
                    el("div").attr("aria-live", "polite").with(part(move || {
                        complaint.get().map_or_else(View::none, |says| {
                            el("p").class("msg warn").with(rich(&says)).view()
                        })
                    })),
                    explained
                ])
                .view()
        }
        Control::Flag | Control::Choice(_) => el("div")
            .class("choice")
            .with(all![
                el("label").class("box").with(all![
                    el("input")
                        .attr("type", "checkbox")
                        .attr("id", id)
                        .attr("aria-describedby", help)
                        .prop("checked", flag(move || value.with(|value| value == ON)))
                        .on(
                            "change",
                            live::changed(move |input| {
                                put(app, setting, if input.checked() { ON } else { OFF })
                            })
                        ),
                    el("span").with(setting.label)
                ]),
                explained
            ])
            .view(),
    }
}
