//! `format`, whose verbs are those of the language Go.

use crate::import::read::terraform::evaluate::{Evaluator, Failed, LONGEST};
use crate::import::read::terraform::values::number;
use crate::syntax::{Data, Spanned};

/// The widest field that is filled.
const WIDEST: usize = 1_000;

/// One verb with its flags: `%-05.2f`.
#[derive(Debug, Default)]
struct Verb {
    left: bool,
    plus: bool,
    zero: bool,
    width: Option<usize>,
    precision: Option<usize>,
    verb: char,
}

/// Puts values into a text; `None` where that cannot be known.
pub(super) fn format(
    own: &mut Evaluator<'_>,
    pattern: &str,
    arguments: &[Spanned],
) -> Result<Option<String>, Failed> {
    let mut out = String::new();
    let mut next = 0;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut verb = Verb::default();
        while let Some(flag) = chars.next_if(|c| "-+ 0#".contains(*c)) {
            match flag {
                '-' => verb.left = true,
                '+' => verb.plus = true,
                '0' => verb.zero = true,
                _ => {}
            }
        }
        verb.width = digits(&mut chars);
        if chars.next_if_eq(&'.').is_some() {
            verb.precision = Some(digits(&mut chars).unwrap_or_default());
        }
        if chars.next_if_eq(&'[').is_some() {
            next = digits(&mut chars)
                .and_then(|n| n.checked_sub(1))
                .ok_or(Failed)?;
            chars.next_if_eq(&']').ok_or(Failed)?;
        }
        verb.verb = chars.next().ok_or(Failed)?;
        if verb.verb == '%' {
            out.push('%');
            continue;
        }
        let argument = arguments.get(next).ok_or(Failed)?;
        next += 1;
        let Some(piece) = shown(own, &verb, argument)? else {
            return Ok(None);
        };
        let length = piece.chars().count();
        let width = verb.width.unwrap_or_default().min(WIDEST);
        let fill = width.saturating_sub(length);
        if verb.left {
            out.push_str(&piece);
            out.push_str(&" ".repeat(fill));
        } else if verb.zero && number(argument).is_some() {
            let (sign, digits) = match piece.strip_prefix(['-', '+']) {
                Some(digits) => piece.split_at(piece.len() - digits.len()),
                None => ("", piece.as_str()),
            };
            out.extend([sign, &"0".repeat(fill), digits]);
        } else {
            out.push_str(&" ".repeat(fill));
            out.push_str(&piece);
        }
        if out.len() > LONGEST {
            return Err(Failed);
        }
    }
    Ok(Some(out))
}

fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<usize> {
    let mut text = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        text.push(digit);
    }
    text.parse().ok()
}

/// A value as a verb shows it; `None` where that cannot be known.
fn shown(
    own: &mut Evaluator<'_>,
    verb: &Verb,
    argument: &Spanned,
) -> Result<Option<String>, Failed> {
    let Some(typed) = argument.as_typed() else {
        return Ok(match (verb.verb, &argument.data) {
            ('v' | 's', Data::List(_) | Data::Map(_)) => own
                .solid(argument)
                .map(|value| super::encodings::json(own, &value)),
            ('v', Data::Null) => Some("null".to_owned()),
            _ => return Err(Failed),
        });
    };
    // What is not known is filled in as it stands, whatever it will be.
    let Some(solid) = own.solid(argument) else {
        return Ok(match verb.verb {
            's' | 'v' | 'd' | 't' | 'f' | 'g' => Some(own.piece(&typed)),
            _ => None,
        });
    };
    let typed = solid.as_typed().ok_or(Failed)?;
    let number = number(&solid);
    let text = match verb.verb {
        's' | 'v' | 't' => match verb.precision {
            Some(most) => typed.chars().take(most).collect(),
            None => typed,
        },
        'q' => serde_json::Value::String(typed).to_string(),
        'd' => format!("{:.0}", number.ok_or(Failed)?.trunc()),
        'f' => format!(
            "{:.*}",
            verb.precision.unwrap_or(6).min(50),
            number.ok_or(Failed)?
        ),
        'g' => number.ok_or(Failed)?.to_string(),
        'x' | 'X' | 'o' | 'b' => {
            let whole = format!("{:.0}", number.ok_or(Failed)?);
            let whole: i64 = whole.parse().map_err(|_| Failed)?;
            match verb.verb {
                'x' => format!("{whole:x}"),
                'X' => format!("{whole:X}"),
                'o' => format!("{whole:o}"),
                _ => format!("{whole:b}"),
            }
        }
        _ => return Err(Failed),
    };
    let positive = number.is_some_and(|number| number >= 0.0);
    let sign = verb.plus && positive && matches!(verb.verb, 'd' | 'f' | 'g');
    Ok(Some(if sign { ["+", &text].concat() } else { text }))
}
