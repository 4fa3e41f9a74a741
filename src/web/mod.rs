//! The page: the only place that names leptos, gloo and web-sys.
//!
//! The shell stands here: header with the windows' tabs, and the grid of
//! outline, form and result. Everything on it is derived from one draft; see
//! [`state`]. No AWS rule and no label is written here.

pub mod browser;
mod dialog;
pub mod form;
pub mod link;
mod live;
mod menu;
mod notice;
mod outline;
pub mod results;
mod rich;
pub mod state;
mod status;
pub mod store;
mod windows;

use leptos::prelude::*;

use form::Form;
use menu::Actions;
use notice::{Banners, NoticeBar};
use outline::Outline;
use results::{Results, StateBar};
use windows::{WindowTabs, tab_id};

use crate::catalogue::MODEL_VERSION;
use crate::schedule::tz_data_version;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let app = store::start();
    form::watch();
    let chosen = live::text(move || tab_id(app.window.get()));
    view! {
        <a class="skip" href="#form">"Skip to the form"</a>
        <header class="top">
            <div class="brand">{mark()}<span>"Maintenance Window Builder"</span></div>
            <WindowTabs/>
            <Actions/>
        </header>
        <Banners/>
        <main class="page">
            <Outline/>
            <div id="form" class="form" role="tabpanel" tabindex="-1" aria-labelledby=chosen><Form/></div>
            <Results/>
        </main>
        <footer class="foot-note">
            <p>"Not affiliated with AWS. Nothing you type leaves this browser."</p>
            <p>{["API model: ", MODEL_VERSION, ". Time-zone data: ", tz_data_version(), "."].concat()}</p>
        </footer>
        <StateBar/>
        <NoticeBar/>
    }
    .into_any()
}

/// A calendar page with a clock: the mark of the first paint too.
fn mark() -> AnyView {
    view! {
        <svg aria-hidden="true" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
            <rect x="3" y="5" width="18" height="16" rx="2.5"/>
            <path d="M3 10h18M8 2.5V6M16 2.5V6"/>
            <path d="M12 13v3l2 1.5"/>
        </svg>
    }
    .into_any()
}
