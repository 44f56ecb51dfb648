"""Every page, wide and narrow, light and dark: no fault in its console, nothing a reader's aid stumbles over."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PACT = "soviet-japanese-neutrality-pact"
PAGES = {
    "library": "/",
    "treaty": f"/treaty/{PACT}",
    "treaty with a what-if": f"/treaty/{PACT}?on=1946-05-01&move=denunciation%3D1945-04-14",
    "convention": "/treaty/rome-statute",
    "chronicle": "/treaty/second-world-war",
    "deadlines": "/deadlines?party=DEU&on=1935-01-01",
    "api": "/api",
}
"""A page of each kind. Whoever adds a page adds it here; a test below finds out who did not."""

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
"""The rules whose outcome hangs on colours and sizes: the others are the same in every window."""


def worst(page: Page, options: dict[str, object]) -> list[str]:
    """What axe finds to be serious or critical, with the places."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{fault['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def fits(page: Page) -> bool:
    """Whether a page is no wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible_wide_and_narrow_light_and_dark(open_page, path):
    page = open_page(path)
    assert page.locator("h1").count() == 1
    assert worst(page, {"runOnly": STANDARDS}) == []
    page.emulate_media(color_scheme="dark")
    assert worst(page, {"runOnly": {"type": "rule", "values": LOOKS}}) == []
    narrow = open_page(path, width="narrow", scheme="dark")
    assert fits(page)
    assert fits(narrow)
    assert worst(narrow, {"runOnly": {"type": "rule", "values": LOOKS}}) == []
    narrow.emulate_media(color_scheme="light")
    assert worst(narrow, {"runOnly": {"type": "rule", "values": LOOKS}}) == []
