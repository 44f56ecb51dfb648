"""The index of a record: its events by kind and in order, worked out once for all questions and readings."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.chronology.days import Day
from foedus.dossier.record import Event
from foedus.reasons import Reason
from foedus.worlds import Choice


class Index:
    """The events of a record by the kinds that are asked for; what no reading of a dispute changes is kept.

    `own` tells its events from others (by identity: a supposed event is not of the record), and `told` keeps the
    reasons that they give where no reading changes their day.
    """

    __slots__ = ("_by_actor", "_by_kind", "_dated", "_found", "own", "record", "told")

    def __init__(self, record: tuple[Event, ...]) -> None:
        self.record = record
        self.own = frozenset(id(event) for event in record)
        self.told: dict[tuple[int, Day], Reason] = {}
        self._by_kind: dict[str, list[Event]] = {}
        self._found: dict[tuple[str, ...], list[Event]] = {}
        self._dated: dict[tuple[str, ...], Sequence[tuple[Day, Event]] | None] = {}
        self._by_actor: dict[tuple[str, ...], dict[str, list[Event]]] = {}
        for event in record:
            self._by_kind.setdefault(event.event, []).append(event)

    def events(self, kinds: tuple[str, ...]) -> list[Event]:
        """The events of these kinds, in the order of the record."""
        found = self._found.get(kinds)
        if found is None:
            some = [events for kind in kinds if (events := self._by_kind.get(kind))]
            if len(some) < 2:
                found = some[0] if some else []
            else:
                found = [event for event in self.record if event.event in kinds]
            self._found[kinds] = found
        return found

    def of_actor(self, kinds: tuple[str, ...], actor: str) -> list[Event]:
        """The events of these kinds that `actor` did, or that were done to it, in the order of the record."""
        if kinds not in self._by_actor:
            by_actor: dict[str, list[Event]] = {}
            for event in self.events(kinds):
                for one in dict.fromkeys((*event.by, *event.to)):
                    by_actor.setdefault(one, []).append(event)
            self._by_actor[kinds] = by_actor
        return self._by_actor[kinds].get(actor, [])

    def dated(self, kinds: tuple[str, ...]) -> Sequence[tuple[Day, Event]] | None:
        """The events of these kinds with their days, earliest first; None if a day is disputed or uncertain."""
        if kinds not in self._dated:
            self._dated[kinds] = _dated(self.events(kinds))
        return self._dated[kinds]


def _dated(events: list[Event]) -> Sequence[tuple[Day, Event]] | None:
    found: list[tuple[Day, Event]] = []
    for event in events:
        if isinstance(event.on, Choice) or not event.on.is_exact:
            return None
        found.append((event.on.first, event))
    return tuple(sorted(found, key=_day))


def _day(dated: tuple[Day, Event]) -> Day:
    return dated[0]
