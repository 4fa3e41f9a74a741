//! Which functions a program calls, so that one that nothing calls is followed by itself.

use crate::syntax::program::tree::{Class, Expression, Function, Kind, Statement};
use std::collections::HashSet;
use std::rc::Rc;

/// Every function with a name, and the class that it belongs to.
pub(super) fn collect(
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
pub(super) fn nameless(expression: &Expression, out: &mut Vec<(Option<Rc<Class>>, Rc<Function>)>) {
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
pub(super) fn calls<'a>(statements: &'a [Statement], out: &mut HashSet<&'a str>) {
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

pub(super) fn called<'a>(expression: &'a Expression, out: &mut HashSet<&'a str>) {
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
