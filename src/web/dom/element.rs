//! One element while it is made: attributes, classes, listeners, content. What
//! changes of it shares one effect.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlInputElement, HtmlOptionElement};

use super::View;
use super::view::{effect, weak_owner};
use crate::web::live::{Derived, Live, Put};

/// An element that is being made.
pub struct El(Box<Making>);

struct Making {
    node: web_sys::Element,
    changing: Vec<Box<dyn FnMut()>>,
}

/// An element of HTML; what is code or is typed is in no language that could be translated.
pub fn el(tag: &'static str) -> El {
    let element = made(document().create_element(tag));
    if matches!(tag, "code" | "pre" | "input" | "textarea") {
        return element.literal();
    }
    element
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> El {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
}

fn made(element: Result<web_sys::Element, wasm_bindgen::JsValue>) -> El {
    El(Box::new(Making {
        // Only a tag that is no name is refused, and they all stand in the source.
        node: element.unwrap_or_else(|refused| refused.unchecked_into()),
        changing: Vec::new(),
    }))
}

impl El {
    /// The element itself.
    pub fn node(&self) -> web_sys::Element {
        self.0.node.clone()
    }
    /// Marks it as what must never be translated: a name, an id, an expression.
    pub fn literal(self) -> Self {
        self.attr("translate", "no")
    }
    /// An attribute; one that is `None` or `false` is absent.
    pub fn attr(mut self, name: &'static str, value: impl Attribute) -> Self {
        value.put(name, &mut self);
        self
    }
    /// Its classes.
    pub fn class(self, classes: impl Attribute) -> Self {
        self.attr("class", classes)
    }
    /// A class more while something holds. After [`El::class`].
    pub fn class_if(mut self, name: &'static str, holds: impl Into<Flag>) -> Self {
        let node = self.0.node.clone();
        self.when(holds.into(), move |on| {
            let _ = node.class_list().toggle_with_force(name, on);
        });
        self
    }
    /// `checked` or `selected`, which a person changes too.
    pub fn prop(mut self, name: &'static str, holds: impl Into<Flag>) -> Self {
        let node = self.0.node.clone();
        self.when(holds.into(), move |on| match name {
            "selected" => node.unchecked_ref::<HtmlOptionElement>().set_selected(on),
            _ => node.unchecked_ref::<HtmlInputElement>().set_checked(on),
        });
        self
    }
    fn when(&mut self, holds: Flag, put: impl Fn(bool) + 'static) {
        let put: Box<dyn Fn(bool)> = Box::new(put);
        match holds {
            Flag::Still(on) => put(on),
            Flag::Live(read) => {
                let mut shown = None;
                self.0.changing.push(Box::new(move || {
                    let now = read();
                    if shown.replace(now) != Some(now) {
                        put(now);
                    }
                }));
            }
        }
    }
    /// A style property; the policy forbids the attribute.
    pub fn style(self, name: &str, value: &str) -> Self {
        let _ = self
            .0
            .node
            .unchecked_ref::<web_sys::HtmlElement>()
            .style()
            .set_property(name, value);
        self
    }
    /// What is typed into it: shown from `text`, put by `put`.
    pub fn bind(mut self, text: Derived<String>, put: Put) -> Self {
        // What stands in it, as far as the program knows.
        let known = Rc::new(RefCell::new(String::new()));
        let node = self.0.node.clone();
        let shown = Rc::clone(&known);
        self.0.changing.push(Box::new(move || {
            let input = node.unchecked_ref::<HtmlInputElement>();
            // Writing what is there already would move the cursor.
            text.with(|text| {
                if input.value() != *text {
                    input.set_value(text);
                }
                shown.borrow_mut().clone_from(text);
            });
        }));
        let node = self.0.node.clone();
        let put = move |event: Event| {
            let typed = node.unchecked_ref::<HtmlInputElement>().value();
            // What fills a field in may tell only of the change. After typing there is nothing
            // new in it: a field that goes away tells of what was typed long ago.
            if event.type_() == "input" || *known.borrow() != typed {
                known.borrow_mut().clone_from(&typed);
                put(&typed);
            }
        };
        self.on("input", put.clone()).on("change", put)
    }
    /// What happens at an event.
    pub fn on(self, event: &'static str, run: impl FnMut(Event) + 'static) -> Self {
        fn listen(node: &web_sys::Element, event: &str, mut run: Box<dyn FnMut(Event)>) {
            // What it does may need the contexts of where it was made.
            let owner = weak_owner();
            let run: Box<dyn FnMut(Event)> = Box::new(move |event| {
                // Nothing of a page that is gone: an element in it may still lose the focus.
                if let Some(owner) = owner.upgrade() {
                    owner.with(|| run(event));
                }
            });
            // The browser frees it with the element.
            let run = Closure::wrap(run).into_js_value();
            let _ = node.add_event_listener_with_callback(event, run.unchecked_ref());
        }
        listen(&self.0.node, event, Box::new(run));
        self
    }
    /// What stands in it, at the end.
    pub fn with(self, inside: impl Into<View>) -> Self {
        inside.into().append_to(&self.0.node);
        self
    }
    /// The element as a view.
    pub fn view(self) -> View {
        let Making { node, mut changing } = *self.0;
        if !changing.is_empty() {
            effect(Box::new(move || changing.iter_mut().for_each(|run| run())));
        }
        View::of(node.into())
    }
    fn put(&self, name: &str, value: Option<&str>) {
        let _ = match value {
            Some(value) => self.0.node.set_attribute(name, value),
            None => self.0.node.remove_attribute(name),
        };
    }
    fn follow(&mut self, name: &'static str, read: Box<dyn Fn() -> Option<String>>) {
        let node = self.0.node.clone();
        let mut shown: Option<String> = None;
        self.0.changing.push(Box::new(move || {
            let now = read();
            if now != shown {
                let _ = match &now {
                    Some(value) => node.set_attribute(name, value),
                    None => node.remove_attribute(name),
                };
                shown = now;
            }
        }));
    }
}

/// Yes or no, for ever or for now.
pub enum Flag {
    /// As it was made.
    Still(bool),
    /// As it is read.
    Live(Live<bool>),
}
impl From<bool> for Flag {
    fn from(on: bool) -> Flag {
        Flag::Still(on)
    }
}
impl From<Live<bool>> for Flag {
    fn from(read: Live<bool>) -> Flag {
        Flag::Live(read)
    }
}

/// What an attribute can be set to.
pub trait Attribute {
    /// Sets it.
    fn put(self, name: &'static str, on: &mut El);
}
impl Attribute for &str {
    fn put(self, name: &'static str, on: &mut El) {
        on.put(name, Some(self));
    }
}
impl Attribute for String {
    fn put(self, name: &'static str, on: &mut El) {
        on.put(name, Some(&self));
    }
}
impl Attribute for bool {
    fn put(self, name: &'static str, on: &mut El) {
        if self {
            on.put(name, Some(""));
        }
    }
}
impl<T: Attribute> Attribute for Option<T> {
    fn put(self, name: &'static str, on: &mut El) {
        if let Some(value) = self {
            value.put(name, on);
        }
    }
}
impl Attribute for Live<String> {
    fn put(self, name: &'static str, on: &mut El) {
        on.follow(name, Box::new(move || Some(self())));
    }
}
impl Attribute for Live<bool> {
    fn put(self, name: &'static str, on: &mut El) {
        on.follow(name, Box::new(move || self().then(String::new)));
    }
}
impl Attribute for Live<Option<&'static str>> {
    fn put(self, name: &'static str, on: &mut El) {
        on.follow(name, Box::new(move || self().map(str::to_owned)));
    }
}
impl Attribute for Live<Option<String>> {
    fn put(self, name: &'static str, on: &mut El) {
        on.follow(name, Box::new(move || self()));
    }
}
impl Attribute for Derived<String> {
    fn put(self, name: &'static str, on: &mut El) {
        on.follow(name, Box::new(move || Some(self.get())));
    }
}
