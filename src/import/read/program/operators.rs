//! What operators make of values.

use super::run::Program;
use super::texts;
use super::value::{Node, Value};
use crate::syntax::program::tree::{Expression, Operator};
use std::rc::Rc;

impl Program<'_> {
    pub(super) fn binary(
        &mut self,
        operator: Operator,
        left: &Expression,
        right: &Expression,
        whole: &Expression,
    ) -> Option<Node> {
        let first = self.evaluate(left);
        match operator {
            Operator::And => {
                return match first.holds() {
                    Some(false) => Some(first),
                    Some(true) => Some(self.evaluate(right)),
                    None => {
                        self.evaluate(right);
                        None
                    }
                };
            }
            Operator::Or if first.holds() == Some(true) => return Some(first),
            Operator::Otherwise if first.rank() > 1 => return Some(first),
            Operator::Or | Operator::Otherwise => {
                // A default counts where nothing else is known.
                let second = self.evaluate(right);
                let keeps = first.rank() > second.rank() || second.rank() == 0;
                return Some(if keeps { first } else { second });
            }
            _ => {}
        }
        let second = self.evaluate(right);
        let node = self.worked_out(operator, &first, &second)?;
        Some(Node::new(whole.at, whole.end, node.value))
    }
    /// What an operator makes of two values.
    pub(super) fn worked_out(&self, operator: Operator, one: &Node, other: &Node) -> Option<Node> {
        let value = match (operator, &one.value, &other.value) {
            (Operator::Plus, Value::List(a), Value::List(b)) => {
                Value::List(Rc::new([a.as_slice(), b.as_slice()].concat()))
            }
            (Operator::Plus, Value::Number(a), Value::Number(b)) => number(operator, a, b)?,
            (Operator::Plus, ..) => {
                let is_text = |node: &Node| matches!(node.value, Value::Text(_));
                if !is_text(one) && !is_text(other)
                    || self.python && !(is_text(one) && is_text(other))
                {
                    return None;
                }
                let text = one.as_typed(self.python)? + &other.as_typed(self.python)?;
                if text.len() > texts::LONGEST {
                    return None;
                }
                Value::Text(text.into())
            }
            (Operator::Rest, Value::Text(template), _) => {
                Value::Text(texts::percent(template, other)?.into())
            }
            (Operator::Times, Value::Text(text), Value::Number(times))
            | (Operator::Times, Value::Number(times), Value::Text(text)) => {
                let times: usize = times.parse().ok()?;
                if text.len().checked_mul(times)? > texts::LONGEST {
                    return None;
                }
                Value::Text(text.repeat(times).into())
            }
            (_, Value::Number(a), Value::Number(b))
                if matches!(
                    operator,
                    Operator::Minus
                        | Operator::Times
                        | Operator::Over
                        | Operator::Whole
                        | Operator::Rest
                ) =>
            {
                number(operator, a, b)?
            }
            (Operator::Bar, Value::Map(a), Value::Map(b)) => {
                let mut members = a.to_vec();
                for member in b.iter() {
                    members.retain(|known| known.key != member.key);
                    members.push(member.clone());
                }
                Value::Map(Rc::new(members))
            }
            // A choice in the documentation's form of a call: `'A'|'B'`, `True|False`.
            (Operator::Bar, Value::Text(_), Value::Text(_)) => Value::Text("string".into()),
            (Operator::Bar, Value::Flag(_), Value::Flag(_)) => Value::Flag(true),
            (Operator::Equal, ..) => Value::Flag(equal(one, other)?),
            (Operator::Unequal, ..) => Value::Flag(!equal(one, other)?),
            (Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast, ..) => {
                let (a, b) = (one.as_whole()?, other.as_whole()?);
                Value::Flag(match operator {
                    Operator::Less => a < b,
                    Operator::AtMost => a <= b,
                    Operator::More => a > b,
                    _ => a >= b,
                })
            }
            (Operator::In | Operator::NotIn, ..) => {
                let found = match &other.value {
                    Value::List(items) => {
                        let mut found = false;
                        for item in items.iter() {
                            found |= equal(one, item)?;
                        }
                        found
                    }
                    Value::Map(_) => other.get(one.as_text()?).is_some(),
                    Value::Text(text) => text.contains(one.as_text()?),
                    _ => return None,
                };
                Value::Flag(found == (operator == Operator::In))
            }
            _ => return None,
        };
        Some(one.with(value))
    }
}

/// Whether two values are equal, where that is known.
pub(super) fn equal(one: &Node, other: &Node) -> Option<bool> {
    let known =
        |node: &Node| !matches!(node.value, Value::Unknown | Value::Switch(_)) && node.rank() < 3;
    if !known(one) || !known(other) {
        return None;
    }
    match (&one.value, &other.value) {
        (Value::Text(a), Value::Text(b)) => {
            let open = |text: &str| text.chars().any(|c| u32::from(c) >= 0xF_0000);
            if open(a) || open(b) {
                None
            } else {
                Some(a == b)
            }
        }
        (Value::List(a), Value::List(b)) if a.is_empty() || b.is_empty() => {
            Some(a.is_empty() && b.is_empty())
        }
        (Value::List(_) | Value::Map(_), Value::List(_) | Value::Map(_)) => None,
        (Value::Null, other) => Some(matches!(other, Value::Null)),
        (one, Value::Null) => Some(matches!(one, Value::Null)),
        (Value::Number(a), Value::Number(b)) => {
            Some(a.parse::<f64>().ok()? == b.parse::<f64>().ok()?)
        }
        (Value::Flag(a), Value::Flag(b)) => Some(a == b),
        _ => Some(false),
    }
}

pub(super) fn number(operator: Operator, one: &str, other: &str) -> Option<Value> {
    if let (Ok(a), Ok(b)) = (one.parse::<i64>(), other.parse::<i64>()) {
        let whole = match operator {
            Operator::Plus => a.checked_add(b),
            Operator::Minus => a.checked_sub(b),
            Operator::Times => a.checked_mul(b),
            Operator::Whole => a.checked_div_euclid(b),
            Operator::Rest => a.checked_rem_euclid(b),
            Operator::Over if b != 0 && a.checked_rem(b) == Some(0) => a.checked_div(b),
            _ => None,
        };
        if let Some(whole) = whole {
            return Some(Value::Number(whole.to_string()));
        }
    }
    let (a, b) = (one.parse::<f64>().ok()?, other.parse::<f64>().ok()?);
    let value = match operator {
        Operator::Plus => a + b,
        Operator::Minus => a - b,
        Operator::Times => a * b,
        Operator::Over => a / b,
        Operator::Whole => (a / b).floor(),
        _ => return None,
    };
    value.is_finite().then(|| Value::Number(value.to_string()))
}
