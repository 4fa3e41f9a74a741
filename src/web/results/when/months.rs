//! Twelve months with the days marked, as tables; a day leads to its runs.
//!
//! All days are one stop for the Tab key; arrows, Home, End, PageUp and
//! PageDown walk among them, beyond the edge into other months.

use crate::web::dom::{Item, View, all, el, follow, list};
use crate::web::live::Derived;
use std::sync::{Mutex, PoisonError};

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Wish;
use super::list::TABLE;
use crate::check::Window;
use crate::preview::{Calendar, Day, Mark, Month, WeekStart, Years, calendar, step};
use crate::web::browser;
use crate::web::form::focus_soon;
use crate::web::live::{self, click, flag, keys, text};
use crate::web::rich::rich;
use crate::web::state::app;

/// How many months are shown.
const MONTHS: u16 = 12;
/// What the id of a day's button begins with; then comes its date.
const DAY: &str = "day-";
/// All the months.
const ALL: &str = "months";

/// The calendar.
pub(super) fn calendar_of_runs(window: Derived<Option<Window>>, wish: Wish) -> View {
    let app = app();
    let start = if browser::week_begins_on_sunday() {
        WeekStart::Sunday
    } else {
        WeekStart::Monday
    };
    let made = Derived::new(move || {
        let (now, month) = (app.now.get(), wish.month.get());
        window.with(|window| calendar(window.as_ref()?, now, &month, MONTHS, start))
    });
    let says = Derived::new(move || {
        made.with(|made| {
            made.as_ref()
                .map(|all| all.says.clone())
                .unwrap_or_default()
        })
    });
    // A year of days is looked at, not copied, until one of its months is another.
    let months = list(move || {
        made.with(|made| {
            let Some(all) = made else { return Vec::new() };
            let weekdays = all.weekdays;
            let item = |month: &Month| {
                let drawn = month.clone();
                Item::new(month, move || month_view(drawn, weekdays))
            };
            all.months.iter().map(item).collect()
        })
    });
    let legend =
        live::part(move || made.with(|made| made.as_ref().map(legend_view).unwrap_or_default()));
    // A look at all windows for a year: only here, where a year is shown.
    let windows = Derived::new(move || app.checked.with(|checked| checked.plan.windows().to_vec()));
    let years = Mutex::new(Years::default());
    let meets = Derived::new(move || {
        let now = app.now.get();
        let path = window.with(|window| window.as_ref().map(|window| window.path.clone()));
        // What it holds is right at any time: a look that ended early only left less.
        let mut years = years.lock().unwrap_or_else(PoisonError::into_inner);
        windows.with(|windows| {
            let shown = windows.iter().position(|w| Some(&w.path) == path.as_ref());
            let found = shown.map(|shown| years.together(shown, windows, now));
            let found = found.unwrap_or_default();
            let mut says: Vec<String> = found.meets.into_iter().map(|meet| meet.says).collect();
            if found.more > 0 {
                says.push(format!(
                    "More windows are open together with this one: {}",
                    found.more
                ));
            }
            says
        })
    });
    let meets = live::part(move || {
        let says = |says: String| el("p").class("hint overlap").with(rich(&says)).view();
        meets.get().into_iter().map(says).collect::<View>()
    });
    // Once the days are there, one of them takes the Tab key.
    follow(move || {
        let first = made.with(|made| made.as_ref().map(|all| all.focus.clone()));
        let settle = move || {
            if let Some(first) = first
                && stop().is_none()
            {
                stop_at(&[DAY, &first].concat());
            }
        };
        set_timeout(settle, std::time::Duration::ZERO);
    });
    let turn = move |later: bool| {
        let to = made.with_untracked(|made| {
            made.as_ref().map(|all| {
                if later {
                    all.later.clone()
                } else {
                    all.earlier.clone()
                }
            })
        });
        if let Some(to) = to {
            wish.month.set(to);
        }
    };
    let on_key = keys(move |event| {
        let Some(day) = day_of(&event) else { return };
        let Some(to) = step(&day, &event.key(), start) else {
            return;
        };
        event.prevent_default();
        let id = [DAY, &to].concat();
        if browser::element(&id).is_some() {
            browser::focus(&id);
        } else {
            turn(to > day);
            focus_soon(vec![id]);
        }
    });
    let on_click = move |event: web_sys::Event| {
        if let Some(day) = day_of(&event) {
            wish.ask(&day, false);
            wish.shown.set(0);
            focus_soon(vec![TABLE.to_owned()]);
        }
    };
    // A year of hints is made one by one, when somebody points.
    let on_point = move |event: web_sys::Event| {
        if let Some(button) = button_of(&event)
            && let Some(label) = button.get_attribute("aria-label")
        {
            let _ = button.set_attribute("title", &label);
        }
    };
    let on_focus = move |event: web_sys::Event| {
        if let Some(day) = day_of(&event) {
            stop_at(&[DAY, &day].concat());
        }
    };
    let from = move || {
        made.with(|made| {
            let months = made.as_ref().map(|all| all.months.as_slice());
            match months {
                Some([first, .., last]) => [&first.title, " – ", &last.title].concat(),
                _ => String::new(),
            }
        })
    };
    all![
        el("div").class("turning").with(all![
            live::icon(
                "i-back",
                || "Earlier months".to_owned(),
                || false,
                move || turn(false)
            ),
            el("b").attr("aria-live", "polite").with(text(from)),
            live::icon(
                "i-on",
                || "Later months".to_owned(),
                || false,
                move || turn(true)
            ),
            el("button")
                .attr("type", "button")
                .class("btn quiet small")
                .attr("disabled", flag(move || wish.month.with(String::is_empty)))
                .on("click", click(move || wish.month.set(String::new())))
                .attr("title", "From this month on")
                .with("Today")
        ]),
        el("div")
            .class("months")
            .attr("id", ALL)
            .on("keydown", on_key)
            .on("click", on_click)
            .on("focusin", on_focus)
            .on("mouseover", on_point)
            .with(months),
        legend,
        meets,
        el("p").class("hint").with(all![
            text(move || says.get()),
            ". Choose a day to list its runs."
        ])
    ]
}

/// The day whose button an event is about.
fn day_of(event: &web_sys::Event) -> Option<String> {
    button_of(event)?.id().strip_prefix(DAY).map(str::to_owned)
}

fn button_of(event: &web_sys::Event) -> Option<web_sys::Element> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target.closest("button").ok()?
}

/// The day that takes the Tab key.
fn stop() -> Option<web_sys::Element> {
    let all = browser::element(ALL)?;
    all.query_selector("[tabindex='0']").ok()?
}

fn stop_at(id: &str) {
    let put = |on: &web_sys::Element, value| {
        let _ = on.set_attribute("tabindex", value);
    };
    if let Some(before) = stop() {
        put(&before, "-1");
    }
    if let Some(now) = browser::element(id) {
        put(&now, "0");
    }
}

fn month_view(month: Month, weekdays: [(&'static str, &'static str); 7]) -> View {
    let head = weekdays
        .into_iter()
        .map(|(short, name)| {
            el("th")
                .attr("scope", "col")
                .attr("abbr", name)
                .with(short.get(..2).unwrap_or(short))
                .view()
        })
        .collect::<View>();
    let weeks = month.weeks.into_iter().map(|week| {
        let days = week.into_iter().map(|day| match day {
            Some(day) => el("td").with(day_view(day)).view(),
            None => el("td").view(),
        });
        el("tr").with(days.collect::<View>()).view()
    });
    el("table")
        .class("month")
        .with(all![
            el("caption").with(all![
                el("b").with(month.title),
                " ",
                el("span").with(month.runs)
            ]),
            el("thead").with(el("tr").with(head)),
            el("tbody").with(weeks.collect::<View>())
        ])
        .view()
}

fn day_view(day: Day) -> View {
    let (past, many) = (
        if day.past { " d-past" } else { "" },
        if day.times.is_empty() { "" } else { " d-many" },
    );
    let on = if day.continues { " d-on" } else { "" };
    el("button")
        .attr("type", "button")
        .attr("id", [DAY, &day.date].concat())
        .class([class(day.mark), on, past, many].concat())
        .attr("tabindex", "-1")
        .attr("aria-label", day.label.as_str())
        .attr("aria-current", day.today.then_some("date"))
        .with(day.number)
        .view()
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::None => "",
        Mark::Continues => "d-on",
        Mark::Missing => "d-gone",
        Mark::Runs => "d-run",
        Mark::Doubtful => "d-doubt",
    }
}

fn legend_view(all: &Calendar) -> View {
    let mut days = all.months.iter().flat_map(|month| &month.weeks).flatten();
    let many = days.any(|day| day.as_ref().is_some_and(|day| !day.times.is_empty()));
    let entry = |class: &'static str, says: &'static str| {
        el("li")
            .with(all![
                el("i").class(class).attr("aria-hidden", "true").with("1"),
                says
            ])
            .view()
    };
    let marks = all.legend.iter();
    el("ul")
        .class("legend")
        .attr("aria-label", "What the marks mean")
        .with(all![
            marks
                .map(|(mark, says)| entry(class(*mark), says))
                .collect::<View>(),
            many.then(|| entry("d-run d-many", "starts several times"))
        ])
        .view()
}
