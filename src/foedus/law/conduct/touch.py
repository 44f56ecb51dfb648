"""Which duties an act can touch: by what it is, whose it is and whom it hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.dossier.duties import Duty
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import HELPS, JOINS, OPENS_WAR, TAKES, Deed
from foedus.law.conduct.duty import bearers, beneficiaries

AGAINST_FORCE = frozenset({"attack", "threat", "hostility"})


class Owed(NamedTuple):
    """A duty of one dossier, as one party owes it to others."""

    dossier: Dossier
    duty: Duty
    bearer: str
    toward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of a library, by who bears them: judging an act looks at its actor's duties alone.

    `toward` holds those by (bearer, beneficiary or protected party), for the acts that hit somebody;
    `assisting` the duties to assist, by whom they are owed to.
    """

    of: dict[str, list[Owed]] = field(repr=False)
    toward: dict[tuple[str, str], list[Owed]] = field(repr=False)
    open: dict[str, list[Owed]] = field(repr=False)
    assisting: dict[str, list[Owed]] = field(repr=False)


def duties_of(dossiers: Iterable[Dossier]) -> Duties:
    """The index of all duties. Those whose touch depends on third parties stand in `open`, by bearer."""
    of: dict[str, list[Owed]] = {}
    toward: dict[tuple[str, str], list[Owed]] = {}
    open_: dict[str, list[Owed]] = {}
    assisting: dict[str, list[Owed]] = {}
    for dossier in dossiers:
        parties = parties_of(dossier)
        heirs = _heirs(dossier)
        for duty in dossier.terms.duties:
            for bearer in _with(heirs, bearers(duty, parties)):
                others = _with(heirs, beneficiaries(duty, bearer, parties))
                owed = Owed(dossier, duty, bearer, tuple(other for other in others if other != bearer))
                of.setdefault(bearer, []).append(owed)
                if duty.assist is not None:
                    for other in owed.toward:
                        assisting.setdefault(other, []).append(owed)
                if _hits_third_parties(duty):
                    open_.setdefault(bearer, []).append(owed)
                    continue
                for other in dict.fromkeys((*owed.toward, *duty.protects)):
                    toward.setdefault((bearer, other), []).append(owed)
    return Duties(of, toward, open_, assisting)


def _heirs(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Who goes on as a party in whose place: a duty that names the one is borne by, and owed to, the other too."""
    return {
        gone: tuple(event.by)
        for event in dossier.record
        if event.event in ("continuation", "separation", "union")
        for gone in event.to
    }


def _with(heirs: dict[str, tuple[str, ...]], actors: tuple[str, ...]) -> tuple[str, ...]:
    if not heirs:
        return actors
    return tuple(dict.fromkeys(one for actor in actors for one in (actor, *heirs.get(actor, ()))))


def parties_of(dossier: Dossier) -> tuple[str, ...]:
    """Everybody who may be a party: the negotiating states and whoever consented."""
    joined = (actor for event in dossier.record if event.event in _CONSENT for actor in event.by)
    return tuple(dict.fromkeys((*dossier.parties, *joined)))


_CONSENT = frozenset(
    {
        "signature",
        "definitive_signature",
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "adherence",
        "succession",
        "admission",
        "continuation",
    }
)


def _hits_third_parties(duty: Duty) -> bool:
    """Whether an act that hits somebody else than the beneficiary can touch this duty."""
    refrained = set(duty.refrain or ())
    return bool(
        refrained & {"aid_to_attacker", "separate_peace", "separate_talks", "hostile_bloc", "political_treaty"}
        or duty.observe
        or duty.assist
        or duty.perform
    )


def touched_by(duties: Duties, deed: Deed) -> Iterator[tuple[Owed, str]]:
    """The duties that an act can touch by its kind, each with the beneficiary that it concerns."""
    event = deed.event
    seen: set[tuple[str, str, str, str]] = set()
    for actor in event.by:
        near = [(owed, target) for target in event.to for owed in duties.toward.get((actor, target), ())]
        far = [(owed, "") for owed in duties.open.get(actor, ())]
        own = duties.of.get(actor, ()) if event.departs_from else ()
        named = [(owed, "") for owed in own if owed.duty.id in event.departs_from]
        for owed, target in (*near, *far, *named):
            for beneficiary in owed.toward:
                if not _touches(owed, beneficiary, deed, target):
                    continue
                key = (owed.dossier.id, owed.duty.id, owed.bearer, beneficiary)
                if key not in seen:
                    seen.add(key)
                    yield owed, beneficiary


def _touches(owed: Owed, beneficiary: str, deed: Deed, target: str) -> bool:
    """Whether the act is of a kind that this duty speaks of, given whom it hits."""
    duty, event = owed.duty, deed.event
    if duty.id in event.departs_from and owed.dossier.id == deed.dossier.id:
        return beneficiary in event.to or not set(event.to) & set(owed.toward)
    kind = event.event
    hit = set(event.to)
    refrained = set(duty.refrain or ())
    match duty.verb:
        case "refrain":
            if kind in OPENS_WAR | TAKES and refrained & AGAINST_FORCE:
                return beneficiary in hit or bool(hit & set(duty.protects))
            if kind in ("ultimatum", "mobilisation") and "threat" in refrained:
                return beneficiary in hit
            if kind in HELPS and "aid_to_attacker" in refrained:
                return beneficiary not in hit
            if kind in ("armistice", "peace", "surrender") and "separate_peace" in refrained:
                together = beneficiary in event.by or beneficiary in hit
                return not together and (not duty.against or bool(hit & set(duty.against)))
            if kind in JOINS and refrained & {"hostile_bloc", "political_treaty"}:
                others = hit | set(event.by)
                return beneficiary not in others and (not duty.against or bool(others & set(duty.against)))
            return False
        case "respect":
            return (
                kind in OPENS_WAR | TAKES
                and (beneficiary in hit if not duty.protects else bool(hit & set(duty.protects)))
                and _same_territory(duty, deed)
            )
        case "observe":
            return (kind in OPENS_WAR and beneficiary in hit) or (kind in HELPS and beneficiary not in hit)
        case "notify":
            return kind == "attack" and beneficiary in hit and duty.notify == "before_hostilities"
        case "assist":
            fights = set(duty.assist or ()) & {"military", "all_means"}
            if kind == "neutrality_declared":
                return bool(fights) and not (hit and beneficiary in hit)
            called = bool(hit & set(duty.against)) if duty.against else duty.when is not None
            return kind in OPENS_WAR and beneficiary not in hit and bool(fights) and called
        case "perform":
            return duty.perform == "enter_war" and kind in OPENS_WAR and bool(hit & set(duty.against))
        case _:
            return False


def _same_territory(duty: Duty, deed: Deed) -> bool:
    """A duty that names a territory is touched by acts there, or by acts that name none."""
    named = deed.event.territory
    if not duty.territory or not named:
        return True
    return any(place.lower() in duty.territory.lower() or duty.territory.lower() in place.lower() for place in named)
