"""What is written for people: the ticket keeps its shape whatever was typed, the calendar has the right times."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import intended
import wire
from run_cli import NOW, PATIENCE, ROOT, Plan
from some_plans import projects
from terminal import HIDDEN

RUNS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("people")


@pytest.fixture(scope="module")
def next_runs(plan_program: Path) -> Path:
    """The example program that knows schedules only."""
    build = ["cargo", "build", "--quiet", "--locked", "--example", "next_runs"]
    subprocess.run(build, cwd=ROOT, check=True, timeout=600)
    return plan_program.with_name("next_runs")


def new_windows(project: wire.Json) -> list[wire.Json]:
    """The windows whose schedule is known, as the API takes them."""
    shape = wire.input_shape(intended.CREATE)
    own = [
        {name: value for name, value in window.items() if name not in ("Targets", "Tasks", "WindowId")}
        for window in project["Windows"]
        if intended.text(window.get("$existing")) != "true"
    ]
    return [intended.read(shape, window) for window in own]


def spans(program: Path, window: wire.Json) -> list[tuple[datetime, datetime]]:
    """The next runs of a window, from the program that knows schedules only."""
    words = [str(program), window["Schedule"], "--from", NOW, "--count", str(RUNS)]
    for option, member in [
        ("--zone", "ScheduleTimezone"),
        ("--offset", "ScheduleOffset"),
        ("--start-date", "StartDate"),
        ("--end-date", "EndDate"),
        ("--duration", "Duration"),
        ("--cutoff", "Cutoff"),
    ]:
        if member in window:
            words += [option, str(window[member])]
    said = subprocess.run(words, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    starts = [line.split()[0] for line in said.splitlines()[1:] if not line.startswith("-")]
    hours = timedelta(hours=window["Duration"])
    return [(start, start + hours) for start in map(datetime.fromisoformat, starts)]


def events(text: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["version"] == "2.0" and calendar["prodid"]
    found = list(calendar.walk("VEVENT"))
    assert not calendar.errors and not any(event.errors for event in found)
    return found


def test_calendar_has_the_times_of_the_preview(plan_program: Path, next_runs: Path, folder: Path) -> None:
    tried = 0
    for name, (project, plan) in projects(plan_program, folder).items():
        text = plan.text("ics")
        windows = new_windows(project)
        expected = [(window["Name"], *span) for window in windows for span in spans(next_runs, window)]
        if not expected:
            assert "BEGIN:VEVENT" not in text, name
            continue
        got = events(text)
        times = [(str(e["summary"]).removeprefix("Maintenance window "), e.start, e.end) for e in got]
        assert times == expected, name
        assert len({str(event["uid"]) for event in got}) == len(got), name
        assert all(event["dtstamp"].dt == datetime.fromisoformat(NOW) for event in got)
        tried += len(got)
    assert tried > 150


def test_calendar_lines_are_short_and_end_right(plan_program: Path, folder: Path) -> None:
    for _, plan in projects(plan_program, folder).values():
        text = plan.text("ics").encode()
        assert text.count(b"\n") == text.count(b"\r\n") == text.count(b"\r")
        assert all(len(line) <= 75 for line in text.split(b"\r\n"))


def test_calendar_tells_the_cutoff(plan_program: Path) -> None:
    project = ROOT / "src" / "examples" / "scan-and-install.json"
    first = events(Plan(plan_program, project).text("ics"))[0]
    description = str(first["description"])
    window = json.loads(project.read_text())["Windows"][0]
    cutoff = (first.end - timedelta(hours=int(window["Cutoff"]))).astimezone(UTC)
    assert f"({cutoff:%Y-%m-%d %H:%M} UTC)" in description.split("No new task from: ")[1].split("\n")[0]


def test_a_newer_calendar_changes_events_instead_of_doubling_them(plan_program: Path, tmp_path: Path) -> None:
    project = {"format": "maintenance-window-builder", "version": 1, "Windows": []}
    for _ in range(2):
        window = {"Name": "same.name", "Schedule": "cron(30 1 ? * SUN *)", "ScheduleTimezone": "America/New_York"}
        project["Windows"].append(window | {"Duration": 3, "Cutoff": 1, "AllowUnassociatedTargets": False})
    plan = Plan.of(plan_program, project, tmp_path)
    before = {str(event["uid"]): event.start for event in events(plan.text("ics"))}
    after = {str(event["uid"]): event.start for event in events(plan.text("ics", "--now", "2026-12-10T05:00:00Z"))}
    assert len(before) == len(after) == 2 * RUNS
    both = before.keys() & after.keys()
    # Three Sundays lie between the two.
    assert len(both) == 2 * (RUNS - 3)
    assert all(before[uid] == after[uid] for uid in both)
    # 2027-11-07 01:30 comes twice in New York: the event says so.
    late = events(plan.text("ics", "--now", "2027-11-01T00:00:00Z"))[0]
    assert "twice" in str(late["description"])


# --- the ticket -----------------------------------------------------------------

# What a site makes of Markdown that is not in the ticket's own words.
FOREIGN = {"html_inline", "html_block", "link_open", "image", "code_block", "blockquote_open", "hr", "s_open"}


def tokens(text: str) -> list[Token]:
    """All tokens of a text, inner ones after their own."""

    def flat(some: list[Token]) -> Iterator[Token]:
        for token in some:
            yield token
            yield from flat(token.children or [])

    return list(flat(MarkdownIt("commonmark").enable("table").parse(text)))


def visible(text: str) -> str:
    return HIDDEN.sub(lambda hidden: f"<U+{ord(hidden[0]):04X}>", text).replace("\n", "↵")


def typed(project: wire.Json) -> Iterator[str]:
    """The texts of a project that a ticket shows on a line."""
    for window in project["Windows"]:
        if intended.text(window.get("$existing")) != "true":
            yield from (window[name] for name in ("Name", "Description", "Schedule") if window.get(name))
        for target in window.get("Targets", []):
            yield from (target[name] for name in ("Name", "Description", "OwnerInformation") if target.get(name))
        for task in window.get("Tasks", []):
            members = ("Name", "Description", "TaskArn", "ServiceRoleArn", "MaxConcurrency")
            yield from (task[name] for name in members if task.get(name))


def test_ticket_keeps_its_shape(plan_program: Path, folder: Path) -> None:
    for name, (project, plan) in projects(plan_program, folder).items():
        text = plan.text("ticket")
        seen = tokens(text)
        assert not FOREIGN & {token.type for token in seen}, name
        headings = [after.content for token, after in itertools.pairwise(seen) if token.type == "heading_open"]
        windows = len(project["Windows"])
        assert len([heading for heading in headings if heading.startswith("Window ")]) == windows, name
        assert headings[-3:] == ["How to verify", "How to undo", "Approval"], name
        for wanted in ("When", "On what", "What runs, in this order", "Risks"):
            assert headings.count(wanted) == windows, name
        spans = {token.content for token in seen if token.type == "code_inline"}
        for value in typed(project):
            assert visible(value) in spans, f"{name}: {value!r} is not in the ticket"
        plain = "".join(token.content for token in seen if token.type == "text")
        assert "`" not in plain, name


def test_ticket_shows_what_each_task_is_given(plan_program: Path, folder: Path) -> None:
    members = ("TaskInvocationParameters", "TaskParameters", "LoggingInfo")
    for name, (_, plan) in projects(plan_program, folder).items():
        fences = [token for token in tokens(plan.text("ticket")) if token.type == "fence"]
        got = [wire.canonical(wire.parse(fence.content)) for fence in fences if fence.info == "json"]
        inputs = [{key: body.body[key] for key in members if key in body.body} for body in plan.bodies()]
        expected = [wire.canonical(one) for one in inputs if one]
        assert sorted(got) == sorted(expected), name


def test_ticket_undoes_all_that_was_created_in_the_right_order(plan_program: Path, folder: Path) -> None:
    undo = {
        "RegisterTaskWithMaintenanceWindow": "deregister-task-from-maintenance-window",
        "RegisterTargetWithMaintenanceWindow": "deregister-target-from-maintenance-window",
        "CreateMaintenanceWindow": "delete-maintenance-window",
    }
    for name, (_, plan) in projects(plan_program, folder).items():
        fences = [
            token.content for token in tokens(plan.text("ticket")) if token.type == "fence" and token.info == "sh"
        ]
        lines = fences[-1].splitlines()
        commands = [line.split()[2] for line in lines]
        made = [undo[body.operation] for body in plan.bodies()]
        order = list(undo.values())
        assert commands == sorted(made, key=order.index), name
        variables = [word for line in lines for word in line.split() if word.startswith('"$')]
        told = plan.text("cli")
        assert all(f"\n{variable[2:-1]}=$(" in told for variable in variables), name
