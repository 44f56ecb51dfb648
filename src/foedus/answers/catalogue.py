"""catalogue: what a library knows of each treaty at a glance, worked out once, to be searched by the thousand.

An entry is made of one dossier and those near it; it stays right for as long as these do. Searching computes no law:
it reads what the entries say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from typing import Any, Literal, NamedTuple

from foedus.answers.groundwork.asking import Asked, ask
from foedus.answers.groundwork.exits import exits
from foedus.answers.groundwork.finding import Verdict
from foedus.answers.groundwork.readings import short_name
from foedus.answers.leaving import days_of_notice
from foedus.chronology.days import ALWAYS, FOREVER, Day, iso
from foedus.chronology.spans import Spans, holds, intersection, normal, union
from foedus.dossier.actors import actor
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.errors import DossierError, FoedusError, UnknownActor
from foedus.law.status import Status
from foedus.worlds import World

NOTICE_TO: Day = date(2151, 1, 1).toordinal()
"""Up to this day the days of notice are worked out: windows recur without end."""

Order = Literal["title", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier of a catalogue.

    `parties` are the ids of all who negotiated it or have an act on its record, `years` those of the first
    signature (more than one if uncertain). `in_force` and `notice` hold the days on which it is in force as such,
    and on which a notice of one who is bound from the beginning would take effect (to the year 2150): in some
    reading, and in every one. `hinges` are the disputes on which its life hangs, `disputes` counts those of the
    dossier. `near` names the dossiers that bear on it. `fault` says why it could not be worked out. `text` is what
    is searched, folded.
    """

    id: str
    title: str
    kinds: tuple[str, ...] = ()
    form: str = ""
    parties: tuple[str, ...] = ()
    negotiators: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    in_force: tuple[Spans, Spans] = ((), ())
    notice: tuple[Spans, Spans] = ((), ())
    hinges: tuple[str, ...] = ()
    disputes: int = 0
    near: tuple[str, ...] = ()
    fault: str = ""
    text: str = ""

    def verdict(self, on: Day) -> Verdict:
        """Whether it is in force on a day: in every reading, in some, in none."""
        return _verdict(self.in_force, on)

    def can_give_notice(self, on: Day) -> Verdict:
        """Whether a notice on a day would take effect."""
        return _verdict(self.notice, on)

    def to_json(self, on: Day) -> dict[str, Any]:
        """This entry as JSON data, with how it stands on a day."""
        some = self.in_force[0]
        return {
            "id": self.id,
            "title": self.title,
            "kind": list(self.kinds),
            "form": self.form,
            "parties": list(self.negotiators),
            "participants": len(self.parties),
            "concluded": list(self.years),
            "in_force": self.verdict(on),
            "in_force_from": iso(some[0].start) if some else None,
            "in_force_to": iso(some[-1].end) if some and some[-1].end < FOREVER else None,
            "notice_possible": self.can_give_notice(on),
            "hinges": list(self.hinges),
            "disputes": self.disputes,
            "fault": self.fault or None,
        }


def _verdict(spans: tuple[Spans, Spans], on: Day) -> Verdict:
    some, every = spans
    return "every" if holds(every, on) else "some" if holds(some, on) else "none"


def entry(library: Library, key: str) -> Entry:
    """The entry of one dossier; of one that cannot be used, or whose readings are too many, an entry with a fault."""
    try:
        dossier = library[key]
    except DossierError as error:
        return Entry(key, key, fault=error.first, text=fold(key))
    acting = [party for event in dossier.record for party in event.by]
    parties = tuple(dict.fromkeys((*dossier.parties, *acting)))
    known = Entry(
        dossier.id,
        dossier.title,
        dossier.kind,
        dossier.form,
        parties,
        dossier.parties,
        disputes=len(dossier.disputes),
        text=fold(" ".join(_told(dossier, parties))),
    )
    if dossier.is_chronicle:
        return known
    try:
        asked = ask(library, key)
        return _lived(known, asked)
    except FoedusError as error:
        return _but(known, fault=str(error).partition("\n")[0])


def _lived(known: Entry, asked: Asked) -> Entry:
    force = asked.explore(lambda world: _force(asked, world))
    notice = asked.explore(lambda world: _notice(asked, world))
    near = tuple(other.id for other in asked.dossiers[1:])
    short = short_name(asked.dossier)
    return _but(
        known,
        years=tuple(sorted({year for path in force.paths for year in path.value.years})),
        in_force=(
            reduce(union, (path.value.some for path in force.paths)),
            reduce(intersection, (path.value.every for path in force.paths)),
        ),
        notice=(
            reduce(union, (path.value for path in notice.paths)),
            reduce(intersection, (path.value for path in notice.paths)),
        ),
        hinges=tuple(short(key) for key in force.hinges(lambda days: days)),
        near=near,
    )


def _but(known: Entry, **changed: Any) -> Entry:
    return Entry(**{name: changed.get(name, getattr(known, name)) for name in Entry.__slots__})


class _Days(NamedTuple):
    """In one world: the days on which a treaty may be and surely is in force, the years of the first signature."""

    some: Spans
    every: Spans
    years: tuple[int, ...]


def _force(asked: Asked, world: World) -> _Days:
    lived = asked.life(world)
    spans = [
        (world.bounds(span.start), world.bounds(span.end)) for span in lived.overall if span.status is Status.IN_FORCE
    ]
    signed = [world.bounds(dated.day) for dated in lived.signed.values()]
    first = min(signed, default=None)
    years = () if first is None else tuple({date.fromordinal(day).year for day in first if ALWAYS < day < FOREVER})
    return _Days(
        normal((start[0], end[1]) for start, end in spans),
        normal((start[1], end[0]) for start, end in spans),
        years,
    )


def _notice(asked: Asked, world: World) -> Spans:
    lived = asked.life(world)
    if lived.chain is None or lived.entry.day is None:
        return ()
    begin = world.bounds(lived.entry.day)[0]
    end = FOREVER if lived.ending is None else world.bounds(lived.ending.day)[0]
    return days_of_notice(exits(lived.this, lived.chain, lived.entry, begin), begin, min(end, NOTICE_TO))


def _told(dossier: Dossier, parties: Iterable[str]) -> Iterable[str]:
    yield from (dossier.id.replace("-", " "), dossier.id, dossier.title, *dossier.also_called, *dossier.kind)
    for party in parties:
        yield party
        yield from _names(party) if party not in dossier.actors else (dossier.actors[party].name,)
    if dossier.summary:
        yield dossier.summary


@lru_cache(maxsize=2048)
def _names(party: str) -> tuple[str, ...]:
    try:
        return actor(party).names
    except UnknownActor:
        return ()


STROKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
"""Letters that carry their mark as a part of them, so that no decomposition takes it off."""


def fold(text: str) -> str:
    """A text as it is searched: no case, no accents, no punctuation.

    >>> fold("Traité de Varsovie (Łódź)")
    'traite de varsovie lodz'
    """
    plain = text
    for _ in range(2):  # caseless matching as Unicode defines it: a fold can bring marks, and taking them off letters
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    plain = plain.translate(STROKED)
    return re.sub(r"[^\w]+", " ", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all of `words`, a party (id), a kind, a first and last year of conclusion, `on` (the day
    that the next two are about), in force, notice possible, a disputed life."""

    words: str = ""
    party: str = ""
    kind: str = ""
    first: int | None = None
    last: int | None = None
    on: Day = ALWAYS
    in_force: bool = False
    notice: bool = False
    disputed: bool = False
    order: Order = "title"


@dataclass(frozen=True, slots=True)
class Found:
    """The entries found, in order, and how many of them there are by kind, party and ten years."""

    entries: tuple[Entry, ...]
    kinds: tuple[tuple[str, int], ...]
    parties: tuple[tuple[str, int], ...]
    decades: tuple[tuple[int, int], ...]


def find(entries: Iterable[Entry], wanted: Wanted) -> Found:
    """The entries that are as `wanted`; of several words each has to occur, in any order, as part of a word too.

    Those with every word in the title come first.
    """
    words = fold(wanted.words).split()
    met = [entry for entry in entries if _is(entry, wanted) and all(word in entry.text for word in words)]
    met.sort(key=lambda entry: _place(entry, wanted.order, words))
    kinds = Counter(kind for entry in met for kind in entry.kinds)
    parties = Counter(party for entry in met for party in entry.parties)
    decades = Counter(entry.years[0] // 10 * 10 for entry in met if entry.years)
    return Found(tuple(met), tuple(kinds.most_common()), tuple(parties.most_common()), tuple(sorted(decades.items())))


def _is(entry: Entry, wanted: Wanted) -> bool:
    return (
        (not wanted.party or wanted.party in entry.parties)
        and (not wanted.kind or wanted.kind in entry.kinds)
        and (wanted.first is None or (bool(entry.years) and entry.years[-1] >= wanted.first))
        and (wanted.last is None or (bool(entry.years) and entry.years[0] <= wanted.last))
        and (not wanted.in_force or holds(entry.in_force[0], wanted.on))
        and (not wanted.notice or holds(entry.notice[0], wanted.on))
        and (not wanted.disputed or bool(entry.hinges))
    )


def _place(entry: Entry, order: Order, words: list[str]) -> tuple[object, ...]:
    beside = bool(words) and not all(word in _title(entry.title) for word in words)
    year = entry.years[0] if entry.years else None
    match order:
        case "title":
            return beside, _title(entry.title)
        case "newest":
            return year is None, -(year or 0), _title(entry.title)
        case _:
            return year is None, year or 0, _title(entry.title)


@lru_cache(maxsize=65536)
def _title(title: str) -> str:
    return fold(title)
