"""Tables of agreements from files, in batches: .csv and .xlsx line by line, Parquet and Arrow by their own parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.store import without_collecting
from foedus.errors import QuestionError
from foedus.intake.contract_columns import Columns, columns_of, passed_over
from foedus.intake.contracts import opened
from foedus.intake.sheet import Line, fitted, lines
from foedus.intake.written_dates import Order
from foedus.intake.written_periods import INDEFINITE
from foedus.tables.agreement_batches import GIVEN
from foedus.tables.agreement_cells import Column, chained, is_empty, is_invisible, readers, together, where

ROWS = 1 << 13
"""Rows that are read at a time."""

NEEDED = ("id", "start")

UNREAD = ("id", "parties")
"""The columns whose cells stay as they are."""

NO_FIRST_TERM = "first term: found none, expected the term that renews itself, or 'indefinite'"

OF_ARROW = (".parquet", ".arrow")


class Source(NamedTuple):
    """A table of agreements: its rows in batches (`agreement_batches.GIVEN`), the same ones each time; and what is to
    be said of columns that are passed over."""

    batches: Iterator[pa.RecordBatch]
    passed: Diagnostic | None


def source(path: Path, order: Order | None = None, sheet: str | None = None) -> Source:
    """The table at `path`: its columns called as people call them, its cells read as an import of contracts reads them.

    `order` says how dates are written, `sheet` names that of a workbook. A line that cannot be read is a row with its
    fault. Raises QuestionError for a file that cannot be read, or that lacks the column `id` or `start`.
    """
    if not path.is_file():
        raise QuestionError(f"{path} is no file")
    if path.suffix.lower() in OF_ARROW:
        if sheet is not None:
            raise QuestionError(f"{path} is no workbook and has no sheets: leave --sheet out")
        return _of_arrow(path, order)
    if ending := _meant(path):
        raise QuestionError(f"{path} is no text; give it the ending {ending}")
    table = opened(path, sheet, NEEDED)
    made = _plain(_of_lines(path, sheet, table.line, len(table.head)), table.columns, order)
    return Source(made, passed_over(table.head, table.columns, path))


def _meant(path: Path) -> str | None:
    """The ending that a Parquet or Arrow file by another name should have; None for any other file."""
    try:
        with path.open("rb") as file:
            start = file.read(6)
    except OSError as error:
        raise _unreadable(path, error) from None
    return next((ending for sign, ending in _SIGNS.items() if start.startswith(sign)), None)


_SIGNS = {b"PAR1": ".parquet", b"ARROW1": ".arrow"}


class _Rows(NamedTuple):
    """Some rows as they stand: a column of texts for each of the table, the line of each, and what is wrong with it."""

    cells: list[Any]
    lines: Any
    faults: Any


def _of_lines(path: Path, sheet: str | None, head: int, width: int) -> Iterator[_Rows]:
    found = lines(path, sheet)
    while True:
        with without_collecting():  # what is read is let go of at once, and the collector would walk over it till then
            count, rows = _some(path, islice(found, ROWS), head, width)
        if not count:
            return
        if len(rows.lines):
            yield rows


def _some(path: Path, some: Iterable[Line | Diagnostic], head: int, width: int) -> tuple[int, _Rows]:
    """How many lines there were, and the rows of those below the names of the columns."""
    numbers: list[int] = []
    faults: list[str] = []
    rows: list[list[str]] = []
    empty = [""] * width
    count = 0
    for line in some:
        count += 1
        line = fitted(path, line, width)
        if isinstance(line, Line):
            number, fault, cells = line.number, "", line.cells
        else:
            number, fault, cells = line.line, f"found {line.found}, expected {line.expected}", empty
        if number > head:
            numbers.append(number)
            faults.append(fault)
            rows.append(cells)
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)] or [
        pa.array([], pa.string())
    ] * width
    return count, _Rows(columns, pa.array(numbers, pa.int64()), pa.array(faults, pa.string()))


def _of_arrow(path: Path, order: Order | None) -> Source:
    try:
        names = _schema_of(path).names
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None
    at = columns_of(names, path, NEEDED)
    known = {at.id, at.start, *at.parties, *(place for _, place, _ in at.periods if place is not None)}
    known |= set() if at.renews is None else {at.renews}
    return Source(_plain(_batches_of(path, names, known), at, order), passed_over(names, at, path))


def _schema_of(path: Path) -> pa.Schema:
    if path.suffix.lower() == ".parquet":
        import pyarrow.parquet as pq

        return pq.read_schema(path)
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).schema


def _batches_of(path: Path, names: list[str], known: set[int]) -> Iterator[_Rows]:
    row = 1
    wanted = [name for place, name in enumerate(names) if place in known]
    try:
        for batch in _parquet(path, wanted) if path.suffix.lower() == ".parquet" else _arrow(path):
            numbers = pa.array(range(row, row + batch.num_rows), pa.int64())
            row += batch.num_rows
            cells = [_text(_column(batch, names, place)) if place in known else None for place in range(len(names))]
            yield _Rows(cells, numbers, pa.array([""] * batch.num_rows, pa.string()))
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def _column(batch: pa.RecordBatch, names: list[str], place: int) -> Any:
    """The column at `place` of the table, of which the batch may hold some alone; two may have one name."""
    alike = batch.schema.get_all_field_indices(names[place])
    return batch.column(alike[names[:place].count(names[place])])


def _unreadable(path: Path, error: Exception) -> QuestionError:
    return QuestionError(f"cannot read {path}: {str(error).partition(chr(10))[0]}")


def _parquet(path: Path, wanted: list[str]) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(ROWS, columns=wanted)


def _arrow(path: Path) -> Iterator[pa.RecordBatch]:
    with pa.memory_map(str(path)) as file:
        reader = pa.ipc.open_file(file)
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


def _text(column: Any) -> Any:
    text = column if pa.types.is_string(column.type) else column.cast(pa.string())
    return pc.fill_null(pc.utf8_trim_whitespace(text), "")


def _plain(found: Iterator[_Rows], at: Columns, order: Order | None) -> Iterator[pa.RecordBatch]:
    """The rows of a table with the columns of `GIVEN`, cells made plain."""
    columns = readers(at, order)
    for rows in found:
        yield _batch(rows, at, columns)


def _batch(rows: _Rows, at: Columns, columns: dict[str, Column]) -> pa.RecordBatch:
    count = len(rows.lines)
    empty = pa.array([""] * count, pa.string())
    places = {"start": at.start, **{name.replace(" ", "_"): place for name, place, _ in at.periods}}
    held = {
        "id": rows.cells[at.id],
        "parties": chained([rows.cells[place] for place in at.parties] or [empty]),
        "line": rows.lines,
    }
    faults = [
        where(is_empty(held["id"]), "id: found an empty cell, expected an id of its own"),
        *(where(is_invisible(held[name]), f"{name}: found invisible characters, expected text") for name in UNREAD),
    ]
    of_column: dict[str, Any] = {}
    for name, column in columns.items():
        place = places[name]
        cells = empty if place is None else rows.cells[place]
        if name == "renewal" and at.renews is not None:
            cells = together(rows.cells[at.renews], cells)
        held[name], of_column[name] = column.plain(cells)
    faults += [*of_column.values(), where(_renews_nothing(held, of_column["first_term"]), NO_FIRST_TERM)]
    held["fault"] = pc.if_else(is_empty(rows.faults), chained(faults), rows.faults)
    held["fault"] = pc.if_else(is_empty(held["fault"]), pa.scalar(None, pa.string()), held["fault"])
    return pa.RecordBatch.from_arrays([held[name] for name in GIVEN], names=list(GIVEN))


def _renews_nothing(held: dict[str, Any], first_term_fault: Any) -> Any:
    """Whether each row says by how much it renews itself and not what: left alone, its renewals would be passed over
    in silence."""
    open_ = pc.and_(is_empty(held["first_term"]), is_empty(first_term_fault))
    indefinite: Any = INDEFINITE
    return pc.and_(open_, pc.invert(pc.or_(is_empty(held["renewal"]), pc.equal(held["renewal"], indefinite))))
