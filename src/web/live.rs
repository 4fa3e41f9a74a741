//! Values that change, in one type for each kind of value, and the small
//! parts that are made of them.
//!
//! Code that is generic over a closure or over what a closure gives is
//! compiled once for each; behind a pointer all share one.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::dom::{Item, View, el, list};
use crate::draft::RowId;

/// A value that is read anew when what it depends on changes.
pub type Live<T> = Rc<dyn Fn() -> T>;

/// A changing text.
pub fn text(read: impl Fn() -> String + 'static) -> Live<String> {
    Rc::new(read)
}

/// A changing yes or no, for a class or a property.
pub fn flag(read: impl Fn() -> bool + 'static) -> Live<bool> {
    Rc::new(read)
}

/// A changing part of the page.
pub fn part(draw: impl Fn() -> View + 'static) -> Live<View> {
    Rc::new(draw)
}

/// A part that is there only while a condition holds; drawn anew only when the condition changes.
pub fn when(holds: Derived<bool>, draw: impl Fn() -> View + 'static) -> Live<View> {
    part(move || if holds.get() { draw() } else { View::none() })
}

/// A part that is there only sometimes.
pub fn some(draw: impl Fn() -> Option<View> + 'static) -> Live<View> {
    part(move || draw().unwrap_or_default())
}

/// An attribute that is there only sometimes.
pub fn attribute(read: impl Fn() -> Option<String> + 'static) -> Live<Option<String>> {
    Rc::new(read)
}

/// An attribute that is `true` or absent.
pub fn mark(holds: impl Fn() -> bool + 'static) -> Live<Option<&'static str>> {
    Rc::new(move || holds().then_some("true"))
}

/// A value worked out from others, kept until one of them changes; it tells
/// those who read it only when it has become another.
///
/// Leptos' `Memo` of one type for all values: a memo for each type of value
/// would be compiled for each.
pub struct Derived<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Source {
    /// It is worked out by who looks at it.
    Asked(Memo<Kept>),
    /// It was told: see [`told`].
    Told(RwSignal<Kept>),
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Derived<T> {}

#[derive(Clone)]
struct Kept {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Kept {
    fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Kept {
        fn same<T: PartialEq + 'static>(a: &dyn Any, b: &dyn Any) -> bool {
            a.downcast_ref::<T>() == b.downcast_ref::<T>()
        }
        Kept {
            value: Arc::new(value),
            same: same::<T>,
        }
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    /// A value as `read` gives it.
    pub fn new(read: impl Fn() -> T + Send + Sync + 'static) -> Self {
        fn kept(read: Box<dyn Fn() -> Kept + Send + Sync>) -> Source {
            Source::Asked(Memo::new(move |_| read()))
        }
        Derived {
            source: kept(Box::new(move || Kept::new(read()))),
            of: PhantomData,
        }
    }
    /// Makes a [`told`] value another one; who reads it hears of it only if it differs.
    pub fn tell(self, value: T) {
        fn tell(signal: RwSignal<Kept>, now: Kept) {
            if signal.with_untracked(|before| *before != now) {
                signal.set(now);
            }
        }
        if let Source::Told(signal) = self.source {
            tell(signal, Kept::new(value));
        }
    }
}

/// A value that is told to who reads it, by [`Derived::tell`].
///
/// A change marks everything that may hang on it, however far, before anything is
/// compared. Where one thing feeds many values of which one changes, an effect
/// that tells them keeps the others out of it.
pub fn told<T: PartialEq + Send + Sync + 'static>(value: T) -> Derived<T> {
    Derived {
        source: Source::Told(RwSignal::new(Kept::new(value))),
        of: PhantomData,
    }
}

impl<T: 'static> Derived<T> {
    /// Whether the part of the page that made it is gone: then it must not be read, in a timer for example.
    pub fn is_disposed(self) -> bool {
        match self.source {
            Source::Asked(memo) => memo.try_with_untracked(|_| ()).is_none(),
            Source::Told(signal) => signal.try_with_untracked(|_| ()).is_none(),
        }
    }
    /// Has who reads it run again when it changes.
    pub fn track(self) {
        match self.source {
            // A memo that was never read knows nothing of its sources: tracking alone would hear nothing.
            Source::Asked(memo) => memo.with(|_| ()),
            Source::Told(signal) => signal.track(),
        }
    }
    /// Looks at the value, and again when it changes.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        Self::look(
            match self.source {
                Source::Asked(memo) => memo.get(),
                Source::Told(signal) => signal.get(),
            },
            look,
        )
    }
    /// Looks at the value once.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        Self::look(
            match self.source {
                Source::Asked(memo) => memo.get_untracked(),
                Source::Told(signal) => signal.get_untracked(),
            },
            look,
        )
    }
    fn look<R>(kept: Kept, look: impl FnOnce(&T) -> R) -> R {
        match kept.value.downcast_ref() {
            Some(value) => look(value),
            None => unreachable!("a derived value is of the type it was made of"),
        }
    }
}

impl<T: Clone + 'static> Derived<T> {
    /// The value, and again when it changes.
    pub fn get(self) -> T {
        self.with(T::clone)
    }
    /// The value once.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

/// A [`Derived`] value.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Derived<T> {
    Derived::new(read)
}

/// Where what is typed goes.
pub type Put = Rc<dyn Fn(&str)>;

/// A [`Put`].
pub fn put(put: impl Fn(&str) + 'static) -> Put {
    Rc::new(put)
}

/// What a click does.
pub fn click(mut run: impl FnMut() + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |_| run())
}

/// What a key does.
pub fn keys(mut run: impl FnMut(KeyboardEvent) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| run(event.unchecked_into()))
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
    says: impl Fn() -> String + 'static,
    off: impl Fn() -> bool + 'static,
    run: impl FnMut() + 'static,
) -> View {
    icon_of(picture, text(says), flag(off), click(run))
}

fn icon_of(
    picture: &'static str,
    says: Live<String>,
    off: Live<bool>,
    run: Box<dyn FnMut(Event)>,
) -> View {
    el("button")
        .attr("type", "button")
        .class("icon")
        .attr("disabled", off)
        .attr("aria-label", says.clone())
        .attr("title", says)
        .on("click", run)
        .with(el("i").class(picture).attr("aria-hidden", "true"))
        .view()
}

/// An [`icon`] that acts once per press: a double click on it does not also press
/// the button that takes its place.
pub fn icon_once(
    picture: &'static str,
    says: impl Fn() -> String + 'static,
    off: impl Fn() -> bool + 'static,
    mut run: impl FnMut() + 'static,
) -> View {
    let once: Box<dyn FnMut(Event)> = Box::new(move |event| {
        if !super::browser::is_repeated(&event) {
            run();
        }
    });
    icon_of(picture, text(says), flag(off), once)
}

/// A button that says what it does.
pub fn button(class: &'static str, label: &'static str, run: impl FnMut() + 'static) -> View {
    el("button")
        .attr("type", "button")
        .class(class)
        .on("click", click(run))
        .with(label)
        .view()
}

/// The small cross that closes a message or a dialog.
pub fn close(label: &'static str, run: impl FnMut() + 'static) -> View {
    el("button")
        .attr("type", "button")
        .class("btn quiet close")
        .attr("aria-label", label)
        .on("click", click(run))
        .with(el("span").attr("aria-hidden", "true").with("×"))
        .view()
}

/// A list by the ids of its rows.
pub fn rows(ids: Derived<Vec<RowId>>, draw: impl Fn(RowId) -> View + 'static) -> View {
    let draw: Rc<dyn Fn(RowId) -> View> = Rc::new(draw);
    list(move || {
        let item = |id: RowId| {
            let draw = Rc::clone(&draw);
            Item::new(&id, move || draw(id))
        };
        ids.get().into_iter().map(item).collect()
    })
}
