//! Where commands stand in other text: behind prompts and marks of lists, in the
//! middle of a sentence, in the quotes of another language.

use std::borrow::Cow;

/// A text whose lines are the texts of another language's list, without their quotes.
///
/// Every byte keeps its place: what goes becomes blank.
pub(super) fn unquoted_lines(whole: &str, begin: usize) -> Cow<'_, str> {
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
    // Beside commands of their own, such lines are the texts of a list in one of them.
    let own = text
        .lines()
        .any(|line| inside(line).is_none() && line.contains("aws ssm"));
    if own || quoted().count() < 3 || !quoted().any(|line| line.contains("aws ")) {
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

/// How many bytes of a line are a prompt or the mark of a list.
pub(super) fn prompt(line: &str) -> usize {
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
pub(super) fn embedded(line: &str) -> Option<usize> {
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

/// Whether a text begins with a command of the AWS CLI for Systems Manager.
pub(super) fn is_aws(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_program) && words.take(12).any(|word| word == "ssm")
}

pub(super) fn is_program(word: &str) -> bool {
    matches!(word, "aws" | "aws.exe" | "aws.cmd" | "awslocal") || word.ends_with("/aws")
}

pub(super) fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
}
