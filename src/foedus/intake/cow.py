"""COW formal alliances (Gibler), v4.1 by member: an alliance is the rows of one version4id.

The columns are those of its file: version4id, ccode, state_name, all_st_day all_st_month all_st_year, all_end_*,
ss_type, mem_st_*, mem_end_*, left_censor, right_censor, defense, neutrality, nonaggression, entente; others are
passed over. Blank ends go on. The data set codes no clause: no term, no notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.intake.alliances import Alliance, Member, backwards, day_of, made_of, wrong_date
from foedus.intake.by_member import by_member
from foedus.intake.cow_numbers import date_in, numbered
from foedus.intake.keyed import Row
from foedus.intake.made import LeftOut, Outcome
from foedus.intake.names import Local
from foedus.intake.sheet import not_that

COLUMNS = ("version4id", "ccode", "all_st_year", "all_end_year", "mem_st_year", "mem_end_year", "left_censor")
PROMISES = {
    "defense": "defence",
    "neutrality": "neutrality",
    "nonaggression": "non-aggression",
    "entente": "consultation",
}
CITED: dict[str, object] = {"short": "COW", "title": "Correlates of War, formal alliances by member"}


def read(path: Path, as_of: str | None = None) -> Iterator[Outcome]:
    """A dossier for each alliance of the table at `path`, or why there is none.

    Raises QuestionError if the file cannot be read or is no such table.
    """
    return by_member(
        path,
        COLUMNS,
        "COW alliances by member",
        "version4id",
        "cow",
        lambda found: _of_members(path, found, as_of),
    )


def _of_members(path: Path, found: list[Row], as_of: str | None) -> Iterator[Outcome]:
    """The dossier of one alliance from its members' rows; a row that cannot be read is left out by itself."""
    members: list[Member] = []
    kept: list[Row] = []
    local: Local = {}
    for row in found:
        begun, ended = _date(row, "mem_st"), _date(row, "mem_end")
        whole = _date(row, "all_st"), _date(row, "all_end")
        wrong = wrong_date(begun, ended, *whole) or backwards(begun, ended) or backwards(*whole)
        party = None if wrong else numbered(row["ccode"], row["state_name"], day_of(begun), local)
        if wrong:
            yield LeftOut(Diagnostic(str(path), row.line, 1, wrong, "", "mend the date"))
        elif party is None:
            yield LeftOut(not_that(path, row.line, "ccode", row["ccode"], "a COW number", "mend the row"))
        else:
            promises = tuple(name for column, name in PROMISES.items() if row[column] == "1")
            members.append(Member(party, begun, ended, promises))
            kept.append(row)
    if len({member.party for member in members}) < 2:
        for row in kept:
            told = "an alliance with one member that can be read"
            yield LeftOut(Diagnostic(str(path), row.line, 1, told, "two members or more", "mend the row"))
        return
    row = kept[0]
    censored = row["left_censor"] == "1"
    alliance = Alliance(
        source="cow",
        number=row["version4id"],
        cited=CITED,
        members=members,
        begun=_date(row, "all_st"),
        ended=None if row["right_censor"] == "1" else _date(row, "all_end"),
        how=None,
        says=row["ss_type"] or None,
        rows=len(kept),
        local=local,
        as_of=as_of,
    )
    if alliance.ended is not None:
        alliance.how = "other"
    alliance.statements.append("COW codes no clause on term, renewal or leaving.")
    if censored:
        told = "the alliance began before the state system does (left-censored): its first day is not on record"
        alliance.notes.append(Diagnostic(str(path), row.line, 1, told, "", "", "warning", "left_censor"))
        alliance.statements.append("The first day that COW gives is that of its state system (left-censored).")
    yield made_of(alliance)


def _date(row: Row, which: str) -> str | None:
    return date_in(row[f"{which}_year"], row[f"{which}_month"], row[f"{which}_day"])
