"""pairs: who fought an ally of the other and not the other, and the pact that held the two apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from foedus.answers.fronts import actors_on
from foedus.answers.groundwork.asking import day_asked, known_party, party_name, when
from foedus.answers.groundwork.conduct import conduct
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding, group_some, verdict_on_any
from foedus.answers.groundwork.readings import questions_of
from foedus.answers.groundwork.ties import Ties
from foedus.dossier.library import Library
from foedus.law.conduct.ties import Bond
from foedus.law.conduct.war import Fighting
from foedus.reasons import Reason, computed
from foedus.worlds import World


class Pair(NamedTuple):
    """Two actors of which each fought an ally of the other and not the other.

    `fights` names for each of the two the allies of the other that it fought; `bonds` the pacts between them.
    """

    a: str
    b: str
    fights: tuple[tuple[str, ...], tuple[str, ...]]
    bonds: tuple[str, ...]
    allied_by: tuple[str, ...]
    why: Reason


def pairs(
    library: Library,
    on: str,
    party: str | None = None,
    readings: Iterable[str] = (),
    known_to: str | None = None,
    co_belligerents: bool = False,
) -> Finding:
    """All pairs on `on` (those of `party`, if given) of which each fought an ally of the other and not the other.

    Allies are two between whom a treaty that makes allies is in force: one of the kind alliance, defence or
    mutual assistance, with a duty to assist by arms or against a separate peace (the Tripartite Pact and the
    Declaration by United Nations are such), unless the two fight each other. With `co_belligerents` two that
    fight a common enemy, and not each other, count as allies too. An answer's value names the two, whom each
    fought (`fights`), the pacts in force that forbade one to attack the other (`held_apart_by`) and whether the
    two were allies themselves.
    """
    moment = when(on)
    around = conduct(library, readings, known_to, moment.last)
    ties = Ties(around, day_asked(moment))
    there = actors_on(around, moment)
    who = None if party is None else known_party(party)
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    for a, b in _candidates(ties, there, co_belligerents):
        if who is not None and who not in (a, b):
            continue
        found, hang_on = _one(ties, a, b, there, co_belligerents)
        answers += found
        hinges.update(dict.fromkeys(hang_on))
    about = "" if who is None else f" of {party_name(who)}"
    return Finding(
        question=f"Which pairs{about} fought each other's allies and not each other on {moment.text}?",
        verdict=verdict_on_any(answers),
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, around.dossiers, lambda key: key),
        notes=doubts([moment], answers),
        left_out=around.left_out,
    )


def _candidates(ties: Ties, there: list[str], co_belligerents: bool) -> Iterator[tuple[str, str]]:
    """The pairs that may be such on some day: each was ever at war with somebody who was ever an ally of the other."""
    acts = ties.around.acts
    here = set(there)
    enemies = {actor: here & set(acts.enemies(actor)) for actor in there}
    partners = {
        actor: here
        & (ties.alliances.partners(actor) | (_co_belligerents(actor, enemies) if co_belligerents else set()))
        for actor in there
    }
    fighting = [actor for actor in there if enemies[actor]]
    for a, b in combinations(fighting, 2):
        if enemies[a] & partners[b] and enemies[b] & partners[a]:
            yield a, b


def _co_belligerents(actor: str, enemies: dict[str, set[str]]) -> set[str]:
    return {other for enemy in enemies[actor] for other in enemies.get(enemy, ()) if other != actor}


def _one(
    ties: Ties, a: str, b: str, there: list[str], co_belligerents: bool
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    def look(world: World) -> Pair | None:
        found = _pair(ties, world, a, b, there, co_belligerents)
        return None if found is None else found._replace(why=found.why.settled(world.bounds))

    exploration = ties.around.explore(look)
    return group_some(exploration, lambda found: (found.fights, found.bonds), _value, lambda found: found.why)


def _pair(ties: Ties, world: World, a: str, b: str, there: list[str], co_belligerents: bool) -> Pair | None:
    if ties.war(world, a, b) is not None:
        return None
    fought = _fought(ties, world, a, b, there, co_belligerents)
    fought_back = _fought(ties, world, b, a, there, co_belligerents) if fought else []
    if not fought or not fought_back:
        return None
    bond = ties.bond(world, a, b)
    alliance = ties.alliance(world, a, b)
    because = [why for _, why in (*fought[:1], *fought_back[:1])]
    because += [computed("held apart by {0}", bond.title, because=(bond.why,))] if bond is not None else []
    says = "{0} and {1} fought each other's allies and not each other"
    return Pair(
        a,
        b,
        (tuple(who for who, _ in fought), tuple(who for who, _ in fought_back)),
        _names(bond),
        _names(alliance),
        computed(says, party_name(a), party_name(b), because=tuple(because)),
    )


def _names(bond: Bond | None) -> tuple[str, ...]:
    return () if bond is None else (bond.name,)


def _fought(
    ties: Ties, world: World, fighter: str, other: str, there: list[str], co_belligerents: bool
) -> list[tuple[str, Reason]]:
    """The allies of `other` that `fighter` fought, with why."""
    found = []
    for ally in ties.around.acts.enemies(fighter):
        if ally not in there or ally == other:
            continue
        war = ties.war(world, fighter, ally)
        if war is None:
            continue
        alliance = ties.alliance(world, other, ally)
        if alliance is not None and ties.war(world, other, ally) is None:
            says = "{0} fought {1}, an ally of {2} by {3}"
            names = party_name(fighter), party_name(ally), party_name(other), alliance.title
            found.append((ally, computed(says, *names, because=(war.why(world), alliance.why))))
        elif co_belligerents:
            common = _common_enemy(ties, world, other, ally, fighter)
            if common is not None:
                says = "{0} fought {1}, which fought {3} beside {2}"
                names = party_name(fighter), party_name(ally), party_name(other), party_name(common[0])
                found.append((ally, computed(says, *names, because=(war.why(world), *common[1]))))
    return found


def _common_enemy(ties: Ties, world: World, one: str, other: str, but: str) -> tuple[str, tuple[Reason, ...]] | None:
    """An actor other than `but` that both fight, if the two do not fight each other."""
    if ties.war(world, one, other) is not None:
        return None
    for enemy in ties.around.acts.enemies(one):
        if enemy in (other, but):
            continue
        first: Fighting | None = ties.war(world, one, enemy)
        second = ties.war(world, other, enemy) if first is not None else None
        if first is not None and second is not None:
            return enemy, (first.why(world), second.why(world))
    return None


def _value(found: Pair) -> dict[str, object]:
    return {
        "pair": [found.a, found.b],
        "fights": {found.a: list(found.fights[0]), found.b: list(found.fights[1])},
        "held_apart_by": list(found.bonds),
        "allied_by": list(found.allied_by),
    }
