"""The batch function of agreements: Arrow batches of a table's rows in, their spans and what falls due out.

Each distinct agreement of a batch is worked out once; its answer is then laid beside every row that has it, in Arrow.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from foedus.chronology.days import FOREVER, Day
from foedus.errors import TimeTextError
from foedus.tables.agreements import Clauses, Outlook
from foedus.tables.columns import Column, Columns, Flag, Text
from foedus.tables.columns import Day as DayColumn

GIVEN: tuple[str, ...] = ("id", "parties", "start", "first_term", "renewal", "notice", "survival")
"""The columns of a table of agreements. All but id and start may be missing or empty."""

HANGS_ON = GIVEN[2:]
"""The columns on which an answer hangs."""

ID = (
    Column("id", Text, "id of the agreement, as the table has it"),
    Column("parties", Text, "its parties, as the table has them"),
)

SPANS: Columns = (
    *ID,
    Column("status", Text, "in force, surviving (what survives the end goes on) or ended"),
    Column("start_date", DayColumn, "first day"),
    Column("end_date", DayColumn, "first day on which it is over (the last day is the day before); missing: no end"),
    Column("ended", Text, "how it ends"),
)

DEADLINES: Columns = (
    *ID,
    Column("date", DayColumn, "the day on which it falls due"),
    Column("what", Text, "what falls due: next exit, last day for notice, renewal, expiry, survival ends, ..."),
    Column("effect", DayColumn, "of a last day for notice the end that it is for; of a renewal the day it renews to"),
    Column("notice", DayColumn, "the day of the notice that brings about an end on that day"),
    Column("readings", Text, "JSON list of the readings in which this stands: rule of law -> position; [{}]: in all"),
    Column("agree", Flag, "1: it stands in every reading; 0: in some"),
)

FAULTS: Columns = (
    Column("line", pa.int64(), "the row of the table, from 1 (the line of column names is not counted)"),
    Column("id", Text, "id of the agreement"),
    Column("problem", Text, "why it could not be read"),
)

_SPAN_TYPES = [(column.name, column.kind) for column in SPANS[2:]]
_DUE_TYPES = [(column.name, column.kind) for column in DEADLINES[2:]]
ANSWERS = pa.schema(
    [
        ("spans", pa.list_(pa.struct(_SPAN_TYPES))),
        ("deadlines", pa.list_(pa.struct(_DUE_TYPES))),
        ("problem", pa.string()),
    ]
)
"""What is answered for each distinct agreement."""

EPOCH = 719_163
"""1970-01-01, from which Arrow counts days."""


class Told(NamedTuple):
    """A batch told: the spans, what falls due, and the rows that could not be read."""

    spans: pa.Table
    deadlines: pa.Table
    faults: pa.Table


def distinct(batch: pa.RecordBatch) -> tuple[pa.Array[Any], pa.RecordBatch]:
    """For each row the number of its agreement, and the distinct agreements (the columns of `HANGS_ON`)."""
    columns = [_filled(batch, name) for name in HANGS_ON]
    joined: Any = pc.binary_join_element_wise(*columns, "\x1f").dictionary_encode()
    parts = pc.split_pattern(joined.dictionary, "\x1f")
    width = pc.min(pc.list_value_length(parts)).as_py()
    if width is not None and (width != len(HANGS_ON) or pc.max(pc.list_value_length(parts)).as_py() != width):
        raise ValueError("a cell holds a control character")
    arrays = [pc.list_element(parts, place) for place in range(len(HANGS_ON))]
    return joined.indices, pa.RecordBatch.from_arrays(arrays, names=list(HANGS_ON))


def _filled(batch: pa.RecordBatch, name: str) -> Any:
    column: Any = batch.column(name)
    return pc.fill_null(column, "")


def answers(outlook: Outlook, agreements: pa.RecordBatch) -> pa.RecordBatch:
    """The answer for each of these distinct agreements, in `ANSWERS`."""
    spans: list[list[tuple[Any, ...]]] = []
    dues: list[list[tuple[Any, ...]]] = []
    problems: list[str | None] = []
    columns = agreements.to_pydict()
    for start, *said in zip(*(columns[name] for name in HANGS_ON), strict=True):
        try:
            own, falls = outlook.answer(start, Clauses(*said))
            problem = None
        except TimeTextError as error:
            own, falls, problem = (), (), str(error)
        spans.append(list(own))
        dues.append(list(falls))
        problems.append(problem)
    return pa.RecordBatch.from_arrays(
        [
            _lists(spans, _SPAN_TYPES, (1, 2)),
            _lists(dues, _DUE_TYPES, (0, 2, 3)),
            pa.array(problems, pa.string()),
        ],
        schema=ANSWERS,
    )


def _lists(
    rows: list[list[tuple[Any, ...]]], types: list[tuple[str, pa.DataType]], days: tuple[int, ...]
) -> pa.Array[Any]:
    """Rows of rows as an Arrow list of structs; the places in `days` are days."""
    offsets = [0]
    for own in rows:
        offsets.append(offsets[-1] + len(own))
    flat = [row for own in rows for row in own]
    columns = list(zip(*flat, strict=True)) or [()] * len(types)
    arrays = [
        pa.array([_day(value) for value in column], pa.int32()).cast(pa.date32())
        if place in days
        else pa.array(column, kind)
        for place, (column, (_, kind)) in enumerate(zip(columns, types, strict=True))
    ]
    structs = pa.StructArray.from_arrays(arrays, fields=[pa.field(name, kind) for name, kind in types])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs)


def _day(value: Day | None) -> int | None:
    return None if value is None or value >= FOREVER else value - EPOCH


def told(batch: pa.RecordBatch, numbers: pa.Array[Any], answered: pa.RecordBatch, first_line: int) -> Told:
    """The rows of a batch with the answer of each: `numbers` says which of those in `answered` is whose."""
    ids = [_filled(batch, name) for name in ("id", "parties")]
    lists: dict[str, Any] = {name: answered.column(name).take(numbers) for name in ("spans", "deadlines")}
    spans, dues = (_flat(held, ids, name) for name, held in lists.items())
    problems: Any = answered.column("problem").take(numbers)
    wrong = pc.is_valid(problems)
    lines = pa.array(range(first_line, first_line + batch.num_rows), pa.int64())
    faults = pa.table([lines, ids[0], problems], names=[column.name for column in FAULTS]).filter(wrong)
    return Told(spans, dues, faults)


def _flat(lists: pa.Array[Any], ids: list[pa.Array[Any]], name: str) -> pa.Table:
    columns = SPANS if name == "spans" else DEADLINES
    parents = pc.list_parent_indices(lists)
    flat = pc.list_flatten(lists)
    arrays: list[Any] = [*(held.take(parents) for held in ids), *flat.flatten()]
    return pa.table(arrays, schema=pa.schema([(column.name, column.kind) for column in columns]))


def worked(on: Day, batch: pa.RecordBatch, first_line: int = 1) -> Told:
    """What is told of a batch of rows as seen from the day `on`: the function that Spark calls in `mapInArrow`."""
    numbers, agreements = distinct(batch)
    return told(batch, numbers, answers(_outlook(on), agreements), first_line)


@lru_cache(maxsize=2)
def _outlook(on: Day) -> Outlook:
    return Outlook(on)  # kept, since it asks the law about a set of clauses once
