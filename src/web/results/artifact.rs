//! Which artifact is shown: what was picked, as long as it exists.

use std::sync::Arc;

use crate::web::live::Derived;
use leptos::prelude::*;

use crate::check::Plan;
use crate::draft::Path;
use crate::render::{Artifact, Code, FORMATS, Options, Wanted};
use crate::web::state::{App, Findings};

/// An artifact by what it is about, so that it stays picked while others come and go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pick {
    /// The window, target or task; `None` for the whole.
    pub part: Option<Path>,
    /// Which of several about the same, from 0.
    pub nth: usize,
}

/// All artifacts of a format, shared without copying; each gets its text when it is looked at.
#[derive(Debug, Clone)]
pub struct Artifacts {
    all: Arc<Vec<Artifact>>,
    render: Render,
    options: Options,
    findings: Findings,
}

type Render = fn(&Plan, &Options, Wanted) -> Vec<Artifact>;

impl PartialEq for Artifacts {
    /// What reads them compares the little it takes.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.all, &other.all)
    }
}

fn nothing(_: &Plan, _: &Options, _: Wanted) -> Vec<Artifact> {
    Vec::new()
}

impl Artifacts {
    /// Those of the chosen format, anew after each check.
    ///
    /// The one at `guess`, which was looked at last, gets its text at once.
    pub fn memo(app: App, guess: StoredValue<usize>) -> Derived<Artifacts> {
        Derived::new(move || {
            let (options, findings) = (app.options.get(), app.checked.get());
            let render = FORMATS
                .get(app.format.get())
                .map_or(nothing as Render, |format| format.render);
            let wanted = Wanted::One(guess.get_value());
            let all = render(&findings.plan, &options, wanted);
            Artifacts {
                all: Arc::new(all),
                render,
                options,
                findings,
            }
        })
    }

    /// What a list says of each: its title, with how many problems block it.
    pub fn labels(&self) -> Vec<String> {
        let label = |artifact: &Artifact| match artifact.problems.len() {
            0 => artifact.title.clone(),
            1 => format!("{} (1 to do)", artifact.title),
            count => format!("{} ({count} to do)", artifact.title),
        };
        self.all.iter().map(label).collect()
    }

    /// How to find the one at a position again.
    pub fn pick(&self, at: usize) -> Pick {
        let Some(artifact) = self.all.get(at) else {
            return Pick::default();
        };
        let nth = self
            .all
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
            .all
            .iter()
            .enumerate()
            .filter(|(_, artifact)| artifact.part == pick.part);
        same.nth(pick.nth).map_or(0, |(at, _)| at)
    }

    /// How many could be copied now.
    pub fn ready(&self) -> usize {
        self.all
            .iter()
            .filter(|artifact| artifact.problems.is_empty())
            .count()
    }

    /// The one at a position, with its text.
    pub fn show(&self, at: usize) -> Shown {
        let made = self.all.get(at).filter(|made| made.code.is_some());
        if made.is_some() {
            return Shown(Arc::clone(&self.all), at);
        }
        let all = (self.render)(&self.findings.plan, &self.options, Wanted::One(at));
        Shown(Arc::new(all), at)
    }
}

/// One of some artifacts, with its text.
#[derive(Debug, Clone)]
pub struct Shown(Arc<Vec<Artifact>>, usize);

impl PartialEq for Shown {
    /// What reads it compares the little it takes; those of one rendering are the same.
    fn eq(&self, other: &Self) -> bool {
        self.1 == other.1 && Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Shown {
    /// The artifact.
    pub fn artifact(&self) -> Option<&Artifact> {
        self.0.get(self.1)
    }
    /// Its text; `None` while something blocks it.
    pub fn code(&self) -> Option<&Code> {
        self.artifact()?.code.as_ref()
    }
}
