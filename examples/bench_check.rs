//! How long a check and each format take for one window with 5 targets and 20
//! tasks: what the page does at every keystroke. Times are per run, the median
//! of many; run it with `cargo run --profile bench --example bench_check`.

use std::time::Instant;

use jiff::Timestamp;
use maintenance_window_builder::check::{Checker, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::render::{FORMATS, Options, Wanted};
use serde_json::{Value, json};

fn project() -> Value {
    let targets: Vec<Value> = (1..=5)
        .map(|n| json!({"$ref": format!("t{n}"), "Name": format!("target-{n}"), "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:Role", "Values": [format!("role-{n}")]}]}))
        .collect();
    let script = "set -e\ndf -h\necho done\n".repeat(4);
    let tasks: Vec<Value> = (1..=20)
        .map(|n| {
            json!({"Name": format!("task-{n}"), "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript", "Priority": n,
                "Targets": [{"Key": "WindowTargetIds", "Values": [format!("$t{}", n % 5 + 1)]}], "MaxConcurrency": "10%", "MaxErrors": "1",
                "ServiceRoleArn": "arn:aws:iam::123456789012:role/MaintenanceWindow",
                "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": script}, "TimeoutSeconds": 600}}})
        })
        .collect();
    json!({"format": "maintenance-window-builder", "version": 1, "Windows": [{
        "Name": "Patch-Prod", "Schedule": "cron(0 2 ? * TUE#2 *)", "ScheduleTimezone": "America/New_York", "ScheduleOffset": 4,
        "Duration": 4, "Cutoff": 1, "AllowUnassociatedTargets": false, "Targets": targets, "Tasks": tasks}]})
}

fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..101)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(50).copied().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let now: Timestamp = "2026-11-22T12:00:00Z"
        .parse()
        .map_err(|e: jiff::Error| e.to_string())?;
    let draft = import::project(project().to_string().as_bytes())?;
    let checked = check(&draft, now);
    println!("check  {:8.0} µs", median(|| drop(check(&draft, now))));
    let (mut typed, mut checker) = (draft.clone(), Checker::default());
    let name = Draft::window_path(typed.windows().first().ok_or("no window")?.id).member("Name");
    let time = median(|| {
        typed.set(&name, &[typed.text(&name), "x"].concat());
        drop(checker.check(&typed, now));
    });
    println!("again  {time:8.0} µs   (after a key in the window's name)");
    for format in FORMATS {
        let time = median(|| {
            drop((format.render)(
                &checked.plan,
                &Options::default(),
                Wanted::All,
            ))
        });
        println!("{:6} {time:8.0} µs", format.id);
    }
    if let Some(timing) = checked
        .plan
        .windows()
        .first()
        .and_then(|window| window.timing.as_ref())
    {
        let time = median(|| drop(maintenance_window_builder::schedule::advise(timing, now)));
        println!("advise {time:8.0} µs");
        println!(
            "rows   {:8.0} µs",
            median(|| drop(timing.upcoming(now).take(10).collect::<Vec<_>>()))
        );
    }
    Ok(())
}
