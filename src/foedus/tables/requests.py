"""Requests: what a batch function is given, one treaty a row, each row standing by itself.

A row holds the treaty's id and the dossiers that bear on it as texts (`dossier.compiled`), so that it can be worked
out in any process of any machine: the same rows go to a worker here and to one of Spark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from foedus.answers.groundwork.asking import Asked, ask
from foedus.answers.groundwork.many import Many, ask_by_batches, in_readings, involves
from foedus.answers.groundwork.readings import bearing, fixed_positions
from foedus.dossier.compiled import from_text, to_text
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.errors import QuestionError
from foedus.worlds import Choice

SCHEMA = pa.schema([("treaty", pa.string()), ("dossiers", pa.list_(pa.string())), ("readings", pa.list_(pa.string()))])

ROWS = 256
"""Treaties in a batch."""


class Request(NamedTuple):
    """One treaty to work out: the library of what bears on it, itself as it is asked about, the readings fixed."""

    library: Library
    asked: Asked
    readings: tuple[str, ...]


class Question(NamedTuple):
    """What a table of treaties is asked with.

    `table` is a key of `batches.FUNCTIONS`, which `said` goes to; `readings` are positions fixed; `treaties` those
    asked about (none: all), `party` an actor that must have a part in them.
    """

    table: str
    said: Mapping[str, str] = {}
    readings: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()
    party: str | None = None


def check(library: Library, question: Question) -> None:
    """Raise QuestionError for an unknown treaty, position or dispute, and for a reading that bears on no treaty.

    Where a reading is of a dispute, all dossiers are looked through for it, and one kept for each name of a dispute;
    a rule of law needs none of them.
    """
    for key in question.treaties:
        ask(library, key)
    if not question.readings:
        return
    rules = bearing(question.readings, ())
    fixed_positions(rules, ())
    unmet = dict.fromkeys(text for text in question.readings if text not in rules)
    if not unmet:
        return
    named: dict[str, Dossier] = {}
    for _, many in _asked(library, question):
        near = {one.id: one for asked in many.asked for one in asked.dossiers if one.disputes}
        met = [text for text in bearing(question.readings, near.values()) if text not in rules]
        fixed_positions(met, near.values())
        for text in met:
            unmet.pop(text, None)
        for one in near.values():
            for name in one.disputes:
                named.setdefault(name, one)
    fixed_positions(unmet, named.values())


def batches(library: Library, question: Question, left_out: list[str]) -> Iterator[pa.RecordBatch]:
    """The treaties asked about as batches of requests, made as they are taken: the dossiers of one batch are held.

    Dossiers that cannot be used are added to `left_out`.
    """
    for at_hand, many in _asked(library, question):
        left_out += many.left_out
        if many.asked:
            yield _batch(at_hand, many.asked, question.readings)


def _asked(library: Library, question: Question) -> Iterator[tuple[Library, Many]]:
    if not question.treaties:
        yield from ask_by_batches(library, lambda dossier: involves(dossier, question.party), ROWS)
        return
    named = question.treaties
    for start in range(0, len(named), ROWS):
        yield library, Many(tuple(ask(library, key) for key in named[start : start + ROWS]))


def _batch(library: Library, asked: Iterable[Asked], readings: tuple[str, ...]) -> pa.RecordBatch:
    texts: dict[str, str] = {}

    def text(dossier: Dossier) -> str:
        if dossier.id not in texts:
            texts[dossier.id] = to_text(dossier)
            _keep(texts[dossier.id], dossier)  # it may be this process that reads the request
        return texts[dossier.id]

    rows = [
        {
            "treaty": one.dossier.id,
            "dossiers": [text(dossier) for dossier in bearing_on(library, one.dossier)],
            "readings": [said for said in readings if _bears(said, one)],
        }
        for one in asked
    ]
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _bears(said: str, one: Asked) -> bool:
    try:
        in_readings((one,), (said,))
    except QuestionError:
        return False
    return True


def bearing_on(library: Library, dossier: Dossier) -> list[Dossier]:
    """A dossier and all that can bear on its life: those it names, those that they name, and so on."""
    found: dict[str, Dossier] = {dossier.id: dossier}
    waiting = [dossier]
    while waiting:
        for key in _named(waiting.pop()):
            other = None if key in found else library.find(key)
            if other is not None:
                found[key] = other
                waiting.append(other)
    return list(found.values())


def _named(dossier: Dossier) -> Iterator[str]:
    yield from dossier.acts_of
    shared, ends = dossier.terms.shares_life_of, dossier.terms.ends_on_joining
    if shared is not None:
        yield from shared.choices.values() if isinstance(shared, Choice) else (shared,)
    if ends is not None:
        yield ends.treaty
    yield from (event.treaty for event in dossier.record if event.treaty is not None)


def read(batch: pa.RecordBatch) -> Iterator[Callable[[], Request]]:
    """For each row of a batch a function that makes its request: making it may fail, as any question may."""
    columns = batch.to_pydict()
    for treaty, texts, readings in zip(columns["treaty"], columns["dossiers"], columns["readings"], strict=True):
        yield lambda treaty=treaty, texts=texts, readings=readings: _made(treaty, texts, readings)  # type: ignore[misc]


_kept: dict[str, Dossier] = {}
_MOST = 512


def _made(treaty: str, texts: list[str], readings: list[str]) -> Request:
    library = Library({}, {dossier.id: dossier for dossier in map(_dossier, texts)})
    (asked,) = in_readings((ask(library, treaty),), readings)
    return Request(library, asked, tuple(readings))


def _dossier(text: str) -> Dossier:
    """The dossier of a text; one that bears on many treaties is made once a process."""
    return _kept.get(text) or _keep(text, from_text(text))


def _keep(text: str, dossier: Dossier) -> Dossier:
    if len(_kept) >= _MOST:
        _kept.clear()
    _kept[text] = dossier
    return dossier
