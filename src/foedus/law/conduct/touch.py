"""Which duties an act can touch: by what it is, whose it is and whom it hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.dossier.duties import Duty
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import HELPS, JOINS, MAKES_PEACE, OPENS_WAR, TAKES, Deed
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
    """The duties of a library, so kept that judging an act looks at those alone that it can touch.

    `of` has them by bearer; `toward` by bearer and actor that an act must hit (the beneficiary, one whom the
    duty protects, an enemy whom it names); `open` by bearer and kind of act, where whom it hits does not tell.
    """

    of: dict[str, list[Owed]] = field(repr=False)
    toward: dict[tuple[str, str], list[Owed]] = field(repr=False)
    open: dict[tuple[str, str], list[Owed]] = field(repr=False)


def duties_of(dossiers: Iterable[Dossier]) -> Duties:
    """The index of all duties."""
    found = Duties({}, {}, {})
    for dossier in dossiers:
        parties = parties_of(dossier)
        heirs = _heirs(dossier)
        for duty in dossier.terms.duties:
            kinds = _open_kinds(duty)
            for bearer in _with(heirs, bearers(duty, parties)):
                others = _with(heirs, beneficiaries(duty, bearer, parties))
                owed = Owed(dossier, duty, bearer, tuple(other for other in others if other != bearer))
                found.of.setdefault(bearer, []).append(owed)
                for hit in _hit(owed):
                    found.toward.setdefault((bearer, hit), []).append(owed)
                for kind in kinds:
                    found.open.setdefault((bearer, kind), []).append(owed)
    return found


def _hit(owed: Owed) -> Iterable[str]:
    """Those of whom an act must hit one to touch a duty, where that is what tells."""
    duty = owed.duty
    hit: dict[str, None] = {}
    if duty.verb in ("respect", "observe", "notify") or AGAINST_FORCE & set(duty.refrain or ()):
        hit.update(dict.fromkeys((*owed.toward, *duty.protects)))
    if duty.verb in ("assist", "perform") or "separate_peace" in (duty.refrain or ()):
        hit.update(dict.fromkeys(duty.against))
    return hit


def _open_kinds(duty: Duty) -> frozenset[str]:
    """The kinds of acts that can touch a duty whomever they hit."""
    refrained = set(duty.refrain or ())
    kinds: set[str] = set()
    if duty.observe is not None or "aid_to_attacker" in refrained:
        kinds |= HELPS
    if "separate_peace" in refrained and not duty.against:
        kinds |= MAKES_PEACE
    if refrained & {"hostile_bloc", "political_treaty"}:
        kinds |= JOINS
    if duty.assist is not None:
        kinds.add("neutrality_declared")
        kinds |= OPENS_WAR if not duty.against else set()
    return frozenset(kinds)


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


def touched_by(duties: Duties, deed: Deed) -> Iterator[tuple[Owed, str]]:
    """The duties that an act can touch by its kind, each with the beneficiary that it concerns."""
    event = deed.event
    seen: set[tuple[str, str, str, str]] = set()
    for actor in event.by:
        near = [(owed, target) for target in event.to for owed in duties.toward.get((actor, target), ())]
        far = [(owed, "") for owed in duties.open.get((actor, event.event), ())]
        own = duties.of.get(actor, ()) if event.departs_from else ()
        named = [(owed, "") for owed in own if owed.duty.id in event.departs_from]
        for owed, target in (*near, *far, *named):
            alone = target in owed.toward and not owed.duty.protects and not owed.duty.against
            for beneficiary in (target,) if alone else owed.toward:
                if not _touches(owed, beneficiary, deed):
                    continue
                key = (owed.dossier.id, owed.duty.id, owed.bearer, beneficiary)
                if key not in seen:
                    seen.add(key)
                    yield owed, beneficiary


def _touches(owed: Owed, beneficiary: str, deed: Deed) -> bool:
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
            if kind in MAKES_PEACE and "separate_peace" in refrained:
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
