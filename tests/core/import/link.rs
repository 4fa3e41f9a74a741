//! The text of a share link: both kinds, damage of every kind.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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
        assert!(fragment.starts_with("3."));
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
    for fragment in ["", "#", "window", "#f-Windows-0", "a.b", ".x"] {
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
    for end in 1..fragment.len() {
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
        format!("{fragment}=="),
        fragment.replacen('.', "%2E", 1),
    ] {
        assert_eq!(open(&mangled), Ok(Some(draft.clone())), "{mangled}");
    }
}

#[test]
fn newer_links_and_newer_projects_are_named() {
    assert_eq!(unpack("5.abc"), Err(LinkError::Newer));
    assert_eq!(unpack("99.abc"), Err(LinkError::Newer));
    assert_eq!(
        read(br#"{"version":2,"Windows":[]}"#),
        Err(LinkError::Newer)
    );
}

/// The text with one bit of one byte changed: each bit of the first bytes, each n-th of the others.
fn one_bit_flips(text: &str, nth: usize) -> impl Iterator<Item = String> {
    let bits = (0..8 * text.len()).filter(move |bit| *bit < 64 || bit % nth == 0);
    bits.map(move |bit| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        // A byte above ASCII alone is a character of its own, as a browser reads an address in Latin 1.
        bytes.into_iter().map(char::from).collect()
    })
}

#[test]
fn every_changed_bit_is_noticed() {
    let mut flips = 0;
    let drafts = EXAMPLES.iter().map(|example| (example.draft(), 97));
    // A link takes its time to be read: every bit of a short one, some of the long ones.
    for (draft, nth) in drafts.chain([(Draft::blank(), 1)]) {
        let body = body(&draft);
        // What deflating makes is bytes as good as any.
        let scrambled: Vec<u8> = body.bytes().map(|b| b.wrapping_mul(167)).collect();
        for fragment in [plain(&body), deflated(&scrambled)] {
            for changed in one_bit_flips(&fragment, nth) {
                let found = match unpack(&changed) {
                    // Of another kind by the change: it is no project, packed or not.
                    Ok(Some(Packed::Plain(bytes))) => read(&bytes).map(Some),
                    Ok(Some(Packed::Deflated(bytes))) => {
                        assert!(changed.starts_with("2.") && bytes.ends_with(body.as_bytes()));
                        continue;
                    }
                    Ok(None) => Ok(None),
                    Err(error) => Err(error),
                };
                assert!(found.is_err(), "{changed}: {found:?}");
                flips += 1;
            }
        }
    }
    assert!(flips > 3_000, "{flips}");
}

#[test]
fn a_changed_letter_or_two_is_noticed() {
    let fragment = plain(&body(&EXAMPLES[0].draft()));
    for at in (2..fragment.len() - 1).step_by(5) {
        let mut letters = fragment.clone().into_bytes();
        letters[at] = if letters[at] == b'A' { b'z' } else { b'A' };
        let changed = String::from_utf8(letters.clone()).unwrap();
        assert_eq!(open(&changed), Err(LinkError::Damaged), "{changed}");
        letters.swap(at, at + 1);
        let changed = String::from_utf8(letters).unwrap();
        assert_eq!(open(&changed), Err(LinkError::Damaged), "{changed}");
    }
}

#[test]
fn links_of_older_pages_still_open() {
    let draft = EXAMPLES[0].draft();
    let body = body(&draft);
    let old = |number: &str| format!("{number}.{}", URL_SAFE_NO_PAD.encode(&body));
    assert_eq!(open(&old("1")), Ok(Some(draft)));
    assert_eq!(
        unpack(&old("2")),
        Ok(Some(Packed::Deflated(body.into_bytes())))
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
    fn any_fragment_is_read_or_refused(fragment in "([1-5]\\.)?[A-Za-z0-9_.%=-]{0,200}") {
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
