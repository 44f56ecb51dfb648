"""Participants at scale: a CSV beside the dossier (party, action, date, note), a row an act."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from foedus.dossier.actors import find
from foedus.dossier.csv_text import read_csv_file
from foedus.dossier.diagnostics import Diagnostic, quoted
from foedus.dossier.explain_words import actor_remedy, near_remedy
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event, EventKind
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
    line, column = tree.position(place)
    expected = "the name of a CSV file in the folder of the dossier"
    found = quoted(dossier.participants)
    if folder is None or "/" in dossier.participants or "\\" in dossier.participants:
        remedy = "put the file into that folder and write its name alone"
        return dossier, [Diagnostic(tree.file, line, column, found, expected, remedy, where="participants")]
    path = folder / dossier.participants
    if not path.exists():
        found, remedy = f"{found}, which is not there", "check the name, or create the file"
        return dossier, [Diagnostic(tree.file, line, column, found, expected, remedy, where="participants")]
    name = str(Path(tree.file).parent / dossier.participants)
    rows, faults = read_csv_file(path, name, COLUMNS, "share:")
    events: list[Event] = []
    for row in rows:
        event = _event(row.cells, name, row.line, dossier, faults)
        if event is not None:
            events.append(event)
        elif len(faults) > MOST:
            found, remedy = "further rows, which are not looked at", "mend what is told, and check again"
            faults.append(Diagnostic(name, row.line + 1, 1, found, remedy=remedy))
            break
    return dossier.model_copy(update={"record": (*dossier.record, *events)}), faults


def _event(cells: dict[str, str], file: str, line: int, dossier: Dossier, faults: list[Diagnostic]) -> Event | None:
    """The event of one row, or None with what is wrong in its cells added to `faults`."""
    wrong: list[Diagnostic] = []

    def fault(column: str, found: str, expected: str = "", remedy: str = "") -> None:
        wrong.append(Diagnostic(file, line, 1, found, expected, remedy, where=column))

    party = _actor(cells["party"], dossier)
    if party is None:
        fault("party", quoted(cells["party"]), "an actor of the register", actor_remedy(cells["party"], dossier.actors))
    action = cells["action"]
    if action not in ACTIONS:
        meant = near_remedy(action, ACTIONS, "write the kind of an event, such as ratification or accession")
        fault("action", quoted(action), "the kind of an event", meant)
    data: dict[str, object] = {"event": action, "on": cells["date"], "by": party, "line": line, "file": file}
    for field in ("note", "received", "effective", "territory"):
        if cells.get(field):
            data[field] = cells[field]
    several = {field: [part.strip() for part in cells.get(field, "").split(";") if part.strip()] for field in SEVERAL}
    for name in several["to"]:
        if _actor(name, dossier) is None:
            fault("to", quoted(name), "an actor of the register", actor_remedy(name, dossier.actors))
    for key in several["source"]:
        if key not in dossier.sources:
            remedy = near_remedy(key, dossier.sources, "list it under 'sources' in the dossier, with its title")
            fault("source", quoted(key), "the key of a source of the dossier", remedy)
    data["to"] = [_actor(name, dossier) for name in several["to"]]
    data["source"] = several["source"]
    data["shares"] = {
        name.removeprefix("share:"): cell for name, cell in cells.items() if name.startswith("share:") and cell
    }
    event = None
    try:
        event = Event.model_validate(data)
    except ValidationError as error:
        told = {found.where for found in wrong}
        for each in error.errors():
            column = _column(each["loc"])
            if column not in told:
                told.add(column)
                message = str(each["msg"]).removeprefix("Value error, ")
                fault(column, message[:1].lower() + message[1:], remedy=f"mend the cell {quoted(column)}")
    faults += wrong
    return None if wrong else event


MOST = 500
"""After how many faults a CSV is looked at no further: to find what may be meant takes time for each."""

SEVERAL = ("to", "source")
"""The columns that may hold several entries."""

ACTIONS: tuple[str, ...] = tuple(
    option for group in get_args(EventKind) for option in (get_args(group) or (group,)) if isinstance(option, str)
)
"""What may stand in the column `action`: every kind of event."""


def _actor(name: str, dossier: Dossier) -> str | None:
    """The id of the actor that a cell names, by id or by name; None if there is none."""
    if name in dossier.actors:
        return name
    try:
        return find(name).id
    except UnknownActor:
        return None


def _column(loc: tuple[str | int, ...]) -> str:
    """The column in which a fault of an event's field stands."""
    match loc:
        case ("event", *_):
            return "action"
        case ("on", *_):
            return "date"
        case ("by", *_):
            return "party"
        case ("shares", str(name), *_):
            return f"share:{name}"
        case _:
            return str(loc[0])
