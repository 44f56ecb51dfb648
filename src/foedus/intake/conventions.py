"""A convention from the lines of a table of participation: a dossier, and its parties in a CSV beside it.

The table has no clauses. It is a source that says from when each party was bound, and the dossier has its days as
the record's own (`effective`). What the table leaves open, or says in two ways, is an uncertain day or a dispute.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.dossier.diagnostics import Diagnostic
from foedus.intake.dossier_text import text_of
from foedus.intake.ids import slug, taken
from foedus.intake.made import LeftOut, Made, Outcome
from foedus.intake.names import Local, party
from foedus.intake.participation import Entry, by_party, comes_before, in_turn

NO_CLAUSES = "The table has no clauses: neither on entry into force nor on when late joiners are bound. Each party is \
bound from the day that the table gives."
NO_KINDS = "The table does not tell ratification from accession: who signed before is taken to have ratified."
NO_FORCE = "The table has no day of entry into force: it was by the first day from which a party was bound."
NOT_YET = "The table has no day of entry into force, and nobody bound: whether it entered into force is open."
TWICE = "Parties whose lines contradict each other are bound from an uncertain day, between those of the lines; see \
`recorded`."

ENTRY = "When did it enter into force? The table gives several days, or a party that was bound before."
LEAVING = {
    "question": "Did a party cease to be bound on the day that the table gives for its end? By what act it left the "
    "table does not say, and such days are often those of a new version or of the end of what was collected.",
    "not_coded": True,
    "positions": {"as-recorded": {"value": "at_once"}, "still-bound": {"value": "none"}},
}


def convention(path: Path, found: list[Entry], as_of: str | None, met: dict[str, int]) -> Outcome:
    """The dossier of one convention from its lines; `met` maps the ids so far to their lines."""
    key = slug(found[0].treaty)
    if fault := taken(met, key, path, found[0].line, "treaty", found[0].treaty):
        return LeftOut(fault, len(found))
    local: Local = {}
    parties = by_party(found)
    ids = {name: party(name, local) for name in parties}
    notes = [_conflict(path, name, each) for name, each in parties.items() if not in_turn(each)]
    statements = [NO_CLAUSES]
    record, disputes = _entry_into_force(found, statements)
    if "entry" in disputes:
        notes.append(_several(path, found, disputes["entry"]["positions"]))
    if not any(entry.instrument for entry in found):
        statements.append(NO_KINDS)
    if any(not in_turn(each) for each in parties.values()):
        statements.append(TWICE)
    left = list(_left(found, ids))
    if left:
        record += left
        disputes["leaving"] = LEAVING
    data: dict[str, Any] = {
        "id": key,
        "title": found[0].title,
        "form": "convention",
        "open_to_others": True,
        "participants": f"{key}.csv",
        "terms": {"binding": {"by": "ratification"}},
        "record": record,
        "disputes": disputes,
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
    return Made(key, text_of(data), _table(parties, ids), len(found), tuple(notes), local_names)


def _entry_into_force(found: list[Entry], statements: list[str]) -> tuple[list[dict[str, object]], dict[str, Any]]:
    """The event of entry into force, with a dispute on its day where the table has several."""
    own = sorted({entry.force for entry in found if entry.force is not None})
    bound = min((entry.bound for entry in found if entry.bound is not None), default=None)
    event: dict[str, object] = {"event": "entry_into_force", "id": "entry-into-force", "source": "table"}
    if not own:
        last = max((day for entry in found for day in (entry.deposited, entry.signed) if day), default=None)
        statements.append(NO_FORCE if bound else NOT_YET)
        on = f"../{bound}" if bound else f"{last}/.." if last else None
        return [{**event, "on": on}] if on else [], {}
    days = {f"by-{day}": {"value": day, "note": "the table's day for the convention"} for day in own}
    if bound is not None and comes_before(bound, own[0]):
        days[f"by-{bound}"] = {"value": bound, "note": "the first day from which a party was bound"}
    if len(days) == 1:
        return [{**event, "on": own[0]}], {}
    return [{**event, "on": {"dispute": "entry"}}], {"entry": {"question": ENTRY, "positions": days}}


def _left(found: list[Entry], ids: dict[str, str]) -> Iterator[dict[str, object]]:
    """An act of leaving for each day on which the table has parties cease to be bound, in order."""
    days: dict[str, dict[str, None]] = {}
    for entry in found:
        if entry.ended is not None:
            days.setdefault(entry.ended, {})[ids[entry.party]] = None
    for day in sorted(days):
        yield {"event": "withdrawal", "on": day, "by": list(days[day]), "effect": {"dispute": "leaving"},
               "source": "table", "note": "the day is in the table, the act by which they left is not"}  # fmt: skip


def _table(parties: dict[str, list[Entry]], ids: dict[str, str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("party", "action", "date", "effective", "source", "note"))
    in_force = any(entry.force or entry.bound for each in parties.values() for entry in each)
    for name, each in parties.items():
        if in_turn(each):
            for entry in each:
                writer.writerows((ids[name], *act) for act in _acts(entry, in_force))
        else:
            writer.writerows((ids[name], *act) for act in _uncertain(each))
    return stream.getvalue()


Act = tuple[str, str, str, str, str]
"""The action, its day, the day from which it binds, the source, a note."""


def _acts(entry: Entry, in_force: bool) -> Iterator[Act]:
    """The acts that a line tells of: a signature only if it comes before the instrument.

    `in_force` is false of a convention of which the table has no day of being in force: whoever consented is bound
    from the day of that, whenever it is.
    """
    before = _signed_before(entry)
    if before and entry.signed is not None:
        yield "signature", entry.signed, "", "table", ""
    action = entry.instrument or ("ratification" if before else "accession")
    if entry.deposited is not None:
        open_ = f"{entry.deposited}/.." if in_force else ""
        note = "" if entry.bound else "from when it was bound is not in the table"
        yield action, entry.deposited, entry.bound or open_, "table", note
    elif entry.bound is not None:
        note = "the day of its instrument is not in the table: here it is the day from which it was bound"
        yield action, entry.bound, entry.bound, "table", note


def _uncertain(each: list[Entry]) -> Iterator[Act]:
    """The acts of a party whose lines contradict each other: bound from one of the days that they have."""
    signed = [entry for entry in each if _signed_before(entry)]
    if len(signed) == len(each):
        yield "signature", min(entry.signed for entry in each if entry.signed), "", "table", ""
    acts = (entry.deposited or entry.bound for entry in each)
    days = sorted({day for day in (*acts, *(entry.bound for entry in each)) if day is not None})
    instruments = {entry.deposited for entry in each}
    if not days:
        return
    bound = sorted({entry.bound for entry in each if entry.bound is not None})
    if len(bound) == len({entry.bound for entry in each}):
        effective = f"[{','.join(bound)}]" if len(bound) > 1 else bound[0]
    else:  # a line has no such day
        effective = f"{days[0]}/.."
    kinds = {entry.instrument for entry in each}
    action = kinds.pop() if len(kinds) == 1 else None
    note = "; ".join(
        f"line {entry.line}: instrument {_or(entry.deposited)}, bound {_or(entry.bound)}" for entry in each
    )
    action = action or ("ratification" if len(signed) == len(each) else "accession")
    yield action, f"{days[0]}{'?' if len(instruments) > 1 else ''}", effective, "table", note


def _or(day: str | None) -> str:
    return day or "none"


def _signed_before(entry: Entry) -> bool:
    return entry.signed is not None and (entry.deposited is None or comes_before(entry.signed, entry.deposited))


def _conflict(path: Path, name: str, each: list[Entry]) -> Diagnostic:
    told = "; ".join(
        f"line {entry.line}: instrument {entry.deposited or 'none'}, bound {entry.bound or 'never'}" for entry in each
    )
    remedy = "write the right dates into the CSV of participants"
    found = f"{len(each)} lines for {name} of {each[0].treaty} that contradict each other ({told})"
    return Diagnostic(str(path), each[1].line, 1, found, "one day for each act", remedy, "warning")


def _several(path: Path, found: list[Entry], positions: dict[str, dict[str, str]]) -> Diagnostic:
    days = ", ".join(f"{one['value']} ({one['note']})" for one in positions.values())
    told = f"several days of entry into force of {found[0].treaty}: {days}"
    return Diagnostic(str(path), found[0].line, 1, told, "one", "say in the dossier which it is", "warning")
