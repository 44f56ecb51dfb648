"""What is wrong in a file that a person wrote, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Path: TypeAlias = Sequence[str | int]
"""A place in a dossier: keys of mappings and indexes (from 0) of lists, from the root."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault in a file. Diagnostics sort by file, line and column.

    file, line, column: where the fault stands; line and column count from 1, columns in characters.
    found: what stands there. With `expected` empty, a whole sentence of its own (a validator's message).
    expected: what should stand there; remedy: what the writer can do. Either may be empty.
    severity: an error makes the dossier unusable, a warning does not.
    where: the place in the dossier, such as `terms.renewal.tacit` or `record[2].on` (indexes from 0); empty
        for a fault of the file as a whole.

    >>> print(Diagnostic("pact.yaml", 3, 7, "the text 'SUN'", "a list", "write it as [SUN]", where="parties"))
    pact.yaml:3:7: error: parties: found the text 'SUN', expected a list
        write it as [SUN]
    """

    file: str
    line: int
    column: int
    found: str
    expected: str = ""
    remedy: str = ""
    severity: Literal["error", "warning"] = "error"
    where: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        fault = f"found {self.found}, expected {self.expected}" if self.expected else self.found
        remedy = f"\n    {self.remedy}" if self.remedy else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {place}{fault}{remedy}"


def dotted(path: Path) -> str:
    """The text of a path in a dossier.

    >>> dotted(("record", 2, "on"))
    'record[2].on'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def quoted(text: str, limit: int = 60) -> str:
    """`text` in quotes, control characters escaped, cut after `limit` characters.

    >>> quoted("from" * 30, 10)
    "'fromfromfr…'"
    """
    return repr(text if len(text) <= limit else text[:limit] + "…")


def listed(names: Iterable[object], last: str = "or", limit: int = 12) -> str:
    """Names in a row, as a sentence has them; past `limit` names the rest is counted.

    >>> listed(["a", "b", "c"]), listed("abcd", limit=2)
    ('a, b or c', 'a, b or 2 more')
    """
    words = [str(name) for name in names]
    if len(words) > limit:
        words = [*words[:limit], f"{len(words) - limit} more"]
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), "".join(words[-1:]))))
