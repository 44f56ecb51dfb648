"""The Map of relations and its matrix, asked without a browser."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest
from tests.web.asked import TestClient

import foedus
from foedus.web.app import create_app
from foedus.web.settings import Settings

YEARS = "from=1931&to=1949"
PACT = "soviet-japanese-neutrality-pact"


def drawn(page: str, kind: str) -> set[tuple[str, str]]:
    """The pairs between which a page draws a tie of a kind on its day."""
    ties = re.findall(rf'<path class="tie k-{kind}([^"]*)"[^>]*data-a="(\w+)" data-b="(\w+)"', page)
    return {(a, b) for look, a, b in ties if "off" not in look.split()}


def test_the_picture_has_the_wars_of_the_day_and_no_others(client: TestClient) -> None:
    page = client.get(f"/relations?{YEARS}&on=1939-12-01").text
    answers = foedus.fronts(foedus.library(), "SUN", "1939-12-01").answers
    fought = {a.value["actor"] for a in answers if a.value.get("tie") == "at war"}
    wars = drawn(page, "war")
    assert ("DEU", "GBR") in wars
    assert {a if b == "SUN" else b for a, b in wars if "SUN" in (a, b)} == fought == {"FIN", "POL"}
    later = drawn(client.get(f"/relations?{YEARS}&on=1945-08-09").text, "war")
    assert ("JPN", "SUN") in later
    assert ("JPN", "SUN") not in wars


def test_a_tie_of_some_readings_is_told_apart_and_a_position_taken_settles_it(client: TestClient) -> None:
    def neutrality(more: str = "") -> str:
        page = client.get(f"/relations?{YEARS}&on=1945-06-01{more}").text
        (look,) = re.findall(r'<path class="tie k-neutrality([^"]*)"[^>]*data-a="JPN" data-b="SUN"', page)
        return str(look).strip()

    assert neutrality() == "maybe"
    assert neutrality("&reading=notice-effect%3Dterm-end") == ""
    assert neutrality("&reading=notice-effect%3Dat-once") == "off"


def test_kinds_of_ties_and_treaties_of_many_parties_can_be_left_out(client: TestClient) -> None:
    page = client.get(f"/relations?{YEARS}&on=1943-01-01&kind=alliance&hide=tripartite-pact").text
    assert drawn(page, "war") == set()
    assert drawn(page, "alliance")
    hubs = dict(re.findall(r'<a class="hub ([^"]*)"[^>]*data-hub="([^"]*)"', page))
    shown = {treaty for look, treaty in hubs.items() if "off" not in look.split()}
    assert "tripartite-pact" not in shown
    assert "declaration-by-united-nations-1942" in shown


def test_an_actor_looked_at_has_its_ties_listed_with_the_treaties(client: TestClient) -> None:
    page = client.get(f"/relations/day?{YEARS}&on=1941-12-01&of=JPN").text
    assert f"/treaty/{PACT}?on=1941-12-01" in page
    assert "Soviet Union" in page
    assert "since 25 April 1941" in page


def test_a_treaty_looked_at_has_its_members_listed(client: TestClient) -> None:
    page = client.get(f"/relations/day?{YEARS}&on=1942-01-05&of=declaration-by-united-nations-1942").text
    assert "In force for 26:" in page


def test_every_link_of_the_page_carries_day_time_and_kinds(client: TestClient) -> None:
    page = client.get(f"/relations?{YEARS}&on=1941-12-01&kind=war").text.partition("<main")[2]
    links = re.findall(r'href="(/relations[^"]*)"', page)
    assert len(links) > 60
    assert all("from=1931" in link and "to=1949" in link and "kind=war" in link for link in links)
    assert all("on=" in link for link in links)


def test_without_a_day_the_page_shows_the_years_of_which_the_records_tell_most(client: TestClient) -> None:
    page = client.get("/relations").text
    assert 'name="from" value="1932"' in page
    assert 'name="on" value="1942-' in page or 'name="on" value="1941-' in page
    other = client.get("/relations?on=1975-06-01").text
    assert 'name="from" value="1966"' in other
    assert 'name="on" value="1975-06-01"' in other


@pytest.mark.parametrize("path", ["/relations", "/relations/matrix"])
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("kind=friendship", "no kind of tie"),
        ("from=1949&to=1931", "ends (1931) before it begins (1949)"),
        ("on=yesterday", "yesterday"),
        ("reading=nothing%3Dat-all", "no dispute"),
    ],
)
def test_what_cannot_be_asked_is_told(client: TestClient, path: str, query: str, says: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert says in answer.text.replace("&#39;", "'")


def test_the_exports_hold_what_the_page_shows(client: TestClient) -> None:
    query = f"{YEARS}&on=1941-12-01&kind=neutrality"
    data = client.get(f"/relations/day.json?{query}").json()
    assert {answer["value"]["kind"] for answer in data["answers"]} == {"neutrality"}
    assert ["JPN", "SUN"] in [answer["value"]["pair"] for answer in data["answers"]]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/relations/day.csv?{query}").text)))
    assert {row["kind"] for row in rows} == {"neutrality"}
    sure = next(row for row in rows if row["by"] == PACT and row["verdict"] == "every")
    assert (sure["from"], sure["to"]) == ("1941-04-25", "1945-04-06")
    whole = client.get(f"/relations/all.json?{query}").json()
    assert len(whole["answers"]) > len(data["answers"])
    picture = client.get(f"/relations/map.svg?{query}")
    assert picture.headers["content-type"] == "image/svg+xml"
    svg = ET.fromstring(picture.text)
    assert not svg.findall(".//{*}a")
    assert svg.findall(".//{*}path[@class='tie k-neutrality']")


def test_the_api_gives_the_object_of_the_package(client: TestClient) -> None:
    told = client.get("/api/relations?from=1941&to=1942").json()
    assert told == foedus.relations(foedus.library(), "1941", "1942").to_json()


def test_the_matrix_tells_the_gravest_tie_of_each_two(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/relations/matrix.csv?{YEARS}&on=1945-08-09").text)))
    cells = {(row["actor"], other): row[other] for row in rows for other in row if other not in ("actor", "readings")}
    assert cells["Japan", "Soviet Union"] == cells["Soviet Union", "Japan"] == "war, neutrality?, non-aggression?"
    page = client.get(f"/relations/matrix?{YEARS}&on=1945-08-09&among=SUN,JPN,USA").text
    assert len(re.findall(r'<th scope="row">', page)) == 3
    assert 'class="k-war" title="Japan – Soviet Union: at war' in page
    assert 'class="k-alliance" title="Soviet Union – United States: alliance' in page


@pytest.mark.parametrize("order", ["blocs", "name", "place"])
def test_the_matrix_holds_the_same_actors_in_every_order(client: TestClient, order: str) -> None:
    page = client.get(f"/relations/matrix?{YEARS}&on=1943-12-01&order={order}").text
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', page)
    assert len(names) == len(set(names)) == 51
    assert (names == sorted(names)) is (order == "name")
    if order == "blocs":
        allies = {names.index(name) for name in ("Soviet Union", "United States", "United Kingdom")}
        assert max(allies) < min(names.index(name) for name in ("Germany", "Japan", "Hungary"))


def test_a_changed_dossier_is_seen_at_once(tmp_path) -> None:
    def war(end: str) -> str:
        return (
            "id: a-war\ntitle: A war\nform: chronicle\nrecord:\n"
            "  - {event: attack, on: 1950-03-01, by: FRA, to: ESP}\n"
            f"  - {{event: peace, on: {end}, by: FRA, to: ESP}}\n"
        )

    file = tmp_path / "a-war.yaml"
    file.write_text(war("1950-06-01"), encoding="utf-8")
    client = TestClient(create_app(Settings((tmp_path,), False, today=lambda: "1950-05-01")), "http://localhost")
    assert drawn(client.get("/relations?from=1949&to=1951&on=1950-07-01").text, "war") == set()
    file.write_text(war("1950-08-01"), encoding="utf-8")
    assert drawn(client.get("/relations?from=1949&to=1951&on=1950-07-01").text, "war") == {("ESP", "FRA")}


def test_what_a_dossier_says_is_text_in_the_picture_and_beside_it(tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "id: bad\ntitle: '<script>alert(1)</script>'\nkind: alliance\nparties: [FRA, ESP]\nterms:\n"
        "  entry_into_force: {when: signature}\n  term: {indefinite: true}\n"
        "record:\n  - {event: signature, on: 1950-03-01, by: [FRA, ESP]}\n",
        encoding="utf-8",
    )
    client = TestClient(create_app(Settings((tmp_path,), False, today=lambda: "1950-05-01")), "http://localhost")
    for path in ("/relations", "/relations/day", "/relations/matrix", "/relations/map.svg", "/relations/matrix.svg"):
        answer = client.get(f"{path}?from=1949&to=1951&on=1950-07-01&of=FRA")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in client.get("/relations/day?from=1949&to=1951&on=1950-07-01&of=FRA").text


def test_a_library_without_acts_has_an_empty_map(tmp_path) -> None:
    client = TestClient(create_app(Settings((tmp_path,), False, today=lambda: "1950-05-01")), "http://localhost")
    assert "From" in client.get("/relations").text
    assert "No tie of the kinds shown" in client.get("/relations/matrix").text
