//! Nothing that a terminal acts on, and nothing that deceives a reader, stands raw in an output.

use std::fs;

use maintenance_window_builder::check::{Checked, HIDDEN, Severity, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::hidden::is_hidden;
use maintenance_window_builder::import;
use maintenance_window_builder::lifecycle::{PACKS, request, walkthrough};
use maintenance_window_builder::render::{FORMATS, Options, SETTINGS, Wanted};
use serde_json::{Value, json};

use super::{artifacts, folder, options};
use crate::check::{now, with};

/// One of each kind: keys of a terminal, the end of a bracketed paste, C1, bidirectional, without width, noncharacters.
const UNSEEN: &str = "ok\u{3}\u{1b}[201~\u{7f}\t\r\u{85}\u{9b}\u{202e}\u{2066}\u{200f}\u{61c}\u{200b}\u{2028}\u{feff}\u{fffe}\u{e0041}";
/// The same without what text in tags and JSON can't have.
const LINES: &str = "ok\u{2028}x\u{2029}";

/// Each way to write commands.
fn ways() -> Vec<Options> {
    let mut all = Vec::new();
    for shell in ["posix", "powershell", "windows-powershell", "cmd"] {
        for cli in ["v1", "v2"] {
            all.push(options(&[("shell", shell), ("cli", cli)]));
        }
    }
    all
}

fn assert_visible(checked: &Checked, options: &Options) {
    for format in FORMATS {
        for artifact in (format.render)(&checked.plan, options, Wanted::All) {
            let text = artifact
                .code
                .map(|code| code.to_string())
                .unwrap_or_default();
            let breaks = if format.id == "ics" { "\r\n" } else { "\n" };
            let found = text.chars().find(|c| is_hidden(*c) && !breaks.contains(*c));
            assert_eq!(found, None, "{} {}:\n{text}", format.id, artifact.file);
            for said in [&artifact.title, &artifact.file] {
                assert!(!said.chars().any(is_hidden), "{} {said:?}", format.id);
            }
        }
    }
}

/// The places of all texts below the windows.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.starts_with('$') => all.push(at.to_owned()),
        Value::Array(items) => {
            (0..items.len()).for_each(|n| places(&items[n], &format!("{at}/{n}"), all))
        }
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !name.starts_with('$'))
            .for_each(|(name, value)| places(value, &format!("{at}/{name}"), all)),
        _ => {}
    }
}

fn read(project: &Value) -> Draft {
    import::project(project.to_string().as_bytes()).unwrap()
}

/// The project that says everything, with hidden characters wherever they are taken.
fn everything() -> Value {
    let text = fs::read_to_string(folder().join("everything/project.json")).unwrap();
    let mut project: Value = serde_json::from_str(&text).unwrap();
    let mut all = Vec::new();
    places(&project["Windows"], "/Windows", &mut all);
    let mut taken = 0;
    for place in all {
        for text in [UNSEEN, LINES] {
            let mut tried = project.clone();
            let json = place.ends_with("/Payload") || place.ends_with("/Input");
            let text = if json {
                json!({text: text}).to_string()
            } else {
                text.to_owned()
            };
            *tried.pointer_mut(&place).unwrap() = text.into();
            if !check(&read(&tried), now()).report.has_errors() {
                project = tried;
                taken += 1;
                break;
            }
        }
    }
    assert!(taken > 25, "{taken}");
    project
}

#[test]
fn no_output_has_a_hidden_character() {
    let draft = read(&everything());
    let checked = check(&draft, now());
    for options in ways() {
        assert_visible(&checked, &options);
    }
}

/// A name may be wrong and still stand in the heading of a request that doesn't send it.
#[test]
fn no_later_request_has_a_hidden_character() {
    let mut project = everything();
    for part in ["", "/Targets/0", "/Tasks/0"] {
        let part = project.pointer_mut(&format!("/Windows/0{part}")).unwrap();
        part["Name"] = format!("{UNSEEN}\n& calc").into();
        part["$id"] = "mw-0123456789abcdef0".into();
    }
    let draft = read(&project);
    let plan = check(&draft, now()).plan;
    let window = Draft::window_path(draft.windows()[0].id);
    let mut ready = 0;
    for options in ways() {
        for pack in PACKS {
            let checked = pack.check(&draft, &plan, None);
            ready += checked.plan.ready();
            assert_visible(&checked, &options);
        }
    }
    for lesson in walkthrough(&draft, &plan, &window) {
        for ask in lesson.asks {
            assert_visible(&request(&draft, &plan, &ask), &Options::default());
        }
    }
    assert!(ready > 20, "{ready}");
}

#[test]
fn settings_of_a_project_can_do_no_harm() {
    // A link carries them too.
    let hostile = [
        UNSEEN,
        "a\"&calc&\"",
        "x'; calc #",
        "$(calc)",
        "%PATH%",
        "a\\",
    ];
    for setting in SETTINGS.iter().filter(|setting| setting.path().is_some()) {
        for value in hostile {
            for shell in ["posix", "powershell", "windows-powershell", "cmd"] {
                let mut options = options(&[("shell", shell)]);
                setting.set(&mut options, value);
                let checked = crate::check::checked(&crate::check::base()).1;
                assert_visible(&checked, &options);
            }
        }
    }
    let script = |value| {
        let set = [("shell", "cmd"), ("profile", value)];
        artifacts(crate::check::base(), "cli", &set)[0].clone()
    };
    let unsafe_ = script("a\"&calc&\"");
    assert!(!unsafe_.file_text().unwrap().contains("calc"));
    assert!(
        unsafe_
            .notes
            .iter()
            .any(|note| note.contains("leave it out"))
    );
    assert!(
        script("a&calc")
            .file_text()
            .unwrap()
            .contains("--profile \"a&calc\"")
    );
}

#[test]
fn a_hidden_character_is_named_where_it_stands() {
    let (draft, checked) = crate::check::checked(&with(&[
        ("/Description", json!("ok\u{3}\ntouch x\n#\u{1b}[201~")),
        ("/Targets/0/OwnerInformation", json!("a\u{202e}b")),
        (
            "/Tasks/0/TaskInvocationParameters/RunCommand/Comment",
            json!("a\tb"),
        ),
    ]));
    let found: Vec<_> = checked.report.violations.iter().collect();
    assert_eq!(found.len(), 3, "{found:?}");
    let says = [
        "Description has characters that can't be seen: `U+0003`, `U+001B`",
        "Owner information has a character that can't be seen: `U+202E`",
        "Comment has a character that can't be seen: `U+0009`",
    ];
    let mended = ["ok\ntouch x\n#[201~", "ab", "a b"];
    for (n, one) in found.into_iter().enumerate() {
        assert_eq!((one.slug, one.severity), (HIDDEN, Severity::Warning));
        assert_eq!(one.message, says[n]);
        let mut draft = draft.clone();
        draft.apply(&one.fixes[0]);
        assert_eq!(draft.text(&one.path), mended[n]);
    }
}

#[test]
fn ordinary_text_is_not_warned_about() {
    let block = json!({"RunCommand": {"Parameters": {
        "commands": ["if true; then", "\techo 👩\u{200d}👩\u{200d}👧 — naïve «漢字»\u{a0}!", "fi"],
    }}});
    let found = crate::check::found(&with(&[
        ("/Description", json!("two\nlines, é, ا, 🏳️‍🌈")),
        ("/Tasks/0/TaskArn", json!("AWS-RunShellScript")),
        ("/Tasks/0/TaskInvocationParameters", block),
    ]));
    assert_eq!(found, Vec::<String>::new());
    let json = json!("{\r\n\t\"a\": \"b\"\r\n}");
    let found = crate::check::found(&with(&[
        ("/Tasks/0/TaskType", json!("LAMBDA")),
        ("/Tasks/0/TaskArn", json!("SSMx")),
        (
            "/Tasks/0/TaskInvocationParameters",
            json!({"Lambda": {"Payload": json}}),
        ),
    ]));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_long_line_is_broken_where_no_word_ends() {
    let long = format!("{}'{}", "é".repeat(1500), "x".repeat(4000));
    let project = with(&[(
        "/Tasks/0/TaskInvocationParameters/RunCommand/Parameters",
        json!({"Operation": ["Scan"], "Extra": [long]}),
    )]);
    let script = artifacts(project, "cli", &[])[0].file_text().unwrap();
    assert!(script.lines().all(|line| line.len() < 1024), "{script}");
    assert!(script.contains("x'\\\n'x"));
}
