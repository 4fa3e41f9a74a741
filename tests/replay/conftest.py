"""What the tests share: the real clients, the stub and the example program.

A client that is missing is an error here and never a skip: this suite is the
proof that AWS gets what the page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import run_cli
import test_infrastructure
import test_random
import windows
import workers
from stub import Stub
from windows import Wine
from workers import Worker


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what it takes to get the same random plans again, in quiet runs too."""
    shells = " ".join(run_cli.SHELLS)
    terminalreporter.write_line(
        f"REPLAY_SEED={test_random.SEED} REPLAY_CASES={test_random.CASES} REPLAY_SHELLS='{shells}'"
        f" REPLAY_INFRASTRUCTURE_CASES={test_infrastructure.CASES}"
    )
    if test_infrastructure.TERRAFORM is None:
        terminalreporter.write_line("terraform is not on this machine: only python-hcl2 read the configurations")


@pytest.fixture(scope="session")
def plan_program() -> Path:
    return run_cli.plan_program()


@pytest.fixture(scope="session")
def aws() -> dict[str, Path]:
    """The real CLI of each major version."""
    return {version: run_cli.aws_program(version) for version in run_cli.CLI_VERSIONS}


@pytest.fixture(scope="session")
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


@pytest.fixture(scope="session")
def wine_or_none(tmp_path_factory: pytest.TempPathFactory) -> Wine | None:
    """wine where it can be had: a second opinion on cmd.exe, and the only client that may be missing."""
    try:
        return windows.wine(tmp_path_factory.mktemp("wine"))
    except run_cli.Missing:
        return None


@pytest.fixture
def wine(wine_or_none: Wine | None) -> Wine:
    if wine_or_none is None:
        pytest.skip("wine or mingw is missing: cmd.exe is proven by its documented rules only")
    return wine_or_none


@pytest.fixture
def wine_from_pip(wine: Wine) -> Wine:
    return wine.from_pip()


@pytest.fixture(scope="session")
def clients(aws: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Worker]]:
    """The drivers of both CLIs and boto3, each in a process that lives on."""
    home = tmp_path_factory.mktemp("home")
    living = {version: workers.command_line(program, home) for version, program in aws.items()}
    living["boto3"] = workers.boto3(home)
    yield living
    for worker in living.values():
        worker.close()
