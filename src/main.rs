//! The page's entry: shows panics in the console, mounts the page and takes
//! away what stood in for it while it was loading.
use maintenance_window_builder::web::App;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
    if let Some(boot) = leptos::prelude::document().get_element_by_id("boot") {
        boot.remove();
    }
}
