"""The projects that the formats for people and teams are tried on.

Every example, every fixture that is right, and a few random projects, the
same for every process: some tests need all of them at once.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase

import drafts
import wire
from run_cli import FIXTURES, ROOT, Plan

RANDOM = 24


@functools.cache
def projects(program: Path, folder: Path) -> dict[str, tuple[wire.Json, Plan]]:
    """Projects and their plans by name."""
    files = sorted((ROOT / "src" / "examples").glob("*.json")) + sorted(FIXTURES.rglob("project.json"))
    found: dict[str, tuple[wire.Json, Plan]] = {}
    for file in files:
        plan = Plan(program, file)
        if not plan.is_refused_fixture():
            name = file.parent.name if file.name == "project.json" else file.stem
            found[name] = (json.loads(file.read_text()), plan)
    for n, project in enumerate(_random(), start=1):
        own = folder / f"random-{n}"
        own.mkdir()
        found[own.name] = (project, Plan.of(program, project, own))
    assert len(found) > RANDOM + 8
    return found


def _random() -> list[wire.Json]:
    made: list[wire.Json] = []

    @hypothesis.seed(1)
    @hypothesis.settings(
        max_examples=RANDOM,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(project=drafts.PROJECTS)
    def collect(project: wire.Json) -> None:
        made.append(project)

    collect()
    return made
