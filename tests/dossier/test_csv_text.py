"""The table of participants beside a dossier: strict, and every fault by its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dossier.csv_text import MAX_BYTES, Row, read_csv_file, read_rows

COLUMNS = {"party": True, "action": True, "date": True, "note": False}
HEAD = "party,action,date,note\n"
LISTED = "party, action, date and note"


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in read_rows(text, "parties.csv", COLUMNS)[1]]


def test_each_row_has_its_line_and_cells_without_spaces_around_them() -> None:
    text = HEAD + 'FRA, ratification ,1975-06-30,"a note, of\ntwo lines"\n\nSUN,accession,1976,\n'
    rows, faults = read_rows(text, "parties.csv", COLUMNS)
    assert faults == []
    assert rows == [
        Row(2, {"party": "FRA", "action": "ratification", "date": "1975-06-30", "note": "a note, of\ntwo lines"}),
        Row(5, {"party": "SUN", "action": "accession", "date": "1976", "note": ""}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end: str) -> None:
    text = "\ufeff" + end.join(["date,party,action", "1976,SUN,accession", ""])
    rows, faults = read_rows(text, "parties.csv", COLUMNS)
    assert faults == []
    assert rows == [Row(2, {"party": "SUN", "action": "accession", "date": "1976", "note": ""})]


def test_columns_of_an_open_kind_are_allowed_beside_the_named_ones() -> None:
    text = "party,action,date,share:emissions\nFRA,ratification,1975,0.5\n"
    rows, faults = read_rows(text, "parties.csv", COLUMNS, "share:")
    assert faults == []
    assert rows[0].cells["share:emissions"] == "0.5"
    assert "unknown column 'share:emissions'" in faults_of(text)[0]


FAULTS = {
    "": [f"1:1: error: found an empty table, expected a first line with the columns {LISTED}\n    write that line"],
    "party,acton,date\nFRA,x,1975\n": [
        f"1:1: error: found the unknown column 'acton', expected the columns {LISTED}\n    write 'action'"
    ],
    "party,action,date,xyzzy\n": [
        f"1:1: error: found the unknown column 'xyzzy', expected the columns {LISTED}\n    remove the column"
    ],
    "party,date\nFRA,1975\n": [
        f"1:1: error: found no column 'action', expected the columns {LISTED}\n    add the column 'action'"
    ],
    "party,party,action,date\n": [
        "1:1: error: found the column 'party' a second time, expected each column once\n"
        "    remove or rename one of the two"
    ],
    "party;action;date;note\nFRA;ratification;1975;a, b\nSUN;accession;1976;\n": [
        "1:1: error: found cells split by semicolons, expected cells split by commas\n"
        "    save the table as CSV with the comma as its separator"
    ],
    "party\taction\tdate\nFRA\tratification\t1975\n": [
        "1:1: error: found cells split by tabs, expected cells split by commas\n"
        "    save the table as CSV with the comma as its separator"
    ],
    HEAD + "FRA,x,1975,a,b\nSUN\n": [
        "2:1: error: found 5 cells, expected 4, as in the first line\n"
        "    put a cell that holds a comma in double quotes",
        "3:1: error: found 1 cell, expected 4, as in the first line\n    add the commas",
    ],
    HEAD + "FRA,,1975,\n\n ,x, ,\n": [
        "2:1: error: action: found an empty cell, expected a value for 'action'\n    fill it in",
        "4:1: error: date: found an empty cell, expected a value for 'date'\n    fill it in",
        "4:1: error: party: found an empty cell, expected a value for 'party'\n    fill it in",
    ],
    HEAD + 'FRA,x,1975,"open\nSUN,x,1976,\n': [
        "2:1: error: found a double quote that is never closed, expected cells split by commas\n    close the quote"
    ],
    HEAD + 'FRA,x,1975,"a" b\n': [
        "2:1: error: found text after a closing double quote, expected cells split by commas\n"
        "    write a double quote within quotes twice"
    ],
    HEAD + "FRA,x,19\x0075,\n": [
        "2:9: error: found the invisible character U+0000, expected plain text\n    delete the character"
    ],
}


@pytest.mark.parametrize(("text", "messages"), FAULTS.items())
def test_each_fault_is_named_by_its_line(text: str, messages: list[str]) -> None:
    assert faults_of(text) == [f"parties.csv:{message}" for message in messages]


def test_rows_without_fault_are_read_beside_faulty_ones() -> None:
    rows, faults = read_rows(HEAD + "FRA,x,1975,\nSUN\nJPN,x,1976,\n", "parties.csv", COLUMNS)
    assert [row.cells["party"] for row in rows] == ["FRA", "JPN"]
    assert [fault.line for fault in faults] == [3]


def test_faults_are_reported_within_a_bound() -> None:
    assert len(faults_of(HEAD + "FRA\n" * 5000)) == 100


def test_a_table_over_the_stated_size_is_refused_unread(tmp_path: Path) -> None:
    message = "expected at most 5 MiB (5,242,880 bytes)\n    split it"
    assert faults_of(HEAD + "x" * MAX_BYTES) == [f"parties.csv:1:1: error: found a file of 5,242,903 bytes, {message}"]
    with (tmp_path / "parties.csv").open("wb") as stream:
        stream.truncate(10 * 1024**3)
    _, faults = read_csv_file(tmp_path / "parties.csv", "parties.csv", COLUMNS)
    assert [str(fault) for fault in faults] == [
        f"parties.csv:1:1: error: found a file of 10,737,418,240 bytes, {message}"
    ]


def test_a_table_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text(HEAD + "FRA,x,1975,été\n", encoding="utf-8-sig")
    rows, faults = read_csv_file(tmp_path / "parties.csv", "parties.csv", COLUMNS)
    assert faults == []
    assert [(row.line, row.cells["note"]) for row in rows] == [(2, "été")]


CELLS = st.text(alphabet=st.sampled_from('ab,"é; \n'), max_size=8).map(str.strip)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS.filter(bool), CELLS.filter(bool), CELLS)))
def test_what_a_csv_writer_writes_reads_back_equal(table: list[tuple[str, ...]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([tuple(COLUMNS), *table])
    rows, faults = read_rows(stream.getvalue(), "parties.csv", COLUMNS)
    assert faults == []
    assert [tuple(row.cells[name] for name in COLUMNS) for row in rows] == table


@given(st.text(alphabet='pa,"\r\n\x00\ufeffé\ud800') | st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    rows, faults = read_rows(HEAD + text, "parties.csv", COLUMNS)
    lines = (HEAD + text).count("\n") + text.count("\r") + 1
    assert all(2 <= row.line <= lines for row in rows)
    assert all(1 <= fault.line <= lines for fault in faults)
