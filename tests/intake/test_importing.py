"""Importing: every row is read or reported, the same file gives the same bytes, nobody's changes are lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.bringing import SAMPLES, bring

from foedus.errors import QuestionError

TABLES = [
    ("unctad", "investment.csv", 12, 2),
    ("participation", "participation.csv", 14, 2),
    ("wipo", "wipo.csv", 8, 1),
    ("atop", "atop-alliances.csv", 8, 2),
    ("atop", "atop-members.csv", 9, 2),
    ("cow", "cow-members.csv", 10, 1),
]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("source", "name", "rows", "left_out"), TABLES)
def test_every_row_is_read_or_reported_with_its_line(brought, source, name, rows, left_out):
    done = brought(source, name)
    assert (done.summary.rows, done.summary.left_out) == (rows, left_out)
    assert len(done.errors) == left_out
    assert all(fault.line > 1 and str(fault).startswith(str(SAMPLES / name)) for fault in done.errors)


@pytest.mark.parametrize(("source", "name", "rows", "left_out"), TABLES)
def test_what_is_made_can_be_used(brought, source, name, rows, left_out):
    done = brought(source, name)
    assert done.usable()
    assert len(done.library) == done.summary.dossiers > 0


@pytest.mark.parametrize(("source", "name", "rows", "left_out"), TABLES)
def test_the_same_file_gives_the_same_bytes(tmp_path, source, name, rows, left_out):
    first, second = tmp_path / "first", tmp_path / "second"
    bring(source, SAMPLES / name, first)
    bring(source, SAMPLES / name, second)
    assert contents(first) == contents(second)


def test_an_import_again_changes_nothing(brought):
    first = brought("unctad", "investment.csv")
    before = contents(first.folder)
    again = brought("unctad", "investment.csv")
    assert dict(again.summary.fates) == {"unchanged": first.summary.dossiers}
    assert contents(first.folder) == before


def test_a_dossier_that_was_changed_is_left_alone_and_told(brought):
    done = brought("unctad", "investment.csv")
    mine = done.folder / "norway-peru-bit-1995.yaml"
    mine.write_text(mine.read_text(encoding="utf-8").replace("15 years", "16 years"), encoding="utf-8")
    changed = mine.read_bytes()
    again = brought("unctad", "investment.csv")
    assert mine.read_bytes() == changed
    assert again.summary.kept == ["norway-peru-bit-1995.yaml"]
    assert again.summary.fates["kept"] == 1


def test_a_table_of_participants_that_was_changed_is_left_alone(brought):
    done = brought("participation", "participation.csv")
    mine = done.folder / "rivers-1970a.csv"
    mine.write_text(mine.read_text(encoding="utf-8") + "ITA,accession,1982-01-01,table\n", encoding="utf-8")
    again = brought("participation", "participation.csv")
    assert "ITA,accession" in mine.read_text(encoding="utf-8")
    assert again.summary.kept == ["rivers-1970a.yaml"]


def test_an_update_of_the_source_is_taken_over_where_nothing_was_changed(tmp_path):
    table = tmp_path / "investment.csv"
    text = (SAMPLES / "investment.csv").read_text(encoding="utf-8")
    table.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    bring("unctad", table, out)
    mine = out / "norway-peru-bit-1995.yaml"
    mine.write_text(mine.read_text(encoding="utf-8") + "note: mine\n", encoding="utf-8")
    table.write_text(text.replace("15 years", "20 years").replace("10 years,5 years", "10 years,2 years"), "utf-8")
    again = bring("unctad", table, out).summary
    assert again.kept == ["norway-peru-bit-1995.yaml, though the source changed"]
    assert again.fates["updated"] == 3
    assert "note: mine" in mine.read_text(encoding="utf-8")


def test_an_import_that_was_broken_off_is_continued(tmp_path):
    table, out = tmp_path / "investment.csv", tmp_path / "out"
    lines = (SAMPLES / "investment.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:4]), encoding="utf-8")
    bring("unctad", table, out)
    (out / ".chile-norway-bit-1993.yaml.part").write_text("id: chi", encoding="utf-8")
    table.write_text("".join(lines), encoding="utf-8")
    done = bring("unctad", table, out)
    assert dict(done.summary.fates) == {"unchanged": 3, "written": 7}
    assert len(done.library) == 10
    assert done.usable()


def test_a_folder_with_files_of_ones_own_is_refused_untouched(tmp_path):
    (tmp_path / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="is not empty and holds no import"):
        bring("unctad", SAMPLES / "investment.csv", tmp_path)
    assert contents(tmp_path) == {"mine.yaml": b"id: mine\n"}


def test_a_folder_with_another_import_is_refused(brought, tmp_path):
    done = brought("unctad", "investment.csv")
    with pytest.raises(QuestionError, match="holds an import from 'unctad'"):
        bring("cow", SAMPLES / "cow-members.csv", done.folder)


def test_a_table_of_another_kind_is_refused_and_leaves_no_folder(tmp_path):
    with pytest.raises(QuestionError, match="no table of UNCTAD's mapping: it has no column 'name'"):
        bring("unctad", SAMPLES / "cow-members.csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_half_written_file_is_left(brought):
    done = brought("participation", "participation.csv")
    assert not [path for path in done.folder.iterdir() if path.name.endswith(".part")]


cell = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n,;|\t'), max_size=8)
year = st.sampled_from(["10 years", "1 year", "Indefinite", "Other", ""])
when = st.sampled_from(["01/02/1990", "31/02/1990", "1990", "", "soon"])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(cell, st.sampled_from(["Chile; Peru", "Chile", "Atlantis; Mu"]), when, when, year), max_size=8)
)
def test_every_row_of_any_table_is_read_or_reported(tmp_path_factory, table):
    folder = tmp_path_factory.mktemp("any")
    head = "name,parties,signed,in_force,initial_term,renewal,unilateral_termination,notice"
    text = "".join(f"{','.join(row)},5 years,Yes,One year prior notice\n" for row in table)
    (folder / "any.csv").write_bytes(f"{head}\n{text}".encode())
    done = bring("unctad", folder / "any.csv", folder / "out")
    assert done.summary.rows == len(table) == done.summary.dossiers + done.summary.left_out
    assert done.summary.left_out == len(done.errors)
    assert done.usable()
