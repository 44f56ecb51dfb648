"""conflicts: duties of one party that cannot both be kept."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.groundwork.asking import day_asked, known_party, party_name, when
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.finding import Answer, Finding, group_some, verdict_on_any
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.moments import Moment
from foedus.dossier.library import Library
from foedus.law.conduct.conflict import FIGHTING, Conflict, conflict, demands, forbids
from foedus.law.conduct.duty import Standing, stand
from foedus.law.conduct.touch import Owed
from foedus.law.conduct.war import war_on
from foedus.law.defaults import SELF_DEFENCE
from foedus.worlds import World


def conflicts(
    library: Library,
    on: str,
    party: str | None = None,
    readings: Iterable[str] = (),
    known_to: str | None = None,
) -> Finding:
    """Every pair of live duties, of `party` or of anybody, of which one asks to fight whom the other protects.

    An answer's value names the party, both duties, the act that both speak of (the witness), whether the
    conflict is there now or only if something happens, and the clause that resolves it if one does.
    """
    moment = when(on)
    around = conduct(library, readings, known_to, moment.last)
    parties = [known_party(party)] if party is not None else list(around.duties.of)
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    for who in parties:
        for asking, forbidding, enemies in _candidates(around, who):
            for enemy in enemies:
                found, hang_on = _one(around, asking, forbidding, enemy, moment)
                answers += found
                hinges.update(dict.fromkeys(hang_on))
    open_ = [answer for answer in answers if not answer.value["resolved_by"]]
    return Finding(
        question=f"Which duties{'' if party is None else f' of {party_name(parties[0])}'} conflict on {moment.text}?",
        verdict=verdict_on_any(open_),
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, around.dossiers, lambda key: key),
        notes=doubts([moment], answers),
        left_out=around.left_out,
    )


def _candidates(around: Conduct, who: str) -> Iterable[tuple[Owed, Owed, tuple[str, ...]]]:
    """The pairs of duties that could conflict, with those whom both concern."""
    own = around.duties.of.get(who, [])
    asking = [o for o in own if o.duty.perform == "enter_war" or (o.duty.assist and FIGHTING & set(o.duty.assist))]
    forbidding = [o for o in own if o.duty.refrain or o.duty.respect]
    for first in asking:
        for second in forbidding:
            if first.dossier.id == second.dossier.id or (second.dossier.open_to_others and len(second.toward) > 20):
                continue  # a convention among all powers forbids war in general: not a conflict of two promises
            both = tuple(enemy for enemy in second.toward if enemy not in first.toward and enemy != who)
            if both:
                yield first, second, both


def _one(
    around: Conduct, asking: Owed, forbidding: Owed, enemy: str, moment: Moment
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    exploration = around.explore(lambda world: _conflict(around, world, asking, forbidding, enemy, moment))
    return group_some(exploration, lambda found: (found.witness, found.resolved_by), _value, lambda found: found.why)


def _conflict(
    around: Conduct, world: World, asking: Owed, forbidding: Owed, enemy: str, moment: Moment
) -> Conflict | None:
    day = day_asked(moment)
    other = stand(
        around.life(forbidding.dossier, world), world, around.acts, forbidding.duty, forbidding.bearer, enemy, day, None
    )
    if not other.binds:
        return None
    lived = around.life(asking.dossier, world)
    for beneficiary in asking.toward:
        state = stand(lived, world, around.acts, asking.duty, asking.bearer, beneficiary, day, None)
        if state.standing is Standing.OUTSIDE:
            continue
        for demand in demands(asking, beneficiary, state, (enemy,)):
            why = forbids(forbidding, enemy, demand) if demand.enemy == enemy else None
            if why is not None:
                found = conflict(demand, forbidding, why, other)
                war = war_on(world, around.acts, asking.bearer, enemy, day)
                if war is not None and war.opener == enemy and SELF_DEFENCE.decide(world) == "right":
                    found = found._replace(resolved_by=f"self-defence: {enemy} had attacked {asking.bearer}")
                elif war is not None:  # what breaks the promise is the opening of that war, not to fight on in it
                    found = found._replace(resolved_by=f"{asking.bearer} and {enemy} are at war already")
                return found._replace(why=found.why.settled(world.bounds))
    return None


def _value(found: Conflict) -> dict[str, str | None]:
    asks, bars = found.demand.owed, found.forbidding
    return {
        "party": asks.bearer,
        "asks": f"{asks.dossier.id}/{asks.duty.id}",
        "asks_says": duty_words(asks.duty, asks.dossier),
        "forbids": f"{bars.dossier.id}/{bars.duty.id}",
        "forbids_says": duty_words(bars.duty, bars.dossier),
        "witness": found.witness,
        "when": found.demand.condition or "now",
        "resolved_by": found.resolved_by or None,
    }
