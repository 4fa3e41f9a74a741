//! When a field counts as left.
//!
//! A message that appears pushes the page down. If that happens between
//! pressing and releasing the mouse, the click misses its button. So while
//! the pointer is down, leaving waits until it is up again.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use crate::draft::Path;
use crate::web::state::{App, app};

#[derive(Clone, Copy)]
struct Leaving {
    pressed: StoredValue<bool>,
    waiting: StoredValue<Vec<Path>>,
}

/// Watches the pointer, once for the page.
pub fn watch() {
    let app = app();
    let leaving = Leaving {
        pressed: StoredValue::new(false),
        waiting: StoredValue::new(Vec::new()),
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

/// What to do when the focus goes out of the field at a path.
pub fn leaves(path: &Path) -> Box<dyn FnMut(web_sys::Event)> {
    let app = app();
    let leaving = use_context::<Leaving>();
    let path = path.clone();
    Box::new(move |_| match leaving {
        Some(leaving) if leaving.pressed.get_value() => leaving
            .waiting
            .update_value(|waiting| waiting.push(path.clone())),
        _ => app.leave(&path),
    })
}
