"""Term and renewal: from where the length runs, how often it renews itself, what comes then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]
Readings = Callable[..., dict[str, str]]


def treaty(term: str, *clauses: str, signed: str = "1950-03-01", ratified: str = "1950-06-01", record: str = "") -> str:
    """Signed 1 March 1950, in force 1 June 1950 unless said otherwise."""
    more = "".join(f"  {clause}\n" for clause in clauses)
    return (
        "id: pact\ntitle: Pact\nparties: [GBR, PRT]\nterms:\n  binding: {by: ratification}\n"
        f"  entry_into_force: {{when: ratified_by_all}}\n  term: {term}\n{more}record:\n"
        f"  - {{event: signature, on: {signed}, by: [GBR, PRT]}}\n"
        f"  - {{event: exchange, id: exchanged, on: 1950-07-01, by: [GBR, PRT]}}\n"
        f"  - {{event: ratification, on: {ratified}, by: [GBR, PRT]}}\n{record}"
    )


@pytest.mark.parametrize(
    ("term", "ends"),
    [
        ("{length: 10 years}", "1960-06-01"),  # from entry into force, 1 June 1950
        ("{length: 10 years, from: entry_into_force}", "1960-06-01"),
        ("{length: 10 years, from: signature}", "1960-03-01"),
        ("{length: 10 years, from: exchange}", "1960-07-01"),
        ("{length: 10 years, from: 1950-01-01}", "1960-01-01"),
        ("{length: 18 months}", "1951-12-01"),
        ("{length: 1 year 6 months}", "1951-12-01"),
        ("{length: 90 days}", "1950-08-30"),  # 29 days to 30 June, 31 of July, 30 more
        ("{length: 10 years, counting: day-after}", "1960-06-02"),
        ("{length: 10 years, counting: day-before}", "1960-05-31"),
        ("{until: 1955-12-31}", "1955-12-31"),
        ("{until_event: exchanged}", "1950-07-01"),
    ],
)
def test_a_fixed_term_ends(live: Live, term: str, ends: str) -> None:
    lived = live(treaty(term))
    assert (lived.ends, lived.how) == (ends, "expired")


def test_before_its_end_it_is_in_force_and_from_its_end_on_ended(live: Live) -> None:
    lived = live(treaty("{length: 10 years}"))
    assert [lived.status(on) for on in ("1960-05-31", "1960-06-01", "1970-01-01")] == ["in force", "ended", "ended"]
    assert lived.status("1960-06-01", "GBR") == "ended"
    assert lived.bound("PRT") == [("1950-06-01", "1960-06-01")]


@pytest.mark.parametrize("term", ["{indefinite: true}", "{length: 10 years, at_least: true}"])
def test_without_a_last_day_it_goes_on(live: Live, term: str) -> None:
    assert live(treaty(term)).ends == ".."


def test_without_a_clause_on_its_term_it_goes_on(live: Live) -> None:
    assert live(treaty("{indefinite: true}").replace("  term: {indefinite: true}\n", "")).ends == ".."


def test_an_event_that_has_not_come_ends_nothing(live: Live) -> None:
    # whoever loads such a dossier is told that the event is missing, unless it came and was taken out again
    text = treaty("{until_event: exchanged}")
    dossier = live(text).life.dossier
    without = dossier.model_copy(update={"record": tuple(e for e in dossier.record if e.id != "exchanged")})
    assert live(without).ends == ".."


@pytest.mark.parametrize(
    ("renewal", "ends"),
    [
        ("{tacit: 5 years, times: once}", "1965-06-01"),  # 1960 + 5
        ("{tacit: 5 years, times: 1}", "1965-06-01"),
        ("{tacit: 5 years, times: 3}", "1975-06-01"),  # 1960 + 3 x 5
        ("{tacit: 5 years}", ".."),
        ("{tacit: 5 years, times: unlimited}", ".."),
        ("{tacit: [5 years, 1 year], times: 3}", "1967-06-01"),  # 1960 + 5 + 1 + 1
        ("{tacit: [5 years, 2 years, 1 year], times: 2}", "1967-06-01"),  # 1960 + 5 + 2
        ("{tacit: 5 years, times: once, then: indefinite}", ".."),
        ("{by_agreement: true}", "1960-06-01"),
    ],
)
def test_tacit_renewal(live: Live, renewal: str, ends: str) -> None:
    assert live(treaty("{length: 10 years}", f"renewal: {renewal}")).ends == ends


def test_an_expiry_after_renewals_says_how_many(live: Live) -> None:
    lived = live(treaty("{length: 10 years, article: 4}", "renewal: {tacit: 5 years, times: 3, article: 5}"))
    assert lived.why.splitlines()[0] == "its last term ended on 1 June 1975, renewed 3 times"
    assert "renews itself by 5 years [Article 5]" in lived.why


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ("1959-11-30", "1960-06-01"),  # six months before 1 June is 1 December
        ("1960-01-15", "1965-06-01"),  # late for 1960: the end of the first renewal of five years
        ("1965-01-15", "1966-06-01"),  # late for 1965: then year by year
        ("1965-11-30", "1966-06-01"),
        ("1999-11-30", "2000-06-01"),
    ],
)
def test_a_first_renewal_longer_than_those_that_follow(live: Live, given: str, ends: str) -> None:
    text = treaty(
        "{length: 10 years}",
        "renewal: {tacit: [5 years, 1 year]}",
        "denunciation: {notice: 6 months, before: term_end}",
        record=f"  - {{event: denunciation, on: {given}, by: GBR}}\n",
    )
    assert live(text).ends == ends


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        # from 31 January 1950 month by month: 28 February, 31 March (not 28 March), 30 April, 31 May ...
        ("1950-02-15", "1950-02-28"),
        ("1950-03-15", "1950-03-31"),
        ("1950-04-15", "1950-04-30"),
        ("1950-05-15", "1950-05-31"),
        ("1952-02-15", "1952-02-29"),
    ],
)
def test_month_ends_are_counted_once_from_the_anchor(live: Live, given: str, ends: str) -> None:
    text = treaty(
        "{length: 1 month}",
        "renewal: {tacit: 1 month}",
        "denunciation: {notice: 1 day, before: term_end}",
        ratified="1950-01-31",
        record=f"  - {{event: denunciation, on: {given}, by: GBR}}\n",
    )
    assert live(text).ends == ends


@pytest.mark.parametrize(
    ("given", "rule", "ends"),
    [
        ("1956-12-01", "clamp", "1957-02-28"),
        ("1955-12-01", "clamp", "1956-02-29"),  # leap year again: the 29th, though it was the 28th in between
        ("1956-12-01", "overflow", "1957-03-01"),
        ("1955-12-01", "overflow", "1956-02-29"),
    ],
)
def test_a_term_from_29_february(live: Live, given: str, rule: str, ends: str) -> None:
    text = treaty(
        f"{{length: 1 year, month_end: {rule}}}",
        "renewal: {tacit: 1 year}",
        "denunciation: {notice: 1 day, before: term_end}",
        ratified="1952-02-29",
        record=f"  - {{event: denunciation, on: {given}, by: GBR}}\n",
    )
    assert live(text).ends == ends


def test_a_disputed_length_is_a_reading(readings: Readings) -> None:
    text = treaty("{length: {dispute: length}}") + (
        "disputes:\n  length:\n    question: How long?\n    positions:\n"
        "      five: {value: 5 years}\n      ten: {value: 10 years}\n"
    )
    assert readings(text, lambda lived: lived.ends) == {"length=five": "1955-06-01", "length=ten": "1960-06-01"}


def test_an_uncertain_entry_into_force_moves_the_end_with_it(live: Live) -> None:
    assert live(treaty("{length: 10 years}", ratified="1950-06")).ends == "1960-06-01/1960-06-30"


def test_a_treaty_that_never_entered_into_force_has_no_term(live: Live) -> None:
    text = treaty("{length: 10 years}", ratified="1950-06-01")
    never = text.replace("event: ratification,", "event: protest,").replace("event: exchange,", "event: protest,")
    lived = live(never)
    assert lived.life.chain is None
    assert lived.ends == ".."
    assert lived.status("1965-01-01") == "signatory"


def test_extension_by_agreement_before_the_end(live: Live) -> None:
    by_length = "  - {event: extension, on: 1960-02-01, by: [GBR, PRT], length: 5 years}\n"
    assert live(treaty("{length: 10 years}", record=by_length)).ends == "1965-06-01"
    to_a_day = "  - {event: extension, on: 1960-02-01, by: [GBR, PRT], until: 1962-02-05}\n"
    assert live(treaty("{length: 10 years}", record=to_a_day)).ends == "1962-02-05"
    without_end = "  - {event: extension, on: 1960-02-01, by: [GBR, PRT]}\n"
    assert live(treaty("{length: 10 years}", record=without_end)).ends == ".."


def test_a_second_extension_counts_from_the_end_as_extended(live: Live) -> None:
    # 1960-06-01 + 2 years = 1962-06-01, + 6 months = 1962-12-01
    record = (
        "  - {event: extension, on: 1960-02-01, by: [GBR, PRT], length: 2 years}\n"
        "  - {event: extension, on: 1961-02-01, by: [GBR, PRT], length: 6 months}\n"
    )
    assert live(treaty("{length: 10 years}", record=record)).ends == "1962-12-01"


def test_an_extension_after_the_end_revives_the_treaty_and_leaves_a_gap(live: Live) -> None:
    # ended on 1 June 1960; revived on 1 July 1960 for five years
    record = "  - {event: extension, on: 1960-07-01, by: [GBR, PRT], length: 5 years}\n"
    lived = live(treaty("{length: 10 years}", record=record))
    assert lived.ends == "1965-07-01"
    assert [lived.status(on) for on in ("1960-05-31", "1960-06-15", "1960-07-01")] == ["in force", "ended", "in force"]


def test_an_extension_after_the_end_comes_too_late_if_the_rule_is_turned(live: Live) -> None:
    record = "  - {event: extension, on: 1960-07-01, by: [GBR, PRT], length: 5 years}\n"
    assert live(treaty("{length: 10 years}", record=record), {"law/revival": "nothing"}).ends == "1960-06-01"
