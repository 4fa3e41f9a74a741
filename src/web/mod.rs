//! The page: the only place that names leptos, gloo and web-sys.
//!
//! The shell stands here: header with the windows' tabs, and the grid of
//! outline, form and result. Everything on it is derived from one draft; see
//! [`state`]. No AWS rule and no label is written here.

mod banner;
pub mod browser;
mod dialog;
pub mod dom;
mod files;
pub mod form;
pub mod history;
mod ids;
pub mod import;
pub mod link;
mod live;
mod menu;
mod notice;
pub mod operate;
mod outline;
pub mod results;
mod rich;
pub mod state;
mod status;
pub mod store;
mod windows;

use crate::web::dom::{View, all, el, svg};
use leptos::prelude::*;

use form::form;
use menu::actions;
use notice::{banners, notice_bar};
use outline::outline;
use results::{results, state_bar};
use state::{PageView, app};
use windows::{tab_id, window_tabs};

use crate::catalogue::MODEL_VERSION;
use crate::schedule::tz_data_version;

/// Draws something into an element, under an owner that lives as long as the handle.
pub fn mount(into: web_sys::HtmlElement, draw: impl FnOnce() -> View + 'static) -> Mounted {
    let parent = into.clone();
    leptos::mount::mount_to(into, move || draw().append_to(&parent))
}

/// What is mounted: dropped, nothing on it changes any more.
pub type Mounted = leptos::mount::UnmountHandle<web_sys::Comment>;

/// The whole page.
pub fn page() -> View {
    let app = store::start();
    form::watch();
    history::watch(app, store::store());
    operate::keep(app);
    all![
        el("a")
            .class("skip")
            .attr("href", "#form")
            .with("Skip to the form"),
        el("header").class("top").with(all![
            el("div")
                .class("brand")
                .with(all![mark(), el("span").with("Maintenance Window Builder")]),
            operate::switch(),
            window_tabs(),
            actions()
        ]),
        banners(),
        // What is not shown is not there: nothing of it is computed.
        live::part(move || match app.view.get() {
            PageView::Plan => plan(),
            PageView::Operate => operate::operate(),
        }),
        el("footer").class("foot-note").with(all![
            el("p").with("Not affiliated with AWS. Nothing you type leaves this browser."),
            el("p").with(
                [
                    "API model: ",
                    MODEL_VERSION,
                    ". Time-zone data: ",
                    tz_data_version(),
                    "."
                ]
                .concat()
            )
        ]),
        state_bar(),
        notice_bar()
    ]
}

/// The view in which a plan is made.
fn plan() -> View {
    el("main")
        .class("page")
        .with(all![outline(), middle(form()), results()])
        .view()
}

/// The column in the middle, which is about the chosen window.
fn middle(inside: View) -> View {
    let app = app();
    let chosen = live::text(move || tab_id(app.window.get()));
    el("div")
        .attr("id", "form")
        .class("form")
        .attr("role", "tabpanel")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", chosen)
        .with(inside)
        .view()
}

/// A calendar page with a clock: the mark of the first paint too.
fn mark() -> View {
    svg("svg")
        .attr("aria-hidden", "true")
        .attr("viewBox", "0 0 24 24")
        .attr("width", "24")
        .attr("height", "24")
        .attr("fill", "none")
        .attr("stroke", "currentColor")
        .attr("stroke-width", "2")
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round")
        .with(all![
            svg("rect")
                .attr("x", "3")
                .attr("y", "5")
                .attr("width", "18")
                .attr("height", "16")
                .attr("rx", "2.5"),
            svg("path").attr("d", "M3 10h18M8 2.5V6M16 2.5V6"),
            svg("path").attr("d", "M12 13v3l2 1.5")
        ])
        .view()
}
