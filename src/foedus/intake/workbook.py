"""A workbook of Excel, read line by line as a table is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from foedus.errors import QuestionError


def values_of(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str], int | None]]:
    """The rows of a sheet (default: the first): number, cells as people read them, and the place of a cell that has
    a formula and no value, if there is one.

    Raises QuestionError if the file is no workbook or has no such sheet, or openpyxl is not there.
    """
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError:
        raise QuestionError(f"reading {path.name} needs openpyxl: pip install 'foedus[sheets]'") from None
    try:
        books = [load_workbook(path, read_only=True, data_only=True)]
        if _has_formulas(path):
            books.append(load_workbook(path, read_only=True, data_only=False))
    except Exception as error:  # openpyxl raises what its XML and zip readers raise
        told = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "it is no Excel workbook"
        raise QuestionError(f"cannot read {path}: {told}") from None
    try:
        names = [each.title for each in books[0].worksheets]
        if not names:
            raise QuestionError(f"{path} holds no sheet")
        if sheet is not None and sheet not in names:
            raise QuestionError(f"{path} has no sheet {sheet!r}; it has {', '.join(names)}")
        place = 0 if sheet is None else names.index(sheet)
        rows = [book.worksheets[place].iter_rows(values_only=True) for book in books]
        for number, (values, *as_written) in enumerate(_read(path, zip(*rows, strict=False)), 1):
            unvalued = _unvalued(values, as_written[0]) if as_written else None
            yield number, [_shown(value) for value in values], unvalued
    finally:
        for book in books:
            book.close()


def _read(path: Path, rows: Iterator[tuple[tuple[object, ...], ...]]) -> Iterator[tuple[tuple[object, ...], ...]]:
    """The rows of a sheet; QuestionError where it is broken off or garbled."""
    read = 0
    while True:
        try:
            row = next(rows, None)
        except Exception:  # as above, and while it is read
            raise QuestionError(
                f"cannot read {path}: the sheet is damaged after line {read}; open it in a spreadsheet and save it anew"
            ) from None
        if row is None:
            return
        read += 1
        yield row


def sheets_of(path: Path) -> list[str]:
    """The names of the sheets of a workbook that can be read."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        return [each.title for each in book.worksheets]
    finally:
        book.close()


_FORMULA = re.compile(rb"<f[ >/]")


def _has_formulas(path: Path) -> bool:
    """Whether any sheet of a workbook holds a formula: only then is it read a second time."""
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                before = b""
                with parts.open(name) as stream:
                    while block := stream.read(1 << 20):
                        if _FORMULA.search(before + block):
                            return True
                        before = block[-3:]
    return False


def _unvalued(values: tuple[object, ...], as_written: tuple[object, ...]) -> int | None:
    """The place of a cell that holds a formula of which no value was saved."""
    for place, (value, written) in enumerate(zip(values, as_written, strict=False)):
        formula = hasattr(written, "text") or (isinstance(written, str) and written.startswith("="))
        if value is None and formula:
            return place
    return None


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
