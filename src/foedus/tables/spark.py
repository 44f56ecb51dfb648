"""The engine beyond one machine: the same batch functions in Spark's `mapInArrow`, the same SQL in Spark.

What is cut into tasks, shuffled and tried again is Spark's to decide.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from foedus.chronology.days import Day
from foedus.errors import QuestionError
from foedus.tables.agreement_batches import DEADLINES
from foedus.tables.agreement_batches import over as over_agreements
from foedus.tables.batches import over, schema_of
from foedus.tables.columns import schema as wanted
from foedus.tables.needs import need

LOCAL = "local[*]"


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

    def rows(self, table: str, said: dict[str, str], requests: Iterable[pa.RecordBatch]) -> pa.Table:
        """The rows of `table` for all requests: `batches.over` in Spark's workers."""
        held = list(requests)
        if not held:
            return schema_of(table).empty_table()
        frame = self.session.createDataFrame(pa.Table.from_batches(held))
        parts = frame.repartition(max(2, min(len(held) * 2, 64)))
        schema = _spark_schema(schema_of(table))
        found = parts.mapInArrow(_Over(table, said), schema).toArrow()
        cast: pa.Table = found.cast(schema_of(table))
        return cast

    def agreements(self, on: Day, batches: Iterable[pa.RecordBatch]) -> pa.Table:
        """What falls due under all agreements of a table: `agreement_batches.over` in Spark's workers."""
        frame = self.session.createDataFrame(pa.Table.from_batches(list(batches)))
        schema = wanted(DEADLINES)
        found = frame.mapInArrow(_Agreements(on), _spark_schema(schema)).toArrow()
        cast: pa.Table = found.cast(schema)
        return cast

    @contextmanager
    def asked(self, tables: Mapping[str, pa.Table], sql: str) -> Iterator[pa.RecordBatchReader]:
        """What `sql` gives over `tables`, in batches."""
        with self._views(tables):
            yield self.session.sql(sql).toArrow().to_reader()

    def to_parquet(self, tables: Mapping[str, pa.Table], sql: str, path: Path) -> int:
        """Write what `sql` gives over `tables` to a Parquet file; the number of its rows. Spark's parts stay on disk
        and are read one after the other."""
        import pyarrow.dataset as ds
        import pyarrow.parquet as pq

        with self._views(tables), tempfile.TemporaryDirectory(prefix="foedus-spark-") as folder:
            self.session.sql(sql).write.mode("overwrite").parquet(Path(folder, "parts").as_uri())
            parts = ds.dataset(Path(folder, "parts"), format="parquet")
            rows = 0
            with pq.ParquetWriter(path, parts.schema, compression="zstd") as writer:
                for batch in parts.to_batches():
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


class _Over:
    """`batches.over` for one table, as Spark calls it."""

    def __init__(self, table: str, said: dict[str, str]) -> None:
        self.table, self.said = table, said

    def __call__(self, requests: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return over(self.table, self.said, requests)


class _Agreements:
    """`agreement_batches.over` for one day, as Spark calls it."""

    def __init__(self, on: Day) -> None:
        self.on = on

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return over_agreements(self.on, batches)


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
