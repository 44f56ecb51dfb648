"""Tables of agreements read into columns: the day of each start, and the clauses as `foedus.columnar` has them.

Each distinct text is read once, however many rows have it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from foedus.chronology.days import day
from foedus.chronology.periods import Period, parse_period
from foedus.columnar.calendar import Bools, Ints
from foedus.columnar.terms import NO_PERIOD, Said, Terms, clauses, terms
from foedus.errors import TimeTextError
from foedus.intake.written_periods import INDEFINITE

CLAUSES = ("first_term", "renewal", "notice", "survival")
"""The columns of a table that hold clauses, each a period; empty where the agreement has no such clause."""

MOST = 200_000
"""How many texts of a kind are kept, so that memory stays bounded."""

T = TypeVar("T")


class Read(NamedTuple):
    """A batch read: the rows that could be, in order, and their terms; and of the others why not."""

    rows: Ints
    terms: Terms
    problems: list[tuple[int, str]]


@dataclass(slots=True)
class Reader:
    """Reads batches, and keeps what it has read of each text: a value, or what is wrong with it."""

    starts: dict[str, int | str] = field(default_factory=dict)
    sets: dict[str, Said | str] = field(default_factory=dict)

    def read(self, batch: pa.RecordBatch) -> Read:
        """The terms of the rows of a batch: ISO 8601 texts in the columns `start` and `CLAUSES`, and `fault` where a
        row is known to be one that cannot be read."""
        for kept in (self.starts, self.sets):
            if len(kept) > MOST:
                kept.clear()
        start_of, starts = _distinct(batch.column("start"))
        texts: list[Any] = [batch.column(name) for name in CLAUSES]
        joined: Any = pc.binary_join_element_wise(*texts, "\x1f")
        set_of, sets = _distinct(joined)
        days = [_kept(self.starts, text, day) for text in starts]
        said = [_kept(self.sets, text, _said) for text in sets]
        faults: Any = batch.column("fault")
        good = _good(days)[start_of] & _good(said)[set_of] & faults.is_null().to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(good).astype(np.int32)
        firsts = np.array([held if isinstance(held, int) else 0 for held in days], np.int32)
        own = clauses([held if isinstance(held, Said) else _NONE for held in said])
        held = terms(firsts[start_of[rows]], own.take(set_of[rows]))
        problems = [
            (row, faults[row].as_py() or _problem(days[start_of[row]], said[set_of[row]]))
            for row in np.flatnonzero(~good).tolist()
        ]
        return Read(rows, held, problems)


_NONE = Said(None, None, None, None, False)


def _distinct(texts: Any) -> tuple[Ints, list[str]]:
    """For each row the number of its text, and the distinct texts."""
    found = texts.dictionary_encode()
    return found.indices.to_numpy(), found.dictionary.to_pylist()


def _kept(kept: dict[str, T | str], text: str, read: Callable[[str], T]) -> T | str:
    found = kept.get(text)
    if found is None:
        try:
            found = read(text)
        except TimeTextError as error:
            found = str(error)
        kept[text] = found
    return found


def _good(held: list[Any]) -> Bools:
    return np.array([not isinstance(value, str) for value in held], np.bool_)


def _problem(*held: object) -> str:
    return "; ".join(value for value in held if isinstance(value, str))


def _said(joined: str) -> Said:
    parts = joined.split("\x1f")
    if len(parts) != len(CLAUSES):
        raise TimeTextError("a cell holds a control character")
    first, renewal, notice, survival = (_period(name, text) for name, text in zip(CLAUSES, parts, strict=True))
    fixed = first is not None
    runs_on = fixed and parts[1] == INDEFINITE
    return Said(first, renewal if fixed and not runs_on else None, notice, survival, runs_on)


def _period(name: str, text: str) -> Period | None:
    if not text or (text == INDEFINITE and name in ("first_term", "renewal")):
        return None
    found = parse_period(text)
    if found == NO_PERIOD and name in ("first_term", "renewal"):
        raise TimeTextError(f"{text!r} has no length: a {name.replace('_', ' ')} lasts a day or more")
    return found
