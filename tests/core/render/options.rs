//! The settings are data: each is read, changed and stored by its row.

use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::render::options::{Control, OFF, ON};
use maintenance_window_builder::render::{
    CliVersion, FORMATS, Options, SETTINGS, Setting, Shell, format,
};
use serde_json::json;

fn setting(id: &str) -> &'static Setting {
    SETTINGS.iter().find(|setting| setting.id == id).unwrap()
}

#[test]
fn each_setting_keeps_each_of_its_values() {
    for setting in SETTINGS {
        let mut values = Vec::new();
        match setting.control {
            Control::Choice(choices) => values.extend(choices.iter().map(|choice| choice.id)),
            Control::Text { example, .. } => values.extend(["", example, "wrong one"]),
            Control::Flag => values.extend([ON, OFF]),
        }
        for value in values {
            let mut options = Options::default();
            assert!(setting.set(&mut options, value), "{}", setting.id);
            assert_eq!((setting.get)(&options), value, "{}", setting.id);
            // Kept with the person or with the project, and read back from there.
            let (mut draft, mut person) = (Draft::blank(), Options::default());
            assert!(setting.put(&mut draft, &mut person, value));
            let stored = serde_json::to_value(&person).unwrap();
            let person: Options = serde_json::from_value(stored).unwrap();
            assert_eq!(person.of(&draft), options);
        }
        for id in setting.formats {
            assert!(format(id).is_some(), "{id}");
        }
        assert!(FORMATS.iter().any(|format| setting.matters(format)));
    }
}

#[test]
fn stored_settings_always_load() {
    let load = |value| serde_json::from_value::<Options>(value).unwrap();
    assert_eq!(load(json!({})), Options::default());
    // As the page stored them before there was a table.
    assert_eq!(
        load(json!({"cli": "V1", "format": "cli"})).cli,
        CliVersion::V1
    );
    let strange = load(json!({
        "shell": "fish", "cli": 3, "region": ["x"], "disabled": "perhaps", "repeatable": null,
        "profile": "ops", "new": {"a": 1},
    }));
    assert_eq!(
        strange,
        Options {
            profile: "ops".into(),
            ..Options::default()
        }
    );
    assert_eq!(strange.shell, Shell::Posix);
}

#[test]
fn texts_that_aws_cannot_take_are_told() {
    let complaint = |id, text| {
        let mut options = Options::default();
        setting(id).set(&mut options, text);
        setting(id).complaint(&options)
    };
    let regions = [
        "us-east-1",
        "ap-southeast-7",
        "us-gov-west-1",
        "us-isob-east-1",
        "eusc-de-east-1",
        "mx-central-1",
    ];
    for right in regions {
        assert_eq!(complaint("region", right), None);
    }
    for wrong in ["us-east", "US-EAST-1", "us east 1", "-x", "us-east-1a", "1"] {
        assert_eq!(
            complaint("region", wrong),
            Some(format!("Region is like `eu-central-1`: `{wrong}`"))
        );
    }
    assert_eq!(complaint("profile", "my ops"), None);
    assert!(complaint("profile", " ops").is_some());
    assert_eq!(complaint("prefix", "PATCH_"), None);
    for wrong in ["1a", "a-b", "$x", "ä"] {
        assert!(complaint("prefix", wrong).is_some(), "{wrong}");
    }
    assert_eq!(complaint("region", ""), None);
}
