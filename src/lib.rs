//! Plan AWS Systems Manager maintenance windows: what AWS accepts, when a
//! window runs, and the commands and request bodies that create it.
//!
//! ```text
//!  keys ──▶ field view ──set(path, text)──▶ Draft ──check(catalogue, rules)──▶ Report ──▶ beside each field, summary
//!                                             │                            └──▶ Plan ───▶ render(FORMATS) ──▶ output tabs
//!  pasted command, JSON, file ──▶ import ─────┘                                  └──────▶ occurrences ───────▶ preview
//!  storage, #link ◀──────── serde ────────────┘
//! ```
//!
//! One mutable thing, the [`draft::Draft`]; one proof of validity, the
//! [`check::Plan`], which only [`check::check`] can make and which renderers
//! demand. Dependencies point one way: `web → import, render, check → draft,
//! schedule, catalogue`.

pub mod catalogue;
pub mod check;
pub mod checksum;
pub mod draft;
pub mod examples;
pub mod hidden;
pub mod import;
pub mod lifecycle;
pub mod preview;
mod quote;
pub mod render;
pub mod schedule;
pub mod secrets;
pub mod syntax;
#[cfg(feature = "web")]
pub mod web;
