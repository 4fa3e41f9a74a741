//! Which artifact is shown: what was picked, as long as it exists.

use std::sync::Arc;

use leptos::prelude::*;

use crate::draft::Path;
use crate::render::{Artifact, Code, FORMATS};
use crate::web::state::App;

/// An artifact by what it is about, so that it stays picked while others come and go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pick {
    /// The window, target or task; `None` for the whole.
    pub part: Option<Path>,
    /// Which of several about the same, from 0.
    pub nth: usize,
}

/// All artifacts of a format, shared without copying.
#[derive(Debug, Clone)]
pub struct Artifacts(Arc<Vec<Artifact>>);

impl PartialEq for Artifacts {
    /// What reads them compares the little it takes.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What a list of artifacts says of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its position.
    pub at: usize,
    /// Its title, with how many problems block it.
    pub label: String,
}

impl Artifacts {
    /// Those of the chosen format, anew after each check.
    pub fn memo(app: App) -> Memo<Artifacts> {
        Memo::new(move |_| {
            let options = app.options.get();
            let made = FORMATS
                .get(app.format.get())
                .map(|format| app.checked.with(|c| (format.render)(&c.plan, &options)));
            Artifacts(Arc::new(made.unwrap_or_default()))
        })
    }

    /// What a list of them says.
    pub fn entries(&self) -> Vec<Entry> {
        let label = |artifact: &Artifact| match (&artifact.code, artifact.problems.len()) {
            (Some(_), _) | (None, 0) => artifact.title.clone(),
            (None, 1) => format!("{} (1 to do)", artifact.title),
            (None, count) => format!("{} ({count} to do)", artifact.title),
        };
        self.0
            .iter()
            .enumerate()
            .map(|(at, artifact)| Entry {
                at,
                label: label(artifact),
            })
            .collect()
    }

    /// How to find the one at a position again.
    pub fn pick(&self, at: usize) -> Pick {
        let Some(artifact) = self.0.get(at) else {
            return Pick::default();
        };
        let nth = self
            .0
            .iter()
            .take(at)
            .filter(|other| other.part == artifact.part)
            .count();
        Pick {
            part: artifact.part.clone(),
            nth,
        }
    }

    /// Where the picked one stands; the first if it is gone.
    pub fn find(&self, pick: &Pick) -> usize {
        let mut same = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, artifact)| artifact.part == pick.part);
        same.nth(pick.nth).map_or(0, |(at, _)| at)
    }

    /// How many could be copied now.
    pub fn ready(&self) -> usize {
        self.0
            .iter()
            .filter(|artifact| artifact.code.is_some())
            .count()
    }

    /// The one at a position.
    pub fn show(&self, at: usize) -> Shown {
        Shown {
            all: self.clone(),
            at,
        }
    }
}

/// One artifact among all.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    all: Artifacts,
    at: usize,
}

impl Shown {
    /// The artifact.
    pub fn artifact(&self) -> Option<&Artifact> {
        self.all.0.get(self.at)
    }
    /// Its text; `None` while something blocks it.
    pub fn code(&self) -> Option<&Code> {
        self.artifact()?.code.as_ref()
    }
}
