"""The API on one treaty."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import JSONResponse

from foedus.answers.acts import acts
from foedus.answers.brief import brief
from foedus.answers.clauses import clauses
from foedus.answers.deadlines import deadlines
from foedus.answers.judging import judge
from foedus.answers.open_points import open_points
from foedus.answers.participants import participants
from foedus.answers.status import status
from foedus.answers.timeline import timeline
from foedus.dossier.library import Library
from foedus.web import errors
from foedus.web.api.parameters import End, Party, Start, Transit
from foedus.web.api.shapes import WRONG, BriefShape, FindingShape, told
from foedus.web.asking import Asking, Question
from foedus.web.shelf import Held

router = APIRouter(prefix="/api/treaties/{treaty}", tags=["treaty"], responses=WRONG)

Treaty = Annotated[str, Path(max_length=200, description="the id of a treaty")]
When = Annotated[str, Query(max_length=64, description="a day or moment (EDTF)")]


def _changed(library: Library, treaty: str, asking: Asking) -> Library:
    errors.known(library, treaty)
    return asking.changed(library, treaty)


def _on(request: Request, asking: Asking) -> str:
    today: str = request.app.state.settings.today()
    return asking.on or today


@router.get("/brief", response_model=BriefShape, summary="one page: parties, life, dates, duties, disputes")
def get_brief(request: Request, treaty: Treaty, library: Held, asking: Question) -> JSONResponse:
    """As `foedus brief TREATY --json`."""
    page = brief(_changed(library, treaty, asking), treaty, asking.readings, _on(request, asking))
    return JSONResponse(page.to_json())


@router.get("/status", response_model=FindingShape, summary="in force or not, since when, until when")
def get_status(request: Request, treaty: Treaty, library: Held, asking: Question, party: Party = "") -> JSONResponse:
    """As `foedus status TREATY --json`."""
    changed = _changed(library, treaty, asking)
    return told(status(changed, treaty, _on(request, asking), party or None, asking.readings))


@router.get("/timeline", response_model=FindingShape, summary="the spans of its life, by party and by reading")
def get_timeline(treaty: Treaty, library: Held, asking: Question, party: Party = "") -> JSONResponse:
    """As `foedus timeline TREATY --json`."""
    return told(timeline(_changed(library, treaty, asking), treaty, party or None, asking.readings))


@router.get("/deadlines", response_model=FindingShape, summary="what falls due under it")
def get_deadlines(
    request: Request,
    treaty: Treaty,
    library: Held,
    asking: Question,
    party: Party = "",
    start: Start = "",
    end: End = "",
    transit: Transit = "",
) -> JSONResponse:
    """As `foedus deadlines TREATY --json`."""
    changed = _changed(library, treaty, asking)
    begin = start or _on(request, asking)
    return told(deadlines(changed, [treaty], party or None, begin, end or None, asking.readings, transit or None))


@router.get("/acts", response_model=FindingShape, summary="what happened under it, with sources")
def get_acts(treaty: Treaty, library: Held, asking: Question) -> JSONResponse:
    """Its record by date; a disputed date once for each position."""
    return told(acts(_changed(library, treaty, asking), treaty, asking.readings, library))


@router.get("/clauses", response_model=FindingShape, summary="its clauses in plain words")
def get_clauses(treaty: Treaty, library: Held) -> JSONResponse:
    """What it says, clause by clause, with the articles."""
    errors.known(library, treaty)
    return told(clauses(library, treaty))


@router.get("/open-points", response_model=FindingShape, summary="its disputes, and which bear on its life")
def get_open_points(treaty: Treaty, library: Held, asking: Question) -> JSONResponse:
    """Each disputed point with its positions and who holds them."""
    return told(open_points(_changed(library, treaty, asking), treaty, asking.readings))


@router.get("/participants", response_model=FindingShape, summary="the status list on a day")
def get_participants(request: Request, treaty: Treaty, library: Held, asking: Question) -> JSONResponse:
    """Each party with its status, since when and until when."""
    changed = _changed(library, treaty, asking)
    return told(participants(changed, treaty, _on(request, asking), asking.readings))


@router.get("/judge", response_model=FindingShape, summary="whether an act is a breach, of which duty")
def get_judge(
    treaty: Treaty,
    library: Held,
    asking: Question,
    event: Annotated[str, Query(max_length=200, description="an act of the record, by id, or DOSSIER/EVENT")],
    known_to: Annotated[str, Query(max_length=80, description="only what this actor could have known then")] = "",
) -> JSONResponse:
    """As `foedus judge TREATY EVENT --json`."""
    return told(judge(_changed(library, treaty, asking), treaty, event, asking.readings, known_to or None))
