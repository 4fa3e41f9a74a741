"""What is pasted into a terminal calls `aws` with the right words, and does nothing else.

A stranger may have typed every value: a share link carries them all. Each
hostile text below makes a file called `canary` when a terminal or a shell acts
on it, and is put into every field of every type of task that takes it.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import wire
from compare import expected_requests, same_requests
from run_cli import ROOT, Case, Plan, Recorded, record
from terminal import HIDDEN, WAYS, Pasted, Terminal, Way
from workers import Worker, sent

EVERYTHING = ROOT / "tests" / "fixtures" / "render" / "everything" / "project.json"
CANARY = ">canary"
# fmt: off
KEYS = {
    # Keys that a terminal's line discipline or a line editor obeys.
    "interrupt": "\x03", "end of file": "\x04", "suspend": "\x1a", "quit": "\x1c", "kill line": "\x15",
    "kill word": "\x17",
    "next key": "\x16", "stop output": "\x13", "reprint": "\x12", "discard": "\x0f", "backspace": "\x08\x08\x08",
    "delete": "\x7f\x7f\x7f", "tab": "\t\t", "start of line": "\x01#", "null": "\0", "accept": "\x0a",
    "other accept": "\r",
    "vertical": "\x0b\x0c", "bell": "\x07", "history": "\x10\x10", "undo": "\x1f", "separators": "\x1d\x1e",
    # The end of a bracketed paste, and other sequences of escape.
    "end of paste": "\x1b[201~", "eight-bit end of paste": "\x9b201~", "escape": "\x1b", "cursor": "\x1b[A\x1b[D",
    "meta": "\x1b#", "string": "\x9d0;x\x9c", "next line": "\x85",
    # What deceives a reader.
    "right to left": "\u202e", "isolate": "\u2066\u2069", "mark": "\u200f\u061c", "no width": "\u200b\ufeff",
    "line separator": "\u2028\u2029", "tag": "\U000e0041", "joiner": "👩\u200d👧",
    # What shells themselves read.
    "quote": "'", "quotes": "'\"'", "event": "!!", "quick substitution": "^ok^x", "comment": "#",
    "command": "$(>canary)",
    "backquotes": "`>canary`", "semicolon": ";>canary;", "backslash": "\\",
}
# fmt: on
HOSTILE = {
    name: [f"ok{keys}\n{CANARY}\n#", f"ok{keys}{CANARY}{keys}", f"ok\n{keys}{CANARY}", f"ok{keys}"]
    for name, keys in KEYS.items()
}


def leaves(node: wire.Json, path: tuple = ()) -> Iterator[tuple]:
    """The places of all texts that a person types, and of all keys of maps."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not key.startswith("$"):
                if path and path[-1] in ("Parameters", "TaskParameters"):
                    yield (*path, key, None)
                yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from leaves(value, (*path, n))
    elif isinstance(node, str) and not node.startswith("$"):
        yield path


def put(project: wire.Json, path: tuple, text: str) -> wire.Json:
    """The project with a text at a place; in JSON and base64 as those write it."""
    made = copy.deepcopy(project)
    is_key = path[-1] is None
    *steps, last = path[:-1] if is_key else path
    holder = made
    for step in steps:
        holder = holder[step]
    if is_key:
        members = {(text if key == last else key): value for key, value in holder.items()}
        holder.clear()
        holder.update(members)
    elif last in ("Payload", "Input"):
        holder[last] = json.dumps({text: [text]}, ensure_ascii=False)
    else:
        holder[last] = text
    return made


def spelt(project: wire.Json, path: tuple) -> str:
    """A place as a report spells it: the entries of a map are rows, and a list of texts is one text."""
    said, node = "", project
    for n, step in enumerate(path):
        if step is None:
            return said.removesuffix(".$value") + ".$key"
        if n and path[n - 1] in ("Parameters", "TaskParameters"):
            said += f"[{list(node).index(step)}].$value"
        elif isinstance(step, int):
            said += "" if isinstance(node[step], str) else f"[{step}]"
        else:
            said += f".{step}"
        node = node[step]
    return said.removeprefix(".")


class Fields:
    """Which fields of the project take which texts, found out by asking the page."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.base = json.loads(EVERYTHING.read_text())
        # From the end: a key that is renamed hides what is behind it.
        self.places = {
            path: spelt(self.base, path) for path in reversed(list(leaves(self.base))) if path[0] == "Windows"
        }

    def project(self, turn: int) -> tuple[wire.Json, dict[tuple, str]]:
        """A project in which every place holds a hostile text that it takes; with each turn another."""
        names = list(HOSTILE)
        left = {path: list(HOSTILE[names[(n + turn) % len(names)]]) for n, path in enumerate(self.places)}
        while True:
            held = {path: texts[0] for path, texts in left.items() if texts}
            made = self.base
            for path, text in held.items():
                made = put(made, path, text)
            report = Plan.of(self.program, made, self.folder).run("ics").report
            wrong = [match[1] for match in AN_ERROR_AT.finditer(report)]
            if not wrong:
                return made, held
            refused = [path for path in held if any(_touch(self.places[path], one) for one in wrong)]
            assert refused, report
            for path in refused:
                left[path].pop(0)


AN_ERROR_AT = re.compile(r"^(\S*): error \[", re.MULTILINE)


def _touch(one: str, other: str) -> bool:
    """Whether two places are one, or one is in the other."""
    return one == other or one.startswith((f"{other}.", f"{other}[")) or other.startswith((f"{one}.", f"{one}["))


@pytest.fixture(scope="module")
def fields(plan_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Fields:
    return Fields(plan_program, tmp_path_factory.mktemp("fields"))


def harmless(way: Way, text: str, expected: Recorded, pasted: Pasted) -> None:
    """A paste did what running the same text as a file does, and nothing more."""
    found = HIDDEN.search(text)
    assert not found, f"U+{ord(found[0]):04X} stands in what is pasted"
    assert not pasted.made, f"{way}: the paste made {pasted.made}\n{pasted.screen}"
    assert pasted.calls == [*expected.calls, *expected.looks], f"{way}: other words than in a file\n{pasted.screen}"


def code(file: Path) -> str:
    """A script's file without its first line: more than the page copies, as it has what tells of the script."""
    return file.read_text().removeprefix("#!/bin/sh\n")


# Each turn, every field holds another text and every text is in some field; the ways take turns.
TURNS = range(0, len(HOSTILE), 3)


@pytest.mark.parametrize("turn", TURNS)
def test_a_script_does_what_it_says(turn: int, fields: Fields, clients: dict[str, Worker], tmp_path: Path) -> None:
    project, held = fields.project(turn)
    assert len(held) > 30, f"only {len(held)} fields took a text"
    with Case(f"pasting-{turn}", project) as case:
        plan = Plan.of(fields.program, project, tmp_path)
        script, *_ = plan.files("cli", tmp_path / "out")
        text = case.show(script.name, code(script))
        expected = record(script, "bash", tmp_path / "record")
        expected.ran.succeeded()
        same_requests("the file", expected_requests(project, plan.bodies()), sent(clients["v2"], expected, tmp_path))
        for way in (WAYS[turn % len(WAYS)], WAYS[(turn + 1) % len(WAYS)]):
            with Terminal(way, tmp_path / "terminal") as terminal:
                harmless(way, text, expected, terminal.paste(text))


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_other_text_that_is_pasted(way: Way, fields: Fields, tmp_path: Path) -> None:
    """Single commands, the script with request files, the one that makes roles, and the ticket's commands."""
    project, _ = fields.project(WAYS.index(way))
    with Case(f"pasting-{way}", project) as case:
        plan = Plan.of(fields.program, project, tmp_path)
        _, *singles = plan.files("cli", tmp_path / "cli")
        files, *_ = plan.files("cli-files", tmp_path / "files")
        (roles,) = (file for file in plan.files("permissions", tmp_path / "roles") if file.name == "create-roles.sh")
        ticket = tmp_path / "ticket.sh"
        blocks = re.findall(r"^```sh\n(.*?)^```$", plan.text("ticket"), re.MULTILINE | re.DOTALL)
        assert len(blocks) > 3
        ticket.write_text("".join(blocks))
        for script in (*singles, files, roles, ticket):
            text = case.show(script.name, code(script))
            ids = {f"{kind}_{n}_ID": "x" for kind in ("TARGET", "TASK") for n in range(1, 9)} | {"WINDOW_ID": "x"}
            expected = record(script, "bash", tmp_path / "record", **ids)
            assert expected.calls
            with Terminal(way, tmp_path / "terminal", **ids) as terminal:
                harmless(way, text, expected, terminal.paste(text))


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_long_line_is_not_cut(way: Way, fields: Fields, tmp_path: Path) -> None:
    """A terminal without a line editor keeps 4095 bytes of a line: the rest, with its closing quote, would be lost."""
    project = copy.deepcopy(fields.base)
    for task in project["Windows"][0]["Tasks"]:
        for kind, block in task.get("TaskInvocationParameters", {}).items():
            if kind == "RunCommand":
                block["Parameters"]["commands"] = [f"echo {'é' * 3000}", "'" * 3000, f"{'x' * 5000};{CANARY};"]
    project["Windows"][0]["Tasks"][0]["Description"] = f";\n{CANARY}\n#"
    with Case(f"long-{way}", project) as case:
        script, *_ = Plan.of(fields.program, project, tmp_path).files("cli", tmp_path / "out")
        text = case.show(script.name, code(script))
        assert max(len(line.encode()) for line in text.splitlines()) < 1024
        expected = record(script, "bash", tmp_path / "record")
        with Terminal(way, tmp_path / "terminal") as terminal:
            harmless(way, text, expected, terminal.paste(text))


# --- the terminal can fail ------------------------------------------------------------


def test_every_shell_is_tried() -> None:
    assert {way.shell for way in WAYS} >= {"bash"}
    assert {way.bracketed for way in WAYS} == {True, False}


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("text", [f"aws 'ok\x03\n{CANARY}\n'#'\n", f"aws\n{CANARY}\n"])
def test_what_runs_besides_is_noticed(way: Way, text: str, tmp_path: Path) -> None:
    with Terminal(way, tmp_path / "terminal") as terminal:
        assert terminal.paste(text).made == ["canary"]


@pytest.mark.parametrize("way", [way for way in WAYS if not way.bracketed], ids=str)
def test_other_words_are_noticed(way: Way, tmp_path: Path) -> None:
    with Terminal(way, tmp_path / "terminal") as terminal:
        assert terminal.paste("aws 'ok\x7f!' \"it's\"\n").calls == [[b"o!", b"it's"]]
