"""Lines of a table by the names of their columns, whatever the order and case of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic, listed
from foedus.dossier.yaml_faults import NOT_TEXT
from foedus.errors import QuestionError
from foedus.intake.made import LeftOut
from foedus.intake.sheet import Line, fitted, lines, not_that


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number, and its cells by column, in small letters ('' if empty or absent)."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def rows(path: Path, needed: Iterable[str], source: str) -> Iterator[Row | LeftOut]:
    """The lines of the table at `path` in order; one that cannot be read comes as what is left out, and why.

    Raises QuestionError if the file cannot be read or lacks a column of `needed`; `source` names what it should be.
    """
    names = header(path)
    if not names:
        raise QuestionError(f"{path} is empty; a table of {source} begins with the names of its columns")
    missing = [column for column in needed if column not in names]
    if missing:
        raise QuestionError(
            f"{path} is no table of {source}: it has no column {listed(map(repr, missing), 'and')} "
            f"(its columns are {listed(names, 'and')})"
        )
    return _rows(path, names)


def _rows(path: Path, names: tuple[str, ...]) -> Iterator[Row | LeftOut]:
    table = lines(path)
    next(table)
    for line in table:
        line = fitted(path, line, len(names))
        if isinstance(line, Diagnostic):
            yield LeftOut(line)
            continue
        cells = line.cells
        if strange := next((cell for cell in cells if not cell.isprintable() and NOT_TEXT.search(cell)), None):
            column = names[cells.index(strange)]
            yield LeftOut(not_that(path, line.number, column, strange, "text", "delete the invisible characters"))
        else:
            yield Row(line.number, dict(zip(names, map(_told, cells), strict=True)))


NOTHING = frozenset({"NA", "N/A", "NaN", "."})
"""What statistical programs write into a cell that holds nothing."""


_WHOLE = re.compile(r"(-?\d+)\.0", re.ASCII)


def _told(cell: str) -> str:
    """A cell as it was meant: nothing where a program says so, a whole number without its point."""
    if cell in NOTHING:
        return ""
    return whole[1] if (whole := _WHOLE.fullmatch(cell)) else cell


def header(path: Path) -> tuple[str, ...]:
    """The names of the columns of a table, in small letters; none for a table without a first line."""
    with closing(lines(path)) as table:
        head = next(table, None)
    return tuple(cell.casefold() for cell in head.cells) if isinstance(head, Line) else ()
