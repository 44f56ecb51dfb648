"""A table of contracts, read line by line: what is read, what is reported, and that nothing is dropped."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dossier.diagnostics import Diagnostic
from foedus.errors import QuestionError
from foedus.intake.contracts import ContractRow, date_of, read

HEAD = "id,parties,start,first term,renewal,notice,survival"


def table(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = folder / "contracts.csv"
    path.write_bytes("\n".join([head, *rows, ""]).encode(encoding))
    return path


def one(folder: Path, row: str, head: str = HEAD) -> ContractRow | Diagnostic:
    (found,) = read(table(folder, row, head=head))
    return found


def contract(folder: Path, row: str, head: str = HEAD) -> ContractRow:
    found = one(folder, row, head)
    assert isinstance(found, ContractRow), found
    return found


def fault(folder: Path, row: str, head: str = HEAD) -> Diagnostic:
    found = one(folder, row, head)
    assert isinstance(found, Diagnostic), found
    return found


def test_a_line_is_a_contract(tmp_path):
    found = contract(tmp_path, 'C-1,"Acme, Inc.; Blatt GmbH",2024-01-31,2 years,1 year,3 months,5 years')
    assert found == ContractRow(2, "C-1", ("Acme, Inc.", "Blatt GmbH"), date(2024, 1, 31), "P2Y", "P1Y", "P3M", "P5Y")


@pytest.mark.parametrize(
    ("head", "cell", "period"),
    [
        ("first term", "12 months", "P12M"),
        ("First term (months)", "12", "P12M"),
        ("initial_term_years", "3", "P3Y"),
        ("Term in days", "90", "P90D"),
        ("Term", "P1Y6M", "P1Y6M"),
        ("Term", "one year", "P1Y"),
        ("Term", "Indefinite", "indefinite"),
        ("Term", "", None),
        ("First term (months)", "2 years", "P2Y"),
    ],
)
def test_a_period_is_read_as_people_write_it(tmp_path, head, cell, period):
    assert contract(tmp_path, f"1,Acme,2024-01-31,{cell}", f"id,party,start,{head}").first_term == period


@pytest.mark.parametrize("cell", ["12", "a while", "0 months", "1.5 years", "-3 months", "indefinite"])
def test_a_notice_that_is_no_period_is_reported_with_its_line_and_column(tmp_path, cell):
    found = fault(tmp_path, f"1,Acme,2024-01-31,1 year,,{cell},")
    assert (found.line, found.where) == (2, "notice")
    assert repr(cell) in found.found


@pytest.mark.parametrize("name", ["Contract No", "reference", "CONTRACT_ID", "Id"])
@pytest.mark.parametrize("party", ["Counterparty", "Party 1", "Parties", "supplier"])
def test_columns_are_found_by_what_people_call_them(tmp_path, name, party):
    found = contract(tmp_path, "7;Acme;31.01.2024;1 year", f"{name};{party};Start date;Initial term")
    assert (found.id, found.parties, found.start) == ("7", ("Acme",), date(2024, 1, 31))


def test_parties_may_stand_in_columns_of_their_own(tmp_path):
    found = contract(tmp_path, "7,Acme,Blatt,2024-01-31,1 year", "id,party a,party b,start,term")
    assert found.parties == ("Acme", "Blatt")


def test_a_table_without_a_column_that_is_needed_is_refused_by_name(tmp_path):
    with pytest.raises(QuestionError, match="no column for parties and first term"):
        list(read(table(tmp_path, head="id,start,end")))


def test_two_columns_that_could_be_the_same_are_refused(tmp_path):
    with pytest.raises(QuestionError, match="'from' and 'start' could both be the column 'start'"):
        list(read(table(tmp_path, head="id,parties,from,start,term")))


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (",Acme,2024-01-31,1 year,,,", "id"),
        ("1,,2024-01-31,1 year,,,", "parties"),
        ("1,Acme,,1 year,,,", "start"),
        ("1,Acme,2024-02-30,1 year,,,", "start"),
        ("1,Acme,03/04/2024,1 year,,,", "start"),
        ("1,Ac\x07me,2024-01-31,1 year,,,", "id"),
        ("1,Acme,2024-01-31,1 year", ""),
        ("1,Acme,2024-01-31,1 year,,,,,x", ""),
    ],
)
def test_what_cannot_be_read_is_reported_and_not_guessed(tmp_path, row, where):
    found = fault(tmp_path, row)
    assert (found.line, found.where) == (2, where)
    assert found.remedy


def test_a_quote_that_is_never_closed_costs_its_own_lines_alone(tmp_path):
    rows = ["1,Acme,2024-01-31,1 year,,,", '2,"Acme,2024-01-31,1 year,,,', "3,Acme,2024-01-31,1 year,,,"]
    first, second = read(table(tmp_path, *rows))
    assert isinstance(first, ContractRow)
    assert isinstance(second, Diagnostic)
    assert "lines 3 to 4 are unread" in second.found


def test_a_table_that_a_spreadsheet_saved_in_windows_1252_is_read(tmp_path):
    path = table(tmp_path, "1,Müller & Söhne,2024-01-31,1 year,,,", encoding="cp1252")
    (found,) = read(path)
    assert isinstance(found, ContractRow)
    assert found.parties == ("Müller & Söhne",)


def test_a_workbook_is_read_like_its_csv(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Contract No", "Parties", "Start", "First term (months)", "Renewal", "Notice", "Survival"])
    sheet.append([17, "Acme; Blatt", datetime(2024, 1, 31), 24, "1 year", "3 months", None])
    sheet.append([18, "Acme", "soon", 24])
    book.save(tmp_path / "contracts.xlsx")
    first, second = read(tmp_path / "contracts.xlsx")
    assert first == ContractRow(2, "17", ("Acme", "Blatt"), date(2024, 1, 31), "P24M", "P1Y", "P3M", None)
    assert isinstance(second, Diagnostic)
    assert (second.line, second.where) == (3, "start")


@pytest.mark.parametrize("name", ["contracts.xlsx", "contracts.csv", "contracts.ods"])
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 not a workbook" if name.endswith("xlsx") else b"")
    with pytest.raises(QuestionError, match=name):
        list(read(tmp_path / name))


@pytest.mark.parametrize("order", ["day-first", "month-first"])
@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_date_written_in_a_named_order_is_that_date(order, day):
    text = f"{day.day}/{day.month}/{day.year:04}" if order == "day-first" else f"{day.month}/{day.day}/{day.year:04}"
    assert date_of(text, order) == day


@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_date_in_no_named_order_is_read_only_if_there_is_one_way_to_read_it(day):
    read_as = date_of(f"{day.day:02}/{day.month:02}/{day.year:04}")
    assert read_as == day if day.day > 12 or day.day == day.month else isinstance(read_as, str)


cell = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n,;|\t'), max_size=12)


@given(st.lists(st.tuples(cell, cell, cell, cell), max_size=8))
def test_every_line_of_a_table_is_read_or_reported(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("id,parties,start,term\n")
        file.writelines(",".join(row) + "\n" for row in rows)
    found = list(read(path))
    assert len(found) == sum(any(cell.strip() for cell in row) for row in rows)
