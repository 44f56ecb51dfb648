"""Thirty-one real cases: what the instruments provide, what happened, and the day or status on record.

Each table asks one kind of question of the bundled dossiers. Where the record itself varies, the row names the
reading, and every position has a row.
"""

import pytest
from tests.gold.rows import Ends

import foedus

AMITY = "us-iran-treaty-of-amity-1955"
BIT = "netherlands-venezuela-bit-1991"
UNION = "treaty-on-european-union"

ENDS = [
    # notice + 6 months
    Ends("abm-treaty-us-withdrawal", "abm-treaty", "2002-06-12", "1972-10-03", "2002-06-13"),
    Ends("abm-treaty-us-withdrawal", "abm-treaty", "2002-06-12", "1991-12-24", "2002-06-13", "RUS"),
    # notice + 6 months; a suspension in the meantime, if it was one, moves no end
    Ends("inf-treaty-us-withdrawal", "inf-treaty", "2019-02-01", "1988-06-01", "2019-08-02"),
    Ends(
        "inf-treaty-us-withdrawal",
        "inf-treaty",
        "2019-08-01",
        "1988-06-01",
        "2019-08-02",
        readings=("effect-of-suspension=no-effect",),
    ),
    # 2 November 2001 + 60 days is 1 January 2002 (28 + 31 + 1); notice + 6 months, for the leaver alone
    Ends("open-skies-us", "open-skies-treaty", "2020-11-21", "2002-01-01", "2020-11-22", "USA"),
    Ends("open-skies-russia", "open-skies-treaty", "2021-12-17", "2002-01-01", "2021-12-18", "RUS"),
    Ends("open-skies-russia", "open-skies-treaty", "2022-06-01", "2002-01-01", None, "BLR"),
    Ends("open-skies-russia", "open-skies-treaty", "2022-06-01", "2002-01-01", None),
    # 5 February 2011 + 10 years; + 5 more
    Ends("new-start", "new-start", "2021-02-04", "2011-02-05", "2021-02-05", dropped=("extension-2021",)),
    Ends("new-start", "new-start", "2021-02-06", "2011-02-05", "2026-02-05"),
    # on the day on which the condition was met; the conference of 1995 kept it going
    Ends("npt-entry-into-force", "npt", "2000-01-01", "1970-03-05", None),
    # 12 March 1993 + 3 months
    Ends(
        "npt-dprk",
        "npt",
        "1993-06-11",
        "1985-12-12",
        "1993-06-12",
        "PRK",
        dropped=("korean-notice-halted", "korean-notice-resumed"),
    ),
    # one day (11 to 12 June 1993) was left: 10 January 2003 + 1
    Ends("npt-dprk", "npt", "2000-01-01", "1985-12-12", "2003-01-11", "PRK", ("law/halted-notice=days-kept",)),
    # 10 January 2003 + 3 months
    Ends("npt-dprk", "npt", "2000-01-01", "1985-12-12", "2003-04-10", "PRK", ("law/halted-notice=runs-anew",)),
    Ends("npt-dprk", "npt", "2024-01-01", "1985-12-12", None, "PRK", ("law/halted-notice=revoked",)),
    # 5 October 2016 + 30 days: 26 left in October, 4 in November
    Ends("paris-agreement-entry", "paris-agreement", "2017-01-01", "2016-11-04", None),
    # notice + 1 year; 20 January 2021 + 30 days: 11 left in January, 19 in February; second notice + 1 year
    Ends("paris-agreement-usa", "paris-agreement", "2020-11-03", "2016-11-04", "2020-11-04", "USA"),
    Ends("paris-agreement-usa", "paris-agreement", "2021-02-19", "2021-02-19", "2026-01-27", "USA"),
    # 11 April 2002 + 60 days is 10 June; the first of the month after
    Ends("rome-statute-entry", "rome-statute", "2002-07-01", "2002-07-01", None),
    # 21 September 2004 + 60 days is 20 November; notice + 1 year
    Ends("rome-statute-burundi", "rome-statute", "2017-10-26", "2004-12-01", "2017-10-27", "BDI"),
    # 30 August 2011 + 60 days is 29 October; notice + 1 year
    Ends("rome-statute-philippines", "rome-statute", "2019-03-16", "2011-11-01", "2019-03-17", "PHL"),
    Ends("rome-statute-south-africa", "rome-statute", "2018-01-01", "2002-07-01", None, "ZAF"),
    Ends(
        "rome-statute-south-africa",
        "rome-statute",
        "2017-01-01",
        "2002-07-01",
        "2017-10-19",
        "ZAF",
        dropped=("revocation-south-africa",),
    ),
    Ends(
        "rome-statute-south-africa",
        "rome-statute",
        "2017-01-01",
        "2002-07-01",
        "2017-10-19",
        "ZAF",
        readings=("law/vclt-68=final",),
    ),
    # 28 June 2002 + 60 days is 27 August
    Ends("rome-statute-gambia", "rome-statute", "2018-01-01", "2002-09-01", None, "GMB"),
    Ends("unclos-entry", "unclos", "2000-01-01", "1994-11-16", None),
    Ends("unfccc-entry", "unfccc", "2000-01-01", "1994-03-21", None),
    # two years from 29 March 2017 run to the last hour of 29 March 2019 in Brussels, which is 23:00 in London
    Ends("brexit", UNION, "2019-03-29", "1993-11-01", "2019-03-30", "GBR", dropped=("extension",)),
    # 16 June 1957 + 10 years by an early notice; notice + 1 year once it runs on
    Ends("us-iran-amity", AMITY, "2019-10-02", "1957-06-16", "2019-10-03"),
    Ends(
        "ect-italy",
        "energy-charter-treaty",
        "2015-12-30",
        "1998-04-16",
        "2015-12-31",
        "ITA",
        ("counting-of-one-year=same-day",),
    ),
    Ends(
        "ect-italy",
        "energy-charter-treaty",
        "2015-12-30",
        "1998-04-16",
        "2016-01-01",
        "ITA",
        ("counting-of-one-year=day-after",),
    ),
    # 23 June 1995 + 30 days; 2 May 2007 + 6 months, or the day after
    Ends(
        "icsid-bolivia",
        "icsid-convention",
        "2007-11-01",
        "1995-07-23",
        "2007-11-02",
        "BOL",
        ("counting-of-six-months=same-day",),
    ),
    Ends(
        "icsid-bolivia",
        "icsid-convention",
        "2007-11-01",
        "1995-07-23",
        "2007-11-03",
        "BOL",
        ("counting-of-six-months=day-after",),
    ),
    # 2 May 1995 + 30 days; 24 January 2012 + 6 months, or the day after
    Ends(
        "icsid-venezuela",
        "icsid-convention",
        "2012-07-23",
        "1995-06-01",
        "2012-07-24",
        "VEN",
        ("counting-of-six-months=same-day",),
    ),
    Ends(
        "icsid-venezuela",
        "icsid-convention",
        "2012-07-23",
        "1995-06-01",
        "2012-07-25",
        "VEN",
        ("counting-of-six-months=day-after",),
    ),
    # 1 November 1993 + 15 years, whichever day in April 2008 the notice has; without it + 10 years
    Ends("bit-netherlands-venezuela", BIT, "2008-10-31", "1993-11-01", "2008-11-01"),
    # notice + 2 years
    Ends("league-japan", "league-of-nations-covenant", "1935-03-26", "1920-01-10", "1935-03-27", "JPN"),
    # notice two years and two days before the end that the treaty names, and for all
    Ends("washington-naval-treaty", "washington-naval-treaty", "1936-12-30", "1923-08-17", "1936-12-31"),
    Ends("washington-naval-treaty", "washington-naval-treaty", "1936-12-30", "1923-08-17", "1936-12-31", "FRA"),
    # 7 November 1945 is ten years after the protocol of 1935; the notice came seven weeks before 7 May 1945
    Ends("soviet-turkish-1925", "soviet-turkish-treaty-1925", "1945-11-06", "1926-06-30", "1945-11-07"),
    Ends(
        "german-polish-declaration-1934",
        "german-polish-declaration-1934",
        "1939-04-27",
        "1934-02-24",
        "1939-04-28",
        readings=("effect-of-declaration=ended",),
    ),
    # ended with the deposit of the Four-Power Treaty
    Ends(
        "anglo-japanese-alliance-1911",
        "anglo-japanese-alliance-1911",
        "1923-08-16",
        "1911-07-13",
        "1923-08-17",
        readings=("was-it-notice=no-notice",),
    ),
    # 1 July 1898 + 99 years: the last whole day is 30 June 1997
    Ends("new-territories-lease", "new-territories-lease", "1997-06-30", "1898-07-01", "1997-07-01"),
    # 24 April 2020: the first day of the third month after; + 16 years
    Ends("usmca", "usmca", "2036-06-30", "2020-07-01", "2036-07-01"),
]


@pytest.mark.parametrize("row", ENDS, ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.until}")
def test_it_is_in_force_from_and_to_the_days_on_record(shelf, row):
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped)
    found = foedus.status(record, row.treaty, row.on, row.party, row.readings)
    assert found.verdict == "every"
    # a suspension on the way, in the readings that have one, is no end
    ends = [detail.value for detail in found.answers[0].details if detail.value.get("how") != "suspended"]
    assert {(value["since"], value["until"]) for value in ends} == {(row.since, row.until)}


BY_ACT = {"german-polish-declaration-1934"}
"""Cases that an act ended in the course of a day: until the act the treaty was in force that day."""


@pytest.mark.parametrize(
    "row",
    [row for row in ENDS if row.until and row.case not in BY_ACT],
    ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.until}",
)
def test_on_the_day_of_its_end_it_is_in_force_no_more(shelf, row):
    # where a term expires, whether its last day still counts is a rule of its own
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped)
    readings = (*row.readings, "law/day-of-expiry=ended")
    assert foedus.status(record, row.treaty, row.until, row.party, readings).verdict == "none"


HINGES = [
    # where positions differ: the day, the disputes on which the answer hangs
    ("npt-dprk", "npt", "2003-03-01", "PRK", {"law/halted-notice"}),
    ("npt-dprk", "npt", "2010-01-01", "PRK", {"law/halted-notice"}),
    ("ect-italy", "energy-charter-treaty", "2015-12-31", "ITA", {"counting-of-one-year"}),
    ("ect-italy", "energy-charter-treaty", "2016-01-01", "ITA", set()),
    ("icsid-bolivia", "icsid-convention", "2007-11-02", "BOL", {"counting-of-six-months"}),
    ("icsid-venezuela", "icsid-convention", "2012-07-24", "VEN", {"counting-of-six-months"}),
    ("icsid-venezuela", "icsid-convention", "2012-07-25", "VEN", set()),
    ("bit-netherlands-venezuela", BIT, "2008-10-31", None, set()),
    ("inf-treaty-us-withdrawal", "inf-treaty", "2019-05-01", None, {"effect-of-suspension"}),
    (
        "german-polish-declaration-1934",
        "german-polish-declaration-1934",
        "1939-09-01",
        None,
        {"effect-of-declaration"},
    ),
    ("polish-soviet-1932", "polish-soviet-pact-1932", "1939-09-17", None, set()),
    ("german-soviet-1939", "german-soviet-pact-1939", "1941-06-22", None, set()),
]


@pytest.mark.parametrize(("case", "treaty", "on", "party", "hinges"), HINGES, ids=lambda value: str(value))
def test_it_hangs_on_the_disputes_of_the_case_and_on_no_others(shelf, case, treaty, on, party, hinges):
    assert set(foedus.status(shelf, treaty, on, party).hinges) == hinges


@pytest.mark.parametrize(
    ("treaty", "on", "readings"),
    [
        ("german-polish-declaration-1934", "1939-09-01", ("effect-of-declaration=no-effect",)),
        ("polish-soviet-pact-1932", "1939-09-17", ()),
        ("german-soviet-pact-1939", "1941-06-22", ()),
    ],
)
def test_it_was_in_force_on_the_day_of_the_attack(shelf, treaty, on, readings):
    assert foedus.status(shelf, treaty, on, readings=readings).verdict == "every"


@pytest.mark.parametrize(
    ("treaty", "on", "term_ends"),
    [
        # 24 February 1934 + 10 years
        ("german-polish-declaration-1934", "1938-01-01", "1944-02-24"),
        # prolonged to the end of 1945
        ("polish-soviet-pact-1932", "1938-01-01", "1945-12-31"),
        # 23 August 1939 + 10 years
        ("german-soviet-pact-1939", "1940-01-01", "1949-08-23"),
    ],
)
def test_undisturbed_its_term_would_have_run_to_the_day_on_record(shelf, treaty, on, term_ends):
    dossier = shelf[treaty]
    peace = tuple(event for event in dossier.record if event.event not in ("attack", "declaration_of_war", "claim"))
    undisturbed = shelf.changing(dossier.model_copy(update={"record": peace}))
    found = foedus.status(undisturbed, treaty, on)
    told = {detail.value.get("term_ends", detail.value["until"]) for detail in found.answers[0].details}
    assert term_ends in told
