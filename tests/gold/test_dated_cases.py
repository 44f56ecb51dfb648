"""Dated cases: notices that end a party's part, notices taken back or halted, and a contested letter.

Each row names a case, asks one question of a bundled dossier, and has the day on record with the arithmetic
that leads to it. Where the record itself varies, the row names the reading.
"""

import pytest
from tests.gold.rows import Ends

import foedus

COVENANT, CHARTER = "league-of-nations-covenant", "energy-charter-treaty"
VFA, STATUTE = "visiting-forces-agreement-1998", "rome-statute"
COURT, CENTRAL_AMERICA = "icj-declaration-usa-1946", "icj-declaration-usa-1946-central-america"
WHOLE_YEAR, KEPT = ("counting-of-one-year=day-after",), ("law/halted-notice=days-kept",)
TAKEN_UP = "{event: notice_resumed, on: 2020-12-01, by: PHL, of: philippine-notice}"

EXITS = [
    # notice + 6 months
    Ends("openskies_us", "open-skies-treaty", "2020-11-21", "2002-01-01", "2020-11-22", "USA"),
    # notice + 1 year, twice, each counted from the notice of its own membership
    Ends("paris_us_1", "paris-agreement", "2020-11-03", "2016-11-04", "2020-11-04", "USA"),
    Ends("paris_us_2", "paris-agreement", "2026-01-26", "2021-02-19", "2026-01-27", "USA"),
    # notice + 1 year
    Ends("icc_burundi", STATUTE, "2017-10-26", "2004-12-01", "2017-10-27", "BDI"),
    Ends("icc_philippines", STATUTE, "2019-03-16", "2011-11-01", "2019-03-17", "PHL"),
    Ends("icc_hungary", STATUTE, "2026-06-01", "2002-07-01", "2026-06-02", "HUN"),
    # two years from the letter, or from the day on which it was handed over
    Ends(
        "oas_venezuela",
        "oas-charter",
        "2019-04-26",
        "1951-12-29",
        "2019-04-27",
        "VEN",
        ("whose-government=stands", "day-of-receipt=day-of-letter"),
    ),
    Ends(
        "oas_venezuela",
        "oas-charter",
        "2019-04-27",
        "1951-12-29",
        "2019-04-28",
        "VEN",
        ("whose-government=stands", "day-of-receipt=handed-over"),
    ),
    # by the other authority the notice was taken back, whatever day it had
    Ends("oas_venezuela", "oas-charter", "2024-01-01", "1951-12-29", None, "VEN", ("whose-government=taken-back",)),
    # 22 January 2025 + 1 year; that of 2020 was revoked before its year was over
    Ends(
        "who_us_2025", "who-constitution", "2026-01-21", "1948-06-21", "2026-01-22", "USA", ("unpaid-dues=effective",)
    ),
    Ends("who_us_2025", "who-constitution", "2026-06-01", "1948-06-21", None, "USA", ("unpaid-dues=not-yet",)),
    Ends(
        "who_us_2025",
        "who-constitution",
        "2021-07-05",
        "1948-06-21",
        "2021-07-06",
        "USA",
        dropped=("american-revocation", "american-notice-2025"),
    ),
    # 24 January + 6 months, and the day after by the depositary's count
    Ends(
        "icsid_venezuela",
        "icsid-convention",
        "2012-07-24",
        "1995-06-01",
        "2012-07-25",
        "VEN",
        ("counting-of-six-months=day-after",),
    ),
    # notice + 1 year, and the day after by the depositary's count; deposit of 28 September 1999 + 90 days
    Ends("ect_italy", CHARTER, "2015-12-31", "1998-04-16", "2016-01-01", "ITA", WHOLE_YEAR),
    Ends("ect_france", CHARTER, "2023-12-07", "1999-12-27", "2023-12-08", "FRA", WHOLE_YEAR),
    Ends("ect_luxembourg", CHARTER, "2024-06-16", "1998-04-16", "2024-06-17", "LUX", WHOLE_YEAR),
    Ends("ect_uk", CHARTER, "2025-04-26", "1998-04-16", "2025-04-27", "GBR", WHOLE_YEAR),
    Ends("ect_uk", CHARTER, "2025-04-25", "1998-04-16", "2025-04-26", "GBR", ("counting-of-one-year=same-day",)),
    # 17 March 1865 + 12 months
    Ends("reciprocity_1854", "us-british-reciprocity-treaty-1854", "1866-03-16", "1855-03-16", "1866-03-17"),
    # the note of December 1978 counts from 1 January 1979: + 1 year
    Ends("mdt_us_roc", "us-roc-mutual-defence-treaty-1954", "1979-12-31", "1955-03-03", "1980-01-01"),
    # received 22 March + 3 months is 22 June: the first of the month after
    Ends("istanbul_turkey", "istanbul-convention", "2021-06-30", "2014-08-01", "2021-07-01", "TUR"),
    # in by 1 July, so out on the next 1 January
    Ends("narcotics_bolivia", "single-convention-on-narcotic-drugs", "2011-12-31", "1976-10-23", "2012-01-01", "BOL"),
    # 18 July 2012 + 30 days; notice + 1 year
    Ends("moon_saudi", "moon-agreement", "2024-01-04", "2012-08-17", "2024-01-05", "SAU"),
    # notice + 1 year for each of the three, whatever they declared
    *(
        Ends(
            "ecowas_aes",
            "ecowas-treaty",
            "2025-01-28",
            "1995-08-23",
            "2025-01-29",
            party,
            ("effect-of-notice=after-a-year",),
        )
        for party in ("BFA", "MLI", "NER")
    ),
    # 22 June 1976 + 12 calendar months
    Ends("bermuda1_uk", "bermuda-agreement-1946", "1977-06-21", "1946-02-11", "1977-06-22"),
    # 7 October 1985 + 6 months
    Ends("icj_us_1985", COURT, "1986-04-06", "1946-08-26", "1986-04-07"),
    # notice + 2 years; the German letter of the 19th was received on the 21st
    Ends("league_japan", COVENANT, "1935-03-26", "1920-01-10", "1935-03-27", "JPN"),
    Ends("league_germany", COVENANT, "1935-10-20", "1926-09-08", "1935-10-21", "DEU"),
    Ends("league_germany", COVENANT, "1935-10-18", "1926-09-08", "1935-10-19", "DEU", ("law/vclt-78=given",)),
    Ends("league_brazil", COVENANT, "1928-06-13", "1920-01-10", "1928-06-14", "BRA"),
    # 10 June 2011, four days after the ten years, + 1 year
    Ends("us_bo_end", "us-bolivia-bit-1998", "2012-06-09", "2001-06-06", "2012-06-10"),
]

TAKEN_BACK = [
    # 12 March 1993 + 3 months, if nothing had halted it
    Ends(
        "npt_dprk_1993",
        "npt",
        "1993-06-11",
        "1985-12-12",
        "1993-06-12",
        "PRK",
        dropped=("korean-notice-halted", "korean-notice-resumed"),
    ),
    # one day was left on 11 June 1993: 10 January 2003 + 1
    Ends("npt_dprk_2003_own", "npt", "2003-01-10", "1985-12-12", "2003-01-11", "PRK", KEPT),
    # 8 September 1926 + 2 years, but taken back in March 1928
    # 11 February 2020 (a leap year) + 180 days: 18 + 31 + 30 + 31 + 30 + 31 + 9
    Ends("vfa_ph", VFA, "2020-08-08", "1999-06-01", "2020-08-09", dropped=("notice-halted", "notice-recalled")),
    Ends("vfa_ph", VFA, "2020-09-01", "1999-06-01", None, dropped=("notice-recalled",)),
    # 69 of the 180 days were left on 1 June; from 1 December: 30 + 31 + 8
    Ends(
        "vfa_ph_resume_1",
        VFA,
        "2021-02-07",
        "1999-06-01",
        "2021-02-08",
        readings=KEPT,
        dropped=("notice-recalled",),
        added=(TAKEN_UP,),
    ),
]

CONTESTED = [
    # 6 April 1984 + 6 months by the declaration's own clause
    Ends(
        "icj_us_1984",
        CENTRAL_AMERICA,
        "1984-10-05",
        "1946-08-26",
        "1984-10-06",
        readings=("effect-of-letter=six-months",),
    ),
    Ends(
        "icj_us_1984", CENTRAL_AMERICA, "1984-04-05", "1946-08-26", "1984-04-06", readings=("effect-of-letter=at-once",)
    ),
]


def asked(shelf, row):
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped, add=row.added)
    return record, foedus.status(record, row.treaty, row.on, row.party, row.readings)


@pytest.mark.parametrize(
    "row", [*EXITS, *TAKEN_BACK, *CONTESTED], ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.until}"
)
def test_it_is_in_force_from_and_to_the_days_on_record(shelf, row):
    _, found = asked(shelf, row)
    assert found.verdict == "every"
    told = {(detail.value["since"], detail.value["until"]) for detail in found.answers[0].details}
    assert told == {(row.since, row.until)}


@pytest.mark.parametrize(
    "row",
    [row for row in (*EXITS, *TAKEN_BACK) if row.until],
    ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.until}",
)
def test_on_the_day_of_its_end_it_is_in_force_no_more(shelf, row):
    record, _ = asked(shelf, row)
    readings = (*row.readings, "law/day-of-expiry=ended")
    assert foedus.status(record, row.treaty, row.until, row.party, readings).verdict == "none"


@pytest.mark.parametrize(
    ("treaty", "on", "party", "hinges"),
    [
        ("oas-charter", "2019-04-27", "VEN", {"day-of-receipt", "whose-government"}),
        ("oas-charter", "2019-05-01", "VEN", {"whose-government"}),
        ("who-constitution", "2026-02-01", "USA", {"unpaid-dues"}),
        ("ecowas-treaty", "2024-06-01", "MLI", {"effect-of-notice"}),
        ("ecowas-treaty", "2025-01-29", "MLI", set()),
        (CHARTER, "2023-12-07", "FRA", {"counting-of-one-year"}),
        (CHARTER, "2023-12-08", "FRA", set()),
        (COVENANT, "1935-10-20", "DEU", set()),
        # on the day of the Nicaraguan application, and when the six months were over
        (CENTRAL_AMERICA, "1984-04-09", None, {"effect-of-letter"}),
        (CENTRAL_AMERICA, "1984-10-06", None, set()),
    ],
)
def test_it_hangs_on_the_disputes_of_the_case_and_on_no_others(shelf, treaty, on, party, hinges):
    assert set(foedus.status(shelf, treaty, on, party).hinges) == hinges


@pytest.mark.parametrize(
    ("treaty", "move", "on", "party", "until"),
    [
        # two days later Bolivia would have been bound for a year more
        ("single-convention-on-narcotic-drugs", "bolivias-notice=2011-07-01", "2011-12-01", "BOL", "2012-01-01"),
        ("single-convention-on-narcotic-drugs", "bolivias-notice=2011-07-02", "2012-12-01", "BOL", "2013-01-01"),
        # received on 31 March: three months end on 30 June, and the first of the month after is the next day
        ("istanbul-convention", "turkish-notice=2021-03-31", "2021-06-30", "TUR", "2021-07-01"),
        ("istanbul-convention", "turkish-notice=2021-04-01", "2021-07-31", "TUR", "2021-08-01"),
    ],
)
def test_a_day_more_can_add_a_month_or_a_year(shelf, treaty, move, on, party, until):
    moved = foedus.whatif(shelf, treaty, move=[move], drop=["bolivias-return"] if party == "BOL" else [])
    (detail,) = foedus.status(moved, treaty, on, party).answers[0].details
    assert detail.value["until"] == until


def test_the_second_membership_under_the_paris_agreement_has_its_own_three_years(shelf):
    # 19 February 2021 + 3 years is 19 February 2024
    for day, verdict in (("2024-02-18", "every"), ("2024-02-19", "none")):
        moved = foedus.whatif(shelf, "paris-agreement", move=[f"notice-usa-2025={day}"])
        assert foedus.status(moved, "paris-agreement", "2025-06-01", "USA").verdict == verdict
