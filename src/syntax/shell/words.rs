//! The words of one command of a POSIX shell.

/// A word with its quotes and variables resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Whether any of it was quoted: an unquoted word may be an operator.
    pub quoted: bool,
    /// For places in the text, where they stand in the source; both ascending.
    origins: Vec<(usize, usize)>,
}

impl Word {
    pub(crate) fn push(&mut self, c: char, at: usize) {
        let follows = self
            .origins
            .last()
            .is_some_and(|(out, source)| self.text.len() - out == at.wrapping_sub(*source));
        if !follows {
            self.origins.push((self.text.len(), at));
        }
        self.text.push(c);
    }
    fn push_str(&mut self, text: &str, at: usize) {
        self.origins.push((self.text.len(), at));
        self.text.push_str(text);
    }
    /// Adds another word behind it.
    pub(crate) fn append(&mut self, other: &Word) {
        for (byte, c) in other.text.char_indices() {
            self.push(c, other.origin(byte));
        }
    }
    /// The word without its first and last byte.
    pub(crate) fn inside(&self) -> Word {
        let mut word = Word {
            quoted: true,
            ..Word::default()
        };
        let end = self.text.len().saturating_sub(1);
        for (byte, c) in self.text.char_indices().skip(1).filter(|(at, _)| *at < end) {
            word.push(c, self.origin(byte));
        }
        word
    }
    /// Where in the source a byte of the text stands.
    pub fn origin(&self, byte: usize) -> usize {
        let next = self.origins.partition_point(|(out, _)| *out <= byte);
        let found = next.checked_sub(1).and_then(|at| self.origins.get(at));
        found.map_or(0, |(out, source)| source + (byte - out))
    }
    /// Counts its places from another byte on.
    pub fn shift(&mut self, by: usize) {
        for (_, source) in &mut self.origins {
            *source += by;
        }
    }
    /// Where it begins in the source.
    pub fn at(&self) -> usize {
        self.origins.first().map_or(0, |(_, source)| *source)
    }
}

/// What stands for variables and substitutions.
pub trait Expand {
    /// The value of `$name`; `written` is how it stands in the source.
    fn variable(&mut self, name: &str, written: &str, at: usize) -> String;
    /// What `$(inside)` prints.
    fn substitution(&mut self, inside: &str, written: &str, at: usize) -> String;
}

/// A command: its words, and what goes with it.
#[derive(Debug, Clone, Default)]
pub struct Command {
    /// The words.
    pub words: Vec<Word>,
    /// The byte behind it, at what ended it.
    pub end: usize,
    /// Backslashes with blanks behind them, which end the command in a real shell.
    pub broken: Vec<usize>,
    /// Non-breaking blanks between words, which a real shell takes for letters.
    pub hard_blanks: Vec<usize>,
    /// Typographic quotes, which a real shell takes for letters.
    pub typographic: Vec<usize>,
    /// Whether its last quote is not closed.
    pub open: bool,
}

/// Reads the words from a byte on, up to the end of the command.
pub fn command(text: &str, at: usize, expand: &mut dyn Expand) -> Command {
    let mut reader = Reader {
        text,
        at,
        expand,
        out: Command::default(),
        word: None,
    };
    reader.run();
    reader.out.end = reader.at;
    reader.out
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    expand: &'a mut dyn Expand,
    out: Command,
    word: Option<Word>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
    fn word(&mut self) -> &mut Word {
        self.word.get_or_insert_with(Word::default)
    }
    fn finish(&mut self) {
        if let Some(word) = self.word.take() {
            self.out.words.push(word);
        }
    }
    fn run(&mut self) {
        while let Some(c) = self.peek() {
            let at = self.at;
            match c {
                '\n' => {
                    self.finish();
                    // An option in a line of its own belongs to the command above, backslash or not.
                    if !self.goes_on() {
                        return;
                    }
                    self.at += 1;
                }
                c if c.is_whitespace() => {
                    if c == '\u{a0}' {
                        self.out.hard_blanks.push(at);
                    }
                    self.finish();
                    self.at += c.len_utf8();
                }
                ';' | '|' | '&' | ')' => {
                    self.finish();
                    return;
                }
                '#' if self.word.is_none() => {
                    self.finish();
                    let end = self.rest().find('\n').unwrap_or(self.rest().len());
                    self.at += end;
                }
                '>' if self.is_redirection() => self.redirection(),
                '\\' => self.backslash(),
                '\'' | '\u{2018}' | '\u{2019}' | '"' | '\u{201c}' | '\u{201d}' => {
                    if !c.is_ascii() {
                        self.out.typographic.push(at);
                    }
                    match c {
                        '"' | '\u{201c}' | '\u{201d}' => self.double(c),
                        _ => self.single(c),
                    }
                }
                '$' => self.dollar(),
                '`' => self.backquote(),
                c => {
                    self.at += c.len_utf8();
                    self.word().push(c, at);
                }
            }
        }
        self.finish();
    }
    /// Whether a `>` begins a redirection: a placeholder, `<id>`, only ends in one.
    fn is_redirection(&self) -> bool {
        let number = |word: &Word| !word.quoted && word.text.bytes().all(|b| b.is_ascii_digit());
        self.word.as_ref().is_none_or(number)
    }
    /// Goes past `>&2`, `2> file` and the like.
    fn redirection(&mut self) {
        self.word = None;
        self.at += 1;
        let rest = self.rest().trim_start_matches(['>', '|']);
        self.at = self.text.len() - rest.len();
        if let Some(after) = rest.strip_prefix('&') {
            let end = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            self.at = self.text.len() - end.len();
            return;
        }
        let name = rest.trim_start_matches([' ', '\t']);
        let end = name.find(|c: char| c.is_whitespace() || ";|&)".contains(c));
        let end = end.unwrap_or(name.len());
        self.at = self.text.len() - name.len() + end;
    }
    fn goes_on(&self) -> bool {
        let next = self.rest().trim_start_matches(char::is_whitespace);
        let blank = self.rest().get(1..).is_some_and(|line| {
            let line = line.split('\n').next().unwrap_or_default();
            line.trim().is_empty()
        });
        let mut letters = next.strip_prefix("--").unwrap_or_default().chars();
        !blank
            && !self.out.words.is_empty()
            && letters.next().is_some_and(|c| c.is_ascii_lowercase())
    }
    fn backslash(&mut self) {
        let at = self.at;
        self.at += 1;
        let rest = self.rest();
        // A doubled backslash at the end of a line is one that another language quoted.
        let rest = rest
            .strip_prefix('\\')
            .filter(|r| r.starts_with(['\n', '"']))
            .unwrap_or(rest);
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
        let after = rest.get(blanks..).unwrap_or_default();
        if after.starts_with('\n') || after.is_empty() {
            if blanks > 0 && after.starts_with('\n') {
                self.out.broken.push(at);
            }
            self.finish();
            self.at = self.text.len() - after.len() + usize::from(after.starts_with('\n'));
            return;
        }
        if let Some(c) = self.peek() {
            self.at += c.len_utf8();
            let word = self.word();
            word.quoted = true;
            word.push(c, at);
        }
    }
    fn single(&mut self, quote: char) {
        self.at += quote.len_utf8();
        self.word().quoted = true;
        self.word();
        let ends = |c: char| match quote {
            '\'' => c == '\'',
            _ => matches!(c, '\u{2018}' | '\u{2019}'),
        };
        while let Some(c) = self.peek() {
            let at = self.at;
            self.at += c.len_utf8();
            if ends(c) {
                return;
            }
            self.word().push(c, at);
        }
        self.out.open = true;
    }
    fn double(&mut self, quote: char) {
        self.at += quote.len_utf8();
        self.word().quoted = true;
        let ends = |c: char| match quote {
            '"' => c == '"',
            _ => matches!(c, '\u{201c}' | '\u{201d}'),
        };
        while let Some(c) = self.peek() {
            let at = self.at;
            match c {
                c if ends(c) => {
                    self.at += c.len_utf8();
                    return;
                }
                '\\' => {
                    self.at += 1;
                    match self.peek() {
                        Some('\n') => self.at += 1,
                        Some(c @ ('"' | '\\' | '$' | '`')) => {
                            self.at += 1;
                            self.word().push(c, at);
                        }
                        _ => self.word().push('\\', at),
                    }
                }
                '$' => self.dollar(),
                '`' => self.backquote(),
                c => {
                    self.at += c.len_utf8();
                    self.word().push(c, at);
                }
            }
        }
        self.out.open = true;
    }
    fn dollar(&mut self) {
        let at = self.at;
        let rest = self.rest();
        let (inside, length, substitution) = if rest.starts_with("$((") {
            (rest.get(..3).unwrap_or_default().to_owned(), 3, false)
        } else if rest.starts_with("$(") {
            let length = closing(rest, 1, '(', ')');
            let inside = rest.get(2..length.saturating_sub(1)).unwrap_or_default();
            (inside.to_owned(), length, true)
        } else if rest.starts_with("${") {
            let length = closing(rest, 1, '{', '}');
            let inside = rest.get(2..length.saturating_sub(1)).unwrap_or_default();
            (inside.to_owned(), length, false)
        } else {
            let name = rest.get(1..).unwrap_or_default();
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let mut length = name.find(|c| !is_name(c)).unwrap_or(name.len());
            // A parameter of a script is one digit.
            let is_one = |c: char| c.is_ascii_digit() || matches!(c, '@' | '*' | '#' | '?');
            if name.starts_with(is_one) {
                length = 1;
            }
            if length == 0 {
                self.at += 1;
                self.word().push('$', at);
                return;
            }
            (
                name.get(..length).unwrap_or_default().to_owned(),
                length + 1,
                false,
            )
        };
        let written = rest.get(..length).unwrap_or_default().to_owned();
        self.at += length;
        let value = if substitution {
            self.expand.substitution(&inside, &written, at)
        } else {
            self.expand.variable(&inside, &written, at)
        };
        self.word().push_str(&value, at);
    }
    fn backquote(&mut self) {
        let at = self.at;
        let rest = self.rest();
        let inside = rest.get(1..).unwrap_or_default();
        let Some(end) = inside.find('`') else {
            self.at += 1;
            self.word().push('`', at);
            return;
        };
        let written = rest.get(..end + 2).unwrap_or_default().to_owned();
        let inside = inside.get(..end).unwrap_or_default().to_owned();
        self.at += end + 2;
        let value = self.expand.substitution(&inside, &written, at);
        self.word().push_str(&value, at);
    }
}

/// The length up to and with the bracket that closes the one at a byte, quotes observed.
fn closing(text: &str, from: usize, open: char, close: char) -> usize {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < from) {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some('\''), '\'') => quote = None,
            (Some('\''), _) => {}
            (_, '\\') => escaped = true,
            (Some('"'), '"') => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            // A substitution inside double quotes closes as one outside does.
            (_, c) if c == open => depth += 1,
            (_, c) if c == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    text.len()
}
