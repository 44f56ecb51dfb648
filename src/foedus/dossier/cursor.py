"""Where in a dossier a writer's cursor stands: in the middle of a word, in a text that is not finished.

The parser is given the text with a mark at the cursor, once as the text stands and once as if the word were a
key, and its stream of events is followed until the mark comes by. What stands behind the cursor is used as far
as it can be read, and is left away where it breaks what stands before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

import yaml

from foedus.dossier.text_file import encoded_size
from foedus.dossier.yaml_faults import MAX_DEPTH
from foedus.dossier.yaml_text import MAX_BYTES

MARK = "\ue000\ue001\ue000"
"""Stands for the cursor: characters for private use, which no dossier means."""

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that may be meant at the cursor.

    place: of the value that is being written; with `is_key`, of the mapping whose key is.
    siblings: the other keys of that mapping; for an item of a list, the plain items that it has already.
    typed: what is written of the key or value before the cursor.
    """

    place: Place
    is_key: bool
    siblings: tuple[str, ...]
    typed: str


def spots(before: str, after: str) -> list[Spot]:
    """What may be meant between `before` and `after`: keys first, none twice; nothing within a comment.

    A text that is broken before the cursor, or too large to be read, gives nothing.

    >>> spots("id: pact\\nterms:\\n  te", "\\nrecord: []\\n")[0]
    Spot(place=('terms',), is_key=True, siblings=(), typed='te')
    """
    if MARK in before or encoded_size(before) + encoded_size(after) > MAX_BYTES:
        return []
    rest_of_line, newline, below = after.partition("\n")
    found: dict[tuple[Place, bool], Spot] = {}
    for behind, colon in product((after, newline + below, ""), (": ", "")):
        if colon and behind == after and rest_of_line.lstrip(_OF_A_WORD).startswith(":"):
            colon = ""  # the key has its colon already
        spot = _follow(before, before + MARK + colon + behind)
        if spot is not None:
            known = found.get((spot.place, spot.is_key))
            if known is None or len(known.siblings) < len(spot.siblings):
                found[spot.place, spot.is_key] = spot
    return sorted(found.values(), key=lambda spot: not spot.is_key)


_OF_A_WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun: the keys or plain items so far, the key whose value is due."""

    step: str | int | None
    is_mapping: bool
    seen: list[str] = field(default_factory=list)
    key: str | None = None
    count: int = 0

    def next_step(self) -> str | int | None:
        """The step to the value that comes next, None if a key comes next."""
        return self.key if self.is_mapping else self.count

    def value_done(self) -> None:
        """A value has come by."""
        self.key, self.count = None, self.count + 1


def _follow(before: str, text: str) -> Spot | None:
    """The spot of the mark in `text`, None if the stream of events breaks off before it."""
    stack = [_Open(None, is_mapping=False)]
    met: tuple[_Open, bool, Place, str] | None = None
    for event in _events(text):
        top = stack[-1]
        match event:
            case yaml.CollectionStartEvent():
                if len(stack) > MAX_DEPTH:
                    return None
                stack.append(_Open(top.next_step(), isinstance(event, yaml.MappingStartEvent)))
            case yaml.CollectionEndEvent():
                stack.pop()
                if met is not None and top is met[0]:
                    break
                stack[-1].value_done()
            case yaml.ScalarEvent(value=value):
                is_key = top.is_mapping and top.key is None
                if MARK in value:
                    steps = [level.step for level in stack[2:]]
                    here = [] if is_key or len(stack) == 1 else [top.next_step()]
                    place = tuple(step for step in (*steps, *here) if step is not None)
                    met = (top, is_key, place, value.partition(MARK)[0])
                elif is_key or not top.is_mapping:
                    top.seen.append(value)
                if is_key:
                    top.key = value
                else:
                    top.value_done()
            case _:
                continue
    if met is None or not before.endswith(met[3]):
        return None
    top, is_key, place, typed = met
    return Spot(place, is_key, tuple(top.seen) if is_key or not top.is_mapping else (), typed)


def _events(text: str) -> Iterator[yaml.Event]:
    """The events of YAML text as far as it can be read."""
    try:
        parser = yaml.CBaseLoader(text)
        while (event := parser.get_event()) is not None:
            yield event
    except (yaml.YAMLError, UnicodeEncodeError):
        return
