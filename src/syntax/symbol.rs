//! Values that cannot be known while a text is read, as single characters in
//! the texts that they are part of.
//!
//! `patch-$STAGE` is known but for one piece. If a symbol is one character,
//! every reader and every function on texts (a shell's quotes, JSON inside an
//! argument, `format` of Terraform) carries it along without knowing of it.

use std::borrow::Cow;

/// The first character that stands for a symbol: private use, so that no text needs it.
const FIRST: u32 = 0xF_0000;
/// How many symbols one text may have.
const MOST: usize = 0xFFF0;

/// A value that is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// How it was written: `$STAGE`, `var.stage`, `!Ref Stage`.
    pub written: String,
    /// The byte at which it stands.
    pub at: usize,
    /// What it refers to, if that is something in the text.
    pub link: Option<Link>,
}

/// A member of what an object of the text will be, such as the id of a window that it creates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The number of the object, as the reader counts its objects.
    pub object: usize,
    /// Which member: `WindowId`. Empty where the notation names the object alone.
    pub member: String,
}

/// The symbols of a text.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    all: Vec<Symbol>,
}

impl Symbols {
    /// A new symbol, as the character that stands for it.
    ///
    /// Beyond the most that a text may have, the last one stands for all others.
    pub fn add(&mut self, mut symbol: Symbol) -> char {
        // What it was written with may hold symbols of its own.
        if let Cow::Owned(written) = self.written(&symbol.written) {
            symbol.written = written;
        }
        if self.all.len() < MOST {
            self.all.push(symbol);
        }
        let number = u32::try_from(self.all.len().saturating_sub(1)).unwrap_or_default();
        char::from_u32(FIRST + number).unwrap_or('\u{fffd}')
    }
    /// A value that is not known and refers to nothing in the text.
    pub fn unknown(&mut self, written: impl Into<String>, at: usize) -> char {
        self.add(Symbol {
            written: written.into(),
            at,
            link: None,
        })
    }
    /// The symbol that a character stands for.
    pub fn of(&self, c: char) -> Option<&Symbol> {
        let number = u32::from(c).checked_sub(FIRST)?;
        self.all.get(usize::try_from(number).ok()?)
    }
    /// The symbol that a whole text is.
    pub fn alone(&self, text: &str) -> Option<&Symbol> {
        let mut chars = text.trim().chars();
        let first = chars.next()?;
        chars.next().is_none().then(|| self.of(first)).flatten()
    }
    /// The symbols in a text, in their order.
    pub fn within<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a Symbol> {
        text.chars().filter_map(|c| self.of(c))
    }
    /// The text with each symbol as it was written.
    pub fn written<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !text.chars().any(|c| self.of(c).is_some()) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match self.of(c) {
                Some(symbol) => out.push_str(&symbol.written),
                None => out.push(c),
            }
        }
        Cow::Owned(out)
    }
}

/// A text without the characters that stand for symbols: a strange text may hold some.
pub fn without_symbols(text: &str) -> Cow<'_, str> {
    let is_symbol = |c: char| (FIRST..=0xF_FFFD).contains(&u32::from(c));
    if text.contains(is_symbol) {
        Cow::Owned(text.replace(is_symbol, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
