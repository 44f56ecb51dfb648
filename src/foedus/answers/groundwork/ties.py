"""What ties two actors on a day, in every reading; what no reading changes is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from foedus.answers.groundwork.conduct import Conduct
from foedus.law.conduct.ties import Alliances, Bond, Tie, alliances_of, allied, bound
from foedus.law.conduct.war import Fighting, war_on
from foedus.reasons import Reason, absence, computed
from foedus.worlds import AnyDay, World

T = TypeVar("T")


class Tied(NamedTuple):
    """The tie of two actors, the treaties or the act that make it, whom they bind, and why."""

    tie: Tie
    by: tuple[str, ...]
    binds: tuple[str, ...]
    why: Reason


@dataclass(slots=True)
class Ties:
    """The ties of a library's actors on the day `on`.

    Wars, alliances and bonds that come out alike in every reading are remembered, so that a question about
    many pairs asks its world for the others alone.
    """

    around: Conduct
    on: AnyDay
    alliances: Alliances = field(init=False)
    settled: dict[tuple[str, str, str], object] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.alliances = alliances_of(self.around.dossiers, self.around.acts)

    def war(self, world: World, a: str, b: str) -> Fighting | None:
        """The hostilities between `a` and `b` that go on on the day, or None."""
        if b not in self.around.acts.enemies(a):
            return None
        return self._settle("war", a, b, world, lambda that: war_on(that, self.around.acts, a, b, self.on))

    def alliance(self, world: World, a: str, b: str) -> Bond | None:
        """An alliance in force between `a` and `b`, the one of fewest parties, or None."""
        if not self.alliances.possible(a, b):
            return None
        return self._settle("alliance", a, b, world, lambda that: next(iter(self._allied(that, a, b)), None))

    def bond(self, world: World, a: str, b: str) -> Bond | None:
        """A duty in force that keeps one of the two from attacking the other, or None."""
        return self._settle("bond", a, b, world, lambda that: next(iter(self._bound(that, a, b)), None))

    def _settle(self, what: str, a: str, b: str, world: World, find: Callable[[World], T | None]) -> T | None:
        first, second = sorted((a, b))
        key = what, first, second
        if key not in self.settled:
            found = self.around.explore(find)
            alike = len(found.paths) == 1 or len({path.value is None for path in found.paths}) == 1
            self.settled[key] = found.paths[0].value if alike else _OPEN
        known = self.settled[key]
        return find(world) if known is _OPEN else known  # type: ignore[return-value]

    def tied(self, world: World, a: str, b: str) -> Tied:
        """What ties `a` and `b` in one world: war before alliance, alliance before a duty not to attack."""
        war = self.war(world, a, b)
        if war is not None:
            return Tied(Tie.AT_WAR, (war.opened_by.key,), (), war.why(world))
        allies = tuple(self._allied(world, a, b)) if self.alliance(world, a, b) is not None else ()
        if allies:
            return _by(Tie.ALLIED, allies)
        bonds = tuple(self._bound(world, a, b)) if self.bond(world, a, b) is not None else ()
        if bonds:
            return _by(Tie.BOUND, bonds)
        return Tied(Tie.UNBOUND, (), (), absence("no war, alliance or duty not to attack is on record between them"))

    def plain_tie(self, world: World, a: str, b: str) -> Tie:
        """The tie of `a` and `b` in one world, asking no more than it takes to tell which."""
        if self.war(world, a, b) is not None:
            return Tie.AT_WAR
        if self.alliance(world, a, b) is not None:
            return Tie.ALLIED
        return Tie.UNBOUND if self.bond(world, a, b) is None else Tie.BOUND

    def _allied(self, world: World, a: str, b: str) -> list[Bond]:
        return list(allied(self.around.life, world, self.alliances, a, b, self.on))

    def _bound(self, world: World, a: str, b: str) -> list[Bond]:
        return list(bound(self.around.life, world, self.around.duties, a, b, self.on))


_OPEN = object()


def _by(tie: Tie, bonds: tuple[Bond, ...]) -> Tied:
    by = tuple(dict.fromkeys(bond.name for bond in bonds))
    binds = tuple(dict.fromkeys(bond.bearer for bond in bonds if bond.bearer))
    titles = ", ".join(dict.fromkeys(bond.title for bond in bonds))
    why = computed("{0} by {1}", tie.value, titles, because=tuple(bond.why for bond in bonds))
    return Tied(tie, by, binds, why)
