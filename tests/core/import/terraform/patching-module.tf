# claranet-ish / rhythmictech-ish
variable "name" { type = string }
variable "schedule" {
  type = string
  default = "cron(0 0 ? * SAT *)"
  validation {
    condition = length(var.schedule) > 0
    error_message = "x"
  }
}
variable "patch_groups" { type = list(string) }
variable "tags" {
  type = map(string)
  default = {}
}
variable "enable_notifications" { default = false }
variable "log_bucket" { default = null }
resource "aws_ssm_maintenance_window" "window" {
  name              = "${var.name}-install"
  cutoff            = 1
  duration          = 3
  schedule          = var.schedule
  schedule_timezone = "America/New_York"
  tags              = merge({ "Name" = "${var.name}-install" }, var.tags)
}
resource "aws_ssm_maintenance_window_target" "t" {
  count         = length(var.patch_groups)
  window_id     = aws_ssm_maintenance_window.window.id
  resource_type = "INSTANCE"
  targets {
    key    = "tag:Patch Group"
    values = ["${element(var.patch_groups, count.index)}"]
  }
}
resource "aws_ssm_maintenance_window_task" "task" {
  window_id        = aws_ssm_maintenance_window.window.id
  task_type        = "RUN_COMMAND"
  task_arn         = "AWS-RunPatchBaseline"
  priority         = "1"
  max_concurrency  = "${var.max_concurrency}"
  max_errors       = "20"
  targets {
    key    = "WindowTargetIds"
    values = flatten([aws_ssm_maintenance_window_target.t.*.id])
  }
  task_invocation_parameters {
    run_command_parameters {
      output_s3_bucket     = var.log_bucket
      output_s3_key_prefix = var.log_bucket != null ? "install/" : null
      parameter {
        name   = "Operation"
        values = ["Install"]
      }
      parameter {
        name   = "RebootOption"
        values = [var.reboot ? "RebootIfNeeded" : "NoReboot"]
      }
      dynamic "notification_config" {
        for_each = var.enable_notifications ? ["x"] : []
        content {
          notification_arn = "a"
          notification_events = ["All"]
          notification_type = "Command"
        }
      }
    }
  }
}
