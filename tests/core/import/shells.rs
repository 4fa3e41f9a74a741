//! Commands of all shells, read back: what the page writes, and what people write.

use maintenance_window_builder::check::{Severity, check};
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::read::{Input, Kind, Outcome, read, read_all};
use maintenance_window_builder::render::options::Shell;
use maintenance_window_builder::render::{Artifact, CliVersion, Options, Wanted, format};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::drafts::{cases, drafts};
use super::read::requests;
use crate::check::now;

const SHELLS: [Shell; 4] = [
    Shell::Posix,
    Shell::PowerShell,
    Shell::WindowsPowerShell,
    Shell::Cmd,
];

const VERSIONS: [CliVersion; 2] = [CliVersion::V2, CliVersion::V1];

fn rendered(draft: &Draft, id: &str, shell: Shell, cli: CliVersion) -> Vec<Artifact> {
    let plan = check(draft, now()).plan;
    let options = Options {
        shell,
        cli,
        ..Options::default()
    };
    (format(id).expect("a format").render)(&plan, &options, Wanted::All)
}

fn same(outcome: &Outcome, draft: &Draft, about: &str) {
    let report = outcome
        .draft
        .as_ref()
        .map(|draft| check(draft, now()).report);
    let errors: Vec<String> = report
        .iter()
        .flat_map(|report| &report.violations)
        .filter(|violation| violation.severity == Severity::Error)
        .map(|violation| violation.message.clone())
        .collect();
    assert!(
        errors.is_empty(),
        "{errors:?}\n{about}\n{:?}",
        outcome.notes
    );
    let read = outcome.draft.as_ref().map(requests).unwrap_or_default();
    assert_eq!(read, requests(draft), "{about}\n{:?}", outcome.notes);
}

/// Returns how many scripts were compared.
fn scripts_and_single_commands_come_back(
    draft: &Draft,
    shells: &[Shell],
    versions: &[CliVersion],
    about: &str,
) -> usize {
    let mut compared = 0;
    for &shell in shells {
        for &cli in versions {
            let written = rendered(draft, "cli", shell, cli);
            let texts: Vec<String> = written.iter().filter_map(Artifact::file_text).collect();
            if texts.len() < written.len() || texts.is_empty() {
                // A shell that cannot carry a value has it in files.
                continue;
            }
            let name = [
                "script.",
                written[0].file.rsplit('.').next().expect("an ending"),
            ]
            .concat();
            for name in ["", &name] {
                let about = format!("{about}, {shell:?}, {cli:?}, {name}\n{}", texts[0]);
                same(&read(name, &texts[0]), draft, &about);
            }
            let single = texts[1..].concat();
            let about = format!("{about}, {shell:?}, {cli:?}, single\n{single}");
            same(&read("", &single), draft, &about);
            compared += 1;
        }
    }
    compared
}

fn scripts_with_files_come_back(draft: &Draft, shells: &[Shell], about: &str) {
    for &shell in shells {
        let written = rendered(draft, "cli-files", shell, CliVersion::V2);
        let texts: Vec<(String, String)> = written
            .iter()
            .filter_map(|artifact| Some((artifact.file.to_string(), artifact.file_text()?)))
            .collect();
        if texts.is_empty() {
            continue;
        }
        let inputs: Vec<Input<'_>> = texts
            .iter()
            .map(|(name, text)| Input { name, text })
            .collect();
        let about = format!("{about}, {shell:?}, files\n{texts:#?}");
        same(&read_all(&inputs), draft, &about);
    }
}

#[test]
fn what_every_shell_runs_comes_back() {
    let all = EXAMPLES.iter().map(|example| {
        let draft = example.draft();
        scripts_and_single_commands_come_back(&draft, &SHELLS, &VERSIONS, example.id)
    });
    let compared: usize = all.sum();
    assert!(compared > EXAMPLES.len() * 4, "{compared}");
}

#[test]
fn what_reads_request_files_comes_back() {
    for example in EXAMPLES {
        scripts_with_files_come_back(&example.draft(), &SHELLS, example.id);
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_project_comes_back_from_any_shell(
        draft in drafts(),
        shell in prop::sample::select(SHELLS.to_vec()),
        version in prop::sample::select(VERSIONS.to_vec()),
    ) {
        // Before PowerShell 7.3 a quote inside a word is written so: a text that has it anyway says too little.
        let is_powershell = matches!(shell, Shell::PowerShell | Shell::WindowsPowerShell);
        prop_assume!(!(is_powershell && has(&draft.to_json(), "\\\"")));
        scripts_and_single_commands_come_back(&draft, &[shell], &[version], "random");
        scripts_with_files_come_back(&draft, &[shell], "random");
    }
}

/// Whether a text in it has another in it.
fn has(value: &Value, text: &str) -> bool {
    match value {
        Value::String(own) => own.contains(text),
        Value::Array(items) => items.iter().any(|item| has(item, text)),
        Value::Object(members) => members
            .iter()
            .any(|(key, value)| key.contains(text) || has(value, text)),
        _ => false,
    }
}

/// Every word of a text that begins with `mark` is in what was read or in what was said.
fn nothing_is_dropped(name: &str, text: &str) {
    let outcome = read(name, text);
    let windows = serde_json::to_string(&outcome.windows).expect("JSON");
    let said: Vec<&str> = outcome
        .notes
        .iter()
        .map(|noted| noted.note.message.as_str())
        .collect();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let marks: Vec<&str> = words.filter(|word| word.starts_with("mark")).collect();
    assert!(marks.len() > 5, "{text}");
    for mark in marks {
        let found = windows.contains(mark) || said.iter().any(|said| said.contains(mark));
        assert!(
            found,
            "{mark} of\n{text}\nis neither in {windows}\nnor in {said:#?}"
        );
    }
}

#[test]
fn nothing_is_dropped_in_silence() {
    let options = "--name mark1 --description mark2 --schedule mark3 --duration mark4 --cutoff mark5 --start-date mark6 \
        --tags Key=mark7,Value=mark8 --colour mark9 --region mark10 --profile=mark11 --query mark12 --allow-unassociated-targets mark13";
    for text in [
        format!("aws ssm create-maintenance-window {options}"),
        format!("$id = aws ssm create-maintenance-window {options}")
            .replace("Key=mark7,Value=mark8", "'Key=mark7,Value=mark8'"),
        format!("set X=1\r\naws ssm create-maintenance-window {options}"),
    ] {
        nothing_is_dropped("", &text);
    }
    let task = "--window-id mark1 --targets Key=mark2,Values=mark3,mark4,Other=mark6 --task-arn mark7 --task-type mark8 \
        --task-invocation-parameters 'RunCommand={Parameters={commands=[mark9,mark10]},Comment=mark11,Nonsense=mark12}' --logging-info S3BucketName=mark13,Mark=mark14 mark15 \
        --cli-input-json file://mark16.json --target-id mark17";
    nothing_is_dropped(
        "",
        &format!("aws ssm register-task-with-maintenance-window {task}"),
    );
    nothing_is_dropped(
        "x.ps1",
        "New-SSMMaintenanceWindow -Name mark1 -Schedule mark2 -Duration mark3 -Tag @{Key='mark4';Value='mark5';Other='mark6'} -Colour mark7 -Region mark8 mark9 -ProfileName mark10
Register-SSMTaskWithMaintenanceWindow -WindowId w -RunCommand_Parameter @{commands='mark12'} -RunCommand_Nonsense mark13 -LoggingInfo_S3BucketName mark14 -MaxConcurrency mark15",
    );
    nothing_is_dropped(
        "x.json",
        r#"{"Name": "mark1", "Schedule": "mark2", "Duration": "mark3", "Tags": [{"Key": "mark4", "Value": "mark5", "Colour": "mark6"}], "Colour": {"a": ["mark7"]}, "Description": ["mark8", "mark9"]}"#,
    );
    nothing_is_dropped(
        "x.yaml",
        "W:\n  Type: AWS::SSM::MaintenanceWindow\n  DeletionPolicy: Retain\n  Nonsense: mark0\n  Properties:\n    Name: mark1\n    Schedule: !Sub 'mark2-${mark3}'\n    Duration: !Ref mark4\n    Tags:\n      - {Key: mark5, Value: mark6, Other: mark7}\n    Colour: {a: [mark8]}\n    Description: !GetAtt mark9.Arn\n",
    );
    nothing_is_dropped(
        "",
        "| Name | Schedule | Duration | Mark | mark1 |\n|---|---|---|---|---|\n| mark2 | mark3 | mark4 | - | - |\n| mark5 | mark6 | mark7 h | | |\n",
    );
}

/// The windows that a text is read as, without what belongs to the page.
fn windows(name: &str, text: &str) -> (Value, Vec<(usize, Kind, &'static str)>) {
    fn plain(value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let own = |name: &String| name.starts_with('$') && name != "$existing";
                let members = members.iter().filter(|(name, _)| !own(name));
                let members = members.map(|(name, value)| (name.clone(), plain(value)));
                Value::Object(members.collect())
            }
            Value::Array(items) => items.iter().map(plain).collect(),
            other => other.clone(),
        }
    }
    let outcome = read(name, text);
    let notes = outcome.notes.iter();
    let notes = notes.map(|noted| (noted.position.line, noted.note.kind, noted.note.slug));
    (plain(&Value::Array(outcome.windows)), notes.collect())
}

/// A window with a target and a task, as the texts below make it.
fn expected() -> Value {
    json!([{
        "Name": "night", "Schedule": "cron(0 2 ? * SUN *)", "Duration": "4", "Cutoff": "1", "AllowUnassociatedTargets": "false",
        "Targets": [{"ResourceType": "INSTANCE", "Targets": [{"Key": "tag:Role", "Values": ["web", "db"]}]}],
        "Tasks": [{
            "TaskType": "RUN_COMMAND", "TaskArn": "AWS-RunPatchBaseline",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": {"Operation": ["Install"]}, "TimeoutSeconds": "600"}},
            "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}]
        }]
    }])
}

fn is_read_as_expected(name: &str, text: &str) {
    let (read, notes) = windows(name, text);
    assert_eq!(read, expected(), "{text}\n{notes:?}");
    let wrong = notes.iter().filter(|(_, kind, _)| *kind != Kind::Ignored);
    assert_eq!(wrong.count(), 0, "{text}\n{notes:?}");
}

#[test]
fn forms_of_powershell_with_cmdlets() {
    let windows = [
        "$id = New-SSMMaintenanceWindow -Name night -Schedule 'cron(0 2 ? * SUN *)' -Duration 4 -Cutoff 1 -AllowUnassociatedTarget $false",
        "$id = (New-SSMMaintenanceWindow -name \"night\" -schedule \"cron(0 2 ? * SUN *)\" -dur 4 -cut 1 -AllowUnassociatedTargets:$false)",
        "$window = @{\n    Name = 'night'\n    Schedule = 'cron(0 2 ? * SUN *)'; Duration = 4\n    Cutoff = 1 # hours\n    AllowUnassociatedTarget = $false\n    Region = 'eu-central-1'\n}\n$id = New-SSMMaintenanceWindow @window",
        "$Name = 'night'\n$day = \"SUN\"\nfunction New-Night {\n  param([string]$N, [int]$Hours = 4)\n  New-SSMMaintenanceWindow -Name $N -Schedule \"cron(0 2 ? * $day *)\" `\n    -Duration $Hours -Cutoff 1 -AllowUnassociatedTarget $false\n}\n$id = New-Night -N $Name",
        "PS C:\\> $id = New-SSMMaintenanceWindow -Name ('{0}' -f 'night') -Schedule ('cron(0 2' + ' ? * SUN *)') -Duration (2 + 2) -Cutoff 1 -AllowUnassociatedTarget $false",
        "$w = New-Object PSObject -Property @{Name='night';Schedule='cron(0 2 ? * SUN *)'}\n$id = New-SSMMaintenanceWindow -Name $w.Name -Schedule $w.Schedule -Duration 4 -Cutoff 1 -AllowUnassociatedTarget $false -ProfileName ops",
    ];
    let targets = [
        "$target = Register-SSMTargetWithMaintenanceWindow -WindowId $id -ResourceType INSTANCE -Target @{Key='tag:Role';Values=@('web','db')}",
        "$roles = 'web', 'db'\n$option = @{ Key = \"tag:Role\"; Values = $roles }\n$target = Register-SSMTargetWithMaintenanceWindow -WindowId $id -ResourceType \"INSTANCE\" -Target $option",
        "$t = New-Object Amazon.SimpleSystemsManagement.Model.Target\n$t.Key = 'tag:Role'\n$t.Values.Add('web')\n$t.Values.Add('db')\n$target = Register-SSMTargetWithMaintenanceWindow -WindowId $id -ResourceType INSTANCE -Target @($t)",
        "$target = Register-SSMTargetWithMaintenanceWindow $id -ResourceType ([Amazon.SimpleSystemsManagement.MaintenanceWindowResourceType]::INSTANCE) -Target ([Amazon.SimpleSystemsManagement.Model.Target]@{Key='tag:Role';Values='web','db'})",
    ];
    let tasks = [
        "Register-SSMTaskWithMaintenanceWindow -WindowId $id -Target @{Key='WindowTargetIds';Values=$target} -TaskType RUN_COMMAND -TaskArn AWS-RunPatchBaseline -RunCommand_Parameter @{Operation='Install'} -RunCommand_TimeoutSecond 600",
        "$p = @{}\n$p.Add('Operation', @('Install'))\nRegister-SSMTaskWithMaintenanceWindow -WindowId \"$id\" -Target @{Key='WindowTargetIds';Values=@($target)} `\n  -TaskType \"RUN_COMMAND\" `\n  -TaskArn \"AWS-RunPatchBaseline\" -RunCommand_Parameter $p `\n  -RunCommand_TimeoutSecond 600 | Out-Null",
        "$task = [ordered]@{\n  WindowId = $id\n  Target = @{ Key = 'WindowTargetIds'; Values = \"$($target)\" }\n  TaskType = 'RUN_COMMAND'; TaskArn = 'AWS-RunPatchBaseline'\n  RunCommand_Parameter = @{ 'Operation' = @('Install') }\n}\n$task.RunCommand_TimeoutSecond = 600\nRegister-SSMTaskWithMaintenanceWindow @task -Force",
    ];
    for window in windows {
        is_read_as_expected("", &[window, targets[0], tasks[0]].join("\n"));
    }
    for target in targets {
        is_read_as_expected("a.ps1", &[windows[0], target, tasks[0]].join("\n"));
    }
    for task in tasks {
        is_read_as_expected("a.ps1", &[windows[0], targets[0], task].join("\n"));
    }
}

#[test]
fn forms_of_powershell_with_the_cli() {
    let windows = [
        "$id = aws ssm create-maintenance-window --name night --schedule 'cron(0 2 ? * SUN *)' --duration 4 --cutoff 1 --no-allow-unassociated-targets --query WindowId --output text",
        "$id = (aws ssm create-maintenance-window --name \"night\" `\n    --schedule \"cron(0 2 ? * SUN *)\" `\n    --duration 4 `\n    --cutoff 1 --no-allow-unassociated-targets | ConvertFrom-Json).WindowId",
        "$arguments = @('--name', 'night', '--schedule', 'cron(0 2 ? * SUN *)', '--duration', 4, '--cutoff', '1', '--no-allow-unassociated-targets')\n$id = aws ssm create-maintenance-window @arguments --query WindowId --output text",
        "$body = @'\n{\"Name\": \"night\", \"Schedule\": \"cron(0 2 ? * SUN *)\", \"Duration\": 4, \"Cutoff\": 1, \"AllowUnassociatedTargets\": false}\n'@\n$body | Out-File -Encoding ascii window.json\n$id = aws ssm create-maintenance-window --cli-input-json file://window.json --query WindowId --output text",
        "$name = 'night'\n@\"\n{\"Name\": \"$name\", \"Schedule\": \"cron(0 2 ? * SUN *)\", \"Duration\": 4, \"Cutoff\": 1, \"AllowUnassociatedTargets\": false}\n\"@ | Set-Content -Path C:\\tmp\\window.json\n$id = (aws ssm create-maintenance-window --cli-input-json file://C:\\tmp\\window.json | ConvertFrom-Json).WindowId",
        "$window = @{Name='night'; Schedule='cron(0 2 ? * SUN *)'; Duration=4; Cutoff=1; AllowUnassociatedTargets=$false} | ConvertTo-Json -Compress\n$id = aws ssm create-maintenance-window --cli-input-json $window --query WindowId --output text",
    ];
    let target = "$target = aws ssm register-target-with-maintenance-window --window-id $id --resource-type INSTANCE --targets 'Key=tag:Role,Values=web,db' --query WindowTargetId --output text";
    let tasks = [
        "--targets \"Key=WindowTargetIds,Values=$target\" --task-invocation-parameters '{\\\"RunCommand\\\":{\\\"Parameters\\\":{\\\"Operation\\\":[\\\"Install\\\"]},\\\"TimeoutSeconds\\\":600}}'",
        "--targets \"Key=WindowTargetIds,Values=${target}\" --task-invocation-parameters '{\"RunCommand\":{\"Parameters\":{\"Operation\":[\"Install\"]},\"TimeoutSeconds\":600}}'",
        "--targets \"Key=WindowTargetIds,Values=$($target)\" --task-invocation-parameters \"{`\"RunCommand`\":{`\"Parameters`\":{`\"Operation`\":[`\"Install`\"]},`\"TimeoutSeconds`\":600}}\"",
        "--targets Key=WindowTargetIds,Values=$target --task-invocation-parameters \"{\"\"RunCommand\"\":{\"\"Parameters\"\":{\"\"Operation\"\":[\"\"Install\"\"]},\"\"TimeoutSeconds\"\":600}}\"",
        "--targets \"Key=WindowTargetIds,Values=$target\" --task-invocation-parameters (@{RunCommand=@{Parameters=@{Operation=@('Install')};TimeoutSeconds=600}} | ConvertTo-Json -Depth 5 -Compress).Replace('\"','\\\"')",
        "--targets \"Key=WindowTargetIds,Values=$target\" --task-invocation-parameters 'RunCommand={Parameters={Operation=Install},TimeoutSeconds=600}'",
    ];
    let task = |task: &str| {
        ["aws ssm register-task-with-maintenance-window --window-id $id --task-type RUN_COMMAND --task-arn AWS-RunPatchBaseline `\n  ", task].concat()
    };
    for window in windows {
        is_read_as_expected("", &[window, target, &task(tasks[0])].join("\n"));
    }
    for one in tasks {
        is_read_as_expected("x.ps1", &[windows[0], target, &task(one)].join("\n"));
    }
}

#[test]
fn forms_of_cmd() {
    let windows = [
        "for /f \"delims=\" %%i in ('aws ssm create-maintenance-window --name night --schedule \"cron(0 2 ? * SUN *)\" --duration 4 --cutoff 1 --no-allow-unassociated-targets --query WindowId --output text') do set ID=%%i",
        "FOR /F \"tokens=* USEBACKQ\" %%g IN (`aws ssm create-maintenance-window --name night --schedule \"cron(0 2 ? * SUN *)\" --duration 4 --cutoff 1 --no-allow-unassociated-targets --query WindowId --output text`) DO (SET ID=%%g)",
        "set NAME=night\nset \"CRON=cron(0 2 ? * SUN *)\"\naws ssm create-maintenance-window ^\n  --name %NAME% ^\n  --schedule \"%CRON%\" ^\n  --duration 4 --cutoff 1 ^\n  --no-allow-unassociated-targets --query WindowId --output text > id.txt\nset /p ID=<id.txt",
        "@echo off\nsetlocal\nREM the window\n:: it is small\nfor /f %%i in ('aws ssm create-maintenance-window --name night ^\n  --schedule \"cron(0 2 ? * SUN *)\" --duration 4 --cutoff 1 --no-allow-unassociated-targets ^\n  --query WindowId --output text') do (\n  set ID=%%i\n)\nif errorlevel 1 exit /b 1",
        "C:\\> echo {\"Name\": \"night\", \"Schedule\": \"cron(0 2 ? * SUN *)\", \"Duration\": 4, \"Cutoff\": 1, \"AllowUnassociatedTargets\": false}> w.json\nC:\\> for /f %i in ('aws ssm create-maintenance-window --cli-input-json file://w.json --query WindowId --output text') do @set ID=%i",
    ];
    let target = "for /f %%i in ('aws ssm register-target-with-maintenance-window --window-id %ID% --resource-type INSTANCE --targets \"Key=tag:Role,Values=web,db\" --query WindowTargetId --output text') do set TARGET=%%i";
    let tasks = [
        "--targets Key=WindowTargetIds,Values=%TARGET% --task-invocation-parameters \"{\\\"RunCommand\\\":{\\\"Parameters\\\":{\\\"Operation\\\":[\\\"Install\\\"]},\\\"TimeoutSeconds\\\":600}}\"",
        "--targets \"Key=WindowTargetIds,Values=%TARGET%\" --task-invocation-parameters \"RunCommand={Parameters={Operation=Install},TimeoutSeconds=600}\"",
        "--targets \"Key=WindowTargetIds,Values=%TARGET%\" --task-invocation-parameters \"{\"\"RunCommand\"\":{\"\"Parameters\"\":{\"\"Operation\"\":[\"\"Install\"\"]},\"\"TimeoutSeconds\"\":600}}\"",
        "--targets \"Key=WindowTargetIds,Values=%TARGET%\" --task-invocation-parameters {\\\"RunCommand\\\":{\\\"Parameters\\\":{\\\"Operation\\\":[\\\"Install\\\"]},\\\"TimeoutSeconds\\\":600}} && echo done",
    ];
    let task = |task: &str| {
        ["call aws ssm register-task-with-maintenance-window --window-id %ID% --task-type RUN_COMMAND --task-arn AWS-RunPatchBaseline ^\n  ", task].concat()
    };
    for window in windows {
        is_read_as_expected("", &[window, target, &task(tasks[0])].join("\n"));
    }
    for one in tasks {
        is_read_as_expected("x.bat", &[windows[0], target, &task(one)].join("\r\n"));
    }
}

#[test]
fn no_symbol_is_left_in_how_an_open_value_was_written() {
    let text = "aws ssm create-maintenance-window --name \"%A%\" > %DIR%\\id.txt\nset /p ID=<%DIR%\\id.txt\nfor /f %%i in ('aws ssm register-target-with-maintenance-window --window-id %NONE% --resource-type INSTANCE') do set T=%%i\naws ssm create-maintenance-window --name two --description \"of %T%\"\n";
    let outcome = read("x.bat", text);
    let read = serde_json::to_string(&outcome.windows).expect("JSON");
    let symbol = |c: char| (0xF_0000..=0xF_FFFD).contains(&u32::from(c));
    assert!(!read.contains(symbol), "{read}");
    assert!(read.contains("--window-id %NONE%"), "{read}");
}
