//! A program that is followed: its names, and its statements in their order.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Language;
use super::methods::own_function;
use super::value::{Node, Value};
use crate::import::read::call::Reading;
use crate::syntax::program::tree::{Class, Expression, Function, Kind, Operator, Statement};

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
    frames: Vec<Frame>,
    /// The objects of classes of the text.
    pub instances: Vec<Instance>,
    /// The object that stands for each class by its name.
    of_class: HashMap<String, usize>,
    /// Functions of classes, by their name: what a method of an unknown object may be.
    methods: HashMap<String, Vec<Rc<Class>>>,
    /// What the command line of the program may say, by name.
    pub options: Names,
    /// Functions that are being followed: none is followed inside itself.
    following: Vec<*const Function>,
    /// Functions that were followed.
    followed: HashSet<*const Function>,
    /// What functions gave for the same arguments, and how the program stood then.
    given: HashMap<(*const Function, String), (usize, Node)>,
    /// How often something was set that other functions see.
    pub changes: usize,
    pub depth: usize,
    pub steps: usize,
    /// How many conditions around what is followed are not known.
    unsure: usize,
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
struct Frame {
    names: Names,
    /// Whether the names of who calls are not seen.
    own: bool,
    /// What it returns.
    returned: Option<Node>,
}

/// How a statement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
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

    /// The object that stands for a class.
    pub fn object_of(&mut self, class: &Rc<Class>) -> usize {
        if let Some(known) = self.of_class.get(&class.name) {
            return *known;
        }
        let object = self.new_object(Some(class.clone()));
        self.of_class.insert(class.name.clone(), object);
        object
    }
    pub fn new_object(&mut self, class: Option<Rc<Class>>) -> usize {
        self.instances.push(Instance {
            class,
            members: HashMap::new(),
        });
        self.instances.len() - 1
    }
    /// The function of an object by its name.
    pub fn method(&self, object: usize, name: &str) -> Option<Rc<Function>> {
        let class = self.instances.get(object)?.class.as_ref()?;
        let only = || self.only_class(name);
        own_function(class, name).or_else(|| own_function(only()?, name))
    }
    /// The class that alone has a function with a name.
    fn only_class(&self, name: &str) -> Option<&Rc<Class>> {
        match self.methods.get(name)?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
    /// The function that a method of an unknown object is, with the object that stands for it.
    pub fn method_by_name(&mut self, name: &str) -> Option<(usize, Rc<Function>)> {
        let class = self.only_class(name)?.clone();
        let function = own_function(&class, name)?;
        Some((self.object_of(&class), function))
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

    fn block(&mut self, statements: &[Statement]) -> Flow {
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

    fn class(&mut self, class: &Rc<Class>) {
        let object = self.object_of(class);
        self.frames.push(Frame::default());
        self.block(&class.body);
        let frame = self.frames.pop().unwrap_or_default();
        let members = frame.names.into_iter();
        let members = members.filter(|(_, node)| !matches!(node.value, Value::Function(_)));
        if let Some(instance) = self.instances.get_mut(object) {
            instance.members.extend(members);
        }
        self.set(&class.name, Node::new(0, 0, Value::Class(class.clone())));
    }

    fn assigned(&mut self, targets: &[Expression], value: &Expression, add: bool, unset: bool) {
        let mut node = self.evaluate(value);
        for target in targets {
            if unset {
                let known = self.quietly(target);
                if known.rank() > 1 {
                    continue;
                }
            }
            if add {
                let old = self.quietly(target);
                let kind = match (&old.value, &node.value) {
                    (Value::Map(_), Value::Map(_)) => Operator::Bar,
                    _ => Operator::Plus,
                };
                node = self
                    .worked_out(kind, &old, &node)
                    .unwrap_or(node.with(Value::Unknown));
            }
            self.take_apart(target, node.clone());
        }
    }

    /// Sets what stands on the left of a value: a name, a member, or a pattern of names.
    pub fn take_apart(&mut self, target: &Expression, node: Node) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        match &target.kind {
            Kind::Name(name) => self.set(name, node),
            Kind::Spread(inner) => self.take_apart(inner, node),
            Kind::Binary(Operator::Otherwise, inner, default) => {
                let node = match node.value {
                    Value::Null | Value::Unknown => self.evaluate(default),
                    _ => node,
                };
                self.take_apart(inner, node);
            }
            Kind::List(targets) => {
                for (at, target) in targets.iter().enumerate() {
                    let item = match &node.value {
                        Value::List(items) => items.get(at).cloned(),
                        _ => None,
                    };
                    let unknown = match node.value {
                        Value::Answer(_) => node.clone(),
                        _ => Node::new(target.at, target.end, Value::Unknown),
                    };
                    self.take_apart(target, item.unwrap_or(unknown));
                }
            }
            Kind::Map(targets) => {
                for (key, target) in targets {
                    let Some(Kind::Text(key)) = key.as_ref().map(|key| &key.kind) else {
                        self.take_apart(target, node.clone());
                        continue;
                    };
                    let unknown = Node::new(target.at, target.end, Value::Unknown);
                    let item = self.member(&node, key, unknown);
                    self.take_apart(target, item);
                }
            }
            Kind::Member(base, name) => self.set_member(base, name, target.at, node),
            Kind::Index(base, key) => {
                let key = self.evaluate(key);
                if let Some(name) = self.key(&key) {
                    self.set_member(base, &name, key.at, node);
                }
            }
            _ => {}
        }
        self.depth -= 1;
    }
    fn set_member(&mut self, base: &Expression, name: &str, at: usize, node: Node) {
        let of = self.quietly(base);
        match &of.value {
            Value::Instance(object) => {
                self.changes += 1;
                let unsure = self.unsure > 0;
                if let Some(instance) = self.instances.get_mut(*object) {
                    let known = instance.members.get(name);
                    let keeps = known.is_some_and(|known| known.rank() > node.rank());
                    if !(unsure && keeps) {
                        instance.members.insert(name.to_owned(), node);
                    }
                }
            }
            Value::Answer(object) => self.changed(*object, name, at, node),
            Value::Map(members) => {
                let mut members = members.clone();
                self.steps = self.steps.saturating_sub(members.len() / 8);
                let all = Rc::make_mut(&mut members);
                match all.iter_mut().find(|member| member.key == name) {
                    Some(known) => (known.at, known.node) = (at, node),
                    None => all.push(super::value::Member {
                        key: name.to_owned(),
                        at,
                        node,
                    }),
                }
                self.take_apart(base, of.with(Value::Map(members)));
            }
            Value::List(items) => {
                let place = name.parse::<usize>().ok();
                let mut items = items.clone();
                if let Some(slot) = place.and_then(|at| Rc::make_mut(&mut items).get_mut(at)) {
                    *slot = node;
                    self.take_apart(base, of.with(Value::List(items)));
                }
            }
            _ => {}
        }
    }
}

/// Every function with a name, and the class that it belongs to.
fn collect(
    statements: &[Statement],
    class: Option<&Rc<Class>>,
    out: &mut Vec<(Option<Rc<Class>>, Rc<Function>)>,
) {
    for statement in statements {
        match statement {
            Statement::Function(function) => {
                out.push((class.cloned(), function.clone()));
                collect(&function.body, None, out);
            }
            Statement::Class(class) => collect(&class.body, Some(class), out),
            Statement::Block(inner) | Statement::Perhaps(inner) => collect(inner, class, out),
            Statement::If { yes, no, .. } => {
                collect(yes, class, out);
                collect(no, class, out);
            }
            Statement::For { items, body, .. } => {
                nameless(items, out);
                collect(body, class, out);
            }
            Statement::Expression(value) => nameless(value, out),
            Statement::Assign { value, .. } => nameless(value, out),
            Statement::Return(value) => value.iter().for_each(|value| nameless(value, out)),
            Statement::Leave { .. } => {}
        }
    }
}

/// Every function without a name: what is handed on, or kept under a name of its own.
fn nameless(expression: &Expression, out: &mut Vec<(Option<Rc<Class>>, Rc<Function>)>) {
    match &expression.kind {
        Kind::Function(function) => {
            out.push((None, function.clone()));
            collect(&function.body, None, out);
        }
        Kind::Call(callee, arguments) => {
            nameless(callee, out);
            let values = arguments.iter().map(|argument| &argument.value);
            values.for_each(|value| nameless(value, out));
        }
        Kind::Member(base, _) => nameless(base, out),
        Kind::List(items) => items.iter().for_each(|item| nameless(item, out)),
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| nameless(value, out)),
        Kind::Binary(_, one, other) | Kind::Choice(_, one, other) => {
            nameless(one, out);
            nameless(other, out);
        }
        _ => {}
    }
}

/// The last names of what statements call.
fn calls<'a>(statements: &'a [Statement], out: &mut HashSet<&'a str>) {
    for statement in statements {
        match statement {
            Statement::Expression(value) => called(value, out),
            Statement::Return(value) => value.iter().for_each(|value| called(value, out)),
            Statement::Assign { value, .. } => called(value, out),
            Statement::If { condition, yes, no } => {
                called(condition, out);
                calls(yes, out);
                calls(no, out);
            }
            Statement::For { items, body, .. } => {
                called(items, out);
                calls(body, out);
            }
            Statement::Block(inner) | Statement::Perhaps(inner) => calls(inner, out),
            Statement::Function(function) => calls(&function.body, out),
            Statement::Class(class) => calls(&class.body, out),
            Statement::Leave { .. } => {}
        }
    }
}

fn called<'a>(expression: &'a Expression, out: &mut HashSet<&'a str>) {
    match &expression.kind {
        Kind::Call(callee, arguments) => {
            out.extend(callee.last_name());
            called(callee, out);
            for argument in arguments {
                called(&argument.value, out);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| called(item, out)),
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| called(value, out)),
        Kind::Member(base, _) | Kind::Spread(base) | Kind::Unary(_, base) => called(base, out),
        Kind::Slice(base, ..) => called(base, out),
        Kind::Index(base, other) | Kind::Binary(_, base, other) => {
            called(base, out);
            called(other, out);
        }
        Kind::Choice(one, two, three) => {
            for part in [one, two, three] {
                called(part, out);
            }
        }
        Kind::Comprehension(inner) => {
            called(&inner.value, out);
            inner.over.iter().for_each(|over| called(&over.items, out));
        }
        Kind::Function(function) => calls(&function.body, out),
        // A function that is handed on is called by whom it is given to.
        Kind::Name(name) => {
            out.insert(name);
        }
        _ => {}
    }
}
