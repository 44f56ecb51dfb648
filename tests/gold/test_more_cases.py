"""Fifty-six more cases: thresholds, windows, exits, returns, successions, and the days on record.

Each table asks one kind of question of the bundled dossiers. Where arithmetic and record differ the row names the
reading, and each position that is on record has a row.
"""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

import foedus


class Ends(NamedTuple):
    """From when to when the treaty (or one party's part) is in force, asked on a day in between.

    `since` and `until` are ISO days, `until` None where open; `dropped` names events left out of the record.
    """

    case: str
    treaty: str
    since: str
    until: str | None = None
    party: str | None = None
    readings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def eve(day):
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


ACHR = "american-convention-on-human-rights"
ANTI_COMINTERN = "anti-comintern-pact"
CHARTER = "european-social-charter-1961"
COCOA = "international-cocoa-agreement-2001"
COFFEE = "international-coffee-agreement-2007"
COMMERCE = "us-japan-commerce-treaty-1911"
COTONOU = "cotonou-agreement"
DAM = "gabcikovo-nagymaros-treaty-1977"
DRUGS = "single-convention-on-narcotic-drugs"
GENOCIDE = "genocide-convention"
GRAIN = "black-sea-grain-initiative"
RECIPROCITY = "us-british-reciprocity-treaty-1854"
VFA = "visiting-forces-agreement-1998"
VOTES = "political-rights-of-women-convention"

BEGINS = [
    # 26 June 2023 + 24 months
    Ends("C02", "hong-kong-convention", "2025-06-26"),
    # 2 October 1982 + 12 months
    Ends("C03", "marpol-73-78", "1983-10-02"),
    # three years reach 2 October 1986; the parties took longer
    Ends("C04", "marpol-annex-ii", "1987-04-06"),
    # 18 May 2004 + 12 months, or the day after
    Ends("C05", "marpol-annex-vi", "2005-05-19", readings=("counting-of-twelve-months=day-after",)),
    Ends("C05", "marpol-annex-vi", "2005-05-18", readings=("counting-of-twelve-months=same-day",)),
    # 17 September 2007 + 12 months; 23 January 2009 + 3 months
    Ends("C07", "anti-fouling-convention", "2008-09-17"),
    Ends("C07", "anti-fouling-convention", "2008-09-17", party="JPN"),
    Ends("C07", "anti-fouling-convention", "2009-04-23", party="EST"),
    # 25 May 1979 + 12 months
    Ends("C08", "solas-1974", "1980-05-25"),
    # 14 April 2014 + 12 months; 16 May 2016 + 3 months
    Ends("C10", "nairobi-wreck-removal-convention", "2015-04-14"),
    Ends("C10", "nairobi-wreck-removal-convention", "2016-08-16", party="CHE"),
    # 20 August 2012 + 12 months
    Ends("C11", "maritime-labour-convention", "2013-08-20"),
    # the named date, the condition being met at some time of 1988
    Ends("C12", "montreal-protocol", "1989-01-01"),
    # the named date; 18 January 2019 + 90 days: 13 + 28 + 31 + 18; 22 November 2019 + 90: 8 + 31 + 31 + 20
    Ends("C13", "kigali-amendment", "2019-01-01"),
    Ends("C13", "kigali-amendment", "2019-04-18", party="ALB"),
    Ends("C13", "kigali-amendment", "2020-02-20", party="ARG"),
    # 9 July 1975 + 180 days: 22 + 31 + 30 + 31 + 30 + 31 + 5; 5 December 1975 + 180: 26 + 31 + 29 + 31 + 30 + 31 + 2
    Ends("C14", "aetr", "1976-01-05"),
    Ends("C14", "aetr", "1976-06-02", party="CSK"),
    # 18 May 2017 + 90 days: 13 + 30 + 31 + 16; 29 June 2017 + 90: 1 + 31 + 31 + 27
    Ends("C18", "minamata-convention", "2017-08-16"),
    Ends("C18", "minamata-convention", "2017-09-27", party="RWA"),
    # 26 November 2003 + 90 days: 4 + 31 + 31 + 24
    Ends("C20", "rotterdam-convention", "2004-02-24"),
    # 22 January 1954 + 90 days: 9 + 28 + 31 + 22; 11 March 1954 + 90: 20 + 30 + 31 + 9
    Ends("C21", "refugee-convention", "1954-04-22"),
    Ends("C21", "refugee-convention", "1954-06-09", party="GBR"),
    # 27 January 1965 + 30 days: 4 + 26; each later one 30 days after its own deposit
    Ends("C27", CHARTER, "1965-02-26"),
    Ends("C28", CHARTER, "1965-02-26", party="IRL"),
    Ends("C28", CHARTER, "1965-04-02", party="DNK"),
    Ends("C28", CHARTER, "1965-11-21", party="ITA"),
    Ends("C28", CHARTER, "1969-11-28", party="AUT"),
    Ends("C28", CHARTER, "1991-05-29", party="FIN"),
    Ends("C28", CHARTER, "1997-07-25", party="POL"),
    Ends("C28", CHARTER, "2002-03-02", party="LVA"),
    Ends("C28", CHARTER, "2003-03-28", party="HRV"),
    # 22 April 2014 + 3 months is 22 July: the next first; 4 July + 3 months is 4 October
    Ends("C32", "istanbul-convention", "2014-08-01"),
    Ends("C32", "istanbul-convention", "2014-11-01", party="FRA"),
    # 25 November 1964 + 60 days: 5 + 31 + 24; 8 March 2023 + 6 months is 8 September, + 60 days: 22 + 31 + 7
    Ends("C38", "apostille-convention", "1965-01-24"),
    Ends("C38", "apostille-convention", "2023-11-07", party="CHN"),
    # 4 July 1949 + 12 months; 5 September 1990 + 12 months
    Ends("C42", "ilo-c087", "1950-07-04"),
    Ends("C43", "ilo-c169", "1991-09-05"),
    Ends("C43", "ilo-c169", "1991-09-05", party="MEX"),
    # 11 January 2013 + 30 days; the others 30 days after their deposits
    Ends("C44", DRUGS, "2013-02-10", party="BOL"),
    Ends("C113", DRUGS, "1976-01-18", party="CHL"),
    Ends("C113", DRUGS, "1976-09-04", party="CAN"),
    Ends("C113", DRUGS, "1990-01-13", party="CUB"),
    Ends("C113", DRUGS, "1990-03-09", party="BHR"),
    Ends("C113", DRUGS, "1993-03-20", party="BDI"),
    Ends("C113", DRUGS, "2001-09-13", party="ALB"),
    Ends("C113", DRUGS, "2015-03-21", party="AFG"),
    # 21 December 2016 + 90 days: 10 + 31 + 28 + 21
    Ends("C62", "unccd", "2017-03-21", party="CAN"),
    # the conditions were met after the named date
    Ends("C76", COCOA, "2005-11-02"),
    # 13 October 1993: the first of the next month
    Ends("C83", "treaty-on-european-union", "1993-11-01", dropped=("extension",)),
    # some day of January 1985 after the first: the first of the next month
    Ends("C86", "greenland-treaty-1984", "1985-02-01"),
    # 21 April 1950 + 6 months; 10 May 1954 + 6 months
    Ends("C101", "geneva-conventions-1949", "1950-10-21"),
    Ends("C101", "geneva-conventions-1949", "1954-11-10", party="SUN"),
    # 8 April 1954 + 90 days: 22 + 31 + 30 + 7, the deposit for China counted
    Ends("C102", VOTES, "1954-07-07"),
    Ends("C104", "tlatelolco-treaty", "1969-04-25", readings=("first-day=eleven",)),
    Ends("C104", "tlatelolco-treaty", "1967-09-20", readings=("first-day=own-waiver",)),
    Ends("C104", "tlatelolco-treaty", "2002-10-23", party="CUB"),
    # 8 February 1990 + 90 days: 20 + 31 + 30 + 9
    Ends("C106", "cites", "1990-05-09", party="ARE"),
    # from independence, whenever it was notified
    Ends("C108", VOTES, "1993-01-01", party="CZE"),
    Ends("C108", GENOCIDE, "1993-01-01", party="SVK"),
    Ends("C109", VOTES, "2006-06-03", party="MNE"),
    Ends("C109", GENOCIDE, "2006-06-03", party="MNE"),
    Ends("C108", VOTES, "1993-02-22", party="CZE", readings=("law/vcst-23=notification",)),
]

LIVES = [
    # 22 March 2021 + 3 months is 22 June: the next first
    Ends("C31", "istanbul-convention", "2014-08-01", "2021-07-01", "TUR"),
    # 26 February 1992 lies in the window from 27 February 1991; + 1 year
    # without notice or window, when the revising convention is in force
    Ends("C43", "ilo-c107", "1960-06-01", "1991-09-05", "MEX"),
    # 29 June 2011 is before 1 July: the next 1 January
    Ends("C44", DRUGS, "1976-10-23", "2012-01-01", "BOL", dropped=("bolivias-return",)),
    Ends("C47", ACHR, "1991-05-28", "1999-05-26", "TTO", ("notice-of-trinidad=day-of-notice",)),
    Ends("C47", ACHR, "1991-05-28", "1999-05-28", "TTO", ("notice-of-trinidad=two-days-later",)),
    # what the notices taken back would have done: + 1 year, + 180 days (leap day counted), + 2 years
    Ends("C52", "upu-constitution", "1966-01-01", "2019-10-17", "USA", dropped=("american-revocation",)),
    Ends("C52", "upu-constitution", "1966-01-01", None, "USA"),
    Ends("C56", VFA, "1999-06-01", "2020-08-09", dropped=("notice-halted", "notice-recalled")),
    Ends("C56", VFA, "1999-06-01"),
    Ends("C58", "rio-treaty", "1948-12-03", "2021-09-24", "URY", dropped=("uruguays-revocation",)),
    Ends("C58", "rio-treaty", "1948-12-03", None, "URY"),
    Ends("C58", "rio-treaty", "1948-12-03", "2021-09-24", "URY", ("law/vclt-68=final",)),
    # 1 December 1995 precedes the fiftieth instrument; notice + 1 year
    Ends("C62", "unccd", "1996-12-26", "2014-03-28", "CAN", dropped=("canadas-return",)),
    Ends("C63", "cis-charter", "1994-04-19", "2009-08-18", "GEO"),
    # any day of 2011: the last day of 2012
    Ends("C64", "unido-constitution", "1985-06-21", "2012-12-31", "GBR"),
    Ends("C64", "unido-constitution", "1985-06-21", "1996-12-31", "USA"),
    Ends("C66", COMMERCE, "1911-07-17", "1940-01-26", readings=("last-day=same-day",)),
    Ends("C66", COMMERCE, "1911-07-17", "1940-01-25", readings=("last-day=day-before",)),
    # notice on the day after the ten years; + 12 months
    Ends("C67", RECIPROCITY, "1855-03-16", "1866-03-17"),
    Ends("C68", "imf-articles", "1946-01-10", "1950-03-14", "POL"),
    # 3 April 2018 + 90 days: 27 + 31 + 30 + 2; 29 March + 90: 2 + 30 + 31 + 27
    Ends("C74", COFFEE, "2011-02-02", "2018-07-02", "USA", ("american-notice-received=beginning-of-april",)),
    Ends("C74", COFFEE, "2011-02-02", "2018-06-27", "USA", ("american-notice-received=end-of-march",)),
    # 1 March 2000 + 20 years: 29 February 2020 is the last day; then each extension
    Ends("C79", COTONOU, "2003-04-01", "2020-02-29", dropped=("extension",)),
    Ends("C79", COTONOU, "2003-04-01", "2023-12-31"),
    Ends("C81", "ecsc-treaty", "1952-07-23", "2002-07-23"),
    # 4 June 1955 + 20 years + 10 + 20 reaches 2005; the protocol of 1991 came first
    Ends("C89", "warsaw-pact", "1955-06-04", "1991-07-01", readings=("last-deposit=fourth-of-june",)),
    Ends(
        "C89",
        "warsaw-pact",
        "1955-06-05",
        "1968-09-13",
        "ALB",
        ("last-deposit=fifth-of-june", "albanias-exit=out-at-once"),
    ),
    # 22 July 2022 + 120 days: 9 + 31 + 30 + 31 + 19; + 120: 11 + 31 + 31 + 28 + 19; + 120 or 60
    Ends("C92", GRAIN, "2022-07-22", "2023-07-17", readings=("length-of-renewals=same-period",)),
    Ends("C96", ANTI_COMINTERN, "1936-11-25", "1941-11-25", dropped=("protocol-1941",)),
    Ends("C96", ANTI_COMINTERN, "1936-11-25", "1946-11-25", readings=("effect-of-german-surrender=no-effect",)),
    # at once, with a tail of five years
    Ends("C97", "cartagena-agreement-1969", "1973-02-13", "2006-04-22", "VEN"),
    Ends("C99", DAM, "1978-06-30", None, "HUN", ("hungarian-termination-effect=not-ended",)),
    Ends("C99", DAM, "1993-01-01", None, "SVK", ("hungarian-termination-effect=not-ended",)),
    Ends("C100", "anzus", "1952-04-29", None, "AUS"),
    # notice + 12 months
    Ends("C106", "cites", "1975-07-01", "1988-01-27", "ARE", dropped=("emirates-return",)),
]

ROWS = [*BEGINS, *LIVES]

BY_ACT = {("C89", "ALB")}
"""Parts that an act ended in the course of a day: until the act the treaty was in force that day."""


def name_of(row):
    return "-".join((row.case, row.party or "all", row.since, row.until or "open"))


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_it_is_in_force_from_and_to_the_days_on_record(shelf, row):
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped)
    found = foedus.status(record, row.treaty, eve(row.until) if row.until else row.since, row.party, row.readings)
    assert found.verdict == "every"
    told = {(detail.value["since"], detail.value["until"]) for detail in found.answers[0].details}
    assert told == {(row.since, row.until)}


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_on_the_eve_of_its_beginning_it_is_not_in_force(shelf, row):
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped)
    assert foedus.status(record, row.treaty, eve(row.since), row.party, row.readings).verdict == "none"


@pytest.mark.parametrize("row", [row for row in ROWS if row.until and (row.case, row.party) not in BY_ACT], ids=name_of)
def test_on_the_day_of_its_end_it_is_in_force_no_more(shelf, row):
    # where a term expires, whether its last day still counts is a rule of its own
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped)
    readings = (*row.readings, "law/day-of-expiry=ended")
    assert foedus.status(record, row.treaty, row.until, row.party, readings).verdict == "none"
