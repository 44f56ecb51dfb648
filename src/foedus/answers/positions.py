"""The positions that can be taken on disputed points, wherever these stand: to offer them as a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.dossier.library import Library
from foedus.law.defaults import RULES


class Position(NamedTuple):
    """One position: its name, and who holds it (of a rule of law: what it says)."""

    name: str
    held_by: str


class Point(NamedTuple):
    """A disputed point: its full key (`TREATY/DISPUTE` or `law/RULE`), what it asks, its positions."""

    key: str
    question: str
    positions: tuple[Position, ...]


def points_of(library: Library, keys: Iterable[str], treaty: str = "") -> tuple[Point, ...]:
    """The points with these keys; one without a scope is a dispute of `treaty`.

    A key that is no dispute and no rule (a day that is not known exactly) has no positions and is left out.
    """
    found: dict[str, Point] = {}
    for written in keys:
        key = written if "/" in written else f"{treaty}/{written}"
        scope, _, name = key.partition("/")
        if scope == "law" and name in RULES:
            rule = RULES[name]
            positions = tuple(Position(position, says) for position, says in rule.positions.items())
            found[key] = Point(key, rule.question, positions)
        elif (dossier := library.find(scope)) is not None and name in dossier.disputes:
            dispute = dossier.disputes[name]
            positions = tuple(Position(position, "; ".join(of.held_by)) for position, of in dispute.positions.items())
            found[key] = Point(key, dispute.question, positions)
    return tuple(found.values())
