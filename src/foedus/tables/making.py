"""Making a table: the library, what is asked, an engine; the rows, and what had to be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from foedus.dossier.library import Library
from foedus.errors import QuestionError
from foedus.tables import streams
from foedus.tables.courses import Made, make
from foedus.tables.panel import Plan
from foedus.tables.requests import Question
from foedus.tables.streams import streamed

SORTED_UP_TO = 500_000
"""A panel of at most so many rows comes in order; a larger one in the order in which it is made."""


class Engine(streams.Engine, Protocol):
    """What works a table out: in this process (`duck.Duck`), or on Spark (`spark.Spark`)."""

    def asked(self, tables: Mapping[str, pa.Table], sql: str) -> AbstractContextManager[pa.RecordBatchReader]:
        """What `sql` gives over `tables`, in batches."""

    def to_parquet(self, tables: Mapping[str, pa.Table], sql: str, path: Path) -> int:
        """Write what `sql` gives over `tables` to a Parquet file; the number of its rows."""


def engine(name: str, workers: int = 1) -> Engine:
    """The engine `duckdb` (with so many processes), `spark` or `spark,MASTER`.

    Raises QuestionError for another, or one not installed.
    """
    kind, _, master = name.partition(",")
    if kind == "duckdb" and not master:
        from foedus.tables.duck import Duck

        return Duck(workers)
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
    path: Path | None = None,
    progress: Callable[[int], None] = lambda treaties: None,
) -> Rows:
    """The table `table` (a key of `batches.FUNCTIONS`) of all treaties of a library, or of `treaties`, in memory.

    `party` leaves those out in which an actor has no part. `said` goes to the batch function. Raises QuestionError
    for an unknown treaty or reading; a treaty of the whole library that cannot be worked out is left out and named.
    `streams.streamed` gives the same without holding it, and tells of `path` and `progress`.
    """
    question = Question(table, dict(said or {}), tuple(readings), tuple(treaties), party)
    with streamed(on, library, question, path, progress) as found, found.read() as reader:
        return Rows(reader.read_all(), found.left_out)


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel ready to be unfolded: its tables, its SQL, how many rows it will have, what was left out."""

    tables: Mapping[str, pa.Table]
    sql: str
    rows: int
    left_out: tuple[str, ...]


def panel(
    on: Engine,
    library: Library,
    plan: Plan,
    readings: Iterable[str] = (),
    path: Path | None = None,
    progress: Callable[[int], None] = lambda treaties: None,
) -> Panel:
    """The panel that `plan` asks for, ready for `on.asked` or `on.to_parquet`.

    With `path`, the file that it will be written to, what ties each two is made in parts beside it, so that a run that
    is interrupted meanwhile goes on (`streams.streamed`); `progress` is told the treaties done so far.
    """
    said = {"alone": "1"} if plan.who == "state" else {}
    found = rows(on, library, "ties", said, readings, path=path, progress=progress)
    return unfolding(plan, make(plan, found.table), found.left_out)


def unfolding(plan: Plan, made: Made, left_out: tuple[str, ...] = ()) -> Panel:
    """The panel of segments that are made already."""
    from foedus.tables.panel import order_of, sql

    text = sql(plan)
    if made.rows <= SORTED_UP_TO:
        text += f"\nORDER BY {order_of(plan)}"
    return Panel(made.tables(plan), text, made.rows, left_out)
