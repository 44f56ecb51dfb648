"""iCalendar: read back by another program, stable from one export to the next."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from types import ModuleType
from typing import Any

import pytest
from icalendar import Calendar, Event

import foedus
from foedus.answers.groundwork.finding import Finding
from foedus.dossier.library import Library
from foedus.outlets.calendar import calendar, identified

STAMP = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
BIT = """\
id: bit
title: "Treaty on Investment; Größe, Höhe \\\\ und so weiter, ein sehr langer Name, der gefaltet werden muss"
parties: [DEU, PRT]
terms:
  entry_into_force: {when: signature}
  term: {length: 10 years, article: "14(1)"}
  renewal: {tacit: 10 years, article: "14(2)"}
  denunciation: {notice: 12 months, before: term_end, article: "14(3)"}
  survival: {length: 15 years, covers: investments made before the end}
record:
  - {event: signature, on: SIGNED, by: [DEU, PRT]}
"""


def due(signed: str = "2005-03-01", transit: str | None = None, start: str = "2020-06-01", **more: Any) -> Finding:
    loaded = foedus.load_text(BIT.replace("SIGNED", signed))
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return foedus.deadlines(Library({}, {"bit": loaded.dossier}), start=start, transit=transit, **more)


def events(finding: Finding, stamp: datetime = STAMP) -> list[Event]:
    return list(Calendar.from_ical(calendar(finding, stamp)).walk("VEVENT"))


def by_uid(finding: Finding, stamp: datetime = STAMP) -> dict[str, date]:
    return {str(event["UID"]): event.decoded("DTSTART") for event in events(finding, stamp)}


def test_every_date_is_read_back_but_the_one_that_moves_with_the_asking() -> None:
    finding = due()
    told = sorted(a.value["on"] for a in finding.answers if a.value["what"] != "next exit")
    assert sorted(event.decoded("DTSTART").isoformat() for event in events(finding)) == told
    assert "2024-03-01" in told
    assert not any("Next exit" in event["SUMMARY"] for event in events(finding))


def test_the_object_is_a_calendar_without_a_method() -> None:
    whole = Calendar.from_ical(calendar(due(), STAMP))
    assert (whole["VERSION"], whole["PRODID"]) == ("2.0", "-//foedus//deadlines//EN")
    assert "METHOD" not in whole
    assert not [error for component in whole.walk() for error in component.errors]


def test_every_event_is_a_whole_day_with_what_rfc_5545_asks_for() -> None:
    for event in events(due()):
        assert type(event.decoded("DTSTART")) is date
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == STAMP
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["SUMMARY"]
        assert event["UID"]


def test_lines_are_folded_at_75_octets_and_ended_with_crlf() -> None:
    text = calendar(due(), STAMP)
    lines = text.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is cut in two


def test_commas_semicolons_backslashes_and_umlauts_come_back_as_they_were() -> None:
    text = calendar(due(), STAMP).replace(b"\r\n ", b"").decode()
    assert "Treaty on Investment\\; Größe\\, Höhe \\\\ und" in text
    assert any("Treaty on Investment; Größe, Höhe \\ und so weiter" in event["SUMMARY"] for event in events(due()))


def test_uids_are_unique_and_the_same_in_a_later_export() -> None:
    first, later = due(), due(start="2021-01-01")
    uids = [str(event["UID"]) for event in events(first)]
    assert len(uids) == len(set(uids)) == 3  # the last day in two readings, the renewal
    assert by_uid(first) == by_uid(later, STAMP + timedelta(days=200))


def test_a_corrected_date_moves_the_event_and_makes_no_second_one() -> None:
    # signed a month later than was thought: every date a month later, under the names that they had
    before, after = by_uid(due("2005-03-01")), by_uid(due("2005-04-01"))
    assert before.keys() == after.keys()
    assert all(before[uid] < after[uid] for uid in before)


def test_the_date_of_one_reading_keeps_its_name_when_that_of_the_other_is_past() -> None:
    # asked on 1 March 2024, the eve of the anniversary is past
    both, left = by_uid(due(), STAMP), by_uid(due(start="2024-03-01"), STAMP)
    kept = {uid: on for uid, on in left.items() if on == date(2024, 3, 1)}
    assert len(kept) == 1
    assert kept.items() <= both.items()


def test_the_next_term_is_another_event() -> None:
    assert not by_uid(due(start="2020-06-01")).keys() & by_uid(due(start="2026-06-01")).keys()


def test_two_days_that_differ_by_reading_are_two_events_and_say_so() -> None:
    # 1 March 2024 if the anniversary is in time, else the day before
    last = [event for event in events(due()) if str(event["UID"]).startswith("bit/all/last-day-for-notice/term-1")]
    assert [event.decoded("DTSTART") for event in last] == [date(2024, 2, 29), date(2024, 3, 1)]
    assert all("[in some readings]" in event["SUMMARY"] for event in last)
    assert "law/notice-on-last-day = late" in last[0]["DESCRIPTION"]
    assert "law/notice-on-last-day = in-time" in last[1]["DESCRIPTION"]


def test_a_last_day_rings_thirty_and_seven_days_before_and_nothing_else_does() -> None:
    for event in events(due()):
        rings = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        if "last-day-for-notice" in event["UID"]:
            assert rings == [timedelta(days=-30), timedelta(days=-7)]
            assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in event.walk("VALARM"))
        else:
            assert rings == []


def test_with_a_time_of_transit_it_rings_before_the_day_of_sending() -> None:
    last = [event for event in events(due(transit="5 days")) if "last-day-for-notice" in event["UID"]]
    assert last
    for event in last:
        assert [alarm.decoded("TRIGGER").days for alarm in event.walk("VALARM")] == [-35, -12]
    # 29 February and 1 March 2024 less 5 days
    assert "to be sent by 2024-02-24" in last[0]["DESCRIPTION"]
    assert "to be sent by 2024-02-25" in last[1]["DESCRIPTION"]


def test_the_description_tells_why_with_the_article() -> None:
    (renewal,) = [event for event in events(due()) if "/renewal/" in event["UID"]]
    assert "to 2035-03-01 if nobody gives notice" in renewal["DESCRIPTION"]
    assert "[Article 14(2)]" in renewal["DESCRIPTION"]
    assert renewal["CATEGORIES"].to_ical() == b"renewal"


def test_of_two_exports_the_later_has_the_higher_sequence() -> None:
    one, other = (events(due(), stamp)[0] for stamp in (STAMP, STAMP + timedelta(days=1)))
    assert 0 <= int(one["SEQUENCE"]) < int(other["SEQUENCE"])
    assert one.decoded("DTSTAMP") < other.decoded("DTSTAMP")


def test_the_same_dates_and_stamp_give_the_same_bytes() -> None:
    assert calendar(due(), STAMP) == calendar(due(), STAMP)


def test_a_stamp_is_told_in_utc_and_must_have_a_zone() -> None:
    elsewhere = STAMP.astimezone(timezone(timedelta(hours=9)))
    assert calendar(due(), elsewhere) == calendar(due(), STAMP)
    with pytest.raises(ValueError, match="has no zone"):
        calendar(due(), STAMP.replace(tzinfo=None))


def test_one_party_among_many_is_named() -> None:
    finding = foedus.deadlines(foedus.library(), ["paris-agreement"], "USA", "2017-06-01", "2021-01-01")
    told = {str(event["UID"]): str(event["SUMMARY"]) for event in events(finding)}
    assert told["paris-agreement/USA/earliest-notice/stint-0@foedus"].endswith("(United States)")


def test_the_whole_library_gives_unique_names() -> None:
    uids = [uid for uid, _ in identified(foedus.deadlines(foedus.library(), start="1935-01-01"))]
    assert len(uids) == len(set(uids))
    assert len(uids) > 50


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> ModuleType:
        if name == "icalendar":
            raise ModuleNotFoundError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(foedus.QuestionError, match=r"pip install 'foedus\[calendar\]'"):
        calendar(due(), STAMP)


def test_an_alarm_says_what_falls_due_when_and_by_when_it_has_to_be_sent() -> None:
    def says(transit: str | None) -> list[str]:
        last = next(event for event in events(due(transit=transit)) if "last-day-for-notice" in event["UID"])
        return [str(alarm["DESCRIPTION"]) for alarm in last.walk("VALARM")]

    assert [text.partition(", on ")[2] for text in says(None)] == ["2024-02-29, in 30 days", "2024-02-29, in 7 days"]
    assert [text.partition(", on ")[2] for text in says("5 days")] == [
        "2024-02-29; send by 2024-02-24, in 30 days",
        "2024-02-29; send by 2024-02-24, in 7 days",
    ]
    assert all(text.startswith("Last day for notice: ") for text in says(None))
