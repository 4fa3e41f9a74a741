"""A stand-in with state: moto, as a process on this machine, in the place of Systems Manager.

Each example is created with the real clients, read with the real boto3, and
rolled back with the page's own pack, whose ids come from what the creation
printed. The recording stub of the other tests answers anything; moto answers
for what exists only, so the order of the requests and the ids in them are
put to the proof.

moto knows neither updates nor schedules nor client tokens, and drops some
members: see `DROPPED`.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

import intended
import wire
from run_cli import AWS_ENV, Body, Plan, Ran, environment, run_python, run_script
from test_examples import EXAMPLES, name_of

# What moto 5.2.5 takes and gives back to nobody.
DROPPED = {
    intended.CREATE: {"AllowUnassociatedTargets", "ClientToken"},
    intended.REGISTER_TARGET: {"OwnerInformation", "ClientToken"},
    intended.REGISTER_TASK: {
        "TaskType",
        "TaskInvocationParameters",
        "CutoffBehavior",
        "AlarmConfiguration",
        "ClientToken",
    },
}
PATIENCE = 60


@dataclass
class Moto:
    """A running moto; every test finds it empty."""

    url: str
    # The runners say which account a script demands; moto has this one.
    account: str = "123456789012"

    def client(self) -> Any:
        session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name="us-east-1")
        return session.client("ssm", endpoint_url=self.url, config=Config(retries={"max_attempts": 0}, proxies={}))

    def empty(self) -> None:
        request = urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")
        urllib.request.urlopen(request, timeout=PATIENCE).close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moto]:
    program = Path(sys.executable).parent / "moto_server"
    assert program.exists(), f"{program} is missing: tests/tools/setup.sh replay installs it"
    home = tmp_path_factory.mktemp("moto")
    log = home / "moto.log"
    with log.open("w") as out:
        words = [str(program), "--host", "127.0.0.1", "--port", "0"]
        running = subprocess.Popen(words, env=environment(home), stdout=out, stderr=subprocess.STDOUT)
    try:
        moto = Moto(_address(running, log))
        moto.empty()
        yield moto
    finally:
        running.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=10)
        running.kill()


def _address(running: subprocess.Popen[bytes], log: Path) -> str:
    """The address that moto says it listens on, once it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        said = log.read_text(errors="replace")
        found = [word for word in said.split() if word.startswith("http://127.0.0.1:")]
        if found:
            return found[0].rstrip("/")
        assert running.poll() is None, f"moto ended:\n{said}"
        time.sleep(0.05)
    raise AssertionError(f"moto does not listen:\n{log.read_text(errors='replace')}")


@pytest.fixture
def moto(server: Moto) -> Moto:
    server.empty()
    return server


Way = Callable[[Plan, Path, Moto, dict[str, Path]], Ran]


def _command_line(format_id: str, version: str) -> Way:
    def run(plan: Plan, folder: Path, moto: Moto, aws: dict[str, Path]) -> Ran:
        script, *_ = plan.files(format_id, folder / "said", "--cli", version)
        return run_script(script, aws[version], moto, folder)

    return run


def _boto3(plan: Plan, folder: Path, moto: Moto, aws: dict[str, Path]) -> Ran:
    script, *_ = plan.files("python", folder / "said")
    return run_python(script, moto, folder)


WAYS: dict[str, Way] = {
    "cli-v1": _command_line("cli", "v1"),
    "cli-v2": _command_line("cli", "v2"),
    "files-v1": _command_line("cli-files", "v1"),
    "files-v2": _command_line("cli-files", "v2"),
    "boto3": _boto3,
}


def _exists(client: Any) -> list[tuple[str, wire.Json]]:
    """What there is, as the requests that would create it: windows with targets and tasks, in order of creation."""
    found = []
    for window in client.describe_maintenance_windows()["WindowIdentities"]:
        one = client.get_maintenance_window(WindowId=window["WindowId"])
        tags = client.list_tags_for_resource(ResourceType="MaintenanceWindow", ResourceId=window["WindowId"])["TagList"]
        found.append((intended.CREATE, {**one, **({"Tags": tags} if tags else {})}))
        for target in client.describe_maintenance_window_targets(WindowId=window["WindowId"])["Targets"]:
            found.append((intended.REGISTER_TARGET, target))
        for task in client.describe_maintenance_window_tasks(WindowId=window["WindowId"])["Tasks"]:
            found.append((intended.REGISTER_TASK, task))
    return found


def _filled(value: wire.Json, ids: dict[str, str]) -> wire.Json:
    """A body with the ids that moto gave for the placeholders of the JSON tab."""
    text = json.dumps(value)
    for placeholder, id_ in ids.items():
        text = text.replace(placeholder, id_)
    assert "<window" not in text and "<target" not in text, text
    return json.loads(text)


def _ids(bodies: list[Body], printed: dict[str, str]) -> dict[str, str]:
    """The placeholders of the JSON tab, and what the script printed for them."""
    placeholders: dict[str, str] = {}
    for name, id_ in printed.items():
        member = "WindowId" if id_.startswith("mw-") else "WindowTargetId"
        placeholders[f"<{name.lower().removesuffix('_id')}.{member}>"] = id_
    return placeholders


# A journey by command line starts the client some thirty times. So each example takes one
# of the four ways, in turn, and boto3; MOTO_ALL=1 tries every example in every way.
CLI_WAYS = [way for way in WAYS if way != "boto3"]
JOURNEYS = [
    pytest.param(project, way, id=f"{name_of(project)}-{way}")
    for at, project in enumerate(EXAMPLES)
    for way in (WAYS if os.environ.get("MOTO_ALL") else ["boto3", CLI_WAYS[at % len(CLI_WAYS)]])
]


@pytest.mark.parametrize(("project", "way"), JOURNEYS)
def test_example_is_created_read_and_rolled_back(
    project: Path, way: str, moto: Moto, plan_program: Path, aws: dict[str, Path], tmp_path: Path
) -> None:
    plan = Plan(plan_program, project)
    client = moto.client()
    created = WAYS[way](plan, tmp_path, moto, aws).succeeded()
    bodies = plan.bodies()
    assert len(created.variables()) == len(bodies), created.stdout

    # What there is now is what the JSON tab says, but for what moto drops.
    there = _exists(client)
    ids = _ids(bodies, created.variables())
    order = [operation for operation, _ in there]
    assert order == [body.operation for body in bodies]
    for (operation, found), body in zip(there, bodies, strict=True):
        wanted = _filled(body.body, ids)
        for member, value in wanted.items():
            if member in DROPPED[operation]:
                assert found.get(member) in (None, ""), f"moto keeps {member} now: take it out of DROPPED"
            else:
                assert found[member] == value, f"{operation} {member}"

    # Back, with the ids that the creation printed.
    said = tmp_path / "printed.txt"
    said.write_text(created.stdout)
    known = plan.ask("--absorb", str(said))
    assert known.code == 0, known.report
    known_file = tmp_path / "known.json"
    known_file.write_text(known.stdout)
    back = tmp_path / "back"
    back.mkdir()
    pack = Plan(plan_program, known_file, "--pack", "rollback")
    WAYS[way](pack, back, moto, aws).succeeded()
    assert _exists(client) == []


def test_moto_is_no_stub_that_answers_anything(moto: Moto) -> None:
    """A journey that goes wrong is noticed: what does not exist can't be named."""
    client = moto.client()
    assert AWS_ENV["AWS_DEFAULT_REGION"] == "us-east-1"
    with pytest.raises(client.exceptions.ClientError):
        client.get_maintenance_window(WindowId="mw-0123456789abcdef0")
    with pytest.raises(client.exceptions.ClientError):
        client.register_target_with_maintenance_window(
            WindowId="mw-0123456789abcdef0", ResourceType="INSTANCE", Targets=[{"Key": "tag:a", "Values": ["b"]}]
        )
