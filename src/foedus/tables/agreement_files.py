"""Tables of agreements from files, in batches: CSV as a stream, Parquet and Arrow by their own parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from foedus.errors import QuestionError
from foedus.tables.agreement_batches import GIVEN

ROWS = 1 << 16
"""Rows that are read at a time."""

ENDINGS = (".csv", ".parquet", ".arrow")

NEEDED = ("id", "start")


def batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The rows of a table of agreements, all columns of `GIVEN` as text, the same batches each time.

    Raises QuestionError for a file that cannot be read, or that lacks the column `id` or `start`.
    """
    if not path.is_file():
        raise QuestionError(f"{path} is no file")
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise QuestionError(f"{path.name}: a table of agreements is read from {', '.join(ENDINGS)}")
    try:
        for batch in _READERS[ending](path):
            yield _given(path, batch)
    except (OSError, pa.ArrowException) as error:
        raise QuestionError(f"cannot read {path}: {str(error).partition(chr(10))[0]}") from None


def _csv(path: Path) -> Iterator[pa.RecordBatch]:
    from pyarrow import csv

    names = _names(path)
    options = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    reader = csv.open_csv(path, csv.ReadOptions(block_size=8 << 20), csv.ParseOptions(newlines_in_values=True), options)
    yield from reader


def _names(path: Path) -> list[str]:
    import csv

    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        return next(csv.reader(file), [])


def _parquet(path: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        wanted = [name for name in file.schema_arrow.names if _plain(name) in GIVEN]
        yield from file.iter_batches(ROWS, columns=wanted)


def _arrow(path: Path) -> Iterator[pa.RecordBatch]:
    with pa.memory_map(str(path)) as source:
        reader = pa.ipc.open_file(source)
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


_READERS = {".csv": _csv, ".parquet": _parquet, ".arrow": _arrow}


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _given(path: Path, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The columns of `GIVEN` of a batch, as text; those that the table lacks are empty."""
    held = {_plain(name): batch.column(place) for place, name in enumerate(batch.schema.names)}
    missing = [name for name in NEEDED if name not in held]
    if missing:
        found = ", ".join(batch.schema.names)
        raise QuestionError(f"{path} has no column {' or '.join(missing)}; it has {found}")
    empty = pa.nulls(batch.num_rows, pa.string())
    columns = [_text(held[name]) if name in held else empty for name in GIVEN]
    return pa.RecordBatch.from_arrays(columns, names=list(GIVEN))


def _text(column: pa.Array[Any]) -> pa.Array[Any]:
    text = column.cast(pa.string()) if not pa.types.is_string(column.type) else column
    return pc.utf8_trim_whitespace(text)
