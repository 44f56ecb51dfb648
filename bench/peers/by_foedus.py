"""The comparison's questions put to foedus, reasons included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from treaties import Span, Treaty, dossier_text, within

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.finding import Finding
from foedus.answers.status import status_of
from foedus.chronology.days import FOREVER
from foedus.chronology.moments import parse_moment
from foedus.columnar.standing import OnDay, Rules, in_force, lives
from foedus.columnar.treaties import Treaties, treaties
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.case import ALONE
from foedus.law.life import Life, life
from foedus.worlds import World

READING = {"law/notice-on-last-day": "in-time"}
"""The peers know one reading of the law: the rule that is disputed among those met here is fixed as they take it."""


RULES = Rules(on_last_day="in-time", day_of_expiry="ended")
"""The same for treaties as columns."""


class Kept(NamedTuple):
    """The day of entry into force and that of the end (FOREVER: none) of many treaties."""

    start: NDArray[Any]
    end: NDArray[Any]


def dossiers(treaties: Sequence[Treaty]) -> list[Dossier]:
    """The treaties as loaded dossiers."""
    found = [load_text(dossier_text(treaty)).dossier for treaty in treaties]
    return [dossier for dossier in found if dossier is not None]


def spans(loaded: Sequence[Dossier]) -> list[Span]:
    """The first and last day in force of each treaty within the thirty years, each from its life with all reasons."""
    found: list[Span] = []
    for dossier in loaded:
        start, end = _days(life(dossier, World(READING)))
        found.append(within(date.fromordinal(start), None if end >= FOREVER else date.fromordinal(end)))
    return found


def on_day(loaded: Sequence[Dossier], day: date) -> list[bool]:
    """Of each treaty whether it is in force on `day`, each from its life with all reasons."""
    asked = day.toordinal()
    found: list[bool] = []
    for dossier in loaded:
        start, end = _days(life(dossier, World(READING)))
        found.append(start <= asked < end)
    return found


def findings(loaded: Sequence[Dossier], day: date) -> list[Finding]:
    """Of each treaty what `foedus status` answers for `day`: in which readings, since and until when, and why."""
    moment = parse_moment(day.isoformat())
    return [status_of(Asked(dossier, ALONE, READING), moment) for dossier in loaded]


def columns(loaded: Sequence[Dossier]) -> Treaties:
    """The treaties as columns: their clauses and the days of their acts, nothing worked out."""
    found, others = treaties(loaded)
    assert not others
    return found


def column_spans(held: Treaties) -> list[Span]:
    """As `spans`, worked out over columns."""
    found = lives(held, "in-time")
    return [
        within(date.fromordinal(start), None if end >= FOREVER else date.fromordinal(end))
        for start, end in zip(found.entry.tolist(), found.end.tolist(), strict=True)
    ]


def column_on_day(held: Treaties, day: date) -> OnDay:
    """Of each treaty whether it is in force on `day`, and on what ground, worked out over columns."""
    return in_force(held, day.toordinal(), RULES)


def kept(held: Treaties) -> Kept:
    """What is kept of the lives for questions about many days."""
    found = lives(held, "in-time")
    return Kept(found.entry, found.end)


def on_further_day(kept: Kept, day: date) -> NDArray[np.bool_]:
    """Of each treaty whether it is in force on `day`, from what is kept."""
    asked = day.toordinal()
    found: NDArray[np.bool_] = (kept.start <= asked) & (asked < kept.end)
    return found


def _days(lived: Life) -> tuple[int, int]:
    start, end = lived.entry.day, FOREVER if lived.ending is None else lived.ending.day
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start, end
