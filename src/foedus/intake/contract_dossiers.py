"""A table of contracts as dossiers: a contract a dossier, its parties declared in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.library import BUNDLED
from foedus.intake.contract_columns import passed_over
from foedus.intake.contracts import INDEFINITE, UNTOLD, ContractRow, Order, Table, opened, rows_of
from foedus.intake.dossier_text import text_of
from foedus.intake.ids import slug, taken
from foedus.intake.made import LeftOut, Made, Outcome
from foedus.intake.names import own_id


def read(path: Path, dates: Order | None = None, sheet: str | None = None) -> Iterator[Outcome]:
    """A dossier for each contract of the table at `path`, or why there is none.

    Two contracts whose ids differ in case and signs alone cannot be told apart as files: the second is left out.
    Raises QuestionError if the file cannot be read or lacks a column that is needed.
    """
    return _made(path, opened(path, sheet), dates)


def _made(path: Path, table: Table, dates: Order | None) -> Iterator[Outcome]:
    met: dict[str, int] = {}
    shipped = _bundled_ids()
    if told := passed_over(table.head, table.columns, path):
        yield LeftOut(told, rows=0)
    for row in rows_of(table, dates):
        if isinstance(row, Diagnostic):
            yield LeftOut(row)
            continue
        key = slug(row.id)
        key = f"{key}-contract" if key in shipped else key
        if fault := taken(met, key, path, row.line, "id", row.id):
            yield LeftOut(fault)
            continue
        yield Made(key, text_of(dossier_of(row, key, path.name)), notes=_notes(path, row))


GOES_ON = {
    "question": "Does the contract go on when its first term is over? The cell on renewal could not be read.",
    "not_coded": True,
    "positions": {
        "goes-on": {"value": "true", "note": "it goes on after its first term"},
        "ends": {"value": "false", "note": "it ends with its first term"},
    },
}


@cache
def _bundled_ids() -> frozenset[str]:
    """The ids of the treaties that ship with foedus, which a contract does not take the place of."""
    return frozenset(path.stem for path in BUNDLED.rglob("*.yaml"))


def dossier_of(row: ContractRow, key: str, file: str) -> dict[str, Any]:
    """The data of a contract's dossier, with `key` as its id; `file` is named as its source."""
    unread = {note.where for note in row.unread}
    actors = {own_id(name): {"name": name, "kind": "organisation"} for name in row.parties}
    fixed = row.first_term not in (None, INDEFINITE)
    terms: dict[str, Any] = {}
    if row.first_term is not None:
        terms["term"] = {"length": row.first_term} if fixed else {"indefinite": True}
    disputes: dict[str, Any] = {}
    if fixed and row.renewal == UNTOLD:
        terms["term"]["at_least"] = True
    elif fixed and "renewal" in unread:
        terms["term"]["at_least"] = {"dispute": "goes-on"}
        disputes["goes-on"] = GOES_ON
    if row.renewal not in (None, UNTOLD) and fixed:
        terms["renewal"] = {"then": "indefinite"} if row.renewal == INDEFINITE else {"tacit": row.renewal}
    if row.notice is not None and "first term" not in unread:  # for when it is given hangs on the term
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
        "disputes": disputes,
        "statements": [
            {"says": f"The table does not say in a form that is read: {note.where} ({note.found}).", "source": "table"}
            for note in row.unread
        ],
        "sources": {"table": {"title": file, "number": f"line {row.line}"}},
        "actors": actors,
    }


def _notes(path: Path, row: ContractRow) -> tuple[Diagnostic, ...]:
    if row.first_term is not None or any(note.where == "first term" for note in row.unread):
        return row.unread
    remedy = "write 'indefinite' if the contract has no term"
    note = Diagnostic(str(path), row.line, 1, "an empty cell", "a first term", remedy, "warning", "first term")
    return (note, *row.unread)
