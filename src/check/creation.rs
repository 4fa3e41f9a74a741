//! The identity of what a request creates: the same wherever the request is
//! shown, another for every window, target and task of a project.
//!
//! A client token is made of it, so it must never change by accident. It is
//! made of the content of the part, of the window that holds it and of its
//! number among equal parts there, in an encoding of its own:
//!
//! | What | Encoded as |
//! |---|---|
//! | text, bytes | `t` or `b`, the length in bytes, `:`, the bytes |
//! | number | `i`, decimal digits, `;` |
//! | true, false | `1`, `0` |
//! | list | `l`, the count, `;`, the items |
//! | members | `g`, the count, `;`, name and value of each, in the catalogue's order |
//! | map | `m`, the count, `;`, key and value of each, in the order of the keys |
//! | id of another part | `r`; the identity of that part goes into the request |
//!
//! No encoding is the beginning of another, so different contents never read
//! alike. Four digests (FNV-1a, 128 bits, 16 bytes big-endian where one goes
//! into the next) lead to an identity:
//!
//! - project: [`VERSION`] and the project's word, two texts;
//! - content: [`VERSION`] and the members without the id of the window;
//! - request: the operation's name, the content, the identities of the parts it names, in order;
//!   for a window that exists already, the texts `existing` and its id;
//! - part: the number of equal requests before it there, the identity of what holds it (the
//!   project or the window), and the request.
//!
//! With a new encoding [`VERSION`] must change, and every token changes with it.

use std::collections::HashMap;
use std::fmt;

use crate::catalogue::{Field, Operation};

use super::plan::Value;
use super::reference::Reference;

/// The version of the encoding.
const VERSION: &str = "2";

/// What one request creates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Creation(u128);

impl fmt::Display for Creation {
    /// As 32 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Creation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a part sends when it is created, without the id of its window.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Content {
    digest: u128,
    /// The ids of other parts in it, in order.
    references: Vec<Reference>,
}

impl Content {
    /// The content of a request.
    pub(super) fn of(members: &[(&'static Field, Value)]) -> Self {
        let mut encoder = Encoder::default();
        encoder.text(VERSION);
        encoder.group(members);
        Content {
            digest: encoder.digest,
            references: encoder.references,
        }
    }
}

/// The parts of one kind in one place: the windows of a project, or the targets and tasks of a window.
#[derive(Debug)]
pub(super) struct Siblings {
    /// The identity of what holds them.
    within: Creation,
    made: HashMap<Reference, Creation>,
    /// How many parts of each content there are.
    contents: HashMap<u128, usize>,
}

impl Siblings {
    /// The windows of a project; another word makes other identities of the same parts.
    pub(super) fn windows(word: &str) -> Self {
        let mut encoder = Encoder::default();
        encoder.text(VERSION);
        encoder.text(word);
        Siblings::within(Creation(encoder.digest))
    }
    /// What a window holds.
    pub(super) fn within(within: Creation) -> Self {
        Siblings {
            within,
            made: HashMap::new(),
            contents: HashMap::new(),
        }
    }
    /// The identity of the next part, of this content.
    pub(super) fn next(
        &mut self,
        operation: &Operation,
        content: &Content,
        returned: Option<Reference>,
    ) -> Creation {
        let mut encoder = Encoder::default();
        encoder.text(operation.name);
        encoder.number(content.digest);
        for reference in &content.references {
            let known = self.made.get(reference);
            encoder.number(known.map_or(0, |creation| creation.0));
        }
        let creation = self.number(encoder.digest);
        self.made.extend(returned.map(|made| (made, creation)));
        creation
    }
    /// The identity of a window that exists already, of this id.
    pub(super) fn existing(&mut self, id: &str) -> Creation {
        let mut encoder = Encoder::default();
        encoder.text("existing");
        encoder.text(id);
        self.number(encoder.digest)
    }
    /// Tells a part from its equals by its number among them: the order of others changes nothing.
    fn number(&mut self, content: u128) -> Creation {
        let equals = self.contents.entry(content).or_default();
        let mut encoder = Encoder::default();
        encoder.whole(*equals);
        *equals += 1;
        encoder.number(self.within.0);
        encoder.number(content);
        Creation(encoder.digest)
    }
}

/// FNV-1a in 128 bits: small, and the same everywhere and for ever.
struct Encoder {
    digest: u128,
    references: Vec<Reference>,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder {
            digest: 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d,
            references: Vec::new(),
        }
    }
}

impl Encoder {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let mixed = self.digest ^ u128::from(*byte);
            self.digest = mixed.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    fn sized(&mut self, kind: char, bytes: &[u8]) {
        self.bytes(format!("{kind}{}:", bytes.len()).as_bytes());
        self.bytes(bytes);
    }
    fn text(&mut self, text: &str) {
        self.sized('t', text.as_bytes());
    }
    fn whole(&mut self, number: impl fmt::Display) {
        self.bytes(format!("i{number};").as_bytes());
    }
    /// The digest of something else, in full.
    fn number(&mut self, digest: u128) {
        self.bytes(&digest.to_be_bytes());
    }
    fn count(&mut self, kind: char, count: usize) {
        self.bytes(format!("{kind}{count};").as_bytes());
    }
    fn group(&mut self, members: &[(&'static Field, Value)]) {
        self.count('g', members.len());
        for (field, value) in members {
            self.text(field.name);
            self.value(value);
        }
    }
    fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.text(text),
            Value::Whole(number) => self.whole(number),
            Value::Flag(flag) => self.bytes(if *flag { b"1" } else { b"0" }),
            Value::Blob(bytes) => self.sized('b', bytes),
            Value::List(items) => {
                self.count('l', items.len());
                items.iter().for_each(|item| self.value(item));
            }
            Value::Group(members) => self.group(members),
            Value::Map(entries) => {
                // To AWS their order means nothing.
                let mut sorted: Vec<_> = entries.iter().collect();
                sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
                self.count('m', sorted.len());
                for (key, value) in sorted {
                    self.text(key);
                    self.value(value);
                }
            }
            Value::Reference(reference) => {
                self.bytes(b"r");
                self.references.push(*reference);
            }
        }
    }
}

/// What the tokens made here begin with; hexadecimal digits follow.
pub(crate) const TOKEN_PREFIX: &str = "plan-";
/// How many digits: those of the first version of the page, and those of today.
const TOKEN_DIGITS: [usize; 2] = [16, 32];

/// Whether a client token was made here, and not by a person: it belongs to the request as it was.
pub fn is_made_token(token: &str) -> bool {
    token.strip_prefix(TOKEN_PREFIX).is_some_and(|digits| {
        TOKEN_DIGITS.contains(&digits.len())
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}
