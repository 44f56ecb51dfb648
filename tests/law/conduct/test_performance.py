"""Promises with a time: performed, late, failed, open."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from foedus.chronology.days import day
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import acts_of
from foedus.law.conduct.performance import performance
from foedus.law.life import life
from foedus.worlds import explore

Verdicts = Callable[..., dict[str, set[str]]]

PROMISE = """
id: promise
title: Promise
parties: [SUN, USA]
reference_zone: Europe/Moscow
terms:
  binding: {by: signature}
  entry_into_force: {when: signed_by_all}
  duties:
    - {id: enter, bearer: SUN, toward: USA, perform: enter_war, against: JPN, within: 3 months, after: surrender}
record:
  - {event: signature, on: 1945-02-11, by: [SUN, USA], source: s}
  - {event: occurrence, id: surrender, on: @SURRENDER, by: DEU, source: s}
sources:
  s: {title: A source}
"""
ACTS = """
id: acts
title: Acts
form: chronicle
reference_zone: Europe/Moscow
record:
@ACTS
sources:
  s: {title: A source}
"""


def read(text: str) -> Dossier:
    loaded = load_text(dedent(text))
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return loaded.dossier


def stands(surrender: str, acts: tuple[str, ...], on: str, fixed: dict[str, str] | None = None) -> set[str]:
    """How the promise stands on a day, over all readings."""
    promise = read(PROMISE.replace("@SURRENDER", surrender))
    told = read(ACTS.replace("@ACTS", "\n".join(f"  - {act[:-1]}, source: s}}" for act in acts)))
    duty = promise.terms.duties[0]

    def verdict(world: object) -> str:
        lived = life(promise, world)  # type: ignore[arg-type]
        found = performance(lived, world, acts_of([promise, told]), duty, "SUN", day(on))  # type: ignore[arg-type]
        assert found is not None
        return found.verdict

    return {path.value for path in explore(verdict, fixed).paths}


OTHER = "{event: protest, id: other, on: 1945-01-01, by: SUN, to: JPN}"


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("1945-08-07", "open"),
        ("1945-08-08", "open"),  # three months after 8 May end with 8 August: the last day is still in time
        ("1945-08-09", "failed"),
    ],
)
def test_a_promise_that_nobody_performs_is_open_to_its_last_day_and_then_failed(on: str, verdict: str) -> None:
    assert stands("1945-05-08", (OTHER,), on) == {verdict}


# A place nine hours ahead of UTC, a capital three hours ahead: ten minutes past midnight on the 9th at the place
# are ten minutes past six in the evening of the 8th in the capital.
ATTACK = "{event: attack, id: attack, on: '1945-08-09T00:10+09:00[Asia/Harbin]', by: SUN, to: JPN}"


@pytest.mark.parametrize(
    ("surrender", "position", "verdict"),
    [
        ("1945-05-08", "place", "late"),  # due 8 August, done on the 9th
        ("1945-05-08", "capital", "performed"),  # due 8 August, done on the 8th
        ("1945-05-09", "place", "performed"),  # due 9 August, done on the 9th
        ("1945-05-09", "capital", "performed"),
        ("1945-05-07", "capital", "late"),  # due 7 August
    ],
)
def test_the_date_of_a_performance_hangs_on_whose_clock_counts(surrender: str, position: str, verdict: str) -> None:
    fixed = {"law/date-of-performance": position}
    assert stands(surrender, (ATTACK,), "1945-08-20", fixed) == {verdict}


def test_both_clocks_are_asked_where_they_differ() -> None:
    assert stands("1945-05-08", (ATTACK,), "1945-08-20") == {"performed", "late"}
    assert stands("1945-05-09", (ATTACK,), "1945-08-20") == {"performed"}


def test_a_declaration_performs_on_the_day_that_it_names() -> None:
    declared = "{event: declaration_of_war, id: d, on: 1945-08-08T17:00, effective: 1945-08-09, by: SUN, to: JPN}"
    assert stands("1945-05-08", (declared,), "1945-08-20") == {"late"}
    assert stands("1945-05-09", (declared,), "1945-08-20") == {"performed"}


def test_the_first_act_counts_wherever_it_stands_in_the_record() -> None:
    later = "{event: attack, id: later, on: 1945-08-11, by: SUN, to: JPN}"
    first = "{event: attack, id: first, on: 1945-08-08, by: SUN, to: JPN}"
    assert stands("1945-05-08", (later, first), "1945-08-20") == {"performed"}
    assert stands("1945-05-08", (first, later), "1945-08-20") == {"performed"}


def test_an_act_before_the_promise_does_not_perform_it() -> None:
    before = "{event: attack, id: before, on: 1939-08-20, by: SUN, to: JPN}"
    assert stands("1945-05-08", (before,), "1945-08-20") == {"failed"}


def test_a_time_that_runs_from_an_event_which_the_record_lacks_is_an_error_of_the_dossier() -> None:
    promise = PROMISE.replace("id: surrender, on: @SURRENDER", "id: other, on: 1945-05-08")
    loaded = load_text(promise)
    assert loaded.dossier is None
    assert "surrender" in str(loaded.errors[0])
