//! What goes to the page's second program comes back as it was made here.

use maintenance_window_builder::check::check;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::late::{answer, ask, read};
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
fn a_question_that_makes_no_sense_has_an_empty_answer() {
    for question in [
        "",
        "{",
        "[]",
        "{\"project\":1}",
        "{\"project\":{\"format\":\"maintenance-window-builder\",\"version\":1},\"now\":0,\"format\":99,\"options\":{},\"wanted\":null}",
    ] {
        assert_eq!(answer(question), "");
    }
    assert_eq!(read("", &EXAMPLES[0].draft()), None);
    assert_eq!(read("[1]", &EXAMPLES[0].draft()), None);
}
