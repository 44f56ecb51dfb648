"""A plain table of contracts: id, parties, start, first term, renewal, notice, survival; a contract a line.

`read` streams it: a million lines need no more memory than one. Columns are found by what people call them; a
unit in the name of a column ("First term (months)") is that of its bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from foedus.chronology.periods import Period, parse_period
from foedus.dossier.diagnostics import Diagnostic, listed, quoted
from foedus.dossier.yaml_faults import NOT_TEXT
from foedus.errors import QuestionError, TimeTextError
from foedus.intake.sheet import Line, lines, not_that, too_few

Order: TypeAlias = Literal["year-first", "day-first", "month-first"]
"""How dates are written: `2026-01-31`, `31/01/2026` or `01/31/2026`."""

INDEFINITE = "indefinite"
"""What stands in a period's place for a first term or a renewal without limit of time."""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract as its line says it.

    line: where it stands. start: the day from which it runs.
    first_term: an ISO 8601 duration (`P2Y`), or `indefinite`; None: the table says none, so no end is known.
    renewal: the duration by which it renews itself each time, or `indefinite` (it runs on without a term after
        the first); None: it ends with the first term.
    notice: the duration of notice. With a term it is to the end of the current term; without one, from any day.
        None: no right to leave by notice is on the table.
    survival: how long obligations go on after the end; None: none do.
    """

    line: int
    id: str
    parties: tuple[str, ...]
    start: date
    first_term: str | None
    renewal: str | None
    notice: str | None
    survival: str | None


def read(path: Path, dates: Order | None = None) -> Iterator[ContractRow | Diagnostic]:
    """The contracts of the table at `path` (.csv or .xlsx) in order, one item a line of the table.

    A line that cannot be read comes as a diagnostic in its place (line, column, what was expected), so that what
    is read and what is reported are together all lines below the first. `dates` says how dates are written; by
    default those alone are read that can be read in one way (`2026-01-31`, `31/01/2026`; not `03/04/2026`).
    Whether an id stands twice is left to the caller, who knows how many fit into memory.

    Raises QuestionError if the file cannot be read or lacks a column that is needed.
    """
    with closing(lines(path)) as table:
        head = next(table, None)
    if not isinstance(head, Line):
        raise QuestionError(f"{path} is empty; its first line names the columns: {listed(NAMES, 'and')}")
    return _rows(path, len(head.cells), columns_of(head.cells, path), dates)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands (None: the table has none), and the unit of bare numbers in it."""

    id: int
    parties: tuple[int, ...]
    start: int
    periods: tuple[tuple[str, int | None, str], ...]


NAMES = {
    "id": ("id", "contract", "contract id", "contract no", "contract number", "number", "no", "reference", "ref"),
    "parties": ("parties", "party", "counterparty", "counterparties", "between", "supplier", "customer", "vendor"),
    "start": ("start", "start date", "starts", "begin", "from", "effective", "effective date", "commencement",
              "commencement date", "date"),
    "first term": ("first term", "initial term", "term", "length", "duration", "minimum term"),
    "renewal": ("renewal", "renewal term", "renewal period", "renews by", "renews", "tacit renewal",
                "automatic renewal", "auto renewal"),
    "notice": ("notice", "notice period", "period of notice", "termination notice"),
    "survival": ("survival", "survives", "survival period", "survives for", "survival clause"),
}  # fmt: skip
"""What each column may be called, in small letters; spaces, hyphens and underscores are alike."""

_PARTY = re.compile(r"(party|counterparty) ?([a-z]|\d+|one|two|first|second)")
_UNIT = re.compile(r"\(?\bin (days|weeks|months|years)\b\)?|[( ](days?|weeks?|months?|years?)\)?$")


def columns_of(head: Sequence[str], path: Path) -> Columns:
    """Where the columns stand by the names in the first line.

    Raises QuestionError if one that is needed is not there, or one is there twice.
    """
    found: dict[str, list[int]] = {name: [] for name in NAMES}
    units: dict[int, str] = {}
    for place, cell in enumerate(head):
        name, unit = _plain(cell)
        units[place] = unit
        for wanted, names in NAMES.items():
            if name in names or (wanted == "parties" and _PARTY.fullmatch(name)):
                found[wanted].append(place)
                break
    missing = [name for name in ("id", "parties", "start", "first term") if not found[name]]
    if missing:
        heard = ", ".join(quoted(cell) for cell in head if cell) or "none"
        raise QuestionError(
            f"{path}: no column for {listed(missing, 'and')}; the first line names the columns "
            f"{listed(NAMES, 'and')}, and has {heard}"
        )
    for name, places in found.items():
        if len(places) > 1 and name != "parties":
            twice = " and ".join(quoted(head[place]) for place in places)
            raise QuestionError(f"{path}: {twice} could both be the column {quoted(name)}: rename or remove one")
    periods = tuple(
        (name, found[name][0] if found[name] else None, units[found[name][0]] if found[name] else "")
        for name in ("first term", "renewal", "notice", "survival")
    )
    return Columns(found["id"][0], tuple(found["parties"]), found["start"][0], periods)


def _plain(cell: str) -> tuple[str, str]:
    """A column's name as it is compared, and the unit that it names ("" for none)."""
    name = re.sub(r"[\s_\-.:]+", " ", cell.casefold()).strip()
    unit = ""
    if found := _UNIT.search(name):
        unit = (found[1] or found[2]).rstrip("s")
        name = (name[: found.start()] + name[found.end() :]).strip()
    return name, unit


def _rows(path: Path, width: int, at: Columns, order: Order | None) -> Iterator[ContractRow | Diagnostic]:
    table = lines(path)
    next(table)
    readers = tuple((name, place, _reader(name, unit)) for name, place, unit in at.periods)
    days: dict[str, date | str] = {}
    for line in table:
        if isinstance(line, Diagnostic):
            yield line
            continue
        cells = line.cells
        if len(cells) != width:
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) != width:
                yield too_few(path, line, width)
                continue
        yield _row(path, line.number, cells, at, readers, order, days)


_Read: TypeAlias = Callable[[str], str | None]


def _row(
    path: Path,
    number: int,
    cells: list[str],
    at: Columns,
    readers: tuple[tuple[str, int | None, _Read], ...],
    order: Order | None,
    days: dict[str, date | str],
) -> ContractRow | Diagnostic:
    key = cells[at.id]
    if not key:
        return not_that(path, number, "id", "", "an id of its own", "give the contract a number or a name")
    text = cells[at.start]
    start = days.get(text)
    if start is None:
        if len(days) > 50_000:
            days.clear()
        start = days[text] = date_of(text, order)
    if isinstance(start, str):
        return not_that(path, number, "start", text, "a date such as 2026-01-31", start)
    parties = _parties(cells, at.parties)
    if not parties:
        return not_that(path, number, "parties", "", "whom it binds", "write the parties, with semicolons between")
    if not (key.isprintable() and all(map(str.isprintable, parties))) and NOT_TEXT.search(" ".join((key, *parties))):
        return not_that(path, number, "id", key, "text", "delete the invisible characters")
    periods: list[str | None] = []
    for name, place, period in readers:
        cell = cells[place] if place is not None else ""
        try:
            periods.append(period(cell))
        except TimeTextError as error:
            return not_that(path, number, name, cell, str(error), REMEDY)
    return ContractRow(number, key, parties, start, *periods)


REMEDY = "write it as '12 months', '1 year', '90 days' or 'P1Y'; leave the cell empty for none"


def _parties(cells: list[str], places: tuple[int, ...]) -> tuple[str, ...]:
    found = [part.strip() for place in places for part in cells[place].replace("|", ";").split(";")]
    return tuple(dict.fromkeys(part for part in found if part))


_WRITTEN = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})", re.ASCII)


def date_of(text: str, order: Order | None = None) -> date | str:
    """The date that `text` writes, or what to do about one that cannot be read.

    >>> date_of("31/01/2026"), date_of("03/04/2026", "day-first")
    (datetime.date(2026, 1, 31), datetime.date(2026, 4, 3))
    >>> date_of("03/04/2026")
    'it is 3 April or 4 March: say which comes first with --dates day-first or --dates month-first'
    """
    written = _WRITTEN.fullmatch(text.split("T", 1)[0] if text[10:11] == "T" else text)
    if written is None:
        return "write it as 2026-01-31"
    a, b, c = int(written[1]), int(written[3]), int(written[4])
    if len(written[1]) == 4:
        return _date(a, b, c)
    if len(written[4]) != 4:
        return "write the year with four digits"
    if order == "month-first":
        return _date(c, a, b)
    if order == "day-first" or a > 12 or a == b:
        return _date(c, b, a)
    if b > 12:
        return _date(c, a, b)
    one, other = date(2000, b, a), date(2000, a, b)
    return (
        f"it is {one.day} {one:%B} or {other.day} {other:%B}: say which comes first with --dates day-first or "
        "--dates month-first"
    )


def _date(year: int, month: int, day: int) -> date | str:
    try:
        return date(year, month, day)
    except ValueError:
        return "there is no such day"


NONE = frozenset({"", "-", "–", "none", "no", "n/a", "na", "nil", "no renewal", "not applicable"})
ENDLESS = frozenset({"indefinite", "indefinitely", "unlimited", "indefinite term", "open-ended", "open ended",
                     "evergreen", "perpetual", "without limit"})  # fmt: skip


def _reader(name: str, unit: str) -> _Read:
    """What reads the cells of a column of periods; a text that was met before is not read again."""
    met: dict[str, str | None] = {}
    endless = name in ("first term", "renewal")

    def read_period(cell: str) -> str | None:
        try:
            return met[cell]
        except KeyError:
            told = _period(cell, unit, endless)
            if len(met) < 10_000:
                met[cell] = told
            return told

    return read_period


def _period(cell: str, unit: str, endless: bool) -> str | None:
    plain = cell.casefold()
    if plain in NONE:
        return None
    if plain in ENDLESS and endless:
        return INDEFINITE
    if plain.isascii() and plain.isdigit() and unit:
        plain = f"{plain} {unit}s"
    plain = re.sub(r"\b(calendar|prior|written|notice|before term end)\b", "", plain).strip()
    plain = _NUMBERS.sub(lambda found: _IN_WORDS[found[0]], plain)
    period = parse_period(plain.upper() if plain[:1] == "p" else plain)
    if period == Period():
        raise TimeTextError("a day or more")
    return iso_period(period)


_IN_WORDS = {word: str(number) for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
)}  # fmt: skip
_NUMBERS = re.compile(rf"\b({'|'.join(_IN_WORDS)})\b")


def iso_period(period: Period) -> str:
    """A period as an ISO 8601 duration.

    >>> iso_period(parse_period("1 year 6 months"))
    'P1Y6M'
    """
    parts = ((period.years, "Y"), (period.months, "M"), (period.weeks, "W"), (period.days, "D"))
    return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")
