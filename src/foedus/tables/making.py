"""Making a table: the library, what is asked, an engine; the rows, and what had to be left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from foedus.answers.groundwork.asking import ask
from foedus.answers.groundwork.many import ask_all, in_readings, involves
from foedus.dossier.library import Library
from foedus.errors import QuestionError
from foedus.tables.columns import PROBLEM
from foedus.tables.courses import Made, make
from foedus.tables.panel import Plan
from foedus.tables.requests import batches

SORTED_UP_TO = 500_000
"""A panel of at most so many rows comes in order; a larger one in the order in which it is made."""


ORDERS = {"exits": ("notice_by", "next_exit", "treaty", "party"), "deadlines": ("date", "treaty", "party")}
"""The tables that are put in order of time; the others come in the order of the library."""


class Engine(Protocol):
    """What works a table out: in this process (`duck.Duck`), or on Spark (`spark.Spark`)."""

    def rows(self, table: str, said: dict[str, str], requests: Iterable[pa.RecordBatch]) -> pa.Table:
        """The rows of `table` for all requests."""

    def asked(self, tables: Mapping[str, pa.Table], sql: str) -> AbstractContextManager[pa.RecordBatchReader]:
        """What `sql` gives over `tables`, in batches."""

    def to_parquet(self, tables: Mapping[str, pa.Table], sql: str, path: Path) -> int:
        """Write what `sql` gives over `tables` to a Parquet file; the number of its rows."""


def engine(name: str) -> Engine:
    """The engine `duckdb`, `spark` or `spark,MASTER`. Raises QuestionError for another, or one not installed."""
    kind, _, master = name.partition(",")
    if kind == "duckdb" and not master:
        from foedus.tables.duck import Duck

        return Duck()
    if kind == "spark":
        from foedus.tables.spark import Spark

        return Spark(master)
    raise QuestionError(f"no engine is called {name!r}; use duckdb, spark or spark,MASTER")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of treaties, and the treaties left out, each with its fault."""

    table: pa.Table
    left_out: tuple[str, ...]


def rows(
    on: Engine,
    library: Library,
    table: str,
    said: Mapping[str, str] | None = None,
    readings: Iterable[str] = (),
    treaties: Iterable[str] = (),
    party: str | None = None,
) -> Rows:
    """The table `table` (a key of `batches.FUNCTIONS`) of all treaties of a library, or of `treaties`.

    `party` leaves those out in which an actor has no part. `said` goes to the batch function. Raises QuestionError
    for an unknown treaty or reading; a treaty of the whole library that cannot be worked out is left out and named.
    """
    named = tuple(treaties)
    written = tuple(readings)
    if named:
        wanted = tuple(ask(library, key) for key in named)
        left_out: tuple[str, ...] = ()
    else:
        many = ask_all(library, lambda dossier: involves(dossier, party))
        wanted, left_out = many.asked, many.left_out
    in_readings(wanted, written)  # a reading that bears on none of them is told at once
    made = on.rows(table, dict(said or {}), batches(library, wanted, written))
    troubled = made.filter(pc.is_valid(made.column(PROBLEM)))
    faults = [
        f"{key} is left out: {problem}"
        for key, problem in zip(
            troubled.column("treaty").to_pylist(), troubled.column(PROBLEM).to_pylist(), strict=True
        )
    ]
    kept = made.filter(pc.is_null(made.column(PROBLEM))).drop_columns([PROBLEM])
    if table in ORDERS:
        kept = kept.sort_by([(name, "ascending") for name in ORDERS[table]])
    return Rows(kept, (*left_out, *faults))


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel ready to be unfolded: its tables, its SQL, how many rows it will have, what was left out."""

    tables: Mapping[str, pa.Table]
    sql: str
    rows: int
    left_out: tuple[str, ...]


def panel(on: Engine, library: Library, plan: Plan, readings: Iterable[str] = ()) -> Panel:
    """The panel that `plan` asks for, ready for `on.asked` or `on.to_parquet`."""
    said = {"alone": "1"} if plan.who == "state" else {}
    found = rows(on, library, "ties", said, readings)
    return unfolding(plan, make(plan, found.table), found.left_out)


def unfolding(plan: Plan, made: Made, left_out: tuple[str, ...] = ()) -> Panel:
    """The panel of segments that are made already."""
    from foedus.tables.panel import order_of, sql

    text = sql(plan)
    if made.rows <= SORTED_UP_TO:
        text += f"\nORDER BY {order_of(plan)}"
    return Panel(made.tables(plan), text, made.rows, left_out)
