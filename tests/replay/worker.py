"""The child of `workers.py`: a real client in a process that lives on.

Runs under whichever Python a client needs, so it uses nothing but the
standard library and the client itself. Reads one JSON object a line from
standard input and answers each with one line. What the client would send is
caught where botocore hands it to the network; nothing leaves the process.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout


class Network:
    """Takes the place of botocore's HTTP session."""

    def __init__(self, awsrequest):
        self.awsrequest = awsrequest
        self.answers = []
        self.seen = []
        # What the Security Token Service answers.
        self.identity = ""

    def send(self, request):
        headers = {name.lower(): value for name, value in request.headers.items()}
        target, body = headers.get("x-amz-target", b""), request.body or b""
        if "Action=GetCallerIdentity" in _text(body):
            raw = _Raw(self.identity.encode())
            return self.awsrequest.AWSResponse(request.url, 200, {"content-type": "text/xml"}, raw)
        self.seen.append({"url": request.url, "target": _text(target), "body": _text(body)})
        if not target or not self.answers:
            return self._response(
                request, 400, {"__type": "ValidationException", "message": "not a request of the page's"}
            )
        answer = self.answers.pop(0)
        return self._response(request, 400 if "__type" in answer else 200, answer)

    def _response(self, request, status, body):
        raw = _Raw(json.dumps(body).encode())
        return self.awsrequest.AWSResponse(request.url, status, {"content-type": "application/x-amz-json-1.1"}, raw)


class _Raw(io.BytesIO):
    def stream(self, **_):
        yield self.read()


def _text(value):
    return value.decode() if isinstance(value, bytes) else value


def install(botocore_name):
    """Puts the network aside, and lets every session share the models it read: reading them is most of a start."""
    network = Network(importlib.import_module(botocore_name + ".awsrequest"))
    http = importlib.import_module(botocore_name + ".httpsession")
    http.URLLib3Session.send = lambda _, request: network.send(request)
    loaders = importlib.import_module(botocore_name + ".loaders")
    make = loaders.Loader.__init__
    shared = {}

    def init(self, *args, **kwargs):
        make(self, *args, **kwargs)
        self._cache = shared

    loaders.Loader.__init__ = init
    return network


def captured(action):
    """Runs something that prints and exits; its exit code and what it printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = action()
        except SystemExit as stop:
            code = stop.code
        except Exception as error:
            code = 1
            err.write(f"{type(error).__name__}: {error}\n")
    printed = [stream.buffer.getvalue().decode(errors="replace") for stream in (out, err)]
    return {"code": 0 if code is None else code, "stdout": printed[0], "stderr": printed[1]}


def command_line():
    clidriver = importlib.import_module("awscli.clidriver")
    # Version 2 brings a botocore of its own along.
    network = install(clidriver.botocore.__name__)

    def run(work):
        words = [os.fsdecode(word.encode("latin-1")) for word in work["argv"]]
        # Where the request files lie.
        os.chdir(work["folder"])
        # A new driver each time, as a new process has: version 2 keeps the binary format of the call before.
        return captured(lambda: clidriver.create_clidriver().main(words))

    return network, run


def script():
    boto3 = importlib.import_module("boto3")
    network = install("botocore")

    def run(work):
        boto3.DEFAULT_SESSION = None
        network.identity = work.get("identity", "")
        code = compile(work["script"], "script.py", "exec", dont_inherit=True)
        # The script reads its own command line, which is not this program's.
        sys.argv = ["script.py", *work.get("words", [])]
        return captured(lambda: exec(code, {"__name__": "__main__"}))

    return network, run


def main():
    network, run = {"cli": command_line, "python": script}[sys.argv[1]]()
    # The client may print whatever it likes to the real streams; the answers go elsewhere.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        done = []
        for work in json.loads(line):
            network.answers, network.seen = list(work["answers"]), []
            done.append({**run(work), "requests": network.seen})
        answers.write(json.dumps(done) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
