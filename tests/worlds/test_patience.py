"""Whoever waits for an answer can stop its exploration, in this thread or in one that works for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from foedus.errors import OutOfTime
from foedus.worlds import World, explore, patience

POINTS = [f"pact/point-{number}" for number in range(8)]


def ask_all(world: World) -> tuple[str, ...]:
    return tuple(world.ask(point, ("yes", "no")) for point in POINTS)


class Waits:
    """A check that has patience for a number of steps."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def __call__(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise OutOfTime("too long")


def test_an_exploration_ends_when_patience_does():
    with patience(Waits(100)), pytest.raises(OutOfTime):
        explore(ask_all)


def test_enough_patience_changes_nothing():
    with patience(Waits(1000)):
        patient = explore(ask_all)
    assert patient == explore(ask_all)
    assert len(patient.paths) == 256


def test_looking_for_hinges_ends_too():
    explored = explore(ask_all)
    with patience(Waits(5)), pytest.raises(OutOfTime):
        explored.hinges(lambda value: value)


def test_patience_holds_in_a_thread_that_takes_over_the_context_and_in_no_other():
    with patience(Waits(0)), ThreadPoolExecutor(2) as pool:
        with pytest.raises(OutOfTime):
            pool.submit(copy_context().run, explore, ask_all).result()
        assert len(pool.submit(explore, ask_all).result().paths) == 256


def test_after_the_block_there_is_all_the_time_in_the_world():
    with patience(Waits(0)):
        pass
    assert len(explore(ask_all).paths) == 256


def test_one_world_that_compares_very_many_days_ends_too():
    def count(world: World) -> int:
        day = 0
        while world.before(day, 10**9):
            day += 1
        return day

    with patience(Waits(10)), pytest.raises(OutOfTime):
        explore(count)
