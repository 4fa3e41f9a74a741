//! Every setting in every format: the output says it, or the table says why it
//! does not. A setting or a format without an entry fails.

use maintenance_window_builder::render::{Artifact, FORMATS, Options, SETTINGS};

use super::artifacts;
use crate::check::with;
use serde_json::json;

/// What becomes of a setting in a format.
enum Entry {
    /// With this value its text or notes hold this, and without it they do not.
    Says(&'static str, &'static str),
    /// With this value its text differs.
    Differs(&'static str),
    /// It says nothing of it, and why.
    Silent(&'static str),
}
use Entry::{Differs, Says, Silent};

const ONE_SHELL: &str = "its commands are for POSIX shells, as its text says";
const NO_SHELL: &str = "there is no shell";
const NO_VARIABLE: &str = "there are no shell variables, or those of the CLI's script";
const NO_REQUEST: &str = "it sends no request";
const NO_CLI: &str = "it runs no AWS CLI, or in a way that both versions read alike";

fn entry(setting: &str, format: &str) -> Option<Entry> {
    Some(match (setting, format) {
        ("shell", "cli" | "cli-files") => Says("cmd", "%ERRORLEVEL%"),
        ("shell", "permissions" | "ticket") => Silent(ONE_SHELL),
        ("shell", "json" | "python" | "terraform" | "cloudformation" | "ics") => Silent(NO_SHELL),

        // A pager would stop version 2 at each answer.
        ("cli", "permissions") => Says("v1", "(\nset -eu\n\necho"),
        ("cli", "cli" | "cli-files") => Says("v1", "\"{\\\"a\\\": 1}\""),
        ("cli", "json" | "python" | "terraform" | "cloudformation" | "ticket" | "ics") => {
            Silent(NO_CLI)
        }

        ("region", "cli" | "cli-files") => Says("eu-central-1", "--region eu-central-1"),
        ("region", "json") => Says(
            "eu-central-1",
            "send the request with Region `eu-central-1`",
        ),
        ("region", "python") => Says("eu-central-1", "default=\"eu-central-1\""),
        ("region", "terraform") => Says("eu-central-1", "region = \"eu-central-1\""),
        ("region", "cloudformation") => Says("eu-central-1", "tasks in eu-central-1"),
        ("region", "permissions") => Says("eu-central-1", "arn:aws:ssm:eu-central-1:"),
        ("region", "ticket") => Says("eu-central-1", "--region eu-central-1"),
        ("region", "ics") => Says("eu-central-1", "Region: eu-central-1"),

        ("profile", "cli" | "cli-files" | "permissions" | "ticket") => Says("ops", "--profile ops"),
        ("profile", "json") => Says("ops", "send the request with profile `ops`"),
        ("profile", "python") => Says("ops", "default=\"ops\""),
        ("profile", "terraform") => Says("ops", "profile = \"ops\""),
        ("profile", "cloudformation") => Says("ops", "--profile ops"),
        ("profile", "ics") => Silent("whoever reads a calendar does not sign in"),

        ("account", "cli" | "cli-files") => Says("210987654321", "= 210987654321 ] ||"),
        ("account", "python") => Says("210987654321", "ACCOUNT = \"210987654321\""),
        ("account", "json") => Says(
            "210987654321",
            "send the request with account `210987654321`",
        ),
        ("account", "terraform") => {
            Says("210987654321", "allowed_account_ids = [\"210987654321\"]")
        }
        ("account", "cloudformation") => Says("210987654321", "for account 210987654321"),
        ("account", "permissions") => Says("210987654321", ":210987654321:maintenancewindow/*"),
        ("account", "ticket") => Says("210987654321", "Account: `210987654321`"),
        ("account", "ics") => Says("210987654321", "Account: 210987654321"),

        ("disabled", "cli") => Says("on", "--no-enabled"),
        ("disabled", "cli-files") => Says("on", "\"Enabled\": false"),
        ("disabled", "json") => Says("on", "\"Enabled\": false"),
        ("disabled", "python") => Says("on", "Enabled=False"),
        ("disabled", "terraform") => Says("on", "enabled                    = false"),
        ("disabled", "cloudformation") => Says("on", "creates each window enabled"),
        ("disabled", "permissions") => {
            Silent("whoever registers may enable and disable windows in any case")
        }
        ("disabled", "ticket") => Says("on", " --enabled"),
        ("disabled", "ics") => Says("on", "STATUS:TENTATIVE"),

        ("repeatable", "cli") => Says("on", "--client-token plan-"),
        ("repeatable", "cli-files" | "json") => Says("on", "\"ClientToken\": \"plan-"),
        ("repeatable", "python") => Says("on", "ClientToken=\"plan-"),
        ("repeatable", "terraform" | "cloudformation") => {
            Silent("it remembers what it created and needs no tokens")
        }
        ("repeatable", "ticket") => Says("on", "sends the same client tokens"),
        ("repeatable", "permissions" | "ics") => Silent(NO_REQUEST),

        ("fresh-tokens", "cli" | "cli-files" | "json" | "python") => Differs("second try"),
        ("fresh-tokens", "terraform" | "cloudformation") => {
            Silent("it remembers what it created and needs no tokens")
        }
        ("fresh-tokens", "permissions" | "ticket" | "ics") => Silent(NO_REQUEST),

        ("prefix", "cli" | "cli-files") => Says("PATCH_", "PATCH_WINDOW_ID"),
        (
            "prefix",
            "json" | "python" | "terraform" | "cloudformation" | "permissions" | "ticket" | "ics",
        ) => Silent(NO_VARIABLE),
        _ => return None,
    })
}

/// Text and notes of all artifacts, a file's folded lines unfolded.
fn said(format: &str, set: &[(&str, &str)]) -> String {
    let project = with(&[(
        "/Tasks/1",
        json!({
            "Name": "call", "TaskType": "LAMBDA", "TaskArn": "SSM-warm", "Priority": 2,
            "TaskInvocationParameters": {"Lambda": {"Payload": "{\"a\": 1}"}},
        }),
    )]);
    let all = artifacts(project, format, set);
    let text = |one: &Artifact| {
        let text = one.file_text().unwrap_or_default();
        [text, one.notes.join("\n")].join("\n")
    };
    let all: Vec<String> = all.iter().map(text).collect();
    all.join("\n").replace("\r\n ", "")
}

#[test]
fn every_format_says_every_setting_or_the_table_says_why_not() {
    for setting in SETTINGS {
        for format in FORMATS {
            let place = format!("{} in {}", setting.id, format.id);
            let entry = entry(setting.id, format.id)
                .unwrap_or_else(|| panic!("no entry for {place}: is it said, or why not?"));
            let with = |value: &str| said(format.id, &[(setting.id, value)]);
            match entry {
                Says(value, needle) => {
                    let usual = match value {
                        "on" => "off",
                        "v1" => "v2",
                        "cmd" => "posix",
                        _ => "",
                    };
                    let (said, without) = (with(value), with(usual));
                    assert!(said.contains(needle), "{place}: no {needle} in {said}");
                    assert!(!without.contains(needle), "{place}: {needle} without it");
                    assert!(
                        setting.matters(format),
                        "{place}: the page hides the setting"
                    );
                }
                Differs(value) => {
                    assert_ne!(with(value), with(""), "{place}");
                    assert!(setting.matters(format), "{place}");
                }
                Silent(why) => {
                    assert!(!why.is_empty());
                    for value in ["cmd", "v1", "eu-central-1", "210987654321", "on", "off"] {
                        if setting.set(&mut Options::default(), value) {
                            assert_eq!(with(value), said(format.id, &[]), "{place}");
                        }
                    }
                    assert!(
                        !setting.matters(format),
                        "{place}: the page shows the setting"
                    );
                }
            }
        }
    }
}
