"""The batch function: Arrow batches of requests in, Arrow batches of a table's rows out. Pure, for any engine.

Each of `FUNCTIONS` works out one treaty; `over` makes of it the function from batches to batches that the local
engine calls and that Spark calls in `mapInArrow`. A treaty that cannot be worked out gives one row with its problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import pyarrow as pa

from foedus.errors import FoedusError
from foedus.tables.columns import DEADLINES, DUTIES, DYADS, EXITS, PROBLEM, SPANS, Column, Columns, Text, schema
from foedus.tables.packing import packed, unpacked
from foedus.tables.requests import Request, read
from foedus.tables.treaty_rows import TIES, Row, deadline_rows, duty_rows, dyad_rows, exit_rows, span_rows, tie_rows

Maker: TypeAlias = Callable[[Request, Mapping[str, str]], Iterator[Row]]

FUNCTIONS: dict[str, tuple[Maker, Columns]] = {
    "spans": (span_rows, SPANS),
    "dyads": (dyad_rows, DYADS),
    "duties": (duty_rows, DUTIES),
    "deadlines": (deadline_rows, DEADLINES),
    "exits": (exit_rows, EXITS),
    "ties": (tie_rows, TIES),
}
"""For each table the function that works out one treaty, and the columns of its rows."""

PROBLEM_COLUMN = Column(PROBLEM, Text, "why the treaty has no row")


def schema_of(table: str) -> pa.Schema:
    """The schema of the batches that `over` gives for a table: its columns, and the problem."""
    return schema(FUNCTIONS[table][1], PROBLEM_COLUMN)


MOST = 1 << 15
"""Rows that are held before a batch is made of them, beside those of one treaty."""


def over(table: str, said: Mapping[str, str], requests: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of `table` for all requests, at least a batch for each batch. `said` holds what was asked with.

    A treaty that cannot be worked out has no rows but the one with its problem.
    """
    maker, _ = FUNCTIONS[table]
    made_as = schema_of(table)
    for batch in requests:
        found: list[Row] = []
        for number, make in enumerate(read(batch)):
            try:
                found += list(maker(make(), said))
            except FoedusError as error:
                found.append({"treaty": batch.column("treaty")[number].as_py(), PROBLEM: str(error).partition("\n")[0]})
            if len(found) >= MOST:
                yield _laid_out(found, made_as)
                found = []
        yield _laid_out(found, made_as)


def _laid_out(rows: list[Row], made_as: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in made_as]
    return pa.RecordBatch.from_arrays(columns, schema=made_as)


def worked(table: str, said: Mapping[str, str], requests: bytes) -> bytes:
    """`over` of packed requests, packed: as another process or a worker of Spark is asked."""
    return packed(over(table, said, unpacked(requests)), schema_of(table))
