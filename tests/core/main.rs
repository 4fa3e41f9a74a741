//! The tests of the core: one native binary, a module for each idea.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod budget;
mod catalogue;
mod check;
mod draft;
mod import;
mod lifecycle;
mod preview;
mod readme;
mod render;
mod schedule;
mod secrets;
