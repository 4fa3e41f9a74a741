//! Nodes side by side: texts, parts that are drawn anew, lists that keep their
//! entries' elements; and the effects under which they change.
//!
//! A browser's translation, or an extension, puts elements of its own around
//! texts or in their place. So whatever changes stands between two comments,
//! which nobody touches, and what stands between them is ours to replace.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use web_sys::Node;

use super::El;
use crate::web::live::Live;

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
    pub(super) fn of(node: Node) -> View {
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
        self.each(&mut |parent, node| drop(parent.remove_child(node)));
    }
    /// Moves it before a mark, with what stands between its first and last node.
    fn move_before(&self, mark: &Node) {
        self.each(&mut |parent, node| drop(parent.insert_before(node, Some(mark))));
    }
    /// Sees to it that the first and the last node are none that a translation replaces.
    fn stay_at_the_ends(&mut self) {
        let is_text = |node: Option<&Node>| node.is_none_or(|n| n.node_type() == Node::TEXT_NODE);
        if is_text(self.0.first()) {
            self.0.insert(0, mark());
        }
        if is_text(self.0.last()) {
            self.0.push(mark());
        }
    }
    /// Does something with each node from the first to the last, as they stand in the document.
    fn each(&self, run: &mut dyn FnMut(&Node, &Node)) {
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
            run(&parent, &node);
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
        let (first, last) = (mark(), mark());
        let view = View(Box::new(vec![
            first.clone(),
            node.clone().into(),
            last.clone(),
        ]));
        let mut shown = String::new();
        effect(Box::new(move || {
            let now = read();
            if now != shown {
                node.set_data(&now);
                shown = now;
                settle(&first, &node, &last);
            }
        }));
        view
    }
}

/// Puts a node back between its marks, alone, if anything else stands there.
fn settle(first: &Node, node: &Node, last: &Node) {
    let Some(parent) = last.parent_node() else {
        return;
    };
    let alone =
        first.next_sibling().as_ref() == Some(node) && node.next_sibling().as_ref() == Some(last);
    if !alone {
        clear(first, last);
        let _ = parent.insert_before(node, Some(last));
    }
}

/// Takes out what stands between two marks.
fn clear(first: &Node, last: &Node) {
    let Some(parent) = last.parent_node() else {
        return;
    };
    while let Some(node) = first.next_sibling().filter(|node| node != last) {
        if parent.remove_child(&node).is_err() {
            break;
        }
    }
}

/// A part that is drawn anew when what it read changes.
impl From<Live<View>> for View {
    fn from(draw: Live<View>) -> View {
        let outer = weak_owner();
        let mut drawn: Option<Owner> = None;
        between(move |first, last| {
            let Some(owner) = outer.upgrade().map(|outer| outer.child()) else {
                return;
            };
            let view = owner.with(|| draw());
            if let Some(before) = drawn.take() {
                // Its signals still live while it leaves: what loses the focus may read them.
                clear(first, last);
                before.cleanup();
            }
            view.insert_before(last);
            drawn = Some(owner);
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
    let mut shown: Vec<Entry> = Vec::new();
    between(move |_, end| {
        let Some(outer) = outer.upgrade() else { return };
        let wanted = each();
        // A key may occur twice: the first of its entries is the last here.
        let mut before: HashMap<u64, Vec<Entry>> = HashMap::new();
        for entry in std::mem::take(&mut shown).into_iter().rev() {
            before.entry(entry.key).or_default().push(entry);
        }
        for item in wanted {
            shown.push(match before.get_mut(&item.key).and_then(Vec::pop) {
                Some(entry) => entry,
                None => {
                    let owner = outer.child();
                    let mut view = untrack(|| owner.with(item.draw));
                    view.stay_at_the_ends();
                    Entry {
                        key: item.key,
                        view,
                        owner,
                        placed: false,
                    }
                }
            });
        }
        for gone in before.into_values().flatten() {
            gone.view.remove();
            gone.owner.cleanup();
        }
        // Only what stands in the wrong place is moved: a moved element loses the focus.
        let mut next = end.clone();
        let firsts: Vec<Node> = shown
            .iter()
            .filter_map(|entry| entry.view.0.first().cloned())
            .collect();
        for entry in shown.iter_mut().rev() {
            let (Some(first), Some(last)) = (entry.view.0.first(), entry.view.0.last()) else {
                continue;
            };
            if !entry.placed || first.parent_node().is_none() {
                entry.view.insert_before(&next);
                entry.placed = true;
            } else if own_sibling(last, &next, &firsts).as_ref() != Some(&next) {
                entry.view.move_before(&next);
            }
            next = first.clone();
        }
    })
}

/// The next sibling that is an entry of the list, or the mark at its end; what is not ours is passed over.
fn own_sibling(last: &Node, end: &Node, firsts: &[Node]) -> Option<Node> {
    let mut next = last.next_sibling();
    while let Some(node) = next {
        if node == *end || firsts.contains(&node) {
            return Some(node);
        }
        next = node.next_sibling();
    }
    None
}

/// An entry of a list as it stands.
struct Entry {
    key: u64,
    view: View,
    owner: Owner,
    /// Whether it is among the others yet.
    placed: bool,
}

/// Draws what stands between two marks.
type Draw = Box<dyn FnMut(&Node, &Node)>;

/// Two marks, and an effect that puts things before the second.
fn between(mut draw: impl FnMut(&Node, &Node) + 'static) -> View {
    fn boxed(mut draw: Draw) -> View {
        let (first, last) = (mark(), mark());
        let apart = document().create_document_fragment();
        View::of(first.clone())
            .and(View::of(last.clone()))
            .append_to(&apart);
        let begin = first.clone();
        effect(Box::new(move || draw(&begin, &last)));
        let mut nodes = Vec::new();
        let mut next = Some(first);
        while let Some(node) = next {
            next = node.next_sibling();
            nodes.push(node);
        }
        View(Box::new(nodes))
    }
    boxed(Box::new(move |first, last| draw(first, last)))
}

/// The owner under which something is made. The owner holds its effects, so they must not hold it.
pub(super) fn weak_owner() -> WeakOwner {
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

pub(super) fn effect(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    on_cleanup(move || drop(effect));
}
