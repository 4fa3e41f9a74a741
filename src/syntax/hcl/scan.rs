//! Where attributes and blocks of a text begin and end, by brackets, texts and
//! comments alone: a text may be broken, or hold other things than HCL.

/// The kinds of block that stand outermost in a configuration.
const KINDS: [&str; 14] = [
    "resource",
    "data",
    "variable",
    "locals",
    "module",
    "output",
    "provider",
    "terraform",
    "import",
    "moved",
    "removed",
    "check",
    "ephemeral",
    "generate",
];

/// Deeper than this no text is looked into.
const DEEPEST: usize = 256;

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// `name = …`
    Attribute,
    /// `kind "label" {`
    Block,
}

/// What a line begins, without the blanks before it.
pub(super) fn begin(line: &str) -> Option<Begin> {
    let (first, rest) = word(line)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    if let Some(rest) = rest.strip_prefix('=') {
        return (!rest.starts_with(['=', '>'])).then_some(Begin::Attribute);
    }
    let mut rest = rest;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if rest.starts_with('{') {
            return Some(Begin::Block);
        }
        rest = match rest.strip_prefix('"') {
            Some(label) => label.split_once('"')?.1,
            None if KINDS.contains(&first) => word(rest)?.1,
            None => return None,
        };
    }
}

/// Whether a line begins a block that stands outermost.
pub(super) fn is_outermost(line: &str) -> bool {
    word(line).is_some_and(|(first, _)| KINDS.contains(&first)) && begin(line) == Some(Begin::Block)
}

/// The name that a line begins with, and what is behind it.
fn word(line: &str) -> Option<(&str, &str)> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let end = line.find(|c| !is_name(c)).unwrap_or(line.len());
    let begins = line.starts_with(|c: char| c.is_alphabetic() || c == '_');
    begins.then(|| line.split_at(end))
}

/// What a byte is in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Inside<'a> {
    /// Brackets, or `${` in a text.
    Brackets,
    /// A text in quotation marks.
    Quotes,
    /// A heredoc, with its delimiter.
    Heredoc(&'a str),
}

/// Where an attribute or block ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extent {
    /// The byte behind it.
    pub end: usize,
    /// How many brackets are left open.
    pub open: usize,
    /// Where its heredocs with `<<-` begin.
    pub indented: Vec<usize>,
}

/// Where what begins at a byte ends: at the end of the first line on which no bracket is open, or
/// before the next outermost block where brackets are missing.
pub(super) fn extent(text: &str, begin: usize) -> Extent {
    let line_begin = text.get(..begin).and_then(|t| t.rfind('\n'));
    let indent = begin - line_begin.map_or(0, |at| at + 1);
    let bytes = text.as_bytes();
    let mut stack: Vec<Inside<'_>> = Vec::new();
    // A heredoc whose text has yet to begin, on the next line.
    let mut heredoc: Option<&str> = None;
    // Where the next block begins, should brackets be missing.
    let mut next: Option<(usize, usize)> = None;
    let mut indented = Vec::new();
    let mut at = begin;
    while let Some(byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let inside = stack.last().cloned();
        let code = matches!(inside, None | Some(Inside::Brackets));
        if *byte == b'\n' {
            if inside == Some(Inside::Quotes) {
                // A text ends on its line.
                stack.pop();
                continue;
            }
            if let Some(delimiter) = heredoc.take() {
                stack.push(Inside::Heredoc(delimiter));
            } else if stack.is_empty() {
                return Extent {
                    end: at,
                    open: 0,
                    indented,
                };
            }
            at += 1;
            let line = text.get(at..).unwrap_or_default();
            if let Some(Inside::Heredoc(delimiter)) = stack.last().cloned() {
                let begins = line.trim_start_matches([' ', '\t']);
                let behind = begins.strip_prefix(delimiter);
                if behind.is_some_and(|b| !b.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
                {
                    stack.pop();
                    at += line.len() - begins.len() + delimiter.len();
                    continue;
                }
            }
            let blanks = line
                .bytes()
                .take_while(|b| matches!(b, b' ' | b'\t'))
                .count();
            let same = blanks <= indent && next.is_none();
            let first = line.get(blanks..).and_then(|l| l.lines().next());
            if same && first.is_some_and(is_outermost) {
                if matches!(stack.last(), Some(Inside::Brackets)) {
                    return Extent {
                        end: at,
                        open: stack.len(),
                        indented,
                    };
                }
                next = Some((at, stack.len()));
            }
            continue;
        }
        at += match (code, byte) {
            (true, b'#') => line_length(rest),
            (true, b'/') if rest.starts_with("//") => line_length(rest),
            (true, b'/') if rest.starts_with("/*") => {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            (true, b'"') => {
                stack.push(Inside::Quotes);
                1
            }
            (true, b'<') if rest.starts_with("<<") => {
                let name = rest.trim_start_matches('<').trim_start_matches('-');
                let found = word(name).filter(|(_, behind)| behind.starts_with('\n'));
                if let Some((delimiter, _)) = found {
                    heredoc = Some(delimiter);
                    if rest.starts_with("<<-") {
                        indented.push(at);
                    }
                }
                2
            }
            (true, b'{' | b'(' | b'[') => {
                stack.push(Inside::Brackets);
                1
            }
            (true, b'}' | b')' | b']') => {
                stack.pop();
                1
            }
            (true, _) => 1,
            (false, b'"') if inside == Some(Inside::Quotes) => {
                stack.pop();
                1
            }
            (false, b'\\') if inside == Some(Inside::Quotes) => {
                // What is behind it may be a line break, which ends the text.
                if rest.starts_with("\\\n") { 1 } else { 2 }
            }
            (false, b'$' | b'%') if rest.starts_with("$${") || rest.starts_with("%%{") => 3,
            (false, b'$' | b'%') if rest.starts_with("${") || rest.starts_with("%{") => {
                stack.push(Inside::Brackets);
                2
            }
            (false, _) => 1,
        };
        if stack.len() > DEEPEST {
            break;
        }
        // Only whole characters begin a step.
        while at < text.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    if stack.is_empty() && heredoc.is_none() {
        return Extent {
            end: text.len(),
            open: 0,
            indented,
        };
    }
    let (end, open) = next.unwrap_or((text.len(), stack.len()));
    indented.retain(|at| *at < end);
    Extent {
        end,
        open,
        indented,
    }
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}
