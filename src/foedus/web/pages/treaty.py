"""The Treaty page: one treaty's life, clauses, disputes, participants and what falls due."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedus.answers.status import status
from foedus.web import errors
from foedus.web.asking import Question
from foedus.web.shelf import Held
from foedus.web.templating import page

router = APIRouter()


@router.get("/treaty/{treaty}")
def treaty(request: Request, treaty: str, library: Held, asking: Question) -> Response:
    """One treaty on the day, in the readings and with the changes that the address names."""
    errors.known(library, treaty)
    changed = asking.changed(library, treaty)
    on = asking.on or request.app.state.settings.today()
    found = status(changed, treaty, on, readings=asking.readings)
    return page(
        request, "treaty.html", here="library", asking=asking, dossier=changed[treaty], on=on, status_found=found
    )
