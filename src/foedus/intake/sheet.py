"""A table as a file, CSV or Excel, read line by line: memory does not grow with the file.

What the cells mean is read elsewhere. Here a cell becomes text as a person sees it: a date of a spreadsheet is
`2026-01-31`, a whole number has no decimal point, an empty cell is "".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Literal, NamedTuple, TypeAlias

from foedus.dossier.diagnostics import Diagnostic, quoted
from foedus.errors import QuestionError
from foedus.intake.workbook import values_of

LONGEST_CELL = 131_072
"""Characters in one cell past which a quote that is never closed is suspected."""

SEPARATORS = ",;\t|"
"""What may stand between the cells of a CSV; the one that splits the first line into most columns is taken."""


class Line(NamedTuple):
    """One line of a table: the number of the line it begins on, and its cells, spaces around them dropped."""

    number: int
    cells: list[str]


Read: TypeAlias = Line | Diagnostic


def lines(path: Path, sheet: str | None = None) -> Generator[Read, None, None]:
    """The lines of the table at `path` in order, the column names first, empty lines passed over.

    A line that cannot be split into cells comes as a diagnostic in its place. `.xlsx` is read with openpyxl, `sheet`
    or the first; anything else is CSV: UTF-8 (else, line by line, Windows-1252), cells split by commas,
    semicolons, tabs or bars, quoted by double quotes. Whoever does not read to the end closes it.

    Raises QuestionError if the file is not there or cannot be read as such a table.
    """
    if path.is_dir():
        raise QuestionError(f"{path} is a folder; name a file, .csv or .xlsx")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _of_workbook(path, sheet)
    if path.suffix.lower() in (".xls", ".ods", ".dta", ".sav", ".zip"):
        raise QuestionError(f"{path} is no file that is read here; save the table as .csv or .xlsx")
    if sheet is not None:
        raise QuestionError(f"{path} is no workbook and has no sheets: leave --sheet out")
    try:
        path.open("rb").close()
        return _of_csv(path)
    except OSError as error:
        raise QuestionError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from None


def size(path: Path) -> int:
    """The bytes of a file, 0 if it is not there: what progress is measured by."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _of_csv(path: Path) -> Generator[Read, None, None]:
    """The lines of a CSV. Where lines are swallowed by a quote, that line alone is lost: the next are read anew."""
    begin, faults = 0, 0
    while True:
        last = 0
        for read, last in _from(path, begin):
            yield read
            if isinstance(read, Diagnostic) and last > read.line and faults < MOST_QUOTES:
                faults, begin = faults + 1, read.line
                break
        else:
            return


MOST_QUOTES = 200
"""Quotes that swallow lines after which the rest of the file is not read anew for each."""


def _from(path: Path, begin: int) -> Iterator[tuple[Read, int]]:
    """The lines after the first `begin`, and the last line that each takes up."""
    with path.open("rb") as stream:
        text = decoded(path, stream)
        separator, head = _separator(text)
        passed = max(begin, int(head == [_PASSED]))
        reader = csv.reader(islice(chain(head, text), passed, None), delimiter=separator, strict=True)
        before = passed
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                last = passed + reader.line_num
                yield unsplit(path, before + 1, last, str(error)), last
                before = last
                continue
            number, before = before + 1, passed + reader.line_num
            cells = [cell.strip() for cell in cells]
            if any(cells):
                yield Line(number, cells), before


_PASSED = ""
"""Stands for a line that names the separator, as spreadsheets write it (`sep=;`)."""
_QUOTED = re.compile(r'"[^"]*"')


def _separator(text: Iterator[str]) -> tuple[str, list[str]]:
    """What stands between the cells, and the lines that were read to find it: to the first that holds any."""
    head: list[str] = []
    for line in text:
        plain = line.strip()
        if not head and plain.casefold().startswith("sep=") and len(plain) == 5:
            return plain[4], [_PASSED]
        head.append(line)
        bare = _QUOTED.sub("", line)
        if any(sign in bare for sign in SEPARATORS) and bare.strip(f"{SEPARATORS} \r\n"):
            return max(SEPARATORS, key=bare.count), head
        if len(head) >= LOOKED_AT:
            break
    return ",", head


LOOKED_AT = 10
"""Lines among which one with a separator is looked for."""


def decoded(path: Path, stream: IO[bytes]) -> Iterator[str]:
    """The lines of a stream as text: UTF-8, with a mark UTF-16; a line that is neither as Windows-1252.

    Raises QuestionError if it is a workbook by another name.
    """
    start = stream.read(1 << 16)
    stream.seek(0)
    if start.startswith(b"PK\x03\x04"):
        raise QuestionError(f"{path} is a workbook and not a CSV: give it the ending .xlsx")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return iter(io.TextIOWrapper(stream, "utf-16", errors="replace", newline=None))
    if b"\r" in start and b"\n" not in start:  # as old Macintosh programs end their lines
        return iter(io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline=None))
    return _lines_of(stream)


def _lines_of(stream: IO[bytes]) -> Iterator[str]:
    for number, raw in enumerate(stream):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def unsplit(path: Path, first: int, last: int, cause: str) -> Diagnostic:
    """The diagnostic of lines that cannot be split into cells."""
    if "field larger" in cause and last == first:
        found, remedy = f"a cell of more than {LONGEST_CELL:,} characters", "shorten it"
    elif "field larger" in cause or "unexpected end" in cause:
        found, remedy = "a double quote that is never closed", "close the quote"
    else:
        found, remedy = "text after a closing double quote", "write a double quote within quotes twice"
    return Diagnostic(str(path), first, 1, found, "cells split by one sign", remedy)


def _of_workbook(path: Path, sheet: str | None) -> Generator[Read, None, None]:
    width = 0
    for number, cells, unvalued in values_of(path, sheet):
        if not any(cells) and unvalued is None:
            continue
        if not width:
            while not cells[-1]:
                cells.pop()
        width = max(width, len(cells)) if number < LOOKED_AT else width or len(cells)
        cells += [""] * (width - len(cells))  # a workbook stores no empty cells at the end of a row
        if unvalued is not None:
            where = f"{_letters(unvalued)}{number}"
            found, remedy = f"a formula without its value in {where}", "open it, recalculate and save"
            yield Diagnostic(str(path), number, 1, found, "a value", remedy)
        else:
            yield Line(number, cells)


def _letters(place: int) -> str:
    """The letters of a column of a sheet, by its place from 0."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def fitted(path: Path, line: Read, width: int) -> Read:
    """A line with as many cells as there are columns, empty ones past them dropped; else its diagnostic."""
    if isinstance(line, Diagnostic) or len(line.cells) == width:
        return line
    cells = line.cells
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return line if len(cells) == width else too_few(path, line, width)


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
