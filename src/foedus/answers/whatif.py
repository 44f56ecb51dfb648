"""whatif: the same question in a changed record, an event dropped, moved, added or supposed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import get_args

from pydantic import ValidationError

from foedus.answers.groundwork.asking import events_by_name
from foedus.chronology.moments import parse_moment
from foedus.dossier.actors import find
from foedus.dossier.explain import explain
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.record import Consent, Event, Life, Relation
from foedus.dossier.terms import EntryIntoForce, OnEvent
from foedus.dossier.yaml_text import read_text
from foedus.errors import QuestionError


def whatif(
    library: Library,
    treaty: str,
    drop: Iterable[str] = (),
    move: Iterable[str] = (),
    add: Iterable[str] = (),
    suppose: Iterable[str] = (),
    without: bool = False,
) -> Library:
    """The library with the record of `treaty` changed; ask it anything.

    `drop` names events (by id or kind, `ratification:2` the second of a kind; `TREATY/EVENT` in another treaty), as
    the record has them before any change; `move` gives them another date (`denunciation=1945-04-14`), with whatever
    else the record says of them left as it is; `add` gives events as YAML mappings
    (`{event: denunciation, on: 1960-01-01, by: SUN}`); `suppose` names hypotheses, whose events are added;
    `without` leaves the treaty itself out, and whatever is a part of it: nobody consents to them and they never
    enter into force, while the acts of war in their records happen all the same. Raises QuestionError for what
    cannot be found or read.
    """
    if without:
        library = _without(library, treaty)
    as_it_is, gone = library, []
    for name in drop:
        dossier, events = _found(as_it_is, treaty, name)
        gone += events
        kept = tuple(event for event in library[dossier.id].record if event not in events)
        library = library.changing(library[dossier.id].model_copy(update={"record": kept}))
    for text in move:
        name, sign, date = text.partition("=")
        if not sign:
            raise QuestionError(f"{text!r} moves nothing; write it as EVENT=DATE, for instance denunciation=1945-04-14")
        dossier, events = _found(as_it_is, treaty, name)
        if len(events) > 1:
            ids = ", ".join(event.id or f"{name}:{place}" for place, event in enumerate(events, 1))
            raise QuestionError(f"{name!r} names {len(events)} events ({ids}); name one of them")
        if any(event is events[0] for event in gone):
            raise QuestionError(f"{name!r} cannot be moved: it is left out, or moved already")
        gone.append(events[0])
        moved = events[0].model_copy(update={"on": parse_moment(date), "received": None})
        record = tuple(moved if event is events[0] else event for event in library[dossier.id].record)
        library = library.changing(library[dossier.id].model_copy(update={"record": record}))
    for text in add:
        dossier = library[treaty]
        library = library.changing(dossier.model_copy(update={"record": (*dossier.record, _event(text, dossier))}))
    for name in suppose:
        dossier = library[treaty]
        known = {hypothesis.id: hypothesis for hypothesis in dossier.hypotheses}
        if name not in known:
            hint = f"; it has {', '.join(known)}" if known else "; it has none"
            raise QuestionError(f"{treaty} has no hypothesis {name!r}{hint}")
        added = (*dossier.record, *known[name].events)
        library = library.changing(dossier.model_copy(update={"record": added}))
    return library


def _without(library: Library, treaty: str) -> Library:
    """The library as if `treaty` and the instruments that are parts of it had never been made."""
    parts = [dossier for dossier in library.usable()[0] if dossier.part_of == treaty]
    for dossier in (library[treaty], *parts):
        kept = tuple(event for event in dossier.record if event.event not in MAKES_A_TREATY)
        never = EntryIntoForce(when=OnEvent(event="left-out-by-the-question"))
        terms = dossier.terms.model_copy(update={"entry_into_force": never})
        library = library.changing(dossier.model_copy(update={"record": kept, "terms": terms}))
    return library


MAKES_A_TREATY = frozenset((*get_args(Consent), *get_args(Life), *get_args(Relation)))
"""The kinds of events that there are only where there is a treaty."""


def _found(library: Library, treaty: str, name: str) -> tuple[Dossier, list[Event]]:
    scope, _, event = name.rpartition("/")
    dossier = library[scope or treaty]
    events = events_by_name(dossier, event)
    if not events:
        names = dict.fromkeys(name for event in dossier.record for name in (event.id, event.event) if name)
        near = get_close_matches(event, names, 2) or list(names)[:8]
        raise QuestionError(
            f"the record of {dossier.id} has no event {event!r}; it has, for instance, {', '.join(near)}"
        )
    return dossier, events


def _event(text: str, dossier: Dossier) -> Event:
    tree, faults = read_text(text, "the event to add")
    if tree is None or faults or not isinstance(tree.data, dict):
        told = str(faults[0]) if faults else "it is no mapping"
        raise QuestionError(f"{text!r} is no event; write {{event: KIND, on: DATE, by: PARTY}} ({told})")
    try:
        event = Event.model_validate(tree.data)
    except ValidationError as error:
        first = explain(error, Event, tree)[0]
        fault = f"found {first.found}, expected {first.expected}" if first.expected else first.found
        remedy = f"; {first.remedy}" if first.remedy else ""
        raise QuestionError(f"{text!r} is no event: {first.where}: {fault}{remedy}") from None
    for actor in (*event.by, *event.to):
        if actor not in dossier.actors:
            find(actor)
    if event.id is not None and any(event.id == other.id for other in dossier.record):
        raise QuestionError(
            f"the record of {dossier.id} has an event {event.id!r} already; give the new one another id"
        )
    return event
