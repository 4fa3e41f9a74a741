//! One line of cmd.exe: its commands, as cmd.exe and then the program take them apart.
//!
//! Carets continue and escape, percent signs name variables, and a backslash
//! before a quote is for the program. A quote that the program takes for a
//! letter does not end a quoted part here either, though cmd.exe would: what
//! was meant is a word.

use super::words::Word;

/// A character, and where in the source it stands.
pub type Placed = (char, usize);

/// One command of a line.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its characters, quotes and all.
    pub text: Vec<Placed>,
    /// The file that its output goes to, and whether it is added to what is there.
    pub output: Option<(String, bool)>,
    /// The file that its input comes from.
    pub input: Option<String>,
    /// Whether the command before it is piped into it.
    pub piped: bool,
}

/// A line with its continuations.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its characters without the carets that continue it.
    pub text: Vec<Placed>,
    /// The byte behind it, at its line break.
    pub end: usize,
    /// Carets with blanks behind them, which escape the blank and end the line.
    pub broken: Vec<usize>,
    /// Non-breaking blanks.
    pub hard_blanks: Vec<usize>,
}

/// Reads the line that begins at a byte, with those that it continues in.
pub fn line(text: &str, at: usize, to: usize) -> Line {
    let mut out = Line::default();
    let mut at = at;
    loop {
        let rest = text.get(at..to).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let one = rest.get(..length).unwrap_or_default();
        let plain = one.trim_end();
        let end = at + length;
        out.end = end;
        // An escaped caret is no continuation.
        let carets = plain.len() - plain.trim_end_matches('^').len();
        let goes_on = carets % 2 == 1 && end < to;
        let kept = if goes_on {
            plain.get(..plain.len() - 1).unwrap_or_default()
        } else {
            one
        };
        for (offset, c) in kept.char_indices() {
            if c == '\u{a0}' {
                out.hard_blanks.push(at + offset);
            }
            out.text.push((c, at + offset));
        }
        let next = text.get(end + 1..to).unwrap_or_default();
        if goes_on {
            if plain.len() < one.len() {
                out.broken.push(at + plain.len() - 1);
            }
        } else if !is_option(next) || out.text.iter().all(|(c, _)| c.is_whitespace()) {
            return out;
        }
        out.text.push((' ', end));
        at = end + 1;
        // The prompt for what a caret continues.
        let next = text.get(at..to).unwrap_or_default();
        if let Some(rest) = next.strip_prefix("More?") {
            at += next.len() - rest.len();
        }
    }
}

/// Whether a line is an option of the command above it.
fn is_option(line: &str) -> bool {
    let line = line.split('\n').next().unwrap_or_default();
    let mut letters = line
        .trim_start()
        .strip_prefix("--")
        .unwrap_or_default()
        .chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
}

/// The longest line that variables may make of one.
const LONGEST: usize = 200_000;

/// The characters with their variables replaced; `value` gives what a name stands for.
pub fn expanded(
    text: &[Placed],
    value: &mut dyn FnMut(&str, &str, usize) -> Option<String>,
) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    let mut at = 0;
    while let Some((c, place)) = text.get(at).copied() {
        let found = match c {
            '%' | '!' => reference(text, at),
            _ => None,
        };
        if let Some((name, written, length)) = found
            && out.len() < LONGEST
            && let Some(value) = value(&name, &written, place)
        {
            out.extend(value.chars().map(|c| (c, place)));
            at += length;
            continue;
        }
        // A doubled sign is one.
        if c == '%' && text.get(at + 1).is_some_and(|(next, _)| *next == '%') {
            at += 1;
        }
        out.push((c, place));
        at += 1;
    }
    out
}

/// The variable that is named at a position: its name, how it is written, and how long that is.
fn reference(text: &[Placed], at: usize) -> Option<(String, String, usize)> {
    let mark = text.get(at)?.0;
    let letters = |from: usize| text.get(from..).unwrap_or_default().iter().map(|(c, _)| *c);
    let written = |length: usize| letters(at).take(length).collect::<String>();
    let doubled = letters(at + 1).next() == Some('%');
    if mark == '%' {
        // `%1`, `%~1`, and the variable of a loop: `%%i`, `%%~i`, `%i`.
        let from = at + 1 + usize::from(doubled);
        let tilde = usize::from(letters(from).next() == Some('~'));
        let one = letters(from + tilde).next();
        let after = letters(from + tilde + 1).next();
        let length = from + tilde + 1 - at;
        let is_one = |c: char| c.is_ascii_digit() || c == '*';
        if let Some(one) = one.filter(|c| is_one(*c) && !doubled) {
            return Some((one.to_string(), written(length), length));
        }
        let alone = after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != '%');
        if let Some(one) = one.filter(|c| c.is_ascii_alphabetic() && (doubled || alone)) {
            return Some((format!("%{one}"), written(length), length));
        }
    }
    let name: String = letters(at + 1)
        .take_while(|c| c.is_ascii_alphanumeric() || "_-.".contains(*c))
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let mut length = 1 + name.len();
    let mut operator = String::new();
    if letters(at + length).next() == Some(':') {
        operator = letters(at + length)
            .take_while(|c| *c != mark && *c != '\n')
            .collect();
        length += operator.chars().count();
    }
    (letters(at + length).next() == Some(mark)).then(|| {
        let name = [name.as_str(), operator.as_str()].concat();
        (name, written(length + 1), length + 1)
    })
}

/// The commands of a line.
pub fn parts(text: &[Placed]) -> Vec<Part> {
    let mut all = Vec::new();
    let mut part = Part::default();
    let mut quoted = false;
    let mut backslashes = 0usize;
    let mut at = 0;
    let letter = |at: usize| text.get(at).map(|(c, _)| *c);
    while let Some((c, place)) = text.get(at).copied() {
        at += 1;
        let escapes = backslashes % 2 == 1;
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        match c {
            '"' => {
                quoted ^= !escapes;
                part.text.push((c, place));
            }
            '^' if !quoted => {
                if let Some(next) = text.get(at) {
                    part.text.push(*next);
                    at += 1;
                }
            }
            '&' | '|' if !quoted => {
                let twice = letter(at) == Some(c);
                at += usize::from(twice);
                all.push(std::mem::take(&mut part));
                part.piped = c == '|' && !twice;
            }
            '>' | '<' if !quoted => {
                let adds = letter(at) == Some('>');
                at += usize::from(adds);
                // The number of a stream stands before the sign.
                let stream = part
                    .text
                    .pop_if(|(c, _)| c.is_ascii_digit())
                    .map(|(c, _)| c);
                if let (Some(stream), Some((before, _))) = (stream, part.text.last())
                    && !before.is_whitespace()
                {
                    part.text.push((stream, place));
                }
                if letter(at) == Some('&') {
                    at += 2;
                    continue;
                }
                while letter(at).is_some_and(char::is_whitespace) {
                    at += 1;
                }
                let mut name = String::new();
                let mut inside = false;
                while let Some(c) = letter(at) {
                    if c == '"' {
                        inside = !inside;
                    } else if !inside && (c.is_whitespace() || "&|<>)".contains(c)) {
                        break;
                    } else {
                        name.push(c);
                    }
                    at += 1;
                }
                match (c, stream) {
                    ('<', _) => part.input = Some(name),
                    (_, None | Some('1')) => part.output = Some((name, adds)),
                    _ => {}
                }
            }
            c => part.text.push((c, place)),
        }
    }
    all.push(part);
    all
}

/// The words of a command, as the program takes them apart.
pub fn words(text: &[Placed]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut quoted = false;
    let mut at = 0;
    while let Some((c, place)) = text.get(at).copied() {
        at += 1;
        match c {
            '\\' => {
                let more = text.get(at..).unwrap_or_default();
                let more = more.iter().take_while(|(c, _)| *c == '\\').count();
                let all = more + 1;
                at += more;
                let word = word.get_or_insert_default();
                let before_quote = text.get(at).is_some_and(|(c, _)| *c == '"');
                let kept = if before_quote { all / 2 } else { all };
                (0..kept).for_each(|n| word.push('\\', place + n));
                if before_quote && all % 2 == 1 {
                    word.push('"', place);
                    at += 1;
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                word.quoted = true;
                let twice = quoted && text.get(at).is_some_and(|(c, _)| *c == '"');
                if twice {
                    word.push('"', place);
                    at += 1;
                } else {
                    quoted = !quoted;
                }
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c, place),
        }
    }
    words.extend(word);
    words
}
