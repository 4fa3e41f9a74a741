//! Is it right: a draft against the catalogue, the cross-field rules and the
//! schedule's own findings.
//!
//! [`check`] and, for what comes after creation, [`requests`] are the only ways
//! to a [`Plan`], and a plan holds only requests in
//! which no error was found: what is not checked is never emitted. It knows
//! nothing of output formats and nothing of the page.

mod arn;
mod around;
mod ask;
mod assemble;
mod called;
mod checked;
mod copy;
mod creation;
mod finding;
mod format;
mod here;
mod memory;
mod mend;
mod mend_time;
mod nearest;
mod open;
mod patching;
mod plan;
mod refer;
mod reference;
mod report;
mod request;
mod rules;
mod seen;
mod shape;
mod strangers;
mod timed;
mod unseen;

pub(crate) use arn::Arn;
pub use ask::{Ask, Source, Subject, source, typed_at};
pub use assemble::check;
pub use called::{called, name_of_copy, runs};
pub use checked::Checked;
pub use copy::{Changes, Copied, Moved, NotMoved, copy_window};
pub(crate) use creation::TOKEN_PREFIX;
pub use creation::{Creation, is_made_token};
pub use memory::Checker;
pub use open::{TO_FILL_IN, ToFillIn, fill_in, to_fill_in};
pub use plan::{Plan, Planned, Value, Window};
pub use reference::Reference;
pub use report::{Edit, Fix, MISSING, Report, Severity, Violation};
pub use request::{operation, requests};
pub use rules::{RULES, Rule, Scope};
pub use strangers::strangers;
pub use unseen::{HIDDEN, unseen};
