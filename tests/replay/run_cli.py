"""Runs the page's example program, the emitted scripts, and the real clients.

Nothing of the machine's AWS set-up reaches a client: every process gets an
environment of its own, with dummy credentials and the stub's address.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import wire
from stub import Channel, Request

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
FAILURES = ROOT / "target" / "replay-failures"

# The shells that the CLI format promises; each must read a script alike.
SHELLS = tuple(os.environ.get("REPLAY_SHELLS", "").split() or ["sh", "bash", *filter(shutil.which, ["dash", "zsh"])])
CLI_VERSIONS = ("v1", "v2")
# So that a warning about a date does not come and go with the calendar.
NOW = "2026-11-22T00:00:00Z"
PATIENCE = 120

AWS_ENV = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    # A client that tries again would show a request twice.
    "AWS_MAX_ATTEMPTS": "1",
}


class Missing(Exception):
    """A program that the suite needs is not there; never a reason to skip."""


def environment(home: Path, path_first: Path | None = None, **more: str) -> dict[str, str]:
    """The whole environment of a process under test."""
    path = os.pathsep.join(filter(None, [str(path_first or ""), "/usr/bin", "/bin"]))
    return {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **AWS_ENV, **more}


# --- the clients --------------------------------------------------------------


def named(*variables: str) -> str | None:
    """The first of some environment variables that is set."""
    return next((os.environ[name] for name in variables if os.environ.get(name)), None)


def aws_program(version: str) -> Path:
    """The AWS CLI of a major version. Proven by its own word: the two share a name."""
    if version == "v1":
        given = named("AWS_V1", "AWS_CLI_V1")
        candidates = [given] if given else [str(Path(sys.executable).parent / "aws")]
    else:
        given = named("AWS_V2", "AWS_CLI_V2")
        candidates = [given] if given else ["/usr/bin/aws", "/usr/local/bin/aws", "/opt/homebrew/bin/aws"]
    said = []
    for candidate in candidates:
        program = shutil.which(candidate)
        if program is None:
            said.append(f"{candidate}: not there")
            continue
        words = subprocess.run(
            [program, "--version"], capture_output=True, text=True, env=environment(HERE), timeout=PATIENCE
        )
        answer = (words.stdout + words.stderr).strip()
        if answer.startswith(f"aws-cli/{version[1:]}."):
            return Path(program)
        said.append(f"{candidate}: {answer or words.returncode}")
    raise Missing(f"the AWS CLI {version} is missing ({'; '.join(said)}): set AWS_{version.upper()} to its path")


def python_of(program: Path) -> list[str] | None:
    """The Python that runs a CLI, as the words that start it; None when the CLI is no Python script."""
    with program.open("rb") as file:
        first = file.readline(500)
    words = first.removeprefix(b"#!").decode(errors="replace").split()
    is_python = first.startswith(b"#!") and any("python" in Path(word).name for word in words)
    return words if is_python else None


def plan_program() -> Path:
    """The example program `plan`: PLAN_BIN, or built here."""
    given = os.environ.get("PLAN_BIN")
    if given:
        # Makefiles and people call from other folders.
        program = Path(given) if Path(given).is_absolute() else ROOT / given
        if not os.access(program, os.X_OK):
            raise Missing(f"PLAN_BIN is no program: {program}")
        return program
    build = subprocess.run(
        ["cargo", "build", "--quiet", "--locked", "--example", "plan"], cwd=ROOT, capture_output=True, text=True
    )
    if build.returncode != 0:
        raise Missing(f"`cargo build --example plan` failed:\n{build.stderr[-4000:]}")
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug" / "examples" / "plan"


# --- the page -----------------------------------------------------------------


@dataclass(frozen=True)
class Planned:
    """What `plan` said of a project, right or wrong."""

    code: int
    stdout: str
    report: str

    @property
    def refused(self) -> bool:
        return self.code == 1


@dataclass(frozen=True)
class Body:
    """A request body of the JSON tab."""

    operation: str
    title: str
    body: wire.Json


class Plan:
    """The example program on one project file, with the settings that all its runs share."""

    def __init__(self, program: Path, project: Path, *settings: str) -> None:
        self.program = program
        self.project = project
        self.settings = settings

    @classmethod
    def of(cls, program: Path, project: wire.Json, folder: Path) -> Plan:
        """The plan of a project that is not a file yet."""
        file = folder / "project.json"
        file.write_text(json.dumps(project, ensure_ascii=False), encoding="utf-8")
        return cls(program, file)

    def run(self, format_id: str, *more: str) -> Planned:
        return self.ask("--format", format_id, *more)

    def ask(self, *more: str) -> Planned:
        """Whatever else the program is asked."""
        words = [str(self.program), str(self.project), "--now", NOW, *self.settings, *more]
        done = subprocess.run(words, capture_output=True, timeout=PATIENCE)
        # 2 is misuse, 101 a panic, below 0 a signal: none has an excuse.
        if done.returncode not in (0, 1):
            raise AssertionError(f"plan ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
        return Planned(done.returncode, done.stdout.decode(), done.stderr.decode())

    def is_refused_fixture(self) -> bool:
        """Whether this is a fixture with an error in it, which another test looks after."""
        return FIXTURES in self.project.parents and self.run("json").refused

    def text(self, format_id: str, *more: str) -> str:
        """The first artifact, which must be there."""
        planned = self.run(format_id, *more)
        assert planned.code == 0, f"plan refused the project:\n{planned.report}"
        return planned.stdout

    def files(self, format_id: str, folder: Path, *more: str) -> list[Path]:
        """Every artifact as a file, in the plan's order."""
        shutil.rmtree(folder, ignore_errors=True)
        said = self.text(format_id, "--out", str(folder), *more)
        return [Path(line) for line in said.splitlines()]

    def bodies(self, *more: str) -> list[Body]:
        """Every request of the JSON tab."""
        return [Body(**entry) for entry in wire.parse(self.text("json", *more))]


# --- scripts ------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    """A finished process."""

    code: int
    stdout: str
    stderr: str

    def succeeded(self) -> Ran:
        assert self.code == 0, f"exit {self.code}\n--- stdout\n{self.stdout}\n--- stderr\n{self.stderr}"
        return self

    def variables(self) -> dict[str, str]:
        """The ids that a chained script tells, as the variables that its single commands want."""
        pairs = (line.partition("=") for line in self.stdout.split("\n"))
        return {name: value for name, equals, value in pairs if equals and name.isidentifier()}


# The account that a script demands, in any shell.
DEMANDED = re.compile(r'(?:= |-ne \'|=="|ACCOUNT = ")(\d{12})\b')


def account_of(text: str) -> str:
    """The account that a script's guard lets pass."""
    found = DEMANDED.search(text)
    return found[1] if found else "123456789012"


def is_look(words: list[bytes]) -> bool:
    """Whether a call only looks at a window at the end of a script."""
    return b"get-maintenance-window" in words and b"table" in words


def run(words: list[str], env: dict[str, str], folder: Path) -> Ran:
    done = subprocess.run(words, env=env, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def shell(name: str) -> str:
    program = shutil.which(name, path="/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin")
    if program is None:
        raise Missing(f"the shell {name} is missing")
    return program


def run_script(
    script: Path, aws: Path, channel: Channel, folder: Path, shell_name: str = "bash", **variables: str
) -> Ran:
    """Runs a script where it lies, in a real shell with a real CLI that is pointed at the stub."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    shim = tools / "aws"
    # Old releases of version 2 don't read AWS_ENDPOINT_URL; every release takes the option.
    shim.write_text('#!/bin/sh\nexec "$REPLAY_AWS" --endpoint-url "$REPLAY_ENDPOINT" "$@"\n')
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    channel.account = account_of(script.read_text(encoding="utf-8"))
    env = environment(folder, tools, REPLAY_AWS=str(aws), REPLAY_ENDPOINT=channel.url, **variables)
    return run([shell(shell_name), str(script)], env, script.parent)


def run_python(script: Path, channel: Channel, folder: Path, **variables: str) -> Ran:
    """Runs a Python script with the real boto3 that is pointed at the stub."""
    channel.account = account_of(script.read_text(encoding="utf-8"))
    return run([sys.executable, str(script)], environment(folder, AWS_ENDPOINT_URL=channel.url, **variables), folder)


@dataclass(frozen=True)
class Recorded:
    """What a shell made of a script: how it ended, and the words of each `aws` call."""

    ran: Ran
    calls: list[list[bytes]]
    looks: list[list[bytes]] = dataclasses.field(default_factory=list)

    @classmethod
    def of(cls, ran: Ran, calls: list[list[bytes]]) -> Recorded:
        """With what only looks at the end kept apart."""
        looks = [words for words in calls if is_look(words)]
        assert calls[len(calls) - len(looks) :] == looks, "a look comes before the end"
        return cls(ran, calls[: len(calls) - len(looks)], looks)


def record(script: Path, shell_name: str, folder: Path, **variables: str) -> Recorded:
    """Runs a script in a real shell with the recorder in the place of `aws`."""
    folder.mkdir(parents=True, exist_ok=True)
    tools, calls = folder / "bin", folder / "calls"
    tools.mkdir(exist_ok=True)
    shutil.rmtree(calls, ignore_errors=True)
    calls.mkdir()
    if not (tools / "aws").exists():
        (tools / "aws").symlink_to(HERE / "recorder.sh")
        # A pause before a command is sent again would only cost time.
        (tools / "sleep").symlink_to(shell("true"))
    for tried in folder.glob("calls.tries*"):
        tried.unlink()
    account = account_of(script.read_text(encoding="utf-8"))
    env = environment(folder, tools, REPLAY_RECORD=str(calls), **{"REPLAY_ACCOUNT": account, **variables})
    ran = run([shell(shell_name), str(script)], env, script.parent)
    files = sorted(calls.iterdir(), key=lambda file: int(file.name))
    return Recorded.of(ran, [file.read_bytes().split(b"\0")[:-1] for file in files])


# --- failures -----------------------------------------------------------------


@dataclass
class Case:
    """One project on its way through a test, with what is worth having should it fail."""

    name: str
    project: wire.Json
    # How many came before, for what not every case can do.
    turn: int = 0
    _shown: dict[str, str] = dataclasses.field(default_factory=dict)
    _kept: dict[str, str] = dataclasses.field(default_factory=dict)

    def show(self, file: str, text: str) -> str:
        """Remembers a text that a failure prints and saves; returns it."""
        self._shown[file] = text
        return text

    def keep(self, file: str, requests: Sequence[Request]) -> None:
        """Remembers requests that a failure saves."""
        self._kept[file] = wire.canonical([[request.operation, request.body] for request in requests])

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if not isinstance(error, Exception):
            return
        folder = self._save(str(error))
        error.add_note(f"saved under {folder}")
        error.add_note(f"project: {json.dumps(self.project, ensure_ascii=True)}")
        for file, text in self._shown.items():
            error.add_note(f"--- {file}\n{text}")

    def _save(self, why: str) -> Path:
        folder = FAILURES / self.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        texts = {"project.json": json.dumps(self.project, indent=1), "why.txt": why, **self._shown, **self._kept}
        for file, text in texts.items():
            (folder / file).write_text(text + "\n", encoding="utf-8", errors="surrogateescape", newline="")
        return folder
