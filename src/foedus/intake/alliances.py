"""An alliance as ATOP and COW code it, as a dossier: members with their days, promises, what the data set records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from foedus.chronology.moments import parse_moment
from foedus.dossier.actors import register
from foedus.dossier.diagnostics import Diagnostic
from foedus.errors import TimeTextError
from foedus.intake.dossier_text import day_before, text_of
from foedus.intake.ids import slug
from foedus.intake.made import Made
from foedus.intake.names import Local
from foedus.intake.promises import duties, kinds


@dataclass(frozen=True, slots=True)
class Member:
    """One member for one time: from when to when (EDTF, None: not known, or it goes on), and what it promised."""

    party: str
    begun: str | None
    left: str | None
    promises: tuple[str, ...]


@dataclass(slots=True)
class Alliance:
    """One alliance: `begun` and `ended` in EDTF, `how` and `says` as the data set has its end, its clauses."""

    source: str
    number: str
    cited: dict[str, object]
    members: list[Member]
    begun: str | None
    ended: str | None
    how: str | None
    says: str | None
    rows: int
    terms: dict[str, Any] = field(default_factory=dict)
    disputes: dict[str, Any] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    local: Local = field(default_factory=dict)
    as_of: str | None = None
    by_agreement: bool = False


def made_of(alliance: Alliance) -> Made:
    """The dossier of an alliance. All who are members from the beginning sign it; the others accede.

    A member that left before the end is on record as having withdrawn that day, at once, by an act that is not told.
    """
    parties = list(dict.fromkeys(member.party for member in alliance.members))
    made_by: dict[str, list[str]] = {}
    for member in alliance.members:
        for promise in member.promises:
            made_by.setdefault(promise, []).append(member.party)
    key = key_of(alliance.source, alliance.number)
    untold = alliance.ended is not None and not alliance.by_agreement
    if untold:
        told = "an end and not the act that brought it about: what stands here is complete to the day before."
        alliance.statements.append(f"{alliance.cited['short']} records {told}")
    founders = [member.party for member in alliance.members if member.begun in (None, alliance.begun)]
    data = {
        "id": key,
        "title": f"{alliance.cited['short']} {alliance.number}: {_names(parties, alliance.local)}",
        "kind": kinds(made_by),
        "parties": list(dict.fromkeys(founders)) if len(parties) > 2 else parties,
        "open_to_others": len(parties) > len(set(founders)),
        "terms": {**alliance.terms, "duties": list(duties(made_by, parties))},
        "record": list(_record(alliance, founders)),
        "disputes": alliance.disputes,
        "statements": [{"says": says, "source": alliance.source} for says in alliance.statements],
        "recorded": list(_recorded(alliance)),
        "sources": {alliance.source: {"title": alliance.cited["title"], "number": alliance.number}},
        "actors": alliance.local,
        "covers_to": day_before(alliance.ended) if untold and alliance.ended is not None else None,
    }
    local = tuple(part["name"] for part in alliance.local.values())
    return Made(key, text_of(data), rows=alliance.rows, notes=tuple(alliance.notes), local=local)


def key_of(source: str, number: str) -> str:
    """The id of an alliance's dossier; "" if its number has neither letters nor digits."""
    key = slug(number)
    return f"{source}-{key}" if key else ""


def _names(parties: list[str], local: Local) -> str:
    named = [local[key]["name"] if key in local else register()[key].short for key in parties]
    return ", ".join(named[:4]) + (f" and {len(named) - 4} more" if len(named) > 4 else "")


def _record(alliance: Alliance, founders: list[str]) -> Iterator[dict[str, object]]:
    if alliance.begun is not None and founders:
        by = list(dict.fromkeys(founders))
        yield {"event": "signature", "on": alliance.begun, "by": by, "source": alliance.source}
    for member in alliance.members:
        if member.begun not in (None, alliance.begun):
            yield {"event": "accession", "on": member.begun, "by": [member.party], "source": alliance.source}
        if member.left not in (None, alliance.ended):
            yield {"event": "withdrawal", "on": member.left, "by": [member.party], "effect": "at_once",
                   "source": alliance.source, "note": "the day is coded, the act by which it left is not"}  # fmt: skip
    if alliance.by_agreement and alliance.ended is not None:
        yield {"event": "termination", "on": alliance.ended, "source": alliance.source}


def _recorded(alliance: Alliance) -> Iterator[dict[str, object]]:
    shared = {"by": alliance.source, "number": alliance.number}
    status = "in force" if alliance.ended is None else "ended"
    yield {**shared, "in_force": alliance.begun, "ended": alliance.ended, "how": alliance.how, "status": status,
           "as_of": alliance.as_of, "says": alliance.says}  # fmt: skip
    for member in alliance.members:
        if member.begun not in (None, alliance.begun) or member.left not in (None, alliance.ended):
            yield {**shared, "party": member.party, "in_force": member.begun, "ended": member.left}


def day_of(text: str | None) -> int | None:
    """The first day of an EDTF text; None for none. Raises TimeTextError if there is no such day."""
    return None if text is None else parse_moment(text).first


def wrong_date(*texts: str | None) -> str:
    """What is wrong with the first of these dates that cannot be; "" if all can."""
    for text in texts:
        try:
            day_of(text)
        except TimeTextError as error:
            return str(error)
    return ""


def backwards(begun: str | None, ended: str | None) -> str:
    """What is wrong with an end that lies before its beginning; "" for others. The dates can be read."""
    if begun is None or ended is None or parse_moment(ended).last >= parse_moment(begun).first:
        return ""
    return f"it ends on {ended}, before it begins on {begun}"
