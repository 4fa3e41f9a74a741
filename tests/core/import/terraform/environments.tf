# A map of environments chosen by a variable, an object default, nested conditions.
variable "environment" {
  default = "prod"
}
variable "notify" {
  type = object({
    arn    = string
    events = optional(list(string), ["Failed"])
  })
  default = { arn = "arn:aws:sns:eu-west-1:123456789012:ops" }
}
locals {
  settings = {
    dev  = { cron = "cron(0 12 ? * MON-FRI *)", zone = "UTC", hours = 1 }
    prod = { cron = "cron(0 0 3 ? * SUN#2 *)", zone = "Europe/Berlin", hours = 6 }
  }
  own    = local.settings[var.environment]
  prefix = "${var.environment}-${terraform.workspace == "default" ? "main" : terraform.workspace}"
  tags = {
    Environment = var.environment
    "Patch Group" = "group-${var.environment}"
  }
}
resource "aws_ssm_maintenance_window" "this" {
  name                       = local.prefix
  description                = "Patching of ${var.environment == "prod" ? "production" : var.environment == "dev" ? "development" : "others"}"
  schedule                   = local.own.cron
  schedule_timezone          = local.own["zone"]
  schedule_offset            = var.environment == "prod" ? 4 : null
  duration                   = local.own.hours
  cutoff                     = local.own.hours > 2 ? 1 : 0
  allow_unassociated_targets = var.environment != "prod"
  tags                       = local.tags
}
resource "aws_ssm_maintenance_window_target" "this" {
  window_id         = aws_ssm_maintenance_window.this.id
  name              = "patch-group"
  owner_information = jsonencode({ team = "ops", on_call = true })
  resource_type     = "INSTANCE"
  dynamic "targets" {
    for_each = local.tags
    content {
      key    = "tag:${targets.key}"
      values = [targets.value]
    }
  }
}
resource "aws_ssm_maintenance_window_task" "this" {
  window_id       = aws_ssm_maintenance_window.this.id
  name            = "patch"
  task_type       = "RUN_COMMAND"
  task_arn        = "AWS-RunPatchBaseline"
  priority        = 1
  max_concurrency = "${5 * 2}%"
  max_errors      = format("%d%%", 20)
  cutoff_behavior = "CANCEL_TASK"
  targets {
    key    = "WindowTargetIds"
    values = aws_ssm_maintenance_window_target.this[*].id
  }
  task_invocation_parameters {
    run_command_parameters {
      comment              = <<-EOT
        Patch
      EOT
      timeout_seconds      = 60 * 10
      document_hash_type   = "Sha256"
      output_s3_bucket     = "logs-${var.environment}"
      output_s3_key_prefix = join("/", compact(["patch", "", var.environment]))
      service_role_arn     = "arn:aws:iam::123456789012:role/sns"
      notification_config {
        notification_arn    = var.notify.arn
        notification_events = var.notify.events
        notification_type   = "Command"
      }
      cloudwatch_config {
        cloudwatch_output_enabled = tobool("true")
      }
      parameter {
        name   = "Operation"
        values = ["Install"]
      }
    }
  }
}
