"""A treaty that ends for each party that joins the convention which revises it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from foedus.dossier.model import Dossier
from foedus.law.case import Case
from foedus.law.ends import Ending, HowEnded
from foedus.law.stint import Member, Stint
from foedus.reasons import clause
from foedus.worlds import World

StintsOf: TypeAlias = Callable[[Dossier, World], Mapping[str, tuple[Stint, ...]]]
"""What gives the stints of another treaty in a world."""


def end_by_joining(this: Case, members: Mapping[str, Member], stints_of: StintsOf) -> None:
    """End the part of every member for which the revising convention is in force, from that day.

    The standard final article of labour conventions: ratifying the revising convention denounces the older one,
    once the revising one is in force.
    """
    clause_ = this.dossier.terms.ends_on_joining
    if clause_ is None:
        return
    later = this.around.treaty(clause_.treaty)
    if later is None:
        return
    revised = stints_of(later, this.world)
    for member in members.values():
        theirs = revised.get(member.party, ())
        if not theirs or not member.stints:
            continue
        last, day = member.stints[-1], theirs[0].start
        if this.world.before(day, last.end):
            says = "ended for {0} on {1:day}, when {2} entered into force for it"
            why = clause(clause_.article or "", says, member.party, day, later.title, because=(theirs[0].why,))
            member.stints[-1] = last._replace(end=day, ending=Ending(day, HowEnded.REPLACED, why))
