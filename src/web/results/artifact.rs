//! Which artifact is shown: what was picked, as long as it exists.

use std::sync::Arc;

use crate::web::live::Derived;
use leptos::prelude::*;

use crate::draft::Path;
use crate::late::{ask, read};
use crate::render::{Artifact, Code, FORMATS, Format, Options, Wanted, is_here};
use crate::web::late::{self, Late};
use crate::web::state::{App, Findings};

/// An artifact by what it is about, so that it stays picked while others come and go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pick {
    /// The window, target or task; `None` for the whole.
    pub part: Option<Path>,
    /// Which of several about the same, from 0.
    pub nth: usize,
}

/// All artifacts of a format, shared without copying; texts only where the second program made them.
#[derive(Debug, Clone)]
pub struct Artifacts {
    all: Arc<Vec<Artifact>>,
    source: Source,
    options: Options,
    findings: Findings,
}

/// Where artifacts come from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// From here, each when it is looked at.
    Here(&'static Format),
    /// From the second program.
    Late,
    /// From nowhere yet: the second program is on its way, or did not come.
    Waiting(Late),
}

impl PartialEq for Artifacts {
    /// What reads them compares the little it takes.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.all, &other.all)
    }
}

impl Artifacts {
    /// Those of the chosen format, anew after each check.
    ///
    /// The one at `guess`, which was looked at last, gets its text at once.
    pub fn memo(app: App, guess: StoredValue<usize>) -> Derived<Artifacts> {
        Derived::new(move || {
            let (options, findings) = (app.options.get(), app.checked.get());
            let at = app.format.get();
            let (source, all) = match FORMATS.get(at) {
                Some(format) if is_here(at, &options) => {
                    let wanted = Wanted::One(guess.get_value());
                    let all = (format.render)(&findings.plan, &options, wanted);
                    (Source::Here(format), all)
                }
                _ => match (app.late.get(), findings.plan.at()) {
                    (Late::Ready, now) => {
                        let all = app.draft.with_untracked(|draft| {
                            let question = ask(draft, now, at, &options, Wanted::All);
                            read(&late::ask(&question)?, draft)
                        });
                        (Source::Late, all.unwrap_or_default())
                    }
                    (other, _) => (Source::Waiting(other), Vec::new()),
                },
            };
            Artifacts {
                all: Arc::new(all),
                source,
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

    /// What is waited for, if the second program is not there.
    pub fn waiting(&self) -> Option<Late> {
        match self.source {
            Source::Waiting(late) => Some(late),
            Source::Here(_) | Source::Late => None,
        }
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
        match self.source {
            Source::Here(format) if made.is_none() => {
                let wanted = Wanted::One(at);
                let all = (format.render)(&self.findings.plan, &self.options, wanted);
                Shown(Arc::new(all), at)
            }
            _ => Shown(Arc::clone(&self.all), at),
        }
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
