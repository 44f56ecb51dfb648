"""The verdicts on an act side by side: the columns leave out no reading and hold none twice."""

from __future__ import annotations

from itertools import product

import pytest

import foedus
from foedus.answers.positions import points_of
from foedus.answers.verdict_table import Columns, verdict_table

PACT = "soviet-japanese-neutrality-pact"


@pytest.fixture(scope="module")
def shelf() -> foedus.Library:
    return foedus.library()


def table(shelf: foedus.Library, treaty: str, act: str, of: str, *readings: str) -> Columns:
    found = verdict_table(foedus.judge(shelf, treaty, act, readings))
    return next(columns for columns in found if columns.treaty == of)


def verdicts(columns: Columns) -> dict[str, list[str]]:
    return {row.duty: [answer.value["verdict"] for answer in row.answers] for row in columns.rows}


def test_the_attack_on_japan_is_a_breach_an_excused_act_or_outside_the_pact(shelf: foedus.Library) -> None:
    found = table(shelf, PACT, "soviet-attack-on-japan", PACT)
    told = verdicts(found)
    assert set(told) == {"peace", "integrity", "neutrality"}
    assert set(told["peace"]) == {"breach", "excused", "outside the duty's life"}
    outside = told["peace"].index("outside the duty's life")
    assert found.columns[outside] == ({"notice-effect": "at-once"},)
    assert told["peace"] == told["integrity"]
    assert "not called up" in told["neutrality"]
    assert len({tuple(column) for column in zip(*told.values(), strict=True)}) == len(found.columns)


def test_every_way_of_taking_the_points_is_in_one_column_and_has_the_verdicts_told_there(shelf: foedus.Library) -> None:
    found = table(shelf, PACT, "soviet-attack-on-japan", PACT)
    names = sorted({name for column in found.columns for reading in column for name in reading})
    positions = [
        [position.name for position in point.positions] for name in names for point in points_of(shelf, [name], PACT)
    ]
    for taken in product(*positions):
        way = dict(zip(names, taken, strict=True))
        holding = [
            place
            for place, column in enumerate(found.columns)
            if any(all(way[name] == position for name, position in reading.items()) for reading in column)
        ]
        assert len(holding) == 1, way
    way = {"notice-effect": "term-end", "aid-to-germany": "excuse", "neutrality-trigger": "at-war"}
    fixed = table(shelf, PACT, "soviet-attack-on-japan", PACT, *(f"{name}={at}" for name, at in way.items()))
    assert len(fixed.columns) == 1
    assert verdicts(fixed) == {"peace": ["excused"], "integrity": ["excused"], "neutrality": ["excused"]}


def test_a_duty_judged_alike_toward_several_stands_in_one_row(shelf: foedus.Library) -> None:
    found = table(shelf, PACT, "soviet-attack-on-japan", "yalta-agreement-on-japan")
    (row,) = found.rows
    assert row.toward == ("USA", "GBR")
    assert sorted(answer.value["verdict"] for answer in row.answers) == ["late", "performed"]


def test_what_no_reading_changes_has_one_column(shelf: foedus.Library) -> None:
    found = table(shelf, "second-world-war", "germany-attacks-ussr", "german-soviet-pact-1939")
    assert found.columns == (({},),)
    assert "breach" in {verdict for told in verdicts(found).values() for verdict in told}


def test_points_are_told_with_their_positions(shelf: foedus.Library) -> None:
    pact, rule = points_of(shelf, ["notice-effect", "law/effect-of-war", "some/day"], PACT)
    assert (pact.key, [position.name for position in pact.positions]) == (
        f"{PACT}/notice-effect",
        ["term-end", "at-once"],
    )
    assert rule.key == "law/effect-of-war"
    assert all(position.held_by for position in rule.positions)
