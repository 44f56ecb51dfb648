"""The local engine: batch functions in this process (or a few), SQL in DuckDB."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from foedus.errors import QuestionError
from foedus.tables.batches import over, worked
from foedus.tables.needs import need
from foedus.tables.packing import packed, unpacked
from foedus.tables.panel_sql import DUCKDB_MACROS

ROWS = 1 << 17
"""Rows in a batch of results."""

AS_PARQUET = "(FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
"""The file is written under the name that is given: it is one beside the final name."""

MEMORY = "1GB"
"""What DuckDB may hold in memory before it works on disk."""


SORTING = "300MB"
"""The same where it sorts: more makes it no faster, since what does not fit is written to disk and merged."""

FEW = 4
"""So few batches of requests are worked out in this process: to start others would take longer."""


class Duck:
    """DuckDB in this process; treaties are worked out in so many processes."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def worked(
        self, table: str, said: dict[str, str], numbered: Iterable[tuple[int, pa.RecordBatch]]
    ) -> Iterator[tuple[int, Iterable[pa.RecordBatch]]]:
        """What each numbered batch of requests comes to (`batches.over`), in their order."""
        left = iter(numbered)
        few = left if self.workers < 2 else islice(left, FEW)
        for number, batch in few:
            yield number, over(table, said, [batch])
        first = next(left, None)
        if first is not None:
            yield from _by_processes(self.workers, table, said, chain([first], left))

    @contextmanager
    def asked(self, tables: Mapping[str, pa.Table], sql: str) -> Iterator[pa.RecordBatchReader]:
        """What `sql` gives over `tables`, in batches."""
        with connected(tables, in_order=True) as connection:  # what streams is held nowhere: order costs nothing
            yield connection.sql(sql).to_arrow_reader(ROWS)

    def to_parquet(self, tables: Mapping[str, pa.Table], sql: str, path: Path) -> int:
        """Write what `sql` gives over `tables` to a Parquet file; the number of its rows."""
        with connected(tables) as connection:
            found = connection.execute(f"COPY ({sql}) TO ? {AS_PARQUET}", [str(path)]).fetchone()
            return 0 if found is None else int(found[0])


@contextmanager
def connected(tables: Mapping[str, pa.Table], in_order: bool = False) -> Iterator[Any]:
    """A DuckDB connection that sees `tables`; `in_order` keeps rows in the order in which they are made."""
    spill = Path(tempfile.gettempdir()) / f"foedus-duckdb-{os.getpid()}"  # else it would be in the working folder
    with _opened(
        {"memory_limit": MEMORY, "preserve_insertion_order": in_order, "temp_directory": str(spill)}
    ) as connection:
        for macro in DUCKDB_MACROS:
            connection.execute(macro)
        for name, table in tables.items():
            connection.register(name, table)
        yield connection


@contextmanager
def _opened(config: dict[str, Any]) -> Iterator[Any]:
    """A DuckDB of its own. Raises QuestionError for what disk or memory refuse it."""
    duckdb = need("duckdb")
    try:
        with duckdb.connect(config=config) as connection:
            yield connection
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise QuestionError(f"DuckDB cannot go on: {_first_line(error)}") from None


def _first_line(error: Exception) -> str:
    told = str(error).partition("\n")[0]
    _, mark, details = told.partition('"exception_message":"')  # what one of its threads met comes as JSON
    return details.partition('","')[0].replace('\\"', "'") if mark else told


def _by_processes(
    workers: int, table: str, said: dict[str, str], numbered: Iterable[tuple[int, pa.RecordBatch]]
) -> Iterator[tuple[int, Iterable[pa.RecordBatch]]]:
    """As `Duck.worked`; no more batches are on their way than keep the processes at work."""
    context = multiprocessing.get_context("spawn")  # the libraries behind Arrow have threads: no fork
    waiting: deque[tuple[int, Future[bytes]]] = deque()
    with ProcessPoolExecutor(workers, context, _end_with_parent) as pool:
        try:
            for number, batch in numbered:
                waiting.append((number, pool.submit(worked, table, said, packed([batch], batch.schema))))
                if len(waiting) > 2 * workers:
                    done, future = waiting.popleft()
                    yield done, unpacked(future.result())
            while waiting:
                done, future = waiting.popleft()
                yield done, unpacked(future.result())
        finally:
            for _, future in waiting:
                future.cancel()


def _end_with_parent() -> None:
    """Let a process end when the one that started it does: if that is killed, nobody tells those that wait for work."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def sorted_parts(
    paths: list[Path], columns: list[str], where: str, order: Iterable[str], spill: Path
) -> Iterator[pa.RecordBatchReader]:
    """The rows of Parquet files for which `where` holds, in order; what memory does not hold is sorted in `spill`."""
    wanted = ", ".join(f'"{name}"' for name in columns)
    by = ", ".join(f'"{name}" ASC NULLS LAST' for name in order)
    with _opened({"memory_limit": SORTING, "temp_directory": str(spill)}) as connection:
        sql = f"SELECT {wanted} FROM read_parquet(?) WHERE {where} ORDER BY {by}"
        yield connection.sql(sql, params=[[str(path) for path in paths]]).to_arrow_reader(ROWS)
