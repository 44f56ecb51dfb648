"""What the map of relations shows on a day, gathered from the ties: counts, an actor's ties, what changes when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlencode

from foedus.answers.relations import KINDS, Membership, Relation, Relations, Stretch
from foedus.chronology.days import ALWAYS, FOREVER, Day, iso
from foedus.web.asking import Asking

AT_FIRST = ("war", "alliance", "neutrality", "non-aggression")
"""The kinds of ties that are shown unless the address names others."""

LAST_CHANGES, NEXT_CHANGES = 7, 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks the map to show: the question, the time (years or dates), the kinds of ties, the
    treaties of many parties left out, the actor (or treaty) looked at."""

    asking: Asking
    start: str
    end: str
    kinds: tuple[str, ...] = AT_FIRST
    hidden: tuple[str, ...] = ()
    of: str = ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The names and values of the query string."""
        yield from self.asking.pairs()
        yield "from", self.start
        yield "to", self.end
        if self.kinds != AT_FIRST:
            yield from (("kind", kind) for kind in self.kinds)
        yield from (("hide", treaty) for treaty in self.hidden)
        if self.of:
            yield "of", self.of

    def link(self, path: str = "/relations", **changed: str) -> str:
        """An address of the map with `on`, `of`, `start` or `end` changed."""
        other = self
        if "on" in changed:
            other = replace(other, asking=other.asking.at(changed.pop("on")))
        return f"{path}?{urlencode(list(replace(other, **changed).pairs()))}"  # type: ignore[arg-type]


class Ended(NamedTuple):
    """A change: the day, whether a tie begins or ends there, its kind, what makes it, and between whom."""

    day: Day
    begins: bool
    kind: str
    by: str
    title: str
    who: tuple[str, ...]

    @property
    def on(self) -> str:
        """The day as ISO."""
        return iso(self.day)


class Tied(NamedTuple):
    """A tie as a list tells of it: with whom (several for a treaty of many parties), by what, since when, how sure."""

    kind: str
    others: tuple[str, ...]
    by: str
    title: str
    binds: tuple[str, ...]
    stretch: Stretch
    wide: bool

    @property
    def since(self) -> str:
        """The first day as ISO, or "" if no beginning is on record."""
        return iso(self.stretch.start) if self.stretch.start > ALWAYS else ""

    @property
    def until(self) -> str:
        """The first day on which it no longer holds as ISO, or ""."""
        return iso(self.stretch.end) if self.stretch.end < FOREVER else ""


def address_of(by: str, asking: Asking, on: str) -> str:
    """The page of the treaty, or of the act's dossier, that makes a tie."""
    return asking.at(on).unchanged().open_minded().link(f"/treaty/{by.partition('/')[0]}")


def wide_of(found: Relations) -> dict[str, Membership]:
    """The treaties of many parties, each with one of its members."""
    wide: dict[str, Membership] = {}
    for member in found.members:
        wide.setdefault(member.treaty, member)
    return wide


def ties_of(found: Relations, who: str, on: Day, chosen: Chosen) -> list[Tied]:
    """The ties of one actor (or the members of one treaty) on a day, by kind; those of one treaty of many parties
    together."""
    wide = wide_of(found)
    told: list[Tied] = []
    together: dict[tuple[str, str, Stretch], list[Relation]] = {}
    for tie, stretch in found.on(on):
        if who not in (tie.a, tie.b) or tie.kind not in chosen.kinds or tie.by in chosen.hidden:
            continue
        if tie.by in wide:
            together.setdefault((tie.by, tie.kind, stretch), []).append(tie)
        else:
            other = tie.b if tie.a == who else tie.a
            told.append(Tied(tie.kind, (other,), tie.by, tie.title, tie.binds, stretch, False))
    for (by, kind, stretch), ties in together.items():
        others = tuple(sorted((tie.b if tie.a == who else tie.a for tie in ties), key=lambda key: found.names[key]))
        told.append(Tied(kind, others, by, ties[0].title, (), stretch, True))
    return sorted(told, key=lambda tied: (KINDS.index(tied.kind), tied.wide, found.names[tied.others[0]]))


def members_on(found: Relations, treaty: str, on: Day) -> list[tuple[str, Stretch]]:
    """Those for whom a treaty of many parties is in force on a day."""
    return [
        (member.party, stretch)
        for member in found.members
        if member.treaty == treaty
        for stretch in member.stretches
        if stretch.start <= on < stretch.end
    ]


def table_of(found: Relations, on: Day, chosen: Chosen) -> list[tuple[Relation, Stretch]]:
    """The ties of a day that the map shows, those of treaties of many parties left out (they are told by treaty)."""
    wide = wide_of(found)
    return [(tie, part) for tie, part in found.on(on) if tie.kind in chosen.kinds and tie.by not in wide]


def counts(found: Relations, on: Day, chosen: Chosen) -> dict[str, int]:
    """How many pairs of actors have a tie of each kind on a day, whatever makes it."""
    pairs: dict[str, set[tuple[str, str]]] = {kind: set() for kind in chosen.kinds}
    for tie, _ in found.on(on):
        if tie.kind in pairs and tie.by not in chosen.hidden:
            pairs[tie.kind].add((tie.a, tie.b))
    return {kind: len(those) for kind, those in pairs.items()}


def changes(found: Relations, chosen: Chosen) -> list[Ended]:
    """Every day within the time on which a tie that the map shows begins or ends, in order, alike ties together."""
    wide = wide_of(found)
    who: dict[tuple[Day, bool, str, str, str], dict[str, None]] = {}
    for tie in found.ties:
        if tie.kind in chosen.kinds and tie.by not in wide:
            for begins, day in _ends(tie.stretches, found):
                who.setdefault((day, begins, tie.kind, tie.by, tie.title), {}).update({tie.a: None, tie.b: None})
    for member in found.members:
        kind = next((kind for kind in member.kinds if kind in chosen.kinds), None)
        if kind is not None and member.treaty not in chosen.hidden:
            for begins, day in _ends(member.stretches, found):
                who.setdefault((day, begins, kind, member.treaty, member.title), {})[member.party] = None
    return sorted(Ended(*key, tuple(actors)) for key, actors in who.items())


def _ends(stretches: tuple[Stretch, ...], found: Relations) -> Iterator[tuple[bool, Day]]:
    """The days on which a tie begins or ends: not those on which only the readings that have it change."""
    if not stretches:
        return
    joints = {one.end for one, other in pairwise(stretches) if one.end == other.start}
    for stretch in stretches:
        for begins, day in ((True, stretch.start), (False, stretch.end)):
            if day not in joints and found.first <= day <= found.last:
                yield begins, day


def around(all_changes: list[Ended], on: Day) -> tuple[list[Ended], list[Ended]]:
    """The last changes up to a day, the latest first, and the next ones after it."""
    past = [change for change in all_changes if change.day <= on]
    return past[: -LAST_CHANGES - 1 : -1], [change for change in all_changes if change.day > on][:NEXT_CHANGES]


def liveliest(all_changes: Iterable[Ended]) -> Day | None:
    """The last day of the month in which most ties change; None if none does."""
    months: dict[tuple[int, int], int] = {}
    for change in all_changes:
        when = date.fromordinal(change.day)
        months[when.year, when.month] = months.get((when.year, when.month), 0) + len(change.who)
    if not months:
        return None
    year, month = max(months, key=lambda key: (months[key], (-key[0], -key[1])))
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date(9999, 12, 31)
    return after.toordinal() - 1


def parameter(name: str, text: str) -> str:
    """A further parameter of an address that has some already."""
    return f"&{urlencode({name: text})}"
