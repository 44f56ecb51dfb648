"""The pairs that show a rule for late joiners: from a table of participation, or from what a dossier records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foedus.answers.infer import Pair, Proposal, propose
from foedus.chronology.moments import parse_moment
from foedus.dossier.model import Dossier
from foedus.intake.made import LeftOut
from foedus.intake.participation import Entry, by_party, grouped


def of_table(path: Path) -> tuple[list[Proposal], list[LeftOut]]:
    """A proposal for each convention of a table of participation, and the lines that could not be read.

    Raises QuestionError if the file cannot be read or is no such table.
    """
    conventions, left_out = grouped(path)
    return [of_entries(found) for found in conventions.values()], left_out


def of_dossier(dossier: Dossier) -> Proposal:
    """A proposal from the days that a dossier records of its parties' instruments and of their being bound."""
    force = next((event.on for event in dossier.record if event.event == "entry_into_force"), None)
    own = force.text if force is not None and not hasattr(force, "choices") and force.is_exact else None
    found = [
        Entry(
            place, dossier.id, dossier.title, claim.party, None, None,
            None if claim.deposited is None else claim.deposited.text,
            None if claim.in_force is None else claim.in_force.text,
            None, None, own,
        )
        for place, claim in enumerate(dossier.recorded, 1)
        if claim.party is not None
    ]  # fmt: skip
    return of_entries(found, dossier.id, dossier.title)


def of_entries(found: list[Entry], treaty: str = "", title: str = "") -> Proposal:
    """A proposal from the lines of one convention; a party whose lines contradict each other is left aside."""
    parties = by_party(found)
    clear = {name: each[0] for name, each in parties.items() if len(each) == 1}
    successors = [name for name, entry in clear.items() if entry.instrument == "succession"]
    least = min((entry.bound for entry in clear.values() if entry.bound), default=None)
    made = {
        name: pair
        for name, entry in clear.items()
        if name not in successors and (pair := _pair(entry, entry.force or least)) is not None
    }
    return propose(
        treaty or found[0].treaty,
        title or found[0].title,
        made.values(),
        list(_conflicts(parties)),
        len(successors),
        len(clear) - len(made) - len(successors),
    )


def _pair(entry: Entry, force: str | None) -> Pair | None:
    if entry.deposited is None or entry.bound is None:
        return None
    deposited, bound = parse_moment(entry.deposited), parse_moment(entry.bound)
    if not (deposited.is_exact and bound.is_exact):
        return None
    own = parse_moment(force).first if force is not None else None
    return Pair(entry.party, deposited.first, bound.first, own, f"line {entry.line}")


def _conflicts(parties: dict[str, list[Entry]]) -> Iterator[str]:
    for name, each in parties.items():
        if len(each) > 1:
            told = "; ".join(f"line {one.line}: {one.deposited or '…'} -> {one.bound or '…'}" for one in each)
            yield f"{name} ({told})"
