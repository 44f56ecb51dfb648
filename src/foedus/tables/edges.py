"""Edges: spans of days with uncertain bounds, what two of them share, and what is left of one without another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.tables.obligations import Edge


def both(some: Iterable[Edge], others: list[Edge]) -> Iterator[Edge]:
    """The days in both of two lists of spans."""
    for a in some:
        for b in others:
            if (edge := meet(a, b)) is not None:
                yield edge


def meet(a: Edge, b: Edge) -> Edge | None:
    """The days in both of two spans, None if there can be none."""
    edge = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return edge if edge[0] < edge[3] else None


def without(edges: list[Edge], out: Iterable[Edge]) -> list[Edge]:
    """The days in `edges` that are in none of `out`."""
    for start, start_max, end, end_max in out:
        edges = list(both(edges, [(ALWAYS, ALWAYS, start, start_max), (end, end_max, FOREVER, FOREVER)]))
    return edges


def shown(day: int) -> int | None:
    """A day as tables carry it: None for one past either end of the calendar."""
    return None if day <= ALWAYS or day >= FOREVER else day
