"""The table beside a dossier: who joined, left or declared what, and when, one action a line.

A table has a first line of column names and as many cells in every line. Cells are text, spaces around them
dropped; what they mean is read elsewhere.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic, listed, quoted
from foedus.dossier.explain_words import nearest
from foedus.dossier.text_file import encoded_size, read_bounded, too_large
from foedus.dossier.yaml_faults import NOT_TEXT, not_text_fault

MAX_BYTES = 5 * 1024 * 1024
"""Largest table that is read, in bytes of UTF-8."""

_MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the number of the line it begins on, and its cells by column ('' if empty)."""

    line: int
    cells: dict[str, str]


def read_csv_file(
    path: Path, file: str, columns: Mapping[str, bool], open_prefix: str | None = None
) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of a table on disk, as read_rows gives them; `file` names it in diagnostics."""
    text, faults = read_bounded(path, file, MAX_BYTES)
    return ([], faults) if text is None else read_rows(text, file, columns, open_prefix)


def read_rows(
    text: str, file: str, columns: Mapping[str, bool], open_prefix: str | None = None
) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of CSV text without fault, and every fault found (up to 100), in order of place.

    `columns` maps each column to whether every line must fill it; a column that need not be filled may be
    absent altogether, and then is empty. Any column whose name begins with `open_prefix` is allowed besides.
    Quoting is by double quotes (RFC 4180). Empty lines are passed over. A fault in the line
    of names leaves no rows.

    >>> text = "party,action\\nFRA,ratification"
    >>> rows, faults = read_rows(text, "parties.csv", {"party": True, "action": True, "note": False})
    >>> rows[0].line, rows[0].cells, faults
    (2, {'party': 'FRA', 'action': 'ratification', 'note': ''}, [])
    """
    if len(text) * 4 > MAX_BYTES and (size := encoded_size(text)) > MAX_BYTES:
        return [], [too_large(file, size, MAX_BYTES)]
    text = text.removeprefix("\ufeff")
    if NOT_TEXT.search(text):
        return [], [not_text_fault(text, file)]
    records, faults = _records(text, file)
    if not records:
        expected = f"a first line with the columns {listed(columns, 'and')}"
        return [], faults or [Diagnostic(file, 1, 1, "an empty table", expected, "write that line")]
    (head_line, head), *body = records
    if (other := _separator(head, columns)) is not None:
        found, expected = f"cells split by {other}", "cells split by commas"
        remedy = "save the table as CSV with the comma as its separator"
        return [], [Diagnostic(file, head_line, 1, found, expected, remedy)]
    names = [name.strip() for name in head]
    faults = [*_head_faults(names, head_line, file, columns, open_prefix), *faults]
    if any(fault.line == head_line for fault in faults):
        return [], sorted(faults)
    rows = []
    absent = dict.fromkeys(columns, "")
    for line, cells in body:
        row = Row(line, {**absent, **dict(zip(names, (cell.strip() for cell in cells), strict=False))})
        if slips := _row_faults(row, len(cells), names, file, columns):
            faults += slips
        else:
            rows.append(row)
        if len(faults) >= _MOST_FAULTS:
            break
    return rows, sorted(faults)


def _records(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Diagnostic]]:
    """Line and cells of each record that is not empty, up to the first that cannot be split into cells."""
    records: list[tuple[int, list[str]]] = []
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as cause:
        if "field larger" in str(cause) or "unexpected end" in str(cause):
            found, remedy = "a double quote that is never closed", "close the quote"
        else:
            found, remedy = "text after a closing double quote", "write a double quote within quotes twice"
        return records, [Diagnostic(file, line, 1, found, "cells split by commas", remedy)]
    return records, []


SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What spreadsheets write between cells instead of the comma."""


def _separator(head: list[str], columns: Mapping[str, bool]) -> str | None:
    """What splits the names of columns if commas do not, in words."""
    line = ",".join(head)
    for separator, words in SEPARATORS.items():
        names = {name.strip() for name in line.split(separator)}
        if len(names) > 1 and {name for name, required in columns.items() if required} & names:
            return words
    return None


def _head_faults(
    names: list[str], line: int, file: str, columns: Mapping[str, bool], open_prefix: str | None
) -> list[Diagnostic]:
    faults = []
    meant_names = set()
    for index, name in enumerate(names):
        if name in names[:index]:
            found = f"the column {quoted(name)} a second time"
            faults.append(Diagnostic(file, line, 1, found, "each column once", "remove or rename one of the two"))
        elif name not in columns and not (open_prefix and name.startswith(open_prefix)):
            meant = nearest(name, [column for column in columns if column not in names])
            meant_names.add(meant)
            remedy = f"write {quoted(meant)}" if meant else "remove the column"
            found = f"the unknown column {quoted(name)}"
            faults.append(Diagnostic(file, line, 1, found, f"the columns {listed(columns, 'and')}", remedy))
    for name, required in columns.items():
        if required and name not in names and name not in meant_names:
            found = f"no column {quoted(name)}"
            expected = f"the columns {listed(columns, 'and')}"
            faults.append(Diagnostic(file, line, 1, found, expected, f"add the column {quoted(name)}"))
    return faults


def _row_faults(row: Row, count: int, names: list[str], file: str, columns: Mapping[str, bool]) -> list[Diagnostic]:
    if count != len(names):
        remedy = "put a cell that holds a comma in double quotes" if count > len(names) else "add the commas"
        found = f"{count} cell{'' if count == 1 else 's'}"
        return [Diagnostic(file, row.line, 1, found, f"{len(names)}, as in the first line", remedy)]
    return [
        Diagnostic(file, row.line, 1, "an empty cell", f"a value for {quoted(name)}", "fill it in", where=name)
        for name in names
        if columns.get(name) and not row.cells[name]
    ]
