//! The outline at the left: the parts of the chosen window, how each stands,
//! and which one is being worked on: the part that has the focus, else the one
//! in view.

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::ev;
use leptos::prelude::*;

use super::form::part::{self, Sort};
use super::form::{focus_soon, go_to, summary};
use super::live;
use super::state::{App, app};
use super::status::{Face, Status, face};
use crate::draft::{Draft, Path};

/// How far below the top of the view a part counts as the one being read, in pixels.
const READING_LINE: f64 = 160.0;

/// The outline of the chosen window.
pub fn outline() -> View {
    let app = app();
    follow_scrolling(app);
    el("nav")
        .class("outline")
        .attr("aria-label", "Parts of the plan")
        .with(live::part(move || {
            let window = Draft::window_path(app.window.get());
            all![
                el("h2").with("Window"),
                el("ul").with(entry(
                    app,
                    window.clone(),
                    face(app, &window, summary::window)
                )),
                list(app, part::TARGET, window.clone()),
                list(app, part::TASK, window)
            ]
        }))
        .view()
}

fn list(app: App, sort: Sort, window: Path) -> View {
    let at = window.member(sort.list);
    let ids = app.row_ids(&at);
    all![
        el("h2").with(sort.many),
        el("ul").with(all![
            live::rows(ids, move |row| {
                let part = at.row(row);
                entry(app, part.clone(), face(app, &part, sort.face))
            }),
            el("li").with(
                el("button")
                    .attr("type", "button")
                    .class("more")
                    .on("click", live::click(move || part::add(app, sort, &window)))
                    .with(["+ ", sort.one].concat())
            )
        ])
    ]
}

fn entry(app: App, path: Path, face: Derived<Face>) -> View {
    let here = path.clone();
    // What was in view may be gone with its window: then the window is what is read.
    let is_window = path.steps().len() == 2;
    let current = live::memo(move || {
        app.current.with(|current| match current {
            Some(current) if current == &here => true,
            Some(current) => is_window && !current.is_in(&here),
            None => is_window,
        })
    });
    let href = ["#", &path.anchor()].concat();
    let go: Box<dyn FnMut(web_sys::Event)> = Box::new(move |event| {
        // The fragment of the address belongs to shared projects.
        event.prevent_default();
        if path.steps().len() > 2 {
            go_to(&path);
        } else {
            focus_soon(vec![path.anchor()]);
        }
    });
    let detail = live::text(move || {
        face.with(|face| match face.status {
            Status::Ready => face.line.clone(),
            other => other.says(),
        })
    });
    el("li")
        .with(
            el("a")
                .attr("href", href)
                .on("click", go)
                .attr("aria-current", live::mark(move || current.get()))
                .with(all![
                    el("i")
                        .class(live::text(
                            move || face.with(|face| face.status.class().to_owned())
                        ))
                        .attr("aria-hidden", "true"),
                    el("span").class("what").with(all![
                        el("span")
                            .class("name")
                            .literal()
                            .with(live::text(move || face.with(|face| face.title.clone()))),
                        el("small").with(detail)
                    ])
                ]),
        )
        .view()
}

/// Finds the part that is being worked on whenever the page was scrolled or the focus moved.
fn follow_scrolling(app: App) {
    let waiting = StoredValue::new(false);
    let look = move || {
        if waiting.get_value() {
            return;
        }
        waiting.set_value(true);
        request_animation_frame(move || {
            waiting.set_value(false);
            let now = in_view(app);
            if app.current.get_untracked() != now {
                app.current.set(now);
            }
        });
    };
    let scrolled = window_event_listener(ev::scroll, move |_| look());
    let focused = window_event_listener(ev::focusin, move |_| look());
    on_cleanup(move || {
        scrolled.remove();
        focused.remove();
    });
    look();
}

/// The part that has the focus as long as that can be seen, else the last part whose top is
/// above the reading line, by the form's own order.
fn in_view(app: App) -> Option<Path> {
    let window = Draft::window_path(app.window.get_untracked());
    let mut parts = vec![window.clone()];
    app.draft.with_untracked(|draft| {
        for list in [part::TARGET.list, part::TASK.list] {
            let list = window.member(list);
            parts.extend(draft.rows(&list).iter().map(|row| list.row(row.id)));
        }
    });
    let focus = document().active_element().filter(is_seen);
    let has_focus = |part: &&Path| {
        let element = document().get_element_by_id(&part.anchor());
        element.is_some_and(|element| element.contains(focus.as_ref().map(|f| f.as_ref())))
    };
    if focus.is_some()
        && let Some(part) = parts.iter().find(has_focus)
    {
        return Some(part.clone());
    }
    let above = |part: &Path| {
        document()
            .get_element_by_id(&part.anchor())
            .is_some_and(|element| element.get_bounding_client_rect().top() < READING_LINE)
    };
    parts
        .iter()
        .rev()
        .find(|part| above(part))
        .or(parts.first())
        .cloned()
}

/// Whether an element is on the screen, at least in part.
fn is_seen(element: &web_sys::Element) -> bool {
    let place = element.get_bounding_client_rect();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    place.bottom() > 0.0 && place.top() < height.unwrap_or(f64::MAX)
}
