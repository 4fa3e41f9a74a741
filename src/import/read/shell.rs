//! Scripts and single commands of bash, zsh and sh, among prose, fences and
//! prompts.
//!
//! Follows variables, files written by heredocs, functions with literal
//! arguments and loops over known words. Runs nothing: what a command answers
//! is the object that it makes, all else is unknown.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::call::Reading;
use super::command_line::{self, Recognised};
use super::readers::{Read, counted};
use crate::catalogue::window;
use crate::syntax::shell::{Command, Expand, Word, command};
use crate::syntax::source::file_name;
use crate::syntax::{Data, Link, Piece, Sources, Spanned, Symbol};

/// How deep substitutions, functions and loops may nest.
const DEEPEST: usize = 8;
/// How many commands one text may come to.
const MOST: usize = 5_000;

/// Reads every command of a text, with the files that commands name.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    if !piece.text.contains("aws") {
        return Vec::new();
    }
    let others = sources.pieces().enumerate();
    let others = others.filter(|(at, other)| *at != number && !other.name.is_empty());
    let files = others.map(|(at, other)| (other.file_name().to_owned(), File::of(at, &other)));
    let mut shell = Shell {
        reading,
        variables: HashMap::new(),
        arrays: HashMap::new(),
        files: files.collect(),
        used: BTreeSet::new(),
        functions: HashMap::new(),
        commands: 0,
        depth: 0,
        left: MOST,
        base: 0,
    };
    let text = &unquoted_lines(piece.whole, piece.begin);
    shell.files_of_fences(text, piece.begin);
    shell.run(text, piece.begin, text.len());
    if shell.commands == 0 {
        return Vec::new();
    }
    let used = shell.used.iter().map(|input| Read {
        input: *input,
        text: "Request file of a command".to_owned(),
    });
    let commands = counted(shell.commands, "AWS CLI command");
    let own = Read {
        input: number,
        text: format!("{commands}, bash"),
    };
    std::iter::once(own).chain(used).collect()
}

/// A file that a command may name.
#[derive(Clone)]
struct File<'a> {
    text: Cow<'a, str>,
    /// Where its first byte stands, if it is shown to the letter.
    begin: Option<usize>,
    /// Which input it is, if it is one.
    input: Option<usize>,
}

impl<'a> File<'a> {
    fn of(input: usize, piece: &Piece<'a>) -> File<'a> {
        File {
            text: Cow::Borrowed(piece.text),
            begin: Some(piece.begin),
            input: Some(input),
        }
    }
    fn made(text: String) -> File<'a> {
        File {
            text: Cow::Owned(text),
            begin: None,
            input: None,
        }
    }
}

/// A text whose lines are the texts of another language's list, without their quotes.
///
/// Every byte keeps its place: what goes becomes blank.
fn unquoted_lines(whole: &str, begin: usize) -> Cow<'_, str> {
    let (before, text) = whole.split_at_checked(begin).unwrap_or((whole, ""));
    let inside = |line: &str| {
        let begin = line.trim_start();
        let quote = begin.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let end = begin
            .trim_end()
            .trim_end_matches([',', '+', ')'])
            .trim_end();
        let before = line.len() - begin.len();
        let quoted = end.len() > 1 && end.ends_with(quote);
        quoted.then(|| (before + 1, before + end.len() - 1))
    };
    let quoted = || text.lines().filter(|line| inside(line).is_some());
    if quoted().count() < 3 || !quoted().any(|line| line.contains("aws ")) {
        return Cow::Borrowed(whole);
    }
    let mut out = String::with_capacity(whole.len());
    out.push_str(before);
    for line in text.split_inclusive('\n') {
        let Some((from, to)) = inside(line) else {
            out.push_str(line);
            continue;
        };
        let text = line.get(from..to).unwrap_or_default();
        let ends = line.ends_with('\n');
        let behind = line.len() - usize::from(ends) - to;
        out.push_str(&" ".repeat(from));
        match text.strip_suffix("\\\\") {
            Some(continued) => {
                out.push_str(continued);
                out.push_str(&" ".repeat(behind + 1));
                out.push('\\');
            }
            None => {
                out.push_str(text);
                out.push_str(&" ".repeat(behind));
            }
        }
        if ends {
            out.push('\n');
        }
    }
    Cow::Owned(out)
}

struct Shell<'a> {
    reading: &'a mut Reading,
    variables: HashMap<String, String>,
    arrays: HashMap<String, Vec<String>>,
    files: BTreeMap<String, File<'a>>,
    /// The inputs that commands name as files.
    used: BTreeSet<usize>,
    /// The bodies of functions, as bytes of the text.
    functions: HashMap<String, (usize, usize)>,
    /// How many commands were read.
    commands: usize,
    depth: usize,
    left: usize,
    /// Where the text of the substitution that is read begins.
    base: usize,
}

impl Expand for Shell<'_> {
    fn variable(&mut self, name: &str, written: &str, at: usize) -> String {
        let Some(value) = self.parameter(name) else {
            return self.unknown(written, at);
        };
        // A variable that holds nothing known is best called by its own name.
        let alone = self.reading.symbols.alone(&value);
        if alone.is_some_and(|symbol| symbol.link.is_none()) {
            return self.unknown(written, at);
        }
        value
    }
    fn substitution(&mut self, inside: &str, written: &str, at: usize) -> String {
        self.printed(inside, at)
            .unwrap_or_else(|| self.unknown(&crate::syntax::source_line(written), at))
    }
}

impl<'a> Shell<'a> {
    fn unknown(&mut self, written: &str, at: usize) -> String {
        let at = self.base + at;
        self.reading.symbols.unknown(written, at).to_string()
    }

    /// The value of what stands in `${…}`, where it is known.
    fn parameter(&mut self, inside: &str) -> Option<String> {
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

    /// What the commands in a substitution print: the object that they make or look up.
    fn printed(&mut self, inside: &str, at: usize) -> Option<String> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let printed = self.printed_by(inside, at);
        self.depth -= 1;
        printed
    }

    fn printed_by(&mut self, inside: &str, at: usize) -> Option<String> {
        let outer = self.base;
        self.base += at + 2;
        let made = self.statement(inside, 0);
        self.base = outer;
        match made? {
            Made::Object(object) => Some(self.link(inside, object, at)),
            Made::Words(words) => {
                // `jq -r .WindowId <<< "$answer"`, `echo "$answer" | jq …`, `echo $ID`.
                let symbols = words.iter().flat_map(|word| word.text.chars());
                let mut linked = symbols.filter(|c| {
                    let symbol = self.reading.symbols.of(*c);
                    symbol.is_some_and(|symbol| symbol.link.is_some())
                });
                if let Some(link) = linked.next() {
                    return Some(link.to_string());
                }
                match words.as_slice() {
                    [echo, value] if echo.text == "echo" => Some(value.text.clone()),
                    [cat, file] if cat.text == "cat" => {
                        self.file(&file.text).map(|file| file.text.into_owned())
                    }
                    _ => None,
                }
            }
        }
    }

    fn link(&mut self, written: &str, object: usize, at: usize) -> String {
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

    fn file(&mut self, name: &str) -> Option<File<'a>> {
        let file = find_file(&self.files, name)?.clone();
        self.used.extend(file.input);
        Some(file)
    }

    /// Files that a text shows: a fence under a line that names it.
    fn files_of_fences(&mut self, text: &str, from: usize) {
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

    /// Reads the statements between two bytes.
    fn run(&mut self, text: &str, from: usize, to: usize) {
        let mut at = from;
        while at < to && self.left > 0 {
            self.left -= 1;
            let line_end = text
                .get(at..to)
                .and_then(|rest| rest.find('\n'))
                .map_or(to, |end| at + end);
            let line = text.get(at..line_end).unwrap_or_default();
            at = self.line(text, (at, line_end, to), line).max(line_end + 1);
        }
    }

    /// Reads what begins in a line; returns the byte behind it.
    fn line(&mut self, text: &str, (at, line_end, to): (usize, usize, usize), line: &str) -> usize {
        let blanks = line.len() - line.trim_start().len();
        let begin = at + blanks + prompt(line.trim_start());
        let rest = text.get(begin..line_end).unwrap_or_default();
        if let Some(end) = self.heredoc(text, begin, line_end, to) {
            return end;
        }
        if let Some(end) = self.function(text, begin, to) {
            return end;
        }
        if let Some(end) = self.loop_over(text, begin, to) {
            return end;
        }
        if rest.starts_with('#') {
            return line_end + 1;
        }
        let is_call = self.functions.contains_key(first_word(rest));
        let start = if is_call || assignment(rest).is_some() || is_aws(rest) {
            begin
        } else {
            match embedded(rest) {
                Some(skip) => begin + skip,
                None => return line_end + 1,
            }
        };
        let mut at = start;
        // Statements behind one another: `a && b; c | d`.
        loop {
            let end = self.statement_at(text, at, to);
            let after = text.get(end..to).unwrap_or_default();
            let skip = after.len() - after.trim_start_matches([';', '|', '&', ' ', ')']).len();
            let next = text.get(end + skip..to).unwrap_or_default();
            if skip == 0 || next.starts_with('\n') || next.is_empty() || end <= at {
                return end;
            }
            at = end + skip;
        }
    }

    /// Reads one statement and carries it out; returns the byte behind it.
    fn statement_at(&mut self, text: &str, at: usize, to: usize) -> usize {
        let part = text.get(..to).unwrap_or(text);
        if let Some(end) = self.array(part, at) {
            return end;
        }
        let read = command(part, at, self);
        let end = read.end.max(at + 1);
        if read.open && end >= to {
            // An apostrophe of prose opens no quote.
            let line = part
                .get(at..)
                .and_then(|rest| rest.find('\n'))
                .map_or(to, |n| at + n);
            let read = command(part.get(..line).unwrap_or(part), at, self);
            self.carry_out(text, read);
            return line;
        }
        self.carry_out(text, read);
        end
    }

    /// `NAME=("a" "b")`.
    fn array(&mut self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let name = assignment(rest)?;
        let inside = rest.get(name.len() + 1..)?;
        if !inside.starts_with('(') {
            return None;
        }
        let mut items = Vec::new();
        let mut from = at + name.len() + 2;
        loop {
            let read = command(text, from, self);
            items.extend(read.words.into_iter().map(|word| word.text));
            from = read.end;
            match text.get(from..)?.chars().next() {
                Some('\n') => from += 1,
                Some(')') => break,
                _ => return None,
            }
        }
        self.arrays.insert(name.to_owned(), items);
        Some(from + 1)
    }

    fn statement(&mut self, text: &str, at: usize) -> Option<Made> {
        let mut from = at;
        let mut last = None;
        loop {
            let mut read = command(text, from, self);
            for word in &mut read.words {
                word.shift(self.base);
            }
            let end = read.end;
            let piped = text
                .get(end..)
                .is_some_and(|rest| rest.starts_with('|') && !rest.starts_with("||"));
            let made = self.make(read);
            last = match (last, made) {
                // What is piped into `jq` or `tr` is still the object.
                (Some(Made::Object(object)), Made::Words(_)) => Some(Made::Object(object)),
                (Some(Made::Words(mut before)), Made::Words(words)) => {
                    before.extend(words);
                    Some(Made::Words(before))
                }
                (_, made) => Some(made),
            };
            let rest = text.get(end..).unwrap_or_default();
            let skip = rest.len() - rest.trim_start_matches(['|', ' ', '\n', ';', '&']).len();
            if skip == 0 || end + skip >= text.len() {
                return last;
            }
            from = end + skip;
            if !piped {
                last = None;
            }
        }
    }

    fn carry_out(&mut self, text: &str, read: Command) {
        let words = &read.words;
        let mut begin = 0;
        while let Some(word) = words.get(begin) {
            if matches!(
                word.text.as_str(),
                "export"
                    | "local"
                    | "readonly"
                    | "declare"
                    | "set"
                    | "sudo"
                    | "then"
                    | "do"
                    | "else"
                    | "if"
                    | "!"
                    | "{"
                    | "("
                    | "time"
                    | "$"
                    | "-x"
            ) {
                begin += 1;
                continue;
            }
            let Some(name) = assignment(&word.text) else {
                break;
            };
            let value = word.text.get(name.len() + 1..).unwrap_or_default();
            self.variables.insert(name.to_owned(), value.to_owned());
            begin += 1;
        }
        let rest: Vec<Word> = words.get(begin..).unwrap_or_default().to_vec();
        let Some(first) = rest.first() else { return };
        if let Some((from, to)) = self.functions.get(&first.text).copied() {
            self.call(text, (from, to), rest.get(1..).unwrap_or_default());
            return;
        }
        self.make(Command {
            words: rest,
            ..read
        });
    }

    /// Carries out a function with its arguments.
    fn call(&mut self, text: &str, (from, to): (usize, usize), arguments: &[Word]) {
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

    /// What a command makes.
    fn make(&mut self, read: Command) -> Made {
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
            let message = "A blank behind the backslash ends the line in a shell; the next line is read as part of the command";
            self.reading
                .notes
                .repaired(*broken, "broken-continuation", message);
        }
        for blank in &read.hard_blanks {
            let message = "A non-breaking blank is read as a blank";
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

    fn recognised(&mut self, at: usize, recognised: Recognised) -> Made {
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

    /// `cat > FILE <<EOF`: the text of a file.
    fn heredoc(&mut self, text: &str, begin: usize, line_end: usize, to: usize) -> Option<usize> {
        let line = text.get(begin..line_end)?;
        let mark = line
            .find("<<")
            .filter(|at| !line.get(at + 2..).is_some_and(|r| r.starts_with('<')))?;
        let word = line.get(mark + 2..)?.trim_start_matches('-').trim();
        let word = word.split_whitespace().next()?;
        let expands = !word.starts_with(['\'', '"', '\\']);
        let word = word.trim_matches(['\'', '"', '\\']);
        if word.is_empty() || !word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return None;
        }
        let mut at = line_end + 1;
        let mut body = String::new();
        while at <= to {
            let end = text.get(at..to)?.find('\n').map_or(to, |n| at + n);
            let line = text.get(at..end)?;
            if line.trim() == word {
                break;
            }
            body.push_str(line);
            body.push('\n');
            at = end + 1;
        }
        let end = text
            .get(at..to)
            .and_then(|rest| rest.find('\n'))
            .map_or(to, |n| at + n);
        let name = line.rfind('>').and_then(|at| line.get(at + 1..))?;
        let name = name
            .split_whitespace()
            .next()?
            .trim_matches(['\'', '"'])
            .to_owned();
        if expands {
            body = self.expanded(&body, begin);
        }
        self.files.insert(name, File::made(body));
        Some(end + 1)
    }

    /// The text of a heredoc with its variables.
    fn expanded(&mut self, body: &str, at: usize) -> String {
        let mut out = String::new();
        let mut rest = body;
        while let Some(mark) = rest.find('$') {
            out.push_str(rest.get(..mark).unwrap_or_default());
            let after = rest.get(mark..).unwrap_or_default();
            let braced = after.starts_with("${");
            let name: String = after
                .chars()
                .skip(if braced { 2 } else { 1 })
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if name.is_empty() {
                out.push('$');
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            let length = name.len() + if braced { 3 } else { 1 };
            let written = after.get(..length).unwrap_or(after).to_owned();
            let value = self.variable(&name, &written, at);
            out.push_str(&value);
            rest = after.get(length..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }

    /// `name() { … }`.
    fn function(&mut self, text: &str, begin: usize, to: usize) -> Option<usize> {
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

    /// `for NAME in WORDS; do … done`.
    fn loop_over(&mut self, text: &str, begin: usize, to: usize) -> Option<usize> {
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

/// The file that a command means by a path: the one with this name.
fn find_file<'f, 'a>(files: &'f BTreeMap<String, File<'a>>, path: &str) -> Option<&'f File<'a>> {
    let name = file_name(path);
    let by_path = files.get(path).or_else(|| files.get(name));
    by_path.or_else(|| {
        let mut same = files.iter().filter(|(known, _)| file_name(known) == name);
        same.next().map(|(_, file)| file)
    })
}

/// What a statement comes to.
enum Made {
    /// It makes or looks up an object.
    Object(usize),
    /// Something else: its words.
    Words(Vec<Word>),
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

/// The name that a text begins to assign to: `ID` of `ID=…`.
fn assignment(text: &str) -> Option<&str> {
    let (name, _) = text.split_once('=')?;
    let first = name.chars().next()?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && (first.is_ascii_alphabetic() || first == '_')).then_some(name)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
}

fn is_program(word: &str) -> bool {
    matches!(word, "aws" | "aws.exe" | "aws.cmd" | "awslocal") || word.ends_with("/aws")
}

/// Whether a text begins with a command of the AWS CLI for Systems Manager.
fn is_aws(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_program) && words.take(12).any(|word| word == "ssm")
}

/// How many bytes of a line are a prompt or the mark of a list.
fn prompt(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let skip = ["$ ", "> ", "% ", "- ", "* ", "+ "]
            .iter()
            .find(|mark| rest.starts_with(**mark))
            .map(|mark| mark.len());
        let numbered = || {
            let inside = rest.trim_start_matches('(');
            let length = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
            let after = inside.get(length..)?;
            let end = after
                .strip_prefix(") ")
                .or_else(|| after.strip_prefix(". "))?;
            (length > 0 && length < 3).then(|| rest.len() - end.len())
        };
        match skip.or_else(numbered) {
            Some(skip) => at += skip,
            None => return at + rest.len() - rest.trim_start().len(),
        }
    }
}

/// Where in a line a command begins that other text stands before.
fn embedded(line: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = line.get(from..)?.find("aws ") {
        let at = from + found;
        let before = line.get(..at)?.chars().next_back();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"-_./".contains(c));
        if begins && is_aws(line.get(at..)?) {
            return Some(at);
        }
        from = at + 4;
    }
    None
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
