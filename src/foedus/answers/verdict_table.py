"""The verdicts on an act side by side: a row for each duty that it touches, a column for each way of reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from foedus.answers.groundwork.conditions import without_full
from foedus.answers.groundwork.finding import Answer, Finding, Reading

MOST_WAYS = 400
"""Of so many ways in which the duties of one treaty can be read together at most, columns are made."""

Duty = tuple[str, str, tuple[str, ...]]
"""A row: the duty's id, its bearer, those toward whom it is judged alike."""


class Row(NamedTuple):
    """One duty, and the answer that each column has on it."""

    bearer: str
    toward: tuple[str, ...]
    duty: str
    article: str | None
    says: str
    answers: tuple[Answer, ...]


class Columns(NamedTuple):
    """The verdicts under one treaty: the readings of each column ({} alone: every reading), and the rows.

    Without `columns` the duties can be read in more ways than a table shows; then each row has its own answers.
    """

    treaty: str
    title: str
    columns: tuple[tuple[Reading, ...], ...]
    rows: tuple[Row, ...]


def verdict_table(finding: Finding) -> tuple[Columns, ...]:
    """The answers of `judge` by treaty, as a table of duties against readings.

    Columns are the groups of readings in which every duty of the treaty has one verdict and two groups differ in
    one at least; their readings are cut to what they ask for. Duties of one kind that are judged alike toward
    several stand in one row.
    """
    by_treaty: dict[str, list[Answer]] = {}
    for answer in finding.answers:
        by_treaty.setdefault(answer.value["treaty"], []).append(answer)
    return tuple(_columns(treaty, answers) for treaty, answers in by_treaty.items())


def _columns(treaty: str, answers: list[Answer]) -> Columns:
    duties = _rows(answers)
    ways: list[tuple[dict[str, str], tuple[Answer, ...]]] = [({}, ())]
    for _, told in duties:
        ways = [
            ({**way, **reading}, (*met, answer))
            for way, met in ways
            for answer in told
            for reading in answer.readings
            if _agree(way, reading)
        ]
        if len(ways) > MOST_WAYS:
            rows = tuple(_row(key, told, tuple(told)) for key, told in duties)
            return Columns(treaty, answers[0].value["title"], (), rows)
    groups: dict[tuple[str, ...], list[tuple[dict[str, str], tuple[Answer, ...]]]] = {}
    for way, met in ways:
        groups.setdefault(tuple(answer.value["verdict"] for answer in met), []).append((way, met))
    options = _options(way for way, _ in ways)
    columns = tuple(tuple(_least((way for way, _ in group), options)) for group in groups.values())
    met_first = [group[0][1] for group in groups.values()]
    rows = tuple(_row(key, told, tuple(met[place] for met in met_first)) for place, (key, told) in enumerate(duties))
    return Columns(treaty, answers[0].value["title"], columns, rows)


def _rows(answers: Iterable[Answer]) -> list[tuple[Duty, list[Answer]]]:
    """The answers by duty and bearer; toward several, where they are alike, once."""
    each: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in answers:
        value = answer.value
        each.setdefault((value["duty"], value["bearer"], value["toward"]), []).append(answer)
    alike: dict[tuple[object, ...], tuple[Duty, list[Answer]]] = {}
    for (duty, bearer, toward), told in each.items():
        key = duty, bearer, tuple((answer.value["verdict"], _plain(answer.readings)) for answer in told)
        if key in alike:
            (_, _, others), first = alike[key]
            alike[key] = (duty, bearer, (*others, toward)), first
        else:
            alike[key] = (duty, bearer, (toward,)), told
    return list(alike.values())


def _plain(readings: Iterable[Reading]) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(sorted(tuple(sorted(reading.items())) for reading in readings))


def _row(key: Duty, told: list[Answer], answers: tuple[Answer, ...]) -> Row:
    duty, bearer, toward = key
    value: Mapping[str, Any] = told[0].value
    return Row(bearer, toward, duty, value["article"], value["says"], answers)


def _agree(way: Mapping[str, str], reading: Reading) -> bool:
    return all(way.get(name, position) == position for name, position in reading.items())


def _options(ways: Iterable[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for way in ways:
        for name, position in way.items():
            found.setdefault(name, set()).add(position)
    return {name: frozenset(positions) for name, positions in found.items()}


def _least(ways: Iterable[Mapping[str, str]], options: Mapping[str, frozenset[str]]) -> list[Reading]:
    """Readings in few words. Every position that a point has occurs among all ways, since these leave nothing out."""
    least = without_full(list(ways), options)
    return [{name: str(position) for name, position in reading.items()} for reading in least]
