//! Texts that a program puts together: `format`, `%`, f-strings, JSON.

use super::value::{Node, Value};

/// The longest text that is put together, in bytes.
pub const LONGEST: usize = 200_000;

/// A value as a format such as `02d` or `>10` says it; `None` if that cannot be known.
pub fn formatted(node: &Node, format: &str, python: bool) -> Option<String> {
    let plain = node.as_typed(python)?;
    if format.is_empty() {
        return Some(plain);
    }
    let mut rest = format;
    let mut chars = format.chars();
    let (first, second) = (chars.next()?, chars.next());
    let (mut fill, mut align) = (' ', None);
    if let Some(sign @ ('<' | '>' | '^')) = second {
        (fill, align) = (first, Some(sign));
        rest = rest.get(first.len_utf8() + 1..)?;
    } else if let '<' | '>' | '^' = first {
        align = Some(first);
        rest = rest.get(1..)?;
    }
    if let Some(zeros) = rest.strip_prefix('0')
        && align.is_none()
    {
        (fill, align, rest) = ('0', Some('>'), zeros);
    }
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let width: usize = rest.get(..digits)?.parse().unwrap_or(0);
    let rest = rest.get(digits..)?;
    let is_number = matches!(node.value, Value::Number(_));
    let text = match rest {
        "" | "s" => plain,
        "d" | "n" if is_number => plain,
        _ => {
            let precision = rest.strip_prefix('.')?.strip_suffix('f')?;
            let number: f64 = plain.parse().ok()?;
            format!("{number:.*}", precision.parse::<usize>().ok()?.min(20))
        }
    };
    if width > 1000 {
        return None;
    }
    let align = align.unwrap_or(if is_number { '>' } else { '<' });
    let missing = width.saturating_sub(text.chars().count());
    let before = match align {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let pad = |count: usize| std::iter::repeat_n(fill, count).collect::<String>();
    Some([pad(before), text, pad(missing - before)].concat())
}

/// `"…{}…".format(…)`.
pub fn format(template: &str, given: &[Node], named: &[(String, Node)]) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    let mut next = 0;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(rest.get(..at)?);
        let mark = rest.get(at..)?;
        if mark.starts_with("{{") || mark.starts_with("}}") {
            out.push_str(mark.get(..1)?);
            rest = mark.get(2..)?;
            continue;
        }
        let end = mark.find('}')?;
        let inside = mark.get(1..end)?;
        let (name, format) = inside.split_once(':').unwrap_or((inside, ""));
        let name = name.split_once('!').map_or(name, |(name, _)| name);
        let (root, path) = match name.find(['[', '.']) {
            Some(at) => name.split_at(at),
            None => (name, ""),
        };
        let mut node = if root.is_empty() {
            next += 1;
            given.get(next - 1)?
        } else if let Ok(number) = root.parse::<usize>() {
            given.get(number)?
        } else {
            named
                .iter()
                .find(|(known, _)| known == root)
                .map(|(_, n)| n)?
        };
        if let Some(key) = path.strip_prefix('[') {
            node = node.get(key.strip_suffix(']')?)?;
        } else if !path.is_empty() {
            return None;
        }
        out.push_str(&formatted(node, format, true)?);
        rest = mark.get(end + 1..)?;
        if out.len() > LONGEST {
            return None;
        }
    }
    out.push_str(rest);
    Some(out)
}

/// `"…%s…" % …`.
pub fn percent(template: &str, given: &Node) -> Option<String> {
    let values: &[Node] = match given.items() {
        Some(items) => items,
        None => std::slice::from_ref(given),
    };
    let mut values = values.iter();
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        out.push_str(rest.get(..at)?);
        let mut mark = rest.get(at + 1..)?;
        if let Some(behind) = mark.strip_prefix('%') {
            out.push('%');
            rest = behind;
            continue;
        }
        let node = match mark.strip_prefix('(') {
            Some(named) => {
                let (name, behind) = named.split_once(')')?;
                mark = behind;
                given.get(name)?
            }
            None => values.next()?,
        };
        let end = mark.find(|c: char| c.is_ascii_alphabetic())?;
        let width = mark.get(..end)?;
        let kind = mark.get(end..=end)?;
        let format = match (kind, width.strip_prefix('-')) {
            ("s" | "r" | "d" | "i", Some(width)) => ["<", width].concat(),
            ("s" | "r", None) if !width.is_empty() => [">", width].concat(),
            ("s" | "r", None) => String::new(),
            ("d" | "i", None) => [width, "d"].concat(),
            ("f", None) => [width, "f"].concat(),
            _ => return None,
        };
        out.push_str(&formatted(node, &format, true)?);
        rest = mark.get(end + 1..)?;
        if out.len() > LONGEST {
            return None;
        }
    }
    out.push_str(rest);
    Some(out)
}

/// How JSON is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Whether a blank follows commas and colons, and all is ASCII: Python's habit.
    pub python: bool,
    /// The blanks of each level; 0 for one line.
    pub indent: usize,
}

/// A value as JSON; `unknown` gives what stands for a value that is not known.
pub fn json(node: &Node, layout: Layout, unknown: &mut dyn FnMut(&Node) -> char) -> Option<String> {
    let mut out = String::new();
    write(node, layout, 0, unknown, &mut out)?;
    Some(out)
}

fn write(
    node: &Node,
    layout: Layout,
    depth: usize,
    unknown: &mut dyn FnMut(&Node) -> char,
    out: &mut String,
) -> Option<()> {
    if depth > 64 || out.len() > LONGEST {
        return None;
    }
    let line = |out: &mut String, depth: usize, comma: bool| {
        if comma {
            out.push(',');
        }
        if layout.indent > 0 {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', layout.indent * depth));
        } else if comma && layout.python {
            out.push(' ');
        }
    };
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Flag(flag) | Value::Switch(flag) => {
            out.push_str(if *flag { "true" } else { "false" })
        }
        Value::Number(digits) => out.push_str(digits),
        Value::Text(text) => quoted(text, layout.python, out),
        Value::List(items) if items.is_empty() => out.push_str("[]"),
        Value::Map(members) if members.is_empty() => out.push_str("{}"),
        Value::List(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                line(out, depth + 1, number > 0);
                write(item, layout, depth + 1, unknown, out)?;
            }
            line(out, depth, false);
            out.push(']');
        }
        Value::Map(members) => {
            out.push('{');
            for (number, member) in members.iter().enumerate() {
                line(out, depth + 1, number > 0);
                quoted(&member.key, layout.python, out);
                out.push_str(if layout.python || layout.indent > 0 {
                    ": "
                } else {
                    ":"
                });
                write(&member.node, layout, depth + 1, unknown, out)?;
            }
            line(out, depth, false);
            out.push('}');
        }
        _ => {
            out.push('"');
            out.push(unknown(node));
            out.push('"');
        }
    }
    Some(())
}

fn quoted(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            // Symbols stay what they are.
            c if ascii && !c.is_ascii() && u32::from(c) < 0xF_0000 => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
