"""The suite can fail: what is altered in one character does not pass.

A comparison that can't complain proves nothing, so each is shown something
wrong here.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import wire
import workers
from compare import expected_requests, same_requests
from run_cli import CLI_VERSIONS, ROOT, SHELLS, Body, Plan, record
from shrink import shrunk
from stub import Request
from workers import Worker

EXAMPLE = ROOT / "src" / "examples" / "walkthrough.json"


@pytest.fixture
def plan(plan_program: Path) -> Plan:
    return Plan(plan_program, EXAMPLE)


@pytest.fixture
def project() -> wire.Json:
    return json.loads(EXAMPLE.read_text())


def altered(text: str, at: int) -> str:
    """The text with another character at a place."""
    return text[:at] + ("y" if text[at] == "x" else "x") + text[at + 1 :]


def leaves(node: wire.Json, path: tuple = ()) -> Iterator[tuple]:
    """The paths of all strings, numbers and flags."""
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, (*path, key))
    else:
        yield path


def with_other_leaf(node: wire.Json, path: tuple) -> wire.Json:
    made = copy.deepcopy(node)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    match holder[path[-1]]:
        case bool() as flag:
            holder[path[-1]] = not flag
        case int() as number:
            holder[path[-1]] = number + 1
        case str() as text:
            holder[path[-1]] = altered(text, len(text) // 2) if text else "x"
    return made


def test_every_altered_body_is_noticed(plan: Plan, project: wire.Json) -> None:
    bodies = plan.bodies()
    expected_requests(project, bodies)
    tried = 0
    for n, body in enumerate(bodies):
        for path in leaves(body.body):
            wrong = Body(body.operation, body.title, with_other_leaf(body.body, path))
            with pytest.raises(AssertionError):
                expected_requests(project, [*bodies[:n], wrong, *bodies[n + 1 :]])
            tried += 1
    assert tried > 100


def test_a_missing_body_is_noticed(plan: Plan, project: wire.Json) -> None:
    with pytest.raises(AssertionError, match="the JSON tab has"):
        expected_requests(project, plan.bodies()[:-1])


@pytest.mark.parametrize("version", CLI_VERSIONS)
def test_an_altered_command_is_noticed(
    version: str, plan: Plan, project: wire.Json, clients: dict[str, Worker], tmp_path: Path
) -> None:
    expected = expected_requests(project, plan.bodies())
    script, *_ = plan.files("cli", tmp_path / "out", "--cli", version)
    calls = record(script, SHELLS[0], tmp_path / "record").calls

    def sent(words: list[bytes], n: int) -> list[Request]:
        clients[version].start(workers.commands([words], first=n + 1))
        (outcome,) = clients[version].finish()
        assert outcome.code == 0, outcome.stderr
        return outcome.requests

    for n, words in enumerate(calls):
        same_requests("untouched", expected[n : n + 1], sent(words, n))
        # The last four only say how the answer is printed; every third of the others is enough.
        for at, word in list(enumerate(words[:-4]))[n % 3 :: 3]:
            wrong = altered(word.decode(), len(word.decode()) // 2).encode()
            with pytest.raises(AssertionError):
                same_requests("altered", expected[n : n + 1], sent([*words[:at], wrong, *words[at + 1 :]], n))


@pytest.mark.parametrize("word", ["instances", "AWS-RunShellScript", "{{TARGET_ID}}", "TUE"])
def test_an_altered_script_is_noticed(
    word: str, plan: Plan, project: wire.Json, clients: dict[str, Worker], tmp_path: Path
) -> None:
    expected = expected_requests(project, plan.bodies())
    text = plan.text("python")
    assert word in text
    # All of them: a title that is only printed may name it first.
    wrong = text.replace(word, altered(word, 1))
    clients["boto3"].start(workers.script(text, len(expected)) + workers.script(wrong, len(expected)))
    right, other = clients["boto3"].finish()
    same_requests("untouched", expected, right.requests)
    with pytest.raises(AssertionError, match="differs"):
        same_requests("altered", expected, other.requests)

    script = tmp_path / "script.sh"
    script.write_text(plan.text("cli", "--cli", "v1").replace(word, altered(word, 1)))
    calls = record(script, SHELLS[0], tmp_path / "record").calls
    clients["v1"].start(workers.commands(calls))
    with pytest.raises(AssertionError, match="differs"):
        same_requests(
            "altered", expected, [request for outcome in clients["v1"].finish() for request in outcome.requests]
        )


@pytest.mark.parametrize(
    ("member", "value", "complaint"),
    [
        ("Name", "with blank", "must match"),
        ("Name", "x" * 129, "at most 128"),
        ("Duration", 25, "at most 24"),
        ("Duration", True, "must be a integer"),
        ("Description", "", "at least 1"),
        ("Tags", [{"Key": "a+b$"}], "lacks Value"),
        ("Tags", [{"Key": "$", "Value": ""}], "must match"),
        ("Enabled", True, "unknown member"),
        ("Schedule", None, "must be a string"),
    ],
)
def test_the_model_is_enforced(member: str, value: wire.Json, complaint: str) -> None:
    right = {"Name": "abc", "Schedule": "rate(1 day)", "Duration": 2, "Cutoff": 0, "AllowUnassociatedTargets": False}
    assert Request("CreateMaintenanceWindow", right).violations() == []
    found = Request("CreateMaintenanceWindow", right | {member: value}).violations()
    assert any(complaint in one for one in found), found


def test_a_failing_project_is_made_small(project: wire.Json) -> None:
    def fails_on(smaller: wire.Json) -> None:
        assert "Sha256" not in wire.canonical(smaller), "has a hash"

    with pytest.raises(AssertionError) as failure:
        fails_on(project)
    smallest = shrunk(project, failure.value, fails_on)
    assert len(wire.canonical(smallest)) < 400 < len(wire.canonical(project))
    with pytest.raises(AssertionError, match="has a hash"):
        fails_on(smallest)


def test_payloads_are_judged_by_their_bytes() -> None:
    def task(payload: str) -> Request:
        ids = {"WindowId": "mw-0123456789abcdef0", "TaskArn": "f", "TaskType": "LAMBDA"}
        return Request(
            "RegisterTaskWithMaintenanceWindow", ids | {"TaskInvocationParameters": {"Lambda": {"Payload": payload}}}
        )

    assert task("e30=").violations() == []
    assert "must be base64" in task("{}").violations()[0]
    assert "at most 4096" in task("QUFB" * 1366).violations()[0]


def test_equal_in_python_is_not_equal_on_the_wire() -> None:
    assert wire.difference({"a": 1}, {"a": True})
    assert wire.difference({"a": 1}, {"a": 1.0})
    assert wire.difference("é", "e\u0301")
    assert not wire.difference({"a": 1, "b": [2]}, {"b": [2], "a": 1})
    with pytest.raises(ValueError, match="twice"):
        wire.parse('{"a": 1, "a": 2}')
