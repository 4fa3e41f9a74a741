"""The comparisons: the JSON tab with the project, and every client with the JSON tab.

Each complains with an AssertionError that says which request differs and how.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import intended
import wire
from run_cli import Body
from stub import Request

# What the JSON tab shows for a value that another request returns.
PLACEHOLDER = re.compile(r"<[a-z0-9_]+\.(WindowId|WindowTargetId)>")
TOKEN = "ClientToken"
LOOK = "GetMaintenanceWindow"
# A token that the page made.
MADE = re.compile(r"plan-[0-9a-f]{32}")


def arguments(project: wire.Json, bodies: Sequence[Body], disabled: bool = False) -> list[Request]:
    """The JSON tab's bodies as boto3 takes them, with the ids that the stub answers for the placeholders."""
    meant = intended.requests(project, disabled)
    operations = [body.operation for body in bodies]
    assert operations == [request.operation for request in meant], f"the JSON tab has {operations}"
    seen: dict[str, str] = {}
    pairs = zip(bodies, meant, strict=True)
    filled = [Request(body.operation, _filled(body.body, request.body, seen)) for body, request in pairs]
    assert len(set(seen.values())) == len(seen), f"two placeholders stand for one value: {seen}"
    return filled


def expected_requests(project: wire.Json, bodies: Sequence[Body], disabled: bool = False) -> list[Request]:
    """The JSON tab's bodies as they must reach AWS, proven to be what the project says."""
    expected = [
        Request(request.operation, wire.encoded(wire.input_shape(request.operation), request.body))
        for request in arguments(project, bodies, disabled)
    ]
    same_requests("the JSON tab", intended.requests(project, disabled), expected)
    pairs = zip(intended.requests(project, disabled), expected, strict=True)
    made = [shown.body[TOKEN] for meant, shown in pairs if TOKEN in shown.body and TOKEN not in meant.body]
    assert all(map(MADE.fullmatch, made)), f"a token that neither a person nor the page made: {made}"
    assert len(set(made)) == len(made), f"two requests have one token: {made}"
    return expected


def _filled(shown: wire.Json, meant: wire.Json, seen: dict[str, str]) -> wire.Json:
    """The body with ids for placeholders, at the places that can hold a reference and nowhere else."""

    def id_for(value: wire.Json, id_: wire.Json) -> wire.Json:
        if not (isinstance(value, str) and PLACEHOLDER.fullmatch(value)):
            return value
        # One placeholder is one value, in all bodies.
        assert seen.setdefault(value, id_) == id_, f"{value} stands for {seen[value]} and for {id_}"
        return id_

    filled = dict(shown)
    if "WindowId" in filled:
        filled["WindowId"] = id_for(filled["WindowId"], meant.get("WindowId"))
    if "TaskArn" in filled and "Targets" in filled:
        pairs = zip(filled["Targets"], meant.get("Targets", []), strict=False)
        filled["Targets"] = [
            {**a, "Values": [id_for(x, y) for x, y in zip(a["Values"], b["Values"], strict=False)]}
            if a.get("Key") == "WindowTargetIds" and len(a["Values"]) == len(b.get("Values", []))
            else a
            for a, b in pairs
        ]
    return filled


def same_requests(who: str, expected: Sequence[Request], got: Sequence[Request]) -> None:
    """Complains unless a client sent the expected requests, in order, and nothing that AWS refuses."""
    sent, got = got, []
    for request in sent:
        # What a script looks at when it is done is no request of the plan.
        wanted_next = expected[len(got)].operation if len(got) < len(expected) else None
        if request.operation == LOOK and wanted_next != LOOK:
            assert not request.violations()
        else:
            got.append(request)
    operations = [request.operation for request in got]
    wanted = [request.operation for request in expected]
    assert operations == wanted, f"{who} sent {operations}, not {wanted}"
    for n, (one, other) in enumerate(zip(expected, got, strict=True), start=1):
        body = other.body
        if TOKEN not in one.body and TOKEN in body:
            # CLI and SDK make one up for each call.
            body = {name: value for name, value in body.items() if name != TOKEN}
        difference = wire.difference(one.body, body)
        assert not difference, f"{who}: request {n}, {one.operation}, differs:\n{difference}"
        assert not other.violations(), f"{who}: AWS refuses request {n}, {one.operation}: {other.violations()}"
