//! Read it back: what people open, as drafts.
//!
//! A project file ([`project`]), the text of a share link ([`link`]). Nothing
//! is guessed and nothing is lost: what can't be read is refused with its
//! reason, what can be read but is wrong stays in the draft as it was written.
//! It knows nothing of files, storage or the page; bytes and texts go in.

pub mod exchange;
pub mod link;
mod offer;
mod project;
pub mod read;
mod settle;
mod written;

pub use offer::is_whole_request;
pub use project::{LARGEST, ProjectError, is_meant_as_project, project, text_of};
pub use settle::settle;
pub use written::written;
