//! What the person typed: text leaves, groups and rows, right or wrong.
//!
//! A [`Draft`] can hold anything that can be typed or opened, so that nothing
//! is lost by being wrong: "abc" as a number, half a date, a member that this
//! version does not know. It knows nothing of what AWS accepts.
//!
//! Its shape follows AWS's requests: `Windows` is a list of rows, each with
//! the members of CreateMaintenanceWindow and with `Targets` and `Tasks`, rows
//! with the members of the register requests. `Operations` holds what was
//! typed for the requests of a window's later life, such as
//! `Operations.DescribeMaintenanceWindows.Filters[0].Key`. `Settings` says where and
//! how the windows are created: Region, account, profile. Members that begin with `$`
//! belong to the page alone and are never sent (see [`page`]).

mod back;
mod exact;
mod file;
mod json;
mod node;
pub mod page;
mod parts;
mod path;
mod rows;
mod tree;
mod words;

pub(crate) use file::value_of_text;
pub use file::{FORMAT, FileError, VERSION};
pub use json::laid_out;
pub use node::{Node, Row};
pub use path::{Path, RowId, Step};
pub use tree::Draft;
