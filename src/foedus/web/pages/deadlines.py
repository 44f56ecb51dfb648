"""The Deadlines page: what falls due, for whom, by when; and the calendar that a client subscribes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from foedus.answers.catalogue import Entry
from foedus.answers.deadlines import deadlines
from foedus.answers.groundwork.asking import known_party, party_name, when
from foedus.answers.groundwork.finding import Answer, Finding, verdict_on_any
from foedus.dossier.library import Library
from foedus.errors import OutOfTime, QuestionError
from foedus.outlets.calendar import calendar
from foedus.outlets.finding_csv import answers_csv
from foedus.web import errors
from foedus.web.asking import Asking, Question
from foedus.web.kept_dues import KeptDues
from foedus.web.shelf import Held, shelf
from foedus.web.templating import page

router = APIRouter()

MOST_TREATIES = 400
"""Of so many treaties at most a page tells what falls due; of more, a party has to be named."""

MOST_SHOWN = 300

Party = Annotated[str, Query(max_length=80, description="a party, by id or name")]
Day = Annotated[str, Query(max_length=64)]


@router.get("/deadlines")
def show(
    request: Request,
    library: Held,
    asking: Question,
    party: Party = "",
    end: Annotated[str, Query(alias="to", max_length=64)] = "",
    transit: Annotated[str, Query(max_length=40)] = "",
    what: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """What falls due from the day asked about on, under every treaty or those of one party."""
    who = known_party(party) if party.strip() else ""
    found, too_many = _found(request, library, asking, who, end.strip(), transit.strip())
    kinds = sorted({answer.value["what"] for answer in found.answers}) if found else []
    shown = [answer for answer in found.answers if what in ("", answer.value["what"])] if found else []
    return page(
        request,
        "deadlines.html",
        here="deadlines",
        asking=asking,
        found=found,
        too_many=too_many,
        shown=shown[:MOST_SHOWN],
        hidden=max(0, len(shown) - MOST_SHOWN),
        kinds=kinds,
        given={"party": who, "to": end, "transit": transit, "what": what},
        on=asking.on or request.app.state.settings.today(),
        who=party_name(who) if who else "",
    )


def _found(
    request: Request, library: Held, asking: Asking, who: str, end: str, transit: str
) -> tuple[Finding | None, int]:
    """What falls due; None and how many treaties there are if they are too many for a page."""
    start = asking.on or request.app.state.settings.today()
    wanted = _alive(request, who, when(start).first)
    if len(wanted) > MOST_TREATIES:
        return None, len(wanted)
    changed = asking.changed(library)
    ids = [entry.id for entry in wanted]
    return deadlines(changed, ids, who or None, start, end or None, asking.readings, transit or None), 0


def _alive(request: Request, who: str, on: int) -> list[Entry]:
    """The treaties of the catalogue (of a party) under which something can fall due after a day: those that have not
    ended long since. What survives a treaty may fall due for decades after its end."""
    long_ago = on - 40 * 366
    return [
        entry
        for entry in shelf(request).wait_if_small().entries
        if not entry.fault
        and entry.form != "chronicle"
        and (not who or who in entry.parties)
        and (not entry.in_force[0] or entry.in_force[0][-1].end > long_ago)
    ]


def _taken_along(
    request: Request,
    library: Held,
    asking: Question,
    party: Party = "",
    end: Annotated[str, Query(alias="to", max_length=64)] = "",
    transit: Annotated[str, Query(max_length=40)] = "",
    what: Annotated[str, Query(max_length=40)] = "",
) -> Finding:
    """What the page shows, all of it, to be taken along in another form."""
    who = known_party(party) if party.strip() else ""
    found, too_many = _found(request, library, asking, who, end.strip(), transit.strip())
    if found is None:
        raise QuestionError(f"{too_many} treaties are too many to be told at once; name a party")
    return replace(found, answers=tuple(answer for answer in found.answers if what in ("", answer.value["what"])))


TakenAlong = Annotated[Finding, Depends(_taken_along)]


@router.get("/deadlines.csv")
def table(found: TakenAlong) -> Response:
    """What the page shows, as CSV."""
    disposition = {"Content-Disposition": 'attachment; filename="deadlines.csv"'}
    return Response(answers_csv(found.answers), media_type="text/csv; charset=utf-8", headers=disposition)


@router.get("/deadlines.ics")
def dates(request: Request, found: TakenAlong) -> Response:
    """What the page shows, as iCalendar to keep."""
    disposition = {"Content-Disposition": 'attachment; filename="deadlines.ics"'}
    made = calendar(found, request.app.state.settings.now())
    return Response(made, media_type="text/calendar; charset=utf-8", headers=disposition)


def _due(
    kept: KeptDues, library: Library, asking: Asking, wanted: list[Entry], who: str, start: str
) -> tuple[Answer, ...]:
    """What falls due for a party; in every reading of the record as it is from what is kept."""
    if asking.is_whatif or asking.readings:
        ids = [entry.id for entry in wanted]
        return deadlines(asking.changed(library), ids, who, start, readings=asking.readings).answers
    return kept.of(library, wanted, who, start)


@router.api_route("/feeds/{party}.ics", methods=["GET", "HEAD"])
def feed(request: Request, party: str, library: Held, asking: Question) -> Response:
    """The calendar of one party, to subscribe to: from the beginning of last year on, the same all day long.

    A client that sends the tag of what it has gets 304 if nothing has changed.
    """
    try:
        who = known_party(party)
    except QuestionError as error:
        raise errors.NotHere(str(error)) from None
    today = request.app.state.settings.today()
    start = f"{int(today[:4]) - 1:04}-01-01"
    wanted = _alive(request, who, when(start).first)
    kept: KeptDues = request.app.state.dues

    def make() -> bytes:
        answers = _due(kept, library, asking, wanted, who, start)
        found = Finding(f"What falls due for {party_name(who)}?", verdict_on_any(answers), answers)
        stamp = datetime.fromisoformat(today).replace(tzinfo=UTC)
        return calendar(found, stamp, name=f"Treaty deadlines: {party_name(who)}", refreshed_daily=True)

    try:
        made, tag = kept.calendar(asking.link(who), today, wanted, make)
    except OutOfTime as error:
        told = errors.answered(request, 503, f"{error}; what is worked out by now is kept: ask again")
        told.headers["Retry-After"] = "2"
        return told
    headers = {
        "ETag": tag,
        "Cache-Control": "private, max-age=3600",
        "Content-Disposition": f'inline; filename="{who}.ics"',
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)
