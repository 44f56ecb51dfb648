"""The batch function of agreements: Arrow batches of a table's rows in, their spans and what falls due out.

The dates are those of `foedus.columnar`; here they are laid out as rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from foedus.chronology.days import FOREVER, Day
from foedus.columnar.calendar import EPOCH, Bools, Ints
from foedus.columnar.outlook import NOTHING, Outlook, outlook
from foedus.law.defaults import NOTICE_ON_LAST_DAY
from foedus.tables.agreement_columns import Reader
from foedus.tables.columns import Column, Columns, Flag, Text, schema
from foedus.tables.columns import Day as DayColumn

GIVEN: tuple[str, ...] = ("id", "parties", "start", "first_term", "renewal", "notice", "survival", "line", "fault")
"""The columns of a table of agreements: texts (dates and periods in ISO 8601, empty where there is none), the line of
each row, and, where it cannot be read, why."""

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
    Column("line", pa.int64(), "the line of the file; of .parquet and .arrow the row, from 1"),
    Column("id", Text, "id of the agreement"),
    Column("problem", Text, "why it could not be read"),
)

STATUSES = ("in force", "surviving", "ended")
ENDED = ("", "expired")
KINDS = ("expiry", "last day for notice", "next exit", "renewal", "survival ends", "term ends")
"""What falls due, in the order of the rows of one day."""

READINGS = ("[{}]", *(json.dumps([{NOTICE_ON_LAST_DAY.key: position}]) for position in ("in-time", "late")))
"""In all readings, or in one alone."""

BOTH, IN_TIME, LATE = range(3)


class Told(NamedTuple):
    """A batch told: the spans, what falls due, and the rows that could not be read."""

    spans: pa.Table
    deadlines: pa.Table
    faults: pa.Table


class _Falls(NamedTuple):
    """Dates that fall due: the row of each, the day, and the places in `KINDS` and `READINGS`."""

    rows: NDArray[Any]
    days: Ints
    kind: str
    effect: Ints | int
    notice: int
    reading: int


def told(reader: Reader, on: Day, batch: pa.RecordBatch) -> Told:
    """The spans of the agreements of a batch (the columns of `GIVEN`), and what falls due as seen from the day `on`.

    A row that cannot be read is among the faults alone.
    """
    read = reader.read(batch)
    seen = outlook(read.terms, on)
    ids: list[Any] = [batch.column("id"), batch.column("parties")]
    wrong = pa.array([row for row, _ in read.problems], pa.int64())
    problems = pa.array([problem for _, problem in read.problems], pa.string())
    faults: list[Any] = [batch.column("line").take(wrong), ids[0].take(wrong), problems]
    return Told(
        _spans(ids, read.rows, read.terms.start, seen),
        _deadlines(ids, read.rows, seen, on),
        pa.table(faults, schema=schema(FAULTS)),
    )


def worked(on: Day, batch: pa.RecordBatch) -> Told:
    """As `told`, with a reader that is kept: the function that Spark calls in `mapInArrow`."""
    return told(_reader(), on, batch)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def _spans(ids: list[Any], rows: Ints, start: Ints, seen: Outlook) -> pa.Table:
    ends = seen.expired < FOREVER
    survives = ends & (seen.survived > seen.expired)
    over = ends & (seen.survived < FOREVER)
    parts = [
        (np.arange(rows.size), start, seen.expired, 0),
        *((np.flatnonzero(held), a[held], b[held], status) for held, a, b, status in (
            (survives, seen.expired, seen.survived, 1),
            (over, seen.survived, np.full_like(start, FOREVER), 2),
        )),
    ]  # fmt: skip
    place, begins, stops = (np.concatenate([part[column] for part in parts]) for column in range(3))
    status = np.repeat(np.arange(3), [part[0].size for part in parts])
    order = np.argsort(place * 3 + status, kind="stable")
    place, status = place[order], status[order]
    arrays = [
        *(held.take(pa.array(rows[place])) for held in ids),
        _words(STATUSES, status),
        _days(begins[order]),
        _days(stops[order], FOREVER),
        _words(ENDED, ends[place].astype(np.int8)),
    ]
    return pa.table(arrays, schema=schema(SPANS))


def _deadlines(ids: list[Any], rows: Ints, seen: Outlook, on: Day) -> pa.Table:
    falls = list(_falls(seen, on))
    place, days = (np.concatenate([part[column] for part in falls]).astype(np.int64) for column in (0, 1))
    sizes = [part.rows.size for part in falls]
    kind = np.repeat([KINDS.index(part.kind) for part in falls], sizes)
    reading = np.repeat([part.reading for part in falls], sizes)
    effect = np.concatenate([np.broadcast_to(part.effect, part.rows.shape) for part in falls])
    notice = np.repeat([part.notice for part in falls], sizes)
    # in the order of the table, then of the days: one key for all
    order = np.argsort((((place << 22) + days) << 5) + (kind << 2) + reading, kind="stable")
    reading = reading[order]
    arrays = [
        *(held.take(pa.array(rows[place[order]])) for held in ids),
        _days(days[order]),
        _words(KINDS, kind[order]),
        _days(effect[order], FOREVER),
        _days(notice[order]),
        _words(READINGS, reading),
        pa.array((reading == BOTH).astype(np.int8)),
    ]
    return pa.table(arrays, schema=schema(DEADLINES))


def _falls(seen: Outlook, on: Day) -> Iterator[_Falls]:
    """What falls due, kind by kind; what is the same in both readings of the last day for notice once."""
    early, late = seen.in_time, seen.late
    same = (early.notice == late.notice) & (early.effect == late.effect)
    for held, reading in ((early, IN_TIME), (late, LATE)):
        yield _fall(~same, held.notice, "last day for notice", held.effect, NOTHING, reading)
        yield _fall(early.exit != late.exit, held.exit, "next exit", NOTHING, on, reading)
    yield _fall(same, early.notice, "last day for notice", early.effect, NOTHING, BOTH)
    yield _fall(early.exit == late.exit, early.exit, "next exit", NOTHING, on, BOTH)
    every = np.ones_like(same)
    yield _fall(every, seen.renewal, "renewal", seen.renewed, NOTHING, BOTH)
    for days, kind in ((seen.runs_on, "term ends"), (seen.expiry, "expiry"), (seen.over, "survival ends")):
        yield _fall(every, days, kind, NOTHING, NOTHING, BOTH)


def _fall(where: Bools, days: Ints, kind: str, effect: Ints | int, notice: int, reading: int) -> _Falls:
    rows = np.flatnonzero(where & (days != NOTHING))
    return _Falls(rows, days[rows], kind, effect[rows] if isinstance(effect, np.ndarray) else effect, notice, reading)


def _days(days: NDArray[Any], missing: int = NOTHING) -> Any:
    """Days as Arrow dates; `missing` is no date."""
    array = pa.array((days - EPOCH).astype(np.int32), mask=(days == missing) | (days == NOTHING))
    return array.view(pa.date32())


def _words(words: tuple[str, ...], places: NDArray[Any]) -> Any:
    numbers: Any = pa.array(places.astype(np.int8))
    return pa.array(words).take(numbers)
