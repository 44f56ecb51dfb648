"""What an importer makes of rows: a dossier, or a diagnostic for rows that it cannot read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from foedus.dossier.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier made from one row or several.

    text: its YAML. beside: the CSV of participants beside it, "" for none. rows: how many rows it stands for.
    notes: what of these rows could not be put into it, each with its line; a dossier with notes is incomplete.
    local: names that the register does not hold, declared in the dossier itself.
    """

    id: str
    text: str
    beside: str = ""
    rows: int = 1
    notes: tuple[Diagnostic, ...] = ()
    local: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are in no dossier, and why."""

    why: Diagnostic
    rows: int = 1


Outcome: TypeAlias = Made | LeftOut
