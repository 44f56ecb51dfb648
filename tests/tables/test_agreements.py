"""Agreements by the million: the engine's own answer for each, whole files or none, and an interrupted run goes on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.due import Time
from foedus.answers.groundwork.dues import dues_in
from foedus.chronology.days import LAST_DAY, day, iso
from foedus.cli.main import main
from foedus.errors import QuestionError
from foedus.law.case import ALONE
from foedus.tables import agreement_run
from foedus.tables.agreement_batches import GIVEN, worked
from foedus.tables.agreement_files import batches
from foedus.tables.agreement_run import named, run
from foedus.tables.agreements import Clauses, Outlook, dossier_of

ON = day("2026-11-24")
PERIODS = st.sampled_from(["1 month", "3 months", "6 months", "1 year", "2 years", "P5Y", "45 days"])
CLAUSES = st.builds(
    Clauses,
    first_term=PERIODS | st.sampled_from(["indefinite", ""]),
    renewal=PERIODS | st.sampled_from(["indefinite", ""]),
    notice=PERIODS | st.just(""),
    survival=PERIODS | st.just(""),
)
STARTS = st.dates(date(1996, 1, 1), date(2030, 12, 31))


def by_itself(start: str, clauses: Clauses) -> dict[tuple[object, ...], bool]:
    """What falls due as `dues` tells it of this one agreement, and whether it does in every reading."""
    asked = Asked(dossier_of(start, clauses), ALONE, {})
    time = Time(ON, LAST_DAY, ON, ON, at_least_next=True)
    paths = asked.explore(lambda world: [due.told for due in dues_in(asked, world, None, time, None)]).paths
    found: dict[tuple[object, ...], set[int]] = {}
    for number, path in enumerate(paths):
        for due in path.value:
            if due.kind != "entry into force":
                found.setdefault((iso(due.on), due.kind), set()).add(number)
    return {key: len(held) == len(paths) for key, held in found.items()}


OUTLOOK = Outlook(ON)


@settings(max_examples=150, deadline=None)
@given(STARTS, CLAUSES)
def test_each_answer_is_that_of_the_agreement_asked_by_itself(start: date, clauses: Clauses) -> None:
    _, falls = OUTLOOK.answer(start.isoformat(), clauses)
    assert {(iso(fall.date), fall.what): bool(fall.agree) for fall in falls} == by_itself(start.isoformat(), clauses)


def test_a_contract_that_renews_itself() -> None:
    spans, falls = OUTLOOK.answer("2010-03-31", Clauses("3 years", "1 year", "6 months", "5 years"))
    assert [(span.status, iso(span.start), iso(span.end)) for span in spans] == [("in force", "2010-03-31", "..")]
    assert [(iso(fall.date), fall.what, fall.agree) for fall in falls] == [
        ("2027-03-31", "renewal", 1),
        ("2027-09-29", "last day for notice", 0),
        ("2027-09-30", "last day for notice", 0),
        ("2028-03-31", "next exit", 1),
    ]
    assert [iso(fall.effect) for fall in falls if fall.what == "last day for notice" and fall.effect] == [
        "2028-03-31"
    ] * 2
    assert json.loads(falls[1].readings) == [{"law/notice-on-last-day": "late"}]


def test_a_contract_that_ended_and_survives() -> None:
    spans, falls = OUTLOOK.answer("2020-01-01", Clauses("5 years", "", "3 months", "10 years"))
    assert [(span.status, iso(span.start), iso(span.end), span.ended) for span in spans] == [
        ("in force", "2020-01-01", "2025-01-01", "expired"),
        ("surviving", "2025-01-01", "2035-01-01", "expired"),
        ("ended", "2035-01-01", "..", "expired"),
    ]
    assert [(iso(fall.date), fall.what) for fall in falls] == [("2035-01-01", "survival ends")]


def table(
    path: Path, rows: list[tuple[str, ...]], head: str = "id,parties,start,first term,renewal,notice,survival"
) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head.split(","))
        writer.writerows(rows)
    return path


def sample(path: Path, count: int = 60) -> Path:
    rows = [
        (f"c{n}", "A;B", f"20{n % 25:02}-{n % 12 + 1:02}-15", "2 years", "P1Y", "3 months", "") for n in range(count)
    ]
    return table(path, rows)


def rows_of(folder: Path, name: str) -> list[dict[str, object]]:
    return [row for part in sorted((folder / name).glob("*.parquet")) for row in pq.read_table(part).to_pylist()]


def test_every_row_is_in_the_tables_or_among_the_faults(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv",
        [
            ("a", "A;B", "2020-01-01", "1 year", "1 year", "3 months", ""),
            ("b", "A;B", "31/01/2020", "1 year", "", "", ""),
            ("c", "A;B", "2020-01-01", "a while", "", "", ""),
            ("d", "", "2020-02-29", "", "", "", ""),
        ],
    )
    done = run(batches(path), named(path), tmp_path / "out", ON)
    assert done.rows == 4
    assert {row["id"] for row in rows_of(tmp_path / "out", "spans")} == {"a", "d"}
    faults = rows_of(tmp_path / "out", "faults")
    assert [(row["line"], row["id"]) for row in faults] == [(2, "b"), (3, "c")]
    assert "'a while' is not a period" in str(faults[1]["problem"])


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_run, "PART", 20)


def interrupted(path: Path, after: int) -> Iterator[pa.RecordBatch]:
    """The rows of a table, and an interruption once so many are read."""
    count = 0
    for batch in batches(path):
        for start in range(0, batch.num_rows, 10):
            if count >= after:
                raise KeyboardInterrupt
            yield batch.slice(start, 10)
            count += 10


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, small_parts: None) -> None:
    path, folder = sample(tmp_path / "t.csv"), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(interrupted(path, 40), named(path), folder, ON)
    assert sorted(part.name for part in (folder / "spans").iterdir()) == ["part-00000.parquet", "part-00001.parquet"]
    assert not json.loads((folder / "manifest.json").read_text())["complete"]
    before = {part: part.stat().st_mtime_ns for part in (folder / "spans").iterdir()}
    done = run(batches(path), named(path), folder, ON)
    assert (done.rows, done.parts, done.found_done) == (60, 3, 2)
    assert all(part.stat().st_mtime_ns == when for part, when in before.items())
    whole = tmp_path / "whole"
    run(batches(path), named(path), whole, ON)
    assert [rows_of(folder, name) for name in ("spans", "deadlines")] == [
        rows_of(whole, name) for name in ("spans", "deadlines")
    ]
    assert json.loads((folder / "manifest.json").read_text())["complete"]


def test_nothing_half_written_is_left_under_a_final_name(
    tmp_path: Path, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder = sample(tmp_path / "t.csv"), tmp_path / "out"

    def failing(found: pa.Table, where: Path, **said: object) -> None:
        Path(where).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(agreement_run.pq, "write_table", failing)
    with pytest.raises(KeyboardInterrupt):
        run(batches(path), named(path), folder, ON)
    assert [file for file in folder.rglob("*") if file.is_file()] == [folder / "manifest.json"]


def test_a_folder_holds_one_run(tmp_path: Path) -> None:
    one, other = sample(tmp_path / "one.csv"), sample(tmp_path / "other.csv", 61)
    run(batches(one), named(one), tmp_path / "out", ON)
    with pytest.raises(QuestionError, match="holds a run over another table, day or version"):
        run(batches(other), named(other), tmp_path / "out", ON)
    with pytest.raises(QuestionError, match="holds a run over another table, day or version"):
        run(batches(one), named(one), tmp_path / "out", ON + 1)


def test_processes_come_to_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_run, "FEW", 1)
    path = sample(tmp_path / "t.csv")
    run(batches(path), named(path), tmp_path / "one", ON, workers=1)
    run(batches(path), named(path), tmp_path / "two", ON, workers=2)
    for name in ("spans", "deadlines", "faults"):
        assert rows_of(tmp_path / "one", name) == rows_of(tmp_path / "two", name)


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow"])
def test_a_table_is_read_from_each_format(tmp_path: Path, ending: str) -> None:
    held = pa.table({"ID": ["a"], "Start": [date(2020, 1, 1)], "First Term": ["1 year"], "more": [1]})
    path = tmp_path / f"t.{ending}"
    if ending == "csv":
        table(path, [("a", "2020-01-01", "1 year", "1")], "ID,Start,First Term,more")
    elif ending == "parquet":
        pq.write_table(held, path)
    else:
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, held.schema) as writer:
            writer.write_table(held)
    (batch,) = batches(path)
    assert batch.schema.names == list(GIVEN)
    assert batch.to_pylist()[0] == {
        "id": "a", "parties": None, "start": "2020-01-01", "first_term": "1 year",
        "renewal": None, "notice": None, "survival": None,
    }  # fmt: skip


def test_a_table_without_the_columns_needed_is_told_and_no_folder_is_made(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [("a", "b")], "name,begin")
    result = CliRunner().invoke(main, ["table", "agreements", str(path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "has no column id or start; it has name, begin" in result.output
    assert not (tmp_path / "out").exists()


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    path, out = sample(tmp_path / "t.csv"), tmp_path / "out"
    command = ["table", "agreements", str(path), "--out", str(out), "--on", "2026-11-24"]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.output) == (0, f"60 agreements: 60 spans and 240 dates in {out}\n")
    said = json.loads(CliRunner().invoke(main, [*command, "--json"]).output)
    assert said["answers"][0]["value"]["rows"] == 60


def test_the_batch_function_gives_what_a_run_writes(tmp_path: Path) -> None:
    path = sample(tmp_path / "t.csv")
    run(batches(path), named(path), tmp_path / "out", ON)
    (batch,) = batches(path)
    for name, table in worked(ON, batch)._asdict().items():
        assert table.to_pylist() == rows_of(tmp_path / "out", name)
