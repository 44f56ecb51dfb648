"""The days from which a data set has parties bound, beside the rule for late joiners that its own dates show.

Under terms without a clause on late joiners a party is bound from the day on record: beside itself no day could
disagree. So each is put to the rule that most of the days of the same convention show (see foedus infer), and to
the day of entry into force; lines that cannot all be true are told as what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from foedus.answers.groundwork.audit_match import NO_JOINING
from foedus.answers.infer import Pair, Rule, propose
from foedus.chronology.days import Day
from foedus.dossier.model import Dossier, Recorded


class Joined(NamedTuple):
    """What is found of one claim: a class by its name in `audit.Agreement`, why, and the distance in days."""

    agreement: str
    because: str
    off: int | None


class Shown(NamedTuple):
    """What the claims of one dossier show together: its entry into force, its rule, each party's claims."""

    force: Day | None
    rule: Rule | None
    by_party: Mapping[str, tuple[Recorded, ...]]
    successors: frozenset[str]


def shown_by(dossier: Dossier) -> Shown | None:
    """What the claims on parties of a dossier show; None if its terms have a clause on late joiners, or it has none."""
    claims = [claim for claim in dossier.recorded if claim.party is not None]
    if not claims or dossier.terms.joining is not None or not dossier.open_to_others:
        return None
    by_party: dict[str, list[Recorded]] = {}
    for claim in claims:
        by_party.setdefault(claim.party or "", []).append(claim)
    force = _force(dossier, claims)
    successors = frozenset(party for event in dossier.record if event.event == "succession" for party in event.by)
    pairs = [pair for claim in claims if (pair := _pair(claim, force, by_party, successors)) is not None]
    parties = {party: tuple(each) for party, each in by_party.items()}
    return Shown(force, propose(dossier.id, dossier.title, pairs).rule, parties, successors)


def _force(dossier: Dossier, claims: Iterable[Recorded]) -> Day | None:
    """The day of entry into force on record, if it is a known one; else the first from which anyone was bound."""
    for event in dossier.record:
        if event.event == "entry_into_force":
            moments = list(event.on.choices.values()) if hasattr(event.on, "choices") else [event.on]
            known = [moment.first for moment in moments if moment.is_exact]
            if known:
                return known[0]
    return min((claim.in_force.first for claim in claims if claim.in_force is not None), default=None)


def _pair(
    claim: Recorded, force: Day | None, by_party: Mapping[str, Sequence[Recorded]], successors: frozenset[str]
) -> Pair | None:
    party = claim.party or ""
    if claim.deposited is None or claim.in_force is None or len(by_party[party]) > 1 or party in successors:
        return None
    if not (claim.deposited.is_exact and claim.in_force.is_exact):
        return None
    return Pair(party, claim.deposited.first, claim.in_force.first, force, "")


def joined(shown: Shown, claim: Recorded) -> Joined:
    """How the day from which a claim has its party bound stands to the others."""
    others = shown.by_party[claim.party or ""]
    if not _in_turn(others):
        told = "; ".join(f"{one.number or 'a line'}: {_text(one)}" for one in others)
        return Joined("CONTRADICTS", f"lines that cannot all be true ({told})", _spread(others))
    if claim.in_force is None:
        if claim.deposited is None:
            return Joined("AGREES", "no instrument, and not bound", None)
        return Joined("NOT_CODED", "not on record: the day from which it was bound", None)
    bound = claim.in_force.first
    if shown.force is not None and claim.in_force.last < shown.force:
        return Joined("CONTRADICTS", "bound before the convention was in force", bound - shown.force)
    if claim.party in shown.successors:
        return Joined("READING", "a succession, which follows no rule for late joiners", None)
    if claim.deposited is None:
        return Joined("NOT_CODED", "not on record: an act of consent", None)
    deposited = claim.deposited.first
    if shown.force is not None and deposited <= shown.force and bound == shown.force:
        return Joined("AGREES", "entry into force", 0)
    if shown.rule is None:
        return Joined("NOT_CODED", f"not on record: {NO_JOINING}", None)
    off = bound - max(shown.rule.day(deposited), shown.force or 0)
    if off == 0:
        return Joined("READING", f"the rule that most dates show: {shown.rule.words} (see foedus infer)", 0)
    when = "its instrument" if off < 0 and bound < deposited else "the day of the rule"
    return Joined("UNEXPLAINED", f"bound {'before' if off < 0 else 'after'} {when}", off)


def _in_turn(claims: Sequence[Recorded]) -> bool:
    """Whether the claims on one party can all be true: one, or times that follow on each other."""
    ordered = sorted(claims, key=lambda claim: claim.deposited.first if claim.deposited is not None else 0)
    return all(
        one.ended is not None and other.deposited is not None and one.ended.first <= other.deposited.first
        for one, other in pairwise(ordered)
    )


def _text(claim: Recorded) -> str:
    return claim.in_force.text if claim.in_force is not None else "never"


def _spread(claims: Sequence[Recorded]) -> int | None:
    days = [claim.in_force.first for claim in claims if claim.in_force is not None]
    return max(days) - min(days) if len(days) > 1 else None
