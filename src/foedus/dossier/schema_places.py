"""What the JSON Schema of dossiers permits at a place: the parts that may stand there, their keys and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Part: TypeAlias = Mapping[str, Any]
"""A part of a JSON Schema."""


def branches_at(schema: Part, place: Sequence[str | int]) -> Iterator[Part]:
    """Every part that may stand at `place`, references and alternatives resolved; none where nothing may.

    An index stands for any item of a list; of a place that goes through alternatives each is followed.
    """
    parts = list(_branches(schema, schema))
    for step in place:
        parts = [branch for part in parts for inner in _within(part, step) for branch in _branches(inner, schema)]
    yield from parts


def keys_of(part: Part) -> dict[str, Part]:
    """The keys that a mapping may have by name, each with its part of the schema."""
    found = part.get("properties", {})
    return dict(found) if isinstance(found, Mapping) else {}


def words_of(part: Part) -> list[str]:
    """The words that a value may be, where they can be told; of a truth value true and false alone."""
    if "const" in part:
        return [_word(part["const"])]
    return list(dict.fromkeys(_word(word) for word in part.get("enum", ()) if word is not None))


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _branches(part: Part, schema: Part) -> Iterator[Part]:
    """A part without references and alternatives; what stands beside an alternative (a default) stays with each."""
    if (target := part.get("$ref")) is not None:
        beside = {key: value for key, value in part.items() if key != "$ref"}
        yield from _branches({**schema["$defs"][str(target).removeprefix("#/$defs/")], **beside}, schema)
        return
    for name in ("anyOf", "oneOf"):
        if name in part:
            beside = {key: part[key] for key in ("default",) if key in part}
            for alternative in part[name]:
                yield from _branches({**alternative, **beside}, schema)
            return
    yield part


def _within(part: Part, step: str | int) -> Iterator[Part]:
    """What may stand one step within a part."""
    if isinstance(step, int):
        if isinstance(items := part.get("items"), Mapping):
            yield items
        return
    if step in (fields := keys_of(part)):
        yield fields[step]
        return
    for pattern, inner in part.get("patternProperties", {}).items():
        if re.search(pattern, step):
            yield inner
            return
    if isinstance(further := part.get("additionalProperties"), Mapping):
        yield further
