"""Every example and fixture, with real processes from end to end.

A real bash runs the emitted script, the real AWS CLI v1 and v2 send its
requests, the real boto3 those of the Python script, and the stub writes down
what came: the page's JSON bodies, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.validate import ParamValidator

import wire
from compare import arguments, expected_requests, same_requests
from run_cli import CLI_VERSIONS, ROOT, SHELLS, Case, Plan, record, run_python, run_script
from stub import Channel, Stub, returned

Opener = Callable[[Path, str], tuple[Case, Plan]]

EXAMPLES = sorted((ROOT / "src" / "examples").glob("*.json"))
FIXTURES = sorted((ROOT / "tests" / "fixtures").rglob("project.json"))


def name_of(project: Path) -> str:
    return project.parent.name if project.name == "project.json" else project.stem


def each(projects: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("project", projects, ids=name_of)


def test_there_are_examples() -> None:
    assert EXAMPLES, "src/examples has no project"


@pytest.fixture
def opened(plan_program: Path) -> Opener:
    def open_project(project: Path, kind: str) -> tuple[Case, Plan]:
        return Case(f"{name_of(project)}-{kind}", json.loads(project.read_text())), Plan(plan_program, project)

    return open_project


@pytest.fixture(scope="module")
def boto3_client(stub: Stub) -> Iterator[tuple[Channel, Any]]:
    """A real client of boto3 whose requests go to a channel."""
    channel = stub.channel()
    session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name="us-east-1")
    config = Config(retries={"max_attempts": 0}, proxies={})
    yield channel, session.client("ssm", endpoint_url=channel.url, config=config)


@each(EXAMPLES)
def test_example_is_right(project: Path, plan_program: Path) -> None:
    planned = Plan(plan_program, project).run("json")
    assert planned.code == 0, planned.report


@each(FIXTURES)
def test_wrong_fixture_prints_only_its_report(project: Path, plan_program: Path) -> None:
    for format_id in ("cli", "cli-files", "json", "python"):
        planned = Plan(plan_program, project).run(format_id)
        if planned.refused:
            assert planned.stdout == ""
            assert ": error [" in planned.report


def answered(case: Case, channel: Channel) -> None:
    case.keep("sent.json", channel.requests)
    assert not channel.faults, channel.faults


@pytest.mark.parametrize("version", CLI_VERSIONS)
@each(EXAMPLES + FIXTURES)
def test_script(project: Path, version: str, opened: Opener, aws: dict[str, Path], stub: Stub, tmp_path: Path) -> None:
    case, plan = opened(project, f"script-{version}")
    if plan.is_refused_fixture():
        return
    with case:
        expected = expected_requests(case.project, plan.bodies())
        text = case.show("script.sh", plan.text("cli", "--cli", version))
        script = tmp_path / "script.sh"
        script.write_text(text)
        channel = stub.channel()
        ran = run_script(script, aws[version], channel, tmp_path).succeeded()
        answered(case, channel)
        same_requests(f"the script for {version}", expected, channel.requests)
        ids = [returned(request.operation, n) for n, request in enumerate(expected, start=1)]
        assert list(ran.variables().values()) == ids, "the script tells other ids than AWS returned"


@each(EXAMPLES + FIXTURES)
def test_single_commands(project: Path, opened: Opener, aws: dict[str, Path], stub: Stub, tmp_path: Path) -> None:
    case, plan = opened(project, "commands")
    if plan.is_refused_fixture():
        return
    with case:
        expected = expected_requests(case.project, plan.bodies())
        chained, *singles = plan.files("cli", tmp_path / "out")
        # The chained script says which variable holds what; a person would copy them by hand.
        variables = record(chained, SHELLS[0], tmp_path / "record").ran.succeeded().variables()
        channel = stub.channel()
        for single in singles:
            case.show("command.sh", single.read_text())
            run_script(single, aws["v2"], channel, tmp_path, **variables).succeeded()
        answered(case, channel)
        same_requests("the single commands", expected, channel.requests)


@each(EXAMPLES + FIXTURES)
def test_python_script(project: Path, opened: Opener, stub: Stub, tmp_path: Path) -> None:
    case, plan = opened(project, "python")
    if plan.is_refused_fixture():
        return
    with case:
        expected = expected_requests(case.project, plan.bodies())
        text = case.show("script.py", plan.text("python"))
        script = tmp_path / "script.py"
        script.write_text(text)
        channel = stub.channel()
        run_python(script, channel, tmp_path).succeeded()
        answered(case, channel)
        same_requests("the Python script", expected, channel.requests)


@each(EXAMPLES + FIXTURES)
def test_bodies_are_boto3_arguments(
    project: Path, opened: Opener, boto3_client: tuple[Channel, Any], tmp_path: Path
) -> None:
    case, plan = opened(project, "bodies")
    if plan.is_refused_fixture():
        return
    channel, client = boto3_client
    with case:
        bodies = plan.bodies()
        for body, file in zip(bodies, plan.files("json", tmp_path / "out"), strict=True):
            difference = wire.difference(body.body, wire.parse(file.read_text()))
            assert not difference, f"{file.name} is not the tab's body:\n{difference}"
        methods = {operation: method for method, operation in client.meta.method_to_api_mapping.items()}
        channel.requests.clear()
        for request in arguments(case.project, bodies):
            report = ParamValidator().validate(request.body, wire.input_shape(request.operation))
            assert not report.has_errors(), report.generate_report()
            getattr(client, methods[request.operation])(**request.body)
        answered(case, channel)
        same_requests("boto3", expected_requests(case.project, bodies), channel.requests)
