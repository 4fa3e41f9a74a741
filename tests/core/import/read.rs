//! What people already have, read back: what was written by the page gives the
//! same plan, the forms that people use are read, and nothing panics.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::read::{Kind, Outcome, read};
use maintenance_window_builder::render::{CliVersion, Options, Wanted, format};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

use crate::check::now;

/// The requests of a draft, as their JSON bodies; what a plan is compared by.
pub fn requests(draft: &Draft) -> Vec<String> {
    let checked = check(draft, now());
    let options = Options {
        repeatable: false,
        ..Options::default()
    };
    let json = format("json").expect("a format");
    let artifacts = (json.render)(&checked.plan, &options, Wanted::All);
    let texts = artifacts.iter().map(|a| a.file_text());
    texts.map(|text| text.expect("a whole request")).collect()
}

pub fn script_of(outcome: &Outcome) -> Vec<String> {
    requests(outcome.draft.as_ref().expect("something was read"))
}

#[test]
fn what_is_written_is_read_as_the_same_plan() {
    for example in EXAMPLES {
        let draft = example.draft();
        let plan = check(&draft, now()).plan;
        for id in ["cli", "json", "cloudformation", "terraform"] {
            for cli in [CliVersion::V2, CliVersion::V1] {
                let options = Options {
                    cli,
                    ..Options::default()
                };
                let written = (format(id).expect("a format").render)(&plan, &options, Wanted::All);
                // CloudFormation has its template as YAML and as JSON; JSON a body for each request.
                let texts: Vec<String> = match id {
                    "json" => vec![
                        written
                            .iter()
                            .filter_map(|a| a.file_text())
                            .collect::<String>(),
                    ],
                    "cli" => written
                        .iter()
                        .take(1)
                        .filter_map(|a| a.file_text())
                        .collect(),
                    _ => written.iter().filter_map(|a| a.file_text()).collect(),
                };
                for text in texts {
                    let outcome = read("", &text);
                    assert_eq!(
                        script_of(&outcome),
                        requests(&draft),
                        "{} as {id}\n{text}",
                        example.id
                    );
                }
            }
        }
    }
}

/// The windows that a text is read as, without what belongs to the page.
pub fn windows(text: &str) -> Value {
    windows_of(&read("", text))
}

/// The windows that were read, without what belongs to the page.
pub fn windows_of(outcome: &Outcome) -> Value {
    fn plain(value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let own = |name: &String| name.starts_with('$') && name != "$existing";
                let members = members.iter().filter(|(name, _)| !own(name));
                Value::Object(
                    members
                        .map(|(name, value)| (name.clone(), plain(value)))
                        .collect(),
                )
            }
            Value::Array(items) => items.iter().map(plain).collect(),
            other => other.clone(),
        }
    }
    plain(&Value::Array(outcome.windows.clone()))
}

pub fn notes(text: &str) -> Vec<(usize, Kind, &'static str)> {
    let notes = read("", text).notes;
    notes
        .iter()
        .map(|noted| (noted.position.line, noted.note.kind, noted.note.slug))
        .collect()
}

#[test]
fn a_page_of_a_wiki_is_read() {
    let text = "Run this:\n\n```bash\n$ ID=$(aws ssm create-maintenance-window --name weekly \\\n    --schedule 'rate(7 days)' --duration 2 --cutoff 1 \\\n    --no-allow-unassociated-targets --query WindowId --output text)\n$ aws ssm register-target-with-maintenance-window --window-id \"$ID\" \\\n    --resource-type INSTANCE --targets Key=tag:Role,Values=web,db\n```\n";
    assert_eq!(
        windows(text),
        json!([{
            "Name": "weekly", "Schedule": "rate(7 days)", "Duration": "2", "Cutoff": "1",
            "AllowUnassociatedTargets": "false",
            "Targets": [{"ResourceType": "INSTANCE", "Targets": [{"Key": "tag:Role", "Values": ["web", "db"]}]}]
        }])
    );
    let only_ignored = notes(text)
        .iter()
        .all(|(_, kind, _)| *kind == Kind::Ignored);
    assert!(only_ignored, "{:?}", notes(text));
}

#[test]
fn undefined_variables_stay_as_they_were_written() {
    let text = "aws ssm create-maintenance-window --name \"patch-$STAGE\" --schedule \"${CRON:-rate(1 day)}\"";
    let outcome = read("", text);
    assert_eq!(outcome.windows[0]["Name"], "patch-$STAGE");
    assert_eq!(outcome.windows[0]["Schedule"], "rate(1 day)");
    assert_eq!(notes(text), [(1, Kind::Open, "unknown-value")]);
}

#[test]
fn an_undefined_target_is_no_reference_of_the_plan() {
    let text = "aws ssm register-task-with-maintenance-window --window-id mw-0123456789abcdef0 --task-type AUTOMATION --task-arn AWS-StopEC2Instance --targets Key=WindowTargetIds,Values=$t1";
    let outcome = read("", text);
    assert_eq!(
        outcome.windows[0]["Tasks"][0]["Targets"][0]["Values"],
        json!(["$t1"])
    );
    assert!(outcome.windows[0].get("Targets").is_none());
    assert!(notes(text).contains(&(1, Kind::Open, "unknown-value")));
}

#[test]
fn an_undefined_target_does_not_become_a_reference_by_its_name() {
    let text = "aws ssm create-maintenance-window --name a-b
aws ssm register-target-with-maintenance-window --window-id $W --resource-type INSTANCE --targets Key=tag:a,Values=b
aws ssm register-target-with-maintenance-window --window-id $W --resource-type INSTANCE --targets Key=tag:c,Values=d
aws ssm register-task-with-maintenance-window --window-id $W --task-type AUTOMATION --task-arn AWS-StopEC2Instance --targets Key=WindowTargetIds,Values=$t1,mw";
    let window = &read("", text).windows[0];
    let names = [&window["Targets"][0]["$ref"], &window["Targets"][1]["$ref"]];
    assert!(!names.contains(&&json!("t1")), "{names:?}");
    assert_eq!(
        window["Tasks"][0]["$open"],
        json!({"Targets.Values": "$t1"})
    );
}

#[test]
fn the_project_says_which_values_are_open() {
    let text = "aws ssm create-maintenance-window --name \"patch-$STAGE\" --schedule \"$CRON\" --description 'costs $5 in $STAGE'
aws ssm register-task-with-maintenance-window --window-id $W --task-type LAMBDA --task-arn f --targets Key=InstanceIds,Values=$NODES \\
  --task-invocation-parameters 'Lambda={Payload=fileb://p.json}'
aws ssm register-task-with-maintenance-window --window-id $OTHER --task-type AUTOMATION --task-arn $DOC --task-invocation-parameters file://p.json";
    let outcome = read("", text);
    let window = &outcome.windows[0];
    assert_eq!(
        window["$open"],
        json!({"Name": "$STAGE", "Schedule": "$CRON"})
    );
    assert_eq!(
        window["Tasks"][0]["$open"],
        json!({"Targets.Values": "$NODES"})
    );
    assert_eq!(
        window["Tasks"][1]["$open"],
        json!({"TaskArn": "$DOC", "TaskInvocationParameters": "file://p.json"})
    );
    let draft = outcome.draft.expect("a draft");
    let open: Vec<String> = maintenance_window_builder::check::to_fill_in(&draft)
        .into_iter()
        .map(|one| one.text)
        .collect();
    assert_eq!(open, ["$STAGE", "$CRON", "$NODES", "$DOC", "file://p.json"]);
}

#[test]
fn loops_functions_and_files_are_followed() {
    let text = "make() {\n  aws ssm create-maintenance-window --cli-input-json file://w.json --name \"$1\"\n}\ncat > w.json <<EOF\n{\"Schedule\": \"rate(1 day)\", \"Duration\": 2, \"Cutoff\": 0}\nEOF\nfor name in one two; do\n  make \"w-$name\"\ndone\n";
    let names: Vec<Value> = read("", text)
        .windows
        .iter()
        .map(|w| w["Name"].clone())
        .collect();
    assert_eq!(names, [json!("w-one"), json!("w-two")]);
}

#[test]
fn answers_keep_their_ids() {
    let text = r#"{"WindowId": "mw-0123456789abcdef0", "Name": "nightly", "Schedule": "rate(1 day)", "Duration": 2, "Cutoff": 1, "Enabled": true}
{"Targets": [{"WindowId": "mw-0123456789abcdef0", "WindowTargetId": "e32eecb2-646c-4f4b-8ed1-205fbEXAMPLE", "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:a", "Values": ["b"]}]}]}"#;
    let outcome = read("", text);
    assert_eq!(outcome.windows.len(), 1);
    assert_eq!(outcome.windows[0]["$id"], "mw-0123456789abcdef0");
    assert!(outcome.windows[0]["Targets"][0].get("$id").is_some());
}

#[test]
fn templates_in_yaml_are_worked_out() {
    let text = "Parameters:\n  Stage: {Type: String, Default: live}\nResources:\n  Task:\n    Type: AWS::SSM::MaintenanceWindowTask\n    Properties:\n      WindowId: !Ref Nightly\n      TaskType: LAMBDA\n      TaskArn: !GetAtt Function.Arn\n  Nightly:\n    Type: AWS::SSM::MaintenanceWindow\n    Properties:\n      Name: !Sub 'w-${Stage}'\n      Schedule: !Join ['', ['rate(', 1, ' day)']]\n";
    let outcome = read("", text);
    assert_eq!(outcome.windows.len(), 1);
    assert_eq!(outcome.windows[0]["Name"], "w-live");
    assert_eq!(outcome.windows[0]["Schedule"], "rate(1 day)");
    assert_eq!(
        outcome.windows[0]["Tasks"][0]["TaskArn"],
        "!GetAtt Function.Arn"
    );
    assert_eq!(notes(text), [(9, Kind::Open, "unknown-value")]);
}

#[test]
fn a_repair_shows_what_was_written() {
    for (text, kind, says) in [
        (
            "aws ssm create-maintenance-window --name a-b --no-allow-unassociated-targets true",
            Kind::Repaired,
            "no-allow-unassociated-targets true",
        ),
        (
            "aws ssm create-maintenance-window --name a-b --colour red",
            Kind::Unread,
            "--colour red",
        ),
        (
            "aws ssm create-maintenance-window --name “a-b”",
            Kind::Repaired,
            "typographic",
        ),
        (
            "{\"TaskType\": \"RUN_COMMAND\", \"TaskArn\": \"AWS-RunShellScript\", \"TaskInvocationParameters\": {\"RunCommand\": {\"Parameters\": {\"commands\": \"df\"}}}}",
            Kind::Repaired,
            "`df`",
        ),
        (
            "{\"Name\": \"a-b\", \"Schedule\": \"rate(1 day)\", \"Colour\": 1}",
            Kind::Unread,
            "Colour",
        ),
        (
            "{\"Name\": \"a-b\", \"Schedule\": \"rate(1 day)\",}",
            Kind::Repaired,
            "",
        ),
    ] {
        let outcome = read("", text);
        assert!(outcome.draft.is_some(), "{text}");
        let said = outcome
            .notes
            .iter()
            .any(|noted| noted.note.kind == kind && noted.note.message.contains(says));
        assert!(said || says.is_empty(), "{text}: {:?}", outcome.notes);
    }
}

#[test]
fn nothing_read_says_why() {
    for text in [
        "",
        "Dear team, the window is on Sunday.",
        "{}",
        "[]",
        "{\"a\": [1, 2]}",
        "aws ssm",
        "aws s3 ls",
        "\u{0}",
    ] {
        let outcome = read("", text);
        assert!(
            outcome.draft.is_none() && !outcome.notes.is_empty(),
            "{text:?}"
        );
    }
}

#[test]
fn a_huge_or_deep_text_is_answered_at_once() {
    let begin = std::time::Instant::now();
    for text in [
        "[".repeat(300_000),
        "{\"a\":".repeat(50_000),
        "aws ssm create-maintenance-window --name a ".repeat(4_000),
        "$(".repeat(50_000),
        "for a in b; do\n".repeat(10_000),
        [
            "aws ssm create-maintenance-window --name ",
            &"'".repeat(100_000),
        ]
        .concat(),
        [
            "a: &a [x]\nAWS::SSM::MaintenanceWindow: ",
            &"*a ".repeat(20_000),
        ]
        .concat(),
        "x".repeat(100_000_000),
    ] {
        read("", &text);
    }
    let took = begin.elapsed();
    assert!(took < std::time::Duration::from_secs(60), "{took:?}");
}

static CORPUS: LazyLock<Vec<String>> = LazyLock::new(corpus);

fn corpus() -> Vec<String> {
    let mut all: Vec<String> = EXAMPLES.iter().map(|e| (e.text)().to_owned()).collect();
    for example in EXAMPLES {
        let plan = check(&example.draft(), now()).plan;
        for id in ["cli", "cloudformation", "terraform"] {
            let written =
                (format(id).expect("a format").render)(&plan, &Options::default(), Wanted::All);
            all.extend(written.iter().filter_map(|a| a.file_text()));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_change_of_any_text_is_answered(
        which in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, "[\\PC\n\"'$`{}()\\[\\]\\\\]{0,6}"), 1..8),
    ) {
        let mut text: Vec<char> = which.get(&CORPUS).chars().collect();
        for (at, length, new) in &cuts {
            let from = at.index(text.len() + 1);
            let to = (from + length).min(text.len());
            text.splice(from..to, new.chars());
        }
        let outcome = read("", &text.into_iter().collect::<String>());
        prop_assert!(outcome.draft.is_some() || !outcome.notes.is_empty());
    }
}

#[test]
fn two_equal_resources_of_a_template_are_two() {
    let target = |name: &str| {
        format!(
            "  {name}:\n    Type: AWS::SSM::MaintenanceWindowTarget\n    Properties:\n      WindowId: !Ref W\n      ResourceType: INSTANCE\n      Targets:\n        - Key: InstanceIds\n          Values: [i-0123456789abcdef0]\n"
        )
    };
    let window = "Resources:\n  W:\n    Type: AWS::SSM::MaintenanceWindow\n    Properties:\n      Name: weekly\n      Schedule: rate(7 days)\n      Duration: 2\n      Cutoff: 1\n      AllowUnassociatedTargets: false\n";
    let template = [window, &target("A"), &target("B")].concat();
    let targets = |text: &str| windows(text)[0]["Targets"].as_array().unwrap().len();
    assert_eq!(targets(&template), 2);
    let block = |name: &str| {
        format!(
            "resource \"aws_ssm_maintenance_window_target\" \"{name}\" {{\n  window_id = aws_ssm_maintenance_window.w.id\n  resource_type = \"INSTANCE\"\n  targets {{\n    key = \"InstanceIds\"\n    values = [\"i-0123456789abcdef0\"]\n  }}\n}}\n"
        )
    };
    let window = "resource \"aws_ssm_maintenance_window\" \"w\" {\n  name = \"weekly\"\n  schedule = \"rate(7 days)\"\n  duration = 2\n  cutoff = 1\n}\n";
    assert_eq!(targets(&[window, &block("a"), &block("b")].concat()), 2);
}
