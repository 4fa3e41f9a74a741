//! «When it runs»: the timing of the shown window in a sentence, as a band,
//! and as the list of its next runs on three clocks.

use crate::web::dom::{View, all, el, svg};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::missing::{ToDo, to_do_list};
use crate::catalogue::window;
use crate::check::{Severity, Window};
use crate::draft::Draft;
use crate::preview::{Ask, Band, Cell, Line, Preview, RUNS, preview};
use crate::schedule::{Zone, tz_data_version};
use crate::web::browser;
use crate::web::dom::{Item, list};
use crate::web::live::{part, text};
use crate::web::rich::rich;
use crate::web::state::{App, app};

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

/// «When it runs».
pub fn when_it_runs() -> View {
    let app = app();
    let viewer = StoredValue::new(Zone::parse(&browser::zone()).ok());
    let window = shown_window(app);
    let made = Derived::new(move || {
        let now = app.now.get();
        let witness = |zone: &Zone, at| browser::wall(zone.name(), at);
        window.with(|window| {
            viewer.with_value(|viewer| {
                preview(window.as_ref()?, &Ask::next(now), viewer.as_ref(), &witness)
            })
        })
    });
    let known = Derived::new(move || made.with(Option::is_some));
    el("section")
        .class("card when")
        .attr("aria-labelledby", "when-it-runs")
        .with(all![
            el("header").with(el("h2").attr("id", "when-it-runs").with("When it runs")),
            part(move || if known.get() {
                runs(made)
            } else {
                unknown(app)
            })
        ])
        .view()
}

/// A memo of a part of the preview.
fn of<T: PartialEq + Clone + Default + Send + Sync + 'static>(
    made: Derived<Option<Preview>>,
    take: fn(&Preview) -> T,
) -> Derived<T> {
    Derived::new(move || made.with(|preview| preview.as_ref().map(take).unwrap_or_default()))
}

fn runs(made: Derived<Option<Preview>>) -> View {
    let says = of(made, |preview| preview.says.clone());
    let band = of(made, |preview| preview.band.clone());
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
    let any = Derived::new(move || lines.with(|lines| lines.iter().any(|line| line.runs)));
    let foot = move || {
        let end = match (any.get(), ends.get()) {
            (false, _) => "It never runs. ",
            (true, true) => "After that it runs no more. ",
            (true, false) => "",
        };
        let agrees = if agrees.get() {
            "; it agrees with this browser"
        } else {
            ""
        };
        let key = "Bold: the start; then from when no new task starts, and the end.";
        format!("{end}{key} Time-zone data {}{agrees}.", tz_data_version())
    };
    let head = move || {
        let cell = |clock| el("th").attr("scope", "col").with(clock).view();
        clocks.get().into_iter().map(cell).collect::<View>()
    };
    let rows = list(move || {
        lines
            .get()
            .into_iter()
            .map(|line| Item::new(&line.clone(), move || line_view(line)))
            .collect()
    });
    all![
        el("p")
            .class("sentence")
            .with(all![part(move || rich(&says.get())), "."]),
        part(move || band.get().map_or_else(View::none, band_view)),
        el("div")
            .class("runs")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Next runs")
            .with(el("table").with(all![
                el("caption").class("sr-only").with(format!(
                    "The next {RUNS} runs: start, from when no new task is started, end"
                )),
                el("thead").with(el("tr").with(part(head))),
                el("tbody").with(rows)
            ])),
        el("p").class("hint").with(text(foot))
    ]
}

fn band_view(band: Band) -> View {
    let share = format!("{}%", band.share);
    // The label stands at the side of its mark where there is more room.
    let (at, left) = if band.share > 50 {
        (format!("{}%", band.share), false)
    } else {
        (format!("{}%", 100 - band.share), true)
    };
    let cut = band.share < 100;
    el("figure")
        .class("band")
        .attr("role", "img")
        .attr("aria-label", band.says)
        .with(all![
            el("div")
                .class("band-ends")
                .attr("aria-hidden", "true")
                .with(all![
                    el("span").with(all!["opens ", el("b").with(band.opens)]),
                    el("span").with(all!["closes ", el("b").with(band.closes)])
                ]),
            svg("svg")
                .attr("viewBox", "0 0 100 10")
                .attr("preserveAspectRatio", "none")
                .attr("aria-hidden", "true")
                .attr("focusable", "false")
                .with(all![
                    svg("rect")
                        .class("band-open")
                        .attr("x", "0")
                        .attr("y", "0")
                        .attr("height", "10")
                        .attr("width", band.share.to_string()),
                    svg("rect")
                        .class("band-late")
                        .attr("x", band.share.to_string())
                        .attr("y", "0")
                        .attr("height", "10")
                        .attr("width", (100 - band.share).to_string())
                ]),
            cut.then(|| el("div")
                .class("band-last")
                .class_if("left", left)
                .style("width", &at)
                .attr("data-at", share)
                .attr("aria-hidden", "true")
                .with(all!["no new tasks from ", el("b").with(band.last)]))
        ])
        .view()
}

fn line_view(line: Line) -> View {
    let Line {
        cells,
        mark,
        says,
        runs,
        warns,
        ..
    } = line;
    let span = cells.len().max(1).to_string();
    let badge = if warns { "badge" } else { "badge quiet" };
    let mark = move || mark.map(|mark| el("span").class(badge).with(mark).view());
    if !runs {
        let day = cells
            .into_iter()
            .next()
            .map(|cell| format!("{}, {}", cell.day, cell.time));
        return el("tr")
            .class("off")
            .with(all![
                el("th").attr("scope", "row").with(day),
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
                el("th").attr("scope", "row").with(inside).view()
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

/// What is needed before there is anything to preview.
fn unknown(app: App) -> View {
    let list = Derived::new(move || {
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
            found.map(|v| ToDo::of(v, "")).collect::<Vec<_>>()
        })
    });
    let existing = Derived::new(move || {
        let path = Draft::window_path(app.window.get());
        app.draft.with(|draft| draft.is_existing(&path))
    });
    let says = move || match existing.get() {
        true => "This window exists already: its schedule is with AWS, not here.".to_owned(),
        false => "Its next runs show here as soon as the schedule can be read.".to_owned(),
    };
    all![
        el("p").class("hint").with(text(says)),
        to_do_list(app, list)
    ]
}
