"""A convention whose table is the source: who was bound from when by the table, and what it leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.bringing import Brought, bring

from foedus.answers.status import status

HEAD = "treatyID,Title,stateID,Signature,Force,StateSignature,StateRatification,StateForce,StateEnd\n"
WIPO = "Contracting Party,Treaty,Signature Date,Instrument Type,Instrument Date,Entry Into Force Date\n"


def table(folder: Path, *lines: str, head: str = HEAD) -> Brought:
    path = folder / "table.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return bring("participation", path, folder / "out")


def told(done: Brought, treaty: str, on: str, party: str | None = None) -> set[str]:
    return {answer.value for answer in status(done.library, treaty, on, party).answers}


FRA = "R,Rivers,FRA,1970-01-01,1972-06-15,1970-01-01,1972-03-17,1972-06-15,"


@pytest.mark.parametrize(("on", "expected"), [("2003-02-26", "not yet in force"), ("2003-02-27", "in force")])
def test_a_late_joiner_is_bound_from_the_day_of_the_table_not_from_its_instrument(tmp_path, on, expected):
    done = table(tmp_path, FRA, "R,Rivers,THA,1970-01-01,1972-06-15,,2003-01-28,2003-02-27,")
    assert told(done, "r", on, "THA") == {expected}


def test_a_clause_that_a_person_types_in_governs_the_days_of_late_joiners(tmp_path):
    done = table(tmp_path, FRA, "R,Rivers,THA,1970-01-01,1972-06-15,,2003-01-28,2003-02-27,")
    mine = done.folder / "r.yaml"
    mine.write_text(mine.read_text("utf-8").replace("terms:\n", "terms:\n  joining: {after: 90 days}\n"), "utf-8")
    assert told(done, "r", "2003-03-01", "THA") == {"not yet in force"}


def test_contradicting_lines_leave_the_time_between_their_days_open(tmp_path):
    one, other = "R,Rivers,ITA,1970-01-01,1972-06-15,,1982-01-01,1982-04-01,", "R,Rivers,ITA,1970-01-01,1972-06-15,,"
    done = table(tmp_path, FRA, one, f"{other}1982-01-01,1983-04-01,")
    assert told(done, "r", "1982-03-31", "ITA") == {"not yet in force"}
    assert told(done, "r", "1982-06-01", "ITA") == {"not yet in force", "in force"}
    assert told(done, "r", "1983-04-01", "ITA") == {"in force"}
    assert "contradict each other" in done.told[0].found


def test_times_that_follow_on_each_other_contradict_nothing(tmp_path):
    first = "R,Rivers,ITA,1970-01-01,1972-06-15,,1982-01-01,1982-04-01,1990-01-01"
    done = table(tmp_path, FRA, first, "R,Rivers,ITA,1970-01-01,1972-06-15,,1995-01-01,1995-04-01,")
    assert not done.told
    assert told(done, "r", "1996-01-01", "ITA") == {"in force"}
    assert told(done, "r", "1992-01-01", "ITA") == {"withdrawn", "in force"}


def test_an_end_in_the_table_is_a_dispute_and_not_passed_over(tmp_path):
    done = table(tmp_path, FRA, "R,Rivers,AFG,1970-01-01,1972-06-15,,1975-01-01,1975-04-01,1992-12-31")
    assert told(done, "r", "1992-12-30", "AFG") == {"in force"}
    finding = status(done.library, "r", "2000-01-01", "AFG")
    assert {answer.value: answer.readings for answer in finding.answers} == {
        "withdrawn": ({"leaving": "as-recorded"},),
        "in force": ({"leaving": "still-bound"},),
    }


def test_a_table_without_a_day_of_entry_into_force_is_in_force_from_its_first_party_on(tmp_path):
    lines = ("France,Berne,,Ratification,1887-09-05,1887-12-05", "Chile,Berne,,Accession,1970-03-10,1970-06-05")
    done = table(tmp_path, *lines, head=WIPO)
    assert told(done, "berne", "1950-01-01") == {"in force"}
    assert told(done, "berne", "1950-01-01", "France") == {"in force"}
    assert told(done, "berne", "1880-01-01") == {"in force", "not concluded"}


def test_a_party_bound_before_the_convention_makes_a_dispute_on_its_entry_into_force(tmp_path):
    done = table(tmp_path, FRA, "R,Rivers,DEU,1970-01-01,1972-06-15,,1970-03-01,1970-03-01,")
    assert len(told(done, "r", "1971-01-01", "DEU")) == 2
    assert set(done.library["r"].disputes["entry"].positions) == {"by-1972-06-15", "by-1970-03-01"}
    assert told(done, "r", "1972-06-15", "DEU") == {"in force"}


def test_a_party_whose_day_is_not_in_the_table_is_bound_from_a_day_that_is_open(tmp_path):
    done = table(tmp_path, FRA, "R,Rivers,CAN,1970-01-01,1972-06-15,,2002-01-01,,")
    assert told(done, "r", "2001-12-31", "CAN") == {"not a party"}
    assert told(done, "r", "2010-01-01", "CAN") == {"in force", "not yet in force"}


def test_a_convention_that_was_not_in_force_by_the_table_is_open(tmp_path):
    done = table(tmp_path, "L,Lakes,FRA,1980-01-01,9999-12-31,1980-01-01,1981-05-01,9999-12-31,")
    assert "in force" in told(done, "l", "2000-01-01")
    assert len(told(done, "l", "2000-01-01")) == 2
    assert "in force" not in told(done, "l", "1981-01-01")


def test_two_conventions_with_one_id_do_not_overwrite_each_other(tmp_path):
    done = table(tmp_path, FRA.replace("R,", "R-1,", 1), FRA.replace("R,", "R.1,", 1))
    assert (done.summary.rows, done.summary.dossiers, done.summary.left_out) == (2, 1, 1)
    assert "line 2 has it too" in done.errors[0].expected


def test_a_convention_named_in_other_letters_has_an_id_of_its_own(tmp_path):
    done = table(tmp_path, FRA.replace("R,", "Москва,", 1), FRA.replace("R,", "Киев,", 1))
    assert done.summary.dossiers == len(done.library) == 2


def test_the_uncertain_days_of_many_parties_are_not_multiplied(tmp_path):
    from foedus.answers.timeline import timeline

    names = ("ITA", "DEU", "NLD", "BEL", "AUT", "ESP", "PRT", "LUX", "NOR", "SWE", "DNK", "FIN", "POL", "GRC", "CHL")
    lines = [f"R,Rivers,{name},1970-01-01,1972-06-15,,1982-01-01,{day},"
             for name in names for day in ("1982-01-01", "1983-04-01")]  # fmt: skip
    done = table(tmp_path, FRA, *lines)
    assert timeline(done.library, "r").verdict == "every"
