"""Dated cases: entries into force and later joiners, and treaties that never came, never ended or only seemed to.

Each row names a case, the bundled dossier, and the day on record with the arithmetic that leads to it.
"""

from datetime import date, timedelta

import pytest

import foedus


def eve(day):
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


GOODS, WORKERS = "sale-of-goods-convention", "migrant-workers-convention"
CARTAGENA, ROTTERDAM = "cartagena-protocol", "rotterdam-convention"
AFRICA, DRUGS, PACIFIC = "african-free-trade-area", "single-convention-on-narcotic-drugs", "cptpp"
COUNTED = ("law/organisation-not-counted=counted",)

ENTRIES = [
    # 7 May 2001 + 30 days: 24 left in May, 6 in June
    ("us_bo_force", "us-bolivia-bit-1998", None, (), "2001-06-06"),
    # 11 April 2002 + 60 days is 10 June: the first of the month after
    ("rome_statute", "rome-statute", None, (), "2002-07-01"),
    # 16 November 1993 + 12 months
    ("unclos", "unclos", None, (), "1994-11-16"),
    # 14 October 1950 + 90 days: 17 + 30 + 31 + 12
    ("genocide", "genocide-convention", None, (), "1951-01-12"),
    # 27 May 1987 + 30 days: 4 + 26
    ("cat", "convention-against-torture", None, (), "1987-06-26"),
    # 3 August 1990 + 30 days: 28 + 2
    ("crc", "convention-on-the-rights-of-the-child", None, (), "1990-09-02"),
    # 29 November 2004 + 90 days: 1 + 31 + 31 + 27
    ("fctc", "tobacco-control-convention", None, (), "2005-02-27"),
    # 21 December 1993 + 90 days: 10 + 31 + 28 + 21
    ("unfccc", "unfccc", None, (), "1994-03-21"),
    # 15 September 2005 + 90 days: 15 + 31 + 30 + 14
    ("uncac", "corruption-convention", None, (), "2005-12-14"),
    # 13 June 2003 + 90 days: 17 + 31 + 31 + 11; with the Community's instrument counted, 30 May + 90
    ("cartagena", CARTAGENA, None, (), "2003-09-11"),
    ("cartagena", CARTAGENA, None, COUNTED, "2003-08-28"),
    # 26 November 2003 + 90 days: 4 + 31 + 31 + 24; with the Community's instrument counted, 10 October + 90
    ("rotterdam", ROTTERDAM, None, (), "2004-02-24"),
    ("rotterdam", ROTTERDAM, None, COUNTED, "2004-01-08"),
    # 23 December 1975 + 3 months; 3 October 1975 + 3 months
    ("iccpr", "iccpr", None, (), "1976-03-23"),
    ("icescr", "icescr", None, (), "1976-01-03"),
    # 11 December 1986 + 12 months is 11 December 1987: the first of the month after
    ("cisg", GOODS, None, (), "1988-01-01"),
    # 14 March 2003 + 3 months is 14 June: the first of the month after
    ("cmw", WORKERS, None, (), "2003-07-01"),
    # 25 September 2014 + 90 days: 5 + 31 + 30 + 24
    ("att", "arms-trade-treaty", None, (), "2014-12-24"),
    # 29 April 2019 + 30 days is 29 May, and the day after by the African Union's count
    ("afcfta", AFRICA, None, ("counting-of-thirty-days=day-after",), "2019-05-30"),
    ("afcfta", AFRICA, None, ("counting-of-thirty-days=same-day",), "2019-05-29"),
    # 31 October 2018 + 60 days: 30 + 30
    ("cptpp", PACIFIC, None, (), "2018-12-30"),
    # 17 July 2007 + 60 days is 15 September; 14 November 2023 + 60 days is 13 January: the first of the month after
    ("rome_japan", "rome-statute", "JPN", (), "2007-10-01"),
    ("rome_armenia", "rome-statute", "ARM", (), "2024-02-01"),
    # 11 January 2013 + 30 days: 20 + 10
    ("narcotics_bolivia_back", DRUGS, "BOL", (), "2013-02-10"),
    # 24 June 1987 + 30 days; 7 August 1990 + 30 days; 30 November 2004 + 90 days
    ("cat", "convention-against-torture", "CAN", (), "1987-07-24"),
    ("crc", "convention-on-the-rights-of-the-child", "FRA", (), "1990-09-06"),
    ("fctc", "tobacco-control-convention", "PER", (), "2005-02-28"),
    # 16 September 2005 + 30 days is before the convention itself, 23 September + 30 too
    ("uncac", "corruption-convention", "PAN", (), "2005-12-14"),
    # 26 November 2003 + 3 months is 26 February: the first of the month after
    ("cmw", WORKERS, "BFA", (), "2004-03-01"),
    # 15 November 2018 + 60 days: 15 + 31 + 14; 21 July 2021 + 60 days: 10 + 31 + 19
    ("cptpp", PACIFIC, "VNM", (), "2019-01-14"),
    ("cptpp", PACIFIC, "PER", (), "2021-09-19"),
    # 20 July 2015 + 90 days: 11 + 31 + 30 + 18
    ("jcpoa", "jcpoa", None, (), "2015-10-18"),
    # 11 June 1984 + 30 days: 19 + 11
    ("moon_saudi", "moon-agreement", None, (), "1984-07-11"),
]


@pytest.mark.parametrize(("case", "treaty", "party", "readings", "day"), ENTRIES, ids=lambda value: str(value))
def test_it_enters_into_force_on_the_day_on_record(shelf, case, treaty, party, readings, day):
    found = foedus.status(shelf, treaty, day, party, readings)
    assert found.verdict == "every"
    assert {detail.value["since"] for answer in found.answers for detail in answer.details} == {day}
    assert foedus.status(shelf, treaty, eve(day), party, readings).verdict == "none"


@pytest.mark.parametrize(
    ("treaty", "gone", "day"),
    [
        # without East Germany, Yugoslavia and Czechoslovakia the thirty-fifth is Canada, 19 May 1976 + 3 months
        ("icescr", {"DDR", "YUG", "CSK"}, "1976-08-19"),
        # without Yugoslavia China, Italy and the United States are still the tenth
        (GOODS, {"YUG"}, "1988-01-01"),
        # Armenia and Ghana deposited on one day; without one of them Peru is the fortieth: 30 November + 90 days
        ("tobacco-control-convention", {"ARM"}, "2005-02-28"),
        # Guatemala and El Salvador deposited together; without one of them there were still twenty
        (WORKERS, {"GTM"}, "2003-07-01"),
        # Denmark was the twentieth; without it Canada, 24 June 1987 + 30 days
        ("convention-against-torture", {"DNK"}, "1987-07-24"),
    ],
)
def test_without_some_instruments_the_threshold_is_met_by_others(shelf, treaty, gone, day):
    dossier = shelf[treaty]
    kept = tuple(event for event in dossier.record if not gone & set(event.by))
    fewer = shelf.changing(dossier.model_copy(update={"record": kept}))
    found = foedus.status(fewer, treaty, day)
    assert {detail.value["since"] for detail in found.answers[0].details} == {day}
    assert foedus.status(fewer, treaty, eve(day)).verdict == "none"


# --- never in force, never ended, only suspended by word -------------------------------------------------------


@pytest.mark.parametrize("on", ["1998-09-24", "2010-01-01", "2026-01-01"])
def test_the_test_ban_waits_for_states_and_not_for_a_number(shelf, on):
    assert foedus.status(shelf, "ctbt", on).verdict == "none"


def test_the_test_ban_would_follow_180_days_after_the_last_of_the_forty_four(shelf):
    annex = shelf["ctbt"].terms.entry_into_force.when.all_of
    assert len(annex) == len(set(annex)) == 44
    missing = ", ".join(state for state in annex if state not in ("GBR", "FRA", "RUS"))
    added = [
        f"{{event: ratification, on: 2024-05-01, by: [{missing}]}}",
        "{event: ratification, on: 2030-01-01, by: RUS}",
    ]
    # 1 January 2030 + 180 days: 30 + 28 + 31 + 30 + 31 + 30 = 30 June
    full = foedus.whatif(shelf, "ctbt", add=added, drop=["russian-withdrawal", "russian-ratification"])
    assert foedus.status(full, "ctbt", "2030-06-29").verdict == "none"
    assert foedus.status(full, "ctbt", "2030-06-30").verdict == "every"
    # with Russia's ratification taken back the other forty-three are not enough
    short = foedus.whatif(shelf, "ctbt", add=added[:1])
    assert foedus.status(short, "ctbt", "2030-06-30").verdict == "none"


@pytest.mark.parametrize(
    ("party", "on", "status"),
    [
        ("RUS", "2023-11-02", "consented"),
        # a ratification taken back leaves a signatory
        ("RUS", "2023-11-03", "signatory"),
        ("USA", "2026-01-01", "signatory"),
        ("GBR", "2026-01-01", "consented"),
        ("IND", "2026-01-01", "not a party"),
    ],
)
def test_what_the_test_ban_is_to_each_state(shelf, party, on, status):
    (answer,) = foedus.status(shelf, "ctbt", on, party).answers
    assert answer.value == status


@pytest.mark.parametrize("on", ["1993-01-03", "1996-02-01", "2000-05-05", "2002-06-13", "2002-06-14", "2020-01-01"])
def test_start_ii_was_never_in_force_though_both_had_ratified(shelf, on):
    assert foedus.status(shelf, "start-ii", on).verdict == "none"


def test_start_ii_would_have_been_in_force_with_the_exchange(shelf):
    exchanged = foedus.whatif(shelf, "start-ii", add=["{event: exchange, on: 2000-06-01, by: [USA, RUS]}"])
    assert foedus.status(exchanged, "start-ii", "2000-05-31").verdict == "none"
    assert foedus.status(exchanged, "start-ii", "2000-06-01").verdict == "every"


@pytest.mark.parametrize("party", [None, "JPN", "CHN"])
def test_the_nine_power_treaty_has_no_end_by_its_terms_or_by_the_japanese_note(shelf, party):
    found = foedus.status(shelf, "nine-power-treaty-1922", "1939-01-01", party)
    assert found.verdict == "every"
    assert {detail.value["until"] for detail in found.answers[0].details} == {None}


def test_for_whom_a_claim_works_by_itself_the_japanese_note_ended_the_treaty_for_japan(shelf):
    effective = ["law/vclt-62=ends"]
    found = {
        party: foedus.status(shelf, "nine-power-treaty-1922", "1938-11-19", party, effective).verdict
        for party in ("JPN", "USA", None)
    }
    assert found == {"JPN": "none", "USA": "every", None: "every"}


@pytest.mark.parametrize("party", [None, "UKR", "RUS", "GBR", "USA"])
@pytest.mark.parametrize("on", ["1994-12-05", "2014-03-01", "2026-01-01"])
def test_the_budapest_memorandum_is_in_force_from_its_signature_without_end(shelf, party, on):
    found = foedus.status(shelf, "budapest-memorandum-1994", on, party)
    assert found.verdict == "every"
    (detail,) = found.answers[0].details
    assert detail.value == {"since": "1994-12-05", "until": None}


def test_a_notice_under_the_budapest_memorandum_works_at_most_by_a_reading(shelf):
    left = foedus.whatif(shelf, "budapest-memorandum-1994", add=["{event: withdrawal, on: 2015-03-01, by: RUS}"])
    found = foedus.status(left, "budapest-memorandum-1994", "2017-01-01", "RUS")
    assert (found.verdict, found.hinges) == ("some", ("law/vclt-56",))


@pytest.mark.parametrize("party", [None, "RUS", "USA"])
def test_new_start_is_in_force_or_suspended_as_the_russian_law_is_taken(shelf, party):
    found = foedus.status(shelf, "new-start", "2023-06-01", party)
    assert {answer.value for answer in found.answers} == {"in force", "suspended"}
    assert found.hinges == ("effect-of-suspension",)
    # on either reading it ends with its term
    assert foedus.status(shelf, "new-start", "2026-02-06", party).verdict == "none"


@pytest.mark.parametrize("party", ["MAN", "MNG"])
def test_manchukuo_and_mongolia_are_third_states_under_the_declaration_of_1941(shelf, party):
    treaty = "declaration-on-mongolia-and-manchukuo"
    assert foedus.status(shelf, treaty, "1941-06-01").verdict == "every"
    (answer,) = foedus.status(shelf, treaty, "1941-06-01", party).answers
    assert answer.value == "not a party"
    assert party in {state for duty in shelf[treaty].terms.duties for state in duty.protects}
