//! Client tokens: one for each creation, wherever its request is shown.

use std::collections::{BTreeMap, BTreeSet};

use maintenance_window_builder::check::is_made_token;
use maintenance_window_builder::check::{Checked, Plan, check};
use maintenance_window_builder::draft::{Draft, Path, page};
use maintenance_window_builder::import;
use maintenance_window_builder::lifecycle::{self, PACKS, What};
use maintenance_window_builder::render::{FORMATS, Options, Wanted, format};
use serde_json::{Value, json};

use super::super::check::now;
use super::options;

fn draft(project: &Value) -> Draft {
    import::project(project.to_string().as_bytes()).unwrap()
}

fn bodies(project: &Value, options: &Options) -> Vec<Value> {
    let draft = draft(project);
    let checked = check(&draft, now());
    assert!(!checked.report.has_errors(), "{:?}", checked.report);
    let json = format("json").unwrap();
    (json.render)(&checked.plan, options, Wanted::All)
        .iter()
        .map(|artifact| serde_json::from_str(&artifact.file_text().unwrap()).unwrap())
        .collect()
}

fn tokens(project: &Value) -> Vec<String> {
    bodies(project, &Options::default())
        .iter()
        .map(|body| body["ClientToken"].as_str().unwrap().to_owned())
        .collect()
}

fn a_window(name: &str) -> Value {
    json!({
        "Name": name, "Schedule": "rate(7 days)", "Duration": 2, "Cutoff": 0, "AllowUnassociatedTargets": false,
        "Targets": [
            {"$ref": "a", "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:x", "Values": ["y"]}]},
            {"$ref": "b", "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:x", "Values": ["y"]}]},
        ],
        "Tasks": [{
            "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript", "Priority": 1,
            "Targets": [{"Key": "WindowTargetIds", "Values": ["$b"]}], "MaxConcurrency": "1", "MaxErrors": "0",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": ["df"]}}},
        }],
    })
}

fn project(windows: &[Value]) -> Value {
    json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows})
}

#[test]
fn every_request_has_a_token_of_its_own() {
    let tokens = tokens(&project(&[a_window("first"), a_window("first")]));
    assert_eq!(tokens.len(), 8);
    for (n, token) in tokens.iter().enumerate() {
        assert!(is_made_token(token) && token.len() <= 64, "{token}");
        assert!(!tokens[n + 1..].contains(token), "{token} is there twice");
    }
}

#[test]
fn a_token_changes_with_its_request_and_what_that_hangs_on() {
    let before = tokens(&project(&[a_window("first"), a_window("second")]));
    assert_eq!(
        before,
        tokens(&project(&[a_window("first"), a_window("second")]))
    );

    let mut task = a_window("first");
    task["Tasks"][0]["Priority"] = json!(2);
    let after = tokens(&project(&[task, a_window("second")]));
    let changed: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a != b).collect();
    assert_eq!(
        changed,
        [false, false, false, true, false, false, false, false]
    );

    let mut named = a_window("first");
    named["Description"] = json!("x");
    let after = tokens(&project(&[named, a_window("second")]));
    let changed: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a != b).collect();
    assert_eq!(
        changed,
        [true, true, true, true, false, false, false, false]
    );
    // Neither order nor company matters.
    let other = tokens(&project(&[a_window("second"), a_window("first")]));
    assert_eq!(before[..4], other[4..]);
    assert_eq!(before[..4], tokens(&project(&[a_window("first")]))[..]);
}

/// The made tokens in a text, in order.
fn tokens_in(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = text.split(|c: char| !is_part(c));
    words
        .filter(|w| is_made_token(w))
        .map(str::to_owned)
        .collect()
}

/// The parts of a plan with the tokens of the requests that create them.
fn by_part(plan: &Plan) -> BTreeMap<Path, String> {
    let json = format("json").unwrap();
    let artifacts = (json.render)(plan, &Options::default(), Wanted::All);
    artifacts
        .iter()
        .filter_map(|artifact| {
            let body: Value = serde_json::from_str(&artifact.file_text()?).unwrap();
            let token = body["ClientToken"].as_str()?;
            Some((artifact.part.clone()?, token.to_owned()))
        })
        .collect()
}

/// Two windows that are alike in all they hold, and two equal tasks in each.
fn twins() -> Value {
    let mut first = a_window("twin");
    let task = first["Tasks"][0].clone();
    first["Tasks"].as_array_mut().unwrap().push(task);
    let mut existing = a_window("there");
    existing["$existing"] = json!(true);
    existing["WindowId"] = json!("mw-0123456789abcdef0");
    project(&[first.clone(), first, existing])
}

/// The project with an id for every part that the plan creates.
fn with_ids(mut project: Value) -> Value {
    let mut n = 0;
    let mut id = |shape: fn(usize) -> String| {
        n += 1;
        json!(shape(n))
    };
    for window in project["Windows"].as_array_mut().unwrap() {
        if window.get("$existing").is_none() {
            window["$id"] = id(|n| format!("mw-{n:017x}"));
        }
        for list in ["Targets", "Tasks"] {
            for part in window[list].as_array_mut().unwrap() {
                part["$id"] = id(|n| format!("{n:08x}-1111-2222-3333-444444444444"));
            }
        }
    }
    project
}

/// Everything that the page shows of a draft after its creation.
fn in_operate(draft: &Draft, plan: &Plan) -> Vec<Checked> {
    let mut all = Vec::new();
    for row in draft.windows() {
        let window = Draft::window_path(row.id);
        for what in What::all() {
            let subjects = match what.operation() {
                Some(operation) => lifecycle::subjects_in(draft, operation, &window),
                None => vec![window.clone()],
            };
            for about in subjects {
                all.push(what.check(draft, plan, &about));
                let asks = what.asks(draft, &about);
                all.extend(asks.iter().map(|ask| lifecycle::request(draft, plan, ask)));
            }
        }
    }
    all.extend(PACKS.iter().map(|pack| pack.check(draft, plan, None)));
    all
}

#[test]
fn a_part_has_one_token_wherever_its_request_is_shown_and_no_two_share_one() {
    let before = draft(&twins());
    let plan = check(&before, now()).plan;
    let own = by_part(&plan);
    assert_eq!(own.len(), plan.requests().len());
    assert_eq!(own.values().collect::<BTreeSet<_>>().len(), own.len());
    let spelt = |draft: &Draft, all: &BTreeMap<Path, String>| -> BTreeMap<String, String> {
        let each = all.iter();
        each.map(|(part, token)| (draft.spell(part), token.clone()))
            .collect()
    };
    let expected = spelt(&before, &own);
    for format in FORMATS {
        for artifact in (format.render)(&plan, &Options::default(), Wanted::All) {
            let found = tokens_in(&artifact.file_text().unwrap_or_default());
            match &artifact.part {
                Some(part) => assert_eq!(found, [own[part].clone()], "{}", artifact.title),
                None => assert!(
                    found.is_empty() || found.len() == own.len(),
                    "{}: {found:?}",
                    artifact.title
                ),
            }
        }
    }
    // Where nothing has an id yet, where each part has one, and where only the windows have.
    let mut windows_only = with_ids(twins());
    for window in windows_only["Windows"].as_array_mut().unwrap() {
        for list in ["Targets", "Tasks"] {
            for part in window[list].as_array_mut().unwrap() {
                part.as_object_mut().unwrap().remove(page::ID);
            }
        }
    }
    for project in [twins(), windows_only, with_ids(twins())] {
        let draft = draft(&project);
        let plan = check(&draft, now()).plan;
        assert_eq!(spelt(&draft, &by_part(&plan)), expected);
        let mut seen = BTreeSet::new();
        for checked in in_operate(&draft, &plan) {
            let asked = spelt(&draft, &by_part(&checked.plan));
            for (part, token) in &asked {
                assert_eq!(token, &expected[part], "{part}");
            }
            for format in ["cli", "cli-files", "python"].map(|id| format(id).unwrap()) {
                for artifact in (format.render)(&checked.plan, &Options::default(), Wanted::All) {
                    for token in tokens_in(&artifact.file_text().unwrap_or_default()) {
                        assert!(
                            asked.values().any(|one| *one == token),
                            "{}",
                            artifact.title
                        );
                    }
                }
            }
            seen.extend(asked);
        }
        assert_eq!(seen, expected.clone().into_iter().collect());
    }
}

#[test]
fn tokens_are_those_of_every_version_to_come() {
    // A changed value here is a second window for everyone who runs a script again.
    let mut every = a_window("golden");
    every["Tags"] = json!([{"Key": "a", "Value": "b"}]);
    every["Tasks"][0]["TaskInvocationParameters"]["RunCommand"]["Parameters"] =
        json!({"workingDirectory": ["/tmp"], "commands": ["echo ü", "df"]});
    every["Tasks"][0]["TaskInvocationParameters"]["RunCommand"]["TimeoutSeconds"] = json!(600);
    let payload = json!({
        "TaskType": "LAMBDA", "TaskArn": "SSM-golden", "Priority": 0,
        "TaskInvocationParameters": {"Lambda": {"Payload": "{\"a\": 1}"}},
    });
    every["Tasks"].as_array_mut().unwrap().push(payload);
    let mut existing = a_window("-");
    existing["$existing"] = json!(true);
    existing["WindowId"] = json!("mw-0123456789abcdef0");
    assert_eq!(
        tokens(&project(&[every.clone(), existing])),
        GOLDEN.map(str::to_owned)
    );
    // To AWS the order of parameters means nothing.
    every["Tasks"][0]["TaskInvocationParameters"]["RunCommand"]["Parameters"] =
        json!({"commands": ["echo ü", "df"], "workingDirectory": ["/tmp"]});
    assert_eq!(tokens(&project(&[every]))[3], GOLDEN[3]);
}

const GOLDEN: [&str; 8] = [
    "plan-4156b0b9f6b3d684784de418923f9100",
    "plan-60f78cf03d12488044976a464693631b",
    "plan-48d92d9d7980418a54158ad45564b3a2",
    "plan-474f4a6a5bc8b18f16ea6361d0d2c8bf",
    "plan-91c710711358b8b61dda7da95ddc2f09",
    "plan-a623891ffac272e834a48ad177bb0a47",
    "plan-72a15fec09e8b5f1ed59e98cd3d17d9a",
    "plan-77081ba970f0f8b425e7c7d94e88ffb3",
];

#[test]
fn a_word_of_the_project_gives_every_part_a_new_token() {
    let mut again = twins();
    let mut all = by_part(&check(&draft(&again), now()).plan)
        .into_values()
        .collect::<Vec<_>>();
    let count = all.len();
    for word in ["again", "Again", "again "] {
        again["Settings"] = json!({"TokenWord": word});
        let draft = draft(&again);
        let plan = check(&draft, now()).plan;
        let own = by_part(&plan);
        // In «Operate» too.
        for checked in in_operate(&draft, &plan) {
            for (part, token) in by_part(&checked.plan) {
                assert_eq!(token, own[&part]);
            }
        }
        all.extend(own.into_values());
    }
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 4 * count);
}

#[test]
fn who_rolls_back_learns_that_the_same_tokens_are_sent_again() {
    let draft = draft(&project(&[a_window("first")]));
    let plan = check(&draft, now()).plan;
    let notes = |plan: &Plan, id: &str, options: &Options| -> String {
        let format = format(id).unwrap();
        let artifact = &(format.render)(plan, options, Wanted::One(0))[0];
        artifact.notes.join("\n")
    };
    let off = Options {
        repeatable: false,
        ..Options::default()
    };
    for pack in PACKS {
        let checked = pack.check(&draft, &plan, None);
        for id in ["cli", "cli-files", "python"] {
            let says = notes(&checked.plan, id, &Options::default());
            assert_eq!(
                says.contains("«New tokens»"),
                pack.id == "rollback",
                "{says}"
            );
            assert!(!notes(&checked.plan, id, &off).contains("«New tokens»"));
        }
    }
    assert!(notes(&plan, "cli", &Options::default()).contains("«New tokens»"));
    let ticket = |options: &Options| {
        let format = format("ticket").unwrap();
        (format.render)(&plan, options, Wanted::One(0))[0]
            .file_text()
            .unwrap()
    };
    assert!(ticket(&Options::default()).contains("«New tokens»"));
    assert!(!ticket(&off).contains("«New tokens»"));
}

#[test]
fn different_contents_never_read_alike() {
    // What a plain joining of texts would take for the same.
    let task = |parameters: Value| {
        let mut one = a_window("first");
        one["Tasks"][0]["TaskInvocationParameters"]["RunCommand"]["Parameters"] = parameters;
        tokens(&project(&[one]))[3].clone()
    };
    let all = [
        json!({"commands": ["a", "b"]}),
        json!({"commands": ["a\", \"b"]}),
        json!({"commands": ["ab"]}),
        json!({"commands": ["a"], "workingDirectory": ["b"]}),
        json!({"commands": ["t1:a", "b"]}),
    ];
    let tokens: BTreeSet<String> = all.iter().cloned().map(task).collect();
    assert_eq!(tokens.len(), all.len());
}

#[test]
fn the_variable_of_an_id_is_named_for_the_part_that_returns_it() {
    let draft = draft(&twins());
    let plan = check(&draft, now()).plan;
    let cli = format("cli").unwrap();
    for checked in in_operate(&draft, &plan) {
        for artifact in (cli.render)(&checked.plan, &Options::default(), Wanted::All) {
            let text = artifact.file_text().unwrap_or_default();
            for line in text
                .lines()
                .filter(|line| line.contains("aws ssm ") && line.contains("=$("))
            {
                let (variable, command) = line.split_once("=$(").unwrap();
                let (_, command) = command.split_once("aws ssm ").unwrap();
                let is = |word: &str| variable.contains(word);
                let right = match command.split(' ').next().unwrap() {
                    "create-maintenance-window" => !is("TARGET") && !is("TASK"),
                    "register-target-with-maintenance-window" => is("TARGET"),
                    "register-task-with-maintenance-window" => is("TASK"),
                    "describe-maintenance-window-executions" => is("WINDOW_EXECUTION"),
                    "describe-maintenance-window-execution-tasks" => is("TASK_EXECUTION"),
                    "describe-maintenance-window-execution-task-invocations" => is("INVOCATION"),
                    _ => false,
                };
                assert!(right, "{line}");
            }
        }
    }
}

#[test]
fn a_typed_token_stays() {
    let mut typed = a_window("first");
    typed["ClientToken"] = json!("mine");
    assert_eq!(tokens(&project(&[typed]))[0], "mine");
    let off = bodies(
        &project(&[a_window("first")]),
        &options(&[("repeatable", "off")]),
    );
    assert!(off.iter().all(|body| body.get("ClientToken").is_none()));
}

#[test]
fn a_window_is_disabled_right_after_its_creation() {
    let mut existing = a_window("-");
    existing["$existing"] = json!(true);
    existing["WindowId"] = json!("mw-0123456789abcdef0");
    let mut project = project(&[a_window("first"), existing, a_window("second")]);
    project["Settings"] = json!({"CreateDisabled": true});
    let all = bodies(&project, &Options::default());
    let at: Vec<usize> = (0..all.len())
        .filter(|&n| all[n].get("Enabled").is_some())
        .collect();
    assert_eq!(at, [1, 9]);
    for (n, window) in [(1, 1), (9, 3)] {
        let id = format!("<window_{window}.WindowId>");
        assert_eq!(all[n], json!({"WindowId": id, "Enabled": false}));
    }
    let draft = draft(&project);
    let plan = check(&draft, now()).plan;
    let text = |id: &str| {
        let format = format(id).unwrap();
        (format.render)(&plan, &Options::default(), Wanted::One(0))[0]
            .file_text()
            .unwrap()
    };
    let python = text("python");
    for window in [1, 3] {
        let id = format!("WindowId=window_{window}[\"WindowId\"]");
        let made = python
            .find(&format!("window_{window} = ssm.create"))
            .unwrap();
        let disabled = made
            + python[made..]
                .find("ssm.update_maintenance_window(")
                .unwrap();
        assert!(python[disabled..].contains(&id), "{python}");
    }
    // Where only resources are declared, the request is none.
    for id in ["terraform", "cloudformation", "ticket"] {
        let mut plain = project.clone();
        plain.as_object_mut().unwrap().remove("Settings");
        let resources = |text: &str| text.matches("MaintenanceWindow").count();
        let draft = self::draft(&plain);
        let without = check(&draft, now()).plan;
        let format = format(id).unwrap();
        let without = (format.render)(&without, &Options::default(), Wanted::One(0))[0]
            .file_text()
            .unwrap();
        assert_eq!(resources(&text(id)), resources(&without), "{id}");
    }
}

#[test]
fn operate_disables_what_it_creates_in_every_format() {
    let mut project = project(&[a_window("first"), a_window("second")]);
    project["Settings"] = json!({"CreateDisabled": true});
    let draft = draft(&project);
    let plan = check(&draft, now()).plan;
    for (at, row) in draft.windows().iter().enumerate() {
        let window = Draft::window_path(row.id);
        for what in [
            What::named("step-2"),
            What::named("CreateMaintenanceWindow"),
        ] {
            let what = what.unwrap();
            let asks = what.asks(&draft, &window);
            let checked = what.check(&draft, &plan, &window);
            assert!(!checked.report.has_errors(), "{:?}", checked.report);
            let requests = checked.plan.requests();
            assert_eq!(asks.len(), requests.len());
            let names: Vec<&str> = requests.iter().map(|r| r.operation().name).collect();
            assert_eq!(
                names,
                ["CreateMaintenanceWindow", "UpdateMaintenanceWindow"]
            );
            assert!(
                requests[1].title().starts_with("Disable the window"),
                "{:?}",
                requests[1]
            );
            for format in FORMATS
                .iter()
                .filter(|f| ["cli", "cli-files", "json", "python"].contains(&f.id))
            {
                let all = (format.render)(&checked.plan, &Options::default(), Wanted::All);
                let texts: Vec<String> = all.iter().filter_map(|a| a.file_text()).collect();
                let disables = |text: &String| {
                    let one = ["--no-enabled", "\"Enabled\": false", "Enabled=False"];
                    one.iter().any(|mark| text.contains(mark))
                };
                assert!(texts.iter().any(disables), "{}: {texts:?}", format.id);
                let id = format!("window_{}", at + 1);
                let named = |text: &String| text.to_lowercase().contains(&id);
                assert!(texts.iter().any(named), "{}: {texts:?}", format.id);
            }
            // The one that is looked at by itself.
            let alone = lifecycle::request(&draft, &plan, &asks[1]);
            let body =
                (format("json").unwrap().render)(&alone.plan, &Options::default(), Wanted::All);
            let body: Value = serde_json::from_str(&body[0].file_text().unwrap()).unwrap();
            let id = format!("<window_{}.WindowId>", at + 1);
            assert_eq!(body, json!({"WindowId": id, "Enabled": false}));
        }
    }
}
