//! JSON, YAML and base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Answer, Answered, text};
use crate::import::read::terraform::evaluate::{Evaluator, Failed};
use crate::import::read::terraform::values::sorted;
use crate::syntax::json::value;
use crate::syntax::{Data, Spanned, yaml};

pub(super) fn call(own: &mut Evaluator<'_>, name: &str, arguments: &[Spanned]) -> Answered {
    let [argument] = arguments else {
        return Ok(Answer::Another);
    };
    if name == "jsonencode" {
        return text(json(own, argument));
    }
    let known = own.solid(argument).and_then(|known| known.as_typed());
    let Some(known) = known else {
        return Ok(Answer::Another);
    };
    match name {
        "base64encode" => text(STANDARD.encode(known)),
        "base64decode" => {
            let bytes = STANDARD.decode(known).map_err(|_| Failed)?;
            text(String::from_utf8(bytes).map_err(|_| Failed)?)
        }
        "jsondecode" => {
            let begin = known.len() - known.trim_start().len();
            let read = value(&known, begin).ok_or(Failed)?;
            if !read.faults.is_empty() {
                return Err(Failed);
            }
            Ok(Answer::Value(read.value.data))
        }
        "yamldecode" => {
            let read = yaml::documents(&known, 0);
            let document = read.documents.into_iter().next().ok_or(Failed)?;
            Ok(Answer::Value(document.data))
        }
        _ => Ok(Answer::Another),
    }
}

/// A value as Terraform encodes it: keys in order, `<`, `>` and `&` as escapes.
pub(super) fn json(own: &mut Evaluator<'_>, value: &Spanned) -> String {
    let mut out = String::new();
    write(own, value, &mut out);
    out
}

fn write(own: &mut Evaluator<'_>, value: &Spanned, out: &mut String) {
    match &value.data {
        Data::Null => out.push_str("null"),
        Data::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Data::Number(number) => out.push_str(number),
        Data::Text(text) => quoted(&own.piece(text), out),
        Data::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(own, item, out);
            }
            out.push(']');
        }
        Data::Map(_) => {
            out.push('{');
            for (at, entry) in sorted(value).iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                quoted(&entry.key, out);
                out.push(':');
                write(own, &entry.value, out);
            }
            out.push('}');
        }
    }
}

fn quoted(text: &str, out: &mut String) {
    let quoted = serde_json::Value::from(text).to_string();
    for c in quoted.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            c => out.push(c),
        }
    }
}
