# broken in the middle
resource "aws_ssm_maintenance_window" "a" {
  name     = "a-window"
  schedule = "rate(1 day)"
  duration = 2
  cutoff   = 1
}
resource "aws_ssm_maintenance_window" "b" {
  name     = "b-window"
  schedule = "rate(1 day)
  duration = 3
  cutoff   = 1
  ...
}
resource "aws_ssm_maintenance_window" "c" {
  name     = "c-window"
  schedule = "rate(2 days)"
  duration = 4
  cutoff   = 1
resource "aws_ssm_maintenance_window_target" "t" {
  window_id = aws_ssm_maintenance_window.a.id
  resource_type = "INSTANCE"
  targets { key = "tag:a" values = ["b"] }
}
}
resource "aws_ssm_maintenance_window" "d" {
  name     = “d-window”
  schedule = "rate(2 days)"
  duration = 4
  cutoff   = 1
  name = "again"
