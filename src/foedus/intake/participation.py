"""Tables of participation: convention, party, instrument, its day, the day from which the party was bound.

Two shapes are known by their columns: that of the Global Governance Observatory (treatyID, Title, stateID,
Signature, Force, StateSignature, StateRatification, StateForce, StateEnd) and that of the WIPO list (Contracting
Party, Treaty, Signature Date, Instrument Type, Instrument Date, Entry Into Force Date).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from foedus.chronology.moments import parse_moment
from foedus.dossier.diagnostics import Diagnostic, listed
from foedus.errors import QuestionError, TimeTextError
from foedus.intake.keyed import Row, header, rows
from foedus.intake.made import LeftOut, Outcome
from foedus.intake.sheet import not_that


@dataclass(frozen=True, slots=True)
class Entry:
    """One party of one convention, as one line has it; days in EDTF, None where the line has none.

    instrument: the kind of event by which it consented, None where the table does not say. signed_first and
    force are the convention's own days of signature and entry into force.
    """

    line: int
    treaty: str
    title: str
    party: str
    signed: str | None
    instrument: str | None
    deposited: str | None
    bound: str | None
    ended: str | None
    signed_first: str | None = None
    force: str | None = None


GGO = {
    "treaty": "treatyid", "title": "title", "party": "stateid", "signed": "statesignature",
    "deposited": "stateratification", "bound": "stateforce", "ended": "stateend",
    "signed_first": "signature", "force": "force",
}  # fmt: skip
WIPO = {
    "treaty": "treaty", "title": "treaty", "party": "contracting party", "signed": "signature date",
    "deposited": "instrument date", "bound": "entry into force date",
}  # fmt: skip
GGO_NEEDED = ("treatyid", "stateid", "stateratification", "stateforce")
WIPO_NEEDED = ("contracting party", "treaty", "instrument date", "entry into force date")
INSTRUMENTS = {
    "accession": "accession",
    "ratification": "ratification",
    "acceptance": "acceptance",
    "approval": "approval",
    "signature": "definitive_signature",
    "declaration of continued application": "succession",
    "declaration/notification of succession": "succession",
    "succession": "succession",
}
NEVER = "9999-12-31"
"""What stands for a day that has not come."""


def entries(path: Path) -> Iterator[Entry | LeftOut]:
    """The lines of the table at `path`, one after the other, or what is wrong in them.

    Raises QuestionError if the file cannot be read or has neither shape.
    """
    names = header(path)
    for shape, needed in ((GGO, GGO_NEEDED), (WIPO, WIPO_NEEDED)):
        if set(needed) <= set(names):
            return _entries(path, shape, needed)
    raise QuestionError(
        f"{path} is no table of participation: its columns are neither {listed(GGO.values(), 'and')} nor "
        f"{listed(WIPO.values(), 'and')}"
    )


def _entries(path: Path, shape: dict[str, str], needed: tuple[str, ...]) -> Iterator[Entry | LeftOut]:
    for row in rows(path, needed, "participation"):
        yield row if isinstance(row, LeftOut) else _entry(path, row, shape)


def _entry(path: Path, row: Row, shape: dict[str, str]) -> Entry | LeftOut:
    for name in ("treaty", "party"):
        if not row[shape[name]]:
            return LeftOut(not_that(path, row.line, shape[name], "", "a name or id", "fill it in"))
    days: dict[str, str | None] = {}
    for name in ("signed", "deposited", "bound", "ended", "signed_first", "force"):
        cell = row[shape[name]] if name in shape else ""
        try:
            days[name] = parse_moment(cell).text if cell not in ("", NEVER) else None
        except TimeTextError as error:
            return LeftOut(Diagnostic(str(path), row.line, 1, str(error), "", "mend the date", where=shape[name]))
    kind = row["instrument type"].casefold()
    instrument = INSTRUMENTS.get(kind)
    if kind and instrument is None:
        known = listed(INSTRUMENTS)
        return LeftOut(not_that(path, row.line, "instrument type", row["instrument type"], known, "mend the cell"))
    title = row[shape["title"]] or row[shape["treaty"]]
    return Entry(row.line, row[shape["treaty"]], title, row[shape["party"]], instrument=instrument, **days)


def grouped(path: Path) -> tuple[dict[str, list[Entry]], list[LeftOut]]:
    """The lines of the table by convention, in order, and what was left out."""
    found: dict[str, list[Entry]] = {}
    left_out: list[LeftOut] = []
    for entry in entries(path):
        if isinstance(entry, LeftOut):
            left_out.append(entry)
        else:
            found.setdefault(entry.treaty, []).append(entry)
    return found, left_out


def by_party(found: list[Entry]) -> dict[str, list[Entry]]:
    """The lines of one convention by party, in order of the instruments, those that say the same once."""
    parties: dict[str, dict[tuple[str | None, ...], Entry]] = {}
    for entry in found:
        said = (entry.instrument, entry.deposited, entry.bound)
        parties.setdefault(entry.party, {}).setdefault(said, entry)
    return {party: sorted(each.values(), key=lambda one: one.deposited or "") for party, each in parties.items()}


def in_turn(each: list[Entry]) -> bool:
    """Whether the lines of one party can all be true: one line, or times that follow on each other, in order."""
    return all(
        one.ended is not None and other.deposited is not None and not comes_before(other.deposited, one.ended)
        for one, other in pairwise(each)
    )


def comes_before(one: str, other: str) -> bool:
    """Whether one day in EDTF begins before another."""
    return parse_moment(one).first < parse_moment(other).first


def read(path: Path, as_of: str | None = None) -> Iterator[Outcome]:
    """A dossier for each convention of the table at `path`, with its parties in a CSV beside it.

    Raises QuestionError if the file cannot be read or has neither shape.
    """
    from foedus.intake.conventions import convention

    conventions, left_out = grouped(path)
    yield from left_out
    met: dict[str, int] = {}
    for found in conventions.values():
        yield convention(path, found, as_of, met)
