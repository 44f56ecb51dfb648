"""Agreements by the million: in columns what the law says of each by itself, and runs that can be interrupted."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.due import Time
from foedus.answers.groundwork.dues import dues_in
from foedus.chronology.days import FOREVER, LAST_DAY, day, iso
from foedus.chronology.periods import Period, plus
from foedus.cli.main import main
from foedus.dossier.model import Dossier
from foedus.errors import QuestionError
from foedus.intake.written_dates import Order
from foedus.law.case import ALONE
from foedus.law.life import life
from foedus.law.status import Status
from foedus.tables import agreement_run
from foedus.tables.agreement_batches import GIVEN, Told, told, worked
from foedus.tables.agreement_columns import Reader
from foedus.tables.agreement_files import source
from foedus.tables.agreement_run import named, run
from foedus.worlds import World

ON = day("2026-11-24")


class Clauses(NamedTuple):
    """The clauses of an agreement, as a table has them."""

    first_term: str
    renewal: str
    notice: str
    survival: str


LENGTHS = st.sampled_from(["1 month", "3 months", "6 months", "1 year", "P5Y", "45 days", "P1W", "P1Y6M", "P1M10D"])
OPTIONAL = LENGTHS | st.sampled_from(["indefinite", ""])
CLAUSES = st.builds(Clauses, OPTIONAL, OPTIONAL, LENGTHS | st.sampled_from(["", "P0D"]), LENGTHS | st.just(""))
STARTS = st.dates(date(1996, 1, 1), date(2030, 12, 31)) | st.dates(date(9985, 1, 1), date(9999, 12, 31))
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 31), date(2026, 4, 30)]
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, Clauses, date]:
    """A start, clauses, and the day from which they are seen: any, or one about some months after the start."""
    start = draw(STARTS)
    months = draw(st.integers(0, 100))
    near = plus(start.toordinal(), Period(months=months)) + draw(st.integers(-47, 3))
    about = date.fromordinal(min(max(near, 1), day("2100-01-01")))
    return start, draw(CLAUSES), draw(st.sampled_from([about, draw(DAYS)]))


def dossier_of(start: date, clauses: Clauses) -> Dossier:
    """The dossier of one agreement between two, in force from `start`."""
    fixed = clauses.first_term not in ("", "indefinite")
    terms: dict[str, object] = {}
    if clauses.first_term:
        terms["term"] = {"length": clauses.first_term} if fixed else {"indefinite": True}
    if clauses.renewal and fixed:
        runs_on = clauses.renewal == "indefinite"
        terms["renewal"] = {"then": "indefinite"} if runs_on else {"tacit": clauses.renewal}
    if clauses.notice:
        terms["denunciation"] = {"notice": clauses.notice, **({"before": "term_end"} if fixed else {})}
    if clauses.survival:
        terms["survival"] = {"length": clauses.survival, "covers": "what survives the end"}
    return Dossier.model_validate(
        {
            "id": "agreement",
            "title": "Agreement",
            "parties": ("AA", "BB"),
            "actors": {key: {"name": key, "kind": "organisation"} for key in ("AA", "BB")},
            "terms": terms,
            "record": [{"event": "entry_into_force", "on": start.isoformat()}],
        }
    )


Due = tuple[str, str, str | None, str | None]


def due_by_law(dossier: Dossier, on: int) -> dict[Due, bool]:
    """What falls due as `dues` tells it of this one agreement, and whether it does in every reading."""
    time = Time(on, LAST_DAY, on, on, at_least_next=True)
    asked = Asked(dossier, ALONE, {})
    paths = asked.explore(lambda world: list(dues_in(asked, world, None, time, None))).paths
    found: dict[Due, set[int]] = {}
    for number, path in enumerate(paths):
        for due in path.value:
            if due.kind != "entry into force":
                effect, notice = (None if day_ is None else iso(day_) for day_ in (due.effect, due.notice))
                found.setdefault((iso(due.on), due.kind, effect, notice), set()).add(number)
    return {key: len(held) == len(paths) for key, held in found.items()}


def renewed_to(dossier: Dossier, end: int) -> str | None:
    """The end of the term after the one that ends on a day."""
    chain = life(dossier, World()).chain
    assert chain is not None
    number = chain.term_at(end)
    assert number is not None
    after = chain.boundary(number)
    assert isinstance(after, int)
    return None if after >= FOREVER else iso(after)


def spans_by_law(dossier: Dossier) -> list[tuple[str, str, str | None]]:
    line = life(dossier, World()).line("AA")
    return [
        (span.status.value, iso(span.start), None if span.end >= FOREVER else iso(span.end))
        for span in line
        if isinstance(span.start, int)
        and isinstance(span.end, int)
        and span.status not in (Status.NOT_CONCLUDED, Status.NOT_A_PARTY)
    ]


def in_columns(start: date, clauses: Clauses, on: int = ON) -> Told:
    row = ("one", "AA; BB", start.isoformat(), *clauses, 1, None)
    return told(Reader(), on, pa.RecordBatch.from_pylist([dict(zip(GIVEN, row, strict=True))]))


def text(when: date | None) -> str | None:
    return None if when is None else when.isoformat()


@settings(max_examples=300, deadline=None)
@given(cases())
def test_what_falls_due_is_what_the_law_says_of_the_agreement_asked_by_itself(
    case: tuple[date, Clauses, date],
) -> None:
    start, clauses, on = case
    dossier = dossier_of(start, clauses)
    found: dict[Due, bool] = {}
    for row in in_columns(start, clauses, on.toordinal()).deadlines.to_pylist():
        effect = text(row["effect"])
        if row["what"] == "renewal":
            assert effect == renewed_to(dossier, row["date"].toordinal())
            effect = None
        found[text(row["date"]) or "", row["what"], effect, text(row["notice"])] = bool(row["agree"])
    assert found == due_by_law(dossier, on.toordinal())


@settings(max_examples=100, deadline=None)
@given(STARTS, CLAUSES)
def test_the_spans_are_those_of_its_life_by_law(start: date, clauses: Clauses) -> None:
    found = in_columns(start, clauses).spans.to_pylist()
    said = [(row["status"], text(row["start_date"]), text(row["end_date"])) for row in found]
    assert said == spans_by_law(dossier_of(start, clauses))


def test_a_contract_that_renews_itself() -> None:
    spans, falls, _ = in_columns(date(2010, 3, 31), Clauses("3 years", "1 year", "6 months", "5 years"))
    assert [(row["status"], text(row["start_date"]), row["end_date"]) for row in spans.to_pylist()] == [
        ("in force", "2010-03-31", None)
    ]
    rows = falls.to_pylist()
    assert [(text(row["date"]), row["what"], row["agree"]) for row in rows] == [
        ("2027-03-31", "renewal", 1),
        ("2027-09-29", "last day for notice", 0),
        ("2027-09-30", "last day for notice", 0),
        ("2028-03-31", "next exit", 1),
    ]
    assert [text(row["effect"]) for row in rows if row["what"] == "last day for notice"] == ["2028-03-31"] * 2
    assert json.loads(rows[1]["readings"]) == [{"law/notice-on-last-day": "late"}]


def test_a_contract_that_ended_and_survives() -> None:
    spans, falls, _ = in_columns(date(2020, 1, 1), Clauses("5 years", "", "3 months", "10 years"))
    assert [
        (row["status"], text(row["start_date"]), text(row["end_date"]), row["ended"]) for row in spans.to_pylist()
    ] == [
        ("in force", "2020-01-01", "2025-01-01", "expired"),
        ("surviving", "2025-01-01", "2035-01-01", "expired"),
        ("ended", "2035-01-01", None, "expired"),
    ]
    assert [(text(row["date"]), row["what"]) for row in falls.to_pylist()] == [("2035-01-01", "survival ends")]


def test_a_survival_of_no_length_is_none() -> None:
    spans, falls, _ = in_columns(date(2025, 1, 1), Clauses("5 years", "", "", "P0D"))
    assert spans.column("status").to_pylist() == ["in force", "ended"]
    assert falls.column("what").to_pylist() == ["expiry"]


def test_nobody_leaves_before_the_end_of_a_term_that_lies_past_the_calendar() -> None:
    for renewal in ("", "1 year", "indefinite"):
        clauses = Clauses("9999 years", renewal, "3 months", "")
        assert in_columns(date(2020, 1, 1), clauses).deadlines.num_rows == 0
        assert due_by_law(dossier_of(date(2020, 1, 1), clauses), ON) == {}


@pytest.mark.parametrize("clauses", [Clauses("P0D", "P1Y", "", ""), Clauses("P1Y", "0 days", "", "")])
def test_a_term_of_no_length_is_a_fault_and_no_term(clauses: Clauses) -> None:
    found = in_columns(date(2020, 1, 1), clauses)
    assert (found.spans.num_rows, found.deadlines.num_rows) == (0, 0)
    assert "has no length" in found.faults.to_pylist()[0]["problem"]


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
            ("b", "A;B", "31/13/2020", "1 year", "", "", ""),
            ("c", "A;B", "2020-01-01", "a while", "", "7", ""),
            ("d", "", "29/02/2020", "", "", "", ""),
            ("e", "A;B", "2020-01-01"),
            ("", "A;B", "2020-01-01", "", "", "", ""),
        ],
    )
    done = run(source(path).batches, named(path), tmp_path / "out", ON)
    assert done.rows == 6
    assert {row["id"] for row in rows_of(tmp_path / "out", "spans")} == {"a", "d"}
    assert [(row["line"], row["id"], row["problem"]) for row in rows_of(tmp_path / "out", "faults")] == [
        (3, "b", "start: found '31/13/2020', expected a date such as 2026-01-31: there is no such day"),
        (
            4,
            "c",
            "first term: found 'a while', expected a period such as '12 months', '1 year', '90 days' or 'P1Y'; "
            "notice: found '7', expected a period such as '12 months', '1 year', '90 days' or 'P1Y'; a bare number "
            "needs its unit, here or in the column's name",
        ),
        (6, "", "found 3 cells, expected 7, as in the first line"),
        (7, "", "id: found an empty cell, expected an id of its own"),
    ]


def given_in(path: Path, order: Order | None = None) -> list[dict[str, object]]:
    return [row for batch in source(path, order).batches for row in batch.to_pylist()]


def test_cells_are_read_as_an_import_of_contracts_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Contracts of the year;;;;;\n"
        "Vertragsnr;Vertragspartner;Beginn;Laufzeit (Monate);Verlängerung;Kündigungsfrist\n"
        "7;Alpha;31.12.2019;24;jährlich;3 Monate\n"
        "8;Beta;5. März 2020;unbefristet;keine;30 Tage\n"
    )
    assert [[row[name] for name in GIVEN] for row in given_in(path)] == [
        ["7", "Alpha", "2019-12-31", "P24M", "P1Y", "P3M", "", 3, None],
        ["8", "Beta", "2020-03-05", "indefinite", "", "P30D", "", 4, None],
    ]


def test_a_day_that_can_be_two_is_a_fault_until_it_is_said_how_dates_are_written(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [("a", "03/04/2026")], "id,start")
    assert "it is 3 April or 4 March" in str(given_in(path)[0]["fault"])
    assert [given_in(path, order)[0]["start"] for order in ("day-first", "month-first")] == ["2026-04-03", "2026-03-04"]


def test_whether_it_renews_itself_and_by_how_much_may_stand_in_two_columns(tmp_path: Path) -> None:
    rows = [
        ("a", "yes", "1 year"),
        ("b", "no", "1 year"),
        ("c", "yes", ""),
        ("d", "perhaps", "1 year"),
        ("e", "", "1Y"),
    ]
    path = table(
        tmp_path / "t.csv",
        [(key, "2020-01-01", "P2Y", flag, length) for key, flag, length in rows],
        "id,start,first term,auto renewal,renewal period",
    )
    found = given_in(path)
    assert [row["renewal"] for row in found] == ["P1Y", "", "", "", "P1Y"]
    assert [row["fault"] is None for row in found] == [True, True, False, False, True]
    assert "by how much it renews itself" in str(found[2]["fault"])


def test_invisible_characters_in_what_stays_as_it_is_are_a_fault(tmp_path: Path) -> None:
    rows = [("a\0b", "A"), ("b", "\x07"), ("Zürich\n2", "株式会社; Ünal & Söhne 🙂")]
    path = table(tmp_path / "t.csv", [(key, name, "2020-01-01") for key, name in rows], "id,parties,start")
    assert [row["fault"] for row in given_in(path)] == [
        "id: found invisible characters, expected text",
        "parties: found invisible characters, expected text",
        None,
    ]


def test_a_renewal_of_no_term_is_a_fault_and_not_passed_over(tmp_path: Path) -> None:
    rows = [("", "1 year"), ("indefinite", "1 year"), ("", "indefinite"), ("", "none"), ("a while", "1 year")]
    path = table(
        tmp_path / "t.csv", [(str(n), "2020-01-01", *row) for n, row in enumerate(rows)], "id,start,term,renewal"
    )
    none = "first term: found none, expected the term that renews itself, or 'indefinite'"
    *found, last = [row["fault"] for row in given_in(path)]
    assert found == [none, None, None, None]
    assert "found 'a while'" in str(last)
    assert none not in str(last)
    other = table(tmp_path / "u.csv", [("a", "2020-01-01", "1 year")], "id,start,renewal")
    assert [row["fault"] for row in given_in(other)] == [none]


def test_a_column_that_may_be_meant_as_a_clause_is_not_passed_over(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [("a", "2020-01-01", "1 year")], "id,start,extension")
    with pytest.raises(QuestionError, match="may be meant as the column 'renewal'"):
        source(path)
    other = table(tmp_path / "u.csv", [("a", "2020-01-01", "x")], "id,start,colour")
    assert "'colour'" in str(source(other).passed)
    nameless = table(tmp_path / "v.csv", [("a", "ends in 2021", "2020-01-01")], "id,,start")
    assert "passed over: column 2 (no name)" in str(source(nameless).passed)


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (("id", "start", "term (months)"), ("a", date(2020, 1, 31), 12), ("b", "2020-02-01", "1 year")):
        sheet.append(cells)
    book.save(tmp_path / "t.xlsx")
    assert [(row["id"], row["start"], row["first_term"], row["fault"]) for row in given_in(tmp_path / "t.xlsx")] == [
        ("a", "2020-01-31", "P12M", None),
        ("b", "2020-02-01", "P1Y", None),
    ]


def test_parquet_by_another_name_is_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["a"], "start": ["2020-01-01"]}), tmp_path / "t.pq")
    with pytest.raises(QuestionError, match=r"is no text; give it the ending \.parquet"):
        source(tmp_path / "t.pq")


def test_a_workbook_whose_sheet_is_broken_off_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for number in range(40):
        book.active.append(("id", "start") if number == 0 else (number, "2020-01-01"))
    book.save(tmp_path / "whole.xlsx")
    with ZipFile(tmp_path / "whole.xlsx") as whole, ZipFile(tmp_path / "t.xlsx", "w") as broken:
        for name in whole.namelist():
            data = whole.read(name)
            broken.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    with pytest.raises(QuestionError, match=r"the sheet is damaged after line \d+; open it in a spreadsheet"):
        given_in(tmp_path / "t.xlsx")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_run, "PART", 20)


def interrupted(path: Path, after: int) -> Iterator[pa.RecordBatch]:
    """The rows of a table, and an interruption once so many are read."""
    count = 0
    for batch in source(path).batches:
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
    done = run(source(path).batches, named(path), folder, ON)
    assert (done.rows, done.parts, done.found_done) == (60, 3, 2)
    assert all(part.stat().st_mtime_ns == when for part, when in before.items())
    whole = tmp_path / "whole"
    run(source(path).batches, named(path), whole, ON)
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
        run(source(path).batches, named(path), folder, ON)
    assert [file for file in folder.rglob("*") if file.is_file()] == [folder / "manifest.json"]


def test_a_folder_holds_one_run(tmp_path: Path) -> None:
    one, other = sample(tmp_path / "one.csv"), sample(tmp_path / "other.csv", 61)
    run(source(one).batches, named(one), tmp_path / "out", ON)
    with pytest.raises(QuestionError, match="holds a run over another table, day or version"):
        run(source(other).batches, named(other), tmp_path / "out", ON)
    with pytest.raises(QuestionError, match="holds a run over another table, day or version"):
        run(source(one).batches, named(one), tmp_path / "out", ON + 1)


def test_a_date_put_right_in_the_middle_of_a_long_table_makes_it_another(tmp_path: Path) -> None:
    path = sample(tmp_path / "t.csv", 80_000)
    before = named(path)
    text = path.read_bytes()
    middle = text.index(b"2 years", len(text) // 2)
    path.write_bytes(text[:middle] + b"3" + text[middle + 1 :])
    assert len(text) > 3 << 20
    assert named(path)["size"] == before["size"]
    assert named(path) != before


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
    (batch,) = source(path).batches
    assert batch.schema.names == list(GIVEN)
    assert batch.to_pylist()[0] == {
        "id": "a", "parties": "", "start": "2020-01-01", "first_term": "P1Y",
        "renewal": "", "notice": "", "survival": "", "line": 2 if ending == "csv" else 1, "fault": None,
    }  # fmt: skip


@pytest.mark.parametrize("ending", ["parquet", "arrow"])
def test_two_columns_of_parties_may_have_one_name(tmp_path: Path, ending: str) -> None:
    texts = [["x"], ["A"], ["a"], ["B"], ["2020-01-01"]]
    held = pa.table([pa.array(column) for column in texts], names=["more", "party", "id", "party", "start"])
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        pq.write_table(held, path)
    else:
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, held.schema) as writer:
            writer.write_table(held)
    assert given_in(path)[0]["parties"] == "A; B"


def test_a_table_without_the_columns_needed_is_told_and_no_folder_is_made(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [("a", "b")], "name,begin")
    result = CliRunner().invoke(main, ["table", "agreements", str(path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "no column for id; the first line names the columns" in result.output
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
    run(source(path).batches, named(path), tmp_path / "out", ON)
    (batch,) = source(path).batches
    for name, table in worked(ON, batch)._asdict().items():
        assert table.to_pylist() == rows_of(tmp_path / "out", name)
