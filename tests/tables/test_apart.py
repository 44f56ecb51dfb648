"""A treaty that is in force for two and not between them ties the two in no table."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.tables.conftest import only, panel_of, shelf

from foedus.answers.between import between
from foedus.chronology.days import day, iso
from foedus.dossier.library import Library
from foedus.tables.duck import Duck
from foedus.tables.making import rows

MANY = """
id: t
title: T
parties: [SUN, FRA, JPN, ITA]
terms:
  binding: {by: ratification}
  entry_into_force: {when: ratified_by_all}
  duties: [{id: a, observe: neutrality}]
record:
  - {event: ratification, on: 1930-01-01, by: [SUN, FRA, JPN, ITA]}
  - {event: reservation, on: 1930-01-01, by: SUN, articles: ["2"], id: r}
  - {event: objection, on: 1930-06-01, by: FRA, to: [SUN], of: r, effect: ends}
  - {event: objection_withdrawn, on: 1936-02-01, by: FRA, to: [SUN], of: r}
  - {event: suspension, on: 1932-06-01, by: JPN, to: [SUN]}
  - {event: resumption, on: 1934-03-01, by: JPN, to: [SUN]}
  - {event: attack, on: 1935-10-03, by: ITA, to: [FRA]}
  - {event: peace, on: 1937-01-01, by: [ITA, FRA]}
"""


@pytest.fixture(scope="module")
def many() -> Library:
    return shelf(MANY)


def spans(library: Library, *parties: str) -> list[tuple[str | None, str | None, bool]]:
    found = rows(Duck(), library, "dyads").table.to_pylist()
    return [
        (str(row["start_date"]), str(row["end_date"]), bool(row["agree"]))
        for row in sorted(found, key=lambda row: (row["start_date"], str(row["end_date"])))
        if {row["party1"], row["party2"]} == set(parties)
    ]


def test_an_objection_to_entry_into_force_keeps_the_two_apart(many: Library) -> None:
    assert spans(many, "SUN", "FRA") == [("1930-01-01", "1930-06-01", True), ("1936-02-01", "None", True)]


def test_a_suspension_toward_one_party_lasts_until_it_is_resumed(many: Library) -> None:
    assert spans(many, "SUN", "JPN") == [("1930-01-01", "1932-06-01", True), ("1934-03-01", "None", True)]


def test_a_war_of_two_of_many_hangs_on_the_rule(many: Library) -> None:
    assert {(start, end) for start, end, _ in spans(many, "ITA", "FRA")} == {
        ("1930-01-01", "1935-10-03"),
        ("1930-01-01", "None"),
        ("1937-01-01", "None"),
    }
    assert not any(agree for _, _, agree in spans(many, "ITA", "FRA"))
    assert spans(many, "ITA", "JPN") == [("1930-01-01", "None", True)]


def test_a_duty_is_owed_on_no_day_on_which_the_treaty_is_not_between_the_two(many: Library) -> None:
    found = rows(Duck(), many, "duties").table.to_pylist()
    owed = {
        (str(row["start_date"]), str(row["end_date"]))
        for row in found
        if row["bearer"] == "JPN" and row["beneficiary"] == "SUN"
    }
    assert owed == {("1930-01-01", "1932-06-01"), ("1934-03-01", "None")}


def test_the_panel_says_of_each_day_what_is_said_of_the_two_on_it(many: Library) -> None:
    cells = panel_of(many, "dyad-day", "1930-05-30", "1937-01-03")
    told = {(row["party1"], row["party2"], row["date"]): (row["treaty"], row["treaty_all"]) for row in cells}
    turns = ("1930-06-01", "1932-06-01", "1934-03-01", "1935-10-03", "1936-02-01", "1937-01-01")
    for turn in turns:
        for on in (day(turn) - 1, day(turn), day(turn) + 1):
            for pair in combinations(("FRA", "ITA", "JPN", "SUN"), 2):
                answers = between(many, *pair, iso(on)).answers
                binding = [answer.value["binds"] and answer.value["status"] == "in force" for answer in answers]
                (found,) = [
                    value
                    for (one, other, date), value in told.items()
                    if {one, other} == set(pair) and date.toordinal() == on
                ]
                assert found == (int(any(binding)), int(all(binding))), (pair, iso(on))


def test_the_state_alone_is_tied_while_it_is_to_somebody(many: Library) -> None:
    cells = panel_of(many, "state-year", "1931", "1933")
    assert {(row["party"], row["treaty_all"]) for row in cells} == {(key, 1) for key in ("FRA", "ITA", "JPN", "SUN")}
    two = shelf(MANY.replace(", JPN, ITA]", "]").replace("JPN", "FRA").replace("ITA", "SUN"))
    cells = panel_of(two, "state-year", "1931", "1931")
    assert {(row["party"], row["treaty"]) for row in cells} == {("FRA", 0), ("SUN", 0)}


def test_new_zealand_and_the_united_states_under_anzus() -> None:
    found = spans(only("anzus"), "USA", "NZL")
    assert found[0][0] == "1952-04-29"
    assert found[0][1] == "1986-08-11"
