"""The scalar values that a dossier is written with, and the form of a disputed one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from foedus.chronology.moments import Moment, parse_moment
from foedus.chronology.periods import Period, parse_period
from foedus.worlds.world import Choice

T = TypeVar("T")


class Part(BaseModel):
    """Base of every part of a dossier: immutable, and a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _read_period(value: object) -> object:
    return parse_period(value) if isinstance(value, str) else value


def _read_moment(value: object) -> object:
    return parse_moment(value) if isinstance(value, str) else value


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


PERIOD_PATTERN = r"^(P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?|(\d+ (years?|months?|weeks?|days?)[ ,]*)+)$"

PeriodText: TypeAlias = Annotated[
    Period,
    BeforeValidator(_read_period),
    WithJsonSchema(
        {"type": "string", "pattern": PERIOD_PATTERN, "examples": ["5 years", "6 months", "90 days", "P1Y6M"]}
    ),
]
"""A period in words or as an ISO 8601 duration."""

MomentText: TypeAlias = Annotated[
    Moment,
    BeforeValidator(_read_moment),
    WithJsonSchema(
        {
            "type": "string",
            "description": "EDTF (ISO 8601-2): a date, a partial, uncertain or open one, or a local clock time",
            "examples": ["1941-04-13", "1945-04-05T15:00", "1945-04-05T15:00+03:00", "1937-08", "1941-05-20?"],
        }
    ),
]
"""A date or clock time, exact, partial, approximate, uncertain or open-ended."""

ActorId: TypeAlias = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,7}$", examples=["SUN", "JPN"])]
"""An id of the register of actors."""

Key: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["term-start"])]
"""A name that other places refer to: lower case, digits, hyphens."""

Text: TypeAlias = Annotated[str, Field(min_length=1)]
"""Prose of one character or more."""

Texts: TypeAlias = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One text or a list of them."""

Actors: TypeAlias = Annotated[
    tuple[ActorId, ...],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One actor id or a list of them."""


Keys: TypeAlias = Annotated[
    tuple[Key, ...],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One key or a list of them."""


def _is_disputed(value: object) -> str:
    if isinstance(value, Choice) or (isinstance(value, Mapping) and "dispute" in value):
        return "disputed"
    return "plain"


Disputable: TypeAlias = Annotated[
    Annotated[T, Tag("plain")] | Annotated[Choice[T], Tag("disputed")], Discriminator(_is_disputed)
]
"""A value, or `{dispute: ID}` where the dispute's positions each give one."""
