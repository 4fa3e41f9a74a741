//! Functions with literal arguments, and loops over known words.

use super::super::session::{DEEPEST, Shell};
use crate::syntax::shell::{Word, command};

impl Shell<'_> {
    /// `name() { … }`.
    pub(super) fn function(&mut self, text: &str, begin: usize, to: usize) -> Option<usize> {
        let rest = text.get(begin..to)?;
        let rest_name = rest.strip_prefix("function ").unwrap_or(rest);
        let skipped = rest.len() - rest_name.len();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let length = rest_name.find(|c| !is_name(c))?;
        let name = rest_name.get(..length).filter(|name| !name.is_empty())?;
        let after = rest_name.get(length..)?;
        let brackets = after.trim_start().strip_prefix("()");
        if brackets.is_none() && skipped == 0 {
            return None;
        }
        let inside = brackets.unwrap_or(after).trim_start();
        if !inside.starts_with('{') {
            return None;
        }
        let from = to - inside.len() + 1;
        let mut at = from;
        // The closing brace stands alone in its line.
        let end = loop {
            let line_end = text.get(at..to)?.find('\n').map_or(to, |n| at + n);
            if text.get(at..line_end)?.trim() == "}" || line_end >= to {
                break (at, line_end);
            }
            at = line_end + 1;
        };
        self.functions.insert(name.to_owned(), (from, end.0));
        Some(end.1 + 1)
    }

    /// Carries out a function with its arguments.
    pub(super) fn call(&mut self, text: &str, (from, to): (usize, usize), arguments: &[Word]) {
        if self.depth >= DEEPEST {
            return;
        }
        let before = self.variables.clone();
        for (number, argument) in arguments.iter().enumerate() {
            self.variables
                .insert((number + 1).to_string(), argument.text.clone());
        }
        self.depth += 1;
        self.run(text, from, to);
        self.depth -= 1;
        for name in (1..=9).map(|n: u32| n.to_string()) {
            match before.get(&name) {
                Some(value) => self.variables.insert(name, value.clone()),
                None => self.variables.remove(&name),
            };
        }
    }

    /// `for NAME in WORDS; do … done`.
    pub(super) fn loop_over(&mut self, text: &str, begin: usize, to: usize) -> Option<usize> {
        let rest = text.get(begin..to)?.strip_prefix("for ")?;
        let (name, words) = rest.split_once(" in ")?;
        let name = name.trim();
        let words_at = to - words.len();
        let mut items: Vec<String> = Vec::new();
        let read = command(text.get(..to)?, words_at, self);
        for word in &read.words {
            let source = text.get(word.at()..).unwrap_or_default();
            let array = source.trim_start_matches(['"', '$', '{']);
            let array = array.split_once("[@]").map(|(name, _)| name);
            match array
                .filter(|_| source.starts_with('$') || source.starts_with("\"$"))
                .and_then(|name| self.arrays.get(name))
            {
                Some(all) => items.extend(all.clone()),
                None => items.push(word.text.clone()),
            }
        }
        let body = text.get(read.end..to)?;
        let from = read.end + body.find("do")? + 2;
        let mut depth = 1usize;
        let mut at = from;
        let mut end = to;
        while at < to {
            let line_end = text.get(at..to)?.find('\n').map_or(to, |n| at + n);
            let line = text.get(at..line_end)?.trim();
            if line.starts_with("for ") || line.starts_with("while ") {
                depth += 1;
            }
            if line == "done" || line.starts_with("done ") || line.ends_with("; done") {
                depth -= 1;
                if depth == 0 {
                    end = if line.ends_with("; done") {
                        line_end - 6
                    } else {
                        at
                    };
                    at = line_end;
                    break;
                }
            }
            at = line_end + 1;
        }
        if self.depth >= DEEPEST {
            return Some(at + 1);
        }
        self.depth += 1;
        for item in items {
            self.variables.insert(name.to_owned(), item);
            self.run(text, from, end);
        }
        self.depth -= 1;
        Some(at + 1)
    }
}
