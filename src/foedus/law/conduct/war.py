"""War: who fought whom from when to when, and who began it, derived from acts."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from foedus.chronology.days import FOREVER, Day
from foedus.law.conduct.acts import ENDS_FIGHTING, OPENS_WAR, Acts, Deed, came_before
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, Floating, World


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
    surrender, a peace or a recorded end of war closes it. Acts of one day go by their hours, where these are
    known, and else in the order of the record. A war of which a chronicle tells the beginning and no record the
    end is known of to the last day that the chronicle covers, not for ever.
    """
    dated: list[tuple[AnyDay, Deed]] = []
    for deed in acts.between(a, b, OF_WAR):
        day = _day(world, deed)
        place = len(dated)
        while place and world.before(day, dated[place - 1][0]):
            place -= 1
        dated.insert(place, (day, deed))
    dated = _by_hour(world, dated)
    found: list[Fighting] = []
    open_: tuple[AnyDay, Deed] | None = None
    for day, deed in dated:
        if deed.event.event in OPENS_WAR:
            if open_ is not None and _out_of_sight(open_[1], acts.days[id(deed.event)][0]):
                found.append(_war(a, b, open_, known_until(open_[1]) + 1, None))
                open_ = None
            open_ = open_ or (day, deed)
        elif open_ is not None:
            found.append(_war(a, b, open_, day, deed))
            open_ = None
    if open_ is not None:
        known = known_until(open_[1])
        found.append(_war(a, b, open_, FOREVER if known == FOREVER else known + 1, None))
    return found


def _war(a: str, b: str, opened: tuple[AnyDay, Deed], end: AnyDay, closed_by: Deed | None) -> Fighting:
    start, deed = opened
    opener = a if a in deed.event.by else b
    return Fighting(opener, b if opener == a else a, start, end, deed, closed_by)


def known_until(opened_by: Deed) -> Day:
    """The last day for which the record that tells of an act is complete; FOREVER if it sets itself no end."""
    covers_to = opened_by.dossier.covers_to
    return FOREVER if covers_to is None else covers_to.last


def _out_of_sight(opened_by: Deed, when: Day) -> bool:
    """Whether a war that `opened_by` began and nothing has ended is no longer told of on `when`."""
    return when > known_until(opened_by)


def war_on(world: World, acts: Acts, a: str, b: str, when: AnyDay) -> Fighting | None:
    """The hostilities between `a` and `b` that go on (or begin) on `when`, or None.

    The day of an act is asked of `world` only if it is disputed and decides: whether it came before `when`, or
    before another act. How the war ended after `when` is not looked at.
    """
    if not isinstance(when, int):
        return _on(world, fighting(world, acts, a, b), when)
    past: list[tuple[Day, Day, AnyDay, Deed]] = []
    to_come: list[tuple[Day, Deed]] = []
    for deed in acts.between(a, b, OF_WAR):
        first, last = acts.days[id(deed.event)]
        if first > when or (last > when and world.before(when, _day(world, deed))):
            to_come.append((first, deed))
            continue
        past.append((first, last, first if first == last else Floating(deed.key, first, last), deed))
    if not past:
        return None
    past.sort(key=_first)
    if any(one[0] == other[0] for one, other in pairwise(past)):
        ordered = _by_hour(world, [(day, deed) for _, _, day, deed in past])
        past = [(*acts.days[id(deed.event)], day, deed) for day, deed in ordered]
    if any(one[1] >= other[0] for one, other in pairwise(past) if one[0] < one[1] or other[0] < other[1]):
        return _on(world, fighting(world, acts, a, b), when)
    open_: tuple[AnyDay, Deed] | None = None
    for first, _, day, deed in past:
        if deed.event.event not in OPENS_WAR or (open_ is not None and _out_of_sight(open_[1], first)):
            open_ = None
        open_ = (open_ or (day, deed)) if deed.event.event in OPENS_WAR else None
    if open_ is None:
        return None
    if _out_of_sight(open_[1], when):
        upcoming = min(to_come, key=lambda dated: dated[0], default=None)
        if upcoming is None or upcoming[1].event.event in OPENS_WAR:
            return None  # the record of the war ends before `when`, and no other tells that it still went on
    return _war(a, b, open_, FOREVER, None)


def _by_hour(world: World, dated: list[tuple[AnyDay, Deed]]) -> list[tuple[AnyDay, Deed]]:
    """Acts in the order of their days, those of one and the same day by their hours where they are known."""
    found = list(dated)
    for place in range(1, len(found)):
        here = place
        while here and _earlier_that_day(world, found[here], found[here - 1]):
            found[here - 1], found[here] = found[here], found[here - 1]
            here -= 1
    return found


def _earlier_that_day(world: World, one: tuple[AnyDay, Deed], other: tuple[AnyDay, Deed]) -> bool:
    (day, deed), (other_day, other_deed) = one, other
    if day != other_day or not isinstance(day, int) or not (deed.has_hour() and other_deed.has_hour()):
        return False
    if deed.event.effective is not None or other_deed.event.effective is not None:
        return False  # the day that an act names has no hour
    first, second = deed.hours(), other_deed.hours()
    if first[1] < second[0] or second[1] <= first[0]:
        return first[1] < second[0]
    return deed.instants(world).first < other_deed.instants(world).first


def attacked_before(world: World, acts: Acts, war: Fighting, deed: Deed) -> Deed | None:
    """The first attack in `war` that surely came before `deed`, or None."""
    for act in acts.between(war.opener, war.other, ATTACK):
        if act.event is deed.event or world.before(act.day(world), war.start):
            continue
        if came_before(world, act, deed):
            return act
    return None


def closed_between(world: World, acts: Acts, one: Deed, other: Deed, a: str, b: str) -> bool:
    """Whether an act that ends hostilities between `a` and `b` lies between two acts."""
    for act in acts.between(a, b, ENDS_FIGHTING):
        day = act.effective(world)
        if not world.before(day, one.day(world)) and world.before(day, other.day(world)):
            return True
    return False


ATTACK = frozenset({"attack"})
OF_WAR = OPENS_WAR | ENDS_FIGHTING


def _on(world: World, wars: list[Fighting], when: AnyDay) -> Fighting | None:
    return next((w for w in wars if not world.before(when, w.start) and world.before(when, w.end)), None)


def _first(dated: tuple[Day, Day, AnyDay, Deed]) -> tuple[Day, Day]:
    return dated[:2]


def _day(world: World, deed: Deed) -> AnyDay:
    """The day from which an act opens or closes hostilities."""
    return deed.day(world) if deed.event.event == "attack" else deed.effective(world)


def enemies_on(world: World, acts: Acts, actor: str, when: AnyDay) -> list[Fighting]:
    """All hostilities of `actor` that go on on `when`."""
    found = (war_on(world, acts, actor, enemy, when) for enemy in acts.enemies(actor))
    return [war for war in found if war is not None]
