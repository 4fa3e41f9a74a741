"""The Python script as a team keeps it: linted, typed, tried first, and clear when AWS refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import stub
import wire
from compare import arguments
from run_cli import PATIENCE, ROOT, Plan, account_of, run
from some_plans import projects
from stub import Request
from workers import Worker

EXAMPLE = ROOT / "src" / "examples" / "walkthrough.json"
# What --dry-run shows for a value that another request returns.
DRY = re.compile(r"<(Window(?:Id|TargetId|TaskId)) of request (\d+)>")
RULES = "E,F,I,B,UP"


def tool(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / name
    return subprocess.run([program, *words], capture_output=True, text=True, timeout=PATIENCE)


def pyright(*words: str | Path) -> list[str]:
    """What pyright finds, a line each; it needs node."""
    program = ROOT / ".tools" / "npm-replay" / "node_modules" / "pyright" / "index.js"
    words = (program, "--pythonpath", sys.executable, "--outputjson", *words)
    done = subprocess.run(["node", *words], capture_output=True, text=True, timeout=PATIENCE * 4)
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"], done.stdout + done.stderr
    return [f"{one['file']}: {one.get('rule')}: {one['message']}" for one in report["generalDiagnostics"]]


def written(scripts: dict[str, str], folder: Path) -> list[Path]:
    files = []
    for name, text in scripts.items():
        file = folder / f"{name.replace('-', '_')}.py"
        file.write_text(text, encoding="utf-8", newline="")
        file.chmod(0o755)
        files.append(file)
    return files


PACKS = ("verify", "diagnose", "update", "rollback")


def test_scripts_pass_what_checks_python(plan_program: Path, tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    folder.mkdir()
    scripts = {name: plan.text("python") for name, (_, plan) in projects(plan_program, tmp_path).items()}
    everyday = Plan(plan_program, EXAMPLE)
    scripts |= {f"walkthrough-{pack}": everyday.text("python", "--pack", pack) for pack in PACKS}
    files = written(scripts, folder)

    checked = tool("ruff", "check", "--isolated", "--no-cache", "--extend-select", RULES, folder)
    assert checked.returncode == 0, checked.stdout
    formatted = tool("ruff", "format", "--isolated", "--no-cache", "--diff", folder)
    assert formatted.returncode == 0, formatted.stdout

    # One run for all, and for one that is wrong: without boto3's types, mypy would let anything pass.
    wrong = scripts["walkthrough"].replace('TaskType="RUN_COMMAND"', 'TaskType="RUN_COMAND"', 1)
    (bad,) = written({"wrong": wrong}, folder)
    assert wrong != scripts["walkthrough"]
    typed = tool("mypy", "--strict", "--no-incremental", "--cache-dir", "/dev/null", *files, bad)
    complaints = [line for line in typed.stdout.splitlines() if ": error:" in line]
    assert complaints, typed.stdout + typed.stderr
    assert all(line.startswith(str(bad)) for line in complaints), typed.stdout
    findings = pyright(*files, bad)
    assert findings and all(line.startswith(str(bad)) for line in findings), "\n".join(findings)


def shown(printed: str) -> list[dict]:
    """The requests of a dry run."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(printed.rstrip()):
        request, at = decoder.raw_decode(printed, at)
        found.append(request)
        at += len(printed[at:]) - len(printed[at:].lstrip())
    return found


def with_ids(value: wire.Json) -> wire.Json:
    """A dry run's members with the ids that the stub would have answered for its placeholders."""
    match value:
        case dict():
            return {key: with_ids(member) for key, member in value.items()}
        case list():
            return [with_ids(item) for item in value]
        case str() if found := DRY.fullmatch(value):
            return stub.answer(int(found[2]))[found[1]]
        case _:
            return value


def test_a_dry_run_shows_every_request(plan_program: Path, clients: dict[str, Worker], tmp_path: Path) -> None:
    operations = {
        "create_maintenance_window": "CreateMaintenanceWindow",
        "register_target_with_maintenance_window": "RegisterTargetWithMaintenanceWindow",
        "register_task_with_maintenance_window": "RegisterTaskWithMaintenanceWindow",
    }
    for name, (project, plan) in projects(plan_program, tmp_path).items():
        clients["boto3"].start([{"script": plan.text("python"), "words": ["--dry-run"], "answers": []}])
        (outcome,) = clients["boto3"].finish()
        assert outcome.code == 0, f"{name}: {outcome.stderr}"
        assert outcome.requests == [], f"{name}: a dry run sent something"
        requests = shown(outcome.stdout)
        assert [request["request"] for request in requests] == list(range(1, len(requests) + 1))
        got = [Request(operations[one["method"]], with_ids(one["members"])) for one in requests]
        expected = arguments(project, plan.bodies())
        # Payloads are text here: as boto3 takes them, not as they travel.
        assert [one.operation for one in got] == [one.operation for one in expected]
        for one, other in zip(expected, got, strict=True):
            assert not wire.difference(one.body, other.body), name


def bare(tmp_path: Path, **more: str) -> dict[str, str]:
    """An environment without credentials and Region."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        **more,
    }


def test_a_dry_run_needs_no_account(plan_program: Path, tmp_path: Path) -> None:
    (script,) = written({"script": Plan(plan_program, EXAMPLE).text("python")}, tmp_path)
    # A profile that does not exist ends any session of boto3.
    env = bare(tmp_path, AWS_PROFILE="nobody")
    ran = run([sys.executable, str(script), "--dry-run"], env, tmp_path).succeeded()
    assert len(shown(ran.stdout)) == len(Plan(plan_program, EXAMPLE).bodies())
    assert "WINDOW_ID=<WindowId of request 1>" in ran.stderr


@pytest.mark.parametrize(
    ("words", "environment", "says"),
    [
        ([], {}, "No Region"),
        (["--region", "us-east-1"], {}, "No credentials"),
        (["--region", "us-east-1", "--profile", "nobody"], {}, "nobody"),
        (
            [],
            {
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "x",
                "AWS_SECRET_ACCESS_KEY": "y",
                "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            },
            "Could not connect",
        ),
    ],
)
def test_what_is_missing_is_said(
    words: list[str], environment: dict[str, str], says: str, plan_program: Path, tmp_path: Path
) -> None:
    (script,) = written({"script": Plan(plan_program, EXAMPLE).text("python")}, tmp_path)
    ran = run([sys.executable, str(script), *words], bare(tmp_path, **environment), tmp_path)
    assert ran.code == 1
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_each_documented_error_is_explained(plan_program: Path, clients: dict[str, Worker], tmp_path: Path) -> None:
    plan = Plan(plan_program, EXAMPLE)
    text = plan.text("python")
    operations = {body.operation for body in plan.bodies()}
    models = [wire.service().operation_model(operation) for operation in operations]
    codes = {shape.name for model in models for shape in model.error_shapes}
    assert len(codes) >= 5
    for code in sorted(codes | {"ValidationException", "AccessDeniedException"}):
        # The window is there, the target is refused.
        # What is said not to exist is asked for again, three times.
        answers = [stub.answer(1), *[{"__type": code, "message": "because"}] * 4]
        identity = stub.identity(account_of(text))
        clients["boto3"].start([{"script": text, "answers": answers, "identity": identity}])
        (outcome,) = clients["boto3"].finish()
        assert outcome.code == 1, code
        assert outcome.stdout == f"WINDOW_ID={stub.window_id(1)}\n", "what was created must be known"
        *_, error, advice, last = outcome.stderr.splitlines()
        assert code in error and "because" in error
        assert len(advice.split()) >= 5 and advice.endswith("."), f"{code}: {advice}"
        assert last == "What was created before it stays."


def test_region_and_profile_are_used(plan_program: Path, tmp_path: Path) -> None:
    plan = Plan(plan_program, EXAMPLE)
    (script,) = written({"script": plan.text("python")}, tmp_path)
    count = len(plan.bodies())
    config = tmp_path / "config"
    config.write_text("[profile team]\naws_access_key_id=a\naws_secret_access_key=b\nregion=eu-west-1\n")
    with stub.Stub() as running:
        for words in (["--profile", "team"], ["--profile", "team", "--region", "us-west-2"]):
            channel = running.channel()
            env = bare(tmp_path, AWS_CONFIG_FILE=str(config), AWS_ENDPOINT_URL=channel.url)
            run([sys.executable, str(script), *words], env, tmp_path).succeeded()
            region = words[-1] if "--region" in words else "eu-west-1"
            assert channel.regions == [region] * (count + 1)
