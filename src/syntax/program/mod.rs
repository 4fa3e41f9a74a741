//! Programs: what they say, without running them.
//!
//! A tree that Python and TypeScript share, and a tolerant reader for each.

pub mod python;
mod token;
pub mod tree;
pub mod typescript;
