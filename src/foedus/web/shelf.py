"""The dossiers as the workbench serves them: read from their folders, and read again when these have changed."""

from __future__ import annotations

import threading
import time
from typing import Annotated

from fastapi import Depends, Request

from foedus.dossier.library import Library, library
from foedus.web.settings import Settings

FRESH = 2.0
"""Seconds for which the list of files is taken as it was; a changed file is seen at once all the same."""


class Shelf:
    """The library of a workbench. Safe to ask from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._library = library(*settings.read_from, with_bundled=settings.with_bundled)
        self._read = time.monotonic()

    @property
    def library(self) -> Library:
        """The dossiers by id, as the folders hold them now."""
        with self._lock:
            if time.monotonic() - self._read > FRESH:
                self._read_again()
            return self._library

    def renew(self) -> None:
        """Look at the folders again, because a file was added or taken away."""
        with self._lock:
            self._read_again()

    def _read_again(self) -> None:
        self._library = library(*self._settings.read_from, with_bundled=self._settings.with_bundled)
        self._read = time.monotonic()


def shelf(request: Request) -> Shelf:
    """The shelf of the workbench that serves a request."""
    found: Shelf = request.app.state.shelf
    return found


def held(request: Request) -> Library:
    """The library of the workbench that serves a request."""
    return shelf(request).library


Held = Annotated[Library, Depends(held)]
"""The library, as a route's parameter."""
