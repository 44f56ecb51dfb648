"""The exit calendar: the next ways out of every treaty, by party."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from tests.tables.conftest import Row, shelf

from foedus.cli.main import main
from foedus.outlets.exits_svg import exits_svg
from foedus.tables.duck import Duck
from foedus.tables.making import rows

TREATY = """
id: {id}
title: An investment treaty
parties: [CHE, EGY]
terms:
  entry_into_force: {{when: ratified_by_all}}
  binding: {{by: ratification}}
  {terms}
record:
  - {{event: ratification, on: 2012-05-15, by: CHE}}
  - {{event: ratification, on: 2012-06-15, by: EGY}}
  {more}
"""


def treaty(key: str, *terms: str, more: str = "") -> str:
    return TREATY.format(id=key, terms="\n  ".join(terms), more=more)


TEN = ("term: {length: 10 years}", "renewal: {tacit: 5 years}", "denunciation: {notice: 1 year, before: term_end}")
SURVIVAL = "survival: {length: 15 years, covers: investments made before the end}"


def table(*texts: str, on: str = "2026-11-24", **said: str) -> list[Row]:
    found: list[Row] = rows(Duck(), shelf(*texts), "exits", {"start": on, **said}).table.to_pylist()
    return found


def test_each_party_of_a_treaty_that_renews_itself():
    ours = table(treaty("bit", *TEN, SURVIVAL))
    assert [row["party"] for row in ours] == ["CHE", "EGY"]
    for row in ours:
        assert row["notice_by"] == date(2031, 6, 14)  # on the 15th it is late in some readings
        assert row["notice_by_max"] == date(2031, 6, 15)
        assert row["notice_for"] == row["next_exit"] == date(2032, 6, 15)
        assert row["notice_on"] == date(2026, 11, 24)
        assert row["survival_ends"] == date(2047, 6, 15)
        assert (row["term_ends"], row["term_then"]) == (date(2027, 6, 15), "renewal")
        assert row["agree"] == 0


def test_a_fixed_reading_leaves_one_last_day():
    library = shelf(treaty("bit", *TEN))
    found = rows(Duck(), library, "exits", {"start": "2026-11-24"}, readings=["law/notice-on-last-day=in-time"])
    row = found.table.to_pylist()[0]
    assert (row["notice_by"], row["notice_by_max"], row["agree"]) == (date(2031, 6, 15), date(2031, 6, 15), 1)


def test_where_notice_can_be_given_on_any_day_there_is_no_last_one():
    (row, _) = table(treaty("open", "term: {indefinite: true}", "denunciation: {notice: 1 year}"))
    assert row["notice_by"] is None
    assert (row["next_exit"], row["notice_on"], row["agree"]) == (date(2027, 11, 24), date(2026, 11, 24), 1)


def test_a_notice_that_was_given_ends_it():
    more = "- {event: denunciation, on: 2026-01-01, by: CHE}"
    (row, _) = table(treaty("left", *TEN, SURVIVAL, more=more))
    assert row["ends"] == date(2027, 6, 15)


def test_what_has_ended_without_survival_has_no_row():
    assert table(treaty("over", "term: {length: 5 years}")) == []


def test_of_one_party_alone():
    assert [row["party"] for row in table(treaty("bit", *TEN), party="EGY")] == ["EGY"]


def test_the_soonest_last_day_comes_first():
    later = treaty("a-later", "term: {length: 24 years}", *TEN[1:])
    assert [row["treaty"] for row in table(later, treaty("z-soon", *TEN))] == ["z-soon", "z-soon", "a-later", "a-later"]


def test_the_picture_has_a_bar_with_its_days_for_each_row():
    picture = exits_svg(table(treaty("bit", *TEN, SURVIVAL)), date(2026, 11, 24))
    root = ET.fromstring(picture)
    told = [found.text for found in root.iter("{http://www.w3.org/2000/svg}title")]
    assert told.count("notice by 2031-06-14, for the end on 2032-06-15") == 2
    assert told.count("left on 2032-06-15, it survives to 2047-06-15") == 2
    assert "An investment treaty (Egypt)" in [found.text for found in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_of_nothing_says_so():
    assert "no treaty can be left by notice" in exits_svg([], date(2026, 11, 24))


@pytest.mark.parametrize("what", ["svg", "ics"])
def test_the_command_writes_picture_and_calendar(tmp_path: Path, what: str):
    (tmp_path / "bit.yaml").write_text(treaty("bit", *TEN, SURVIVAL), encoding="utf-8")
    path = tmp_path / f"exits.{what}"
    command = ["table", "exits", "--treaties", str(tmp_path), "--without-bundled", "--on", "2026-11-24"]
    result = CliRunner().invoke(main, [*command, f"--{what}", str(path)])
    assert result.exit_code == 0, result.output
    text = path.read_text(encoding="utf-8")
    assert ("<svg" in text) if what == "svg" else ("DTSTART;VALUE=DATE:20310614" in text)
