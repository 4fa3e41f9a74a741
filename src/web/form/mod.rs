//! The form of the window that is chosen: the window itself, its targets, its
//! tasks.
//!
//! Every editor is drawn from the catalogue and reads and writes one place of
//! the draft. Others reach a field through [`go_to`]; an editor's id is its
//! path's anchor.

mod choose;
mod composer;
mod duplicate;
mod entries;
pub mod field;
mod fill_in;
mod found;
pub mod group;
mod json;
mod kinds;
mod leaving;
pub mod line;
mod parameter;
pub mod part;
mod picker;
pub mod places;
mod pseudo;
mod rows;
mod schedule;
pub mod spot;
pub mod summary;
mod target;
mod task;
mod task_targets;
mod window;
mod zone;

use crate::web::dom::{View, all};
use leptos::prelude::*;

pub use fill_in::CARD as TO_FILL_IN;
pub use leaving::watch;
pub use places::{focus_soon, go_to, open_way};

use crate::draft::Draft;
use crate::web::live;
use crate::web::state::app;

/// The form of the chosen window.
pub fn form() -> View {
    let app = app();
    // A new window is a new form: none of its editors is about the old one.
    all![
        task::suggestions(),
        fill_in::card(),
        live::part(move || {
            let path = Draft::window_path(app.window.get());
            all![
                window::card(&path),
                part::section(part::TARGET, &path),
                part::section(part::TASK, &path)
            ]
        })
    ]
}
