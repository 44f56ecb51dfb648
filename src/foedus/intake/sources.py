"""The sources that can be imported, by name, each with what reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from foedus.chronology.moments import parse_moment
from foedus.errors import QuestionError
from foedus.intake.contracts import Order
from foedus.intake.made import Outcome


def outcomes(
    source: str, path: Path, dates: str | None = None, as_of: str | None = None, sheet: str | None = None
) -> Iterator[Outcome]:
    """What the importer of `source` makes of the file at `path`, row by row.

    `dates` says how a table of contracts writes its dates, `sheet` on which sheet of a workbook it stands; `as_of`
    (EDTF) to which day a data set runs. Raises QuestionError if the file cannot be read or is no table of this
    source, or an option is none of this source, TimeTextError if `as_of` is no
    day.
    """
    if source == "contracts" and as_of is not None:
        raise QuestionError("--as-of says to which day a data set runs; a table of contracts has no such day")
    for option, given in (("--dates", dates), ("--sheet", sheet)):
        if given is not None and source != "contracts":
            raise QuestionError(f"{option} is for contracts; {source} has its own form of table")
    if as_of is not None:
        parse_moment(as_of)
    match source:
        case "unctad":
            from foedus.intake.unctad import read as read_unctad

            return read_unctad(path, as_of)
        case "contracts":
            from foedus.intake.contract_dossiers import read as read_contracts

            return read_contracts(path, cast(Order | None, dates), sheet)
        case "atop":
            from foedus.intake.atop import read as read_atop

            return read_atop(path, as_of)
        case "cow":
            from foedus.intake.cow import read as read_cow

            return read_cow(path, as_of)
        case _:
            from foedus.intake.participation import read as read_participation

            return read_participation(path, as_of)
