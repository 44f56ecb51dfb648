"""Checked dossiers as plain JSON data, and back, without checking them again.

What the loader made of a file (after every check) is written as lists, mappings, texts and numbers, and made into
the same immutable models again: the same values, the same fields set. Only the kinds of value that a dossier is
made of can come back: no code, no class by name from outside the table below. What is alike in many dossiers (a
clause, a source) is written once and made once, as `Parts` has it: a model never changes, so that it can be shared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from foedus.chronology.moments import Moment, parse_moment
from foedus.chronology.periods import Counting, MonthEnd, Period
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.dossier.values import Part
from foedus.worlds import Choice

PLAINS, TUPLE, TEXTS, TUPLES, MAPPING, MOMENT, PERIOD, CHOICE, DECIMAL, ENUM, LIST, MODEL, SHARED = range(13)
"""What the first number of a list says that the rest of it is."""

_PLAIN = (str, int, bool, type(None))
_ENUMS: dict[str, type[Enum]] = {each.__name__: each for each in (Counting, MonthEnd)}


def _kinds(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in base.__subclasses__():
        if not each.__name__.startswith("_"):
            yield each
            yield from _kinds(each)


_MODELS: tuple[type[BaseModel], ...] = tuple(
    sorted({each.__name__: each for each in _kinds(Part)}.values(), key=lambda each: each.__name__)
)
_NUMBERS = {each: number for number, each in enumerate(_MODELS)}


@lru_cache(maxsize=len(_MODELS))
def _defaults(number: int) -> dict[str, Any]:
    """The fields of a model as they are where nothing is said. Copies of an object's own dictionary share its keys,
    which makes them a third as large."""
    fresh = type("Fresh", (), {})()
    for name, info in _MODELS[number].model_fields.items():
        setattr(fresh, name, info.get_default(call_default_factory=True))
    values: dict[str, Any] = vars(fresh)
    return values


@lru_cache(maxsize=1 << 12)
def _given(names: tuple[str, ...]) -> set[str]:
    """The names of the fields that are set, one set for all models that have the same: none of them ever changes."""
    return set(names)


MOST_MODELS = 1 << 14
"""Shared parts that are kept as models: many are of one dossier alone, and a large folder is not held in memory."""


@dataclass(slots=True)
class Parts:
    """The parts that dossiers share, by number: as JSON data, and as models once they are asked for."""

    data: list[Any] = field(default_factory=list)
    models: dict[int, Any] = field(default_factory=dict)
    events: dict[int, tuple[dict[str, Any], set[str]]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number_of(self, encoded: Any) -> int:
        """The number under which an encoded part stands, which it is given if it is new."""
        if len(self._numbers) < len(self.data):
            self._numbers = {written(part): number for number, part in enumerate(self.data)}
        text = written(encoded)
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.data)
            self.data.append(encoded)
        return number

    def model(self, number: int) -> Any:
        """The part with this number, made when it is first asked for."""
        found = self.models.get(number)
        if found is None:
            if len(self.models) >= MOST_MODELS:
                self.models.clear()
            found = self.models[number] = _made(self.data[number], self)
        return found

    def event(self, number: int) -> tuple[dict[str, Any], set[str]]:
        """What the events have alike that this part is of, and the names of the fields that are set in them."""
        like = self.model(number)
        if type(like) is not Event:
            raise TypeError("no event")
        found = self.events[number] = like.__dict__, like.__pydantic_fields_set__ | _EVENTS
        return found


def written(data: Any) -> str:
    """JSON data as text on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def encode(dossier: Dossier, parts: Parts) -> Any:
    """`dossier` as JSON data. The names of its files are left out: they are said anew when it is decoded.

    Raises TypeError for a value that no dossier read from a file holds (one made in memory may).
    """
    files = {dossier.file: 0}
    alike: list[int] = []
    lines: list[int] = []
    dates: list[str | None] = []
    places: list[int] = []
    for event in dossier.record:
        number = files.setdefault(event.file, len(files))
        encoded = _without(_encode(event, parts), "file", "line")
        on = encoded[3].pop("on")
        if on[0] != MOMENT:  # a disputed date stays with the rest
            encoded[3]["on"], on = on, [MOMENT, None]
        # what is alike in many events is shared, their days and places are not
        alike.append(parts.number_of(encoded))
        lines.append(event.line)
        dates.append(on[1])
        places.append(number)
    record = [alike, lines, dates, places] if any(places) else [alike, lines, dates]
    return [_without(_encode_model(dossier, parts, "record"), "file"), record]


def decode(data: Any, files: Sequence[str], parts: Parts) -> Dossier:
    """The dossier that `encode` made `data` of; `files` names its own file and the CSV of participants beside it.

    Raises LookupError, TypeError, AttributeError or ValueError for data that are not of that form.
    """
    if _MODELS[data[0][1]] is not Dossier:
        raise TypeError("no dossier")
    held, names = _values(data[0], parts)
    alike, lines, dates, *places = data[1]
    own = [files[number] for number in places[0]] if places else [files[0]] * len(alike)
    record = []
    known = parts.events
    for shared, line, on, name in zip(alike, lines, dates, own, strict=True):
        like, given = known.get(shared) or parts.event(shared)
        values = like.copy()
        values["file"] = name
        values["line"] = line
        if on is not None:
            values["on"] = parse_moment(on)
        record.append(_of(Event, values, given))
    held["file"], held["record"] = files[0], tuple(record)
    dossier: Dossier = _of(Dossier, held, _given((*names, "file", "record")))
    return dossier


def to_text(dossier: Dossier) -> str:
    """One dossier as a text that stands by itself, on one line."""
    parts = Parts()
    data = encode(dossier, parts)
    files = list(dict.fromkeys((dossier.file, *(event.file for event in dossier.record))))
    return written([parts.data, files, data])


def from_text(text: str) -> Dossier:
    """The dossier of a text that `to_text` made. Raises what `decode` does."""
    shared, files, data = json.loads(text)
    return decode(data, files, Parts(shared))


def _encode(value: Any, parts: Parts) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in _NUMBERS:
        model = _encode_model(value, parts)
        return model if kind is Event or kind is Dossier else [SHARED, parts.number_of(model)]
    if kind is tuple:
        return [PLAINS, list(value)] if _plain(value) else [TUPLE, [_encode(item, parts) for item in value]]
    match value:
        case Moment():
            if parse_moment(value.text) != value:
                raise TypeError(f"the moment {value.text!r} was not read from its text")
            return [MOMENT, value.text]
        case Period():
            return [PERIOD, value.years, value.months, value.weeks, value.days]
        case Choice():
            return [CHOICE, value.dispute, {name: _encode(held, parts) for name, held in value.choices.items()}]
        case Mapping():
            held = list(value.values())
            if _plain(held):
                return [TEXTS, dict(value)]
            if all(type(item) is tuple and _plain(item) for item in held):
                return [TUPLES, dict(value)]
            return [MAPPING, {name: _encode(item, parts) for name, item in value.items()}]
        case Enum():
            return [ENUM, kind.__name__, value.value]
        case Decimal():
            return [DECIMAL, str(value)]
        case list():
            return [LIST, [_encode(item, parts) for item in value]]
        case _:
            raise TypeError(f"{kind.__name__} is not written into the index")


def _plain(values: Sequence[Any]) -> bool:
    return all(type(item) in _PLAIN for item in values)


_EVENTS = {"file", "line", "on"}


def _without(encoded: Any, *names: str) -> Any:
    for name in names:
        encoded[2].pop(name, None)
    return encoded


def _encode_model(model: BaseModel, parts: Parts, but: str = "") -> list[Any]:
    plain: dict[str, Any] = {}
    below: dict[str, Any] = {}
    held = model.__dict__
    for name in sorted(model.__pydantic_fields_set__):
        if name == but:
            continue
        encoded = _encode(held[name], parts)
        (below if type(encoded) is list else plain)[name] = encoded
    return [MODEL, _NUMBERS[type(model)], plain, below] if below else [MODEL, _NUMBERS[type(model)], plain]


_new = object.__new__
_set_values, _set_given, _set_extra, _set_private = (
    vars(BaseModel)[f"__{name}__"].__set__
    for name in ("dict", "pydantic_fields_set", "pydantic_extra", "pydantic_private")
)


def _model(data: Any, parts: Parts) -> Any:
    values, names = _values(data, parts)
    return _of(_MODELS[data[1]], values, _given(names))


def _values(data: Any, parts: Parts) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields of a model, and the names of those that are set."""
    plain = data[2]
    values = _defaults(data[1]).copy()
    values.update(plain)
    if len(data) == 3:
        return values, tuple(plain)
    below = data[3]
    for name, part in below.items():
        values[name] = _DECODERS[part[0]](part, parts)
    return values, (*plain, *below)


def _of(kind: type[BaseModel], values: dict[str, Any], given: set[str]) -> Any:
    """The model with these values, which were checked before they were written."""
    model = _new(kind)
    _set_values(model, values)
    _set_given(model, given)
    _set_extra(model, None)
    _set_private(model, None)
    return model


def _made(data: Any, parts: Parts) -> Any:
    return _DECODERS[data[0]](data, parts) if isinstance(data, list) else data


_DECODERS: tuple[Callable[[Any, Parts], Any], ...] = (
    lambda data, _: tuple(data[1]),
    lambda data, parts: tuple([_made(item, parts) for item in data[1]]),
    lambda data, _: data[1],
    lambda data, _: {name: tuple(item) for name, item in data[1].items()},
    lambda data, parts: {
        name: _DECODERS[item[0]](item, parts) if type(item) is list else item for name, item in data[1].items()
    },
    lambda data, _: parse_moment(data[1]),
    lambda data, _: Period(*data[1:]),
    lambda data, parts: Choice(data[1], {name: _made(held, parts) for name, held in data[2].items()}),
    lambda data, _: Decimal(data[1]),
    lambda data, _: _ENUMS[data[1]](data[2]),
    lambda data, parts: [_made(item, parts) for item in data[1]],
    _model,
    lambda data, parts: parts.model(data[1]),
)
