"""What falls due under each treaty for a party, kept while its dossier stays as it is: a calendar asks again and again,
and one of a thousand treaties is worked out over several requests."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

from foedus.answers.catalogue import Entry
from foedus.answers.deadlines import deadlines
from foedus.answers.groundwork.finding import Answer
from foedus.dossier.library import Library

MOST = 6000
"""Of so many treaties and parties the dates are kept; past that those asked for longest ago are worked out anew."""

MOST_CALENDARS = 8

Key = tuple[str, str, str]

Made = tuple[bytes, str]
"""A calendar as it is sent, and the tag that tells it from any other."""

Kept = tuple[str, tuple[Entry, ...], Made]
"""For which day (ISO) and from which entries a calendar was made, and the calendar."""


class KeptDues:
    """The dates of treaties by treaty, party and first day. Safe to ask from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calendars: OrderedDict[str, Kept] = OrderedDict()
        self._kept: OrderedDict[Key, tuple[Entry, tuple[Answer, ...]]] = OrderedDict()

    def of(self, library: Library, entries: Iterable[Entry], who: str, start: str) -> tuple[Answer, ...]:
        """The answers of `deadlines` under the treaties of `entries` for `who` from `start` on, in order of date.

        An entry of the catalogue is made anew when its dossier, or one that bears on it, has changed: so what is
        kept with it is right as long as it is the same. What is worked out is kept even where time runs out
        (OutOfTime) before the last treaty.
        """
        found: list[Answer] = []
        for entry in entries:
            key = (entry.id, who, start)
            with self._lock:
                known = self._kept.get(key)
                if known is not None:
                    self._kept.move_to_end(key)
            if known is None or known[0] is not entry:
                known = entry, deadlines(library, [entry.id], who, start).answers
                with self._lock:
                    self._kept[key] = known
                    while len(self._kept) > MOST:
                        self._kept.popitem(last=False)
            found += known[1]
        found.sort(key=lambda answer: (answer.value["on"], answer.value["treaty"]))
        return tuple(found)

    def calendar(self, who: str, today: str, entries: Iterable[Entry], make: Callable[[], bytes]) -> Made:
        """The calendar of `who` that `make` makes, made once a day and for as long as its treaties stay the same."""
        resting_on = tuple(entries)
        with self._lock:
            known = self._calendars.get(who)
        if known is not None and known[0] == today and _same(known[1], resting_on):
            return known[2]
        content = make()
        made = content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        with self._lock:
            self._calendars[who] = today, resting_on, made
            self._calendars.move_to_end(who)
            while len(self._calendars) > MOST_CALENDARS:
                self._calendars.popitem(last=False)
        return made


def _same(a: tuple[Entry, ...], b: tuple[Entry, ...]) -> bool:
    return len(a) == len(b) and all(one is other for one, other in zip(a, b, strict=True))
