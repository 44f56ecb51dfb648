"""Terms: the typed clauses by which a treaty lives, each with its article."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from foedus.chronology.periods import Counting, MonthEnd
from foedus.dossier.clause import Clause, Rounding
from foedus.dossier.duties import Duty
from foedus.dossier.leaving import Exit
from foedus.dossier.values import (
    ActorId,
    Actors,
    Disputable,
    Key,
    MomentText,
    Part,
    PeriodText,
    Text,
)

ConsentBy = Literal[
    "signature", "ratification", "acceptance", "approval", "accession", "exchange", "notification", "adherence"
]


class Timing(Clause):
    """When something that was brought about takes effect: a period after it, then a rounding.

    `after` runs from the triggering event by `counting` and `month_end`; `round` then moves the day on;
    `no_earlier_than` is the earliest day it can be.
    """

    after: Disputable[PeriodText] | None = Field(None, description="a period that must run first")
    then_after: PeriodText | None = Field(None, description="a second period, chained behind the first")
    counting: Disputable[Counting] = Field(Counting.SAME_DAY, description="on which day the period has effect")
    month_end: MonthEnd = Field(MonthEnd.CLAMP, description="what becomes of a day that the last month lacks")
    round: Rounding = Field("none", description="to which day the result moves on")
    no_earlier_than: MomentText | None = Field(None, description="the earliest day on which it can take effect")


class Binding(Clause):
    """How a party consents to be bound."""

    by: Disputable[tuple[ConsentBy, ...] | ConsentBy] = Field(
        "signature", description="the act, or the acts, by which a party consents"
    )
    depositaries: Annotated[int, Field(ge=1)] = 1
    counts: Literal["earliest", "latest"] = Field(
        "earliest", description="with several depositaries: which of one party's deposits counts"
    )


class Threshold(Part):
    """So many instruments, by so many or by named parties, or instruments of so much weight."""

    deposits: int | None = Field(None, ge=1, description="how many instruments of consent")
    of: Actors = Field((), description="only instruments of these count (all others pass by)")
    all_of: Actors = Field((), description="each of these must be among them")
    shares: dict[str, Decimal] = Field({}, description="name of a weight -> the sum that the instruments must reach")
    more_than: bool = Field(False, description="the sums must be passed, not only reached")
    organisations_count: bool = Field(False, description="whether an organisation's instrument counts too")
    successors_count: bool = Field(False, description="whether notices of succession count as instruments")


class OnDate(Part):
    """On a date that the treaty names."""

    date: MomentText


class OnEvent(Part):
    """On an event of the record, by its id (the depositary's note that a condition is met, for one)."""

    event: Key


class AllOf(Part):
    """When the last of several conditions is met."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Part):
    """When the first of several conditions is met."""

    any: tuple[Condition, ...] = Field(min_length=1)


class DateIf(Part):
    """On a date if a condition is met by then, else when it is."""

    date: MomentText
    provided: Condition
    otherwise_after: PeriodText | None = Field(
        None, description="the period after the condition, if it is met only later"
    )
    otherwise_round: Rounding = "none"


ConditionName = Literal[
    "signature",
    "signed_by_all",
    "ratified_by_all",
    "exchange",
    "notified_by_all",
    "deposited_by_all",
    "first_two_deposits",
    "each_on_own_consent",
]

Condition: TypeAlias = ConditionName | Threshold | OnDate | OnEvent | AllOf | AnyOf | DateIf


class EntryIntoForce(Timing):
    """What brings the treaty into force, and when."""

    when: Disputable[Condition] = Field(description="the condition that brings it into force")


class Joining(Timing):
    """When a party that joins later is bound: a period after its own instrument."""

    objection_period: PeriodText | None = Field(
        None, description="a time for objections that runs before the period itself"
    )
    applies_from: Literal["threshold", "entry"] = Field(
        "threshold", description="whether it is for those who consent after the threshold was met, or after entry"
    )


class Provisional(Clause):
    """Provisional application before entry into force."""

    starts: Literal["signature", "date", "notification"] = "signature"
    date: MomentText | None = None
    until: MomentText | None = Field(None, description="the day on which it ends at the latest")
    notice: PeriodText | None = Field(None, description="how long after notice it ends (at once if not said)")


class Term(Clause):
    """How long the treaty is to last: a length from a start, a fixed end, an event, or no end."""

    length: Disputable[PeriodText] | None = None
    start: Disputable[Literal["entry_into_force", "own_entry", "signature", "exchange"] | MomentText] = Field(
        "entry_into_force", alias="from", description="the day from which the length runs; own_entry: each party's own"
    )
    until: Disputable[MomentText] | None = Field(None, description="the day on which it ends")
    until_event: Key | None = Field(None, description="the event of the record that ends it")
    indefinite: bool = False
    counting: Disputable[Counting] = Counting.SAME_DAY
    month_end: MonthEnd = MonthEnd.CLAMP
    at_least: Disputable[bool] = Field(
        False, description="the end is the earliest that a notice can bring about; without notice it goes on"
    )

    @model_validator(mode="after")
    def _one_of(self) -> Term:
        given = [self.length is not None, self.until is not None, self.until_event is not None, self.indefinite]
        if sum(given) != 1:
            raise ValueError("a term says exactly one of length, until, until_event or indefinite")
        return self


class Renewal(Clause):
    """What follows the term if nobody gives notice."""

    tacit: Disputable[PeriodText | tuple[PeriodText, ...]] | None = Field(
        None, description="the period by which it renews itself, or the periods in turn (the last repeats)"
    )
    times: Disputable[Literal["once", "unlimited"] | Annotated[int, Field(ge=1)]] = Field(
        "unlimited", description="how often it can renew itself"
    )
    then: Literal["ends", "indefinite"] = Field("ends", description="what follows the last renewal")
    by_agreement: bool = Field(False, description="it may be extended by agreement only")
    at_most: PeriodText | None = Field(None, description="the most by which all extensions can prolong it")


class Survival(Clause):
    """What goes on after the end, for how long, and for what."""

    length: PeriodText | None = Field(None, description="how long; absent means without limit")
    covers: Text = Field(description="what goes on to be governed by the treaty")


class EndsOnJoining(Clause):
    """Joining a later convention ends this one for that party, once the later one is in force for it."""

    treaty: Key = Field(description="the later, revising convention")


class Floor(Clause):
    """The number of parties below which the treaty ends."""

    parties: int = Field(ge=1)


class Terms(Part):
    """Everything that the treaty itself provides."""

    shares_life_of: Disputable[Key] | None = Field(
        None, description="the treaty with which it stands and falls; 'itself' for a life of its own"
    )
    binding: Binding = Binding()
    entry_into_force: EntryIntoForce | None = None
    joining: Joining | None = None
    provisional: Provisional | None = None
    term: Term | None = None
    renewal: Renewal | None = None
    denunciation: Exit | None = None
    other_exits: dict[Key, Exit] = Field({}, description="further ways to leave; a notice names its own with `under`")
    silent_on_exit: bool = Field(False, description="the text was read and has no clause on leaving")
    survival: Survival | None = None
    floor: Floor | None = None
    ends_on_joining: EndsOnJoining | None = None
    territorial: Timing | None = Field(None, description="when an extension to a territory takes effect")
    duties: tuple[Duty, ...] = ()
    concerns: tuple[ActorId, ...] = Field((), description="third parties whom the terms concern")
