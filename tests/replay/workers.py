"""Real clients that live on: hundreds of commands without hundreds of starts.

A command line that a shell produced goes to the CLI's own driver, a script
to the real boto3, in a process that has loaded them once (`worker.py`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import stub
from run_cli import HERE, PATIENCE, Recorded, account_of, environment, python_of
from stub import Request


# More windows than any project of these tests has.
LOOKS = 50


@dataclass(frozen=True)
class Outcome:
    """What a client did with one command or script."""

    code: int | str
    stdout: str
    stderr: str
    requests: list[Request]


class Worker:
    """One living client."""

    def __init__(self, kind: str, python: Sequence[str], home: Path) -> None:
        self.name = f"{kind} under {' '.join(python)}"
        self._process = subprocess.Popen(
            [*python, str(HERE / "worker.py"), kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(home),
            cwd=home,
            encoding="utf-8",
        )
        self._busy = False

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def start(self, works: list[dict]) -> None:
        """Hands over a batch; the worker is at it while the caller does something else."""
        if self._busy:
            # A case that failed half-way left its batch behind.
            self.finish()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(works) + "\n")
        self._process.stdin.flush()
        self._busy = True

    def finish(self) -> list[Outcome]:
        """Waits for the batch that was handed over."""
        assert self._process.stdout is not None
        self._busy = False
        guard = threading.Timer(PATIENCE, self._process.kill)
        guard.start()
        try:
            line = self._process.stdout.readline()
        finally:
            guard.cancel()
        if not line:
            raise RuntimeError(f"the worker {self.name} died or hung: exit {self._process.poll()}")
        return [_outcome(done) for done in json.loads(line)]


def _outcome(done: dict) -> Outcome:
    return Outcome(done["code"], done["stdout"], done["stderr"], [_request(seen) for seen in done["requests"]])


def _request(seen: dict) -> Request:
    try:
        return stub.read(seen["target"], seen["body"])
    except ValueError:
        # Version 1 fetches a value that looks like an address: shown, not hidden.
        return Request(f"no operation: {seen['url']}", seen["body"])


def command_line(aws: Path, home: Path) -> Worker:
    """The driver of an AWS CLI."""
    python = python_of(aws)
    if python is None:
        # The official version 2 is a frozen program, which no other process can load.
        raise RuntimeError(
            f"{aws} is no Python script, so its driver cannot be loaded: install Debian's or Homebrew's awscli"
        )
    return Worker("cli", python, home)


def boto3(home: Path) -> Worker:
    return Worker("python", [sys.executable], home)


def commands(calls: list[list[bytes]], first: int = 1, folder: Path = HERE) -> list[dict]:
    """Recorded calls as work for a CLI's driver, run in a folder and answered as the recorder answered them."""
    words = ([word.decode("latin-1") for word in call] for call in calls)
    return [
        {"argv": argv, "answers": [stub.answer(n)], "folder": str(folder)} for n, argv in enumerate(words, start=first)
    ]


def sent(worker: Worker, recorded: Recorded, folder: Path) -> list[Request]:
    """What a CLI's driver makes of the words of a script."""
    worker.start(commands(recorded.calls, folder=folder))
    requests = []
    for n, outcome in enumerate(worker.finish(), start=1):
        assert outcome.code == 0, f"command {n} ended with {outcome.code}: {outcome.stderr}"
        requests += outcome.requests
    return requests


def script(text: str, requests: int) -> list[dict]:
    """A Python script as work for boto3, with answers for what it looks at in the end."""
    answers = [stub.answer(n) for n in range(1, requests + 1 + LOOKS)]
    return [{"script": text, "answers": answers, "identity": stub.identity(account_of(text))}]
