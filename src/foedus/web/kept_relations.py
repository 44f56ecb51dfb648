"""The relations that pages have asked for, kept while the dossiers stay as they are: a map asks for one often."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from fastapi import Request

from foedus.answers.relations import Relations, relations_of
from foedus.dossier.library import Library
from foedus.web.asking import Asking

MOST = 12
"""How many are kept; the one not asked for the longest is forgotten."""


class KeptRelations:
    """Relations by library, time and question. Safe to ask from many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Relations] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, library: Library, asking: Asking, start: str, end: str) -> Relations:
        """The ties of all actors from `start` to `end`, in the readings and with the changes of `asking`.

        Raises what `relations_of` and `Asking.changed` raise.
        """
        changes = asking.at("").pairs()
        key = version_of(library), start, end, tuple(changes)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = relations_of(asking.changed(library), start, end, asking.readings)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return found


def version_of(library: Library) -> Hashable:
    """What changes when a dossier of the library is written, added or taken away."""
    return hash(tuple((key, library.written(key)) for key in library))


def kept(request: Request) -> KeptRelations:
    """The relations that the workbench of a request has kept."""
    state = request.app.state
    if not hasattr(state, "relations"):
        state.relations = KeptRelations()
    found: KeptRelations = state.relations
    return found
