"""What may stand at a writer's cursor: keys and words of the schema, and names that the dossier has already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from foedus.dossier.actors import register
from foedus.dossier.cursor import Spot, spots
from foedus.dossier.schema import dossier_schema
from foedus.dossier.schema_places import Part, branches_at, keys_of, words_of
from foedus.dossier.yaml_text import read_text

Kind: TypeAlias = Literal["key", "word", "actor", "source", "dispute", "event", "duty", "treaty"]

MOST = 80
"""Most suggestions that are given at once."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may stand at the cursor.

    text: what takes the place of what was typed; a key brings its colon. label: how a list shows it. detail: what
    it is, in some words; may be empty.
    """

    text: str
    label: str
    kind: Kind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may stand at the cursor in place of `typed`, the part of a key or value that stands before it."""

    typed: str
    items: tuple[Suggestion, ...] = ()


def suggestions(before: str, after: str, treaties: Iterable[str] = ()) -> Suggestions:
    """What may stand in a dossier between the texts `before` and `after`, the best first, at most MOST.

    Keys that the mapping has already are left out. `treaties` are the ids that the dossier may name. What was
    typed is looked for at the start of a suggestion, then within it and, for actors, in their names.

    >>> [item.label for item in suggestions("id: pact\\nform: pro", "").items]
    ['protocol']
    >>> [(item.text, item.detail) for item in suggestions("parties: [jap", "]").items][:1]
    [('JPN', 'Japan')]
    """
    meant = spots(before, after)
    names = _Names.of(before, after, treaties)
    colon = "" if after.lstrip(_WORD).startswith(":") else ": "
    typed = meant[0].typed if meant else ""
    found: dict[str, Suggestion] = {}
    for spot in meant:
        for item in _keys(spot, colon) if spot.is_key else _values(spot, names):
            found.setdefault(item.text, item)
    fitting = sorted(
        (rank, order, item)
        for order, item in enumerate(found.values())
        if item.text != typed and (rank := _fit(item, typed)) is not None
    )
    return Suggestions(typed, tuple(item for _, _, item in fitting[:MOST]))


_WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def _fit(item: Suggestion, typed: str) -> int | None:
    """How well an item fits what is typed, 0 the best; None if not at all."""
    sought = typed.lower()
    label, detail = item.label.lower(), item.detail.lower()
    if label.startswith(sought):
        return 0
    if item.kind in ("actor", "treaty", "source") and detail.startswith(sought):
        return 1
    if sought in label:
        return 2
    return 3 if item.kind in ("actor", "source") and len(sought) > 1 and sought in detail else None


@lru_cache(maxsize=1)
def _schema() -> Part:
    return dossier_schema()


def _branches(spot: Spot) -> list[Part]:
    """What may stand at a spot: of several forms of a mapping those that have all the keys it has already."""
    parts = list(branches_at(_schema(), spot.place))
    if not spot.is_key:
        return parts
    return [part for part in parts if keys_of(part).keys() >= set(spot.siblings)] or parts


def _keys(spot: Spot, colon: str) -> Iterator[Suggestion]:
    for part in _branches(spot):
        required = part.get("required", ())
        fields = keys_of(part)
        for name in sorted(fields, key=lambda name: name not in required):
            if name not in spot.siblings:
                about = str(fields[name].get("description", "")).partition("\n")[0]
                needed = "required" + (f": {about}" if about else "") if name in required else about
                yield Suggestion(name + colon, name, "key", needed)
        if any(pattern.startswith("^[A-Z]") for pattern in part.get("patternProperties", {})):
            for key, who in register().items():
                if key not in spot.siblings:
                    yield Suggestion(key + colon, key, "actor", who.short)


def _values(spot: Spot, names: _Names) -> Iterator[Suggestion]:
    parts = _branches(spot)
    taken = spot.siblings
    for part in parts:
        default = part.get("default")
        for word in words_of(part):
            if word not in taken:
                yield Suggestion(word, word, "word", "what holds if nothing is said" if word == default else "")
    for item in names.fitting(spot.place):
        if item.text not in taken:
            yield item
    if any("dispute" in keys_of(part) and len(keys_of(part)) == 1 for part in parts):
        for name, question in names.disputes.items():
            yield Suggestion(f"{{dispute: {name}}}", f"{{dispute: {name}}}", "dispute", question)


ACTORS = frozenset(
    {"parties", "depositary", "concerns", "known_to", "of", "all_of", "by", "to"}  # of treaty, condition, event
    | {"bearer", "toward", "protects", "against", "saves", "attacked", "at_war", "not_by", "aided_by"}  # of duties
)
EVENTS = frozenset(("of", "until_event", "after"))
TREATIES = frozenset(("treaty", "shares_life_of", "acts_of", "follows", "part_of"))
"""Fields that hold ids of actors, of events of the record and of other treaties."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that a text declares: ids and keys, each with what it stands for in some words."""

    actors: Mapping[str, str]
    sources: Mapping[str, str]
    disputes: Mapping[str, str]
    events: Mapping[str, str]
    duties: Mapping[str, str]
    treaties: tuple[str, ...]

    @classmethod
    def of(cls, before: str, after: str, treaties: Iterable[str]) -> _Names:
        """The names in a text, read without the line of the cursor if the text cannot be read with it."""
        whole = read_text(before + after, "")[0]
        if whole is None:
            above, below = before.rpartition("\n")[0], after.partition("\n")[2]
            whole = read_text(f"{above}\n{below}", "")[0]
        data: Any = whole.data if whole is not None and isinstance(whole.data, dict) else {}
        terms = data.get("terms") if isinstance(data.get("terms"), dict) else {}
        return cls(
            {**_told(data.get("actors"), "name"), **{key: who.short for key, who in register().items()}},
            _told(data.get("sources"), "title"),
            _told(data.get("disputes"), "question"),
            _ids(data.get("record"), "event", "on"),
            _ids(terms.get("duties"), "article", "note"),
            tuple(treaties),
        )

    def fitting(self, place: Sequence[str | int]) -> Iterator[Suggestion]:
        """The names that may stand at a place, by the field that it is of."""
        field = next((str(step) for step in reversed(place) if isinstance(step, str)), "")
        in_record = place[:1] == ("record",) or "events" in place
        if field == "source":
            yield from _listed(self.sources, "source")
        elif field == "dispute":
            yield from _listed(self.disputes, "dispute")
        elif field == "departs_from":
            yield from _listed(self.duties, "duty")
        elif field in TREATIES:
            yield from (Suggestion(key, key, "treaty") for key in self.treaties)
        elif (field == "event" and not in_record) or (field in EVENTS and (field != "of" or in_record)):
            yield from _listed(self.events, "event")
        elif field in ACTORS:
            yield from _listed(self.actors, "actor")


def _listed(names: Mapping[str, str], kind: Kind) -> Iterator[Suggestion]:
    return (Suggestion(key, key, kind, told) for key, told in names.items())


def _told(data: Any, field: str) -> dict[str, str]:
    """The keys of a mapping of mappings, each with one field of what it holds."""
    if not isinstance(data, dict):
        return {}
    return {str(key): str(held.get(field) or "") if isinstance(held, dict) else "" for key, held in data.items()}


def _ids(data: Any, *fields: str) -> dict[str, str]:
    """The ids of a list of mappings, each with some fields of what it is the id of."""
    items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
    return {
        str(item["id"]): " ".join(str(item[field]) for field in fields if isinstance(item.get(field), str))
        for item in items
        if item.get("id")
    }
