"""What stands before every page: who may ask, how much may be sent, how long an answer may take, what a page may do.

- A browser is asked by other sites, too. The workbench answers only to its own names (else a site could point a name
  of its own at this machine and read along), and takes a form or other change only from its own pages.
- What a request sends is bounded before it is read, and an answer that takes too long is given up.
- A page may run and load only what the workbench itself serves, whatever a dossier says; nothing may frame it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from anyio import fail_after
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.errors import OutOfTime
from foedus.web.errors import answered
from foedus.web.settings import Settings
from foedus.worlds import patience

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy: no script, style or request but to the workbench itself, nothing inline, no frames."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # with "no-referrer" browsers would send forms with the origin "null", which cannot be told from a foreign one
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Stand at every answer, those of errors among them."""

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
LONGEST_QUERY = 16_384
"""Most bytes of an address behind its question mark."""


class Guard:
    """The middleware that keeps the bounds above for `app`, as `settings` set them."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with a message."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending = _Sending(send)
        request = Request(scope)
        try:
            refused = _refused(scope, self._settings)
            body = b""
            if refused is None:
                body, refused = await _body(scope, receive, self._settings)
            if refused is not None:
                response = answered(request, refused.status, refused.message)
                response.headers["Connection"] = "close"  # what else the request would send is not read
                await response(scope, receive, sending)
                return
            with patience(_deadline(self._settings.most_seconds)):
                await self._app(scope, _replay(body, receive), sending)
        except Exception:
            if not sending.begun:
                told = answered(request, 500, "foedus met a fault of its own; the terminal in which it runs says more")
                await told(scope, receive, sending)
            raise


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not answered."""

    status: int
    message: str


class _Sending:
    """Sends what the application sends, with HEADERS, and knows whether it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await self._send(message)


def _deadline(seconds: float) -> Callable[[], None]:
    end = time.monotonic() + seconds

    def check() -> None:
        if time.monotonic() > end:
            raise OutOfTime(
                f"the answer takes more than {seconds:g} seconds, and was given up; take a position on some of the"
                " open points, or ask about fewer treaties"
            )

    return check


def _refused(scope: Scope, settings: Settings) -> Refused | None:
    """Why a request is refused by its head alone, None if it is not."""
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not host_known(hosts[0], settings.hosts):
        names = ", ".join(settings.hosts)
        told = f"it was called {hosts[0][:80]!r}" if hosts else "it was called by no name"
        return Refused(400, f"this workbench answers to {names}; {told} (`foedus serve --name` adds a name)")
    if len(scope["query_string"]) > LONGEST_QUERY:
        return Refused(414, f"the address carries more than {LONGEST_QUERY:,} bytes behind its question mark")
    if scope["method"] not in SAFE and not own_page(headers):
        return Refused(403, "a change is taken from the workbench's own pages only, and this came from elsewhere")
    return None


def host_known(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether the value of a Host header is one of the names `hosts`, whatever its port.

    >>> host_known("localhost:8000", ("localhost", "[::1]")), host_known("[::1]:8000", ("localhost", "[::1]"))
    (True, True)
    >>> host_known("evil.example", ("localhost",)), host_known("localhost@evil.example", ("localhost",))
    (False, False)
    """
    if "*" in hosts:
        return True
    name, colon, port = host.rpartition(":")
    if colon and port.isascii() and port.isdigit() and not name.endswith(":"):
        host = name
    return host.lower().rstrip(".") in {known.lower() for known in hosts}


def own_page(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of the workbench, or from no browser at all."""
    origin = headers.get("origin")
    if origin is not None:
        host = headers.get("host", "").lower()
        return origin.lower() in (f"http://{host}", f"https://{host}")
    return headers.get("sec-fetch-site") in (None, "same-origin")


async def _body(scope: Scope, receive: Receive, settings: Settings) -> tuple[bytes, Refused | None]:
    """The body of a request, or why it is not taken; of a body that is too large no more than that is read."""
    most = settings.most_bytes
    too_large = Refused(413, f"the request is larger than {most:,} bytes, the most that this workbench takes")
    declared = Headers(scope=scope).get("content-length", "0")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > most:
        return b"", too_large
    parts: list[bytes] = []
    size = 0
    try:
        with fail_after(settings.most_seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return b"", Refused(400, "the request broke off")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > most:
                    return b"", too_large
                if not message.get("more_body", False):
                    return b"".join(parts), None
    except TimeoutError:
        return b"", Refused(408, f"the request was not there after {settings.most_seconds:g} seconds")


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body that was read, for whoever reads it next; then what comes behind it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
