"""Spark and DuckDB come to the same tables, row by row: a real Spark on this machine."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from tests.tables.test_agreements import ON, interrupted, rows_of, sample
from tests.tables.test_streams import interrupting

from foedus.answers.groundwork.asking import when
from foedus.chronology.days import day
from foedus.cli.main import main
from foedus.dossier.library import Library, bundled
from foedus.errors import QuestionError
from foedus.tables import agreement_run, requests
from foedus.tables import spark as spark_engine
from foedus.tables.agreement_files import source
from foedus.tables.agreement_run import named
from foedus.tables.cells import cells
from foedus.tables.duck import Duck
from foedus.tables.making import engine, panel, rows
from foedus.tables.panel import COUNTS, Plan, unit
from foedus.tables.requests import Question
from foedus.tables.streams import streamed

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


@pytest.mark.parametrize("table", ["spans", "dyads", "duties", "deadlines", "exits", "ties"])
def test_the_tables_of_treaties_are_the_same(spark: Any, few: Library, table: str) -> None:
    said = {"start": "1940-01-01", "end": "1946-12-31"}
    ours, theirs = (rows(on, few, table, said) for on in (Duck(), spark))
    assert ours.table.num_rows > 10
    assert theirs.table.schema == ours.table.schema
    assert theirs.table.to_pylist() == ours.table.to_pylist()
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


def faulty(path: Path) -> Path:
    """A table of agreements, two of whose rows cannot be read."""
    sample(path)
    with path.open("a", encoding="utf-8") as file:
        file.write("x,A,31/13/2020,,,,\ny,A,2020-01-01,a while,,,\nz,A,2020-02-29,,,1 month,\n")
    return path


def same_tables(one: Path, other: Path) -> None:
    for name in agreement_run.TABLES:
        assert rows_of(one, name) == rows_of(other, name)
        assert rows_of(one, name)


def test_agreements_are_the_same(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_run, "PART", 25)
    monkeypatch.setattr(spark_engine, "PIECE", 10)
    path = faulty(tmp_path / "t.csv")
    ours = agreement_run.run(source(path).batches, named(path), tmp_path / "ours", ON)
    theirs = agreement_run.run(source(path).batches, named(path), tmp_path / "theirs", ON, work=spark.agreements)
    assert theirs == ours
    assert ours.written["faults"] == 2
    same_tables(tmp_path / "theirs", tmp_path / "ours")


def test_a_run_begun_here_goes_on_on_spark(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_run, "PART", 20)
    path, folder = faulty(tmp_path / "t.csv"), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        agreement_run.run(interrupted(path, 40), named(path), folder, ON)
    assert agreement_run.run(source(path).batches, named(path), folder, ON, work=spark.agreements).found_done == 2
    agreement_run.run(source(path).batches, named(path), tmp_path / "whole", ON)
    same_tables(folder, tmp_path / "whole")


def test_the_command_over_a_table_of_agreements_takes_spark(spark: Any, tmp_path: Path) -> None:
    path = faulty(tmp_path / "t.csv")
    command = ["table", "agreements", str(path), "--on", "2026-11-24", "--out"]
    ours = CliRunner().invoke(main, [*command, str(tmp_path / "ours")])
    theirs = CliRunner().invoke(main, [*command, str(tmp_path / "theirs"), "--engine", "spark,local[2]"])
    assert theirs.output.replace("theirs", "ours") == ours.output
    same_tables(tmp_path / "theirs", tmp_path / "ours")


def test_more_than_a_round_comes_in_order(
    spark: Any, few: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "ROWS", 1)
    monkeypatch.setattr(spark_engine, "UNITS", 1)
    ours, theirs = (rows(on, few, "spans") for on in (Duck(), spark))
    assert theirs.table.to_pylist() == ours.table.to_pylist()


def test_the_driver_holds_no_more_than_a_round(spark: Any, few: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "ROWS", 1)
    monkeypatch.setattr(spark_engine, "UNITS", 2)
    taken = 0

    def numbered() -> Iterator[tuple[int, pa.RecordBatch]]:
        nonlocal taken
        for number, batch in enumerate(requests.batches(few, Question("spans"), [])):
            taken += 1
            yield number, batch

    done = 0
    for number, _ in spark.worked("spans", {}, numbered()):
        assert number == done
        assert taken - number <= 2 * spark.session.sparkContext.defaultParallelism
        done += 1
    assert done == taken > 4


def test_a_table_begun_here_goes_on_on_spark(
    spark: Any, few: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "ROWS", 2)
    question, path = Question("deadlines", {"start": "1930"}), tmp_path / "t.parquet"
    with pytest.raises(KeyboardInterrupt), streamed(Duck(), few, question, path, interrupting(4)):
        pass
    with streamed(spark, few, question, path) as found, found.read() as reader:
        assert found.found_done == 2
        assert reader.read_all() == rows(Duck(), few, "deadlines", question.said).table


def test_nothing_is_left_behind(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: Library) -> None:
    monkeypatch.chdir(tmp_path)
    told(spark, few, "dyad-year", "1940", "1942", "any-day")
    assert list(tmp_path.iterdir()) == []
    assert spark.session.catalog.listTables() == []


def test_an_engine_that_is_not_known_is_told() -> None:
    with pytest.raises(QuestionError, match="no engine is called 'dask'; use duckdb, spark or spark,MASTER"):
        engine("dask")
