"""Spark and DuckDB come to the same tables, row by row: a real Spark on this machine."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.tables.test_agreements import ON, sample

from foedus.answers.groundwork.asking import when
from foedus.chronology.days import day
from foedus.dossier.library import Library, bundled
from foedus.errors import QuestionError
from foedus.tables.agreement_batches import over
from foedus.tables.agreement_files import batches
from foedus.tables.cells import cells
from foedus.tables.duck import Duck
from foedus.tables.making import engine, panel, rows
from foedus.tables.panel import COUNTS, Plan, unit

LACKING = [name for name, there in (("java", shutil.which("java")), ("pyspark", find_spec("pyspark"))) if not there]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if LACKING:
        if os.environ.get("FOEDUS_TEST_ALL"):
            pytest.fail(f"FOEDUS_TEST_ALL asks for Spark, and this machine lacks {' and '.join(LACKING)}")
        pytest.skip(f"Spark needs {' and '.join(LACKING)}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Spark's own libraries
        made = engine("spark,local[2]")
        yield made
        made.session.stop()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def few() -> Library:
    """Treaties of the Soviet Union with one or two others, disputes and ends of all kinds among them."""
    keys = [key for key, one in bundled().items() if "SUN" in one.parties and len(one.parties) < 4]
    return Library({}, {key: bundled()[key] for key in keys})


@pytest.mark.parametrize("table", ["spans", "dyads", "duties", "deadlines", "ties"])
def test_the_tables_of_treaties_are_the_same(spark: Any, few: Library, table: str) -> None:
    said = {"start": "1940-01-01", "end": "1946-12-31"}
    ours, theirs = (rows(on, few, table, said) for on in (Duck(), spark))
    assert ours.table.num_rows > 10
    assert theirs.table.schema == ours.table.schema
    assert sorted(map(str, theirs.table.to_pylist())) == sorted(map(str, ours.table.to_pylist()))
    assert theirs.left_out == ours.left_out


def told(on: Any, library: Library, name: str, start: str, end: str, count: str) -> list[dict[str, Any]]:
    who, length = unit(name)
    made = panel(on, library, Plan(who, cells(length, when(start).first, when(end).last), count))  # type: ignore[arg-type]
    with on.asked(made.tables, made.sql) as reader:
        found: list[dict[str, Any]] = reader.read_all().to_pylist()
    return found


@pytest.mark.parametrize("count", COUNTS)
def test_panels_are_the_same(spark: Any, few: Library, count: str) -> None:
    ours = told(Duck(), few, "dyad-year", "1930", "1950", count)
    assert len(ours) > 100
    assert told(spark, few, "dyad-year", "1930", "1950", count) == ours


def test_a_panel_of_days_is_the_same(spark: Any, few: Library) -> None:
    ours = told(Duck(), few, "dyad-day", "1945-04-01", "1945-08-31", "any-day")
    assert told(spark, few, "dyad-day", "1945-04-01", "1945-08-31", "any-day") == ours


def test_a_panel_of_states_is_the_same_in_a_file(spark: Any, few: Library, tmp_path: Path) -> None:
    plan = Plan("state", cells("month", day("1941-01-01"), day("1946-12-31")))
    found = []
    for number, on in enumerate((Duck(), spark)):
        made = panel(on, few, plan)
        path = tmp_path / f"{number}.parquet"
        assert on.to_parquet(made.tables, made.sql, path) == made.rows
        found.append(sorted(map(str, pq.read_table(path).to_pylist())))
    assert found[0] == found[1]


def test_agreements_are_the_same(spark: Any, tmp_path: Path) -> None:
    path = sample(tmp_path / "t.csv")
    ours = [row for batch in over(ON, batches(path)) for row in batch.to_pylist()]
    theirs = spark.agreements(ON, batches(path)).to_pylist()
    assert sorted(map(str, theirs)) == sorted(map(str, ours))


def test_nothing_is_left_behind(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: Library) -> None:
    monkeypatch.chdir(tmp_path)
    told(spark, few, "dyad-year", "1940", "1942", "any-day")
    assert list(tmp_path.iterdir()) == []
    assert spark.session.catalog.listTables() == []


def test_an_engine_that_is_not_known_is_told() -> None:
    with pytest.raises(QuestionError, match="no engine is called 'dask'; use duckdb, spark or spark,MASTER"):
        engine("dask")
