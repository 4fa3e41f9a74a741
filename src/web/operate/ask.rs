//! The requests of what is chosen, and one of them in full: the ids it sends
//! and gives, what AWS answered, and how to read the answer.

use leptos::prelude::*;

use super::answer;
use crate::catalogue::{Field, window as w};
use crate::check::{Ask, source};
use crate::draft::{Path, laid_out};
use crate::lifecycle::{What, ids, keeps, reading, sample, shown};
use crate::web::dom::{View, all, el};
use crate::web::form::line::{Look, line};
use crate::web::form::spot::{Need, Spot};
use crate::web::ids::watch;
use crate::web::live::{self, click, mark, part};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// The requests, and the one that is looked at.
pub fn requests(what: What) -> View {
    let app = app();
    let asks = app.operate.asks;
    all![
        part(move || {
            let several = asks.with(|asks| asks.len() > 1);
            let pack = matches!(what, What::Pack(_));
            if several || pack {
                choices(app, pack)
            } else {
                View::none()
            }
        }),
        part(move || {
            let at = app.operate.at();
            match at.and_then(|at| asks.with(|asks| asks.get(at).cloned())) {
                Some(ask) => one(app, &ask),
                // The answer worth comparing is the last of the pack that verifies.
                None => asks
                    .with(|asks| asks.iter().find(|ask| is_forecast(ask)).cloned())
                    .map(|ask| answer::compare(app, &ask))
                    .into(),
            }
        })
    ]
}

/// Whether the answer says when the window runs, which this page says too.
fn is_forecast(ask: &Ask) -> bool {
    ask.operation.name == w::DESCRIBE_SCHEDULE.name
}

/// The requests in their order; of a pack also all at once.
fn choices(app: App, pack: bool) -> View {
    let entry = |nth: Option<usize>, says: String, command: String| {
        el("li")
            .with(
                el("button")
                    .attr("type", "button")
                    .attr("aria-current", mark(move || app.operate.at() == nth))
                    .on("click", click(move || app.operate.nth.set(nth)))
                    .with(all![el("span").with(says), el("code").with(command)]),
            )
            .view()
    };
    let whole = pack.then(|| entry(None, "All of it as one script".to_owned(), String::new()));
    let each = app.operate.request.with_untracked(|request| {
        let requests = request.checked.plan.requests().iter().enumerate();
        requests
            .map(|(at, one)| entry(Some(at), one.title().to_owned(), one.operation().command()))
            .collect::<Vec<View>>()
    });
    all![
        whole.map(|whole| el("ul").class("requests").with(whole).view()),
        el("ol").class("requests").with(each)
    ]
}

/// One request in full.
fn one(app: App, ask: &Ask) -> View {
    let sent: Vec<(&'static Field, Path)> = app.operate.request.with_untracked(|request| {
        app.draft
            .with_untracked(|draft| ids(draft, &request.checked.plan, ask))
    });
    let kept = app
        .draft
        .with_untracked(|draft| keeps(draft, ask))
        .filter(|(_, place)| sent.iter().all(|(_, other)| other != place));
    let places: Vec<Path> = sent
        .iter()
        .map(|(_, place)| place.clone())
        .chain(kept.iter().map(|(_, place)| place.clone()))
        .collect();
    let fields = sent
        .into_iter()
        .map(|(field, place)| id(app, Some(ask), field, place))
        .chain(kept.map(|(field, place)| id(app, None, field, place)))
        .collect::<Vec<_>>();
    let fields = (!fields.is_empty()).then(|| {
        watch(app, el("div").class("ids"), places).with(all![
            el("h2").with("Ids"),
            el("div").class("pair").with(fields)
        ])
    });
    let compared = ask.clone();
    all![
        fields,
        if is_forecast(ask) {
            answer::compare(app, &compared)
        } else {
            answer::paste(app, ask)
        },
        how_to_read(app, ask)
    ]
}

/// The field of an id; empty, it shows what stands in its place in the request that sends it.
fn id(app: App, ask: Option<&Ask>, field: &'static Field, place: Path) -> View {
    let asked = ask.cloned();
    let sent = live::memo(move || {
        let sent = asked.as_ref().and_then(|ask| {
            let member = ask.operation.member(field.name)?;
            let request = app.operate.request;
            request.with(|request| {
                let plan = &request.checked.plan;
                app.draft.with_untracked(|draft| {
                    Some(shown(draft, plan, &source(draft, plan, ask, member)))
                })
            })
        });
        sent.filter(|sent| !sent.is_empty())
            .unwrap_or_else(|| "not known yet".to_owned())
    });
    let mut spot = Spot::field(field, place, Need::Unsaid).sends(sent);
    // It is pasted, not typed: how it is made helps only who asks.
    spot.limit = std::mem::take(&mut spot.hint);
    line(spot, Look::CODE)
}

/// A sample of the answer, what it means, and what to do when it is another.
fn how_to_read(app: App, ask: &Ask) -> View {
    let reading = reading(ask.operation).map(|reading| {
        el("dl").class("reading").with(all![
            el("dt").with("What it means"),
            el("dd").with(rich(reading.means)),
            el("dt").with("When it differs"),
            el("dd").with(rich(reading.differs))
        ])
    });
    let open = RwSignal::new(false);
    let summary = all![
        el("span").class("badge").with("Sample"),
        "What an answer looks like"
    ];
    all![
        el("details")
            .class("sample")
            .on("toggle", click(move || open.set(true)))
            .with(all![
                el("summary").with(summary),
                part(move || if open.get() {
                    sampled(app)
                } else {
                    View::none()
                })
            ]),
        reading
    ]
}

fn sampled(app: App) -> View {
    let at = app.operate.at().unwrap_or_default();
    let answer = app.operate.request.with(|request| {
        let ask = request.asks.get(at)?;
        app.draft
            .with_untracked(|draft| sample(draft, &request.checked.plan, ask))
    });
    let Some(answer) = answer else {
        return el("p")
            .class("hint")
            .with("AWS answers with nothing.")
            .view();
    };
    el("pre")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Sample of an answer")
        .with(el("code").with(laid_out(&answer.to_string()).unwrap_or_default()))
        .view()
}
