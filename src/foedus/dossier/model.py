"""The dossier: one treaty as a person writes it, or a chronicle of acts that belong to no single treaty."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from foedus.dossier.index import Index
from foedus.dossier.record import Event
from foedus.dossier.terms import Terms
from foedus.dossier.values import ActorId, Actors, Disputable, Key, MomentText, Part, Text, Texts

Certainty = Literal["seen", "memory", "article", "computed"]
"""How sure a source is: seen (a page or data set that states it was read), memory (from memory, to be
confirmed), article (stated in the encyclopedia article that the library starts from), computed."""

Category = Literal[
    "neutrality",
    "non-aggression",
    "friendship",
    "mutual-assistance",
    "alliance",
    "defence",
    "offence",
    "consultation",
    "guarantee",
    "peace",
    "armistice",
    "surrender",
    "arms-control",
    "laws-of-war",
    "human-rights",
    "criminal-law",
    "labour",
    "environment",
    "trade",
    "investment",
    "commodity",
    "transport",
    "maritime",
    "health",
    "narcotics",
    "culture",
    "private-law",
    "organisation",
    "integration",
    "territory",
    "lease",
    "ideological",
    "declaration",
    "dispute-settlement",
    "energy",
    "water",
    "space",
    "law-of-treaties",
    "status-of-forces",
    "other",
]


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Source(Part):
    """Where a fact is from."""

    title: Text
    number: Text | None = Field(None, description="series and number, page or document")
    year: int | None = None
    certainty: Certainty = "seen"
    note: Text | None = None


class Position(Part):
    """One way to take a disputed point."""

    value: Any = Field(description="what this position holds, of the kind that its place asks for")
    held_by: Texts = Field((), description="who takes it so")
    source: Texts = ()
    note: Text | None = None


class Dispute(Part):
    """A point on which sources or scholars differ."""

    question: Text
    positions: Annotated[Mapping[Key, Position], Field(min_length=2)]
    not_coded: bool = Field(
        False, description="nobody disputes it: the data set that the dossier was made from does not say"
    )
    note: Text | None = None


class Statement(Part):
    """A fact around the treaty that no rule reads: who held what office, what was believed, what was not said."""

    says: Disputable[Text]
    on: MomentText | None = None
    source: Texts = ()
    certainty: Certainty | None = None


class Recorded(Part):
    """What a data set says of this treaty's life, as a fact with a source: no rule reads it; an audit compares it."""

    by: Key = Field(description="the data set, a source of this dossier")
    number: Text | None = Field(None, description="the treaty's number there")
    party: ActorId | None = Field(None, description="for whom, if not for the treaty as such")
    deposited: MomentText | None = Field(None, description="the day of that party's instrument")
    in_force: MomentText | None = Field(None, description="the day from which that data set has it in force")
    ended: MomentText | None = Field(None, description="the day of its end there")
    how: (
        Literal["expired", "denounced", "replaced", "agreement", "fulfilled", "violated", "renegotiated", "other"]
        | None
    ) = Field(None, description="how it ended there")
    status: Literal["signed", "in force", "ended"] | None = Field(None, description="its status there")
    as_of: MomentText | None = Field(None, description="the day to which that data set runs")
    says: Text | None = Field(None, description="its own words or codes")


class Hypothesis(Part):
    """What might have happened. Never an event of the record; `whatif` can suppose it."""

    id: Key
    says: Text
    source: Texts = ()
    events: tuple[Event, ...] = Field((), description="the events that supposing it adds to the record")


class Secrecy(Part):
    """Until when the instrument, or a part of it, was kept secret, and from whom."""

    until: MomentText
    known_to: Actors = ()
    part: Text | None = Field(None, description="the part that was secret; absent means the whole")
    source: Texts = ()


class LocalActor(Part):
    """An actor that the register does not hold."""

    name: Text
    kind: Literal["state", "non-state", "organisation", "territory"] = "state"
    zone: Text | None = None


class Dossier(Part):
    """One treaty (or chronicle): terms, record and disputes. Nothing that can be computed stands here."""

    id: Key
    title: Text
    also_called: Texts = ()
    kind: Annotated[tuple[Category, ...], BeforeValidator(_listed)] = ()
    form: Literal[
        "treaty",
        "protocol",
        "exchange-of-notes",
        "declaration",
        "executive-agreement",
        "convention",
        "constituent-instrument",
        "unilateral",
        "lease",
        "chronicle",
    ] = "treaty"
    summary: Text | None = None
    parties: tuple[ActorId, ...] = Field((), description="the negotiating states")
    open_to_others: bool = Field(False, description="whether others than the negotiating states may join")
    participants: Text | None = Field(None, description="CSV file beside this one: party, action, date, note")
    reference_zone: Text | None = Field(None, description="zone of the clocks that date its acts")
    languages: Texts = ()
    depositary: Texts = ()
    published: Texts = Field((), description="treaty series and numbers, registration")
    secret: tuple[Secrecy, ...] = ()
    part_of: Key | None = Field(None, description="the treaty that this instrument belongs to")
    follows: Key | None = Field(None, description="the earlier treaty on the subject, which this one amends")
    acts_of: tuple[Key, ...] = Field((), description="dossiers whose acts of war bear on this treaty too")
    terms: Terms = Terms()
    record: tuple[Event, ...] = ()
    disputes: Mapping[Key, Dispute] = {}
    sources: Mapping[Key, Source] = {}
    statements: tuple[Statement, ...] = ()
    recorded: tuple[Recorded, ...] = Field((), description="what data sets say of its life; the law does not read it")
    hypotheses: tuple[Hypothesis, ...] = ()
    actors: Mapping[ActorId, LocalActor] = {}
    covers_from: MomentText | None = Field(None, description="the first day for which the record is complete")
    covers_to: MomentText | None = Field(None, description="the last day for which the record is complete")
    note: Text | None = None
    file: str = Field("", exclude=True, json_schema_extra={"internal": True})

    @cached_property
    def index(self) -> Index:
        """The events by kind: worked out once, as the record never changes (ask `index_of`, which knows of copies)."""
        return Index(self.record)

    @property
    def is_chronicle(self) -> bool:
        """Whether this holds a record alone, of acts under no single treaty."""
        return self.form == "chronicle"


def index_of(dossier: Dossier) -> Index:
    """The index of a dossier's events; made anew for a copy with another record, which carries the old one along."""
    index = dossier.index
    if index.record is not dossier.record:
        index = dossier.__dict__["index"] = Index(dossier.record)
    return index
