"""Lines of a table by the names of their columns, whatever the order and case of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic, listed
from foedus.dossier.yaml_faults import NOT_TEXT
from foedus.errors import QuestionError
from foedus.intake.made import LeftOut
from foedus.intake.sheet import Line, lines, not_that, too_few


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
    table = lines(path)
    head = next(table, None)
    if not isinstance(head, Line):
        raise QuestionError(f"{path} is empty; a table of {source} begins with the names of its columns")
    names = [cell.casefold() for cell in head.cells]
    missing = [column for column in needed if column not in names]
    if missing:
        raise QuestionError(
            f"{path} is no table of {source}: it has no column {listed(map(repr, missing), 'and')} "
            f"(its columns are {listed(head.cells, 'and')})"
        )
    return _rows(path, table, names)


def _rows(path: Path, table: Iterator[Line | Diagnostic], names: list[str]) -> Iterator[Row | LeftOut]:
    for line in table:
        if isinstance(line, Diagnostic):
            yield LeftOut(line)
            continue
        cells = line.cells
        while len(cells) > len(names) and not cells[-1]:
            cells.pop()
        if len(cells) != len(names):
            yield LeftOut(too_few(path, line, len(names)))
        elif strange := next((cell for cell in cells if not cell.isprintable() and NOT_TEXT.search(cell)), None):
            column = names[cells.index(strange)]
            yield LeftOut(not_that(path, line.number, column, strange, "text", "delete the invisible characters"))
        else:
            yield Row(line.number, dict(zip(names, cells, strict=True)))


def header(path: Path) -> frozenset[str]:
    """The names of the columns of a table, in small letters."""
    head = next(lines(path), None)
    return frozenset(cell.casefold() for cell in head.cells) if isinstance(head, Line) else frozenset()
