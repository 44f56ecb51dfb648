"""The API on parties: what binds whom, what each owes, where it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import JSONResponse

from foedus.answers.between import between
from foedus.answers.conflicts import conflicts
from foedus.answers.duties import duties
from foedus.answers.fronts import fronts
from foedus.answers.holdings import territory
from foedus.answers.pairs import pairs
from foedus.answers.relations import finding_of
from foedus.web.api.shapes import WRONG, FindingShape, told
from foedus.web.asking import Asking, Question
from foedus.web.kept_relations import kept
from foedus.web.shelf import Held

router = APIRouter(prefix="/api", tags=["parties"], responses=WRONG)

Actor = Annotated[str, Query(min_length=1, max_length=80, description="an actor, by id or name")]
Named = Annotated[str, Path(max_length=80, description="an actor, by id or name")]
Some = Annotated[str, Query(max_length=80, description="an actor, by id or name")]


def _on(request: Request, asking: Asking) -> str:
    today: str = request.app.state.settings.today()
    return asking.on or today


@router.get("/between", response_model=FindingShape, summary="everything that binds two parties to each other")
def get_between(request: Request, library: Held, asking: Question, a: Actor, b: Actor) -> JSONResponse:
    """As `foedus between A B --json`."""
    return told(between(asking.changed(library), a, b, _on(request, asking), asking.readings))


@router.get("/parties/{party}/duties", response_model=FindingShape, summary="what a party owes, to whom")
def get_duties(
    request: Request, party: Named, library: Held, asking: Question, toward: Some = "", known_to: Some = ""
) -> JSONResponse:
    """As `foedus duties PARTY --json`."""
    changed = asking.changed(library)
    return told(duties(changed, party, _on(request, asking), toward or None, asking.readings, known_to or None))


@router.get("/parties/{party}/fronts", response_model=FindingShape, summary="every other actor by what ties it")
def get_fronts(request: Request, party: Named, library: Held, asking: Question, known_to: Some = "") -> JSONResponse:
    """As `foedus fronts PARTY --json`."""
    return told(fronts(asking.changed(library), party, _on(request, asking), asking.readings, known_to or None))


@router.get("/conflicts", response_model=FindingShape, summary="duties that cannot both be kept")
def get_conflicts(
    request: Request, library: Held, asking: Question, party: Some = "", known_to: Some = ""
) -> JSONResponse:
    """As `foedus conflicts --json`."""
    changed = asking.changed(library)
    return told(conflicts(changed, _on(request, asking), party or None, asking.readings, known_to or None))


@router.get("/pairs", response_model=FindingShape, summary="who fought whose allies and not them")
def get_pairs(
    request: Request,
    library: Held,
    asking: Question,
    party: Some = "",
    known_to: Some = "",
    co_belligerents: Annotated[bool, Query(description="two that fight a common enemy count as allies too")] = False,
) -> JSONResponse:
    """As `foedus pairs --json`."""
    changed = asking.changed(library)
    on = _on(request, asking)
    return told(pairs(changed, on, party or None, asking.readings, known_to or None, co_belligerents))


@router.get("/territory", response_model=FindingShape, summary="who held a place, by which act")
def get_territory(
    library: Held,
    asking: Question,
    place: Annotated[str, Query(max_length=120, description="a place of the records; all of them if none")] = "",
    known_to: Some = "",
) -> JSONResponse:
    """As `foedus territory --json`."""
    return told(territory(asking.changed(library), place or None, asking.on or None, asking.readings, known_to or None))


@router.get("/relations", response_model=FindingShape, summary="every tie of every two actors over a time")
def get_relations(
    request: Request,
    library: Held,
    asking: Question,
    start: Annotated[str, Query(alias="from", min_length=1, max_length=32, description="the first day (EDTF)")],
    end: Annotated[str, Query(alias="to", min_length=1, max_length=32, description="the last day (EDTF)")],
) -> JSONResponse:
    """As `foedus.relations` of the Python package: wars, alliances, neutrality, non-aggression, consultation."""
    return told(finding_of(kept(request).of(library, asking, start, end)))
