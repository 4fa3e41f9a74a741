//! What looks like a secret is found with its field, and nothing ordinary is.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import;
use maintenance_window_builder::secrets::{Kind, accounts, masked, secrets, secrets_in};
use serde_json::{Value, json};

use super::check::{now, with};

fn draft(project: &Value) -> Draft {
    import::project(project.to_string().as_bytes()).unwrap()
}

/// A text in which one part is a secret: it stands between `«` and `»`.
fn marked(text: &str) -> (String, &str) {
    let start = text.find('«').unwrap();
    let end = text.find('»').unwrap();
    (
        text.replace(['«', '»'], ""),
        &text[start + '«'.len_utf8()..end],
    )
}

#[test]
fn secrets_are_found_where_they_stand() {
    let pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----";
    let pem = format!("echo \"«{pem}»\" > key.pem");
    let in_json = r#"{"key": "«-----BEGIN PRIVATE KEY-----\nMIIE»"}"#;
    for (kind, text) in [
        (
            Kind::AccessKey,
            "export AWS_ACCESS_KEY_ID=«AKIAQ3EGRJ7XLZ5TB2MN»",
        ),
        (Kind::AccessKey, "{\"id\":\"«ASIAQ3EGRJ7XLZ5TB2MN»\"}"),
        (Kind::PrivateKey, pem.as_str()),
        (Kind::PrivateKey, in_json),
        (Kind::Named, "mysql -u root --password=«hunter2!»"),
        (Kind::Named, "tool --password «hunter2» --verbose"),
        (Kind::Named, "DB_PASSWORD='«it is long»'"),
        (Kind::Named, "{\"dbPassword\": \"«hunter2»\"}"),
        (Kind::Named, r#"{"body": "{\"apiKey\": \"«abcd1234»\"}"}"#),
        (Kind::Named, "api_key: «abcd1234»"),
        (Kind::Named, "X-Auth-Token: «abcd1234»"),
        (Kind::Named, "Server=db;User Id=sa;Password=«hunter2»;"),
        (
            Kind::Named,
            "AccountName=x;AccountKey=«abcd1234==»;EndpointSuffix=core.windows.net",
        ),
        (
            Kind::Named,
            "ConvertTo-SecureString '«hunter2»' -AsPlainText -Force",
        ),
        (
            Kind::Address,
            "postgres://app:«hunter2»@db.example.com:5432/app",
        ),
        (
            Kind::Address,
            "git clone https://x:«hunter2»@example.com/r.git",
        ),
        (
            Kind::Token,
            "curl -H 'Authorization: token «ghp_0123456789abcdefghijABCDEFGHIJ012345»'",
        ),
        (
            Kind::Token,
            "Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27uhbUJU1p1r»",
        ),
        (
            Kind::Random,
            "key «wJalrXUtnFEMI7K9MDENGbPxRfiCYzzKv3qTLp0s»",
        ),
    ] {
        let (text, secret) = marked(text);
        let found: Vec<_> = secrets_in(&text)
            .into_iter()
            .map(|(range, kind)| (kind, &text[range]))
            .collect();
        assert_eq!(found, [(kind, secret)], "{text}");
    }
}

#[test]
fn ordinary_texts_are_no_secrets() {
    for text in [
        "",
        "1a2b3c4d-1a2b-1a2b-1a2b-1a2b3c4d5e6f",
        "E32EECB2-646C-4F4B-8ED1-205FBE0A1B2C",
        "i-0123456789abcdef0 mi-0123456789abcdef0 mw-0c50858d01EXAMPLE",
        "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf",
        "b9d0966408047ebcafee82de4d42477299306fd37510c6815c19e9848e2bffe8",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "AKIAIOSFODNN7EXAMPLE",
        "#!/bin/bash\nset -euo pipefail\nyum update -y --security",
        "password=$(aws secretsmanager get-secret-value --secret-id prod/db --query SecretString --output text)",
        "export DB_PASSWORD=\"$PASSWORD\" TOKEN=${TOKEN} SECRET=%SECRET%",
        "password={{ssm-secure:/prod/db}} token: {{TARGET_ID}} secret=<secret>",
        "{\"ClientToken\": \"plan-0123456789abcdef\", \"nextToken\": \"abcdefgh\"}",
        "token: true, secret: null, password: required",
        "$env:PASSWORD = Get-Secret",
        "passwd --expire root; cat /etc/passwd; chage -l root",
        "PWD=/opt/app; cd \"$PWD\"",
        "aws ssm get-parameter --name /prod/Password --with-decryption",
        "http://user@example.com/ https://example.com:8443/a?b=c s3://bucket/AWSLogs/123456789012/",
        "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config",
        "Get-WmiObject -Class Win32_OperatingSystem | Select-Object -ExpandProperty LastBootUpTime",
        "AWS-ConfigureAWSPackage AWSQuickStarts-JoinEC2InstanceToDomainController2019Version3",
        "MyVeryLongMaintenanceWindowNameForTheProductionEnvironment2027Quarter1",
        "cron(0 2 ? * TUE#2 *) 2027-01-01T00:00:00-05:00 America/Argentina/Buenos_Aires",
        "com.example.patching.MaintenanceWindowExecutionNotificationHandler2",
    ] {
        assert_eq!(secrets_in(text), [], "{text}");
    }
    for example in EXAMPLES {
        assert_eq!(secrets(&example.draft()), [], "{}", example.id);
    }
}

fn secretive() -> Value {
    with(&[
        ("/Settings", Value::Null),
        ("/Description", json!("token=abcd1234")),
        (
            "/Targets/0/OwnerInformation",
            json!("arn:aws:sns:us-east-2:210987654321:x"),
        ),
        ("/Tasks/0/TaskArn", json!("AWS-RunShellScript")),
        (
            "/Tasks/0/TaskInvocationParameters",
            json!({"RunCommand": {
                "Comment": "123456789012 and 210987654321",
                "Parameters": {"commands": ["mysql --password=hunter2 -h db", "export K=AKIAQ3EGRJ7XLZ5TB2MN"]},
            }}),
        ),
    ])
}

#[test]
fn a_secret_is_named_with_its_part_and_field() {
    let draft = draft(&secretive());
    let found = secrets(&draft);
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.part.as_str(), one.field.as_str(), one.kind))
        .collect();
    assert_eq!(
        found,
        [
            ("scan", "commands", Kind::Named),
            ("scan", "commands", Kind::AccessKey),
            ("Patch-Prod", "Description", Kind::Named),
        ]
    );
    assert_eq!(accounts(&draft), ["210987654321", "123456789012"]);
}

#[test]
fn placeholders_leave_a_project_that_is_as_right_as_before() {
    let draft = draft(&secretive());
    let masked = masked(&draft).unwrap();
    assert_eq!(secrets(&masked), []);
    let text = masked.to_json().to_string();
    for secret in [
        "hunter2",
        "abcd1234",
        "AKIAQ3",
        "123456789012",
        "210987654321",
    ] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert!(text.contains("mysql --password=<secret> -h db"));
    assert!(text.contains("arn:aws:iam::444455556666:role/MaintenanceWindow"));
    let errors = |draft: &Draft| check(draft, now()).report.has_errors();
    assert_eq!((errors(&draft), errors(&masked)), (false, false));
    // Nothing to replace: nothing replaced.
    for example in EXAMPLES {
        let draft = example.draft();
        if accounts(&draft).is_empty() {
            assert_eq!(
                maintenance_window_builder::secrets::masked(&draft),
                Some(draft)
            );
        }
    }
}

#[test]
fn a_client_context_is_looked_into() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let lambda = |context: &str| {
        draft(&with(&[
            ("/Tasks/0/TaskType", json!("LAMBDA")),
            ("/Tasks/0/TaskArn", json!("SSMx")),
            (
                "/Tasks/0/TaskInvocationParameters",
                json!({"Lambda": {"ClientContext": STANDARD.encode(context)}}),
            ),
        ]))
    };
    let ordinary = r#"{"custom": {"Stage": "Production7", "Team": "Platform9", "Ring": "Q3"}}"#;
    assert_eq!(secrets(&lambda(ordinary)), []);
    let draft = lambda(r#"{"custom": {"password": "hunter2"}}"#);
    assert_eq!(secrets(&draft).len(), 1);
    let masked = masked(&draft).unwrap().to_json().to_string();
    let inner = STANDARD.encode(r#"{"custom": {"password": "<secret>"}}"#);
    assert!(masked.contains(&inner), "{masked}");
}
