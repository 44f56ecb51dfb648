"""A five-year pact of 1941, renewed unless denounced a year before its end: every date by hand.

Signed 13 April 1941, ratified by both 25 April 1941; the source of the dates is the arithmetic in the comments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]
Readings = Callable[..., dict[str, str]]

PACT = """
id: pact
title: Pact
kind: neutrality
parties: [SUN, JPN]
reference_zone: Europe/Moscow
terms:
  binding: {{by: ratification, article: 3}}
  entry_into_force: {{when: {entry}, article: 3}}
  term: {{length: 5 years, from: {start}, article: 3}}
  renewal: {{tacit: 5 years, times: {times}, article: 3}}
  denunciation: {{notice: 1 year, before: term_end, article: 3}}
record:
  - {{event: signature, on: 1941-04-13, place: Moscow, by: [SUN, JPN]}}
  - {{event: ratification, on: 1941-04-25, by: [SUN, JPN]}}
{notice}
disputes:
  term-start:
    question: From which day do the five years run?
    positions:
      ratification: {{value: entry_into_force, held_by: Article 3}}
      signature: {{value: signature, held_by: the encyclopedia}}
  effect:
    question: When did the notice end it?
    positions:
      term-end: {{value: at_term_end}}
      at-once: {{value: at_once}}
  took-effect:
    question: On what did it take effect?
    positions:
      ratification: {{value: ratified_by_all}}
      signature: {{value: signature}}
"""
START = "{dispute: term-start}"


def pact(
    notice: str | None = None,
    start: str = START,
    effect: str = "by_clause",
    times: str = "unlimited",
    entry: str = "ratified_by_all",
) -> str:
    event = f"  - {{event: denunciation, on: {notice}, by: SUN, to: JPN, effect: {effect}}}" if notice else ""
    return PACT.format(start=start, notice=event, times=times, entry=entry)


def test_it_is_in_force_once_both_have_ratified(live: Live) -> None:
    lived = live(pact())
    assert lived.enters == "1941-04-25"
    assert lived.status("1941-04-12") == "not concluded"
    assert lived.status("1941-04-13") == "signatory"
    assert lived.status("1941-04-24") == "signatory"
    assert lived.status("1941-04-25") == "in force"


def test_when_it_took_effect_is_asked_only_between_signature_and_ratification(readings: Readings) -> None:
    text = pact(entry="{dispute: took-effect}", start="signature")
    assert readings(text, lambda lived: lived.status("1941-04-20")) == {
        "took-effect=ratification": "signatory",
        "took-effect=signature": "in force",
    }
    for sure in ("1941-04-12", "1941-04-25", "1943-01-01"):
        assert len(set(readings(text, lambda lived, sure=sure: lived.status(sure)).values())) == 1


def test_without_notice_it_renews_itself_and_has_no_end(readings: Readings) -> None:
    # 1941 + 5 = 1946, and again 1951, 1956 ...
    assert set(readings(pact(), lambda lived: lived.ends).values()) == {".."}
    assert set(readings(pact(), lambda lived: lived.status("1960-01-01")).values()) == {"in force"}


def test_the_term_ends_five_years_after_signature_or_after_ratification(readings: Readings) -> None:
    # 13 April 1941 + 5 years = 13 April 1946; 25 April 1941 + 5 years = 25 April 1946
    assert readings(pact("1945-04-05"), lambda lived: lived.ends) == {
        "term-start=ratification": "1946-04-25",
        "term-start=signature": "1946-04-13",
    }


def test_the_notice_of_5_april_1945_leaves_it_in_force_to_the_end_of_its_term(readings: Readings) -> None:
    # 5 April 1945 is before the last days for notice, 13 and 25 April 1945
    found = readings(pact("1945-04-05"), lambda lived: lived.status("1945-08-01"))
    assert found == {"term-start=ratification": "in force", "term-start=signature": "in force"}


def test_the_notice_of_5_april_1945_ended_it_at_once_in_the_other_reading(live: Live, readings: Readings) -> None:
    text = pact("1945-04-05T15:00", effect="{dispute: effect}")
    at_once = {"pact/effect": "at-once"}
    assert set(readings(text, lambda lived: lived.ends, at_once).values()) == {"1945-04-05"}
    lived = live(text, at_once)
    assert lived.how == "ended at once by notice"
    assert [lived.status(on) for on in ("1945-04-04", "1945-04-06", "1945-08-01")] == ["in force", "ended", "ended"]


def test_in_august_1945_it_hinges_on_the_effect_of_the_notice(readings: Readings) -> None:
    found = readings(pact("1945-04-05", effect="{dispute: effect}"), lambda lived: lived.status("1945-08-01"))
    assert {reading: status for reading, status in found.items() if "effect=at-once" in reading} == {
        reading: "ended" for reading in found if "effect=at-once" in reading
    }
    assert all(status == "in force" for reading, status in found.items() if "effect=term-end" in reading)
    assert {part for reading in found for part in reading.split()} >= {"effect=term-end", "effect=at-once"}


@pytest.mark.parametrize(
    ("start", "last_day", "end", "renewed"),
    [
        # 13 April 1946 - 1 year = 13 April 1945; 13 April 1946 + 5 years = 13 April 1951
        ("signature", "1945-04-13", "1946-04-13", "1951-04-13"),
        # 25 April 1946 - 1 year = 25 April 1945; 25 April 1946 + 5 years = 25 April 1951
        ("entry_into_force", "1945-04-25", "1946-04-25", "1951-04-25"),
    ],
)
def test_the_last_day_for_notice(readings: Readings, start: str, last_day: str, end: str, renewed: str) -> None:
    before, after = last_day[:-2] + str(int(last_day[-2:]) - 1), last_day[:-2] + str(int(last_day[-2:]) + 1)
    assert readings(pact(before, start), lambda lived: lived.ends) == {"": end}
    assert readings(pact(last_day, start), lambda lived: lived.ends) == {
        "law/notice-on-last-day=in-time": end,
        "law/notice-on-last-day=late": renewed,
    }
    assert readings(pact(after, start), lambda lived: lived.ends) == {"": renewed}


def test_a_notice_on_14_april_is_a_day_late_from_signature_and_in_time_from_ratification(
    readings: Readings,
) -> None:
    # From signature: last day 13 April 1945, so the next term: 13 April 1946 + 5 years = 13 April 1951.
    # From ratification: last day 25 April 1945, so the current term: 25 April 1946.
    assert readings(pact("1945-04-14"), lambda lived: lived.ends) == {
        "term-start=ratification": "1946-04-25",
        "term-start=signature": "1951-04-13",
    }


def test_a_notice_on_26_april_is_late_in_both_readings(readings: Readings) -> None:
    # 26 April 1945 is after 13 and after 25 April 1945: 1946 + 5 years = 1951
    assert readings(pact("1945-04-26"), lambda lived: lived.ends) == {
        "term-start=ratification": "1951-04-25",
        "term-start=signature": "1951-04-13",
    }


def test_a_notice_on_25_april_is_late_from_signature_and_a_dispute_from_ratification(readings: Readings) -> None:
    assert readings(pact("1945-04-25"), lambda lived: lived.ends) == {
        "term-start=ratification law/notice-on-last-day=in-time": "1946-04-25",
        "term-start=ratification law/notice-on-last-day=late": "1951-04-25",
        "term-start=signature": "1951-04-13",
    }


def test_how_often_it_renews_itself_is_asked_only_where_it_matters(readings: Readings) -> None:
    text = pact("1945-04-05", "signature", times="{dispute: times}") + (
        "  times:\n    question: How often?\n    positions:\n"
        "      once: {value: once}\n      always: {value: unlimited}\n"
    )
    # a notice in time for the first term leaves no renewal to ask about
    assert readings(text, lambda lived: lived.ends) == {"": "1946-04-13"}
    # without a notice: once renewed it ends 13 April 1951, else never
    without = text.replace("  - {event: denunciation", "  - {event: protest")
    assert readings(without, lambda lived: lived.ends) == {"times=once": "1951-04-13", "times=always": ".."}
    # on 1 January 1947 it is in force either way
    assert set(readings(without, lambda lived: lived.status("1947-01-01")).values()) == {"in force"}


def test_late_in_the_evening_in_moscow_it_is_already_the_next_day_in_tokyo(readings: Readings) -> None:
    # 13 April 1945, 22:00 in Moscow (UTC+3) is 19:00 UTC and 04:00 on 14 April in Tokyo (UTC+9). By Moscow's date
    # the notice falls on the last day; by Tokyo's it is a day late.
    assert readings(pact("1945-04-13T22:00", "signature"), lambda lived: lived.ends) == {
        "law/whose-date=place law/notice-on-last-day=in-time": "1946-04-13",
        "law/whose-date=place law/notice-on-last-day=late": "1951-04-13",
        "law/whose-date=addressee": "1951-04-13",
    }
    # at 15:00 in Moscow it is 21:00 of the same day in Tokyo: nothing to ask
    assert readings(pact("1945-04-05T15:00", "signature"), lambda lived: lived.ends) == {"": "1946-04-13"}


def test_the_reasons_name_article_events_and_reading(live: Live) -> None:
    why = live(pact("1945-04-14"), {"pact/term-start": "signature"}).why
    assert "at the latest on 13 April 1945 for 13 April 1946 [Article 3]" in why
    assert "signature by SUN, JPN on 13 April 1941" in why
    assert "reading term-start = signature [held by the encyclopedia]" in why
    assert "renews itself by 5 years [Article 3]" in why
