"""What the questions about conduct share: all acts and duties of a library, and who may know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from foedus.answers.groundwork.asking import known_party
from foedus.answers.groundwork.readings import fixed_positions
from foedus.chronology.days import Day
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.law.case import Surroundings
from foedus.law.conduct.acts import Acts, acts_of
from foedus.law.conduct.touch import Duties, duties_of, parties_of
from foedus.law.life import Life, life
from foedus.worlds import Exploration, World, explore

T = TypeVar("T")


@dataclass(slots=True)
class Remembered:
    """A place in the tree of what a life asks: the next dispute, or the life that follows."""

    asks: tuple[str, tuple[str, ...]] | None = None
    then: dict[str, Remembered] = field(default_factory=dict)
    life: Life | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """A library as the questions about conduct see it, the positions fixed, and each treaty's surroundings.

    `left_out` names the dossiers that cannot be used, with their faults. `lives` remembers each treaty's life in
    one world while that world's question is answered.
    """

    library: Library
    dossiers: tuple[Dossier, ...]
    acts: Acts
    duties: Duties
    fixed: dict[str, str]
    left_out: tuple[str, ...] = ()
    lives: dict[str, Remembered] = field(default_factory=dict, repr=False, compare=False)

    def life(self, dossier: Dossier, world: World) -> Life:
        """The life of `dossier` in `world`, computed once for the positions that it asks.

        Its record has its own acts of war; those of others do not end it.
        """
        place = self.lives.setdefault(dossier.id, Remembered())
        while place.asks is not None:
            key, positions = place.asks
            place = place.then.setdefault(world.ask(key, positions), Remembered())
        if place.life is not None:
            # the positions are those of this world; what is asked further on is asked of it
            return replace(place.life, this=place.life.this._replace(world=world))
        world.heard = []
        found = life(dossier, world, Surroundings(self.library.find))
        heard, world.heard = world.heard, None
        if None not in heard:
            self._remember(dossier.id, heard, found)
        return found

    def _remember(self, key: str, heard: list[tuple[str, tuple[str, ...], str] | None], found: Life) -> None:
        place = self.lives[key]
        for asked in heard:
            assert asked is not None
            dispute, positions, position = asked
            if place.asks == (dispute, positions) or (place.asks is None and place.life is None):
                place.asks = (dispute, positions)
                place = place.then.setdefault(position, Remembered())
        place.life = found

    def explore(self, question: Callable[[World], T]) -> Exploration[T]:
        """`question` in every reading that the fixed positions leave."""
        return explore(question, self.fixed)


def conduct(
    library: Library, readings: Iterable[str] = (), known_to: str | None = None, on: Day | None = None
) -> Conduct:
    """The acts and duties of a library, as far as `known_to` could have known them on the day `on`.

    Without `known_to` everything is known. With it, an instrument (or duty) that was secret on `on` and not
    known to that actor is left out; a party knows its own treaties. Dossiers with errors are left out, and named.
    """
    who = None if known_to is None else known_party(known_to)
    usable, left_out = library.usable()
    visible = (dossier if who is None else as_known(dossier, who, on) for dossier in usable)
    dossiers = tuple(dossier for dossier in visible if dossier is not None)
    treaties = [dossier for dossier in dossiers if not dossier.is_chronicle]
    fixed = fixed_positions(readings, dossiers)
    return Conduct(library, dossiers, acts_of(dossiers), duties_of(treaties), fixed, left_out)


def as_known(dossier: Dossier, who: str, on: Day | None) -> Dossier | None:
    """The dossier as `who` could have known it on `on`: None if it was secret, its secret duties left out if not.

    An act that is secret until later is left out too.
    """
    if who in parties_of(dossier):
        return dossier
    for secrecy in dossier.secret:
        if who in secrecy.known_to or (on is not None and secrecy.until.first <= on):
            continue
        if secrecy.part is None:
            return None
    record = tuple(
        event
        for event in dossier.record
        if event.secret_until is None or (on is not None and event.secret_until.first <= on) or who in event.by
    )
    duties = tuple(duty for duty in dossier.terms.duties if not duty.secret)
    if len(record) == len(dossier.record) and len(duties) == len(dossier.terms.duties):
        return dossier
    terms = dossier.terms.model_copy(update={"duties": duties})
    return dossier.model_copy(update={"record": record, "terms": terms})
