"""Conflicts: two duties of one party that no conduct could both keep, now or if something happens."""

from __future__ import annotations

from typing import NamedTuple

from foedus.law.conduct.duty import State
from foedus.law.conduct.touch import AGAINST_FORCE, Owed
from foedus.reasons import Reason, clause, computed

FIGHTING = frozenset({"military", "all_means"})


class Demand(NamedTuple):
    """What a duty asks of its bearer: to fight `enemy`, at once or if `condition` comes about."""

    owed: Owed
    beneficiary: str
    enemy: str
    condition: str
    state: State


class Conflict(NamedTuple):
    """A demand to fight somebody, and a duty that forbids it. `witness` is the act that both speak of.

    `resolved_by` names the clause by which one of the two gives way, "" if none does.
    """

    demand: Demand
    forbidding: Owed
    witness: str
    resolved_by: str
    why: Reason


def demands(owed: Owed, beneficiary: str, state: State, possible: tuple[str, ...]) -> list[Demand]:
    """Whom a duty to assist or to enter a war could oblige its bearer to fight.

    `possible` are the actors whose attack is thought of where the duty names no attacker.
    """
    duty = owed.duty
    if duty.perform == "enter_war":
        return [Demand(owed, beneficiary, enemy, "", state) for enemy in duty.against]
    if duty.assist is None or not FIGHTING & set(duty.assist):
        return []
    named: tuple[str, ...] = duty.against
    condition = "if {0} attacks {1}"
    if duty.when is not None and not isinstance(duty.when, tuple):
        trigger = getattr(duty.when, "by", None)
        if isinstance(trigger, tuple):
            named = trigger
    if not named:
        named = tuple(actor for actor in possible if actor not in (owed.bearer, beneficiary))
    now = state.called_up_by is not None or duty.when is None
    found = []
    for enemy in named:
        if enemy in (owed.bearer, beneficiary):
            continue
        called = state.called_up_by is not None and enemy in (state.called_up_by.opener, state.called_up_by.other)
        told = "" if (now and (called or duty.when is None)) else condition.format(enemy, beneficiary)
        found.append(Demand(owed, beneficiary, enemy, told, state))
    return found


def forbids(owed: Owed, enemy: str, demand: Demand) -> str | None:
    """Why `owed` forbids its bearer to fight `enemy` in the case of `demand`; None if it does not.

    Neutrality in a war in which the other is attacked does not protect one who attacks.
    """
    duty = owed.duty
    if enemy not in owed.toward:
        return None
    if duty.refrain and AGAINST_FORCE & set(duty.refrain):
        return "forbids to attack it"
    if duty.respect and not duty.protects:
        return "asks to respect its territory"
    return None


def conflict(demand: Demand, forbidding: Owed, why: str, other: State) -> Conflict:
    """The conflict of a demand with a duty that forbids it, and whether a saving clause resolves it."""
    owed = demand.owed
    condition = f" {demand.condition}" if demand.condition else " now"
    witness = f"{owed.bearer} fights {demand.enemy}{condition}"
    resolved = ""
    if demand.enemy in owed.duty.saves:
        resolved = f"{owed.dossier.title}: its clauses leave the relation with {demand.enemy} as it is"
    elif demand.enemy in forbidding.duty.saves:
        resolved = f"{forbidding.dossier.title}: its clauses leave that relation as it is"
    asks = clause(owed.duty.article or "", "{0} asks it to fight {1}" + condition, owed.dossier.title, demand.enemy,
                  because=(demand.state.why,))  # fmt: skip
    bars = clause(forbidding.duty.article or "", "{0} " + why, forbidding.dossier.title, because=(other.why,))
    says = "no conduct keeps both" if not resolved else "resolved: {0}"
    reason = computed(says, *((resolved,) if resolved else ()), because=(asks, bars))
    return Conflict(demand, forbidding, witness, resolved, reason)
