"""Run one pure function in every world that it can tell apart.

The function is re-run once for each distinct path through the points that it asks: not for the product of
all disputes, but for the combinations that were in fact met. The number of runs is bounded, and past the
bound there is an error, never a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from foedus.errors import TooManyReadings
from foedus.worlds.patience import check_of_caller
from foedus.worlds.world import Decision, Range, World

T = TypeVar("T")
U = TypeVar("U")

DEFAULT_LIMIT = 4096
"""How many distinct paths one question may have."""


@dataclass(frozen=True, slots=True)
class Path(Generic[T]):
    """One path: what the function returned, and what was assumed on the way.

    `readings` maps each dispute asked to the position taken; `ranges` each uncertain date that was narrowed
    to the days (inclusive) that it was assumed to be among.
    """

    value: T
    readings: Mapping[str, str]
    ranges: Mapping[str, Range]
    trail: tuple[Decision, ...] = field(repr=False)


@dataclass(frozen=True)
class Exploration(Generic[T]):
    """Every path of one question, in the order explored (first positions first)."""

    paths: tuple[Path[T], ...]

    @cached_property
    def _tree(self) -> _Tree:
        return _Tree(tuple(path.trail for path in self.paths))

    @cached_property
    def _hinges(self) -> dict[tuple[Hashable, ...], tuple[str, ...]]:
        """The hinges found so far, by the values compared: a question is grouped and told by the same ones."""
        return {}

    def map(self, of: Callable[[T], U]) -> Exploration[U]:
        """The same paths with `of` applied to each value."""
        return Exploration(tuple(Path(of(p.value), p.readings, p.ranges, p.trail) for p in self.paths))

    def hinges(self, of: Callable[[T], Hashable]) -> tuple[str, ...]:
        """The disputes and uncertain dates whose change alone changes `of(value)`, in the order first asked.

        A dispute is a hinge if two worlds that differ in it and in nothing else give different values. A
        path leaves open what it did not ask, so two paths are compared where all that both asked agrees,
        except the one point.
        """
        if len(self.paths) < 2:
            return ()
        values = tuple(of(path.value) for path in self.paths)
        if len(set(values)) == 1:
            return ()
        if values not in self._hinges:
            self._hinges[values] = self._hinges_of(values)
        return self._hinges[values]

    def _hinges_of(self, values: tuple[Hashable, ...]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        check = check_of_caller()
        for index, path in enumerate(self.paths):
            check()
            for key in dict.fromkeys(decision.key for decision in path.trail):
                if key not in found and any(
                    values[other] != values[index] for other in self._tree.differing_only_in(key, index)
                ):
                    found[key] = None
        asked = dict.fromkeys(decision.key for path in self.paths for decision in path.trail)
        return tuple(key for key in asked if key in found)


def explore(
    question: Callable[[World], T], fixed: Mapping[str, str] | None = None, limit: int = DEFAULT_LIMIT
) -> Exploration[T]:
    """Run `question` in every world that it tells apart, positions in `fixed` given.

    `question` must be pure: all that it knows comes from its world and from immutable data.
    Raises TooManyReadings past `limit` paths, QuestionError if `fixed` names a position that does not exist, and
    what the caller's own check raises (see `patience`).
    """
    paths: list[Path[T]] = []
    script: list[int] = []
    check = check_of_caller()
    while True:
        check()
        world = World(fixed, script)
        value = question(world)
        world.close()
        trail = world.trail
        paths.append(Path(value, dict(world.readings), dict(world.ranges), tuple(trail)))
        while trail and trail[-1].taken == len(trail[-1].options) - 1:
            trail.pop()
        if not trail:
            return Exploration(tuple(paths))
        if len(paths) >= limit:
            asked = sorted({decision.key for path in paths for decision in path.trail})
            raise TooManyReadings(
                f"more than {limit} readings: this question asks {len(asked)} disputed points "
                f"({', '.join(asked[:8])}{', ...' if len(asked) > 8 else ''}); "
                "take a position on some of them (--reading on the command line)"
            )
        script = [decision.taken for decision in trail]
        script[-1] += 1


def explore_one(question: Callable[[World], T]) -> T:
    """The answer in the first world alone: for questions that are known to ask nothing."""
    return question(World())


class _Tree:
    """The paths as the decision tree that they are."""

    def __init__(self, trails: tuple[tuple[Decision, ...], ...]) -> None:
        self._trails = trails
        self._at = {tuple(d.taken for d in trail): index for index, trail in enumerate(trails)}
        # each inner node: the script that leads to it -> the decision asked there
        self._nodes = {
            tuple(d.taken for d in trail[:depth]): trail[depth] for trail in trails for depth in range(len(trail))
        }

    def differing_only_in(self, key: str, index: int) -> Iterator[int]:
        """Paths that some world reaches which differs from a world of path `index` in `key` alone."""
        trail = self._trails[index]
        given: dict[str, str | Range] = {d.key: d.options[d.taken] for d in trail}
        own = given.pop(key)
        stack: list[tuple[int, ...]] = [()]
        while stack:
            script = stack.pop()
            node = self._nodes.get(script)
            if node is None:
                other = self._at[script]
                theirs = {d.key: d.options[d.taken] for d in self._trails[other]}.get(key)
                if theirs is not None and not _compatible(own, theirs):
                    yield other
                continue
            options: tuple[str | Range, ...] = node.options
            for taken, option in enumerate(options):
                if node.key == key or node.key not in given or _compatible(given[node.key], option):
                    stack.append((*script, taken))


def _compatible(a: str | Range, b: str | Range) -> bool:
    """Whether one world can hold both: the same position, or ranges with a day in common."""
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    return a[0] <= b[1] and b[0] <= a[1]
