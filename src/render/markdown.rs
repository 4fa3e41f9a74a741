//! Markdown that what people typed cannot break: values stand in code spans
//! or blocks whose fences are longer than any run of backticks in them.
//!
//! No value stands in a table: sites disagree about a bar in a cell.

use crate::hidden::show;

/// A value as a code span.
pub(super) fn code(text: &str) -> String {
    let shown = visible(text, '↵');
    let fence = "`".repeat(longest_run(&shown) + 1);
    // A blank at both ends is taken off again, unless there is nothing but blanks.
    let ends = |c| shown.starts_with(c) || shown.ends_with(c);
    let padded = ends('`') || ends(' ') && !shown.trim_matches(' ').is_empty();
    let blank = if padded || shown.is_empty() { " " } else { "" };
    [&fence, blank, &shown, blank, &fence].concat()
}

/// Several values as code spans, with commas.
pub(super) fn codes<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = texts.into_iter().map(code).collect();
    all.join(", ")
}

/// A text of lines as a code block, with its end of line.
pub(super) fn block(language: &str, text: &str) -> String {
    let shown = visible(text, '\n');
    let fence = "`".repeat((longest_run(&shown) + 1).max(3));
    [
        &fence,
        language,
        "\n",
        shown.trim_end_matches('\n'),
        "\n",
        &fence,
        "\n",
    ]
    .concat()
}

/// A line of a list.
pub(super) fn item(out: &mut String, text: &str) {
    out.push_str("- ");
    out.push_str(text);
    out.push('\n');
}

/// A heading, with its empty lines.
pub(super) fn heading(out: &mut String, level: usize, text: &str) {
    out.push('\n');
    out.push_str(&"#".repeat(level));
    out.push(' ');
    out.push_str(text);
    out.push_str("\n\n");
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

/// A text with what can't be seen shown as its number.
pub(super) fn visible(text: &str, line_end: char) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(line_end),
            c => show(c, &mut out),
        }
    }
    out
}
