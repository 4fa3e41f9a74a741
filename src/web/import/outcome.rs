//! What the texts hold: read by the import program, or by the page itself where
//! a text is a project file or a link of its own.

use jiff::Timestamp;

use super::reader::{self, Failure};
use super::sources::Source;
use crate::check::{check, strangers, unseen};
use crate::draft::Draft;
use crate::import::exchange::{Answer, Said, request};
use crate::import::read::Kind;
use crate::import::{self, ProjectError};
use crate::preview::{Incoming, incoming};
use crate::syntax::Position;
use crate::web::link;

/// As many windows are shown.
const SHOWN: usize = 25;

/// What was read from the texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The project; `None` when nothing was read.
    pub draft: Option<Draft>,
    /// The name of the file, if all of it is one project file.
    pub file: Option<String>,
    /// The windows, as far as they are shown.
    pub windows: Vec<Incoming>,
    /// How many windows there are.
    pub count: usize,
    /// For each text that was recognised: its name and what it is.
    pub recognised: Vec<(String, String)>,
    /// What there is to know, each with the number of its source.
    pub notes: Vec<(u32, Said)>,
    /// What else whoever loads it must know: characters that nobody sees, members that nobody knows.
    pub care: Vec<String>,
}

/// Reads the texts.
///
/// # Errors
/// When the import program is needed and gives no answer.
pub async fn read(sources: &[Source], now: Timestamp) -> Result<Outcome, Failure> {
    let mut outcome = Outcome {
        draft: None,
        file: None,
        windows: Vec::new(),
        count: 0,
        recognised: Vec::new(),
        notes: Vec::new(),
        care: Vec::new(),
    };
    let mut others: Vec<&Source> = Vec::new();
    for source in sources {
        if let Some(why) = &source.refused {
            outcome.notes.push((source.id, unread("refused", why)));
            continue;
        }
        match own(&source.text).await {
            Own::No if source.is_blank() => {}
            Own::No => others.push(source),
            Own::Project(draft, what) => {
                outcome.file = (sources.len() == 1).then(|| source.label().to_owned());
                outcome
                    .recognised
                    .push((source.label().to_owned(), what.to_owned()));
                take(&mut outcome.draft, *draft);
            }
            Own::Damaged(why) => outcome.notes.push((source.id, unread("project", &why))),
        }
    }
    if !others.is_empty() {
        let texts = others
            .iter()
            .map(|source| (source.name.as_str(), &*source.text));
        let answer = reader::read(&request(texts)).await?;
        let answer = Answer::parse(&answer).ok_or(Failure::Broken)?;
        let id = |input: usize| others.get(input).map_or(super::PASTED, |source| source.id);
        outcome
            .notes
            .extend(answer.notes.into_iter().map(|said| (id(said.input), said)));
        let named = others.iter().zip(answer.recognised);
        let named = named.filter(|(_, what)| !what.is_empty());
        outcome
            .recognised
            .extend(named.map(|(source, what)| (source.label().to_owned(), what)));
        if let Some(draft) = answer.draft {
            take(&mut outcome.draft, draft);
        }
    }
    // The dialog says so itself.
    outcome
        .notes
        .retain(|(_, said)| said.slug != "nothing-read");
    if let Some(draft) = &outcome.draft {
        let checked = check(draft, now);
        outcome.windows = incoming(draft, &checked, now, SHOWN);
        outcome.count = draft.windows().len();
        outcome.care.extend(unseen(&checked.report));
        let strangers = strangers(draft, &checked.report);
        if !strangers.is_empty() {
            outcome.care.push(strangers);
        }
    }
    Ok(outcome)
}

/// A first project is taken whole; of others the windows come to it.
fn take(all: &mut Option<Draft>, draft: Draft) {
    match all {
        Some(all) => drop(all.add_windows_of(&draft)),
        None => *all = Some(draft),
    }
}

/// Whether a text is of this page.
enum Own {
    No,
    Project(Box<Draft>, &'static str),
    Damaged(String),
}

async fn own(text: &str) -> Own {
    if import::is_meant_as_project(text) {
        return match import::project(text.as_bytes()) {
            Ok(draft) => Own::Project(Box::new(draft), "a project of this page"),
            Err(ProjectError::File(crate::draft::FileError::NotProject)) => Own::No,
            Err(why) => Own::Damaged(why.to_string()),
        };
    }
    let line = text.trim();
    let fragment = line
        .split_once('#')
        .filter(|_| !line.contains(char::is_whitespace));
    let Some((_, fragment)) = fragment.filter(|(page, _)| page.starts_with("http")) else {
        return Own::No;
    };
    match link::open(fragment).await {
        Ok(Some(draft)) => Own::Project(Box::new(draft), "a link of this page"),
        Ok(None) => Own::No,
        Err(why) => Own::Damaged(why.to_string()),
    }
}

fn unread(slug: &str, message: &str) -> Said {
    Said {
        input: 0,
        position: Position { line: 1, column: 1 },
        kind: Kind::Unread,
        slug: slug.to_owned(),
        message: message.to_owned(),
    }
}
