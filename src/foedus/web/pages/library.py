"""The Library page: all dossiers, searched and faceted."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedus.web.asking import Question
from foedus.web.shelf import Held
from foedus.web.templating import page

router = APIRouter()


@router.get("/")
def library(request: Request, library: Held, asking: Question) -> Response:
    """The dossiers of the library."""
    return page(request, "library.html", here="library", asking=asking, ids=list(library))
