//! Lines of names and values, as `terraform fmt` leaves them.
//!
//! What a value says is not known here, only whether it stands on one line.

use super::super::code::{Chunk, Kind};
use super::super::word::{Piece, Word};

/// Lines of names and values, with one column for the equals signs of
/// neighbours that take one line each.
pub(super) fn arguments(arguments: &[(String, Word)], indent: usize, out: &mut Chunk) {
    let is_one_line = |(_, word): &&(String, Word)| !is_several_lines(word);
    let mut rest = arguments;
    while let Some((name, word)) = rest.first() {
        let together = rest.iter().take_while(is_one_line).count();
        if together == 0 {
            argument(name, 0, word, indent, out);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (run, after) = rest.split_at(together);
        let widest = run.iter().map(|(name, _)| name.chars().count()).max();
        for (name, word) in run {
            argument(name, widest.unwrap_or(0), word, indent, out);
        }
        rest = after;
    }
}

fn argument(name: &str, width: usize, word: &Word, indent: usize, out: &mut Chunk) {
    let gap = width.saturating_sub(name.chars().count()) + 1;
    out.push(Kind::Plain, " ".repeat(indent))
        .push(Kind::Name, name)
        .push(Kind::Plain, [&" ".repeat(gap), "= "].concat());
    for piece in &word.0 {
        match piece {
            Piece::Literal(text) => out.push(Kind::Value, text),
            Piece::Variable(name) => out.push(Kind::Variable, name),
        };
    }
    out.push(Kind::Plain, "\n");
}

fn is_several_lines(word: &Word) -> bool {
    // Strings hold no newline, only its escape.
    word.0
        .iter()
        .any(|piece| matches!(piece, Piece::Literal(text) if text.contains('\n')))
}
