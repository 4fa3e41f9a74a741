//! The files that commands may name: other inputs, and what a text shows or writes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::session::Shell;
use crate::syntax::Piece;
use crate::syntax::source::file_name;

/// A file that a command may name.
#[derive(Clone)]
pub(super) struct File<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where its first byte stands, if it is shown to the letter.
    pub(super) begin: Option<usize>,
    /// Which input it is, if it is one.
    pub(super) input: Option<usize>,
}

impl<'a> File<'a> {
    pub(super) fn of(input: usize, piece: &Piece<'a>) -> File<'a> {
        File {
            text: Cow::Borrowed(piece.text),
            begin: Some(piece.begin),
            input: Some(input),
        }
    }
    pub(super) fn made(text: String) -> File<'a> {
        File {
            text: Cow::Owned(text),
            begin: None,
            input: None,
        }
    }
}

impl<'a> Shell<'a> {
    pub(super) fn file(&mut self, name: &str) -> Option<File<'a>> {
        let file = find_file(&self.files, name)?.clone();
        self.used.extend(file.input);
        Some(file)
    }

    /// Files that a text shows: a fence under a line that names it.
    pub(super) fn files_of_fences(&mut self, text: &str, from: usize) {
        let mut name = None;
        let mut begin = None;
        let mut at = from;
        let shown = text.get(from..).unwrap_or_default();
        for line in shown.split_inclusive('\n') {
            let fence = line.trim_start().starts_with("```");
            match (fence, begin) {
                (true, None) => begin = Some(at + line.len()),
                (true, Some(from)) => {
                    if let Some(name) = name.take() {
                        let body = text.get(from..at).unwrap_or_default();
                        let file = File {
                            begin: Some(from),
                            ..File::made(body.to_owned())
                        };
                        self.files.insert(name, file);
                    }
                    begin = None;
                }
                (false, None) => {
                    let words = line.split(|c: char| c.is_whitespace() || "`*\"'():,".contains(c));
                    let mut files = words.filter(|word| {
                        [".json", ".yaml", ".yml", ".sh", ".txt"]
                            .iter()
                            .any(|end| word.ends_with(end))
                    });
                    if let Some(file) = files.next() {
                        name = Some(file.to_owned());
                    } else if !line.trim().is_empty() {
                        name = None;
                    }
                }
                (false, Some(_)) => {}
            }
            at += line.len();
        }
    }
}

/// The file that a command means by a path: the one with this name.
pub(super) fn find_file<'f, 'a>(
    files: &'f BTreeMap<String, File<'a>>,
    path: &str,
) -> Option<&'f File<'a>> {
    let name = file_name(path);
    let by_path = files.get(path).or_else(|| files.get(name));
    by_path.or_else(|| {
        let mut same = files.iter().filter(|(known, _)| file_name(known) == name);
        same.next().map(|(_, file)| file)
    })
}
