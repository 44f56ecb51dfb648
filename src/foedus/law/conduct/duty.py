"""Duties in life: who bears one toward whom, whether it is live on a day, and whether it is called up."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from foedus.dossier.duties import Duty, Trigger
from foedus.dossier.record import Event
from foedus.law.case import reading_of
from foedus.law.conduct.acts import Acts, Deed
from foedus.law.conduct.own_time import OwnTime, own_time
from foedus.law.conduct.war import Fighting, enemies_on, war_on
from foedus.law.life import Life
from foedus.law.stint import Stint
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, World


class Standing(StrEnum):
    """How a duty stands on a day.

    LIVE: the treaty is in force between the two, and what calls the duty up (if anything must) has happened.
    DORMANT: in force, not called up. OUTSIDE: the treaty is not in force between the two. SURVIVING: the
    treaty has ended, and this duty outlives it. RUN_OUT: the treaty is in force, the duty's own time is over.
    POLITICAL: it was undertaken, and not as law.
    """

    LIVE = "live"
    DORMANT = "not called up"
    OUTSIDE = "not in force"
    SURVIVING = "survives the treaty"
    RUN_OUT = "its time has run"
    POLITICAL = "no duty in law"


class State(NamedTuple):
    """How a duty stands, why, and the hostilities that called it up, if any did."""

    standing: Standing
    why: Reason
    called_up_by: Fighting | None = None

    @property
    def binds(self) -> bool:
        """Whether it must be kept now."""
        return self.standing in (Standing.LIVE, Standing.SURVIVING)


def bearers(duty: Duty, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Those who bear a duty, of the parties."""
    return parties if duty.bearer == "each" else tuple(duty.bearer)


def beneficiaries(duty: Duty, bearer: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Those to whom `bearer` owes a duty."""
    if isinstance(duty.toward, tuple):
        return tuple(party for party in duty.toward if party != bearer)
    return tuple(party for party in parties if party != bearer)


def stand(
    lived: Life, world: World, acts: Acts, duty: Duty, bearer: str, beneficiary: str, when: AnyDay, act: Deed | None
) -> State:
    """How `duty` of `bearer` toward `beneficiary` stands on `when`, when `act` (if one is judged) comes.

    An act that itself ends the treaty, or comes on the day of the end and not after it, meets the treaty in
    force.
    """
    state = in_force(lived, world, bearer, beneficiary, when, act)
    if state.standing is not Standing.LIVE:
        if duty.survives and was_in_force(lived, world, bearer, when):
            says = "the duty outlives the treaty"
            return State(Standing.SURVIVING, clause(duty.article or "", says, because=(state.why,)))
        return state
    bound = _bound_now(lived, world, duty, bearer, when, state)
    if duty.when is None or bound.standing is not Standing.LIVE:
        return bound
    trigger = world.value(duty.when)
    reading = reading_of(lived.this, duty.when)
    called = called_up(lived, world, acts, trigger, bearer, beneficiary, when)
    if called is not None and act is not None and duty.observe is not None and not world.before(called.start, when):
        called = None  # neutrality in a war must have been owed before the act that is said to breach it
    below = (bound.why, *((reading,) if reading else ()))
    if called is None:
        says = "{0}'s duty is not called up: {1}"
        return State(Standing.DORMANT, absence(says, bearer, trigger_words(trigger, beneficiary), because=below))
    why = computed("called up: {0}", trigger_words(trigger, beneficiary), because=(*below, called.why(world)))
    return State(Standing.LIVE, why, called)


def _bound_now(lived: Life, world: World, duty: Duty, bearer: str, when: AnyDay, state: State) -> State:
    """`state` of a duty whose treaty is in force, unless its own time does not run or it binds in politics alone."""
    because: tuple[Reason, ...] = (state.why,)
    timed = own_time(lived, world, duty, bearer, when)
    if timed is not None:
        because = (*because, timed.why)
        if timed.place is not OwnTime.RUNS:
            says = "{0} of {1} did not bind on {2:day}"
            why = absence(says, duty.id, bearer, when, because=because)
            return State(Standing.DORMANT if timed.place is OwnTime.BEFORE else Standing.RUN_OUT, why)
    if world.value(duty.binding) == "politically":
        reading = reading_of(lived.this, duty.binding)
        because = (*because, *((reading,) if reading else ()))
        return State(Standing.POLITICAL, absence("a political undertaking, not a duty in law", because=because))
    reading = reading_of(lived.this, duty.binding)
    if timed is None and reading is None:
        return state
    because = (*because, *((reading,) if reading else ()))
    return State(Standing.LIVE, computed("the duty bound {0} on {1:day}", bearer, when, because=because))


def in_force(lived: Life, world: World, bearer: str, beneficiary: str, when: AnyDay, act: Deed | None = None) -> State:
    """Whether the treaty is in force between two parties on `when` (LIVE) or not (OUTSIDE), and why.

    Outside the time that the record covers nothing is told, and no duty is live.
    """
    covered = lived.dossier.covers_from, lived.dossier.covers_to
    if covered[0] is not None and world.before(when, covered[0].first):
        return State(Standing.OUTSIDE, absence("the record begins on {0:day} only", covered[0].first))
    if covered[1] is not None and world.before(covered[1].last, when):
        return State(Standing.OUTSIDE, absence("the record ends on {0:day}", covered[1].last))
    whys: list[Reason] = []
    for party in dict.fromkeys((bearer, beneficiary)):
        stint = _stint_on(lived.stints.get(party, ()), lived, world, when, act)
        if stint is None:
            ending = lived.ending_of(party, world, when)
            because: tuple[Reason, ...] = (lived.entry.why,) if ending is None else (ending.why,)
            says = "the treaty was not in force for {0} on {1:day}"
            return State(Standing.OUTSIDE, absence(says, party, when, because=because))
        for suspension in stint.suspensions:
            if not world.before(when, suspension.start) and world.before(when, suspension.end):
                by = suspension.act
                if by is not None and not world.before(suspension.start, when):
                    if not _comes_after(lived, world, act, by):
                        continue  # until the act, in the course of that day, it was in operation
                says = "the treaty was suspended on {0:day}"
                return State(Standing.OUTSIDE, absence(says, when, because=(suspension.why,)))
        whys.append(stint.why)
        if stint.ending is not None:
            whys.append(stint.ending.why)
    both = tuple({id(why): why for why in whys}.values())
    return State(Standing.LIVE, computed("in force between {0} and {1}", bearer, beneficiary, because=both))


def _stint_on(stints: tuple[Stint, ...], lived: Life, world: World, when: AnyDay, act: Deed | None) -> Stint | None:
    for stint in stints:
        if world.before(when, stint.start):
            return None
        if world.before(when, stint.end):
            return stint
        if stint.ending is not None and stint.ending.by_act and not world.before(stint.ending.day, when):
            if stint.ending.act is None or not _comes_after(lived, world, act, stint.ending.act):
                return stint
    return None


def _comes_after(lived: Life, world: World, act: Deed | None, turn: Event) -> bool:
    """Whether an act of the day surely comes after the act `turn`, which ended or suspended the treaty that day."""
    if act is None or act.event is turn or (act.event.id == turn.id is not None):
        return False
    end = Deed(lived.dossier, turn)
    if not (act.has_hour() and end.has_hour()):
        return False
    return act.instants(world).first > end.instants(world).first


def was_in_force(lived: Life, world: World, party: str, when: AnyDay) -> bool:
    """Whether the treaty had entered into force for `party` by `when`, whatever became of it."""
    return any(not world.before(when, stint.start) for stint in lived.stints.get(party, ()))


def called_up(
    lived: Life, world: World, acts: Acts, trigger: Trigger, bearer: str, beneficiary: str, when: AnyDay
) -> Fighting | None:
    """The hostilities that call a duty up on `when`, or None."""
    if trigger.after is not None:
        event = lived.this.event(trigger.after)
        if event is None or world.before(when, Deed(lived.dossier, event).day(world)):
            return None
    object_ = trigger.attacked if trigger.attacked is not None else trigger.at_war
    if object_ is None:
        return _ALWAYS if trigger.after is not None else None
    victims = {"other": (beneficiary,), "bearer": (bearer,)}.get(object_) if isinstance(object_, str) else object_
    for victim in victims or ():
        attackers = 0
        for war in enemies_on(world, acts, victim, when):
            enemy = war.opener if war.other == victim else war.other
            if enemy in (bearer, beneficiary) and trigger.by in (None, "third"):
                continue
            # a declaration of war that answers an attack on somebody else makes nobody the object of an attack
            if trigger.attacked is not None and (war.opener != enemy or war.opened_by.event.event != "attack"):
                continue
            attackers += _counts(lived, world, acts, trigger, enemy, victim, war)
            if attackers >= trigger.attackers:
                return war
    return None


_ALWAYS: Fighting | None = None


def _counts(lived: Life, world: World, acts: Acts, trigger: Trigger, enemy: str, victim: str, war: Fighting) -> bool:
    if enemy in trigger.not_by:
        return False
    if isinstance(trigger.by, tuple) and enemy not in trigger.by:
        return False
    if trigger.by == "not_yet_at_war":
        signed = next(iter(lived.signed.values()), None)
        if signed is None or enemies_on(world, acts, enemy, signed.day):
            return False
    if trigger.unprovoked and war.opener == victim:
        return False
    return all(war_on(world, acts, helper, enemy, war.start) is not None for helper in trigger.aided_by)


def trigger_words(trigger: Trigger, beneficiary: str) -> str:
    """What must happen to call a duty up, in words."""
    object_ = trigger.attacked if trigger.attacked is not None else trigger.at_war
    who = beneficiary if object_ == "other" else "the bearer" if object_ == "bearer" else ", ".join(object_ or ())
    if object_ is None:
        return f"once {trigger.after} has happened"
    deed = "attacked" if trigger.attacked is not None else "at war"
    by = {"third": "a third power", "anyone": "anyone", "not_yet_at_war": "a power that was in neither war"}
    by_whom = by.get(trigger.by, "") if isinstance(trigger.by, str) else ", ".join(trigger.by or ())
    link = "by" if trigger.attacked is not None else "with"
    return f"{who} must be {deed}" + (f" {link} {by_whom}" if by_whom else "")
