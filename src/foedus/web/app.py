"""The workbench as an ASGI application.

How a page is added:

1. a module `foedus/web/pages/NAME.py` with `router = APIRouter()` and sync `def` routes (they run in a thread);
   parameters `request: Request`, `library: Held` (shelf.py: the library), `asking: Question` (asking.py: day,
   readings and what-if of the address). `errors.dossier(library, id)` gives a dossier or a 404;
   `asking.changed(library, treaty)` the library with the what-if applied; `asking.link(path, **more)` an address
   that carries the question on. `settings.today()` (request.app.state.settings) is the day where `asking.on` is
   empty. Return `templating.page(request, "NAME.html", here="NAME", asking=asking, ...)`.
2. its router in `ROUTERS` below, its entry in `templating.NAV` if it stands at the head of the pages.
3. a template `templates/NAME.html`: `{% extends "base.html" %}`, blocks `title`, `main` (inside <main>), `scripts`
   (`<script type="module" src="{{ static('NAME.js') }}"></script>`). Macros, `{% import "parts/finding.html" as f %}`:
   `f.verdict(finding)`, `f.answers(finding)`, `f.readings(readings)`, `f.reasons(reasons)` (the unfolding tree),
   `f.hinges(finding)`, `f.notes(finding)`; `{% import "parts/links.html" as l %}`: `l.exports([(name, href), ...])`,
   `l.permanent(address)`, `l.hidden(asking, ["on"])` (the question as hidden inputs of a form).
   No inline script, no style attribute (the content security policy forbids them); SVG by classes and attributes.
4. a link or GET form marked `data-swap` is followed by `static/swap.js` without a new page: <main> is replaced, the
   address kept. A script of a page listens to the event `foedus:main` on `document`, sent when <main> is there
   (at first and after each swap), and sets itself up on what it finds; it goes to an address without a new page by
   `document.dispatchEvent(new CustomEvent("foedus:go", {detail: {address}}))`. Import no module of ours by name: its
   address carries a version, and it would be loaded twice.

Everything that foedus itself finds wrong (FoedusError) leaves as a page, or below /api/ as JSON (errors.py).
"""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from foedus.web import errors
from foedus.web.api import library as api_library
from foedus.web.api import parties as api_parties
from foedus.web.api import treaty as api_treaty
from foedus.web.kept_dues import KeptDues
from foedus.web.pages import (
    about_api,
    actor,
    deadlines,
    judge,
    library,
    matrix,
    relations,
    treaty,
    workshop,
    workshop_api,
)
from foedus.web.security import Guard
from foedus.web.settings import Settings
from foedus.web.shelf import Shelf
from foedus.web.templating import STATIC, environment
from foedus.web.workshop.bench import new_token

ROUTERS: tuple[APIRouter, ...] = (
    library.router,
    treaty.router,
    deadlines.router,
    matrix.router,  # before relations, whose addresses would take in its exports
    relations.router,
    actor.router,
    judge.router,
    about_api.router,
    workshop.router,
)
"""The pages."""

API: tuple[APIRouter, ...] = (api_library.router, api_treaty.router, api_parties.router, workshop_api.router)
"""What stands in the OpenAPI description: addresses below /api/."""


def create_app(settings: Settings) -> FastAPI:
    """The workbench over the dossiers that `settings` name. Raises QuestionError if a folder does not exist."""
    app = FastAPI(
        title="foedus",
        description="Treaties as code: what international agreements bind whom, when, until when and why.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.settings = settings
    app.state.shelf = Shelf(settings)
    app.state.dues = KeptDues()
    environment().get_template("library.html")  # read before the first page is asked for
    app.state.token = new_token()
    app.add_middleware(Guard, settings=settings)
    errors.add_handlers(app)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    for router in API:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
