"""Tables with a row for each member of an alliance: the rows of one alliance brought together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from foedus.intake.alliances import key_of
from foedus.intake.ids import taken
from foedus.intake.keyed import Row, rows
from foedus.intake.made import LeftOut, Outcome
from foedus.intake.sheet import not_that


def by_member(
    path: Path,
    columns: tuple[str, ...],
    what: str,
    number: str,
    source: str,
    made: Callable[[list[Row]], Iterator[Outcome]],
) -> Iterator[Outcome]:
    """What `made` makes of the rows of each alliance of a table, in the order in which the alliances first stand.

    `number` is the column with the alliance's number. A row without one is left out and told, and so is an alliance
    whose dossier would have the id of an earlier one.
    """
    grouped: dict[str, list[Row]] = {}
    for row in rows(path, columns, what):
        if isinstance(row, LeftOut):
            yield row
        elif not row[number]:
            yield LeftOut(not_that(path, row.line, number, "", "the number of the alliance", "fill it in"))
        else:
            grouped.setdefault(row[number], []).append(row)
    met: dict[str, int] = {}
    for key, found in grouped.items():
        if fault := taken(met, key_of(source, key), path, found[0].line, number, key):
            yield LeftOut(fault, len(found))
        else:
            yield from made(found)
