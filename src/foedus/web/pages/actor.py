"""The Actor pages: who is in the register, and what binds one of them on a day, its fronts and its deadlines."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from foedus.answers.deadlines import deadlines
from foedus.answers.duties import duties
from foedus.answers.fronts import fronts
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.portfolio import portfolio
from foedus.chronology.days import iso
from foedus.chronology.moments import parse_moment
from foedus.dossier.actors import Actor, Kind, existed, find, register
from foedus.dossier.library import Library
from foedus.errors import QuestionError, UnknownActor
from foedus.law.conduct.ties import Tie
from foedus.outlets.finding_csv import answers_csv
from foedus.web.asking import Asking, Question
from foedus.web.errors import NotHere
from foedus.web.pages.relations import attached
from foedus.web.shelf import Held, shelf
from foedus.web.templating import page

router = APIRouter()

MOST_DUES, MOST_ACTORS = 12, 500


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells of an actor on a day; `ties` is None, and `untold` says why, where it did not exist."""

    who: Actor
    on: str
    bound: Finding
    ties: Finding | None
    untold: str
    owed: Finding
    due: Finding

    def tied(self, tie: Tie) -> list[Answer]:
        """The actors with one tie; one whose tie hangs on a reading stands under each."""
        answers = self.ties.answers if self.ties is not None else ()
        return [answer for answer in answers if answer.value["what"] == "tie" and answer.value["tie"] == tie.value]


@router.get("/actors")
def actors(
    request: Request,
    asking: Question,
    q: Annotated[str, Query(max_length=80)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    party: bool = False,
) -> Response:
    """The register, searched by any name, id or number."""
    counts = Counter(key for entry in shelf(request).catalogue.entries for key in entry.parties)
    found = [each for each in register().values() if _matches(each, q, kind) and (counts[each.id] or not party)]
    found.sort(key=lambda each: (-counts[each.id], each.short) if not q else (not _begins(each, q), each.short))
    return page(
        request,
        "actors.html",
        here="actors",
        asking=asking,
        q=q,
        kind=kind,
        party=party,
        kinds=get_args(Kind),
        actors=found[:MOST_ACTORS],
        total=len(found),
        counts=counts,
    )


def _matches(each: Actor, q: str, kind: str) -> bool:
    numbers = [str(number) for number in (*each.cow, *each.gw)]
    text = " ".join((each.id, *each.names, *each.cow_abbrev, *numbers)).casefold()
    return (not kind or each.kind == kind) and all(word in text for word in q.casefold().split())


def _begins(each: Actor, q: str) -> bool:
    return any(name.casefold().startswith(q.casefold()) for name in (each.id, *each.names))


@router.get("/actor/{name}")
def actor_page(request: Request, name: str, library: Held, asking: Question) -> Response:
    """One actor: what binds it on the day, how it stands to the others, what it owes, what falls due."""
    who = _known(name)
    if who.id != name:
        return RedirectResponse(asking.link(f"/actor/{who.id}"), 307)
    told = _told(request, who, library, asking)
    by_treaty: dict[str, list[Answer]] = {}
    for answer in told.owed.answers:
        by_treaty.setdefault(answer.value["treaty"], []).append(answer)
    live = [answer for answer in told.bound.answers if answer.value["verdict"] != "none"]
    return page(
        request,
        "actor.html",
        here="actors",
        asking=asking,
        told=told,
        who=who,
        on=told.on,
        alive=existed(who, parse_moment(told.on).first),
        before=[each for each in register().values() if who.id in each.successor],
        after=[register()[key] for key in who.successor if key in register()],
        continued=register().get(who.continues or ""),
        live=live,
        others=[answer for answer in told.bound.answers if answer.value["verdict"] == "none"],
        ties=list(Tie),
        owed=by_treaty,
        titles={answer.value["treaty"]: answer.value["title"] for answer in told.bound.answers},
        dues=told.due.answers[:MOST_DUES],
        hides=max(0, len(told.due.answers) - MOST_DUES),
    )


def _known(name: str) -> Actor:
    try:
        return find(name)
    except UnknownActor as error:
        raise NotHere(str(error)) from None


def _told(request: Request, who: Actor, library: Library, asking: Asking) -> Told:
    """The answers on an actor. Without a day: today, or the last day on which it existed."""
    on = asking.on or request.app.state.settings.today()
    if not asking.on and existed(who, parse_moment(on).first) is False and who.end is not None:
        on = iso(who.end - 1)
    changed = asking.changed(library)
    readings = asking.readings
    ties, untold = None, ""
    try:
        ties = fronts(changed, who.id, on, readings)
    except QuestionError as error:
        if existed(who, parse_moment(on).first) is not False:
            raise
        untold = str(error)
    return Told(
        who,
        on,
        portfolio(changed, on, who.id, readings),
        ties,
        untold,
        duties(changed, who.id, on, readings=readings),
        deadlines(changed, party=who.id, start=on, readings=readings),
    )


@router.get("/actor/{name}/page.json")
def as_json(request: Request, name: str, library: Held, asking: Question) -> Response:
    """All that the page shows: each section the object that the API gives for it."""
    told = _told(request, _known(name), library, asking)
    sections = {"bound": told.bound, "fronts": told.ties, "duties": told.owed, "deadlines": told.due}
    data = {"actor": told.who.id, "name": told.who.name, "on": told.on}
    found = {key: None if finding is None else finding.to_json() for key, finding in sections.items()}
    text = json.dumps({**data, **found}, ensure_ascii=False, indent=2)
    return attached(text, "application/json", f"{told.who.id}-{told.on}.json")


@router.get("/actor/{name}/{what}.csv")
def as_csv(request: Request, name: str, what: str, library: Held, asking: Question) -> Response:
    """One section of the page as CSV: treaties, ties or duties."""
    told = _told(request, _known(name), library, asking)
    ties = told.ties.answers if told.ties is not None else ()
    sections: dict[str, tuple[Answer, ...]] = {
        "treaties": told.bound.answers,
        "ties": tuple(answer for answer in ties if answer.value["what"] == "tie"),
        "duties": told.owed.answers,
    }
    if what not in sections:
        raise NotHere(f"an actor's page has no table {what!r}; there are {', '.join(sections)}")
    return attached(answers_csv(sections[what]), "text/csv; charset=utf-8", f"{told.who.id}-{what}-{told.on}.csv")
