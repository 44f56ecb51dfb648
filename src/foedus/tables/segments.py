"""Segments: the time of each unit of a panel, cut wherever anything that the panel tells changes.

A unit is a dyad (directed or not) or a state. Its segments are disjoint and cover the days on which it exists, so
that a panel only has to unfold them. What treaties say in several readings is brought together here: what holds in
some reading, what in every one, and what the record leaves dark.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from foedus.chronology.days import FOREVER, Day
from foedus.chronology.spans import Spans
from foedus.errors import TooManyReadings
from foedus.tables.obligations import Edge

COW_MEMBER, GW_MEMBER, COVERED = 64, 128, 256
"""Bits beside those of the obligations: member of the COW system, of that of Gleditsch and Ward, spoken of by some
dossier."""

MOST_JOINT = 4096
"""How many joint readings the treaties of one unit may come to."""


class Tie(NamedTuple):
    """Days on which a treaty ties a unit in one class of readings, what it promises (bits), what is dark."""

    edge: Edge
    bits: int
    dark: int


class Treaty(NamedTuple):
    """What one treaty says of a unit: for each class of readings its ties and the paths in it (none: one class)."""

    classes: tuple[tuple[tuple[Tie, ...], tuple[Mapping[str, Any], ...]], ...]


Piece: TypeAlias = tuple[Day, Day, int]
"""The days from the first to the day before the second, with the bits of membership that hold."""


Segment: TypeAlias = tuple[Day, Day, int, int, int]
"""The days from the first to the day before the second: bits that hold in some reading, in every one, that are dark."""


def segments(lived: Iterable[Piece], treaties: list[Treaty]) -> Iterator[Segment]:
    """The segments of a unit that has `lived` for these days (disjoint and in order).

    A day that is not certain counts as held for what may be, and as not held for what must be.
    """
    every = [treaty for group in _apart(treaties) for treaty in group]
    sure = [tie for treaty in every if len(treaty.classes) == 1 for tie in treaty.classes[0][0]]
    disputed = [treaty for treaty in every if len(treaty.classes) > 1]
    cuts = sorted({day for edge, _, _ in sure for day in edge}.union(*map(_days, disputed)))
    covered = COVERED if treaties else 0
    for start, end, bits in lived:
        known = bits | covered
        first, last = bisect_right(cuts, start), bisect_left(cuts, end)
        since = start
        for until in (*cuts[first:last], end):
            may, must, dark = _held(sure, since)
            for treaty in disputed:
                some, always, unsure = _on(treaty, since)
                may, must, dark = may | some, must | always, dark | unsure
            must |= known
            yield since, until, may | known, must, dark & ~must
            since = until


def every_reading(treaties: list[Treaty], first: Day, end: Day) -> int:
    """The bits that in every reading hold on some day from `first` to the day before `end`, each on its own day."""
    settled, joined = _apart(treaties)
    found = 0
    for treaty in (*settled, *joined):
        held = ~0
        for ties, _ in treaty.classes:
            bits = 0
            for tie in ties:
                if tie.edge[1] < end and tie.edge[2] > first and tie.edge[1] < tie.edge[2]:
                    bits |= tie.bits
            held &= bits
        found |= held
    return found


def _on(treaty: Treaty, day: Day) -> tuple[int, int, int]:
    """What holds on a day in some reading, in every one, and what is dark."""
    may = dark = 0
    must = ~0
    for ties, _ in treaty.classes:
        some, sure, unsure = _held(ties, day)
        may, must, dark = may | some, must & sure, dark | unsure
    return may, must, dark


def _held(ties: Iterable[Tie], day: Day) -> tuple[int, int, int]:
    """The bits of ties that may hold on a day, those that surely do, and those that are dark."""
    may = must = dark = 0
    for (begins, begins_max, ends, ends_max), bits, unsure in ties:
        if begins <= day < ends_max:
            may |= bits
            dark |= unsure
            if begins_max <= day < ends:
                must |= bits
    return may, must, dark


def _days(treaty: Treaty) -> Iterator[Day]:
    for ties, _ in treaty.classes:
        for tie in ties:
            yield from tie.edge


def _apart(treaties: list[Treaty]) -> tuple[list[Treaty], list[Treaty]]:
    """The treaties that no other's readings bear on, and the others, those that share a disputed point as one."""
    if len(treaties) < 2 or sum(len(treaty.classes) > 1 for treaty in treaties) < 2:
        return treaties, []
    settled = [treaty for treaty in treaties if len(treaty.classes) == 1]
    groups: list[tuple[set[str], list[Treaty]]] = []
    for treaty in treaties:
        if len(treaty.classes) == 1:
            continue
        keys = {key for _, paths in treaty.classes for path in paths for key in path}
        together = [treaty]
        for group in [group for group in groups if group[0] & keys]:
            groups.remove(group)
            keys |= group[0]
            together = [*group[1], *together]
        groups.append((keys, together))
    return settled, [_joint(together) for _, together in groups]


def _joint(treaties: list[Treaty]) -> Treaty:
    """Several treaties as one: a class for each way in which classes of theirs can hold in one world."""
    joined = treaties[0].classes
    for treaty in treaties[1:]:
        merged = []
        for ties, paths in joined:
            for more, others in treaty.classes:
                both = tuple({**one, **other} for one in paths for other in others if _agree(one, other))
                if both:
                    merged.append(((*ties, *more), both))
        joined = tuple(merged)
        if sum(len(paths) for _, paths in joined) > MOST_JOINT:
            raise TooManyReadings(
                f"the treaties of one dyad or state come to more than {MOST_JOINT} joint readings; fix some --reading"
            )
    return Treaty(joined)


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    for key, taken in one.items():
        theirs = other.get(key, taken)
        if taken == theirs:
            continue
        if isinstance(taken, str) or isinstance(theirs, str) or taken[0] > theirs[1] or theirs[0] > taken[1]:
            return False
    return True


Row: TypeAlias = tuple[str, int, Day, Day, Day, Day, int, int, int, str | None]
"""What a row of `batches.TIES` says of one unit, in the order of `ROW`."""

ROW = ("treaty", "class", "since", "since_max", "until", "until_max", "first", "second", "dark", "paths")


def read_treaties(rows: Iterable[Row], directed: str = "") -> list[Treaty]:
    """The treaties of one unit from its rows, in order of treaty and class.

    `directed` says which promises count: those of the `first`, of the `second`, or (empty) both together.
    """
    held: dict[str, dict[int, tuple[list[Tie], tuple[Mapping[str, Any], ...]]]] = {}
    for treaty, number, since, since_max, until, until_max, first, second, dark, paths in rows:
        classes = held.setdefault(treaty, {})
        if number not in classes:
            classes[number] = ([], tuple(json.loads(paths)) if paths else ())
        if until_max:
            bits = first if directed == "first" else second if directed == "second" else first | second
            classes[number][0].append(Tie((since, since_max, until, until_max), bits, dark))
    return [Treaty(tuple((tuple(ties), paths) for ties, paths in classes.values())) for classes in held.values()]


def lifetime(spans: Spans, marks: Iterable[tuple[Spans, int]]) -> Iterator[Piece]:
    """The days of `spans`, cut where those of `marks` begin or end, with the bits that hold there."""
    held = list(marks)
    cuts = sorted({day for mark, _ in held for span in mark for day in span})
    for start, end in spans:
        for since, until in pairwise([start, *(day for day in cuts if start < day < end), end]):
            yield since, until, sum(bit for mark, bit in held if any(span.holds(since) for span in mark))


def within(pieces: Iterable[Piece], first: Day, end: Day) -> list[Piece]:
    """The parts of `pieces` from `first` to the day before `end`."""
    return [
        (max(since, first), min(until, end), bits) for since, until, bits in pieces if since < end and until > first
    ]


def together(some: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
    """The days that are in both, with the bits that both have."""
    found: list[Piece] = []
    i = j = 0
    last = FOREVER
    while i < len(some) and j < len(others):
        a_since, a_until, a_bits = some[i]
        b_since, b_until, b_bits = others[j]
        since = a_since if a_since > b_since else b_since
        if a_until < b_until:
            until = a_until
            i += 1
        else:
            until = b_until
            j += 1
        if since < until:
            bits = a_bits & b_bits
            if since == last and found[-1][2] == bits:
                found[-1] = (found[-1][0], until, bits)
            else:
                found.append((since, until, bits))
            last = until
    return found
