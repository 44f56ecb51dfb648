"""What falls due is kept: a calendar of many treaties is worked out over several requests, and follows its dossiers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.answers.catalogue import Entry, entry
from foedus.answers.deadlines import deadlines
from foedus.dossier.library import library
from foedus.errors import OutOfTime
from foedus.web.kept_dues import KeptDues
from foedus.worlds import patience

HELD = library()
KEYS = [key for key in HELD if not HELD[key].is_chronicle][:40]
START = "2000-01-01"


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [entry(HELD, key) for key in KEYS]


def test_kept_dates_are_those_of_the_question_itself(entries: list[Entry]) -> None:
    kept = KeptDues()
    asked = deadlines(HELD, KEYS, "DEU", START).answers
    for _ in range(2):  # worked out, then as kept
        found = kept.of(HELD, entries, "DEU", START)
        assert [(answer.value, answer.readings) for answer in found] == [
            (answer.value, answer.readings) for answer in asked
        ]


def test_what_was_worked_out_before_time_ran_out_is_not_worked_out_again(entries: list[Entry]) -> None:
    kept = KeptDues()
    requests = 0
    while True:
        left = 60  # so many looks at the clock does a request have

        def check() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OutOfTime("given up")

        requests += 1
        assert requests < 200, "no headway"
        try:
            with patience(check):
                found = kept.of(HELD, entries, "DEU", START)
        except OutOfTime:
            continue
        break
    assert requests > 1
    assert len(found) == len(deadlines(HELD, KEYS, "DEU", START).answers)


def test_a_calendar_is_made_once_a_day_for_the_same_treaties(entries: list[Entry]) -> None:
    kept = KeptDues()
    made: list[str] = []

    def calendar(of: str, today: str, treaties: list[Entry]) -> tuple[bytes, str]:
        def make() -> bytes:
            made.append(of)
            return f"{of} {len(made)}".encode()

        return kept.calendar(of, today, treaties, make)

    first = calendar("DEU", "2026-01-01", entries)
    assert calendar("DEU", "2026-01-01", entries) == first
    assert calendar("DEU", "2026-01-02", entries) != first
    changed = [replace(entries[0]), *entries[1:]]  # read anew, because its file has changed
    assert calendar("DEU", "2026-01-02", changed)[0] == b"DEU 3"
    assert calendar("FRA", "2026-01-02", changed)[0] == b"FRA 4"
    assert len(made) == 4
