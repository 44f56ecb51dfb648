"""Conditions: the readings of an answer, cut down to what they really ask for.

A dispute whose every position is named, all else alike, is no condition: the readings that differ in it alone
become one that does not name it. Ranges of an uncertain date that adjoin become one, and none if they cover
it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from foedus.chronology.days import Day
from foedus.worlds import Exploration

T = TypeVar("T")

Taken = str | tuple[Day, Day]
"""A position, or the days (inclusive) that an uncertain date is among."""


def without_full(
    readings: Iterable[Mapping[str, Taken]], options: Mapping[str, frozenset[Taken]]
) -> list[dict[str, Taken]]:
    """The same condition in fewer words. `options` holds for each key every position (or range) that occurs.

    No world is in two of the readings returned if none was in two of those given.

    >>> full = {"war": frozenset({"ends", "suspends"})}
    >>> without_full([{"war": "ends", "notice": "void"}, {"war": "suspends", "notice": "void"}], full)
    [{'notice': 'void'}]
    """
    left = [dict(reading) for reading in readings]
    changed = True
    while changed:
        changed = False
        for key, of_key in options.items():
            joined = _joined(left, key, of_key)
            changed = changed or len(joined) < len(left)
            left = joined
    return left


def options_of(exploration: Exploration[T]) -> dict[str, frozenset[Taken]]:
    """For each dispute and uncertain date that an exploration met, every position and range that occurs."""
    found: dict[str, set[Taken]] = {}
    for path in exploration.paths:
        for decision in path.trail:
            found.setdefault(decision.key, set()).update(decision.options)
    return {key: frozenset(taken) for key, taken in found.items()}


def _joined(readings: list[dict[str, Taken]], key: str, options: frozenset[Taken]) -> list[dict[str, Taken]]:
    """The readings, those that differ in `key` alone as one where together they leave it open."""
    alike: dict[frozenset[tuple[str, Taken]], list[dict[str, Taken]]] = {}
    for reading in readings:
        others = frozenset((name, taken) for name, taken in reading.items() if name != key)
        alike.setdefault(others, []).append(reading)
    joined: list[dict[str, Taken]] = []
    for group in alike.values():
        without = {name: taken for name, taken in group[0].items() if name != key}
        if any(key not in reading for reading in group):
            joined.append(without)  # one of them holds whatever is taken
            continue
        taken = [reading[key] for reading in group]
        ranges = _adjoining([held for held in taken if not isinstance(held, str)])
        if options <= {*taken} or ranges == [_hull(options)]:
            joined.append(without)
        elif ranges:
            joined += [{name: span if name == key else group[0][name] for name in group[0]} for span in ranges]
        else:
            joined += group
    return joined


def _adjoining(ranges: list[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """Ranges in order, those that adjoin or overlap as one."""
    found: list[tuple[Day, Day]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _hull(options: frozenset[Taken]) -> tuple[Day, Day] | None:
    ranges = _adjoining([taken for taken in options if not isinstance(taken, str)])
    return ranges[0] if ranges else None
