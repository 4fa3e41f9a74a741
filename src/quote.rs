//! How a typed value stands in a message: in backticks, short, and unable to
//! end its own quotation.
//!
//! Every room that writes messages uses this one function, so that whoever
//! shows them can rely on the backticks.

use crate::hidden::show;

/// The most characters of a value that a message shows.
const LONGEST: usize = 48;

/// A typed value in backticks, cut to a length that fits a message.
///
/// What can't be seen stands as its number, and a backtick becomes the look-alike
/// `ˋ` (U+02CB): a real one would end the quotation.
pub(crate) fn quoted(typed: &str) -> String {
    quoted_to(LONGEST, typed)
}

/// [`quoted`], cut at another length, for what AWS itself wrote.
pub(crate) fn quoted_to(longest: usize, typed: &str) -> String {
    let mut out = String::from("`");
    for (n, c) in typed.chars().enumerate() {
        if n == longest {
            out.push('…');
            break;
        }
        match c {
            '\n' => out.push('⏎'),
            '`' => out.push('ˋ'),
            c => show(c, &mut out),
        }
    }
    out.push('`');
    out
}
