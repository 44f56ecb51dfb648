"""Which treaty of another folder a record of a data set is about: same parties, same day of signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.many import ask_all
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier


def met_in(against: Library, left_out: list[str]) -> Callable[[Asked], Asked | None]:
    """What finds, for a dossier of a data set, the one in `against` with the same parties and day of signature."""
    others = ask_all(against, lambda dossier: len(dossier.parties) > 1)
    left_out += others.left_out
    by_parties: dict[frozenset[str], list[Asked]] = {}
    for asked in others.asked:
        by_parties.setdefault(frozenset(asked.dossier.parties), []).append(asked)

    def meet(asked: Asked) -> Asked | None:
        days = set(_signed(asked.dossier))
        days |= {claim.in_force.first for claim in asked.dossier.recorded if claim.in_force is not None}
        same = by_parties.get(frozenset(asked.dossier.parties), [])
        found = [other for other in same if days & set(_signed(other.dossier))]
        found = _alike(found, lambda other: bool(set(other.kind) & set(asked.dossier.kind)))
        found = _alike(found, lambda other: other.part_of is None and other.terms.shares_life_of is None)
        if len(found) == 1:
            return found[0]
        names = " and ".join(other.dossier.id for other in found)
        why = f"{names} have" if found else "no dossier there has"
        left_out.append(f"{asked.dossier.id} is left out: {why} the same parties and day of signature")
        return None

    return meet


def _alike(found: list[Asked], wanted: Callable[[Dossier], bool]) -> list[Asked]:
    """Of several dossiers those that are as wanted, or all if none is."""
    return [other for other in found if wanted(other.dossier)] or found if len(found) > 1 else found


def _signed(dossier: Dossier) -> Iterable[int]:
    for event in dossier.record:
        if event.event in ("signature", "definitive_signature") and not hasattr(event.on, "choices"):
            yield event.on.first
