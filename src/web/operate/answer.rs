//! What AWS answered, pasted: its ids are put where they belong, its runs
//! stand beside ours. A text that fits nothing stays where it was pasted.

use leptos::prelude::*;

use super::folded;
use crate::check::Ask;
use crate::draft::{Draft, Path};
use crate::lifecycle::{self, Absorbed, Compared, Refusal, Verdict, put_id, says_removed};
use crate::web::dom::{View, all, el};
use crate::web::live::{self, Derived, button, part};
use crate::web::rich::rich;
use crate::web::state::{App, app};

/// How the latest paste went.
type Outcome = RwSignal<Option<Result<Absorbed, Refusal>>>;

/// What the script printed.
pub fn script() -> View {
    let app = app();
    let outcome: Outcome = RwSignal::new(None);
    let take = move |draft: &mut Draft, text: &str| {
        app.checked
            .with_untracked(|checked| lifecycle::absorb_script(draft, &checked.plan, text))
    };
    folded(
        "card slim",
        "Ran the plan's script? Take over its ids",
        all![
            area(
                app,
                "script",
                "Paste what the script printed",
                "WINDOW_ID=mw-…"
            ),
            el("div").class("bar").with(all![
                button("btn", "Take over", move || {
                    absorb(app, "script", outcome, &take);
                }),
                button("btn quiet", "Forget all ids", move || {
                    app.change("The ids that AWS gave are forgotten", lifecycle::forget);
                })
            ]),
            part(move || told(app, outcome, None))
        ],
    )
}

/// The answer to a request.
pub fn paste(app: App, ask: &Ask) -> View {
    let outcome: Outcome = RwSignal::new(None);
    let key = key(app, ask);
    let (area_key, asked) = (key.clone(), ask.clone());
    let about = (key.clone(), ask.clone());
    let take = move |draft: &mut Draft, text: &str| lifecycle::absorb(draft, &asked, text);
    el("div")
        .class("answer")
        .with(all![
            area(app, &area_key, "Paste what AWS answered", "{ … }"),
            el("div")
                .class("bar")
                .with(button("btn", "Take over", move || {
                    absorb(app, &key, outcome, &take);
                })),
            part(move || told(app, outcome, Some(&about)))
        ])
        .view()
}

/// The answer that says when the window runs, row by row beside ours.
pub fn compare(app: App, ask: &Ask) -> View {
    let key = key(app, ask);
    let window = ask.subject.window().unwrap_or_default();
    let text = pasted(app, &key);
    let compared = live::memo(move || {
        let text = text.get();
        (!text.trim().is_empty()).then(|| {
            app.checked.with(|checked| {
                app.draft.with_untracked(|draft| {
                    lifecycle::compare(draft, &checked.plan, &window, &text)
                })
            })
        })
    });
    el("div")
        .class("answer")
        .with(all![
            el("h2").with("Compare with AWS"),
            area(
                app,
                &key,
                "Paste the answer of `describe-maintenance-window-schedule`",
                "{ \"ScheduledWindowExecutions\": […] }"
            ),
            part(move || compared.with(|compared| match compared {
                None => View::none(),
                Some(Err(why)) => message("msg err", why),
                Some(Ok(all)) => all![
                    message(if all.agrees { "msg good" } else { "msg warn" }, &all.says),
                    table(&all.rows)
                ],
            }))
        ])
        .view()
}

fn table(rows: &[Compared]) -> View {
    let row = |row: &Compared| {
        let (class, says) = match row.verdict {
            Verdict::Same => ("badge good", "same".to_owned()),
            Verdict::Differs { by } => ("badge", lifecycle::differs(by)),
            Verdict::OnlyAws => ("badge", "only AWS".to_owned()),
            Verdict::OnlyOurs => ("badge", "only here".to_owned()),
        };
        let cell = |text: &Option<String>| el("td").with(text.as_deref().unwrap_or("–").to_owned());
        el("tr")
            .with(all![
                cell(&row.ours),
                cell(&row.aws),
                el("td").with(el("span").class(class).with(says))
            ])
            .view()
    };
    let head =
        ["This page", "AWS", "Verdict"].map(|name| el("th").attr("scope", "col").with(name).view());
    el("div")
        .class("compared")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Runs compared with AWS")
        .with(el("table").with(all![
            el("thead").with(el("tr").with(Vec::from(head))),
            el("tbody").with(rows.iter().map(row).collect::<Vec<_>>())
        ]))
        .view()
}

/// Where a text belongs that was pasted for a request: by position, which a reload keeps.
fn key(app: App, ask: &Ask) -> String {
    let spelt = app.draft.with_untracked(|draft| draft.spell(&ask.subject));
    [ask.operation.name, " ", &spelt].concat()
}

fn pasted(app: App, key: &str) -> Derived<String> {
    let key = key.to_owned();
    live::memo(move || {
        let pasted = app.operate.pasted;
        pasted.with(|all| all.get(&key).cloned().unwrap_or_default())
    })
}

/// Where a text is pasted; it stays until it was taken over.
fn area(app: App, key: &str, label: &'static str, example: &'static str) -> View {
    let text = pasted(app, key);
    let put = key.to_owned();
    let id = ["paste-", &key.replace([' ', '.', '[', ']'], "-")].concat();
    all![
        el("label")
            .attr("for", id.clone())
            .class("paste")
            .with(rich(label)),
        el("textarea")
            .attr("id", id)
            .class("mono")
            .attr("rows", "2")
            .attr("placeholder", example)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .bind(
                text,
                live::put(move |typed| app.operate.pasted.update(|all| {
                    if typed.is_empty() {
                        all.remove(&put);
                    } else {
                        all.insert(put.clone(), typed.to_owned());
                    }
                }))
            )
    ]
}

/// Takes over what was pasted; what is refused changes nothing and stays.
fn absorb(
    app: App,
    key: &str,
    outcome: Outcome,
    take: &dyn Fn(&mut Draft, &str) -> Result<Absorbed, Refusal>,
) {
    let text = app
        .operate
        .pasted
        .with_untracked(|all| all.get(key).cloned().unwrap_or_default());
    let mut after = app.draft.get_untracked();
    let absorbed = take(&mut after, &text);
    if let Ok(absorbed) = &absorbed {
        app.operate.pasted.update(|all| {
            all.remove(key);
        });
        if !absorbed.stored.is_empty() || !absorbed.replaced.is_empty() {
            app.change(&absorbed.says, |draft| *draft = after);
        }
    }
    outcome.set(Some(absorbed));
}

/// How it went; nothing any more once it was undone.
fn told(app: App, outcome: Outcome, about: Option<&(String, Ask)>) -> View {
    let refused = |refusal: &Refusal| {
        let offers = about.map(|(key, ask)| offers(app, key, ask, refusal, outcome));
        all![message("msg err", &refusal.says), offers]
    };
    outcome.with(|outcome| match outcome {
        None => View::none(),
        Some(Err(refusal)) => refused(refusal),
        Some(Ok(absorbed)) => {
            let holds = app.draft.with(|draft| {
                let mut stored = absorbed.stored.iter();
                stored.all(|(place, id)| draft.text(place) == id)
            });
            if !holds {
                return View::none();
            }
            let class = if absorbed.fits {
                "msg good"
            } else {
                "msg warn"
            };
            all![message(class, &absorbed.says), others(app, absorbed)]
        }
    })
}

/// What can be done with an answer that was refused.
fn offers(app: App, key: &str, ask: &Ask, refusal: &Refusal, outcome: Outcome) -> View {
    let each = refusal.offers.iter().map(|offer| {
        let label = app.draft.with_untracked(|draft| offer.label(draft));
        let (key, ask, offer) = (key.to_owned(), ask.clone(), offer.clone());
        let take =
            move |draft: &mut Draft, text: &str| lifecycle::accept(draft, &ask, &offer, text);
        el("button")
            .attr("type", "button")
            .class("btn")
            .on(
                "click",
                live::click(move || absorb(app, &key, outcome, &take)),
            )
            .with(rich(&label))
            .view()
    });
    let each: Vec<View> = each.collect();
    (!each.is_empty())
        .then(|| el("div").class("bar").with(each))
        .into()
}

fn message(class: &'static str, says: &str) -> View {
    el("div")
        .class(class)
        .attr("role", "status")
        .with(el("p").with(all![rich(says), "."]))
        .view()
}

/// Puts another id in a place; what hangs on the one before goes with it.
fn choose(app: App, place: &Path, id: &str) {
    let mut after = app.draft.get_untracked();
    let removed = put_id(&mut after, place, id).len().saturating_sub(1);
    if removed > 0 {
        app.change(
            &["The ID changed: ", &says_removed(removed)].concat(),
            |draft| *draft = after,
        );
    } else {
        app.set(place, id);
    }
}

/// Other ids that an answer had: one click puts one in the place.
fn others(app: App, absorbed: &Absorbed) -> View {
    let Some((place, _)) = absorbed.stored.first() else {
        return View::none();
    };
    let each = absorbed.others.iter().map(|id| {
        let (place, put) = (place.clone(), id.clone());
        el("button")
            .attr("type", "button")
            .class("preset mono")
            .on("click", live::click(move || choose(app, &place, &put)))
            .with(id.clone())
            .view()
    });
    let each: Vec<View> = each.collect();
    (!each.is_empty())
        .then(|| el("div").class("presets").with(each))
        .into()
}
