"""The columns of a table of contracts, found by what people call them; those that bear on it and are not known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic, listed, quoted
from foedus.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands (None: the table has none), and the unit of bare numbers in it.

    renews: a column that says whether there is a renewal, beside one that says by how much. others: columns that
    are passed over.
    """

    id: int
    parties: tuple[int, ...]
    start: int
    periods: tuple[tuple[str, int | None, str], ...]
    renews: int | None
    others: tuple[int, ...]


NAMES = {
    "id": ("id", "contract", "contract id", "contract no", "contract number", "number", "no", "reference", "ref",
           "vertragsnr", "vertragsnummer", "vertrag", "nr", "nummer", "aktenzeichen"),
    "parties": ("parties", "party", "counterparty", "counterparties", "between", "supplier", "customer", "vendor",
                "partei", "parteien", "vertragspartei", "vertragsparteien", "vertragspartner", "lieferant", "kunde"),
    "start": ("start", "start date", "starts", "begin", "from", "effective", "effective date", "commencement",
              "commencement date", "date", "beginn", "vertragsbeginn", "laufzeitbeginn"),
    "first term": ("first term", "initial term", "term", "length", "duration", "minimum term", "laufzeit",
                   "erstlaufzeit", "mindestlaufzeit", "vertragslaufzeit"),
    "renewal": ("renewal", "renewal term", "renewal period", "renewal length", "renews by", "renews",
                "tacit renewal", "automatic renewal", "auto renewal", "auto renews", "auto renew", "verlängerung",
                "verlaengerung", "automatische verlängerung"),
    "notice": ("notice", "notice period", "period of notice", "termination notice", "notice of termination",
               "cancellation notice", "cancellation period", "kündigungsfrist", "kuendigungsfrist"),
    "survival": ("survival", "survives", "survival period", "survives for", "survival clause", "nachwirkung"),
}  # fmt: skip
"""What each column may be called, in small letters; spaces, hyphens and underscores are alike."""

LENGTHS = ("renewal term", "renewal period", "renewal length", "renews by")
NEAR = {
    "first term": re.compile(r"\bterm\b|duration|laufzeit"),
    "renewal": re.compile(r"renew|roll ?over|prolong|extension|verl(ä|ae)nger"),
    "notice": re.compile(r"notice|cancel|k(ü|ue)ndig"),
    "survival": re.compile(r"surviv|nachwirk"),
}
"""Words that say that a column is likely meant to be this one, where none of its names is in the table."""

_PARTY = re.compile(r"(party|counterparty|partei|vertragspartei|vertragspartner) ?([a-z]|\d+|one|two|first|second)")
_UNITS = (
    (re.compile(r"\bin (days|weeks|months|years)\b"), ""),
    (re.compile(r"\((?:in )?(days?|weeks?|months?|years?|mths?|yrs?|tagen?|wochen?|monaten?|jahren?)\b[^)]*\)"), ""),
    (re.compile(r" (days?|weeks?|months?|years?)$"), ""),
)
_MEANT = {"mth": "month", "yr": "year", "tag": "day", "woche": "week", "wochen": "week", "monat": "month",
          "tage": "day", "monate": "month", "jahr": "year", "jahre": "year"}  # fmt: skip


NEEDED = ("id", "parties", "start", "first term")


def columns_of(head: Sequence[str], path: Path, needed: Sequence[str] = NEEDED) -> Columns:
    """Where the columns stand by the names in the first line; those that are not `needed` may be missing.

    Raises QuestionError if one that is needed is not there, one is there twice, or one is called like it and not
    quite so: to pass over a renewal or a notice would take rights away in silence.
    """
    found: dict[str, list[int]] = {name: [] for name in NAMES}
    units: dict[int, str] = {}
    plain: dict[int, str] = {}
    for place, cell in enumerate(head):
        plain[place], units[place] = _plain(cell)
        for wanted, names in NAMES.items():
            if plain[place] in names or (wanted == "parties" and _PARTY.fullmatch(plain[place])):
                found[wanted].append(place)
                break
    missing = [name for name in needed if not found[name]]
    if missing:
        heard = ", ".join(quoted(cell) for cell in head if cell) or "none"
        raise QuestionError(
            f"{path}: no column for {listed(missing, 'and')}; the first line names the columns "
            f"{listed(NAMES, 'and')}, and has {heard}"
        )
    renews = _flag(found["renewal"], plain)
    for name, places in found.items():
        if len(places) > 1 and name != "parties":
            twice = " and ".join(quoted(head[place]) for place in places)
            raise QuestionError(f"{path}: {twice} could both be the column {quoted(name)}: rename or remove one")
    known = {place for places in found.values() for place in places} | {renews}
    others = tuple(place for place in range(len(head)) if place not in known)
    _refuse_near(head, path, found, plain, others)
    periods = tuple(
        (name, found[name][0] if found[name] else None, units[found[name][0]] if found[name] else "")
        for name in ("first term", "renewal", "notice", "survival")
    )
    return Columns(found["id"][0], tuple(found["parties"]), found["start"][0], periods, renews, others)


def _flag(places: list[int], plain: dict[int, str]) -> int | None:
    """Of two columns on renewal, one of which says by how much: the other, which says whether; it is taken out."""
    if len(places) != 2 or sum(plain[place] in LENGTHS for place in places) != 1:
        return None
    flag = next(place for place in places if plain[place] not in LENGTHS)
    places.remove(flag)
    return flag


def _refuse_near(
    head: Sequence[str], path: Path, found: dict[str, list[int]], plain: dict[int, str], others: tuple[int, ...]
) -> None:
    for name, pattern in NEAR.items():
        near = [place for place in others if pattern.search(plain[place])] if not found[name] else []
        if near:
            told = listed([quoted(head[place]) for place in near], "and")
            raise QuestionError(
                f"{path}: {told} may be meant as the column {quoted(name)}, which the table does not have: rename it "
                f"to {quoted(name)}, or remove it, so that no right is passed over"
            )


def passed_over(head: Sequence[str], columns: Columns, path: Path) -> Diagnostic | None:
    """What tells which columns are passed over; None if none is."""
    if not columns.others:
        return None
    names = [quoted(head[place]) if head[place] else f"column {place + 1} (no name)" for place in columns.others]
    told = f"columns that are passed over: {', '.join(names)}"
    remedy = "if one says that a contract has ended, delete the rows of those that have: here they go on"
    return Diagnostic(str(path), 1, 1, told, "", remedy, "warning")


def _plain(cell: str) -> tuple[str, str]:
    """A column's name as it is compared, and the unit that it names ("" for none)."""
    name = re.sub(r"[\s_\-.:?*!]+", " ", cell.casefold()).strip()
    unit = ""
    for pattern, _ in _UNITS:
        if found := pattern.search(name):
            unit = found[1].rstrip("s").removesuffix("en") if found[1] != "wochen" else "woche"
            unit = _MEANT.get(unit, unit)
            name = name[: found.start()] + name[found.end() :]
            break
    name = re.sub(r"\([^)]*\)", " ", name)
    return " ".join(name.split()), unit
