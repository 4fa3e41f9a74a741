# for_each over set of objects by index; nested dynamic in invocation, heredoc json payload with var
variable "zone" { default = "Europe/Paris" }
variable "ids" { default = ["i-0123456789abcdef0", "i-0123456789abcdef1"] }
locals {
  common = {
    duration = 2
    cutoff   = 0
  }
  tasks = [
    { name = "stop-services", cmds = ["systemctl stop app", "sleep 10"] },
    { name = "start-services", cmds = ["systemctl start app"] },
  ]
  phases = { for i, t in local.tasks : format("%02d-%s", i, t.name) => merge(t, { prio = i + 1 }) }
}
resource "aws_ssm_maintenance_window" "w" {
  name              = "phases"
  schedule          = "cron(${var.minute} 2 ? * ${upper("sun")} *)"
  schedule_timezone = var.zone
  duration          = local.common.duration
  cutoff            = local.common["cutoff"]
}
resource "aws_ssm_maintenance_window_target" "w" {
  window_id     = aws_ssm_maintenance_window.w.id
  resource_type = "INSTANCE"
  targets {
    key    = "InstanceIds"
    values = var.ids
  }
}
resource "aws_ssm_maintenance_window_task" "w" {
  for_each  = local.phases
  name      = each.value.name
  window_id = aws_ssm_maintenance_window.w.id
  task_type = "RUN_COMMAND"
  task_arn  = contains(["x"], "y") ? "AWS-A" : "AWS-RunShellScript"
  priority  = each.value.prio
  max_concurrency = length(var.ids)
  max_errors      = "0"
  targets {
    key    = "WindowTargetIds"
    values = [aws_ssm_maintenance_window_target.w.id]
  }
  task_invocation_parameters {
    run_command_parameters {
      dynamic "parameter" {
        for_each = { commands = each.value.cmds, workingDirectory = ["/tmp"] }
        iterator = p
        content {
          name   = p.key
          values = p.value
        }
      }
    }
  }
}
resource "aws_ssm_maintenance_window_task" "l" {
  window_id = aws_ssm_maintenance_window.w.id
  task_type = "LAMBDA"
  task_arn  = "arn:aws:lambda:eu-west-1:123456789012:function:${var.fn}"
  priority  = 9
  task_invocation_parameters {
    lambda_parameters {
      payload = <<EOF2
{
  "window": "{{WINDOW_ID}}",
  "zone": "${var.zone}",
  "env": "${var.env}"
}
EOF2
    }
  }
}
