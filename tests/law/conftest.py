"""What the tests of the law share: a dossier from short YAML, and its life in every reading, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from textwrap import dedent

import pytest

from foedus.chronology.days import ALWAYS, FOREVER, day, iso
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.case import ALONE, Surroundings
from foedus.law.life import Life, life
from foedus.worlds import AnyDay, World, explore


def _read(text: str) -> Dossier:
    loaded = load_text(dedent(text))
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return loaded.dossier


def _text(world: World, when: AnyDay | None) -> str:
    """ISO text of a day: `always`, `..` for no end, `a/b` for one that the world leaves open."""
    if when is None:
        return "never"
    first, last = world.bounds(when)
    if last <= ALWAYS:
        return "always"
    if first >= FOREVER:
        return ".."
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"


@dataclass(frozen=True)
class Lived:
    """The life of one treaty in one world, with its days as text."""

    life: Life
    world: World

    @property
    def enters(self) -> str:
        """The day of entry into force, or `never`."""
        return _text(self.world, self.life.entry.day)

    @property
    def ends(self) -> str:
        """The day of the end for all, or `..` while it goes on."""
        ending = self.life.ending
        return ".." if ending is None else _text(self.world, ending.day)

    @property
    def how(self) -> str | None:
        """How it ended for all."""
        return None if self.life.ending is None else self.life.ending.how.value

    @property
    def why(self) -> str:
        """Why it ended, all reasons; why it entered into force if it did not end."""
        ending = self.life.ending
        return str(self.life.entry.why if ending is None else ending.why)

    def bound(self, party: str) -> list[tuple[str, str]]:
        """The stints for which `party` is bound: first day in, first day out."""
        stints = self.life.stints.get(party, ())
        return [(_text(self.world, stint.start), _text(self.world, stint.end)) for stint in stints]

    def status(self, on: str, party: str | None = None) -> str:
        """The status on a day, of `party` or of the treaty as such."""
        return self.life.span_on(self.world, party, day(on)).status.value

    def statuses(self, party: str | None = None) -> list[tuple[str, str]]:
        """Every status with its first day, of `party` or of the treaty as such."""
        spans = self.life.overall if party is None else self.life.spans[party]
        return [(_text(self.world, span.start), span.status.value) for span in spans]


Read = Callable[[str], Dossier]
Live = Callable[..., Lived]
Readings = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def read() -> Read:
    """A dossier from YAML text."""
    return _read


@pytest.fixture(scope="session")
def live() -> Live:
    """The life of a dossier (or YAML text), with positions fixed, in the first world that this leaves."""

    def lived(dossier: Dossier | str, fixed: Mapping[str, str] | None = None, around: Surroundings = ALONE) -> Lived:
        world = World(fixed)
        return Lived(life(_read(dossier) if isinstance(dossier, str) else dossier, world, around), world)

    return lived


@pytest.fixture(scope="session")
def readings() -> Readings:
    """What a question answers in each reading: the positions taken, written `dispute=position`, to the answer."""

    def each(
        dossier: Dossier | str, question: Callable[[Lived], str], fixed: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        that = _read(dossier) if isinstance(dossier, str) else dossier
        exploration = explore(lambda world: question(Lived(life(that, world), world)), fixed)
        found: dict[str, str] = {}
        for path in exploration.paths:
            taken = [f"{key.removeprefix(that.id + '/')}={position}" for key, position in path.readings.items()]
            ranges = [f"{key.removeprefix(that.id + '/')}:{iso(a)}/{iso(b)}" for key, (a, b) in path.ranges.items()]
            found[" ".join([*taken, *ranges])] = path.value
        return found

    return each
