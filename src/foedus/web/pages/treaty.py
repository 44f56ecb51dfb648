"""The Treaty page: one treaty's life, clauses, disputes, participants and what falls due."""

from __future__ import annotations

import json
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from foedus.answers.acts import acts
from foedus.answers.groundwork.finding import Answer
from foedus.chronology.moments import parse_moment
from foedus.dossier.library import Library
from foedus.errors import QuestionError
from foedus.outlets.calendar import calendar
from foedus.outlets.finding_csv import answers_csv
from foedus.web import errors
from foedus.web.asking import Asking, Question
from foedus.web.shelf import Held
from foedus.web.templating import page
from foedus.web.treaty_view import Shown, TreatyView, addable, changes_in_words, spans_in_words, treaty_view

router = APIRouter()


def shown(
    party: Annotated[str, Query(max_length=60)] = "",
    rows: Literal["", "all"] = "",
    start: Annotated[str, Query(alias="from", max_length=32)] = "",
    end: Annotated[str, Query(alias="to", max_length=32)] = "",
    sort: Literal["", "name", "status", "since", "until", "consent"] = "",
    who: Annotated[str, Query(max_length=60)] = "",
) -> Shown:
    """What the reader chose to see, from the address."""
    return Shown(party.strip(), rows == "all", start.strip(), end.strip(), sort or "name", who.strip())


Chosen = Annotated[Shown, Depends(shown)]


@router.get("/treaty/{treaty}")
def treaty(request: Request, treaty: str, library: Held, asking: Question, chosen: Chosen) -> Response:
    """One treaty on the day, in the readings and with the changes that the address names."""
    if errors.dossier(library, treaty).is_chronicle:
        return _chronicle(request, treaty, library, asking)
    view = _view(request, treaty, library, asking, chosen)
    kinds, actors = addable(view.dossier)

    def link(question: Asking, path: str = f"/treaty/{treaty}", **changed: str) -> str:
        pairs = {**dict(chosen.pairs()), **changed}
        query = urlencode([*question.pairs(), *((name, value) for name, value in pairs.items() if value)])
        return f"{path}?{query}" if query else path

    return page(
        request,
        "treaty.html",
        here="library",
        asking=asking,
        view=view,
        shown=chosen,
        link=link,
        base=f"/treaty/{treaty}",
        changes=changes_in_words(asking),
        spans_in_words=spans_in_words,
        kinds=kinds,
        actors=actors,
        movable=_movable(view),
    )


def _view(request: Request, treaty: str, library: Library, asking: Asking, chosen: Shown) -> TreatyView:
    errors.known(library, treaty)
    on = asking.on or request.app.state.settings.today()
    return treaty_view(asking.changed(library, treaty), library, treaty, asking, on, chosen)


def _movable(view: TreatyView) -> list[tuple[str, str]]:
    """The acts that can be moved or left out: name, and what a list shows."""
    return [
        (answer.value["name"], f"{answer.value['event'].replace('_', ' ')}, {answer.value['date']}")
        for answer in view.acts.answers
        if answer.value["name"]
    ]


def _chronicle(request: Request, treaty: str, library: Library, asking: Asking) -> Response:
    dossier = library[treaty]
    return page(request, "chronicle.html", here="library", asking=asking, dossier=dossier, acts=acts(library, treaty))


@router.get("/treaty/{treaty}/change")
def change(
    treaty: str,
    library: Held,
    asking: Question,
    chosen: Chosen,
    event: Annotated[str, Query(max_length=120)] = "",
    how: Literal["move", "leave-out", "add"] = "move",
    date: Annotated[str, Query(max_length=40)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    by: Annotated[str, Query(max_length=12)] = "",
) -> Response:
    """To the page on which an event is moved, left out or added: what a form or a drag asks for."""
    errors.known(library, treaty)
    changed = _with_change(asking, event, how, date, kind, by)
    changed.changed(library, treaty)  # a change that cannot be made is told here, before the page is left
    query = urlencode([*changed.pairs(), *chosen.pairs()])
    return RedirectResponse(f"/treaty/{treaty}?{query}", 303)


def _with_change(asking: Asking, event: str, how: str, date: str, kind: str, by: str) -> Asking:
    if how == "add":
        on = parse_moment(date).text
        if not kind.replace("_", "").isalpha() or not by.isalnum():
            raise QuestionError("an event to add needs its kind, its date and the party whose act it is")
        return asking.but(add=(*asking.add, f"{{event: {kind}, on: {on}, by: {by}}}"))
    if not event:
        raise QuestionError("name the event that is to be moved or left out")
    kept = tuple(text for text in asking.move if text.partition("=")[0] != event)
    if how == "leave-out":
        return asking.but(move=kept, drop=(*asking.drop, event))
    return asking.but(move=(*kept, f"{event}={parse_moment(date).text}"))


@router.get("/treaty/{treaty}/life.svg")
def life(request: Request, treaty: str, library: Held, asking: Question, chosen: Chosen) -> Response:
    """The picture of the page as a file."""
    view = _view(request, treaty, library, asking, chosen)
    return _file(f'<?xml version="1.0" encoding="UTF-8"?>\n{view.svg}\n', "image/svg+xml", f"{treaty}.svg")


@router.get("/treaty/{treaty}/{what}.csv")
def table(
    request: Request,
    treaty: str,
    what: Literal["acts", "deadlines", "participants", "clauses"],
    library: Held,
    asking: Question,
    chosen: Chosen,
) -> Response:
    """A table of the page as CSV."""
    view = _view(request, treaty, library, asking, chosen)
    answers: dict[str, tuple[Answer, ...]] = {
        "acts": view.acts.answers,
        "deadlines": view.dues,
        "participants": view.listed,
        "clauses": view.clauses.answers,
    }
    return _file(answers_csv(answers[what]), "text/csv; charset=utf-8", f"{treaty}-{what}.csv")


@router.get("/treaty/{treaty}/deadlines.ics")
def deadlines(request: Request, treaty: str, library: Held, asking: Question, chosen: Chosen) -> Response:
    """The dates of the page as iCalendar."""
    view = _view(request, treaty, library, asking, chosen)
    made = calendar(view.dates(), request.app.state.settings.now())
    return _file(made, "text/calendar; charset=utf-8", f"{treaty}.ics")


@router.get("/treaty/{treaty}/page.json")
def everything(request: Request, treaty: str, library: Held, asking: Question, chosen: Chosen) -> Response:
    """All that the page shows as one JSON object: each section the object that the API gives for it."""
    view = _view(request, treaty, library, asking, chosen)
    data = {"treaty": treaty, "on": view.on, "link": str(request.url.replace(path=f"/treaty/{treaty}"))}
    sections = {name: finding.to_json() for name, finding in view.sections()}
    text = json.dumps({**data, **sections}, ensure_ascii=False, indent=2)
    return _file(text, "application/json", f"{treaty}.json")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
