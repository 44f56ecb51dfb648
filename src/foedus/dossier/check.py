"""Checks of a dossier as a whole: that what it refers to exists, and that its record makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import get_args

from foedus.chronology.periods import Period
from foedus.chronology.zones import check_zone, offset_seconds
from foedus.dossier.actors import register
from foedus.dossier.diagnostics import Diagnostic, dotted, quoted
from foedus.dossier.disputes import references
from foedus.dossier.explain import written
from foedus.dossier.explain_words import actor_remedy, near_remedy
from foedus.dossier.model import Dossier
from foedus.dossier.record import Consent, Event
from foedus.dossier.references import Place, cited_sources, named_actors, named_duties, named_events, named_zones
from foedus.dossier.yaml_text import Tree
from foedus.errors import TimeTextError
from foedus.worlds import Choice

NEEDS_ACTOR = frozenset(
    {
        "signature",
        "definitive_signature",
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "denunciation",
        "withdrawal",
        "revocation",
        "attack",
        "declaration_of_war",
        "reservation",
    }
)


def check(dossier: Dossier, tree: Tree) -> list[Diagnostic]:
    """Every fault of a dossier that its models cannot see, in order of place."""
    kinds = [_actors, _sources, _events, _duties, _zones, _periods, _parties]
    if tree.disputed:
        kinds.append(_disputes)
    return sorted(fault for kind in kinds for fault in _first(kind(dossier, tree)))


MOST = 500
"""How many faults of a kind are told: to find what else may be meant takes time for each."""


def _first(faults: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The first faults of a kind and, if there are more, that there are."""
    yield from islice(faults, MOST)
    if (more := next(faults, None)) is not None:
        found = f"further faults like these ({more.where or 'the file'} is the next), which are not told"
        yield replace(more, found=found, expected="", remedy="mend what is told, and check again")


def check_name(dossier: Dossier, tree: Tree, file: Path) -> list[Diagnostic]:
    """The fault of a file whose name is not the id: a library finds a dossier by its file's name."""
    if file.stem == dossier.id:
        return []
    remedy = f"name the file {dossier.id}.yaml, or write the id that other dossiers use"
    return [_fault(tree, ("id",), f"{quoted(dossier.id)} in the file {file.name}", "the file's name as id", remedy)]


def _fault(tree: Tree, place: Place, found: str, expected: str, remedy: str, *, warn: bool = False) -> Diagnostic:
    """A diagnostic for what stands at `place`, as far as the file has it."""
    path, rest, _ = written(place, tree.data)
    named_by_key = not rest and len(path) > 1 and path[-2] in ("by", "disputes")
    line, column = tree.key_position(path) if named_by_key else tree.position(path)
    return Diagnostic(tree.file, line, column, found, expected, remedy, "warning" if warn else "error", dotted(path))


def _actors(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    known = register()
    used = [*dossier.actors, *(party for party in dossier.parties if party in known)]
    for place, actor in named_actors(dossier):
        if actor not in known and actor not in dossier.actors:
            remedy = actor_remedy(actor, used)
            yield _fault(tree, place, quoted(actor), "an actor of the register, or one declared under actors", remedy)


def _sources(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    for place, key in cited_sources(dossier):
        if key not in dossier.sources:
            remedy = near_remedy(key, dossier.sources, "list it under sources, with its title")
            yield _fault(tree, place, quoted(key), "the key of a source of this dossier", remedy)


def _disputes(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    used = {name for _, name in references(tree.data)}
    for name in dossier.disputes:
        if name not in used:
            remedy = f"write {{dispute: {name}}} where the disputed value stands, or remove it"
            found, expected = "a dispute that stands nowhere", "a place that asks it"
            yield _fault(tree, ("disputes", name), found, expected, remedy, warn=True)


def _events(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for index, event in enumerate(dossier.record):
        if event.id is not None:
            if event.id in seen:
                line = tree.position(("record", seen[event.id]))[0]
                found = f"the id {quoted(event.id)} again (first on line {line})"
                yield _fault(tree, ("record", index, "id"), found, "an id of its own", "give each event another id")
            seen.setdefault(event.id, index)
        if event.event in NEEDS_ACTOR and not event.by:
            found = f"a {event.event} without its actor"
            yield _fault(tree, ("record", index), found, "'by', whose act it was", "add 'by: …' with the actor's id")
    for place, key in named_events(dossier):
        if key not in seen:
            remedy = near_remedy(key, seen, "give the event that is meant this id")
            yield _fault(tree, place, quoted(key), "the id of an event of this record", remedy)


def _duties(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    known = dict.fromkeys(duty.id for duty in dossier.terms.duties)
    for place, key in named_duties(dossier):
        if key not in known:
            remedy = near_remedy(key, known, "write the duty under terms, or leave out what the act departs from")
            yield _fault(tree, place, quoted(key), "the id of a duty of this dossier", remedy)


def _zones(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    for place, zone in named_zones(dossier):
        try:
            if offset_seconds(zone) is None:
                check_zone(zone)
        except TimeTextError as error:
            yield _fault(tree, place, str(error), "", "")


def _periods(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    """Periods that must be longer than nothing: a term or a renewal of no days has no end that could be told."""
    terms = dossier.terms
    term, renewal, window = terms.term, terms.renewal, terms.denunciation and terms.denunciation.window
    lengths: list[tuple[Place, object]] = [(("terms", "term", "length"), term and term.length)]
    lengths += [(("terms", "renewal", "tacit"), renewal and renewal.tacit)]
    lengths += [(("terms", "denunciation", "window", field), getattr(window, field, None)) for field in WINDOW]
    lengths += [(("record", index, "length"), event.length) for index, event in enumerate(dossier.record)]
    for place, length in lengths:
        for below, period in _lengths(length):
            if period == Period():
                yield _fault(tree, (*place, *below), "a period of no length", "a day or more", "write how long it is")


WINDOW = ("every", "open")


def _lengths(value: object) -> Iterator[tuple[Place, Period]]:
    match value:
        case Period():
            yield (), value
        case tuple():
            yield from (
                ((index, *below), period) for index, part in enumerate(value) for below, period in _lengths(part)
            )
        case Choice(choices=held):
            for position, part in held.items():
                yield from ((("choices", position, *below), period) for below, period in _lengths(part))
        case _:
            return


def _parties(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    if dossier.is_chronicle:
        if dossier.terms.duties or dossier.parties:
            remedy = "remove 'parties' and 'duties', or remove 'form: chronicle' if it is a treaty"
            yield _fault(tree, ("form",), "a chronicle with parties or duties", "a record alone", remedy)
        return
    if not dossier.parties and dossier.participants is None and not _consenting(dossier.record):
        remedy = "add 'parties: […]' with the ids of the negotiating states, or 'participants: …' with a CSV file"
        yield _fault(tree, (), "no parties", "parties, participants or acts of consent", remedy)
    closed = len(dossier.parties) >= 2 and not dossier.open_to_others and dossier.participants is None
    for index, event in enumerate(dossier.record):
        if closed and event.event in ("denunciation", "withdrawal", "ratification"):
            for actor in event.by:
                stranger = actor not in dossier.parties and _joined(dossier.record, actor) is None
                if stranger and (actor in register() or actor in dossier.actors):
                    remedy = f"add {actor} to 'parties', or record how it joined"
                    found = f"a {event.event} by {actor}, which is no party"
                    yield _fault(tree, ("record", index, "by", actor), found, "an act of a party", remedy)


def _consenting(record: tuple[Event, ...]) -> bool:
    return any(event.event in get_args(Consent) for event in record)


def _joined(record: tuple[Event, ...], actor: str) -> Event | None:
    joining = ("accession", "adherence", "succession", "signature", "continuation", "admission")
    return next((event for event in record if event.event in joining and actor in event.by), None)
