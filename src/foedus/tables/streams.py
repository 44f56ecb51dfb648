"""A table of treaties as a stream: worked out in parts that lie on disk, then read through in batches, in order.

A part holds what one batch of requests came to, and the manifest names it by a hash of those requests, which carry
every dossier that bears on them: so a run that was interrupted goes on, and what has changed since is made anew.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from foedus.dossier.library import Library
from foedus.tables import requests
from foedus.tables.batches import schema_of
from foedus.tables.columns import PROBLEM
from foedus.tables.duck import ROWS, sorted_parts
from foedus.tables.files import TooLong, replacing
from foedus.tables.packing import packed
from foedus.tables.parts import Manifest, about_of, check_hidden, claimed_folder, remove
from foedus.tables.requests import Question

ORDERS = {"exits": ("notice_by", "next_exit", "treaty", "party"), "deadlines": ("date", "treaty", "party")}
"""The tables that are put in order of time; the others come in the order of the library."""

PARTS, SORTING = "rows", "sorting"
OWN = (PARTS, SORTING)
"""The folders within the folder of a run: its parts, and what DuckDB sorts on disk."""

PLACE = "place"
"""A column of the parts: where a row stands in the order in which the library has it."""

Numbered = tuple[int, pa.RecordBatch]
Worked = tuple[int, Iterable[pa.RecordBatch]]


class Engine(Protocol):
    """What works requests out."""

    def worked(self, table: str, said: dict[str, str], numbered: Iterable[Numbered]) -> Iterator[Worked]:
        """What each numbered batch of requests comes to (`batches.over`), in whatever order."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """A table that lies on disk: `rows` in all, the treaties left out, how many parts were there already.

    `read` gives its rows in batches, as often as it is called, while the stream is open.
    """

    rows: int
    left_out: tuple[str, ...]
    found_done: int
    read: Callable[[], AbstractContextManager[pa.RecordBatchReader]]


def parts_of(path: Path) -> Path:
    """The hidden folder in which the parts of a table lie that will be written to `path`."""
    return path.with_name(f".{path.name}.parts")


@contextmanager
def streamed(
    on: Engine,
    library: Library,
    question: Question,
    path: Path | None = None,
    progress: Callable[[int], None] = lambda treaties: None,
) -> Iterator[Streamed]:
    """The table that `question` asks for; `progress` is told the treaties done so far.

    With `path`, the file that it will be written to, the parts lie beside that (`parts_of`). They go when the stream
    is closed, and stay if it is interrupted or fails: the same question then goes on. Raises QuestionError for
    an unknown treaty or reading, and if another run is writing `path` or its parts would lie in somebody else's
    folder; a treaty of the whole library that cannot be worked out is left out and named.
    """
    requests.check(library, question)
    about = {**question._asdict(), "said": dict(question.said), "made_by": version("foedus")}
    with ExitStack() as stack:
        if path is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="foedus-table-")))
        else:
            folder = parts_of(path)
            check_hidden(folder, OWN)
            stack.enter_context(claimed_folder(folder, path))
            if about_of(folder) not in (None, _as_json(about)):
                remove(folder, OWN)  # the parts of another question about the same file
        manifest = Manifest(folder, _as_json(about), (PARTS,))
        manifest.open()
        found_done = len(manifest.parts)
        try:
            left_out = _work(on, library, question, manifest, progress)
            problems = _problems(manifest)
            rows = sum(part["rows"] for part in manifest.parts.values())
            yield Streamed(rows, (*left_out, *problems), found_done, lambda: _read(manifest, question.table))
        except BaseException as error:
            if isinstance(error, TooLong) or not manifest.parts:  # it would be as long again: nothing to go on with
                remove(folder, OWN)
            raise
        remove(folder, OWN)


def _as_json(about: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the file of the manifest."""
    found: dict[str, Any] = json.loads(json.dumps(about))
    return found


def _work(
    on: Engine, library: Library, question: Question, manifest: Manifest, progress: Callable[[int], None]
) -> list[str]:
    """Make the parts that are not done; the dossiers that cannot be used."""
    left_out: list[str] = []
    waiting: dict[int, tuple[str, int]] = {}
    count = done = 0

    def to_do() -> Iterator[Numbered]:
        nonlocal count, done
        for number, batch in enumerate(requests.batches(library, question, left_out)):
            count = number + 1
            of = blake2b(packed([batch], batch.schema), digest_size=16).hexdigest()
            if number in manifest.parts:
                if manifest.parts[number].get("of") == of:
                    done += batch.num_rows
                    progress(done)
                    continue
                del manifest.parts[number]  # before its file changes, so that no hash stands for another content
                manifest.write()
            waiting[number] = of, batch.num_rows
            yield number, batch

    for number, batches in on.worked(question.table, dict(question.said), to_do()):
        of, treaties = waiting.pop(number)
        manifest.parts[number] = {**_write(manifest.part(PARTS, number), number, batches, question.table), "of": of}
        manifest.write()
        done += treaties
        progress(done)
    manifest.parts = {number: manifest.parts[number] for number in range(count)}
    return left_out


def _write(path: Path, number: int, batches: Iterable[pa.RecordBatch], table: str) -> dict[str, int]:
    """Write a part whole: its rows, and those that tell of a treaty left out, are counted."""
    made_as = schema_of(table).append(pa.field(PLACE, pa.int64()))
    place, problems = number << 32, 0
    with replacing(path) as part, pq.ParquetWriter(part, made_as, compression="zstd") as writer:
        for batch in batches:
            places = pa.array(range(place, place + batch.num_rows), pa.int64())
            writer.write_batch(pa.RecordBatch.from_arrays([*batch.columns, places], schema=made_as))
            place += batch.num_rows
            problems += batch.num_rows - batch.column(PROBLEM).null_count
    return {"rows": place - (number << 32) - problems, "problems": problems}


def _problems(manifest: Manifest) -> Iterator[str]:
    for number, part in manifest.parts.items():
        if part["problems"]:
            found = pq.read_table(manifest.part(PARTS, number), columns=["treaty", PROBLEM])
            for row in found.filter(pc.is_valid(found.column(PROBLEM))).to_pylist():
                yield f"{row['treaty']} is left out: {row[PROBLEM]}"


@contextmanager
def _read(manifest: Manifest, table: str) -> Iterator[pa.RecordBatchReader]:
    """The rows of all parts, in the order of the table. Many rows are sorted on disk, by DuckDB."""
    paths = [manifest.part(PARTS, number) for number in sorted(manifest.parts)]
    columns = schema_of(table).names
    columns.remove(PROBLEM)
    made_as = pa.schema([schema_of(table).field(name) for name in columns])
    if table in ORDERS and paths:
        spill = manifest.folder / SORTING
        with sorted_parts(paths, columns, f"{PROBLEM} IS NULL", (*ORDERS[table], PLACE), spill) as batches:
            yield pa.RecordBatchReader.from_batches(made_as, (batch.cast(made_as) for batch in batches))
        return
    yield pa.RecordBatchReader.from_batches(made_as, _plain(paths, columns))


def _plain(paths: Iterable[Path], columns: list[str]) -> Iterator[pa.RecordBatch]:
    for path in paths:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(ROWS, columns=[*columns, PROBLEM]):
                yield batch.filter(pc.is_null(batch.column(PROBLEM))).select(columns)
