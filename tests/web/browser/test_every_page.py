"""Every page, wide and narrow, light and dark: no fault in its console, nothing a reader's aid stumbles over."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.web.asked import SOUND
from tests.web.browser.conftest import WIDTHS, Windows

from foedus.web.app import ROUTERS

PACT = "soviet-japanese-neutrality-pact"
PAGES = {
    "library": "/?q=pact&force=yes&on=1944-01-01",
    "treaty": f"/treaty/{PACT}?drop=denunciation&reading=term-start%3Dsignature",
    "treaty of many parties": "/treaty/un-charter",
    "chronicle": "/treaty/seed-article",
    "actors": "/actors?q=soviet",
    "actor": "/actor/SUN?on=1941-07-01",
    "relations": "/relations?on=1941-07-01",
    "relations, a day": "/relations/day?on=1941-07-01",
    "matrix": "/relations/matrix?on=1941-07-01",
    "deadlines": "/deadlines?party=JPN",
    "judge": "/judge",
    "judge, a treaty": f"/judge?treaty={PACT}",
    "judge, an act": f"/judge?treaty={PACT}&act=soviet-attack-on-japan",
    "api": "/api",
    "an error": "/treaty/none",
}
"""A page of each kind over the bundled dossiers. Whoever adds a page adds it here; a test tells who did not."""

WORKSHOP = {
    "workshop": "/workshop",
    "editor": "/workshop/edit/own-pact",
    "editor with faults": "/workshop/edit/broken-pact",
    "history": "/workshop/history/own-pact",
    "version": "/workshop/history/own-pact/1",
}

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ["target-size", "link-in-text-block", "scrollable-region-focusable"]
"""The rules whose outcome hangs on the size of the window. Contrast hangs on colours; all others on neither."""


def worst(page: Page, options: dict[str, object]) -> list[str]:
    """What axe finds to be serious or critical, with the places."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{fault['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def rules(*names: str) -> dict[str, object]:
    """Those rules alone."""
    return {"runOnly": {"type": "rule", "values": names}}


def fits(page: Page) -> bool:
    """Whether a page is no wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def look(windows: Windows, path: str, status: int = 200) -> None:
    """Look at a page in every window and light."""
    page = windows(path, expect=status)
    assert page.locator("h1").count() == 1
    assert worst(page, {"runOnly": STANDARDS}) == []
    page.emulate_media(color_scheme="dark")
    assert worst(page, rules("color-contrast")) == []
    page.set_viewport_size({"width": WIDTHS["narrow"][0], "height": WIDTHS["narrow"][1]})
    assert fits(page), "in a narrow window the page is wider than its window"
    assert worst(page, rules("color-contrast", *SIZES)) == []
    page.emulate_media(color_scheme="light")
    assert worst(page, rules(*SIZES)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_wide_and_narrow_light_and_dark(open_page, name):
    look(open_page, PAGES[name], 404 if name == "an error" else 200)


@pytest.mark.parametrize("name", WORKSHOP)
def test_a_page_of_the_workshop_is_accessible_wide_and_narrow_light_and_dark(open_workshop, workshop_folder, name):
    kept = workshop_folder / ".history" / "own-pact"
    kept.mkdir(parents=True)
    (kept / "0001-2026-11-24T14-30-00.yaml.txt").write_text(SOUND.replace("5 years", "3 years"))
    look(open_workshop, WORKSHOP[name])


def test_every_page_is_looked_at():
    shown = [urlsplit(path).path for path in (*PAGES.values(), *WORKSHOP.values())]
    for router in ROUTERS:
        for route in router.routes:
            is_page = "GET" in route.methods and not re.search(r"\.\w+$|/change$|/open/", route.path)
            assert not is_page or any(route.path_regex.fullmatch(path) for path in shown), route.path
