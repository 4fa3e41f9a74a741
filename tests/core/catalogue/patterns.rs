//! Every hand-written matcher equals its regular expression.

use fancy_regex::Regex;
use maintenance_window_builder::catalogue::{Pattern, pattern};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

/// Texts that match one pattern or another, to be damaged at random.
const SEEDS: &[&str] = &[
    "",
    "abc",
    "weekly-patching_1.0",
    "mw-0c50858d01a1b2c3d",
    "e32eecb2-646c-4f4b-8ed1-205fbe0a1b2c",
    "E32EECB2-646C-4F4B-8ED1-205FBE0A1B2C",
    "Cost Center+=é",
    "tag:Patch Group",
    "resource-groups:Name",
    "resource-groups:ResourceTypeFilters",
    "10",
    "0",
    "0%",
    "9%",
    "10%",
    "100%",
    "9999999",
    "$LATEST",
    "$DEFAULT",
    "$LATEST.PUBLISHED",
    "5",
    " alarm name ",
    "/aws/ssm/AWS-RunShellScript#1",
    "live-2",
    "i-01234567",
    "i-0123456789abcdef0",
    "mi-0123456789abcdef0",
    "my.group-1",
    "app/0123456789abcdefghijklmnop",
    "AWS::EC2::Instance",
    "AWS::SSM::Managed_1",
];

/// Characters that some pattern takes, and their nearest neighbours that it doesn't.
const ALPHABET: &str = "aAfFgzZ019_-.:/#+=@%$*? \n\r\t\u{85}\u{a0}\u{2028}\u{200b}éßÅ²½Ⅷ٣ⓐªʰ中\u{93f}\u{94d}\u{345}𝒜🄰😀";

/// Half of the texts were once a match for this expression.
fn damaged(regex: &Regex) -> impl Strategy<Value = String> + use<> {
    let letters: Vec<char> = ALPHABET.chars().collect();
    let edit = (
        0..3u8,
        any::<prop::sample::Index>(),
        select(letters.clone()),
    );
    let own: Vec<&str> = SEEDS
        .iter()
        .copied()
        .filter(|seed| regex.is_match(seed).unwrap())
        .collect();
    let seed = prop_oneof![2 => select(own), 1 => select(SEEDS)];
    let near = (seed, vec(edit, 0..4)).prop_map(|(seed, edits)| {
        let mut text: Vec<char> = seed.chars().collect();
        for (what, at, c) in edits {
            let at = at.index(text.len() + 1);
            if what > 0 && at < text.len() {
                text.remove(at);
            }
            if what < 2 {
                text.insert(at, c);
            }
        }
        text.into_iter().collect()
    });
    let far = vec(select(letters), 0..24).prop_map(String::from_iter);
    prop_oneof![3 => near, 1 => far]
}

fn whole(pattern: &Pattern) -> Regex {
    Regex::new(&format!(r"\A(?:{})\z", pattern.regex)).unwrap()
}

#[test]
fn a_matcher_equals_its_regular_expression() {
    for pattern in pattern::ALL {
        let regex = whole(pattern);
        let (yes, no) = (Cell::new(0), Cell::new(0));
        TestRunner::new(Config {
            cases: 4000,
            failure_persistence: None,
            ..Config::default()
        })
        .run(&damaged(&regex), |text| {
            let expected = regex.is_match(&text).unwrap();
            let count = if expected { &yes } else { &no };
            count.set(count.get() + 1);
            prop_assert_eq!(
                (pattern.matches)(&text),
                expected,
                "{} on {:?}",
                pattern.regex,
                text
            );
            Ok(())
        })
        .unwrap();
        assert!(
            yes.get() > 200 && no.get() > 200,
            "{}: {} texts matched, {} did not",
            pattern.regex,
            yes.get(),
            no.get()
        );
    }
}

#[test]
fn lengths_at_the_edge_are_read_alike() {
    for pattern in pattern::ALL {
        let regex = whole(pattern);
        for unit in ["a", "0", "9", "_", "%"] {
            for length in [
                0, 1, 2, 3, 7, 8, 16, 17, 18, 127, 128, 129, 149, 150, 151, 299, 300, 301,
            ] {
                for text in [
                    unit.repeat(length),
                    format!("i-{}", unit.repeat(length)),
                    format!("{}/{}", unit.repeat(length), "a".repeat(26)),
                ] {
                    assert_eq!(
                        (pattern.matches)(&text),
                        regex.is_match(&text).unwrap(),
                        "{} on {text:?}",
                        pattern.regex
                    );
                }
            }
        }
    }
}

/// The regex engine's tables are a version of Unicode behind the standard
/// library's, so what it calls unassigned is left out.
#[test]
fn a_tag_takes_exactly_letters_numbers_and_separators_of_all_unicode() {
    let every: String = ('\0'..=char::MAX).collect();
    let found = |class: &str| -> std::collections::HashSet<usize> {
        Regex::new(class)
            .unwrap()
            .find_iter(&every)
            .map(|m| m.unwrap().start())
            .collect()
    };
    let (taken, unassigned) = (found(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]"), found(r"\p{Cn}"));
    let mut buffer = [0; 4];
    for (at, c) in every
        .char_indices()
        .filter(|(at, _)| !unassigned.contains(at))
    {
        let matches = (pattern::TAG.matches)(c.encode_utf8(&mut buffer));
        assert_eq!(matches, taken.contains(&at), "U+{:04X}", u32::from(c));
    }
}

#[test]
fn words_complete_may_hold() {
    for pattern in pattern::ALL {
        assert!(
            !pattern.says.is_empty() && !pattern.says.ends_with('.'),
            "{}",
            pattern.regex
        );
    }
}
