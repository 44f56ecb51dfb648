"""Panels: from the ties of treaties to a row for each dyad (or state) and year, month or day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from typing import Any, Literal, NamedTuple, TypeAlias

import pyarrow as pa

from foedus.chronology.days import ALWAYS, FOREVER, Day
from foedus.chronology.spans import EVERYTHING, Span, intersection, normal
from foedus.dossier.actors import register
from foedus.dossier.store import without_collecting
from foedus.dossier.systems import code_on, existence, membership
from foedus.tables.cells import Cells, Length
from foedus.tables.panel_sql import bits_sql, shares_sql
from foedus.tables.segments import (
    COW_MEMBER,
    GW_MEMBER,
    Piece,
    Segment,
    Treaty,
    every_reading,
    lifetime,
    read_treaties,
    segments,
    together,
    within,
)

Count: TypeAlias = Literal["any-day", "first-day", "last-day", "share"]

COUNTS: tuple[Count, ...] = ("any-day", "first-day", "last-day", "share")
"""What an obligation counts for in a cell: if it holds on some day of it, on the first, on the last; or its share."""

Who: TypeAlias = Literal["state", "dyad"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a panel is to hold.

    who, directed: states or dyads, and whether each dyad comes both ways, with what the first promises the second.
    cells, count: the calendar, and what counts within a cell.
    parties: only these, if any are given. everybody: all states of the register, and not only those that a dossier
    speaks of. complete: nothing in the library means that there is nothing (0), and not that it is unknown (missing).
    members: only the days on which the states are members of the COW system. unnumbered: actors without a number too.
    """

    who: Who
    cells: Cells
    count: Count = "any-day"
    directed: bool = False
    parties: frozenset[str] = frozenset()
    everybody: bool = False
    complete: bool = False
    members: bool = False
    unnumbered: bool = False

    @property
    def name(self) -> str:
        """The unit, as the command has it: `dyad-year`."""
        return f"{self.who}-{self.cells.length}"


class Numbered(NamedTuple):
    """A state under one number: the days on which it may have existed, with what is sure of them, and its codes."""

    key: str
    pieces: tuple[Piece, ...]
    ccode: int | None
    abbrev: str | None
    gwcode: int | None


@dataclass(slots=True)
class Made:
    """The tables that the SQL of a panel reads, while they are made; `rows` counts the cells that will come out, and
    `alike` keeps what was made for units of which no treaty speaks, by the days on which they lived, `lived` each
    state's days within the time of the panel."""

    units: list[tuple[Any, ...]] = field(default_factory=list)
    inside: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    edges: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    rows: int = 0
    alike: dict[tuple[Piece, ...], Made] = field(default_factory=dict)
    lived: dict[tuple[str, int | None, int | None], list[Piece]] = field(default_factory=dict)

    def tables(self, plan: Plan) -> dict[str, pa.Table]:
        """The tables `units`, `inside`, `edges` and `cells`."""
        kinds = [pa.int32(), pa.int32(), pa.int32(), pa.int16(), pa.int16(), pa.int16()]
        found = {}
        for name, rows, second in (("inside", self.inside, ("lo", "hi")), ("edges", self.edges, ("cell", "days"))):
            columns = list(zip(*rows, strict=True)) or [()] * 6
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            found[name] = pa.table(arrays, names=["unit", *second, "may", "must", "dark"])
        kept = _unit_columns(plan)
        order = [name for end in ("1", "2") for name in (f"{part}{end}" for part in PARTS)] + ["dyadid"]
        held = dict(zip(order, zip(*self.units, strict=True), strict=False)) if self.units else {}
        numbered = pa.array(range(len(self.units)), pa.int32())
        columns_of: list[Any] = [numbered, *(pa.array(held.get(name, ()), kind) for name, kind in kept)]
        found["units"] = pa.table(columns_of, names=["unit", *(name for name, _ in kept)])
        found["cells"] = plan.cells.table()
        return found


PARTS = ("party", "ccode", "stateabb", "gwcode")
"""The columns of each state of a unit, as `_codes` has them."""


def _unit_columns(plan: Plan) -> list[tuple[str, pa.DataType]]:
    ends = ("1", "2") if plan.who == "dyad" else ("1",)
    found: list[tuple[str, pa.DataType]] = [(f"party{end}", pa.string()) for end in ends]
    for end in ends:
        found += [(f"ccode{end}", pa.int16()), (f"stateabb{end}", pa.string()), (f"gwcode{end}", pa.int16())]
    return [*found, ("dyadid", pa.int32())] if plan.who == "dyad" else found


def sql(plan: Plan) -> str:
    """The SQL of a panel over the tables of `Made`."""
    if plan.who == "dyad":
        names = [name for name, _ in _unit_columns(plan)]
    else:
        names = [f"{name} AS {name.removesuffix('1')}" for name, _ in _unit_columns(plan)]
    first = date.fromordinal(plan.cells.first)
    time = {
        "year": [f"CAST({first.year} + place AS SMALLINT) AS year"],
        "month": ["year", "month"],
        "day": [f"DATE '{first.isoformat()}' + CAST(place AS INTEGER) AS date"],
    }[plan.cells.length]
    if plan.count == "share":
        return shares_sql(names, time)
    return bits_sql(names, time, edges=plan.count == "any-day" and plan.cells.length != "day")


def order_of(plan: Plan) -> str:
    """The columns by which a panel is put in order, for both engines the same."""
    who = ["ccode1", "ccode2", "party1", "party2"] if plan.who == "dyad" else ["ccode", "party"]
    when = {"year": ["year"], "month": ["year", "month"], "day": ["date"]}[plan.cells.length]
    return ", ".join(f"{name} NULLS LAST" for name in (*who, *when))


def make(plan: Plan, ties: pa.Table) -> Made:
    """The tables of a panel from the ties of treaties (`batches.TIES`)."""
    with without_collecting():
        return _make(plan, ties)


def _make(plan: Plan, ties: pa.Table) -> Made:
    made = Made()
    rows = ties.sort_by([("party1", "ascending"), ("party2", "ascending")]).to_pylist()
    tied: dict[tuple[str, str], list[dict[str, Any]]] = {
        key: list(own) for key, own in groupby(rows, key=lambda row: (row["party1"], row["party2"]))
    }
    if plan.who == "state":
        for one in _states(plan, {one for one, _ in tied}):
            own = read_treaties(tied.get((one, ""), ()), "first" if plan.directed else "")
            for numbered in numbers(one):
                _unit(made, plan, (numbered,), own)
        return made
    for one, other in _dyads(plan, tied):
        held = tied.get((one, other))
        if held is None:
            _dyad(made, plan, one, other, [])
            if plan.directed:
                _dyad(made, plan, other, one, [])
        elif plan.directed:
            _dyad(made, plan, one, other, read_treaties(held, "first"))
            _dyad(made, plan, other, one, read_treaties(held, "second"))
        else:
            _dyad(made, plan, one, other, read_treaties(held))
    return made


def _states(plan: Plan, tied: set[str]) -> list[str]:
    named = set(register()) if plan.everybody else tied
    return [key for key in sorted(named) if _wanted(plan, key) and (not plan.parties or key in plan.parties)]


def _dyads(plan: Plan, tied: dict[tuple[str, str], list[dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    least = min(2, len(plan.parties))
    if plan.everybody:
        named = {key for pair in tied for key in pair}
        keys = [key for key in sorted({*register(), *named}) if _wanted(plan, key)]
        if least == 2:
            keys = [key for key in keys if key in plan.parties]
        found: Iterable[tuple[str, str]] = combinations(keys, 2)
    else:
        found = (pair for pair in sorted(tied) if all(_wanted(plan, key) for key in pair))
    for one, other in found:
        if not least or (one in plan.parties) + (other in plan.parties) >= least:
            yield one, other


def _wanted(plan: Plan, key: str) -> bool:
    """Whether an actor can be in the panel: a state with a number, unless others are asked for."""
    if plan.unnumbered:
        return True
    held = register().get(key)
    return held is not None and bool(held.cow or held.gw)


def _dyad(made: Made, plan: Plan, one: str, other: str, treaties: list[Treaty]) -> None:
    for first in numbers(one):
        for second in numbers(other):
            pair = (first, second)
            if not plan.directed and _later(first) > _later(second):
                pair = (second, first)
            _unit(made, plan, pair, treaties)


def _later(of: Numbered) -> tuple[bool, int, str]:
    return of.ccode is None, of.ccode or 0, of.key


@lru_cache(maxsize=1024)
def numbers(key: str) -> tuple[Numbered, ...]:
    """A state under each number that it has had, with the days of each."""
    may, surely = existence(key)
    cow, gw = membership(key)
    marks = ((cow, COW_MEMBER), (gw, GW_MEMBER))
    turns = sorted({day for span in (*cow, *gw, *may, *surely) for day in span if ALWAYS < day < FOREVER})
    held: dict[tuple[int | None, str | None, int | None], list[Span]] = {}
    for since, until in pairwise([ALWAYS, *turns, FOREVER]):
        held.setdefault(code_on(key, since), []).append(Span(since, until))
    found = []
    for (ccode, abbrev, gwcode), spans in held.items():
        days = intersection(may, EVERYTHING if len(held) == 1 else normal(spans))
        if days:
            found.append(Numbered(key, tuple(lifetime(days, marks)), ccode, abbrev, gwcode))
    return tuple(found)


def _unit(made: Made, plan: Plan, who: tuple[Numbered, ...], treaties: list[Treaty]) -> None:
    lived = _lived(made, plan, who[0])
    for other in who[1:]:
        lived = together(lived, _lived(made, plan, other))
    if plan.members:
        lived = [piece for piece in lived if piece[2] & COW_MEMBER]
    if not lived:
        return
    known = treaties or ([Treaty((((), ()),))] if plan.complete else [])
    if treaties:
        _split(made, plan, len(made.units), segments(lived, known), treaties)
    else:
        _alike(made, plan, len(made.units), tuple(lived), known)
    codes = [_codes(each) for each in who]
    made.units.append(codes[0] if len(codes) == 1 else (*codes[0], *codes[1], _dyadid(who)))


def _lived(made: Made, plan: Plan, one: Numbered) -> list[Piece]:
    key = one.key, one.ccode, one.gwcode
    if key not in made.lived:
        made.lived[key] = within(one.pieces, plan.cells.first, plan.cells.end)
    return made.lived[key]


def _dyadid(who: tuple[Numbered, ...]) -> int | None:
    first, second = who[0].ccode, who[1].ccode
    return None if first is None or second is None else first * 1000 + second


def _alike(made: Made, plan: Plan, unit: int, lived: tuple[Piece, ...], known: list[Treaty]) -> None:
    """Put a unit of which no treaty speaks into the tables: what is made for one is that of all that lived as long."""
    found = made.alike.get(lived)
    if found is None:
        found = made.alike[lived] = Made()
        _split(found, plan, 0, segments(lived, known), [])
    made.inside += [(unit, *row[1:]) for row in found.inside]
    made.edges += [(unit, *row[1:]) for row in found.edges]
    made.rows += found.rows


def _codes(each: Numbered) -> tuple[str, int | None, str | None, int | None]:
    return each.key, each.ccode, each.abbrev, each.gwcode


def _split(made: Made, plan: Plan, unit: int, found: Iterable[Segment], treaties: list[Treaty]) -> None:
    """Put a unit's segments into the tables: whole cells by their range, parts of cells one by one."""
    cells = plan.cells
    if plan.count in ("first-day", "last-day") or cells.length == "day":
        shift = plan.count == "last-day"
        for since, until, may, must, dark in found:
            lo, hi = _holding(cells, since, until, shift)
            if lo <= hi:
                made.inside.append((unit, lo, hi, may, must, dark))
                made.rows += hi - lo + 1
        return
    hinged = plan.count == "any-day" and any(len(treaty.classes) > 1 for treaty in treaties)
    seen = -1
    for since, until, may, must, dark in found:
        lo, hi = cells.from_day(since), cells.holding(until - 1)
        whole = hi if cells.starts[hi + 1] == until else hi - 1
        if lo <= whole:
            made.inside.append((unit, lo, whole, may, must, dark))
            made.rows += whole - lo + 1
        for cell in dict.fromkeys((cells.holding(since), hi)):
            if lo <= cell <= whole:
                continue
            first, end = cells.starts[cell], cells.starts[cell + 1]
            days = min(until, end) - max(since, first)
            each = must | every_reading(treaties, first, end) if hinged else must
            made.edges.append((unit, cell, days, may, each, dark))
            made.rows += cell != seen
            seen = cell


def _holding(cells: Cells, since: Day, until: Day, by_last: bool) -> tuple[int, int]:
    """The first and last cell whose first day (or, `by_last`, last day) lies in a segment."""
    if not by_last:
        return cells.from_day(since), cells.from_day(until) - 1
    return cells.from_day(since + 1) - 1, cells.from_day(until + 1) - 2


UNITS: tuple[str, ...] = ("state-year", "dyad-year", "dyad-month", "dyad-day", "state-month", "state-day")


def unit(name: str) -> tuple[Who, Length]:
    """What the name of a unit says: `dyad-year` is dyads by year."""
    who, _, length = name.partition("-")
    return who, length  # type: ignore[return-value]
