"""The comparison's questions put to clingo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import clingo
from treaties import FIRST, LAST, Span, Treaty

HERE = Path(__file__).parent
Part = tuple[str, list[clingo.Symbol]]


class Calendar:
    """Years, for the programs: clingo has no calendar."""

    def years(self, day: clingo.Symbol, count: clingo.Symbol) -> clingo.Symbol:
        """The same day so many years on, 29 February clamped."""
        that = date.fromordinal(day.number)
        try:
            moved = that.replace(year=that.year + count.number)
        except ValueError:
            moved = date(that.year + count.number, 2, 28)
        return clingo.Number(moved.toordinal())


def facts(treaties: Sequence[Treaty]) -> str:
    """The treaties as facts."""
    lines = []
    for treaty in treaties:
        (a, b), number = treaty.ratified, treaty.number
        lines.append(f"ratified({number},({a.toordinal()};{b.toordinal()})).")
        lines.append(f"lasts({number},{treaty.term},{treaty.renewal}).")
        if treaty.notice is not None:
            lines.append(f"notice({number},{treaty.notice.toordinal()}).")
    return "\n".join(lines)


def ready(treaties: Sequence[Treaty], program: str = "life.lp") -> clingo.Control:
    """A program with the treaties as its facts, read and not yet grounded."""
    bounds = f"first={FIRST.toordinal()}", f"last={LAST.toordinal()}"
    control = clingo.Control(["--warn=none", "-c", bounds[0], "-c", bounds[1]])
    control.load(str(HERE / program))
    control.add("base", [], facts(treaties))
    return control


def lives(control: clingo.Control) -> None:
    """Work out what does not hang on the day asked about."""
    control.ground([("base", [])], context=Calendar())


def spans(control: clingo.Control, treaties: Sequence[Treaty]) -> list[Span]:
    """The first and last day in force of each treaty within the thirty years, by `life.lp` after `lives`."""
    thirty_years: Part = ("span", [clingo.Number(FIRST.toordinal()), clingo.Number(LAST.toordinal())])
    found: dict[int, Span] = {}
    for symbol in _answer(control, [thirty_years]):
        number, first, last = (argument.number for argument in symbol.arguments)
        found[number] = date.fromordinal(first), date.fromordinal(last)
    return [found.get(treaty.number) for treaty in treaties]


def on_day(control: clingo.Control, treaties: Sequence[Treaty], day: date) -> list[bool]:
    """Of each treaty whether it is in force on `day`, by `life.lp` after `lives`."""
    today: Part = ("on", [clingo.Number(day.toordinal())])
    found = {
        symbol.arguments[1].number
        for symbol in _answer(control, [today])
        if symbol.arguments[0].number == day.toordinal()
    }
    return [treaty.number in found for treaty in treaties]


def spans_by_days(control: clingo.Control, treaties: Sequence[Treaty]) -> list[Span]:
    """The first and last day in force of each treaty within the thirty years, by `days.lp`."""
    lives(control)
    bounds: dict[tuple[str, int], date] = {}
    for symbol in _answer(control, []):
        number, day = (argument.number for argument in symbol.arguments)
        bounds[symbol.name, number] = date.fromordinal(day)
    return [
        (bounds["begins", number], bounds["stops", number]) if ("begins", number) in bounds else None
        for number in (treaty.number for treaty in treaties)
    ]


def _answer(control: clingo.Control, parts: Sequence[Part]) -> list[clingo.Symbol]:
    """What the one answer set shows, `parts` grounded."""
    control.ground(parts, context=Calendar())
    with control.solve(yield_=True) as handle:
        model = handle.model()
        assert model is not None, "the program has no answer set"
        return list(model.symbols(shown=True))
