"""Readings in words, for every outlet that people read."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.groundwork.finding import Reading
from foedus.chronology.days import day
from foedus.reasons import between_words


def reading_words(readings: Iterable[Reading]) -> list[str]:
    """Readings as lines, those that differ in one dispute alone on one: `war = ends or continues`."""
    boxes: list[dict[str, tuple[str, ...]]] = [
        {name: (position,) for name, position in reading.items()} for reading in readings
    ]
    merged = True
    while merged:
        merged = False
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                differ = [name for name in one if one.get(name) != other.get(name)]
                if one.keys() == other.keys() and len(differ) <= 1:
                    for name in differ:
                        one[name] = tuple(dict.fromkeys((*one[name], *other[name])))
                    boxes.remove(other)
                    merged = True
                    break
            if merged:
                break
    return [", ".join(f"{name} = {' or '.join(positions)}" for name, positions in box.items()) for box in boxes]


def days_in_words(start: str | None, end: str | None) -> str:
    """The time from one day (ISO, or an interval in which it lies) to another, as people write it; a single day if
    there is no end and it is no range.

    >>> days_in_words("1941-04-25", "1946-04-25"), days_in_words(None, "1946-04-25"), days_in_words("1946-04-25", None)
    ('25 April 1941 to 25 April 1946', 'until 25 April 1946', '25 April 1946')
    """
    if start is None:
        return "" if end is None else f"until {_in_words(end)}"
    return _in_words(start) if end is None else f"{_in_words(start)} to {_in_words(end)}"


def _in_words(text: str) -> str:
    first, _, last = text.partition("/")
    return between_words(day(first), day(last or first))
