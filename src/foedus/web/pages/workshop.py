"""The Workshop: the user's dossiers in a list, and each in an editor. Nothing is written but by a form of its own."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from foedus.dossier.library import Library
from foedus.errors import FoedusError
from foedus.web.errors import NotHere
from foedus.web.shelf import Held, shelf
from foedus.web.templating import page
from foedus.web.workshop.bench import Bench, Opened
from foedus.web.workshop.checking import Outcome, check_draft, outcome
from foedus.web.workshop.folder import Kept, WorkshopError, file_of, files, read, strays
from foedus.web.workshop.saving import Conflict, save, version_number, versions
from foedus.web.workshop.starting import start_blank, start_copy

router = APIRouter(prefix="/workshop")

A_PAGE = 50
"""How many dossiers the list shows at once: each is read to tell how it stands."""

MOST_COMPARED = 4000
"""The most lines of a text that is compared line by line."""

STALE = "The workbench was started anew since this page was opened. Nothing is saved yet: save again."


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier in the list: its id, its title if it can be used, else its first fault; how many earlier versions."""

    key: str
    title: str
    fault: str
    earlier: int


@router.get("")
def workshop(
    request: Request,
    bench: Opened,
    library: Held,
    q: Annotated[str, Query(max_length=100)] = "",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    original: Annotated[str, Query(alias="from", max_length=120)] = "",
) -> Response:
    """The dossiers of the folder, with a form for a new one."""
    return _list(request, bench, library, q=q, start=start, original=original)


def _list(
    request: Request,
    bench: Bench,
    library: Library,
    *,
    q: str = "",
    start: int = 0,
    status: int = 200,
    key: str = "",
    title: str = "",
    original: str = "",
    message: str = "",
) -> Response:
    sought = q.strip().lower()
    keys = [name for name in files(bench.folder) if sought in name.lower()]
    return page(
        request,
        "workshop.html",
        status,
        here="workshop",
        token=bench.token,
        folder=str(bench.folder),
        rows=[_row(bench, name) for name in keys[start : start + A_PAGE]],
        total=len(keys),
        start=start,
        size=A_PAGE,
        q=q,
        strays=strays(bench.folder),
        originals=[name for name in library if library.file_of(name) is not None],
        new={"key": key, "title": title, "original": original},
        message=message,
    )


def _row(bench: Bench, key: str) -> Row:
    path = file_of(bench.folder, key)
    kept, faults = (None, []) if path is None else read(path)
    earlier = len(versions(bench.folder, key))
    if path is None or kept is None:
        return Row(key, "", str(faults[0]) if faults else "the file is gone", earlier)
    checked = check_draft(kept.text, key, path.parent)
    if checked.dossier is None:
        first = next(fault for fault in checked.faults if fault.severity == "error")
        more = f", and {checked.errors - 1} more" if checked.errors > 1 else ""
        return Row(key, "", f"line {first.line}: {first.found}{more}", earlier)
    return Row(key, checked.dossier.title, "", earlier)


@router.post("/new")
def new(
    request: Request,
    bench: Opened,
    library: Held,
    token: Annotated[str, Form()] = "",
    key: Annotated[str, Form(alias="id")] = "",
    title: Annotated[str, Form()] = "",
    original: Annotated[str, Form()] = "",
) -> Response:
    """A new dossier, blank or a copy; then its editor."""
    key = key.strip()

    def again(status: int, message: str) -> Response:
        return _list(request, bench, library, status=status, key=key, title=title, original=original, message=message)

    if not bench.is_own(token):
        return again(403, STALE)
    try:
        start_copy(bench.folder, key, library, original) if original else start_blank(bench.folder, key, title)
    except WorkshopError as error:
        return again(400, str(error))
    shelf(request).renew()
    return RedirectResponse(f"/workshop/edit/{key}", 303)


@router.get("/open/{key}")
def open_or_copy(key: str, bench: Opened) -> Response:
    """To the editor of a dossier of the folder, or to the form that begins a copy of another."""
    if file_of(bench.folder, key) is not None:
        return RedirectResponse(f"/workshop/edit/{quote(key, safe='')}", 303)
    return RedirectResponse(f"/workshop?from={quote(key, safe='')}#h-new", 303)


@router.get("/edit/{key}")
def edit(
    request: Request,
    key: str,
    bench: Opened,
    library: Held,
    version: Annotated[int, Query(ge=0, le=10**9)] = 0,
    saved: bool = False,
) -> Response:
    """The editor of a dossier, with what its file holds or, of an earlier `version`, with what that held."""
    kept = _kept(bench, key)
    if version:
        told = f"This is version {version}. Save it to make it the file again."
        return _editor(request, bench, library, key, _version(bench, key, version).text, kept.digest, told)
    return _editor(request, bench, library, key, kept.text, kept.digest, "Saved." if saved else "", is_saved=True)


@router.post("/edit/{key}")
def write(
    request: Request,
    key: str,
    bench: Opened,
    library: Held,
    text: Annotated[str, Form()] = "",
    base: Annotated[str, Form(max_length=64)] = "",
    token: Annotated[str, Form()] = "",
    action: Annotated[Literal["check", "save", "copy"], Form()] = "check",
    copy_id: Annotated[str, Form()] = "",
) -> Response:
    """Check what the editor holds, save it, or save it as a dossier of another id; nothing of it is lost on the way."""
    text = text.replace("\r\n", "\n")
    if action == "check":
        return _editor(request, bench, library, key, text, base)
    if not bench.is_own(token):
        return _editor(request, bench, library, key, text, base, STALE, 403)
    into = copy_id.strip() if action == "copy" else key
    try:
        done = save(bench.folder, into, text, "" if action == "copy" else base, bench.now())
    except WorkshopError as error:
        return _editor(request, bench, library, key, text, base, str(error), 400)
    if isinstance(done, Conflict):
        if action == "copy":
            told = f"The folder has a dossier {into} already: choose another id for the copy."
            return _editor(request, bench, library, key, text, base, told, 409)
        return _conflict(request, bench, key, text, done)
    shelf(request).renew()
    return RedirectResponse(f"/workshop/edit/{into}?saved=1", 303)


def _editor(
    request: Request,
    bench: Bench,
    library: Library,
    key: str,
    text: str,
    base: str,
    message: str = "",
    status: int = 200,
    *,
    is_saved: bool = False,
) -> Response:
    path = file_of(bench.folder, key)
    checked = check_draft(text, key, bench.folder if path is None else path.parent)
    found, refused = come_to(library, checked.dossier, bench.today())
    return page(
        request,
        "workshop_edit.html",
        status,
        here="workshop",
        token=bench.token,
        key=key,
        text=text,
        base=base,
        is_saved=is_saved,
        checked=checked,
        source=text.split("\n"),
        outcome=found,
        refused=refused,
        message=message,
        on=bench.today(),
        earlier=len(versions(bench.folder, key)),
    )


def come_to(library: Library, dossier: Any, on: str) -> tuple[Outcome | None, str]:
    """What a dossier comes to, or why that cannot be told; neither without a dossier."""
    if dossier is None:
        return None, ""
    try:
        return outcome(library, dossier, on), ""
    except FoedusError as error:
        return None, str(error)


def _conflict(request: Request, bench: Bench, key: str, text: str, found: Conflict) -> Response:
    theirs = found.kept.text if found.kept is not None else ""
    return page(
        request,
        "workshop_conflict.html",
        409,
        here="workshop",
        token=bench.token,
        key=key,
        mine=text,
        theirs=theirs,
        kept=found.kept,
        faults=found.faults,
        diff=_diff(theirs, text, "the file now", "yours"),
    )


def _diff(before: str, after: str, one: str, other: str) -> list[str] | None:
    """The lines of a comparison; None if the texts are too long to be compared."""
    first, second = before.split("\n"), after.split("\n")
    if len(first) + len(second) > MOST_COMPARED:
        return None
    return list(unified_diff(first, second, one, other, lineterm="", n=2))


@router.get("/history/{key}")
def history(request: Request, key: str, bench: Opened) -> Response:
    """The earlier versions of a dossier."""
    _kept(bench, key)
    found = [(version_number(path), _when(path.name)) for path in versions(bench.folder, key)]
    return page(request, "workshop_history.html", here="workshop", key=key, versions=found)


@router.get("/history/{key}/{number}")
def earlier(request: Request, key: str, number: int, bench: Opened) -> Response:
    """One earlier version of a dossier, compared with what the file holds now."""
    then, now = _version(bench, key, number), _kept(bench, key)
    return page(
        request,
        "workshop_version.html",
        here="workshop",
        key=key,
        number=number,
        text=then.text,
        diff=_diff(then.text, now.text, f"version {number}", "the file now"),
    )


def _kept(bench: Bench, key: str) -> Kept:
    path = file_of(bench.folder, key)
    if path is None:
        raise NotHere(f"the folder of the workshop has no dossier {key!r}")
    kept, faults = read(path)
    if kept is None:
        raise WorkshopError(f"this file cannot be edited here without a loss: {faults[0]}")
    return kept


def _version(bench: Bench, key: str, number: int) -> Kept:
    for path in versions(bench.folder, key):
        if version_number(path) == number:
            kept, faults = read(path)
            if kept is None:
                raise WorkshopError(f"version {number} cannot be shown: {faults[0]}")
            return kept
    raise NotHere(f"{key} has no earlier version {number}")


def _when(name: str) -> str:
    """When a version gave way to the next, from the name of its file: a day and a clock time (UTC)."""
    _, _, stamp = name.removesuffix(".yaml.txt").partition("-")
    day, _, clock = stamp.partition("T")
    return f"{day}, {clock.replace('-', ':')} UTC"
