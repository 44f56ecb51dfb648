"""The days of ties: from when to when a treaty ties its parties, a war is fought, an alliance is told of by an act.

A treaty's life is explored once for all its parties; parties with the same days share what is computed for a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeVar

from foedus.answers.groundwork.act_words import act_words
from foedus.answers.groundwork.conduct import Conduct
from foedus.answers.groundwork.finding import Verdict
from foedus.chronology.days import ALWAYS, FOREVER, Day
from foedus.chronology.spans import holds, normal
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import Deed
from foedus.law.conduct.categories import atop_of
from foedus.law.conduct.force_days import NO_DAYS, Days, days_in_force, days_since_entry, on_all
from foedus.law.conduct.ties import alliances_of, allies_its_parties, forbids_force
from foedus.law.conduct.touch import Duties, Owed, parties_of
from foedus.law.conduct.war import fighting
from foedus.worlds import Exploration, World

T = TypeVar("T")
Told = tuple[tuple[Day, Day, Verdict, tuple[str, ...]], ...]
"""Stretches of days: from, to (the first day no longer meant), in every reading or some, the disputes it hangs on."""


class Promise(NamedTuple):
    """What a treaty promises: the kind of tie, who owes it, those one of whom must be a party, whether it survives."""

    kind: str
    bearer: str
    others: tuple[str, ...]
    survives: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """A treaty that ties its parties: who may be a party, the kinds of ties, and the promises by pair of actors."""

    dossier: Dossier
    parties: tuple[str, ...]
    kinds: frozenset[str]
    between: Mapping[tuple[str, str], tuple[Promise, ...]]


class Found(NamedTuple):
    """A tie of two actors, whom it binds and its days."""

    a: str
    b: str
    kind: str
    by: str
    title: str
    binds: tuple[str, ...]
    stretches: Told


def promised_by(dossier: Dossier, duties: Duties, among: frozenset[str]) -> Promised | None:
    """The ties that a treaty can make (between two of `among`, if any are named), or None if it makes none."""
    if dossier.is_chronicle:
        return None
    between: dict[tuple[str, str], dict[Promise, None]] = {}

    def add(a: str, b: str, promise: Promise) -> None:
        if a != b and (not among or (a in among and b in among)):
            between.setdefault((min(a, b), max(a, b)), {})[promise] = None

    members = parties_of(dossier)
    if allies_its_parties(dossier):
        for a, b in combinations(members, 2):
            add(a, b, Promise("alliance", a, (b,)))
    if _ties(dossier):
        bearers = dict.fromkeys((*members, *(heir for event in dossier.record for heir in event.by)))
        for bearer in bearers:
            for owed in duties.of.get(bearer, ()):
                if owed.dossier is dossier:
                    for other, promise in _promises(owed):
                        add(bearer, other, promise)
    if not between:
        return None
    kinds = frozenset(promise.kind for promises in between.values() for promise in promises)
    return Promised(dossier, members, kinds, {pair: tuple(promises) for pair, promises in between.items()})


def _ties(dossier: Dossier) -> bool:
    """Whether a duty of the treaty can tie: most treaties have none, and are passed over."""
    return any(
        duty.verb in ("refrain", "respect", "observe", "consult") or duty.assist for duty in dossier.terms.duties
    )


def _promises(owed: Owed) -> Iterator[tuple[str, Promise]]:
    """What a duty promises to whom, as a tie."""
    duty = owed.duty
    for other in dict.fromkeys((*owed.toward, *duty.protects)):
        if forbids_force(owed, other):
            kind = "neutrality" if duty.observe is not None else "non-aggression"
            yield other, Promise(kind, owed.bearer, (other,) if other in owed.toward else owed.toward, duty.survives)
    _, in_some = atop_of(duty)
    for kind in ("neutrality", "consultation"):
        if kind in in_some:
            for other in owed.toward:
                yield other, Promise(kind, owed.bearer, (other,), duty.survives)


InForce = Mapping[str, tuple[Days, Days]]
"""For each party the days on which a treaty is in force for it, and those since it entered into force."""


def in_treaty(around: Conduct, promised: Promised) -> tuple[list[Found], dict[str, Told]]:
    """The ties that a treaty makes, and for each party the days on which it is in force for it."""

    def look(world: World) -> InForce:
        lived = around.life(promised.dossier, world)
        in_force = days_in_force(lived, world)
        return {party: (days, days_since_entry(lived, world, party)) for party, days in in_force.items()}

    explored = around.explore(look)
    alike: dict[tuple[object, ...], int] = {}
    of = {
        party: alike.setdefault(tuple(path.value.get(party) for path in explored.paths), len(alike))
        for party in {party for path in explored.paths for party in path.value}
    }
    known: dict[object, Told] = {}
    found: list[Found] = []
    for (a, b), promises in promised.between.items():
        for kind in dict.fromkeys(promise.kind for promise in promises):
            own = tuple(promise for promise in promises if promise.kind == kind)
            key = tuple(
                (of.get(promise.bearer), tuple(of.get(other) for other in promise.others), promise.survives)
                for promise in own
            )
            if key not in known:
                known[key] = _stretches(explored, _days_of(own))
            if known[key]:
                binds = () if kind == "alliance" else tuple(dict.fromkeys(promise.bearer for promise in own))
                found.append(Found(a, b, kind, promised.dossier.id, promised.dossier.title, binds, known[key]))
    members = {party: _stretches(explored, _in_force_for(party)) for party in promised.parties if party in of}
    return found, members


def _in_force_for(party: str) -> Callable[[InForce], Days]:
    return lambda in_force: in_force.get(party, (NO_DAYS, NO_DAYS))[0]


def _days_of(promises: tuple[Promise, ...]) -> Callable[[InForce], Days]:
    """The days on which one of the promises is owed."""

    def days(in_force: InForce) -> Days:
        owed = NO_DAYS
        for promise in promises:
            own, since = in_force.get(promise.bearer, (NO_DAYS, NO_DAYS))
            for other in promise.others:
                owed = owed.either(own.both(in_force.get(other, (NO_DAYS, NO_DAYS))[0]))
            if promise.survives:
                owed = owed.either(since)
        return owed

    return days


def wars(around: Conduct, among: frozenset[str]) -> Iterator[Found]:
    """All times of hostilities of two actors, each by the act that opened it."""
    for a, b in sorted({(min(a, b), max(a, b)) for a, foes in around.acts.foes.items() for b in foes}):
        if among and not (a in among and b in among):
            continue

        def look(world: World, a: str = a, b: str = b) -> dict[str, tuple[Deed, Days]]:
            found: dict[str, tuple[Deed, Days]] = {}
            for war in fighting(world, around.acts, a, b):
                (start, sure_start), (sure_end, end) = world.bounds(war.start), world.bounds(war.end)
                days = Days(normal([(sure_start, sure_end)]), normal([(start, end)]))
                key = war.opened_by.key
                found[key] = war.opened_by, days.either(found[key][1]) if key in found else days
            return found

        yield from _by_act(around.explore(look), a, b, "war")


def pledges(around: Conduct, among: frozenset[str]) -> Iterator[Found]:
    """The alliances of which an act alone tells: from its day on, since no record says when they end."""
    pledged = alliances_of((), around.acts).pledged
    for a, b in sorted(pair for pair in pledged if pair[0] < pair[1]):
        if among and not (a in among and b in among):
            continue

        def look(world: World, a: str = a, b: str = b) -> dict[str, tuple[Deed, Days]]:
            found: dict[str, tuple[Deed, Days]] = {}
            for deed in pledged[a, b]:
                first, last = world.bounds(deed.effective(world))
                found[deed.key] = deed, Days(normal([(last, FOREVER)]), normal([(first, FOREVER)]))
            return found

        yield from _by_act(around.explore(look), a, b, "alliance")


def _by_act(explored: Exploration[dict[str, tuple[Deed, Days]]], a: str, b: str, kind: str) -> Iterator[Found]:
    """The ties of two actors that acts made, each with its own days."""
    deeds = {key: deed for path in explored.paths for key, (deed, _) in path.value.items()}
    for key, deed in deeds.items():
        told = _stretches(explored, _made_by(key))
        if told:
            yield Found(a, b, kind, key, act_words(deed.event, deed.dossier), (), told)


def _made_by(key: str) -> Callable[[dict[str, tuple[Deed, Days]]], Days]:
    return lambda found: found[key][1] if key in found else NO_DAYS


def _stretches(explored: Exploration[T], of: Callable[[T], Days]) -> Told:
    """The days `of` the paths: those of every reading, and those of some, cut where other disputes decide."""
    each = [of(path.value) for path in explored.paths]
    all_ = on_all(each)
    if all_.sure == all_.possible:
        return tuple((span.start, span.end, "every", ()) for span in all_.sure)
    ends = {ALWAYS, FOREVER, *(end for days in each for spans in days for span in spans for end in span)}
    found: list[tuple[Day, Day, Verdict, tuple[str, ...]]] = []
    for start, end in _between(sorted(ends)):
        if not holds(all_.possible, start):
            continue
        verdict: Verdict = "every" if holds(all_.sure, start) else "some"
        hinges = () if verdict == "every" else explored.map(of).hinges(_held_on(start))
        if found and found[-1][1] == start and found[-1][2:] == (verdict, hinges):
            found[-1] = found[-1][0], end, verdict, hinges
        else:
            found.append((start, end, verdict, hinges))
    return tuple(found)


def _between(ends: Iterable[Day]) -> Iterator[tuple[Day, Day]]:
    before: Day | None = None
    for end in ends:
        if before is not None:
            yield before, end
        before = end


def _held_on(when: Day) -> Callable[[Days], tuple[bool, bool]]:
    return lambda days: (holds(days.sure, when), holds(days.possible, when))
