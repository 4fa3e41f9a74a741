"""Reads a script as PowerShell and cmd.exe do, down to the words that a program gets.

No such shell runs here, so its documented rules do: how a line is taken
apart, how variables come in, how words become a command line, and how the
program takes that apart again. Each reader knows the few statements that the
page writes and complains about everything else: a word that slipped out of
its quotes is a complaint and not a guess.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import stub
from run_cli import HERE, PATIENCE, Missing, Ran, Recorded, account_of

SHELLS = ("powershell", "windows-powershell", "cmd")
WHITE = " \t"


class Unreadable(AssertionError):
    """What the page should never write."""


@dataclass
class Aws:
    """Stands in for `aws`, as `recorder.sh` does."""

    calls: list[list[bytes]] = field(default_factory=list)
    out: list[str] = field(default_factory=list)

    account: str = "123456789012"

    def __call__(self, words: list[str]) -> str:
        if words[0] == "sts":
            return self.account
        self.calls.append([word.encode("utf-8", "surrogatepass") for word in words])
        n, operation = len(self.calls), words[1]
        if operation == "create-maintenance-window":
            return stub.window_id(n)
        return stub.uuid(n) if operation.startswith("register-") else ""

    def recorded(self) -> Recorded:
        return Recorded.of(Ran(0, "".join(f"{line}\n" for line in self.out), ""), self.calls)


def read(shell: str, text: str, variables: dict[str, str] | None = None) -> Recorded:
    """What a script makes a shell do."""
    return (read_cmd if shell == "cmd" else read_powershell)(shell, text, variables or {})


def bytes_of(file: Path) -> str:
    """A script with its line ends."""
    return file.read_bytes().decode()


# --- how a program of Windows gets its words ------------------------------------


def words_of(line: str) -> list[str]:
    """The C library's rules, and CommandLineToArgvW's: they differ only for `""` inside quotes, never written here."""
    words: list[str] = []
    at, end = 0, len(line)
    while True:
        while at < end and line[at] in WHITE:
            at += 1
        if at == end:
            return words
        word, quoted = "", False
        while at < end and (quoted or line[at] not in WHITE):
            backslashes = len(line[at:]) - len(line[at:].lstrip("\\"))
            at += backslashes
            if at < end and line[at] == '"':
                word += "\\" * (backslashes // 2)
                if backslashes % 2:
                    word += '"'
                else:
                    if quoted and line[at + 1 : at + 2] == '"':
                        raise Unreadable(f"two quotes within quotes, which libraries read differently: {line}")
                    quoted = not quoted
                at += 1
            else:
                word += "\\" * backslashes
                if at < end and (quoted or line[at] not in WHITE):
                    word += line[at]
                    at += 1
        if quoted:
            raise Unreadable(f"a quote is not closed: {line}")
        words.append(word)


# --- cmd.exe ---------------------------------------------------------------------

LONGEST_LINE = 8191
REMOVE = 'del "%ANSWER%" "%ANSWER%.log" 2>nul'
FAILED = f"if %ERRORLEVEL% neq 0 {REMOVE} & exit /b 1"
# What sends a command again, and what it calls.
ASKS_AGAIN = "if %ERRORLEVEL% neq 0 call :again"
AGAIN = re.compile(r"if %ERRORLEVEL% equ 75 goto (request_\d+)")
CALLED = """exit /b 0

:again
type "%ANSWER%.log" >&2
set /a TRIES+=1
if %TRIES% gtr 3 exit /b 1
"%SystemRoot%\\System32\\find.exe" "DoesNotExistException" "%ANSWER%.log" >nul
if %ERRORLEVEL% neq 0 exit /b 1
ping -n 6 127.0.0.1 >nul
exit /b 75"""
# What stops a script unless a variable holds what it must, or when it holds «None».
STOPS = re.compile(rf'if (not )?"%(\w+)%"=="(\w+)" >&2 echo Stopped: [\w %,]+ & {re.escape(REMOVE)} & exit /b 1')


class Lines:
    """The physical lines of a batch file."""

    def __init__(self, text: str) -> None:
        assert "\n" not in text.replace("\r\n", ""), "a line of a batch file ends without a carriage return"
        assert text.isascii(), "a batch file is read in the code page of its machine"
        self.left = text.removesuffix("\r\n").split("\r\n")

    def next(self) -> str:
        return self.left.pop(0)


def expanded(line: str, variables: dict[str, str]) -> str:
    """First phase: percent signs, wherever they stand."""
    out, at = "", 0
    while at < len(line):
        if line[at] != "%":
            out += line[at]
            at += 1
        elif line[at + 1 : at + 2] == "%":
            out += "%"
            at += 2
        elif re.match(r"%[0-9*~]", line[at:]):
            raise Unreadable(f"an argument of the file: {line}")
        elif (close := line.find("%", at + 1)) > 0:
            name = line[at + 1 : close].upper()
            if ":" in name:
                raise Unreadable(f"a piece of a variable: {line}")
            out += variables.get(name, "")
            at = close + 1
        else:
            # A single sign disappears.
            at += 1
    return out


def commands_of(lines: Lines, variables: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Second phase: the command texts of one logical line, each with its redirections by sign."""
    line = expanded(lines.next(), variables)
    texts: list[str] = [""]
    signs: list[str] = []
    at, quoted, length = 0, False, len(line)
    while at < len(line):
        c = line[at]
        if c == '"':
            quoted = not quoted
            texts[-1] += c
        elif quoted:
            texts[-1] += c
        elif c == "^":
            at += 1
            if at == len(line):
                if not lines.left:
                    raise Unreadable("a line goes on that is the last")
                line = expanded(lines.next(), variables)
                length += len(line)
                at = 0
            # Whatever it is, it stands for itself; only a second quote within would matter.
            texts[-1] += line[at] if at < len(line) else ""
        elif c in "&|()":
            raise Unreadable(f"an operator outside of quotes: {c} in {line}")
        elif c in "<>":
            handle = re.search(r"(?<![^ ])[12]$", texts[-1])
            if handle:
                texts[-1] = texts[-1][: handle.start()]
            signs.append((handle.group() if handle else "") + c)
            texts.append("")
            if line[at + 1 : at + 3] == "&2":
                at += 2
                texts[-1] = '"&2" '
            elif line[at + 1 : at + 2] in ("&", ">", "<"):
                raise Unreadable(f"a redirection that is never written: {line}")
        else:
            texts[-1] += c
        at += 1
    if quoted:
        raise Unreadable(f"cmd.exe is still in quotes at the end of the line: {line}")
    if length > LONGEST_LINE:
        raise Unreadable(f"a line of {length} characters")
    files: dict[str, str] = {}
    text = texts[0]
    for sign, after in zip(signs, texts[1:], strict=True):
        # The name of the file, then more of the command.
        name = re.match(r' *("[^"]*"|[^" ]+)', after)
        if not name:
            raise Unreadable(f"a redirection without a file: {line}")
        files[sign] = name.group(1).strip('"')
        text += after[name.end() :]
    return [(text.strip(), files)]


def read_cmd(_: str, text: str, given: dict[str, str]) -> Recorded:
    lines, aws = Lines(text), Aws(account=account_of(text))
    variables = {**{name.upper(): value for name, value in given.items()}, "TEMP": "C:\\Temp", "RANDOM": "4711"}
    # To notice what is taken for a variable.
    variables.setdefault("PATH", "C:\\Windows")
    variables["ERRORLEVEL"] = "0"
    files: dict[str, str] = {}
    labels: set[str] = set()
    while lines.left:
        if lines.left[0] == FAILED:
            # A file that is not there is no error to it.
            assert variables["ERRORLEVEL"] == "0" and "ANSWER" in variables
            lines.next()
            continue
        if found := STOPS.fullmatch(lines.left[0]):
            lines.next()
            assert (variables[found[2]] == found[3]) == bool(found[1]), "the script stops"
            continue
        if lines.left[0] == ASKS_AGAIN:
            lines.next()
            found = AGAIN.fullmatch(lines.next())
            assert found and found[1] in labels, "it goes to a place that is not there"
            continue
        if lines.left[0] == "exit /b 0":
            assert "\n".join(lines.left) == CALLED
            break
        if lines.left[0].startswith(":"):
            labels.add(lines.next()[1:])
            continue
        if lines.left[0].startswith("rem "):
            assert re.fullmatch(r"rem [\w .,:;?/+=@#*'-]*", lines.next())
            continue
        ((command, to),) = commands_of(lines, variables)
        name = command.lower().lstrip("@").split(" ")[0]
        match name:
            case "":
                continue
            case "aws" | "call":
                rest = command.removeprefix("call ").removeprefix("aws ")
                # It reads its words twice.
                assert name == "aws" or not set(rest) & set("%^"), rest
                answer = aws(words_of(rest))
                assert not set(to) - {">", "2>"}, to
                if to.get(">", "nul") not in ("nul", "&2"):
                    files[to[">"]] = answer
                if "2>" in to:
                    files[to["2>"]] = ""
            case "set" if command.startswith("set /p "):
                variable = command.removeprefix("set /p ").removesuffix("=").upper()
                assert variable.replace("_", "").isalnum(), command
                variables[variable] = files[to["<"]]
            case "set" if command == "set TRIES=0":
                pass
            case "set":
                variable, value = re.fullmatch(r'set "(\w+)=([^"]*)"', command).groups()
                variables[variable.upper()] = value
            case "echo" if ">" not in to and command != "echo off" and not command.startswith("@"):
                aws.out.append(command.removeprefix("echo "))
            case "del":
                for name in re.findall(r'"([^"]*)"', command):
                    files.pop(name, None)
            case "echo" | "setlocal":
                pass
            case _:
                raise Unreadable(f"cmd.exe would run {command!r}")
    assert not files, "a file is left behind"
    return aws.recorded()


# --- PowerShell ------------------------------------------------------------------

SINGLE = "'\u2018\u2019\u201a\u201b"
DOUBLE = '"\u201c\u201d\u201e'
# What a word may begin with and hold without quotes and mean nothing else. PowerShell takes far more.
BARE = re.compile(r"(?:--?[A-Za-z]|[A-Za-z0-9])[A-Za-z0-9_./:-]*")
NUMBER = re.compile(r"[0-9]+")


class Cursor:
    """A place in a PowerShell script."""

    def __init__(self, text: str, variables: dict[str, str]) -> None:
        self.text = text
        self.at = 0
        # Names know no case.
        self.variables = {name.lower(): value for name, value in variables.items()}

    def take(self, pattern: str) -> re.Match[str] | None:
        found = re.compile(pattern).match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def blanks(self) -> None:
        """Blanks, and line breaks after a backtick."""
        self.take(r"(?:[ \t]|`\r?\n)*")

    def at_end(self) -> bool:
        """Whether the statement ends here."""
        return self.at == len(self.text) or self.text[self.at] in "\r\n;}|"

    def wrong(self, what: str) -> Unreadable:
        return Unreadable(f"{what}: {self.text[self.at : self.at + 60]!r}")

    def variable(self, name: str) -> str:
        if name.lower() not in self.variables:
            raise self.wrong(f"a variable that is not set, {name}")
        return self.variables[name.lower()]

    def word(self) -> str:
        """One argument, which a blank or the end of the statement must follow."""
        c = self.text[self.at]
        if c in SINGLE:
            word = self.single()
        elif c in DOUBLE:
            word = self.double()
        elif found := self.take(r"\$(\w+)"):
            word = self.variable(found.group(1))
        elif found := self.take(BARE.pattern):
            word = found.group()
            if word[0].isdigit() and not NUMBER.fullmatch(word):
                raise self.wrong(f"a number that is none, {word}")
        else:
            raise self.wrong("a word that PowerShell reads in its own way")
        if not (self.at_end() or self.text[self.at] in " \t`"):
            raise self.wrong(f"something sticks to the word {word!r}")
        return word

    def single(self) -> str:
        self.at += 1
        out = ""
        while True:
            if self.at >= len(self.text):
                raise self.wrong("a quote is not closed")
            c = self.text[self.at]
            self.at += 1
            if c in SINGLE:
                if self.text[self.at : self.at + 1] not in tuple(SINGLE):
                    return out
                c = self.text[self.at]
                self.at += 1
            out += c

    def double(self) -> str:
        self.at += 1
        out = ""
        while True:
            if self.at >= len(self.text):
                raise self.wrong("a quote is not closed")
            c = self.text[self.at]
            self.at += 1
            if c in DOUBLE:
                if self.text[self.at : self.at + 1] in tuple(DOUBLE):
                    raise self.wrong("a doubled quote, which is never written")
                return out
            if c == "`":
                c = self.text[self.at]
                if c not in '`$"\u201c\u201d\u201e':
                    raise self.wrong("an escape that is never written")
                self.at += 1
                out += c
            elif c == "$":
                found = self.take(r"\{(\w+)\}|(\w+)")
                if not found:
                    raise self.wrong("a dollar that begins something else")
                out += self.variable(found.group(1) or found.group(2))
            else:
                out += c


def pasted(words: list[str]) -> str:
    """The command line that .NET makes of words, from PowerShell 7.3 on."""
    out = []
    for word in words:
        if word and not re.search(r'[\s"]', word):
            out.append(word)
            continue
        quoted = re.sub(r'(\\*)"', lambda found: found.group(1) * 2 + '\\"', word)
        trailing = len(quoted) - len(quoted.rstrip("\\"))
        out.append(f'"{quoted}{chr(92) * trailing}"')
    return " ".join(out)


def joined(words: list[str], knows_escapes: bool, doubles_backslashes: bool) -> str:
    """The command line that PowerShell makes of words before 7.3; its releases differ in two points."""
    out = []
    for word in words:
        if not word:
            continue
        quotes, before, quoted = 0, "", False
        for c in word:
            if c == '"' and not (knows_escapes and before == "\\"):
                quotes += 1
            elif c.isspace() and quotes % 2 == 0:
                quoted = True
            before = c
        trailing = len(word) - len(word.rstrip("\\")) if doubles_backslashes else 0
        out.append(f'"{word}{chr(92) * trailing}"' if quoted else word)
    return " ".join(out)


LONGEST_COMMAND = 32_766


def program_words(shell: str, words: list[str]) -> list[str]:
    """What `aws.exe` gets of words, the same from each release."""
    if shell == "powershell":
        lines = [pasted(words)]
    else:
        lines = [joined(words, escapes, doubles) for escapes in (True, False) for doubles in (True, False)]
    assert max(map(len, lines)) < LONGEST_COMMAND
    got = [words_of(line) for line in lines]
    if any(one != got[0] for one in got):
        raise Unreadable(f"releases of PowerShell hand on different words: {got}")
    return got[0]


INVOKE_AGAIN = """function Invoke-Again($Command) {
  $ErrorActionPreference = 'Continue'
  foreach ($Pause in 2, 5, 10, 0) {
    $Lines = & $Command 2>&1
    $Problem = $Lines | Where-Object { $_ -isnot [string] } | Out-String
    if (-not $LASTEXITCODE) { break }
    Write-Host $Problem
    if ($Problem -notmatch 'DoesNotExistException') { break }
    Start-Sleep $Pause
  }
  $Lines | Where-Object { $_ -is [string] }
}
"""


def read_powershell(shell: str, text: str, given: dict[str, str]) -> Recorded:
    assert "\0" not in text
    if not text.isascii() and shell == "windows-powershell":
        assert text.startswith("\ufeff"), "5.1 reads a file without a mark in the code page of its machine"
    at, aws = Cursor(text.removeprefix("\ufeff"), given), Aws(account=account_of(text))
    while at.take(r"# [^\r\n]*\n"):
        pass
    block = bool(at.take(r"& \{\n\$ErrorActionPreference = 'Stop'\n"))
    if block:
        at.take(re.escape(INVOKE_AGAIN))
    checked = True
    while at.take(r"\s*") and at.at < len(at.text):
        if at.take(r"if \(\$LASTEXITCODE\) \{ throw "):
            at.word()
            checked = bool(at.take(r"\}")) or bool(at.take(r" \}"))
            assert checked
            continue
        assert checked, f"a command is not checked: {at.wrong('before')}"
        if found := at.take(r"if \(\$(\w+) -(eq|ne) '(\w+)'\) \{ throw "):
            assert (at.variable(found[1]) == found[3]) == (found[2] == "ne"), "the script stops"
            at.word()
            assert at.take(r" \}")
            continue
        if at.take(r"\$env:AWS_RETRY_MODE = 'adaptive'\n"):
            continue
        if at.take(r"Write-Host "):
            at.word()
        elif block and at.take(r"\}\s*\Z"):
            block = False
        elif at.text[at.at] == '"':
            aws.out.append(at.double())
        elif found := at.take(r"(?:\$(\w+) = )?(Invoke-Again \{ )?aws "):
            words = []
            while at.blanks() or not at.at_end():
                words.append(at.word())
            answer = aws(program_words(shell, words))
            assert not found.group(2) or at.take(r"\}"), at.wrong("a block is not closed")
            at.take(r"\| Out-Host")
            if found.group(1):
                at.variables[found.group(1).lower()] = answer
                checked = False
        else:
            raise at.wrong("a statement that is never written")
    assert checked and not block
    return aws.recorded()


def grammar_errors(text: str) -> list[str]:
    """The places of a PowerShell script that its grammar does not know."""
    import tree_sitter
    import tree_sitter_powershell

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
    # The grammar knows the plain quotes only; the others are the reader's business.
    found: list[str] = []

    def walk(node: tree_sitter.Node) -> None:
        if node.is_error or node.is_missing:
            found.append(f"{node.start_point}: {node.text[:60] if node.text else b''!r}")
        for child in node.children:
            walk(child)

    walk(parser.parse(text.removeprefix("\ufeff").encode("utf-8", "replace")).root_node)
    return found


# --- cmd.exe, run by wine ----------------------------------------------------------


@dataclass(frozen=True)
class Wine:
    """wine's cmd.exe, with a recorder in the place of `aws.exe`: another reader than ours, though not Microsoft's."""

    program: str
    prefix: Path
    tools: str = "tools"

    def from_pip(self) -> Wine:
        """The same with `aws.cmd` in the place of `aws.exe`, as pip installs it: its last lines hand all words on."""
        folder = self.prefix / "pip"
        folder.mkdir(exist_ok=True)
        shutil.copy(self.prefix / self.tools / "aws.exe", folder / "recorder.exe")
        (folder / "aws.cmd").write_text('@echo OFF\n"%~dp0recorder.exe" %*\nexit /B %ERRORLEVEL%\n', newline="\r\n")
        return replace(self, tools="pip")

    def env(self, **more: str) -> dict[str, str]:
        path = os.pathsep.join(["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"])
        own = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEPATH": windows_path(self.prefix / self.tools)}
        return {"PATH": path, "HOME": str(self.prefix), "LC_ALL": "C.UTF-8", **own, **more}

    def record(self, script: Path, folder: Path, **variables: str) -> Recorded:
        """What wine makes of a script. Busy, it may fail to start a program, which says nothing of words."""
        for _ in range(3):
            recorded = self._record(script, folder, **variables)
            if "Can't recognize 'aws ssm " not in recorded.ran.stderr:
                break
        return recorded

    def _record(self, script: Path, folder: Path, **variables: str) -> Recorded:
        folder.mkdir(parents=True, exist_ok=True)
        calls = folder / "wine-calls"
        shutil.rmtree(calls, ignore_errors=True)
        calls.mkdir()
        for tried in folder.glob("wine-calls.tries*"):
            tried.unlink()
        account = account_of(script.read_text(encoding="utf-8"))
        env = self.env(**{"REPLAY_RECORD": windows_path(calls), "REPLAY_ACCOUNT": account, **variables})
        done = subprocess.run(
            [self.program, "cmd", "/c", windows_path(script)],
            env=env,
            cwd=script.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
        )
        out, err = (stream.decode(errors="replace").replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
        files = sorted(calls.iterdir(), key=lambda file: int(file.name))
        return Recorded.of(Ran(done.returncode, out, err), [file.read_bytes().split(b"\0")[:-1] for file in files])


def windows_path(path: Path) -> str:
    return "Z:" + str(path.absolute()).replace("/", "\\")


def wine(folder: Path, which: Callable[[str], str | None] = shutil.which) -> Wine:
    """wine with the recorder built for Windows."""
    program, compiler = which("wine"), which("x86_64-w64-mingw32-gcc")
    if not (program and compiler):
        raise Missing("wine or mingw is missing")
    made = Wine(program, folder / "wine")
    tools = made.prefix / made.tools
    tools.mkdir(parents=True)
    words = [compiler, "-O", "-o", str(tools / "aws.exe"), str(HERE / "recorder.c"), "-lshell32"]
    subprocess.run(words, check=True, timeout=PATIENCE)
    # The first start makes the prefix.
    subprocess.run([program, "cmd", "/c", "ver"], env=made.env(), capture_output=True, timeout=PATIENCE)
    return made


def spelt(calls: list[list[bytes]]) -> str:
    """Calls for reading."""
    return json.dumps([[word.decode(errors="replace") for word in call] for call in calls], indent=1)
