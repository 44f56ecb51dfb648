"""Obligations: what a treaty makes one party promise another, in the types of the field's data sets, in one world.

The types are ATOP's five (`law.conduct.categories`); a set of them is kept as bits, as tables carry it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.dossier.duties import Duty
from foedus.law.conduct.categories import Atop, atop_of
from foedus.law.conduct.own_time import own_span
from foedus.law.life import Life
from foedus.worlds import World

IN_FORCE = 1
BITS: dict[Atop, int] = {"defence": 2, "offence": 4, "neutrality": 8, "non-aggression": 16, "consultation": 32}
"""The bit of each type; bit 1 says that the treaty is in force at all."""

COLUMNS = {"defense": 2, "offense": 4, "neutral": 8, "nonagg": 16, "consul": 32}
"""The names that ATOP's data give the types."""

Edge = tuple[int, int, int, int]
"""A span of days with uncertain bounds: earliest and latest start, earliest and latest end (half open)."""


class Promise(NamedTuple):
    """What a duty promises: by whom (None: each party), to whom (None: the others), which types (0: none of them).

    `time` is the span in which it binds if that is not the treaty's.
    """

    by: frozenset[str] | None
    to: frozenset[str] | None
    bits: int
    time: Edge | None = None

    def binds(self, one: str, other: str) -> bool:
        """Whether `one` promises it to `other`."""
        return (self.by is None or one in self.by) and (self.to is None or other in self.to)


Owed = tuple[tuple[str, Promise], ...]
"""Each duty of a treaty by id, and what it promises (several times if its bearers are bound at different times)."""


def owed(lived: Life, world: World) -> Owed:
    """What the duties of a treaty promise in one world; those that bind by politics alone are no promises in law."""
    found: list[tuple[str, Promise]] = []
    for duty in lived.dossier.terms.duties:
        if world.value(duty.binding) == "politically":
            continue
        by = None if duty.bearer == "each" else frozenset(duty.bearer)
        to = frozenset(duty.toward) if isinstance(duty.toward, tuple) else None
        bits = bits_of(duty, world)
        if duty.lasts is None:
            found.append((duty.id, Promise(by, to, bits)))
            continue
        for name in lived.stints if by is None else sorted(by):  # until when it binds may hang on who bears it
            time = _time(lived, world, duty, name)
            if time is not None:
                found.append((duty.id, Promise(frozenset((name,)), to, bits, time)))
    return tuple(found)


def together(all_owed: Owed) -> tuple[Promise, ...]:
    """The promises that are of some type, those that bind the same to the same at the same time as one."""
    found: dict[Promise, int] = {}
    for _, promise in all_owed:
        if promise.bits:
            key = promise._replace(bits=0)
            found[key] = found.get(key, 0) | promise.bits
    return tuple(promise._replace(bits=bits) for promise, bits in found.items())


def bits_of(duty: Duty, world: World) -> int:
    """The types of one duty in one world; the world is asked only if its positions come to different types."""
    sure, in_some = atop_of(duty)
    if sure != in_some:
        sure, _ = atop_of(duty.model_copy(update={"when": world.value(duty.when)}))
    return as_bits(sure)


def as_bits(types: Iterable[Atop]) -> int:
    """Types as bits."""
    return sum({BITS[name] for name in types})


def names_of(bits: int) -> list[str]:
    """The types in `bits`, as ATOP's data name them."""
    return [name for name, bit in COLUMNS.items() if bits & bit]


def cow_type(bits: int) -> int:
    """The COW type of what `bits` promise: 1 a defence pact, 2 neutrality or non-aggression, 3 an entente, 0 none.

    As in `law.conduct.categories`: the gravest promise decides.
    """
    return 1 if bits & 6 else 2 if bits & 24 else 3 if bits & 32 else 0


def _time(lived: Life, world: World, duty: Duty, bearer: str) -> Edge | None:
    start, end = own_span(lived, world, duty, bearer)
    if start is None:
        return None
    return (*world.bounds(start), *world.bounds(end))
