"""Hinges, and the exploration under them, against brute force over every assignment."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.chronology.days import Day
from foedus.worlds import AnyDay, Exploration, Floating, World, explore, shift

DISPUTES = {"p": ("1", "2"), "q": ("1", "2", "3"), "r": ("1", "2")}
DAYS = {"x": (10, 14), "y": (11, 13)}


@dataclass(frozen=True)
class Ask:
    """Ask a dispute and go on by its position."""

    dispute: str
    branches: tuple[Question, ...]


@dataclass(frozen=True)
class Compare:
    """Ask whether one day is before another and go on by the answer."""

    a: AnyDay
    b: AnyDay
    yes: Question
    no: Question


Question: TypeAlias = int | Ask | Compare


def run(question: Question, world: World) -> int:
    while not isinstance(question, int):
        match question:
            case Ask(dispute, branches):
                question = branches[DISPUTES[dispute].index(world.ask(dispute, DISPUTES[dispute]))]
            case Compare(a, b, yes, no):
                question = yes if world.before(a, b) else no
    return question


def brute(question: Question, positions: dict[str, str], days: dict[str, Day]) -> int:
    def exact(when: AnyDay) -> Day:
        return when if isinstance(when, int) else when.at(days[when.key])

    while not isinstance(question, int):
        match question:
            case Ask(dispute, branches):
                question = branches[DISPUTES[dispute].index(positions[dispute])]
            case Compare(a, b, yes, no):
                question = yes if exact(a) < exact(b) else no
    return question


ASSIGNMENTS = [
    (dict(zip(DISPUTES, chosen, strict=True)), dict(zip(DAYS, days, strict=True)))
    for chosen in product(*DISPUTES.values())
    for days in product(*(range(first, last + 1) for first, last in DAYS.values()))
]


def hinges_by_definition(question: Question) -> set[str]:
    """The points for which two assignments that differ in them alone give different answers."""
    found: set[str] = set()
    keys = (*DISPUTES, *DAYS)
    for key in keys:
        seen: dict[tuple[object, ...], int] = {}
        for positions, days in ASSIGNMENTS:
            rest = tuple(positions[k] if k in DISPUTES else days[k] for k in keys if k != key)
            value = brute(question, positions, days)
            if seen.setdefault(rest, value) != value:
                found.add(key)
                break
    return found


def some_days() -> st.SearchStrategy[AnyDay]:
    steps = st.sampled_from([0, 1, -2])
    floating = st.builds(
        lambda key, step: shift(Floating(key, *DAYS[key]), lambda day: day + step), st.sampled_from(sorted(DAYS)), steps
    )
    return st.integers(9, 15) | floating


def ask(dispute: str, below: st.SearchStrategy[Question]) -> st.SearchStrategy[Question]:
    return st.builds(Ask, st.just(dispute), st.tuples(*(below for _ in DISPUTES[dispute])))


def deeper(below: st.SearchStrategy[Question]) -> st.SearchStrategy[Question]:
    asked = st.sampled_from(sorted(DISPUTES)).flatmap(lambda dispute: ask(dispute, below))
    return asked | st.builds(Compare, some_days(), some_days(), below, below)


QUESTIONS: st.SearchStrategy[Question] = st.recursive(st.integers(0, 2), deeper, max_leaves=12)


def path_of(exploration: Exploration[int], positions: dict[str, str], days: dict[str, Day]) -> list[int]:
    return [
        path.value
        for path in exploration.paths
        if all(positions[key] == taken for key, taken in path.readings.items())
        and all(first <= days[key] <= last for key, (first, last) in path.ranges.items())
    ]


@settings(max_examples=150, deadline=None)
@given(QUESTIONS)
def test_hinges_are_the_points_whose_change_alone_changes_the_answer(question: Question) -> None:
    exploration = explore(lambda world: run(question, world))
    assert set(exploration.hinges(lambda value: value)) == hinges_by_definition(question)


@settings(max_examples=100, deadline=None)
@given(QUESTIONS)
def test_every_assignment_lies_on_one_path_that_answers_as_the_function_does(question: Question) -> None:
    exploration = explore(lambda world: run(question, world))
    for positions, days in ASSIGNMENTS:
        assert path_of(exploration, positions, days) == [brute(question, positions, days)]


@settings(max_examples=100, deadline=None)
@given(QUESTIONS)
def test_the_question_is_run_once_for_each_path(question: Question) -> None:
    runs = 0

    def counted(world: World) -> int:
        nonlocal runs
        runs += 1
        return run(question, world)

    exploration = explore(counted)
    assert runs == len(exploration.paths)
    trails = {tuple((d.key, d.taken) for d in path.trail) for path in exploration.paths}
    assert len(trails) == runs
