//! What the page writes of any project, in a notation that is no shell's, is read as the same project.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import::read::read;
use maintenance_window_builder::render::{Artifact, Options, Wanted, format};
use proptest::prelude::*;

use super::drafts::{cases, drafts};
use super::read::requests;
use crate::check::now;

/// The texts of a format, each of which holds the whole project.
fn written(draft: &Draft, id: &str) -> Vec<String> {
    let plan = check(draft, now()).plan;
    let written = (format(id).expect("a format").render)(&plan, &Options::default(), Wanted::All);
    let texts: Vec<String> = written.iter().filter_map(Artifact::file_text).collect();
    assert_eq!(texts.len(), written.len());
    match id {
        // A body for each request.
        "json" => vec![texts.concat()],
        _ => texts,
    }
}

fn comes_back(draft: &Draft, id: &str) -> Result<(), TestCaseError> {
    for text in written(draft, id) {
        let outcome = read("", &text);
        let again = outcome.draft.as_ref().map(requests);
        prop_assert_eq!(
            again,
            Some(requests(draft)),
            "{}\n{:?}",
            text,
            outcome.notes
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_project_comes_back_from_json(draft in drafts()) {
        comes_back(&draft, "json")?;
    }

    #[test]
    fn any_project_comes_back_from_python(draft in drafts()) {
        comes_back(&draft, "python")?;
    }

    #[test]
    fn any_project_comes_back_from_terraform(draft in drafts()) {
        comes_back(&draft, "terraform")?;
    }

    #[test]
    fn any_project_comes_back_from_cloudformation(draft in drafts()) {
        comes_back(&draft, "cloudformation")?;
    }
}
