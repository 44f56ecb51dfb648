"""The API on the library: search, the status of all, what falls due, the schema of dossiers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse

from foedus.answers.deadlines import deadlines
from foedus.answers.listing import listing
from foedus.answers.portfolio import portfolio
from foedus.chronology.days import iso
from foedus.dossier.schema import dossier_schema
from foedus.web.api.parameters import End, Party, Start, Transit
from foedus.web.api.shapes import WRONG, FindingShape, LibraryShape, ProgressShape, told
from foedus.web.asking import Question
from foedus.web.pages.library import PAGE, Searched, results
from foedus.web.shelf import Held, shelf

router = APIRouter(prefix="/api", tags=["library"], responses=WRONG)


@router.get("/library", response_model=LibraryShape, summary="the dossiers, searched and counted")
def get_library(
    request: Request, search: Searched, number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1
) -> JSONResponse:
    """A page of what a search finds, from the catalogue that is worked out once."""
    catalogue = shelf(request).catalogue
    found, on = results(catalogue, search, request.app.state.settings.today())
    pages = max(1, -(-len(found.entries) // PAGE))
    number = min(number, pages)
    return JSONResponse(
        {
            "on": iso(on),
            "total": len(found.entries),
            "read": len(catalogue.entries),
            "of": catalogue.total,
            "page": number,
            "pages": pages,
            "entries": [entry.to_json(on) for entry in found.entries[(number - 1) * PAGE : number * PAGE]],
            "kinds": dict(found.kinds),
            "parties": dict(found.parties),
            "decades": {str(decade): count for decade, count in found.decades},
        }
    )


@router.get("/library/progress", response_model=ProgressShape, summary="how far the catalogue is")
def get_progress(request: Request) -> JSONResponse:
    """How many dossiers have been read, of how many."""
    catalogue = shelf(request).catalogue
    return JSONResponse({"read": len(catalogue.entries), "of": catalogue.total})


@router.get("/treaties", response_model=FindingShape, summary="every treaty with its categories")
def get_treaties(
    library: Held,
    party: Party = "",
    kind: Annotated[str, Query(max_length=40, description="a category, such as alliance")] = "",
    on: Annotated[str, Query(max_length=64, description="show each one's status on this day (EDTF) as well")] = "",
) -> JSONResponse:
    """As `foedus list --json`; of thousands of dossiers /api/library is the quick way."""
    return told(listing(library, party or None, kind or None, on or None))


@router.get("/status", response_model=FindingShape, summary="the status of every treaty")
def get_status(request: Request, library: Held, asking: Question, party: Party = "") -> JSONResponse:
    """As `foedus status --json`."""
    on = asking.on or request.app.state.settings.today()
    return told(portfolio(asking.changed(library), on, party or None, asking.readings))


@router.get("/deadlines", response_model=FindingShape, summary="what falls due under every treaty")
def get_deadlines(
    request: Request,
    library: Held,
    asking: Question,
    party: Party = "",
    start: Start = "",
    end: End = "",
    transit: Transit = "",
) -> JSONResponse:
    """As `foedus deadlines --json`."""
    begin = start or asking.on or request.app.state.settings.today()
    changed = asking.changed(library)
    return told(deadlines(changed, None, party or None, begin, end or None, asking.readings, transit or None))


@router.get("/schema", summary="the JSON Schema of dossiers")
def get_schema() -> dict[str, Any]:
    """As `foedus schema`."""
    return dossier_schema()
