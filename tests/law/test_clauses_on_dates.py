"""Clauses that move a day: ends of months, quarters, fiscal years; when notice opens; weights; the highest term."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.law.test_rules import NOTICE, ONE_YEAR_BEFORE, SIGNED, TEN_YEARS, open_treaty, treaty

Live = Callable[..., Any]
GIVEN = "event: denunciation, on: 1970-04-05, by: GBR"


@pytest.mark.parametrize(
    ("rounding", "ends"),
    # notice of one year from 5 April 1970: 5 April 1971
    [("end_of_month", "1971-04-30"), ("end_of_quarter", "1971-06-30"), ("end_of_year", "1971-12-31")],
)
def test_an_exit_is_put_off_to_the_end_of_a_period(live: Live, rounding: str, ends: str) -> None:
    assert live(treaty(GIVEN, terms=f"{SIGNED}denunciation: {{notice: 1 year, round: {rounding}}}")).ends == ends


@pytest.mark.parametrize(("end_of", "ends"), [("fiscal_year", "1970-06-30"), ("next_fiscal_year", "1971-06-30")])
def test_a_fiscal_year_ends_on_the_day_that_the_clause_says(live: Live, end_of: str, ends: str) -> None:
    terms = f"{SIGNED}denunciation: {{end_of: {end_of}, fiscal_year_ends: 06-30}}"
    assert live(treaty(GIVEN, terms=terms)).ends == ends


def test_a_bar_on_effect_comes_before_the_rounding(live: Live) -> None:
    # not before 5 years: 1 March 1955; to the end of that year
    terms = (
        f"{SIGNED}denunciation: {{round: none, end_of: calendar_year, not_before: {{length: 5 years, bars: effect}}}}"
    )
    assert live(treaty("event: denunciation, on: 1951-04-05, by: GBR", terms=terms)).ends == "1955-12-31"


def test_a_notice_before_it_can_be_given_is_void(live: Live) -> None:
    # the term ends on 1 March 1960: notice from 1 March 1958 to 1 March 1959
    terms = ONE_YEAR_BEFORE.replace("before: term_end", "before: term_end, opens: 2 years")
    early = treaty("event: denunciation, on: 1958-02-28, by: GBR", terms=terms)
    good = treaty("event: denunciation, on: 1958-03-01, by: GBR", terms=terms)
    assert (live(early).ends, live(good).ends) == ("..", "1960-03-01")


def test_a_notice_too_late_for_one_term_and_too_early_for_the_next_is_void(live: Live) -> None:
    # the next term ends on 1 March 1965: notice from 1 March 1963
    terms = ONE_YEAR_BEFORE.replace("before: term_end", "before: term_end, opens: 2 years")
    between = treaty("event: denunciation, on: 1961-01-01, by: GBR", terms=terms)
    late = treaty("event: denunciation, on: 1959-05-01, by: GBR", terms=terms)
    assert (live(late).ends, live(between).ends) == ("..", "..")


def test_a_notice_names_the_exit_under_which_it_is_given(live: Live) -> None:
    terms = f"{NOTICE}\n  other_exits: {{amended: {{notice: 3 months}}}}"
    assert live(treaty(GIVEN + ", under: amended", terms=terms)).ends == "1970-07-05"
    assert live(treaty(GIVEN, terms=terms)).ends == "1971-04-05"


def test_a_late_notice_for_the_last_term_ends_it_no_sooner_than_one_in_time(live: Live) -> None:
    terms = TEN_YEARS.replace("tacit: 5 years", "then: indefinite") + (
        "denunciation: {notice: 1 year, before: term_end, later: {notice: 1 month}}"
    )
    # due on 1 March 1959; given on 1 May 1959 it runs its own year
    assert live(treaty("event: denunciation, on: 1959-05-01, by: GBR", terms=terms)).ends == "1960-05-01"


def test_no_extension_goes_past_the_highest_term(live: Live) -> None:
    terms = f"{SIGNED}term: {{length: 10 years}}\n  renewal: {{by_agreement: true, at_most: 5 years}}"
    extension = "event: extension, on: 1959-01-01, by: [GBR, PRT], until: 1970-01-01"
    assert live(treaty(extension, terms=terms)).ends == "1965-03-01"


def test_shares_are_sums_of_decimals(live: Live) -> None:
    share = "event: ratification, on: {on}, by: {by}, shares: {{tonnage: {share}}}"
    record = [
        share.format(on="1950-01-01", by="FRA", share="0.1"),
        share.format(on="1950-02-01", by="BEL", share="0.2"),
        share.format(on="1950-03-01", by="NLD", share="0.1"),
    ]
    reached = open_treaty(*record, when="{shares: {tonnage: 0.3}}")
    passed = open_treaty(*record, when="{shares: {tonnage: 0.3}, more_than: true}")
    assert (live(reached).enters, live(passed).enters) == ("1950-02-01", "1950-03-01")


@pytest.mark.parametrize(("applies_from", "starts"), [("threshold", "1950-08-15"), ("entry", "1950-08-01")])
def test_who_consents_between_threshold_and_entry(live: Live, applies_from: str, starts: str) -> None:
    # complete on 1 February, in force on 1 August; the third consents on 15 July, a month later is 15 August
    lived = live(
        open_treaty(
            "event: ratification, on: 1950-01-01, by: FRA",
            "event: ratification, on: 1950-02-01, by: BEL",
            "event: accession, on: 1950-07-15, by: NLD",
            when="{deposits: 2}, after: 6 months",
            more=f"  joining: {{after: 1 month, applies_from: {applies_from}}}\n",
        )
    )
    assert lived.bound("NLD")[0][0] == starts


def test_an_exchange_of_notes_on_two_days_is_complete_with_the_second(live: Live) -> None:
    terms = "entry_into_force: {when: exchange}"
    lived = live(
        treaty("event: exchange, on: 1950-04-01, by: GBR", "event: exchange, on: 1950-05-01, by: PRT", terms=terms)
    )
    assert lived.enters == "1950-05-01"


def test_provisional_application_ends_after_the_notice_that_its_clause_asks_for(live: Live) -> None:
    terms = "binding: {by: ratification}\n  provisional: {notice: 60 days}"
    lived = live(treaty("event: provisional_end, on: 1950-05-02, by: GBR", terms=terms))
    # 60 days after 2 May: 29 + 30 + 1 = 1 July
    assert lived.statuses("GBR")[-1] == ("1950-07-01", "signatory")
    until = live(treaty(terms="binding: {by: ratification}\n  provisional: {until: 1950-12-31}"))
    assert until.statuses("GBR")[-1] == ("1950-12-31", "signatory")
