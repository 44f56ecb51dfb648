"""A real browser at a real workbench on loopback.

`open_page(path, ...)` opens a page in a window of a given width, colour scheme, with or without script; any fault
that the console or the page tells, and any request that leaves the workbench, fails the test. `workbench` is the
server's address, `workshop` that of one whose workshop is on, with `workshop_folder` its folder.

Where there is no chromium these tests are skipped, or fail if FOEDUS_TEST_ALL is set.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.web.asked import TODAY

from foedus.web.app import create_app
from foedus.web.settings import Settings

WIDTHS = {"wide": (1280, 900), "narrow": (390, 844)}
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Served:
    """A workbench that answers at `address`, until `stop` is called."""

    address: str
    stop: Callable[[], None]


def serve(settings: Settings) -> Served:
    """A workbench on a free port of loopback, in a thread of its own; returns once it answers."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(settings), log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.025)
    assert server.started, "the workbench does not start"

    def stop() -> None:
        server.should_exit = True
        thread.join(10)
        listening.close()

    return Served(f"http://127.0.0.1:{listening.getsockname()[1]}", stop)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "no chromium: install the package `chromium`"
        if os.environ.get("FOEDUS_TEST_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def workbench() -> Iterator[str]:
    """The address of a workbench over the bundled dossiers, without the workshop."""
    served = serve(Settings(today=lambda: TODAY))
    yield served.address
    served.stop()


@pytest.fixture
def workshop_folder(folder: Path) -> Path:
    """The folder of `workshop`: a sound dossier, own-pact, and broken-pact, whose date in line 9 is none."""
    return folder


@pytest.fixture
def workshop(workshop_folder: Path) -> Iterator[str]:
    """The address of a workbench whose workshop is on."""
    served = serve(Settings(workshop=workshop_folder, with_bundled=False, today=lambda: TODAY))
    yield served.address
    served.stop()


class Windows:
    """The windows of one test, and what went wrong in them."""

    def __init__(self, browser: Browser, own: str) -> None:
        self._browser = browser
        self._own = own
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        self._pardoned: set[int] = set()

    def pardon(self, status: int) -> None:
        """From here on an answer with `status`, which a console tells of, is no fault of this test."""
        self._pardoned.add(status)

    def __call__(
        self, address: str, *, width: str = "wide", scheme: str = "light", script: bool = True, expect: int = 200
    ) -> Page:
        """A window with the page at `address` (a path of the workbench, or a whole address), loaded with its scripts.

        `width` is a key of WIDTHS, `scheme` light or dark, `script` whether pages may run script, `expect` the
        status that the page is to have.
        """
        wide, high = WIDTHS[width]
        options: dict[str, Any] = {"viewport": {"width": wide, "height": high}, "color_scheme": scheme}
        context = self._browser.new_context(
            **options, java_script_enabled=script, reduced_motion="reduce", is_mobile=width == "narrow"
        )
        self._contexts.append(context)
        context.set_default_timeout(8000)
        page = context.new_page()
        if expect != 200:
            self.pardon(expect)
        self.watch(page)
        answer = page.goto(self._own + address if address.startswith("/") else address, wait_until="load")
        assert answer is not None
        assert answer.status == expect, f"{address} answers {answer.status}"
        return page

    def watch(self, page: Page) -> None:
        """Take note of every fault of a page, but for answers that are pardoned."""

        def told(message: Any) -> None:
            pardoned = any(f"status of {status}" in message.text for status in self._pardoned)
            if message.type in ("error", "warning") and not pardoned:
                self.faults.append(f"{page.url}: console: {message.text}")

        def asked(request: Any) -> None:
            if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
                self.faults.append(f"{page.url}: asks for {request.url}")

        page.on("console", told)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: script: {error}"))
        page.on("request", asked)

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_page(browser: Browser, workbench: str) -> Iterator[Windows]:
    """Opens pages of `workbench` (see Windows); after the test no fault may have come up."""
    windows = Windows(browser, workbench)
    yield windows
    windows.close()
    assert windows.faults == []


@pytest.fixture
def open_workshop(browser: Browser, workshop: str) -> Iterator[Windows]:
    """Opens pages of `workshop` (see Windows); after the test no fault may have come up."""
    windows = Windows(browser, workshop)
    yield windows
    windows.close()
    assert windows.faults == []
