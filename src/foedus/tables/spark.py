"""The engine beyond one machine: the same batch functions in Spark's `mapInArrow`, the same SQL in Spark.

What is cut into tasks, shuffled and tried again is Spark's to decide.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from foedus.chronology.days import Day
from foedus.errors import QuestionError
from foedus.tables.agreement_batches import Told
from foedus.tables.agreement_batches import worked as agreements_worked
from foedus.tables.batches import worked
from foedus.tables.needs import need
from foedus.tables.packing import packed, unpacked

LOCAL = "local[*]"

UNITS = 8
"""Units in a round, for each task that Spark runs at a time."""

PIECE = 10_000
"""Rows of a table of agreements in a unit."""

Batches: TypeAlias = Iterator[pa.RecordBatch]


class Unit(NamedTuple):
    """What one task of Spark is given, and what it gives back: batches that are packed (`packing`).

    `number` is that of the part.
    """

    number: int
    data: list[bytes]


UNIT = pa.schema([("number", pa.int64()), ("data", pa.list_(pa.binary()))])


class Spark:
    """A Spark session: on `master` (an address such as `spark://host:7077`), else on this machine."""

    def __init__(self, master: str = "") -> None:
        need("pyspark")
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        warehouse = Path(tempfile.gettempdir()) / "foedus-spark"  # nothing is put there: tables are views
        try:
            self.session: Any = (
                SparkSession.builder.master(master or LOCAL)
                .appName("foedus")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")  # the commands tell their own
                .config("spark.sql.warehouse.dir", warehouse.as_uri())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "8")
                .config("spark.sql.execution.arrow.pyspark.enabled", "true")
                .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
                .getOrCreate()
            )
        except Exception as error:
            first = str(error).strip().partition("\n")[0]
            raise QuestionError(f"Spark does not start on {master or LOCAL} (is Java installed?): {first}") from None
        self.session.sparkContext.setLogLevel("ERROR")

    def worked(
        self, table: str, said: dict[str, str], numbered: Iterable[tuple[int, pa.RecordBatch]]
    ) -> Iterator[tuple[int, Iterable[pa.RecordBatch]]]:
        """What each numbered batch of requests comes to: `batches.over` in Spark's workers."""
        units = (Unit(number, [packed([batch], batch.schema)]) for number, batch in numbered)
        for unit in self._in_rounds(units, _Table(table, said)):
            yield unit.number, unpacked(unit.data[0])

    def agreements(self, on: Day, parts: Iterable[tuple[int, pa.RecordBatch]]) -> Iterator[tuple[int, Told]]:
        """What is told of each part of a table of agreements (its number, its rows):
        `agreement_batches.worked` in Spark's workers, on pieces of the part."""
        units = (
            Unit(number, [packed([batch.slice(start, PIECE)], batch.schema)])
            for number, batch in parts
            for start in range(0, batch.num_rows, PIECE)
        )
        for number, pieces in groupby(self._in_rounds(units, _Agreements(on)), lambda unit: unit.number):
            told = zip(*(map(_table, unit.data) for unit in pieces), strict=True)
            yield number, Told(*map(pa.concat_tables, told))

    def _in_rounds(self, units: Iterable[Unit], function: Callable[[Batches], Batches]) -> Iterator[Unit]:
        """What `function` makes of all units, in their order.

        The driver holds the units of a round and what comes back of one; the rest lies on the executors' disks.
        """
        left = iter(units)
        while some := list(islice(left, UNITS * self.session.sparkContext.defaultParallelism)):
            frame = self.session.createDataFrame(pa.Table.from_batches(map(_row, some)))  # a batch is a task
            yield from self._back(frame.mapInArrow(function, _spark_schema(UNIT)))

    def _back(self, frame: Any) -> Iterator[Unit]:
        """The units of a frame: made by all tasks at once, and brought here one task after the other."""
        from pyspark import StorageLevel

        kept = frame.persist(StorageLevel.DISK_ONLY)
        try:
            kept.count()
            for row in kept.toLocalIterator():
                yield Unit(row["number"], [bytes(data) for data in row["data"]])
        finally:
            kept.unpersist()

    @contextmanager
    def asked(self, tables: Mapping[str, pa.Table], sql: str) -> Iterator[pa.RecordBatchReader]:
        """What `sql` gives over `tables`, in batches."""
        from pyspark.sql.pandas.types import to_arrow_schema

        with self._views(tables):
            frame = self.session.sql(sql)
            made_as = to_arrow_schema(frame.schema)
            units = self._back(frame.mapInArrow(_packing, _spark_schema(UNIT)))
            batches = (batch.cast(made_as) for unit in units for batch in unpacked(unit.data[0]))
            yield pa.RecordBatchReader.from_batches(made_as, batches)

    def to_parquet(self, tables: Mapping[str, pa.Table], sql: str, path: Path) -> int:
        """Write what `sql` gives over `tables` to a Parquet file; the number of its rows."""
        import pyarrow.parquet as pq

        rows = 0
        with self.asked(tables, sql) as reader, pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)
                rows += batch.num_rows
        return rows

    @contextmanager
    def _views(self, tables: Mapping[str, pa.Table]) -> Iterator[None]:
        for name, table in tables.items():
            self.session.createDataFrame(table).createOrReplaceTempView(name)
        try:
            yield
        finally:
            for name in tables:
                self.session.catalog.dropTempView(name)


class _Table:
    """`batches.over` for one table, as Spark calls it: on packed requests."""

    def __init__(self, table: str, said: dict[str, str]) -> None:
        self.table, self.said = table, said

    def __call__(self, units: Batches) -> Batches:
        for unit in _units(units):
            yield _row(unit._replace(data=[worked(self.table, self.said, unit.data[0])]))


class _Agreements:
    """`agreement_batches.worked` for one day, as Spark calls it: on packed rows."""

    def __init__(self, on: Day) -> None:
        self.on = on

    def __call__(self, units: Batches) -> Batches:
        for unit in _units(units):
            told = agreements_worked(self.on, _table(unit.data[0]).combine_chunks().to_batches()[0])
            yield _row(unit._replace(data=[packed(table.to_batches(), table.schema) for table in told]))


def _packing(batches: Batches) -> Batches:
    """Batches of any schema as units."""
    for batch in batches:
        yield _row(Unit(0, [packed([batch], batch.schema)]))


def _row(unit: Unit) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array([value], field.type) for value, field in zip(unit, UNIT, strict=True)], schema=UNIT
    )


def _units(batches: Batches) -> Iterator[Unit]:
    for batch in batches:
        for row in batch.to_pylist():
            yield Unit(**row)


def _table(data: bytes) -> pa.Table:
    return pa.ipc.open_stream(data).read_all()


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
