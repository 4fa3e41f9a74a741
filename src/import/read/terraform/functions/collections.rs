//! Functions on lists, sets and maps.

use super::texts::position;
use super::{Answer, Answered, flag, list, text};
use crate::import::read::terraform::evaluate::{Evaluator, Failed, equal};
use crate::import::read::terraform::values::{OPEN, items, number, set, sorted, with_number};
use crate::syntax::{Data, Entry, Spanned};

/// The most items that a function makes.
const MOST: usize = 10_000;

pub(super) fn call(own: &mut Evaluator<'_>, name: &str, arguments: &[Spanned]) -> Answered {
    let at = arguments.first().map_or(0, |value| value.at);
    let open = arguments.iter().any(|value| own.is_open(value));
    match (name, arguments) {
        ("list", items) => list(items.to_vec()),
        ("map", pairs) => {
            let mut entries = Vec::new();
            for pair in pairs.chunks(2) {
                let [key, value] = pair else {
                    return Err(Failed);
                };
                let key = key.as_typed().ok_or(Failed)?;
                entries.push(Entry::new(own.piece(&key), at, value.clone()));
            }
            Ok(Answer::Value(Data::Map(entries)))
        }
        ("coalesce", all) => {
            let is_given =
                |value: &&Spanned| own.solid(value).is_none_or(|known| !known.is_empty());
            let found = all.iter().find(is_given);
            found
                .map(|value| Answer::Value(value.data.clone()))
                .ok_or(Failed)
        }
        ("coalescelist", all) => {
            let found = all
                .iter()
                .find(|value| own.is_open(value) || !value.items().is_empty());
            found
                .map(|value| Answer::Value(value.data.clone()))
                .ok_or(Failed)
        }
        ("concat" | "merge" | "setunion", _) if open => partly(own, name, arguments),
        ("lookup", [map, key, rest @ ..]) => {
            let Some(key) = own.solid(key).and_then(|key| key.as_typed()) else {
                return Ok(Answer::Open);
            };
            match (map.get(&key), rest.first()) {
                (Some(value), _) => Ok(Answer::Value(value.data.clone())),
                (None, _) if own.is_open(map) || map.get(OPEN).is_some() => Ok(Answer::Open),
                (None, Some(default)) => Ok(Answer::Value(default.data.clone())),
                (None, None) => Err(Failed),
            }
        }
        _ if open => Ok(Answer::Another),
        ("concat", lists) => {
            let mut out = Vec::new();
            for one in lists {
                out.extend(items(one));
                own.spend(out.len() / 16)?;
            }
            list(out)
        }
        ("merge", maps) => {
            let mut out: Vec<Entry> = Vec::new();
            for entry in maps.iter().flat_map(Spanned::entries) {
                own.spend(1 + out.len() / 16)?;
                match out.iter_mut().find(|known| known.key == entry.key) {
                    Some(known) => known.value = entry.value.clone(),
                    None => out.push(entry.clone()),
                }
            }
            Ok(Answer::Value(Data::Map(out)))
        }
        ("toset", [value]) => Ok(Answer::Value(set(at, items(value)).data)),
        ("tolist", [value]) => list(items(value)),
        ("tomap", [value]) => Ok(Answer::Value(value.data.clone())),
        ("flatten", [value]) => {
            let mut out = Vec::new();
            flatten(value, &mut out, 0);
            own.spend(out.len())?;
            list(out)
        }
        ("compact", [value]) => {
            let is_given = |item: &Spanned| own.solid(item).is_none_or(|known| !known.is_empty());
            list(items(value).into_iter().filter(is_given).collect())
        }
        ("distinct", [value]) => {
            let mut out: Vec<Spanned> = Vec::new();
            for item in items(value) {
                own.spend(1 + out.len() / 16)?;
                if !out.iter().any(|known| equal(known, &item)) {
                    out.push(item);
                }
            }
            list(out)
        }
        ("element", [value, index]) => {
            let all = items(value);
            let Some(index) = own.solid(index) else {
                return Ok(Answer::Open);
            };
            let index = position(&index)?;
            let at = index.checked_rem(all.len()).ok_or(Failed)?;
            all.get(at)
                .map(|item| Answer::Value(item.data.clone()))
                .ok_or(Failed)
        }
        ("one", [value]) => match items(value).as_slice() {
            [] => Ok(Answer::Value(Data::Null)),
            [only] => Ok(Answer::Value(only.data.clone())),
            _ => Err(Failed),
        },
        ("index", [value, wanted]) => {
            let found = items(value).iter().position(|item| equal(item, wanted));
            let found = found.ok_or(Failed)?;
            Ok(Answer::Value(Data::Number(found.to_string())))
        }
        ("contains", [value, wanted]) => {
            let all = items(value);
            if all.iter().any(|item| equal(item, wanted)) {
                return flag(true);
            }
            let known = all
                .iter()
                .chain([wanted])
                .all(|one| own.solid(one).is_some());
            if known { flag(false) } else { Ok(Answer::Open) }
        }
        ("keys", [value]) => list(
            sorted(value)
                .into_iter()
                .map(|entry| Spanned::text(entry.at, entry.key))
                .collect(),
        ),
        ("values", [value]) => list(items(value)),
        ("length", [value]) => match &value.data {
            Data::List(items) => Ok(Answer::Value(Data::Number(items.len().to_string()))),
            Data::Map(_) if value.get(OPEN).is_some() => Ok(Answer::Open),
            Data::Map(entries) => Ok(Answer::Value(Data::Number(entries.len().to_string()))),
            _ => Ok(Answer::Another),
        },
        ("slice", [value, from, to]) => {
            let all = items(value);
            let part = all.get(position(from)?..position(to)?);
            list(part.ok_or(Failed)?.to_vec())
        }
        ("reverse", [value]) => list(items(value).into_iter().rev().collect()),
        ("sort", [value]) => {
            let mut all = items(value);
            all.sort_by_key(|item| item.as_typed().unwrap_or_default());
            list(all)
        }
        ("zipmap", [keys, values]) => {
            let mut entries = Vec::new();
            for (key, value) in items(keys).iter().zip(items(values)) {
                let key = key.as_typed().ok_or(Failed)?;
                entries.push(Entry::new(own.piece(&key), at, value));
            }
            Ok(Answer::Value(Data::Map(entries)))
        }
        ("range", bounds) => range(at, bounds),
        ("setproduct", lists) => product(own, at, lists),
        ("setunion", lists) => {
            let all = lists.iter().flat_map(items).collect();
            Ok(Answer::Value(set(at, all).data))
        }
        ("setintersection" | "setsubtract", [one, other]) => {
            let others = items(other);
            let wanted = name == "setintersection";
            own.spend(others.len() * items(one).len() / 16)?;
            let all = items(one).into_iter();
            let kept = all.filter(|item| others.iter().any(|o| equal(o, item)) == wanted);
            Ok(Answer::Value(set(at, kept.collect()).data))
        }
        ("chunklist", [value, length]) => {
            let length = position(length)?.max(1);
            let all = items(value);
            let chunks = all
                .chunks(length)
                .map(|c| Spanned::new(at, Data::List(c.to_vec())));
            list(chunks.collect())
        }
        ("matchkeys", [values, keys, wanted]) => {
            let wanted = items(wanted);
            let both = items(values).into_iter().zip(items(keys));
            let is_wanted = |key: &Spanned| wanted.iter().any(|one| equal(one, key));
            list(
                both.filter(|(_, key)| is_wanted(key))
                    .map(|(value, _)| value)
                    .collect(),
            )
        }
        ("type", [_]) => text(""),
        _ => Ok(Answer::Another),
    }
}

/// Lists or maps of which some cannot be known: what is known, and the others as one item each.
fn partly(own: &mut Evaluator<'_>, name: &str, arguments: &[Spanned]) -> Answered {
    if name == "merge" {
        let mut out: Vec<Entry> = Vec::new();
        for argument in arguments {
            match &argument.data {
                Data::Map(entries) => out.extend(entries.iter().cloned()),
                _ => out.push(Entry::new(OPEN, argument.at, argument.clone())),
            }
        }
        return Ok(Answer::Value(Data::Map(out)));
    }
    let mut out = Vec::new();
    for argument in arguments {
        if own.is_open(argument) {
            out.push(argument.clone());
        } else {
            out.extend(items(argument));
        }
    }
    list(out)
}

fn flatten(value: &Spanned, out: &mut Vec<Spanned>, depth: usize) {
    for item in value.items() {
        match &item.data {
            Data::List(_) if depth < 64 => flatten(item, out, depth + 1),
            _ if out.len() < MOST => out.push(item.clone()),
            _ => {}
        }
    }
}

fn range(at: usize, bounds: &[Spanned]) -> Answered {
    let numbers: Option<Vec<f64>> = bounds.iter().map(number).collect();
    let (from, to, step) = match numbers.ok_or(Failed)?.as_slice() {
        [to] => (0.0, *to, 1.0),
        [from, to] => (*from, *to, if from > to { -1.0 } else { 1.0 }),
        [from, to, step] => (*from, *to, *step),
        _ => return Err(Failed),
    };
    let mut out = Vec::new();
    let mut value = from;
    while if step > 0.0 { value < to } else { value > to } {
        out.push(with_number(at, value));
        value += step;
        if step == 0.0 || out.len() > MOST {
            return Err(Failed);
        }
    }
    list(out)
}

fn product(own: &mut Evaluator<'_>, at: usize, lists: &[Spanned]) -> Answered {
    let mut rows: Vec<Vec<Spanned>> = vec![Vec::new()];
    for one in lists {
        let all = items(one);
        let count = rows.len().saturating_mul(all.len());
        if count > MOST {
            return Err(Failed);
        }
        own.spend(count)?;
        rows = rows
            .iter()
            .flat_map(|row| {
                let longer = |item: &Spanned| [row.as_slice(), std::slice::from_ref(item)].concat();
                all.iter().map(longer).collect::<Vec<_>>()
            })
            .collect();
    }
    let rows = rows
        .into_iter()
        .map(|row| Spanned::new(at, Data::List(row)));
    list(rows.collect())
}
