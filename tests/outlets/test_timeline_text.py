"""Timelines in a terminal: blocks on a scale of years, never wider than they may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.answers.timeline import Stretch
from foedus.chronology.days import FOREVER, ymd
from foedus.law.status import Status
from foedus.outlets.timeline_text import Scale, axis, bar, legend, scale_of
from foedus.outlets.wording import reading_words

PACT = (
    Stretch(Status.SIGNATORY, (ymd(1941, 4, 13),) * 2, (ymd(1941, 4, 25),) * 2),
    Stretch(Status.IN_FORCE, (ymd(1941, 4, 25),) * 2, (ymd(1945, 8, 10),) * 2),
    Stretch(Status.SUSPENDED, (ymd(1945, 8, 10),) * 2, (ymd(1946, 4, 25),) * 2),
    Stretch(Status.ENDED, (ymd(1946, 4, 25),) * 2, (FOREVER, FOREVER)),
)


def test_the_bar_shows_each_status_on_its_days() -> None:
    # 1941-01-01 to 1947-01-01 is 2191 days on 73 columns, about 30 days a column
    scale = Scale(ymd(1941, 1, 1), ymd(1947, 1, 1), 73)
    drawn = bar(PACT, scale)
    assert drawn.index("█") == round((ymd(1941, 4, 25) - ymd(1941, 1, 1)) * 72 / 2191)
    assert drawn.index("░") == round((ymd(1945, 8, 10) - ymd(1941, 1, 1)) * 72 / 2191)
    assert len(drawn) == round((ymd(1946, 4, 25) - ymd(1941, 1, 1)) * 72 / 2191)


def test_a_life_without_end_ends_in_an_arrow_and_one_day_still_shows() -> None:
    scale = Scale(ymd(1900, 1, 1), ymd(2000, 1, 1), 80)
    assert bar((Stretch(Status.IN_FORCE, (ymd(1950, 1, 1),) * 2, (FOREVER, FOREVER)),), scale).endswith("█▶")
    assert bar((Stretch(Status.IN_FORCE, (ymd(1950, 1, 1),) * 2, (ymd(1950, 1, 2),) * 2),), scale).strip() == "█"


def test_the_scale_goes_from_january_to_january_around_what_is_drawn() -> None:
    scale = scale_of([PACT], 60)
    assert (scale.first, scale.last) == (ymd(1941, 1, 1), ymd(1947, 1, 1))


def test_the_legend_names_the_blocks_that_are_used() -> None:
    assert legend([PACT]) == "· signed   █ in force   ░ suspended"


YEARS = st.integers(1, 9998)


@given(YEARS, YEARS, st.integers(24, 120))
def test_the_axis_is_as_wide_as_its_scale_and_no_two_years_meet(one: int, other: int, columns: int) -> None:
    scale = Scale(ymd(min(one, other), 1, 1), ymd(max(one, other) + 1, 1, 1), columns)
    labels, ticks = axis(scale)
    assert len(labels) <= columns
    assert len(ticks) == columns
    years = [int(text) for text in labels.split()]
    assert years == sorted(set(years))
    assert all(min(one, other) <= year <= max(one, other) + 1 for year in years)


def test_readings_that_differ_in_one_dispute_are_one_line() -> None:
    readings = [{"war": "ends", "term": "a"}, {"war": "suspends", "term": "a"}, {"war": "ends", "term": "b"}]
    assert reading_words(readings) == ["war = ends or suspends, term = a", "war = ends, term = b"]
    assert reading_words([{}]) == [""]
