"""Excuses: what may take the wrong out of an act that goes against a live duty."""

from __future__ import annotations

from typing import NamedTuple

from foedus.dossier.record import Event
from foedus.law.case import happened, reading_of
from foedus.law.conduct.acts import Acts, Deed
from foedus.law.conduct.touch import Owed
from foedus.law.conduct.war import war_on
from foedus.law.defaults import LATER_DUTY, SELF_DEFENCE
from foedus.law.life import Life, life
from foedus.reasons import Reason, absence, computed
from foedus.worlds import AnyDay, World


class Excuse(NamedTuple):
    """Whether an act is excused or a right, and why; `rejected` are the grounds that were claimed and fail."""

    verdict: str | None
    why: tuple[Reason, ...] = ()
    rejected: tuple[Reason, ...] = ()


def excuse(lived: Life, world: World, acts: Acts, owed: Owed, beneficiary: str, deed: Deed, when: AnyDay) -> Excuse:
    """What excuses `deed` of the bearer against the beneficiary, if anything does.

    Self-defence: the beneficiary had opened the war that goes on. A ground that the record says the actor
    claimed (a prior breach, changed circumstances, necessity, another treaty) excuses in the readings in which
    its effect is so; one that rests on another treaty only if that was in force on the day.
    """
    war = war_on(world, acts, owed.bearer, beneficiary, when)
    if war is not None and war.opener == beneficiary and war.opened_by.event is not deed.event:
        position = SELF_DEFENCE.decide(world)
        reason = SELF_DEFENCE.reason(position, (war.why(world),))
        if position == "right":
            return Excuse("a right: self-defence", (reason,))
    rejected: list[Reason] = []
    for claim in lived.this.events("claim"):
        if owed.bearer not in claim.by or not _meant(claim, deed, owed):
            continue
        effect = world.value(claim.effect)
        reading = reading_of(lived.this, claim.effect)
        told = happened(lived.this, claim, deed.day(world), *((reading,) if reading else ()))
        ground = (claim.ground or "the ground claimed").replace("_", " ")
        if effect != "excuses":
            rejected.append(absence("{0} does not excuse it", ground, because=(told,)))
            continue
        if claim.treaty is not None:
            other = _other_in_force(lived, world, claim.treaty, owed.bearer, when)
            if other is not None:
                rejected.append(absence("{0} cannot excuse it", ground, because=(other, told)))
                continue
            position = LATER_DUTY.decide(world)
            if position == "no-excuse":
                rejected.append(LATER_DUTY.reason(position, (told,)))
                continue
        return Excuse(f"excused: {ground}", (computed("excused by {0}", ground, because=(told,)),), tuple(rejected))
    return Excuse(None, (), tuple(rejected))


def _meant(claim: Event, deed: Deed, owed: Owed) -> bool:
    """Whether a claim is about this act: it names it, or names none; and about this duty, likewise."""
    if claim.of is not None and claim.of != deed.event.id:
        return False
    return not claim.articles or owed.duty.id in claim.articles or (owed.duty.article or "") in claim.articles


def _other_in_force(lived: Life, world: World, treaty: str, bearer: str, when: AnyDay) -> Reason | None:
    """Why the treaty that a claim rests on was not in force for the actor; None if it was."""
    other = lived.this.around.treaty(treaty)
    if other is None:
        return absence("{0} is not in the library", treaty)
    their_life = life(other, world)
    for stint in their_life.stints.get(bearer, ()):
        if not world.before(when, stint.start) and world.before(when, stint.end):
            return None
    says = "{0} was not in force for {1} on {2:day}"
    return absence(says, other.title, bearer, when, because=(their_life.entry.why,))
