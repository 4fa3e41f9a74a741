"""Makes a failing project small: what a person reads first should be short.

Takes members and rows out and halves texts for as long as the same thing
fails, and not much longer than a minute.
"""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

Json = Any

SECONDS = 60


def shrunk(project: Json, error: AssertionError, check: Callable[[Json], None]) -> Json:
    """The smallest project found that fails as the given one did; `check` fails on it."""
    until = time.monotonic() + SECONDS
    reason = _reason(error)

    def fails(candidate: Json) -> bool:
        try:
            check(candidate)
        except AssertionError as other:
            return _reason(other) == reason
        except Exception:  # A candidate may be no project at all.
            return False
        return False

    smaller = True
    while smaller:
        smaller = False
        for candidate in _smaller(project):
            if time.monotonic() > until:
                return project
            if fails(candidate):
                project, smaller = candidate, True
                break
    return project


def _reason(error: AssertionError) -> str:
    """What failed, without what it failed on: the first line up to a number or quote."""
    return re.split(r"[\d'\"\[{]", str(error).partition("\n")[0])[0]


def _smaller(project: Json) -> Iterator[Json]:
    """Projects with something less, the biggest steps first."""
    paths = sorted(places(project["Windows"]), key=len)
    for path in paths:
        made = copy.deepcopy(project)
        holder = holder_of(made["Windows"], path)
        if path[-1] != "$ref":
            del holder[path[-1]]
            yield made
    for path in paths:
        text = holder_of(project["Windows"], path)[path[-1]]
        if isinstance(text, str) and len(text) > 1:
            half = len(text) // 2
            for shorter in {text[:half], text[half:], text[1:], text[:-1]}:
                made = copy.deepcopy(project)
                holder_of(made["Windows"], path)[path[-1]] = shorter
                yield made


def holder_of(node: Json, path: tuple) -> Json:
    """What the last step of a path leads out of."""
    for key in path[:-1]:
        node = node[key]
    return node


def places(node: Json, here: tuple = ()) -> list[tuple]:
    """The paths of everything inside a JSON value."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path for key, value in inner for path in [(*here, key), *places(value, (*here, key))]]
