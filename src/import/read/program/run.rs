//! A program that is followed: its names, and its statements in their order.

use super::calls::{calls, collect};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Language;
use super::value::{Node, Value};
use crate::import::read::call::Reading;
use crate::syntax::program::tree::{Class, Expression, Function, Statement};

/// How deep expressions, statements and functions may nest in all.
pub(super) const DEEPEST: usize = 90;
/// How deep functions may call each other.
const DEEPEST_CALLS: usize = 12;
/// How many steps are followed.
const MOST_STEPS: usize = 600_000;

/// Names and their values.
pub(super) type Names = HashMap<String, Node>;

/// A program that is followed.
pub(super) struct Program<'a> {
    pub text: &'a str,
    pub reading: &'a mut Reading,
    /// The names of each function that is being followed; the first are those of the program.
    pub(super) frames: Vec<Frame>,
    /// The objects of classes of the text.
    pub instances: Vec<Instance>,
    /// The object that stands for each class by its name.
    pub(super) of_class: HashMap<String, usize>,
    /// Functions of classes, by their name: what a method of an unknown object may be.
    pub(super) methods: HashMap<String, Vec<Rc<Class>>>,
    /// What the command line of the program may say, by name.
    pub options: Names,
    /// Functions that are being followed: none is followed inside itself.
    pub(super) following: Vec<*const Function>,
    /// Functions that were followed.
    pub(super) followed: HashSet<*const Function>,
    /// What functions gave for the same arguments, and how the program stood then.
    pub(super) given: HashMap<(*const Function, String), (usize, Node)>,
    /// How often something was set that other functions see.
    pub changes: usize,
    pub depth: usize,
    pub steps: usize,
    /// How many conditions around what is followed are not known.
    pub(super) unsure: usize,
    /// The objects that are constructs of the CDK.
    pub constructs: HashSet<usize>,
    /// Values that a condition which is not known has chosen, and where that stands.
    pub chosen: HashMap<usize, (usize, usize)>,
    /// Whether the language is Python.
    pub python: bool,
}

/// An object of a class of the text.
#[derive(Default)]
pub(super) struct Instance {
    pub class: Option<Rc<Class>>,
    pub members: Names,
}

#[derive(Default)]
pub(super) struct Frame {
    pub(super) names: Names,
    /// Whether the names of who calls are not seen.
    pub(super) own: bool,
    /// What it returns.
    pub(super) returned: Option<Node>,
}

/// How a statement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Next,
    /// The item of a loop is done.
    Skip,
    /// The loop is done.
    Break,
    /// The function is done.
    Return,
}

impl<'a> Program<'a> {
    pub fn new(text: &'a str, language: Language, reading: &'a mut Reading) -> Self {
        Program {
            text,
            reading,
            frames: vec![Frame::default()],
            instances: Vec::new(),
            of_class: HashMap::new(),
            methods: HashMap::new(),
            options: HashMap::new(),
            following: Vec::new(),
            followed: HashSet::new(),
            given: HashMap::new(),
            changes: 0,
            depth: 0,
            steps: MOST_STEPS,
            unsure: 0,
            constructs: HashSet::new(),
            chosen: HashMap::new(),
            python: language == Language::Python,
        }
    }

    /// Follows a whole program: its statements, then the functions that nothing in it calls.
    pub fn whole(&mut self, statements: &[Statement]) {
        self.define(statements);
        self.block(statements);
        let mut functions = Vec::new();
        collect(statements, None, &mut functions);
        let called: Vec<HashSet<&str>> = functions
            .iter()
            .map(|(_, function)| {
                let mut names = HashSet::new();
                calls(&function.body, &mut names);
                names
            })
            .collect();
        // A function that another one calls is followed with its arguments.
        let is_called = |name: &str, by: &dyn Fn(usize) -> bool| {
            called
                .iter()
                .enumerate()
                .any(|(at, names)| by(at) && names.contains(name))
        };
        for roots in [true, false] {
            for (class, function) in &functions {
                if self.followed.contains(&Rc::as_ptr(function)) {
                    continue;
                }
                let others = |at: usize| {
                    functions
                        .get(at)
                        .is_some_and(|(_, other)| !Rc::ptr_eq(other, function))
                };
                let makes = matches!(function.name.as_str(), "__init__" | "constructor");
                let name = match class {
                    Some(class) if makes => &class.name,
                    _ => &function.name,
                };
                if roots && !name.is_empty() && is_called(name, &others) {
                    continue;
                }
                let this = class.as_ref().map(|class| self.object_of(class));
                self.follow(function, this, None);
            }
        }
        if self.steps == 0 {
            self.reading.notes.unread(
                0,
                "too-much",
                "The program is too long to follow here: part of it is not read",
            );
        }
    }

    /// Names functions and classes before they are reached: a piece of a program may call first.
    fn define(&mut self, statements: &[Statement]) {
        for statement in statements {
            match statement {
                Statement::Function(function) => {
                    let node = Node::new(0, 0, Value::Function(function.clone()));
                    self.set(&function.name, node);
                }
                Statement::Class(class) => {
                    self.set(&class.name, Node::new(0, 0, Value::Class(class.clone())));
                    for statement in &class.body {
                        if let Statement::Function(function) = statement {
                            let known = self.methods.entry(function.name.clone()).or_default();
                            known.push(class.clone());
                        }
                    }
                }
                Statement::Block(inner) => self.define(inner),
                _ => {}
            }
        }
    }

    pub fn set(&mut self, name: &str, node: Node) {
        if self.frames.len() == 1 {
            self.changes += 1;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.names.insert(name.to_owned(), node);
        }
    }
    /// The value of a name.
    pub fn name(&self, name: &str) -> Option<&Node> {
        for frame in self.frames.iter().rev() {
            if let Some(node) = frame.names.get(name) {
                return Some(node);
            }
            if frame.own {
                break;
            }
        }
        self.frames.first()?.names.get(name)
    }

    /// Follows a function with its arguments; without, its parameters are their defaults or unknown.
    pub fn follow(
        &mut self,
        function: &Rc<Function>,
        this: Option<usize>,
        arguments: Option<super::arguments::Given>,
    ) -> Node {
        let unknown = Node::new(0, 0, Value::Unknown);
        let bounded = self.frames.len() <= DEEPEST_CALLS && self.depth < DEEPEST && self.steps > 0;
        if !bounded || self.following.contains(&Rc::as_ptr(function)) {
            return unknown;
        }
        let key = arguments.as_ref().map(|given| {
            let identity = [given.identity(self.text), format!("{this:?}")].concat();
            (Rc::as_ptr(function), identity)
        });
        if let Some((changes, node)) = key.as_ref().and_then(|key| self.given.get(key))
            && *changes == self.changes
        {
            return node.clone();
        }
        self.followed.insert(Rc::as_ptr(function));
        let mut frame = Frame {
            own: !function.name.is_empty(),
            ..Frame::default()
        };
        // Functions inside functions see the names around them.
        if let Some(around) = self.frames.last()
            && around.names.get(&function.name).is_some_and(
                |node| matches!(&node.value, Value::Function(own) if Rc::ptr_eq(own, function)),
            )
        {
            frame.own = false;
        }
        self.frames.push(frame);
        self.following.push(Rc::as_ptr(function));
        self.depth += 1;
        self.bind(function, this, arguments);
        self.define(&function.body);
        self.block(&function.body);
        self.depth -= 1;
        self.following.pop();
        let frame = self.frames.pop().unwrap_or_default();
        let node = frame.returned.unwrap_or(unknown.with(Value::Null));
        if let Some(key) = key {
            self.given.insert(key, (self.changes, node.clone()));
        }
        node
    }

    pub(super) fn block(&mut self, statements: &[Statement]) -> Flow {
        for statement in statements {
            if self.steps == 0 || self.depth >= DEEPEST {
                return Flow::Next;
            }
            self.steps -= 1;
            self.depth += 1;
            let flow = self.statement(statement);
            self.depth -= 1;
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }

    fn statement(&mut self, statement: &Statement) -> Flow {
        match statement {
            Statement::Expression(expression) => {
                self.alone(expression);
            }
            Statement::Assign {
                targets,
                value,
                add,
                unset,
            } => self.assigned(targets, value, *add, *unset),
            Statement::Return(value) => {
                let node = value.as_ref().map(|value| self.evaluate(value));
                // Nothing is returned outside a function: it is prose or a piece of one.
                if self.frames.len() > 1 {
                    self.returns(node);
                    return Flow::Return;
                }
            }
            Statement::Leave { all } => return if *all { Flow::Break } else { Flow::Skip },
            Statement::If { condition, yes, no } => return self.choice(condition, yes, no),
            Statement::For {
                target,
                items,
                body,
            } => return self.repeated(target, items, body),
            Statement::Function(function) => {
                let node = Node::new(0, 0, Value::Function(function.clone()));
                self.set(&function.name, node);
            }
            Statement::Class(class) => self.class(class),
            Statement::Block(inner) => return self.block(inner),
            Statement::Perhaps(inner) => {
                let before = self.names();
                self.unsure += 1;
                self.block(inner);
                self.unsure -= 1;
                self.better_of(before);
            }
        }
        Flow::Next
    }

    fn returns(&mut self, node: Option<Node>) {
        let node = node.unwrap_or(Node::new(0, 0, Value::Null));
        if let Some(frame) = self.frames.last_mut() {
            let better = frame
                .returned
                .as_ref()
                .is_none_or(|known| known.rank() < node.rank());
            if better {
                frame.returned = Some(node);
            }
        }
    }

    /// The names of the function that is followed, as they are now.
    fn names(&mut self) -> Names {
        let names = self.frames.last().map(|frame| frame.names.clone());
        let names = names.unwrap_or_default();
        self.steps = self.steps.saturating_sub(names.len());
        names
    }
    /// Gives each name the better of its value before and now.
    fn better_of(&mut self, before: Names) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        for (name, old) in before {
            let better = frame
                .names
                .get(&name)
                .is_none_or(|new| new.rank() < old.rank());
            if better {
                frame.names.insert(name, old);
            }
        }
    }

    fn choice(&mut self, condition: &Expression, yes: &[Statement], no: &[Statement]) -> Flow {
        match self.evaluate(condition).holds() {
            Some(holds) => {
                let (followed, left) = if holds { (yes, no) } else { (no, yes) };
                self.left_out(left, condition);
                self.block(followed)
            }
            None => {
                let before = self.names();
                self.unsure += 1;
                let first = self.block(yes);
                let after = self.names();
                if let Some(frame) = self.frames.last_mut() {
                    frame.names = before;
                }
                let second = self.block(no);
                self.unsure -= 1;
                self.better_of(after);
                if first == second { first } else { Flow::Next }
            }
        }
    }
    /// Says of requests behind a condition that does not hold that they are not read.
    fn left_out(&mut self, statements: &[Statement], condition: &Expression) {
        let mut names = HashSet::new();
        calls(statements, &mut names);
        self.steps = self.steps.saturating_sub(names.len());
        let mut wanted: Vec<&str> = names
            .into_iter()
            .filter(|name| super::wanted(name))
            .collect();
        wanted.sort_unstable();
        if let Some(name) = wanted.first() {
            let written = self.text.get(condition.at..condition.end);
            let message = format!(
                "`{name}` is not sent: `{}` decides otherwise",
                super::value::one_line(written.unwrap_or_default())
            );
            self.reading
                .notes
                .ignored(condition.at, "not-carried-out", message);
        }
    }

    fn repeated(&mut self, target: &Expression, items: &Expression, body: &[Statement]) -> Flow {
        let over = self.evaluate(items);
        let items = self.each(&over);
        for item in items {
            if self.steps == 0 {
                break;
            }
            self.take_apart(target, item);
            match self.block(body) {
                Flow::Break => break,
                Flow::Return => return Flow::Return,
                Flow::Next | Flow::Skip => {}
            }
        }
        Flow::Next
    }
    /// The items that a loop goes over: those of a list, or one that is not known.
    pub fn each(&mut self, over: &Node) -> Vec<Node> {
        match &over.value {
            Value::List(items) => items.to_vec(),
            Value::Map(members) => members
                .iter()
                .map(|member| {
                    let end = member.at + member.key.len();
                    Node::new(member.at, end, Value::Text(member.key.as_str().into()))
                })
                .collect(),
            Value::Text(text) if text.len() < 100 => {
                text.chars().map(|c| over.text(c.to_string())).collect()
            }
            _ => vec![over.clone()],
        }
    }
}
