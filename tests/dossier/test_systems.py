"""Membership of the systems of states: the list of Gleditsch and Ward beside that of the Correlates of War."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from foedus.chronology.days import FOREVER, day
from foedus.dossier.actors import register
from foedus.dossier.systems import Member, code_on, cow_list, cow_members, gw_list, gw_members, lifetime

GW = gw_list()


def days(members: tuple[Member, ...]) -> list[tuple[str, str]]:
    return [(_iso(one.start), "" if one.end == FOREVER else _iso(one.end - 1)) for one in members]


def _iso(when: int) -> str:
    return date.fromordinal(when).isoformat()


def of(key: str) -> list[tuple[str, str]]:
    return days(gw_members()[key])


def _year(when: int) -> int:
    return date.fromordinal(when).year


def test_the_list_has_216_entries_of_states_and_23_of_microstates():
    assert (len(GW), sum(one.microstate for one in GW)) == (239, 23)
    assert len({one.number for one in GW}) == 225


def test_the_list_is_in_order_and_no_state_is_listed_twice_on_a_day():
    assert list(GW) == sorted(GW, key=lambda one: (one.number, one.start))
    assert all(one.start < one.end for one in GW)
    assert all(a.end < b.start for a, b in pairwise(GW) if a.number == b.number)


def test_the_list_comes_to_as_many_state_years_as_others_count_in_it():
    """19,667 to 2019: the rows of gw_gdppop in the R package isard, which holds a row for each state and year of it."""
    assert sum(_year(min(one.end - 1, day("2019-12-31"))) - _year(one.start) + 1 for one in GW) == 19_667


def test_every_number_of_the_register_is_in_the_list_and_the_reverse():
    assert {number for held in register().values() for number in held.gw} == {one.number for one in GW}


@pytest.mark.parametrize(
    ("key", "spans"),
    [
        ("HTI", [("1816-01-01", "1915-07-04"), ("1934-08-15", "")]),
        ("DEU", [("1871-01-18", "1945-05-07"), ("1949-09-21", "")]),
        ("DDR", [("1949-10-07", "1990-10-02")]),
        ("EST", [("1918-11-11", "1940-06-01"), ("1991-09-06", "")]),
        ("ETH", [("1855-02-11", "")]),
        ("KOR1", [("1816-01-01", "1910-08-22")]),
        ("TBT", [("1913-01-01", "1950-09-30")]),
        ("RHO", [("1965-11-11", "1980-04-17")]),
        ("SSD", [("2011-07-09", "")]),
        ("ABK", [("2008-08-26", "")]),
        ("XKX", [("2008-02-17", "")]),
    ],
)
def test_a_state_is_a_member_on_the_days_of_the_list(key: str, spans: list[tuple[str, str]]):
    assert of(key) == spans


@pytest.mark.parametrize("key", ["POL", "NOR", "BEL", "JPN", "AUT", "FRA", "CSK", "YUG"])
def test_gleditsch_and_ward_keep_the_occupied_states_of_the_second_world_war_and_cow_does_not(key: str):
    listed = cow_members()[key]
    missing = next(one.end for one in listed if one.end != FOREVER and one.end > day("1938-01-01"))
    assert any(one.start <= missing < one.end for one in gw_members()[key])
    assert not any(one.start <= missing < one.end for one in listed)


@pytest.mark.parametrize(
    ("key", "when", "cow", "gw"),
    [
        ("DEU", "1995-01-01", 255, 260),
        ("DEU", "1940-01-01", 255, 255),
        ("DEU", "1949-06-01", 260, 260),
        ("YEM", "1995-01-01", 679, 678),
        ("SRB", "2010-01-01", 345, 340),
        ("KIR", "2010-01-01", 946, 970),
        ("NRU", "2010-01-01", 970, 971),
        ("TUV", "2010-01-01", 947, 973),
        ("TON", "2010-01-01", 955, 972),
    ],
)
def test_the_two_number_some_states_differently(key: str, when: str, cow: int, gw: int):
    found = code_on(key, day(when))
    assert (found[0], found[2]) == (cow, gw)


def test_gleditsch_and_ward_begin_many_states_of_the_americas_before_cow():
    earlier = {key for key in ("MEX", "ARG", "CHL", "PER", "BOL", "PRY", "CRI", "HTI", "DOM", "VEN", "CAN", "HND")
               if gw_members()[key][0].start < cow_members()[key][0].start}  # fmt: skip
    assert len(earlier) == 12


def test_states_that_one_list_alone_has():
    only_gw = {one.abbrev for one in GW} - {one.abbrev for one in cow_list()}
    assert {"UPC", "GCL", "TRA", "OFS", "TBT", "ABK", "SOT"} <= only_gw


SHORTENED = [
    "AUH",
    "DDR",
    "HAN",
    "HSE",
    "HUN",
    "IRL",
    "LVA",
    "MDV",
    "MEX",
    "MOD",
    "NZL",
    "OFS",
    "PAP",
    "PMA",
    "RVN",
    "RWA",
    "SEN",
    "SIC",
    "SLV",
    "TBT",
    "TRA",
    "TUS",
    "VEN",
    "VNM1",
    "VUT",
    "ZAN",
]
"""Where docs/tables.md says that the register has a later beginning or an earlier end than the list."""


def test_only_of_these_states_the_register_has_fewer_days_than_the_list():
    shortened = set()
    for key, held in register().items():
        lived = lifetime(held)
        shared = {number for other in register().values() if other.id != key for number in other.gw}
        for one in GW:
            if one.number in held.gw and one.number not in shared and (one.start < lived.start or one.end > lived.end):
                shortened.add(key)
    assert sorted(shortened) == SHORTENED
