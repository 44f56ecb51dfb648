"""What a panel is to hold, and the SQL that unfolds it: a row for each dyad (or state) and year, month or day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import pyarrow as pa

from foedus.tables.cells import Cells, Length
from foedus.tables.panel_sql import bits_sql, shares_sql

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


PARTS = ("party", "ccode", "stateabb", "gwcode")
"""The columns of each state of a unit, as the lists of states have them."""


def unit_columns(plan: Plan) -> list[tuple[str, pa.DataType]]:
    """The columns that name a unit, and their types."""
    ends = ("1", "2") if plan.who == "dyad" else ("1",)
    found: list[tuple[str, pa.DataType]] = [(f"party{end}", pa.string()) for end in ends]
    for end in ends:
        found += [(f"ccode{end}", pa.int16()), (f"stateabb{end}", pa.string()), (f"gwcode{end}", pa.int16())]
    return [*found, ("dyadid", pa.int32())] if plan.who == "dyad" else found


def sql(plan: Plan) -> str:
    """The SQL of a panel over the tables of `courses.Made`."""
    if plan.who == "dyad":
        names = [name for name, _ in unit_columns(plan)]
    else:
        names = [f"{name} AS {name.removesuffix('1')}" for name, _ in unit_columns(plan)]
    first = date.fromordinal(plan.cells.first)
    time = {
        "year": [f"CAST({first.year} + place AS SMALLINT) AS year"],
        "month": ["year", "month"],
        "day": [f"DATE '{first.isoformat()}' + CAST(place AS INTEGER) AS date"],
    }[plan.cells.length]
    if plan.count == "share":
        return shares_sql(names, time)
    return bits_sql(names, time)


def order_of(plan: Plan) -> str:
    """The columns by which a panel is put in order, for both engines the same."""
    who = ["ccode1", "ccode2", "party1", "party2"] if plan.who == "dyad" else ["ccode", "party"]
    when = {"year": ["year"], "month": ["year", "month"], "day": ["date"]}[plan.cells.length]
    return ", ".join(f"{name} NULLS LAST" for name in (*who, *when))


UNITS: tuple[str, ...] = ("state-year", "dyad-year", "dyad-month", "dyad-day", "state-month", "state-day")


def unit(name: str) -> tuple[Who, Length]:
    """What the name of a unit says: `dyad-year` is dyads by year."""
    who, _, length = name.partition("-")
    return who, length  # type: ignore[return-value]
