"""Take the pictures of the workbench that the documents show: `python docs/pictures.py`.

Needs the extras `web` and `test`, and chromium. Each picture is a page as it stands, on a fixed day.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from foedus.web.app import create_app
from foedus.web.settings import Settings

PICTURES = Path(__file__).parent / "pictures"
PACT = "soviet-japanese-neutrality-pact"
BROKEN = """\
id: own-pact
title: A Pact of our own
kind: neutrality
parties: [SUN, JPN]
terms:
  entry_into_force: {when: signature, article: "3"}
  term: {length: 5 years, article: "3"}
  renewal: {tacit: 5 years, article: "3"}
  denunciation: {notice: 1 year, before: term_end, article: "3"}
record:
  - {event: signature, on: 1941-04-13, by: [SUN, JPN], source: text}
  - {event: denunciation, on: 1945-02-30, by: SUN, source: text}
sources:
  text: {title: The text of the pact}
"""


def _to_the_life(page: Page) -> None:
    page.evaluate("document.querySelector('.key-days').scrollIntoView(); scrollBy(0, -90)")


def _nothing(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")


def _checked(page: Page) -> None:
    page.wait_for_timeout(1500)


SHOTS: dict[str, tuple[str, int, Callable[[Page], None]]] = {
    "treaty": (f"/treaty/{PACT}?on=1945-08-01", 940, _to_the_life),
    "library": ("/?on=1939-09-01&force=yes", 900, _nothing),
    "relations": ("/relations?on=1941-07-01", 800, _nothing),
    "workshop": ("/workshop/edit/own-pact", 900, _checked),
}
"""For each picture the page, its height, and what is done before it is taken."""


def main() -> None:
    """Serve the workbench, and take every picture."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "install chromium"
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made, socket.socket() as listening, sync_playwright() as playwright:
        (Path(made) / "own-pact.yaml").write_text(BROKEN, encoding="utf-8")
        listening.bind(("127.0.0.1", 0))
        app = create_app(Settings(workshop=Path(made), today=lambda: "2026-11-24"))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, high, prepare) in SHOTS.items():
            page = browser.new_page(viewport={"width": 1280, "height": high}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}{path}", wait_until="networkidle")
            prepare(page)
            page.wait_for_timeout(400)
            page.screenshot(path=PICTURES / f"{name}.png")
            page.close()
        browser.close()
        server.should_exit = True
        time.sleep(0.5)


if __name__ == "__main__":
    main()
