"""The local engine: batch functions in this process (or a few), SQL in DuckDB."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from foedus.tables.batches import over, worked
from foedus.tables.needs import need
from foedus.tables.packing import packed, unpacked
from foedus.tables.panel_sql import DUCKDB_MACROS

ROWS = 1 << 17
"""Rows in a batch of results."""

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
            found = connection.execute(f"COPY ({sql}) TO ? (FORMAT parquet, COMPRESSION zstd)", [str(path)]).fetchone()
            return 0 if found is None else int(found[0])


@contextmanager
def connected(tables: Mapping[str, pa.Table], in_order: bool = False) -> Iterator[Any]:
    """A DuckDB connection that sees `tables`; `in_order` keeps rows in the order in which they are made."""
    duckdb = need("duckdb")
    config = {"memory_limit": MEMORY, "preserve_insertion_order": in_order}
    with duckdb.connect(config=config) as connection:
        for macro in DUCKDB_MACROS:
            connection.execute(macro)
        for name, table in tables.items():
            connection.register(name, table)
        yield connection


def _by_processes(
    workers: int, table: str, said: dict[str, str], numbered: Iterable[tuple[int, pa.RecordBatch]]
) -> Iterator[tuple[int, Iterable[pa.RecordBatch]]]:
    """As `Duck.worked`; no more batches are on their way than keep the processes at work."""
    context = multiprocessing.get_context("spawn")  # the libraries behind Arrow have threads: no fork
    waiting: deque[tuple[int, Future[bytes]]] = deque()
    with ProcessPoolExecutor(workers, context) as pool:
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


@contextmanager
def sorted_parts(
    paths: list[Path], columns: list[str], where: str, order: Iterable[str], spill: Path
) -> Iterator[pa.RecordBatchReader]:
    """The rows of Parquet files for which `where` holds, in order; what memory does not hold is sorted in `spill`."""
    duckdb = need("duckdb")
    wanted = ", ".join(f'"{name}"' for name in columns)
    by = ", ".join(f'"{name}" ASC NULLS LAST' for name in order)
    config = {"memory_limit": SORTING, "temp_directory": str(spill)}
    with duckdb.connect(config=config) as connection:
        sql = f"SELECT {wanted} FROM read_parquet(?) WHERE {where} ORDER BY {by}"
        yield connection.sql(sql, params=[[str(path) for path in paths]]).to_arrow_reader(ROWS)
