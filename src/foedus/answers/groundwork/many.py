"""Many treaties asked at once: which dossiers can be used, and which of the readings bear on which treaty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from foedus.answers.groundwork.asking import Asked, ask
from foedus.answers.groundwork.readings import bearing, fixed_positions
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.errors import DossierError


@dataclass(frozen=True, slots=True)
class Many:
    """The treaties asked about, by id, and those left out because their dossiers cannot be used, with the fault."""

    asked: tuple[Asked, ...]
    left_out: tuple[str, ...] = ()


def ask_all(library: Library, wanted: Callable[[Dossier], bool]) -> Many:
    """Every treaty of the library that is `wanted`, no reading fixed; chronicles are none.

    A dossier that cannot be used, or that rests on such a one, is left out and named: a treaty that is asked
    by name fails instead.
    """
    return _of(library, *library.usable(), wanted)


def ask_by_batches(library: Library, wanted: Callable[[Dossier], bool], size: int) -> Iterator[tuple[Library, Many]]:
    """As `ask_all`, of `size` ids at a time, with the library in which their dossiers are at hand."""
    for at_hand, usable, faulty in library.by_batches(size):
        yield at_hand, _of(at_hand, usable, faulty, wanted)


def _of(library: Library, usable: Iterable[Dossier], faulty: Iterable[str], wanted: Callable[[Dossier], bool]) -> Many:
    asked: list[Asked] = []
    left_out = list(faulty)
    for dossier in usable:
        if dossier.is_chronicle or not wanted(dossier):
            continue
        try:
            asked.append(ask(library, dossier.id))
        except DossierError as error:
            left_out.append(f"{dossier.id} is left out: {error.first}")
    return Many(tuple(asked), tuple(left_out))


def in_readings(asked: Iterable[Asked], written: Iterable[str]) -> tuple[Asked, ...]:
    """The same treaties, each with those positions fixed that bear on it: on its own disputes, on those of the
    dossiers near it, or on a rule of law.

    Raises QuestionError for a reading that bears on none of them, or names no position.
    """
    texts = tuple(written)
    unmet = dict.fromkeys(texts)
    met: list[Dossier] = []
    found = []
    for one in asked:
        own = bearing(texts, one.dossiers)
        for text in own:
            unmet.pop(text, None)
        met += one.dossiers
        found.append(replace(one, fixed=fixed_positions(own, one.dossiers)))
    fixed_positions(unmet, met)
    return tuple(found)


def involves(dossier: Dossier, who: str | None) -> bool:
    """Whether an actor negotiated a treaty or has an act on its record; anybody if None."""
    return who is None or who in dossier.parties or any(who in event.by for event in dossier.record)
