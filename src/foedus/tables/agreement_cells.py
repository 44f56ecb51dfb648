"""Cells of a table of agreements, as people write them, made plain: dates and periods in ISO 8601, the rest a fault.

What cells may say is told by `intake` (`written_dates`, `written_periods`); here each distinct text is read once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from foedus.dossier.diagnostics import quoted
from foedus.dossier.yaml_faults import NOT_TEXT
from foedus.errors import TimeTextError
from foedus.intake.contract_columns import Columns
from foedus.intake.written_dates import Order, date_of
from foedus.intake.written_periods import NONE, UNTOLD, YES, reader

MOST = 50_000
"""How many texts of a column are kept, so that memory stays bounded."""

BETWEEN = "\x1f"
"""Between the two cells of which one says whether an agreement renews itself, and the other by how much."""


@dataclass(slots=True)
class Column:
    """What reads the cells of one column; what it has read of each text it keeps, with the fault or ""."""

    name: str
    read: Callable[[str], str]
    kept: dict[str, tuple[str, str]] = field(default_factory=dict)

    def plain(self, cells: Any) -> tuple[Any, Any]:
        """The cells made plain, and what is wrong with each (empty: nothing)."""
        found = cells.dictionary_encode()
        if len(self.kept) > MOST:
            self.kept.clear()
        told = [self._one(text) for text in found.dictionary.to_pylist()]
        values, faults = (
            (pa.array(column, pa.string()) for column in zip(*told, strict=True)) if told else (cells, cells)
        )
        return values.take(found.indices), faults.take(found.indices)

    def _one(self, text: str) -> tuple[str, str]:
        found = self.kept.get(text)
        if found is None:
            try:
                found = self.read(text), ""
            except TimeTextError as error:
                shown = quoted(text.replace(BETWEEN, " ")) if text else "an empty cell"
                found = "", f"{self.name}: found {shown}, expected {error}"
            self.kept[text] = found
        return found


def readers(at: Columns, order: Order | None) -> dict[str, Column]:
    """What reads each column, by its name in `agreement_batches.GIVEN`; `order` says how dates are written."""
    found = {"start": Column("start", partial(_start, order))}
    for name, _, unit in at.periods:
        period = reader(name, unit)
        read = partial(_renewed, period) if name == "renewal" and at.renews is not None else partial(_period, period)
        found[name.replace(" ", "_")] = Column(name, read)
    return found


def together(flags: Any, lengths: Any) -> Any:
    """The cells of the two columns on renewal as one."""
    return pc.binary_join_element_wise(flags, lengths, BETWEEN)


def chained(columns: list[Any]) -> Any:
    """The texts of several columns as one a row, with semicolons between; empty ones are passed over.

    Arrow's own join drops a row in which all are missing, if told to skip them.
    """
    first, *others = columns
    for column in others:
        both = pc.binary_join_element_wise(first, column, "; ")
        first = pc.if_else(is_empty(column), first, pc.if_else(is_empty(first), column, both))
    return first


def is_empty(cells: Any) -> Any:
    """Whether each text is empty."""
    nothing: Any = ""
    return pc.equal(cells, nothing)


def is_invisible(cells: Any) -> Any:
    """Whether each text holds a character that no dossier may hold."""
    return pc.match_substring_regex(cells, NOT_TEXT.pattern)


def where(holds: Any, fault: str) -> Any:
    """The fault where it holds, and an empty text elsewhere."""
    told: Any = pa.scalar(fault)
    return pc.if_else(holds, told, pa.scalar(""))


def _start(order: Order | None, text: str) -> str:
    found = date_of(text, order)
    if isinstance(found, str):
        raise TimeTextError(f"a date such as 2026-01-31: {found}")
    return found.isoformat()


_Read = Callable[[str], str | None]


def _period(period: _Read, text: str) -> str:
    found = period(text) or ""
    if found == UNTOLD:
        raise TimeTextError("by how much it renews itself")
    return found


def _renewed(period: _Read, cells: str) -> str:
    flag, _, length = cells.partition(BETWEEN)
    plain = flag.casefold()
    if plain not in YES and plain not in NONE:
        raise TimeTextError("yes or no, and by how much it renews itself")
    if flag and plain in NONE:
        return ""
    found = _period(period, length)
    if plain in YES and not found:
        raise TimeTextError("by how much it renews itself")
    return found
