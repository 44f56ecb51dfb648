"""UNCTAD's mapping of investment treaties (IIA Mapping Project): a treaty a row, as a dossier.

Read are name, parties, status, signed, in_force, initial_term, renewal, unilateral_termination, notice, survival,
terminated and termination_type, dates as dd/mm/yyyy. What a cell leaves open stays open: the clause is left out,
or is a point that the data set does not code, with a position for each way to take it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from foedus.dossier.diagnostics import Diagnostic, listed, quoted
from foedus.intake.alliances import backwards
from foedus.intake.dossier_text import day_before, text_of
from foedus.intake.ids import slug, taken
from foedus.intake.keyed import Row, rows
from foedus.intake.made import LeftOut, Made, Outcome
from foedus.intake.names import Local, party
from foedus.intake.sheet import not_that
from foedus.intake.written_dates import date_of

COLUMNS = ("name", "parties", "signed", "in_force", "initial_term", "renewal", "unilateral_termination", "notice")

HOW = {
    "unilaterally denounced": "denounced",
    "replaced by new treaty": "replaced",
    "terminated by consent": "agreement",
    "expired": "expired",
}
STATUS = {"in force": "in force", "signed": "signed", "signed (not in force)": "signed", "terminated": "ended"}
NOTICE = {"one year prior notice": "1 year", "six months prior notice": "6 months"}

ENDS = ("replacement", "termination")
ENDED_UNTOLD = (
    "The mapping records an end and not the act that brought it about: what stands here is complete to the day before."
)

WHEN_NOTICE = {
    "question": "Does notice end the treaty only with a term, or at any time? The mapping says that notice is "
    "possible and how long it is, not for when.",
    "not_coded": True,
    "positions": {
        "term-end": {"value": "term_end", "note": "notice ends it with a term alone, at any time once it has none"},
        "any-time": {"value": "any_time", "note": "notice ends it at any time"},
    },
}
GOES_ON = {
    "question": "Does the treaty go on when its first term is over? The mapping does not say.",
    "not_coded": True,
    "positions": {
        "goes-on": {"value": "true", "note": "it goes on after its first term until notice is given"},
        "ends": {"value": "false", "note": "it ends with its first term"},
    },
}


def read(path: Path, as_of: str | None = None) -> Iterator[Outcome]:
    """A dossier for each row of the table at `path`, or why there is none.

    Raises QuestionError if the file cannot be read or is no such table.
    """
    met: dict[str, int] = {}
    for row in rows(path, COLUMNS, "UNCTAD's mapping"):
        yield row if isinstance(row, LeftOut) else _dossier(path, row, met, as_of)


def _dossier(path: Path, row: Row, met: dict[str, int], as_of: str | None) -> Outcome:
    names = [name.strip() for name in row["parties"].split(";") if name.strip()]
    key = slug(row["name"])
    local: Local = {}
    parties = list(dict.fromkeys(party(name, local) for name in names))
    if len(parties) < 2:
        return LeftOut(
            not_that(path, row.line, "parties", row["parties"], "two parties", "write them with '; ' between")
        )
    days: dict[str, str | None] = {}
    for column in ("signed", "in_force", "terminated"):
        found = _day(row[column])
        if isinstance(found, Wrong):
            return LeftOut(not_that(path, row.line, column, row[column], "a date as dd/mm/yyyy", found.remedy))
        days[column] = found
    clauses = _Clauses(path, row, days["in_force"] is not None)
    terms = clauses.terms()
    if wrong := backwards(days["in_force"] or days["signed"], days["terminated"]):
        return LeftOut(not_that(path, row.line, "terminated", row["terminated"], "a day after its beginning", wrong))
    for column, known in (("status", STATUS), ("termination_type", HOW)):
        if row[column] and row[column].casefold() not in known:
            remedy = "its own word is kept under `recorded`; the clause it stands for is not known"
            clauses.notes.append(not_that(path, row.line, column, row[column], listed(known, "or"), remedy, "warning"))
    if fault := taken(met, key, path, row.line, "name", row["name"]):
        return LeftOut(fault)
    if clauses.open:
        told = f"The mapping does not say for this treaty: {'; '.join(clauses.open)}."
        statements = [{"says": told, "source": "unctad"}]
    else:
        statements = []
    record = list(_record(row, parties, days))
    ended = days["terminated"]
    if ended is not None and not any(event["event"] in ENDS for event in record):
        statements.append({"says": ENDED_UNTOLD, "source": "unctad"})
        covers_to = day_before(ended)
    else:
        covers_to = None
    data = {
        "id": key,
        "title": row["name"],
        "kind": "investment",
        "parties": parties,
        "terms": terms,
        "record": record,
        "disputes": clauses.disputes,
        "statements": statements,
        "recorded": [{**_recorded(row, days), "as_of": as_of}],
        "sources": {
            "unctad": {"title": "UNCTAD, IIA Mapping Project", "number": f"line {row.line} of {path.name}"},
        },
        "actors": local,
        "covers_to": covers_to,
    }
    return Made(key, text_of(data), notes=tuple(clauses.notes), local=tuple(part["name"] for part in local.values()))


class Wrong(NamedTuple):
    """A date that cannot be read, and what to do about it."""

    remedy: str


def _day(cell: str) -> str | Wrong | None:
    """A date as EDTF: of a month or year, where the cell names no day."""
    if not cell:
        return None
    if part := re.fullmatch(r"(?:(0?[1-9]|1[0-2])[-/.])?([12]\d{3})", cell):
        return f"{part[2]}-{int(part[1]):02}" if part[1] else part[2]
    found = date_of(cell, "day-first")
    return Wrong(found) if isinstance(found, str) else found.isoformat()


def _record(row: Row, parties: list[str], days: dict[str, str | None]) -> Iterator[dict[str, object]]:
    if days["signed"] is not None:
        yield {"event": "signature", "on": days["signed"], "by": parties, "source": "unctad"}
    if days["in_force"] is not None:
        yield {"event": "entry_into_force", "on": days["in_force"], "source": "unctad"}
    event = {"replaced": "replacement", "agreement": "termination"}.get(HOW.get(row["termination_type"].casefold(), ""))
    if event is not None and days["terminated"] is not None:
        yield {"event": event, "on": days["terminated"], "source": "unctad"}


def _recorded(row: Row, days: dict[str, str | None]) -> dict[str, object]:
    kind = row["termination_type"]
    return {
        "by": "unctad",
        "in_force": days["in_force"],
        "ended": days["terminated"],
        "how": HOW.get(kind.casefold(), "other" if kind else None),
        "status": STATUS.get(row["status"].casefold()),
        "says": kind or row["status"],
    }


class _Clauses:
    """The clauses of one row; what it leaves open is collected as they are read."""

    def __init__(self, path: Path, row: Row, in_force: bool) -> None:
        self.path, self.row, self.in_force = path, row, in_force
        self.open: list[str] = []
        self.notes: list[Diagnostic] = []
        self.disputes: dict[str, Any] = {}

    def terms(self) -> dict[str, Any]:
        term = self._term()
        terms: dict[str, Any] = {}
        if not self.in_force:
            terms["binding"] = {"by": "ratification", "note": "signature alone did not bring it into force"}
        terms["term"] = term
        terms["renewal"] = self._renewal(term)
        terms["denunciation"] = self._denunciation(term)
        terms["survival"] = self._survival()
        if self.row["unilateral_termination"].casefold() == "no" and not self._period("notice", NOTICE):
            terms["silent_on_exit"] = True
        return terms

    def _period(self, column: str, named: dict[str, str] | None = None) -> str | None:
        cell = self.row[column].casefold()
        if named and cell in named:
            return named[cell]
        return cell if re.fullmatch(r"[1-9]\d* (years?|months?)", cell) else None

    def _unread(self, column: str, about: str) -> None:
        """Tell that a cell names no period, so that its clause is left out."""
        cell = self.row[column]
        self.open.append(about)
        remedy = "add the clause from the treaty's text"
        found = quoted(cell) if cell else "an empty cell"
        expected = "a number of years or months"
        where = Diagnostic(str(self.path), self.row.line, 1, found, expected, remedy, "warning", column)
        self.notes.append(where)

    def _term(self) -> dict[str, Any] | None:
        if self.row["initial_term"].casefold() == "indefinite":
            return {"indefinite": True}
        length = self._period("initial_term")
        if length is None:
            self._unread("initial_term", "how long its first term is")
            return None
        return {"length": length}

    def _renewal(self, term: dict[str, Any] | None) -> dict[str, Any] | None:
        cell = self.row["renewal"].casefold()
        if term is None or "length" not in term:
            return None
        if (period := self._period("renewal")) is not None:
            return {"tacit": period}
        if cell.startswith("indefinite"):
            return {"then": "indefinite"}
        if cell == "other fixed term":
            self._unread("renewal", "by which term it renews itself")
            term["at_least"] = True
        else:
            self._unread("renewal", "whether it goes on after its first term")
            term["at_least"] = {"dispute": "goes-on"}
            self.disputes["goes-on"] = GOES_ON
        return None

    def _denunciation(self, term: dict[str, Any] | None) -> dict[str, Any] | None:
        right = self.row["unilateral_termination"].casefold()
        if right == "no":
            return None
        notice = self._period("notice", NOTICE)
        if right != "yes":
            self._unread("unilateral_termination", "whether a party can end it by notice")
            return None
        if notice is None:
            self._unread("notice", "how long before its effect notice is given")
            return None
        clause: dict[str, Any] = {"notice": notice}
        if term is not None and "length" in term:
            clause["before"] = {"dispute": "when-notice"}
            self.disputes["when-notice"] = WHEN_NOTICE
            self.open.append("whether notice ends it only with a term, or at any time")
        return clause

    def _survival(self) -> dict[str, Any] | None:
        length = self._period("survival")
        if length is not None:
            return {"length": length, "covers": "investments made before the end"}
        if self.row["survival"].casefold() not in ("", "not applicable"):
            self._unread("survival", "how long it protects investments after its end")
        return None
