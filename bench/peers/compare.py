"""The lives of the same treaties in foedus, clingo and OpenFisca: the same answers, and how long each takes.

python bench/peers/compare.py [--rounds N] [--count N]

Every answer is first compared with foedus's. What each holds as its input (dossiers, facts, columns) is loaded
before the clock starts. Each round times all of them in turn; a ratio is between two times of one round.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import NamedTuple

import by_clingo
import by_foedus
import by_openfisca
import clingo
from treaties import FIRST, LAST, ONE_DAY, in_force_on, treaties

from foedus.columnar.standing import Verdict

SAMPLE = 300
"""So many treaties clingo does day by day; its time for all is computed from theirs (see README.md)."""

FURTHER_DAY = date(2012, 2, 29)


class Run(NamedTuple):
    """One way of answering: how it prepares, what is timed, what it must answer, how often it is done for all, and how
    its answer is read to be compared."""

    name: str
    prepare: Callable[[], object]
    timed: Callable[..., object]
    expected: object
    times: float = 1
    read: Callable[[object], object] | None = None


class Question(NamedTuple):
    """One question, foedus first, then the peers that are compared with it."""

    text: str
    runs: list[Run]


def questions(count: int) -> list[Question]:
    """The questions about `count` treaties."""
    asked = treaties(count)
    sample = asked[: min(SAMPLE, count)]
    loaded, given = by_foedus.dossiers(asked), by_openfisca.columns(asked)
    law, columns = by_openfisca.system(), by_foedus.columns(loaded)
    kept = by_foedus.kept(columns)
    spans = by_foedus.spans(loaded)
    on_one, on_further = in_force_on(spans, ONE_DAY), in_force_on(spans, FURTHER_DAY)

    def facts() -> object:
        return by_clingo.ready(asked)

    def grounded() -> object:
        control = by_clingo.ready(asked)
        by_clingo.lives(control)
        return control

    def fresh() -> object:
        return by_openfisca.simulation(law, given)

    def used() -> object:
        simulation = by_openfisca.simulation(law, given)
        by_openfisca.on_day(simulation, ONE_DAY)
        return simulation

    def spans_by_clingo(control: clingo.Control) -> object:
        by_clingo.lives(control)
        return by_clingo.spans(control, asked)

    def day_by_clingo(control: clingo.Control) -> object:
        by_clingo.lives(control)
        return by_clingo.on_day(control, asked, ONE_DAY)

    column_spans = Run("foedus, over columns", lambda: columns, by_foedus.column_spans, spans)
    life_spans = Run("foedus, each life with its reasons", lambda: loaded, by_foedus.spans, spans)
    return [
        Question(
            f"first and last day in force from {FIRST} to {LAST}, the peers day by day",
            [
                column_spans,
                life_spans,
                Run(
                    f"clingo, from a sample of {len(sample)}",
                    lambda: by_clingo.ready(sample, "days.lp"),
                    lambda control: by_clingo.spans_by_days(control, sample),
                    spans[: len(sample)],
                    count / len(sample),
                ),
                Run("OpenFisca", fresh, by_openfisca.spans_by_days, spans),
            ],
        ),
        Question(
            "the same, the peers by a program that solves these clauses for the day of the end",
            [
                column_spans,
                life_spans,
                Run("clingo", facts, spans_by_clingo, spans),
                Run("OpenFisca", fresh, by_openfisca.spans_by_hand, spans),
            ],
        ),
        Question(
            f"in force on {ONE_DAY}, nothing worked out before",
            [
                Run(
                    "foedus, over columns",
                    lambda: columns,
                    lambda held: by_foedus.column_on_day(held, ONE_DAY),
                    on_one,
                    read=lambda found: (found.verdict == Verdict.EVERY).tolist(),  # type: ignore[attr-defined]
                ),
                Run(
                    "foedus, each life with its reasons",
                    lambda: loaded,
                    lambda held: by_foedus.on_day(held, ONE_DAY),
                    on_one,
                ),
                Run("clingo", facts, day_by_clingo, on_one),
                Run("OpenFisca", fresh, lambda held: by_openfisca.on_day(held, ONE_DAY).tolist(), on_one),
                Run(
                    "foedus, the whole finding",
                    lambda: loaded,
                    lambda kept: [found.verdict == "every" for found in by_foedus.findings(kept, ONE_DAY)],
                    on_one,
                ),
            ],
        ),
        Question(
            f"in force on {FURTHER_DAY}, what was worked out for another day kept",
            [
                Run("foedus", lambda: kept, lambda held: by_foedus.on_further_day(held, FURTHER_DAY), on_further),
                Run("clingo", grounded, lambda held: by_clingo.on_day(held, asked, FURTHER_DAY), on_further),
                Run("OpenFisca", used, lambda held: by_openfisca.on_day(held, FURTHER_DAY), on_further),
            ],
        ),
    ]


def answer(run: Run) -> object:
    """What a run answers, as it is compared."""
    found = run.timed(run.prepare())
    if run.read is not None:
        return run.read(found)
    return found if isinstance(found, list) else found.tolist()  # type: ignore[attr-defined]


def seconds(run: Run) -> float:
    """Seconds for what is timed, for all treaties."""
    held = run.prepare()
    begun = time.perf_counter()
    run.timed(held)
    return (time.perf_counter() - begun) * run.times


def main() -> None:
    """Compare the answers, then print for each question the median times and ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--count", type=int, default=10_000)
    given = options.parse_args()
    asked = questions(given.count)
    for question in asked:
        for run in question.runs:
            assert answer(run) == run.expected, f"{run.name} answers otherwise: {question.text}"
    print(f"{given.count:,} treaties: all answers are the same; medians of {given.rounds} rounds")
    gc.collect()
    gc.freeze()  # what is measured is not the collector's walk over the loaded dossiers
    for question in asked:
        rounds = [[seconds(run) for run in question.runs] for _ in range(given.rounds)]
        print(f"\n{question.text}")
        for place, run in enumerate(question.runs):
            took = median(times[place] for times in rounds)
            ratios = sorted(times[place] / times[0] for times in rounds)
            between = "" if place == 0 else f"  ({ratios[0]:.3g} to {ratios[-1]:.3g})"
            print(f"  {run.name:36} {took * 1000:12,.2f} ms  {median(ratios):8.3g}{between}")


if __name__ == "__main__":
    main()
