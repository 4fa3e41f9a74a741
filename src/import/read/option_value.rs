//! The value of an option: words, shorthand, JSON, and files that it names.

use super::call::Reading;
use super::command_line::{Argument, Options};
use crate::catalogue::{Member, Shape, task};
use crate::syntax::json;
use crate::syntax::shell::shorthand;
use crate::syntax::{Data, Entry, Fault, Spanned};

/// A word, or what of it is behind `--option=`.
pub(super) struct Cut<'a, W> {
    pub(super) word: &'a W,
    pub(super) skip: usize,
}

impl<W: Argument> Cut<'_, W> {
    pub(super) fn text(&self) -> &str {
        self.word.text().get(self.skip..).unwrap_or_default()
    }
    pub(super) fn place(&self, byte: usize) -> usize {
        self.word.place(self.skip + byte)
    }
}

impl<W: Argument> Options<'_, W> {
    /// The value of an option that is not a flag.
    pub(super) fn value(
        &mut self,
        reading: &mut Reading,
        member: &Member,
        words: &[Cut<'_, W>],
    ) -> Option<Spanned> {
        let first = words.first()?;
        let shape = member.field.shape;
        let file = match self.of_file(first) {
            Some(Err(written)) => {
                // What is in the file is unknown.
                let symbol = reading.symbols.unknown(written, first.place(0));
                return Some(Spanned::text(first.place(0), symbol));
            }
            Some(Ok(file)) => Some(file),
            None => None,
        };
        if super::aliases::is_leaf(shape) {
            if let Some((text, _)) = file {
                return Some(Spanned::text(first.place(0), text));
            }
            // Words without quotes around them: one text.
            let texts: Vec<&str> = words.iter().map(Cut::text).collect();
            if texts.len() > 1 {
                let written = reading.symbols.written(&texts.join(" ")).into_owned();
                let message = format!("`{written}` has no quotes around it");
                reading.notes.repaired(first.place(0), "no-quotes", message);
            }
            return Some(Spanned::text(first.place(0), texts.join(" ")));
        }
        let at = first.place(0);
        let text = file.as_ref().map_or(first.text(), |(text, _)| text);
        let place = |byte: usize| match &file {
            Some((_, begin)) => begin.map_or(at, |begin| begin + byte),
            None => first.place(byte),
        };
        let begin = text.trim_start();
        if begin.starts_with(['{', '[']) && !begin.starts_with("{{") {
            let mut texts: Vec<&str> = words.iter().map(Cut::text).collect();
            if file.is_some() {
                texts.truncate(1);
            }
            // JSON that a shell took apart at its blanks is put together again.
            let whole = if file.is_some() {
                text.to_owned()
            } else {
                texts.join(" ")
            };
            let read = json::value(&whole, 0)?;
            let faults = read.faults.into_iter().map(|fault| Fault {
                at: place(fault.at),
                message: reading.symbols.written(&fault.message).into_owned(),
                ..fault
            });
            reading.notes.faults("json", faults);
            let mut value = read.value;
            moved(&mut value, &place);
            return Some(value);
        }
        let mut items = Vec::new();
        let mut left = words;
        while let Some((word, after)) = left.split_first() {
            left = after;
            let mut value = match parted(word.text(), after) {
                Some((text, taken)) => {
                    left = after.get(taken..).unwrap_or_default();
                    let written = reading.symbols.written(&text).into_owned();
                    let message = format!("`{written}` has no quotes around it");
                    reading.notes.repaired(word.place(0), "no-quotes", message);
                    shorthand::read(&text)
                }
                None => shorthand::read(word.text()),
            };
            if value.is_none() {
                // A list of texts takes its words as they are.
                value = matches!(shape, Shape::List(list) if super::aliases::is_leaf(list.item))
                    .then(|| Spanned::text(0, word.text()));
            }
            let Some(mut value) = value else {
                let written = reading.symbols.written(word.text()).into_owned();
                let alone = reading.symbols.alone(word.text()).is_some();
                if alone {
                    return Some(Spanned::text(word.place(0), word.text()));
                }
                if words.len() == 1 && member.field.name == task::TARGETS.name {
                    return Some(Spanned::text(word.place(0), word.text()));
                }
                let message = format!(
                    "`{}` is neither shorthand nor JSON",
                    crate::syntax::source_line(&written)
                );
                reading.notes.unread(word.place(0), "no-shorthand", message);
                continue;
            };
            moved(&mut value, &|byte| word.place(byte));
            items.push(value);
        }
        let mut value = match shape {
            Shape::List(_) => Spanned::new(at, Data::List(items)),
            _ => items.into_iter().next()?,
        };
        listed(&mut value, shape);
        Some(value)
    }
    /// The file that a value names; how it is written, if there is no such file.
    pub(super) fn of_file(
        &mut self,
        word: &Cut<'_, W>,
    ) -> Option<Result<(String, Option<usize>), String>> {
        let text = word.text();
        let name = text
            .strip_prefix("file://")
            .or_else(|| text.strip_prefix("fileb://"))?;
        Some((self.file)(name).ok_or_else(|| text.to_owned()))
    }
    pub(super) fn request(&mut self, reading: &mut Reading, word: &Cut<'_, W>) -> Vec<Entry> {
        let at = word.place(0);
        let file = match self.of_file(word) {
            Some(Err(written)) => {
                let message = format!("`{written}` is not among the files given");
                reading.notes.open(at, "missing-file", message);
                return Vec::new();
            }
            Some(Ok(file)) => Some(file),
            None => None,
        };
        let text = file.as_ref().map_or(word.text(), |(text, _)| text);
        let Some(read) = json::value(text, 0) else {
            return Vec::new();
        };
        let mut value = read.value;
        moved(&mut value, &|byte| match &file {
            Some((_, begin)) => begin.map_or(at, |begin| begin + byte),
            None => word.place(byte),
        });
        value.entries().to_vec()
    }
}

/// A filter that a blank in its key parted, `Key=tag:Patch Group,Values=prod`: the whole, and how
/// many words of those that follow it takes.
pub(super) fn parted<W: Argument>(first: &str, after: &[Cut<'_, W>]) -> Option<(String, usize)> {
    let begins = |text: &str| text.starts_with("Key=");
    if !begins(first) || first.contains(',') {
        return None;
    }
    let mut whole = first.to_owned();
    for (n, word) in after.iter().enumerate() {
        let text = word.text();
        if begins(text) {
            return None;
        }
        whole.push(' ');
        whole.push_str(text);
        if text.contains(",Value") {
            return Some((whole, n + 1));
        }
    }
    None
}

/// Puts the places of a value, counted in a word, where they stand in the input.
pub(super) fn moved(value: &mut Spanned, place: &dyn Fn(usize) -> usize) {
    value.at = place(value.at);
    match &mut value.data {
        Data::List(items) => items.iter_mut().for_each(|item| moved(item, place)),
        Data::Map(entries) => entries.iter_mut().for_each(|entry| {
            entry.at = place(entry.at);
            moved(&mut entry.value, place);
        }),
        _ => {}
    }
}

/// Shorthand writes a list of one without brackets.
pub(super) fn listed(value: &mut Spanned, shape: Shape) {
    match shape {
        Shape::List(list) => {
            if !matches!(value.data, Data::List(_)) {
                let one = value.clone();
                value.data = Data::List(vec![one]);
            }
            if let Data::List(items) = &mut value.data {
                items.iter_mut().for_each(|item| listed(item, list.item));
            }
        }
        Shape::Map(map) => {
            if let Data::Map(entries) = &mut value.data {
                entries
                    .iter_mut()
                    .for_each(|entry| listed(&mut entry.value, map.value));
            }
        }
        Shape::Group(group) => {
            if let Data::Map(entries) = &mut value.data {
                for entry in entries {
                    let member = group.members.iter().find(|m| m.field.name == entry.key);
                    if let Some(member) = member {
                        listed(&mut entry.value, member.field.shape);
                    }
                }
            }
        }
        _ => {}
    }
}
