//! The text of a share link: both kinds, damage of every kind.
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::link::{
    LONGEST, LinkError, Packed, body, deflated, plain, read, unpack,
};
use proptest::prelude::*;

fn open(fragment: &str) -> Result<Option<Draft>, LinkError> {
    match unpack(fragment)? {
        Some(Packed::Plain(body)) => read(&body).map(Some),
        Some(Packed::Deflated(_)) | None => Ok(None),
    }
}

#[test]
fn a_link_holds_the_whole_project_and_nothing_else() {
    for example in EXAMPLES {
        let draft = example.draft();
        let fragment = plain(&body(&draft));
        assert!(fragment.starts_with("1."));
        assert!(
            fragment
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)),
            "{fragment}"
        );
        assert_eq!(open(&fragment), Ok(Some(draft.clone())));
        assert_eq!(open(&format!("#{fragment}")), Ok(Some(draft)));
    }
    assert_eq!(body(&Draft::blank()), r#"{"version":1,"Windows":[{}]}"#);
}

#[test]
fn other_fragments_are_no_links() {
    for fragment in ["", "#", "window", "#f-Windows-0", "a.b", ".x", "1", "#12"] {
        assert_eq!(unpack(fragment), Ok(None), "{fragment}");
    }
}

#[test]
fn deflated_bytes_come_back_as_they_were() {
    assert_eq!(
        unpack(&deflated(&[0, 255, 3])),
        Ok(Some(Packed::Deflated(vec![0, 255, 3])))
    );
}

#[test]
fn a_link_cut_anywhere_is_refused() {
    let fragment = plain(&body(&EXAMPLES[0].draft()));
    for end in 2..fragment.len() {
        assert_eq!(open(&fragment[..end]), Err(LinkError::Damaged), "{end}");
    }
}

#[test]
fn what_mail_programs_do_to_links_does_no_harm() {
    let draft = EXAMPLES[0].draft();
    let fragment = plain(&body(&draft));
    let (head, tail) = fragment.split_at(40);
    for mangled in [
        format!("{fragment}."),
        format!("{fragment})."),
        format!("{head}%0A{tail}"),
        format!("{head}\r\n {tail}"),
        format!("{fragment}>"),
    ] {
        assert_eq!(open(&mangled), Ok(Some(draft.clone())), "{mangled}");
    }
}

#[test]
fn newer_links_and_newer_projects_are_named() {
    assert_eq!(unpack("3.abc"), Err(LinkError::Newer));
    assert_eq!(unpack("99.abc"), Err(LinkError::Newer));
    assert_eq!(
        read(br#"{"version":2,"Windows":[]}"#),
        Err(LinkError::Newer)
    );
}

#[test]
fn too_long_links_are_refused_before_they_are_read() {
    assert_eq!(
        unpack(&format!("1.{}", "A".repeat(LONGEST))),
        Err(LinkError::TooLong)
    );
    assert_eq!(read(&vec![b' '; 2_000_000]), Err(LinkError::TooLong));
}

proptest! {
    #[test]
    fn any_fragment_is_read_or_refused(fragment in "(1\\.|2\\.)?[A-Za-z0-9_.%=-]{0,200}") {
        let _ = open(&fragment);
    }

    #[test]
    fn any_body_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
        prop_assert_eq!(unpack(&deflated(&bytes)), Ok(Some(Packed::Deflated(bytes))));
    }

    #[test]
    fn any_typed_text_comes_back(name in any::<String>(), text in any::<String>()) {
        let mut draft = Draft::blank();
        let window = Draft::window_path(draft.windows()[0].id);
        draft.set(&window.member("Name"), &name);
        draft.set(&window.member("Description"), &text);
        let opened = open(&plain(&body(&draft)));
        prop_assert_eq!(opened, Ok(Some(draft)));
    }
}
