"""Six conventions with their whole lists of deposits: which one completed the number, and what day follows.

The traps: a regional organisation is not counted in addition to its members, states that are gone counted when they
deposited, and a successor does not count again. Each must come out by the general rules.
"""

from collections import Counter
from datetime import date, timedelta

import pytest

import foedus

ENTRIES = [
    # convention, in force, who completed the number, on which day, as number
    # 60th day after 11 April 2002 is 10 June 2002; the first of the month after is 1 July 2002
    ("rome-statute", "2002-07-01", "COD", "11 April 2002", 60),
    # 16 November 1993 + 12 months; Yugoslavia's deposit of 1986 is one of the sixty
    ("unclos", "1994-11-16", "GUY", "16 November 1993", 60),
    # 13 June 2003 + 90 days: 17 left in June, 31 + 31 in July and August make 79, 11 more in September
    ("cartagena-protocol", "2003-09-11", "PLW", "13 June 2003", 50),
    # 26 November 2003 + 90 days: 4 + 31 + 31 make 66, 24 more in February
    ("rotterdam-convention", "2004-02-24", "ARM", "26 November 2003", 50),
    # 21 December 1993 + 90 days: 10 + 31 + 28 make 69, 21 more in March
    ("unfccc", "1994-03-21", "PRT", "21 December 1993", 50),
    # 23 December 1975 + 3 months
    ("iccpr", "1976-03-23", "CSK", "23 December 1975", 35),
]


def in_force_since(shelf, treaty, party=None, on="2012-01-01", readings=()):
    """The days since which the treaty is in force on a day, by reading."""
    found = foedus.status(shelf, treaty, on, party, readings)
    return {
        detail.value["since"] for answer in found.answers if answer.value == "in force" for detail in answer.details
    }


def without(shelf, treaty, *parties):
    """The library with the acts of some parties struck from the record, as a table of today has it."""
    dossier = shelf[treaty]
    kept = tuple(event for event in dossier.record if not set(parties) & set(event.by))
    assert len(kept) < len(dossier.record)
    return shelf.changing(dossier.model_copy(update={"record": kept}))


def told(reasons):
    return [reason.text for top in reasons for _, reason in top.walk()]


@pytest.mark.parametrize(("treaty", "since"), [row[:2] for row in ENTRIES])
def test_it_enters_into_force_on_the_day_of_record_in_every_reading(shelf, treaty, since):
    found = foedus.status(shelf, treaty, since)
    assert (found.verdict, found.hinges) == ("every", ())
    assert in_force_since(shelf, treaty) == {since}


@pytest.mark.parametrize(("treaty", "since", "last", "on", "number"), ENTRIES)
def test_the_reasons_name_the_deposit_that_completed_the_number(shelf, treaty, since, last, on, number):
    found = foedus.status(shelf, treaty, since)
    assert f"the instruments asked for were complete on {on}, with {last} as number {number}" in told(
        found.answers[0].reasons
    )


@pytest.mark.parametrize(("treaty", "since"), [row[:2] for row in ENTRIES])
def test_on_the_eve_it_is_not_in_force(shelf, treaty, since):
    eve = date.fromisoformat(since) - timedelta(days=1)
    found = foedus.status(shelf, treaty, eve.isoformat())
    assert found.verdict == "none"
    assert [answer.value for answer in found.answers] == ["not yet in force"]


# --- a regional organisation -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("treaty", "naive"),
    [
        # with the Union as one of the fifty the number is full on 30 May 2003 (Ghana): + 90 days
        ("cartagena-protocol", "2003-08-28"),
        # on 10 October 2003 (Sweden): + 90 days
        ("rotterdam-convention", "2004-01-08"),
    ],
)
def test_counting_the_european_union_would_bring_it_forward(shelf, treaty, naive):
    counted = in_force_since(shelf, treaty, readings=["law/organisation-not-counted=counted"])
    assert counted == {naive}
    assert in_force_since(without(shelf, treaty, "EUR"), treaty) == in_force_since(shelf, treaty) != counted


def test_with_the_framework_convention_the_naive_count_is_right_by_luck(shelf):
    # the Union deposited on the day on which the fiftieth state did
    assert in_force_since(shelf, "unfccc", readings=["law/organisation-not-counted=counted"]) == {"1994-03-21"}


@pytest.mark.parametrize("treaty", ["cartagena-protocol", "rotterdam-convention", "unfccc"])
def test_the_union_is_bound_though_it_is_not_counted(shelf, treaty):
    assert in_force_since(shelf, treaty, "EUR") == in_force_since(shelf, treaty)


# --- states that are gone --------------------------------------------------------------------------------------


def test_without_yugoslavia_the_law_of_the_sea_would_have_come_later(shelf):
    # 59 by Guyana; Bosnia's succession is no new instrument; the Comoros on 21 June 1994 would be the sixtieth
    assert in_force_since(without(shelf, "unclos", "YUG"), "unclos") == {"1995-06-21"}


def test_without_the_three_states_that_are_gone_the_covenant_would_have_come_later(shelf):
    # the thirty-fifth would be Tanzania's on 11 June 1976, + 3 months
    assert in_force_since(without(shelf, "iccpr", "YUG", "DDR", "CSK"), "iccpr") == {"1976-09-11"}


def test_a_state_that_ceased_to_exist_was_bound_to_its_end(shelf):
    for party, end in (
        ("DDR", "1990-10-03"),
        ("YUG", "1992-04-27"),
        ("CSK", "1993-01-01"),
        ("SUN", "1991-12-24"),
    ):
        found = foedus.status(shelf, "iccpr", "1990-01-01", party)
        assert found.verdict == "every"
        (detail,) = found.answers[0].details
        assert (detail.value["since"], detail.value["until"]) == ("1976-03-23", end), party
        assert foedus.status(shelf, "iccpr", end, party).verdict == "none", party


def test_a_state_that_ceased_to_exist_before_entry_into_force_never_became_bound_and_waits_no_more(shelf):
    found = foedus.status(shelf, "unclos", "1994-12-01", "YUG")
    assert found.verdict == "none"
    assert [answer.value for answer in found.answers] != ["not yet in force"]


# --- successors ------------------------------------------------------------------------------------------------


def test_a_successor_is_bound_from_its_succession_and_not_counted_again(shelf):
    assert in_force_since(shelf, "iccpr", "HRV") == {"1991-10-08"}
    assert in_force_since(shelf, "iccpr", "CZE") == {"1993-01-01"}
    # by the other reading, from the notice of 12 October 1992
    assert in_force_since(shelf, "iccpr", "HRV", readings=["law/vcst-23=notification"]) == {"1992-10-12"}


def test_a_successor_before_entry_into_force_waits_for_it_like_everyone(shelf):
    assert in_force_since(shelf, "unclos", "BIH") == {"1994-11-16"}


def test_one_state_that_continues_another_takes_its_place_without_a_gap(shelf):
    for treaty, gone, heir, day in (
        ("iccpr", "SUN", "RUS", "1991-12-24"),
        ("rome-statute", "SCG", "SRB", "2006-06-03"),
    ):
        assert in_force_since(shelf, treaty, heir) == {day}
        assert foedus.status(shelf, treaty, day, gone).verdict == "none"


# --- who deposits later ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("treaty", "party", "since"),
    [
        # deposit 30 June 2003, after the fiftieth and before entry into force: own 90 days, to 28 September 2003
        ("cartagena-protocol", "ROU", "2003-09-28"),
        # 18 December 2003 + 90 days is 17 March 2004
        ("rotterdam-convention", "BOL", "2004-03-17"),
        # 28 December 1994 + 90 days is 28 March 1995
        ("unfccc", "RUS", "1995-03-28"),
        # 1 April 1998 + 30 days
        ("unclos", "EUR", "1998-05-01"),
        # 14 October 1994 + 30 days is 13 November, before entry into force for anybody
        ("unclos", "DEU", "1994-11-16"),
        # 8 June 1992 + 3 months
        ("iccpr", "USA", "1992-09-08"),
        # 17 July 2007 + 60 days is 15 September; the first of the month after
        ("rome-statute", "JPN", "2007-10-01"),
        # 10 February 2003 + 60 days is 11 April; the first of the month after
        ("rome-statute", "AFG", "2003-05-01"),
    ],
)
def test_who_deposits_later_waits_for_its_own_time(shelf, treaty, party, since):
    assert in_force_since(shelf, treaty, party) == {since}


def test_ten_states_together_completed_the_sixty_of_the_rome_statute(shelf):
    dates = Counter(str(event.on.text) for event in shelf["rome-statute"].record if event.event == "ratification")
    assert dates["2002-04-11"] == 10
    assert (
        in_force_since(shelf, "rome-statute", "SVK") == in_force_since(shelf, "rome-statute", "BIH") == {"2002-07-01"}
    )


@pytest.mark.parametrize(
    ("treaty", "bound"),
    # the depositary's numbers of parties when the lists were taken
    [
        ("rome-statute", 122),
        ("unclos", 166),
        ("cartagena-protocol", 166),
        ("rotterdam-convention", 154),
        ("unfccc", 195),
        ("iccpr", 168),
    ],
)
def test_as_many_are_bound_at_the_end_of_the_lists_as_the_depositary_counts(shelf, treaty, bound):
    parties = {party for event in shelf[treaty].record for party in event.by}
    found = [foedus.status(shelf, treaty, "2014-12-31", party).verdict for party in sorted(parties)]
    assert found.count("every") == bound
    assert found.count("some") == 0
