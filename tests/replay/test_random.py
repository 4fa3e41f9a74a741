"""Hundreds of random plans, through a real shell and the real clients' own code.

A real shell runs each emitted script and a recorder writes its words down;
the drivers of the AWS CLI v1 and v2 and the real boto3 then make requests of
them in processes that live on, because starting a CLI costs a second. What
they would send must be the JSON tab's bodies, and those what the project
says.

REPLAY_CASES says how many (200), REPLAY_SEED which (1). The same seed gives
the same projects.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis.strategies import SearchStrategy

import drafts
import windows
import wire
import workers
from compare import PLACEHOLDER, expected_requests, same_requests
from run_cli import CLI_VERSIONS, SHELLS, Case, Plan, record
from shrink import shrunk
from stub import returned, window_id
from windows import Wine
from workers import Worker

CASES = int(os.environ.get("REPLAY_CASES", "200"))
SEED = int(os.environ.get("REPLAY_SEED", "1"))
# Pieces of the work that can run side by side.
SHARDS = 4
FORMATS = ("cli", "cli-files", "json", "python")
# The grammar of PowerShell knows no typographic quotes; PowerShell does, and so does our reader.
OTHER_QUOTES = frozenset("\u2018\u2019\u201a\u201b\u201c\u201d\u201e")
AN_ERROR = re.compile(r"^.*: error \[[a-z0-9-]+\] ", re.MULTILINE)


def for_all(
    strategy: SearchStrategy,
    name: str,
    shard: int,
    check: Callable[[Case], None],
    share: int = -(-CASES // SHARDS),
) -> None:
    """Runs a check on this shard's part of the cases, and on smaller and smaller ones once it fails."""
    ran = 0

    # Hypothesis would shrink too, for minutes: it knows the choices that made a project, not its shape.
    @hypothesis.seed(SEED * SHARDS + shard)
    @hypothesis.settings(
        max_examples=share,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @hypothesis.given(project=strategy)
    def run(project: wire.Json) -> None:
        nonlocal ran
        ran += 1
        try:
            check(Case(name, project, ran))
        except AssertionError as error:
            failed.append((project, error, ran))
            raise

    failed: list[tuple[wire.Json, AssertionError, int]] = []
    with contextlib.suppress(AssertionError):
        run()
    if failed:
        project, error, turn = failed[0]
        smallest = shrunk(project, error, lambda smaller: check(Case(name, smaller, turn)))
        with Case(name, smallest, turn) as case:
            check(case)
        raise AssertionError(f"a failure that did not happen again: {error}")
    assert ran >= share, f"only {ran} cases ran"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_valid_plans(
    shard: int, plan_program: Path, clients: dict[str, Worker], wine_or_none: Wine | None, tmp_path: Path
) -> None:
    def check(case: Case) -> None:
        plan = Plan.of(plan_program, case.project, tmp_path)
        one_plan(case, plan, clients, tmp_path)
        shell = OTHERS[case.turn % len(OTHERS)]
        other_shells(case, plan, clients, wine_or_none, tmp_path, [shell])

    for_all(drafts.PROJECTS, f"random-{shard}", shard, check)


def one_plan(case: Case, plan: Plan, clients: dict[str, Worker], folder: Path) -> None:
    """Everything that must hold of a valid project."""
    expected = expected_requests(case.project, plan.bodies())
    case.keep("expected.json", expected)
    for version in CLI_VERSIONS:
        chained, *singles = plan.files("cli", folder / version, "--cli", version)
        case.show(f"script-{version}.sh", chained.read_text())
        # Two shells that differ each time.
        shells = [SHELLS[(case.turn + n) % len(SHELLS)] for n in range(2)]
        recorded = [record(chained, shell, folder / "record") for shell in shells]
        for shell, one in zip(shells, recorded, strict=True):
            one.ran.succeeded()
            assert one.calls == recorded[0].calls, f"{shell} hands on other words than {shells[0]}"
        calls = recorded[0].calls
        clients[version].start(workers.commands(calls))

        variables = recorded[0].ran.variables()
        ids = [returned(request.operation, n) for n, request in enumerate(expected, start=1)]
        assert list(variables.values()) == ids, "the script tells other ids than were returned"
        for n, (single, words) in enumerate(zip(singles, calls, strict=True), start=1):
            alone = record(single, SHELLS[0], folder / "record", **variables)
            alone.ran.succeeded()
            # In the script, a command also asks for the one id that is kept.
            command, query = words[:-4], [word.decode() for word in words[-4:]]
            assert query[0::2] == ["--query", "--output"], f"command {n} of the script ends in {query}"
            assert alone.calls == [command], f"command {n} alone has other words than in the script"

    text = plan.text("python")
    case.show("script.py", text)
    clients["boto3"].start(workers.script(text, len(expected)))
    (python,) = clients["boto3"].finish()
    assert python.code == 0, f"the Python script ended with {python.code}: {python.stderr}"
    for version in CLI_VERSIONS:
        sent = []
        for n, (outcome, request) in enumerate(zip(clients[version].finish(), expected, strict=True), start=1):
            assert outcome.code == 0, f"the CLI {version} ended request {n} with {outcome.code}: {outcome.stderr}"
            assert outcome.stdout.strip() == returned(request.operation, n), (
                f"the CLI {version} printed {outcome.stdout!r}"
            )
            sent += outcome.requests
        case.keep(f"sent-{version}.json", sent)
        same_requests(f"the AWS CLI {version}", expected, sent)
    case.keep("sent-boto3.json", python.requests)
    same_requests("the Python script", expected, python.requests)


OTHERS = (*windows.SHELLS, "posix")


def other_shells(
    case: Case, plan: Plan, clients: dict[str, Worker], wine: Wine | None, folder: Path, shells: Sequence[str] = OTHERS
) -> None:
    """The same for the shells of Windows, and for request files; the versions of the CLI take turns."""
    expected = expected_requests(case.project, plan.bodies())
    for n, shell in enumerate(shells):
        version = CLI_VERSIONS[(case.turn // len(OTHERS) + n) % 2]
        # Files are read alike for all; what a shell makes of words is not.
        style = "cli-files" if shell == "posix" else "cli"
        out = folder / f"out-{shell}"
        script, *_ = plan.files(style, out, "--shell", shell, "--cli", version)
        text = case.show(script.name, windows.bytes_of(script))
        if shell == "posix":
            recorded = record(script, SHELLS[case.turn % len(SHELLS)], folder / "record")
        else:
            recorded = windows.read(shell, text)
        case.keep(f"expected-{shell}.json", expected)
        same_requests(f"{style} in {shell} with {version}", expected, workers.sent(clients[version], recorded, out))
        if shell != "posix" and shell != "cmd" and OTHER_QUOTES.isdisjoint(text):
            assert not (found := windows.grammar_errors(text)), f"{shell}: {found}"
        if shell == "cmd" and wine:
            ran = wine.record(script, folder / "record")
            ran.ran.succeeded()
            assert ran.calls == recorded.calls, f"wine reads other words:\n{windows.spelt(ran.calls)}"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_fragment(
    shard: int, plan_program: Path, clients: dict[str, Worker], wine_or_none: Wine | None, tmp_path: Path
) -> None:
    """Each piece of hostile text alone, and with more behind it: chance need not find these."""
    alone = drafts.FRAGMENTS[shard::SHARDS]
    for texts in (alone, [f"{fragment}x" for fragment in alone]):
        project = drafts.project_of([drafts.window_of_texts(texts)])
        with Case(f"fragments-{shard}", project) as case:
            plan = Plan.of(plan_program, project, tmp_path)
            one_plan(case, plan, clients, tmp_path)
            other_shells(case, plan, clients, wine_or_none, tmp_path)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_anything_typed(shard: int, plan_program: Path, tmp_path: Path) -> None:
    """Nothing that stands in a project makes a panic; nothing wrong is printed; what passes is right by AWS's model."""

    def check(case: Case) -> None:
        plan = Plan.of(plan_program, case.project, tmp_path)
        said = {format_id: plan.run(format_id) for format_id in FORMATS}
        assert len({(one.code, one.report) for one in said.values()}) == 1, "the formats report differently"
        report = case.show("report", said["json"].report)
        if said["json"].refused:
            assert AN_ERROR.search(report), "refused without an error"
            assert not any(one.stdout for one in said.values()), "something blocked was printed"
            return
        assert not AN_ERROR.search(report), "printed in spite of an error"
        for body in plan.bodies():
            sent = wire.encoded(wire.input_shape(body.operation), _with_ids(body.body))
            found = wire.violations(body.operation, sent)
            assert not found, f"AWS refuses {body.operation}: {found}"

    for_all(drafts.broken_projects(), f"anything-{shard}", shard, check)


def _with_ids(body: wire.Json) -> wire.Json:
    """A body whose window's placeholder is an id; placeholders elsewhere break no rule of the model."""
    return {**body, "WindowId": window_id(1)} if PLACEHOLDER.fullmatch(str(body.get("WindowId"))) else body
