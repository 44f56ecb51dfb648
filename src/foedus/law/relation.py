"""Relations: what a treaty is between two of its parties (VCLT Art. 19-23, 30, 40-41, 57-58).

A reservation modifies the relation both ways between its author and each party that accepted it, in words or
by twelve months' silence; an objection leaves the provisions out between the two, or, if its author says so,
the whole treaty.
"""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.periods import Counting, Period
from foedus.dossier.record import Event
from foedus.law.case import Case, day_of, happened, in_order, name_of
from foedus.law.defaults import SILENCE_ACCEPTS
from foedus.law.life import Life
from foedus.law.stint import Stint
from foedus.law.timing import after
from foedus.reasons import Reason, absence, computed
from foedus.worlds import AnyDay, World

TWELVE_MONTHS = Period(months=12)


class Modified(NamedTuple):
    """One way in which the treaty is another between two parties: which provisions, how, and why."""

    how: str
    provisions: tuple[str, ...]
    why: Reason


class Relation(NamedTuple):
    """What a treaty is between two parties on a day: whether it binds them to each other, and how modified."""

    binds: bool
    modified: tuple[Modified, ...]
    why: Reason
    suspended: bool = False


def relation(lived: Life, world: World, a: str, b: str, when: AnyDay) -> Relation:
    """The relation of `a` and `b` under a treaty on `when`.

    It binds if the treaty is in force for both and nothing keeps it from being so between the two: a suspension
    of that pair, or an objection whose author opposed entry into force between them.
    """
    stints = tuple(_stint_on(lived, world, party, when) for party in (a, b))
    if stints[0] is None or stints[1] is None:
        missing = a if stints[0] is None else b
        return Relation(False, (), absence("not in force for {0} on {1:day}", missing, when))
    this = lived.this
    suspended = _suspended(this, world, a, b, when)
    if suspended is not None:
        return Relation(False, (), suspended, suspended=True)
    opposed = _joining_opposed(this, world, a, b, when)
    if opposed is not None:
        return Relation(False, (), opposed)
    modified: list[Modified] = []
    for author, other in ((a, b), (b, a)):
        for day, reservation in in_order(this, this.events("reservation")):
            if author not in reservation.by or world.before(when, day):
                continue
            found = _effect(this, world, reservation, day, author, other, when)
            if found is None:
                continue
            if found.how == "no relation":
                return Relation(False, (found,), found.why)
            modified.append(found)
    modified += _partly_left(this, world, a, b, when)
    return Relation(True, tuple(modified), computed("in force between {0} and {1}", a, b))


def _stint_on(lived: Life, world: World, party: str, when: AnyDay) -> Stint | None:
    for stint in lived.stints.get(party, ()):
        if not world.before(when, stint.start) and world.before(when, stint.end):
            return stint
    return None


def _joining_opposed(this: Case, world: World, a: str, b: str, when: AnyDay) -> Reason | None:
    """Why the treaty is not in force between the two because one objected to the other's joining, or None.

    An objection that names an act of joining is to that; one toward a party that names nothing, where the party
    made no reservation, is to its accession.
    """
    for day, event in in_order(this, this.events("objection")):
        meant = None if event.of is None else this.event(event.of)
        if world.before(when, day) or (event.of is not None and (meant is None or meant.event == "reservation")):
            continue
        for objector, other in ((a, b), (b, a)):
            reserved = meant is None and any(other in made.by for made in this.events("reservation"))
            if objector in event.by and other in event.to and not reserved:
                says = "{0} objected to the accession of {1}"
                return computed(says, objector, other, because=(happened(this, event, day),))
    return None


def _suspended(this: Case, world: World, a: str, b: str, when: AnyDay) -> Reason | None:
    """Why the treaty is suspended between the two alone on `when`, or None."""
    state: Reason | None = None
    for day, event in in_order(this, this.events("suspension", "resumption")):
        if world.before(when, day) or not event.to:
            continue
        if {a, b} <= {*event.by, *event.to} and not {a, b} <= set(event.to) and not {a, b} <= set(event.by):
            if event.event == "resumption":
                state = None
            elif world.value(event.effect) != "none":
                state = computed("suspended between {0} and {1}", a, b, because=(happened(this, event, day),))
    return state


def _effect(
    this: Case, world: World, reservation: Event, day: AnyDay, author: str, other: str, when: AnyDay
) -> Modified | None:
    """What a reservation of `author` is toward `other` on `when`; None if it was withdrawn."""
    name = name_of(reservation)
    told = happened(this, reservation, day)
    for on, event in in_order(this, this.events("reservation_withdrawn")):
        meant = event.of == name if event.of else bool(set(event.by) & set(reservation.by))
        if meant and not world.before(when, on):
            return None
    for on, event in in_order(this, this.events("objection", "acceptance_of_reservation")):
        meant = event.of == name if event.of else author in event.to
        if other not in event.by or not meant or world.before(when, on):
            continue
        because = (told, happened(this, event, on))
        if event.event == "acceptance_of_reservation":
            return Modified("modified", reservation.articles, computed("accepted by {0}", other, because=because))
        if world.value(event.effect) == "ends":
            says = "{0} opposes entry into force between the two"
            return Modified("no relation", reservation.articles, computed(says, other, because=because))
        says = "{0} objects: the provisions do not apply between the two"
        return Modified("left out", reservation.articles, computed(says, other, because=because))
    silent_until = after(day, TWELVE_MONTHS, Counting.SAME_DAY)
    if world.before(when, silent_until):
        says = "{0} has not answered, and the twelve months for it run to {1:day}"
        return Modified("not yet accepted", reservation.articles, absence(says, other, silent_until, because=(told,)))
    position = SILENCE_ACCEPTS.decide(world)
    reason = SILENCE_ACCEPTS.reason(position, (told,))
    return Modified("modified" if position == "accepts" else "not accepted", reservation.articles, reason)


def _partly_left(this: Case, world: World, a: str, b: str, when: AnyDay) -> list[Modified]:
    """The provisions that one of the two has denounced alone (VCLT Art. 44)."""
    found = []
    for event in this.events("denunciation", "withdrawal"):
        if not event.articles or not {a, b} & set(event.by):
            continue
        given = day_of(this, event)
        exit_ = this.dossier.terms.denunciation
        period = world.value(exit_.notice) if exit_ is not None and exit_.notice is not None else Period()
        counting = world.value(exit_.counting) if exit_ is not None else Counting.SAME_DAY
        effect = after(given, period, counting)
        if not world.before(when, effect):
            why = computed("left on {0:day}", effect, because=(happened(this, event, given),))
            found.append(Modified("left", event.articles, why))
    return found


def governing(lives: list[Life], world: World, a: str, b: str, when: AnyDay) -> Life | None:
    """Of several treaties on one subject, earliest first, the one that governs between `a` and `b` on `when`.

    The latest to which both are parties (VCLT Art. 30(3), 40(4)): between one that joined the later treaty and
    one that did not, the earlier to which both are parties goes on to govern (Art. 30(4)(b)). None if they have
    none in common.
    """
    common = [lived for lived in lives if relation(lived, world, a, b, when).binds]
    return common[-1] if common else None
