//! Values as Terraform converts them: flags and numbers from texts, maps in the
//! order of their keys, objects of which not everything is known.

use crate::syntax::{Data, Entry, Spanned};

/// The key of a map of which not everything is known: a resource's attributes.
pub(super) const OPEN: &str = "\u{0}open";

/// A flag, or a text that is one.
pub(super) fn flag(value: &Spanned) -> Option<bool> {
    match &value.data {
        Data::Flag(flag) => Some(*flag),
        Data::Text(text) => match text.as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A number, or a text that is one.
pub(super) fn number(value: &Spanned) -> Option<f64> {
    match &value.data {
        Data::Number(text) | Data::Text(text) => text.trim().parse::<f64>().ok(),
        _ => None,
    }
    .filter(|number| number.is_finite())
}

/// A count: a whole number that is not negative.
pub(super) fn count(value: &Spanned) -> Option<usize> {
    let number = number(value)?;
    let whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
    whole.then(|| format!("{number:.0}").parse().ok()).flatten()
}

/// A number as a value.
pub(super) fn with_number(at: usize, number: f64) -> Spanned {
    // Minus zero is no number that anyone wants to read.
    let number = if number == 0.0 { 0.0 } else { number };
    Spanned::new(at, Data::Number(number.to_string()))
}

/// The entries of a map by key, without what marks it as open.
pub(super) fn sorted(map: &Spanned) -> Vec<Entry> {
    let known = map.entries().iter().filter(|entry| entry.key != OPEN);
    let mut entries: Vec<Entry> = known.cloned().collect();
    entries.sort_by(|one, other| one.key.cmp(&other.key));
    entries
}

/// The items of a list or set, or the values of a map.
pub(super) fn items(value: &Spanned) -> Vec<Spanned> {
    match &value.data {
        Data::List(items) => items.clone(),
        Data::Map(_) => sorted(value).into_iter().map(|entry| entry.value).collect(),
        _ => Vec::new(),
    }
}

/// A set: each item once; texts in their order.
pub(super) fn set(at: usize, from: Vec<Spanned>) -> Spanned {
    let mut items: Vec<Spanned> = from;
    let texts: Option<Vec<String>> = items.iter().map(Spanned::as_typed).collect();
    if texts.is_some() {
        let key = |item: &Spanned| item.as_typed().unwrap_or_default();
        items.sort_by_cached_key(key);
        items.dedup_by(|one, other| key(one) == key(other));
    }
    Spanned::new(at, Data::List(items))
}
