"""Holding: which place was in whose hands from when to when, derived from the acts that name it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.chronology.days import FOREVER
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.law.conduct.acts import Deed
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, World


class Holding(NamedTuple):
    """One span for which a place was held in one way, from `start` to the day before `end`.

    `holder` is an actor's id, "" where the act leaves none on record; `deed` the act that began the span, `how`
    what it did (occupied, annexed, ceded, renounced, founded, ended, returned).
    """

    holder: str
    how: str
    start: AnyDay
    end: AnyDay
    deed: Deed
    why: Reason


RETURN = "return of territory"
"""What an occurrence says of itself (`kind_of_act`) if it hands a place back to the one named in `to`."""

CHANGES_HANDS = frozenset({"occupation", "annexation", "cession", "independence", "union", "extinction", "occurrence"})


def places_of(dossiers: Iterable[Dossier]) -> list[str]:
    """Every place that changed hands by an act of a record, in alphabetical order."""
    return sorted(
        {place for dossier in dossiers for event in dossier.record if _moves(event) for place in event.territory}
    )


def deeds_about(dossiers: Iterable[Dossier], place: str) -> list[Deed]:
    """The acts by which `place` (as the records name it) changed hands."""
    return [
        Deed(dossier, event)
        for dossier in dossiers
        for event in dossier.record
        if place in event.territory and _moves(event)
    ]


def _moves(event: Event) -> bool:
    if event.event not in CHANGES_HANDS or not event.territory:
        return False
    return event.event != "occurrence" or (isinstance(event.kind_of_act, str) and RETURN in event.kind_of_act)


def holdings(world: World, deeds: Iterable[Deed]) -> list[Holding]:
    """The spans for which a place was held, earliest first, each until the next act.

    An occupation, annexation or foundation puts it in its author's hands, a cession or return in those of the
    one to whom it is made; a cession to nobody named leaves it with its holder, renounced. An act counts from
    the day that it names, else from its own. The end of a state leaves no holder on record, unless another
    held the place already.
    """
    dated: list[tuple[AnyDay, Deed]] = []
    for deed in deeds:
        day = deed.effective(world)
        place = len(dated)
        while place and world.before(day, dated[place - 1][0]):
            place -= 1
        dated.insert(place, (day, deed))
    found: list[Holding] = []
    for day, deed in dated:
        before = found[-1] if found else None
        after = _after(deed.event, before.holder if before else "")
        if after is None:
            continue
        holder, how = after
        if before is not None:
            found[-1] = before._replace(end=day)
        why = computed("{0} by {1}", how, ", ".join(deed.event.by), because=(deed.why(world),))
        found.append(Holding(holder, how, day, FOREVER, deed, why))
    return found


def _after(event: Event, holder: str) -> tuple[str, str] | None:
    """Who holds the place after an act, and how; None if the act changes nothing about it."""
    by = next(iter(event.by), "")
    to = event.to[0] if event.to else ""
    match event.event:
        case "occupation":
            return by, "occupied"
        case "annexation":
            return by, "annexed"
        case "cession":
            return (to, "ceded") if to else (holder, "renounced")
        case "independence" | "union":
            return by, "founded"
        case "extinction":
            return ("", "ended") if holder in (by, "") else None
        case _:
            return to, "returned"
