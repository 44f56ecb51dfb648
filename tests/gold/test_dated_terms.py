"""Dated cases: ends of terms, last days for notice, survivals, and treaties that a party disowned in their time.

Each row names a case, asks one question of a bundled dossier, and has the day on record with the arithmetic
that leads to it. Where the record itself varies, the row names the reading.
"""

import pytest
from tests.gold.rows import Ends

import foedus

PACT, UKRAINE, SPAIN = "soviet-japanese-neutrality-pact", "ukrainian-russian-treaty-1997", "south-africa-spain-bit-1998"
PLAN, CHARTER, GRAIN = "jcpoa", "energy-charter-treaty", "black-sea-grain-initiative"
ON_TIME = ("law/notice-on-last-day=in-time",)
NOTICE, SURVIVAL = "last day for notice", "survival ends"

TERMS = [
    # 13 April 1941 + 5 years; 25 April 1941 + 5 years, 24 April 1946 being the last whole day
    Ends(
        "pact_end_sign",
        PACT,
        "1946-04-12",
        "1941-04-13",
        "1946-04-13",
        readings=("term-start=signature", "notice-effect=term-end", "pact-after-attack=in-force-and-breached"),
    ),
    Ends(
        "pact_end_ratified_eve",
        PACT,
        "1946-04-24",
        "1941-04-25",
        "1946-04-25",
        readings=("term-start=ratification", "notice-effect=term-end", "pact-after-attack=in-force-and-breached"),
    ),
    # 10 September 1961 + 10 years + five times 5; notice three days before the last day for it, or too late
    Ends(
        "dprk61_end",
        "soviet-north-korean-treaty-1961",
        "1996-09-09",
        "1961-09-10",
        "1996-09-10",
        readings=("day-of-note=september-1995",),
    ),
    Ends(
        "dprk61_end",
        "soviet-north-korean-treaty-1961",
        "2001-09-09",
        "1961-09-10",
        "2001-09-10",
        readings=("day-of-note=september-1996",),
    ),
    # 1 April 1999 + 10 years + 10
    Ends("ukr_rus_deadline", UKRAINE, "2019-03-31", "1999-04-01", "2019-04-01"),
    # 23 December 1999 + 10 years + 2 + 2; the notice came on the last day that can count
    Ends("za_es_end", SPAIN, "2013-12-22", "1999-12-23", "2013-12-23", readings=ON_TIME),
    Ends("za_es_end", SPAIN, "2015-12-22", "1999-12-23", "2015-12-23", readings=("law/notice-on-last-day=late",)),
    # 14 March 2003 + 10 years, 13 March 2013 being the last whole day
    Ends("za_bleu_end", "south-africa-bleu-bit-1998", "2013-03-13", "2003-03-14", "2013-03-14"),
    # first term and one renewal of 10 years
    Ends("nl_id_end", "netherlands-indonesia-bit-1994", "2015-06-30", "1995-07-01", "2015-07-01"),
    Ends("nl_in_end", "netherlands-india-bit-1995", "2016-11-30", "1996-12-01", "2016-12-01"),
    # 5 February 2011 + 10 years, without the extension
    Ends("newstart_end0", "new-start", "2021-02-04", "2011-02-05", "2021-02-05", dropped=("extension-2021",)),
    # 1 March 2000 + 20 years, the first day counted: 29 February 2020 is the last
    Ends("cotonou_end", "cotonou-agreement", "2020-02-28", "2003-04-01", "2020-02-29", dropped=("extension",)),
    # 28 October 1795 + 12 years; the permanent articles end with nothing but, for some, the war of 1812
    Ends("jay_temporary", "jay-treaty-1794-temporary-articles", "1807-10-27", "1795-10-28", "1807-10-28"),
    Ends(
        "jay_temporary", "jay-treaty-1794", "1807-10-28", "1795-10-28", None, readings=("law/effect-of-war=continues",)
    ),
    # 1 July 1898 + 99 years, 30 June 1997 being the last whole day
    Ends("hk_lease", "new-territories-lease", "1997-06-30", "1898-07-01", "1997-07-01"),
    # 20 July 2015 + 90 days is 18 October (11 + 31 + 30 + 18); + 8 years; + 10 years
    Ends("jcpoa_transition", "jcpoa-missile-measures", "2023-10-17", "2015-10-18", "2023-10-18"),
    Ends(
        "jcpoa_termination",
        PLAN,
        "2025-10-17",
        "2015-10-18",
        "2025-10-18",
        readings=("american-notice=no-participant", "european-notice=void"),
    ),
    # 28 August 2025 + 30 days is 27 September, and the day after
    Ends(
        "jcpoa_snapback",
        PLAN,
        "2025-09-27",
        "2015-10-18",
        "2025-09-28",
        readings=("american-notice=no-participant", "european-notice=valid"),
    ),
    # 20 August 2020 + 30 days is 19 September, and the day after
    Ends("jcpoa_snapback", PLAN, "2020-09-19", "2015-10-18", "2020-09-20", readings=("american-notice=participant",)),
    # 27 September 1940 + 10 years; 25 November 1941 + 5 years
    Ends("tripartite_end", "tripartite-pact", "1945-01-01", "1940-09-27", "1950-09-27", dropped=("claim",)),
    Ends("anticomintern_end2", "anti-comintern-pact", "1945-01-01", "1936-11-25", "1946-11-25", dropped=("claim",)),
    # 29 June 1926 + 5 years
    Ends("berlin26_end", "treaty-of-berlin-1926", "1931-06-28", "1926-06-29", "1931-06-29", dropped=("protocol-1931",)),
    # 12 March 1936 + 10 years
    Ends(
        "mongolia36_end",
        "soviet-mongolian-protocol-1936",
        "1946-03-11",
        "1936-03-12",
        "1946-03-12",
        dropped=("successor",),
    ),
]


def asked(shelf, row):
    record = foedus.whatif(shelf, row.treaty, drop=row.dropped, add=row.added)
    return record, foedus.status(record, row.treaty, row.on, row.party, row.readings)


@pytest.mark.parametrize("row", TERMS, ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.until}")
def test_it_is_in_force_from_and_to_the_days_on_record(shelf, row):
    _, found = asked(shelf, row)
    assert found.verdict == "every"
    told = {(detail.value["since"], detail.value["until"]) for detail in found.answers[0].details}
    assert told == {(row.since, row.until)}


@pytest.mark.parametrize(
    "row",
    [row for row in TERMS if row.until],
    ids=lambda row: f"{row.case}-{row.party or 'all'}-{row.until}",
)
def test_on_the_day_of_its_end_it_is_in_force_no_more(shelf, row):
    record, _ = asked(shelf, row)
    readings = (*row.readings, "law/day-of-expiry=ended")
    assert foedus.status(record, row.treaty, row.until, row.party, readings).verdict == "none"


DUES = [
    # 1 April 2019 - 6 months; six whole months between make it 30 September
    ("ukr_rus_deadline", UKRAINE, None, NOTICE, ("six-months-before=same-day", *ON_TIME), {"2008-10-01", "2018-10-01"}),
    (
        "ukr_rus_deadline",
        UKRAINE,
        None,
        NOTICE,
        ("six-months-before=whole-months", *ON_TIME),
        {"2008-09-30", "2018-09-30"},
    ),
    # 23 December - 6 months, in the last year of each term
    ("za_es_deadline", SPAIN, None, NOTICE, ON_TIME, {"2009-06-23", "2011-06-23", "2013-06-23"}),
    # 7 November 1945 - 6 months
    ("turkey_ussr_deadline", "soviet-turkish-treaty-1925", None, NOTICE, ON_TIME, {"1945-05-07"}),
    # 27 April 2025 + 20 years; 1 November 2008 + 15; 23 December 2013 + 10
    ("ect_uk_sunset", CHARTER, "GBR", SURVIVAL, ("counting-of-one-year=day-after",), {"2045-04-27"}),
    ("nl_ve_sunset", "netherlands-venezuela-bit-1991", None, SURVIVAL, ON_TIME, {"2023-11-01"}),
    ("za_es_sunset", SPAIN, None, SURVIVAL, ON_TIME, {"2023-12-23"}),
]


@pytest.mark.parametrize(("case", "treaty", "party", "what", "readings", "days"), DUES, ids=lambda value: str(value))
def test_it_falls_due_on_the_days_on_record(shelf, case, treaty, party, what, readings, days):
    found = foedus.deadlines(shelf, [treaty], party, readings=readings)
    assert {answer.value["on"] for answer in found.answers if answer.value["what"] == what} == days


@pytest.mark.parametrize(
    ("case", "treaty", "day"),
    [
        # 21 August 1942 - 6 months
        ("china37_deadline", "sino-soviet-pact-1937", "1942-02-21"),
        # 23 August 1949 - 1 year
        ("mr_deadline", "german-soviet-pact-1939", "1948-08-23"),
    ],
)
def test_among_the_last_days_for_notice_is_the_one_on_record(shelf, case, treaty, day):
    found = foedus.deadlines(shelf, [treaty], start=day, end=day, readings=ON_TIME)
    assert NOTICE in {answer.value["what"] for answer in found.answers}


def test_the_joint_review_of_usmca_falls_on_the_sixth_anniversary(shelf):
    # 1 July 2020 + 6 years
    found = foedus.deadlines(shelf, ["usmca"])
    assert "2026-07-01" in {answer.value["on"] for answer in found.answers}


@pytest.mark.parametrize(
    ("case", "on", "term_ends", "readings"),
    [
        # 22 July 2022 + 120 days: 9 + 31 + 30 + 31 + 19
        ("grain_1", "2022-08-01", "2022-11-19", ("length-of-renewals=same-period", "first-day=not-counted")),
        # two terms and sixty days, and sixty more: 18 May 2023 + 60 (13 + 30 + 17)
        ("grain_end", "2023-06-01", "2023-07-17", ("length-of-renewals=sixty-days", "first-day=not-counted")),
    ],
)
def test_the_terms_of_the_grain_initiative(shelf, case, on, term_ends, readings):
    running = foedus.whatif(shelf, GRAIN, drop=["termination"])
    (detail,) = foedus.status(running, GRAIN, on, readings=readings).answers[0].details
    assert detail.value["term_ends"] == term_ends


def test_with_the_day_of_signature_as_the_first_the_grain_initiative_ran_to_18_march(shelf):
    # 22 July being day one, day 120 is 18 November; 120 days more reach 18 March 2023, as the organisation said
    running = foedus.whatif(shelf, GRAIN, drop=["termination"])
    for on, term_ends in (("2022-08-01", "2022-11-18"), ("2022-12-01", "2023-03-18")):
        found = foedus.status(running, GRAIN, on, readings=["length-of-renewals=same-period", "first-day=counted"])
        assert found.answers[0].details[0].value["term_ends"] == term_ends


@pytest.mark.parametrize(
    ("case", "treaty", "on", "readings", "dropped", "term_ends"),
    [
        # 24 February 1934 + 10 years
        ("germany_poland_1934", "german-polish-declaration-1934", "1939-05-01", ("effect-of-declaration=no-effect",),
         ("attack",), "1944-02-24"),
        # the protocol of 1934 prolongs to the end of 1945
        ("finland_1939", "soviet-finnish-pact-1932", "1939-11-29", ("effect-of-release=no-effect",), ("attack",),
         "1945-12-31"),
        # 23 August 1939 + 10 years
        ("mr_1941", "german-soviet-pact-1939", "1941-06-21", (), ("attack", "declaration_of_war"), "1949-08-23"),
    ],
)  # fmt: skip
def test_what_a_party_disowned_had_years_to_run(shelf, case, treaty, on, readings, dropped, term_ends):
    record = foedus.whatif(shelf, treaty, drop=dropped)
    found = foedus.status(record, treaty, on, readings=readings)
    assert found.verdict == "every"
    assert term_ends in {d.value.get("term_ends") or d.value["until"] for d in found.answers[0].details}


@pytest.mark.parametrize(
    ("treaty", "claimed", "hinge"),
    [
        ("german-polish-declaration-1934", "1939-04-29", "effect-of-declaration"),
        ("soviet-finnish-pact-1932", "1939-11-29", "effect-of-release"),
        ("german-soviet-pact-1939", "1941-06-23", "law/effect-of-war"),
    ],
)
def test_whether_the_claim_or_the_war_ended_it_is_the_only_hinge(shelf, treaty, claimed, hinge):
    found = foedus.status(shelf, treaty, claimed)
    assert found.verdict == "some"
    assert hinge in found.hinges


GAP = ("gap-1931-1933=lapsed",)


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("1931-06-30", "none"),
        ("1933-05-04", "none"),
        ("1933-05-05", "every"),
    ],
)  # fmt: skip
def test_the_treaty_of_berlin_had_a_gap_of_676_days(shelf, on, verdict):
    # 29 June 1931 to 5 May 1933: 186 days left in 1931, 366 in 1932, 124 in 1933
    assert foedus.status(shelf, "treaty-of-berlin-1926", on, readings=GAP).verdict == verdict
