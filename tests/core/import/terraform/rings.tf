# Rings by count, over parallel lists; HCL 1 indices.
variable "rings" {
  type    = "list"
  default = ["canary", "early", "late"]
}
variable "days" {
  type    = "map"
  default = { "canary" = "MON", "early" = "WED" }
}
resource "aws_ssm_maintenance_window" "ring" {
  count    = "${length(var.rings)}"
  name     = "ring-${var.rings[count.index]}"
  schedule = "cron(0 2 ? * ${lookup(var.days, element(var.rings, count.index), "FRI")} *)"
  duration = "${2 + count.index}"
  cutoff   = 1
}
resource "aws_ssm_maintenance_window_target" "ring" {
  count         = "${length(var.rings)}"
  window_id     = "${element(aws_ssm_maintenance_window.ring.*.id, count.index)}"
  resource_type = "INSTANCE"
  targets {
    key    = "tag:Ring"
    values = ["${var.rings[count.index]}"]
  }
}
resource "aws_ssm_maintenance_window_task" "first" {
  window_id = "${aws_ssm_maintenance_window.ring.0.id}"
  task_type = "AUTOMATION"
  task_arn  = "AWS-StopEC2Instance"
  priority  = 1
  targets {
    key    = "WindowTargetIds"
    values = ["${aws_ssm_maintenance_window_target.ring.0.id}"]
  }
}
