"""The record: what happened, each event with its day, its actors and its source."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from foedus.dossier.values import ActorId, Actors, Disputable, Key, Keys, MomentText, Part, PeriodText, Text, Texts

Consent = Literal[
    "signature",  # also a signature subject to ratification: the clause on binding tells which
    "definitive_signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "adherence",
    "succession",
    "notification",  # that internal requirements are completed
    "exchange",  # of instruments or of notes
    "confirmation",  # of a signature ad referendum
    "consent_withdrawn",  # a ratification taken back, or a declared intention not to become a party
    "admission",
]
Life = Literal[
    "entry_into_force",  # recorded as a fact, where the terms cannot be computed
    "provisional_application",
    "provisional_end",
    "denunciation",
    "withdrawal",
    "revocation",  # of a notice
    "notice_suspended",
    "notice_resumed",
    "extension",
    "termination",  # by agreement
    "replacement",  # by a later treaty
    "suspension",
    "resumption",
    "expulsion",
    "claim",  # that the treaty has ended or is suspended, on a ground of law
    "amendment",
    "publication",
]
Relation = Literal[
    "reservation",
    "objection",
    "objection_withdrawn",
    "acceptance_of_reservation",
    "reservation_withdrawn",
    "declaration",
]
Territory = Literal["territorial_extension", "territorial_exclusion", "territorial_end"]
State = Literal["independence", "union", "separation", "extinction", "continuation"]
Act = Literal[
    "attack",
    "declaration_of_war",
    "armistice",
    "surrender",
    "peace",
    "occupation",
    "annexation",
    "cession",
    "recognition",
    "aid",
    "transit",
    "mobilisation",
    "ultimatum",
    "protest",
    "assurance",
    "alliance",
    "neutrality_declared",
    "war_ended",
    "measure",  # what a party does or leaves undone, other than by force; `departs_from` names the duties
]
EventKind = Consent | Life | Relation | Territory | State | Act | Literal["occurrence"]

Effect = Literal["by_clause", "at_term_end", "at_once", "after_notice", "ends", "suspends", "excuses", "none"]
"""What an act does to the treaty's life, or a claim to what is judged under it.

by_clause: what the clause on leaving says. at_term_end, at_once, after_notice: a notice that ends it then.
ends, suspends: a claim or an outbreak of war that does so on its day. excuses: a claim that leaves the treaty
as it is and excuses what its author did. none: no effect.
"""

Ground = Literal[
    "material_breach",
    "impossibility",
    "changed_circumstances",
    "peremptory_norm",
    "war",
    "invalidity",
    "extinction_of_a_party",
    "obsolescence",
    "supreme_interests",
    "necessity",
    "self_defence",
    "countermeasure",
    "later_duty",
    "not_covered",
    "distress",
    "force_majeure",
    "consent",
    "exception",  # the treaty's own
]


def _signers(value: object) -> object:
    if isinstance(value, str):
        return {value: ()}
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return dict.fromkeys(value, ())
    return value


class Event(Part):
    """One event of the record.

    `on` is the date by the clock of the place where it happened (`zone` if that is not the dossier's
    reference zone); `by` whose act it was, with who acted for them where that is known.
    """

    event: EventKind
    id: Key | None = None
    on: Disputable[MomentText]
    zone: Text | None = Field(None, description="zone of the clock that dates this event")
    place: Text | None = None
    by: Annotated[
        Mapping[ActorId, Texts],
        BeforeValidator(_signers),
        Field(json_schema_extra={"description": "actor, list of actors, or actor -> who acted for it"}),
    ] = {}
    to: Actors = Field((), description="addressees, or those against whom the act was directed")
    received: Disputable[MomentText] | None = Field(None, description="when a notice reached its addressee")
    effective: Disputable[MomentText] | None = Field(
        None,
        description="the day that the act itself names; of an act of consent under terms without a clause on late "
        "joiners: the day from which its author was bound",
    )
    effect: Disputable[Effect] = "by_clause"
    ground: Ground | None = None
    what: Disputable[Text] | None = Field(None, description="what happened, in your own words")
    kind_of_act: Disputable[Text] | None = None
    length: PeriodText | None = Field(None, description="for an extension: by how much")
    until: Disputable[MomentText] | None = Field(None, description="for an extension or suspension: to when")
    treaty: Key | None = Field(None, description="the other treaty that this event concerns")
    ad_referendum: bool = Field(False, description="a signature that its state has to confirm")
    under: Key | None = Field(None, description="for a notice: which of the treaty's other exits it is given under")
    of: Key | None = Field(None, description="the event that this one revokes, suspends or resumes")
    territory: Texts = ()
    articles: Texts = ()
    departs_from: Keys = Field((), description="the duties of this treaty, by id, that the act does not do as asked")
    shares: Mapping[str, Decimal] = Field({}, description="weights that count toward thresholds, by name")
    depositary: Text | None = None
    secret_until: MomentText | None = None
    source: Texts = ()
    note: Text | None = None
    line: int = Field(0, exclude=True, json_schema_extra={"internal": True})
    file: str = Field("", exclude=True, json_schema_extra={"internal": True})
