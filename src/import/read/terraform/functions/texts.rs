//! Functions on texts, numbers and flags.

use super::format::format;
use super::{Answer, Answered, flag, list, text};
use crate::import::read::terraform::evaluate::{Evaluator, Failed, LONGEST};
use crate::import::read::terraform::values::{count, flag as as_flag, items, number, with_number};
use crate::syntax::{Data, Spanned};

pub(super) fn call(own: &mut Evaluator<'_>, name: &str, arguments: &[Spanned]) -> Answered {
    // Functions through which what is not known passes.
    match (name, arguments) {
        ("format", [pattern, rest @ ..]) => return formatted(own, pattern, rest),
        ("formatlist", [pattern, rest @ ..]) => return format_list(own, pattern, rest),
        ("join", [between, lists @ ..]) => return joined(own, between, lists),
        ("tostring" | "sensitive" | "nonsensitive" | "ephemeralasnull", [value]) => {
            return Ok(Answer::Value(match (name, value.as_typed()) {
                ("tostring", Some(typed)) => Data::Text(typed),
                _ => value.data.clone(),
            }));
        }
        _ => {}
    }
    let known: Option<Vec<Spanned>> = arguments.iter().map(|value| own.solid(value)).collect();
    let Some(known) = known else {
        return Ok(Answer::Another);
    };
    let typed: Vec<Option<String>> = known.iter().map(Spanned::as_typed).collect();
    let texts: Vec<&str> = typed.iter().flatten().map(String::as_str).collect();
    if texts.len() < known.len() {
        return of_lists(own, name, &known);
    }
    match (name, texts.as_slice()) {
        ("lower", [one]) => text(one.to_lowercase()),
        ("upper", [one]) => text(one.to_uppercase()),
        ("title", [one]) => text(titled(one)),
        ("trimspace", [one]) => text(one.trim()),
        ("chomp", [one]) => text(one.trim_end_matches(['\n', '\r'])),
        ("trim", [one, cut]) => text(one.trim_matches(|c| cut.contains(c))),
        ("trimprefix", [one, cut]) => text(one.strip_prefix(cut).unwrap_or(one)),
        ("trimsuffix", [one, cut]) => text(one.strip_suffix(cut).unwrap_or(one)),
        ("strrev", [one]) => text(one.chars().rev().collect::<String>()),
        ("startswith", [one, part]) => flag(one.starts_with(part)),
        ("endswith", [one, part]) => flag(one.ends_with(part)),
        ("strcontains", [one, part]) => flag(one.contains(part)),
        ("indent", [spaces, one]) => {
            let spaces = " ".repeat(spaces.parse::<usize>().map_err(|_| Failed)?.min(100));
            text(one.replace('\n', &["\n", &spaces].concat()))
        }
        ("replace", [one, from, to]) => {
            // A text between slashes is a regular expression.
            if from.len() > 1 && from.starts_with('/') && from.ends_with('/') {
                return Ok(Answer::Open);
            }
            let fits = one.len().saturating_mul(to.len().max(1)) <= LONGEST;
            if fits {
                text(one.replace(from, to))
            } else {
                Err(Failed)
            }
        }
        ("substr", [one, offset, length]) => {
            let all: Vec<char> = one.chars().collect();
            let offset: i64 = offset.parse().map_err(|_| Failed)?;
            let length: i64 = length.parse().map_err(|_| Failed)?;
            let whole = i64::try_from(all.len()).map_err(|_| Failed)?;
            let begin = if offset < 0 { whole + offset } else { offset };
            let end = if length < 0 { whole } else { begin + length };
            let begin = usize::try_from(begin).map_err(|_| Failed)?.min(all.len());
            let end = usize::try_from(end).map_err(|_| Failed)?.min(all.len());
            text(
                all.get(begin..end)
                    .ok_or(Failed)?
                    .iter()
                    .collect::<String>(),
            )
        }
        ("split", [between, one]) => {
            let at = known.first().map_or(0, |value| value.at);
            let parts: Vec<&str> = match *between {
                "" => return Err(Failed),
                _ if one.is_empty() => vec![""],
                between => one.split(between).collect(),
            };
            list(
                parts
                    .into_iter()
                    .map(|part| Spanned::text(at, part))
                    .collect(),
            )
        }
        ("tobool", [_]) => flag(known.first().and_then(as_flag).ok_or(Failed)?),
        ("length", [one]) => number_of(one.chars().count() as f64),
        _ => numeric(name, &known),
    }
}

fn number_of(value: f64) -> Answered {
    Ok(Answer::Value(with_number(0, value).data))
}

fn numeric(name: &str, arguments: &[Spanned]) -> Answered {
    let numbers: Option<Vec<f64>> = arguments.iter().map(number).collect();
    let Some(numbers) = numbers else {
        return Ok(Answer::Another);
    };
    match (name, numbers.as_slice()) {
        ("tonumber", [one]) => number_of(*one),
        ("abs", [one]) => number_of(one.abs()),
        ("ceil", [one]) => number_of(one.ceil()),
        ("floor", [one]) => number_of(one.floor()),
        ("signum", [one]) => number_of(if *one == 0.0 { 0.0 } else { one.signum() }),
        ("min", [first, rest @ ..]) => number_of(rest.iter().fold(*first, |a, b| a.min(*b))),
        ("max", [first, rest @ ..]) => number_of(rest.iter().fold(*first, |a, b| a.max(*b))),
        ("pow", [base, power]) => {
            let result = base.powf(*power);
            if result.is_finite() {
                number_of(result)
            } else {
                Err(Failed)
            }
        }
        ("parseint", [value, base]) if *base == 10.0 => number_of(*value),
        _ => Ok(Answer::Another),
    }
}

/// Functions on texts that take lists too.
fn of_lists(own: &mut Evaluator<'_>, name: &str, known: &[Spanned]) -> Answered {
    let at = known.first().map_or(0, |value| value.at);
    match (name, known) {
        ("sum", [values]) => {
            let all: Option<Vec<f64>> = values.items().iter().map(number).collect();
            number_of(all.ok_or(Failed)?.iter().sum())
        }
        ("alltrue" | "anytrue", [values]) => {
            let all: Option<Vec<bool>> = values.items().iter().map(as_flag).collect();
            let all = all.ok_or(Failed)?;
            flag(match name {
                "alltrue" => all.iter().all(|one| *one),
                _ => all.iter().any(|one| *one),
            })
        }
        // Of older versions, where a list stood for its texts.
        ("lower" | "upper" | "title" | "trimspace", [values]) => {
            let items = items(values).into_iter().map(|item| {
                match call(own, name, std::slice::from_ref(&item))? {
                    Answer::Value(data) => Ok(Spanned::new(at, data)),
                    Answer::Open | Answer::Another => Err(Failed),
                }
            });
            list(items.collect::<Result<Vec<Spanned>, Failed>>()?)
        }
        _ => Ok(Answer::Another),
    }
}

fn titled(text: &str) -> String {
    let mut begins = true;
    let upper = |c: char| {
        let first = std::mem::replace(&mut begins, c.is_whitespace());
        let other = if first { c.to_uppercase().next() } else { None };
        other.unwrap_or(c)
    };
    text.chars().map(upper).collect()
}

fn formatted(own: &mut Evaluator<'_>, pattern: &Spanned, arguments: &[Spanned]) -> Answered {
    let Some(pattern) = own.solid(pattern).and_then(|pattern| pattern.as_typed()) else {
        return Ok(Answer::Open);
    };
    match format(own, &pattern, arguments)? {
        Some(done) => text(done),
        None => Ok(Answer::Open),
    }
}

fn format_list(own: &mut Evaluator<'_>, pattern: &Spanned, arguments: &[Spanned]) -> Answered {
    let lists = arguments
        .iter()
        .filter_map(|argument| match &argument.data {
            Data::List(items) => Some(items.len()),
            _ => None,
        });
    let Some(longest) = lists.max() else {
        return Ok(Answer::Open);
    };
    let mut out = Vec::new();
    for at in 0..longest {
        own.spend(1)?;
        let mut turn = Vec::new();
        for argument in arguments {
            turn.push(match &argument.data {
                Data::List(items) => items.get(at).ok_or(Failed)?.clone(),
                _ => argument.clone(),
            });
        }
        match formatted(own, pattern, &turn)? {
            Answer::Value(data) => out.push(Spanned::new(pattern.at, data)),
            Answer::Open | Answer::Another => return Ok(Answer::Open),
        }
    }
    list(out)
}

fn joined(own: &mut Evaluator<'_>, between: &Spanned, lists: &[Spanned]) -> Answered {
    let between = between.as_typed().ok_or(Failed)?;
    let mut pieces = Vec::new();
    for list in lists {
        match &list.data {
            Data::List(items) => {
                for item in items {
                    own.spend(1)?;
                    let text = item.as_typed().ok_or(Failed)?;
                    pieces.push(own.piece(&text));
                }
            }
            _ if own.is_open(list) => return Ok(Answer::Open),
            _ => return Err(Failed),
        }
    }
    let length = pieces.iter().map(|piece| piece.len() + between.len());
    if length.sum::<usize>() > LONGEST {
        return Err(Failed);
    }
    // A single text is itself.
    match (pieces.as_slice(), lists) {
        ([_], [only]) => text(
            only.items()
                .first()
                .and_then(Spanned::as_typed)
                .ok_or(Failed)?,
        ),
        _ => text(pieces.join(&own.piece(&between))),
    }
}

/// A position among items, from the beginning.
pub(super) fn position(value: &Spanned) -> Result<usize, Failed> {
    count(value).ok_or(Failed)
}
