"""Tables of treaties as streams: little is held at once, an interrupted run goes on, and a change is made anew."""

from __future__ import annotations

import csv
import gc
import signal
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from foedus.cli.main import main
from foedus.dossier import library as library_of
from foedus.dossier.library import Library, bundled, library
from foedus.dossier.model import Dossier
from foedus.errors import QuestionError
from foedus.tables import batches, duck, requests, streams
from foedus.tables.duck import Duck
from foedus.tables.making import rows
from foedus.tables.requests import Question
from foedus.tables.streams import parts_of, streamed

TREATY = """\
id: t{number:02}
title: Treaty {number}
kind: friendship
parties: [CHE, {other}]
terms:
  binding: {{by: ratification}}
  entry_into_force: {{when: ratified_by_all}}
  term: {{length: 10 years}}
  renewal: {{tacit: 5 years}}
  denunciation: {{notice: 1 year, before: term_end}}
record:
  - {{event: ratification, on: {year}-05-15, by: CHE}}
  - {{event: ratification, on: {year}-06-15, by: {other}}}
"""
OTHERS = ("EGY", "FRA", "ITA")
COUNT = 20
SAID = {"start": "2026-11-24", "end": "2046-12-31"}


def write_treaty(folder: Path, number: int, year: int | None = None) -> None:
    text = TREATY.format(number=number, other=OTHERS[number % 3], year=year or 2020 - number * 7 % 20)
    (folder / f"t{number:02}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty dossiers; requests go out four at a time."""
    monkeypatch.setattr(requests, "ROWS", 4)
    made = tmp_path / "dossiers"
    made.mkdir()
    for number in range(COUNT):
        write_treaty(made, number)
    return made


def own(folder: Path) -> Library:
    return library(folder, with_bundled=False)


def interrupting(after: int) -> Callable[[int], None]:
    """What interrupts a run once so many treaties are done."""

    def progress(count: int) -> None:
        if count >= after:
            raise KeyboardInterrupt

    return progress


class Counting:
    """The local engine, and the numbers of the batches that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def worked(
        self, table: str, said: dict[str, str], numbered: Iterable[tuple[int, pa.RecordBatch]]
    ) -> Iterator[tuple[int, Iterable[pa.RecordBatch]]]:
        for number, batch in numbered:
            self.asked.append(number)
            yield from Duck().worked(table, said, [(number, batch)])


def interrupt(folder: Path, question: Question, path: Path, after: int = 8) -> None:
    with pytest.raises(KeyboardInterrupt), streamed(Duck(), own(folder), question, path, interrupting(after)):
        pass


@pytest.mark.parametrize("table", ["spans", "dyads", "duties", "deadlines", "exits"])
def test_an_interrupted_table_goes_on_where_it_stopped(folder: Path, tmp_path: Path, table: str) -> None:
    question, path, engine = Question(table, SAID), tmp_path / "t.parquet", Counting()
    interrupt(folder, question, path)
    assert len(list((parts_of(path) / "rows").iterdir())) == 2
    with streamed(engine, own(folder), question, path) as found, found.read() as reader:
        goes_on = reader.read_all()
    assert (found.found_done, engine.asked) == (2, [2, 3, 4])
    assert goes_on == rows(Duck(), own(folder), table, SAID).table
    assert goes_on.num_rows == found.rows
    assert not parts_of(path).exists()


def test_a_run_begun_without_the_index_goes_on_with_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("foedus.dossier.store.FEWEST", 1)
    question, path, engine = Question("spans"), tmp_path / "t.parquet", Counting()
    interrupt(folder, question, path)
    time.sleep(0.05)  # a file that has just changed is not put into the index
    list(own(folder).by_batches(100))
    assert list((tmp_path / "cache").iterdir())
    with streamed(engine, own(folder), question, path):
        assert engine.asked == [2, 3, 4]


def test_what_has_changed_since_is_made_anew_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    question, path, engine = Question("deadlines", SAID), tmp_path / "t.parquet", Counting()
    interrupt(folder, question, path, after=12)
    write_treaty(folder, 5, year=1999)
    with streamed(engine, own(folder), question, path) as found, found.read() as reader:
        assert reader.read_all() == rows(Duck(), own(folder), "deadlines", SAID).table
    assert engine.asked == [1, 3, 4]


def test_a_treaty_is_made_anew_when_another_changes_that_bears_on_it(folder: Path, tmp_path: Path) -> None:
    text = (folder / "t03.yaml").read_text(encoding="utf-8")
    (folder / "t03.yaml").write_text(text.replace("terms:", "acts_of: [t19]\nterms:"), encoding="utf-8")
    question, path, engine = Question("spans"), tmp_path / "t.parquet", Counting()
    interrupt(folder, question, path, after=8)
    write_treaty(folder, 19, year=1999)
    with streamed(engine, own(folder), question, path):
        assert engine.asked == [0, 2, 3, 4]


def test_dossiers_that_went_leave_no_rows(folder: Path, tmp_path: Path) -> None:
    question, path = Question("spans"), tmp_path / "t.parquet"
    interrupt(folder, question, path, after=16)
    for number in range(6, COUNT):
        (folder / f"t{number:02}.yaml").unlink()
    with streamed(Duck(), own(folder), question, path) as found, found.read() as reader:
        table = reader.read_all()
    assert set(table.column("treaty").to_pylist()) == {f"t{number:02}" for number in range(6)}
    assert found.rows == table.num_rows


def test_the_parts_of_another_question_are_not_used(folder: Path, tmp_path: Path) -> None:
    path, engine = tmp_path / "t.parquet", Counting()
    interrupt(folder, Question("deadlines", SAID), path)
    with streamed(engine, own(folder), Question("deadlines", {"start": "2030-01-01"}), path):
        assert engine.asked == [0, 1, 2, 3, 4]


def test_a_folder_of_parts_that_is_not_ours_is_left_alone(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    (parts_of(path) / "rows").mkdir(parents=True)
    kept = parts_of(path) / "rows" / "mine.txt"
    kept.write_text("mine", encoding="utf-8")
    with (
        pytest.raises(QuestionError, match="holds files of something else"),
        streamed(Duck(), own(folder), Question("spans"), path),
    ):
        pass
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_part_half_written_is_none(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.parquet"
    whole = pq.ParquetWriter.write_batch
    turns = iter(range(100))

    def failing(self: pq.ParquetWriter, batch: pa.RecordBatch) -> None:
        if next(turns) == 2:
            raise KeyboardInterrupt
        whole(self, batch)

    monkeypatch.setattr(pq.ParquetWriter, "write_batch", failing)
    with pytest.raises(KeyboardInterrupt), streamed(Duck(), own(folder), Question("spans"), path):
        pass
    assert [file.name for file in sorted((parts_of(path) / "rows").iterdir())] == [
        "part-00000.parquet",
        "part-00001.parquet",
    ]


def test_no_more_rows_are_held_than_a_batch_and_one_treaty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST", 30)
    monkeypatch.setattr(requests, "ROWS", COUNT)
    held: list[int] = []
    laid_out = batches._laid_out

    def counting(found: list[dict[str, Any]], made_as: pa.Schema) -> pa.RecordBatch:
        held.append(len(found))
        return laid_out(found, made_as)

    monkeypatch.setattr(batches, "_laid_out", counting)
    each: dict[str, int] = {}
    for key in rows(Duck(), own(folder), "deadlines", SAID).table.column("treaty").to_pylist():
        each[key] = each.get(key, 0) + 1
    assert sum(held) == sum(each.values()) > 100
    assert max(held) < 30 + max(each.values())


def test_no_more_dossiers_are_held_than_a_batch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "_MOST", 1)
    alive: weakref.WeakSet[Dossier] = weakref.WeakSet()
    most = 0
    read = library_of._read_anew

    def watching(*said: Any) -> Any:
        nonlocal most
        loaded = read(*said)
        alive.add(loaded.dossier)
        gc.collect()
        most = max(most, len(alive))
        return loaded

    monkeypatch.setattr(library_of, "_read_anew", watching)
    monkeypatch.setattr(Dossier, "__hash__", object.__hash__)
    rows(Duck(), own(folder), "spans")
    assert 4 <= most <= 8  # those of a batch, while those of the one before go


def test_a_reading_is_looked_for_without_holding_the_dossiers(folder: Path) -> None:
    for number in range(COUNT):
        path = folder / f"t{number:02}.yaml"
        text = path.read_text(encoding="utf-8").replace("{length: 10 years}", "{length: {dispute: how-long}}")
        positions = "{ten: {value: 10 years}, two: {value: 2 years}}"
        path.write_text(f"{text}disputes: {{how-long: {{question: how?, positions: {positions}}}}}\n", encoding="utf-8")
    alive: weakref.WeakSet[Dossier] = weakref.WeakSet()
    most = 0

    class Watched(Library):
        def _in_passing(self, key: str) -> Dossier:
            nonlocal most
            found = super()._in_passing(key)
            alive.add(found)
            gc.collect()
            most = max(most, len(alive))
            return found

    shelf = own(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Dossier, "__hash__", object.__hash__)
        requests.check(Watched(shelf._files), Question("spans", readings=("how-long=two",)))
        with pytest.raises(QuestionError, match="did you mean how-long"):
            requests.check(Watched(shelf._files), Question("spans", readings=("how-lang=two",)))
        with pytest.raises(QuestionError, match="dispute 'how-long' has no position 'six'"):
            requests.check(Watched(shelf._files), Question("spans", readings=("how-long=six",)))
    assert 4 <= most <= 10


def test_processes_come_to_the_same_as_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duck, "FEW", 1)
    one, two = (rows(Duck(workers), own(folder), "deadlines", SAID) for workers in (1, 2))
    assert two.table == one.table


def test_more_processes_hold_few_batches_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "ROWS", 1)
    monkeypatch.setattr(duck, "FEW", 0)
    taken = 0

    def numbered() -> Iterator[tuple[int, pa.RecordBatch]]:
        nonlocal taken
        for number, batch in enumerate(requests.batches(own(folder), Question("spans"), [])):
            taken += 1
            yield number, batch

    for number, (done, _) in enumerate(Duck(2).worked("spans", {}, numbered())):
        assert done == number
        assert taken - number <= 2 * 2 + 1


def test_an_order_of_time_breaks_ties_as_the_library_does(folder: Path) -> None:
    found = rows(Duck(), own(folder), "deadlines", SAID).table
    keys = [(row["date"], row["treaty"]) for row in found.to_pylist()]
    assert keys == sorted(keys)
    unsorted = [
        row
        for batch in batches.over("deadlines", SAID, requests.batches(own(folder), Question("deadlines", SAID), []))
        for row in batch.to_pylist()
    ]
    for row in unsorted:
        row.pop("problem")
    last = "\U0010ffff"  # a missing party comes last
    assert found.to_pylist() == sorted(unsorted, key=lambda row: (row["date"], row["treaty"], row["party"] or last))


def table(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(main, ["table", *arguments, "--treaties", str(folder), "--without-bundled"])


@pytest.mark.parametrize("ending", ["parquet", "csv", "arrow"])
def test_an_interrupted_command_leaves_no_file_and_the_next_one_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path, whole = tmp_path / f"t.{ending}", tmp_path / f"whole.{ending}"
    work = streams._write
    turns = iter(range(100))

    def failing(*said: Any) -> dict[str, int]:
        if next(turns) == 3:
            raise KeyboardInterrupt
        return work(*said)

    command = ("deadlines", "--from", "2026-11-24", "--to", "2040")
    with monkeypatch.context() as patched:
        patched.setattr(streams, "_write", failing)
        result = table(folder, *command, "--out", str(path))
    assert result.exit_code == 1
    assert f"interrupted; {parts_of(path)} keeps what is done: give the command again" in result.stderr
    assert not path.exists()
    assert table(folder, *command, "--out", str(path)).exit_code == 0
    assert table(folder, *command, "--out", str(whole)).exit_code == 0
    assert path.read_bytes() == whole.read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir() if file != folder) == sorted(
        name for stem in ("t", "whole") for name in (f"{stem}.{ending}", f"{stem}.codebook.md")
    )


def test_an_interruption_while_the_file_is_written_keeps_the_old_file_and_the_parts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("as it was", encoding="utf-8")

    def failing(*said: Any) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("foedus.tables.files.write", failing)
        assert table(folder, "spans", "--out", str(path)).exit_code == 1
    assert path.read_text(encoding="utf-8") == "as it was"
    assert parts_of(path).exists()
    assert table(folder, "spans", "--out", str(path)).exit_code == 0
    with path.open(encoding="utf-8") as file:
        assert {row["treaty"] for row in csv.DictReader(file)} == {f"t{number:02}" for number in range(COUNT)}
    assert not parts_of(path).exists()


def test_a_panel_that_is_interrupted_while_treaties_are_worked_out_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "t.csv", tmp_path / "whole.csv"
    work, made = streams._write, []

    def counting(*said: Any) -> dict[str, int]:
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append(said[1])
        return work(*said)

    command = ("panel", "--from", "2000", "--to", "2010")
    with monkeypatch.context() as patched:
        patched.setattr(streams, "_write", counting)
        assert f"{parts_of(path)} keeps what is done" in table(folder, *command, "--out", str(path)).stderr
        made[:] = []
        assert table(folder, *command, "--out", str(path)).exit_code == 0
    assert made == [3, 4]
    assert not parts_of(path).exists()
    assert table(folder, *command, "--out", str(whole)).exit_code == 0
    assert path.read_bytes() == whole.read_bytes()


def test_an_order_to_end_leaves_the_parts_and_nothing_else(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    work = streams._write

    def ended(*said: Any) -> dict[str, int]:
        if said[1] == 2:
            signal.raise_signal(signal.SIGTERM)
        return work(*said)

    monkeypatch.setattr(streams, "_write", ended)
    path, before = tmp_path / "t.csv", signal.getsignal(signal.SIGTERM)
    result = table(folder, "spans", "--out", str(path))
    assert result.exit_code == 128 + signal.SIGTERM
    assert f"{parts_of(path)} keeps what is done" in result.stderr
    assert len(list((parts_of(path) / "rows").iterdir())) == 2
    assert table(folder, "spans").exit_code == 128 + signal.SIGTERM
    assert list((tmp_path / "temporary").iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_refused_format_leaves_no_parts(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.tables.files.SHEET_ROWS", 3)
    result = table(folder, "spans", "--out", str(tmp_path / "t.xlsx"))
    assert "more than the 3 rows that a sheet of Excel holds" in result.stderr
    assert list(tmp_path.iterdir()) == [folder]


def test_a_reading_is_told_of_before_anything_is_made(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    result = table(folder, "spans", "--out", str(path), "--reading", "nothing=x")
    assert "no dispute 'nothing' bears on this question" in result.stderr
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize(
    ("codebook", "told"),
    [
        ("t.csv", "is the table: give its codebook another name"),
        ("book.txt", "book.txt: a codebook is written as .md or .csv"),
        ("nowhere/book.md", "there is no folder"),
    ],
)
def test_a_codebook_that_cannot_be_is_told_of_before_anything_is_made(
    folder: Path, tmp_path: Path, codebook: str, told: str
) -> None:
    out = ("--out", str(tmp_path / "t.csv"), "--codebook", str(tmp_path / codebook))
    assert told in table(folder, "spans", *out).stderr
    assert list(tmp_path.iterdir()) == [folder]


def test_a_reading_of_one_dossier_is_found_wherever_it_lies() -> None:
    reading = "notice-effect=at-once"
    found = rows(Duck(), bundled(), "spans", readings=[reading], party="JPN").table
    plain = rows(Duck(), bundled(), "spans", party="JPN").table
    assert found != plain
    with pytest.raises(QuestionError, match="dispute 'notice-effect' has no position 'never'"):
        rows(Duck(), bundled(), "spans", readings=["notice-effect=never"])
