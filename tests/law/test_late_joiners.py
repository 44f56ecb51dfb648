"""Those who consent after entry into force: bound from when (VCLT Art. 24(3))."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]

CONVENTION = """
id: convention
title: Convention
open_to_others: true
terms:
  binding: {{by: ratification}}
  entry_into_force: {{when: {{deposits: 2}}, after: 3 months}}
  {terms}
record:
  - {{event: ratification, on: 1950-01-01, by: FRA}}
  - {{event: ratification, on: 1950-02-01, by: BEL}}
{events}
"""


def convention(*events: str, terms: str = "") -> str:
    """In force on 1 May 1950: the second of two instruments on 1 February, and three months."""
    lines = "\n".join(f"  - {{{event}}}" for event in events)
    return CONVENTION.format(terms=terms, events=lines)


def test_who_consents_while_the_time_before_entry_into_force_runs_is_bound_with_the_others_or_by_its_own_delay(
    live: Live,
) -> None:
    # NLD deposits on 1 April, after the condition was met and before 1 May
    text = convention("event: ratification, on: 1950-04-01, by: NLD", terms="joining: {after: 3 months}")
    lived = live(text)
    assert lived.enters == "1950-05-01"
    assert lived.bound("FRA") == [("1950-05-01", "..")]
    assert lived.bound("NLD") == [("1950-07-01", "..")]
    silent = live(convention("event: ratification, on: 1950-04-01, by: NLD"))
    assert silent.bound("NLD") == [("1950-05-01", "..")]  # never before the treaty itself


@pytest.mark.parametrize(
    ("joining", "bound"),
    [
        ("{after: 90 days}", "1960-03-31"),  # 1 January 1960 + 90 days: 30 + 29 (leap year) + 31
        ("{after: 3 months}", "1960-04-01"),
        ("{after: 3 months, round: first_of_next_month}", "1960-05-01"),
        ("{objection_period: 6 months, after: 60 days}", "1960-08-30"),  # 1 July + 60 days
        ("{no_earlier_than: 1961-01-01}", "1961-01-01"),
        ("{article: 9}", "1960-01-01"),
    ],
)
def test_a_late_joiner_by_the_clause(live: Live, joining: str, bound: str) -> None:
    lived = live(convention("event: accession, on: 1960-01-01, by: NLD", terms=f"joining: {joining}"))
    assert lived.bound("NLD") == [(bound, "..")]


def test_a_late_joiner_under_a_silent_treaty_is_bound_from_its_consent(live: Live) -> None:
    lived = live(convention("event: accession, on: 1960-01-01, by: NLD"))
    assert lived.bound("NLD") == [("1960-01-01", "..")]
    (stint,) = lived.life.stints["NLD"]
    assert "[VCLT Art. 24(3)]" in str(stint.why)


def test_a_late_joiner_is_told_step_by_step(live: Live) -> None:
    lived = live(
        convention(
            "event: signature, on: 1949-12-01, by: NLD",
            "event: ratification, on: 1960-01-01, by: NLD",
            terms="joining: {after: 3 months}",
        )
    )
    assert lived.statuses("NLD") == [
        ("always", "not concluded"),
        ("1949-12-01", "signatory"),
        ("1960-01-01", "not yet in force"),
        ("1960-04-01", "in force"),
    ]
    assert lived.status("1949-12-15", "BEL") == "not a party"


def test_a_successor_is_bound_from_the_succession_whenever_it_notifies(live: Live) -> None:
    notice = "event: succession, on: 1993-06-01, effective: 1991-12-26, by: UKR"
    assert live(convention(notice)).bound("UKR") == [("1991-12-26", "..")]
    turned = live(convention(notice), {"law/vcst-23": "notification"})
    assert turned.bound("UKR") == [("1993-06-01", "..")]


def test_a_succession_known_to_the_month_stays_uncertain(live: Live) -> None:
    notice = "event: succession, on: 1993-06-01, effective: 1991-12, by: UKR"
    assert live(convention(notice)).bound("UKR") == [("1991-12-01/1991-12-31", "..")]


def test_who_has_no_act_under_the_treaty_is_no_party(live: Live) -> None:
    assert live(convention()).status("1960-01-01", "CHN") == "not a party"
