"""Tables as files: each format gives back what was written, whole or not at all, and missing stays missing."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from click.testing import CliRunner, Result

from foedus.cli.main import main
from foedus.errors import QuestionError
from foedus.tables import files
from foedus.tables.files import write
from foedus.tables.needs import need

TABLE = pa.table(
    {
        "party": pa.array(["SUN", "JPN"], pa.string()),
        "neutral": pa.array([1, None], pa.int8()),
        "share": pa.array([0.25, None], pa.float64()),
        "start_date": pa.array([date(1841, 4, 13), None], pa.date32()),
    }
)


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file, what is missing as None."""
    match path.suffix:
        case ".parquet":
            return pq.read_table(path).to_pylist()
        case ".arrow":
            with pa.memory_map(str(path)) as source:
                return pa.ipc.open_file(source).read_all().to_pylist()
        case ".csv":
            rows: list[dict[str, Any]] = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        case ".xlsx":
            head, *body = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
            rows = [dict(zip(map(str, head), row, strict=True)) for row in body]
        case _:
            frame, _ = pyreadstat.read_dta(str(path))
            rows = frame.astype(object).where(pd.notna(frame), None).to_dict("records")
    kinds = {"neutral": int, "share": float, "start_date": lambda day: date.fromisoformat(str(day)[:10])}
    return [
        {name: None if value in (None, "") else kinds.get(name, str)(value) for name, value in row.items()}  # type: ignore[operator]
        for row in rows
    ]


@pytest.mark.parametrize("ending", sorted(files.WRITERS))
def test_each_format_gives_back_what_was_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    assert write(path, TABLE.to_reader()) == 2
    assert read(path) == TABLE.to_pylist()
    assert list(tmp_path.iterdir()) == [path]


def test_stata_has_the_meaning_of_each_column_as_its_label(tmp_path: Path) -> None:
    write(tmp_path / "t.dta", TABLE.to_reader(), {"neutral": "a neutrality obligation"})
    _, about = pyreadstat.read_dta(str(tmp_path / "t.dta"))
    assert about.column_names_to_labels["neutral"] == "a neutrality obligation"


def test_a_sheet_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", pa.table({"title": ["=1+1"]}).to_reader())
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


def test_a_sheet_cuts_no_text_off(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    whole = "x" * 32_766
    write(path, pa.table({"title": [whole, "a\x0bb\nc"]}).to_reader())
    cells = [row[0] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert cells == [whole, "ab\nc"]
    with pytest.raises(QuestionError, match=r"a text has more than the 32,767 signs that a cell of Excel holds"):
        write(path, pa.table({"title": ["x" * 40_000]}).to_reader())
    assert len(openpyxl.load_workbook(path).worksheets[0]["A2"].value) == len(whole)


@pytest.mark.parametrize("ending", sorted(files.WRITERS))
def test_what_fails_half_way_leaves_the_file_that_was_there(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    path.write_text("as it was", encoding="utf-8")

    def failing():  # type: ignore[no-untyped-def]
        yield TABLE.to_batches()[0]
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        write(path, pa.RecordBatchReader.from_batches(TABLE.schema, failing()))
    assert path.read_text(encoding="utf-8") == "as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_more_rows_than_a_format_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SHEET_ROWS", 1)
    with pytest.raises(QuestionError, match=r"more than the 1 rows that a sheet of Excel holds: write it as \.parquet"):
        write(tmp_path / "t.xlsx", TABLE.to_reader())
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_is_absent_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(module: str) -> None:
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)

    monkeypatch.setattr("foedus.tables.needs.import_module", absent)
    with pytest.raises(QuestionError, match=r"this needs DuckDB: pip install 'foedus\[tables\]'"):
        need("duckdb")
    with pytest.raises(QuestionError, match=r"this needs PySpark: pip install 'foedus\[spark\]'"):
        need("pyspark.sql")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["table", *arguments])


PACT = "soviet-japanese-neutrality-pact"


def test_a_codebook_names_every_column_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    result = run("panel", "--from", "1941", "--to", "1942", "--party", "SUN", "--party", "JPN", "--out", str(path))
    assert result.output == f"wrote {path}: 2 rows; its codebook is {tmp_path}/panel.codebook.md\n"
    book = (tmp_path / "panel.codebook.md").read_text(encoding="utf-8")
    assert all(f"\n| `{name}` | " in book for name in pq.read_schema(path).names)
    assert "dyad-year, counted by any-day" in book


def test_a_codebook_can_be_csv(tmp_path: Path) -> None:
    book = tmp_path / "book.csv"
    run("spans", PACT, "--out", str(tmp_path / "spans.csv"), "--codebook", str(book))
    rows = list(csv.DictReader(book.read_text(encoding="utf-8").splitlines()))
    with (tmp_path / "spans.csv").open(encoding="utf-8") as file:
        assert [row["column"] for row in rows] == next(csv.reader(file))
    assert all(row["type"] and row["holds"] for row in rows)


def test_all_rows_are_printed_as_csv() -> None:
    result = run("spans", PACT, "--csv")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert len(rows) == 30
    assert {row["party"] for row in rows} == {"SUN", "JPN"}
    assert {row["agree"] for row in rows} == {"0"}  # no span of it is the same in every reading


def test_json_tells_what_was_made(tmp_path: Path) -> None:
    said = json.loads(run("dyads", PACT, "--out", str(tmp_path / "d.parquet"), "--json").output)
    assert said["verdict"] == "every"
    assert said["answers"][0]["value"]["rows"] == pq.read_table(tmp_path / "d.parquet").num_rows


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("spans", "--out", "x.pdf"),
            "x.pdf: no format has that ending; use one of .arrow, .csv, .dta, .parquet",
        ),
        (("spans", "--out", "nowhere/x.csv"), "there is no folder nowhere"),
        (("spans", "no-such-treaty"), "no treaty 'no-such-treaty' in the library"),
        (("spans", PACT, "--reading", "nothing=x"), "no dispute 'nothing' bears on this question"),
        (("panel", "--from", "1950", "--to", "1940"), "the time of the panel ends before it begins"),
        (("panel", "--party", "Atlantis"), "no actor is called 'Atlantis'"),
        (("exits", "--on", "2026"), "--on 2026: name one day, such as 2026-01-31"),
        (("spans", PACT, "--engine", "dask"), "no engine is called 'dask'"),
        (("spans", PACT, "--codebook", "x.pdf"), "a codebook is written as .md or .csv"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 1
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_that_cannot_be_used_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken\ntitle: [", encoding="utf-8")
    result = run("spans", "--treaties", str(tmp_path), "--without-bundled", "--csv")
    assert result.exit_code == 0
    assert "broken is left out" in result.stderr
