"""Excuses: what may take the wrong out of an act that goes against a live duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foedus.dossier.record import Event
from foedus.law.case import Case, day_of, happened, reading_of
from foedus.law.conduct.acts import Acts, Deed
from foedus.law.conduct.touch import Owed
from foedus.law.conduct.war import war_on
from foedus.law.defaults import LATER_DUTY, SELF_DEFENCE
from foedus.law.life import Life, life
from foedus.reasons import Reason, absence, computed
from foedus.worlds import AnyDay, World


class Excuse(NamedTuple):
    """Whether an act is excused or a right, and why; `rejected` are the grounds that were claimed and fail.

    `exception`: whether a claim to the treaty's own exception was among them.
    """

    verdict: str | None
    why: tuple[Reason, ...] = ()
    rejected: tuple[Reason, ...] = ()
    exception: bool = False


OF_GENERAL_LAW = frozenset(
    {"self_defence", "countermeasure", "consent", "force_majeure", "distress", "necessity", "peremptory_norm"}
)
"""Grounds that take the wrong out of an act whatever treaty it touches (ILC Articles 2001, Art. 20-26)."""


def excuse(lived: Life, world: World, acts: Acts, owed: Owed, beneficiary: str, deed: Deed, when: AnyDay) -> Excuse:
    """What excuses `deed` of the bearer against the beneficiary, if anything does.

    Self-defence: the beneficiary had opened the war that goes on. Consent: an occupation that follows the
    beneficiary's surrender to the bearer. A ground that the record says the actor
    claimed (a prior breach, changed circumstances, necessity, another treaty) excuses in the readings in which
    its effect is so; one that rests on another treaty only if that was in force on the day. The record that
    has the act is heard on it too, where the duty is of another treaty: a claim there that names the act and
    rests on a ground of the general law.
    """
    war = war_on(world, acts, owed.bearer, beneficiary, when)
    if war is not None and war.opener == beneficiary and war.opened_by.event is not deed.event:
        position = SELF_DEFENCE.decide(world)
        reason = SELF_DEFENCE.reason(position, (war.why(world),))
        if position == "right":
            return Excuse("a right: self-defence", (reason,))
    surrender = _surrendered(world, acts, owed.bearer, beneficiary, when) if deed.event.event == "occupation" else None
    if surrender is not None:
        accepted = computed("{0} had surrendered to {1}", beneficiary, owed.bearer, because=(surrender.why(world),))
        return Excuse("a right: accepted in the surrender", (accepted,))
    rejected: list[Reason] = []
    exception = False
    for this, claim in _claims(lived.this, deed, world):
        if owed.bearer not in claim.by or not _meant(claim, deed, owed):
            continue
        exception = exception or claim.ground == "exception"
        effect = world.value(claim.effect)
        reading = reading_of(this, claim.effect)
        told = happened(this, claim, day_of(this, claim), *((reading,) if reading else ()))
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
        return Excuse(
            f"excused: {ground}", (computed("excused by {0}", ground, because=(told,)),), tuple(rejected), exception
        )
    return Excuse(None, (), tuple(rejected), exception)


def _surrendered(world: World, acts: Acts, bearer: str, beneficiary: str, when: AnyDay) -> Deed | None:
    """The surrender of the beneficiary to the bearer that stood on `when`, or None (ILC Articles 2001, Art. 20)."""
    for act in acts.by_pair.get((beneficiary, bearer), ()):
        if act.event.event == "surrender" and not world.before(when, act.effective(world)):
            return act
    return None


def _claims(this: Case, deed: Deed, world: World) -> Iterator[tuple[Case, Event]]:
    """The claims that may bear on an act: of the duty's own record, and of the record that has the act."""
    yield from ((this, claim) for claim in this.events("claim"))
    if deed.dossier.id != this.dossier.id and deed.event.id is not None:
        there = deed.case(world)
        for event in deed.dossier.record:
            if event.event == "claim" and event.of == deed.event.id and event.ground in OF_GENERAL_LAW:
                yield there, event


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
