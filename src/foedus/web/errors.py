"""Errors as a reader meets them: a page that says what was wrong and what to do, or a JSON object for programs."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.errors import DossierError, FoedusError, OutOfTime, QuestionError, TooManyReadings
from foedus.web.templating import page

TITLES = {
    400: "This cannot be answered as asked",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    408: "Took too long to arrive",
    409: "Changed in the meantime",
    413: "Too large",
    414: "Too long an address",
    422: "A dossier cannot be used",
    503: "Too much to work out",
}


class NotHere(FoedusError):
    """A page or treaty that the workbench does not have: answered with 404."""


def known(library: Library, treaty: str) -> str:
    """The id `treaty` itself. Raises NotHere (404) if the library holds no such treaty."""
    if treaty not in library:
        try:
            library[treaty]
        except QuestionError as error:
            raise NotHere(str(error)) from None
    return treaty


def dossier(library: Library, treaty: str) -> Dossier:
    """The dossier with the id `treaty`. Raises NotHere (404) for an unknown one, DossierError for a broken one."""
    return library[known(library, treaty)]


def answered(request: Request, status: int, message: str, details: tuple[str, ...] = ()) -> Response:
    """An error as the page or, below /api/, as the JSON object that tells it."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message, "details": list(details)}, status)
    title = TITLES.get(status, "Something went wrong")
    return page(request, "error.html", status, title=title, message=message, details=details)


def _status(error: FoedusError) -> int:
    match error:
        case NotHere():
            return 404
        case DossierError():
            return 422
        case OutOfTime() | TooManyReadings():
            return 503
        case _:
            return 400


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, FoedusError)
    if isinstance(error, DossierError):
        return answered(request, 422, error.first, tuple(str(error).splitlines()[1:]))
    return answered(request, _status(error), str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = f"there is no page {request.url.path}" if error.status_code == 404 else str(error.detail)
    response = answered(request, error.status_code, message)
    response.headers.update(error.headers or {})
    return response


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = tuple(f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors())
    return answered(request, 400, "; ".join(faults) or "the request cannot be read")


def add_handlers(app: FastAPI) -> None:
    """Let what foedus itself finds wrong, and what the routes do not know, leave as a message."""
    app.add_exception_handler(FoedusError, _told)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
