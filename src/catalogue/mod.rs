//! What AWS accepts: the requests of all 23 maintenance-window operations as
//! data.
//!
//! Form, checks, imports, outputs, documentation and boundary tests are all
//! derived from the rows here; a fact about a field stands nowhere else. The
//! rows know nothing of what a person typed, of schedules' meaning, or of any
//! output format.
//!
//! A test compares every row with AWS's own model (botocore), member by
//! member.

#[macro_use]
mod doc;

mod bounds;
pub mod documents;
mod envelope;
pub mod execution;
mod field;
mod letter;
mod lifecycle;
pub mod listing;
pub mod location;
pub mod names;
mod operation;
pub mod pattern;
pub mod pseudo;
pub mod schedules;
mod shape;
pub mod tag;
pub mod target;
pub mod task;
pub mod window;

pub(crate) use bounds::{counted, plural};
pub use field::{Field, Member, Section};
pub use lifecycle::{OPERATIONS, TAGGING};
pub use operation::{Operation, Returned};
pub use shape::{Blob, Choice, Format, Group, Lines, List, Map, Pattern, Shape, Text, Whole};

/// The version of the API model (the `ssm` service of botocore) that the rows
/// were compared with.
pub const MODEL_VERSION: &str = "botocore 1.43.11, ssm 2014-11-06";
