"""Duties: what a treaty asks of whom, toward whom, and when. A small typed vocabulary."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from foedus.dossier.values import Actors, Disputable, Key, Part, PeriodText, Text

Refrain = Literal[
    "attack",  # any use of armed force against the other
    "threat",  # the threat of it
    "hostility",  # taking part in hostilities against the other, on anybody's side
    "aid_to_attacker",  # support to a third that attacks the other
    "hostile_bloc",  # alliances or groupings aimed at the other
    "separate_peace",  # armistice or peace with the enemy without the other
    "separate_talks",  # negotiations with the enemy without the other
    "propaganda",  # incitement and propaganda against the other
    "interference",  # interference in the other's internal affairs
    "political_treaty",  # political treaties with a named state without consent
    "revision",  # changing what the treaty fixes by one's own act
]
Respect = Literal["territory", "inviolability", "independence", "sovereignty", "rights"]
Assist = Literal["military", "all_means", "economic", "political", "benevolent_neutrality"]
Perform = Literal[
    "enter_war",
    "cease_hostilities",
    "surrender",
    "evacuate",
    "cede",
    "return",
    "lease",
    "disarm",
    "restore",
    "settle",
    "conclude_treaty",
    "recognise",
    "cooperate",
    "support",
    "punish",
    "register",
    "build",
    "maintain",  # keep a state of things: a plant at work, a person in a place
]


ENTRY = "entry-into-force"
"""Where a time runs from the treaty's own entry into force and from no event of the record."""


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Trigger(Part):
    """What calls the duty up. Every condition given must hold.

    `attacked`: the beneficiary (or who is named) becomes the object of an attack; `by` whom. `at_war`: the
    beneficiary is at war, whoever began. `after`: an event of the record has happened.
    """

    attacked: Actors | Literal["other", "bearer"] | None = None
    at_war: Actors | Literal["other"] | None = None
    by: Actors | Literal["third", "anyone", "not_yet_at_war"] | None = Field(
        None, description="who must be the attacker; 'not_yet_at_war': a power in neither war when this was signed"
    )
    not_by: Actors = Field((), description="attackers that do not count")
    attackers: int = Field(1, ge=1, description="how many of those who count must attack")
    unprovoked: bool = Field(False, description="only if the party attacked did not bring it about")
    after: Key | None = Field(None, description="an event of the record, by id")
    aided_by: Actors = Field((), description="only once these give assistance too")


class Duty(Part):
    """One promise: exactly one of the verbs, with who owes it, to whom, and when it is called up."""

    id: Key
    article: Text | None = None
    bearer: Literal["each"] | Actors = Field("each", description="who owes it")
    toward: Literal["other", "others", "all"] | Actors = Field("other", description="to whom it is owed")
    protects: Actors = Field((), description="third parties that it protects")

    refrain: Annotated[tuple[Refrain, ...] | None, BeforeValidator(_listed)] = None
    respect: Annotated[tuple[Respect, ...] | None, BeforeValidator(_listed)] = None
    observe: Literal["neutrality"] | None = None
    assist: Annotated[tuple[Assist, ...] | None, BeforeValidator(_listed)] = None
    consult: Text | None = Field(None, description="on what the parties must consult")
    perform: Perform | None = None
    recognise: Text | None = Field(None, description="the claim or status that is recognised")
    notify: Literal["before_hostilities", "neutrals_of_war"] | None = None
    limit: Text | None = Field(None, description="what is limited, and to how much")

    when: Disputable[Trigger] | None = None
    against: Actors = Field((), description="for assistance and offensive duties: against whom")
    object: Text | None = Field(None, description="what is to be ceded, evacuated, settled ...")
    territory: Text | None = None
    within: Disputable[PeriodText] | None = Field(None, description="the time within which it must be done")
    after: Key | None = Field(None, description="the event of the record from which the time runs, or entry-into-force")
    lasts: Disputable[Literal["until_performed"] | PeriodText] | None = Field(
        None, description="how long it binds, if not as long as the treaty: from `after`, else from entry into force"
    )
    provided: Text | None = Field(None, description="a condition that is not an event of the record")
    unless: Text | None = Field(None, description="an exception")
    saves: Actors = Field((), description="the relations with these are left as they are")
    binding: Disputable[Literal["in_law", "politically"]] = Field(
        "in_law", description="whether it was meant as law or as a political undertaking"
    )
    survives: bool = Field(False, description="outlives the treaty")
    secret: bool = Field(False, description="stands in a secret part of the treaty")
    note: Text | None = None

    @model_validator(mode="after")
    def _one_verb(self) -> Duty:
        if len(self.verbs) != 1:
            raise ValueError(
                f"duty {self.id!r} says {len(self.verbs)} of refrain, respect, observe, assist, consult, perform, "
                "recognise, notify, limit; it must say exactly one (write a second duty for a second promise)"
            )
        return self

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs that this duty uses: exactly one in a valid duty."""
        return tuple(verb for verb in VERBS if getattr(self, verb) is not None)

    @property
    def verb(self) -> str:
        """The one verb of this duty."""
        return self.verbs[0]


VERBS = ("refrain", "respect", "observe", "assist", "consult", "perform", "recognise", "notify", "limit")

Verb: TypeAlias = str
