"""What falls due: dates worked out by hand, for each form of the clause on leaving."""

from __future__ import annotations

from typing import Any

import pytest

import foedus
from foedus.dossier.library import Library

PACT = "soviet-japanese-neutrality-pact"
IN_TIME = "law/notice-on-last-day=in-time"
LATE = "law/notice-on-last-day=late"


def shelf(text: str) -> Library:
    """A library of one dossier."""
    loaded = foedus.load_text(text)
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return Library({}, {loaded.dossier.id: loaded.dossier})


def pair(terms: str, *events: str, signed: str = "2005-03-01") -> Library:
    """A treaty of two, in force on signature."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return shelf(
        "id: pair\ntitle: Pair\nparties: [GBR, PRT]\nterms:\n  entry_into_force: {when: signature}\n"
        f"{terms}record:\n  - {{event: signature, on: {signed}, by: [GBR, PRT]}}\n{record}"
    )


def many(terms: str, *events: str) -> Library:
    """A convention of four, in force on the third deposit, 1 June 1950; Norway joins on 1 February 1960."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return shelf(
        "id: many\ntitle: Many\nparties: [GBR, PRT, SWE]\nopen_to_others: true\nterms:\n"
        "  binding: {by: [ratification, accession]}\n  entry_into_force: {when: {deposits: 3}}\n"
        f"  term: {{indefinite: true}}\n{terms}record:\n"
        "  - {event: ratification, on: 1950-06-01, by: [GBR, PRT, SWE]}\n"
        f"  - {{event: accession, on: 1960-02-01, by: NOR}}\n{record}"
    )


def dues(library: Library, start: str | None = None, *readings: str, **more: Any) -> list[dict[str, Any]]:
    found = foedus.deadlines(library, None, more.get("party"), start, more.get("end"), readings, more.get("transit"))
    return [answer.value for answer in found.answers]


def days(told: list[dict[str, Any]], what: str) -> list[str]:
    return [value["on"] for value in told if value["what"] == what]


def ends(told: list[dict[str, Any]], what: str) -> list[tuple[str, str | None]]:
    return [(value["on"], value.get("effect")) for value in told if value["what"] == what]


# -- notice before the end of a term

BIT = (
    "  term: {length: 10 years}\n  renewal: {tacit: 10 years}\n"
    "  denunciation: {notice: 12 months, before: term_end, article: 14}\n"
    "  survival: {length: 15 years, covers: investments made before the end}\n"
)


def test_the_last_days_for_the_pact_in_every_reading() -> None:
    # 13 or 25 April 1946 less a year; where the anniversary is late, the day before it
    found = foedus.deadlines(
        foedus.library(), [PACT], start="1945-01-01", end="1946-01-01", readings=["notice-effect=term-end"]
    )
    by_day = {a.value["on"]: a.readings for a in found.answers if a.value["what"] == "last day for notice"}
    rule = "law/notice-on-last-day"
    assert by_day == {
        "1945-04-12": ({"term-start": "signature", rule: "late"},),
        "1945-04-13": ({"term-start": "signature", rule: "in-time"},),
        "1945-04-24": ({"term-start": "ratification", rule: "late"},),
        "1945-04-25": ({"term-start": "ratification", rule: "in-time"},),
    }
    assert {"soviet-japanese-neutrality-pact/term-start", rule} <= set(found.hinges)


def test_an_investment_treaty_is_counted_from_its_current_renewed_term() -> None:
    # 1 March 2005 + 10 + 10 years = 1 March 2025; less twelve months, 1 March 2024 (or its eve, a 29 February)
    told = dues(pair(BIT), "2020-06-01", IN_TIME)
    assert days(told, "next exit") == ["2025-03-01"]
    assert ends(told, "last day for notice") == [("2024-03-01", "2025-03-01")]
    assert days(told, "renewal") == ["2025-03-01"]
    assert ends(dues(pair(BIT), "2020-06-01", LATE), "last day for notice") == [("2024-02-29", "2025-03-01")]


def test_past_the_last_day_the_next_exit_is_a_term_away() -> None:
    told = dues(pair(BIT), "2024-06-01", IN_TIME)
    assert days(told, "next exit") == ["2035-03-01"]
    assert ends(told, "last day for notice") == [("2034-03-01", "2035-03-01")]


def test_on_the_anniversary_itself_the_next_exit_hangs_on_the_rule() -> None:
    found = foedus.deadlines(pair(BIT), start="2024-03-01")
    told = {a.value["on"]: a.readings for a in found.answers if a.value["what"] == "next exit"}
    assert told == {
        "2025-03-01": ({"law/notice-on-last-day": "in-time"},),
        "2035-03-01": ({"law/notice-on-last-day": "late"},),
    }


def test_a_pending_exit_and_the_survival_behind_it_are_told_however_far_they_lie() -> None:
    told = dues(pair(BIT, "event: denunciation, on: 2024-01-15, by: GBR"), "2024-06-01")
    # 1 March 2025 + 15 years
    assert days(told, "exit takes effect") == ["2025-03-01"]
    assert days(told, "survival ends") == ["2040-03-01"]
    assert not days(told, "renewal")
    assert not days(told, "last day for notice")
    assert not days(told, "next exit")  # notice now would be for 2035


def test_late_notices_that_are_void_leave_no_exit_before_the_next_term() -> None:
    told = dues(pair(BIT), "2024-06-01", IN_TIME, "law/late-notice=void")
    (leaving,) = [value for value in told if value["what"] == "next exit"]
    # void until the new term begins on 1 March 2025
    assert (leaving["on"], leaving["notice"]) == ("2035-03-01", "2025-03-01")


def test_a_term_longer_than_ten_years_still_tells_its_next_dates() -> None:
    library = pair(
        "  term: {length: 40 years}\n  renewal: {tacit: 40 years}\n  denunciation: {notice: 1 year, before: term_end}\n"
    )
    told = dues(library, "2010-01-01", IN_TIME)
    assert (days(told, "last day for notice"), days(told, "renewal")) == (["2044-03-01"], ["2045-03-01"])


def test_ten_years_then_without_term_on_a_years_notice() -> None:
    # in force 16 June 1957: ten years to 16 June 1967; notice a year before, or at any time after
    clause = (
        "  term: {length: 10 years}\n  renewal: {then: indefinite}\n"
        "  denunciation: {notice: 1 year, before: term_end, later: {notice: 1 year}}\n"
    )
    library = pair(clause, signed="1957-06-16")
    told = dues(library, "1960-01-01", IN_TIME)
    assert days(told, "next exit") == ["1967-06-16"]
    assert ends(told, "last day for notice") == [("1966-06-16", "1967-06-16")]
    assert days(told, "term ends") == ["1967-06-16"]
    # late by the rule, the notice of 16 June 1966 has run a year on the same day: nothing hangs on it
    assert dues(library, "1960-01-01", LATE) == told
    after = dues(library, "1970-03-01")
    assert (days(after, "next exit"), days(after, "last day for notice")) == (["1971-03-01"], [])


def test_a_treaty_that_expires_in_any_case_has_no_last_day_for_notice() -> None:
    library = pair("  term: {length: 10 years}\n  denunciation: {notice: 1 year, before: term_end}\n")
    told = dues(library, "2010-01-01")
    assert [(value["what"], value["on"]) for value in told] == [("expiry", "2015-03-01")]


# -- conventions


def test_the_genocide_convention_in_its_five_year_periods() -> None:
    # in force 12 January 1951: ten years, then five and five: the period that runs in 2026 ends 12 January 2031
    terms = (
        "  term: {length: 10 years}\n  renewal: {tacit: 5 years}\n"
        "  denunciation: {notice: 6 months, before: term_end, addressee: depositary, ends_for: leaver}\n"
    )
    told = dues(pair(terms, signed="1951-01-12"), "2026-02-01", IN_TIME, transit="5 days", end="2031-12-31")
    (last,) = [value for value in told if value["what"] == "last day for notice"]
    assert (last["on"], last["effect"], last["send_by"]) == ("2030-07-12", "2031-01-12", "2030-07-07")
    assert "received by the depositary" in last["about"]
    assert days(told, "renewal") == ["2031-01-12"]


ILO = (
    "  denunciation: {notice: 12 months, window: {every: 10 years, open: 1 year, from: entry_into_force}, "
    "addressee: depositary}\n"
)


def test_windows_of_a_labour_convention_run_from_its_first_entry_into_force() -> None:
    # 1 June 1950 + 80 years; open for one year; Norway joined ten years later and waits for the same window
    told = dues(many(ILO), "2026-01-01", IN_TIME, party="NOR")
    assert ends(told, "window opens") == [("2030-06-01", "2031-06-01")]
    assert ends(told, "last day for notice") == [("2031-06-01", "2032-06-01")]
    (leaving,) = [value for value in told if value["what"] == "next exit"]
    assert (leaving["on"], leaving["notice"]) == ("2031-06-01", "2030-06-01")
    assert ends(dues(many(ILO), "2026-01-01", LATE), "last day for notice") == [("2031-05-31", "2032-05-31")]


def test_inside_a_window_one_can_leave_at_once() -> None:
    told = dues(many(ILO), "2030-09-10", IN_TIME)
    assert days(told, "next exit") == ["2031-09-10"]


def test_windows_from_a_partys_own_entry() -> None:
    library = many(ILO.replace("from: entry_into_force", "from: own_entry"))
    # Norway: 1 February 1960 + 70 years
    assert days(dues(library, "2026-01-01", party="NOR"), "window opens") == ["2030-02-01"]
    assert days(dues(library, "2026-01-01", party="SWE"), "window opens") == ["2030-06-01"]


SINGLE = "  denunciation: {cutoff: {by: 07-01, effective: 01-01}, addressee: depositary}\n"


@pytest.mark.parametrize(
    ("asked", "last", "exit_"),
    [
        ("2026-03-01", "2026-07-01", "2027-01-01"),
        ("2026-07-01", "2026-07-01", "2027-01-01"),  # the cut-off itself still counts
        ("2026-07-02", "2027-07-01", "2028-01-01"),
    ],
)
def test_a_notice_by_1_july_takes_effect_on_1_january(asked: str, last: str, exit_: str) -> None:
    told = dues(many(SINGLE), asked)
    assert days(told, "next exit") == [exit_]
    assert ends(told, "last day for notice")[0] == (last, exit_)


def test_a_yearly_cut_off_is_told_for_ten_years() -> None:
    assert days(dues(many(SINGLE), "2026-03-01"), "last day for notice") == [f"{y}-07-01" for y in range(2026, 2036)]


def test_for_the_end_of_a_calendar_year() -> None:
    # six months before 31 December end with 30 June: 30 June + 6 months = 30 December
    told = dues(many("  denunciation: {notice: 6 months, end_of: calendar_year}\n"), "2026-03-01", end="2027-01-01")
    assert ends(told, "last day for notice") == [("2026-06-30", "2026-12-31")]
    assert days(told, "next exit") == ["2026-12-31"]


def test_rounding_to_the_first_of_a_month_gives_the_last_of_this_one() -> None:
    told = dues(many("  denunciation: {notice: 12 months, round: first_of_next_month}\n"), "2026-01-10")
    assert days(told, "next exit") == ["2027-02-01"]
    assert ends(told, "last day for notice") == [("2026-01-31", "2027-02-01")]


def test_notice_at_any_time_has_no_last_day() -> None:
    # 28 to 31 August all give 28 February: days alike, but no deadline
    for asked in ("2026-08-28", "2026-08-31", "2026-01-01"):
        told = dues(many("  denunciation: {notice: 6 months}\n"), asked)
        assert [value["what"] for value in told] == ["next exit"]


def test_not_before_three_years() -> None:
    # Paris: in force for the United States 4 November 2016; + 3 years, + 1 year
    found = foedus.deadlines(foedus.library(), ["paris-agreement"], "USA", "2017-06-01", "2020-12-31")
    told = [answer.value for answer in found.answers]
    assert ends(told, "earliest notice") == [("2019-11-04", "2020-11-04")]
    assert [(v["on"], v["notice"]) for v in told if v["what"] == "next exit"] == [("2020-11-04", "2019-11-04")]


def test_an_exit_that_may_not_take_effect_before_a_year_has_a_last_day_for_it() -> None:
    # 1 March 2005 + 5 years; a year before
    library = pair(
        "  term: {indefinite: true}\n  denunciation: {notice: 1 year, not_before: {length: 5 years, bars: effect}}\n"
    )
    told = dues(library, "2006-01-01")
    assert (days(told, "earliest exit"), days(told, "next exit")) == (["2010-03-01"], ["2010-03-01"])
    assert ends(told, "last day for notice") == [("2009-03-01", "2010-03-01")]


@pytest.mark.parametrize(("position", "day"), [("same-day", "2011-07-01"), ("day-after", "2011-07-02")])
def test_six_months_by_either_rule_of_counting(position: str, day: str) -> None:
    # ICSID: notice of 1 January 2011; its depositary counts the whole last day
    found = foedus.deadlines(
        foedus.library(), ["icsid-convention"], "VEN", "2011-01-01", readings=[f"counting-of-six-months={position}"]
    )
    assert days([answer.value for answer in found.answers], "next exit") == [day]


# -- silence


def test_where_the_treaty_is_silent_leaving_is_a_reading() -> None:
    found = foedus.deadlines(pair("  silent_on_exit: true\n"), start="2020-01-01")
    assert [(a.value["on"], a.readings) for a in found.answers] == [
        ("2021-01-01", ({"law/vclt-56": "twelve-months"},)),
    ]


def test_a_fixed_term_is_a_provision_on_the_end_and_implies_no_right_to_leave() -> None:
    told = dues(pair("  term: {length: 30 years}\n  silent_on_exit: true\n"), "2020-01-01")
    assert [value["what"] for value in told] == ["expiry"]


# -- other dates


def test_expiry_that_an_extension_by_agreement_moves() -> None:
    terms = "  term: {length: 10 years}\n  renewal: {by_agreement: true}\n"
    before = dues(pair(terms), "2012-01-01")
    assert [(v["on"], v["about"]) for v in before] == [
        ("2015-03-01", "expired, unless it is extended by agreement before")
    ]
    extended = pair(terms, "event: extension, on: 2014-01-01, length: 5 years, by: [GBR, PRT]")
    assert days(dues(extended, "2012-01-01"), "expiry") == ["2020-03-01"]


def test_provisional_application_and_its_end() -> None:
    library = many(
        "",
        "event: provisional_application, on: 2026-05-01, by: FIN",
        "event: provisional_end, on: 2027-05-01, by: FIN",
    )
    told = dues(library, "2026-01-01")
    assert days(told, "provisional application begins") == ["2026-05-01"]
    assert days(told, "provisional application ends") == ["2027-05-01"]


def test_an_entry_into_force_that_is_on_its_way() -> None:
    library = many("  joining: {after: 90 days}\n", "event: accession, on: 2026-01-10, by: FIN")
    # 10 January 2026 + 90 days = 10 April 2026
    assert [(v["on"], v["party"]) for v in dues(library, "2026-02-01") if v["what"] == "entry into force"] == [
        ("2026-04-10", "FIN")
    ]
    assert not days(dues(library, "2026-01-09"), "entry into force")  # nobody could know


# -- sending in time


def test_send_by_lies_the_time_of_transit_before_the_last_day() -> None:
    # 1 March 2024 less 5 days = 25 February 2024
    (last,) = [
        v for v in dues(pair(BIT), "2020-06-01", IN_TIME, transit="5 days") if v["what"] == "last day for notice"
    ]
    assert last["send_by"] == "2024-02-25"
    sent = "event: denunciation, on: 2024-02-25, received: 2024-03-01, by: GBR"
    assert days(dues(pair(BIT, sent), "2024-06-01", IN_TIME), "exit takes effect") == ["2025-03-01"]


def test_where_giving_counts_the_way_takes_no_time() -> None:
    given = pair(BIT.replace("article: 14", "receipt: given"))
    for library, reading in ((given, IN_TIME), (pair(BIT), "law/vclt-78=given")):
        told = dues(library, "2020-06-01", IN_TIME, reading, transit="5 days")
        assert not any("send_by" in value for value in told)


def test_a_notice_sent_today_counts_when_it_arrives() -> None:
    told = dues(many("  denunciation: {notice: 1 year}\n"), "2026-01-01", transit="10 days")
    assert days(told, "next exit") == ["2027-01-11"]


# -- of whom, from when to when


def test_what_is_alike_for_all_is_told_once_and_what_differs_for_each() -> None:
    clause = "  denunciation: {notice: 1 year, addressee: depositary, ends_for: leaver}\n"
    assert [(v["what"], v["party"]) for v in dues(many(clause), "2026-01-01")] == [("next exit", None)]
    left = many(clause, "event: withdrawal, on: 2025-07-01, by: SWE")
    assert {(v["what"], v["party"]) for v in dues(left, "2026-01-01")} == {
        ("exit takes effect", "SWE"),
        ("next exit", "GBR"),
        ("next exit", "PRT"),
        ("next exit", "NOR"),
    }
    assert [(v["what"], v["party"]) for v in dues(left, "2026-01-01", party="NOR")] == [("next exit", "NOR")]


def test_every_date_lies_in_the_time_asked_about() -> None:
    told = dues(pair(BIT), "2024-01-01", IN_TIME, end="2034-12-31")
    assert {v["on"] for v in told} == {"2024-03-01", "2025-03-01", "2034-03-01"}


def test_of_a_whole_life_the_terms_are_told_and_no_next_exit() -> None:
    told = dues(pair(BIT, "event: denunciation, on: 2024-01-15, by: GBR"), None, IN_TIME)
    assert [(v["what"], v["on"]) for v in told] == [
        ("last day for notice", "2014-03-01"),
        ("renewal", "2015-03-01"),
        ("last day for notice", "2024-03-01"),
        ("exit takes effect", "2025-03-01"),
        ("survival ends", "2040-03-01"),
    ]


def test_terms_of_a_month_have_a_last_day_each() -> None:
    # in force 31 January 2025: the terms end on the last day of each month, and notice is due a month before that
    clause = (
        "  term: {length: 1 month}\n  renewal: {tacit: 1 month}\n  denunciation: {notice: 1 month, before: term_end}\n"
    )
    told = dues(pair(clause, signed="2025-01-31"), "2025-01-31", IN_TIME, end="2025-06-30")
    assert ends(told, "last day for notice") == [
        ("2025-02-28", "2025-03-31"),
        ("2025-03-30", "2025-04-30"),
        ("2025-04-30", "2025-05-31"),
        ("2025-05-30", "2025-06-30"),
        ("2025-06-30", "2025-07-31"),
    ]


def test_terms_of_a_week_have_a_last_day_each() -> None:
    clause = (
        "  term: {length: 7 days}\n  renewal: {tacit: 7 days}\n  denunciation: {notice: 2 days, before: term_end}\n"
    )
    told = dues(pair(clause, signed="2025-01-31"), "2025-01-31", IN_TIME, end="2025-02-20")
    assert days(told, "last day for notice") == ["2025-02-05", "2025-02-12", "2025-02-19"]


def test_where_notice_opens_late_in_the_term_the_last_day_is_told_all_the_same() -> None:
    # 31 January 2025 and three years; notice from six months to one month before the end
    clause = (
        "  term: {length: 3 years}\n  renewal: {tacit: 3 years, times: once}\n"
        "  denunciation: {notice: 1 month, opens: 6 months, before: term_end}\n"
    )
    told = dues(pair(clause, signed="2025-01-31"), "2025-02-01", IN_TIME)
    assert ("2027-12-31", "2028-01-31") in ends(told, "last day for notice")
    assert [(v["notice"], v["on"]) for v in told if v["what"] == "next exit"] == [("2027-07-31", "2028-01-31")]


def test_the_time_asked_about_can_be_a_year_or_a_month() -> None:
    library = pair(BIT)
    by_year = foedus.deadlines(library, start="2020", end="2024")
    by_day = foedus.deadlines(library, start="2020-01-01", end="2024-12-31")
    assert by_year.to_json() == by_day.to_json()
    assert foedus.deadlines(library, start="2020-06", end="2024-06~").notes == (
        "the date asked about, 2024-06~, is approximate; it is taken as written: 2024-06-01 to 2024-06-30",
    )


def test_what_a_date_concerns_does_not_hang_on_the_date() -> None:
    # signed a month later, every date moves and none changes its name
    one, other = (dues(pair(BIT, signed=signed), "2020-06-01", IN_TIME) for signed in ("2005-03-01", "2005-04-01"))
    assert [v["concerns"] for v in one] == [v["concerns"] for v in other]
    assert not {v["on"] for v in one} & {v["on"] for v in other}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"readings": ["no-such-dispute=a"]}, "no dispute 'no-such-dispute'"),
        ({"start": "2026-01-02", "end": "2026-01-01"}, "before it begins"),
        ({"transit": "soon"}, "not a period"),
        ({"party": "Atlantis"}, "Atlantis"),
    ],
)
def test_what_cannot_be_asked(more: dict[str, Any], says: str) -> None:
    with pytest.raises(foedus.FoedusError, match=says):
        foedus.deadlines(pair(BIT), **more)


def test_an_uncertain_day_is_taken_at_its_earliest_and_says_how_late_it_may_be() -> None:
    # signed in March 2005: a notice of 1 March 2024 is in time whichever day it was
    told = dues(pair(BIT, signed="2005-03"), "2020-06-01", IN_TIME)
    (last,) = [value for value in told if value["what"] == "last day for notice"]
    assert last["on"] == "2024-03-01"
    assert last["about"].endswith("counted from 2005-03-01, which may be as late as 2005-03-31")
    left = dues(pair(BIT, "event: denunciation, on: 2023-01-15, by: GBR", signed="2005-03"), "2024-06-01")
    assert [(v["on"], v["about"]) for v in left if v["what"] == "exit takes effect"] == [
        ("2025-03-01", "ended by notice; at the latest on 2025-03-31")
    ]
