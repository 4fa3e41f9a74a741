# Loops that nothing here gives a value.
variable "windows" {
  type = map(any)
}
resource "aws_ssm_maintenance_window" "each" {
  for_each = var.windows
  name     = each.key
  schedule = each.value.schedule
  duration = lookup(each.value, "duration", 3)
  cutoff   = try(each.value.cutoff, 1)
}
resource "aws_ssm_maintenance_window_target" "each" {
  for_each      = var.windows
  window_id     = aws_ssm_maintenance_window.each[each.key].id
  resource_type = "INSTANCE"
  dynamic "targets" {
    for_each = each.value.targets
    content {
      key    = targets.value.key
      values = targets.value.values
    }
  }
}
resource "aws_ssm_maintenance_window_task" "each" {
  for_each        = { for k, v in var.windows : k => v if v.patch }
  window_id       = aws_ssm_maintenance_window.each[each.key].id
  task_type       = "RUN_COMMAND"
  task_arn        = each.value.document
  priority        = 1
  max_concurrency = "50%"
  max_errors      = "50%"
  targets {
    key    = "WindowTargetIds"
    values = [aws_ssm_maintenance_window_target.each[each.key].id]
  }
}
