//! The picture of one run on a line of hours, with what overlaps it.
//!
//! Everything it says stands in its label too: a picture is not for everyone.

use crate::preview::{Bar, Role, Share, Tick, Timeline};
use crate::web::dom::{El, View, all, el, svg};
use crate::web::rich::rich;

/// The picture.
pub(super) fn picture(line: Timeline) -> View {
    let Timeline {
        day,
        bars,
        ticks,
        says,
        overlaps,
    } = line;
    let facts = bars.first().map(facts);
    let several = bars.len() > 1;
    let drawn = bars
        .iter()
        .map(|bar| bar_view(bar, several))
        .collect::<View>();
    let hours = ticks.into_iter().map(hour).collect::<View>();
    let more = overlaps
        .iter()
        .map(|says| el("p").class("hint overlap").with(rich(says)).view())
        .collect::<View>();
    all![
        el("figure")
            .class("timeline")
            .attr("role", "img")
            .attr("aria-label", says)
            .with(all![
                el("b")
                    .class("day-of")
                    .attr("aria-hidden", "true")
                    .with(day),
                facts,
                drawn,
                el("div")
                    .class("hours")
                    .attr("aria-hidden", "true")
                    .with(hours)
            ]),
        more
    ]
}

/// «opens 02:00 · no new tasks from 05:00 · closes 06:00».
fn facts(bar: &Bar) -> View {
    let fact = |class: &'static str, says: &'static str, time: &str| {
        // Where there is little room, «from» goes.
        let from = (class == "late").then(|| el("span").class("from").with("from "));
        el("span")
            .class(class)
            .with(all![says, " ", from, el("b").with(time)])
            .view()
    };
    el("div")
        .class("facts")
        .attr("aria-hidden", "true")
        .with(all![
            fact("opens", "opens", &bar.opens),
            (bar.late.0 > 0).then(|| fact("late", "no new tasks", &bar.last)),
            fact("", "closes", &bar.closes)
        ])
        .view()
}

fn bar_view(bar: &Bar, several: bool) -> View {
    let other = match bar.role {
        Role::This => "",
        Role::Next => " next",
        Role::Other => " other",
    };
    let part = |class: &'static str, from: Share, wide: Share| {
        svg("rect")
            .class(class)
            .attr("x", from.0.to_string())
            .attr("width", wide.0.to_string())
            .attr("height", "10")
    };
    let name = (several && bar.role != Role::This).then(|| {
        let (began, goes_on) = (mark(bar.began, "← "), mark(bar.goes_on, " →"));
        el("span").class("whose").with(all![
            el("b").literal().with(bar.name.as_str()),
            " ",
            [began, &bar.opens, " – ", &bar.closes, goes_on].concat()
        ])
    });
    el("div")
        .class(["bar-of", other].concat())
        .attr("aria-hidden", "true")
        .with(all![
            name,
            svg("svg")
                .attr("viewBox", "0 0 10000 10")
                .attr("preserveAspectRatio", "none")
                .attr("focusable", "false")
                .with(all![
                    part("rail", Share(0), Share::WHOLE),
                    part("open", bar.from, bar.open),
                    part("late", Share(bar.from.0 + bar.open.0), bar.late)
                ])
        ])
        .view()
}

fn mark(holds: bool, says: &'static str) -> &'static str {
    if holds { says } else { "" }
}

fn hour(tick: Tick) -> View {
    let place = |at: El| at.style("left", &tick.at.text());
    let class = match tick.at {
        Share(0) => "first",
        Share::WHOLE => "last",
        Share(_) => "",
    };
    place(el("span").class(class).class_if("day", tick.day))
        .with(tick.label)
        .view()
}
