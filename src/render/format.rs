//! What a format is, and which choices of the person it differs by.

use crate::check::Plan;

use super::artifact::{Artifact, Wanted};
use super::options::{Options, SETTINGS, Setting};

/// One way to say a plan.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its stable name: `cli`.
    pub id: &'static str,
    /// What its tab says: «AWS CLI».
    pub label: &'static str,
    /// What it is for, in a sentence.
    pub help: &'static str,
    /// The function: all artifacts, those that are wanted with their text and notes.
    pub render: fn(&Plan, &Options, Wanted) -> Vec<Artifact>,
}

impl Format {
    /// What is wrong with the choices that it differs by, in sentences.
    pub(super) fn complaints(&self, options: &Options) -> Vec<String> {
        SETTINGS
            .iter()
            .filter(|setting| setting.matters(self))
            .filter_map(|setting| setting.complaint(options))
            .collect()
    }
}

impl Setting {
    /// Whether a format differs by it.
    pub fn matters(&self, format: &Format) -> bool {
        self.formats.contains(&format.id)
    }
}
