"""The Treaty page: what it shows follows from the day, the readings and the changes of its address."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from tests.web.asked import TestClient

from foedus.web.app import create_app
from foedus.web.settings import Settings

PACT = "/treaty/soviet-japanese-neutrality-pact"


def drawn_to(page: str) -> set[str]:
    """The days on which a bar of the picture that is in force ends."""
    return set(re.findall(r"in force from \d+ \w+ \d+ to (\d+ \w+ \d+)", page))


def test_the_status_on_the_day_stands_with_its_verdict(client: TestClient) -> None:
    page = client.get(PACT, params={"on": "1945-08-01"}).text
    assert "it depends" in page
    assert "in force or ended" in page
    page = client.get(PACT, params={"on": "1943-01-01"}).text
    assert "in every reading" in page
    assert "in force on 1 January 1943" in page


def test_without_a_day_the_page_is_about_today(client: TestClient) -> None:
    assert "on 24 November 2026" in client.get(PACT).text


def test_a_position_taken_changes_every_date_and_verdict(client: TestClient) -> None:
    both = client.get(PACT, params={"on": "1945-08-01"}).text
    assert {"25 April 1946", "13 April 1946", "5 April 1945"} <= drawn_to(both)
    at_once = client.get(PACT, params={"on": "1945-08-01", "reading": "notice-effect=at-once"}).text
    assert drawn_to(at_once) == {"5 April 1945"}
    assert "in no reading" in at_once


def test_an_act_that_is_moved_moves_the_end(client: TestClient) -> None:
    readings = ["notice-effect=term-end", "pact-after-attack=in-force-and-breached", "term-start=signature"]
    page = client.get(PACT, params={"reading": readings, "move": "denunciation=1945-04-14"}).text
    assert drawn_to(page) == {"13 April 1951"}
    assert "denunciation on 14 April 1945" in page


def test_an_act_that_is_left_out_is_not_drawn(client: TestClient) -> None:
    assert 'data-name="denunciation"' in client.get(PACT).text
    page = client.get(PACT, params={"drop": "denunciation"}).text
    assert 'data-name="denunciation"' not in page
    assert "without denunciation" in page


def test_the_form_for_a_change_leads_to_the_page_with_it(client: TestClient) -> None:
    asked = {"event": "denunciation", "date": "1945-04-14", "how": "move", "on": "1946-05-01"}
    answer = client.get(f"{PACT}/change", params=asked, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{PACT}?on=1946-05-01&move=denunciation%3D1945-04-14"


def test_moving_an_act_again_takes_the_place_of_the_first_move(client: TestClient) -> None:
    asked = {"event": "denunciation", "date": "1945-04-20", "how": "move", "move": "denunciation=1945-04-14"}
    answer = client.get(f"{PACT}/change", params=asked, follow_redirects=False)
    assert answer.headers["location"] == f"{PACT}?move=denunciation%3D1945-04-20"


def test_an_act_can_be_added_by_the_form(client: TestClient) -> None:
    asked = {"how": "add", "kind": "denunciation", "by": "JPN", "date": "1943-01-01", "drop": "denunciation"}
    page = client.get(f"{PACT}/change", params=asked).text
    assert "denunciation, Japan" in page


def test_a_change_that_cannot_be_made_is_told(client: TestClient) -> None:
    asked = {"event": "no-such-act", "date": "1945-04-20", "how": "move"}
    answer = client.get(f"{PACT}/change", params=asked)
    assert answer.status_code == 400
    assert "has no event" in answer.text


def test_every_link_of_a_switch_carries_the_day_and_the_other_positions(client: TestClient) -> None:
    page = client.get(PACT, params={"on": "1945-08-01", "reading": "term-start=signature"}).text
    links = [
        link.replace("&amp;", "&") for link in re.findall(r'href="(/treaty/[^"]*notice-effect%3Dat-once[^"]*)"', page)
    ]
    assert f"{PACT}?on=1945-08-01&reading=term-start%3Dsignature&reading=notice-effect%3Dat-once" in links


def test_the_permanent_link_is_the_address_itself(client: TestClient) -> None:
    address = f"{PACT}?on=1945-08-01&reading=term-start%3Dsignature&move=denunciation%3D1945-04-14"
    page = client.get(address).text
    assert f'<a href="{address.replace("&", "&amp;")}" data-copy>' in page


def test_the_picture_is_a_file_too(client: TestClient) -> None:
    answer = client.get(f"{PACT}/life.svg", params={"reading": "notice-effect=at-once"})
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(answer.text)
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    assert "5 April 1945" in answer.text


def test_all_of_the_page_is_one_json_object(client: TestClient) -> None:
    data = client.get(f"{PACT}/page.json", params={"on": "1945-08-01"}).json()
    assert data["status"] == client.get(f"/api/treaties{PACT[7:]}/status", params={"on": "1945-08-01"}).json()
    assert {"life", "acts", "deadlines", "clauses", "open_points", "participants"} <= data.keys()
    assert data["link"].endswith(f"{PACT}?on=1945-08-01")


@pytest.mark.parametrize("what", ["acts", "deadlines", "participants", "clauses"])
def test_each_table_is_csv_too(client: TestClient, what: str) -> None:
    answer = client.get(f"{PACT}/{what}.csv", params={"on": "1945-08-01"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert "readings" in rows[0]


def test_the_dates_are_a_calendar_too(client: TestClient) -> None:
    answer = client.get(f"{PACT}/deadlines.ics", params={"reading": "notice-effect=at-once"})
    dates = {str(event["DTSTART"].dt) for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert "1945-04-05" in dates


def test_a_convention_lists_its_participants_sorted_and_filtered(client: TestClient) -> None:
    page = client.get("/treaty/rome-statute", params={"on": "2020-01-01", "who": "gam"}).text
    assert "1 of 124" in page
    by_since = client.get("/treaty/rome-statute/participants.csv", params={"on": "2020-01-01", "sort": "since"}).text
    since = [row["since"] for row in csv.DictReader(io.StringIO(by_since)) if row["since"]]
    assert since == sorted(since)


def test_a_chronicle_has_a_page_of_its_acts(client: TestClient) -> None:
    chronicles = [key for key in client.app.state.shelf.library if client.app.state.shelf.library[key].is_chronicle]
    assert "chronicle of acts" in client.get(f"/treaty/{chronicles[0]}").text


def test_an_unknown_treaty_is_not_found_and_a_near_one_named(client: TestClient) -> None:
    answer = client.get("/treaty/soviet-japanese-neutrality")
    assert answer.status_code == 404
    assert "did you mean soviet-japanese-neutrality-pact" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "1945-02-31"},
        {"reading": "nothing=at-all"},
        {"reading": "term-start=never"},
        {"move": "denunciation"},
        {"drop": "nothing"},
        {"add": "{event: dance}"},
        {"suppose": "nothing"},
        {"from": "1950", "to": "1940"},
    ],
)
def test_a_question_that_is_wrong_is_told_and_never_fails(client: TestClient, wrong: dict[str, str]) -> None:
    answer = client.get(PACT, params=wrong)
    assert answer.status_code == 400
    assert 'class="message"' in answer.text


EVIL = """\
id: evil
title: "<script>alert(1)</script> & 'friends'"
summary: "</p><img src=x onerror=alert(2)>"
also_called: ["\\" onmouseover=alert(3) x=\\""]
parties: [SUN, JPN]
terms:
  entry_into_force: {when: {dispute: when}, article: "<b>3</b>"}
record:
  - {event: signature, on: 1941-04-13, by: [SUN, JPN], source: text, what: "]]><script>alert(4)</script>"}
disputes:
  when:
    question: "<svg/onload=alert(5)>?"
    positions:
      a: {value: signature, held_by: "<i>them</i>"}
      b: {value: signed_by_all, held_by: "{{ 7 * 7 }}"}
sources:
  text: {title: "<script>alert(6)</script>"}
statements:
  - {says: "<a href='javascript:alert(7)'>x</a>"}
"""


@pytest.mark.parametrize(
    "path", ["/treaty/evil", "/", "/deadlines", "/?q=%3Cscript%3E", "/treaty/evil?who=%22%3E%3Cb%3E"]
)
def test_what_a_dossier_says_is_never_markup(tmp_path: Path, path: str) -> None:
    (tmp_path / "evil.yaml").write_text(EVIL, encoding="utf-8")
    client = TestClient(create_app(Settings((tmp_path,), with_bundled=False)), "http://localhost")
    page = client.get(path).text
    assert "foedus" in page
    scripts = re.findall(r"<script[^>]*>", page)
    assert all('src="/static/' in script for script in scripts)
    for markup in ("<img", "<b>", "<i>", "onload=alert(5)>", "<svg/", "<a href='javascript"):
        assert markup not in page


def test_what_a_dossier_says_is_never_markup_in_a_picture(tmp_path: Path) -> None:
    (tmp_path / "evil.yaml").write_text(EVIL, encoding="utf-8")
    client = TestClient(create_app(Settings((tmp_path,), with_bundled=False)), "http://localhost")
    root = ET.fromstring(client.get("/treaty/evil/life.svg").text)
    assert not [
        part for part in root.iter() if part.tag.endswith("script") or any(key.startswith("on") for key in part.attrib)
    ]
    assert "<script>alert(1)</script>" in "".join(root.itertext())
