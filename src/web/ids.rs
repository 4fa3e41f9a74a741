//! Ids that are typed over: what hangs on the id before goes with it, when the
//! field is left, and can be brought back.

use leptos::prelude::*;

use crate::draft::Path;
use crate::lifecycle::{release, says_removed};
use crate::web::dom::El;
use crate::web::live;
use crate::web::state::App;

/// Watches the fields of ids in an element.
pub fn watch(app: App, fields: El, places: Vec<Path>) -> El {
    let read = move |places: &[Path]| {
        app.draft.with_untracked(|draft| {
            let texts = places.iter().map(|place| draft.text(place).to_owned());
            texts.collect::<Vec<String>>()
        })
    };
    let before = StoredValue::new(Vec::new());
    let watched = places.clone();
    fields
        .on(
            "focusin",
            live::click(move || before.set_value(read(&watched))),
        )
        .on(
            "change",
            live::click(move || {
                let was = before.get_value();
                before.set_value(read(&places));
                let mut after = app.draft.get_untracked();
                let mut removed = 0;
                for (place, was) in places.iter().zip(was) {
                    if !was.is_empty() && was != after.text(place) {
                        removed += release(&mut after, place).len();
                    }
                }
                if removed > 0 {
                    app.change(
                        &["The ID changed: ", &says_removed(removed)].concat(),
                        |draft| *draft = after,
                    );
                }
            }),
        )
}
