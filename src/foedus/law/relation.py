"""Relations: what a treaty is between two of its parties (VCLT Art. 19-23, 30, 40-41, 57-58).

A reservation modifies the relation both ways between its author and each party that accepted it, in words or
by twelve months' silence; an objection leaves the provisions out between the two, or, if its author says so,
the whole treaty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foedus.chronology.periods import Counting, Period
from foedus.dossier.record import Event
from foedus.law.case import Case, dated, day_of_moment, happened, name_of
from foedus.law.defaults import MATERIAL_BREACH, SILENCE_ACCEPTS
from foedus.law.ends import effective_day
from foedus.law.life import Life
from foedus.law.notice import effect_of_notice
from foedus.law.on_record import pair_of
from foedus.law.stint import Stint
from foedus.law.timing import after
from foedus.law.war_of_two import parted_by_war
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
    barred = _barred(lived, world, (stints[0], stints[1]), when)
    if barred is not None:
        return barred
    modified: list[Modified] = []
    for author, other, day, reservation in _reservations(lived.this, world, a, b, when):
        found = _effect(lived, world, reservation, day, author, other, when)
        if found is not None:
            modified.append(found)
    modified += _partly_left(lived, world, ((a, stints[0]), (b, stints[1])), when)
    return Relation(True, tuple(modified), computed("in force between {0} and {1}", a, b))


def is_barred(lived: Life, world: World, a: str, b: str, when: AnyDay) -> bool:
    """Whether the treaty is in force for both on `when`, and not between the two.

    As `relation`, but nothing is asked of how the treaty is modified between them.
    """
    stints = tuple(_stint_on(lived, world, party, when) for party in (a, b))
    if stints[0] is None or stints[1] is None:
        return False
    return _barred(lived, world, (stints[0], stints[1]), when) is not None


def _barred(lived: Life, world: World, stints: tuple[Stint, Stint], when: AnyDay) -> Relation | None:
    """What keeps a treaty that is in force for two from binding them to each other on `when`, or None."""
    this, (a, b) = lived.this, (stint.party for stint in stints)
    suspended = _suspended(this, world, a, b, when)
    if suspended is not None:
        return Relation(False, (), suspended, suspended=True)
    parted = parted_by_war(this, world, stints, when)
    if parted is not None:
        return Relation(False, (), parted.why, suspended=parted.suspended)
    opposed = _joining_opposed(this, world, a, b, when)
    if opposed is not None:
        return Relation(False, (), opposed)
    for author, other, day, reservation in _reservations(this, world, a, b, when):
        answered = _answer(this, world, reservation, author, other, when)
        if answered is None or answered[1].event != "objection":
            continue
        found = _effect(lived, world, reservation, day, author, other, when)
        if found is not None and found.how == "no relation":
            return Relation(False, (found,), found.why)
    return None


def _reservations(this: Case, world: World, a: str, b: str, when: AnyDay) -> Iterator[tuple[str, str, AnyDay, Event]]:
    """The reservations that one of two had made by `when`: whose, toward whom, of which day."""
    for author, other in ((a, b), (b, a)):
        for day, reservation in dated(this, "reservation"):
            if author in reservation.by and not world.before(when, day):
                yield author, other, day, reservation


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
    for day, event in dated(this, "objection"):
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
    for day, event in dated(this, "suspension", "resumption", "claim"):
        if world.before(when, day) or not event.to:
            continue
        if {a, b} <= {*event.by, *event.to} and not {a, b} <= set(event.to) and not {a, b} <= set(event.by):
            told = happened(this, event, day)
            if event.event == "resumption":
                state = None
            elif event.event == "claim":
                because = _suspends_toward(this, world, event)
                if because is not None:
                    state = computed("suspended between {0} and {1}", a, b, because=(told, *because))
            elif world.value(event.effect) != "none":
                state = computed("suspended between {0} and {1}", a, b, because=(told,))
    return state


def _suspends_toward(this: Case, world: World, claim: Event) -> tuple[Reason, ...] | None:
    """Why a claim of one of many suspends the treaty toward the one it names, or None.

    As the record says; else a material breach lets the one specially affected suspend it toward the party in
    breach (VCLT Art. 60(2)(b)), if the rule is so taken.
    """
    if pair_of(this) is not None:
        return None
    said = world.value(claim.effect)
    if said == "suspends":
        return ()
    if said != "by_clause" or claim.ground != "material_breach":
        return None
    position = MATERIAL_BREACH.decide(world)
    return (MATERIAL_BREACH.reason(position),) if position == "ends" else None


def _effect(
    lived: Life, world: World, reservation: Event, day: AnyDay, author: str, other: str, when: AnyDay
) -> Modified | None:
    """What a reservation of `author` is toward `other` on `when`; None if it was withdrawn."""
    this = lived.this
    told = happened(this, reservation, day)
    for on, event in dated(this, "reservation_withdrawn"):
        meant = event.of == name_of(reservation) if event.of else bool(set(event.by) & set(reservation.by))
        if meant and not world.before(when, operative(this, event, on)):
            return None
    silent_until = world.later(after(day, TWELVE_MONTHS, Counting.SAME_DAY), _consented(lived, other, day))
    answered = _answer(this, world, reservation, author, other, when)
    if answered is not None and answered[1].event == "acceptance_of_reservation":
        agreed = (told, happened(this, answered[1], answered[0]))
        return Modified("modified", reservation.articles, computed("accepted by {0}", other, because=agreed))
    if answered is not None and not world.before(silent_until, answered[0]):
        on, event = answered
        objected = (told, happened(this, event, on))
        if world.value(event.effect) == "ends":
            says = "{0} opposes entry into force between the two"
            return Modified("no relation", reservation.articles, computed(says, other, because=objected))
        says = "{0} objects: the provisions do not apply between the two"
        return Modified("left out", reservation.articles, computed(says, other, because=objected))
    if world.before(when, silent_until):
        says = "{0} has not answered, and the twelve months for it run to {1:day}"
        return Modified("not yet accepted", reservation.articles, absence(says, other, silent_until, because=(told,)))
    because: tuple[Reason, ...] = (told,)
    if answered is not None:
        late = absence(
            "the objection came after the time for it, which ran to {0:day}",
            silent_until,
            because=(happened(this, answered[1], answered[0]),),
        )
        because = (told, late)
    position = SILENCE_ACCEPTS.decide(world)
    reason = SILENCE_ACCEPTS.reason(position, because)
    return Modified("modified" if position == "accepts" else "not accepted", reservation.articles, reason)


def operative(this: Case, withdrawal: Event, day: AnyDay) -> AnyDay:
    """The day from which a withdrawal works: the one it names, else that of its receipt (VCLT Art. 22(3))."""
    if withdrawal.effective is None and withdrawal.received is not None:
        return day_of_moment(this, this.world.value(withdrawal.received), withdrawal, "received")
    return effective_day(this, withdrawal, day)


def _consented(lived: Life, party: str, otherwise: AnyDay) -> AnyDay:
    """The day of a party's own consent: one that joins after a reservation has until then to object (Art. 20(5))."""
    stints = lived.stints.get(party, ())
    return stints[0].consented if stints else otherwise


def _answer(
    this: Case, world: World, reservation: Event, author: str, other: str, when: AnyDay
) -> tuple[AnyDay, Event] | None:
    """What `other` has said to a reservation by `when`: its first objection that stands, or its acceptance."""
    name = name_of(reservation)
    taken_back = [
        event
        for on, event in dated(this, "objection_withdrawn")
        if other in event.by and not world.before(when, operative(this, event, on))
    ]
    for on, event in dated(this, "objection", "acceptance_of_reservation"):
        meant = event.of == name if event.of else author in event.to
        if other not in event.by or not meant or world.before(when, on):
            continue
        if event.event == "objection" and any(_takes_back(back, event, name, author) for back in taken_back):
            continue
        return on, event
    return None


def _takes_back(back: Event, objection: Event, reservation: str, author: str) -> bool:
    return back.of in (name_of(objection), reservation) if back.of else author in back.to


def _partly_left(lived: Life, world: World, parties: tuple[tuple[str, Stint], ...], when: AnyDay) -> list[Modified]:
    """The provisions that one of the two has denounced alone (VCLT Art. 44), unless it took that back."""
    this, found = lived.this, []
    revoked = {event.of for event in this.events("revocation")}
    for event in this.events("denunciation", "withdrawal"):
        for party, stint in parties:
            if not event.articles or party not in event.by or lived.chain is None or name_of(event) in revoked:
                continue
            effect = effect_of_notice(this, event, lived.chain, lived.entry, stint.start, party)
            if effect.day is not None and not world.before(when, effect.day):
                found.append(
                    Modified("left", event.articles, computed("left on {0:day}", effect.day, because=(effect.why,)))
                )
    return found


def governing(lives: list[Life], world: World, a: str, b: str, when: AnyDay) -> Life | None:
    """Of several treaties on one subject, earliest first, the one that governs between `a` and `b` on `when`.

    The latest to which both are parties (VCLT Art. 30(3), 40(4)): between one that joined the later treaty and
    one that did not, the earlier to which both are parties goes on to govern (Art. 30(4)(b)). None if they have
    none in common.
    """
    common = [lived for lived in lives if relation(lived, world, a, b, when).binds]
    return common[-1] if common else None
