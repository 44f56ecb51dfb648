"""One treaty in one world: what every law function is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from foedus.chronology.moments import Moment
from foedus.dossier.model import Dossier
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
    """One dossier in one world, its events by kind.

    `told` keeps the reason that each event gives, which many conclusions share.
    """

    dossier: Dossier
    world: World
    around: Surroundings
    by_kind: Mapping[str, list[Event]]
    told: dict[tuple[int, AnyDay], Reason]

    def events(self, *kinds: str) -> list[Event]:
        """The events of these kinds, in the order of the record."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        found = [events for kind in kinds if (events := self.by_kind.get(kind))]
        if len(found) < 2:
            return found[0] if found else []
        return [event for event in self.dossier.record if event.event in kinds]

    def event(self, key: str) -> Event | None:
        """The event with the id `key`, or None."""
        return next((event for event in self.dossier.record if event.id == key), None)


def case(dossier: Dossier, world: World, around: Surroundings = ALONE) -> Case:
    """The case of `dossier` in `world`."""
    by_kind: dict[str, list[Event]] = {}
    for event in dossier.record:
        by_kind.setdefault(event.event, []).append(event)
    return Case(dossier, world, around, by_kind, {})


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


def _known_day(dated: tuple[AnyDay, Event]) -> int:
    day = dated[0]
    return day if isinstance(day, int) else 0


def sources(this: Case, event: Event) -> str:
    """The titles of an event's sources."""
    return str(Cited(this.dossier, event.source))


def happened(this: Case, event: Event, day: AnyDay, *because: Reason) -> Reason:
    """The reason that an event of the record gives: what, by whom, when, by which source."""
    if because or isinstance(event.on, Choice):
        return _told(this, event, day, because)
    key = id(event), day
    found = this.told.get(key)
    if found is None:
        found = this.told[key] = _told(this, event, day, because)
    return found


def _told(this: Case, event: Event, day: AnyDay, because: tuple[Reason, ...]) -> Reason:
    reading = reading_of(this, event.on)
    below = (*because, reading) if reading else because
    template = _template(event.event)
    by = Names(event.by)
    return Reason(Kind.EVENT, template[0] if by else template[1], (by, day), Cited(this.dossier, event.source), below)


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
