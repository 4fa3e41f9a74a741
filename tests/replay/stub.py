"""A stand-in for Systems Manager on this machine that writes down what it is asked.

It answers every operation with the ids AWS would return and keeps each
request exactly as it came over the wire. It knows nothing of what the page
meant; comparing is the tests' business. Several runs share one stub: each
has a channel, a path of its own below the endpoint.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import wire

# Far above any request of this page, far below what would hurt the machine.
LARGEST_BODY = 2 * 1024 * 1024
MOST_REQUESTS = 500
SLOWEST_SECONDS = 20


@dataclass(frozen=True)
class Request:
    """One request as it came over the wire."""

    operation: str
    body: wire.Json

    def violations(self) -> list[str]:
        return wire.violations(self.operation, self.body)


def read(target: str, body: bytes | str) -> Request:
    """A request from its `X-Amz-Target` and its body."""
    operation = target.removeprefix(wire.TARGET_PREFIX)
    if operation == target or operation not in wire.service().operation_names:
        raise ValueError(f"no operation of Systems Manager: {target!r}")
    return Request(operation, wire.parse(body))


def _region(authorization: str) -> str:
    """The Region in a signature's scope: `Credential=KEY/DATE/REGION/ssm/aws4_request`."""
    parts = authorization.partition("Credential=")[2].split("/")
    return parts[2] if len(parts) > 2 else ""


def window_id(n: int) -> str:
    """The n-th id of a run as a window's; `recorder.sh` makes the same ones."""
    return f"mw-{0xC0FFEE0000000 + n:017x}"


def uuid(n: int) -> str:
    """The n-th id of a run as a target's, a task's or an execution's; `recorder.sh` makes the same ones."""
    return f"{0x5EED0000 + n:08x}-4b1d-4c0d-8aaa-{n:012x}"


def answer(n: int) -> dict[str, str]:
    """What the n-th request of a run is answered: of any operation, since clients pass over members they don't know."""
    ids = ("WindowTargetId", "WindowTaskId", "WindowExecutionId")
    return {"WindowId": window_id(n), **{name: uuid(n) for name in ids}}


def identity(account: str) -> str:
    """What the Security Token Service answers who asks for its account."""
    members = f"<Arn>arn:aws:iam::{account}:user/test</Arn><UserId>test</UserId><Account>{account}</Account>"
    result = f"<GetCallerIdentityResult>{members}</GetCallerIdentityResult>"
    return f'<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">{result}</GetCallerIdentityResponse>'


def returned(operation: str, n: int) -> str:
    """The id that a script keeps of the answer to the n-th request of a run."""
    return window_id(n) if operation == "CreateMaintenanceWindow" else uuid(n)


@dataclass
class Channel:
    """The requests of one run, in the order in which they came."""

    url: str
    requests: list[Request] = field(default_factory=list)
    # What to answer, where an answer has more in it than ids; takes the requests up to now.
    answers: Callable[[list[Request]], wire.Json] | None = None
    # Whose credentials the client has.
    account: str = "123456789012"
    # The Region that each was signed for.
    regions: list[str] = field(default_factory=list)
    # What went wrong on the stub's side; a test that looks only at requests would miss it.
    faults: list[str] = field(default_factory=list)


class Stub:
    """The server; use it as a context manager."""

    def __init__(self) -> None:
        self._channels: dict[str, Channel] = {}
        self._lock = threading.Lock()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            timeout = SLOWEST_SECONDS

            def do_POST(self) -> None:
                stub._serve(self)

            def do_GET(self) -> None:
                # Version 1 of the CLI fetches a value that looks like an address.
                stub._refuse(self, 404, "nothing of the page's makes a GET request")

            def log_message(self, *_: object) -> None:
                """Silence: the channel has it all."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Stub:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def channel(self) -> Channel:
        """A new endpoint for one run."""
        with self._lock:
            name = f"/run-{len(self._channels) + 1}"
            channel = Channel(f"http://127.0.0.1:{self._server.server_port}{name}")
            self._channels[name] = channel
            return channel

    def _channel_of(self, path: str) -> Channel | None:
        return self._channels.get("/" + path.strip("/").split("?")[0])

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self._refuse(handler, 413, f"the body has {length} bytes")
            return
        body = handler.rfile.read(length)
        channel = self._channel_of(handler.path)
        if channel is not None and b"Action=GetCallerIdentity" in body:
            self._send(handler, 200, "text/xml", identity(channel.account).encode())
            return
        try:
            request = read(handler.headers.get("X-Amz-Target", ""), body)
        except ValueError as error:
            self._refuse(handler, 400, str(error))
            return
        if channel is None or len(channel.requests) >= MOST_REQUESTS:
            self._refuse(handler, 400, "no such channel, or it is full")
            return
        with self._lock:
            channel.requests.append(request)
            channel.regions.append(_region(handler.headers.get("Authorization", "")))
            reply = channel.answers(channel.requests) if channel.answers else answer(len(channel.requests))
        self._reply(handler, 200, reply)

    def _refuse(self, handler: BaseHTTPRequestHandler, status: int, why: str) -> None:
        channel = self._channel_of(handler.path)
        if channel is not None:
            channel.faults.append(f"{handler.command} {handler.path}: {why}")
        # A status below 500, so that no client tries again.
        self._reply(handler, status, {"__type": "ValidationException", "message": why})

    @staticmethod
    def _reply(handler: BaseHTTPRequestHandler, status: int, body: wire.Json) -> None:
        Stub._send(handler, status, "application/x-amz-json-1.1", wire.canonical(body).encode())

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, status: int, kind: str, text: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)
