//! What a script has come to so far, and what its commands make.
//!
//! Shared by all shells. Runs nothing: what a command answers is the object that
//! it makes, all else is unknown.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::call::Reading;
use super::super::command_line::{self, Recognised};
use super::files::{File, find_file};
use super::powershell::Function;
use super::prose::is_program;
use crate::catalogue::window;
use crate::syntax::shell::{Command, Word};
use crate::syntax::{Data, Link, Sources, Spanned, Symbol};

/// How deep substitutions, functions and loops may nest.
pub(super) const DEEPEST: usize = 8;
/// How many commands one text may come to.
pub(super) const MOST: usize = 5_000;

pub(super) struct Shell<'a> {
    pub(super) reading: &'a mut Reading,
    /// The text that is read, and all before it.
    pub(super) text: &'a str,
    pub(super) variables: HashMap<String, String>,
    pub(super) arrays: HashMap<String, Vec<String>>,
    pub(super) files: BTreeMap<String, File<'a>>,
    /// The inputs that commands name as files.
    pub(super) used: BTreeSet<usize>,
    /// The bodies of functions, as bytes of the text.
    pub(super) functions: HashMap<String, (usize, usize)>,
    /// The variables of PowerShell, by their names in lower case.
    pub(super) values: HashMap<String, Spanned>,
    /// The functions of PowerShell, by their names in lower case.
    pub(super) ps_functions: HashMap<String, Function>,
    /// The object that the last command made.
    pub(super) last_object: Option<usize>,
    /// Whether `!NAME!` is a variable of cmd.exe.
    pub(super) delayed: bool,
    /// How many bytes were searched for the ends of blocks.
    pub(super) searched: usize,
    /// The bytes that statements were read from.
    pub(super) took: Vec<(usize, usize)>,
    /// How many commands were read.
    pub(super) commands: usize,
    /// How many cmdlets were read.
    pub(super) cmdlets: usize,
    pub(super) depth: usize,
    pub(super) left: usize,
    /// Where the text of the substitution that is read begins.
    pub(super) base: usize,
}

/// What a statement comes to.
pub(super) enum Made {
    /// It makes or looks up an object.
    Object(usize),
    /// Something else: its words.
    Words(Vec<Word>),
}

impl<'a> Shell<'a> {
    /// A shell that reads one of some texts and may use the others as files.
    pub(super) fn new(
        reading: &'a mut Reading,
        text: &'a str,
        sources: &'a Sources,
        number: usize,
    ) -> Shell<'a> {
        let others = sources.pieces().enumerate();
        let others = others.filter(|(at, other)| *at != number && !other.name.is_empty());
        let files = others.map(|(at, other)| (other.file_name().to_owned(), File::of(at, &other)));
        Shell {
            reading,
            text,
            variables: HashMap::new(),
            arrays: HashMap::new(),
            files: files.collect(),
            used: BTreeSet::new(),
            functions: HashMap::new(),
            values: HashMap::new(),
            ps_functions: HashMap::new(),
            last_object: None,
            delayed: false,
            searched: 0,
            took: Vec::new(),
            commands: 0,
            cmdlets: 0,
            depth: 0,
            left: MOST,
            base: 0,
        }
    }

    /// How many commands and cmdlets were read.
    pub(super) fn count(&self) -> usize {
        self.commands + self.cmdlets
    }

    pub(super) fn unknown(&mut self, written: &str, at: usize) -> String {
        let at = self.base + at;
        self.reading.symbols.unknown(written, at).to_string()
    }

    pub(super) fn link(&mut self, written: &str, object: usize, at: usize) -> String {
        let link = Link {
            object,
            member: String::new(),
        };
        let written = crate::syntax::source_line(written);
        let symbol = Symbol {
            written: format!("$({written})"),
            at: self.base + at,
            link: Some(link),
        };
        self.reading.symbols.add(symbol).to_string()
    }

    /// What a command makes.
    pub(super) fn make(&mut self, read: Command) -> Made {
        let aws = read.words.iter().position(|word| is_program(&word.text));
        let Some(aws) = aws else {
            return Made::Words(read.words);
        };
        let words = read.words.get(aws + 1..).unwrap_or_default();
        let files = std::mem::take(&mut self.files);
        let mut used = std::mem::take(&mut self.used);
        let mut found = |name: &str| {
            let file = find_file(&files, name)?;
            used.extend(file.input);
            Some((file.text.to_string(), file.begin))
        };
        let recognised = command_line::read(self.reading, words, &mut found);
        self.files = files;
        self.used = used;
        let Some(recognised) = recognised else {
            return Made::Words(read.words);
        };
        let at = read.words.get(aws).map_or(0, Word::at);
        for broken in &read.broken {
            let message = "A space after the backslash ends the command in a shell; the next line is read as part of it";
            self.reading
                .notes
                .repaired(*broken, "broken-continuation", message);
        }
        for blank in &read.hard_blanks {
            let message = "A non-breaking space is read as a space";
            self.reading.notes.repaired(*blank, "hard-blank", message);
        }
        for quote in &read.typographic {
            let message = "A typographic quote is read as a plain one";
            self.reading
                .notes
                .repaired(*quote, "typographic-quote", message);
        }
        self.commands += 1;
        self.recognised(at, recognised)
    }

    pub(super) fn recognised(&mut self, at: usize, recognised: Recognised) -> Made {
        let Recognised {
            operation,
            members,
            query,
        } = recognised;
        if operation.name == window::DESCRIBE.name {
            // Looking a window up by its name means the window that the script makes.
            let wanted = query.unwrap_or_default();
            let by_name = self.reading.calls.iter().find(|call| {
                let names = call
                    .members
                    .iter()
                    .filter(|entry| entry.key == window::NAME.name);
                names.into_iter().any(|entry| {
                    let name = entry.value.as_text().unwrap_or_default();
                    !name.is_empty() && (wanted.contains(name) || mentions(&members, name))
                })
            });
            if let Some(call) = by_name {
                return Made::Object(call.object);
            }
            return Made::Words(Vec::new());
        }
        let object = self.reading.object();
        self.reading.request(at, operation, members, object, "");
        Made::Object(object)
    }
}

fn mentions(entries: &[crate::syntax::Entry], name: &str) -> bool {
    fn within(value: &Spanned, name: &str) -> bool {
        match &value.data {
            Data::Text(text) => text == name,
            Data::List(items) => items.iter().any(|item| within(item, name)),
            Data::Map(entries) => entries.iter().any(|entry| within(&entry.value, name)),
            _ => false,
        }
    }
    entries.iter().any(|entry| within(&entry.value, name))
}
