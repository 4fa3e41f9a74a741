//! «When it runs»: the timing of the shown window in a sentence, as a band,
//! and as the list of its next runs on three clocks.

use leptos::prelude::*;

use super::missing::{ToDo, to_do_list};
use crate::catalogue::window;
use crate::check::{Severity, Window};
use crate::draft::Draft;
use crate::preview::{Band, Cell, Line, Preview, RUNS, preview};
use crate::schedule::{Zone, tz_data_version};
use crate::web::browser;
use crate::web::live::{Item, list, part, text};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// What a preview depends on: drawn anew only when this changes.
fn shown_window(app: App) -> Memo<Option<Window>> {
    Memo::new(move |_| {
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
#[component]
pub fn WhenItRuns() -> impl IntoView {
    let app = app();
    let viewer = StoredValue::new(Zone::parse(&browser::zone()).ok());
    let window = shown_window(app);
    let made = Memo::new(move |_| {
        let now = app.now.get();
        let witness = |zone: &Zone, at| browser::wall(zone.name(), at);
        window.with(|window| {
            viewer.with_value(|viewer| preview(window.as_ref()?, now, viewer.as_ref(), &witness))
        })
    });
    let known = Memo::new(move |_| made.with(Option::is_some));
    view! {
        <section class="card when" aria-labelledby="when-it-runs">
            <header><h2 id="when-it-runs">"When it runs"</h2></header>
            {part(move || if known.get() { runs(made) } else { unknown(app) })}
        </section>
    }
    .into_any()
}

/// A memo of a part of the preview.
fn of<T: PartialEq + Clone + Default + Send + Sync + 'static>(
    made: Memo<Option<Preview>>,
    take: fn(&Preview) -> T,
) -> Memo<T> {
    Memo::new(move |_| made.with(|preview| preview.as_ref().map(take).unwrap_or_default()))
}

fn runs(made: Memo<Option<Preview>>) -> AnyView {
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
    let any = Memo::new(move |_| lines.with(|lines| lines.iter().any(|line| line.runs)));
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
        let cell = |clock| view! { <th scope="col">{clock}</th> }.into_any();
        clocks
            .get()
            .into_iter()
            .map(cell)
            .collect::<Vec<AnyView>>()
            .into_any()
    };
    let rows = list(move || {
        lines
            .get()
            .into_iter()
            .map(|line| Item::new(&line.clone(), move || line_view(line)))
            .collect()
    });
    view! {
        <p class="sentence">{part(move || rich(&says.get()))}"."</p>
        {part(move || band.get().map_or_else(|| ().into_any(), band_view))}
        <div class="runs" tabindex="0" role="region" aria-label="Next runs">
            <table>
                <caption class="sr-only">{format!("The next {RUNS} runs: start, from when no new task is started, end")}</caption>
                <thead><tr>{part(head)}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="hint">{text(foot)}</p>
    }
    .into_any()
}

fn band_view(band: Band) -> AnyView {
    let share = format!("{}%", band.share);
    // The label stands at the side of its mark where there is more room.
    let (at, left) = if band.share > 50 {
        (format!("{}%", band.share), false)
    } else {
        (format!("{}%", 100 - band.share), true)
    };
    let cut = band.share < 100;
    view! {
        <figure class="band" role="img" aria-label=band.says>
            <div class="band-ends" aria-hidden="true"><span>"opens "<b>{band.opens}</b></span><span>"closes "<b>{band.closes}</b></span></div>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="band-open" x="0" y="0" height="10" width=band.share.to_string()></rect>
                <rect class="band-late" x=band.share.to_string() y="0" height="10" width=(100 - band.share).to_string()></rect>
            </svg>
            {cut.then(|| view! {
                <div class="band-last" class:left=left style:width=at data-at=share aria-hidden="true">"no new tasks from "<b>{band.last}</b></div>
            })}
        </figure>
    }
    .into_any()
}

fn line_view(line: Line) -> AnyView {
    let Line {
        cells,
        mark,
        says,
        runs,
        warns,
    } = line;
    let span = cells.len().max(1).to_string();
    let badge = if warns { "badge" } else { "badge quiet" };
    let mark = move || mark.map(|mark| view! { <span class=badge>{mark}</span> }.into_any());
    if !runs {
        let day = cells
            .into_iter()
            .next()
            .map(|cell| format!("{}, {}", cell.day, cell.time));
        return view! {
            <tr class="off"><th scope="row">{day}</th><td colspan="9">{mark()}" "<span class="says">{rich(&says)}</span></td></tr>
        }
        .into_any();
    }
    let mut badge = says.is_empty().then(mark).flatten();
    let cells = cells
        .into_iter()
        .enumerate()
        .map(|(at, cell)| {
            let inside = cell_view(cell, badge.take());
            if at == 0 {
                view! { <th scope="row">{inside}</th> }.into_any()
            } else {
                view! { <td>{inside}</td> }.into_any()
            }
        })
        .collect::<Vec<_>>();
    let why = (!says.is_empty()).then(|| {
        view! { <tr class="doubt"><td colspan=span>{mark()}" "<span class="says">{rich(&says)}</span></td></tr> }
    });
    view! { <tr>{cells}</tr>{why} }.into_any()
}

fn cell_view(cell: Cell, badge: Option<AnyView>) -> AnyView {
    let day = (!cell.day.is_empty()).then(|| view! { <span class="day">{cell.day}</span>" " });
    let then = (!cell.end.is_empty()).then(|| {
        view! {
            <span class="then">
                <span class="sr-only">"no new task from "</span>{cell.last}
                <span aria-hidden="true">" · "</span><span class="sr-only">", ends "</span>{cell.end}
            </span>
        }
    });
    view! { <time datetime=cell.stamp>{day}<b>{cell.time}</b></time>{badge}{then} }.into_any()
}

/// What is needed before there is anything to preview.
fn unknown(app: App) -> AnyView {
    let list = Memo::new(move |_| {
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
    let existing = Memo::new(move |_| {
        let path = Draft::window_path(app.window.get());
        app.draft.with(|draft| draft.is_existing(&path))
    });
    let says = move || match existing.get() {
        true => "This window exists already: its schedule is with AWS, not here.".to_owned(),
        false => "Its next runs show here as soon as the schedule can be read.".to_owned(),
    };
    view! {
        <p class="hint">{text(says)}</p>
        {to_do_list(app, list)}
    }
    .into_any()
}
