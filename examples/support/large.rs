//! Large projects of every kind: one thing in them as often as one likes.
//!
//! What a project holds may be anything up to its largest size, so each kind is
//! one that must cost no more than in proportion to its size.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// A kind of large project.
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// Its windows, with one thing so many times.
    pub windows: fn(usize) -> Vec<Value>,
}

/// The text of a project file with these windows.
pub fn project(windows: &[Value]) -> String {
    json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows}).to_string()
}

/// The processor time that this thread has had; on a busy machine the clock on
/// the wall says nothing.
pub fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = stat.split(' ').next().and_then(|first| first.parse().ok());
    match spent {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default(),
    }
}

const MONTHLY: &str = "cron(0 2 ? * TUE#2 *)";

fn window(schedule: &str, more: Value) -> Value {
    let mut window = json!({"Name": "Patch-Prod", "Schedule": schedule, "ScheduleTimezone": "Europe/Berlin",
        "Duration": 4, "Cutoff": 1, "AllowUnassociatedTargets": false});
    put(&mut window, more);
    window
}

fn put(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

fn target(n: usize, more: Value) -> Value {
    let mut target = json!({"Name": format!("target-{n}"), "ResourceType": "INSTANCE",
        "Targets": [{"Key": "tag:Role", "Values": ["web"]}]});
    put(&mut target, more);
    target
}

fn task(n: usize, more: Value) -> Value {
    let mut task = json!({"Name": format!("task-{n}"), "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript",
        "Priority": 1, "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}], "MaxConcurrency": "10%", "MaxErrors": 1,
        "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": ["df -h"]}}}});
    put(&mut task, more);
    task
}

fn run(parameters: Value) -> Value {
    json!({"TaskInvocationParameters": {"RunCommand": {"Parameters": parameters}}})
}

fn lambda(payload: String) -> Value {
    json!({"TaskType": "LAMBDA", "TaskArn": "SSMfn", "TaskInvocationParameters": {"Lambda": {"Payload": payload}}})
}

fn many(n: usize, one: impl Fn(usize) -> Value) -> Value {
    (0..n).map(one).collect()
}

fn members(n: usize, one: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..n).map(one).collect::<Map<_, _>>())
}

fn strangers(n: usize) -> Value {
    members(n, |n| (format!("Stranger{n}"), json!("x")))
}

/// Names that look like one that AWS knows.
fn misspelt(n: usize) -> Value {
    let letter = |n: usize| char::from_u32(0x4e00 + n as u32 % 20_000).unwrap_or('x');
    members(n, |n| (format!("Duratio{}", letter(n)), json!("x")))
}

fn with(more: Value) -> Vec<Value> {
    vec![window(MONTHLY, more)]
}

fn with_task(more: Value) -> Vec<Value> {
    with(json!({"Tasks": [task(0, more)]}))
}

fn with_target(more: Value) -> Vec<Value> {
    with(json!({"Targets": [target(0, more)]}))
}

fn values(values: Value) -> Value {
    json!({"Targets": [{"Key": "tag:Role", "Values": values}]})
}

fn windows(n: usize, schedule: &str, more: Value) -> Vec<Value> {
    let name = |n: usize| {
        let mut window = window(schedule, more.clone());
        put(&mut window, json!({"Name": format!("window-{n}")}));
        window
    };
    (0..n).map(name).collect()
}

/// Projects of many windows: what each costs is bounded together.
pub static WINDOWS: &[Kind] = &[
    Kind {
        name: "weekly",
        windows: |n| windows(n, "cron(0 2 ? * SUN *)", json!({})),
    },
    Kind {
        name: "hourly",
        windows: |n| windows(n, "cron(0 * * * ? *)", json!({})),
    },
    Kind {
        name: "every five minutes",
        windows: |n| windows(n, "rate(5 minutes)", json!({})),
    },
    Kind {
        name: "every second with an offset",
        windows: |n| {
            let mut all = windows(n, "cron(* * * * * ? *)", json!({"ScheduleOffset": 6}));
            all.push(window(MONTHLY, json!({})));
            all
        },
    },
    Kind {
        name: "every 28 years",
        windows: |n| windows(n, "cron(0 0 ? 2 TUE#5 *)", json!({})),
    },
    Kind {
        name: "never",
        windows: |n| windows(n, "cron(0 0 31W 2,4,6,9,11 ? *)", json!({})),
    },
    Kind {
        name: "every second of 2199",
        windows: |n| windows(n, "cron(* * * * * ? 2199)", json!({})),
    },
    Kind {
        name: "some years with an offset",
        windows: |n| {
            windows(
                n,
                "cron(* * ? * TUE#5 2028,2040,2199)",
                json!({"ScheduleOffset": 6}),
            )
        },
    },
    Kind {
        name: "only in the hour that daylight saving removes",
        windows: |n| windows(n, "cron(* * 2 ? 3 SUNL *)", json!({})),
    },
    Kind {
        name: "every other day",
        windows: |n| windows(n, "cron(0 0 2/2 * ? *)", json!({})),
    },
];

/// Everything else that there may be many of.
pub static PARTS: &[Kind] = &[
    Kind {
        name: "empty windows",
        windows: |n| vec![json!({}); n],
    },
    Kind {
        name: "unknown members of a window",
        windows: |n| with(strangers(n)),
    },
    Kind {
        name: "misspelt members of a window",
        windows: |n| with(misspelt(n)),
    },
    Kind {
        name: "unknown members of a task",
        windows: |n| with_task(strangers(n)),
    },
    Kind {
        name: "unknown members of a target",
        windows: |n| with_target(strangers(n)),
    },
    Kind {
        name: "unknown members of a group",
        windows: |n| with_task(json!({"TaskInvocationParameters": {"RunCommand": strangers(n)}})),
    },
    Kind {
        name: "unknown members of a condition",
        windows: |n| with_target(json!({"Targets": [strangers(n)]})),
    },
    Kind {
        name: "unknown members of a tag",
        windows: |n| with(json!({"Tags": [strangers(n)]})),
    },
    Kind {
        name: "tags",
        windows: |n| {
            with(json!({"Tags": many(n, |n| json!({"Key": format!("k{n}"), "Value": "v"}))}))
        },
    },
    Kind {
        name: "equal tags",
        windows: |n| with(json!({"Tags": many(n, |_| json!({"Key": "k", "Value": "v"}))})),
    },
    Kind {
        name: "targets",
        windows: |n| with(json!({"Targets": many(n, |n| target(n, json!({})))})),
    },
    Kind {
        name: "empty targets",
        windows: |n| with(json!({"Targets": vec![json!({}); n]})),
    },
    Kind {
        name: "tasks",
        windows: |n| with(json!({"Tasks": many(n, |n| task(n, json!({})))})),
    },
    Kind {
        name: "tasks without a name",
        windows: |n| with(json!({"Tasks": many(n, |_| task(0, json!({"Name": ""})))})),
    },
    Kind {
        name: "empty tasks",
        windows: |n| with(json!({"Tasks": vec![json!({}); n]})),
    },
    Kind {
        name: "values",
        windows: |n| with_target(values(many(n, |n| json!(format!("v{n}"))))),
    },
    Kind {
        name: "values that are too long",
        windows: |n| {
            with_target(values(many(n, |n| {
                json!(format!("{n}{}", "x".repeat(300)))
            })))
        },
    },
    Kind {
        name: "equal values",
        windows: |n| with_target(values(many(n, |_| json!("v")))),
    },
    Kind {
        name: "wrong node ids",
        windows: |n| {
            let ids = many(n, |n| json!(format!("bad{n}")));
            with_target(json!({"Targets": [{"Key": "InstanceIds", "Values": ids}]}))
        },
    },
    Kind {
        name: "targets of a task that are gone",
        windows: |n| {
            let names = many(n, |n| json!(format!("$t{n}")));
            with_task(json!({"Targets": [{"Key": "WindowTargetIds", "Values": names}]}))
        },
    },
    Kind {
        name: "conditions",
        windows: |n| {
            with_target(
                json!({"Targets": many(n, |n| json!({"Key": format!("tag:k{n}"), "Values": ["x"]}))}),
            )
        },
    },
    Kind {
        name: "commands",
        windows: |n| with_task(run(json!({"commands": many(n, |_| json!("echo a"))}))),
    },
    Kind {
        name: "parameters",
        windows: |n| with_task(run(members(n, |n| (format!("p{n}"), json!(["v"]))))),
    },
    Kind {
        name: "pseudo parameters",
        windows: |n| {
            with_task(run(
                json!({"commands": ["{{ WINDOW_IDX }} {{NOPE}} ".repeat(n)]}),
            ))
        },
    },
    Kind {
        name: "unknown pseudo parameters",
        windows: |n| {
            let names: String = (0..n).map(|n| format!("{{{{WINDOW_ID{n}}}}}")).collect();
            with_task(run(json!({"commands": [names]})))
        },
    },
    Kind {
        name: "quotes in a script",
        windows: |n| with_task(run(json!({"commands": ["x'\"$`\\\u{1}é%!\r".repeat(n)]}))),
    },
    Kind {
        name: "items in a payload",
        windows: |n| with_task(lambda(format!("[{}0]", "0,".repeat(n)))),
    },
    Kind {
        name: "brackets in a payload",
        windows: |n| with_task(lambda("[".repeat(n))),
    },
    Kind {
        name: "Python in a payload",
        windows: |n| with_task(lambda(format!("{{'a': [{}]}}", "True,".repeat(n)))),
    },
    Kind {
        name: "quotes in a payload",
        windows: |n| with_task(lambda("'a',".repeat(n))),
    },
    Kind {
        name: "letters in a name",
        windows: |n| with(json!({"Name": "n".repeat(n)})),
    },
    Kind {
        name: "blanks in a name",
        windows: |n| with(json!({"Name": "n ".repeat(n)})),
    },
    Kind {
        name: "control characters",
        windows: |n| with(json!({"Description": "\u{202e}\u{3} d".repeat(n)})),
    },
    Kind {
        name: "parts of a schedule",
        windows: |n| vec![window(&format!("cron({})", "1,".repeat(n)), json!({}))],
    },
    Kind {
        name: "minutes of a schedule",
        windows: |n| {
            vec![window(
                &format!("cron({}0 2 ? * SUN *)", "1,".repeat(n)),
                json!({}),
            )]
        },
    },
    Kind {
        name: "words for a schedule",
        windows: |n| vec![window(&"every day at 5 ".repeat(n), json!({}))],
    },
    Kind {
        name: "words for a zone",
        windows: |n| with(json!({"ScheduleTimezone": "Europe/".repeat(n)})),
    },
    Kind {
        name: "digits of a date",
        windows: |n| with(json!({"StartDate": "2026-01-01T00:00:00".repeat(n)})),
    },
    Kind {
        name: "digits of a number",
        windows: |n| with(json!({"Duration": "1".repeat(n)})),
    },
    Kind {
        name: "colons in an ARN",
        windows: |n| {
            with_task(
                json!({"TaskArn": "arn:aws:lambda:eu-central-1:123456789012:function:".repeat(n)}),
            )
        },
    },
    Kind {
        name: "members kept aside",
        windows: |n| {
            let one = json!({"RunCommand": {"Parameters": {"commands": ["x"]}}});
            let kept = members(n, |n| (format!("L{n}"), one.clone()));
            with_task(json!({"$kept": {"TaskInvocationParameters": kept}}))
        },
    },
    Kind {
        name: "nested members",
        windows: |n| {
            let deep = (0..20).fold(json!("x"), |inside, _| json!({"a": inside}));
            with(json!({"Tasks": vec![deep; n]}))
        },
    },
];
