//! Terraform's functions, as far as they can be worked out from texts alone.
//!
//! What cannot be known passes through those that only put values together;
//! for all others the call stays as it is written.

mod collections;
mod encodings;
mod files;
mod format;
mod texts;

use super::evaluate::{Evaluator, Failed, Worth};
use crate::syntax::hcl::Expression;
use crate::syntax::{Data, Spanned};

/// What a function gives.
enum Answer {
    /// A value.
    Value(Data),
    /// Something that cannot be known.
    Open,
    /// Nothing: it is a function of another kind.
    Another,
}

/// What a function gives, or that its arguments are wrong.
type Answered = Result<Answer, Failed>;

/// Calls a function.
pub(super) fn call(
    own: &mut Evaluator<'_>,
    whole: &Expression,
    name: &str,
    arguments: &[Expression],
    spread: bool,
) -> Worth {
    match name {
        "try" => return own.first_right(arguments),
        "can" => {
            let right = own.first_right(arguments).is_ok();
            return Ok(Spanned::new(whole.at, Data::Flag(right)));
        }
        _ => {}
    }
    let name = name.strip_prefix("core::").unwrap_or(name);
    let mut values = Vec::new();
    for argument in arguments {
        values.push(own.worth(argument)?);
    }
    if spread && let Some(last) = values.pop() {
        match last.data {
            Data::List(items) => values.extend(items),
            _ => return Ok(own.open(whole)),
        }
    }
    type Kind = fn(&mut Evaluator<'_>, &str, &[Spanned]) -> Answered;
    let kinds: [Kind; 4] = [collections::call, texts::call, encodings::call, files::call];
    for kind in kinds {
        match kind(own, name, &values)? {
            Answer::Value(data) => return Ok(Spanned::new(whole.at, data)),
            Answer::Open => return Ok(own.open(whole)),
            Answer::Another => {}
        }
    }
    Ok(own.open(whole))
}

/// A text as an answer.
fn text(text: impl Into<String>) -> Answered {
    Ok(Answer::Value(Data::Text(text.into())))
}

/// A flag as an answer.
fn flag(flag: bool) -> Answered {
    Ok(Answer::Value(Data::Flag(flag)))
}

/// A list as an answer.
fn list(items: Vec<Spanned>) -> Answered {
    Ok(Answer::Value(Data::List(items)))
}
