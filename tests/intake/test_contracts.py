"""A table of contracts, read line by line: what is read, what is reported, and that nothing is dropped."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dossier.diagnostics import Diagnostic
from foedus.errors import QuestionError
from foedus.intake.contracts import ContractRow, read
from foedus.intake.written_dates import date_of

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
    row = contract(tmp_path, f"1,Acme,2024-01-31,1 year,,{cell},")
    (found,) = row.unread
    assert row.notice is None
    assert found.severity == "warning"
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
        ("1,Ac\x07me,2024-01-31,1 year,,,", "parties"),
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
    first, second, third = read(table(tmp_path, *rows))
    assert isinstance(first, ContractRow)
    assert isinstance(second, Diagnostic)
    assert (second.line, second.found) == (3, "a double quote that is never closed")
    assert isinstance(third, ContractRow)
    assert (third.line, third.id) == (4, "3")


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


@pytest.mark.parametrize(
    ("cell", "period"),
    [("2 yrs", "P2Y"), ("12 mo.", "P12M"), ("3 mths", "P3M"), ("one (1) month", "P1M"), ("twelve (12) months", "P12M"),
     ("30 days prior written notice", "P30D"), ("yearly", "P1Y"), ("3 Monate", "P3M"), ("2 Jahre", "P2Y"),
     ("6 Wochen", "P6W")],
)  # fmt: skip
def test_periods_are_read_in_the_forms_that_contracts_have(tmp_path, cell, period):
    assert contract(tmp_path, f"1,Acme,2024-01-31,1 year,{cell},,").renewal == period


@pytest.mark.parametrize(("cell", "period"), [("month-to-month", "P1M"), ("auto-renews annually", "P1Y"),
                                              ("annual", "P1Y"), ("no", None)])  # fmt: skip
def test_a_renewal_may_be_an_adverb(tmp_path, cell, period):
    row = contract(tmp_path, f"1,Acme,2024-01-31,1 year,{cell},,")
    assert (row.renewal, row.unread) == (period, ())


@pytest.mark.parametrize("cell", ["yes", "auto", "Automatic"])
def test_a_renewal_by_nobody_says_how_much_is_open_and_told(tmp_path, cell):
    row = contract(tmp_path, f"1,Acme,2024-01-31,1 year,{cell},,")
    assert row.renewal == "untold"
    assert [note.where for note in row.unread] == ["renewal"]


@pytest.mark.parametrize(
    "text",
    ["15-Mar-2024", "15 March 2024", "March 15, 2024", "1. März 2024", "2024-03-15 00:00:00", "2024-03-15T00:00:00"],
)
def test_dates_are_read_in_words(text):
    assert date_of(text) == date(2024, 3, 1 if text.startswith("1.") else 15)


@pytest.mark.parametrize(
    "text",
    ["2024-03-15T09:30", "2024-03-15 09:30:00.000000", "2024-03-15T00:00:00Z", "2024-03-15 00:00:00.000000+0100"],
)
def test_of_a_clock_time_the_day_is_taken(text):
    assert date_of(text) == date(2024, 3, 15)


@pytest.mark.parametrize("text", ["2024-03-15T23:00:00Z", "2024-03-15 23:00:00+0000", "2024-03-15T01:00-05:00"])
def test_an_hour_of_a_time_zone_may_be_another_day_elsewhere_and_is_told(text):
    assert "may be another day" in str(date_of(text))


@pytest.mark.parametrize("text", ["2024-03-15T99:99", "2024-03-15Tuesday", "2024-03-15T"])
def test_what_follows_a_day_must_be_a_clock_time(text):
    assert date_of(text) == "write it as 2026-01-31"


def test_a_day_number_of_a_spreadsheet_is_told_and_not_taken(tmp_path):
    assert "likely 2024-03-15" in fault(tmp_path, "1,Acme,45366,1 year,,,").remedy


def test_a_table_in_german_is_read(tmp_path):
    head = "Vertragsnr;Partei A;Partei B;Beginn;Laufzeit;Verlängerung;Kündigungsfrist"
    found = contract(tmp_path, "7;Acme;Blatt;31.01.2024;2 Jahre;1 Jahr;3 Monate", head)
    assert found == ContractRow(2, "7", ("Acme", "Blatt"), date(2024, 1, 31), "P2Y", "P1Y", "P3M", None)


def test_headings_with_signs_and_units_in_brackets_are_known(tmp_path):
    for renewal in ("Auto-Renewal?", "Auto-Renew", "Auto renews:"):
        head = f"Contract No,Counterparty,Start date,Initial term (months),{renewal},Notice (days before end)"
        found = contract(tmp_path, "7,Acme,2024-01-31,24,1 year,90", head)
        assert (found.first_term, found.renewal, found.notice) == ("P24M", "P1Y", "P90D")


@pytest.mark.parametrize(
    ("flag", "length", "renewal"), [("Yes", "12", "P12M"), ("No", "12", None), ("yes", "", "untold")]
)
def test_whether_it_renews_and_by_how_much_may_be_two_columns(tmp_path, flag, length, renewal):
    head = "id,party,start,term,Renewal?,Renewal term (mths)"
    assert contract(tmp_path, f"1,Acme,2024-01-31,1 year,{flag},{length}", head).renewal == renewal


@pytest.mark.parametrize("name", ["Renewal clause", "Notice given to", "Contract prolongation", "Survival of NDA"])
def test_a_column_that_is_nearly_one_of_rights_is_refused_and_not_passed_over(tmp_path, name):
    with pytest.raises(QuestionError, match=f"'{name}' may be meant as the column"):
        list(read(table(tmp_path, head=f"id,parties,start,term,{name}")))


def test_a_title_above_the_names_of_the_columns_is_passed_over(tmp_path):
    path = table(tmp_path, "id;parties;start;first term", "1;A;2024-01-01;1 year", head='"Contract register";;;')
    (found,) = read(path)
    assert (found.line, found.id) == (3, "1")


@pytest.mark.parametrize("first", ["sep=;", "", "\n"])
def test_what_stands_before_the_first_line_does_not_hide_the_separator(tmp_path, first):
    (found,) = read(table(tmp_path, "id;parties;start;first term", "1;A,B;2024-01-01;1 year", head=first))
    assert found.parties == ("A,B",)


def test_a_separator_within_quotes_splits_nothing(tmp_path):
    found = contract(tmp_path, "1,A,2024-01-01,1 year", '"id",party,start,"term"')
    assert found.id == "1"
    other = one(tmp_path, "1,A,x;y;z;u,2024-01-01,1 year", 'id,party,"a;b;c;d;e",start,term')
    assert isinstance(other, ContractRow)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_table_in_utf_16_is_read(tmp_path, encoding):
    path = tmp_path / "contracts.csv"
    text = f"{HEAD}\n1,Müller,2024-01-31,1 year,,,\n"
    path.write_bytes(text.encode(encoding) if encoding == "utf-16" else b"\xfe\xff" + text.encode(encoding))
    (found,) = read(path)
    assert found.parties == ("Müller",)


def test_line_ends_of_old_programs_are_line_ends(tmp_path):
    path = tmp_path / "contracts.csv"
    path.write_bytes(f"{HEAD}\r1,A,2024-01-31,1 year,,,\r2,B,2024-01-31,1 year,,,\r".encode())
    assert [row.id for row in read(path)] == ["1", "2"]


def test_a_workbook_by_another_name_is_told_as_one(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    openpyxl.Workbook().save(tmp_path / "contracts.csv")
    with pytest.raises(QuestionError, match="is a workbook and not a CSV"):
        list(read(tmp_path / "contracts.csv"))


def test_a_formula_without_its_value_is_no_empty_cell(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["1", "Acme", datetime(2024, 1, 31), "1 year", "=B1", "1 month", None])
    book.save(tmp_path / "contracts.xlsx")
    (found,) = read(tmp_path / "contracts.xlsx")
    assert isinstance(found, Diagnostic)
    assert found.found == "a formula without its value in E2"
    assert "recalculate" in found.remedy


def test_the_sheet_with_the_contracts_can_be_named(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["cover"])
    sheet = book.create_sheet("Contracts")
    sheet.append(HEAD.split(","))
    sheet.append(["1", "Acme", datetime(2024, 1, 31), "1 year", None, None, None])
    book.save(tmp_path / "contracts.xlsx")
    with pytest.raises(QuestionError, match="'Contracts': name one, --sheet"):
        read(tmp_path / "contracts.xlsx")
    (found,) = read(tmp_path / "contracts.xlsx", sheet="Contracts")
    assert found.id == "1"
    with pytest.raises(QuestionError, match="has no sheet 'Other'"):
        read(tmp_path / "contracts.xlsx", sheet="Other")
