//! Programs in Python and TypeScript: which requests they send, and which
//! constructs of the CDK they make.
//!
//! A program is followed, not run: names, literals, texts that are put together,
//! loops over known lists, functions of the text with the arguments that they
//! are called with. What is not known stays as it was written. Where a condition
//! is not known, both ways are read. Everything has a bound.

mod arguments;
mod builtin;
mod evaluate;
mod methods;
mod requests;
mod run;
mod texts;
mod value;

use super::call::Reading;
use super::readers::{Read, counted};
use crate::catalogue::{OPERATIONS, Operation, TAGGING};
use crate::syntax::program::python;
use crate::syntax::{Piece, Sources};
use run::Program;

/// Reads a text that may hold a program.
pub fn read(sources: &Sources, number: usize, reading: &mut Reading) -> Vec<Read> {
    let Some(piece) = sources.piece(number) else {
        return Vec::new();
    };
    let (before, skeletons) = (reading.calls.len(), reading.skeletons);
    if piece.text.contains("_maintenance_window") {
        read_python(&piece, reading);
    }
    let counts = [
        (reading.calls.len() - before, "boto3 call"),
        (reading.skeletons - skeletons, "skeleton"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, what)| counted(*count, what)).collect();
    if counts.is_empty() {
        return Vec::new();
    }
    vec![Read {
        input: number,
        text: format!("{}, Python", counts.join(", ")),
    }]
}

fn read_python(piece: &Piece<'_>, reading: &mut Reading) {
    let wanted = |name: &str| operation(name).is_some();
    let statements = python::statements(piece.whole, piece.begin, &wanted);
    Program::new(piece.whole, reading).whole(&statements);
}

/// The operation that a method of the client sends.
fn operation(method: &str) -> Option<&'static Operation> {
    if !method.contains('_') {
        return None;
    }
    let mut all = OPERATIONS.iter().chain(TAGGING);
    all.find(|operation| operation.method() == method).copied()
}
