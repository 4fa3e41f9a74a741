//! After creation: what is asked in which order, what an answer teaches, and where its ids go.

mod absorb;
mod compare;
mod fixtures;

use maintenance_window_builder::check::{Ask, Checked, check};
use maintenance_window_builder::draft::{Draft, Path};
use maintenance_window_builder::lifecycle::{
    Each, PACKS, WALKTHROUGH, operations, pack, reading, request, sample, walkthrough,
};
use maintenance_window_builder::render::{self, Options, Wanted};
use serde_json::{Value, json};

use super::check::now;
use super::check::request::{TARGET, TASK, WINDOW, known, unknown};

pub fn window(draft: &Draft) -> Path {
    Draft::window_path(draft.windows()[0].id)
}

/// The asks of the walkthrough's stages with their numbers, `4.1`.
pub fn stages(draft: &Draft) -> Vec<(String, Ask)> {
    let plan = check(draft, now()).plan;
    walkthrough(draft, &plan, &window(draft))
        .into_iter()
        .flat_map(|lesson| {
            let number = lesson.number;
            let asks = lesson.asks.into_iter().enumerate();
            asks.map(move |(n, ask)| (format!("{number}.{}", n + 1), ask))
        })
        .collect()
}

fn cli(checked: &Checked) -> String {
    let cli = render::format("cli").unwrap();
    let artifacts = (cli.render)(&checked.plan, &Options::default(), Wanted::All);
    artifacts[0].file_text().unwrap()
}

/// The commands of a script, without their options.
fn commands(script: &str) -> Vec<&str> {
    script
        .lines()
        .filter_map(|line| line.strip_prefix("aws ssm "))
        .map(|line| line.trim_end_matches([' ', '\\']))
        .collect()
}

#[test]
fn the_walkthrough_has_thirteen_steps_in_order() {
    assert_eq!(WALKTHROUGH.len(), 13);
    let names: Vec<_> = WALKTHROUGH
        .iter()
        .filter_map(|step| step.operation.map(|o| o.command()))
        .collect();
    assert_eq!(
        names,
        [
            "create-maintenance-window",
            "describe-maintenance-windows",
            "register-target-with-maintenance-window",
            "describe-maintenance-window-targets",
            "register-task-with-maintenance-window",
            "describe-maintenance-window-tasks",
            "describe-maintenance-window-executions",
            "get-maintenance-window-execution",
            "describe-maintenance-window-execution-tasks",
            "get-maintenance-window-execution-task",
            "describe-maintenance-window-execution-task-invocations",
            "delete-maintenance-window",
        ]
    );
    for step in WALKTHROUGH {
        assert!(
            step.says.ends_with('.') && !step.title.ends_with('.'),
            "{}",
            step.title
        );
        // What may be skipped says why.
        assert_eq!(
            step.otherwise.is_empty(),
            step.each == Each::Window,
            "{}",
            step.title
        );
    }
}

#[test]
fn every_operation_has_a_reading_and_a_sample() {
    let draft = known(&[], json!({}));
    let plan = check(&draft, now()).plan;
    for operation in operations() {
        let reading = reading(operation).unwrap_or_else(|| panic!("{}", operation.name));
        for text in [reading.means, reading.differs] {
            assert!(
                text.ends_with('.') && !text.contains("  "),
                "{}: {text}",
                operation.name
            );
        }
        for subject in maintenance_window_builder::lifecycle::subjects(&draft, operation) {
            let answer = sample(&draft, &plan, &Ask::plain(operation, &subject));
            let silent = ["AddTagsToResource", "RemoveTagsFromResource"].contains(&operation.name);
            assert_eq!(answer.is_none(), silent, "{}", operation.name);
        }
    }
}

#[test]
fn a_sample_has_the_projects_values_and_the_ids_that_are_known() {
    let draft = known(&[("/Targets/0/$id", Value::Null)], json!({}));
    let plan = check(&draft, now()).plan;
    let answer = |name: &str| {
        let operation = super::check::request::op(name);
        sample(&draft, &plan, &Ask::plain(operation, &window(&draft))).unwrap()
    };
    let tasks = answer("DescribeMaintenanceWindowTasks");
    let task = &tasks["Tasks"][0];
    assert_eq!(task["WindowTaskId"], TASK);
    assert_eq!(task["Type"], "RUN_COMMAND", "lists call it Type");
    assert_eq!(
        task.get("TaskInvocationParameters"),
        None,
        "lists leave them out"
    );
    assert_ne!(task["Targets"][0]["Values"][0], TARGET);
    let runs = answer("DescribeMaintenanceWindowSchedule");
    assert_eq!(
        runs["ScheduledWindowExecutions"][0],
        json!({"WindowId": WINDOW, "Name": "Patch-Prod", "ExecutionTime": "2026-12-08T02:00-05:00"})
    );
    let executed = answer("DescribeMaintenanceWindowExecutionTasks");
    assert!(executed["WindowExecutionTaskIdentities"][0]["TaskExecutionId"].is_string());
    assert_eq!(
        executed["WindowExecutionTaskIdentities"][0].get("TaskId"),
        None
    );
}

#[test]
fn a_wrong_plan_still_has_its_walkthrough() {
    let draft = unknown(
        &[
            ("/Duration", json!("x")),
            ("/Tasks/0/TaskType", Value::Null),
        ],
        json!({}),
    );
    let plan = check(&draft, now()).plan;
    for (stage, ask) in stages(&draft) {
        sample(&draft, &plan, &ask);
        let blocked = request(&draft, &plan, &ask).plan.ready() == 0;
        assert_eq!(blocked, ["2.1", "6.1"].contains(&stage.as_str()), "{stage}");
    }
}

#[test]
fn an_existing_window_is_neither_created_nor_deleted() {
    let changes = [("/$existing", json!(true)), ("/WindowId", json!(WINDOW))];
    let draft = unknown(&changes, json!({}));
    let plan = check(&draft, now()).plan;
    let lessons = walkthrough(&draft, &plan, &window(&draft));
    for at in [1, 12] {
        assert!(lessons[at].asks.is_empty());
        assert_eq!(lessons[at].notes, [lessons[at].step.otherwise]);
    }
    let back = pack("rollback").unwrap().check(&draft, &plan, None);
    let script = cli(&back);
    assert_eq!(
        commands(&script),
        [
            "deregister-task-from-maintenance-window",
            "deregister-target-from-maintenance-window"
        ]
    );
    assert!(
        script.contains(WINDOW) && script.contains("\"$TASK_1_ID\""),
        "{script}"
    );
    let update = pack("update").unwrap().check(&draft, &plan, None);
    assert!(!commands(&cli(&update)).contains(&"update-maintenance-window"));
}

#[test]
fn packs_have_ids_of_their_own_and_say_what_they_are_for() {
    for (n, one) in PACKS.iter().enumerate() {
        assert!(PACKS.iter().skip(n + 1).all(|other| other.id != one.id));
        assert!(one.says.ends_with('.') && !one.label.is_empty());
    }
    assert!(pack("nothing").is_none());
}

#[test]
fn rolling_back_takes_the_last_things_first_and_targets_safely() {
    let draft = known(
        &[(
            "/Tasks/1",
            json!({"$id": "99999999-2222-3333-4444-555555555555", "TaskType": "LAMBDA", "TaskArn": "SSM-f"}),
        )],
        json!({"DeregisterTargetFromMaintenanceWindow": {"Safe": false}}),
    );
    let plan = check(&draft, now()).plan;
    let script = cli(&pack("rollback").unwrap().check(&draft, &plan, None));
    let at = |text: &str| {
        script
            .find(text)
            .unwrap_or_else(|| panic!("no {text} in {script}"))
    };
    assert!(at("99999999") < at(TASK) && at(TASK) < at(TARGET));
    assert!(at(TARGET) < at("delete-maintenance-window"));
    // What is typed in a form is for that form alone.
    assert!(script.contains("--safe"), "{script}");
}

#[test]
fn a_pack_is_about_one_window_where_that_is_wanted() {
    let two = maintenance_window_builder::examples::EXAMPLES
        .iter()
        .find(|example| example.id == "two-rings")
        .unwrap()
        .draft();
    let plan = check(&two, now()).plan;
    let second = Draft::window_path(two.windows()[1].id);
    let verify = pack("verify").unwrap();
    assert_eq!(verify.check(&two, &plan, None).plan.requests().len(), 8);
    let script = cli(&verify.check(&two, &plan, Some(&second)));
    assert!(
        script.contains("WINDOW_2_ID") && !script.contains("WINDOW_1_ID"),
        "{script}"
    );
    let both = pack("rollback").unwrap().check(&two, &plan, None);
    let titles: Vec<_> = both.plan.requests().iter().map(|r| r.title()).collect();
    assert!(titles[0].ends_with("install-patches") && titles[2].ends_with("patch-production"));
    // An execution is of one window: its requests stand once.
    assert_eq!(pack("diagnose").unwrap().asks(&two, None).len(), 7);
}
