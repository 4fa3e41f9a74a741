//! Where and how a project is created is kept with the project; how a person
//! reads the output is kept with the person.

use maintenance_window_builder::check::strangers;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::import::{link, project, written};
use maintenance_window_builder::render::{Keeper, Options, SETTINGS};
use serde_json::{Value, json};

use crate::check::{base, checked, draft, found, with};

const SETTINGS_OF_PROJECT: [(&str, &str, &str); 5] = [
    ("region", "Region", "eu-central-1"),
    ("profile", "Profile", "ops"),
    ("account", "Account", "123456789012"),
    ("disabled", "CreateDisabled", "on"),
    ("fresh-tokens", "TokenWord", "again"),
];

fn set() -> Draft {
    let mut draft = draft(&base());
    let mut person = Options::default();
    for (id, _, value) in SETTINGS_OF_PROJECT {
        let setting = SETTINGS.iter().find(|setting| setting.id == id).unwrap();
        assert!(setting.put(&mut draft, &mut person, value));
    }
    assert_eq!(person, Options::default());
    draft
}

#[test]
fn a_project_keeps_where_and_how_it_is_created() {
    let kept: Vec<&str> = SETTINGS
        .iter()
        .filter(|setting| setting.keeper != Keeper::Person)
        .map(|setting| setting.id)
        .collect();
    assert_eq!(
        kept,
        ["region", "profile", "account", "disabled", "fresh-tokens"]
    );
    let draft = set();
    let expected = json!({
        "Region": "eu-central-1", "Profile": "ops", "Account": "123456789012", "CreateDisabled": true,
        "TokenWord": "again",
    });
    assert_eq!(written(&draft)["Settings"], expected);
    // The file, the link and storage.
    let file = project(written(&draft).to_string().as_bytes()).unwrap();
    let link = link::read(link::body(&draft).as_bytes()).unwrap();
    let stored = Draft::from_file(&draft.to_json().to_string()).unwrap();
    for again in [file, link, stored] {
        assert_eq!(again, draft);
        let options = Options::default().of(&again);
        for (id, _, value) in SETTINGS_OF_PROJECT {
            let setting = SETTINGS.iter().find(|setting| setting.id == id).unwrap();
            assert_eq!((setting.get)(&options), value);
        }
    }
    let stored = serde_json::to_value(Options::default().of(&draft)).unwrap();
    for (id, ..) in SETTINGS_OF_PROJECT {
        assert_eq!(stored.get(id), None, "{id} is stored with the person");
    }
}

#[test]
fn a_setting_that_is_taken_back_leaves_nothing_in_the_project() {
    let mut draft = set();
    for (id, _, _) in SETTINGS_OF_PROJECT {
        let setting = SETTINGS.iter().find(|setting| setting.id == id).unwrap();
        let usual = (setting.get)(&Options::default()).to_owned();
        assert!(setting.put(&mut draft, &mut Options::default(), &usual));
    }
    assert_eq!(draft.to_json(), crate::check::draft(&base()).to_json());
}

#[test]
fn what_older_versions_kept_with_the_person_goes_to_the_project_once() {
    let old = || -> Options {
        serde_json::from_value(json!({
            "shell": "cmd", "region": "eu-central-1", "profile": "ops", "disabled": "on", "format": "cli",
        }))
        .unwrap()
    };
    let mut draft = draft(&base());
    let before = old();
    let mut options = old();
    assert!(options.hand_over(&mut draft));
    assert_eq!(options.of(&draft), before);
    assert_eq!(written(&draft)["Settings"]["Region"], "eu-central-1");
    assert_eq!(written(&draft)["Settings"]["CreateDisabled"], true);
    assert!(!options.hand_over(&mut draft));
    // A project that says where it is created is not overruled.
    let mut own = crate::check::draft(&with(&[("^/Settings", json!({"Region": "us-east-1"}))]));
    let mut options = old();
    assert!(options.hand_over(&mut own));
    assert_eq!(written(&own)["Settings"], json!({"Region": "us-east-1"}));
    assert_eq!(options.of(&own).profile, "");
    // A project without settings is as it was: nothing is assumed.
    assert_eq!(
        Options::default().of(&crate::check::draft(&base())),
        Options::default()
    );
}

#[test]
fn settings_of_any_kind_are_read_and_kept() {
    for strange in [
        json!("eu-central-1"),
        json!(["x"]),
        json!({"Region": ["a"], "CreateDisabled": "perhaps", "Account": 123456789012u64, "Profile": "a\nb"}),
    ] {
        let file = with(&[("^/Settings", strange.clone())]);
        let draft = draft(&file);
        let options = Options::default().of(&draft);
        assert!(!options.disabled);
        assert!(!options.profile.contains('\n'));
        assert_eq!(options.region, "");
        let again = project(written(&draft).to_string().as_bytes()).unwrap();
        assert_eq!(again, draft, "{strange}");
    }
}

#[test]
fn mistyped_settings_are_named() {
    let file = with(&[("^/Settings", json!({"Regoin": "x", "Account": "1"}))]);
    let (draft, checked) = checked(&file);
    assert_eq!(
        strangers(&draft, &checked.report),
        "Not known: `Settings.Regoin` (did you mean `Region`?)"
    );
}

/// Roles and functions must be in the project's account, but a document may be shared by another.
#[test]
fn arns_are_compared_with_the_project_where_they_must_agree() {
    let shared = "arn:aws:ssm:eu-west-1:210987654321:document/Shared";
    let topic = json!({
        "Parameters": {"commands": ["df"]},
        "ServiceRoleArn": "arn:aws:iam::123456789012:role/Notify",
        "NotificationConfig": {
            "NotificationArn": "arn:aws:sns:us-east-1:123456789012:t", "NotificationType": "Command",
            "NotificationEvents": ["All"],
        },
    });
    let about = |settings: Value| -> Vec<String> {
        let project = with(&[
            ("^/Settings", settings),
            ("/Tasks/0/TaskArn", json!(shared)),
            (
                "/Tasks/0/TaskInvocationParameters/RunCommand",
                topic.clone(),
            ),
        ]);
        let found = found(&project);
        found
            .into_iter()
            .filter(|line| line.contains(" project-"))
            .collect()
    };
    let at = |path: &str| format!("Tasks[0].TaskInvocationParameters.RunCommand.{path}");
    assert_eq!(about(json!({"CreateDisabled": true})), Vec::<String>::new());
    assert_eq!(
        about(json!({"Region": "us-east-1", "Account": "123456789012"})),
        ["warning project-region Tasks[0].TaskArn"]
    );
    assert_eq!(
        about(json!({"Region": "eu-west-1", "Account": "999999999999"})),
        [
            "warning project-account Tasks[0].ServiceRoleArn".to_owned(),
            format!("warning project-account {}", at("ServiceRoleArn")),
            format!(
                "warning project-region {}",
                at("NotificationConfig.NotificationArn")
            ),
            format!(
                "warning project-account {}",
                at("NotificationConfig.NotificationArn")
            ),
        ]
    );
    // What is no Region and no account is compared with nothing.
    assert_eq!(
        about(json!({"Region": "eu", "Account": "12"})),
        Vec::<String>::new()
    );
}

#[test]
fn a_runbooks_role_is_compared_too() {
    let project = with(&[
        ("^/Settings", json!({"Account": "210987654321"})),
        ("/Tasks/0/TaskType", json!("AUTOMATION")),
        ("/Tasks/0/TaskArn", json!("AWS-StopEC2Instance")),
        ("/Tasks/0/ServiceRoleArn", Value::Null),
        (
            "/Tasks/0/TaskInvocationParameters",
            json!({"Automation": {"Parameters": {
                "InstanceId": ["{{RESOURCE_ID}}"],
                "AutomationAssumeRole": ["arn:aws:iam::123456789012:role/Stop"],
            }}}),
        ),
    ]);
    let found = found(&project);
    let about = found.iter().filter(|line| line.contains("project-account"));
    assert_eq!(about.count(), 1, "{found:?}");
}
