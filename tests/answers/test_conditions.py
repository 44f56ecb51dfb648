"""Readings name what an answer asks for, and nothing more."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedus
from foedus.answers.groundwork.conditions import Taken, without_full
from foedus.answers.groundwork.finding import group
from foedus.worlds import Floating, World, explore

POSITIONS = {"a": ("1", "2"), "b": ("1", "2", "3"), "c": ("1", "2")}
OPTIONS: dict[str, frozenset[Taken]] = {key: frozenset(taken) for key, taken in POSITIONS.items()}
ALL = [dict(zip(POSITIONS, taken, strict=True)) for taken in product(*POSITIONS.values())]


def holds(reading: dict[str, Taken], world: dict[str, str]) -> bool:
    return all(world[key] == taken for key, taken in reading.items())


@given(st.sets(st.sampled_from(range(len(ALL)))))
def test_fewer_words_say_the_same(chosen: set[int]) -> None:
    worlds = [ALL[index] for index in sorted(chosen)]
    least = without_full(worlds, OPTIONS)
    for world in ALL:
        assert [reading for reading in least if holds(reading, world)] == [] or world in worlds
        assert sum(holds(reading, world) for reading in least) == (1 if world in worlds else 0)


@given(st.sets(st.sampled_from(range(len(ALL)))))
def test_no_dispute_is_named_in_all_its_positions(chosen: set[int]) -> None:
    least = without_full([ALL[index] for index in sorted(chosen)], OPTIONS)
    for reading in least:
        for key in reading:
            rest = {name: taken for name, taken in reading.items() if name != key}
            assert not all({**rest, key: position} in least for position in POSITIONS[key])


def test_what_was_asked_in_one_branch_only_is_left_out_where_it_decides_nothing() -> None:
    readings: list[dict[str, Taken]] = [{"a": "1"}, {"a": "2", "b": "1"}, {"a": "2", "b": "2"}, {"a": "2", "b": "3"}]
    assert without_full(readings, OPTIONS) == [{}]
    assert without_full(readings[:3], OPTIONS) == readings[:3]


@settings(max_examples=60)
@given(st.lists(st.integers(2, 29), min_size=1, max_size=6), st.lists(st.booleans(), min_size=7, max_size=7))
def test_days_that_adjoin_are_one_range(cuts: list[int], values: list[bool]) -> None:
    def question(world: World) -> bool:
        when = Floating("day", 1, 30)
        return values[sum(not world.before(when, cut) for cut in sorted(set(cuts)))]

    for answer in group(explore(question), lambda told: told, lambda told: told, lambda _: (), lambda key: key):
        told = [reading.get("day") for reading in answer.readings]
        if told == [None]:
            continue
        spans = sorted(tuple(text.split("/")) for text in told if text is not None)
        assert len(spans) == len(told)
        assert all(int(later[0][-2:]) > int(earlier[1][-2:]) + 1 for earlier, later in pairwise(spans))


@pytest.mark.parametrize("on", ["1943-01-01", "1941-04-20", "1946-01-01"])
def test_the_pact_names_a_dispute_only_where_it_is_a_condition(on: str) -> None:
    found = foedus.status(foedus.library(), "soviet-japanese-neutrality-pact", on)
    details = [detail for answer in found.answers for detail in answer.details]
    for told in (*found.answers, *details):
        for reading in told.readings:
            if "term-start" in reading:
                other = {"ratification": "signature", "signature": "ratification"}[reading["term-start"]]
                assert {**reading, "term-start": other} not in told.readings
