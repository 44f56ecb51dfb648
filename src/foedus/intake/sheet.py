"""A table as a file, CSV or Excel, read line by line: memory does not grow with the file.

What the cells mean is read elsewhere. Here a cell becomes text as a person sees it: a date of a spreadsheet is
`2026-01-31`, a whole number has no decimal point, an empty cell is "".
"""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Literal, NamedTuple, TypeAlias

from foedus.dossier.diagnostics import Diagnostic, quoted
from foedus.errors import QuestionError

LONGEST_CELL = 131_072
"""Characters in one cell past which a quote that is never closed is suspected."""

SEPARATORS = ",;\t|"
"""What may stand between the cells of a CSV; the one that splits the first line into most columns is taken."""


class Line(NamedTuple):
    """One line of a table: the number of the line it begins on, and its cells, spaces around them dropped."""

    number: int
    cells: list[str]


Read: TypeAlias = Line | Diagnostic


def lines(path: Path) -> Generator[Read, None, None]:
    """The lines of the table at `path` in order, the column names first, empty lines passed over.

    A line that cannot be split into cells comes as a diagnostic in its place. `.xlsx` is read with openpyxl, the
    first sheet; anything else is CSV: UTF-8 (else, line by line, Windows-1252), cells split by commas,
    semicolons, tabs or bars, quoted by double quotes. Whoever does not read to the end closes it.

    Raises QuestionError if the file is not there or cannot be read as such a table.
    """
    if path.is_dir():
        raise QuestionError(f"{path} is a folder; name a file, .csv or .xlsx")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _of_workbook(path)
    if path.suffix.lower() in (".xls", ".ods", ".dta", ".sav", ".zip"):
        raise QuestionError(f"{path} is no file that is read here; save the table as .csv or .xlsx")
    try:
        return _of_csv(path, path.open("rb"))
    except OSError as error:
        raise QuestionError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from None


def size(path: Path) -> int:
    """The bytes of a file, 0 if it is not there: what progress is measured by."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _of_csv(path: Path, stream: IO[bytes]) -> Generator[Read, None, None]:
    with stream:
        text = _decoded(stream)
        first = next(text, "")
        separator = max(SEPARATORS, key=first.count)
        reader = csv.reader(_again(first, text), delimiter=separator, strict=True)
        before = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _unsplit(path, before + 1, reader.line_num, str(error))
                before = reader.line_num
                continue
            number, before = before + 1, reader.line_num
            cells = [cell.strip() for cell in cells]
            if any(cells):
                yield Line(number, cells)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def _decoded(stream: IO[bytes]) -> Iterator[str]:
    """The lines of a stream as text. One that is not UTF-8 is taken as Windows-1252, as spreadsheets write it."""
    for number, raw in enumerate(stream):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _unsplit(path: Path, first: int, last: int, cause: str) -> Diagnostic:
    if "field larger" in cause or "unexpected end" in cause:
        found, remedy = "a double quote that is never closed", "close the quote"
    else:
        found, remedy = "text after a closing double quote", "write a double quote within quotes twice"
    if last > first:
        found = f"{found}: lines {first} to {last} are unread"
    return Diagnostic(str(path), first, 1, found, "cells split by one sign", remedy)


def _of_workbook(path: Path) -> Generator[Read, None, None]:
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError:
        raise QuestionError(f"reading {path.name} needs openpyxl: pip install 'foedus[sheets]'") from None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises what its XML and zip readers raise
        told = (error.strerror or str(error)) if isinstance(error, OSError) else "it is no Excel workbook"
        raise QuestionError(f"cannot read {path}: {told.lower()}") from None
    try:
        if not book.worksheets:
            raise QuestionError(f"{path} holds no sheet")
        width = 0
        for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = [_shown(value) for value in values]
            if any(cells):
                while not width and not cells[-1]:
                    cells.pop()
                width = width or len(cells)
                cells += [""] * (width - len(cells))  # a workbook stores no empty cells at the end of a row
                yield Line(number, cells)
    finally:
        book.close()


def _shown(value: object) -> str:
    """A cell of a workbook as a person reads it."""
    match value:
        case None:
            return ""
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()


def too_few(path: Path, line: Line, wanted: int) -> Diagnostic:
    """The diagnostic of a line with another number of cells than the first line has columns."""
    many = len(line.cells) > wanted
    remedy = "put a cell that holds the separator in double quotes" if many else "add the missing cells"
    cells = f"{len(line.cells)} cell{'' if len(line.cells) == 1 else 's'}"
    return Diagnostic(str(path), line.number, 1, cells, f"{wanted}, as in the first line", remedy)


def not_that(
    path: Path,
    line: int,
    column: str,
    cell: str,
    expected: str,
    remedy: str,
    severity: Literal["error", "warning"] = "error",
) -> Diagnostic:
    """The diagnostic of a cell that holds something else than its column should."""
    found = quoted(cell) if cell else "an empty cell"
    return Diagnostic(str(path), line, 1, found, expected, remedy, severity, column)
