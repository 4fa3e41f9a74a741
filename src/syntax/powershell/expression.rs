//! Expressions: strings, variables, arrays, hashtables, casts, operators.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::strings::is_quote;
use super::value::{as_text, combined, flat, member, put};
use super::{DEEPEST, Reader, closing};
use crate::syntax::{Data, Entry, Spanned};

/// Operators with a word for a name that are worked out; what others give is not known.
const OPERATORS: [&str; 3] = ["-f", "-join", "-split"];

impl Reader<'_> {
    /// An expression, with commas and operators.
    pub(super) fn expression(&mut self) -> Spanned {
        if self.depth >= DEEPEST {
            let at = self.at;
            self.at = self.text.len();
            return self.unknown_since(at);
        }
        self.depth += 1;
        let value = self.operators();
        self.depth -= 1;
        value
    }

    fn operators(&mut self) -> Spanned {
        let begin = self.at;
        let mut left = self.listed();
        loop {
            self.blanks();
            let Some(operator) = self.operator() else {
                return left;
            };
            self.at += operator.len();
            self.blanks();
            while self.peek() == Some('\n') {
                self.line_break();
                self.blanks();
            }
            let before = self.at;
            let right = self.listed();
            if self.at == before {
                return left;
            }
            let name = operator.to_ascii_lowercase();
            left = match combined(&name, &left, &right) {
                Some(value) => value,
                None => self.unknown_since(begin),
            };
        }
    }

    /// The operator that comes next.
    fn operator(&self) -> Option<String> {
        let rest = self.rest();
        for sign in ["??", "+", "*", "/", "%"] {
            if rest.starts_with(sign) && !rest.starts_with("+=") {
                return Some(sign.to_owned());
            }
        }
        let word = rest.strip_prefix('-')?;
        if word.starts_with(' ') {
            return Some("-".to_owned());
        }
        let end = word.find(|c: char| !c.is_ascii_alphabetic());
        let word = word.get(..end.unwrap_or(word.len()))?;
        let name = ["-", word].concat();
        let lower = name.to_ascii_lowercase();
        let known = OPERATORS.contains(&lower.as_str())
            || matches!(
                lower.as_str(),
                "-replace"
                    | "-eq"
                    | "-ne"
                    | "-and"
                    | "-or"
                    | "-like"
                    | "-match"
                    | "-gt"
                    | "-lt"
                    | "-ge"
                    | "-le"
                    | "-in"
                    | "-contains"
                    | "-notin"
                    | "-as"
                    | "-is"
            );
        known.then_some(name)
    }

    /// A value, or several with commas between them.
    fn listed(&mut self) -> Spanned {
        let at = self.at;
        let first = self.unary();
        let mut items = vec![first];
        loop {
            let before = self.at;
            self.blanks();
            if !self.take(",") {
                self.at = before;
                break;
            }
            self.breaks();
            items.push(self.unary());
        }
        match <[Spanned; 1]>::try_from(items) {
            Ok([one]) => one,
            Err(items) => Spanned::new(at, Data::List(items)),
        }
    }

    /// A value with its members, without commas and operators.
    pub(super) fn single(&mut self) -> Spanned {
        if self.depth >= DEEPEST {
            let at = self.at;
            self.at = self.text.len();
            return self.unknown_since(at);
        }
        self.unary()
    }

    fn unary(&mut self) -> Spanned {
        self.blanks();
        let at = self.at;
        if self.depth >= DEEPEST {
            return self.unknown_since(at);
        }
        if self.take(",") {
            self.depth += 1;
            let one = self.unary();
            self.depth -= 1;
            return Spanned::new(at, Data::List(vec![one]));
        }
        let is_not = |word: &str| word.eq_ignore_ascii_case("-not");
        if self.rest().get(..4).is_some_and(is_not) || self.peek() == Some('!') {
            self.at += if self.peek() == Some('!') { 1 } else { 4 };
            self.depth += 1;
            self.unary();
            self.depth -= 1;
            return self.unknown_since(at);
        }
        self.depth += 1;
        let value = self.primary();
        let value = self.behind(value, at);
        self.depth -= 1;
        value
    }

    fn primary(&mut self) -> Spanned {
        let at = self.at;
        if let Some(text) = self.string() {
            return text;
        }
        let rest = self.rest();
        if rest.starts_with("@{") {
            return self.table();
        }
        if rest.starts_with("@(") {
            self.at += 1;
            let values = self.enclosed();
            return flat(at, values);
        }
        if rest.starts_with("$(") {
            return self.sub_expression();
        }
        match self.peek() {
            Some('(') => {
                let values = self.enclosed();
                match <[Spanned; 1]>::try_from(values) {
                    Ok([one]) => one,
                    Err(values) => flat(at, values),
                }
            }
            Some('{') => {
                // What a block gives: its last value.
                let values = self.enclosed_in("{", "}");
                values
                    .into_iter()
                    .next_back()
                    .unwrap_or(Spanned::new(at, Data::Null))
            }
            Some('[') => self.typed(),
            Some('$') => match self.name() {
                Some((name, written, at)) => self.constant(&name, &written, at),
                None => {
                    self.at += 1;
                    Spanned::text(at, "$")
                }
            },
            _ => self.number_or_word(),
        }
    }

    fn constant(&mut self, name: &str, written: &str, at: usize) -> Spanned {
        match name.to_ascii_lowercase().as_str() {
            "true" => Spanned::new(at, Data::Flag(true)),
            "false" => Spanned::new(at, Data::Flag(false)),
            "null" => Spanned::new(at, Data::Null),
            _ => self.scope.variable(name, written, at),
        }
    }

    fn number_or_word(&mut self) -> Spanned {
        let at = self.at;
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || ",;|)}]=".contains(c) || is_quote(c);
        let end = rest.find(ends).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        self.at += end;
        let is_number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-')
            && word.parse::<f64>().is_ok();
        if is_number {
            return Spanned::new(at, Data::Number(word.to_owned()));
        }
        Spanned::text(at, word)
    }

    /// `[Type]value` and `[Type]::member`.
    fn typed(&mut self) -> Spanned {
        let at = self.at;
        let Some(end) = closing(self.text, at) else {
            self.at = self.text.len();
            self.open = true;
            return Spanned::new(at, Data::Null);
        };
        let name = self.text.get(at + 1..end - 1).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        self.at = end;
        if self.take("::") {
            let Some(method) = self.word() else {
                return self.unknown_since(at);
            };
            if self.peek() != Some('(') {
                // `UTF8` of an encoding: what it encodes counts.
                return match method.as_str() {
                    "NewLine" => Spanned::text(at, "\n"),
                    _ if name.ends_with("encoding") => Spanned::new(at, Data::Map(Vec::new())),
                    _ => Spanned::text(at, method),
                };
            }
            let mut arguments = self.arguments().into_iter();
            let first = arguments.next();
            return match (method.to_ascii_lowercase().as_str(), first) {
                ("new", None) => Spanned::new(at, Data::Map(Vec::new())),
                ("new", Some(first)) => first,
                ("join", Some(mark)) => {
                    let items = flat(at, arguments.collect());
                    let joined = combined("-join", &items, &mark);
                    joined.unwrap_or_else(|| self.unknown_since(at))
                }
                ("tobase64string", Some(bytes)) => match as_text(&bytes) {
                    Some(text) => Spanned::text(at, STANDARD.encode(text)),
                    None => self.unknown_since(at),
                },
                _ => self.unknown_since(at),
            };
        }
        self.blanks();
        let begins = |c: char| "$@('\"[".contains(c) || c.is_ascii_digit() || is_quote(c);
        if !self.peek().is_some_and(begins) {
            return Spanned::text(at, self.since(at));
        }
        self.unary()
    }

    /// Members, methods and positions behind a value.
    fn behind(&mut self, value: Spanned, begin: usize) -> Spanned {
        let mut value = value;
        loop {
            if self.rest().starts_with('.')
                && self
                    .rest()
                    .get(1..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '_'))
            {
                self.at += 1;
                let Some(name) = self.word() else {
                    return value;
                };
                let arguments = (self.peek() == Some('(')).then(|| self.arguments());
                value = self.member_of(value, &name, arguments, begin);
            } else if self.peek() == Some('[') {
                let Some(end) = closing(self.text, self.at) else {
                    return value;
                };
                let inside = self.text.get(self.at + 1..end - 1).unwrap_or_default();
                let key = inside.trim().trim_matches(['\'', '"']).to_owned();
                self.at = end;
                let by_number = || value.items().get(key.parse::<usize>().ok()?);
                let found = member(&value, &key).or_else(by_number).cloned();
                let is_one = !matches!(value.data, Data::Map(_) | Data::List(_)) && key == "0";
                value = match found {
                    Some(found) => found,
                    None if is_one || self.is_answer(&value) => value,
                    None => self.unknown_since(begin),
                };
            } else {
                return value;
            }
        }
    }

    fn is_answer(&self, value: &Spanned) -> bool {
        value
            .as_text()
            .is_some_and(|text| self.scope.is_answer(text))
    }

    fn member_of(
        &mut self,
        value: Spanned,
        name: &str,
        arguments: Option<Vec<Spanned>>,
        begin: usize,
    ) -> Spanned {
        // A member of an answer, such as its `WindowId`, is what it is about.
        if self.is_answer(&value) {
            return value;
        }
        let Some(arguments) = arguments else {
            return match member(&value, name) {
                Some(found) => found.clone(),
                None => self.unknown_since(begin),
            };
        };
        let text = as_text(&value);
        let done = match (name.to_ascii_lowercase().as_str(), text) {
            ("trim" | "tostring" | "trimend" | "trimstart", Some(text)) => {
                Some(text.trim().to_owned())
            }
            ("tolower", Some(text)) => Some(text.to_lowercase()),
            ("toupper", Some(text)) => Some(text.to_uppercase()),
            ("getbytes", _) => arguments.first().and_then(as_text),
            ("replace", Some(text)) => match arguments.as_slice() {
                [from, with] => as_text(from)
                    .zip(as_text(with))
                    .filter(|(from, _)| !from.is_empty())
                    .map(|(from, with)| text.replace(&from, &with)),
                _ => None,
            },
            _ => None,
        };
        match done {
            Some(text) => Spanned::text(value.at, text),
            None => self.unknown_since(begin),
        }
    }

    /// `(a, b)` behind the name of a method.
    pub(super) fn arguments(&mut self) -> Vec<Spanned> {
        let values = self.enclosed();
        match <[Spanned; 1]>::try_from(values) {
            // Commas separate arguments, and the last of several may be a list of its own.
            Ok(
                [
                    Spanned {
                        data: Data::List(items),
                        at,
                    },
                ],
            ) => {
                let written = self.since(at);
                if written.starts_with("@(") {
                    vec![Spanned::new(at, Data::List(items))]
                } else {
                    items
                }
            }
            Ok([one]) => vec![one],
            Err(values) => values,
        }
    }

    /// The values of the statements in the brackets that begin here.
    pub(super) fn enclosed(&mut self) -> Vec<Spanned> {
        self.enclosed_in("(", ")")
    }

    fn enclosed_in(&mut self, open: &str, close: &str) -> Vec<Spanned> {
        let mut values = Vec::new();
        if !self.take(open) {
            return values;
        }
        if self.depth >= DEEPEST {
            self.at = closing(self.text, self.at - 1).unwrap_or(self.text.len());
            return values;
        }
        self.depth += 1;
        loop {
            self.breaks();
            if self.take(close) {
                break;
            }
            if self.rest().is_empty() {
                self.open = true;
                break;
            }
            let before = self.at;
            values.push(self.pipeline());
            self.breaks();
            self.take(",");
            if self.at == before {
                let skipped = self.peek().map_or(0, char::len_utf8);
                self.at += skipped;
            }
        }
        self.depth -= 1;
        values
    }

    /// `@{ key = value; … }`.
    fn table(&mut self) -> Spanned {
        let at = self.at;
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.breaks();
            if self.take("}") {
                break;
            }
            if self.rest().is_empty() {
                self.open = true;
                break;
            }
            let key_at = self.at;
            let key = self.primary();
            self.blanks();
            if !self.take("=") {
                // No entry: go on behind the next break.
                let rest = self.rest();
                let end = rest.find(['\n', ';', '}']).unwrap_or(rest.len());
                self.at += end;
                if self.at == key_at {
                    self.at += 1;
                }
                continue;
            }
            self.blanks();
            while self.peek() == Some('\n') {
                self.line_break();
                self.blanks();
            }
            let value = self.pipeline();
            let name = as_text(&key).unwrap_or_default();
            put(&mut entries, Entry::new(name, key_at, value));
        }
        Spanned::new(at, Data::Map(entries))
    }
}
