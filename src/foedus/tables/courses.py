"""From the ties of treaties to the tables of a panel: who is in it, and what course the time of each takes.

A course is a series of segments, laid out over the cells of the panel. Units that lived on the same days, and of which
treaties say the same (or nothing), share one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from foedus.dossier.actors import register
from foedus.dossier.store import without_collecting
from foedus.tables.numbered import Numbered, numbers
from foedus.tables.panel import PARTS, Plan, unit_columns
from foedus.tables.segments import (
    COW_MEMBER,
    ROW,
    Piece,
    Row,
    Segment,
    Treaty,
    every_reading,
    read_treaties,
    segments,
    together,
    within,
)


class Placed(NamedTuple):
    """A state under one number as the panel has it: its place in the list of states, where it stands in a dyad, and
    the days within the time of the panel on which it lived."""

    at: int
    rank: tuple[bool, int, str]
    lived: list[Piece]


class Held(NamedTuple):
    """What treaties say of a unit: their rows, and whose promises count (see `read_treaties`)."""

    rows: tuple[Row, ...]
    directed: str = ""


Part: TypeAlias = tuple[int, int, int, int, int, int]
"""A course by number; the first and last cell (or, of an edge, the cell and the days of it); may, must, dark bits."""


@dataclass(slots=True)
class Made:
    """The tables that the SQL of a panel reads, while they are made.

    `units`: the course of each, and its states by their place in `states`. `inside`, `edges`: the parts of the
    courses. `rows` counts the cells that will come out. `shared` keeps, by the days lived and what treaties say, the
    number of a course and how many cells it has; `placed` each state.
    """

    states: list[Numbered] = field(default_factory=list)
    units: list[tuple[int, int, int]] = field(default_factory=list)
    inside: list[Part] = field(default_factory=list)
    edges: list[Part] = field(default_factory=list)
    courses: int = 0
    rows: int = 0
    shared: dict[tuple[tuple[Piece, ...], Held | None], tuple[int, int]] = field(default_factory=dict)
    placed: dict[str, list[Placed]] = field(default_factory=dict)

    def tables(self, plan: Plan) -> dict[str, pa.Table]:
        """The tables `units`, `inside`, `edges` and `cells`."""
        found = {"units": self._units(plan), "cells": plan.cells.table()}
        kinds = [pa.int32(), pa.int32(), pa.int32(), pa.int16(), pa.int16(), pa.int16()]
        for name, rows, second in (("inside", self.inside, ("lo", "hi")), ("edges", self.edges, ("cell", "days"))):
            columns = list(zip(*rows, strict=True)) or [()] * 6
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            found[name] = pa.table(arrays, names=["course", *second, "may", "must", "dark"])
        return found

    def _units(self, plan: Plan) -> pa.Table:
        course, *ends = (pa.array(column, pa.int32()) for column in list(zip(*self.units, strict=True)) or [()] * 3)
        kinds = dict(unit_columns(plan))
        codes = [
            pa.array([each[at] for each in self.states], kinds[f"{part}1"])
            for part, at in zip(PARTS, (0, 2, 3, 4), strict=True)
        ]
        held = {
            f"{part}{n}": pc.take(code, end)
            for n, end in enumerate(ends, 1)
            for part, code in zip(PARTS, codes, strict=True)
        }
        number = held["ccode1"].cast(pa.int32())
        held["dyadid"] = pc.add(pc.multiply(number, pa.scalar(1000, pa.int32())), held["ccode2"].cast(pa.int32()))
        return pa.table({"course": course, **{name: held[name] for name in kinds}})


def make(plan: Plan, ties: pa.Table) -> Made:
    """The tables of a panel from the ties of treaties (`batches.TIES`)."""
    with without_collecting():
        return _make(plan, ties)


def _make(plan: Plan, ties: pa.Table) -> Made:
    made = Made()
    tied: dict[tuple[str, str], list[Row]] = {}
    columns = (ties.column(name).to_pylist() for name in ("party1", "party2", *ROW))
    for row in zip(*columns, strict=True):
        tied.setdefault(row[:2], []).append(row[2:])
    if plan.who == "state":
        for one in _states(plan, {one for one, _ in tied}):
            rows = tied.get((one, ""))
            held = Held(tuple(rows), "first" if plan.directed else "") if rows else None
            for each in _placed(made, plan, one):
                _unit(made, plan, each.lived, held, (each.at, each.at))
        return made
    for one, other in _dyads(plan, tied):
        rows = tied.get((one, other))
        if not plan.directed:
            _dyad(made, plan, one, other, Held(tuple(rows)) if rows else None)
        else:
            _dyad(made, plan, one, other, Held(tuple(rows), "first") if rows else None)
            _dyad(made, plan, other, one, Held(tuple(rows), "second") if rows else None)
    return made


def _states(plan: Plan, tied: set[str]) -> list[str]:
    named = set(register()) if plan.everybody else tied
    return [key for key in sorted(named) if _wanted(plan, key) and (not plan.parties or key in plan.parties)]


def _dyads(plan: Plan, tied: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    least = min(2, len(plan.parties))
    if plan.everybody:
        named = {key for pair in tied for key in pair}
        keys = [key for key in sorted({*register(), *named}) if _wanted(plan, key)]
        if least == 2:
            keys = [key for key in keys if key in plan.parties]
        found: Iterable[tuple[str, str]] = combinations(keys, 2)
    else:
        found = (pair for pair in sorted(tied) if all(_wanted(plan, key) for key in pair))
    if not least or (least == 2 and plan.everybody):
        return iter(found)
    return (pair for pair in found if sum(key in plan.parties for key in pair) >= least)


def _wanted(plan: Plan, key: str) -> bool:
    """Whether an actor can be in the panel: a state with a number, unless others are asked for."""
    if plan.unnumbered:
        return True
    held = register().get(key)
    return held is not None and bool(held.cow or held.gw)


def _placed(made: Made, plan: Plan, key: str) -> list[Placed]:
    """A state under each of its numbers under which it lived within the time of the panel."""
    found = made.placed.get(key)
    if found is None:
        found = made.placed[key] = []
        for each in numbers(key):
            lived = within(each.pieces, plan.cells.first, plan.cells.end)
            if plan.members:
                lived = [piece for piece in lived if piece[2] & COW_MEMBER]
            if lived:
                found.append(Placed(len(made.states), (each.ccode is None, each.ccode or 0, key), lived))
                made.states.append(each)
    return found


def _dyad(made: Made, plan: Plan, one: str, other: str, held: Held | None) -> None:
    others = made.placed.get(other) or _placed(made, plan, other)
    for first in made.placed.get(one) or _placed(made, plan, one):
        for second in others:
            lived = together(first.lived, second.lived)
            if not lived:
                continue
            if not plan.directed and first.rank > second.rank:
                _unit(made, plan, lived, held, (second.at, first.at))
            else:
                _unit(made, plan, lived, held, (first.at, second.at))


def _unit(made: Made, plan: Plan, lived: list[Piece], held: Held | None, who: tuple[int, int]) -> None:
    key = tuple(lived), held
    known = made.shared.get(key)
    if known is None:
        silent = [Treaty((((), ()),))] if plan.complete else []
        treaties = silent if held is None else read_treaties(held.rows, held.directed)
        known = made.shared[key] = _course(made, plan, lived, treaties)
    course, rows = known
    made.units.append((course, *who))
    made.rows += rows


def _course(made: Made, plan: Plan, lived: list[Piece], treaties: list[Treaty]) -> tuple[int, int]:
    """Put a new course into the tables; its number, and how many cells it has."""
    course = made.courses
    made.courses += 1
    found = segments(lived, treaties)
    if plan.count in ("first-day", "last-day") or plan.cells.length == "day":
        return course, _by_one_day(made, plan, course, found)
    return course, _by_cells(made, plan, course, found, treaties)


def _by_one_day(made: Made, plan: Plan, course: int, found: Iterable[Segment]) -> int:
    """Put in the cells whose first (or last) day lies in a segment."""
    starts, rows = plan.cells.starts, 0
    by_last = plan.count == "last-day" and plan.cells.length != "day"
    for since, until, may, must, dark in found:
        lo = bisect_left(starts, since + by_last) - by_last
        hi = bisect_left(starts, until + by_last) - 1 - by_last
        if lo <= hi:
            made.inside.append((course, lo, hi, may, must, dark))
            rows += hi - lo + 1
    return rows


def _by_cells(made: Made, plan: Plan, course: int, found: Iterable[Segment], treaties: list[Treaty]) -> int:
    """Put in whole cells by their range, and those in which something changes one by one."""
    starts, rows = plan.cells.starts, 0
    hinged = plan.count == "any-day" and any(len(treaty.classes) > 1 for treaty in treaties)
    cut = _share if plan.count == "share" else _any_day
    for since, until, may, must, dark in found:
        lo, hi = bisect_left(starts, since), bisect_left(starts, until)
        head = -1 if starts[lo] == since else lo - 1
        tail = -1 if starts[hi] == until else hi - 1
        if head >= 0:
            begins, ends = starts[head], starts[lo]
            every = must | every_reading(treaties, begins, ends) if hinged else must
            rows += cut(made, (course, head, min(until, ends) - since, may, every, dark))
        if tail >= 0:
            hi -= 1
        if lo < hi:
            made.inside.append((course, lo, hi - 1, may, must, dark))
            rows += hi - lo
        if tail >= 0 and tail != head:
            begins, ends = starts[tail], starts[tail + 1]
            every = must | every_reading(treaties, begins, ends) if hinged else must
            rows += cut(made, (course, tail, until - begins, may, every, dark))
    return rows


def _share(made: Made, part: Part) -> int:
    """Put in some days of a cell for itself: their number is their weight; whether the cell is a new one."""
    edges = made.edges
    new = not edges or edges[-1][:2] != part[:2]
    edges.append(part)
    return new


def _any_day(made: Made, part: Part) -> int:
    """Put in some days of a cell, together with those of it that are in already; whether the cell is a new one."""
    inside = made.inside
    course, cell, _, may, must, dark = part
    if inside:
        before = inside[-1]
        if before[0] == course and before[2] == cell:
            inside[-1] = (course, cell, cell, before[3] | may, before[4] | must, before[5] | dark)
            return 0
    inside.append((course, cell, cell, may, must, dark))
    return 1
