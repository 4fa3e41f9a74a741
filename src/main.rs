//! The page's entry: shows panics in the console, mounts the page and takes
//! away what stood in for it while it was loading.
use maintenance_window_builder::web::{mount, page};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Has the functions follow that a first visit does not run, at once or
    /// soon: a release keeps them in a file of their own (tests/tools/split.mjs).
    #[wasm_bindgen(js_name = loadRest)]
    fn load_rest(at_once: bool);
}

fn main() {
    console_error_panic_hook::set_once();
    let document = leptos::prelude::document();
    if let Some(body) = document.body() {
        mount(body, page).forget();
    }
    if let Some(boot) = document.get_element_by_id("boot") {
        boot.remove();
    }
    load_rest(false);
}
