"""Deadlines, survivals and returns of the thirty-one cases, and what their notices would do on other days."""

import json

import pytest
from click.testing import CliRunner

import foedus
from foedus.cli.main import main

BIT = "netherlands-venezuela-bit-1991"
UNION = "treaty-on-european-union"
IN_TIME = "law/notice-on-last-day=in-time"


DUES = [
    # case, treaty, party, what falls due, readings, the days on record
    # 4 November 2016 + 3 years; 19 February 2021 + 3 years: the second clock starts with the return
    ("paris-agreement-usa", "paris-agreement", "USA", "earliest notice", (), {"2019-11-04", "2024-02-19"}),
    ("paris-agreement-usa", "paris-agreement", "USA", "exit takes effect", (), {"2020-11-04", "2026-01-27"}),
    # 1 November 2008 - 6 months; + 15 years
    ("bit-netherlands-venezuela", BIT, None, "last day for notice", (IN_TIME,), {"2008-05-01"}),
    ("bit-netherlands-venezuela", BIT, None, "survival ends", (), {"2023-11-01"}),
    # 16 June 1957 + 10 years - 1 year
    ("us-iran-amity", "us-iran-treaty-of-amity-1955", None, "last day for notice", (), {"1966-06-16"}),
    ("us-iran-amity", "us-iran-treaty-of-amity-1955", None, "exit takes effect", (), {"2019-10-03"}),
    # 16 April 1998 + 5 years; 31 December 2015 or 1 January 2016, + 20 years
    ("ect-italy", "energy-charter-treaty", "ITA", "earliest notice", (), {"2003-04-16"}),
    (
        "ect-italy",
        "energy-charter-treaty",
        "ITA",
        "survival ends",
        ("counting-of-one-year=same-day",),
        {"2035-12-31"},
    ),
    (
        "ect-italy",
        "energy-charter-treaty",
        "ITA",
        "survival ends",
        ("counting-of-one-year=day-after",),
        {"2036-01-01"},
    ),
    # 31 December 1936 - 2 years
    ("washington-naval-treaty", "washington-naval-treaty", None, "last day for notice", (), {"1934-12-31"}),
    # 7 November 1945 - 6 months
    ("soviet-turkish-1925", "soviet-turkish-treaty-1925", None, "last day for notice", (IN_TIME,), {"1945-05-07"}),
    # 23 August 1939 + 10 years, a year before which notice falls due
    (
        "german-soviet-1939",
        "german-soviet-pact-1939",
        None,
        "renewal",
        ("law/effect-of-war=continues", "how-often-renewed=once"),
        {"1949-08-23"},
    ),
    (
        "german-soviet-1939",
        "german-soviet-pact-1939",
        None,
        "last day for notice",
        ("law/effect-of-war=continues", "how-often-renewed=once", IN_TIME),
        {"1948-08-23"},
    ),
    ("new-start", "new-start", None, "expiry", (), {"2026-02-05"}),
    ("new-territories-lease", "new-territories-lease", None, "expiry", (), {"1997-07-01"}),
    ("usmca", "usmca", "MEX", "expiry", (), {"2036-07-01"}),
]


@pytest.mark.parametrize(("case", "treaty", "party", "what", "readings", "days"), DUES, ids=lambda value: str(value))
def test_it_falls_due_on_the_days_on_record(shelf, case, treaty, party, what, readings, days):
    found = foedus.deadlines(shelf, [treaty], party, readings=readings)
    assert {answer.value["on"] for answer in found.answers if answer.value["what"] == what} == days


def test_if_the_anniversary_is_too_late_the_last_day_for_notice_is_the_day_before(shelf):
    found = foedus.deadlines(shelf, [BIT], readings=["law/notice-on-last-day=late"])
    assert {a.value["on"] for a in found.answers if a.value["what"] == "last day for notice"} == {"2008-04-30"}


def test_the_joint_review_falls_on_the_sixth_anniversary(shelf):
    found = foedus.deadlines(shelf, ["usmca"])
    assert "2026-07-01" in {answer.value["on"] for answer in found.answers}


# --- the same notices on other days ----------------------------------------------------------------------------


def ends(shelf, treaty, on, party=None, readings=()):
    found = foedus.status(shelf, treaty, on, party, readings)
    return {
        detail.value["until"] for answer in found.answers if answer.value == "in force" for detail in answer.details
    }


@pytest.mark.parametrize(
    ("day", "readings", "end"),
    [
        ("2008-04-30", (), "2008-11-01"),
        ("2008-05-01", ("law/notice-on-last-day=in-time",), "2008-11-01"),
        # too late for 2008, so for the end of the renewed term, ten years on
        ("2008-05-01", ("law/notice-on-last-day=late",), "2018-11-01"),
        ("2008-05-02", (), "2018-11-01"),
    ],
)
def test_a_notice_around_the_last_day_ends_this_term_or_the_next(shelf, day, readings, end):
    moved = foedus.whatif(shelf, BIT, move=[f"venezuelan-notice={day}"])
    assert ends(moved, BIT, "2008-10-01", readings=readings) == {end}


def test_the_investment_treaty_survives_for_fifteen_years(shelf):
    found = foedus.status(shelf, BIT, "2010-01-01")
    (answer,) = found.answers
    assert answer.value == "surviving"
    assert [(d.value["since"], d.value["until"]) for d in answer.details] == [("2008-11-01", "2023-11-01")]


@pytest.mark.parametrize(
    ("day", "end"),
    # within the ten years a notice works for their end; after them a year after it was given
    [("1960-01-01", "1967-06-16"), ("1966-06-16", "1967-06-16"), ("1970-03-01", "1971-03-01")],
)
def test_the_treaty_of_amity_could_not_end_before_its_tenth_year(shelf, day, end):
    treaty = "us-iran-treaty-of-amity-1955"
    moved = foedus.whatif(shelf, treaty, move=[f"american-notice={day}"])
    assert ends(moved, treaty, "1960-06-01", readings=["law/notice-on-last-day=in-time"]) == {end}


def test_a_notice_under_the_paris_agreement_before_the_third_year_is_void(shelf):
    moved = foedus.whatif(shelf, "paris-agreement", move=["notice-usa-2019=2017-08-04"], drop=["acceptance-usa-2021"])
    assert foedus.status(moved, "paris-agreement", "2018-08-04", "USA").verdict == "every"
    # by the other reading it counts from the first day on which it could be given: + 1 year
    deferred = ["law/premature-notice=deferred"]
    assert ends(moved, "paris-agreement", "2018-08-04", "USA", deferred) == {"2020-11-04"}


# --- coming back, and the Article 50 extensions ----------------------------------------------------------------

AMERICAN_LIFE = [
    ("signatory", "2016-04-22", "2016-09-03"),
    ("consented", "2016-09-03", "2016-10-05"),
    ("not yet in force", "2016-10-05", "2016-11-04"),
    ("in force", "2016-11-04", "2020-11-04"),
    ("withdrawn", "2020-11-04", "2021-02-19"),
    ("in force", "2021-02-19", "2026-01-27"),
    ("withdrawn", "2026-01-27", None),
]


def test_the_timeline_of_the_united_states_shows_in_force_withdrawn_in_force_again_and_withdrawn(shelf):
    (answer,) = foedus.timeline(shelf, "paris-agreement", "USA").answers
    (row,) = answer.value
    assert [(span["status"], span["from"], span["to"]) for span in row["spans"]] == AMERICAN_LIFE


def test_the_command_line_draws_that_life():
    told = CliRunner().invoke(main, ["timeline", "paris-agreement", "--party", "USA"])
    assert told.exit_code == 0
    lines = [line.strip() for line in told.output.splitlines()]
    last = [f"{status}: {start} to {end or '…'}" for status, start, end in AMERICAN_LIFE][-4:]
    places = [lines.index(line) for line in last]
    assert places == sorted(places)

    data = json.loads(CliRunner().invoke(main, ["timeline", "paris-agreement", "--party", "USA", "--json"]).output)
    (row,) = data["answers"][0]["value"]
    assert [span["status"] for span in row["spans"]] == [status for status, _, _ in AMERICAN_LIFE]


@pytest.mark.parametrize(
    ("dropped", "last_day"),
    [
        (("second-extension", "third-extension"), "2019-04-12"),
        (("third-extension",), "2019-10-31"),
        ((), "2020-01-31"),
    ],
)
def test_each_extension_of_the_british_notice_moves_the_exit_and_ends_nothing_for_the_others(shelf, dropped, last_day):
    record = foedus.whatif(shelf, UNION, drop=dropped)
    assert foedus.status(record, UNION, last_day, "GBR").verdict == "every"
    after = foedus.status(record, UNION, "2020-02-01", "GBR")
    assert [answer.value for answer in after.answers] == ["withdrawn"]
    assert foedus.status(record, UNION, "2020-03-01", "FRA").verdict == "every"


HOUR = "an hour asked about in another zone is not put on the clock of the treaty"


@pytest.mark.parametrize(
    ("moment", "verdict"),
    [
        # in March London kept Greenwich time and Brussels was an hour ahead
        ("2019-03-29T22:59+00:00", "every"),
        pytest.param("2019-03-29T23:00+00:00", "none"),
    ],
)
def test_without_extensions_the_exit_came_at_midnight_in_brussels(shelf, moment, verdict):
    record = foedus.whatif(shelf, UNION, drop=["extension"])
    assert foedus.status(record, UNION, moment, "GBR").verdict == verdict


def test_a_suspension_touches_the_state_that_continues_a_party(shelf):
    found = foedus.status(shelf, "inf-treaty", "2019-05-01", "RUS", ["effect-of-suspension=suspended"])
    assert [answer.value for answer in found.answers] == ["suspended"]
