"""The pictures of relations: actors stay in their places, counts are those of the ties, a matrix reads both ways."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

import foedus
from foedus.answers.relations import KINDS, Relations, relations_of
from foedus.chronology.days import day
from foedus.outlets.matrix import matrix, matrix_rows, matrix_svg
from foedus.outlets.relations_strip import by_month, months
from foedus.outlets.relations_svg import Shown, edges, relations_svg
from foedus.outlets.ring import part_of, ring


@pytest.fixture(scope="module")
def found() -> Relations:
    return relations_of(foedus.library(), "1931", "1949")


def test_the_places_on_the_ring_hang_on_the_actors_alone() -> None:
    actors = ["USA", "JPN", "SUN", "GBR", "ZAF", "AUS", "CHN", "MAN", "DEU"]
    places = ring(actors)
    assert ring(reversed(actors)) == places
    assert len({place.angle for place in places.values()}) == len(actors)
    assert [part_of(actor) for actor in ("USA", "SUN", "MAN", "AUS", "ZAF")] == [
        "Americas",
        "Europe",
        "Asia",
        "Oceania",
        "Africa",
    ]
    assert places["GBR"].angle < places["DEU"].angle < places["SUN"].angle  # from west to east
    assert places["CHN"].angle < places["MAN"].angle < places["JPN"].angle


def test_one_whom_the_register_does_not_know_has_a_place_too() -> None:
    assert ring(["XX1", "FRA"])["XX1"].part == "elsewhere"


def test_the_months_are_counted_pair_by_pair(found: Relations) -> None:
    counted = by_month(found, KINDS, ["un-charter"])
    days = months(found.first, found.last)
    assert len(days) == 19 * 12
    for place in (0, 50, 107, 131, 150, 175, 227):
        for kind in KINDS:
            pairs = {(tie.a, tie.b) for tie, _ in found.on(days[place]) if tie.kind == kind and tie.by != "un-charter"}
            assert counted[kind][place] == len(pairs), (kind, place)


def test_the_picture_of_a_day_draws_each_pair_once_for_each_kind(found: Relations) -> None:
    on = day("1942-06-01")
    svg = ET.fromstring(relations_svg(found, Shown(on), "Ties"))
    drawn = [element for element in svg.iter() if element.get("class", "").startswith("tie ")]
    wide = {member.treaty for member in found.members}
    pairs = {(tie.a, tie.b, tie.kind) for tie, _ in found.on(on) if tie.by not in wide}
    assert len(drawn) == len(pairs)
    whole = ET.fromstring(relations_svg(found, Shown(on, whole=True), "Ties"))
    all_ties = [element for element in whole.iter() if element.get("class", "").startswith("tie ")]
    assert len(all_ties) == len(edges(found))
    assert sum("off" not in element.get("class", "").split() for element in all_ties) == len(pairs)


def test_a_matrix_is_the_same_both_ways_and_has_everybody_with_a_tie(found: Relations) -> None:
    on = day("1943-12-01")
    told = matrix(found, on, ("war", "alliance"))
    assert set(told.actors) == {
        actor for tie, _ in found.on(on) if tie.kind in ("war", "alliance") for actor in tie[:2]
    }
    assert all(told.cells[a, b] == told.cells[b, a] for a, b in told.cells)
    rows = {row["actor"]: row for row in matrix_rows(told)}
    assert rows["Germany"]["Soviet Union"] == "war"
    assert rows["Germany"]["Germany"] == ""
    assert ET.fromstring(matrix_svg(told, "Ties")).tag.endswith("svg")


def test_enemies_are_in_no_bloc_together(found: Relations) -> None:
    told = matrix(found, day("1943-12-01"), ("war", "alliance"))
    at = {actor: place for place, actor in enumerate(told.actors)}
    allies = sorted(at[actor] for actor in ("SUN", "USA", "GBR", "CHN", "AUS"))
    axis = sorted(at[actor] for actor in ("DEU", "JPN", "HUN", "ROU"))
    assert allies[-1] < axis[0] or axis[-1] < allies[0]
