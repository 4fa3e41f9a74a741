//! Elements of the page, all of one type, made directly in the document.
//!
//! Leptos holds what changes: each element with changing parts has one of its
//! render effects, which ends with the owner it was made under. Its typed
//! views would be compiled once for each combination of types on the page;
//! these are compiled once. Knows nothing of drafts and forms.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlInputElement, HtmlOptionElement, Node};

use super::live::{Derived, Live, Put};

/// Nodes that stand side by side. The first and the last stay as long as the view does.
///
/// A pointer wide, like [`El`]: what is handed on most should be handed on cheaply.
#[derive(Default)]
#[allow(
    clippy::box_collection,
    reason = "handed on by pointer, not by three words"
)]
pub struct View(Box<Vec<Node>>);

/// Views side by side.
macro_rules! all {
    ($($part:expr),* $(,)?) => {
        $crate::web::dom::View::none()$(.and($part))*
    };
}
pub(crate) use all;

impl View {
    /// Nothing.
    pub fn none() -> View {
        View::default()
    }
    /// What comes behind it.
    pub fn and(mut self, next: impl Into<View>) -> View {
        self.0.append(&mut next.into().0);
        self
    }
    fn of(node: Node) -> View {
        View(Box::new(vec![node]))
    }
    /// Puts it at the end of an element.
    pub fn append_to(&self, parent: &Node) {
        for node in self.0.iter() {
            // Only a node inside itself refuses.
            let _ = parent.append_child(node);
        }
    }
    fn insert_before(&self, mark: &Node) {
        let Some(parent) = mark.parent_node() else {
            return;
        };
        for node in self.0.iter() {
            let _ = parent.insert_before(node, Some(mark));
        }
    }
    /// Takes it out of the document, with what came between its first and last node since.
    fn remove(&self) {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else {
            return;
        };
        let Some(parent) = first.parent_node() else {
            return;
        };
        let mut next = Some(first.clone());
        while let Some(node) = next {
            next = if node == *last {
                None
            } else {
                node.next_sibling()
            };
            let _ = parent.remove_child(&node);
        }
    }
    /// Moves it before a mark, with what stands between its first and last node.
    fn move_before(&self, mark: &Node) {
        let (Some(first), Some(last), Some(parent)) =
            (self.0.first(), self.0.last(), mark.parent_node())
        else {
            return;
        };
        let mut next = Some(first.clone());
        while let Some(node) = next {
            next = if node == *last {
                None
            } else {
                node.next_sibling()
            };
            let _ = parent.insert_before(&node, Some(mark));
        }
    }
}

impl From<()> for View {
    fn from((): ()) -> View {
        View::none()
    }
}
impl From<&str> for View {
    fn from(text: &str) -> View {
        View::of(document().create_text_node(text).into())
    }
}
impl From<String> for View {
    fn from(text: String) -> View {
        View::from(text.as_str())
    }
}
impl From<Cow<'_, str>> for View {
    fn from(text: Cow<'_, str>) -> View {
        View::from(&*text)
    }
}
impl From<El> for View {
    fn from(element: El) -> View {
        element.view()
    }
}
impl<T: Into<View>> From<Option<T>> for View {
    fn from(view: Option<T>) -> View {
        view.map_or_else(View::none, Into::into)
    }
}
impl<T: Into<View>> From<Vec<T>> for View {
    fn from(views: Vec<T>) -> View {
        views
            .into_iter()
            .fold(View::none(), |all, view| all.and(view))
    }
}
impl FromIterator<View> for View {
    fn from_iter<I: IntoIterator<Item = View>>(views: I) -> View {
        views.into_iter().fold(View::none(), View::and)
    }
}
/// A text that changes.
impl From<Live<String>> for View {
    fn from(read: Live<String>) -> View {
        let node = document().create_text_node("");
        let view = View::of(node.clone().into());
        let mut shown = String::new();
        effect(Box::new(move || {
            let now = read();
            if now != shown {
                node.set_data(&now);
                shown = now;
            }
        }));
        view
    }
}

/// A part that is drawn anew when what it read changes.
impl From<Live<View>> for View {
    fn from(draw: Live<View>) -> View {
        let outer = weak_owner();
        let mut drawn: Option<(View, Owner)> = None;
        between(move |end| {
            let Some(owner) = outer.upgrade().map(|outer| outer.child()) else {
                return;
            };
            let view = owner.with(|| draw());
            if let Some((old, owner)) = drawn.take() {
                // Its signals still live while it leaves: what loses the focus may read them.
                old.remove();
                owner.cleanup();
            }
            view.insert_before(end);
            drawn = Some((view, owner));
        })
    }
}

/// One entry of a [`list`].
pub struct Item {
    key: u64,
    draw: Box<dyn FnOnce() -> View>,
}

impl Item {
    /// An entry that stays the same element as long as its `key` is in the list.
    pub fn new(key: &impl Hash, draw: impl FnOnce() -> View + 'static) -> Self {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        Item {
            key: hasher.finish(),
            draw: Box::new(draw),
        }
    }
}

/// A list whose entries keep their elements while others come, go and move.
pub fn list(each: impl Fn() -> Vec<Item> + 'static) -> View {
    keyed(Box::new(each))
}

fn keyed(each: Box<dyn Fn() -> Vec<Item>>) -> View {
    let outer = weak_owner();
    let mut shown: Vec<(u64, View, Owner)> = Vec::new();
    between(move |end| {
        let Some(outer) = outer.upgrade() else { return };
        let wanted = each();
        let mut before = std::mem::take(&mut shown);
        for item in wanted {
            let kept = before.iter().position(|(key, ..)| *key == item.key);
            shown.push(match kept {
                Some(at) => before.remove(at),
                None => {
                    let owner = outer.child();
                    let mut view = untrack(|| owner.with(item.draw));
                    if view.0.is_empty() {
                        view.0.push(mark());
                    }
                    view.insert_before(end);
                    (item.key, view, owner)
                }
            });
        }
        for (_, view, owner) in before {
            view.remove();
            owner.cleanup();
        }
        // Only what stands in the wrong place is moved: a moved element loses the focus.
        let mut next = end.clone();
        for (_, view, _) in shown.iter().rev() {
            let (Some(first), Some(last)) = (view.0.first(), view.0.last()) else {
                continue;
            };
            if last.next_sibling().as_ref() != Some(&next) {
                view.move_before(&next);
            }
            next = first.clone();
        }
    })
}

/// Two marks, and an effect that puts things before the second.
fn between(mut draw: impl FnMut(&Node) + 'static) -> View {
    fn boxed(mut draw: Box<dyn FnMut(&Node)>) -> View {
        let (first, last) = (mark(), mark());
        let apart = document().create_document_fragment();
        View::of(first.clone())
            .and(View::of(last.clone()))
            .append_to(&apart);
        effect(Box::new(move || draw(&last)));
        let mut nodes = Vec::new();
        let mut next = Some(first);
        while let Some(node) = next {
            next = node.next_sibling();
            nodes.push(node);
        }
        View(Box::new(nodes))
    }
    boxed(Box::new(move |end| draw(end)))
}

/// The owner under which something is made. The owner holds its effects, so they must not hold it.
fn weak_owner() -> WeakOwner {
    Owner::current().unwrap_or_default().downgrade()
}

/// A node that shows nothing and never moves within its part.
fn mark() -> Node {
    document().create_comment("").into()
}

/// Runs now, and again when what it read changes, until the owner ends.
pub fn follow(run: impl FnMut() + 'static) {
    effect(Box::new(run));
}

fn effect(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    on_cleanup(move || drop(effect));
}

/// An element that is being made.
pub struct El(Box<Making>);

struct Making {
    node: web_sys::Element,
    changing: Vec<Box<dyn FnMut()>>,
}

/// An element of HTML.
pub fn el(tag: &'static str) -> El {
    made(document().create_element(tag))
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
        let node = self.0.node.clone();
        self.0.changing.push(Box::new(move || {
            let input = node.unchecked_ref::<HtmlInputElement>();
            // Writing what is there already would move the cursor.
            text.with(|text| {
                if input.value() != *text {
                    input.set_value(text);
                }
            });
        }));
        let node = self.0.node.clone();
        self.on("input", move |_| {
            put(&node.unchecked_ref::<HtmlInputElement>().value());
        })
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
