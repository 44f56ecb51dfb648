"""A run over a table of agreements: in parts, each written whole; what was interrupted goes on where it stopped.

In the folder of a run lie `spans`, `deadlines` and `faults`, each with a Parquet file a part, and `manifest.json`,
which says of what table and day they are and which parts are done. A part stands under its name only when it is
complete. Distinct agreements are worked out in processes of their own, which give back Arrow.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq

from foedus.chronology.days import Day, iso
from foedus.tables.agreement_batches import ANSWERS, HANGS_ON, Told, answers, distinct, told
from foedus.tables.agreements import Outlook
from foedus.tables.files import replacing
from foedus.tables.parts import Manifest

PART = 100_000
"""Rows of the table in a part."""

TABLES = ("spans", "deadlines", "faults")

FEW = 20_000
"""So few distinct agreements are worked out in this process: to start others would take longer."""

_KEPT = 100_000
"""Answers that are kept from part to part."""


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
    workers: int = 2,
    progress: Callable[[int], None] = lambda rows: None,
) -> Done:
    """Work out every agreement of `source` as seen from the day `on`, into `folder`.

    `about` names the table (a run goes on only over the same one). `progress` is told the rows done so far. Raises
    QuestionError if the folder cannot be written or holds another run.
    """
    manifest = begun(about, folder, on)
    already = set(manifest.parts)
    rows = 0
    with ExitStack() as stack:
        solver = _Solver(on, workers, stack)
        for number, batch in enumerate(parts(source)):
            if number not in already:
                numbers, agreements = distinct(batch)
                write(manifest, number, told(batch, numbers, solver.answers(agreements), rows + 1))
            rows += batch.num_rows
            progress(rows)
    return done(manifest, rows, len(already))


def begun(about: dict[str, Any], folder: Path, on: Day) -> Manifest:
    """The run that a folder holds, or a new one in it. Raises QuestionError as `run`."""
    manifest = Manifest(folder, {**about, "on": iso(on), "made_by": version("foedus"), "part": PART}, TABLES)
    manifest.open()
    return manifest


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


@dataclass(slots=True)
class _Solver:
    """Works distinct agreements out, in so many processes; those with the same clauses go to the same, which so
    asks each question once."""

    on: Day
    workers: int
    stack: ExitStack
    pools: list[ProcessPoolExecutor] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    kept: pa.RecordBatch = field(default_factory=lambda: pa.RecordBatch.from_pylist([], schema=ANSWERS))
    outlook: Outlook | None = None

    def answers(self, agreements: pa.RecordBatch) -> pa.RecordBatch:
        """The answer for each of these distinct agreements."""
        keys = list(zip(*(agreements.column(name).to_pylist() for name in HANGS_ON), strict=True))
        texts = ["\x1f".join(key) for key in keys]
        new = [place for place, text in enumerate(texts) if text not in self.known]
        if new:
            if len(self.known) + len(new) > _KEPT:
                self.known, self.kept = {}, self.kept.slice(0, 0)
                new = list(range(len(texts)))
            found = self._solved(agreements.take(pa.array(new, pa.int64())))
            for number, place in enumerate(new, self.kept.num_rows):
                self.known[texts[place]] = number
            self.kept = _one([self.kept, found]) if self.kept.num_rows else found
        return self.kept.take(pa.array([self.known[text] for text in texts], pa.int64()))

    def _solved(self, agreements: pa.RecordBatch) -> pa.RecordBatch:
        if self.workers < 2 or agreements.num_rows < FEW:
            self.outlook = self.outlook or Outlook(self.on)
            return answers(self.outlook, agreements)
        if not self.pools:
            context = multiprocessing.get_context("spawn")  # the libraries behind Arrow have threads: no fork
            self.pools = [
                self.stack.enter_context(ProcessPoolExecutor(1, context, _begin, (self.on,)))
                for _ in range(self.workers)
            ]
        shares: list[list[int]] = [[] for _ in self.pools]
        columns = (agreements.column(name).to_pylist() for name in HANGS_ON[1:])
        for place, clauses in enumerate(zip(*columns, strict=True)):
            shares[crc32("\x1f".join(clauses).encode()) % len(self.pools)].append(place)
        waiting: list[tuple[list[int], Future[bytes]]] = [
            (share, pool.submit(_work, _packed(agreements.take(pa.array(share, pa.int64())))))
            for share, pool in zip(shares, self.pools, strict=True)
            if share
        ]
        together = _one([_unpacked(future.result()) for _, future in waiting])
        back = [0] * agreements.num_rows
        for position, place in enumerate(place for share, _ in waiting for place in share):
            back[place] = position
        return together.take(pa.array(back, pa.int64()))


_mine: list[Outlook] = []


def _begin(on: Day) -> None:
    gc.set_threshold(200_000, 20, 100)  # what is made stays, and the collector's walks over it would cost as much again
    _mine.append(Outlook(on))


def _work(packed: bytes) -> bytes:
    return _packed(answers(_mine[0], _unpacked(packed)))


def _packed(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


def _unpacked(packed: bytes) -> pa.RecordBatch:
    return _one(pa.ipc.open_stream(packed).read_all().to_batches())


def named(path: Path) -> dict[str, Any]:
    """What tells a table in a file from another: name, size, and a hash of its first and last megabyte."""
    size = path.stat().st_size
    made = blake2b(digest_size=16)
    with path.open("rb") as file:
        made.update(file.read(1 << 20))
        if size > 1 << 20:
            file.seek(-(1 << 20), 2)
            made.update(file.read())
    return {"table": path.name, "size": size, "hash": made.hexdigest()}
