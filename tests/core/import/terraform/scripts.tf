resource "aws_ssm_maintenance_window" "script" {
  name     = "script"
  schedule = "at(2027-01-02T03:04:05)"
  duration = 2
  cutoff   = 0
  allow_unassociated_targets = true
}
locals {
  commands = <<-EOT
    #!/bin/bash
    set -e
    %{ for p in ["nginx", "curl"] ~}
    yum update -y ${p}
    %{ endfor ~}
    echo "$${HOME} done"
  EOT
}
resource "aws_ssm_maintenance_window_task" "script" {
  name      = "script"
  window_id = aws_ssm_maintenance_window.script.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunShellScript"
  max_concurrency = 1
  max_errors = 1
  priority = 1 + 2
  targets {
    key    = "InstanceIds"
    values = ["i-0123456789abcdef0"]
  }
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "commands"
        values = split("\n", trimspace(local.commands))
      }
      parameter {
        name = "executionTimeout"
        values = [tostring(60 * 60)]
      }
    }
  }
}
resource "aws_ssm_maintenance_window_task" "auto" {
  name      = "auto"
  window_id = aws_ssm_maintenance_window.script.id
  task_type = "AUTOMATION"
  task_arn  = aws_ssm_document.restart.name
  priority = 1
  targets {
    key    = "tag:Environment"
    values = ["dev"]
  }
  task_invocation_parameters {
    automation_parameters {
      document_version = "$LATEST"
      parameter {
        name   = "InstanceId"
        values = ["{{ RESOURCE_ID }}"]
      }
      parameter {
        name = "AutomationAssumeRole"
        values = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/x"]
      }
    }
  }
}
resource "aws_ssm_document" "restart" {
  name = "restart-things"
  document_type = "Automation"
  content = <<DOC
{
  "schemaVersion": "0.3"
}
DOC
}
