"""Participants at scale: a CSV beside the dossier, a row an act, each with its own line."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.dossier.load import Loaded, load_file, load_text

DOSSIER = """\
id: convention
title: A convention
open_to_others: true
participants: convention.csv
actors: {MENG: {name: Mengjiang}}
sources: {table: {title: The depositary's table}, gazette: {title: A gazette}}
"""


def loaded(folder: Path, table: str, dossier: str = DOSSIER) -> Loaded:
    (folder / "convention.yaml").write_text(dossier, encoding="utf-8")
    (folder / "convention.csv").write_text(table, encoding="utf-8")
    return load_file(folder / "convention.yaml", "convention.yaml")


def told(found: Loaded) -> list[str]:
    return [str(each).replace("\n    ", " | ") for each in found.diagnostics]


def test_each_row_is_an_act_with_its_file_and_line(tmp_path: Path) -> None:
    table = "party,action,date,note\nFrance,ratification,1951-02-03,first\n\nMENG,accession,1952-05,\n"
    dossier = loaded(tmp_path, table).dossier
    assert dossier is not None
    first, second = dossier.record
    assert (first.event, [*first.by], str(first.on.text), first.note) == (  # type: ignore[union-attr]
        "ratification", ["FRA"], "1951-02-03", "first",
    )  # fmt: skip
    assert ([*second.by], second.note) == (["MENG"], None)
    assert [(event.file, event.line) for event in dossier.record] == [("convention.csv", 2), ("convention.csv", 4)]


def test_further_columns_are_read_and_several_entries_split(tmp_path: Path) -> None:
    table = (
        "party,action,date,received,effective,to,territory,source,share:tonnage\n"
        "GBR,denunciation,1960-01-01,1960-01-05,1961-01-05,FRA; Soviet Union,Malta,table;gazette,12.5\n"
    )
    dossier = loaded(tmp_path, table).dossier
    assert dossier is not None
    (event,) = dossier.record
    assert (event.to, event.source, event.territory) == (("FRA", "SUN"), ("table", "gazette"), ("Malta",))
    assert dict(event.shares) == {"tonnage": 12.5}
    assert (event.received.text, event.effective.text) == ("1960-01-05", "1961-01-05")  # type: ignore[union-attr]


def test_the_rows_follow_the_events_of_the_record(tmp_path: Path) -> None:
    dossier = DOSSIER + "record: [{event: signature, on: 1950-11-04, by: FRA}]\n"
    found = loaded(tmp_path, "party,action,date\nFRA,ratification,1951-02-03\n", dossier).dossier
    assert found is not None
    assert [event.event for event in found.record] == ["signature", "ratification"]


ROWS = [
    (
        "Frankonia,accession,1950,",
        "party: found 'Frankonia', expected an actor of the register | declare it under 'actors', with a name",
    ),
    ("MENX,accession,1950,", "party: found 'MENX', expected an actor of the register | did you mean MENG?"),
    ("USSR,acession,1950,", "action: found 'acession', expected the kind of an event | write 'accession'"),
    ("USSR,zzz,1950,", "action: found 'zzz', expected the kind of an event | write the kind of an event, such as "),
    (
        "USSR,accession,1950-02-30,",
        "date: '1950-02-30' is no date: February 1950 has the days 01 to 28 | mend the cell ",
    ),
    ("USSR,accession,,", "date: found an empty cell, expected a value for 'date' | fill it in"),
    ("USSR,accession,1950,tabel", "source: found 'tabel', expected the key of a source of the dossier | write 'table'"),
    ("USSR,accession,1950,x,y", "found 5 cells, expected 4, as in the first line | put a cell that holds a comma in "),
]


@pytest.mark.parametrize(("row", "message"), ROWS, ids=[row for row, _ in ROWS])
def test_a_fault_in_a_row_is_told_by_its_line(tmp_path: Path, row: str, message: str) -> None:
    found = loaded(tmp_path, f"party,action,date,source\nFRA,ratification,1951-02-03,table\n{row}\n")
    assert found.dossier is None
    (line,) = told(found)
    assert line.startswith(f"convention.csv:3:1: error: {message}")


def test_addressees_and_shares_are_checked(tmp_path: Path) -> None:
    table = "party,action,date,to,share:tonnage\nFRA,denunciation,1960,GBX,twelve\n"
    found = told(loaded(tmp_path, table))
    assert {line.split(": ")[2] for line in found} == {"share:tonnage", "to"}
    assert len(found) == 2


def test_several_faults_of_one_row_are_all_told_once(tmp_path: Path) -> None:
    found = told(loaded(tmp_path, "party,action,date\nFrankonia,acession,soon\n"))
    assert {line.split(": ")[2] for line in found} == {"action", "date", "party"}
    assert len(found) == 3


def test_rows_are_looked_at_only_if_the_dossier_itself_is_sound(tmp_path: Path) -> None:
    found = loaded(tmp_path, "party\n", DOSSIER.replace("title:", "titel:"))
    assert {each.file for each in found.diagnostics} == {"convention.yaml"}


def test_a_dossier_in_memory_has_no_folder_to_look_in() -> None:
    (found,) = load_text(DOSSIER, "convention.yaml").diagnostics
    assert (found.line, found.expected) == (4, "the name of a CSV file in the folder of the dossier")


@pytest.mark.parametrize("name", ["/etc/passwd", "../x.csv", "sub/x.csv", "..\\x.csv"])
def test_no_file_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    found = loaded(tmp_path, "party,action,date\n", DOSSIER.replace("convention.csv", name))
    assert [each.where for each in found.diagnostics] == ["participants"]
