"""The dossiers as the workbench serves them: read from their folders, read again when these have changed, and the
catalogue of them, which a thread of its own works out while pages are served already."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from foedus.answers.catalogue import Entry, entry
from foedus.dossier.library import Library, library
from foedus.errors import FoedusError
from foedus.web.settings import Settings

FRESH, SHARE = 2.0, 10
"""Seconds for which the list of files is taken as it was, and how many times as long as looking takes at least: of many
files it is not looked at all the time. A change in a file that is listed is seen at once, by whoever reads it."""

AT_FIRST, SMALL = 0.3, 500
"""Seconds for which the first page waits for the catalogue of so few dossiers, which is whole by then."""

POLITE, PAUSE = 0.25, 0.004
"""While a page was asked for less than so many seconds ago, the catalogue's thread pauses between dossiers."""

LONGEST_WAIT = 8.0
"""Seconds for which a question about all dossiers waits for them to be read."""

Stamp = tuple[Path | None, tuple[tuple[int, ...], ...]]
"""By which a changed dossier is told: its path, and what `Library.written` says of it and the CSV beside it."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries worked out so far, by id, of so many dossiers in all."""

    entries: tuple[Entry, ...]
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether every dossier has its entry."""
        return len(self.entries) >= self.total


class Shelf:
    """The library of a workbench and its catalogue. Safe to ask from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._library = self._read()
        self._looked = time.monotonic()
        self._asked = 0.0
        self._fresh = FRESH
        self._lock = threading.Lock()
        self._working = threading.Lock()
        self._stale = threading.Event()
        self._known: dict[str, tuple[Stamp, Entry]] = {}
        self._catalogue = Catalogue((), len(self._library))
        self._whole = threading.Event()
        self._waited = False
        self._work_on()

    @property
    def library(self) -> Library:
        """The dossiers by id, as the folders held them a moment ago."""
        self._asked = time.monotonic()
        if self._asked - self._looked > self._fresh:
            self._looked = self._asked
            self._work_on()
        return self._library

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue as far as it is worked out."""
        self._asked = time.monotonic()
        if self._asked - self._looked > self._fresh:
            self._looked = self._asked
            self._work_on()
        if not self._waited:
            self._waited = True
            if self._catalogue.total <= SMALL:
                self._whole.wait(AT_FIRST)
        return self._catalogue

    def wait_if_small(self) -> Catalogue:
        """The catalogue, whole if that takes no longer than `LONGEST_WAIT` seconds."""
        self._whole.wait(LONGEST_WAIT)
        return self.catalogue

    def renew(self) -> None:
        """Look at the folders again now, because a file was added or taken away."""
        with self._lock:
            self._library = self._read()
        self._work_on()

    def wait(self) -> Catalogue:
        """The whole catalogue, once it is worked out."""
        self._work_out()
        return self._catalogue

    def _read(self) -> Library:
        return library(*self._settings.read_from, with_bundled=self._settings.with_bundled)

    def _work_on(self) -> None:
        """Let a thread look at the folders and bring the catalogue up to date; one at a time."""
        self._stale.set()
        if not self._working.locked():
            threading.Thread(target=self._work_out, name="catalogue", daemon=True).start()

    def _work_out(self) -> None:
        with self._working:
            first = True
            while first or self._stale.is_set():
                first = False
                self._stale.clear()
                begun = time.monotonic()
                try:
                    held = self._read()
                except FoedusError:  # a folder is gone, or two files have one name: what was read stays
                    return
                with self._lock:
                    self._library = held
                self._bring_up_to_date(held, begun)

    def _bring_up_to_date(self, held: Library, begun: float) -> None:
        stamps = {key: (held.file_of(key), held.written(key)) for key in held}
        self._fresh = max(FRESH, SHARE * (time.monotonic() - begun))
        changed = {key for key, stamp in stamps.items() if key not in self._known or self._known[key][0] != stamp}
        for key in set(self._known) - set(stamps):
            del self._known[key]
            changed.add(key)
        due = [key for key in held if key in changed or (changed and self._rests_on(key, changed))]
        for number, key in enumerate(due, 1):
            self._known[key] = stamps[key], entry(held, key)
            if number % 100 == 0:
                self._show(held)
            if time.monotonic() - self._asked < POLITE:
                time.sleep(PAUSE)
        if due or len(self._catalogue.entries) != len(held):
            self._show(held)

    def _rests_on(self, key: str, changed: set[str]) -> bool:
        known = self._known.get(key)
        return known is not None and not changed.isdisjoint(known[1].near)

    def _show(self, held: Library) -> None:
        self._catalogue = Catalogue(tuple(self._known[key][1] for key in held if key in self._known), len(held))
        if self._catalogue.is_whole:
            self._whole.set()


def shelf(request: Request) -> Shelf:
    """The shelf of the workbench that serves a request."""
    found: Shelf = request.app.state.shelf
    return found


def held(request: Request) -> Library:
    """The library of the workbench that serves a request."""
    return shelf(request).library


Held = Annotated[Library, Depends(held)]
"""The library, as a route's parameter."""
