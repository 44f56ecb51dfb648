"""The Judge page: an act, the duties that it touches, and the verdict on it in each reading side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from foedus.answers.acts import acts, names_of
from foedus.answers.groundwork.act_words import act_words
from foedus.answers.groundwork.asking import known_party
from foedus.answers.groundwork.finding import Answer, Finding, Reading
from foedus.answers.judging import deed_words, find_deed, judge
from foedus.answers.positions import points_of
from foedus.answers.verdict_table import verdict_table
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.law.conduct.acts import ACTS
from foedus.outlets.finding_csv import answers_csv
from foedus.outlets.wording import reading_words
from foedus.web import errors
from foedus.web.asking import Asking, Question
from foedus.web.pages.relations import attached
from foedus.web.shelf import Held
from foedus.web.templating import page

router = APIRouter()

MOST_DOSSIERS = 400
"""Of so many dossiers with acts at most a page lists all; of more, it asks for a word of the title."""

Named = Annotated[str, Query(max_length=120)]


@dataclass(frozen=True, slots=True)
class Act:
    """An act that can be judged, as a list shows it: by which name it is found, in words, on which day."""

    name: str
    says: str
    on: str
    what: str


@router.get("/judge")
def show(
    request: Request,
    library: Held,
    asking: Question,
    treaty: Named = "",
    act: Named = "",
    known_to: Annotated[str, Query(max_length=80)] = "",
    q: Annotated[str, Query(max_length=120)] = "",
) -> Response:
    """The dossiers with acts; of one of them the acts; of one act the verdicts."""
    if not treaty:
        found = _with_acts(library, q)
        return page(
            request, "judge.html", here="judge", asking=asking, q=q, dossiers=found[:MOST_DOSSIERS], total=len(found)
        )
    dossier = errors.dossier(library, treaty)
    if not act:
        listed = [one for one in _acts(library, dossier) if q.lower() in f"{one.says} {one.on} {one.what}".lower()]
        return page(request, "judge_acts.html", here="judge", asking=asking, q=q, dossier=dossier, acts=listed)
    changed = asking.changed(library, treaty)
    finding = _judged(changed, asking, treaty, act, known_to)
    deed = find_deed(changed, treaty, act)
    day = next((one for one in _acts(changed, deed.dossier) if one.name == (deed.event.id or deed.event.event)), None)
    more = {"treaty": treaty, "act": act, "known_to": known_to}
    return page(
        request,
        "judge_act.html",
        here="judge",
        asking=asking,
        dossier=dossier,
        act=act,
        deed=deed,
        says=deed_words(deed),
        day=day,
        finding=finding,
        tables=verdict_table(finding),
        points=points_of(changed, _points(finding, asking, treaty), treaty),
        known_to=known_to,
        link=lambda question, path="/judge": question.link(path, **more),
        tone=_tone,
        column_words=column_words,
    )


def _judged(library: Library, asking: Asking, treaty: str, act: str, known_to: str) -> Finding:
    return judge(library, treaty, act, asking.readings, known_party(known_to) if known_to.strip() else None)


def _points(finding: Finding, asking: Asking, treaty: str) -> list[str]:
    """The disputed points that the page offers: those on which a verdict hangs first, then those taken."""
    taken = [text.partition("=")[0] for text in asking.readings]
    return list(dict.fromkeys([*finding.hinges, *taken, *(finding.disputes or {})]))


def _tone(verdict: str) -> str:
    """How grave a verdict is, for its colour: a breach, an excuse, nothing, or left open."""
    match verdict:
        case "breach" | "late":
            return "grave"
        case "excused" | "exercise of a right" | "kept" | "performed":
            return "well"
        case "undecided":
            return "open"
        case _:
            return "beside"


def column_words(readings: tuple[Reading, ...]) -> tuple[list[str], list[list[str]]]:
    """The readings of a column in words: what all of them take, and what else each takes, one of which must hold.

    >>> column_words(({"notice": "void", "war": "ends"}, {"notice": "void", "peace": "made"}))
    (['notice = void'], [['war = ends'], ['peace = made']])
    """
    shared = {
        name: position
        for name, position in readings[0].items()
        if all(other.get(name) == position for other in readings)
    }
    rests = [{name: position for name, position in reading.items() if name not in shared} for reading in readings]
    words = [text for text in reading_words(rests) if text]
    return [f"{name} = {position}" for name, position in shared.items()], [text.split(", ") for text in words]


def _with_acts(library: Library, q: str) -> list[tuple[Dossier, int]]:
    """The dossiers that record an act which can be judged, with the number of these; chronicles first."""
    words = q.lower().split()
    found = [
        (dossier, count)
        for dossier in library.usable()[0]
        if (count := sum(event.event in ACTS for event in dossier.record))
        and all(word in f"{dossier.id} {dossier.title}".lower() for word in words)
    ]
    return sorted(found, key=lambda pair: (not pair[0].is_chronicle, pair[0].title))


def _acts(library: Library, dossier: Dossier) -> list[Act]:
    """The acts of a record that can be judged, in order of date."""
    dated: dict[str, tuple[str, str]] = {}
    for answer in acts(library, dossier.id).answers:
        dated.setdefault(answer.value["name"], (answer.value["date"], answer.value["on"] or ""))
    named = [
        (event, name)
        for event, name in zip(dossier.record, names_of(dossier), strict=True)
        if event.event in ACTS and ":" not in name
    ]
    named.sort(key=lambda pair: dated.get(pair[1], ("", ""))[1])
    return [_act(event, name, dossier, dated.get(name, ("", ""))[0]) for event, name in named]


def _act(event: Event, name: str, dossier: Dossier, on: str) -> Act:
    what = event.what if isinstance(event.what, str) else ""
    return Act(name, act_words(event, dossier), on, "" if event.event == "measure" else what)


@router.get("/judge/verdicts.csv")
def as_csv(library: Held, asking: Question, treaty: Named, act: Named, known_to: str = "") -> Response:
    """The verdicts as CSV: a row for each duty and verdict, with the readings that give it."""
    errors.dossier(library, treaty)
    finding = _judged(asking.changed(library, treaty), asking, treaty, act, known_to)
    told = (Answer(answer.value, answer.readings) for answer in finding.answers)
    return attached(answers_csv(told), "text/csv; charset=utf-8", f"judge-{treaty}-{act}.csv")


@router.get("/judge/verdicts.json")
def as_json(library: Held, asking: Question, treaty: Named, act: Named, known_to: str = "") -> Response:
    """The verdicts as the JSON object of `foedus judge --json`."""
    errors.dossier(library, treaty)
    finding = _judged(asking.changed(library, treaty), asking, treaty, act, known_to)
    text = json.dumps(finding.to_json(), ensure_ascii=False, indent=2)
    return attached(text, "application/json", f"judge-{treaty}-{act}.json")
