"""A table of contracts as dossiers: a contract a dossier, its parties declared in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.dossier.diagnostics import Diagnostic
from foedus.intake.contracts import INDEFINITE, ContractRow, Order
from foedus.intake.contracts import read as read_rows
from foedus.intake.dossier_text import text_of
from foedus.intake.ids import slug, taken
from foedus.intake.made import LeftOut, Made, Outcome
from foedus.intake.names import own_id


def read(path: Path, dates: Order | None = None) -> Iterator[Outcome]:
    """A dossier for each contract of the table at `path`, or why there is none.

    Two contracts whose ids differ in case and signs alone cannot be told apart as files: the second is left out.
    Raises QuestionError if the file cannot be read or lacks a column that is needed.
    """
    return _made(path, read_rows(path, dates))


def _made(path: Path, table: Iterator[ContractRow | Diagnostic]) -> Iterator[Outcome]:
    met: dict[str, int] = {}
    for row in table:
        if isinstance(row, Diagnostic):
            yield LeftOut(row)
            continue
        key = slug(row.id)
        if fault := taken(met, key, path, row.line, "id", row.id):
            yield LeftOut(fault)
            continue
        yield Made(key, text_of(dossier_of(row, key, path.name)), notes=_notes(path, row))


def dossier_of(row: ContractRow, key: str, file: str) -> dict[str, Any]:
    """The data of a contract's dossier, with `key` as its id; `file` is named as its source."""
    actors = {own_id(name): {"name": name, "kind": "organisation"} for name in row.parties}
    fixed = row.first_term not in (None, INDEFINITE)
    terms: dict[str, Any] = {}
    if row.first_term is not None:
        terms["term"] = {"length": row.first_term} if fixed else {"indefinite": True}
    if row.renewal is not None and fixed:
        terms["renewal"] = {"then": "indefinite"} if row.renewal == INDEFINITE else {"tacit": row.renewal}
    if row.notice is not None:
        terms["denunciation"] = {"notice": row.notice, "before": "term_end" if fixed else None}
    if row.survival is not None:
        terms["survival"] = {"length": row.survival, "covers": "what the contract lets survive its end"}
    return {
        "id": key,
        "title": f"{row.id}: {', '.join(row.parties)}",
        "kind": "other",
        "parties": list(actors),
        "terms": terms,
        "record": [{"event": "entry_into_force", "on": row.start.isoformat(), "source": "table"}],
        "sources": {"table": {"title": file, "number": f"line {row.line}"}},
        "actors": actors,
    }


def _notes(path: Path, row: ContractRow) -> tuple[Diagnostic, ...]:
    if row.first_term is not None:
        return ()
    remedy = "write 'indefinite' if the contract has no term"
    note = Diagnostic(str(path), row.line, 1, "an empty cell", "a first term", remedy, "warning", "first term")
    return (note,)
