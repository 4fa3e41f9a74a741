//! Values that change, in one type for each kind of value.
//!
//! The rendering code is generic over the closure that gives a value, so a
//! page with two hundred closures in its views would carry two hundred copies
//! of it. Behind a pointer they share one: use these in every `view!` instead
//! of bare closures.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::draft::RowId;

/// A value that is read anew when what it depends on changes.
pub type Live<T> = Arc<Mutex<dyn FnMut() -> T + Send>>;

/// A changing text.
pub fn text(read: impl FnMut() -> String + Send + 'static) -> Live<String> {
    Arc::new(Mutex::new(read))
}

/// A changing yes or no, for a class or a property.
pub fn flag(read: impl FnMut() -> bool + Send + 'static) -> Live<bool> {
    Arc::new(Mutex::new(read))
}

/// A changing part of the page.
pub fn part(draw: impl FnMut() -> AnyView + Send + 'static) -> Live<AnyView> {
    Arc::new(Mutex::new(draw))
}

/// A part that is there only while a condition holds; drawn anew only when the condition changes.
pub fn when(
    holds: Memo<bool>,
    mut draw: impl FnMut() -> AnyView + Send + 'static,
) -> Live<AnyView> {
    part(move || if holds.get() { draw() } else { ().into_any() })
}

/// A part that is there only sometimes.
pub fn some(mut draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> Live<AnyView> {
    part(move || draw().unwrap_or_else(|| ().into_any()))
}

/// An attribute that is there only sometimes.
pub fn attribute(read: impl FnMut() -> Option<String> + Send + 'static) -> Live<Option<String>> {
    Arc::new(Mutex::new(read))
}

/// An attribute that is `true` or absent.
pub fn mark(mut holds: impl FnMut() -> bool + Send + 'static) -> Live<Option<&'static str>> {
    Arc::new(Mutex::new(move || holds().then_some("true")))
}

/// A derived value that tells those who read it only when it becomes another.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(
        read: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| read())
    }
    boxed(Box::new(read))
}

/// What a click does.
pub fn click(mut run: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| run())
}

/// What a change of an input does.
pub fn changed(mut run: impl FnMut(HtmlInputElement) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into().ok()) {
            run(input);
        }
    })
}

/// A small button that shows a picture and says what it does.
pub fn icon(
    picture: &'static str,
    says: impl FnMut() -> String + Send + 'static,
    off: impl FnMut() -> bool + Send + 'static,
    run: impl FnMut() + 'static,
) -> AnyView {
    fn one(
        picture: &'static str,
        says: Live<String>,
        off: Live<bool>,
        run: Box<dyn FnMut(MouseEvent)>,
    ) -> AnyView {
        view! {
            <button type="button" class="icon" disabled=off aria-label=says.clone() title=says on:click=run>
                <i class=picture aria-hidden="true"></i>
            </button>
        }
        .into_any()
    }
    one(picture, text(says), flag(off), click(run))
}

/// A button that says what it does.
pub fn button(class: &'static str, label: &'static str, run: impl FnMut() + 'static) -> AnyView {
    view! { <button type="button" class=class on:click=click(run)>{label}</button> }.into_any()
}

/// The small cross that closes a message or a dialog.
pub fn close(label: &'static str, run: impl FnMut() + 'static) -> AnyView {
    view! {
        <button type="button" class="btn quiet close" aria-label=label on:click=click(run)><span aria-hidden="true">"×"</span></button>
    }
    .into_any()
}

/// One entry of a [`list`].
pub struct Item {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Item {
    /// An entry that stays the same element as long as its `key` is in the list.
    pub fn new(key: &impl Hash, draw: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        Item {
            key: hasher.finish(),
            draw: Box::new(draw),
        }
    }
}

/// A list by the ids of its rows.
pub fn rows(
    ids: Memo<Vec<RowId>>,
    draw: impl Fn(RowId) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let draw: Arc<dyn Fn(RowId) -> AnyView + Send + Sync> = Arc::new(draw);
    list(move || {
        let item = |id: RowId| {
            let draw = Arc::clone(&draw);
            Item::new(&id, move || draw(id))
        };
        ids.get().into_iter().map(item).collect()
    })
}

/// A list whose entries keep their elements while others come, go and move: `<For>` in one type.
pub fn list(each: impl Fn() -> Vec<Item> + Send + Sync + 'static) -> AnyView {
    let each: Arc<dyn Fn() -> Vec<Item> + Send + Sync> = Arc::new(each);
    view! { <For each=move || each() key=|item| item.key children=|item| (item.draw)()/> }
        .into_any()
}
