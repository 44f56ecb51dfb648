"""Participants at scale: a CSV beside the dossier (party, action, date, note), a row an act."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from foedus.dossier.actors import find
from foedus.dossier.csv_text import read_csv_file
from foedus.dossier.diagnostics import Diagnostic, quoted
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.dossier.yaml_text import Tree
from foedus.errors import UnknownActor

COLUMNS = {
    "party": True,
    "action": True,
    "date": True,
    "note": False,
    "received": False,
    "effective": False,
    "to": False,
    "territory": False,
    "source": False,
}
"""The columns of a CSV of participants, and whether each must be there and filled.

Besides these, a column `share:NAME` holds each party's weight toward the threshold NAME. `to` and `source`
may hold several entries, with semicolons between.
"""


def read_participants(dossier: Dossier, tree: Tree, folder: Path | None) -> tuple[Dossier, list[Diagnostic]]:
    """The dossier with the acts of its CSV of participants added to its record, and the CSV's faults.

    A party is an id or any name that the register knows. Each row is one event, with its own file and line.
    """
    assert dossier.participants is not None
    place = ("participants",)
    if folder is None or "/" in dossier.participants or "\\" in dossier.participants:
        line, column = tree.position(place)
        expected = "the name of a CSV file in the folder of the dossier"
        found = quoted(dossier.participants)
        return dossier, [
            Diagnostic(tree.file, line, column, found, expected, "write the file's name", where="participants")
        ]
    path = folder / dossier.participants
    name = str(Path(tree.file).parent / dossier.participants)
    rows, faults = read_csv_file(path, name, COLUMNS, "share:")
    events: list[Event] = []
    for row in rows:
        event = _event(row.cells, name, row.line, dossier, faults)
        if event is not None:
            events.append(event)
    return dossier.model_copy(update={"record": (*dossier.record, *events)}), faults


def _event(cells: dict[str, str], file: str, line: int, dossier: Dossier, faults: list[Diagnostic]) -> Event | None:
    party = cells["party"]
    if party not in dossier.actors:
        try:
            party = find(party).id
        except UnknownActor as error:
            faults.append(Diagnostic(file, line, 1, str(error), where="party"))
            return None
    data: dict[str, object] = {"event": cells["action"], "on": cells["date"], "by": party, "line": line, "file": file}
    for field in ("note", "received", "effective", "territory"):
        if cells.get(field):
            data[field] = cells[field]
    for field in ("to", "source"):
        if cells.get(field):
            data[field] = [part.strip() for part in cells[field].split(";")]
    data["shares"] = {
        name.removeprefix("share:"): cell for name, cell in cells.items() if name.startswith("share:") and cell
    }
    try:
        return Event.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            where = {"event": "action", "on": "date"}.get(str(fault["loc"][0]), str(fault["loc"][0]))
            message = str(fault["msg"]).removeprefix("Value error, ")
            faults.append(Diagnostic(file, line, 1, message, remedy=f"mend the cell {where!r}", where=where))
        return None
