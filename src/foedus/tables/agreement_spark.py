"""A run over a table of agreements on Spark: the same folder, parts and manifest as in `agreement_run`.

So a run that was begun on the one can go on on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from foedus.chronology.days import Day
from foedus.tables.agreement_run import Done, begun, done, parts, write
from foedus.tables.spark import Spark


def run_on(
    spark: Spark,
    source: Iterable[pa.RecordBatch],
    about: dict[str, Any],
    folder: Path,
    on: Day,
    progress: Callable[[int], None] = lambda rows: None,
) -> Done:
    """As `agreement_run.run`, on Spark. What its workers find is written here, a part at a time."""
    with begun(about, folder, on) as manifest:
        already = set(manifest.parts)
        rows = 0
        upto: dict[int, int] = {}

        def to_do() -> Iterator[tuple[int, pa.RecordBatch]]:
            nonlocal rows
            for number, batch in enumerate(parts(source)):
                rows += batch.num_rows
                upto[number] = rows
                if number not in already:
                    yield number, batch

        for number, found in spark.agreements(on, to_do()):
            write(manifest, number, found)
            progress(upto[number])
        progress(rows)
        return done(manifest, rows, len(already))
