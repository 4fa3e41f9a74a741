//! Types, which are passed over.

use super::Parser;
use crate::syntax::program::token::Sign;

impl Parser<'_> {
    /// Passes over a type.
    pub(super) fn kind_of_value(&mut self) -> Option<()> {
        let mut open = 0usize;
        let mut any = false;
        loop {
            if open > 0 || !any {
                self.lines();
            }
            let token = self.cursor.peek()?;
            match &token.sign {
                Sign::Mark("<" | "(" | "[") => open += 1,
                Sign::Mark("{") if open == 0 && any => return Some(()),
                Sign::Mark("{") => open += 1,
                Sign::Mark(">" | ")" | "]" | "}") => match open.checked_sub(1) {
                    Some(less) => open = less,
                    None => return any.then_some(()),
                },
                Sign::Mark(">>>") => open = open.checked_sub(3)?,
                Sign::Mark("=>") => {
                    any = false;
                    self.cursor.next += 1;
                    continue;
                }
                Sign::Mark("|" | "&" | ".") => {
                    any = false;
                    self.cursor.next += 1;
                    continue;
                }
                Sign::Mark(_) if open == 0 => return any.then_some(()),
                Sign::Line(_) if open == 0 => {
                    // A union may go on in the next line.
                    let goes_on = self.is("|") || self.is("&");
                    if !goes_on {
                        return Some(());
                    }
                    continue;
                }
                Sign::Word(_) | Sign::Value(_) if open == 0 && any => {
                    let more = ["extends", "is", "keyof", "in"];
                    if !self.cursor.word().is_some_and(|word| more.contains(&word)) {
                        return Some(());
                    }
                    self.cursor.next += 1;
                    any = false;
                    continue;
                }
                Sign::Word(word)
                    if matches!(word.as_str(), "keyof" | "typeof" | "readonly" | "unique") =>
                {
                    self.cursor.next += 1;
                    continue;
                }
                _ => {}
            }
            any = true;
            self.cursor.next += 1;
        }
    }
    /// Passes over `<…>`.
    pub(super) fn arguments_of_type(&mut self) -> Option<()> {
        let mut open = 0usize;
        for _ in 0..400 {
            match self.cursor.peek().map(|token| &token.sign)? {
                Sign::Mark("<" | "(" | "[" | "{") => open += 1,
                Sign::Mark(">" | ")" | "]" | "}") => open = open.checked_sub(1)?,
                Sign::Mark(">>>") => open = open.checked_sub(3)?,
                Sign::Mark("&&" | "||" | ";" | "+") => return None,
                _ => {}
            }
            self.cursor.next += 1;
            if open == 0 {
                return Some(());
            }
        }
        None
    }
}
