"""Every example and fixture in every shell and style: the same requests, whatever reads the commands.

POSIX shells are real. PowerShell and cmd.exe are read by `windows.py`, by a
real grammar of PowerShell, and by the cmd.exe of wine where there is one; the
words that come out go to the real CLI's driver.
"""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

import windows
import workers
from compare import TOKEN, expected_requests, same_requests
from run_cli import CLI_VERSIONS, SHELLS, Plan, Recorded, record, run_script
from stub import Stub, returned
from test_examples import EXAMPLES, FIXTURES, Opener, answered, each, opened
from windows import Wine, bytes_of
from workers import Worker, sent

__all__ = ["opened"]

STYLES = ("cli", "cli-files")
ALL = EXAMPLES + FIXTURES


@pytest.mark.parametrize("version", CLI_VERSIONS)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shell", windows.SHELLS)
@each(ALL)
def test_windows(
    project: Path, shell: str, style: str, version: str, opened: Opener, clients: dict[str, Worker], tmp_path: Path
) -> None:
    case, plan = opened(project, f"{style}-{shell}-{version}")
    if plan.is_refused_fixture():
        return
    with case:
        expected = expected_requests(case.project, plan.bodies())
        folder = tmp_path / "out"
        script, *others = plan.files(style, folder, "--shell", shell, "--cli", version)
        text = case.show(script.name, bytes_of(script))
        recorded = windows.read(shell, text)
        same_requests(f"{shell} with {version}", expected, sent(clients[version], recorded, folder))
        variables = recorded.ran.variables()
        ids = [returned(request.operation, n) for n, request in enumerate(expected, start=1)]
        assert list(variables.values()) == ids, "the script tells other ids than were returned"
        if style == "cli":
            for n, (single, words) in enumerate(zip(others, recorded.calls, strict=True), start=1):
                alone = windows.read(shell, case.show(single.name, bytes_of(single)), variables)
                assert alone.calls == [words[:-4]], f"command {n} alone has other words than in the script"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shell", ["powershell", "windows-powershell"])
@each(ALL)
def test_powershell_parses(project: Path, shell: str, style: str, opened: Opener, tmp_path: Path) -> None:
    case, plan = opened(project, f"grammar-{style}-{shell}")
    if plan.is_refused_fixture():
        return
    with case:
        for file in plan.files(style, tmp_path / "out", "--shell", shell):
            if file.suffix == ".ps1":
                found = windows.grammar_errors(case.show(file.name, bytes_of(file)))
                assert not found, f"{file.name}: {found}"


@pytest.mark.parametrize("version", CLI_VERSIONS)
@pytest.mark.parametrize("style", STYLES)
@each(ALL)
def test_cmd_in_wine(
    project: Path, style: str, version: str, opened: Opener, wine: Wine, wine_from_pip: Wine, tmp_path: Path
) -> None:
    case, plan = opened(project, f"wine-{style}-{version}")
    if plan.is_refused_fixture():
        return
    with case:
        script, *_ = plan.files(style, tmp_path / "out", "--shell", "cmd", "--cli", version)
        text = case.show(script.name, bytes_of(script))
        # Version 1 may be a batch file.
        ran = (wine_from_pip if version == "v1" else wine).record(script, tmp_path / "record")
        ran.ran.succeeded()
        ours = windows.read("cmd", text)
        assert ran.calls == ours.calls, f"wine reads other words:\n{windows.spelt(ran.calls)}"
        assert ran.ran.stdout == ours.ran.stdout


@pytest.mark.parametrize("version", CLI_VERSIONS)
@each(ALL)
def test_files(project: Path, version: str, opened: Opener, clients: dict[str, Worker], tmp_path: Path) -> None:
    """Every shell reads the script with request files alike, and the real CLI the files."""
    case, plan = opened(project, f"files-{version}")
    if plan.is_refused_fixture():
        return
    with case:
        expected = expected_requests(case.project, plan.bodies())
        folder = tmp_path / "out"
        script, archive, *files = plan.files("cli-files", folder, "--cli", version)
        case.show(script.name, script.read_text())
        assert all(file.read_bytes().isascii() for file in files)
        recorded = [record(script, shell, tmp_path / "record") for shell in SHELLS]
        for shell, one in zip(SHELLS, recorded, strict=True):
            one.ran.succeeded()
            assert one.calls == recorded[0].calls, f"{shell} hands on other words than {SHELLS[0]}"
        same_requests(f"the files for {version}", expected, sent(clients[version], recorded[0], folder))

        with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as zipped:
            assert zipped.testzip() is None
            kept = {entry.filename: entry for entry in zipped.infolist()}
            assert list(kept) == [file.name for file in (script, *files)]
            for file in (script, *files):
                assert zipped.read(file.name) == file.read_bytes()
                mode = kept[file.name].external_attr >> 16
                assert stat.S_ISREG(mode) and bool(mode & stat.S_IXUSR) == (file == script)
                assert kept[file.name].date_time == (1980, 1, 1, 0, 0, 0)
        again, other, *_ = plan.files("cli-files", tmp_path / "again", "--cli", version)
        assert (again.read_bytes(), other.read_bytes()) == (script.read_bytes(), archive.read_bytes())


@pytest.mark.parametrize("version", CLI_VERSIONS)
@pytest.mark.parametrize(
    ("shell", "project"), [(SHELLS[n % len(SHELLS)], project) for n, project in enumerate(EXAMPLES)]
)
def test_files_with_processes(
    shell: str, project: Path, version: str, opened: Opener, aws: dict[str, Path], stub: Stub, tmp_path: Path
) -> None:
    """The same from end to end, from the archive: a real shell, a real CLI, the stub."""
    case, plan = opened(project, f"archive-{version}")
    with case:
        expected = expected_requests(case.project, plan.bodies())
        script, archive, *_ = plan.files("cli-files", tmp_path / "out", "--cli", version)
        case.show(script.name, script.read_text())
        folder = tmp_path / "unpacked"
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)
        channel = stub.channel()
        ran = run_script(folder / script.name, aws[version], channel, tmp_path, shell_name=shell).succeeded()
        answered(case, channel)
        same_requests(f"the archive for {version}", expected, channel.requests)
        ids = [returned(request.operation, n) for n, request in enumerate(expected, start=1)]
        assert list(ran.variables().values()) == ids


# --- settings ---------------------------------------------------------------------

WALKTHROUGH = next(project for project in EXAMPLES if project.stem == "walkthrough")


def scripts(plan: Plan, folder: Path, wine: Wine | None) -> list[tuple[str, str, Recorded]]:
    """A plan's script in both styles, read by every shell."""
    found = []
    for style in STYLES:
        script, *_ = plan.files(style, folder / style)
        found += [(style, shell, record(script, shell, folder / "record")) for shell in SHELLS]
        for shell in windows.SHELLS:
            script, *_ = plan.files(style, folder / f"{style}-{shell}", "--shell", shell)
            found.append((style, shell, windows.read(shell, bytes_of(script))))
            if shell == "cmd" and wine:
                found.append((style, "wine", wine.record(script, folder / "record")))
    return found


@pytest.mark.parametrize("version", CLI_VERSIONS)
def test_region_and_profile_are_on_every_command(version: str, plan_program: Path, tmp_path: Path) -> None:
    for region, profile in [("eu-central-1", "it's & mine"), ("", "-x y"), ("us-gov-west-1", "")]:
        plan = Plan(plan_program, WALKTHROUGH, "--region", region, "--profile", profile, "--cli", version)
        for style, shell, one in scripts(plan, tmp_path / "out", None):
            for words in one.calls:
                options = words[2 : 2 + 2 * bool(region)]
                assert options == ([b"--region", region.encode()] if region else [])
                rest = words[2 + len(options) :]
                wanted = [b"--profile=-x y"] if profile.startswith("-") else [b"--profile", profile.encode()]
                assert not profile or rest[: len(wanted)] == wanted, f"{style} {shell}: {words}"


@pytest.mark.parametrize("version", CLI_VERSIONS)
@each([WALKTHROUGH, next(project for project in EXAMPLES if project.stem == "two-rings")])
def test_windows_are_disabled_right_after_their_creation(
    project: Path, version: str, opened: Opener, clients: dict[str, Worker], tmp_path: Path
) -> None:
    case, plain = opened(project, f"disabled-{version}")
    plan = Plan(plain.program, project, "--disabled", "--cli", version)
    with case:
        expected = expected_requests(case.project, plan.bodies(), disabled=True)
        assert [request.operation for request in expected].count("UpdateMaintenanceWindow") >= 1
        for style, shell, one in scripts(plan, tmp_path, None):
            one.ran.succeeded()
            folder = tmp_path / (style if shell in SHELLS else f"{style}-{shell}")
            if shell in (SHELLS[0], *windows.SHELLS):
                same_requests(f"{style} {shell}", expected, sent(clients[version], one, folder))
        clients["boto3"].start(workers.script(plan.text("python"), len(expected)))
        (python,) = clients["boto3"].finish()
        assert python.code == 0, python.stderr
        same_requests("the Python script", expected, python.requests)


def test_a_second_run_sends_the_same_tokens(plan_program: Path) -> None:
    first, second = (Plan(plan_program, WALKTHROUGH).bodies() for _ in range(2))
    assert first == second
    assert all(TOKEN in body.body for body in first)
    assert not any(TOKEN in body.body for body in Plan(plan_program, WALKTHROUGH, "--no-repeatable").bodies())


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("style", STYLES)
def test_a_script_stops_at_the_first_failure(shell: str, style: str, plan_program: Path, tmp_path: Path) -> None:
    script, *_ = Plan(plan_program, WALKTHROUGH).files(style, tmp_path / "out")
    stopped = record(script, shell, tmp_path / "record", REPLAY_FAIL="3")
    assert stopped.ran.code != 0
    assert len(stopped.calls) == 3


@pytest.mark.parametrize("style", STYLES)
def test_a_cmd_script_stops_at_the_first_failure(style: str, plan_program: Path, wine: Wine, tmp_path: Path) -> None:
    script, *_ = Plan(plan_program, WALKTHROUGH, "--shell", "cmd").files(style, tmp_path / "out")
    stopped = wine.record(script, tmp_path / "record", REPLAY_FAIL="3")
    assert stopped.ran.code != 0
    assert len(stopped.calls) == 3
    assert not list(wine.prefix.rglob("maintenance-window-*.txt")), "the file of answers is left behind"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("style", STYLES)
def test_a_script_waits_until_a_new_id_is_known(shell: str, style: str, plan_program: Path, tmp_path: Path) -> None:
    script, *_ = Plan(plan_program, WALKTHROUGH).files(style, tmp_path / "out")
    plain = record(script, shell, tmp_path / "record")
    for times in ("1", "3"):
        waited = record(script, shell, tmp_path / "record", REPLAY_NEW="2", REPLAY_TIMES=times)
        assert waited.ran.succeeded().stdout == plain.ran.succeeded().stdout
        assert waited.calls == plain.calls
        assert waited.ran.stderr.count("DoesNotExistException") == int(times)
    stopped = record(script, shell, tmp_path / "record", REPLAY_NEW="2", REPLAY_TIMES="9")
    assert stopped.ran.code != 0
    assert len(stopped.calls) == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_cmd_script_waits_until_a_new_id_is_known(
    style: str, plan_program: Path, wine: Wine, tmp_path: Path
) -> None:
    script, *_ = Plan(plan_program, WALKTHROUGH, "--shell", "cmd").files(style, tmp_path / "out")
    plain = wine.record(script, tmp_path / "record")
    waited = wine.record(script, tmp_path / "record", REPLAY_NEW="2", REPLAY_TIMES="1")
    assert waited.ran.succeeded().stdout == plain.ran.succeeded().stdout
    assert waited.calls == plain.calls


def test_names_of_variables_have_their_prefix(plan_program: Path, tmp_path: Path) -> None:
    plain = Plan(plan_program, WALKTHROUGH)
    for style, shell, one in scripts(Plan(plan_program, WALKTHROUGH, "--prefix", "PATCH_"), tmp_path, None):
        names = one.ran.succeeded().variables()
        assert names and all(name.startswith("PATCH_") for name in names), f"{style} {shell}: {names}"
    wrong = Plan(plan_program, WALKTHROUGH, "--prefix", "$(x)")
    assert wrong.text("cli") == plain.text("cli")


# --- the readers can fail ------------------------------------------------------------


@pytest.mark.parametrize(
    ("shell", "text"),
    [
        ("cmd", '@echo off\r\naws ssm x "a\\"b & c"\r\n'),
        ("cmd", "@echo off\r\naws ssm x a&b\r\n"),
        ("cmd", '@echo off\r\naws ssm x "a\r\n'),
        ("cmd", "@echo off\r\naws ssm x\nb\r\n"),
        ("cmd", "@echo off\r\naws ssm é\r\n"),
        ("powershell", "aws ssm x 'it's'\n"),
        ("powershell", "aws ssm x @y\n"),
        ("powershell", "aws ssm x {y}\n"),
        ("powershell", "aws ssm x a,b\n"),
        ("powershell", "aws ssm x 'a'$b\n"),
        ("powershell", "aws ssm x 'a\u2019b'\n"),
        ("windows-powershell", "aws ssm x '[\\\"a b\\\"]'\n"),
        ("windows-powershell", "aws ssm x 'a b\\'\n"),
    ],
)
def test_what_is_wrong_is_not_read(shell: str, text: str) -> None:
    with pytest.raises(AssertionError):
        windows.read(shell, text)


@pytest.mark.parametrize(
    ("shell", "text", "words"),
    [
        ("cmd", 'aws ssm "a b" c%%d "x\\"^&y^" e^&f\r\n', ["a b", "c%d", 'x"&y', "e&f"]),
        ("cmd", "aws ssm %PATH% a%b\r\n", ["C:\\Windows", "ab"]),
        ("cmd", 'aws ssm a ^\r\n  b "c\\\\"\r\n', ["a", "b", "c\\"]),
        ("powershell", "aws ssm 'a''b' \"`$x`\"\" `\n  c\n", ["a'b", '$x"', "c"]),
        ("powershell", "aws ssm '{\"a\": \"b\\\"\"}' '' 'a b\\'\n", ['{"a": "b\\""}', "", "a b\\"]),
        ("windows-powershell", "aws ssm '{\"a\":1}' x '' y\n", ["{a:1}", "x", "y"]),
        ("windows-powershell", "aws ssm ' {\\\"a\\\": 1}'\n", [' {"a": 1}']),
    ],
)
def test_words_are_read_as_documented(shell: str, text: str, words: list[str]) -> None:
    if shell == "cmd":
        text = f"@echo off\r\n{text}"
    assert windows.read(shell, text).calls == [[word.encode() for word in ["ssm", *words]]]


@pytest.mark.parametrize(
    ("shell", "written", "altered"),
    [
        ("windows-powershell", '\\"', '"'),
        ("powershell", "''", "'"),
        ("powershell", "'", '"'),
        ("cmd", "\\u0026", "&"),
        ("cmd", '\\"', '"'),
        ("cmd", "\\u0025", "%"),
    ],
)
def test_an_altered_script_is_noticed(
    shell: str, written: str, altered: str, opened: Opener, clients: dict[str, Worker], tmp_path: Path
) -> None:
    hostile = next(project for project in FIXTURES if project.parent.name == "hostile")
    case, plan = opened(hostile, f"altered-{shell}")
    expected = expected_requests(case.project, plan.bodies())
    script, *_ = plan.files("cli", tmp_path / "out", "--shell", shell)
    text = bytes_of(script)
    assert written in text
    with pytest.raises(AssertionError):
        recorded = windows.read(shell, text.replace(written, altered))
        same_requests("altered", expected, sent(clients["v2"], recorded, tmp_path))


def test_the_grammar_sees_what_is_wrong() -> None:
    assert not windows.grammar_errors("& {\n$A = aws x 'y' `\n  --z\nif ($LASTEXITCODE) { throw 'w' }\n}\n")
    assert windows.grammar_errors("& {\naws x 'y\n}\n")
    assert windows.grammar_errors("aws x (y\n")
