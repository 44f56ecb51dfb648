"""Panels of the pact of 1941, each cell checked by hand.

In force from 13 April 1941 (counted from signature) or 25 April (from ratification); to 5 April 1945 (ended at once
by the notice), 9 August 1945 (by war, or suspended from then on), 13 or 25 April 1946 (at the end of its term).
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.tables.conftest import PACT, only, panel_of, shelf


def told(rows, name, *keys):
    return {tuple(row[key] for key in keys): (row[name], row[f"{name}_all"], row["agree"]) for row in rows}


def test_by_year(pact):
    rows = pact("dyad-year", "1939", "1947")
    assert told(rows, "neutral", "year") == {
        (1939,): (0, 0, 1),
        (1940,): (0, 0, 1),
        (1941,): (1, 1, 1),
        (1942,): (1, 1, 1),
        (1943,): (1, 1, 1),
        (1944,): (1, 1, 1),
        (1945,): (1, 1, 1),
        (1946,): (1, 0, 0),
        (1947,): (0, 0, 1),
    }
    assert all((row["nonagg"], row["nonagg_all"]) == (row["neutral"], row["neutral_all"]) for row in rows)
    assert {row[name] for row in rows for name in ("defense", "offense", "consul")} == {0}
    assert [row["ss_type"] for row in rows] == [0, 0, 2, 2, 2, 2, 2, 2, 0]


def test_the_two_are_named_as_the_data_sets_of_the_field_name_them(pact):
    row = pact("dyad-year", "1941", "1941")[0]
    names = ("party1", "party2", "ccode1", "ccode2", "stateabb1", "stateabb2", "gwcode1", "gwcode2", "dyadid", "year")
    assert [row[name] for name in names] == ["SUN", "JPN", 365, 740, "RUS", "JPN", 365, 740, 365740, 1941]


def test_japan_was_no_member_of_the_system_under_occupation(pact):
    rows = pact("dyad-year", "1944", "1946")
    assert [row["cow_member"] for row in rows] == [1, 1, 0]
    assert [row["gw_member"] for row in rows] == [1, 1, 1]
    assert [row["year"] for row in pact("dyad-year", "1944", "1946", members=True)] == [1944, 1945]


@pytest.mark.parametrize(
    ("month", "cell"),
    [
        ("1941-03", (0, 0, 1)),
        ("1941-04", (1, 1, 1)),  # in force on some day of it by either count
        ("1941-05", (1, 1, 1)),
        ("1945-03", (1, 1, 1)),
        ("1945-04", (1, 1, 1)),  # to the 5th in every reading
        ("1945-05", (1, 0, 0)),
        ("1945-09", (1, 0, 0)),
        ("1946-04", (1, 0, 0)),
        ("1946-05", (0, 0, 1)),
    ],
)
def test_by_month(pact, month, cell):
    (row,) = pact("dyad-month", month, month)
    assert (row["neutral"], row["neutral_all"], row["agree"]) == cell
    assert f"{row['year']}-{row['month']:02}" == month


@pytest.mark.parametrize(
    ("day", "cell"),
    [
        ("1941-04-12", (0, 0, 1)),
        ("1941-04-13", (1, 0, 0)),
        ("1941-04-24", (1, 0, 0)),
        ("1941-04-25", (1, 1, 1)),
        ("1945-04-04", (1, 1, 1)),
        ("1945-04-05", (1, 0, 0)),
        ("1946-04-12", (1, 0, 0)),
        ("1946-04-24", (1, 0, 0)),
        ("1946-04-25", (0, 0, 1)),
    ],
)
def test_by_day(pact, day, cell):
    (row,) = pact("dyad-day", day, day)
    assert (row["neutral"], row["neutral_all"], row["agree"]) == cell
    assert row["date"] == date.fromisoformat(day)


def test_by_the_first_and_the_last_day_of_the_year(pact):
    first, last = (pact("dyad-year", "1941", "1946", count=count) for count in ("first-day", "last-day"))
    assert [row["neutral"] for row in first] == [0, 1, 1, 1, 1, 1]
    assert [row["neutral_all"] for row in first] == [0, 1, 1, 1, 1, 0]
    assert [row["neutral"] for row in last] == [1, 1, 1, 1, 1, 0]
    assert [row["neutral_all"] for row in last] == [1, 1, 1, 1, 0, 0]


def test_by_the_share_of_the_days(pact):
    rows = {row["year"]: row for row in pact("dyad-year", "1941", "1947", count="share")}
    assert rows[1941]["neutral"] == pytest.approx(263 / 365)  # 13 April to 31 December
    assert rows[1941]["neutral_all"] == pytest.approx(251 / 365)  # 25 April to 31 December
    assert rows[1944]["neutral"] == rows[1944]["neutral_all"] == 1
    assert rows[1945]["neutral"] == 1
    assert rows[1945]["neutral_all"] == pytest.approx(94 / 365)  # to 4 April
    assert rows[1946]["neutral"] == pytest.approx(114 / 365)  # to 24 April
    assert rows[1946]["neutral_all"] == 0
    assert [rows[year]["agree"] for year in (1941, 1944, 1945, 1946, 1947)] == [0, 1, 0, 0, 1]


def test_a_fixed_reading_leaves_nothing_open(pact):
    fixed = ("term-start=signature", "notice-effect=at-once")
    rows = {row["date"]: row for row in pact("dyad-day", "1941-04-12", "1945-04-06", readings=fixed)}
    assert {row["agree"] for row in rows.values()} == {1}
    in_force = [day for day, row in rows.items() if row["neutral"]]
    assert (min(in_force), max(in_force)) == (date(1941, 4, 13), date(1945, 4, 4))  # as ATOP has it


def test_of_one_state(pact):
    rows = pact("state-year", "1940", "1941")
    told = [(row["party"], row["ccode"], row["year"], row["neutral"]) for row in rows]
    assert told == [("SUN", 365, 1940, 0), ("SUN", 365, 1941, 1), ("JPN", 740, 1940, 0), ("JPN", 740, 1941, 1)]


def test_where_no_dossier_speaks_nothing_is_told(pact):
    rows = pact("dyad-year", "1941", "1941", parties=frozenset({"SUN", "FRA"}), everybody=True)
    assert [(row["party1"], row["party2"], row["neutral"], row["neutral_all"], row["agree"]) for row in rows] == [
        ("FRA", "SUN", None, None, None)
    ]
    (complete,) = pact("dyad-year", "1941", "1941", parties=frozenset({"SUN", "FRA"}), everybody=True, complete=True)
    assert (complete["neutral"], complete["neutral_all"], complete["agree"]) == (0, 0, 1)


COVERED = """
id: covered-pact
title: A pact of which the record ends
parties: [SUN, JPN]
covers_to: 1950-06-30
terms:
  binding: {by: signature}
  entry_into_force: {when: signed_by_all}
  duties: [{id: neutral, observe: neutrality}]
record: [{event: signature, on: 1949-07-01, by: [SUN, JPN]}]
"""


def test_past_the_end_of_the_record_nothing_is_told():
    rows = panel_of(shelf(COVERED), "dyad-year", "1949", "1951")
    assert [row["neutral"] for row in rows] == [1, 1, None]
    assert [row["defense"] for row in rows] == [0, 0, 0]  # that type it cannot have
    assert [row["agree"] for row in rows] == [1, 1, None]
    shares = panel_of(shelf(COVERED), "dyad-year", "1949", "1951", count="share")
    assert [row["neutral"] for row in shares] == [pytest.approx(184 / 365), None, None]


TURN = """
id: {id}
title: A pact in force in one half of the year or in the other
parties: [SUN, JPN]
terms:
  binding: {{by: signature}}
  entry_into_force: {{when: signed_by_all}}
  term: {{length: 3 months}}
  duties: [{{id: neutral, observe: neutrality}}]
record: [{{event: signature, on: {{dispute: half}}, by: [SUN, JPN]}}]
disputes:
  half:
    question: when?
    positions: {{first: {{value: {first}}}, second: {{value: {second}}}}}
"""


def test_what_every_reading_has_on_some_day_need_not_be_the_same_day():
    pacts = shelf(TURN.format(id="a", first="1930-01-01", second="1930-07-01"))
    (year,) = panel_of(pacts, "dyad-year", "1930", "1930")
    assert (year["neutral"], year["neutral_all"], year["agree"]) == (1, 1, 1)
    (share,) = panel_of(pacts, "dyad-year", "1930", "1930", count="share")
    assert (share["neutral"], share["neutral_all"]) == (pytest.approx(182 / 365), 0)


def test_treaties_with_disputes_of_their_own_do_not_make_each_other_sure():
    a = TURN.format(id="a", first="1930-01-01", second="1931-01-01")
    b = TURN.format(id="b", first="1931-01-01", second="1930-01-01")
    rows = panel_of(shelf(a, b), "dyad-year", "1930", "1930")
    assert [(row["neutral"], row["neutral_all"]) for row in rows] == [(1, 0)]


ANNEX = """
id: annex
title: What stands and falls with the other, and binds when that does not
parties: [SUN, JPN]
terms:
  shares_life_of: a
  duties: [{id: neutral, observe: neutrality}]
"""


def test_treaties_that_hang_on_one_dispute_are_read_together():
    a = TURN.format(id="a", first="1930-01-01", second="1931-01-01")
    rows = panel_of(shelf(a, ANNEX), "dyad-year", "1930", "1931")
    assert [(row["neutral"], row["neutral_all"]) for row in rows] == [(1, 0), (1, 0)]


def test_a_promise_of_one_side_counts_for_that_side_in_a_directed_panel():
    text = """
id: guarantee
title: A guarantee
parties: [GBR, POL]
terms:
  binding: {by: signature}
  entry_into_force: {when: signed_by_all}
  duties: [{id: help, bearer: GBR, toward: [POL], assist: military, when: {attacked: other}}]
record: [{event: signature, on: 1939-03-31, by: [GBR, POL]}]
"""
    rows = panel_of(shelf(text), "dyad-year", "1939", "1939", directed=True)
    assert [(row["party1"], row["party2"], row["defense"]) for row in rows] == [("GBR", "POL", 1), ("POL", "GBR", 0)]
    (row,) = panel_of(shelf(text), "dyad-year", "1939", "1939")
    assert (row["party1"], row["party2"], row["defense"], row["ss_type"]) == ("GBR", "POL", 1, 1)


def test_germany_has_the_number_under_which_it_is_listed():
    text = "id: open\ntitle: O\nparties: [DEU, POL]\nrecord: [{event: signature, on: 1930-01-01, by: [DEU, POL]}]"
    rows = panel_of(shelf(text), "dyad-year", "1938", "1995")
    numbers = {row["year"]: (row["ccode1"], row["gwcode1"]) for row in rows if row["ccode1"] != 290}
    assert (numbers[1938], numbers[1960], numbers[1995]) == ((255, 255), (260, 260), (255, 260))
    assert sorted(row["ccode1"] for row in rows if row["year"] == 1990) == [255, 260]
    assert PACT in only(PACT)
