//! When a field counts as left.
//!
//! A field that is blank and in which nobody typed does not: tabbing through a
//! blank form turns nothing red.
//!
//! A message that appears pushes the page down. If that happens between
//! pressing and releasing the mouse, the click misses its button. So while
//! the pointer is down, leaving waits until it is up again.

use std::collections::HashSet;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use crate::draft::Path;
use crate::web::state::{App, app};

#[derive(Clone, Copy)]
struct Leaving {
    pressed: StoredValue<bool>,
    waiting: StoredValue<Vec<Path>>,
    /// Fields in which something was typed or chosen, perhaps to be deleted again.
    used: StoredValue<HashSet<Path>>,
}

/// Watches the pointer, once for the page.
pub fn watch() {
    let app = app();
    let leaving = Leaving {
        pressed: StoredValue::new(false),
        waiting: StoredValue::new(Vec::new()),
        used: StoredValue::new(HashSet::new()),
    };
    provide_context(leaving);
    let down = window_event_listener(ev::pointerdown, move |_| leaving.pressed.set_value(true));
    let up = window_event_listener(ev::pointerup, move |_| release(app, leaving));
    let cancel = window_event_listener(ev::pointercancel, move |_| release(app, leaving));
    on_cleanup(move || {
        down.remove();
        up.remove();
        cancel.remove();
    });
}

fn release(app: App, leaving: Leaving) {
    leaving.pressed.set_value(false);
    if leaving.waiting.with_value(Vec::is_empty) {
        return;
    }
    // After the click that follows the release.
    set_timeout(
        move || {
            let waiting = leaving
                .waiting
                .try_update_value(std::mem::take)
                .unwrap_or_default();
            for path in waiting {
                app.leave(&path);
            }
        },
        Duration::ZERO,
    );
}

/// What to do when something is typed or chosen in the field at a path.
pub fn uses(path: &Path) -> Box<dyn FnMut(web_sys::Event)> {
    let leaving = use_context::<Leaving>();
    let path = path.clone();
    Box::new(move |_| {
        if let Some(leaving) = leaving {
            leaving.used.update_value(|used| {
                used.insert(path.clone());
            });
        }
    })
}

/// What to do when the focus goes out of the field at a path; `blank` says whether nothing is in it.
pub fn leaves(path: &Path, blank: impl Fn() -> bool + 'static) -> Box<dyn FnMut(web_sys::Event)> {
    leaves_when(path, Box::new(blank))
}

fn leaves_when(path: &Path, blank: Box<dyn Fn() -> bool>) -> Box<dyn FnMut(web_sys::Event)> {
    let app = app();
    let leaving = use_context::<Leaving>();
    let path = path.clone();
    Box::new(move |_| {
        let Some(leaving) = leaving else {
            return app.leave(&path);
        };
        if blank() && !leaving.used.with_value(|used| used.contains(&path)) {
            return;
        }
        if leaving.pressed.get_value() {
            leaving
                .waiting
                .update_value(|waiting| waiting.push(path.clone()));
        } else {
            app.leave(&path);
        }
    })
}
