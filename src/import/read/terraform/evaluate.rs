//! What expressions are worth, as far as that can be known from the text alone.
//!
//! What cannot be known becomes a symbol that keeps how it was written. An
//! expression that fails (a member that is not there) does so too, except
//! within `try` and `can`. Depth, steps and sizes are bounded.

use std::collections::{HashMap, HashSet};

use super::configuration::Configuration;
use super::functions;
use super::instances::Instances;
use super::values::{flag, number, sorted, with_number};
use crate::import::read::call::Reading;
use crate::syntax::hcl::{Expression, Kind, Operator, Part};
use crate::syntax::{Data, Entry, Spanned, Symbol};

/// How deep expressions, and variables in them, may nest.
const DEEPEST: usize = 160;
/// How many steps all expressions together may take.
const MOST_STEPS: usize = 500_000;
/// The longest text that is made, in bytes.
pub(super) const LONGEST: usize = 200_000;

/// An expression that is wrong: a member that is not there, a text in place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failed;

/// A value, or none since the expression is wrong.
pub(super) type Worth = Result<Spanned, Failed>;

/// What a name of a loop stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Binding {
    /// This value.
    Known(Spanned),
    /// Something that cannot be known.
    Open,
}

/// Names of loops with what they stand for, the innermost last.
pub(super) type Scope = Vec<(String, Binding)>;

/// Works out the expressions of a configuration.
pub(super) struct Evaluator<'a> {
    pub reading: &'a mut Reading,
    pub configuration: &'a Configuration,
    /// Arguments of a module's call, as values of variables.
    pub arguments: HashMap<&'a str, &'a Expression>,
    /// Names of loops.
    pub scope: Scope,
    /// Variables and locals that were worked out; `None` while that is being done.
    pub worked_out: HashMap<String, Option<Spanned>>,
    /// The instances of resources.
    pub instances: HashMap<&'a str, Option<Instances>>,
    /// The numbers of objects, by their addresses.
    pub objects: HashMap<String, usize>,
    /// Whether variables with an empty default are taken for given.
    pub given: bool,
    /// How many conditions could not be known.
    pub guesses: usize,
    /// Positions among the configuration's files that were read by functions.
    pub files_read: HashSet<usize>,
    /// Symbols of variables whose default is an empty text.
    blank: HashSet<char>,
    /// Symbols, as they stand within a text.
    within: HashMap<char, char>,
    trying: usize,
    depth: usize,
    steps: usize,
}

impl<'a> Evaluator<'a> {
    pub fn new(reading: &'a mut Reading, configuration: &'a Configuration) -> Self {
        Evaluator {
            reading,
            configuration,
            arguments: HashMap::new(),
            scope: Vec::new(),
            worked_out: HashMap::new(),
            instances: HashMap::new(),
            objects: HashMap::new(),
            given: false,
            guesses: 0,
            files_read: HashSet::new(),
            blank: HashSet::new(),
            within: HashMap::new(),
            trying: 0,
            depth: 0,
            steps: MOST_STEPS,
        }
    }

    /// Whether everything was worked out within the bounds.
    pub fn is_within_bounds(&self) -> bool {
        self.steps > 0
    }

    /// What an expression is worth; a symbol for what is wrong or cannot be known.
    pub fn known(&mut self, expression: &Expression) -> Spanned {
        let worth = self.worth(expression);
        worth.unwrap_or_else(|Failed| self.open(expression))
    }

    pub fn worth(&mut self, expression: &Expression) -> Worth {
        if self.depth >= DEEPEST {
            return Err(Failed);
        }
        self.spend(1)?;
        self.depth += 1;
        let worth = self.inner(expression);
        self.depth -= 1;
        match worth {
            Err(Failed) if self.trying == 0 && !expression.written.is_empty() => {
                Ok(self.open(expression))
            }
            worth => worth,
        }
    }

    /// Tries expressions until one is not wrong.
    pub fn first_right(&mut self, expressions: &[Expression]) -> Worth {
        self.trying += 1;
        let found = expressions.iter().find_map(|one| self.worth(one).ok());
        self.trying -= 1;
        found.ok_or(Failed)
    }

    /// Uses up some of the steps.
    pub fn spend(&mut self, steps: usize) -> Result<(), Failed> {
        self.steps = self.steps.saturating_sub(steps);
        if self.steps == 0 { Err(Failed) } else { Ok(()) }
    }

    /// A value again, which costs what it is long.
    pub fn again(&mut self, value: &Spanned) -> Worth {
        self.spend(size(value))?;
        Ok(value.clone())
    }

    /// A symbol for an expression.
    pub fn open(&mut self, expression: &Expression) -> Spanned {
        let written = match expression.written.as_str() {
            "" => "...",
            written => written,
        };
        self.symbol(written, expression.at)
    }

    pub fn symbol(&mut self, written: &str, at: usize) -> Spanned {
        let symbol = self.reading.symbols.unknown(written, at);
        Spanned::text(at, symbol)
    }

    /// A symbol for a variable whose default is an empty text.
    pub fn blank(&mut self, written: &str, at: usize) -> Spanned {
        let symbol = self.reading.symbols.unknown(written, at);
        self.blank.insert(symbol);
        Spanned::text(at, symbol)
    }

    /// Whether a value as a whole cannot be known.
    pub fn is_open(&self, value: &Spanned) -> bool {
        let text = value.as_text();
        text.is_some_and(|text| self.reading.symbols.alone(text).is_some())
    }

    /// The value, if everything in it is known.
    pub fn solid(&self, value: &Spanned) -> Option<Spanned> {
        let data = match &value.data {
            Data::Text(text) => Data::Text(self.solid_text(text)?),
            Data::List(items) => {
                let items: Option<Vec<Spanned>> = items.iter().map(|i| self.solid(i)).collect();
                Data::List(items?)
            }
            Data::Map(entries) => {
                let solid = |entry: &Entry| {
                    let key = self.solid_text(&entry.key)?;
                    Some(Entry::new(key, entry.at, self.solid(&entry.value)?))
                };
                let entries: Option<Vec<Entry>> = entries.iter().map(solid).collect();
                Data::Map(entries?)
            }
            plain => plain.clone(),
        };
        Some(Spanned::new(value.at, data))
    }

    fn solid_text(&self, text: &str) -> Option<String> {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if self.reading.symbols.of(c).is_none() {
                out.push(c);
            } else if self.given || !self.blank.contains(&c) {
                return None;
            }
        }
        Some(out)
    }

    /// A text that becomes a piece of another one: symbols in it get their braces.
    pub fn piece(&mut self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            out.push(self.within(c));
        }
        out
    }

    fn within(&mut self, c: char) -> char {
        if let Some(known) = self.within.get(&c) {
            return *known;
        }
        let Some(symbol) = self.reading.symbols.of(c).cloned() else {
            return c;
        };
        if symbol.written.starts_with("${") {
            return c;
        }
        let written = ["${", &symbol.written, "}"].concat();
        let inner = self.reading.symbols.add(Symbol { written, ..symbol });
        if self.blank.contains(&c) {
            self.blank.insert(inner);
        }
        self.within.insert(c, inner);
        inner
    }

    fn inner(&mut self, expression: &Expression) -> Worth {
        let at = expression.at;
        match &expression.kind {
            Kind::Null => Ok(Spanned::new(at, Data::Null)),
            Kind::Flag(flag) => Ok(Spanned::new(at, Data::Flag(*flag))),
            Kind::Number(number) => Ok(Spanned::new(at, Data::Number(number.clone()))),
            Kind::Template(parts) => self.template(parts, at),
            Kind::List(items) => {
                let items: Result<Vec<Spanned>, Failed> =
                    items.iter().map(|item| self.worth(item)).collect();
                Ok(Spanned::new(at, Data::List(items?)))
            }
            Kind::Map(entries) => {
                let mut out = Vec::new();
                for (key, value) in entries {
                    let name = self.worth(key)?.as_typed().ok_or(Failed)?;
                    let name = self.piece(&name);
                    out.push(Entry::new(name, key.at, self.worth(value)?));
                }
                Ok(Spanned::new(at, Data::Map(out)))
            }
            Kind::Name(name) => match self.bound(name) {
                Some(Binding::Known(value)) => self.again(&value),
                Some(Binding::Open) | None => Ok(self.open(expression)),
            },
            Kind::Path(root, steps) => self.path(expression, root, steps),
            Kind::Call(name, arguments, spread) => {
                functions::call(self, expression, name, arguments, *spread)
            }
            Kind::Choice(of) => {
                let [condition, yes, no] = of.as_ref();
                self.choice(condition, yes, no)
            }
            Kind::Not(inner) => {
                let value = self.worth(inner)?;
                match self.solid(&value) {
                    Some(value) => {
                        let flag = flag(&value).ok_or(Failed)?;
                        Ok(Spanned::new(at, Data::Flag(!flag)))
                    }
                    None => Ok(self.open(expression)),
                }
            }
            Kind::Negative(inner) => {
                let value = self.worth(inner)?;
                match self.solid(&value) {
                    Some(value) => Ok(with_number(at, -number(&value).ok_or(Failed)?)),
                    None => Ok(self.open(expression)),
                }
            }
            Kind::Binary(operator, of) => {
                let [one, other] = of.as_ref();
                self.binary(expression, *operator, one, other)
            }
            Kind::For(of) => self.for_expression(expression, of),
        }
    }

    fn bound(&self, name: &str) -> Option<Binding> {
        let mut scope = self.scope.iter().rev();
        let found = scope.find(|(bound, _)| bound == name);
        found.map(|(_, binding)| binding.clone())
    }

    /// A text; what is nothing but one value is that value.
    pub fn template(&mut self, parts: &[Part], at: usize) -> Worth {
        if let [Part::Value(only)] = parts {
            return self.worth(only);
        }
        let mut out = String::new();
        self.parts(parts, &mut out)?;
        Ok(Spanned::text(at, out))
    }

    fn parts(&mut self, parts: &[Part], out: &mut String) -> Result<(), Failed> {
        for part in parts {
            self.spend(1)?;
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Value(expression) => {
                    let value = self.worth(expression)?;
                    let text = match &value.data {
                        Data::Null => String::new(),
                        Data::List(_) | Data::Map(_) => {
                            self.open(expression).as_typed().ok_or(Failed)?
                        }
                        _ => value.as_typed().ok_or(Failed)?,
                    };
                    let text = self.piece(&text);
                    out.push_str(&text);
                }
                Part::If(of) => {
                    let (condition, yes, no) = of.as_ref();
                    let holds = self.holds(condition)?;
                    if holds.is_none() {
                        self.guess(condition, "true");
                    }
                    let chosen = if holds.unwrap_or(true) { yes } else { no };
                    self.parts(chosen, out)?;
                }
                Part::For(of) => {
                    let (names, inner) = of.as_ref();
                    let collection = self.worth(&names.collection)?;
                    if self.is_open(&collection) {
                        let open = self.open(&names.collection).as_typed().ok_or(Failed)?;
                        out.push_str(&self.piece(&open));
                        continue;
                    }
                    for (key, value) in pairs(&collection) {
                        let depth = self.bind(names, key, value);
                        let done = self.parts(inner, out);
                        self.scope.truncate(depth);
                        done?;
                    }
                }
            }
            if out.len() > LONGEST {
                return Err(Failed);
            }
        }
        Ok(())
    }

    /// Whether a condition holds, where that can be known.
    pub(super) fn holds(&mut self, condition: &Expression) -> Result<Option<bool>, Failed> {
        let value = self.worth(condition)?;
        match self.solid(&value) {
            Some(value) => flag(&value).map(Some).ok_or(Failed),
            None => Ok(None),
        }
    }

    pub(super) fn guess(&mut self, condition: &Expression, read: &str) {
        self.guesses += 1;
        let written = &condition.unwrapped().written;
        let message = format!("`{written}` is not known here: the value for {read} is read");
        let notes = &mut self.reading.notes;
        notes.open(condition.at, "unknown-condition", message);
    }

    fn choice(&mut self, condition: &Expression, yes: &Expression, no: &Expression) -> Worth {
        match self.holds(condition)? {
            Some(true) => self.worth(yes),
            Some(false) => self.worth(no),
            None => {
                let (one, other) = (self.worth(yes)?, self.worth(no)?);
                let nothing = one.is_empty() || one.data == Data::Number("0".into());
                let read = if nothing { "false" } else { "true" };
                self.guess(condition, read);
                Ok(if nothing { other } else { one })
            }
        }
    }

    fn binary(
        &mut self,
        whole: &Expression,
        operator: Operator,
        one: &Expression,
        other: &Expression,
    ) -> Worth {
        let at = whole.at;
        let as_flag = |flag: bool| Ok(Spanned::new(at, Data::Flag(flag)));
        if matches!(operator, Operator::And | Operator::Or) {
            // What decides alone.
            let decides = operator == Operator::Or;
            let first = self.holds(one)?;
            if first == Some(decides) {
                return as_flag(decides);
            }
            return match (first, self.holds(other)?) {
                (_, Some(second)) if second == decides => as_flag(decides),
                (Some(_), Some(second)) => as_flag(second),
                _ => Ok(self.open(whole)),
            };
        }
        let (one, other) = (self.worth(one)?, self.worth(other)?);
        // Two ids that AWS will give are the same where they are of one object.
        let object = |value: &Spanned| {
            let link = value.as_text().and_then(|text| self.reading.link(text));
            link.map(|link| link.object)
        };
        if let (Some(one), Some(other)) = (object(&one), object(&other)) {
            match operator {
                Operator::Equal => return as_flag(one == other),
                Operator::Unequal => return as_flag(one != other),
                _ => {}
            }
        }
        let (known, known_other) = (self.solid(&one), self.solid(&other));
        let (one, other) = match (known, known_other) {
            (Some(one), Some(other)) => (one, other),
            // What is not known here is taken for given: neither null nor empty.
            (Some(nothing), None) | (None, Some(nothing)) if nothing.is_empty() => {
                return match operator {
                    Operator::Equal => as_flag(false),
                    Operator::Unequal => as_flag(true),
                    _ => Ok(self.open(whole)),
                };
            }
            _ => return Ok(self.open(whole)),
        };
        match operator {
            Operator::Equal => return as_flag(equal(&one, &other)),
            Operator::Unequal => return as_flag(!equal(&one, &other)),
            _ => {}
        }
        let (a, b) = (number(&one).ok_or(Failed)?, number(&other).ok_or(Failed)?);
        let result = match operator {
            Operator::Less => return as_flag(a < b),
            Operator::AtMost => return as_flag(a <= b),
            Operator::Greater => return as_flag(a > b),
            Operator::AtLeast => return as_flag(a >= b),
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a * b,
            Operator::Divide => a / b,
            Operator::Remainder => a % b,
            Operator::Equal | Operator::Unequal | Operator::And | Operator::Or => {
                return Err(Failed);
            }
        };
        if result.is_finite() {
            Ok(with_number(at, result))
        } else {
            Err(Failed)
        }
    }
}

/// The keys and values of a collection in Terraform's order.
pub(super) fn pairs(collection: &Spanned) -> Vec<(Spanned, Spanned)> {
    match &collection.data {
        Data::List(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let key = Spanned::new(item.at, Data::Number(at.to_string()));
                (key, item.clone())
            })
            .collect(),
        Data::Map(_) => sorted(collection)
            .into_iter()
            .map(|entry| (Spanned::text(entry.at, entry.key), entry.value))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether two values are the same; a number is the same as its text.
pub(super) fn equal(one: &Spanned, other: &Spanned) -> bool {
    if let (Some(one), Some(other)) = (one.as_typed(), other.as_typed()) {
        return one == other;
    }
    match (&one.data, &other.data) {
        (Data::Null, Data::Null) => true,
        (Data::List(some), Data::List(others)) => {
            some.len() == others.len() && some.iter().zip(others).all(|(a, b)| equal(a, b))
        }
        (Data::Map(some), Data::Map(others)) => {
            let same = |entry: &Entry| {
                let own = other.get(&entry.key);
                own.is_some_and(|value| equal(&entry.value, value))
            };
            some.len() == others.len() && some.iter().all(same)
        }
        _ => false,
    }
}

/// How long a value is, in steps.
fn size(value: &Spanned) -> usize {
    match &value.data {
        Data::Text(text) | Data::Number(text) => 1 + text.len() / 64,
        Data::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Data::Map(entries) => {
            let sizes = entries.iter().map(|entry| 1 + size(&entry.value));
            1 + sizes.sum::<usize>()
        }
        Data::Null | Data::Flag(_) => 1,
    }
}
