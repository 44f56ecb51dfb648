"""A run over a table of agreements: in parts, each written whole; what was interrupted goes on where it stopped.

In the folder of a run lie `spans`, `deadlines` and `faults`, each with a Parquet file a part, and `manifest.json`,
which says of what table and day they are and which parts are done. A part stands under its name only when it is
complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from foedus.chronology.days import Day, iso
from foedus.tables.agreement_batches import Told, worked
from foedus.tables.files import replacing
from foedus.tables.parts import Manifest, claimed_folder

PART = 100_000
"""Rows of the table in a part."""

TABLES = ("spans", "deadlines", "faults")


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to: rows read, rows written by table, parts that were there already."""

    rows: int
    written: dict[str, int]
    parts: int
    found_done: int


Work: TypeAlias = Callable[[Day, Iterable[tuple[int, pa.RecordBatch]]], Iterator[tuple[int, Told]]]
"""What is told of numbered parts, as seen from a day, in whatever order: `here`, or `spark.Spark.agreements`."""


def here(on: Day, numbered: Iterable[tuple[int, pa.RecordBatch]]) -> Iterator[tuple[int, Told]]:
    """What is told of each part, worked out in this process."""
    return ((number, worked(on, batch)) for number, batch in numbered)


def run(
    source: Iterable[pa.RecordBatch],
    about: dict[str, Any],
    folder: Path,
    on: Day,
    progress: Callable[[int], None] = lambda rows: None,
    work: Work = here,
) -> Done:
    """Work out every agreement of `source` as seen from the day `on`, into `folder`, where `work` says.

    `about` names the table (a run goes on only over the same one, wherever it is worked out). `progress` is told the
    rows done so far. Raises QuestionError if the folder cannot be written, holds another run, or another run is
    writing it.
    """
    manifest = Manifest(folder, {**about, "on": iso(on), "made_by": version("foedus"), "part": PART}, TABLES)
    with claimed_folder(folder, folder):
        manifest.open()
        already = set(manifest.parts)
        rows = 0
        upto: dict[int, int] = {}

        def to_do() -> Iterator[tuple[int, pa.RecordBatch]]:
            nonlocal rows
            for number, batch in enumerate(_parts(source)):
                rows += batch.num_rows
                upto[number] = rows
                if number not in already:
                    yield number, batch

        for number, found in work(on, to_do()):
            _write(manifest, number, found)
            progress(upto[number])
        progress(rows)
        manifest.finish(rows)
        written = {name: sum(part[name] for part in manifest.parts.values()) for name in TABLES}
        return Done(rows, written, len(manifest.parts), len(already))


def _parts(source: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows in batches of `PART`, whatever batches they come in."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in source:
        while count + batch.num_rows >= PART:
            cut = PART - count
            yield _one([*held, batch.slice(0, cut)])
            batch, held, count = batch.slice(cut), [], 0
        if batch.num_rows:
            held.append(batch)
            count += batch.num_rows
    if held:
        yield _one(held)


def _one(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return pa.Table.from_batches(batches).combine_chunks().to_batches()[0]


def _write(manifest: Manifest, number: int, found: Told) -> None:
    """Write a part, and that it is done."""
    counts = {}
    for name, table in zip(TABLES, found, strict=True):
        with replacing(manifest.part(name, number)) as part:
            pq.write_table(table, part, compression="zstd")
        counts[name] = table.num_rows
    manifest.parts[number] = counts
    manifest.write()


def named(path: Path) -> dict[str, Any]:
    """What tells a table in a file from another: name, size, and a hash of all that is in it."""
    with path.open("rb") as file:
        made = file_digest(file, lambda: blake2b(digest_size=16))
    return {"table": path.name, "size": path.stat().st_size, "hash": made.hexdigest()}
