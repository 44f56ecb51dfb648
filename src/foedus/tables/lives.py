"""Lives: what the law says of one treaty in every reading, cut down to what tables carry. No Arrow here.

A path of the exploration is a way in which its disputes can be taken; parties whose lines are alike in every path
share what is worked out for one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.finding import Reading, group
from foedus.law.apart import apart
from foedus.law.life import Life
from foedus.law.status import Status, StatusSpan
from foedus.reasons import Kind, Reason
from foedus.tables.edges import both, meet, without
from foedus.tables.obligations import IN_FORCE, Edge, Owed, Promise, owed, together
from foedus.worlds import Exploration, Path, World

UNTOLD = frozenset({Status.NOT_CONCLUDED, Status.NOT_A_PARTY})
"""Statuses that tables leave out: what is not told of a party is one of these."""

DARK = frozenset({Status.UNKNOWN, Status.NO_DATA})
OVER = frozenset({Status.ENDED, Status.WITHDRAWN, Status.SURVIVING})


class Stretch(NamedTuple):
    """One status of one party in one world: its bounds, how the treaty ended for it (""), what it rests on."""

    status: Status
    edge: Edge
    ended: str
    cites: str


Line = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one world says of a treaty: each party's line, what each duty promises, and that by types; for two parties
    (the first id first) the days on which it is in force for each and not between them."""

    lines: dict[str, Line]
    owed: Owed
    promises: tuple[Promise, ...]
    apart: dict[tuple[str, str], tuple[Edge, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """A treaty in every reading: the paths of its exploration, in each what the law says."""

    asked: Asked
    exploration: Exploration[Said]

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody with a line in some reading."""
        return tuple(dict.fromkeys(party for path in self.exploration.paths for party in path.value.lines))

    def readings_where(self, holds: Callable[[Said], bool]) -> tuple[Reading, ...]:
        """The readings in which something holds of what is said, which it does in some; one empty one: in all."""
        if len(self.exploration.paths) == 1:
            return ({},)
        answers = group(self.exploration.map(holds), bool, bool, lambda _: (), self.asked.name)
        return next(answer.readings for answer in answers if answer.value)


def told(asked: Asked) -> Told:
    """What the law says of the treaty in every reading that the fixed positions leave.

    Raises TooManyReadings past the bound of `worlds.explore`.
    """
    return Told(asked, asked.explore(lambda world: _in_world(asked, world)))


def _in_world(asked: Asked, world: World) -> Said:
    lived = asked.life(world)
    lines = {party: tuple(_stretches(lived, world, party)) for party in lived.shared.parties}
    duties = owed(lived, world)
    parted = {
        pair: tuple((*world.bounds(start), *world.bounds(end)) for start, end in times)
        for pair, times in apart(lived, world).items()
    }
    return Said({party: line for party, line in lines.items() if line}, duties, together(duties), parted)


def _stretches(lived: Life, world: World, party: str) -> Iterable[Stretch]:
    for span in lived.line(party):
        if span.status not in UNTOLD:
            edge = (*world.bounds(span.start), *world.bounds(span.end))
            yield Stretch(span.status, edge, _ended(lived, world, party, span), cites_of(span.why))


def _ended(lived: Life, world: World, party: str, span: StatusSpan) -> str:
    """How the time ended that a span of being bound belongs to, or that one after the end follows."""
    if span.status not in (Status.IN_FORCE, Status.SUSPENDED) and span.status not in OVER:
        return ""
    for stint in lived.stints.get(party, ()):
        if stint.ending is None:
            continue
        mark = span.end if span.status not in OVER else span.start
        if world.bounds(mark) == world.bounds(stint.end):
            return stint.ending.how.value
    return ""


def cites_of(why: Reason) -> str:
    """What a conclusion rests on, cited: articles, sources of events, rules of law, each once, in reading order."""
    found = (reason.cited for _, reason in why.walk() if reason.kind in (Kind.CLAUSE, Kind.EVENT, Kind.RULE))
    return "; ".join(dict.fromkeys(text for text in found if text))


class Row(NamedTuple):
    """A span of one party with the readings in which it has it (one empty reading: all)."""

    party: str
    stretch: Stretch
    readings: tuple[Reading, ...]


def rows(treaty: Told) -> list[Row]:
    """Every span of every party, with the readings in which it stands, in order of party and time."""
    found: list[Row] = []
    alike: dict[tuple[Line, ...], list[tuple[Stretch, tuple[Reading, ...]]]] = {}
    for party in treaty.parties:
        key = tuple(path.value.lines.get(party, ()) for path in treaty.exploration.paths)
        if key not in alike:
            alike[key] = _with_readings(treaty, party)
        found += [Row(party, stretch, readings) for stretch, readings in alike[key]]
    return found


def _with_readings(treaty: Told, party: str) -> list[tuple[Stretch, tuple[Reading, ...]]]:
    every = dict.fromkeys(stretch for path in treaty.exploration.paths for stretch in path.value.lines.get(party, ()))
    return [
        (stretch, treaty.readings_where(lambda said, stretch=stretch: stretch in said.lines.get(party, ())))  # type: ignore[misc]
        for stretch in sorted(every, key=lambda stretch: (stretch.edge, stretch.status, stretch.ended))
    ]


class Tie(NamedTuple):
    """Days on which a treaty ties two parties, in one class of readings.

    `edge` bounds the days; `first` are the types that the first promises the second, `second` the other way round
    (bit 1: in force); `dark` the types of which the record does not tell whether they bind on these days.
    """

    edge: Edge
    first: int
    second: int
    dark: int = 0


Classes: TypeAlias = "tuple[tuple[tuple[Tie, ...], tuple[Path[Said], ...]], ...]"


class Pair(NamedTuple):
    """Two parties under a treaty: for each class of paths that come to the same, the ties and the paths in it."""

    one: str
    other: str
    classes: Classes


def ties_of(said: Said, one: str, other: str) -> tuple[Tie, ...]:
    """The ties of two parties in one world."""
    return tuple(_ties(said, one, other))


def pairs(treaty: Told) -> list[Pair]:
    """Every two parties that the treaty ties, or may tie, on some day in some reading; the first id first."""
    found: list[Pair] = []
    kept: dict[tuple[object, ...], Classes] = {}
    paths = treaty.exploration.paths
    lines = {party: tuple(path.value.lines.get(party, ()) for path in paths) for party in sorted(treaty.parties)}
    roles = _roles(treaty)
    names = list(lines)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            key = lines[one], lines[other], roles(one), roles(other)
            if key not in kept:
                kept[key] = _classes(paths, one, other)
            if any(ties for ties, _ in kept[key]):
                found.append(Pair(one, other, kept[key]))
    return found


def alone(treaty: Told) -> list[Pair]:
    """Every party with all that ties it to anybody, in the form of a pair whose other is nobody (""); the types that
    it promises are `first`, those that it is promised `second`."""
    found: list[Pair] = []
    kept: dict[tuple[object, ...], Classes] = {}
    paths = treaty.exploration.paths
    lines = {party: tuple(path.value.lines.get(party, ()) for path in paths) for party in treaty.parties}
    roles = _roles(treaty)
    for one in treaty.parties:
        key = lines[one], roles(one)
        if key not in kept:
            classes: dict[tuple[Tie, ...], list[Path[Said]]] = {}
            others = {(lines[other], roles(other)): other for other in treaty.parties if other != one}
            for path in paths:
                every = (tie for other in others.values() for tie in _ties(path.value, one, other))
                classes.setdefault(tuple(dict.fromkeys(every)), []).append(path)
            kept[key] = tuple((ties, tuple(own)) for ties, own in classes.items())
        if any(ties for ties, _ in kept[key]):
            found.append(Pair(one, "", kept[key]))
    return found


def _roles(treaty: Told) -> Callable[[str], str]:
    """What tells a party from those with the same line: that it is named by a duty, or kept apart from another."""
    named = {
        name
        for path in treaty.exploration.paths
        for promise in path.value.promises
        for group in (promise.by, promise.to)
        for name in group or ()
    }
    named |= {name for path in treaty.exploration.paths for pair in path.value.apart for name in pair}
    return lambda party: party if party in named else ""


def _classes(paths: tuple[Path[Said], ...], one: str, other: str) -> Classes:
    classes: dict[tuple[Tie, ...], list[Path[Said]]] = {}
    for path in paths:
        classes.setdefault(tuple(_ties(path.value, one, other)), []).append(path)
    return tuple((ties, tuple(own)) for ties, own in classes.items())


def _ties(world: Said, one: str, other: str) -> Iterable[Tie]:
    bound = [_edges(world.lines.get(party, ()), {Status.IN_FORCE}) for party in (one, other)]
    between = _between(world, one, other)
    dark = [_edges(world.lines.get(party, ()), DARK) for party in (one, other)]
    there = _promised(world.promises, one, other, None), _promised(world.promises, other, one, None)
    for edge in between:
        yield Tie(edge, IN_FORCE | there[0], IN_FORCE | there[1])
        for promise in world.promises:
            if promise.time is not None:
                first, second = (promise.bits if promise.binds(*way) else 0 for way in ((one, other), (other, one)))
                within = meet(edge, promise.time)
                if (first or second) and within is not None:
                    yield Tie(within, first, second)
    may = IN_FORCE | there[0] | there[1]
    for promise in world.promises:
        if promise.time is not None and (promise.binds(one, other) or promise.binds(other, one)):
            may |= promise.bits
    for some, others in ((dark[0], [*dark[1], *bound[1]]), (bound[0], dark[1])):
        for edge in both(some, others):
            yield Tie(edge, 0, 0, may)


def _promised(all_promises: tuple[Promise, ...], one: str, other: str, time: Edge | None) -> int:
    bits = 0
    for promise in all_promises:
        if promise.time == time and promise.binds(one, other):
            bits |= promise.bits
    return bits


def _edges(line: Line, statuses: frozenset[Status] | set[Status]) -> list[Edge]:
    """The spans of a line in one of `statuses`, those that meet in a known day as one."""
    found: list[Edge] = []
    for stretch in line:
        if stretch.status not in statuses:
            continue
        edge = stretch.edge
        if found and found[-1][2] == found[-1][3] == edge[0] == edge[1]:
            edge = (found[-1][0], found[-1][1], edge[2], edge[3])
            found.pop()
        found.append(edge)
    return found


def _between(said: Said, one: str, other: str) -> list[Edge]:
    """The days on which a treaty is in force for two, without those on which it is not between them."""
    bound = [_edges(said.lines.get(party, ()), {Status.IN_FORCE}) for party in (one, other)]
    found = list(both(*bound))
    return without(found, said.apart.get((min(one, other), max(one, other)), ()))


class Live(NamedTuple):
    """Days on which one party owes another a duty, and the readings in which it does."""

    duty: str
    bearer: str
    beneficiary: str
    bits: int
    edge: Edge
    readings: tuple[Reading, ...]


def live(treaty: Told) -> Iterator[Live]:
    """Every span in which a duty binds one party to another, called up or not, in order of duty, party and time."""
    names = treaty.parties
    paths = treaty.exploration.paths
    for duty in dict.fromkeys(name for path in paths for name, _ in path.value.owed):
        for bearer in names:
            for beneficiary in names:
                if bearer != beneficiary:
                    yield from _live(treaty, duty, bearer, beneficiary)


def _live(treaty: Told, duty: str, bearer: str, beneficiary: str) -> Iterator[Live]:
    each = [frozenset(_live_in(path.value, duty, bearer, beneficiary)) for path in treaty.exploration.paths]
    for bits, edge in sorted(frozenset[tuple[int, Edge]]().union(*each)):

        def holds(said: Said, bits: int = bits, edge: Edge = edge) -> bool:
            return (bits, edge) in _live_in(said, duty, bearer, beneficiary)

        yield Live(duty, bearer, beneficiary, bits, edge, treaty.readings_where(holds))


def _live_in(said: Said, duty: str, bearer: str, beneficiary: str) -> Iterator[tuple[int, Edge]]:
    promised = [promise for name, promise in said.owed if name == duty and promise.binds(bearer, beneficiary)]
    if not promised:
        return
    for edge in _between(said, bearer, beneficiary):
        for promise in promised:
            within = edge if promise.time is None else meet(edge, promise.time)
            if within is not None:
                yield promise.bits, within
