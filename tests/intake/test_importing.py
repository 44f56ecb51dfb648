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


def contracts(folder: Path, *ids: str) -> Path:
    path = folder / "contracts.csv"
    path.write_text("id,parties,start,term\n" + "".join(f"{key},Acme,2024-01-31,1 year\n" for key in ids), "utf-8")
    return path


def test_what_is_no_longer_in_the_source_is_named_and_left(tmp_path):
    bring("contracts", contracts(tmp_path, "a", "b"), tmp_path / "out")
    done = bring("contracts", contracts(tmp_path, "a"), tmp_path / "out")
    assert done.summary.gone == ["b.yaml"]
    assert (tmp_path / "out" / "b.yaml").exists()


def test_a_table_of_parties_that_was_changed_is_kept_though_its_dossier_is_gone(brought):
    done = brought("participation", "participation.csv")
    table = done.folder / "rivers-1970a.csv"
    table.write_text("party,action,date\nFRA,accession,1980-01-01\n", encoding="utf-8")
    (done.folder / "rivers-1970a.yaml").unlink()
    again = brought("participation", "participation.csv")
    assert again.summary.kept == ["rivers-1970a.csv"]
    assert "1980-01-01" in table.read_text(encoding="utf-8")
    assert brought("participation", "participation.csv").summary.kept == ["rivers-1970a.yaml"]
    assert "1980-01-01" in table.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "options", "said"),
    [("unctad", {"dates": "day-first"}, "--dates"), ("cow", {"sheet": "x"}, "--sheet"),
     ("contracts", {"as_of": "2020"}, "--as-of")],
)  # fmt: skip
def test_an_option_that_does_not_apply_is_refused(tmp_path, source, options, said):
    with pytest.raises(QuestionError, match=said):
        bring(source, SAMPLES / "investment.csv", tmp_path / "out", **options)


UNCTAD = (
    "name,parties,status,signed,in_force,initial_term,renewal,unilateral_termination,notice,terminated,"
    "termination_type\n"
)


@pytest.mark.parametrize(
    ("row", "where", "severity"),
    [
        ("A,Chile; Peru,In forse,01/02/1990,01/03/1991,Indefinite,,Yes,One year prior notice,,", "status", "warning"),
        ("A,Chile; Peru,Terminated,01/02/1990,01/03/1991,Indefinite,,Yes,One year prior notice,01/01/2000,Expird",
         "termination_type", "warning"),
        ("A,Chile; Peru,Terminated,01/02/1990,01/03/1991,Indefinite,,Yes,One year prior notice,01/01/1980,Expired",
         "terminated", "error"),
        ("A,Norway; Norway,In force,01/02/1990,01/03/1991,Indefinite,,Yes,One year prior notice,,", "parties", "error"),
    ],
)  # fmt: skip
def test_what_a_mapping_cannot_mean_is_told(tmp_path, row, where, severity):
    (tmp_path / "t.csv").write_text(UNCTAD + row + "\n", encoding="utf-8")
    done = bring("unctad", tmp_path / "t.csv", tmp_path / "out")
    assert [(note.where, note.severity) for note in done.told] == [(where, severity)]
    assert done.summary.left_out == (severity == "error")


ATOP = "atopid,begyr,begmo,begday,endyr,endmo,endday,ineffect,speclgth,length,renounce,proren,renewlgt,mem1,mem2\n"


def alliances(folder: Path, *rows: str) -> Path:
    (folder / "a.csv").write_text(ATOP + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder / "a.csv"


@pytest.mark.parametrize(("one", "other"), [("A1", "a1"), ("1.5", "1-5")])
def test_two_alliances_with_one_id_do_not_overwrite_each_other(tmp_path, one, other):
    rows = [f"{key},1950,1,1,0,0,0,1,0,0,0,0,0,2,20" for key in (one, other, "a/b")]
    done = bring("atop", alliances(tmp_path, *rows), tmp_path / "out")
    assert (done.summary.dossiers, done.summary.left_out) == (2, 1)


@pytest.mark.parametrize("row", ["1,1950,1,1,0,0,0,1,0,0,0,0,0,365,365", "1,1980,2,14,1950,4,11,0,0,0,0,0,0,365,710"])
def test_an_alliance_with_oneself_or_that_ends_before_it_begins_is_left_out(tmp_path, row):
    done = bring("atop", alliances(tmp_path, row), tmp_path / "out")
    assert (done.summary.dossiers, done.summary.left_out) == (0, 1)


def test_an_alliance_in_effect_has_not_ended_in_every_reading(tmp_path):
    from foedus.answers.status import status

    done = bring("atop", alliances(tmp_path, "1,1949,4,4,0,0,0,1,1,240,0,0,0,2,20"), tmp_path / "out")
    assert {answer.value for answer in status(done.library, "atop-1", "1990-01-01").answers} == {"in force", "ended"}
    assert "ineffect" in {note.where for note in done.told}


@pytest.mark.parametrize(
    ("code", "says", "told"),
    [
        ("0", (), []),
        ("1", ("ATOP codes that a member may renounce it (RENOUNCE 1), and not how.",), ["renounce"]),
        ("2", ("ATOP codes that renouncing it is forbidden (RENOUNCE 2).",), []),
        (
            "3",
            ("ATOP codes that a member may renounce it on conditions (RENOUNCE 3), and not on which.",),
            ["renounce"],
        ),
        ("7", ("ATOP does not code whether a member can leave (RENOUNCE 7).",), ["renounce"]),
    ],
)
def test_a_right_to_renounce_is_not_told_where_renouncing_is_forbidden(tmp_path, code, says, told):
    done = bring("atop", alliances(tmp_path, f"1,1950,1,1,1955,1,1,0,1,60,{code},0,0,2,20"), tmp_path / "out")
    stated = tuple(statement.says for statement in done.library["atop-1"].statements)
    assert tuple(text for text in stated if "RENOUNCE" in text) == says
    assert [note.where for note in done.told] == told
    assert done.library["atop-1"].terms.denunciation is None


def test_rows_of_one_alliance_with_other_clauses_are_told(tmp_path):
    path = tmp_path / "m.csv"
    head = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,speclgth,length,renounce,proren,renewlgt\n"
    path.write_text(f"{head}1,2,1949,4,4,1970,1,1,1,240,0,0,0\n1,20,1949,4,4,1970,1,1,1,120,0,0,0\n", "utf-8")
    done = bring("atop", path, tmp_path / "out")
    (note,) = done.told
    assert (note.line, note.where) == (3, "length")
