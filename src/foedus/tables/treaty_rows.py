"""The rows that one treaty has in each of the tables of treaties. Pure: what is asked comes with the request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa

from foedus.answers.deadlines import deadlines
from foedus.answers.groundwork.asking import when
from foedus.answers.groundwork.finding import Answer, Reading
from foedus.chronology.days import FOREVER, Day, day
from foedus.dossier.systems import code_on
from foedus.tables.columns import (
    Code,
    Column,
    Columns,
    Text,
)
from foedus.tables.edges import shown
from foedus.tables.lives import Pair, Said, Tie, alone, live, pairs, rows, ties_of, told
from foedus.tables.obligations import COLUMNS, IN_FORCE, Edge, cow_type, names_of
from foedus.tables.requests import Request

Row: TypeAlias = dict[str, Any]

TIES: Columns = (
    Column("treaty", Text, "the treaty"),
    Column("party1", Text, "the one, whose id comes first"),
    Column("party2", Text, "the other"),
    Column("classes", Code, "how many classes of readings there are: those of a class come to the same"),
    Column("class", Code, "which of them this is, from 0"),
    Column("since", pa.int32(), "first day (1 is 0001-01-01), the earliest that it can be"),
    Column("since_max", pa.int32(), "the latest that it can be"),
    Column("until", pa.int32(), "the day on which it is over, the earliest that it can be"),
    Column("until_max", pa.int32(), "the latest that it can be"),
    Column("first", Code, "what the one promises the other, in bits"),
    Column("second", Code, "what the other promises the one, in bits"),
    Column("dark", Code, "of which types the record does not tell whether they bind"),
    Column("paths", Text, "the readings of the class: JSON; missing where there is one class alone"),
)
"""The days on which treaties tie two parties, by classes of readings: what panels are made of."""


def span_rows(request: Request, said: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the table of spans of one treaty."""
    for row in rows(told(request.asked)):
        stretch = row.stretch
        yield {
            **_treaty(request),
            **_actor(row.party, stretch.edge[0]),
            "status": stretch.status.value,
            **_bounds(stretch.edge),
            "ended": stretch.ended or None,
            "cites": stretch.cites,
            **_read(row.readings),
        }


def dyad_rows(request: Request, said: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the table of dyads of one treaty; with `directed` each pair both ways."""
    treaty = told(request.asked)
    directed = bool(said.get("directed"))
    for pair in pairs(treaty):
        every = dict.fromkeys(tie for ties, _ in pair.classes for tie in ties if tie.first & IN_FORCE)
        for tie in every:
            inside = [ties for ties, _ in pair.classes if tie in ties]

            def holds(said: Said, pair: Pair = pair, tie: Tie = tie) -> bool:
                return tie in ties_of(said, pair.one, pair.other)

            readings = treaty.readings_where(holds)
            more = [0, 0]
            for ties in inside[:1]:
                for part in ties:  # what duties with a time of their own add on some of these days
                    if not part.first & IN_FORCE and not part.dark and _meets(part.edge, tie.edge):
                        more = [more[0] | part.first, more[1] | part.second]
            first, second = tie.first | more[0], tie.second | more[1]
            if directed:
                ways = [(pair.one, pair.other, first), (pair.other, pair.one, second)]
            else:
                ways = [(*ordered(pair.one, pair.other, tie.edge[0]), first | second)]
            for one, other, bits in ways:
                yield {
                    **_treaty(request),
                    **two(one, other, tie.edge[0]),
                    **_bounds(tie.edge),
                    **{name: int(bool(bits & bit)) for name, bit in COLUMNS.items()},
                    "ss_type": cow_type(bits),
                    "asymm": int(first != second),
                    **_read(readings),
                }


def _meets(a: Edge, b: Edge) -> bool:
    return a[0] < b[3] and b[0] < a[3]


def duty_rows(request: Request, said: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the table of duties of one treaty."""
    duties = {duty.id: duty for duty in request.asked.dossier.terms.duties}
    for span in live(told(request.asked)):
        duty = duties[span.duty]
        yield {
            **_treaty(request),
            "duty": span.duty,
            "article": duty.article,
            "verb": duty.verb,
            "category": ";".join(names_of(span.bits)),
            "bearer": span.bearer,
            "beneficiary": span.beneficiary,
            **_bounds(span.edge),
            **_read(span.readings),
        }


def deadline_rows(request: Request, said: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the table of deadlines of one treaty, from and to the days of `said`."""
    key = request.asked.dossier.id
    found = deadlines(request.library, (key,), said.get("party"), said.get("start"), said.get("end"), request.readings)
    for answer in found.answers:
        value = answer.value
        on = day(value["on"])
        yield {
            "date": _date(on),
            "what": value["what"],
            **_treaty(request),
            **(_actor(value["party"], on) if value["party"] else {}),
            "about": value["about"],
            "effect": _date(day(value["effect"])) if "effect" in value else None,
            "notice": _date(day(value["notice"])) if "notice" in value else None,
            **_read(answer.readings),
        }


def tie_rows(request: Request, said: Mapping[str, str]) -> Iterator[Row]:
    """The rows of `TIES` of one treaty: of every two parties, or with `alone` of every party with all the others."""
    treaty = told(request.asked)
    for pair in alone(treaty) if said.get("alone") else pairs(treaty):
        count = len(pair.classes)
        for number, (ties, paths) in enumerate(pair.classes):
            taken = None
            if count > 1:
                taken = json.dumps([{**path.readings, **path.ranges} for path in paths])
            for tie in ties or (Tie((0, 0, 0, 0), 0, 0),):
                yield {
                    "treaty": request.asked.dossier.id,
                    "party1": pair.one,
                    "party2": pair.other,
                    "classes": count,
                    "class": number,
                    **dict(zip(("since", "since_max", "until", "until_max"), tie.edge, strict=True)),
                    "first": tie.first,
                    "second": tie.second,
                    "dark": tie.dark,
                    "paths": taken,
                }


def exit_rows(request: Request, said: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the exit calendar of one treaty: a row for each party that is bound, as seen from `said["start"]`."""
    dossier = request.asked.dossier
    found = deadlines(request.library, (dossier.id,), said.get("party"), said["start"], None, request.readings)
    on = when(said["start"]).first
    named = [said["party"]] if said.get("party") else list(dossier.parties)
    own: dict[str, list[Answer]] = {}
    for answer in found.answers:
        if answer.value["what"] in OF_EXITS:
            for party in [answer.value["party"]] if answer.value["party"] else named or [""]:
                own.setdefault(party, []).append(answer)
    for party, answers in own.items():
        yield {**_treaty(request), **(_actor(party, on) if party else {}), **_exit(answers)}


OF_EXITS = {
    "next exit": 0,
    "last day for notice": 1,
    "renewal": 2,
    "term ends": 2,
    "expiry": 2,
    "exit takes effect": 3,
    "end": 3,
    "survival ends": 3,
}
"""The dates that the exit calendar tells, and what of it they fill."""


def _exit(answers: list[Answer]) -> Row:
    kinds: list[list[Answer]] = [[], [], [], []]
    for answer in answers:
        kinds[OF_EXITS[answer.value["what"]]].append(answer)
    leaving, notice, term, end = kinds
    first = {place: own[0].value for place, own in enumerate(kinds) if own}
    step = [one for one in notice if one.value.get("effect") == notice[0].value.get("effect")]
    told = [*leaving, *step, *term[:1], *end[:1]]
    return {
        "notice_by": _on(min((one.value["on"] for one in step), default=None)),
        "notice_by_max": _on(max((one.value["on"] for one in step), default=None)),
        "notice_for": _on(first[1].get("effect")) if notice else None,
        "next_exit": _on(min((one.value["on"] for one in leaving), default=None)),
        "next_exit_max": _on(max((one.value["on"] for one in leaving), default=None)),
        "notice_on": _on(first[0].get("notice")) if leaving else None,
        "survival_ends": _on(first[0].get("survival_ends")) if leaving else None,
        "term_ends": _on(first[2]["on"]) if term else None,
        "term_then": first[2]["what"] if term else None,
        "ends": _on(first[3]["on"]) if end else None,
        "agree": int(all(one.readings == ({},) for one in told)),
    }


def _on(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _treaty(request: Request) -> Row:
    return {"treaty": request.asked.dossier.id, "title": request.asked.dossier.title}


def _actor(party: str, when: Day) -> Row:
    ccode, abbrev, gw = code_on(party, when)
    return {"party": party, "ccode": ccode, "stateabb": abbrev, "gwcode": gw}


def ordered(one: str, other: str, when: Day) -> tuple[str, str]:
    """Two parties in the order of undirected dyads: by Correlates of War number, those without one last."""
    numbers = [code_on(party, when)[0] for party in (one, other)]
    keys = [(number is None, number or 0, party) for number, party in zip(numbers, (one, other), strict=True)]
    return (one, other) if keys[0] <= keys[1] else (other, one)


def two(one: str, other: str, when: Day) -> Row:
    """The columns that name two states, by their numbers on a day."""
    first, second = code_on(one, when), code_on(other, when)
    dyad = None if first[0] is None or second[0] is None else first[0] * 1000 + second[0]
    names = ("ccode", "stateabb", "gwcode")
    return {
        "party1": one,
        "party2": other,
        **{f"{name}1": held for name, held in zip(names, first, strict=True)},
        **{f"{name}2": held for name, held in zip(names, second, strict=True)},
        "dyadid": dyad,
    }


def _bounds(edge: Edge) -> Row:
    start, start_max, end, end_max = (shown(each) for each in edge)
    return {
        "start_date": _date(start),
        "start_max": _date(start_max),
        "end_date": _date(end),
        "end_max": _date(end_max),
    }


def _date(when: Day | None) -> date | None:
    return None if when is None or not 0 < when < FOREVER else date.fromordinal(when)


def _read(readings: Iterable[Reading]) -> Row:
    held = [dict(reading) for reading in readings]
    return {"readings": json.dumps(held, ensure_ascii=False), "agree": int(held == [{}])}
