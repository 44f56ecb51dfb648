"""Leaving by notice: in time, on the last day, late, premature, in windows, with cut-offs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]
Readings = Callable[..., dict[str, str]]


def treaty(
    exit_: str, *notices: str, term: str = "term: {length: 10 years}", more: str = "", signed: str = "1950-03-01"
) -> str:
    """In force 1 June 1950; each notice is `day` or `day, further keys`."""
    record = "".join(f"  - {{event: denunciation, by: GBR, on: {notice}}}\n" for notice in notices)
    return (
        f"id: pact\ntitle: Pact\nparties: [GBR, PRT]\nreference_zone: UTC\nterms:\n  binding: {{by: ratification}}\n"
        f"  entry_into_force: {{when: ratified_by_all}}\n  {term}\n  {exit_}\n{more}record:\n"
        f"  - {{event: signature, on: {signed}, by: [GBR, PRT]}}\n"
        f"  - {{event: ratification, on: 1950-06-01, by: [GBR, PRT]}}\n{record}"
    )


BEFORE_THE_END = "denunciation: {notice: 1 year, before: term_end, article: 7}"
RENEWED = "term: {length: 10 years}\n  renewal: {tacit: 5 years}"
OPEN = "term: {indefinite: true}"


# -- before the end of a term


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ("1951-01-01", "1960-06-01"),  # long before: it waits for the end of the term
        ("1959-05-31", "1960-06-01"),  # 1 June 1960 - 1 year = 1 June 1959: a day to spare
        ("1959-06-02", "1965-06-01"),  # a day late: the next term
        ("1964-05-31", "1965-06-01"),
        ("1964-06-02", "1970-06-01"),
    ],
)
def test_notice_before_the_end_of_a_renewed_term(live: Live, given: str, end: str) -> None:
    lived = live(treaty(BEFORE_THE_END, given, term=RENEWED))
    assert (lived.ends, lived.how) == (end, "ended by notice")


def test_notice_on_the_very_last_day_is_a_dispute(readings: Readings) -> None:
    assert readings(treaty(BEFORE_THE_END, "1959-06-01", term=RENEWED), lambda lived: lived.ends) == {
        "law/notice-on-last-day=in-time": "1960-06-01",
        "law/notice-on-last-day=late": "1965-06-01",
    }


@pytest.mark.parametrize(("counting", "last"), [("day-after", "1959-05-31"), ("day-before", "1959-06-02")])
def test_the_last_day_moves_with_the_rule_of_counting(readings: Readings, counting: str, last: str) -> None:
    # day-after: the whole year must lie between, so a day earlier; day-before: the first day is counted
    exit_ = f"denunciation: {{notice: 1 year, before: term_end, counting: {counting}}}"
    found = readings(treaty(exit_, last, term=RENEWED), lambda lived: lived.ends)
    assert set(found) == {"law/notice-on-last-day=in-time", "law/notice-on-last-day=late"}


def test_notice_is_counted_back_with_the_month_end_clamped(readings: Readings) -> None:
    # in force 1 June; the term ends 31 March 1960; six months before is 30 September 1959
    text = treaty("denunciation: {notice: 6 months, before: term_end}", "1959-09-30", term="term: {until: 1960-03-31}")
    assert "law/notice-on-last-day=late" in readings(text, lambda lived: lived.how or "")


def test_notice_without_a_period_is_good_to_the_eve_of_the_end(live: Live) -> None:
    assert live(treaty("denunciation: {before: term_end}", "1960-05-31", term=RENEWED)).ends == "1960-06-01"


def test_late_for_a_term_that_does_not_renew_itself_it_changes_nothing(live: Live) -> None:
    lived = live(treaty(BEFORE_THE_END, "1960-01-01"))
    assert (lived.ends, lived.how) == ("1960-06-01", "expired")


def test_late_for_the_last_renewal_it_changes_nothing(live: Live) -> None:
    once = "term: {length: 10 years}\n  renewal: {tacit: 5 years, times: once}"
    lived = live(treaty(BEFORE_THE_END, "1965-01-01", term=once))
    assert (lived.ends, lived.how) == ("1965-06-01", "expired")


def test_late_notices_can_be_void_by_the_other_rule(live: Live) -> None:
    text = treaty(BEFORE_THE_END, "1959-07-01", term=RENEWED)
    assert live(text).ends == "1965-06-01"
    assert live(text, {"law/late-notice": "void"}).ends == ".."


def test_a_second_notice_never_undoes_the_first(live: Live) -> None:
    lived = live(treaty(BEFORE_THE_END, "1959-05-01", "1960-01-01", term=RENEWED))
    assert lived.ends == "1960-06-01"


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ("1955-01-01", "1960-06-01"),  # in time for the end of the fixed term
        ("1959-12-01", "1960-12-01"),  # late for it: a year after notice
        ("1960-02-01", "1961-02-01"),
        ("1970-03-15", "1971-03-15"),  # long after the fixed term: a year after notice
    ],
)
@pytest.mark.parametrize(
    "term", ["term: {length: 10 years, at_least: true}", "term: {length: 10 years}\n  renewal: {then: indefinite}"]
)
def test_a_fixed_term_and_then_at_any_time_with_notice(live: Live, term: str, given: str, end: str) -> None:
    assert live(treaty(BEFORE_THE_END, given, term=term)).ends == end


def test_a_later_clause_governs_once_the_treaty_runs_on(live: Live) -> None:
    exit_ = "denunciation: {notice: 1 year, before: term_end, later: {notice: 6 months}}"
    assert live(treaty(exit_, "1970-03-15", term="term: {length: 10 years, at_least: true}")).ends == "1970-09-15"


# -- a period after notice


@pytest.mark.parametrize(
    ("exit_", "given", "end"),
    [
        ("{notice: 12 months}", "1970-04-05", "1971-04-05"),
        ("{notice: 12 months, counting: day-after}", "1970-04-05", "1971-04-06"),
        ("{notice: 90 days}", "1970-04-05", "1970-07-04"),  # 25 days to 30 April, 31 of May, 30 of June, 4 more
        ("{notice: 1 month}", "1970-01-31", "1970-02-28"),
        ("{notice: 1 month, month_end: overflow}", "1970-01-31", "1970-03-01"),
        ("{notice: 6 months, round: first_of_next_month}", "1970-04-05", "1970-11-01"),
        ("{article: 9}", "1970-04-05", "1970-04-05"),  # no period: with its receipt
        ("{end_of: calendar_year}", "1970-04-05", "1970-12-31"),
        ("{notice: 6 months, end_of: calendar_year}", "1970-08-05", "1971-12-31"),  # 5 February 1971, to its end
        ("{end_of: next_calendar_year}", "1970-04-05", "1971-12-31"),
        ("{notice: 1 year, end_of: anniversary}", "1970-04-05", "1971-06-01"),  # 5 April 1971, to 1 June
        ("{cutoff: {by: 07-01, effective: 01-01}}", "1970-06-30", "1971-01-01"),
        ("{cutoff: {by: 07-01, effective: 01-01}}", "1970-07-01", "1971-01-01"),  # on the day itself it counts
        ("{cutoff: {by: 07-01, effective: 01-01}}", "1970-07-02", "1972-01-01"),
        ("{cutoff: {by: 07-01, effective: 01-01, years_later: 1}}", "1970-06-30", "1972-01-01"),
    ],
)
def test_a_period_after_notice(live: Live, exit_: str, given: str, end: str) -> None:
    assert live(treaty(f"denunciation: {exit_}", given, term=OPEN)).ends == end


def test_only_at_the_end_of_a_renewal_period(live: Live) -> None:
    # the periods end 1 June 1960, 1965, 1970 ...; a year after notice is 5 April 1964, so 1 June 1965
    exit_ = "denunciation: {notice: 1 year, end_of: renewal_period}"
    assert live(treaty(exit_, "1963-04-05", term=RENEWED)).ends == "1965-06-01"
    # exactly on the end of a period: that end, not the next
    assert live(treaty(exit_, "1964-06-01", term=RENEWED)).ends == "1965-06-01"


def test_the_anniversary_after_an_uncertain_notice_is_as_uncertain(live: Live) -> None:
    # May and June 1970 lie on both sides of 1 June: the anniversary is that of 1970 or of 1971
    exit_ = "denunciation: {end_of: anniversary}"
    assert live(treaty(exit_, "1970-05/1970-06", term=OPEN)).ends == "1970-06-01/1971-06-01"


def test_the_day_that_the_notice_names_defers_its_effect(live: Live) -> None:
    # a year after the notice, or the later day that it names; an earlier one changes nothing
    exit_ = "denunciation: {notice: 1 year}"
    assert live(treaty(exit_, "1970-04-05, effective: 1972-01-01", term=OPEN)).ends == "1972-01-01"
    assert live(treaty(exit_, "1970-04-05, effective: 1971-01-01", term=OPEN)).ends == "1971-04-05"


def test_a_notice_can_say_that_it_takes_effect_after_its_period_and_not_at_the_term(live: Live) -> None:
    assert live(treaty(BEFORE_THE_END, "1957-04-05, effect: after_notice", term=RENEWED)).ends == "1958-04-05"


def test_a_notice_of_no_effect(live: Live) -> None:
    assert live(treaty(BEFORE_THE_END, "1957-04-05, effect: none", term=OPEN)).ends == ".."


# -- when no notice can be given


@pytest.mark.parametrize(
    ("bar", "first"),
    [
        ("{length: 5 years, from: entry_into_force}", "1955-06-01"),
        ("{length: 5 years}", "1955-06-01"),  # from the party's own entry
        ("{length: 5 years, from: signature}", "1955-03-01"),
        ("{date: 1956-01-01}", "1956-01-01"),
    ],
)
def test_a_premature_notice_is_void_and_from_the_first_day_on_good(live: Live, bar: str, first: str) -> None:
    exit_ = f"denunciation: {{notice: 1 year, not_before: {bar}}}"
    eve = live(treaty(exit_, first, term=OPEN))
    assert eve.ends == f"{int(first[:4]) + 1}{first[4:]}"
    early = treaty(exit_, "1953-01-01", term=OPEN)
    assert live(early).ends == ".."
    # deferred: it counts from the first day on which it could be given
    assert live(early, {"law/premature-notice": "deferred"}).ends == f"{int(first[:4]) + 1}{first[4:]}"


def test_a_notice_that_may_be_given_but_not_take_effect_before_a_day_waits_for_it(live: Live) -> None:
    exit_ = "denunciation: {notice: 1 year, not_before: {length: 5 years, bars: effect}}"
    assert live(treaty(exit_, "1952-01-01", term=OPEN)).ends == "1955-06-01"
    assert live(treaty(exit_, "1955-01-01", term=OPEN)).ends == "1956-01-01"


@pytest.mark.parametrize(
    ("given", "end"),
    [
        # windows of one year after every ten from 1 June 1950: from 1 June 1960, 1970, 1980
        ("1955-01-01", ".."),
        ("1960-05-31", ".."),
        ("1960-06-01", "1961-06-01"),  # the day on which it opens
        ("1961-05-31", "1962-05-31"),
        ("1961-06-02", ".."),
        ("1965-01-01", ".."),
        ("1970-12-24", "1971-12-24"),
        ("1981-05-31", "1982-05-31"),
    ],
)
def test_notice_only_in_a_year_after_every_ten(live: Live, given: str, end: str) -> None:
    exit_ = "denunciation: {notice: 12 months, window: {every: 10 years, open: 1 year, from: entry_into_force}}"
    assert live(treaty(exit_, given, term=OPEN)).ends == end


def test_the_day_on_which_a_window_closes_is_a_dispute(readings: Readings) -> None:
    exit_ = "denunciation: {notice: 12 months, window: {every: 10 years, open: 1 year}}"
    assert readings(treaty(exit_, "1961-06-01", term=OPEN), lambda lived: lived.ends) == {
        "law/notice-on-last-day=in-time": "1962-06-01",
        "law/notice-on-last-day=late": "..",
    }


# -- silence on exit


def test_a_treaty_without_a_clause_on_leaving_is_a_dispute(readings: Readings) -> None:
    text = treaty("silent_on_exit: true", "1970-04-05", term=OPEN)
    assert readings(text, lambda lived: lived.ends) == {
        "law/vclt-56=not-at-all": "..",
        "law/vclt-56=twelve-months": "1971-04-05",
    }


def test_a_notice_at_term_end_without_a_clause_lets_the_term_run_out(live: Live) -> None:
    lived = live(treaty("silent_on_exit: true", "1959-04-05, effect: at_term_end", term=RENEWED))
    assert lived.ends == "1960-06-01"


# -- from which day a notice counts


def test_a_notice_counts_from_its_receipt(live: Live) -> None:
    text = treaty("denunciation: {notice: 1 year}", "1970-04-05, received: 1970-04-20", term=OPEN)
    assert live(text).ends == "1971-04-20"
    assert live(text, {"law/vclt-78": "given"}).ends == "1971-04-05"
    by_clause = treaty("denunciation: {notice: 1 year, receipt: given}", "1970-04-05, received: 1970-04-20", term=OPEN)
    assert live(by_clause).ends == "1971-04-05"


def test_given_in_time_but_received_late(live: Live) -> None:
    text = treaty(BEFORE_THE_END, "1959-05-20, received: 1959-06-15", term=RENEWED)
    assert live(text).ends == "1965-06-01"


def test_days_of_giving_and_of_receipt_known_to_the_month_are_two_days(readings: Readings) -> None:
    # given in May, received in June 1959: the last day, 1 June, hangs on the day of receipt alone
    text = treaty(BEFORE_THE_END, "1959-05, id: notice, received: 1959-06", term=RENEWED)
    found = readings(text, lambda lived: lived.ends)
    assert set(found.values()) == {"1960-06-01", "1965-06-01"}
    assert all("1959-05-" not in reading for reading in found)


LISBON_AND_TOKYO = "  - {event: denunciation, by: PRT, to: JPN, on: 1959-05-31T20:00, zone: Europe/Lisbon}\n"


def test_whose_date_counts_for_a_notice_late_in_the_evening_is_a_dispute(readings: Readings) -> None:
    # 31 May 1959, 20:00 in Lisbon is 1 June in Tokyo, nine hours ahead of UTC
    text = treaty(BEFORE_THE_END, term=RENEWED).replace("[GBR, PRT]", "[PRT, JPN]") + LISBON_AND_TOKYO
    assert readings(text, lambda lived: lived.ends) == {
        "law/whose-date=place": "1960-06-01",
        "law/whose-date=addressee law/notice-on-last-day=in-time": "1960-06-01",
        "law/whose-date=addressee law/notice-on-last-day=late": "1965-06-01",
    }


def test_an_uncertain_notice_is_split_at_the_last_day(readings: Readings) -> None:
    text = treaty(BEFORE_THE_END, "1959-05/1959-06, id: notice", term=RENEWED)
    assert readings(text, lambda lived: lived.ends) == {
        "notice:1959-05-01/1959-05-31": "1960-06-01",
        "law/notice-on-last-day=in-time notice:1959-06-01/1959-06-01": "1960-06-01",
        "law/notice-on-last-day=late notice:1959-06-01/1959-06-01": "1965-06-01",
        "notice:1959-06-02/1959-06-30": "1965-06-01",
    }


def test_a_notice_known_only_to_the_year_ends_it_a_year_later_in_one_reading(readings: Readings) -> None:
    text = treaty("denunciation: {notice: 1 year}", "1970", term=OPEN)
    assert readings(text, lambda lived: lived.ends) == {"": "1971-01-01/1971-12-31"}


def test_uncertain_days_of_one_event_do_not_move_together(readings: Readings) -> None:
    # agreed between October 1969 and June 1970, up to the day of expiry or after it, to end it in January 1970
    text = treaty(BEFORE_THE_END, term="term: {until: 1970-03-01}")
    text += "  - {event: termination, id: deal, on: 1969-10/1970-06, effective: 1970-01, by: [GBR, PRT]}\n"
    assert readings(text, lambda lived: lived.ends) == {
        "deal:1969-10-01/1970-03-01": "1970-01-01/1970-01-31",
        "deal:1970-03-02/1970-06-30": "1970-03-01",
    }
