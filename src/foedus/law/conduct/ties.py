"""Ties: how two actors stand to each other on a day: at war, allied, bound not to attack, or free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import Acts, Deed
from foedus.law.conduct.duty import Standing, in_force, was_in_force
from foedus.law.conduct.touch import AGAINST_FORCE, Duties, Owed, parties_of
from foedus.law.life import Life
from foedus.reasons import Reason
from foedus.worlds import AnyDay, World

Lives = Callable[[Dossier, World], Life]


class Tie(StrEnum):
    """What ties two actors. AT_WAR: they fight. ALLIED: an alliance between them is in force. BOUND: one owes
    the other not to attack, to stay neutral or to respect its territory. UNBOUND: none of these on record."""

    AT_WAR = "at war"
    ALLIED = "allied"
    BOUND = "bound"
    UNBOUND = "unbound"


ALLYING_KINDS = frozenset({"alliance", "defence", "mutual-assistance"})
FIGHTING_HELP = frozenset({"military", "all_means"})
LAND = frozenset({"territory", "inviolability", "independence", "sovereignty"})


def allies_its_parties(dossier: Dossier) -> bool:
    """Whether a treaty makes allies of those between whom it is in force.

    It does if it is of the kind alliance, defence or mutual assistance, if one of its duties is to assist by
    arms (called up or not), or if its parties must not make a separate peace.
    """
    return bool(ALLYING_KINDS & set(dossier.kind)) or any(
        FIGHTING_HELP & set(duty.assist or ()) or "separate_peace" in (duty.refrain or ())
        for duty in dossier.terms.duties
    )


@dataclass(frozen=True, slots=True)
class Alliances:
    """The treaties of a library that make allies, by who may be a party to them, those of fewest parties first.

    `pledged` has by pair the acts of the kind `alliance`: alliances of which no dossier holds the terms.
    """

    of: dict[str, list[Dossier]] = field(repr=False)
    parties: dict[str, frozenset[str]] = field(repr=False)
    pledged: dict[tuple[str, str], list[Deed]] = field(repr=False)

    def possible(self, a: str, b: str) -> bool:
        """Whether the two may have been allied on some day."""
        return bool(self.between(a, b)) or (a, b) in self.pledged

    def between(self, a: str, b: str) -> list[Dossier]:
        """The treaties that may ally `a` and `b`."""
        return [dossier for dossier in self.of.get(a, ()) if b in self.parties[dossier.id]]

    def partners(self, actor: str) -> set[str]:
        """Everybody with whom `actor` may ever have been allied."""
        by_treaty = {other for dossier in self.of.get(actor, ()) for other in self.parties[dossier.id]}
        return (by_treaty | {other for one, other in self.pledged if one == actor}) - {actor}


def alliances_of(dossiers: Iterable[Dossier], acts: Acts) -> Alliances:
    """The index of all alliances among `dossiers`, and of the acts that conclude one."""
    of: dict[str, list[Dossier]] = {}
    parties: dict[str, frozenset[str]] = {}
    for dossier in dossiers:
        if dossier.is_chronicle or not allies_its_parties(dossier):
            continue
        members = parties_of(dossier)
        parties[dossier.id] = frozenset(members)
        for member in members:
            of.setdefault(member, []).append(dossier)
    for found in of.values():
        found.sort(key=lambda dossier: len(parties[dossier.id]))
    pledged: dict[tuple[str, str], list[Deed]] = {}
    for (a, b), deeds in acts.by_pair.items():
        for deed in deeds:
            if deed.event.event == "alliance":
                pledged.setdefault((a, b), []).append(deed)
                pledged.setdefault((b, a), []).append(deed)
    return Alliances(of, parties, pledged)


class Bond(NamedTuple):
    """What ties two actors on a day: the treaty (or the act) by name and title, whom it binds, and why."""

    name: str
    title: str
    bearer: str
    why: Reason


def allied(lives: Lives, world: World, alliances: Alliances, a: str, b: str, when: AnyDay) -> Iterator[Bond]:
    """The alliances in force between `a` and `b` on `when`, those of fewest parties first.

    One that only an act tells of holds from the day of the act: no record says when it ends.
    """
    for dossier in alliances.between(a, b):
        state = in_force(lives(dossier, world), world, a, b, when)
        if state.standing is Standing.LIVE:
            yield Bond(dossier.id, dossier.title, "", state.why)
    for deed in alliances.pledged.get((a, b), ()):
        if not world.before(when, deed.effective(world)):
            yield Bond(deed.key, "an alliance", "", deed.why(world))


def bound(lives: Lives, world: World, duties: Duties, a: str, b: str, when: AnyDay) -> Iterator[Bond]:
    """The duties of `a` toward `b`, and of `b` toward `a`, that keep the one from attacking the other on `when`.

    A duty of neutrality counts from the treaty's entry into force, whether or not a war has called it up: it
    says what its bearer may not do. A duty to respect the land of a third party binds its bearer toward that
    party, which itself is bound by nothing. One duty of each treaty and bearer is given.
    """
    found: set[tuple[str, str]] = set()
    for bearer, other in ((a, b), (b, a)):
        for owed in keeping_peace(duties, bearer, other):
            key = (owed.dossier.id, bearer)
            if key in found:
                continue
            why = _live(lives, world, owed, other, when)
            if why is not None:
                found.add(key)
                yield Bond(owed.dossier.id, owed.dossier.title, bearer, why)


def keeping_peace(duties: Duties, bearer: str, other: str) -> list[Owed]:
    """The duties of `bearer` that forbid it to attack `other`, in force or not, those of fewest parties first."""
    found = [owed for owed in duties.toward.get((bearer, other), ()) if forbids_force(owed, other)]
    return sorted(found, key=lambda owed: len(owed.toward))


def forbids_force(owed: Owed, other: str) -> bool:
    """Whether a duty, in force or not, forbids its bearer to attack `other`: by its words, by the neutrality that it
    asks for, or since it protects the land of `other`."""
    duty = owed.duty
    if duty.observe is not None or AGAINST_FORCE & set(duty.refrain or ()):
        return other in owed.toward
    if LAND & set(duty.respect or ()):
        return other in (duty.protects or owed.toward)
    return False


def _live(lives: Lives, world: World, owed: Owed, other: str, when: AnyDay) -> Reason | None:
    """Why `owed` holds toward `other` on `when`, or None. It is owed to `other`, or to another to protect it."""
    lived = lives(owed.dossier, world)
    for beneficiary in (other,) if other in owed.toward else owed.toward:
        state = in_force(lived, world, owed.bearer, beneficiary, when)
        if state.standing is Standing.LIVE:
            return state.why
        if owed.duty.survives and was_in_force(lived, world, owed.bearer, when):
            return state.why
    return None
