//! `${NAME}` with the operators that people use.

use super::super::session::Shell;

impl Shell<'_> {
    /// The value of what stands in `${…}`, where it is known.
    pub(super) fn parameter(&mut self, inside: &str) -> Option<String> {
        let name_length = inside
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(inside.len());
        let (name, operator) = inside.split_at(name_length);
        if operator == "[@]" || operator == "[*]" {
            return self.arrays.get(name).map(|items| items.join(" "));
        }
        let value = self.variables.get(name).cloned();
        match operator {
            "" => value,
            "[0]" => value.or_else(|| self.arrays.get(name)?.first().cloned()),
            _ => {
                for mark in [":-", ":=", "-", "="] {
                    if let Some(default) = operator.strip_prefix(mark) {
                        let set = value.filter(|value| !value.is_empty());
                        return set.or_else(|| Some(default.trim_matches('"').to_owned()));
                    }
                }
                let value = value?;
                if let Some(end) = operator.strip_prefix("%%") {
                    return Some(cut_end(&value, end, true));
                }
                if let Some(end) = operator.strip_prefix('%') {
                    return Some(cut_end(&value, end, false));
                }
                if let Some(begin) = operator.strip_prefix("##") {
                    return Some(cut_begin(&value, begin, true));
                }
                if let Some(begin) = operator.strip_prefix('#') {
                    return Some(cut_begin(&value, begin, false));
                }
                operator.starts_with(":?").then_some(value)
            }
        }
    }
}

fn cut_end(value: &str, pattern: &str, most: bool) -> String {
    let Some(mark) = pattern.strip_suffix('*') else {
        return value.strip_suffix(pattern).unwrap_or(value).to_owned();
    };
    let found = if most {
        value.find(mark)
    } else {
        value.rfind(mark)
    };
    found
        .and_then(|at| value.get(..at))
        .unwrap_or(value)
        .to_owned()
}

fn cut_begin(value: &str, pattern: &str, most: bool) -> String {
    let Some(mark) = pattern.strip_prefix('*') else {
        return value.strip_prefix(pattern).unwrap_or(value).to_owned();
    };
    let found = if most {
        value.rfind(mark)
    } else {
        value.find(mark)
    };
    found
        .and_then(|at| value.get(at + mark.len()..))
        .unwrap_or(value)
        .to_owned()
}
