"""No dossier can put markup, script or a dangerous link into a page, wherever what it says is shown."""

from __future__ import annotations

import html
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from tests.web.asked import EVIL, TODAY, TestClient, hostile

from foedus.dossier.load import load_text
from foedus.web.app import create_app
from foedus.web.settings import Settings

MOST = 90
"""How many pages are followed from the dossier's own."""

LINKS = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")


class Parts(HTMLParser):
    """The elements of a page, as a browser would find them, and the texts that it shows."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def links(self) -> Iterator[str]:
        return (value for _, given in self.elements for name, value in given.items() if name in LINKS)


def dangers(page: str) -> list[str]:
    """What in a page could run or load something that is not the workbench's own."""
    parts = Parts(page)
    found = [
        f"<{tag}> {given}"
        for tag, given in parts.elements
        if tag == "script" and not given.get("src", "").startswith("/static/")
    ]
    found += [f"<{tag}>" for tag, _ in parts.elements if tag in ("style", "iframe", "object", "embed", "base", "img")]
    found += [
        f"{name} at <{tag}>"
        for tag, given in parts.elements
        for name in given
        if name.startswith("on") or name == "style"
    ]
    found += [
        link for link in parts.links() if urlsplit(link.strip()).scheme not in ("", "http", "https", "mailto", "webcal")
    ]
    found += ["49: a template ran what the dossier says" for text in parts.texts if "onerror=alert(1)>49" in text]
    return found


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A workbench over the hostile dossier alone, which is in its workshop."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "hostile.yaml").write_text(hostile(), encoding="utf-8")
    settings = Settings(workshop=folder, with_bundled=False, today=lambda: TODAY)
    return TestClient(create_app(settings), "http://localhost")


def test_the_hostile_dossier_is_a_sound_one():
    assert load_text(hostile(), "hostile.yaml").diagnostics == ()


def test_no_page_that_is_reached_from_it_holds_anything_dangerous(evil):
    todo, seen, shown = ["/", "/treaty/hostile", "/workshop", "/workshop/edit/hostile", "/actor/EVL"], set(), 0
    while todo and len(seen) < MOST:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = evil.get(path)
        assert answer.status_code < 500, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert dangers(answer.text) == [], path
        shown += html.escape("<script>alert(1)</script>") in answer.text
        for link in Parts(answer.text).links():
            there = urlsplit(urljoin(f"http://localhost{path}", link))
            if there.netloc == "localhost" and there.path != "/static":
                todo.append(f"{there.path}?{there.query}" if there.query else there.path)
    assert shown >= 3, "the pages do not show what the dossier says: nothing is tested"


def test_its_pictures_hold_nothing_that_runs(evil):
    answer = evil.get("/treaty/hostile/life.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    for element in ET.fromstring(answer.content).iter():
        assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "a", "image", "use")
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


@pytest.mark.parametrize(
    "path", [f"/{EVIL}", f"/treaty/{EVIL}", f"/treaty/hostile?on={EVIL}", f"/?q={EVIL}", f"/actor/{EVIL}"]
)
def test_what_an_address_says_is_no_markup_either(evil, path):
    assert dangers(evil.get(path).text) == []


def test_what_is_typed_into_the_editor_is_no_markup_either(evil):
    text = f"id: [{EVIL}\n"
    assert dangers(evil.post("/workshop/edit/hostile", data={"text": text, "action": "check"}).text) == []
    answer = evil.post(
        "/api/workshop/check", json={"id": EVIL[:100], "text": hostile().replace("kind: neutrality", f"kind: {EVIL}")}
    )
    assert answer.json()["errors"]
    assert dangers(answer.json()["html"]) == []


def test_a_text_comes_back_from_the_editor_as_it_was(evil):
    page = evil.get("/workshop/edit/hostile").text
    shown = page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    assert html.unescape(shown) == hostile()


def test_the_test_itself_sees_what_is_dangerous():
    for page in (
        "<script>x</script>",
        "<script src='https://evil.example/x.js'></script>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<p onclick='x'>",
        "<p style='x'>",
        "<iframe></iframe>",
        "<p>onerror=alert(1)>49</p>".replace(">49", "&gt;49"),
    ):
        assert dangers(page) != [], page
