"""Files: a table written as Parquet, CSV, Arrow, Stata or Excel, by the ending of the name; whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa

from foedus.errors import QuestionError
from foedus.tables.claims import claimed
from foedus.tables.needs import need

SHEET_ROWS = 1_048_575
"""Rows below the heading that a sheet of Excel holds."""

CELL_SIGNS = 32_767
"""Signs that a cell of Excel holds."""

UNSEEN = dict.fromkeys(sign for sign in range(32) if chr(sign) not in "\t\n\r")
"""Signs that no sheet can hold, by what `str.translate` takes."""

INSTEAD = "write it as .parquet or .csv"

STATA_ROWS = 5_000_000
"""Rows that are written for Stata: its format is made in memory, as a whole."""


class TooLong(QuestionError):
    """A table has more rows, or a longer text, than the format holds that was asked for."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name to write to beside `path`: it becomes `path` when all is written, and goes if something fails.

    What a run that was killed left under that name is written over. Raises QuestionError if the folder cannot be
    written, if another run is writing `path`, or if `path` is a link.
    """
    part = path.with_name(f".{path.name}.part")
    check_link(path)
    try:
        with claimed(part, path):
            try:
                yield part
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise QuestionError(f"cannot write {path}: {error.strerror or error}") from None


def check_link(path: Path) -> None:
    """Raise QuestionError if `path` is a link, which the new file would take the place of, and not what it leads to."""
    if path.is_symlink():
        raise QuestionError(f"{path} is a link: name the file that it leads to ({path.readlink()})")


def write(path: Path, reader: pa.RecordBatchReader, about: dict[str, str] | None = None) -> int:
    """Write all batches to `path` in the format that its ending names; the number of rows.

    `about` gives each column's meaning, which Stata keeps as labels. Raises QuestionError for an ending that is not
    known, a library that is not installed, a folder that cannot be written, or more rows than the format holds.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise QuestionError(f"{path.name}: no format has that ending; use one of {', '.join(sorted(WRITERS))}")
    with replacing(path) as part:
        return WRITERS[ending](part, reader, about or {})


def check_ending(path: Path) -> None:
    """Raise QuestionError now for an ending that `write` would refuse, or a library that it would miss."""
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise QuestionError(f"{path.name}: no format has that ending; use one of {', '.join(sorted(WRITERS))}")
    for module in {".dta": ("pandas", "pyreadstat"), ".xlsx": ("openpyxl",)}.get(ending, ()):
        need(module)


def _parquet(path: Path, reader: pa.RecordBatchReader, _: dict[str, str]) -> int:
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def _arrow(path: Path, reader: pa.RecordBatchReader, _: dict[str, str]) -> int:
    rows = 0
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def _csv(path: Path, reader: pa.RecordBatchReader, _: dict[str, str]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        return write_csv(file, reader)


def write_csv(file: Any, reader: pa.RecordBatchReader) -> int:
    """Write all batches as CSV (RFC 4180, UTF-8, missing values empty) to an open text file; the number of rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(reader.schema.names)
    rows = 0
    for batch in reader:
        writer.writerows(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        rows += batch.num_rows
    return rows


def _stata(path: Path, reader: pa.RecordBatchReader, about: dict[str, str]) -> int:
    pandas, pyreadstat = need("pandas"), need("pyreadstat")
    batches = _at_most(reader, STATA_ROWS, "Stata")
    table = pa.Table.from_batches(batches, schema=reader.schema)
    frame = pandas.DataFrame({name: _for_stata(pandas, table, name) for name in table.column_names})
    labels = [about.get(name, name)[:80] for name in table.column_names]
    formats = {field.name: "%td" for field in table.schema if pa.types.is_date(field.type)}
    pyreadstat.write_dta(frame, str(path), column_labels=labels, version=14, variable_format=formats)
    return table.num_rows


def _for_stata(pandas: Any, table: pa.Table, name: str) -> Any:
    """A column as Stata has it: a missing number stays missing, a missing text is empty."""
    column = table.column(name)
    if pa.types.is_string(column.type):
        return pandas.Series([value or "" for value in column.to_pylist()], dtype=object)
    if pa.types.is_date(column.type):
        return pandas.Series(column.to_pylist(), dtype=object)
    if pa.types.is_integer(column.type):
        return pandas.Series(column.to_pylist(), dtype="Int32" if column.type.bit_width <= 32 else "Int64")
    return pandas.Series(column.to_pylist(), dtype="float64")


def _excel(path: Path, reader: pa.RecordBatchReader, _: dict[str, str]) -> int:
    openpyxl = need("openpyxl")
    book = openpyxl.Workbook(write_only=True)  # streams: a sheet of a million rows stays small in memory
    sheet = book.create_sheet("table")
    sheet.append(reader.schema.names)
    rows = 0
    try:
        for batch in _at_most(reader, SHEET_ROWS, "a sheet of Excel"):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                sheet.append([_for_excel(value) for value in row])
            rows += batch.num_rows
    except BaseException:
        book.save(BytesIO())  # so that what it keeps on disk meanwhile goes
        raise
    with path.open("wb") as file:
        book.save(file)
    return rows


def _for_excel(value: Any) -> Any:
    """A value as a sheet has it: days before 1900 as texts, and no text that would be taken for a formula.

    Raises TooLong for a text that a cell does not hold, which would be cut off. Signs that it cannot hold go.
    """
    if isinstance(value, date) and value.year < 1900:
        return value.isoformat()
    if not isinstance(value, str):
        return value
    if len(value) >= CELL_SIGNS:
        begins = f"{value[:40]!r} ..."
        raise TooLong(f"a text has more than the {CELL_SIGNS:,} signs that a cell of Excel holds ({begins}): {INSTEAD}")
    text = value.translate(UNSEEN)
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def _at_most(reader: pa.RecordBatchReader, most: int, what: str) -> Iterator[pa.RecordBatch]:
    rows = 0
    for batch in reader:
        rows += batch.num_rows
        if rows > most:
            raise TooLong(f"the table has more than the {most:,} rows that {what} holds: {INSTEAD}")
        yield batch


Writer = Callable[[Path, pa.RecordBatchReader, dict[str, str]], int]

WRITERS: dict[str, Writer] = {
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".csv": _csv,
    ".dta": _stata,
    ".xlsx": _excel,
}
"""The format of each ending."""
