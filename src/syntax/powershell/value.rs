//! What operators, members and conversions make of values.

use crate::syntax::{Data, Entry, Spanned};

/// A value as text; `None` for a list of several, a map or nothing.
pub fn as_text(value: &Spanned) -> Option<String> {
    match &value.data {
        Data::List(items) => {
            let texts: Option<Vec<String>> = items.iter().map(as_text).collect();
            texts.map(|texts| texts.join(" "))
        }
        Data::Flag(flag) => Some(if *flag { "True" } else { "False" }.to_owned()),
        Data::Null => Some(String::new()),
        _ => value.as_typed(),
    }
}

/// A member of a map, in any case.
pub fn member<'a>(value: &'a Spanned, name: &str) -> Option<&'a Spanned> {
    let mut entries = value.entries().iter().rev();
    let found = entries.find(|entry| entry.key.eq_ignore_ascii_case(name));
    found.map(|entry| &entry.value)
}

/// What two values come to with an operator; `None` where that is not known.
pub(super) fn combined(operator: &str, left: &Spanned, right: &Spanned) -> Option<Spanned> {
    let at = left.at;
    match operator {
        "+" => sum(left, right),
        "-f" => {
            let pattern = as_text(left)?;
            let values: Vec<String> = match &right.data {
                Data::List(items) => items.iter().map(as_text).collect::<Option<_>>()?,
                _ => vec![as_text(right)?],
            };
            Some(Spanned::text(at, format(&pattern, &values)?))
        }
        "-join" => {
            let texts: Option<Vec<String>> = match &left.data {
                Data::List(items) => items.iter().map(as_text).collect(),
                _ => as_text(left).map(|text| vec![text]),
            };
            Some(Spanned::text(at, texts?.join(&as_text(right)?)))
        }
        "-split" => {
            let mark = as_text(right)?;
            let text = as_text(left)?;
            let plain = mark.trim_start_matches('\\');
            let items = text.split(plain).map(|item| Spanned::text(at, item));
            Some(Spanned::new(at, Data::List(items.collect())))
        }
        "??" => Some(if left.is_empty() { right } else { left }.clone()),
        _ => None,
    }
}

/// The sum of texts, numbers, lists or maps; `None` where there is none.
pub fn sum(left: &Spanned, right: &Spanned) -> Option<Spanned> {
    let at = left.at;
    let data = match (&left.data, &right.data) {
        (Data::List(items), Data::List(more)) => {
            Data::List(items.iter().chain(more).cloned().collect())
        }
        (Data::List(items), _) => Data::List(items.iter().chain([right]).cloned().collect()),
        (Data::Map(entries), Data::Map(more)) => {
            Data::Map(entries.iter().chain(more).cloned().collect())
        }
        (Data::Null, _) => right.data.clone(),
        (Data::Number(one), Data::Number(other)) => {
            let sum = one.parse::<i64>().ok()?.checked_add(other.parse().ok()?)?;
            Data::Number(sum.to_string())
        }
        (Data::Text(one), _) => Data::Text([one.as_str(), &as_text(right)?].concat()),
        _ => return None,
    };
    Some(Spanned::new(at, data))
}

/// A text with `{0}` and the like replaced.
fn format(pattern: &str, values: &[String]) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(rest.get(..at)?);
        let mark = rest.get(at..=at)?;
        let after = rest.get(at + 1..)?;
        if let Some(twice) = after.strip_prefix(mark) {
            out.push_str(mark);
            rest = twice;
            continue;
        }
        let (inside, behind) = after.split_once('}')?;
        let number = inside.split([':', ',']).next()?;
        out.push_str(values.get(number.trim().parse::<usize>().ok()?)?);
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}

/// A list of what stands one after another, lists among it taken apart.
pub(super) fn flat(at: usize, values: Vec<Spanned>) -> Spanned {
    let mut items = Vec::new();
    for value in values {
        match value.data {
            Data::List(inner) => items.extend(inner),
            Data::Null => {}
            data => items.push(Spanned::new(value.at, data)),
        }
    }
    Spanned::new(at, Data::List(items))
}

/// A map with one more entry, in place of one of the same name.
pub(super) fn put(entries: &mut Vec<Entry>, entry: Entry) {
    entries.retain(|known| !known.key.eq_ignore_ascii_case(&entry.key));
    entries.push(entry);
}
