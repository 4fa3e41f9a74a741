//! Which pasted texts are whole requests.
use maintenance_window_builder::import::is_whole_request;

#[test]
fn a_request_is_known_in_every_notation() {
    for text in [
        "aws ssm create-maintenance-window --name x",
        "$ aws --region eu-west-1 ssm \\\n  register-task-with-maintenance-window --window-id mw-1",
        "WINDOW_ID=$(aws ssm create-maintenance-window --name x)",
        "aws ssm ^\r\n  update-maintenance-window",
        "New-SSMMaintenanceWindow -Name x",
        "$id = Register-SSMTaskWithMaintenanceWindow -WindowId mw-1",
        "resp = ssm.create_maintenance_window(Name='x')",
        "client.register_target_with_maintenance_window (WindowId=w)",
        "resource \"aws_ssm_maintenance_window\" \"w\" {}",
        "Type: AWS::SSM::MaintenanceWindowTask",
        "new ssm.CfnMaintenanceWindow(this, 'W', {})",
        " {\"WindowId\": \"mw-1\"}",
        "{\"format\": \"maintenance-window-builder\", \"Windows\": []}",
    ] {
        assert!(is_whole_request(text), "{text}");
    }
}

#[test]
fn what_a_field_takes_is_no_request() {
    for text in [
        "",
        "cron(0 2 ? * SUN *)",
        "prod-maintenance-window",
        "maintenance_window",
        "AWS-RunPatchBaseline",
        "arn:aws:ssm:eu-central-1:111122223333:document/maintenance-window",
        "The maintenance window (nightly) of the SSM team",
        "https://docs.aws.amazon.com/cli/latest/reference/ssm/create-maintenance-window.html",
        "{\"Operation\": \"Install\"}",
        "i-0123456789abcdef0",
    ] {
        assert!(!is_whole_request(text), "{text}");
    }
}
