"""The Deadlines page, and the calendar of a party that clients subscribe to."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from tests.web.asked import TestClient

from foedus.web.app import create_app
from foedus.web.settings import Settings

OWN = """\
id: own
title: Own Treaty
kind: trade
parties: [FRA, DEU]
terms:
  binding: {by: ratification}
  entry_into_force: {when: ratified_by_all}
  term: {length: 5 years}
  renewal: {tacit: 5 years}
  denunciation: {notice: 6 months, before: term_end}
record:
  - {event: ratification, on: 2024-03-01, by: [FRA, DEU], source: text}
sources:
  text: {title: The text}
"""


def served(folder: Path, today: str) -> TestClient:
    settings = Settings((folder,), with_bundled=False, today=lambda: today)
    return TestClient(create_app(settings), "http://localhost")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_what_falls_due_stands_on_the_page(own: Path) -> None:
    page = served(own, "2026-11-24").get("/deadlines").text
    assert "last day for notice" in page
    assert "2028-09-01" in page
    assert "2029-03-01" in page


def test_a_notice_on_its_way_is_to_be_sent_earlier(own: Path) -> None:
    assert "to be sent by 2028-08-27" in served(own, "2026-11-24").get("/deadlines?transit=5+days").text


def test_one_kind_alone(own: Path) -> None:
    page = served(own, "2026-11-24").get("/deadlines?what=renewal").text
    assert "2029-03-01" in page
    assert "2028-09-01" not in page


def test_of_a_party_that_is_bound_by_nothing_there_is_nothing(own: Path) -> None:
    assert "Nothing falls due." in served(own, "2026-11-24").get("/deadlines?party=Japan").text


def test_a_feed_is_a_calendar_under_its_right_name(own: Path) -> None:
    answer = served(own, "2026-11-24").get("/feeds/FRA.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    made = Calendar.from_ical(answer.content)
    assert made["X-WR-CALNAME"] == "Treaty deadlines: France"
    assert made["REFRESH-INTERVAL"].dt.days == 1
    assert "2028-09-01" in {str(event["DTSTART"].dt) for event in made.walk("VEVENT")}


def test_a_feed_keeps_the_names_of_its_events_from_day_to_day(own: Path) -> None:
    def names(today: str) -> set[str]:
        answer = served(own, today).get("/feeds/FRA.ics")
        return {str(event["UID"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    assert names("2026-11-24") == names("2026-12-31") != set()
    assert names("2026-11-24") & names("2027-01-01")


def test_a_client_that_has_the_feed_already_is_told_so(own: Path) -> None:
    client = served(own, "2026-11-24")
    tag = client.get("/feeds/FRA.ics").headers["etag"]
    again = client.get("/feeds/FRA.ics", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert served(own, "2026-11-25").get("/feeds/FRA.ics").headers["etag"] != tag


def test_a_client_may_ask_for_the_head_alone(own: Path) -> None:
    answer = served(own, "2026-11-24").head("/feeds/FRA.ics")
    assert answer.status_code == 200
    assert answer.content == b""


def test_the_feed_of_nobody_is_not_found(own: Path) -> None:
    assert served(own, "2026-11-24").get("/feeds/Atlantis.ics").status_code == 404


def test_what_is_taken_along_is_what_the_page_shows(client):
    page = client.get("/deadlines?party=GBR&on=2026-01-01&what=renewal").text
    assert "/deadlines.csv?on=2026-01-01&amp;party=GBR&amp;what=renewal" in page
    rows = client.get("/deadlines.csv?on=2026-01-01&party=GBR&what=renewal").text.splitlines()[1:]
    assert rows
    assert all("renewal" in row for row in rows)


def test_a_treaty_that_has_ended_says_since_when_at_once(client):
    page = " ".join(client.get("/treaty/soviet-japanese-neutrality-pact?on=2026-11-24").text.split())
    assert "not in force on 24 November 2026: ended since 5 April 1945 to 25 April 1946, by reading" in page
