"""War: who fought whom from when to when, and who began it, derived from acts."""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.days import FOREVER
from foedus.law.conduct.acts import ENDS_FIGHTING, OPENS_WAR, Acts, Deed
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, World


class Fighting(NamedTuple):
    """One time of hostilities between two actors: from `start` to the day before `end`, begun by `opener`."""

    opener: str
    other: str
    start: AnyDay
    end: AnyDay
    opened_by: Deed
    closed_by: Deed | None

    def why(self, world: World) -> Reason:
        """The reason: the act that began it, and the one that ended it."""
        because = (self.opened_by.why(world), *((self.closed_by.why(world),) if self.closed_by else ()))
        return computed("{0} at war with {1} from {2:day}", self.opener, self.other, self.start, because=because)


def fighting(world: World, acts: Acts, a: str, b: str) -> list[Fighting]:
    """Every time of hostilities between `a` and `b`, earliest first.

    An attack or a declaration of war opens one (a declaration from the day that it names); an armistice, a
    surrender, a peace or a recorded end of war closes it. An act on a day on which both happen opens.
    """
    dated: list[tuple[AnyDay, Deed]] = []
    for deed in acts.between(a, b, OPENS_WAR | ENDS_FIGHTING):
        day = deed.effective(world) if deed.event.event != "attack" else deed.day(world)
        place = len(dated)
        while place and world.before(day, dated[place - 1][0]):
            place -= 1
        dated.insert(place, (day, deed))
    found: list[Fighting] = []
    open_: tuple[AnyDay, Deed] | None = None
    for day, deed in dated:
        if deed.event.event in OPENS_WAR:
            open_ = open_ or (day, deed)
        elif open_ is not None:
            opener = a if a in open_[1].event.by else b
            found.append(Fighting(opener, b if opener == a else a, open_[0], day, open_[1], deed))
            open_ = None
    if open_ is not None:
        opener = a if a in open_[1].event.by else b
        found.append(Fighting(opener, b if opener == a else a, open_[0], FOREVER, open_[1], None))
    return found


def war_on(world: World, acts: Acts, a: str, b: str, when: AnyDay) -> Fighting | None:
    """The hostilities between `a` and `b` that go on (or begin) on `when`, or None."""
    for war in fighting(world, acts, a, b):
        if not world.before(when, war.start) and world.before(when, war.end):
            return war
    return None


def enemies_on(world: World, acts: Acts, actor: str, when: AnyDay) -> list[Fighting]:
    """All hostilities of `actor` that go on on `when`."""
    found = (war_on(world, acts, actor, enemy, when) for enemy in acts.enemies(actor))
    return [war for war in found if war is not None]
