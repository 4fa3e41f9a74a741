# What people write in place of what the provider takes.
resource "aws_ssm_maintenance_window" "w" {
  window_name = "x"
  name     = "mistakes"
  schedule = ["rate(1 day)"]
  duration = "2"
  cut_off  = 1
  allow_unassociated_targets = "true"
}
resource "aws_ssm_maintenance_window_target" "t" {
  window_id     = aws_ssm_maintenance_window.w
  resource_type = "INSTANCE"
  targets = [{
    key    = "tag:a"
    values = "b"
  }]
}
resource "aws_ssm_maintenance_window_task" "k" {
  window_id   = "mistakes"
  task_type   = "RUN_COMMAND"
  task_arn    = "AWS-RunShellScript"
  name        = "k-task"
  targets {
    key    = "WindowTargetIds"
    values = aws_ssm_maintenance_window_target.t.id
  }
  task_invocation_parameters {
    run_command_parameters {
      parameters = {
        commands = ["uptime"]
      }
    }
    priority = 2
  }
}
