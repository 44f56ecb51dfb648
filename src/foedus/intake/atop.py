"""ATOP (Alliance Treaty Obligations and Provisions, Leeds and others), 4.x and 5.x: by alliance or by member.

The columns are those of its files: atopid, begyr begmo begday, endyr endmo endday (by member: member, yrent moent
dayent, yrexit moexit dayexit), ineffect, speclgth, length (months), renounce, proren, renewlgt (months), term,
defense, offense, neutral, nonagg, consul, conditio, mem1 mem2 ...; others are passed over. A code that says less
than a clause needs is told, and its clause left out.

What the codes mean was not read in the project's codebook, which was not at hand. The promises (0, 1) are as the
Quality of Government Institute describes them for ATOP 5.1; RENOUNCE is as Benson and Clinton (Assessing the Variation
of Formal Military Alliances, 2016) use it; CONDITIO 0 as unconditional is in J. Alley's replication files. TERM,
SPECLGTH, PROREN and RENEWLGT are read off known treaties (atopid 2525, the pact of 1941) and have no second source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.dossier.diagnostics import Diagnostic, quoted
from foedus.errors import QuestionError
from foedus.intake.alliances import Alliance, Member, backwards, day_of, key_of, made_of, wrong_date
from foedus.intake.by_member import by_member
from foedus.intake.cow_numbers import date_in, numbered
from foedus.intake.ids import taken
from foedus.intake.keyed import Row, header, rows
from foedus.intake.made import LeftOut, Outcome
from foedus.intake.names import Local
from foedus.intake.sheet import not_that

BY_ALLIANCE = ("atopid", "begyr", "begmo", "begday", "endyr", "endmo", "endday", "mem1", "mem2")
BY_MEMBER = ("atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")

PROMISES = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}
HOW = {"1": "fulfilled", "2": "violated", "3": "renegotiated"}
"""The codes of `term` for an end: as provided or its purpose met, a breach of its provisions, a new agreement. That
ATOP tells these kinds of end apart, and the loss of a member's independence, is in Leeds and Savun (Terminating
Alliances, 2007); which code stands for which has no source but the files."""

LEAVING = {
    "1": "that a member may renounce it (RENOUNCE 1), and not how",
    "2": "that renouncing it is forbidden (RENOUNCE 2)",
    "3": "that a member may renounce it on conditions (RENOUNCE 3), and not on which",
}
"""The codes of `renounce`: allowed, forbidden, allowed on conditions (Benson and Clinton 2016, and a replication of
it from ATOP 4.01); 0 is none of these."""

CITED: dict[str, object] = {"short": "ATOP", "title": "ATOP, Alliance Treaty Obligations and Provisions"}


def read(path: Path, as_of: str | None = None) -> Iterator[Outcome]:
    """A dossier for each alliance of the table at `path`, or why there is none.

    Raises QuestionError if the file cannot be read or is neither of ATOP's tables of alliances and of members.
    """
    names = header(path)
    if "member" in names:
        return by_member(
            path, BY_MEMBER, "ATOP by member", "atopid", "atop", lambda found: _of_members(path, found, as_of)
        )
    if "stateA".casefold() in names or "mem1" not in names:
        raise QuestionError(
            f"{path} is no table of ATOP by alliance (it has no column 'mem1') or by member (no column 'member'); "
            "the tables of dyads and of state-years are made from these, and hold no treaty's own dates"
        )
    return _by_alliance(path, as_of)


def _by_alliance(path: Path, as_of: str | None) -> Iterator[Outcome]:
    met: dict[str, int] = {}
    for row in rows(path, BY_ALLIANCE, "ATOP by alliance"):
        if isinstance(row, LeftOut):
            yield row
            continue
        begun, ended = _dates(row, "begyr", "begmo", "begday"), _dates(row, "endyr", "endmo", "endday")
        fault = _fault(path, row, met, begun, ended)
        if fault is not None:
            yield LeftOut(fault)
            continue
        local: Local = {}
        promises = tuple(name for column, name in PROMISES.items() if row[column] == "1")
        numbers = [row[name] for name in row.cells if re.fullmatch(r"mem\d+", name) and row[name]]
        parties = [numbered(number, "", day_of(begun), local) for number in numbers]
        members = [Member(party, begun, ended, promises) for party in parties if party is not None]
        if len(set(parties)) < 2 or len(members) < len(numbers):
            wanted = "the COW numbers of two states or more"
            yield LeftOut(not_that(path, row.line, "mem1", ", ".join(numbers), wanted, "mend the row"))
            continue
        yield made_of(_alliance(path, [row], members, begun, ended, as_of, local))


def _of_members(path: Path, found: list[Row], as_of: str | None) -> Iterator[Outcome]:
    """The dossier of one alliance from its members' rows; a row that cannot be read is left out by itself."""
    members: list[Member] = []
    kept: list[Row] = []
    local: Local = {}
    for row in found:
        begun, ended = _dates(row, "yrent", "moent", "dayent"), _dates(row, "yrexit", "moexit", "dayexit")
        wrong = wrong_date(begun, ended) or backwards(begun, ended)
        party = None if wrong else numbered(row["member"], "", day_of(begun), local)
        if party is None:
            told = wrong or quoted(row["member"])
            expected = "" if wrong else "a COW number"
            yield LeftOut(Diagnostic(str(path), row.line, 1, told, expected, "mend the row", where="member"))
            continue
        promises = tuple(name for column, name in PROMISES.items() if row[column] == "1")
        members.append(Member(party, begun, ended, promises))
        kept.append(row)
    begun = min((member.begun for member in members if member.begun), default=None)
    if begun is None or len({member.party for member in members}) < 2:
        for row in kept:
            told = f"an alliance without {'two members' if begun else 'a beginning'}"
            yield LeftOut(Diagnostic(str(path), row.line, 1, told, "two members and their dates", "mend the row"))
        return
    left = [member.left for member in members]
    ended = None if None in left else max((day for day in left if day), default=None)
    yield made_of(_alliance(path, kept, _joined(members), begun, ended, as_of, local))


def _joined(members: list[Member]) -> list[Member]:
    """The members, phases of one membership that follow on each other as one."""
    found: list[Member] = []
    for member in sorted(members, key=lambda member: (member.party, member.begun or "")):
        last = found[-1] if found else None
        if last is not None and last.party == member.party and last.left is not None and last.left == member.begun:
            promises = tuple(dict.fromkeys((*last.promises, *member.promises)))
            found[-1] = Member(member.party, last.begun, member.left, promises)
        else:
            found.append(member)
    order = {member.party: place for place, member in reversed(list(enumerate(members)))}
    return sorted(found, key=lambda member: (order[member.party], member.begun or ""))


def _dates(row: Row, *columns: str) -> str | None:
    year, month, day = (row[column] for column in columns)
    return date_in(year, month, day)


def _fault(path: Path, row: Row, met: dict[str, int], begun: str | None, ended: str | None) -> Diagnostic | None:
    if begun is None:
        return not_that(path, row.line, "begyr", row["begyr"], "the year in which it began", "fill it in")
    if wrong := wrong_date(begun, ended) or backwards(begun, ended):
        return Diagnostic(str(path), row.line, 1, wrong, "", "mend the date", where="begyr")
    return taken(met, key_of("atop", row["atopid"]), path, row.line, "atopid", row["atopid"])


def _alliance(
    path: Path, found: list[Row], members: list[Member], begun: str | None, ended: str | None, as_of: str | None,
    local: Local,
) -> Alliance:  # fmt: skip
    row = found[-1]  # of an alliance in phases the last holds its end
    code = row["term"]
    alliance = Alliance(
        source="atop",
        number=row["atopid"],
        cited=CITED,
        members=members,
        begun=begun,
        ended=ended,
        how=(HOW.get(code) or "other") if ended is not None else None,
        says=f"TERM {code}" if code else None,
        rows=len(found),
        local=local,
        as_of=as_of,
        by_agreement=code == "3" and ended is not None,
    )
    _clauses(path, found[0], alliance)
    _others(path, found, alliance)
    if found[-1]["ineffect"] == "1" and ended is None:
        _still_in_effect(path, found[-1], alliance)
    return alliance


def _others(path: Path, found: list[Row], alliance: Alliance) -> None:
    """Tell which rows of the same alliance code its clauses otherwise than the first, which is read."""
    columns = ("speclgth", "length", "proren", "renewlgt", "renounce")
    for row in found[1:]:
        other = [column for column in columns if row[column] != found[0][column]]
        if other:
            what = ", ".join(f"{column} {row[column] or 'blank'}" for column in other)
            told = f"{what}, other than in line {found[0].line} of the same alliance"
            remedy = f"the clauses are those of line {found[0].line}; mend the dossier if others hold"
            note = Diagnostic(str(path), row.line, 1, told, "the same clauses", remedy, "warning", other[0])
            alliance.notes.append(note)


STILL = {
    "question": "Does the alliance go on when its first term is over? ATOP has it in effect (INEFFECT 1) and codes no "
    "renewal that would carry it so far.",
    "not_coded": True,
    "positions": {"goes-on": {"value": "true"}, "ends": {"value": "false"}},
}


def _still_in_effect(path: Path, row: Row, alliance: Alliance) -> None:
    """An alliance in effect whose terms would let it expire: whether it does is a point that ATOP does not code."""
    term = alliance.terms.get("term", {})
    if (
        "length" not in term
        or "tacit" in alliance.terms.get("renewal", {})
        or "then" in alliance.terms.get("renewal", {})
    ):
        return
    term["at_least"] = {"dispute": "goes-on"}
    alliance.disputes["goes-on"] = STILL
    alliance.statements.append("ATOP does not code whether it goes on after its first term (INEFFECT 1).")
    found = f"INEFFECT 1 with a first term of {row['length']} months and PROREN {row['proren'] or 'blank'}"
    remedy = "add the clause from the treaty's text"
    note = Diagnostic(str(path), row.line, 1, found, "a renewal", remedy, "warning", "ineffect")
    alliance.notes.append(note)


def _clauses(path: Path, row: Row, alliance: Alliance) -> None:
    """The clauses of term, renewal and leaving, as far as the codes say them."""

    def unread(column: str, about: str, says: str = "") -> None:
        missing = f"ATOP does not code {about} ({column.upper()} {row[column] or 'blank'})."
        alliance.statements.append(says or missing)
        found, remedy = f"the code {quoted(row[column])}", "add the clause from the treaty's text"
        note = Diagnostic(str(path), row.line, 1, found, f"a code that says {about}", remedy, "warning", column)
        alliance.notes.append(note)

    terms: dict[str, Any] = alliance.terms
    months, again = row["length"], row["renewlgt"]
    match row["speclgth"]:
        case "1" if months.isdigit() and int(months) > 0:
            terms["term"] = {"length": f"{int(months)} months"}
        case "0":
            terms["term"] = {"indefinite": True}
        case _:
            unread("speclgth", "how long it is to last in months")
    if "length" in terms.get("term", {}):
        match row["proren"]:
            case "2" if again.isdigit() and int(again) > 0:
                terms["renewal"] = {"tacit": f"{int(again)} months"}
                terms["denunciation"] = {"before": "term_end", "note": "ATOP codes no period of notice"}
            case "2":
                terms["renewal"] = {"then": "indefinite"}
            case "1":
                terms["renewal"] = {"by_agreement": True}
            case "0":
                pass
            case _:
                unread("proren", "whether it renews itself")
    leaving = LEAVING.get(row["renounce"])
    if row["renounce"] == "2":
        alliance.statements.append(f"ATOP codes {leaving}.")
    elif leaving is not None:
        unread("renounce", "how a member can leave, and with what notice", f"ATOP codes {leaving}.")
    elif row["renounce"] not in ("0", ""):
        unread("renounce", "whether a member can leave")
    if row["conditio"] == "1":
        alliance.statements.append("ATOP codes that some promises are conditional (CONDITIO 1), not how.")
