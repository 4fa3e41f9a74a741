//! What Terraform and CloudFormation say: every member has its place or its
//! sentence, the names are the provider's, and any text comes back whole.

use std::fs;
use std::path::Path;

use maintenance_window_builder::catalogue::names::{CLOUDFORMATION, Mapping, Place, TERRAFORM};
use maintenance_window_builder::catalogue::{Member, Operation, Shape, target, task, window};
use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import;
use maintenance_window_builder::render::cloudformation::yaml_text;
use maintenance_window_builder::render::terraform;
use maintenance_window_builder::render::{self, Artifact, Options, Wanted};
use proptest::prelude::*;
use serde_json::{Value, json};

static REQUESTS: [&Operation; 3] = [&window::CREATE, &target::REGISTER, &task::REGISTER];
static MAPPINGS: [&Mapping; 2] = [&TERRAFORM, &CLOUDFORMATION];

fn groups(shape: &Shape) -> &'static [Member] {
    match shape {
        Shape::Group(group) => group.members,
        Shape::List(list) => groups(&list.item),
        Shape::Map(map) => groups(&map.value),
        Shape::Text(_) | Shape::Whole(_) | Shape::Flag | Shape::Choice(_) | Shape::Blob(_) => &[],
    }
}

/// Visits the members that a mapping must have a row for, with their path in the catalogue.
fn walk(mapping: &Mapping, members: &[Member], path: &str, visit: &mut dyn FnMut(&str, &Member)) {
    for member in members {
        let path = format!("{path}.{}", member.field.name);
        visit(&path, member);
        if matches!(
            mapping.place(member.field),
            Some(Place::Named(_) | Place::Bytes(..) | Place::Formerly(..))
        ) {
            walk(mapping, groups(&member.field.shape), &path, visit);
        }
    }
}

#[test]
fn every_member_has_its_place_or_its_sentence_and_no_row_is_stale() {
    for mapping in MAPPINGS {
        let mut reached = Vec::new();
        for operation in REQUESTS {
            assert!(mapping.resource(operation).is_some());
            walk(mapping, operation.input, operation.name, &mut |path, m| {
                match mapping.place(m.field) {
                    None => panic!("{path} has no row"),
                    Some(Place::Nowhere(why) | Place::Formerly(_, why)) => {
                        assert!(!m.required, "{path} is required");
                        assert!(why.len() > 20 && !why.ends_with('.'), "{path}: {why}");
                    }
                    Some(Place::Named(name) | Place::Pairs(name)) => assert!(!name.is_empty()),
                    Some(Place::Bytes(name, _)) => {
                        assert!(!name.is_empty());
                        assert!(
                            matches!(m.field.shape, Shape::Text(text) if text.max.is_some()),
                            "{path} has no bound to count against"
                        );
                    }
                }
                reached.push(std::ptr::from_ref(m.field));
            });
        }
        for (field, _) in mapping.places {
            // Of a window that is created disabled.
            let of_settings = std::ptr::eq(*field, &window::ENABLED);
            assert!(
                of_settings || reached.contains(&std::ptr::from_ref(*field)),
                "the row of {} is of no use",
                field.name
            );
        }
        for (n, (field, _)) in mapping.places.iter().enumerate() {
            let again = mapping.places.iter().skip(n + 1);
            assert!(
                !again
                    .into_iter()
                    .any(|(other, _)| std::ptr::eq(*other, *field)),
                "{} has two rows",
                field.name
            );
        }
    }
}

#[test]
fn the_provider_has_every_attribute_that_terraform_is_told() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schemas/terraform-aws.json");
    let schema: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    fn compare(members: &[Member], schema: &Value, path: &str) {
        for member in members {
            let path = format!("{path}.{}", member.field.name);
            let (name, bytes) = match TERRAFORM.place(member.field).unwrap() {
                Place::Named(name) => (name, None),
                Place::Bytes(name, least) => (name, Some(least)),
                Place::Pairs(name) => {
                    assert_eq!(schema[name]["type"], "map", "{path}");
                    continue;
                }
                Place::Nowhere(_) | Place::Formerly(..) => continue,
            };
            let known = &schema[name];
            let shape = &member.field.shape;
            let expected = match shape {
                Shape::Text(_) | Shape::Choice(_) | Shape::Blob(_) => "string",
                Shape::Whole(_) => "number",
                Shape::Flag => "bool",
                Shape::Group(_) => "block",
                Shape::Map(_) => "block",
                Shape::List(_) if groups(shape).is_empty() => "list",
                Shape::List(_) => "block",
            };
            assert_eq!(known["type"], expected, "{path} as {name}");
            assert!(
                known["required"] != true || member.required,
                "{path} is required by Terraform alone"
            );
            if let Shape::Text(text) = shape {
                // Bounds that only the characters of a pattern can reach are bounds of characters.
                let counted = known["bytes"].as_array().filter(|_| text.pattern.is_none());
                if let Some(most) = text.max.filter(|_| counted.is_some() && bytes.is_some()) {
                    assert_eq!(known["bytes"], json!([bytes, most]), "{path}");
                }
                if counted.is_some() && bytes.is_none() {
                    // Base64 is ASCII.
                    assert_eq!(name, "client_context", "{path}");
                }
            }
            if matches!(shape, Shape::Map(_)) {
                assert_eq!(known["block"]["name"]["type"], "string", "{path}");
                assert_eq!(known["block"]["values"]["type"], "list", "{path}");
            } else {
                compare(groups(shape), &known["block"], &path);
            }
        }
    }
    for operation in REQUESTS {
        let resource = &schema[TERRAFORM.resource(operation).unwrap()];
        compare(operation.input, resource, operation.name);
    }
}

fn artifacts(format: &str, draft: &Draft) -> Vec<Artifact> {
    let checked = check(draft, "2026-11-22T12:00:00Z".parse().unwrap());
    assert!(!checked.report.has_errors(), "{:?}", checked.report);
    let format = render::format(format).unwrap();
    (format.render)(&checked.plan, &Options::default(), Wanted::All)
}

fn project(windows: Value) -> Draft {
    let file = json!({"format": "maintenance-window-builder", "version": 1, "Windows": windows});
    import::project(file.to_string().as_bytes()).unwrap()
}

#[test]
fn what_a_format_leaves_out_is_said_beside_it() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/render/everything/project.json");
    let everything = import::project(&fs::read(file).unwrap()).unwrap();
    for (format, mapping) in [
        ("terraform", &TERRAFORM),
        ("cloudformation", &CLOUDFORMATION),
    ] {
        for artifact in artifacts(format, &everything) {
            for (field, place) in mapping.places {
                if let Place::Nowhere(why) = place {
                    let begins = format!("`{}` is left out of `", field.name);
                    assert!(
                        artifact
                            .notes
                            .iter()
                            .any(|n| n.starts_with(&begins) && n.ends_with(why)),
                        "{format}: {} is dropped in silence: {:?}",
                        field.name,
                        artifact.notes
                    );
                }
            }
        }
    }
}

/// An existing window with a target and a task; more members of both are given.
fn existing(of_target: Value, of_task: Value) -> Draft {
    let mut target = json!({
        "$ref": "t1", "ResourceType": "INSTANCE",
        "Targets": [{"Key": "tag:Role", "Values": ["web"]}],
    });
    let mut task = json!({
        "TaskType": "STEP_FUNCTIONS",
        "TaskArn": "arn:aws:states:us-east-1:123456789012:stateMachine:SSM-x",
        "Priority": 1,
    });
    for (part, more) in [(&mut target, of_target), (&mut task, of_task)] {
        for (name, value) in more.as_object().unwrap() {
            part[name] = value.clone();
        }
    }
    project(json!([{
        "$existing": true, "WindowId": "mw-0c50858d01abcdef0",
        "Targets": [target], "Tasks": [task],
    }]))
}

fn notes(format: &str, draft: &Draft) -> Vec<String> {
    artifacts(format, draft)
        .into_iter()
        .next()
        .map(|artifact| artifact.notes)
        .unwrap_or_default()
}

#[test]
fn what_terraform_refuses_or_changes_is_said() {
    let none = json!({});
    let cases = [
        (
            json!({"Description": "ab"}),
            none.clone(),
            "Terraform refuses `Description` of `target_1`: it takes at least 3 bytes",
        ),
        (
            json!({"OwnerInformation": "é".repeat(65)}),
            none.clone(),
            "Terraform refuses `OwnerInformation` of `target_1`: it takes at most 128 bytes",
        ),
        (
            none.clone(),
            json!({"Priority": 0}),
            "what became of `task_1`",
        ),
        (
            none.clone(),
            json!({"Description": "e\u{301}"}),
            "which may change texts of `task_1`",
        ),
        (
            none.clone(),
            json!({
                "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript",
                "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
                "MaxConcurrency": "1", "MaxErrors": "0",
                "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": ["a", "", "b"]}}},
            }),
            "it shortens `commands` of `task_1`",
        ),
    ];
    for (of_target, of_task, said) in cases {
        let found = notes("terraform", &existing(of_target, of_task));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(said), "{found:?}");
    }
    assert!(notes("terraform", &existing(none.clone(), none)).is_empty());
}

#[test]
fn what_cloudformation_adds_or_changes_is_said() {
    let none = json!({});
    let task = |priority: Value, input: &str, parameters: Value| {
        json!({
            "Priority": priority, "Description": input,
            "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunShellScript",
            "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
            "MaxConcurrency": "1", "MaxErrors": "0",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": parameters}},
        })
    };
    let commands = json!({"commands": ["x"]});
    let cases = [
        (
            task(json!(""), "x", commands.clone()),
            "the template gives `1` to `Task1`",
        ),
        (
            task(json!(1), "{{resolve:ssm:x}}", commands.clone()),
            "`{{resolve:…}}`: see what it makes of it in `Task1`",
        ),
        (
            task(json!(1), "x", json!({"Ref": ["x"]})),
            "refuses the template: `Ref` of `Task1`",
        ),
        (
            task(json!(1), "x", json!({"Fn::Sub": ["x"]})),
            "refuses the template: `Fn::Sub` of `Task1`",
        ),
        (
            task(json!(1), "x", json!({"commands": ["y".repeat(60_000)]})),
            "CloudFormation takes more than 51200 only from an S3 bucket",
        ),
    ];
    for (of_task, said) in cases {
        let found = notes("cloudformation", &existing(none.clone(), of_task));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(said), "{found:?}");
    }
    assert!(notes("cloudformation", &existing(none.clone(), none)).is_empty());
}

#[test]
fn more_ids_than_a_template_may_tell_are_left_out_of_it() {
    let target =
        json!({"ResourceType": "INSTANCE", "Targets": [{"Key": "tag:Role", "Values": ["web"]}]});
    let window = json!({
        "$existing": true, "WindowId": "mw-0c50858d01abcdef0",
        "Targets": vec![target; 201],
    });
    for artifact in artifacts("cloudformation", &project(json!([window]))) {
        assert!(!artifact.code.unwrap().to_string().contains("Outputs"));
        assert!(artifact.notes.iter().any(|n| n.contains("at most 200")));
    }
}

#[test]
fn a_blocked_plan_has_neither_text_nor_notes() {
    let draft = project(json!([{"Name": "x"}]));
    let checked = check(&draft, "2026-11-22T12:00:00Z".parse().unwrap());
    for format in ["terraform", "cloudformation"] {
        let format = render::format(format).unwrap();
        for artifact in (format.render)(&checked.plan, &Options::default(), Wanted::All) {
            assert!(artifact.code.is_none() && artifact.notes.is_empty());
            assert!(!artifact.problems.is_empty());
        }
    }
}

/// HCL's own reading of a quoted template without interpolations.
fn read_hcl(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
    let mut out = String::new();
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            out.push_str(&rest[1..3]);
            rest = &rest[3..];
            continue;
        }
        assert!(
            !rest.starts_with("${") && !rest.starts_with("%{"),
            "{quoted} begins a template"
        );
        assert!(
            c != '"' && !c.is_control(),
            "{quoted} has a bare {c:?} in it"
        );
        rest = &rest[c.len_utf8()..];
        if c == '\\' {
            rest = unescape(rest, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// Reads an escape that HCL and YAML share; returns what stands behind it.
fn unescape<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let (first, rest) = rest.split_at(1);
    let digits = match first {
        "n" => return push(out, '\n', rest),
        "r" => return push(out, '\r', rest),
        "t" => return push(out, '\t', rest),
        "\"" | "\\" => return push(out, first.chars().next().unwrap(), rest),
        "u" => 4,
        "U" => 8,
        other => panic!("no escape: {other}"),
    };
    let (code, rest) = rest.split_at(digits);
    let code = u32::from_str_radix(code, 16).unwrap();
    push(out, char::from_u32(code).unwrap(), rest)
}

fn push<'a>(out: &mut String, c: char, rest: &'a str) -> &'a str {
    out.push(c);
    rest
}

/// YAML 1.1's own reading of a scalar on one line, as text or not at all.
fn read_yaml(scalar: &str) -> String {
    assert!(!scalar.chars().any(|c| c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )));
    if let Some(inner) = scalar
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''))
    {
        assert!(!inner.replace("''", "").contains('\''), "{scalar}");
        return inner.replace("''", "'");
    }
    if let Some(inner) = scalar
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        let mut out = String::new();
        let mut rest = inner;
        while let Some(c) = rest.chars().next() {
            assert!(c != '"', "{scalar}");
            rest = &rest[c.len_utf8()..];
            if c == '\\' {
                rest = unescape(rest, &mut out);
            } else {
                out.push(c);
            }
        }
        return out;
    }
    // A plain scalar that YAML 1.1 resolves to nothing but text.
    let first = scalar
        .chars()
        .next()
        .expect("an empty plain scalar is null");
    assert!(
        !"-?:,[]{}#&*!|>'\"%@`~.0123456789+<= ".contains(first),
        "{scalar}"
    );
    assert!(!scalar.contains(": ") && !scalar.contains(" #"), "{scalar}");
    assert!(!scalar.ends_with(':') && !scalar.ends_with(' '), "{scalar}");
    let resolved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    assert!(
        !resolved.contains(&scalar.to_lowercase().as_str()),
        "{scalar}"
    );
    scalar.to_owned()
}

/// Anything, and what has ever been special to HCL, YAML or CloudFormation.
fn awkward() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "$",
        "%",
        "{",
        "}",
        "${",
        "$${",
        "$$${",
        "%{",
        "%%{",
        "~}",
        "\"",
        "\\",
        "\\u0041",
        "'",
        "''",
        "\n",
        "\r\n",
        "\t",
        "\0",
        ": ",
        " #",
        "- ",
        "? ",
        "!Ref x",
        "!",
        "&a",
        "*a",
        "|",
        ">",
        "<<",
        "=",
        "yes",
        "No",
        "012",
        "0x1F",
        "1e3",
        "1:30",
        "2027-01-01",
        "null",
        "~",
        "{{resolve:ssm:x}}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffe}",
        "\u{10ffff}",
        "\u{202e}",
        "é",
        "💥",
        "<<EOT",
        "---",
        "...",
        "%YAML",
        "@",
        "`",
        " ",
        ":",
        "#",
        "a",
        "9",
        ".inf",
    ]);
    let mixed = prop::collection::vec(
        prop_oneof![3 => special.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..8,
    );
    prop_oneof![mixed.prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_text_is_text_in_terraform(text in awkward()) {
        prop_assert_eq!(read_hcl(&terraform::string(&text)), text);
    }

    #[test]
    fn any_text_is_text_in_a_template(text in awkward()) {
        prop_assert_eq!(read_yaml(&yaml_text(&text)), text);
    }
}

#[test]
fn a_template_is_text_whether_its_brace_closes_or_not() {
    for (text, said) in [
        ("${HOME}", r#""$${HOME}""#),
        ("%{if x}", r#""%%{if x}""#),
        ("$${x}", r#""$$${x}""#),
        ("${", r#""\u0024{""#),
        ("a%{", r#""a\u0025{""#),
        ("$ { } %", r#""$ { } %""#),
        ("^x$", r#""^x$""#),
    ] {
        assert_eq!(terraform::string(text), said);
    }
}

#[test]
fn what_yaml_takes_for_other_things_is_quoted() {
    for text in [
        "",
        " ",
        "yes",
        "NO",
        "On",
        "off",
        "true",
        "Null",
        "~",
        "y",
        "N",
        "012",
        "0x1F",
        "1e3",
        "1:30",
        "1_000",
        ".5",
        ".inf",
        "2027-01-01",
        "-",
        "- a",
        "? a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "!Ref x",
        "&a",
        "*a",
        "{{x}}",
        "[a]",
        "@a",
        "`a`",
        "%a",
        "|",
        ">",
        "=",
        "<<",
        "'a'",
        "\"a\"",
        "a ",
        " a",
        "a\nb",
    ] {
        assert!(yaml_text(text).starts_with(['\'', '"']), "{text}");
    }
    for text in [
        "web",
        "AWS::EC2::Instance",
        "tag:Role",
        "set -e",
        "arn:aws:iam::1:role/x",
        "/tmp",
        "$LATEST",
    ] {
        assert_eq!(yaml_text(text), text);
    }
}
