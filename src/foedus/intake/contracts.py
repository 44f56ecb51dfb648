"""A plain table of contracts: id, parties, start, first term, renewal, notice, survival; a contract a line.

`read` streams it: a million lines need no more memory than one. Columns are found by what people call them; a
unit in the name of a column ("First term (months)") is that of its bare numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from foedus.dossier.diagnostics import Diagnostic, listed, quoted
from foedus.dossier.yaml_faults import NOT_TEXT
from foedus.errors import QuestionError, TimeTextError
from foedus.intake.contract_columns import NAMES, NEEDED, Columns, columns_of
from foedus.intake.sheet import Line, fitted, lines, not_that
from foedus.intake.workbook import sheets_of
from foedus.intake.written_dates import Order, date_of
from foedus.intake.written_periods import INDEFINITE, NONE, UNTOLD, YES, iso_period, reader

__all__ = ["INDEFINITE", "UNTOLD", "ContractRow", "Order", "Table", "iso_period", "opened", "read"]


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract as its line says it.

    line: where it stands. start: the day from which it runs.
    first_term: an ISO 8601 duration (`P2Y`), or `indefinite`; None: the table says none, so no end is known.
    renewal: the duration by which it renews itself each time, `indefinite` (it runs on without a term after the
        first), or `untold` (it renews itself, by how much is not said); None: it ends with the first term.
    notice: the duration of notice. With a term it is to the end of the current term; without one, from any day.
        None: no right to leave by notice is on the table.
    survival: how long obligations go on after the end; None: none do.
    unread: a warning for each cell that names no period; the column of each (`where`) is open, not none.
    """

    line: int
    id: str
    parties: tuple[str, ...]
    start: date
    first_term: str | None
    renewal: str | None
    notice: str | None
    survival: str | None
    unread: tuple[Diagnostic, ...] = ()


def read(path: Path, dates: Order | None = None, sheet: str | None = None) -> Iterator[ContractRow | Diagnostic]:
    """The contracts of the table at `path` (.csv or .xlsx) in order, one item a line of the table.

    A line that cannot be read comes as a diagnostic in its place (line, column, what was expected), so that what
    is read and what is reported are together all lines below the names of the columns. A cell that names no period
    costs its own clause alone. `dates` says how dates are written; by default those alone are read that can be read
    in one way (`2026-01-31`, `31/01/2026`; not `03/04/2026`). `sheet` names the sheet of a workbook (default: the
    first). Whether an id stands twice is left to the caller, who knows how many fit into memory.

    Raises QuestionError if the file cannot be read or lacks a column that is needed.
    """
    return rows_of(opened(path, sheet), dates)


class Table(NamedTuple):
    """A table of contracts whose columns are known: `head` names them, on the line `line`."""

    path: Path
    sheet: str | None
    line: int
    head: tuple[str, ...]
    columns: Columns


TITLES = 10
"""Lines among which the names of the columns are looked for: a title may stand above them."""


def opened(path: Path, sheet: str | None = None, needed: Sequence[str] = NEEDED) -> Table:
    """The table at `path`, its columns found. Raises QuestionError if it cannot be read or lacks one `needed`."""
    with closing(lines(path, sheet)) as table:
        first = [line for line in islice(table, TITLES) if isinstance(line, Line)]
    if not first:
        raise QuestionError(f"{path} is empty; its first line names the columns: {listed(NAMES, 'and')}")
    fault: QuestionError | None = None
    for line in first:
        cells = tuple(line.cells)
        while cells and not cells[-1]:
            cells = cells[:-1]
        try:
            return Table(path, sheet, line.number, cells, columns_of(cells, path, needed))
        except QuestionError as error:
            fault = fault or error
            if "no column for" not in str(error):  # it names the columns, and one of them is in doubt
                raise
    assert fault is not None
    if sheet is None and path.suffix.lower() in (".xlsx", ".xlsm") and len(names := sheets_of(path)) > 1:
        raise QuestionError(
            f"{fault}; the workbook has the sheets {listed(map(quoted, names), 'and')}: name one, --sheet"
        )
    raise fault


def rows_of(table: Table, order: Order | None = None) -> Iterator[ContractRow | Diagnostic]:
    """The contracts of a table, as `read` gives them."""
    path, width, at = table.path, len(table.head), table.columns
    readers = tuple((name, place, reader(name, unit)) for name, place, unit in at.periods)
    days: dict[str, date | str] = {}
    for line in lines(path, table.sheet):
        if line.number <= table.line if isinstance(line, Line) else line.line <= table.line:
            continue
        line = fitted(path, line, width)
        if isinstance(line, Diagnostic):
            yield line
            continue
        yield _row(path, line.number, line.cells, at, readers, order, days)


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
    if wrong := _invisible(path, number, (("id", key), *(("parties", name) for name in parties))):
        return wrong
    periods: list[str | None] = []
    unread: list[Diagnostic] = []
    for name, place, period in readers:
        cell = cells[place] if place is not None else ""
        try:
            found = period(cell)
        except TimeTextError as error:
            found = None
            unread.append(not_that(path, number, name, cell, str(error), REMEDY, "warning"))
        if name == "renewal" and at.renews is not None:
            found = _if_renewed(path, number, cells[at.renews], found, unread)
        if found == UNTOLD:
            unread.append(not_that(path, number, name, cell or cells[at.renews or 0], "by how much it renews itself",
                                   REMEDY, "warning"))  # fmt: skip
        periods.append(found)
    first_term, renewal, notice, survival = periods
    return ContractRow(number, key, parties, start, first_term, renewal, notice, survival, tuple(unread))


def _if_renewed(path: Path, number: int, flag: str, length: str | None, unread: list[Diagnostic]) -> str | None:
    """The renewal of a contract by a column that says whether it renews itself, and one that says by how much."""
    plain = flag.casefold()
    if plain in YES:
        return length or UNTOLD
    if plain in NONE:
        return None if flag else length
    unread.append(not_that(path, number, "renewal", flag, "yes or no", "write yes or no", "warning"))
    return length


def _invisible(path: Path, number: int, cells: Iterable[tuple[str, str]]) -> Diagnostic | None:
    for column, cell in cells:
        if not cell.isprintable() and NOT_TEXT.search(cell):
            return not_that(path, number, column, cell, "text", "delete the invisible characters")
    return None


REMEDY = "write it as '12 months', '1 year', '90 days' or 'P1Y'; leave the cell empty for none"


def _parties(cells: list[str], places: tuple[int, ...]) -> tuple[str, ...]:
    found = [part.strip() for place in places for part in cells[place].replace("|", ";").split(";")]
    return tuple(dict.fromkeys(part for part in found if part))
