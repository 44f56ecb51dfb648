"""What a dossier names that must exist somewhere: actors, sources, events, zones; each with its place.

A place is the path in the validated dossier, the name itself as its last step; `explain.written` tells where
that stands in the file. Below a disputed value the path goes through `choices` and the position's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from foedus.dossier.duties import ENTRY, Duty, Trigger
from foedus.dossier.leaving import Barred, Exit
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.dossier.terms import AllOf, AnyOf, Condition, DateIf, OnEvent, Terms, Threshold
from foedus.worlds import Choice

Place: TypeAlias = tuple[str | int, ...]
Named: TypeAlias = tuple[Place, str]
"""A name and its place, the name being the last step."""


def named_actors(dossier: Dossier) -> Iterator[Named]:
    """Every actor that a dossier names, outside a CSV of participants."""
    yield from _each(("parties",), dossier.parties)
    yield from _each(("terms", "concerns"), dossier.terms.concerns)
    for place, condition in _conditions(dossier.terms):
        if isinstance(condition, Threshold):
            yield from _each((*place, "of"), condition.of)
            yield from _each((*place, "all_of"), condition.all_of)
    for index, duty in enumerate(dossier.terms.duties):
        yield from _actors_of_duty(("terms", "duties", index), duty)
    for place, event in _events(dossier):
        yield from _each((*place, "by"), event.by)
        yield from _each((*place, "to"), event.to)
    for index, secrecy in enumerate(dossier.secret):
        yield from _each(("secret", index, "known_to"), secrecy.known_to)
    for index, recorded in enumerate(dossier.recorded):
        if recorded.party is not None:
            yield ("recorded", index, "party", recorded.party), recorded.party


def cited_sources(dossier: Dossier) -> Iterator[Named]:
    """Every source key that a dossier cites, outside a CSV of participants."""
    for place, event in _events(dossier):
        yield from _each((*place, "source"), event.source)
    for name, dispute in dossier.disputes.items():
        for position, held in dispute.positions.items():
            yield from _each(("disputes", name, "positions", position, "source"), held.source)
    for field in ("statements", "hypotheses", "secret"):
        for index, part in enumerate(getattr(dossier, field)):
            yield from _each((field, index, "source"), part.source)
    for index, recorded in enumerate(dossier.recorded):
        yield ("recorded", index, "by", recorded.by), recorded.by


def named_events(dossier: Dossier) -> Iterator[Named]:
    """Every id by which a dossier refers to an event of its record."""
    term = dossier.terms.term
    if term is not None and term.until_event is not None:
        yield ("terms", "term", "until_event", term.until_event), term.until_event
    for place, condition in _conditions(dossier.terms):
        if isinstance(condition, OnEvent):
            yield (*place, "event", condition.event), condition.event
    for place, bar in _bars(dossier.terms):
        for field, key in (("since", bar.since), ("to", bar.to)):
            if key is not None:
                yield (*place, field, key), key
    for index, duty in enumerate(dossier.terms.duties):
        place = ("terms", "duties", index)
        if duty.after is not None and duty.after != ENTRY:
            yield (*place, "after", duty.after), duty.after
        for below, trigger in _triggers(duty):
            if trigger.after is not None:
                yield (*place, *below, "after", trigger.after), trigger.after
    for place, event in _events(dossier):
        if event.of is not None:
            yield (*place, "of", event.of), event.of


def named_duties(dossier: Dossier) -> Iterator[Named]:
    """Every id by which an act of the record names a duty that it departs from."""
    for place, event in _events(dossier):
        yield from _each((*place, "departs_from"), event.departs_from)


def named_zones(dossier: Dossier) -> Iterator[Named]:
    """Every zone that a dossier names, outside clock times, which are checked as they are read."""
    zones: list[tuple[Place, str | None]] = [(("reference_zone",), dossier.reference_zone)]
    zones += [((*place, "zone"), event.zone) for place, event in _events(dossier)]
    zones += [(("actors", key, "zone"), actor.zone) for key, actor in dossier.actors.items()]
    yield from (((*place, zone), zone) for place, zone in zones if zone is not None)


def _each(place: Place, names: Iterable[str]) -> Iterator[Named]:
    return (((*place, name), name) for name in names)


def _events(dossier: Dossier) -> Iterator[tuple[Place, Event]]:
    """The events of the record, and those that a hypothesis would add to it."""
    for index, event in enumerate(dossier.record):
        yield ("record", index), event
    for number, hypothesis in enumerate(dossier.hypotheses):
        for index, event in enumerate(hypothesis.events):
            yield ("hypotheses", number, "events", index), event


def _bars(terms: Terms) -> Iterator[tuple[Place, Barred]]:
    """What bars an exit, in each clause on leaving."""
    exits: list[tuple[Place, Exit]] = [(("terms", "other_exits", key), one) for key, one in terms.other_exits.items()]
    if terms.denunciation is not None:
        exits.append((("terms", "denunciation"), terms.denunciation))
    exits += [((*place, "later"), one.later) for place, one in exits if one.later is not None]
    for place, one in exits:
        if one.barred_while is not None:
            yield (*place, "barred_while"), one.barred_while


def _conditions(terms: Terms) -> Iterator[tuple[Place, Condition]]:
    """The conditions of entry into force, with those within them."""
    if terms.entry_into_force is None:
        return
    place: Place = ("terms", "entry_into_force", "when")
    match terms.entry_into_force.when:
        case Choice(choices=held):
            for position, condition in held.items():
                yield from _within((*place, "choices", position), condition)
        case condition:
            yield from _within(place, condition)


def _within(place: Place, condition: Condition) -> Iterator[tuple[Place, Condition]]:
    yield place, condition
    match condition:
        case AllOf(all=parts):
            for index, part in enumerate(parts):
                yield from _within((*place, "all", index), part)
        case AnyOf(any=parts):
            for index, part in enumerate(parts):
                yield from _within((*place, "any", index), part)
        case DateIf(provided=provided):
            yield from _within((*place, "provided"), provided)
        case _:
            return


def _triggers(duty: Duty) -> Iterator[tuple[Place, Trigger]]:
    match duty.when:
        case Choice(choices=held):
            yield from ((("when", "choices", position), trigger) for position, trigger in held.items())
        case Trigger() as trigger:
            yield ("when",), trigger
        case _:
            return


def _actors_of_duty(place: Place, duty: Duty) -> Iterator[Named]:
    for field in ("bearer", "toward", "protects", "against", "saves"):
        yield from _given(place, duty, field)
    for below, trigger in _triggers(duty):
        for field in ("attacked", "at_war", "by", "not_by", "aided_by"):
            yield from _given((*place, *below), trigger, field)


def _given(place: Place, part: Duty | Trigger, field: str) -> Iterator[Named]:
    """The actors that a field names; none where it holds a word such as `other`."""
    value = getattr(part, field)
    if isinstance(value, tuple):
        yield from _each((*place, field), value)
