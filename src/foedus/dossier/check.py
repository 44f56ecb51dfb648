"""Checks of a dossier as a whole: that what it refers to exists, and that its record makes sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from foedus.chronology.zones import check_zone
from foedus.dossier.actors import find, register
from foedus.dossier.diagnostics import Diagnostic, dotted, quoted
from foedus.dossier.disputes import references
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.dossier.terms import AllOf, AnyOf, Condition, DateIf, OnEvent
from foedus.dossier.yaml_text import Tree
from foedus.errors import TimeTextError, UnknownActor
from foedus.worlds import Choice

Place = tuple[str | int, ...]

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
    return sorted(
        [
            *_actors(dossier, tree),
            *_sources(dossier, tree),
            *_disputes(dossier, tree),
            *_events(dossier, tree),
            *_zones(dossier, tree),
            *_parties(dossier, tree),
        ]
    )


def _fault(tree: Tree, place: Place, found: str, expected: str, remedy: str, *, warn: bool = False) -> Diagnostic:
    line, column = tree.position(place)
    severity = "warning" if warn else "error"
    return Diagnostic(tree.file, line, column, found, expected, remedy, severity, dotted(place))  # type: ignore[arg-type]


def _actors(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    known = register()
    for place, actor in _named_actors(dossier):
        if actor in known or actor in dossier.actors:
            continue
        try:
            remedy = f"did you mean {find(actor).id}?"
        except UnknownActor:
            near = get_close_matches(actor, [*known, *dossier.actors], 1)
            remedy = f"did you mean {near[0]}?" if near else "declare it under actors, with a name"
        yield _fault(tree, place, quoted(actor), "an actor of the register, or one declared under actors", remedy)


def _named_actors(dossier: Dossier) -> Iterator[tuple[Place, str]]:
    for index, party in enumerate(dossier.parties):
        yield ("parties", index), party
    for index, event in enumerate(dossier.record):
        for actor in event.by:
            yield ("record", index, "by", actor), actor
        for actor in event.to:
            yield ("record", index, "to"), actor
    for index, duty in enumerate(dossier.terms.duties):
        for field in ("bearer", "toward", "protects", "against", "saves"):
            value = getattr(duty, field)
            if isinstance(value, tuple):
                for actor in value:
                    yield ("terms", "duties", index, field), actor


def _sources(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    known = dossier.sources
    for place, key in _cited(dossier):
        if key not in known:
            near = get_close_matches(key, known, 1)
            remedy = f"did you mean {near[0]!r}?" if near else "list it under sources, with its title"
            yield _fault(tree, place, quoted(key), "the key of a source of this dossier", remedy)


def _cited(dossier: Dossier) -> Iterator[tuple[Place, str]]:
    def each(place: Place, keys: Iterable[str]) -> Iterator[tuple[Place, str]]:
        for key in keys:
            yield (*place, "source"), key

    for index, event in enumerate(dossier.record):
        yield from each(("record", index), event.source)
    for name, dispute in dossier.disputes.items():
        for position, held in dispute.positions.items():
            yield from each(("disputes", name, "positions", position), held.source)
    for index, statement in enumerate(dossier.statements):
        yield from each(("statements", index), statement.source)
    for index, hypothesis in enumerate(dossier.hypotheses):
        yield from each(("hypotheses", index), hypothesis.source)


def _disputes(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    used = {name for _, name in references(tree.data)}
    for name in dossier.disputes:
        if name not in used:
            remedy = f"write {{dispute: {name}}} where the disputed value stands, or remove it"
            yield _fault(
                tree, ("disputes", name), "a dispute that stands nowhere", "a place that asks it", remedy, warn=True
            )


def _events(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for index, event in enumerate(dossier.record):
        if event.id is not None:
            if event.id in seen:
                place: Place = ("record", index, "id")
                yield _fault(tree, place, f"{quoted(event.id)} again", "an id of its own", "give each event another id")
            seen[event.id] = index
        if event.event in NEEDS_ACTOR and not event.by:
            line = f"an event {event.event!r} without actor"
            yield _fault(tree, ("record", index), line, "by: whose act it was", "add by: with an actor id or a list")
    for place, key in _event_references(dossier):
        if key not in seen:
            near = get_close_matches(key, seen, 1)
            remedy = f"did you mean {near[0]!r}?" if near else "give the event that is meant an id"
            yield _fault(tree, place, quoted(key), "the id of an event of this record", remedy)


def _event_references(dossier: Dossier) -> Iterator[tuple[Place, str]]:
    terms = dossier.terms
    if terms.term is not None and terms.term.until_event is not None and not terms.term.indefinite:
        yield ("terms", "term", "until_event"), terms.term.until_event
    if terms.entry_into_force is not None:
        when = terms.entry_into_force.when
        conditions = tuple(when.choices.values()) if isinstance(when, Choice) else (when,)
        for condition in conditions:
            for key in _events_of(condition):
                yield ("terms", "entry_into_force", "when"), key
    for index, event in enumerate(dossier.record):
        if event.of is not None:
            yield ("record", index, "of"), event.of


def _events_of(condition: Condition) -> Iterator[str]:
    match condition:
        case OnEvent(event=key):
            yield key
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _events_of(part)
        case DateIf(provided=provided):
            yield from _events_of(provided)
        case _:
            return


def _zones(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    places: list[tuple[Place, str | None]] = [(("reference_zone",), dossier.reference_zone)]
    places += [(("record", index, "zone"), event.zone) for index, event in enumerate(dossier.record)]
    for place, zone in places:
        if zone is None or zone[0] in "+-":
            continue
        try:
            check_zone(zone)
        except TimeTextError as error:
            yield _fault(tree, place, str(error), "", "name a zone of the tz database, or an offset such as +03:00")


def _parties(dossier: Dossier, tree: Tree) -> Iterator[Diagnostic]:
    if dossier.is_chronicle:
        if dossier.terms.duties or dossier.parties:
            yield _fault(tree, ("form",), "a chronicle with parties or duties", "a record alone", "make it a treaty")
        return
    if not dossier.parties and dossier.participants is None and not _consenting(dossier.record):
        remedy = "add parties: with the ids of the negotiating states, or participants: with a CSV file"
        yield _fault(tree, (), "no parties", "parties, participants or acts of consent", remedy)
    known = {*dossier.parties, *(actor for event in dossier.record for actor in event.by)}
    closed = len(dossier.parties) >= 2 and not dossier.open_to_others and dossier.participants is None
    for index, event in enumerate(dossier.record):
        if closed and event.event in ("denunciation", "withdrawal", "ratification"):
            for actor in event.by:
                if actor not in dossier.parties and _joined(dossier.record, actor) is None:
                    near = get_close_matches(actor, known - {actor}, 1)
                    remedy = f"did you mean {near[0]}?" if near else "add it to parties, or record how it joined"
                    place: Place = ("record", index, "by", actor)
                    yield _fault(tree, place, f"{event.event} by {actor}", "an act of a party", remedy)


def _consenting(record: tuple[Event, ...]) -> bool:
    return any(
        event.event in ("signature", "ratification", "accession", "exchange", "notification") for event in record
    )


def _joined(record: tuple[Event, ...], actor: str) -> Event | None:
    joining = ("accession", "adherence", "succession", "signature", "continuation", "admission")
    return next((event for event in record if event.event in joining and actor in event.by), None)
