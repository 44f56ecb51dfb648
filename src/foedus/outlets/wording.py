"""Readings in words, for every outlet that people read."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.finding import Reading


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
