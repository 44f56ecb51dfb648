"""The Workshop for scripts: check a text, complete at a cursor, save; JSON in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field
from starlette.responses import Response

from foedus.dossier.completion import suggestions
from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.yaml_text import MAX_BYTES
from foedus.web.api.shapes import WRONG, ErrorShape, Shape
from foedus.web.errors import answered
from foedus.web.pages.workshop import STALE, come_to
from foedus.web.shelf import Held, shelf
from foedus.web.templating import environment
from foedus.web.workshop.bench import Opened
from foedus.web.workshop.checking import check_draft
from foedus.web.workshop.folder import file_of
from foedus.web.workshop.saving import Conflict, save

router = APIRouter(prefix="/api/workshop", tags=["workshop"])


class Draft(Shape):
    """A text as the dossier `id` of the folder."""

    id: str = Field(max_length=120)
    text: str = Field(max_length=MAX_BYTES)


class Fault(Shape):
    """One fault: where it stands (line and column from 1, in `file`), what was found and expected, what to do."""

    file: str
    line: int
    column: int
    severity: str
    where: str
    found: str
    expected: str
    remedy: str


class Checked(Shape):
    """What came of a check; `html` is the list of faults and what the dossier comes to, as the page shows them."""

    usable: bool
    errors: int
    warnings: int
    faults: list[Fault]
    html: str


class Cursor(Shape):
    """A text at whose cursor, between `before` and `after`, something is to be suggested."""

    before: str = Field(max_length=MAX_BYTES)
    after: str = Field(max_length=MAX_BYTES)


class Suggested(Shape):
    """One thing that may stand at the cursor: the text that takes the place of what was typed, and how it is shown."""

    text: str
    label: str
    kind: str
    detail: str


class Suggestions(Shape):
    """What may stand at the cursor in place of `typed`, the text right before it."""

    typed: str
    items: list[Suggested]


class Saving(Shape):
    """A text to save; `base` names what the file held when it was opened (empty: there was none)."""

    text: str = Field(max_length=MAX_BYTES)
    base: str = Field(max_length=64)
    token: str = Field(max_length=200)


class SavedAs(Shape):
    """What the file holds now, to be given as `base` the next time, and the name of the earlier version's file."""

    base: str
    earlier: str | None


REFUSED: dict[int | str, dict[str, object]] = {
    **WRONG,
    403: {"model": ErrorShape, "description": "it does not come from a page of this workbench"},
    404: {"model": ErrorShape, "description": "the workshop is off"},
    409: {"model": ErrorShape, "description": "the file has changed since it was opened"},
    413: {"model": ErrorShape, "description": "the request is too large"},
}


@router.post("/check", responses=REFUSED)
def check(draft: Draft, bench: Opened, library: Held) -> Checked:
    """What is wrong in a text, and what it comes to. Nothing is saved."""
    path = file_of(bench.folder, draft.id)
    text = draft.text.replace("\r\n", "\n")
    found = check_draft(text, draft.id, bench.folder if path is None else path.parent)
    told, refused = come_to(library, found.dossier, bench.today())
    template = environment().get_template("parts/draft.html")
    html = template.render(
        checked=found, outcome=told, refused=refused, on=bench.today(), source=text.split("\n"), key=draft.id
    )
    return Checked(
        usable=found.dossier is not None,
        errors=found.errors,
        warnings=found.warnings,
        faults=[_fault(fault) for fault in found.faults],
        html=html,
    )


@router.post("/complete", responses=REFUSED)
def complete(cursor: Cursor, bench: Opened, library: Held) -> Suggestions:
    """What may stand at a cursor."""
    found = suggestions(cursor.before, cursor.after, library)
    items = [Suggested(text=item.text, label=item.label, kind=item.kind, detail=item.detail) for item in found.items]
    return Suggestions(typed=found.typed, items=items)


@router.post("/save/{id}", responses=REFUSED, response_model=SavedAs)
def save_text(
    request: Request, key: Annotated[str, Path(alias="id", max_length=120)], saving: Saving, bench: Opened
) -> SavedAs | Response:
    """Save a text, unless the file has changed; the earlier version is kept."""
    if not bench.is_own(saving.token):
        return answered(request, 403, STALE)
    done = save(bench.folder, key, saving.text, saving.base, bench.now())
    if isinstance(done, Conflict):
        return answered(request, 409, f"{key}.yaml has changed on disk since it was opened; nothing is saved")
    shelf(request).renew()
    return SavedAs(base=done.digest, earlier=None if done.earlier is None else done.earlier.name)


def _fault(fault: Diagnostic) -> Fault:
    return Fault(
        file=fault.file,
        line=fault.line,
        column=fault.column,
        severity=fault.severity,
        where=fault.where,
        found=fault.found,
        expected=fault.expected,
        remedy=fault.remedy,
    )
