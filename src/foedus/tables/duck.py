"""The local engine: batch functions in this process (or a few), SQL in DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from foedus.tables.batches import over, schema_of
from foedus.tables.needs import need
from foedus.tables.panel_sql import DUCKDB_MACROS

ROWS = 1 << 16
"""Rows in a batch of results."""

MEMORY = "1GB"
"""What DuckDB may hold in memory before it works on disk."""


class Duck:
    """DuckDB in this process."""

    def rows(self, table: str, said: dict[str, str], requests: Iterable[pa.RecordBatch]) -> pa.Table:
        """The rows of `table` for all requests (`batches.over`)."""
        return pa.Table.from_batches(list(over(table, said, requests)), schema=schema_of(table))

    @contextmanager
    def asked(self, tables: Mapping[str, pa.Table], sql: str) -> Iterator[pa.RecordBatchReader]:
        """What `sql` gives over `tables`, in batches."""
        with connected(tables) as connection:
            yield connection.sql(sql).to_arrow_reader(ROWS)

    def to_parquet(self, tables: Mapping[str, pa.Table], sql: str, path: Path) -> int:
        """Write what `sql` gives over `tables` to a Parquet file; the number of its rows."""
        with connected(tables) as connection:
            found = connection.execute(f"COPY ({sql}) TO ? (FORMAT parquet, COMPRESSION zstd)", [str(path)]).fetchone()
            return 0 if found is None else int(found[0])


@contextmanager
def connected(tables: Mapping[str, pa.Table]) -> Iterator[Any]:
    """A DuckDB connection that sees `tables`."""
    duckdb = need("duckdb")
    config = {"memory_limit": MEMORY, "preserve_insertion_order": False}
    with duckdb.connect(config=config) as connection:
        for macro in DUCKDB_MACROS:
            connection.execute(macro)
        for name, table in tables.items():
            connection.register(name, table)
        yield connection
