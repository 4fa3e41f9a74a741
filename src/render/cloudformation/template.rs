//! The parts of a template in their order: what it begins with, the resources,
//! the ids as outputs.
//!
//! How each part is written is the business of a [`Syntax`].

use crate::check::Plan;

use super::super::code::{Chunk, Code};
use super::super::options::Options;
use super::super::project::location;
use super::limits::MOST_OUTPUTS;
use super::resource::{Node, logical_id, resource};

/// How YAML and JSON write the same template.
pub(super) trait Syntax {
    /// What stands before the resources.
    fn begin(&self, description: &str, out: &mut Chunk);
    /// What a resource is about.
    fn comment(&self, text: &str, out: &mut Chunk);
    /// A resource or an output.
    fn member(&self, key: &str, value: &Node, is_last: bool, out: &mut Chunk);
    /// What stands between the resources and the outputs.
    fn outputs(&self, out: &mut Chunk);
    /// What stands after everything.
    fn end(&self, out: &mut Chunk);
}

/// The version of the language.
pub(super) const VERSION: &str = "2010-09-09";
/// What the template is.
const DESCRIPTION: &str = "Maintenance windows with their targets and tasks";

/// The template's parts in the order of the file, each in the chunk of its request.
pub(super) fn template(plan: &Plan, options: &Options, syntax: &dyn Syntax) -> Code {
    let mut head = Chunk::default();
    let description = [DESCRIPTION, &location(options)].concat();
    syntax.begin(&description, &mut head);
    let mut chunks = vec![head];
    let last = plan.creations().count().saturating_sub(1);
    for (n, request) in plan.creations().enumerate() {
        let mut chunk = Chunk::of(request.part());
        syntax.comment(request.title(), &mut chunk);
        let id = logical_id(plan, request);
        syntax.member(&id, &resource(plan, request), n == last, &mut chunk);
        chunks.push(chunk);
    }
    let mut tail = Chunk::default();
    if last < MOST_OUTPUTS {
        syntax.outputs(&mut tail);
        for (n, request) in plan.creations().enumerate() {
            let id = logical_id(plan, request);
            let name = [&id, "Id"].concat();
            let value = Node::Map(vec![("Value".to_owned(), Node::Ref(id))]);
            syntax.member(&name, &value, n == last, &mut tail);
        }
    }
    syntax.end(&mut tail);
    chunks.push(tail);
    Code { chunks }
}
