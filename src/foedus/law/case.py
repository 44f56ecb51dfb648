"""One treaty in one world: what every law function is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from foedus.chronology.moments import Moment
from foedus.dossier.index import Index
from foedus.dossier.model import Dossier, index_of
from foedus.dossier.record import Event
from foedus.reasons import Kind, Reason
from foedus.worlds import AnyDay, Choice, Floating, World


class Dated(NamedTuple):
    """A day, and why it is that day."""

    day: AnyDay
    why: Reason


def _no_other_treaty(_: str) -> Dossier | None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies outside a treaty and bears on its life.

    `treaty` finds another dossier by id; `acts` are events of other dossiers and chronicles (attacks,
    declarations of war) that the law may have to see.
    """

    treaty: Callable[[str], Dossier | None] = _no_other_treaty
    acts: tuple[Event, ...] = ()


ALONE = Surroundings()
"""A treaty by itself."""


class Case(NamedTuple):
    """One dossier in one world."""

    dossier: Dossier
    world: World
    around: Surroundings
    by_kind: Index

    def events(self, *kinds: str) -> list[Event]:
        """The events of these kinds, in the order of the record."""
        return self.by_kind.events(kinds)

    def event(self, key: str) -> Event | None:
        """The event with the id `key`, or None."""
        return next((event for event in self.dossier.record if event.id == key), None)


def case(dossier: Dossier, world: World, around: Surroundings = ALONE) -> Case:
    """The case of `dossier` in `world`."""
    return Case(dossier, world, around, index_of(dossier))


def day_of(this: Case, event: Event) -> AnyDay:
    """The day of an event by the clock of its place; floating if the record does not know it exactly."""
    on = event.on
    if not isinstance(on, Choice):
        return day_of_moment(this, on, event)
    # positions that differ in the hour alone agree on the day, and need not be asked
    days = {(moment.first, moment.last) for moment in on.choices.values()}
    if len(days) == 1:
        return day_of_moment(this, next(iter(on.choices.values())), event)
    moment = this.world.value(on)
    return day_of_moment(this, moment, event, this.world.position_on(on.dispute) or "")


def day_of_moment(this: Case, moment: Moment, event: Event, which: str = "") -> AnyDay:
    """The day of `moment`, an exact day or one that floats under the name of `event`.

    `which` tells the uncertain days of one event apart (its receipt, the day that it names, a position
    taken on its date): they do not move together.
    """
    if moment.first == moment.last:
        return moment.first
    name = f"{this.dossier.id}/{name_of(event)}"
    return Floating(f"{name}.{which}" if which else name, moment.first, moment.last)


def name_of(event: Event) -> str:
    """The name of an event: its id, or its kind and line where it has none."""
    return event.id or f"{event.event}@{event.line}"


def in_order(this: Case, events: Iterable[Event]) -> list[tuple[AnyDay, Event]]:
    """The events with their days, earliest first; events of one day stay in the order of the record."""
    dated = [(day_of(this, event), event) for event in events]
    if len(dated) < 2:
        return dated
    if all(isinstance(day, int) for day, _ in dated):
        dated.sort(key=_known_day)
        return dated
    ordered: list[tuple[AnyDay, Event]] = []
    for day, event in dated:  # insertion keeps the comparisons, each of which may split a range, few
        place = len(ordered)
        while place and this.world.before(day, ordered[place - 1][0]):
            place -= 1
        ordered.insert(place, (day, event))
    return ordered


def dated(this: Case, *kinds: str) -> Sequence[tuple[AnyDay, Event]]:
    """The events of these kinds with their days, earliest first; events of one day in the order of the record."""
    known = this.by_kind.dated(kinds)
    return in_order(this, this.events(*kinds)) if known is None else known


def _known_day(dated: tuple[AnyDay, Event]) -> int:
    day = dated[0]
    return day if isinstance(day, int) else 0


def sources(this: Case, event: Event) -> str:
    """The titles of an event's sources."""
    return str(Cited(this.dossier, event.source))


def happened(this: Case, event: Event, day: AnyDay, *because: Reason) -> Reason:
    """The reason that an event of the record gives: what, by whom, when, by which source."""
    if because or not isinstance(day, int):
        return _told(this, event, day, because)
    index, key = this.by_kind, (id(event), day)
    found = index.told.get(key)
    if found is None:
        found = _told(this, event, day, because)
        if id(event) in index.own and not isinstance(event.on, Choice):
            index.told[key] = found
    return found


def _told(this: Case, event: Event, day: AnyDay, because: tuple[Reason, ...]) -> Reason:
    reading = reading_of(this, event.on)
    below = (*because, reading) if reading else because
    template = _template(event.event)
    doubt = _doubt(this, event)
    if doubt:
        template = (template[0] + doubt, template[1] + doubt)
    by = Names(event.by)
    return Reason(Kind.EVENT, template[0] if by else template[1], (by, day), Cited(this.dossier, event.source), below)


def _doubt(this: Case, event: Event) -> str:
    """What the record says of how sure a date is: it is taken as written, and not silently."""
    on = event.on
    if isinstance(on, Choice):
        position = this.world.position_on(on.dispute)
        if position is None:
            return ""
        on = on.choices[position]
    if not (on.approximate or on.uncertain):
        return ""
    return " (approximate)" if not on.uncertain else " (uncertain)"


class Names(tuple[str, ...]):
    """Names that are put into words only when a reason is read."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


class Cited(NamedTuple):
    """The sources of an event, whose titles are looked up only when a reason is read."""

    dossier: Dossier
    keys: tuple[str, ...]

    def __str__(self) -> str:
        known = self.dossier.sources
        return "; ".join(known[key].title if key in known else key for key in self.keys)

    def __bool__(self) -> bool:
        return bool(self.keys)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cited) and self.keys == other.keys and self.dossier.id == other.dossier.id

    def __hash__(self) -> int:
        return hash((self.dossier.id, self.keys))


@cache
def _template(kind: str) -> tuple[str, str]:
    what = {"denunciation": "notice of denunciation", "withdrawal": "notice of withdrawal"}.get(kind)
    what = what or kind.replace("_", " ")
    return what + " by {0} on {1:day}", what + " on {1:day}"


def reading_of(this: Case, value: object) -> Reason | None:
    """The reason that a disputed value gives: the question, the position taken and who holds it."""
    if not isinstance(value, Choice):
        return None
    position = this.world.position_on(value.dispute)
    if position is None:
        return None
    return position_reason(this.dossier, value.dispute, position)


def position_reason(dossier: Dossier, dispute_key: str, position: str) -> Reason:
    """The reason for taking `position` on the dispute of `dossier` with the (scoped) key `dispute_key`."""
    name = dispute_key.rpartition("/")[2]
    dispute = dossier.disputes.get(name)
    held_by = "; ".join(dispute.positions[position].held_by) if dispute and position in dispute.positions else ""
    return Reason(Kind.READING, "reading {0} = {1}", (name, position), held_by and f"held by {held_by}")
