"""A terminal into which a text is pasted: a real shell that reads keys from a pseudo-terminal.

Unlike a script's file, a paste goes through the terminal's line discipline and
the shell's line editor, which act on control characters before any quoting is
looked at. Some terminals bracket a paste so that the editor takes it as text;
none of the protection may depend on it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from run_cli import HERE, environment, shell

PATIENCE = 30
# What must not stand in a text that is pasted: a terminal acts on it, or a reader doesn't see it.
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|" + "|".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
)
PROMPT = b"@prompt@"
# What the shells need to be silent about themselves.
STARTED_BY = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "dash": ["-i"],
}


@dataclass(frozen=True)
class Way:
    """A shell, and whether its terminal brackets what is pasted."""

    shell: str
    bracketed: bool

    def __str__(self) -> str:
        return f"{self.shell}-{'bracketed' if self.bracketed else 'plain'}"


# dash has no line editor: nothing there knows of brackets.
WAYS = [
    Way(name, bracketed)
    for name in STARTED_BY
    for bracketed in (True, False)
    if shutil.which(name) and not (name == "dash" and bracketed)
]


@dataclass(frozen=True)
class Pasted:
    """What a shell made of a paste."""

    calls: list[list[bytes]]
    # Whatever is in the folder where the paste was made: nothing, unless something else ran.
    made: list[str]
    screen: str


class Terminal:
    """A shell at a pseudo-terminal, in a folder of its own, with nothing on its path but the recorder."""

    def __init__(self, way: Way, folder: Path, **variables: str) -> None:
        self.way = way
        self.calls, self.here, home, tools = (folder / name for name in ("calls", "here", "home", "tools"))
        shutil.rmtree(folder, ignore_errors=True)
        for made in (self.calls, self.here, home, tools):
            made.mkdir(parents=True)
        (tools / "aws").symlink_to(HERE / "recorder.sh")
        state = "on" if way.bracketed else "off"
        (home / "inputrc").write_text(f"set enable-bracketed-paste {state}\n")
        self.screen = b""
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, b"\x32\0\xc8\0\0\0\0\0")
        env = environment(home, REPLAY_RECORD=str(self.calls), **variables) | {
            "PATH": str(tools),
            "TERM": "xterm",
            "PS1": PROMPT.decode(),
            "INPUTRC": str(home / "inputrc"),
        }
        self.process = subprocess.Popen(
            [shell(way.shell), *STARTED_BY[way.shell]],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=self.here,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self._until(lambda: self.screen.count(PROMPT), "the shell did not start")
        if way.shell == "zsh" and not way.bracketed:
            self.type("unset zle_bracketed_paste\r")
            self._until(lambda: self.screen.count(PROMPT) > 1, "zsh did not take a command")

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)

    def _read(self, patience: float) -> None:
        if select.select([self.master], [], [], patience)[0]:
            try:
                self.screen += os.read(self.master, 65536)
            except OSError as error:
                raise AssertionError(f"the shell ended\n{self.shown()}") from error

    def _until(self, done: Callable[[], object], why: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"{why}\n{self.shown()}"
            self._read(0.02)

    def type(self, text: str) -> None:
        """Sends keys, and reads meanwhile what the shell says, as a terminal does."""
        rest = text.encode()
        while rest:
            self._read(0)
            if select.select([], [self.master], [], 0.02)[1]:
                rest = rest[os.write(self.master, rest[:512]) :]

    def paste(self, text: str) -> Pasted:
        """Pastes a text and presses Enter; waits until the shell has done all of it."""
        # A terminal sends the key Enter for each line break.
        keys = text.replace("\n", "\r")
        self.type(f"\x1b[200~{keys}\x1b[201~\r" if self.way.bracketed else keys)
        done = self.here / "done"
        self.type("\r>done\r")
        self._until(done.exists, "the paste left the shell waiting for more")
        made = sorted(file.name for file in self.here.iterdir() if file != done)
        calls = sorted(self.calls.iterdir(), key=lambda file: int(file.name))
        return Pasted([file.read_bytes().split(b"\0")[:-1] for file in calls], made, self.shown())

    def shown(self) -> str:
        return self.screen.decode(errors="backslashreplace")
