//! Elements of the page, all of one type, made directly in the document.
//!
//! Leptos holds what changes: each element with changing parts has one of its
//! render effects, which ends with the owner it was made under. Its typed
//! views would be compiled once for each combination of types on the page;
//! these are compiled once. Knows nothing of drafts and forms.

mod element;
mod view;

pub use element::{Attribute, El, Flag, el, svg};
pub(crate) use view::all;
pub use view::{Item, View, follow, list};
