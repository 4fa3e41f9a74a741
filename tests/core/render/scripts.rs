//! What a script does besides its requests: it says what it is, stops in another account, tries again what AWS does not
//! know yet, and shows what exists in the end.

use maintenance_window_builder::check::check;
use maintenance_window_builder::lifecycle::{PACKS, pack};
use maintenance_window_builder::render::{Options, Wanted, format};
use serde_json::{Value, json};

use super::{artifacts, settle};
use crate::check::{base, draft, now, with};

const SHELLS: [&str; 4] = ["posix", "powershell", "windows-powershell", "cmd"];

/// The script of a format, as a file.
fn script(project: &Value, id: &str, set: &[(&str, &str)]) -> String {
    artifacts(project.clone(), id, set)[0].file_text().unwrap()
}

fn of_pack(project: &Value, id: &str, name: &str, set: &[(&str, &str)]) -> String {
    let mut draft = draft(project);
    let options = settle(&mut draft, set);
    let plan = check(&draft, now()).plan;
    let checked = pack(name).unwrap().check(&draft, &plan, None);
    let all = (format(id).unwrap().render)(&checked.plan, &options, Wanted::All);
    all[0].file_text().unwrap()
}

fn without_role() -> Value {
    with(&[("/Tasks/0/ServiceRoleArn", Value::Null)])
}

#[test]
fn a_script_stops_in_another_account_than_the_projects() {
    for shell in SHELLS {
        for id in ["cli", "cli-files"] {
            for cli in ["v1", "v2"] {
                let text = script(&base(), id, &[("shell", shell), ("cli", cli)]);
                let guard = text.find("sts get-caller-identity").expect(&text);
                assert!(guard < text.find("create-maintenance-window").unwrap());
                assert!(text.contains("not 123456789012"), "{text}");
                // The setting goes before what the ARNs name.
                let set = [("shell", shell), ("cli", cli), ("account", "210987654321")];
                let text = script(&base(), id, &set);
                assert!(text.contains("not 210987654321"), "{text}");
                // Without an account there is nothing to compare.
                let text = script(&without_role(), id, &[("shell", shell), ("cli", cli)]);
                assert!(!text.contains("sts "), "{text}");
            }
        }
        // Taking away, too.
        for one in PACKS {
            let text = of_pack(&base(), "cli", one.id, &[("shell", shell)]);
            assert!(text.contains("not 123456789012"), "{}: {text}", one.id);
        }
    }
    let text = script(&base(), "python", &[]);
    assert!(text.contains("ACCOUNT = \"123456789012\"") && text.contains("get_caller_identity"));
    assert!(!script(&without_role(), "python", &[]).contains("\"sts\""));
    // The same Region and credentials are asked as are used.
    let set = [("region", "eu-west-1"), ("profile", "ops")];
    let text = script(&base(), "cli", &set);
    assert!(text.contains("get-caller-identity --region eu-west-1 --profile ops"));
}

#[test]
fn a_script_says_what_it_is_and_which_warnings_were_open() {
    let project = with(&[
        ("/Name", json!("Prod")),
        (
            "/Tasks/0/Targets",
            json!([{"Key": "InstanceIds", "Values": ["i-0123456789EXAMPLE"]}]),
        ),
        (
            "^/Settings",
            json!({"Region": "eu-west-1", "Account": "210987654321"}),
        ),
    ]);
    for (id, shell, mark) in [
        // A text for the command that does nothing: an interactive zsh knows no comments.
        ("cli", "posix", "\n"),
        ("cli-files", "posix", "\n"),
        ("cli", "powershell", "# "),
        ("cli", "windows-powershell", "# "),
        ("cli", "cmd", "rem "),
        ("python", "posix", "# "),
    ] {
        let Some(artifact) = artifacts(project.clone(), id, &[("shell", shell)])
            .into_iter()
            .next()
        else {
            panic!("{id}");
        };
        let Some(text) = artifact.file_text() else {
            // An id from an example may be an error: then only the other warning stays.
            continue;
        };
        let says = |line: &str| text.contains(&[mark, line].concat());
        assert!(text.contains("Creates maintenance windows with their targets and tasks."));
        assert!(says("Plan: Prod"), "{id} {shell}: {text}");
        assert!(
            says("Account: 210987654321") && says("Region: eu-west-1"),
            "{text}"
        );
        assert!(says("Made on 2026-11-22 with"), "{text}");
        assert!(
            says("Open warnings:") && text.contains("ServiceRoleArn: "),
            "{text}"
        );
    }
    let text = script(
        &with(&[("^/Settings", json!({"Account": "210987654321"}))]),
        "cli",
        &[],
    );
    assert!(
        text.contains("\n- Windows[0].Tasks[0].ServiceRoleArn: The ARN is in"),
        "{text}"
    );
    assert!(!script(&base(), "cli", &[]).contains("Open warnings"));
}

/// A link may bring any text: nothing in a comment ends the comment.
#[test]
fn a_comment_stays_a_comment() {
    let hostile = "x\n aws iam delete-user\r\n\u{2028}& del %PATH% ^ | \"\u{85}\u{0}'''\"\"\"";
    let role = format!("arn:aws:iam::123456789012:role/{hostile}");
    let project = with(&[
        (
            "^/Settings",
            json!({"Region": hostile, "Account": hostile, "Profile": hostile}),
        ),
        ("/Tasks/0/Description", json!(hostile)),
        ("/Tasks/0/LoggingInfo", json!({"S3BucketName": role})),
    ]);
    for (id, shell) in [
        ("cli", "posix"),
        ("cli", "powershell"),
        ("cli", "cmd"),
        ("python", "posix"),
    ] {
        for text in artifacts(project.clone(), id, &[("shell", shell)])
            .iter()
            .take(1)
            .filter_map(|one| one.file_text())
        {
            if (id, shell) == ("cli", "posix") {
                let (head, _) = text.split_once("\n(\n").unwrap();
                let said = head.strip_prefix("#!/bin/sh\n: '").unwrap();
                let said = said.strip_suffix('\'').unwrap().replace("'\\''", "");
                assert!(!said.contains('\''), "{head}");
                assert!(!said.contains(|c: char| c.is_control() && c != '\n'));
                continue;
            }
            let mark = if shell == "cmd" { "rem " } else { "# " };
            let head = text
                .lines()
                .take_while(|line| !line.starts_with(['(', '&', 's', '"']));
            for line in head.filter(|line| !line.starts_with("#!") && !line.starts_with("@echo")) {
                assert!(line.starts_with(mark), "{line}");
                let ends = |c: char| c.is_control() || c == '\u{2028}';
                assert!(!line.contains(ends), "{line:?}");
                assert!(!line.contains("delete-user"), "{line}");
            }
        }
    }
}

#[test]
fn a_request_that_names_what_is_new_is_tried_again() {
    for (shell, mark) in [
        ("posix", "try_again aws ssm register-"),
        ("powershell", "Invoke-Again { aws ssm register-"),
        ("windows-powershell", "Invoke-Again { aws ssm register-"),
        ("cmd", "if %ERRORLEVEL% equ 75 goto request_"),
    ] {
        let text = script(&base(), "cli", &[("shell", shell)]);
        assert!(text.contains("DoesNotExistException"), "{text}");
        // The target and the task, but not the window.
        assert_eq!(text.matches(mark).count(), 2, "{text}");
        // In a window that exists only the task names something new.
        let existing = with(&[
            ("/$existing", json!(true)),
            ("/WindowId", json!("mw-0123456789abcdef0")),
        ]);
        let text = script(&existing, "cli", &[("shell", shell)]);
        assert_eq!(text.matches(mark).count(), 1, "{text}");
        // Nothing is new to those who only look.
        let text = of_pack(&base(), "cli", "verify", &[("shell", shell)]);
        assert!(!text.contains("DoesNotExistException"), "{text}");
    }
    let text = script(&base(), "python", &[]);
    assert!(text.contains("needs-retry.ssm") && text.contains("DoesNotExistException"));
}

#[test]
fn a_script_ends_with_a_look_at_each_window() {
    for shell in SHELLS {
        let text = script(&base(), "cli", &[("shell", shell)]);
        let look = text.rfind("get-maintenance-window").unwrap();
        assert!(look > text.rfind("register-task").unwrap(), "{text}");
        assert_eq!(text.matches("NextExecutionTime:").count(), 1, "{text}");
        let text = of_pack(&base(), "cli", "update", &[("shell", shell)]);
        assert_eq!(text.matches("NextExecutionTime:").count(), 1, "{text}");
        for looks_only in ["verify", "diagnose", "rollback"] {
            let text = of_pack(&base(), "cli", looks_only, &[("shell", shell)]);
            assert!(!text.contains("NextExecutionTime:"), "{text}");
        }
    }
    assert!(script(&base(), "python", &[]).contains("NextExecutionTime"));
}

#[test]
fn an_update_is_followed_by_its_next_run() {
    let draft = draft(&base());
    let plan = check(&draft, now()).plan;
    let checked = pack("update").unwrap().check(&draft, &plan, None);
    let all = (format("cli").unwrap().render)(&checked.plan, &Options::default(), Wanted::All);
    let alone: Vec<String> = all[1..]
        .iter()
        .map(|one| one.file_text().unwrap())
        .collect();
    let looks = |text: &String| text.contains("NextExecutionTime");
    assert!(alone[0].contains("update-maintenance-window") && looks(&alone[0]));
    assert!(!alone[1..].iter().any(looks));
}

#[test]
fn diagnose_hands_on_the_ids_of_executions_in_one_script() {
    let window = [("/$id", json!("mw-0123456789abcdef0"))];
    let text = of_pack(&with(&window), "cli", "diagnose", &[]);
    for id in ["WINDOW_EXECUTION_ID", "TASK_EXECUTION_ID", "INVOCATION_ID"] {
        let set = text.find(&format!("\n{id}=$(")).expect(&text);
        let used = text.find(&format!("\"${id}\"")).unwrap();
        assert!(set < used, "{id}: {text}");
    }
    assert!(text.contains("AWS_RETRY_MODE=adaptive"));
    assert!(!text.contains("\"$WINDOW_ID\""));
    // Of two windows the runs of the last are followed.
    let mut two = with(&window);
    let windows = two["Windows"].as_array_mut().unwrap();
    windows.push(windows[0].clone());
    let text = of_pack(&two, "cli", "diagnose", &[]);
    assert_eq!(text.matches("WINDOW_EXECUTION_ID=$(").count(), 1, "{text}");
    let text = of_pack(&with(&window), "python", "diagnose", &[]);
    assert!(!text.contains("os.environ"), "{text}");
}

/// The commands may be run again, over roles that exist, and beside those of another project.
#[test]
fn roles_are_created_again_without_harm() {
    let of = |name: &str| {
        let all = artifacts(with(&[("/Name", json!(name))]), "permissions", &[]);
        let script = all
            .iter()
            .find(|one| one.file == "create-roles.sh")
            .unwrap();
        script.file_text().unwrap()
    };
    let text = of("Patch-Prod");
    assert!(text.contains("aws iam get-role"), "{text}");
    assert!(text.contains("create-policy-version"), "{text}");
    assert!(
        text.contains("--policy-name maintenance-window-tasks-Patch-Prod"),
        "{text}"
    );
    assert!(
        text.contains("--policy-name maintenance-window-operator-Patch-Prod"),
        "{text}"
    );
    assert!(text.contains("not 123456789012"), "{text}");
    assert!(!of("Patch-Dev").contains("Patch-Prod"));
    assert!(of(&"x".repeat(128)).contains("maintenance-window-operator-xxx"));
}

#[test]
fn a_calendar_without_a_run_says_why() {
    {
        let changes = [
            ("/$existing", json!(true)),
            ("/WindowId", json!("mw-0123456789abcdef0")),
        ];
        let text = script(&with(&changes), "ics", &[]);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
        assert!(text.contains("\r\nX-WR-CALDESC:"), "{text}");
        assert!(
            text.ends_with("END:VCALENDAR\r\n") && !text.contains("VEVENT"),
            "{text}"
        );
    }
    assert!(!script(&base(), "ics", &[]).contains("X-WR-CALDESC"));
}

/// What the CLI reads has no mark in front, whichever shell sends it; and Windows PowerShell is told how to save it.
#[test]
fn request_files_are_ascii_without_a_mark() {
    for shell in SHELLS {
        let all = artifacts(base(), "cli-files", &[("shell", shell)]);
        for file in all.iter().filter(|one| one.file.ends_with(".json")) {
            assert!(file.file_bytes().unwrap().is_ascii(), "{}", file.file);
            let told = file
                .notes
                .iter()
                .any(|note| note.contains("without a byte order mark"));
            assert_eq!(told, shell.contains("powershell"), "{shell}");
        }
    }
}
