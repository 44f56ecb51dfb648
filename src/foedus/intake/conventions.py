"""A convention from the lines of a table of participation: a dossier, and its parties in a CSV beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.chronology.moments import parse_moment
from foedus.dossier.diagnostics import Diagnostic
from foedus.intake.dossier_text import slug, text_of
from foedus.intake.made import Made
from foedus.intake.names import Local, party
from foedus.intake.participation import Entry, by_party

NO_CLAUSES = "The table has no clauses: neither on entry into force nor on when late joiners are bound."
NO_KINDS = "The table does not tell ratification from accession: who signed before is taken to have ratified."


def convention(path: Path, found: list[Entry], as_of: str | None) -> Made:
    """The dossier of one convention from its lines.

    A party whose lines contradict each other is left out of the record: each line stands under `recorded`, and a
    note tells which they are. The table has no clauses; what it says of entry into force is a fact of the record.
    """
    key = slug(found[0].treaty)
    local: Local = {}
    parties = by_party(found)
    ids = {name: party(name, local) for name in parties}
    clear = {name: each[0] for name, each in parties.items() if len(each) == 1}
    notes = [_conflict(path, name, each) for name, each in parties.items() if len(each) > 1]
    statements = [NO_CLAUSES]
    record: list[dict[str, object]] = []
    own = sorted({entry.force for entry in found if entry.force is not None})
    if len(own) == 1:
        record.append({"event": "entry_into_force", "on": own[0], "source": "table"})
    elif own:
        notes.append(_several(path, found, own))
        statements.append(f"The table gives several days of entry into force: {', '.join(own)}.")
    if not any(entry.instrument for entry in found):
        statements.append(NO_KINDS)
    if notes:
        statements.append("Parties whose lines contradict each other are left out of the record; see `recorded`.")
    data: dict[str, Any] = {
        "id": key,
        "title": found[0].title,
        "form": "convention",
        "open_to_others": True,
        "participants": f"{key}.csv",
        "terms": {"binding": {"by": "ratification"}},
        "record": record,
        "statements": [{"says": says, "source": "table"} for says in statements],
        "recorded": [
            {"by": "table", "number": f"line {entry.line}", "party": ids[name], "deposited": entry.deposited,
             "in_force": entry.bound, "ended": entry.ended, "as_of": as_of}
            for name, each in parties.items() for entry in each
        ],
        "sources": {"table": {"title": path.name, "number": found[0].treaty}},
        "actors": local,
    }  # fmt: skip
    local_names = tuple(part["name"] for part in local.values())
    return Made(key, text_of(data), _table(clear, ids), len(found), tuple(notes), local_names)


def _table(clear: dict[str, Entry], ids: dict[str, str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("party", "action", "date", "source"))
    for name, entry in clear.items():
        for action, day in _acts(entry):
            writer.writerow((ids[name], action, day, "table"))
    return stream.getvalue()


def _acts(entry: Entry) -> Iterator[tuple[str, str]]:
    """The acts that a line tells of: a signature only if it comes before the instrument."""
    before = entry.signed is not None and (
        entry.deposited is None or parse_moment(entry.signed).first < parse_moment(entry.deposited).first
    )
    if before and entry.signed is not None:
        yield "signature", entry.signed
    if entry.deposited is not None:
        yield entry.instrument or ("ratification" if before else "accession"), entry.deposited


def _conflict(path: Path, name: str, each: list[Entry]) -> Diagnostic:
    told = "; ".join(
        f"line {entry.line}: instrument {entry.deposited or 'none'}, bound {entry.bound or 'never'}" for entry in each
    )
    remedy = "write the right dates into the CSV of participants"
    found = f"{len(each)} lines for {name} of {each[0].treaty} that contradict each other ({told})"
    return Diagnostic(str(path), each[1].line, 1, found, "one day for each act", remedy, "warning")


def _several(path: Path, found: list[Entry], own: list[str]) -> Diagnostic:
    told = f"several days of entry into force of {found[0].treaty}: {', '.join(own)}"
    return Diagnostic(str(path), found[0].line, 1, told, "one", "say in the dossier which it is", "warning")
