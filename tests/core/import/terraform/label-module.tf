# cloudposse style
locals {
  enabled = module.this.enabled
  account_id = data.aws_caller_identity.current.account_id
  scan_windows = local.enabled ? 1 : 0
}
data "aws_caller_identity" "current" {}
variable "scan_maintenance_windows_targets" {
  type = list(object({ key : string, values : list(string) }))
  default = []
}
variable "scan_patch_groups" {
  type = list(string)
  default = ["TOSCAN1", "TOSCAN2"]
}
variable "scan_maintenance_window_cron" { default = "cron(0 0 18 ? * WED *)" }
resource "aws_ssm_maintenance_window" "scan" {
  count    = local.scan_windows
  name     = "${module.this.id}-scan"
  schedule = var.scan_maintenance_window_cron
  duration = 3
  cutoff   = 1
  tags     = module.this.tags
}
resource "aws_ssm_maintenance_window_target" "scan" {
  count         = local.enabled ? 1 : 0
  window_id     = aws_ssm_maintenance_window.scan[0].id
  resource_type = "INSTANCE"
  dynamic "targets" {
    for_each = toset(var.scan_maintenance_windows_targets)
    content {
      key    = targets.value.key
      values = targets.value.values
    }
  }
  dynamic "targets" {
    for_each = length(var.scan_maintenance_windows_targets) == 0 ? [1] : []
    content {
      key    = "tag:Patch Group"
      values = var.scan_patch_groups
    }
  }
}
resource "aws_ssm_maintenance_window_task" "scan" {
  count            = local.enabled ? 1 : 0
  window_id        = join("", aws_ssm_maintenance_window.scan.*.id)
  task_type        = "RUN_COMMAND"
  task_arn         = "AWS-RunPatchBaseline"
  priority         = 1
  service_role_arn = aws_iam_role.ssm.arn
  max_concurrency  = 20
  max_errors       = "${50}"
  targets {
    key    = "WindowTargetIds"
    values = aws_ssm_maintenance_window_target.scan.*.id
  }
  task_invocation_parameters {
    run_command_parameters {
      output_s3_bucket     = aws_s3_bucket.logs.bucket
      output_s3_key_prefix = "scan/${local.account_id}"
      service_role_arn     = var.sns_role
      dynamic "notification_config" {
        for_each = var.sns_topic != "" ? [var.sns_topic] : []
        content {
          notification_arn    = notification_config.value
          notification_events = ["All"]
          notification_type   = "Command"
        }
      }
      parameter {
        name   = "Operation"
        values = ["Scan"]
      }
    }
  }
}
resource "aws_s3_bucket" "logs" {
  bucket = "ssm-logs"
}
resource "aws_iam_role" "ssm" { name = "r" }
output "x" { value = aws_ssm_maintenance_window.scan[0].id }
