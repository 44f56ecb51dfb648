"""What every question shares: the treaty asked about, its surroundings, the day, the positions fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from foedus.answers.groundwork.readings import fixed_positions, short_name
from foedus.chronology.clocks import instants, local_day
from foedus.chronology.moments import Moment, parse_moment
from foedus.dossier.actors import actor, find
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.errors import QuestionError, UnknownActor
from foedus.law.case import Surroundings
from foedus.law.defaults import DAY_OF_EXPIRY, DAY_OF_THE_ACT
from foedus.law.ends import HOSTILE, Ending
from foedus.law.life import Life, life
from foedus.law.status import StatusSpan
from foedus.reasons import Reason
from foedus.worlds import AnyDay, Choice, Exploration, Floating, World, explore

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A treaty as a question is asked about it: its dossier, what surrounds it, the positions fixed.

    `near` are the other dossiers whose disputes the question may meet, `later` the treaties that follow this one
    on its subject.
    """

    dossier: Dossier
    around: Surroundings
    fixed: dict[str, str]
    near: tuple[Dossier, ...] = ()
    later: tuple[Dossier, ...] = ()

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        """The dossier asked about and those near it."""
        return (self.dossier, *self.near, *self.later)

    def life(self, world: World) -> Life:
        """The treaty's life in `world`."""
        return life(self.dossier, world, self.around)

    def explore(self, question: Callable[[World], T]) -> Exploration[T]:
        """`question` in every reading that the fixed positions leave."""
        return explore(question, self.fixed)

    def name(self, key: str) -> str:
        """A dispute's key without the treaty's own id."""
        return short_name(self.dossier)(key)


def ask(library: Library, treaty: str, readings: Iterable[str] = ()) -> Asked:
    """The treaty with the id `treaty`, ready to be asked about.

    Raises QuestionError for an unknown treaty, dispute or position, and for a chronicle, which has no life;
    DossierError if its dossier cannot be used.
    """
    dossier = library[treaty]
    if dossier.is_chronicle:
        raise QuestionError(f"{treaty} is a chronicle of acts, not a treaty: it has no status of its own")
    near = tuple(_standing_by(library, dossier))
    around = Surroundings(library.find, tuple(act for other in near for act in acts_of_war(other)))
    return Asked(dossier, around, fixed_positions(readings, [dossier, *near]), near)


def _standing_by(library: Library, dossier: Dossier) -> Iterator[Dossier]:
    """The other dossiers that bear on one: those whose life it may share, and those whose acts it names."""
    shared = dossier.terms.shares_life_of
    named = [] if shared is None else list(shared.choices.values()) if isinstance(shared, Choice) else [shared]
    for key in dict.fromkeys((*dossier.acts_of, *named)):
        other = library.find(key)
        if other is not None:
            yield other


def acts_of_war(other: Dossier) -> Iterator[Event]:
    """The acts of war of another dossier, without what they did to that treaty: here the law says what they do."""
    for event in other.record:
        if event.event in HOSTILE:
            yield event.model_copy(update={"effect": "by_clause"})


def when(text: str) -> Moment:
    """The moment that a question asks about, in EDTF. Raises TimeTextError (a ValueError) if it is none."""
    return parse_moment(text)


def day_asked(moment: Moment, zone: str | None = None) -> AnyDay:
    """The day asked about; one that floats if the question names a range, such as a month.

    A clock time with an offset or zone of its own is put on the calendar of `zone`, by which a treaty's days
    are counted: 23:00 UTC on 31 January is 1 February in Brussels.
    """
    if moment.clock is not None and zone is not None and (moment.clock.zone or moment.clock.offset_minutes is not None):
        return local_day(instants(moment).first, zone)
    return moment.first if moment.is_exact else Floating("on", moment.first, moment.last)


def known_party(text: str, dossier: Dossier | None = None) -> str:
    """The id of the party that `text` names: an id or a name, of the dossier or of the register.

    Raises QuestionError if the register (and the dossier) know no such actor.
    """
    if dossier is not None and (own := _declared(text, dossier)) is not None:
        return own
    try:
        return find(text).id
    except UnknownActor as error:
        raise QuestionError(str(error)) from None


def party_in(library: Library, text: str) -> str:
    """The id of the party that `text` names: in the register, else as a dossier of the library declares it.

    Raises QuestionError if neither knows such an actor.
    """
    try:
        return find(text).id
    except UnknownActor as error:
        for dossier in library.usable()[0]:
            if (own := _declared(text, dossier)) is not None:
                return own
        raise QuestionError(str(error)) from None


def _declared(text: str, dossier: Dossier) -> str | None:
    """The id of the actor that a dossier declares with this id or name."""
    if text in dossier.actors:
        return text
    name = text.casefold()
    return next((key for key, local in dossier.actors.items() if local.name.casefold() == name), None)


def party_name(key: str, dossier: Dossier | None = None) -> str:
    """The short name of an actor for people."""
    if dossier is not None and key in dossier.actors:
        return dossier.actors[key].name
    try:
        return actor(key).short
    except UnknownActor:
        return key


def span_asked(
    asked: Asked, lived: Life, world: World, party: str | None, moment: Moment
) -> tuple[StatusSpan, Ending | None, tuple[Reason, ...]]:
    """The span of status at the moment asked, how the current time of being bound ends, and further reasons.

    Where the hour of the act that begins, suspends or ends it and the hour asked about are both known, they
    decide. Of a whole day on which an act suspends or ends it, and of the day of expiry, a rule says what holds.
    """
    day = day_asked(moment, asked.dossier.reference_zone)
    span = lived.span_on(world, party, day)
    ending = lived.ending_of(party, world, day)
    if not isinstance(day, int):
        return span, ending, ()
    if ending is None and party is not None:
        ending = lived.ending_of(party, world, day + 1)
    for on, act, begins in _turns(lived, party, ending):
        if abs(day - on) > 1:
            continue
        after = _not_before_the_act(asked, world, act, moment)
        if after is not None:
            return lived.span_on(world, party, max(day, on) if after else min(day, on - 1)), ending, ()
        if day == on and not begins:
            position = DAY_OF_THE_ACT.decide(world)
            before = lived.span_on(world, party, day - 1) if position == "until-the-act" else span
            return before, ending, (DAY_OF_THE_ACT.reason(position),)
    if ending is not None and ending.expires and day == ending.day:
        position = DAY_OF_EXPIRY.decide(world)
        told = lived.span_on(world, party, day - 1) if position == "in-force" else span
        return told, ending, (DAY_OF_EXPIRY.reason(position),)
    return span, ending, ()


def _turns(lived: Life, party: str | None, ending: Ending | None) -> Iterator[tuple[int, Event, bool]]:
    """The known days on which an act turns the status in their course: the day, the act, whether it begins it."""
    if lived.entry.act is not None and isinstance(lived.entry.day, int):
        yield lived.entry.day, lived.entry.act, True
    stints = lived.stints.get(party, ()) if party is not None else next(iter(lived.stints.values()), ())
    for stint in stints:
        for suspension in stint.suspensions:
            if suspension.act is not None and isinstance(suspension.start, int):
                yield suspension.start, suspension.act, False
    if ending is not None and ending.by_act and ending.act is not None and isinstance(ending.day, int):
        yield ending.day, ending.act, False


def _not_before_the_act(asked: Asked, world: World, act: Event, moment: Moment) -> bool | None:
    """Whether the hour asked about is not before the act; None if an hour is not known."""
    if moment.clock is None:
        return None
    done = world.value(act.on)
    if done.clock is None:
        return None
    begun = instants(done, act.zone or asked.dossier.reference_zone)
    return instants(moment, asked.dossier.reference_zone).first >= begun.first


def events_by_name(dossier: Dossier, name: str) -> list[Event]:
    """The events that `name` names: the one with that id, else all of that kind, or of them the one whose place
    in the record it gives (`ratification:2` is the second)."""
    exact = [event for event in dossier.record if event.id == name]
    if exact:
        return exact
    kind, _, place = name.partition(":")
    alike = [event for event in dossier.record if event.event == kind]
    if not place:
        return alike
    return alike[int(place) - 1 : int(place)] if place.isdecimal() and place != "0" else []


def status_words(told: Iterable[str]) -> str:
    """Statuses that differ by reading, as one text."""
    return " or ".join(told)
