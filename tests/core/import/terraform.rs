//! Terraform, read back: the forms of public modules, broken files, and what
//! cannot be known.

use std::path::Path;

use maintenance_window_builder::import::read::{Input, Kind, Outcome, read, read_all};
use serde_json::{Value, json};

use super::read::windows_of;

fn windows(text: &str) -> Value {
    windows_of(&read("main.tf", text))
}

fn notes(outcome: &Outcome) -> Vec<(usize, Kind, String)> {
    let notes = outcome.notes.iter();
    notes
        .map(|noted| {
            (
                noted.position.line,
                noted.note.kind,
                noted.note.message.clone(),
            )
        })
        .collect()
}

fn says(outcome: &Outcome, kind: Kind, line: usize, text: &str) -> bool {
    let mut all = notes(outcome).into_iter();
    all.any(|(at, own, message)| own == kind && at == line && message.contains(text))
}

/// A window that has everything that it must have, and these lines too.
fn window(lines: &str) -> String {
    format!(
        "resource \"aws_ssm_maintenance_window\" \"w\" {{\n  name = \"one-two\"\n  schedule = \"rate(1 day)\"\n  duration = 2\n  cutoff = 1\n{lines}\n}}\n"
    )
}

/// The value of the window's description.
fn described(expression: &str, around: &str) -> Value {
    let text = window(&format!("  description = {expression}")) + around;
    windows(&text)[0]["Description"].clone()
}

/// What every file of `tests/core/import/terraform` is read as, beside it; `UPDATE_FIXTURES=1`
/// rewrites that, and the difference is read.
#[test]
fn configurations_are_read_as_an_engineer_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/import/terraform");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().into_owned();
        if name.ends_with(".read.json") {
            continue;
        }
        count += 1;
        // What a file is named after decides how it is read, as on the page.
        let text = std::fs::read_to_string(&path).expect("a text");
        let outcome = read(&name, &text);
        let notes = outcome.notes.iter().map(|noted| {
            let (position, note) = (noted.position, &noted.note);
            format!(
                "{}:{}: {} [{}] {}",
                position.line, position.column, note.kind, note.slug, note.message
            )
        });
        let notes: Vec<String> = notes.collect();
        let found = json!({"notes": notes, "windows": outcome.windows});
        let found = serde_json::to_string_pretty(&found).expect("JSON") + "\n";
        let beside = path.with_file_name(format!(
            "{}.read.json",
            path.file_name().expect("a name").to_string_lossy()
        ));
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&beside, &found).expect("writable");
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(found, expected, "{name}");
    }
    assert!(count >= 13, "{count} files");
}

#[test]
fn commands_beside_a_configuration_are_read_too() {
    let text = format!(
        "Make it:\n\n```hcl\n{}```\n\n```bash\naws ssm create-maintenance-window --name by-hand --schedule 'rate(1 day)' --duration 2 --cutoff 1\n```\n",
        window("")
    );
    let outcome = read("page.md", &text);
    let names: Vec<&Value> = outcome.windows.iter().map(|w| &w["Name"]).collect();
    assert_eq!(names, ["one-two", "by-hand"]);
    assert_eq!(
        outcome.recognised[0].text,
        "1 resource, Terraform; 1 AWS CLI command, bash"
    );
}

#[test]
fn expressions_are_worked_out() {
    for (expression, expected) in [
        ("\"a\"", json!("a")),
        ("\"a${1 + 2 * 3}b\"", json!("a7b")),
        ("\"$${x} %%{y}\"", json!("${x} %{y}")),
        ("\"%{ if 1 < 2 }yes%{ else }no%{ endif }\"", json!("yes")),
        (
            "\"%{ for x in [\"a\", \"b\"] }<${x}>%{ endfor }\"",
            json!("<a><b>"),
        ),
        ("true && !false ? \"y\" : \"n\"", json!("y")),
        (
            "format(\"%s-%03d-%5.1f|%-4s|%q\", \"a\", 7, 2.25, \"b\", \"c\")",
            json!("a-007-  2.2|b   |\"c\""),
        ),
        (
            "join(\",\", formatlist(\"%s!\", [\"a\", \"b\"]))",
            json!("a!,b!"),
        ),
        (
            "join(\"-\", concat([\"a\"], tolist([\"b\"]), [for x in [\"c\", \"d\"] : upper(x) if x != \"d\"]))",
            json!("a-b-C"),
        ),
        (
            "join(\",\", [for k, v in {b = 1, a = 2} : \"${k}${v}\"])",
            json!("a2,b1"),
        ),
        (
            "jsonencode({b = [1, true, null], a = \"<x>\"})",
            json!("{\"a\":\"\\u003cx\\u003e\",\"b\":[1,true,null]}"),
        ),
        ("jsondecode(\"{\\\"a\\\": [1, 2]}\").a[1]", json!("2")),
        (
            "base64decode(base64encode(\"hi there\"))",
            json!("hi there"),
        ),
        ("lookup({a = \"x\"}, \"b\", \"none\")", json!("none")),
        ("try(local.missing.x, {}.y, \"last\")", json!("last")),
        ("can(local.missing) ? \"y\" : \"n\"", json!("n")),
        ("coalesce(\"\", null, \"c\")", json!("c")),
        ("element([\"a\", \"b\", \"c\"], 4)", json!("b")),
        ("[\"a\", \"b\"][1]", json!("b")),
        ("{a = {b = \"deep\"}}.a[\"b\"]", json!("deep")),
        ("join(\",\", [{n = \"x\"}, {n = \"y\"}][*].n)", json!("x,y")),
        ("join(\",\", [{n = \"x\"}, {n = \"y\"}].*.n)", json!("x,y")),
        ("join(\",\", keys(merge({b = 1}, {a = 2})))", json!("a,b")),
        (
            "join(\",\", sort(distinct([\"b\", \"a\", \"b\"])))",
            json!("a,b"),
        ),
        (
            "join(\",\", [for p in setproduct([\"a\", \"b\"], [\"1\", \"2\"]) : join(\"\", p)])",
            json!("a1,a2,b1,b2"),
        ),
        ("join(\",\", flatten([[\"a\"], [[\"b\"]]]))", json!("a,b")),
        (
            "join(\",\", [for i in range(3) : tostring(i * 2)])",
            json!("0,2,4"),
        ),
        (
            "join(\"\", slice(reverse([\"c\", \"b\", \"a\"]), 0, 2))",
            json!("ab"),
        ),
        ("zipmap([\"k\"], [\"v\"])[\"k\"]", json!("v")),
        (
            "replace(substr(title(\"hello world\"), 0, 5), \"l\", \"L\")",
            json!("HeLLo"),
        ),
        ("trimsuffix(trimspace(\" a.tf \"), \".tf\")", json!("a")),
        ("max(1, 3, 2) == 3 ? \"max\" : \"no\"", json!("max")),
        (
            "{for k, v in {a = \"x\", b = \"x\"} : v => k...}[\"x\"][1]",
            json!("b"),
        ),
        (
            "<<EOT\n  kept\n    deeper\nEOT\n",
            json!("  kept\n    deeper\n"),
        ),
        (
            "<<-EOT\n    kept\n      deeper\n\n    ${1}\n  EOT\n",
            json!("kept\n  deeper\n\n1\n"),
        ),
        (
            "<<-EOT\n    %{ for x in [1, 2] ~}\n    n${x}\n    %{ endfor ~}\n    end\n    EOT\n",
            json!("n1\nn2\nend\n"),
        ),
        (
            "trimspace(<<-EOT\n      in a call\n    EOT\n  )",
            json!("in a call"),
        ),
        (
            "(1 > 2) || contains([\"a\"], \"a\") ? \"in\" : \"out\"",
            json!("in"),
        ),
        ("\"${path.module}/x\"", json!("./x")),
        ("nonsensitive(sensitive(\"s\"))", json!("s")),
        ("null", Value::Null),
        ("-3 % 2 == -1 ? \"ok\" : \"no\"", json!("ok")),
        ("list(\"a\", \"b\")[0]", json!("a")),
        ("one([\"only\"])", json!("only")),
    ] {
        assert_eq!(described(expression, ""), expected, "{expression}");
    }
}

#[test]
fn what_cannot_be_known_stays_as_it_was_written() {
    for (expression, expected) in [
        ("var.x", "var.x"),
        ("\"${var.x}\"", "var.x"),
        ("\"a-${var.x}-b\"", "a-${var.x}-b"),
        ("format(\"%s-%s\", \"a\", var.x)", "a-${var.x}"),
        ("join(\"-\", [\"a\", var.x])", "a-${var.x}"),
        ("upper(var.x)", "upper(var.x)"),
        ("\"${upper(var.x)}!\"", "${upper(var.x)}!"),
        ("jsonencode({a = var.x})", "{\"a\":\"${var.x}\"}"),
        (
            "data.aws_ssm_document.d.name",
            "data.aws_ssm_document.d.name",
        ),
        (
            "data.aws_regions.all.names[0]",
            "data.aws_regions.all.names[0]",
        ),
        ("module.label.id", "module.label.id"),
        ("aws_iam_role.r.arn", "aws_iam_role.r.arn"),
        ("local.through", "var.x"),
        ("\"<${local.through}>\"", "<${var.x}>"),
        ("var.blank", "var.blank"),
        ("var.x[0].y", "var.x[0].y"),
        ("coalesce(var.blank, var.x)", "var.x"),
        ("var.x == null ? \"d\" : var.x", "var.x"),
        ("var.x != \"\" ? var.x : \"d\"", "var.x"),
        ("timestamp()", "timestamp()"),
        ("file(\"missing.txt\")", "file(\"missing.txt\")"),
        ("local.itself", "local.itself"),
        ("\"${terraform.workspace}-w\"", "${terraform.workspace}-w"),
        ("{a = 1}.b", "{a = 1}.b"),
    ] {
        let around = "variable \"blank\" { default = \"\" }\ndata \"aws_ssm_document\" \"d\" {\n  name = \"X\"\n}\nlocals {\n  through = var.x\n  itself = local.itself\n}\n";
        let text = window(&format!("  description = {expression}")) + around;
        let outcome = read("main.tf", &text);
        assert_eq!(outcome.windows[0]["Description"], expected, "{expression}");
        let open = notes(&outcome)
            .into_iter()
            .any(|(_, kind, _)| kind == Kind::Open);
        assert!(open, "{expression}: {:?}", outcome.notes);
    }
}

#[test]
fn arguments_of_other_resources_are_known_where_they_stand() {
    let around = "resource \"aws_ssm_document\" \"d\" {\n  name = \"my-${local.n}\"\n}\nlocals {\n  n = \"doc\"\n}\n";
    assert_eq!(described("aws_ssm_document.d.name", around), "my-doc");
    assert_eq!(
        described("aws_ssm_document.d.arn", around),
        "aws_ssm_document.d.arn"
    );
    assert_eq!(
        described("aws_ssm_maintenance_window.w.name", ""),
        "one-two"
    );
}

/// A module that makes windows of a map, with a target for each pair of window and tag.
const MAP: &str = r#"
variable "windows" {
  type = map(object({
    schedule = string
    duration = optional(number, 3)
    timezone = optional(string)
    roles    = optional(list(string), ["web"])
    enabled  = optional(bool, true)
  }))
  default = {
    scan = { schedule = "cron(0 2 ? * MON *)" }
    live = { schedule = "cron(0 3 ? * SUN#2 *)", duration = 4, timezone = "Europe/Berlin", roles = ["db", "web"] }
    off  = { schedule = "rate(1 day)", enabled = false }
  }
}
locals {
  enabled = { for k, v in var.windows : k => v if v.enabled }
  pairs = flatten([
    for name, w in local.enabled : [
      for role in w.roles : { key = "${name}-${role}", window = name, role = role }
    ]
  ])
}
resource "aws_ssm_maintenance_window" "this" {
  for_each          = local.enabled
  name              = format("mw-%s", each.key)
  schedule          = each.value.schedule
  schedule_timezone = each.value.timezone
  duration          = each.value.duration
  cutoff            = 1
  tags              = merge({ Name = each.key }, { By = "terraform" })
}
resource "aws_ssm_maintenance_window_target" "this" {
  for_each      = { for p in local.pairs : p.key => p }
  window_id     = aws_ssm_maintenance_window.this[each.value.window].id
  name          = each.key
  resource_type = "INSTANCE"
  targets {
    key    = "tag:Role"
    values = [each.value.role]
  }
}
resource "aws_ssm_maintenance_window_task" "patch" {
  for_each        = aws_ssm_maintenance_window.this
  name            = "patch-${each.key}"
  window_id       = each.value.id
  task_type       = "RUN_COMMAND"
  task_arn        = "AWS-RunPatchBaseline"
  priority        = 1
  max_concurrency = "50%"
  max_errors      = "10%"
  targets {
    key    = "WindowTargetIds"
    values = [for k, t in aws_ssm_maintenance_window_target.this : t.id if t.window_id == each.value.id]
  }
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "Operation"
        values = [each.key == "scan" ? "Scan" : "Install"]
      }
    }
  }
}
"#;

#[test]
fn loops_make_windows_with_their_own_targets() {
    let task = |name: &str, operation: &str, targets: Value| {
        json!({
            "Name": name, "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunPatchBaseline", "Priority": 1,
            "MaxConcurrency": "50%", "MaxErrors": "10%",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": {"Operation": [operation]}}},
            "Targets": [{"Key": "WindowTargetIds", "Values": targets}]
        })
    };
    let target = |name: &str, role: &str| json!({"Name": name, "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:Role", "Values": [role]}]});
    let tags =
        |name: &str| json!([{"Key": "Name", "Value": name}, {"Key": "By", "Value": "terraform"}]);
    let expected = json!([
        {"Name": "mw-live", "Schedule": "cron(0 3 ? * SUN#2 *)", "ScheduleTimezone": "Europe/Berlin", "Duration": "4", "Cutoff": "1",
         "Tags": tags("live"), "AllowUnassociatedTargets": "false",
         "Targets": [target("live-db", "db"), target("live-web", "web")], "Tasks": [task("patch-live", "Install", json!(["$t1", "$t2"]))]},
        {"Name": "mw-scan", "Schedule": "cron(0 2 ? * MON *)", "Duration": "3", "Cutoff": "1",
         "Tags": tags("scan"), "AllowUnassociatedTargets": "false",
         "Targets": [target("scan-web", "web")], "Tasks": [task("patch-scan", "Scan", json!(["$t1"]))]},
    ]);
    assert_eq!(texts(windows(MAP)), texts(expected));
    assert_eq!(notes(&read("main.tf", MAP)), []);
}

/// Every number and flag as its text.
fn texts(value: Value) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        Value::Array(items) => items.into_iter().map(texts).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, texts(value)))
            .collect(),
        other => other,
    }
}

#[test]
fn files_of_a_folder_are_read_together() {
    let main = "resource \"aws_ssm_maintenance_window\" \"w\" {\n  name = var.name\n  schedule = var.cron\n  duration = var.hours\n  cutoff = var.cutoff\n  description = file(\"${path.module}/about.txt\")\n}\n";
    let variables = "variable \"name\" {}\nvariable \"cron\" {\n  default = \"rate(1 day)\"\n}\nvariable \"hours\" {}\nvariable \"cutoff\" {}\n";
    let inputs = [
        Input {
            name: "folder/main.tf",
            text: main,
        },
        Input {
            name: "folder/terraform.tfvars",
            text: "name = \"weak-name\"\nhours = 2\n",
        },
        Input {
            name: "folder/b.auto.tfvars",
            text: "name = \"b-name\"\n",
        },
        Input {
            name: "folder/a.auto.tfvars.json",
            text: "{\"name\": \"a-name\", \"cutoff\": 1}",
        },
        Input {
            name: "folder/variables.tf",
            text: variables,
        },
        Input {
            name: "folder/about.txt",
            text: "What it is",
        },
    ];
    let outcome = read_all(&inputs);
    let window = &outcome.windows[0];
    assert_eq!(window["Name"], "b-name");
    assert_eq!(window["Schedule"], "rate(1 day)");
    assert_eq!(window["Duration"], "2");
    assert_eq!(window["Cutoff"], "1");
    assert_eq!(window["Description"], "What it is");
    let recognised: Vec<&str> = outcome.recognised.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(recognised[0], "1 resource, Terraform");
    assert!(
        recognised.iter().all(|text| !text.is_empty()),
        "{recognised:?}"
    );
    // A value that another one replaces is in a note.
    assert!(
        outcome
            .notes
            .iter()
            .any(|n| n.input == 1 && n.note.message.contains("`name`"))
    );
}

#[test]
fn a_module_beside_its_call_is_read_with_its_arguments() {
    let module = "variable \"name\" {}\nvariable \"cron\" {}\n".to_owned()
        + &window("")
            .replace("\"one-two\"", "var.name")
            .replace("\"rate(1 day)\"", "var.cron");
    let calls = "module \"a\" {\n  source = \"./m\"\n  name = \"first\"\n  cron = \"rate(1 day)\"\n}\nmodule \"b\" {\n  source = \"./m\"\n  name = \"second\"\n  cron = var.elsewhere\n}\nmodule \"vpc\" {\n  source = \"./vpc\"\n  cidr = \"10.0.0.0/8\"\n}\n";
    let outcome = read_all(&[
        Input {
            name: "main.tf",
            text: calls,
        },
        Input {
            name: "m/main.tf",
            text: &module,
        },
    ]);
    let names: Vec<&Value> = outcome.windows.iter().map(|w| &w["Name"]).collect();
    assert_eq!(names, ["first", "second"]);
    assert_eq!(outcome.windows[1]["Schedule"], "var.elsewhere");
    assert!(says(&outcome, Kind::Unread, 11, "module \"vpc\""));
}

#[test]
fn a_broken_file_is_read_but_for_what_is_broken() {
    let text = "resource \"aws_ssm_maintenance_window\" \"a\" {\n  name = \"a-window\"\n  schedule = \"rate(1 day)\n  duration = 3\n  ...\n}\nresource \"aws_ssm_maintenance_window\" \"c\" {\n  name = \"c-window\"\n  cutoff = 1\nresource \"aws_ssm_maintenance_window_target\" \"t\" {\n  window_id = aws_ssm_maintenance_window.a.id\n  targets { key = \"tag:a\" values = [\"b\"] }\n}\nresource \"aws_ssm_maintenance_window\" \"d\" {\n  name = “d-window”\n  name = \"again\"\n";
    let outcome = read("main.tf", text);
    assert_eq!(
        windows_of(&outcome),
        texts(json!([
            {"Name": "a-window", "Duration": 3, "AllowUnassociatedTargets": false, "Targets": [{"Targets": [{"Key": "tag:a", "Values": ["b"]}]}]},
            {"Name": "c-window", "Cutoff": 1, "AllowUnassociatedTargets": false},
            {"Name": "d-window", "AllowUnassociatedTargets": false},
        ]))
    );
    assert!(
        says(&outcome, Kind::Unread, 3, "rate(1 day)"),
        "{:?}",
        outcome.notes
    );
    assert!(says(&outcome, Kind::Unread, 5, "..."));
    assert!(says(&outcome, Kind::Repaired, 9, "closing brace"));
    assert!(says(&outcome, Kind::Repaired, 12, "targets {"));
    assert!(says(&outcome, Kind::Repaired, 15, "Typographic"));
    assert!(says(&outcome, Kind::Unread, 16, "again"));
}

#[test]
fn every_resource_block_and_line_is_in_the_plan_or_in_a_note() {
    let text = "stray words\nterraform {\n}\nprovider \"aws\" {\n}\nresource \"aws_iam_role\" \"r\" {\n}\ndata \"aws_region\" \"here\" {\n}\noutput \"o\" {\n  value = 1\n}\nmodule \"m\" {\n  source = \"x\"\n}\n"
        .to_owned()
        + &window("  colour = 1\n  enabled = false\n  frame {\n  }\n  lifecycle {\n  }\n  depends_on = []")
        + "resource \"aws_ssm_maintenance_window\" \"none\" {\n  count = 0\n}\n";
    let outcome = read("main.tf", &text);
    for (kind, line, text) in [
        (Kind::Unread, 1, "stray words"),
        (Kind::Ignored, 2, "terraform"),
        (Kind::Ignored, 4, "provider"),
        (Kind::Ignored, 6, "aws_iam_role.r"),
        (Kind::Ignored, 8, "aws_region"),
        (Kind::Ignored, 10, "output"),
        (Kind::Unread, 13, "module"),
        (Kind::Unread, 21, "colour"),
        (Kind::Ignored, 22, "enabled"),
        (Kind::Unread, 23, "frame"),
        (Kind::Ignored, 25, "lifecycle"),
        (Kind::Ignored, 27, "depends_on"),
        (Kind::Ignored, 29, "none"),
    ] {
        assert!(
            says(&outcome, kind, line, text),
            "{line} {text}: {:?}",
            outcome.notes
        );
    }
    assert_eq!(outcome.notes.len(), 13, "{:?}", outcome.notes);
}

#[test]
fn names_of_old_providers_and_the_first_hcl_are_read() {
    let text = window("  tags {\n    Env = \"live\"\n  }")
        + "resource \"aws_ssm_maintenance_window_target\" \"t\" {\n  count = 2\n  window_id = \"${aws_ssm_maintenance_window.w.id}\"\n  targets {\n    key = \"tag:n\"\n    values = [\"${count.index}\"]\n  }\n}\nresource \"aws_ssm_maintenance_window_task\" \"k\" {\n  window_id = \"${aws_ssm_maintenance_window.w.id}\"\n  task_type = \"RUN_COMMAND\"\n  targets {\n    key = \"WindowTargetIds\"\n    values = [\"${aws_ssm_maintenance_window_target.t.*.id}\"]\n  }\n  task_parameters {\n    name = \"commands\"\n    values = [\"df\"]\n  }\n  logging_info {\n    s3_bucket_name = \"logs\"\n    s3_bucket_prefix = \"p\"\n    s3_region = \"eu-west-1\"\n  }\n}\n";
    let window = &windows(&text)[0];
    assert_eq!(window["Tags"], json!([{"Key": "Env", "Value": "live"}]));
    let task = &window["Tasks"][0];
    assert_eq!(task["Targets"][0]["Values"], json!(["$t1", "$t2"]));
    assert_eq!(
        task["TaskParameters"],
        json!({"commands": {"Values": ["df"]}})
    );
    assert_eq!(
        task["LoggingInfo"],
        json!({"S3BucketName": "logs", "S3KeyPrefix": "p", "S3Region": "eu-west-1"})
    );
}

#[test]
fn ids_come_from_import_blocks_and_from_the_state() {
    let id = "mw-0123456789abcdef0";
    let target = "23639a0b-ddbc-4bca-9e72-78d96EXAMPLE";
    let text = window("").replace("\"w\" {\n", "\"w\" {\n  for_each = toset([\"x\"])\n")
        + &format!(
            "import {{\n  to = aws_ssm_maintenance_window.w[\"x\"]\n  id = \"{id}\"\n}}\nimport {{\n  to = aws_ssm_maintenance_window_target.t\n  id = \"{id}/{target}\"\n}}\nresource \"aws_ssm_maintenance_window_target\" \"t\" {{\n  window_id = \"{id}\"\n  resource_type = \"INSTANCE\"\n}}\nresource \"aws_ssm_maintenance_window_task\" \"k\" {{\n  id = \"{target}\"\n  arn = \"arn:aws:ssm:eu-west-1:123456789012:windowtask/x\"\n  window_id = \"{id}\"\n  task_type = \"AUTOMATION\"\n  task_arn = \"AWS-StopEC2Instance\"\n}}\n"
        );
    let outcome = read("main.tf", &text);
    assert_eq!(outcome.windows.len(), 1);
    let window = &outcome.windows[0];
    assert_eq!(window["$id"], id);
    assert_eq!(window["Targets"][0]["$id"], target);
    assert_eq!(window["Tasks"][0]["$id"], target);
}

#[test]
fn json_says_the_same_as_hcl() {
    let text = json!({
        "//": "made by a program",
        "variable": {"env": {"default": "live"}},
        "locals": [{"n": "${var.env}-mw"}],
        "resource": {
            "aws_ssm_maintenance_window": {"w": {"name": "${local.n}", "schedule": "rate(1 day)", "duration": 2, "cutoff": 1}},
            "aws_ssm_maintenance_window_target": {"t": [{
                "window_id": "${aws_ssm_maintenance_window.w.id}", "resource_type": "INSTANCE",
                "dynamic": {"targets": {"for_each": ["a", "b"], "content": {"key": "tag:${targets.value}", "values": ["$${x}"]}}}
            }]}
        }
    });
    let outcome = read("main.tf.json", &text.to_string());
    assert_eq!(outcome.windows[0]["Name"], "live-mw");
    assert_eq!(
        outcome.windows[0]["Targets"][0]["Targets"],
        json!([{"Key": "tag:a", "Values": ["${x}"]}, {"Key": "tag:b", "Values": ["${x}"]}])
    );
    assert_eq!(notes(&outcome), []);
}

#[test]
fn evaluation_ends() {
    let begin = std::time::Instant::now();
    let doubling: String = (1..60)
        .map(|n| format!("  x{n} = concat(local.x{0}, local.x{0})\n", n - 1))
        .collect();
    let text_doubling: String = (1..60)
        .map(|n| format!("  y{n} = \"${{local.y{0}}}${{local.y{0}}}\"\n", n - 1))
        .collect();
    for text in [
        window("  description = join(\"\", local.x59)")
            + "locals {\n  x0 = [\"a\", \"b\"]\n"
            + &doubling
            + "}\n",
        window("  description = local.y59") + "locals {\n  y0 = \"ab\"\n" + &text_doubling + "}\n",
        window("  count = 1000000000"),
        window("  for_each = toset([for i in range(100000) : tostring(i)])"),
        window(
            "  description = join(\",\", [for a in range(10000) : join(\",\", [for b in range(10000) : tostring(b)])])",
        ),
        window(&format!(
            "  description = {}1{}",
            "(".repeat(50_000),
            ")".repeat(50_000)
        )),
        window(&format!("  description = {}", "!".repeat(100_000))),
        window(&format!("  description = \"{}\"", "${\"".repeat(50_000))),
        window(&format!(
            "  tags = {{\n{}  }}",
            (0..4_000)
                .map(|n| format!("    a{n} = 1\n"))
                .collect::<String>()
        )),
        "resource \"aws_ssm_maintenance_window\" \"w\" {\n".repeat(3_000),
        "module \"x\" {\n}\n".repeat(6_000),
        window("") + &"}\n".repeat(30_000),
        window("") + &"a = <<X\n".repeat(10_000),
        window(&format!(
            "  description = {}\"x\"",
            "true ? ".repeat(20_000)
        )),
        window(&format!("  description = 1{}", " + 1".repeat(100_000))),
    ] {
        let one = std::time::Instant::now();
        read("main.tf", &text);
        let took = one.elapsed();
        assert!(
            took < std::time::Duration::from_secs(60),
            "{took:?}: {}",
            &text[..200]
        );
    }
    let took = begin.elapsed();
    assert!(took < std::time::Duration::from_secs(300), "{took:?}");
}
