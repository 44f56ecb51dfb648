"""Pages of a library of 10,000 dossiers: the time at the server of the first page and of searches.

    python bench/pages.py [COUNT]

The application is asked directly, without a network. Three runs, the best counts; of searches the worst query.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from foedus.web.app import create_app
from foedus.web.settings import Settings
from generate import ACTORS, bilateral

RUNS = 3
SEARCHES = {
    "words": "q=treaty+between+france",
    "one letter": "q=a",
    "a party": "party=JPN",
    "in force on a day": "on=1950-06-01&force=yes",
    "leaving window open": "on=1950-06-01&notice=yes&party=USA",
    "years, newest first": "from=1950&to=1960&order=newest",
    "the last page": "page=200",
    "nothing found": "q=atlantis",
}
App = Callable[[Any, Any, Any], Awaitable[None]]


def asked(app: App, path: str, query: str = "") -> tuple[float, int, bytes]:
    """The seconds that an answer takes, its status and its body."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def run() -> float:
        begin = time.perf_counter()
        await app(scope, receive, send)
        return time.perf_counter() - begin

    seconds = asyncio.run(run())
    return seconds, sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def best(app: App, path: str, query: str = "") -> float:
    """The shortest of some runs, in milliseconds. Fails if the page is none."""
    times = []
    for _ in range(RUNS):
        seconds, status, body = asked(app, path, query)
        assert status == 200, (path, query, status, body[:300])
        times.append(seconds)
    return min(times) * 1000


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for number in range(count):
            (folder / f"treaty-{number}.yaml").write_text(bilateral(number), encoding="utf-8")
        begin = time.perf_counter()
        app = create_app(Settings((folder,), with_bundled=False))
        seconds, status, _ = asked(app, "/")
        assert status == 200
        print(f"from the start to the first page, nothing read yet   {(time.perf_counter() - begin) * 1000:8.0f} ms")
        print(f"    of it the page itself                            {seconds * 1000:8.0f} ms")
        while_reading = max(asked(app, "/", "q=treaty")[0] for _ in range(20))
        print(f"a search while dossiers are read, the worst of 20    {while_reading * 1000:8.0f} ms")
        app.state.shelf.wait()
        print(f"the catalogue of {count:,} dossiers                    {time.perf_counter() - begin:8.1f} s")
        print(f"the first page, catalogue whole                      {best(app, '/'):8.0f} ms")
        for name, query in SEARCHES.items():
            print(f"search: {name:<44} {best(app, '/', query):8.0f} ms")
        print(f"{'a treaty':<52} {best(app, '/treaty/treaty-7'):8.0f} ms")
        begin, requests, status = time.perf_counter(), 0, 503
        while status == 503:  # worked out over several requests, as a client that is told to ask again does
            _, status, body = asked(app, f"/feeds/{ACTORS[0]}.ics")
            requests += 1
        dates = body.count(b"BEGIN:VEVENT")
        print(
            f"a party's calendar of {dates:,} dates, at first        {time.perf_counter() - begin:8.1f} s"
            f" ({requests} requests)"
        )
        print(f"{'the same again':<52} {best(app, f'/feeds/{ACTORS[0]}.ics'):8.0f} ms")
        begin = time.perf_counter()
        app.state.shelf.wait()
        print(f"the catalogue looked at again, nothing changed       {(time.perf_counter() - begin) * 1000:8.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
