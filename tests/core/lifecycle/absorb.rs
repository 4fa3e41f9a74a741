//! What AWS answered finds its place, and nothing else changes anything.

use maintenance_window_builder::check::{Ask, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::lifecycle::{
    Absorbed, Offer, absorb, absorb_script, accept, carried, forget, keeps, operations, put_id,
    sample, subjects,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::check::now;
use super::super::check::request::{
    EXECUTION, INVOCATION, RUN, TARGET, WINDOW, known, op, unknown,
};
use super::{stages, window};

fn ask(draft: &Draft, name: &str) -> Ask {
    Ask::plain(op(name), &subjects(draft, op(name))[0])
}

fn take(draft: &mut Draft, name: &str, pasted: &str) -> Result<Absorbed, String> {
    let ask = ask(draft, name);
    absorb(draft, &ask, pasted).map_err(|refusal| refusal.to_string())
}

#[test]
fn an_id_is_found_in_whatever_was_pasted_with_it() {
    let json = format!("{{\n    \"WindowId\": \"{WINDOW}\"\n}}");
    for pasted in [
        json.clone(),
        format!("  {WINDOW}\r\n"),
        format!("\"{WINDOW}\""),
        format!("WINDOW_ID={WINDOW}"),
        format!("$ aws ssm create-maintenance-window --name x --tags '{{}}' {{\n{json}\n$ "),
        format!(
            "PS C:\\> aws ssm create-maintenance-window\r\n{}\r\nPS C:\\>",
            json.replace('\n', "\r\n")
        ),
        // The command has JSON of its own.
        format!(
            "$ aws ssm create-maintenance-window --tags '[{{\"Key\":\"a\",\"Value\":\"b\"}}]'\n{json}"
        ),
        json.replace('"', "“"),
        format!("{{ “WindowId”: “{WINDOW}” }}"),
        format!("\u{feff}{json}"),
        format!("WindowId: {WINDOW}"),
    ] {
        let mut draft = unknown(&[], json!({}));
        let taken = take(&mut draft, "CreateMaintenanceWindow", &pasted);
        assert!(taken.is_ok(), "{pasted}: {taken:?}");
        assert_eq!(
            draft.text(&window(&draft).member("$id")),
            WINDOW,
            "{pasted}"
        );
        assert_eq!(
            carried(&draft, &ask(&draft, "CreateMaintenanceWindow")).as_deref(),
            Some(WINDOW)
        );
    }
}

#[test]
fn what_does_not_fit_changes_nothing_and_says_why() {
    for (name, pasted, says) in [
        ("CreateMaintenanceWindow", "", "Nothing was pasted"),
        (
            "CreateMaintenanceWindow",
            "mw-1a2b3c4d5e6f7g8h9",
            "Window ID must be",
        ),
        (
            "CreateMaintenanceWindow",
            "{\"WindowId\": 5}",
            "Window ID must be",
        ),
        (
            "CreateMaintenanceWindow",
            "{\"WindowId\": \"mw-ab12cd34ef56gh78\"}",
            "Window ID must be",
        ),
        (
            "CreateMaintenanceWindow",
            "{\"WindowTargetId\": \"x\"}",
            "no `WindowId`: it is of another command",
        ),
        (
            "CreateMaintenanceWindow",
            "{\"WindowId\": \"mw-0c50858d01a1b2c3d\"}",
            "is the sample's",
        ),
        (
            "CreateMaintenanceWindow",
            "mw-0c50858d01a1b2c3d",
            "is the sample's",
        ),
        (
            "CreateMaintenanceWindow",
            "mw-00000000000000001 mw-00000000000000002",
            "2 ids in this text",
        ),
        (
            "RegisterTargetWithMaintenanceWindow",
            "An error occurred (DoesNotExistException) when calling the RegisterTargetWithMaintenanceWindow operation: no `window`",
            "AWS refused this, `DoesNotExistException`",
        ),
        (
            "DescribeMaintenanceWindowExecutions",
            "{\"WindowExecutions\": 3}",
            "no `WindowExecutions`",
        ),
        (
            "DescribeMaintenanceWindowExecutions",
            "{\"WindowExecutions\": [{}]}",
            "Window execution ID must be",
        ),
        (
            "DescribeMaintenanceWindowTargets",
            TARGET,
            "must be JSON with `Targets`",
        ),
        (
            "AddTagsToResource",
            "An error occurred (TooManyTagsError) when calling",
            "AWS refused",
        ),
        (
            "DeleteMaintenanceWindow",
            "{\"WindowId\": \"mw-00000000000000000\"}",
            "is about another one",
        ),
    ] {
        let mut draft = known(&[], json!({}));
        let before = draft.to_json();
        let why = take(&mut draft, name, pasted).unwrap_err();
        assert!(why.contains(says), "{pasted}: {why}");
        assert!(!why.ends_with('.'), "{why}");
        assert_eq!(draft.to_json(), before, "{pasted}");
    }
}

#[test]
fn the_latest_execution_and_the_failed_task_are_chosen_and_the_others_named() {
    let mut draft = known(&[], json!({}));
    let one = |n: u8, start: Value, status: &str| {
        let id = format!("{n:08}-2222-3333-4444-555555555555");
        json!({"WindowExecutionId": id, "TaskExecutionId": id, "InvocationId": id, "StartTime": start, "Status": status})
    };
    // Version 1 prints seconds, version 2 a date.
    let list = json!({"WindowExecutions": [
        one(1, json!(1_478_230_495.469), "SUCCESS"),
        one(2, json!("2026-11-24T16:00:00.469000+00:00"), "SUCCESS"),
        one(3, json!("2026-11-17T16:00:00.1+01:00"), "FAILED"),
    ]});
    let taken = take(
        &mut draft,
        "DescribeMaintenanceWindowExecutions",
        &list.to_string(),
    )
    .unwrap();
    assert_eq!(taken.stored[0].1, "00000002-2222-3333-4444-555555555555");
    assert_eq!(taken.others.len(), 2);
    assert_eq!(
        draft.to_json()["Operations"]["WindowExecutionId"],
        "00000002-2222-3333-4444-555555555555"
    );
    let list = json!({"WindowExecutionTaskIdentities": [
        one(1, Value::Null, "SUCCESS"), one(2, Value::Null, "TIMED_OUT"), one(3, Value::Null, "FAILED"),
    ]});
    let taken = take(
        &mut draft,
        "DescribeMaintenanceWindowExecutionTasks",
        &list.to_string(),
    )
    .unwrap();
    assert_eq!(taken.stored[0].1, "00000002-2222-3333-4444-555555555555");
    let taken = take(
        &mut draft,
        "GetMaintenanceWindowExecution",
        &json!({"WindowExecutionId": EXECUTION, "TaskIds": [RUN]}).to_string(),
    )
    .unwrap();
    assert_eq!(taken.stored[0].1, RUN);
    assert_eq!(taken.replaced[0].1, "00000002-2222-3333-4444-555555555555");
    let none = take(
        &mut draft,
        "DescribeMaintenanceWindowExecutions",
        "{\"WindowExecutions\": []}",
    );
    assert!(!none.unwrap().fits);
}

#[test]
fn the_ids_of_another_execution_go_with_it() {
    let mut draft = known(
        &[],
        json!({"WindowExecutionId": EXECUTION, "TaskId": RUN, "InvocationId": TARGET}),
    );
    let list = |id: &str| json!({"WindowExecutions": [{"WindowExecutionId": id}]}).to_string();
    let name = "DescribeMaintenanceWindowExecutions";
    let same = take(&mut draft, name, &list(EXECUTION)).unwrap();
    assert!(same.replaced.is_empty());
    let other = take(&mut draft, name, &list(RUN)).unwrap();
    assert_eq!(other.replaced.len(), 3);
    assert_eq!(
        draft.to_json()["Operations"],
        json!({"WindowExecutionId": RUN})
    );
}

/// Three windows with every id, of which one existed before, and the ids of an execution.
fn windows() -> Draft {
    let mut project = super::super::check::base();
    let mut window = project["Windows"][0].clone();
    let id = |n: usize| json!(format!("{n:08}-2222-3333-4444-555555555555"));
    let mut all = Vec::new();
    for (n, name) in ["first", "second", "third"].into_iter().enumerate() {
        window["Name"] = json!(name);
        window["$id"] = json!(format!("mw-{:017}", n + 1));
        window["Targets"][0]["$id"] = id(10 * n + 1);
        window["Tasks"][0]["$id"] = id(10 * n + 2);
        all.push(window.clone());
    }
    let third = all[2].as_object_mut().unwrap();
    third.remove("$id");
    third.insert("$existing".to_owned(), json!(true));
    third.insert("WindowId".to_owned(), json!(format!("mw-{:017}", 3)));
    project["Windows"] = json!(all);
    project["Operations"] =
        json!({"WindowExecutionId": EXECUTION, "TaskId": RUN, "InvocationId": INVOCATION});
    super::super::check::draft(&project)
}

/// The ids of the windows with those of their targets and tasks, and how many of an execution are known.
fn ids_of(draft: &Draft) -> (Vec<[String; 3]>, usize) {
    let json = draft.to_json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let windows = json["Windows"].as_array().unwrap();
    let ids = windows.iter().map(|window| {
        let own = window.get("$id").unwrap_or(&window["WindowId"]);
        let part = |list: &str| text(&window[list][0]["$id"]);
        [text(own), part("Targets"), part("Tasks")]
    });
    let known = json["Operations"].as_object().map_or(0, |all| all.len());
    (ids.collect(), known)
}

const NEW: &str = "mw-0000000000000000a";

#[test]
fn what_belongs_to_a_window_goes_with_its_id() {
    let before = windows();
    let about = |draft: &Draft, name: &str, at: usize| {
        Ask::plain(op(name), &Draft::window_path(draft.windows()[at].id))
    };
    let answer = json!({"WindowId": NEW}).to_string();
    // The first is created anew: its ids go, and those of its neighbours stay.
    let mut draft = before.clone();
    let create = about(&draft, "CreateMaintenanceWindow", 0);
    let taken = absorb(&mut draft, &create, &answer).unwrap();
    assert_eq!(
        taken.says,
        format!(
            "Window ID is `{NEW}`; before it was `mw-{:017}`; 5 ids that belonged to it were removed",
            1
        )
    );
    let (ids, executions) = ids_of(&draft);
    assert_eq!(ids[0], [NEW, "", ""]);
    assert_eq!(ids[1..], ids_of(&before).0[1..]);
    assert_eq!(executions, 0);
    let mut undone = draft.clone();
    for (place, was) in &taken.replaced {
        undone.set(place, was);
    }
    assert_eq!(undone, before);
    // Nothing hangs on an id that stays.
    let again = absorb(&mut draft.clone(), &create, &answer).unwrap();
    assert_eq!((again.replaced.len(), again.fits), (0, true));
    // What the script printed: ids in it stay, others go.
    let mut draft = before.clone();
    let plan = check(&draft, now()).plan;
    let target = "99999999-2222-3333-4444-555555555555";
    let printed = format!("WINDOW_1_ID={NEW}\nWINDOW_1_TARGET_1_ID={target}\n");
    let taken = absorb_script(&mut draft, &plan, &printed).unwrap();
    assert_eq!(ids_of(&draft).0[0], [NEW, target, ""]);
    assert_eq!(
        taken.says,
        "2 ids were taken over; 4 ids that belonged to it were removed"
    );
    // Typed over, also where the window existed before.
    for (at, name) in [(1, "$id"), (2, "WindowId")] {
        let mut draft = before.clone();
        let place = Draft::window_path(draft.windows()[at].id).member(name);
        let gone = put_id(&mut draft, &place, NEW);
        assert_eq!(gone.len(), 6);
        assert_eq!(ids_of(&draft).0[at], [NEW, "", ""]);
        assert!(put_id(&mut draft, &place, NEW).is_empty());
    }
    // An id where none was before takes nothing away.
    let mut draft = before.clone();
    let place = Draft::window_path(draft.windows()[0].id).member("$id");
    draft.set(&place, "");
    assert!(put_id(&mut draft, &place, NEW).is_empty());
}

#[test]
fn the_answer_of_another_window_is_said_and_what_can_be_done() {
    let before = windows();
    let answer = |id: &str| {
        let item = json!({"WindowId": id, "WindowTargetId": TARGET, "WindowTaskId": TARGET, "WindowExecutionId": RUN});
        let mut answer = item.clone();
        for list in ["Targets", "Tasks", "WindowExecutions"] {
            answer[list] = json!([item.clone()]);
        }
        answer.to_string()
    };
    let second = format!("mw-{:017}", 2);
    for operation in operations() {
        let names = [
            "GetMaintenanceWindow",
            "UpdateMaintenanceWindow",
            "DeleteMaintenanceWindow",
            "DescribeMaintenanceWindowTargets",
            "DescribeMaintenanceWindowTasks",
            "DescribeMaintenanceWindowExecutions",
            "UpdateMaintenanceWindowTarget",
            "DeregisterTargetFromMaintenanceWindow",
            "GetMaintenanceWindowTask",
            "UpdateMaintenanceWindowTask",
            "DeregisterTaskFromMaintenanceWindow",
        ];
        if !names.contains(&operation.name) {
            continue;
        }
        let ask = Ask::plain(operation, &subjects(&before, operation)[0]);
        // A window that the draft does not have.
        let mut draft = before.clone();
        let refusal = absorb(&mut draft, &ask, &answer(NEW)).unwrap_err();
        assert_eq!(draft, before);
        assert_eq!(
            refusal.says,
            format!(
                "The answer is about another one: Window ID is `{NEW}`, not `mw-{:017}`",
                1
            )
        );
        let [Offer::Use { id, .. }] = refusal.offers.as_slice() else {
            panic!("{}: {refusal:?}", operation.name);
        };
        assert_eq!(id, NEW);
        assert_eq!(refusal.offers[0].label(&draft), format!("Use `{NEW}` here"));
        if let Ok(taken) = accept(&mut draft, &ask, &refusal.offers[0], &answer(NEW)) {
            assert_eq!(ids_of(&draft).0[0][0], NEW, "{}", operation.name);
            assert!(!ids_of(&draft).0[0][1].starts_with("00000001"));
            assert!(taken.replaced.len() >= 6, "{taken:?}");
        }
        // Another window of the draft.
        let mut draft = before.clone();
        let refusal = absorb(&mut draft, &ask, &answer(&second)).unwrap_err();
        assert_eq!(
            refusal.says,
            format!(
                "The answer is about another one: `{second}` is the window `second`, not `mw-{:017}`",
                1
            )
        );
        let window = Draft::window_path(draft.windows()[1].id);
        if ask.subject == self::window(&draft) {
            assert_eq!(refusal.offers, [Offer::For(window)]);
            let label = refusal.offers[0].label(&draft);
            assert_eq!(label, "Take it over for the window `second`");
            accept(&mut draft, &ask, &refusal.offers[0], &answer(&second)).unwrap();
            assert_eq!(ids_of(&draft).0[0], ids_of(&before).0[0]);
        } else {
            assert!(refusal.offers.is_empty());
        }
    }
}

#[test]
fn an_id_of_another_part_is_not_taken_twice() {
    let mut draft = windows();
    let before = draft.clone();
    let create = ask(&draft, "CreateMaintenanceWindow");
    let second = format!("mw-{:017}", 2);
    let answer = json!({"WindowId": second}).to_string();
    let refusal = absorb(&mut draft, &create, &answer).unwrap_err();
    assert_eq!(draft, before);
    assert_eq!(
        refusal.says,
        format!("`{second}` is the id of the window `second` already")
    );
    accept(&mut draft, &create, &refusal.offers[0], &answer).unwrap();
    assert_eq!(ids_of(&draft).0[0], [second.as_str(), "", ""]);
    // A task's own answer.
    let mut draft = before.clone();
    let get = ask(&draft, "GetMaintenanceWindowTask");
    let of_second = ids_of(&draft).0[1][2].clone();
    let first = format!("mw-{:017}", 1);
    let answer = json!({"WindowId": first, "WindowTaskId": of_second}).to_string();
    let refusal = absorb(&mut draft, &get, &answer).unwrap_err();
    assert!(
        matches!(refusal.offers.as_slice(), [Offer::For(_)]),
        "{refusal:?}"
    );
}

#[test]
fn an_answer_about_a_window_whose_id_is_not_known_gives_it() {
    for (name, answered, says) in [
        ("GetMaintenanceWindow", "Patch-Prod", "Window ID is"),
        ("UpdateMaintenanceWindow", "Patch-Prod", "Window ID is"),
        (
            "DeleteMaintenanceWindow",
            "Patch-Prod",
            "The answer is about",
        ),
    ] {
        let mut draft = unknown(&[], json!({}));
        let answer = json!({"WindowId": NEW, "Name": answered}).to_string();
        let taken = take(&mut draft, name, &answer).unwrap();
        assert!(taken.says.starts_with(says), "{taken:?}");
        assert!(!taken.says.contains("as asked"), "{taken:?}");
        assert_eq!(
            taken.stored.len(),
            usize::from(name != "DeleteMaintenanceWindow")
        );
    }
    let mut draft = unknown(&[], json!({}));
    let get = ask(&draft, "GetMaintenanceWindow");
    let answer = json!({"WindowId": NEW, "Name": "Someone-elses"}).to_string();
    let refusal = absorb(&mut draft, &get, &answer).unwrap_err();
    assert_eq!(
        refusal.says,
        "The answer is about `Someone-elses`, and this is `Patch-Prod`"
    );
    accept(&mut draft, &get, &refusal.offers[0], &answer).unwrap();
    assert_eq!(draft.text(&window(&draft).member("$id")), NEW);
}

#[test]
fn each_stage_says_where_its_id_is_kept() {
    let draft = known(&[], json!({}));
    let kept: Vec<String> = stages(&draft)
        .iter()
        .filter_map(|(stage, ask)| {
            let (field, path) = keeps(&draft, ask)?;
            Some(format!("{stage} {} {}", field.name, draft.spell(&path)))
        })
        .collect();
    assert_eq!(
        kept,
        [
            "2.1 WindowId Windows[0].$id",
            "3.1 WindowId Windows[0].$id",
            "4.1 WindowTargetId Windows[0].Targets[0].$id",
            "6.1 WindowTaskId Windows[0].Tasks[0].$id",
            "8.1 WindowExecutionId Operations.WindowExecutionId",
            "9.1 TaskId Operations.TaskId",
            "10.1 TaskId Operations.TaskId",
            "12.1 InvocationId Operations.InvocationId",
        ]
    );
}

#[test]
fn beginning_anew_forgets_ids_and_nothing_else() {
    let mut draft = known(
        &[],
        json!({"WindowExecutionId": EXECUTION, "GetMaintenanceWindow": {"WindowId": WINDOW}}),
    );
    forget(&mut draft);
    assert_eq!(
        draft,
        unknown(&[], json!({"GetMaintenanceWindow": {"WindowId": WINDOW}}))
    );
}

#[test]
fn a_list_of_targets_gives_the_ids_of_those_that_only_one_can_be() {
    let mut draft = EXAMPLES
        .iter()
        .find(|e| e.id == "walkthrough")
        .unwrap()
        .draft();
    let item = |n: u8, owner: &str| json!({"WindowTargetId": format!("{n:08}-2222-3333-4444-555555555555"), "OwnerInformation": owner});
    let answer = json!({"Targets": [
        item(3, "Production Web Servers"), item(1, "Single instance"), item(2, "Someone else's"),
    ]});
    let taken = take(
        &mut draft,
        "DescribeMaintenanceWindowTargets",
        &answer.to_string(),
    )
    .unwrap();
    assert_eq!(taken.stored.len(), 2);
    assert!(!taken.fits);
    assert_eq!(
        taken.says,
        "2 of this plan are in the answer, 1 could not be found in it, 1 in it are not of this plan"
    );
    let list = window(&draft).member("Targets");
    let ids: Vec<_> = draft
        .rows(&list)
        .iter()
        .map(|row| row.node.text_of("$id"))
        .collect();
    assert_eq!(
        ids,
        [
            "00000001-2222-3333-4444-555555555555",
            "",
            "00000003-2222-3333-4444-555555555555"
        ]
    );
    // Once more changes nothing.
    let before = draft.to_json();
    take(
        &mut draft,
        "DescribeMaintenanceWindowTargets",
        &answer.to_string(),
    )
    .unwrap();
    assert_eq!(draft.to_json(), before);
}

#[test]
fn the_list_of_windows_gives_the_id_of_the_one_of_that_name() {
    let item = |n: u8, name: &str| json!({"WindowId": format!("mw-{n:017}"), "Name": name});
    let mut draft = unknown(&[], json!({}));
    let twice = json!({"WindowIdentities": [item(1, "Patch-Prod"), item(2, "Patch-Prod")]});
    let taken = take(&mut draft, "DescribeMaintenanceWindows", &twice.to_string()).unwrap();
    assert!(!taken.fits && taken.stored.is_empty(), "{taken:?}");
    let once = json!({"WindowIdentities": [item(1, "Other"), item(2, "Patch-Prod")]});
    let taken = take(&mut draft, "DescribeMaintenanceWindows", &once.to_string()).unwrap();
    assert_eq!(taken.stored[0].1, format!("mw-{:017}", 2));
    assert!(
        take(&mut draft, "DescribeMaintenanceWindows", &once.to_string())
            .unwrap()
            .fits
    );
    let gone = json!({"WindowIdentities": []});
    assert!(
        !take(&mut draft, "DescribeMaintenanceWindows", &gone.to_string())
            .unwrap()
            .fits
    );
}

#[test]
fn what_the_script_printed_is_taken_over_at_once() {
    let mut draft = EXAMPLES
        .iter()
        .find(|e| e.id == "two-rings")
        .unwrap()
        .draft();
    let plan = check(&draft, now()).plan;
    let printed = "Create the window patch-staging\nWINDOW_1_ID=mw-00000000000000001\nWINDOW_1_TARGET_1_ID=11111111-2222-3333-4444-555555555555\n\
                   WINDOW_1_TASK_1_ID=22222222-2222-3333-4444-555555555555\nWINDOW_2_ID=mw-00000000000000002\n";
    let taken = absorb_script(&mut draft, &plan, printed).unwrap();
    assert_eq!(taken.stored.len(), 4);
    assert!(!taken.fits, "the script stopped early");
    let second = Draft::window_path(draft.windows()[1].id);
    assert_eq!(draft.text(&second.member("$id")), "mw-00000000000000002");
    let before = draft.to_json();
    assert!(absorb_script(&mut draft, &plan, "PATH=/usr/bin\nnothing").is_err());
    assert!(
        absorb_script(
            &mut draft,
            &plan,
            "WINDOW_1_ID=mw-x\nWINDOW_2_ID=mw-00000000000000002"
        )
        .is_err()
    );
    assert_eq!(draft.to_json(), before);
}

#[test]
fn a_sample_is_no_answer() {
    let draft = unknown(&[], json!({}));
    let plan = check(&draft, now()).plan;
    for (stage, ask) in stages(&draft) {
        let Some(sample) = sample(&draft, &plan, &ask) else {
            continue;
        };
        let mut taken = draft.clone();
        if let Ok(absorbed) = absorb(&mut taken, &ask, &sample.to_string()) {
            assert!(absorbed.stored.is_empty(), "{stage}: {absorbed:?}");
        }
        assert_eq!(taken, draft, "{stage}");
    }
}

#[test]
fn a_part_that_is_gone_takes_no_answer() {
    let mut draft = unknown(&[], json!({}));
    let task = ask(&draft, "RegisterTaskWithMaintenanceWindow");
    draft.remove_row(&task.subject);
    let before = draft.clone();
    assert!(
        absorb(
            &mut draft,
            &task,
            &format!("{{\"WindowTaskId\": \"{TARGET}\"}}")
        )
        .is_err()
    );
    assert_eq!(draft, before);
}

/// JSON such as an answer could be, or could have become on its way.
fn answers() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(json!(WINDOW)),
        Just(json!(TARGET)),
        Just(json!("Patch-Prod")),
        Just(Value::Null),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "WindowId",
        "WindowTargetId",
        "WindowTaskId",
        "WindowExecutionId",
        "TaskExecutionId",
        "InvocationId",
        "TaskIds",
        "WindowIdentities",
        "Targets",
        "Tasks",
        "WindowExecutions",
        "WindowExecutionTaskIdentities",
        "WindowExecutionTaskInvocationIdentities",
        "Name",
        "Status",
        "StartTime",
        "ScheduledWindowExecutions",
        "ExecutionTime",
    ]);
    let tree = leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name.clone().prop_map(str::to_owned), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    let text = (tree, "\\PC{0,12}", "\\PC{0,12}")
        .prop_map(|(json, before, after)| format!("{before}{json}{after}"));
    let cut = (text.clone(), 0usize..400).prop_map(|(text, at)| text.chars().take(at).collect());
    prop_oneof![text, cut, "\\PC{0,80}", "[{\\[\"\\\\]{0,300}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Nothing pasted makes it panic; what is refused changes nothing; what is taken changes ids alone.
    #[test]
    fn whatever_is_pasted_nothing_typed_is_lost(nth in 0usize..26, has_ids in any::<bool>(), pasted in answers()) {
        let operation = operations().nth(nth).unwrap();
        let mut draft = if has_ids { known(&[], json!({})) } else { unknown(&[], json!({})) };
        let before = draft.clone();
        let ask = Ask::plain(operation, &subjects(&draft, operation)[0]);
        match absorb(&mut draft, &ask, &pasted) {
            Err(why) => {
                prop_assert_eq!(&draft, &before);
                prop_assert!(!why.says.is_empty() && !why.says.contains('\n'), "{}", why);
            }
            Ok(taken) => {
                let mut undone = draft.clone();
                for (path, id) in &taken.stored {
                    prop_assert_eq!(draft.text(path), id);
                    undone.set(path, before.text(path));
                }
                for (path, was) in &taken.replaced {
                    undone.set(path, was);
                }
                prop_assert_eq!(undone, before.clone());
            }
        }
        let mut other = before.clone();
        let plan = check(&other, now()).plan;
        if absorb_script(&mut other, &plan, &pasted).is_err() {
            prop_assert_eq!(other, before);
        }
    }
}

#[test]
fn deep_and_long_texts_are_refused_quickly() {
    for pasted in [
        "{".repeat(900_000),
        "{\"".repeat(450_000),
        "{\"a\":".repeat(150_000),
        format!("{{\"{}", "{a".repeat(450_000)),
        "x".repeat(3_000_000),
    ] {
        let mut draft = unknown(&[], json!({}));
        assert!(take(&mut draft, "CreateMaintenanceWindow", &pasted).is_err());
    }
}
