"""A run over a table of agreements: in parts, each written whole; what was interrupted goes on where it stopped.

In the folder of a run lie `spans`, `deadlines` and `faults`, each with a Parquet file a part, and `manifest.json`,
which says of what table and day they are and which parts are done. A part stands under its name only when it is
complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any

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


def run(
    source: Iterable[pa.RecordBatch],
    about: dict[str, Any],
    folder: Path,
    on: Day,
    progress: Callable[[int], None] = lambda rows: None,
) -> Done:
    """Work out every agreement of `source` as seen from the day `on`, into `folder`.

    `about` names the table (a run goes on only over the same one). `progress` is told the rows done so far. Raises
    QuestionError if the folder cannot be written, holds another run, or another run is writing it.
    """
    with begun(about, folder, on) as manifest:
        already = set(manifest.parts)
        rows = 0
        for number, batch in enumerate(parts(source)):
            if number not in already:
                write(manifest, number, worked(on, batch))
            rows += batch.num_rows
            progress(rows)
        return done(manifest, rows, len(already))


@contextmanager
def begun(about: dict[str, Any], folder: Path, on: Day) -> Iterator[Manifest]:
    """The run that a folder holds, or a new one in it, for this process alone. Raises QuestionError as `run`."""
    manifest = Manifest(folder, {**about, "on": iso(on), "made_by": version("foedus"), "part": PART}, TABLES)
    with claimed_folder(folder, folder):
        manifest.open()
        yield manifest


def done(manifest: Manifest, rows: int, found_done: int) -> Done:
    """Close a run all of whose parts are written."""
    manifest.finish(rows)
    written = {name: sum(part[name] for part in manifest.parts.values()) for name in TABLES}
    return Done(rows, written, len(manifest.parts), found_done)


def parts(source: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
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


def write(manifest: Manifest, number: int, found: Told) -> None:
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
