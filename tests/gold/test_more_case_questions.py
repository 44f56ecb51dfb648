"""The further cases once more: statuses on single days, terms, deadlines, and what would have been.

The lives themselves, from when to when, stand in the table of the further cases; here are the questions that a
life alone does not answer.
"""

from typing import NamedTuple

import pytest

import foedus

CHARTER = "european-social-charter-1961"
COCOA = "international-cocoa-agreement-2001"
COTONOU = "cotonou-agreement"
DAM = "gabcikovo-nagymaros-treaty-1977"
DRUGS = "single-convention-on-narcotic-drugs"
FINNISH = "soviet-finnish-pact-1932"
GENOCIDE = "genocide-convention"
GRAIN = "black-sea-grain-initiative"
RECIPROCITY = "us-british-reciprocity-treaty-1854"
VFA = "visiting-forces-agreement-1998"
VOTES = "political-rights-of-women-convention"


class Is(NamedTuple):
    """The one status of the treaty, or of a party, on a day."""

    case: str
    treaty: str
    on: str
    party: str | None
    status: str
    readings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


EXTENSIONS = ("to-december-2020", "to-november-2021", "to-june-2022", "to-june-2023", "to-october-2023",
              "to-december-2023")  # fmt: skip

STATUSES = [
    # no party before the first entry into force of the treaty itself, whatever a printed list says
    Is("C28", CHARTER, "1965-02-06", "IRL", "not yet in force"),
    # the decree of 20 March and its receipt of 22 March lead to the same day
    Is("C31", "istanbul-convention", "2021-06-30", "TUR", "in force", ("law/vclt-78=given",)),
    Is("C31", "istanbul-convention", "2021-07-01", "TUR", "withdrawn", ("law/vclt-78=given",)),
    Is("C38", "apostille-convention", "2023-11-06", "CHN", "not yet in force"),
    Is("C44", DRUGS, "2012-06-01", "BOL", "withdrawn"),
    Is("C62", "unccd", "2015-06-01", "CAN", "withdrawn"),
    Is("C68", "imf-articles", "1950-03-14", "POL", "withdrawn"),
    Is("C76", COCOA, "2003-09-30", None, "not concluded"),
    Is("C76", COCOA, "2003-10-01", None, "provisionally applied"),
    Is("C76", COCOA, "2005-11-01", "GHA", "provisionally applied"),
    Is("C76", COCOA, "2005-11-02", "GHA", "in force"),
    Is("C79", COTONOU, "2020-02-29", None, "in force", ("law/day-of-expiry=in-force",), ("extension",)),
    Is("C79", COTONOU, "2020-03-01", None, "ended", dropped=("extension",)),
    Is("C81", "ecsc-treaty", "2002-07-23", None, "in force", ("law/day-of-expiry=in-force",)),
    Is("C81", "ecsc-treaty", "2002-07-24", None, "ended"),
    Is("C89", "warsaw-pact", "1968-09-14", "ALB", "withdrawn", ("albanias-exit=out-at-once",)),
    Is("C89", "warsaw-pact", "1968-09-14", "ALB", "in force", ("albanias-exit=no-exit-in-mid-term",)),
    Is("C89", "warsaw-pact", "1985-06-06", "POL", "in force"),
    Is("C92", GRAIN, "2023-05-19", None, "in force", ("length-of-renewals=sixty-days",)),
    # denounced out of time, then attacked
    Is("C95", FINNISH, "1939-11-29", None, "in force", ("effect-of-release=no-effect",)),
    Is("C97", "cartagena-agreement-1969", "2006-04-22", "VEN", "surviving"),
    Is("C97", "cartagena-agreement-1969", "2011-04-21", "VEN", "surviving"),
    Is("C97", "cartagena-agreement-1969", "2011-04-22", "VEN", "withdrawn"),
    Is("C97", "cartagena-agreement-1969", "2011-04-22", "PER", "in force"),
    Is("C99", DAM, "1997-09-25", "HUN", "in force", ("hungarian-termination-effect=not-ended",)),
    Is("C99", DAM, "1992-05-26", "HUN", "ended", ("hungarian-termination-effect=ended",)),
    Is("C100", "anzus", "1990-01-01", "AUS", "in force"),
    Is("C104", "tlatelolco-treaty", "2002-10-22", "CUB", "not a party"),
    Is("C106", "cites", "1989-01-01", "ARE", "withdrawn"),
    Is("C108", VOTES, "1992-12-31", "CZE", "not a party"),
    Is("C111", "apostille-convention", "2010-10-10", "NLD", "in force"),
]


@pytest.mark.parametrize("row", STATUSES, ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.on}-{row.status}")
def test_it_has_that_status_on_that_day(shelf, row):
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped)
    found = foedus.status(record, row.treaty, row.on, row.party, row.readings)
    assert [answer.value for answer in found.answers] == [row.status]


TERMS = [
    ("C79", COTONOU, "2020-06-01", EXTENSIONS[1:], "2020-12-31", ()),
    ("C79", COTONOU, "2021-06-01", EXTENSIONS[2:], "2021-11-30", ()),
    ("C79", COTONOU, "2022-02-01", EXTENSIONS[3:], "2022-06-30", ()),
    ("C79", COTONOU, "2023-02-01", EXTENSIONS[4:], "2023-06-30", ()),
    ("C79", COTONOU, "2023-08-01", EXTENSIONS[5:], "2023-10-31", ()),
    ("C79", COTONOU, "2023-12-01", EXTENSIONS[6:], "2023-12-31", ()),
]


@pytest.mark.parametrize(("case", "treaty", "on", "dropped", "ends", "readings"), TERMS, ids=lambda value: str(value))
def test_each_extension_moves_the_end(shelf, case, treaty, on, dropped, ends, readings):
    record = foedus.whatif(shelf, treaty, drop=dropped)
    found = foedus.status(record, treaty, on, None, readings)
    assert [detail.value["until"] for detail in found.answers[0].details] == [ends]


CURRENT_TERMS = [
    ("C23", GENOCIDE, "1955-01-01", "1961-01-12", ()),
    ("C23", GENOCIDE, "1963-01-01", "1966-01-12", ()),
    ("C23", GENOCIDE, "1970-01-01", "1971-01-12", ()),
    # the declaration of 28 November 1939 changes nothing: the term runs to the end of 1945
    ("C95", FINNISH, "1939-11-29", "1945-12-31", ("effect-of-release=no-effect", "law/effect-of-war=continues")),
    ("C92", GRAIN, "2022-08-01", "2022-11-19", ("length-of-renewals=same-period", "first-day=not-counted")),
    ("C92", GRAIN, "2022-12-01", "2023-03-19", ("length-of-renewals=same-period", "first-day=not-counted")),
    # 19 March 2023 + 120 days: 12 + 30 + 31 + 30 + 17; + 60 days: 12 + 30 + 18
    ("C92", GRAIN, "2023-04-01", "2023-07-17", ("length-of-renewals=same-period", "first-day=not-counted")),
    ("C92", GRAIN, "2023-04-01", "2023-05-18", ("length-of-renewals=sixty-days", "first-day=not-counted")),
]


@pytest.mark.parametrize(("case", "treaty", "on", "ends", "readings"), CURRENT_TERMS, ids=lambda value: str(value))
def test_the_term_that_runs_on_a_day_ends_as_on_record(shelf, case, treaty, on, ends, readings):
    record = foedus.whatif(shelf, treaty, drop=("termination",) if treaty == GRAIN else ())
    found = foedus.status(record, treaty, on, None, readings)
    assert [detail.value["term_ends"] for detail in found.answers[0].details] == [ends]


DUE = [
    # ten years from 12 January 1951, then five and five; six months before each end, for all parties on one clock
    ("C23", GENOCIDE, "FRA", "last day for notice", "1951-01-12", "1966-12-31", {"1960-07-12", "1965-07-12"}),
    ("C23", GENOCIDE, "DNK", "last day for notice", "1951-01-12", "1966-12-31", {"1960-07-12", "1965-07-12"}),
    ("C23", GENOCIDE, "FRA", "renewal", "1951-01-12", "1971-12-31", {"1961-01-12", "1966-01-12", "1971-01-12"}),
    # 20 August 2013 + 10 years, open for one; + 20 years
    (
        "C11",
        "maritime-labour-convention",
        "PHL",
        "window opens",
        "2020-01-01",
        "2034-01-01",
        {"2023-08-20", "2033-08-20"},
    ),
    ("C11", "maritime-labour-convention", "PHL", "last day for notice", "2020-01-01", "2034-01-01", {"2024-08-20"}),
    # 4 July 1950 + 70 and 80 years
    ("C42", "ilo-c087", "NOR", "window opens", "2020-01-01", "2031-12-31", {"2020-07-04", "2030-07-04"}),
    ("C42", "ilo-c087", "NOR", "last day for notice", "2020-01-01", "2031-12-31", {"2021-07-04", "2031-07-04"}),
    ("C97", "cartagena-agreement-1969", "VEN", "survival ends", "2006-01-01", "2012-01-01", {"2011-04-22"}),
]


@pytest.mark.parametrize(
    ("case", "treaty", "party", "what", "start", "end", "days"),
    DUE,
    ids=[f"{row[0]}-{row[2]}-{row[3].replace(' ', '-')}" for row in DUE],
)
def test_what_falls_due_falls_due_on_the_days_on_record(shelf, case, treaty, party, what, start, end, days):
    # the record counts the anniversary itself as the last day
    found = foedus.deadlines(shelf, [treaty], party, start, end, ("law/notice-on-last-day=in-time",))
    assert {answer.value["on"] for answer in found.answers if answer.value["what"] == what} == days


def test_a_notice_half_a_year_after_the_window_is_void(shelf):
    late = foedus.whatif(shelf, "ilo-c087", suppose=("late-notice",))
    assert foedus.status(late, "ilo-c087", "2025-01-01", "NOR").verdict == "every"
    in_time = foedus.whatif(late, "ilo-c087", move=("denunciation=2021-07-03",))
    assert foedus.status(in_time, "ilo-c087", "2022-07-02", "NOR").verdict == "every"
    assert foedus.status(in_time, "ilo-c087", "2022-07-03", "NOR").verdict == "none"


def test_two_days_after_the_first_of_july_a_notice_loses_a_year(shelf):
    # 2 July 2011 counts for 1 July 2012, and so for 1 January 2013
    later = foedus.whatif(shelf, DRUGS, drop=("bolivias-return",), move=("bolivias-notice=2011-07-02",))
    found = foedus.status(later, DRUGS, "2012-12-31", "BOL")
    assert [detail.value["until"] for detail in found.answers[0].details] == ["2013-01-01"]
    on_the_day = foedus.whatif(shelf, DRUGS, drop=("bolivias-return",), move=("bolivias-notice=2011-07-01",))
    assert foedus.status(on_the_day, DRUGS, "2012-01-01", "BOL").verdict == "none"


def test_a_notice_before_the_ten_years_are_over_is_void_or_waits(shelf):
    early = foedus.whatif(shelf, RECIPROCITY, move=("american-notice=1865-03-15",))
    assert foedus.status(early, RECIPROCITY, "1867-01-01", readings=("law/premature-notice=void",)).verdict == "every"
    waits = foedus.status(early, RECIPROCITY, "1866-03-15", readings=("law/premature-notice=deferred",))
    assert [detail.value["until"] for detail in waits.answers[0].details] == ["1866-03-16"]


def test_any_day_of_a_year_ends_membership_on_the_last_day_of_the_next(shelf):
    for day in ("2011-01-02", "2011-12-30"):
        moved = foedus.whatif(shelf, "unido-constitution", move=(f"british-notice={day}",))
        found = foedus.status(moved, "unido-constitution", "2012-12-30", "GBR")
        assert [detail.value["until"] for detail in found.answers[0].details] == ["2012-12-31"]


def test_with_fewer_than_six_parties_the_convention_on_votes_ends(shelf):
    # of eleven parties of the record six leave after a year's notice: 1 March 2021
    assert foedus.status(shelf, VOTES, "2022-01-01").verdict == "every"
    fallen = foedus.whatif(shelf, VOTES, suppose=("all-but-five-leave",))
    found = foedus.status(fallen, VOTES, "2021-02-28")
    assert [(d.value["until"], d.value["how"]) for d in found.answers[0].details] == [("2021-03-01", "too few parties")]
    assert foedus.status(fallen, VOTES, "2021-03-01", "ECU").verdict == "none"


def test_without_the_deposit_that_lists_hide_the_sixth_is_a_later_one(shelf):
    # 23 April 1954 + 90 days: 7 + 31 + 30 + 22
    naive = foedus.whatif(shelf, VOTES, drop=("taiwan",))
    assert foedus.status(naive, VOTES, "1954-07-21").verdict == "none"
    assert foedus.status(naive, VOTES, "1954-07-22").verdict == "every"


def test_what_was_halted_and_recalled_hangs_on_no_dispute(shelf):
    assert foedus.status(shelf, VFA, "2020-08-09").hinges == ()
    assert foedus.status(shelf, VFA, "2022-01-01").verdict == "every"


def bond(shelf, a, b, on, treaty):
    found = foedus.between(shelf, a, b, on)
    return [(answer.value["status"], answer.value["binds"]) for answer in found.answers
            if answer.value["treaty"] == treaty]  # fmt: skip


def test_between_those_who_did_not_fall_out_the_alliance_is_in_force(shelf):
    assert bond(shelf, "USA", "AUS", "1990-01-01", "anzus") == [("in force", True)]
    assert bond(shelf, "AUS", "NZL", "1990-01-01", "anzus") == [("in force", True)]


def test_between_the_two_who_fell_out_the_alliance_is_suspended(shelf):
    assert [status for status, _ in bond(shelf, "USA", "NZL", "1990-01-01", "anzus")] == ["suspended"]


def test_an_accession_binds_with_those_who_did_not_object(shelf):
    assert bond(shelf, "CHN", "FRA", "2023-11-07", "apostille-convention") == [("in force", True)]
    assert bond(shelf, "CHN", "FRA", "2023-11-06", "apostille-convention") == []


def test_an_accession_does_not_bind_with_those_who_objected(shelf):
    assert not any(binds for _, binds in bond(shelf, "CHN", "IND", "2024-01-01", "apostille-convention"))


@pytest.mark.parametrize(
    ("party", "since"),
    [
        # a signatory that ratifies waits sixty days alone: 9 August 1965: 22 + 30 + 8
        ("NLD", "1965-10-08"),
        # the six months run from the depositary's notice, three weeks after the deposit of 26 October 2004
        ("IND", "2005-07-14"),
    ],
)
def test_the_time_for_objections_runs_for_accessions_and_from_the_notice(shelf, party, since):
    found = foedus.status(shelf, "apostille-convention", "2010-01-01", party)
    assert [detail.value["since"] for detail in found.answers[0].details] == [since]


TERRITORIES = [
    # declared in 1963, but the charter itself began on 26 February 1965
    ("C29", CHARTER, "1965-02-26", "IMN"),
    # until the day on which the Antilles were divided; each new unit from its own first day
    ("C111", "apostille-convention", "2010-10-09", "ANT"),
    ("C111", "apostille-convention", "1986-01-01", "ABW"),
    ("C111", "apostille-convention", "2010-10-10", "CUW"),
    ("C111", "apostille-convention", "1965-04-25", "HKG"),
]


@pytest.mark.parametrize(("case", "treaty", "on", "territory"), TERRITORIES, ids=lambda value: str(value))
def test_a_treaty_is_in_force_for_a_territory_it_was_extended_to(shelf, case, treaty, on, territory):
    assert foedus.status(shelf, treaty, on, territory).verdict == "every"


@pytest.mark.parametrize(
    ("case", "treaty", "on", "territory"),
    [
        ("C29", CHARTER, "1965-02-25", "IMN"),
        ("C111", "apostille-convention", "2010-10-10", "ANT"),
        ("C111", "apostille-convention", "1985-12-31", "ABW"),
        ("C111", "apostille-convention", "2010-10-09", "CUW"),
    ],
    ids=lambda value: str(value),
)
def test_a_treaty_is_not_in_force_for_a_territory_before_or_after(shelf, case, treaty, on, territory):
    assert foedus.status(shelf, treaty, on, territory).verdict == "none"
