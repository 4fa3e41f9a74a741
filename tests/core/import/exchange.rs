//! What the page and the import program say to each other.
use maintenance_window_builder::catalogue::window;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import::exchange::{Answer, answer, request};
use maintenance_window_builder::import::read::Kind;

#[test]
fn an_answer_says_what_was_read_and_where() {
    let script = "# nightly\naws ssm create-maintenance-window --name nightly --schedule $CRON\naws ssm delete-maintenance-window --window-id mw-0123456789abcdef0";
    let texts = [("a.sh", script), ("b.txt", "nothing")];
    let answer = Answer::parse(&answer(&request(texts.into_iter()))).unwrap();
    let draft = answer.draft.unwrap();
    let name = Draft::window_path(draft.windows()[0].id).member(window::NAME.name);
    assert_eq!(draft.text(&name), "nightly");
    assert_eq!(answer.recognised.len(), 2);
    let open = answer
        .notes
        .iter()
        .find(|said| said.kind == Kind::Open)
        .unwrap();
    assert_eq!((open.input, open.position.line), (0, 2));
    assert!(open.message.contains("$CRON"), "{}", open.message);
    let ignored = answer.notes.iter().find(|said| said.kind == Kind::Ignored);
    assert_eq!(ignored.map(|said| said.position.line), Some(3));
}

#[test]
fn an_answer_may_hold_nothing() {
    let answer = Answer::parse(&answer(&request([("", "hello")].into_iter()))).unwrap();
    assert_eq!(answer.draft, None);
    assert_eq!(answer.notes[0].kind, Kind::Unread);
}

#[test]
fn what_is_no_answer_is_none() {
    assert_eq!(Answer::parse("[]"), None);
    assert_eq!(Answer::parse("{"), None);
}
