//! Classes and their objects.

use super::methods::own_function;
use super::run::{Frame, Instance, Program};
use super::value::{Node, Value};
use crate::syntax::program::tree::{Class, Function};
use std::collections::HashMap;
use std::rc::Rc;

impl Program<'_> {
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
    pub(super) fn only_class(&self, name: &str) -> Option<&Rc<Class>> {
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
    pub(super) fn class(&mut self, class: &Rc<Class>) {
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
}
