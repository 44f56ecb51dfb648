"""The Library page: search, facets, a day, pages, and a catalogue that follows the folder."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from tests.web.asked import TestClient

from foedus.web.app import create_app
from foedus.web.settings import Settings
from foedus.web.shelf import Shelf

PACT = "soviet-japanese-neutrality-pact"
DOSSIER = """\
id: {id}
title: {title}
kind: friendship
parties: [SUN, JPN]
terms:
  entry_into_force: {{when: signature}}
  term: {{length: 5 years}}
record:
  - {{event: signature, on: {on}, by: [SUN, JPN], source: text}}
sources:
  text: {{title: The text}}
"""


@pytest.fixture(scope="module")
def library(client: TestClient) -> TestClient:
    client.app.state.shelf.wait()
    return client


def listed(client: TestClient, **params: object) -> list[str]:
    """The ids on the page, in order."""
    page = client.get("/", params=params).text
    return re.findall(r'<h3><a href="/treaty/([\w-]+)', page)


def write(folder: Path, key: str, title: str = "A treaty", on: str = "1941-01-01") -> Path:
    path = folder / f"{key}.yaml"
    path.write_text(DOSSIER.format(id=key, title=title, on=on), encoding="utf-8")
    return path


def test_words_are_searched_in_any_order_without_accents_or_case(library: TestClient) -> None:
    assert PACT in listed(library, q="NEUTRALITY japan soviet")
    assert PACT in listed(library, q="néutrality jàpan")
    assert listed(library, q="no such words at all") == []


def test_a_party_is_found_by_any_of_its_names(library: TestClient) -> None:
    by_id, by_name = listed(library, party="JPN"), listed(library, party="Japan")
    assert PACT in by_id
    assert by_id == by_name


def test_a_day_tells_what_is_in_force_in_some_reading(library: TestClient) -> None:
    assert PACT in listed(library, on="1945-08-01", force="yes", party="JPN")
    assert PACT not in listed(library, on="1947-01-01", force="yes", party="JPN")


def test_notice_is_possible_in_windows_only_where_the_clause_has_windows(library: TestClient) -> None:
    assert "ilo-c087" in listed(library, q="ilo c087", on="1961-01-01", notice="yes")
    assert "ilo-c087" not in listed(library, q="ilo c087", on="1965-01-01", notice="yes")


def test_disputed_lives_alone(library: TestClient) -> None:
    disputed = listed(library, disputed="yes")
    assert PACT in disputed
    assert "rome-statute" not in disputed


def test_years_narrow_and_sort(library: TestClient) -> None:
    found = library.get("/api/library", params={"from": "1939", "to": "1941", "order": "oldest"}).json()
    years = [entry["concluded"][0] for entry in found["entries"]]
    assert years == sorted(years)
    assert set(years) <= {1939, 1940, 1941}
    assert PACT in [entry["id"] for entry in found["entries"]]


def test_facets_count_what_is_found(library: TestClient) -> None:
    found = library.get("/api/library", params={"party": "JPN"}).json()
    assert found["parties"]["JPN"] == found["total"]
    one = library.get("/api/library", params={"party": "JPN", "kind": "alliance"}).json()
    assert one["total"] == found["kinds"]["alliance"]


def test_the_pages_together_hold_everything_once(library: TestClient) -> None:
    first = library.get("/api/library").json()
    entries = [
        entry["id"]
        for number in range(1, first["pages"] + 1)
        for entry in library.get("/api/library", params={"page": number}).json()["entries"]
    ]
    assert sorted(entries) == sorted(client_ids(library))


def client_ids(client: TestClient) -> list[str]:
    return list(client.app.state.shelf.library)


def test_what_is_found_is_csv_too(library: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(library.get("/library.csv", params={"q": "japan"}).text)))
    assert PACT in [row["id"] for row in rows]


def test_a_treaty_is_linked_with_the_day(library: TestClient) -> None:
    page = library.get("/", params={"on": "1945-08-01", "q": "neutrality pact"}).text
    assert f'href="/treaty/{PACT}?on=1945-08-01"' in page


@pytest.mark.parametrize("wrong", [{"party": "Atlantis"}, {"on": "yesterday"}, {"from": "19x1"}, {"page": "0"}])
def test_a_search_that_is_wrong_is_told(library: TestClient, wrong: dict[str, str]) -> None:
    assert library.get("/", params=wrong).status_code == 400


def test_a_broken_dossier_stands_there_with_its_fault(tmp_path: Path) -> None:
    write(tmp_path, "broken", on="1941-13-01")
    client = TestClient(create_app(Settings((tmp_path,), with_bundled=False)), "http://localhost")
    client.app.state.shelf.wait()
    page = client.get("/").text
    assert "broken" in page
    assert "broken.yaml:9" in page


def test_the_catalogue_follows_what_is_written_and_removed(tmp_path: Path) -> None:
    one = write(tmp_path, "one", "First title")
    shelf = Shelf(Settings((tmp_path,), with_bundled=False))
    assert [entry.title for entry in shelf.wait().entries] == ["First title"]
    one.write_text(DOSSIER.format(id="one", title="Second title", on="1942-01-01"), encoding="utf-8")
    os.utime(one, ns=(1, 1))  # a clock may be too coarse to tell two writes apart
    write(tmp_path, "two", "Other")
    assert {entry.title for entry in shelf.wait().entries} == {"Second title", "Other"}
    one.unlink()
    assert [entry.id for entry in shelf.wait().entries] == ["two"]


def test_the_catalogue_follows_the_csv_beside_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(
        "id: many\ntitle: T\nparticipants: many.csv\nterms: {binding: {by: ratification}, "
        "entry_into_force: {when: each_on_own_consent}}\n",
        encoding="utf-8",
    )
    shelf = Shelf(Settings((tmp_path,), with_bundled=False))
    found = []
    for year in (1930, 1931):
        (tmp_path / "many.csv").write_text(f"party,action,date\nFRA,ratification,{year}-01-01\n", encoding="utf-8")
        found.append([spans[0].start for one in shelf.wait().entries for spans in one.in_force if spans])
        shelf.wait()
    assert found[1] == [start + 365 for start in found[0]] != []


def test_an_entry_follows_a_dossier_that_it_rests_on(tmp_path: Path) -> None:
    other = write(tmp_path, "other")
    leaning = DOSSIER.format(id="leaning", title="Leaning", on="1941-01-01")
    leaning = leaning.replace("terms:\n", "terms:\n  shares_life_of: other\n")
    (tmp_path / "leaning.yaml").write_text(leaning, encoding="utf-8")
    shelf = Shelf(Settings((tmp_path,), with_bundled=False))

    def begins() -> list[int]:
        return [entry.in_force[0][0].start for entry in shelf.wait().entries]

    before = begins()
    other.write_text(DOSSIER.format(id="other", title="Other", on="1945-01-01"), encoding="utf-8")
    os.utime(other, ns=(1, 1))
    after = begins()
    assert before[0] == before[1] < after[0] == after[1]
