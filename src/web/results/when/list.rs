//! The list of runs on each clock: the next ones, more of them, those before,
//! those from a chosen day on.
//!
//! A day that was typed stays as it was typed; one that is none changes nothing.

use crate::web::dom::{Item, View, all, el, list};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::{Wish, picture};
use crate::check::Window;
use crate::preview::{Ask, Cell, Line, Preview, RUNS, is_day, preview, timeline};
use crate::schedule::{Zone, tz_data_version};
use crate::web::browser;
use crate::web::live::{changed, click, flag, mark, part, put, some, text};
use crate::web::rich::rich;
use crate::web::state::app;

/// Where a day is typed.
const FROM: &str = "runs-from";
/// The table, for the keyboard.
pub(super) const TABLE: &str = "runs";
/// Who looked at so many may want more at once.
const FEW: usize = 50;
/// As many as anybody reads.
const MOST: usize = 500;

/// The picture of the next run, what to list, and the list.
pub(super) fn list_of_runs(window: Derived<Option<Window>>, wish: Wish) -> View {
    let app = app();
    let viewer = StoredValue::new(Zone::parse(&browser::zone()).ok());
    let ask = Derived::new(move || {
        let next = Ask::next(app.now.get()).runs(wish.runs.get());
        let ask = if wish.back.get() { next.back() } else { next };
        window.with(|window| {
            let timing = window.as_ref()?.timing.as_ref()?;
            Some(ask.on(wish.from.get().trim(), &timing.zone))
        })
    });
    let made = Derived::new(move || {
        let ask = ask.get()?;
        let witness = |zone: &Zone, at| browser::wall(zone.name(), at);
        window.with(|window| {
            viewer.with_value(|viewer| preview(window.as_ref()?, &ask, viewer.as_ref(), &witness))
        })
    });
    // Without the shown one, whose name is typed: that is no reason to draw it again.
    let others = Derived::new(move || {
        let shown = window.with(|window| window.as_ref().map(|window| window.path.clone()));
        app.checked.with(|checked| {
            let all = checked.plan.windows().iter();
            all.filter(|other| Some(&other.path) != shown.as_ref())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let line = Derived::new(move || {
        let ask = ask.get()?;
        let from = ask.from.filter(|_| !ask.back);
        window
            .with(|window| others.with(|others| timeline(window.as_ref()?, others, ask.now, from)))
    });
    all![
        some(move || line.get().map(picture::picture)),
        asking(wish),
        table(made, wish)
    ]
}

/// Which runs: the next or those before, from which day.
fn asking(wish: Wish) -> View {
    let from = Derived::new(move || wish.from.get());
    // Of the signal, not of the memo above: an effect that reads a memo both
    // directly and through another one misses its change.
    let wrong = Derived::new(move || {
        wish.from
            .with(|from| !from.trim().is_empty() && !is_day(from.trim()))
    });
    let way = |back: bool, says: &'static str| {
        el("label")
            .with(all![
                el("input")
                    .attr("type", "radio")
                    .attr("name", "runs-way")
                    .prop("checked", flag(move || wish.back.get() == back))
                    .on(
                        "change",
                        changed(move |_| wish.ask(&from.get_untracked(), back))
                    ),
                el("span").with(says)
            ])
            .view()
    };
    let label = move || if wish.back.get() { "up to" } else { "from" }.to_owned();
    let typed = put(move |typed| wish.ask(typed, wish.back.get_untracked()));
    all![
        el("div")
            .class("asking")
            .attr("role", "group")
            .attr("aria-label", "Which runs are listed")
            .with(all![
                el("div")
                    .class("seg")
                    .attr("role", "radiogroup")
                    .attr("aria-label", "Runs")
                    .with(all![way(false, "Next"), way(true, "Earlier")]),
                el("div").class("from-day").with(all![
                    el("label").attr("for", FROM).with(text(label)),
                    el("input")
                        .attr("type", "text")
                        .attr("id", FROM)
                        .class("mono")
                        .attr("size", "10")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr("placeholder", "YYYY-MM-DD")
                        .attr("aria-describedby", "runs-from-said")
                        .attr("aria-invalid", mark(move || wrong.get()))
                        .bind(from, typed),
                    el("button")
                        .attr("type", "button")
                        .class("btn quiet small")
                        .attr("disabled", flag(move || from.with(String::is_empty)))
                        .on(
                            "click",
                            click(move || {
                                wish.ask("", wish.back.get_untracked());
                                browser::focus(FROM);
                            })
                        )
                        .with("Today")
                ])
            ]),
        el("p")
            .class("hint")
            .attr("id", "runs-from-said")
            .attr("aria-live", "polite")
            .attr("hidden", flag(move || !wrong.get()))
            .with(text(move || if wrong.get() {
                "This is no day like 2026-12-31; the runs are listed from today.".to_owned()
            } else {
                String::new()
            }))
    ]
}

/// A memo of a part of the preview.
fn of<T: PartialEq + Clone + Default + Send + Sync + 'static>(
    made: Derived<Option<Preview>>,
    take: fn(&Preview) -> T,
) -> Derived<T> {
    Derived::new(move || made.with(|preview| preview.as_ref().map(take).unwrap_or_default()))
}

fn table(made: Derived<Option<Preview>>, wish: Wish) -> View {
    let lines = of(made, |preview| preview.lines.clone());
    let clocks = of(made, |preview| {
        preview
            .clocks
            .iter()
            .map(|clock| clock.label.clone())
            .collect::<Vec<_>>()
    });
    let ends = of(made, |preview| preview.ends);
    let agrees = of(made, |preview| preview.agrees == Some(true));
    let quiet = of(made, |preview| preview.quiet.clone());
    let assumes = of(made, |preview| preview.assumes);
    let any = Derived::new(move || lines.with(|lines| lines.iter().any(|line| line.runs)));
    let end = move || {
        let back = wish.back.get();
        match (any.get(), ends.get()) {
            (false, _) if back => "No earlier run is known. ",
            (true, true) if back => "Before that it did not run. ",
            (false, _) => "It never runs. ",
            (true, true) => "After that it runs no more. ",
            (true, false) => "",
        }
        .to_owned()
    };
    let foot = move || {
        let agrees = if agrees.get() {
            "; it agrees with this browser"
        } else {
            ""
        };
        let key =
            "Bold: the start; then from when no new task starts, and the end. Time-zone data ";
        [key, tz_data_version(), agrees, "."].concat()
    };
    let head = move || {
        let cell = |clock| el("th").attr("scope", "col").with(clock).view();
        clocks.get().into_iter().map(cell).collect::<View>()
    };
    let rows = list(move || {
        let all = wish.quiet.get();
        let lines = lines.get().into_iter().filter(|line| all || !line.quiet);
        lines
            .map(|line| Item::new(&line.clone(), move || line_view(line)))
            .collect()
    });
    let step = move || if wish.runs.get() < FEW { RUNS } else { FEW };
    let more = el("button")
        .attr("type", "button")
        .class("btn quiet small")
        .attr(
            "hidden",
            flag(move || ends.get() || !any.get() || wish.runs.get() >= MOST),
        )
        .on(
            "click",
            click(move || {
                wish.runs
                    .update(|runs| *runs += if *runs < FEW { RUNS } else { FEW })
            }),
        )
        .with(text(move || [&step().to_string(), " more"].concat()));
    let missing = el("button")
        .attr("type", "button")
        .class("btn quiet small")
        .attr("hidden", flag(move || quiet.with(String::is_empty)))
        .attr("aria-pressed", text(move || wish.quiet.get().to_string()))
        .on(
            "click",
            click(move || wish.quiet.update(|quiet| *quiet = !*quiet)),
        )
        .with(text(move || {
            let verb = if wish.quiet.get() { "Hide " } else { "Show " };
            [verb, &quiet.get()].concat()
        }));
    let caption = move || {
        let which = if wish.back.get() { "Earlier" } else { "Next" };
        [which, " runs: start, from when no new task is started, end"].concat()
    };
    all![
        some(move || {
            let assumes = assumes.get();
            (!assumes.is_empty()).then(|| {
                el("p")
                    .class("hint assumes")
                    .with(all![assumes, "."])
                    .view()
            })
        }),
        el("div")
            .class("runs")
            .attr("id", TABLE)
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Runs")
            .with(el("table").with(all![
                el("caption").class("sr-only").with(text(caption)),
                el("thead").with(el("tr").with(part(head))),
                el("tbody").with(rows)
            ])),
        el("div").class("more").with(all![more, missing]),
        el("p").class("hint").with(all![text(end), text(foot)])
    ]
}

fn line_view(line: Line) -> View {
    let Line {
        cells,
        mark,
        says,
        runs,
        warns,
        base,
        quiet: _,
    } = line;
    let span = cells.len().max(1).to_string();
    let badge = if warns { "badge" } else { "badge quiet" };
    let based = || {
        (!base.is_empty()).then(|| {
            el("span").class("base").with(all![
                el("span").class("sr-only").with("from "),
                base.as_str()
            ])
        })
    };
    let mark = move || mark.map(|mark| el("span").class(badge).with(mark).view());
    if !runs {
        let day = cells
            .into_iter()
            .next()
            .map(|cell| format!("{}, {}", cell.day, cell.time));
        return el("tr")
            .class("off")
            .with(all![
                el("th").attr("scope", "row").with(all![day, based()]),
                el("td").attr("colspan", "9").with(all![
                    mark(),
                    " ",
                    el("span").class("says").with(rich(&says))
                ])
            ])
            .view();
    }
    let mut badge = says.is_empty().then(mark).flatten();
    let cells = cells
        .into_iter()
        .enumerate()
        .map(|(at, cell)| {
            let inside = cell_view(cell, badge.take());
            if at == 0 {
                el("th")
                    .attr("scope", "row")
                    .with(all![inside, based()])
                    .view()
            } else {
                el("td").with(inside).view()
            }
        })
        .collect::<Vec<_>>();
    let why = (!says.is_empty()).then(|| {
        el("tr")
            .class("doubt")
            .with(el("td").attr("colspan", span).with(all![
                mark(),
                " ",
                el("span").class("says").with(rich(&says))
            ]))
    });
    all![el("tr").with(cells), why]
}

fn cell_view(cell: Cell, badge: Option<View>) -> View {
    let day = (!cell.day.is_empty()).then(|| all![el("span").class("day").with(cell.day), " "]);
    let then = (!cell.end.is_empty()).then(|| {
        el("span").class("then").with(all![
            el("span").class("sr-only").with("no new task from "),
            cell.last,
            el("span").attr("aria-hidden", "true").with(" · "),
            el("span").class("sr-only").with(", ends "),
            cell.end
        ])
    });
    all![
        el("time")
            .attr("datetime", cell.stamp)
            .with(all![day, el("b").with(cell.time)]),
        badge,
        then
    ]
}
