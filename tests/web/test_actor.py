"""The Actor pages, asked without a browser."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.web.asked import TestClient

import foedus
from foedus.dossier.actors import register

PACT = "soviet-japanese-neutrality-pact"


def section(page: str, name: str) -> str:
    """The part of a page under the heading with this id."""
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_the_page_tells_the_ties_of_the_day_as_fronts_does(client: TestClient) -> None:
    page = client.get("/actor/SUN?on=1941-12-01").text
    cards = dict(re.findall(r'<h3>([^<]+) <span class="muted num">(\d+)</span>', page))
    found = foedus.fronts(foedus.library(), "SUN", "1941-12-01")
    ties = [answer.value["tie"] for answer in found.answers if answer.value["what"] == "tie"]
    assert cards == {
        "At war with": str(ties.count("at war")),
        "Allied with": str(ties.count("allied")),
        "Bound not to attack": str(ties.count("bound")),
    }
    assert 'href="/actor/JPN?on=1941-12-01"' in page


def test_the_page_tells_what_binds_the_actor_and_what_does_not(client: TestClient) -> None:
    page = client.get("/actor/JPN?on=1941-12-01").text
    bound = foedus.portfolio(foedus.library(), "1941-12-01", "JPN")
    live = {answer.value["treaty"] for answer in bound.answers if answer.value["verdict"] != "none"}
    assert PACT in live
    table, _, others = section(page, "binds").partition("</table>")
    assert set(re.findall(r"/treaty/([a-z0-9-]+)\?", table)) == live
    rest = {answer.value["treaty"] for answer in bound.answers} - live
    assert set(re.findall(r"/treaty/([a-z0-9-]+)\?", others)) == rest
    assert f"{len(live)} treaties bind Japan" in page


def test_a_position_taken_changes_what_binds(client: TestClient) -> None:
    def binds(reading: str) -> bool:
        page = client.get(f"/actor/JPN?on=1945-06-01&reading=notice-effect%3D{reading}").text
        return PACT in section(page, "binds").partition("</table>")[0]

    assert binds("term-end")
    assert not binds("at-once")


def test_the_page_tells_what_falls_due_and_where_to_subscribe(client: TestClient) -> None:
    page = client.get("/actor/SUN?on=1944-06-01").text
    assert "last day for notice" in section(page, "due")
    assert 'href="/feeds/SUN.ics"' in page
    assert client.get("/feeds/SUN.ics").status_code == 200


def test_the_page_tells_what_the_register_has(client: TestClient) -> None:
    page = section(client.get("/actor/SUN").text, "register")
    known = register()["SUN"]
    assert f"{known.cow[0]} (RUS)" in page
    for after in known.successor:
        assert f'href="/actor/{after}"' in page
    assert 'href="/actor/RUS"' in page


def test_of_one_that_is_gone_the_last_day_is_shown_and_of_a_day_before_it_the_page_says_so(client: TestClient) -> None:
    assert "on 25 December 1991" in client.get("/actor/SUN").text
    early = client.get("/actor/SUN?on=1850-01-01")
    assert early.status_code == 200
    assert "did not exist on 1 January 1850" in early.text


def test_a_name_leads_to_the_actor_and_an_unknown_one_to_a_message(client: TestClient) -> None:
    answer = client.get("/actor/Soviet Union?on=1941-12-01", follow_redirects=False)
    assert answer.headers["location"] == "/actor/SUN?on=1941-12-01"
    unknown = client.get("/actor/Atlantis")
    assert unknown.status_code == 404
    assert "no actor is called" in unknown.text


@pytest.mark.parametrize("q", ["soviet", "365", "SUN", "USSR"])
def test_the_register_is_searched_by_name_id_and_number(client: TestClient, q: str) -> None:
    assert '<a href="/actor/SUN">Soviet Union</a>' in client.get(f"/actors?q={q}").text


def test_the_register_can_be_narrowed(client: TestClient) -> None:
    all_ = client.get("/actors").text
    narrow = client.get("/actors?kind=non-state&party=true").text
    assert f"{len(register())} actors" in all_
    assert "/actor/MEN" in narrow
    assert "/actor/SUN" not in narrow
    assert "Nobody of the register" in client.get("/actors?q=zzzz").text


def test_the_exports_hold_what_the_page_shows(client: TestClient) -> None:
    data = client.get("/actor/SUN/page.json?on=1941-12-01").json()
    assert data["fronts"] == foedus.fronts(foedus.library(), "SUN", "1941-12-01").to_json()
    assert data["bound"] == foedus.portfolio(foedus.library(), "1941-12-01", "SUN").to_json()
    rows = list(csv.DictReader(io.StringIO(client.get("/actor/SUN/ties.csv?on=1941-12-01").text)))
    assert {row["actor"] for row in rows if row["tie"] == "at war"} == {"DEU", "FIN", "HUN", "ITA", "ROU", "SVK1"}
    assert client.get("/actor/SUN/nothing.csv").status_code == 404
