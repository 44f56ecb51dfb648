"""Acts: the events by which actors act on one another, indexed by who acted on whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.chronology.clocks import Instant, InstantRange, instants
from foedus.chronology.days import Day
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.law.case import Case, case, day_of, day_of_moment, happened
from foedus.reasons import Reason
from foedus.worlds import AnyDay, Choice, World

OPENS_WAR = frozenset({"attack", "declaration_of_war"})
ENDS_FIGHTING = frozenset({"armistice", "surrender", "peace", "war_ended"})
MAKES_PEACE = frozenset({"armistice", "surrender", "peace"})
HELPS = frozenset({"aid", "transit"})
TAKES = frozenset({"occupation", "annexation"})
JOINS = frozenset({"alliance", "signature"})
ACTS = frozenset(
    {
        *OPENS_WAR,
        *ENDS_FIGHTING,
        *HELPS,
        *TAKES,
        "alliance",
        "mobilisation",
        "ultimatum",
        "recognition",
        "cession",
        "neutrality_declared",
        "assurance",
        "protest",
        "measure",
    }
)


class Deed(NamedTuple):
    """An event as an act of somebody: with the dossier that records it."""

    dossier: Dossier
    event: Event

    @property
    def key(self) -> str:
        """The act's name: `DOSSIER/EVENT`."""
        return f"{self.dossier.id}/{self.event.id or self.event.event}"

    def case(self, world: World) -> Case:
        """What day and reason functions need to tell of this act in `world`."""
        return case(self.dossier, world)

    def day(self, world: World) -> AnyDay:
        """The day of the act by the clock of its place."""
        return day_of(self.case(world), self.event)

    def effective(self, world: World) -> AnyDay:
        """The day from which the act holds: the one that it names, else its own."""
        named = self.event.effective
        if named is None:
            return self.day(world)
        return day_of_moment(self.case(world), world.value(named), self.event, "effective")

    def range_of_days(self) -> tuple[Day, Day]:
        """The earliest and the latest day from which the act can hold, in any position on its date."""
        named = self.event.effective
        on = self.event.on if named is None or self.event.event == "attack" else named
        moments = on.choices.values() if isinstance(on, Choice) else (on,)
        return min(moment.first for moment in moments), max(moment.last for moment in moments)

    def instants(self, world: World) -> InstantRange:
        """The instants at which the act may lie; its hour is asked of `world` if it is disputed."""
        moment = world.value(self.event.on)
        return instants(moment, self.event.zone or self.dossier.reference_zone)

    def has_hour(self) -> bool:
        """Whether the record knows the hour, in every position."""
        on = self.event.on
        moments = on.choices.values() if isinstance(on, Choice) else (on,)
        return all(moment.clock is not None for moment in moments)

    def hours(self) -> tuple[Instant, Instant]:
        """The first and the last instant at which the act can have begun, in any position on its hour."""
        on, zone = self.event.on, self.event.zone or self.dossier.reference_zone
        moments = on.choices.values() if isinstance(on, Choice) else (on,)
        ranges = [instants(moment, zone) for moment in moments]
        return min(found.first for found in ranges), max(found.first for found in ranges)

    def why(self, world: World) -> Reason:
        """The reason that the act gives."""
        return happened(self.case(world), self.event, self.day(world))


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of a library. `by_pair` holds those of one actor on another, `by_actor` all of one actor.

    `place` is the place of each event among all that were read (by its identity): what no day or hour orders
    stays in that order; `days` is each event's `range_of_days`. `foes` has for each actor those with whom it ever
    exchanged an act that opens war. `_met` keeps what `between` found.
    """

    deeds: tuple[Deed, ...]
    by_pair: dict[tuple[str, str], list[Deed]] = field(repr=False)
    by_actor: dict[str, list[Deed]] = field(repr=False)
    place: dict[int, int] = field(repr=False)
    foes: dict[str, list[str]] = field(repr=False)
    days: dict[int, tuple[Day, Day]] = field(repr=False)
    _met: dict[tuple[str, str, frozenset[str]], tuple[Deed, ...]] = field(default_factory=dict, repr=False)

    def between(self, a: str, b: str, kinds: frozenset[str]) -> tuple[Deed, ...]:
        """The acts of these kinds of `a` on `b` and of `b` on `a`, in the order in which they were read."""
        found = self._met.get((a, b, kinds))
        if found is None:
            met = [deed for pair in ((a, b), (b, a)) for deed in self.by_pair.get(pair, ())]
            met.sort(key=lambda deed: self.place[id(deed.event)])
            found = self._met[a, b, kinds] = tuple(deed for deed in met if deed.event.event in kinds)
        return found

    def enemies(self, actor: str) -> list[str]:
        """Everybody with whom `actor` ever exchanged an act that opens war."""
        return self.foes.get(actor, [])


def acts_of(dossiers: Iterable[Dossier]) -> Acts:
    """Every act in the records of `dossiers`, indexed.

    An act that two records tell alike (same kind, same day as written, same actor and target) counts once
    for each pair of actors: the record read first keeps it.
    """
    deeds: list[Deed] = []
    by_pair: dict[tuple[str, str], list[Deed]] = {}
    by_actor: dict[str, list[Deed]] = {}
    seen: set[tuple[str, str, str, object]] = set()
    for dossier in dossiers:
        for event in dossier.record:
            if event.event not in ACTS:
                continue
            deed = Deed(dossier, event)
            deeds.append(deed)
            for actor in event.by:
                by_actor.setdefault(actor, []).append(deed)
                for target in event.to:
                    told = (event.event, actor, target, _written_day(event))
                    if told not in seen:
                        seen.add(told)
                        by_pair.setdefault((actor, target), []).append(deed)
    place = {id(deed.event): number for number, deed in enumerate(deeds)}
    days = {id(deed.event): deed.range_of_days() for deed in deeds}
    return Acts(tuple(deeds), by_pair, by_actor, place, _foes(by_pair), days)


def _foes(by_pair: dict[tuple[str, str], list[Deed]]) -> dict[str, list[str]]:
    """For each actor everybody with whom it ever exchanged an act that opens war."""
    found: dict[str, dict[str, None]] = {}
    for (a, b), deeds in by_pair.items():
        if any(deed.event.event in OPENS_WAR for deed in deeds):
            found.setdefault(a, {})[b] = None
            found.setdefault(b, {})[a] = None
    return {actor: list(enemies) for actor, enemies in found.items()}


def came_before(world: World, one: Deed, other: Deed) -> bool | None:
    """Whether `one` was done before `other`: by the hour where both are known, else by the day; None if open."""
    if one.has_hour() and other.has_hour():
        first, second = one.instants(world), other.instants(world)
        if first.first < second.first:
            return True
        return False if first.first > second.first or first.end <= second.end else None
    day, other_day = one.day(world), other.day(world)
    if world.before(day, other_day):
        return True
    return None if not world.before(other_day, day) else False


def _written_day(event: Event) -> object:
    on = event.on
    moment = next(iter(on.choices.values())) if isinstance(on, Choice) else on
    return moment.first, moment.last
