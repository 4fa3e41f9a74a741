//! The page's entry: shows panics in the console, mounts the page and takes
//! away what stood in for it while it was loading.
use maintenance_window_builder::web::{mount, page};

fn main() {
    console_error_panic_hook::set_once();
    let document = leptos::prelude::document();
    if let Some(body) = document.body() {
        mount(body, page).forget();
    }
    if let Some(boot) = document.get_element_by_id("boot") {
        boot.remove();
    }
}
