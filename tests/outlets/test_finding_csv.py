"""A finding as CSV."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from foedus.answers.groundwork.finding import Answer
from foedus.outlets.finding_csv import answers_csv


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_for_each_answer_with_its_readings_last() -> None:
    answers = [
        Answer({"on": "1946-04-25", "who": ["SUN", "JPN"]}, ({"start": "ratification"},)),
        Answer({"on": None, "note": "open"}, ({},)),
    ]
    rows = read(answers_csv(answers))
    assert list(rows[0]) == ["on", "who", "note", "readings"]
    assert rows[0] == {"on": "1946-04-25", "who": "SUN; JPN", "note": "", "readings": "start = ratification"}
    assert rows[1]["on"] == ""


def test_what_a_spreadsheet_would_compute_stays_text() -> None:
    (row,) = read(answers_csv([Answer({"says": '=HYPERLINK("http://x")'}, ({},))]))
    assert row["says"] == '\'=HYPERLINK("http://x")'


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_text_comes_back(text: str) -> None:
    (row,) = read(answers_csv([Answer({"says": text, "also": "x"}, ({},))]))
    assert row["says"].removeprefix("'") == text.removeprefix("'")
