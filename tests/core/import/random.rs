//! Random projects, valid and awkward: every type of task, and texts that a shell or a
//! notation could take for its own.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

use crate::check::now;

/// How many random projects each property looks at: `PROPTEST_CASES`, or 200.
pub fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok();
    let cases = cases.and_then(|text| text.parse().ok()).unwrap_or(200);
    ProptestConfig {
        failure_persistence: None,
        // The same projects each time: what fails here fails everywhere.
        rng_seed: RngSeed::Fixed(cases.into()),
        ..ProptestConfig::with_cases(cases)
    }
}

/// A text in one line.
fn text() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "it's",
        "say \"hi\"",
        "$HOME",
        "${A}",
        "$(id)",
        "`id`",
        "%PATH%",
        "100%",
        "!now!",
        "a^b",
        "a\\b",
        "C:\\tmp\\",
        "#no",
        "a;b",
        "a|b",
        "a&b",
        "<x>",
        "{a}",
        "[b]",
        "@c",
        "a,b",
        "k=v",
        "é",
        "日本",
        "'",
        "\"",
        "''",
        "--x",
        "file://y",
        "null",
        "true",
        "007",
        "1.0",
        "- a",
        "a: b",
        "&a",
        "*a",
        "~",
        "%%i",
        "$$",
        "{{ x }}",
        "(b)",
        "/* c */",
    ]);
    let part = prop_oneof![3 => "[a-z]{1,6}".boxed(), 2 => awkward.prop_map(str::to_owned).boxed()];
    prop::collection::vec(part, 1..5).prop_map(|parts| parts.join(" "))
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z0-9][A-Za-z0-9_.-]{2,12}"
}

fn script() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        4 => text().boxed(),
        1 => Just("if [ -f /a ]; then".to_owned()).boxed(),
        1 => Just("  indented \\".to_owned()).boxed()
    ];
    prop::collection::vec(line, 1..4)
}

fn target() -> impl Strategy<Value = Value> {
    (prop::option::of(name()), prop::option::of(text()), prop::collection::vec("[a-z]{1,8}", 1..3)).prop_map(
        |(name, description, values)| {
            let mut out = json!({"ResourceType": "INSTANCE", "Targets": [{"Key": "tag:Role", "Values": values}]});
            put(&mut out, "Name", name);
            put(&mut out, "Description", description);
            out
        },
    )
}

fn put(out: &mut Value, key: &str, value: Option<String>) {
    if let (Some(members), Some(value)) = (out.as_object_mut(), value) {
        members.insert(key.to_owned(), value.into());
    }
}

fn parameters() -> impl Strategy<Value = Value> {
    let run = (script(), prop::option::of(text()), 30u32..900).prop_map(|(commands, comment, timeout)| {
        let mut run = json!({"Parameters": {"commands": commands}, "TimeoutSeconds": timeout});
        put(&mut run, "Comment", comment);
        json!({"TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript", "MaxConcurrency": "50%", "MaxErrors": "10%",
            "TaskInvocationParameters": {"RunCommand": run}})
    });
    let automation = Just(
        json!({"TaskType": "AUTOMATION", "TaskArn": "AWS-StopEC2Instance", "MaxConcurrency": "1", "MaxErrors": "1",
        "TaskInvocationParameters": {"Automation": {"DocumentVersion": "$DEFAULT", "Parameters": {"InstanceId": ["{{RESOURCE_ID}}"]}}}}),
    );
    let lambda = (text(), text()).prop_map(|(key, value)| {
        let mut payload = Map::new();
        payload.insert(key, value.into());
        json!({"TaskType": "LAMBDA", "TaskArn": "arn:aws:lambda:eu-central-1:123456789012:function:SSM-tell", "MaxConcurrency": "1", "MaxErrors": "1",
            "TaskInvocationParameters": {"Lambda": {"Payload": Value::Object(payload).to_string(), "Qualifier": "$LATEST"}}})
    });
    let step = text().prop_map(|value| {
        json!({"TaskType": "STEP_FUNCTIONS", "TaskArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:SSM-tell", "MaxConcurrency": "1", "MaxErrors": "1",
            "TaskInvocationParameters": {"StepFunctions": {"Input": json!({"a": value}).to_string()}}})
    });
    prop_oneof![
        run.boxed(),
        automation.boxed(),
        lambda.boxed(),
        step.boxed()
    ]
}

fn task(targets: usize) -> impl Strategy<Value = Value> {
    (
        parameters(),
        prop::option::of(name()),
        prop::option::of(text()),
        0u32..5,
        0..targets.max(1),
    )
        .prop_map(move |(mut out, name, description, priority, on)| {
            put(&mut out, "Name", name);
            put(&mut out, "Description", description);
            let on = match targets {
                0 => json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}]),
                _ => json!([{"Key": "WindowTargetIds", "Values": [format!("$t{}", on + 1)]}]),
            };
            if let Some(members) = out.as_object_mut() {
                members.insert("Priority".into(), priority.into());
                members.insert("Targets".into(), on);
            }
            out
        })
}

fn window() -> impl Strategy<Value = Value> {
    let schedule = prop::sample::select(vec![
        "cron(0 2 ? * SUN#2 *)",
        "rate(7 days)",
        "at(2027-06-01T03:00:00)",
        "cron(30 22 ? * MON-FRI *)",
    ]);
    let tag = (name(), text()).prop_map(|(key, value)| json!({"Key": key, "Value": value.replace(['$', '!', '"', '\'', '`', '%', '^', '\\', '#', ';', '|', '&', '<', '>', '{', '}', '[', ']', '(', ')', ',', '*', '~'], "")}));
    (name(), prop::option::of(text()), schedule, any::<bool>(), prop::option::of(tag), prop::collection::vec(target(), 0..3)).prop_flat_map(
        |(name, description, schedule, unassociated, tag, targets)| {
            let tasks = prop::collection::vec(task(targets.len()), 0..3);
            tasks.prop_map(move |tasks| {
                let targets: Vec<Value> = targets.iter().cloned().enumerate().map(|(at, mut target)| {
                    put(&mut target, "$ref", Some(format!("t{}", at + 1)));
                    target
                }).collect();
                let mut out = json!({"Name": name, "Schedule": schedule, "ScheduleTimezone": "Europe/Vienna", "Duration": 4, "Cutoff": 1,
                    "AllowUnassociatedTargets": unassociated || targets.is_empty(), "Targets": targets, "Tasks": tasks});
                put(&mut out, "Description", description.clone());
                if let (Some(members), Some(tag)) = (out.as_object_mut(), &tag) {
                    members.insert("Tags".into(), json!([tag]));
                }
                out
            })
        },
    )
}

/// A project of one or two windows in which the check finds no error.
pub fn projects() -> impl Strategy<Value = Draft> {
    let any = prop::collection::vec(window(), 1..3).prop_map(|windows| {
        let file =
            json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows});
        import::project(file.to_string().as_bytes()).expect("a project")
    });
    any.prop_filter("a project without errors", |draft| {
        !check(draft, now()).report.has_errors()
    })
}
