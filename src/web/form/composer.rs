//! The composer: a schedule for people who speak no cron.
//!
//! Draws the forms of the schedule engine's own table. What the two fields say
//! is read back into a form where there is one, so nothing is kept twice; only
//! answers that are not right yet are held here, beside what they leave as it is.

use crate::web::dom::{El, View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::places::focus_soon;
use super::spot::Spot;
use crate::catalogue::window;
use crate::draft::Path;
use crate::schedule::compose::{Choice, Control, Input, KINDS, Kind};
use crate::web::live::{self, changed, flag, put, some, text};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The texts of Schedule and Schedule offset.
type Texts = (String, String);

/// Answers, those of the forms that were left, and what the two fields say meanwhile.
#[derive(Clone, PartialEq)]
struct Held {
    choice: Choice,
    left: Vec<Choice>,
    beside: Texts,
}

/// What the composer reads and writes.
#[derive(Clone, Copy)]
struct Composer {
    app: App,
    schedule: StoredValue<Path>,
    texts: Derived<Texts>,
    held: RwSignal<Option<Held>>,
    choice: Derived<Option<Choice>>,
}

/// The composer of a schedule.
pub fn composer(spot: &Spot) -> View {
    let app = app();
    let texts = app.read(&spot.path, {
        let (schedule, offset) = (spot.path.clone(), offset_of(&spot.path));
        move |draft| {
            let text = |path: &Path| draft.text(path).to_owned();
            (
                text(&schedule),
                offset.as_ref().map(text).unwrap_or_default(),
            )
        }
    });
    let held = RwSignal::new(None::<Held>);
    let choice = live::memo(move || {
        texts.with(|texts| {
            let held = held.get().filter(|held| held.beside == *texts);
            held.map(|held| held.choice)
                .or_else(|| Choice::read_texts(&texts.0, &texts.1))
        })
    });
    let composer = Composer {
        app,
        schedule: StoredValue::new(spot.path.clone()),
        texts,
        held,
        choice,
    };
    let kind =
        live::memo(move || choice.with(|choice| choice.as_ref().map_or("", |c| c.kind().id)));
    let id = [&spot.id(), "-compose-"].concat();
    let kinds = KINDS
        .iter()
        .map(|one| {
            el("label")
                .attr("title", one.label)
                .with(all![
                    el("input")
                        .attr("type", "radio")
                        .attr("name", [&id, "kind"].concat())
                        .attr("value", one.id)
                        .prop("checked", flag(move || kind.with(|kind| *kind == one.id)))
                        .on("change", changed(move |_| composer.take(one))),
                    el("span").with(one.short)
                ])
                .view()
        })
        .collect::<View>();
    let beyond = live::memo(move || {
        choice.with(Option::is_none) && texts.with(|texts| !texts.0.trim().is_empty())
    });
    let says = move || match (kind.get(), beyond.get()) {
        ("", true) => {
            "This expression says more than these choices can. It stays as it is until one is chosen."
        }
        ("", false) => "Choose how often it runs.",
        (id, _) => Kind::of(id).map_or("", |kind| kind.label),
    };
    let answers = some(move || {
        let kind = Kind::of(kind.get())?;
        let asks = kind.inputs.iter().map(|input| composer.ask(&id, input));
        Some(el("div").class("asks").with(asks.collect::<View>()).view())
    });
    all![
        el("div")
            .class("seg kinds")
            .attr("role", "radiogroup")
            .attr("aria-label", "How often it runs")
            .with(kinds),
        el("p")
            .class("says")
            .class_if("soft", flag(move || kind.get().is_empty()))
            .attr("aria-live", "polite")
            .with(text(move || says().to_owned())),
        answers
    ]
}

impl Composer {
    /// Another form, with the answers that fit.
    fn take(self, kind: &'static Kind) {
        let mut left = self.left();
        let new = match self.choice.get_untracked() {
            Some(choice) => {
                left.push(choice.clone());
                choice.switched(kind, &left)
            }
            None => Choice::new(kind),
        };
        self.put(new, left);
    }
    /// The forms that were left while the fields said what they say now.
    fn left(self) -> Vec<Choice> {
        let held = self.held.get_untracked();
        let held = held.filter(|held| self.texts.with_untracked(|texts| held.beside == *texts));
        held.map(|held| held.left).unwrap_or_default()
    }
    fn answer(self, input: &'static Input, answer: &str) {
        if let Some(mut choice) = self.choice.get_untracked() {
            choice.set(input.id, answer);
            self.put(choice, self.left());
        }
    }
    /// Writes what the answers make; answers that are not right yet leave the fields as they are.
    fn put(self, choice: Choice, left: Vec<Choice>) {
        let now = self.texts.get_untracked();
        let written = choice.write().ok();
        self.held.set(Some(Held {
            choice,
            left,
            beside: written.clone().unwrap_or_else(|| now.clone()),
        }));
        if let Some(written) = written.filter(|written| *written != now) {
            self.schedule
                .with_value(|path| replace(self.app, path, &written.0, &written.1));
        }
    }
    fn ask(self, id: &str, input: &'static Input) -> View {
        let choice = self.choice;
        let answer = live::memo(move || {
            choice.with(|choice| {
                choice
                    .as_ref()
                    .map_or("", |c| c.answer(input.id))
                    .to_owned()
            })
        });
        let flaw = live::memo(move || {
            let flaws = choice.with(|choice| choice.as_ref()?.composed().err())?;
            let flaw = flaws.into_iter().find(|flaw| flaw.input == input.id)?;
            Some(flaw.message)
        });
        let id = [id, input.id].concat();
        let flaw_id = [&id, "-flaw"].concat();
        let typed = put(move |typed| self.answer(input, typed));
        let dressed = |control: El| {
            control
                .attr("id", id.clone())
                .attr("aria-describedby", flaw_id.clone())
                .attr(
                    "aria-invalid",
                    live::mark(move || {
                        flaw.with(Option::is_some) && answer.with(|a| !a.is_empty())
                    }),
                )
        };
        let line = |kind: &'static str, keys: &'static str, size: &'static str| {
            dressed(el("input"))
                .attr("type", kind)
                .attr("inputmode", keys)
                .attr("size", size)
                .attr("autocomplete", "off")
                .bind(answer, typed.clone())
                .view()
        };
        let control = match input.control {
            Control::Whole { .. } => line("text", "numeric", "4"),
            Control::Time => line("text", "text", "8"),
            Control::DateTime => line("datetime-local", "text", "20"),
            Control::OneOf(all) => {
                let options = all
                    .iter()
                    .map(|(value, says)| el("option").attr("value", *value).with(*says).view());
                dressed(el("select"))
                    .with(options.collect::<View>())
                    .bind(answer, typed.clone())
                    .view()
            }
            Control::SomeOf(all) => {
                let boxes = all
                    .iter()
                    .map(|(value, says)| self.tick(input, answer, value, says));
                el("div")
                    .class("seg")
                    .attr("id", id.clone())
                    .attr("role", "group")
                    .attr("aria-label", input.label)
                    .attr("aria-describedby", flaw_id.clone())
                    .with(boxes.collect::<View>())
                    .view()
            }
        };
        let label = match input.control {
            Control::SomeOf(_) => el("span").attr("aria-hidden", "true"),
            _ => el("label").attr("for", id.clone()),
        };
        let said = some(move || {
            let flaw = flaw.get()?;
            Some(el("span").class("flaw").with(rich(&flaw)).view())
        });
        el("div")
            .class("one")
            .with(all![
                label.with(input.label),
                control,
                el("span")
                    .attr("id", flaw_id)
                    .attr("aria-live", "polite")
                    .with(said)
            ])
            .view()
    }
    /// The box of one of several.
    fn tick(
        self,
        input: &'static Input,
        answer: Derived<String>,
        value: &'static str,
        says: &'static str,
    ) -> View {
        let toggle = changed(move |_| {
            let now = answer.get_untracked();
            self.answer(input, &input.toggled(&now, value));
        });
        el("label")
            .attr("title", says)
            .with(all![
                el("input")
                    .attr("type", "checkbox")
                    .attr("aria-label", says)
                    .prop(
                        "checked",
                        flag(move || answer.with(|answer| Input::holds(answer, value)))
                    )
                    .on("change", toggle),
                el("span")
                    .attr("aria-hidden", "true")
                    .with(says.get(..3).unwrap_or(says))
            ])
            .view()
    }
}

fn offset_of(schedule: &Path) -> Option<Path> {
    let window = schedule.parent()?;
    Some(window.member(window::SCHEDULE_OFFSET.name))
}

/// Puts a schedule and its offset in place of what is there.
pub fn replace(app: App, schedule: &Path, text: &str, days: &str) {
    let Some(offset) = offset_of(schedule) else {
        return;
    };
    let put = |draft: &mut crate::draft::Draft| {
        draft.set(schedule, text);
        draft.set(&offset, days);
    };
    let (typed, later) = app.draft.with_untracked(|draft| {
        (
            draft.text(schedule).to_owned(),
            draft.text(&offset).to_owned(),
        )
    });
    // What a person wrote comes back with a click; what the composer can say is a click away anyway.
    if typed.trim().is_empty() && later.trim().is_empty()
        || Choice::read_texts(&typed, &later).is_some()
    {
        app.draft.update(put);
    } else {
        app.change(&["Replaced the schedule ", &typed].concat(), put);
    }
}

/// The button that opens the composer, and the composer once it is open: by
/// itself for a schedule that nobody wrote yet.
pub fn opener(spot: &Spot) -> (View, View) {
    let app = app();
    let text_now = app.text(&spot.path);
    // Once seen blank it stays open: a schedule that is being written must not fold it away.
    let blank = StoredValue::new(false);
    let chosen = RwSignal::new(None::<bool>);
    let open = live::memo(move || {
        if text_now.with(String::is_empty) {
            blank.set_value(true);
        }
        chosen.get().unwrap_or(blank.get_value())
    });
    let id = [&spot.id(), "-compose"].concat();
    let first = id.clone();
    let toggle = live::click(move || {
        let now = !open.get_untracked();
        chosen.set(Some(now));
        if now {
            focus_soon(vec![first.clone()]);
        }
    });
    let button = el("button")
        .attr("type", "button")
        .class("btn small compose")
        .attr("aria-expanded", text(move || open.get().to_string()))
        .attr("aria-controls", id.clone())
        .on("click", toggle)
        .with("Compose");
    let spot = spot.clone();
    let body = el("div")
        .class("composer")
        .attr("id", id)
        .attr("hidden", flag(move || !open.get()))
        .with(live::when(open, move || composer(&spot)));
    (button.view(), body.view())
}
