//! What goes to the page's second program comes back as it was made here.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::late::{answer, ask, ask_about, ask_sample, read};
use maintenance_window_builder::lifecycle::{What, sample, subjects_in};
use maintenance_window_builder::render::{FORMATS, Options, Wanted};

#[test]
fn an_answer_is_what_the_format_says_of_the_draft_asked_about() {
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    let options = Options::default();
    for example in EXAMPLES {
        let mut draft = example.draft();
        // The identities of its rows are not those that the other program will give.
        let first = draft.windows()[0].id;
        let window = maintenance_window_builder::draft::Draft::window_path(first);
        let copy = draft.duplicate_row(&window).unwrap();
        draft.move_row(
            &maintenance_window_builder::draft::Draft::window_path(copy),
            -1,
        );
        let checked = check(&draft, now);
        for (at, format) in FORMATS.iter().enumerate() {
            for wanted in [Wanted::All, Wanted::One(1), Wanted::Outline] {
                let here = (format.render)(&checked.plan, &options, wanted);
                let there = read(&answer(&ask(&draft, now, at, &options, wanted)), &draft);
                assert_eq!(Some(here), there, "{} {}", example.id, format.id);
            }
        }
    }
}

#[test]
fn an_answer_about_the_later_life_is_what_the_format_says_of_it() {
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    let options = Options::default();
    for example in EXAMPLES.iter().take(2) {
        let mut draft = example.draft();
        let copy = draft
            .duplicate_row(&Draft::window_path(draft.windows()[0].id))
            .unwrap();
        let window = Draft::window_path(copy);
        let plan = check(&draft, now).plan;
        for what in What::all() {
            assert_eq!(What::named(&what.id()), Some(what));
            let about = match what.operation() {
                Some(operation) => subjects_in(&draft, operation, &window).pop().unwrap(),
                None => window.clone(),
            };
            for (at, ask) in what.asks(&draft, &about).iter().enumerate() {
                let here = sample(&draft, &plan, ask).map_or("null".to_owned(), |v| v.to_string());
                assert_eq!(here, answer(&ask_sample(&draft, now, what, &about, at)));
            }
            let checked = what.check(&draft, &plan, &about);
            for (at, format) in FORMATS.iter().enumerate().take(3) {
                let here = (format.render)(&checked.plan, &options, Wanted::All);
                let question =
                    ask_about(&draft, now, at, &options, Wanted::All, Some((what, &about)));
                let there = read(&answer(&question), &draft);
                assert_eq!(Some(here), there, "{} {}", what.id(), format.id);
            }
        }
    }
}

#[test]
fn a_question_that_makes_no_sense_has_an_empty_answer() {
    for question in [
        "",
        "{",
        "[]",
        "{\"project\":1}",
        "{\"project\":{\"format\":\"maintenance-window-builder\",\"version\":1},\"now\":0,\"format\":99,\"options\":{},\"wanted\":null}",
        "{\"project\":{\"format\":\"maintenance-window-builder\",\"version\":1},\"now\":0,\"format\":0,\"options\":{},\"wanted\":null,\"what\":[\"x\",0]}",
    ] {
        assert_eq!(answer(question), "");
    }
    assert_eq!(read("", &EXAMPLES[0].draft()), None);
    assert_eq!(read("[1]", &EXAMPLES[0].draft()), None);
}
