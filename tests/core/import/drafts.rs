//! Random projects that AWS accepts, with texts that are special to notations.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::{Draft, FORMAT, VERSION};
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

/// Anything that has ever been special to a shell, a template or a programming language.
const PIECES: &[&str] = &[
    "a",
    "Z",
    "9",
    " ",
    "  ",
    "é",
    "💥",
    "日本",
    "'",
    "\"",
    "`",
    "\\",
    "\\n",
    "$",
    "${",
    "${x}",
    "$(x)",
    "$x",
    "$$",
    "%",
    "%{",
    "%{x}",
    "%PATH%",
    "%%",
    "{",
    "}",
    "{{",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "|",
    "&",
    ";",
    "#",
    "!",
    "*",
    "?",
    "~",
    "^",
    "@",
    "=",
    ",",
    ":",
    ": ",
    " #",
    "- ",
    "/",
    "//",
    "/*",
    "--",
    "-x",
    "<<EOT",
    "EOT",
    "!Ref x",
    "null",
    "true",
    "012",
    "1e3",
    "f'{x}'",
    "\\u0041",
    "var.x",
    "file://x",
    "=>",
    "\u{a0}",
    "“",
    "’",
    "it's",
    "!now!",
    "%%i",
    "\\",
    "C:\\tmp\\",
    "k=v",
    "007",
    "1.0",
    "&a",
    "*a",
    "{{ x }}",
];

/// A text without line breaks and without blanks at its ends.
fn text(most: usize) -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 1..6);
    pieces.prop_map(move |pieces| {
        let text: String = pieces.concat().chars().take(most).collect();
        match text.trim() {
            "" => "x".to_owned(),
            text => text.to_owned(),
        }
    })
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z][a-zA-Z0-9_.-]{2,20}"
}

fn schedule() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "rate(7 days)",
        "cron(0 2 ? * SUN *)",
        "cron(0 0 4 ? * TUE#2 *)",
        "cron(30 23 L * ? *)",
        "at(2030-05-06T07:08:09)",
    ])
    .prop_map(str::to_owned)
}

/// Members, each of which may be left out.
fn some(
    members: Vec<(&'static str, BoxedStrategy<Value>)>,
) -> impl Strategy<Value = Map<String, Value>> {
    let each: Vec<_> = members
        .into_iter()
        .map(|(name, value)| prop::option::of(value).prop_map(move |value| (name, value)))
        .collect();
    each.prop_map(|all| {
        let given = all.into_iter();
        given
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    })
}

fn value(of: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Value> {
    of.prop_map(Value::from).boxed()
}

fn window() -> impl Strategy<Value = Map<String, Value>> {
    let tags = prop::collection::btree_map(
        "[a-zA-Z][a-zA-Z0-9_.:/=+@-]{0,9}",
        "[a-zA-Z0-9 _.:/=+@-]{0,9}[a-z]",
        1..3,
    );
    let tags = tags.prop_map(|tags| {
        let pair = |(key, value)| json!({"Key": key, "Value": value});
        Value::Array(tags.into_iter().map(pair).collect())
    });
    let zones = vec!["Europe/Berlin", "America/New_York", "UTC"];
    let rest = some(vec![
        ("Description", value(text(100))),
        (
            "ScheduleTimezone",
            value(prop::sample::select(zones).prop_map(str::to_owned)),
        ),
        ("Tags", tags.boxed()),
        ("EndDate", value(Just("2035-01-01T00:00:00Z".to_owned()))),
    ]);
    (name(), schedule(), 2..24i64, any::<bool>(), rest).prop_map(
        |(name, schedule, hours, allow, rest)| {
            let mut window = Map::from_iter([
                ("Name".to_owned(), json!(name)),
                ("Schedule".to_owned(), json!(schedule)),
                ("Duration".to_owned(), json!(hours)),
                ("Cutoff".to_owned(), json!(hours / 2)),
                ("AllowUnassociatedTargets".to_owned(), json!(allow)),
            ]);
            window.extend(rest);
            window
        },
    )
}

fn target() -> impl Strategy<Value = Map<String, Value>> {
    let by_tag = (
        "[a-zA-Z][a-zA-Z0-9 _.-]{0,9}[a-z]",
        prop::collection::vec("[a-zA-Z0-9 _./=+@-]{0,9}[a-z]", 1..4),
    );
    let by_tag =
        by_tag.prop_map(|(tag, values)| json!([{"Key": format!("tag:{tag}"), "Values": values}]));
    let by_id = Just(
        json!([{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0", "mi-0123456789abcdef0"]}]),
    );
    let rest = some(vec![
        ("Name", value(name())),
        ("Description", value(text(100))),
        ("OwnerInformation", value(text(100))),
    ]);
    (prop_oneof![by_tag, by_id], rest).prop_map(|(targets, rest)| {
        let mut target = Map::from_iter([
            ("ResourceType".to_owned(), json!("INSTANCE")),
            ("Targets".to_owned(), targets),
        ]);
        target.extend(rest);
        target
    })
}

fn task() -> impl Strategy<Value = Map<String, Value>> {
    let lines = prop::collection::vec(prop_oneof![9 => text(60), 1 => Just(String::new())], 1..5);
    let shell = (
        lines,
        some(vec![
            ("Comment", value(text(90))),
            ("OutputS3KeyPrefix", value("[a-z]{1,9}")),
            ("DocumentVersion", value(Just("$LATEST".to_owned()))),
            (
                "TimeoutSeconds",
                (30..3000i64).prop_map(Value::from).boxed(),
            ),
        ]),
    );
    let shell = shell.prop_map(|(mut lines, rest)| {
        // Nothing but empty lines is no script.
        lines.insert(0, "date".to_owned());
        let mut block = Map::from_iter([("Parameters".to_owned(), json!({"commands": lines}))]);
        block.extend(rest);
        (
            "RUN_COMMAND",
            "AWS-RunShellScript",
            json!({"RunCommand": block}),
        )
    });
    let automation = Just((
        "AUTOMATION",
        "AWS-StopEC2Instance",
        json!({"Automation": {"Parameters": {"InstanceId": ["{{RESOURCE_ID}}"]}}}),
    ));
    let payload = prop_oneof![
        prop::collection::btree_map(text(9), text(30), 0..3).prop_map(|map| json!(map).to_string()),
        text(60),
    ];
    let lambda = payload.prop_map(|payload| {
        let block = json!({"Lambda": {"Payload": payload, "Qualifier": "$LATEST"}});
        (
            "LAMBDA",
            "arn:aws:lambda:eu-west-1:123456789012:function:SSM-x",
            block,
        )
    });
    let input = prop::collection::btree_map(text(9), text(30), 0..3);
    let states = input.prop_map(|input| {
        let block = json!({"StepFunctions": {"Input": json!(input).to_string()}});
        (
            "STEP_FUNCTIONS",
            "arn:aws:states:eu-west-1:123456789012:stateMachine:SSM-x",
            block,
        )
    });
    let rest = some(vec![
        ("Name", value(name())),
        ("Description", value(text(100))),
        ("CutoffBehavior", value(Just("CANCEL_TASK".to_owned()))),
    ]);
    (prop_oneof![3 => shell.boxed(), 1 => automation.boxed(), 1 => lambda.boxed(), 1 => states.boxed()], 1..9i64, rest)
        .prop_map(|((kind, arn, block), priority, rest)| {
            let mut task = Map::from_iter([
                ("TaskType".to_owned(), json!(kind)),
                ("TaskArn".to_owned(), json!(arn)),
                ("Priority".to_owned(), json!(priority)),
                ("MaxConcurrency".to_owned(), json!("50%")),
                ("MaxErrors".to_owned(), json!("1")),
                ("TaskInvocationParameters".to_owned(), block),
            ]);
            task.extend(rest);
            task
        })
}

/// A project that is right: whatever the check refuses is left out.
pub fn drafts() -> impl Strategy<Value = Draft> {
    let parts = (
        prop::collection::vec(target(), 1..4),
        prop::collection::vec(task(), 0..4),
    );
    let windows = prop::collection::vec((window(), parts), 1..3);
    windows.prop_filter_map("errors", |windows| {
        let windows: Vec<Value> = windows
            .into_iter()
            .enumerate()
            .map(|(at, (mut window, (mut targets, mut tasks)))| {
                let name = window["Name"].as_str().unwrap_or_default();
                window["Name"] = json!(format!("{name}{at}"));
                for (number, target) in targets.iter_mut().enumerate() {
                    target.insert("$ref".to_owned(), json!(format!("t{}", number + 1)));
                }
                let count = targets.len();
                for (number, task) in tasks.iter_mut().enumerate() {
                    let to = format!("$t{}", number % count + 1);
                    let targets = json!([{"Key": "WindowTargetIds", "Values": [to]}]);
                    task.insert("Targets".to_owned(), targets);
                }
                window.insert("Targets".to_owned(), json!(targets));
                window.insert("Tasks".to_owned(), json!(tasks));
                Value::Object(window)
            })
            .collect();
        let file = json!({"format": FORMAT, "version": VERSION, "Windows": windows});
        let draft = Draft::from_json(&file).ok()?;
        (!check(&draft, now()).report.has_errors()).then_some(draft)
    })
}
