//! Inputs made from inputs: bytes, words and JSON are changed, repeated, nested
//! and mixed. The same seed makes the same input.

use serde_json::{Map, Value};

/// No input is made longer than this.
const LONGEST: usize = 300_000;

/// What is likely to be read in a way of its own.
const WORDS: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{3}",
    "\u{1b}[201~",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{feff}",
    "é",
    "漢",
    "😀",
    "'",
    "\"",
    "`",
    "$(touch x)",
    "${x}",
    "%PATH%",
    "!x!",
    "^&|<>",
    "\\",
    "\\\"",
    "@'",
    "EOF",
    "#",
    "-",
    "--",
    "{{",
    "}}",
    "{{WINDOW_ID}}",
    "{{ TARGET_ID }}",
    "${TARGET}",
    "$t1",
    "$",
    "%{",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1",
    "24",
    "23",
    "256",
    "2147483648",
    "9223372036854775808",
    "1e999",
    "1.10",
    "100%",
    "0%",
    "cron(0 2 ? * TUE#2 *)",
    "cron(* * * * * ? *)",
    "cron(0 0 L-30 2 ? *)",
    "cron(0 0 31W * ? 2199)",
    "rate(1 minute)",
    "rate(2147483647 days)",
    "at(9999-12-31T23:59:59)",
    "2026-12-01T00:00:00Z",
    "2026-13-45",
    "9999-12-31T23:59:59+14:00",
    "-9999-01-01T00:00:00Z",
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "-18:00",
    "UTC",
    "mw-0c50858d01EXAMPLE",
    "i-0123456789abcdef0",
    "arn:aws:lambda:eu-central-1:123456789012:function:SSMx:1",
    "arn:aws-cn:ssm:::document/x",
    "AWS-RunShellScript",
    "AWS-RunPatchBaseline",
    "RUN_COMMAND",
    "AUTOMATION",
    "LAMBDA",
    "STEP_FUNCTIONS",
    "INSTANCE",
    "RESOURCE_GROUP",
    "InstanceIds",
    "WindowTargetIds",
    "tag:",
    "resource-groups:Name",
    "aws:",
    "__proto__",
    "$misplaced",
    "$kept",
    "$ref",
    "$id",
    "$existing",
    "WINDOW_ID=mw-0c50858d01e6c5f30",
];

/// Random numbers that are the same on every machine (splitmix64).
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }
    /// One of these.
    pub fn one<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
    /// How often something is repeated: mostly few times, now and then many.
    fn times(&mut self) -> usize {
        match self.below(12) {
            0 => self.below(3_000),
            1 => self.below(300),
            _ => 1 + self.below(4),
        }
    }
    fn word(&mut self) -> &'static str {
        self.one(WORDS).copied().unwrap_or_default()
    }
}

/// An input made from those of a corpus.
pub fn input(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.one(corpus).cloned().unwrap_or_default();
    for _ in 0..random.below(5) {
        let json = serde_json::from_slice::<Value>(&bytes);
        bytes = match json {
            Ok(mut json) if random.below(6) != 0 => {
                let other = random
                    .one(corpus)
                    .map(|other| serde_json::from_slice(other));
                let other = other.and_then(Result::ok).unwrap_or(Value::Null);
                change(&mut json, &other, random);
                json.to_string().into_bytes()
            }
            _ => {
                let other = random.one(corpus).cloned().unwrap_or_default();
                changed(bytes, &other, random)
            }
        };
        bytes.truncate(LONGEST);
    }
    bytes
}

/// A change to bytes, at a place where a character ends as often as not.
fn changed(mut bytes: Vec<u8>, other: &[u8], random: &mut Random) -> Vec<u8> {
    let from = random.below(bytes.len() + 1);
    let to = (from + 1 + random.below(24)).min(bytes.len());
    let piece = bytes.get(from..to).unwrap_or_default().to_vec();
    match random.below(8) {
        0 => {
            if let Some(byte) = bytes.get_mut(from) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => drop(bytes.splice(from..to, random.word().bytes())),
        2 => drop(bytes.drain(from..to)),
        3 => {
            let most = LONGEST / piece.len().max(1);
            let many = piece.repeat(random.times().min(most));
            drop(bytes.splice(from..from, many));
        }
        4 => {
            let begin = random.below(other.len() + 1);
            let end = (begin + random.below(200)).min(other.len());
            let theirs = other.get(begin..end).unwrap_or_default().to_vec();
            drop(bytes.splice(from..to, theirs));
        }
        5 => bytes.truncate(from),
        6 => {
            let word = random.word().repeat(random.times());
            drop(bytes.splice(from..from, word.into_bytes()));
        }
        _ => {
            // Lines change places.
            let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
            let (one, two) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(one, two);
            return lines.join(&b'\n');
        }
    }
    bytes
}

/// A change somewhere in a JSON value.
fn change(value: &mut Value, other: &Value, random: &mut Random) {
    let inside = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if inside > 0 && random.below(8) != 0 {
        let at = random.below(inside);
        let deeper = match value {
            Value::Array(items) => items.get_mut(at),
            Value::Object(members) => members.values_mut().nth(at),
            _ => None,
        };
        if let Some(deeper) = deeper {
            return change(deeper, other, random);
        }
    }
    match value {
        Value::Array(items) => change_items(items, other, random),
        Value::Object(members) => change_members(members, other, random),
        leaf => {
            let text = leaf.as_str().unwrap_or_default().to_owned();
            *leaf = match random.below(8) {
                0 => Value::Null,
                1 => Value::from(random.next().cast_signed()),
                2 => Value::Array(vec![leaf.clone(); random.times()]),
                3 => Value::Object(Map::from_iter([(random.word().to_owned(), leaf.clone())])),
                4 => Value::from(format!("{text}{}", random.word().repeat(random.times()))),
                5 => String::from_utf8_lossy(&changed(text.into_bytes(), b"", random)).into(),
                6 => piece(other, random),
                _ => random.word().into(),
            };
        }
    }
}

fn change_items(items: &mut Vec<Value>, other: &Value, random: &mut Random) {
    let at = random.below(items.len() + 1);
    match random.below(4) {
        0 if at < items.len() => drop(items.remove(at)),
        1 => items.insert(at, piece(other, random)),
        2 => items.reverse(),
        _ => {
            let one = items.get(at).cloned().unwrap_or(Value::Null);
            let size = one.to_string().len();
            let many = vec![one; random.times().min(LONGEST / size.max(1))];
            drop(items.splice(at..at, many));
        }
    }
}

fn change_members(members: &mut Map<String, Value>, other: &Value, random: &mut Random) {
    let at = random.below(members.len());
    let Some(name) = members.keys().nth(at).cloned() else {
        members.insert(random.word().to_owned(), piece(other, random));
        return;
    };
    match random.below(5) {
        0 => drop(members.shift_remove(&name)),
        1 => {
            // A name that is misspelt.
            let letters = name.chars().enumerate();
            let drop = random.below(name.chars().count());
            let short = letters
                .filter(|(at, _)| *at != drop)
                .map(|(_, c)| c)
                .collect();
            if let Some(value) = members.shift_remove(&name) {
                members.insert(short, value);
            }
        }
        2 => drop(members.insert(random.word().to_owned(), piece(other, random))),
        3 => drop(members.insert(name, piece(other, random))),
        _ => {
            let value = members.get(&name).cloned().unwrap_or(Value::Null);
            let size = name.len() + value.to_string().len();
            for n in 0..random.times().min(LONGEST / (size + 8)) {
                members.insert(format!("{name}{n}"), value.clone());
            }
        }
    }
}

/// A part of a value.
fn piece(value: &Value, random: &mut Random) -> Value {
    let inside: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    };
    match random.one(&inside) {
        Some(inside) if random.below(4) != 0 => piece(inside, random),
        _ => value.clone(),
    }
}
