//! What any notation says: texts, numbers, flags, lists and maps, each with
//! the place where it stands.

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned {
    /// The byte at which it begins.
    pub at: usize,
    /// The value.
    pub data: Data,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Nothing: `null`, `None`.
    Null,
    /// True or false.
    Flag(bool),
    /// A number, as it was written.
    Number(String),
    /// A text, perhaps with [symbols](super::Symbols) in it.
    Text(String),
    /// Items in order.
    List(Vec<Spanned>),
    /// Entries in order; a key may occur twice.
    Map(Vec<Entry>),
}

/// An entry of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// The byte at which the key begins.
    pub at: usize,
    /// Its value.
    pub value: Spanned,
}

impl Spanned {
    /// A value at a place.
    pub fn new(at: usize, data: Data) -> Self {
        Spanned { at, data }
    }
    /// A text at a place.
    pub fn text(at: usize, text: impl Into<String>) -> Self {
        Spanned::new(at, Data::Text(text.into()))
    }
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }
    /// A text, a number or a flag as it would be typed.
    pub fn as_typed(&self) -> Option<String> {
        match &self.data {
            Data::Text(text) | Data::Number(text) => Some(text.clone()),
            Data::Flag(flag) => Some(if *flag { "true" } else { "false" }.to_owned()),
            Data::Null | Data::List(_) | Data::Map(_) => None,
        }
    }
    /// The items, if it is a list.
    pub fn items(&self) -> &[Spanned] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }
    /// The entries, if it is a map.
    pub fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Map(entries) => entries,
            _ => &[],
        }
    }
    /// The value of a key; of several the last.
    pub fn get(&self, key: &str) -> Option<&Spanned> {
        let mut entries = self.entries().iter().rev();
        entries
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }
    /// Whether it says nothing: null, an empty text, list or map, or a list of such.
    pub fn is_empty(&self) -> bool {
        match &self.data {
            Data::Null => true,
            Data::Flag(_) | Data::Number(_) => false,
            Data::Text(text) => text.is_empty(),
            Data::List(items) => items.iter().all(Spanned::is_empty),
            Data::Map(entries) => entries.iter().all(|entry| entry.value.is_empty()),
        }
    }
}

impl Entry {
    /// An entry.
    pub fn new(key: impl Into<String>, at: usize, value: Spanned) -> Self {
        Entry {
            key: key.into(),
            at,
            value,
        }
    }
}
