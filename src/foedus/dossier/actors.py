"""The register of states and other actors: who can be named in a dossier, and when they existed.

`actors.csv` beside this module is the register. An id is the ISO 3166-1 alpha-3 code, or the ISO 3166-3 one
of a state that is gone (SUN, YUG), or one of our own (MAN, SVK1). Dates are EDTF: a date, a month or a year,
`until` being the first day on which the actor no longer exists. Numbers are those of the Correlates of War
state system (v2016) and of Gleditsch and Ward; DEU has two of each, for Germany before and after 1949. Names
that several actors share ("Korea") are ambiguous and never resolved by guess.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, TypeAlias, cast, get_args

from foedus.chronology.days import ALWAYS, FOREVER, Day, day, ymd
from foedus.chronology.spans import Span, Spans, normal
from foedus.errors import DossierError, TimeTextError, UnknownActor

Kind: TypeAlias = Literal["state", "government", "non-state", "territory", "organisation"]
"""What an actor is. A `government` speaks for a state that has an id of its own (ROC for CHN): treaties bind the
state, so a dossier names it and the government only where two of them must be told apart. A `non-state` is a
regime or people that few or no states recognised; a state whose recognition is disputed is a `state`."""

RECORD_BEGINS: Day = ymd(1816, 1, 1)
"""1816-01-01, from which the state lists run. An actor without a recorded beginning existed by then."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, territory, organisation or other actor.

    `since` and `until` are EDTF texts ("" when not recorded, or when it still exists). `contested` holds EDTF
    intervals in which it is disputed whether the actor lived on (annexation, union, protectorate).
    `successor` names the actors that followed it; `continues` the one whose legal person it carries on.
    Raises TimeTextError if a date cannot be read, DossierError if `id` or `kind` has no allowed form.
    """

    id: str
    name: str
    short: str
    kind: Kind = "state"
    since: str = ""
    until: str = ""
    contested: tuple[str, ...] = ()
    successor: tuple[str, ...] = ()
    continues: str | None = None
    cow: tuple[int, ...] = ()
    cow_abbrev: tuple[str, ...] = ()
    gw: tuple[int, ...] = ()
    iso3: str | None = None
    zone: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise DossierError(f"actor id {self.id!r} is not 2 to 8 capital letters or digits, such as SVK1")
        if self.kind not in _KINDS:
            raise DossierError(f"actor {self.id}: kind {self.kind!r} is not one of {', '.join(_KINDS)}")
        for text in (self.since, self.until):
            if text:
                _days_of(text)
        for text in self.contested:
            _interval(text)

    @property
    def first(self) -> Day | None:
        """The first day of `since` (of its year or month if partial); None if not recorded."""
        return _days_of(self.since).start if self.since else None

    @property
    def end(self) -> Day | None:
        """The first day of `until` (of its year or month if partial); None if the actor still exists."""
        return _days_of(self.until).start if self.until else None

    @property
    def doubtful(self) -> Spans:
        """The days on which it is disputed whether the actor lived on."""
        return normal(_interval(text) for text in self.contested)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name: the full one, the short one, the aliases."""
        return (self.name, self.short, *self.aliases)


_KINDS: tuple[str, ...] = get_args(Kind)
_ID = re.compile(r"[A-Z][A-Z0-9]{1,7}")


@lru_cache(maxsize=1)
def register() -> Mapping[str, Actor]:
    """Every actor that ships with foedus, by id. Read-only, loaded once."""
    text = resources.files("foedus.dossier").joinpath("actors.csv").read_text(encoding="utf-8")
    actors = (_actor_of(row) for row in csv.DictReader(text.splitlines()))
    return MappingProxyType({each.id: each for each in actors})


def with_actors(extra: Iterable[Actor]) -> Mapping[str, Actor]:
    """The register with the actors of `extra` added, by id. The register itself stays as it is.

    Raises DossierError if an id of `extra` is already taken.
    """
    joined = dict(register())
    for each in extra:
        if each.id in joined:
            taken = joined[each.id].name
            raise DossierError(f"actor id {each.id} is taken by {taken}; choose another for {each.name}")
        joined[each.id] = each
    return MappingProxyType(joined)


def actor(id: str, among: Mapping[str, Actor] | None = None) -> Actor:  # noqa: A002
    """The actor with this exact id, in the register or in `among`.

    >>> actor("SUN").name
    'Union of Soviet Socialist Republics'

    Raises UnknownActor, naming the nearest ids and names.
    """
    held = register() if among is None else among
    found = held.get(id)
    if found is None:
        raise _unknown(id, held)
    return found


def find(name: str, among: Mapping[str, Actor] | None = None) -> Actor:
    """The actor that `name` names: its id, else its full or short name, else an alias.

    Case, accents, punctuation and a leading "the" do not count.

    >>> find("the U.S.S.R.").id, find("cote d'ivoire").id
    ('SUN', 'CIV')

    Raises UnknownActor if nothing, or more than one actor, bears the name.
    """
    held = register() if among is None else among
    by_name = _index() if among is None else _index_of(held)
    if (found := held.get(name.strip().upper())) is not None:
        return found
    for tier in by_name:
        match tier.get(_fold(name), ()):
            case (only,):
                return held[only]
            case (_, *_) as several:
                choices = ", ".join(f"{each} ({held[each].name})" for each in several)
                raise UnknownActor(f"{name!r} names more than one actor: write the id of one of {choices}")
            case _:
                pass
    raise _unknown(name, held)


def existed(who: Actor | str, when: Day) -> bool | None:
    """Whether an actor (or the actor with this id) existed on a day.

    None where the register cannot tell: before 1816 if no beginning is recorded, within the year or month
    of a partial date, and in spans in which its existence is contested.

    >>> existed("SUN", day("1941-04-13")), existed("SUN", day("1991-12-26"))
    (True, False)
    >>> print(existed("AUT", day("1940-01-01")))
    None

    Raises UnknownActor for an id that the register does not hold.
    """
    that = actor(who) if isinstance(who, str) else who
    begun = _passed(_days_of(that.since), when) if that.since else (True if when >= RECORD_BEGINS else None)
    gone = _passed(_days_of(that.until), when) if that.until else False
    if begun is False or gone is True:
        return False
    if begun is None or gone is None or any(_interval(text).holds(when) for text in that.contested):
        return None
    return True


def lifetime(who: Actor) -> Span:
    """The days on which an actor existed or may have: all others are days on which it surely did not.

    >>> str(lifetime(actor("SUN")))
    '[1922-12-30, 1991-12-26)'
    """
    begun = _days_of(who.since).start if who.since else ALWAYS
    return Span(begun, _days_of(who.until).end - 1 if who.until else FOREVER)


def _passed(moment: Span, when: Day) -> bool | None:
    """Whether a day that lies somewhere in `moment` has come by `when`."""
    if when < moment.start:
        return False
    return True if when >= moment.end - 1 else None


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=2048)
def _days_of(text: str) -> Span:
    """The days that an EDTF date, month or year covers."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise TimeTextError(f"{text!r} is not a date, month or year such as 1941-04-13, 1941-04 or 1941")
    year, month = int(match[1]), int(match[2] or 0)
    if match[3]:
        start = day(text)
        return Span(start, start + 1)
    try:
        if not month:
            return Span(ymd(year, 1, 1), ymd(year, 12, 31) + 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        return Span(ymd(year, month, 1), after.toordinal())
    except ValueError as cause:
        raise TimeTextError(f"{text!r} is not a month or year of the calendar ({cause})") from None


@lru_cache(maxsize=512)
def _interval(text: str) -> Span:
    """The days from the first date of an EDTF interval to the day before the second."""
    start, slash, end = text.partition("/")
    if not slash:
        raise TimeTextError(f"{text!r} is not an interval such as 1938-03-13/1945-04-27")
    span = Span(_days_of(start).start, _days_of(end).start)
    if span.start >= span.end:
        raise TimeTextError(f"interval {text!r} ends before it begins; write the earlier date first")
    return span


def _actor_of(row: Mapping[str, str]) -> Actor:
    """The actor of one row of the register."""
    return Actor(
        id=row["id"],
        name=row["name"],
        short=row["short"],
        kind=cast(Kind, row["kind"]),  # checked in __post_init__
        since=row["from"],
        until=row["until"],
        contested=_listed(row["contested"]),
        successor=_listed(row["successor"]),
        continues=row["continues"] or None,
        cow=tuple(int(number) for number in _listed(row["cow"])),
        cow_abbrev=_listed(row["cow_abbrev"]),
        gw=tuple(int(number) for number in _listed(row["gw"])),
        iso3=row["iso3"] or None,
        zone=row["zone"] or None,
        aliases=_listed(row["aliases"]),
        source=row["source"],
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _fold(name: str) -> str:
    """The name as it is compared: no case, accents, punctuation or leading "the"."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = re.sub(r"[^\w]+", " ", re.sub(r"['’.]", "", plain)).strip()
    return plain.removeprefix("the ")


Index: TypeAlias = tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]


@lru_cache(maxsize=1)
def _index() -> Index:
    return _index_of(register())


def _index_of(actors: Mapping[str, Actor]) -> Index:
    """Ids by folded name: first full and short names, then aliases, which count for less."""
    proper: dict[str, tuple[str, ...]] = {}
    other: dict[str, tuple[str, ...]] = {}
    for each in actors.values():
        for tier, names in ((proper, (each.name, each.short)), (other, each.aliases)):
            for folded in {_fold(name) for name in names}:
                tier[folded] = (*tier.get(folded, ()), each.id)
    return proper, other


NEAR = 0.75
"""How like a name must be (difflib's ratio) to be proposed: no proposal is better than one far off."""


def _unknown(name: str, held: Mapping[str, Actor]) -> UnknownActor:
    """The error for a name that nothing bears, with the nearest names; for a code in capitals, with the names that
    it begins and the ids that differ in one letter."""
    wanted, code = _fold(name), name.strip()
    nearest: list[str] = []
    if code.isupper():
        nearest += [each.id for each in held.values() if _fold(each.short).startswith(wanted)]
        slips = [key for key in held if len(key) == len(code) and sum(map(str.__ne__, key, code)) == 1]
        nearest += sorted(slips, key=lambda key: (key[0] != code[0], key[:2] != code[:2]))
    bearers = {_fold(text): each.id for each in held.values() for text in (each.id, *each.names)}
    nearest += [bearers[match] for match in difflib.get_close_matches(wanted, bearers, n=3, cutoff=NEAR)]
    hint = ", ".join(f"{each} ({held[each].name})" for each in [*dict.fromkeys(nearest)][:3])
    remedy = f"did you mean {hint}?" if hint else "use a name of the register or add an actor of your own"
    return UnknownActor(f"no actor is called {name!r}; {remedy}")
