"""The clause on leaving: denunciation and withdrawal, when they can be given and when they take effect."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from foedus.chronology.periods import Counting, MonthEnd
from foedus.dossier.clause import Clause, Rounding
from foedus.dossier.values import Disputable, Key, MomentText, Part, PeriodText, Text

MonthDay: TypeAlias = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", examples=["07-01"])]
"""A day of every year, month first."""


class Cutoff(Part):
    """A notice given by one day of the year takes effect on another."""

    by: MonthDay = Field(description="the last day of the year on which notice counts for this year's effect")
    effective: MonthDay = Field(description="the day on which it takes effect, after the cut-off")
    years_later: int = Field(0, ge=0, description="so many years after that")


class Window(Part):
    """Notice is possible only in windows that recur (the ten-year cycles of labour conventions)."""

    every: PeriodText
    open: PeriodText
    start: Literal["entry_into_force", "own_entry"] = Field("entry_into_force", alias="from")


class NotBefore(Part):
    """Until when no notice can be given, or none can take effect."""

    length: PeriodText | None = None
    start: Literal["entry_into_force", "own_entry", "signature"] = Field("own_entry", alias="from")
    date: MomentText | None = None
    bars: Literal["notice", "effect"] = "notice"


class Barred(Clause):
    """A state of affairs in which no exit takes effect: war, or what lasts from one event of the record to another.

    `holds` tells which day must not lie in it: that of the notice (the exit then waits for its end), or that on
    which the exit would take effect.
    """

    at_war: Literal["leaver", "any_party"] | None = Field(None, description="who must not be at war")
    with_whom: Literal["anyone", "party"] = Field("anyone", description="with anyone, or with another party alone")
    since: Key | None = Field(None, description="the event of the record with which it begins")
    to: Key | None = Field(None, description="the event of the record with which it ends")
    holds: Literal["notice", "effect"] = "notice"
    until: Literal["peace", "end_of_fighting"] = Field(
        "peace", description="for a war: whether an armistice or a surrender ends it too"
    )

    @model_validator(mode="after")
    def _one_of(self) -> Barred:
        if (self.at_war is None) == (self.since is None):
            raise ValueError("a bar says exactly one of at_war or since")
        if self.to is not None and self.since is None:
            raise ValueError("a bar that ends with an event (to) says with which it begins (since)")
        if self.since is not None and {"until", "with_whom"} & self.model_fields_set:
            raise ValueError("a bar between two events (since) has no until and no with_whom: these tell of a war")
        return self


class Exit(Clause):
    """Denunciation or withdrawal: how a party leaves, or ends the treaty, by its own act.

    `notice` is the period of notice. `before: term_end` says that it must be given that long before the end of
    the current term, and then ends the treaty with the term; without it (`any_time`) the exit takes effect
    `notice` after receipt. `later` is the clause that governs once the treaty runs on without a term.
    """

    notice: Disputable[PeriodText] | None = None
    before: Disputable[Literal["term_end", "any_time"]] | None = None
    counting: Disputable[Counting] = Field(Counting.SAME_DAY, description="on which day the period of notice has run")
    month_end: MonthEnd = MonthEnd.CLAMP
    round: Rounding = Field("none", description="to which day the result moves on")
    not_before: NotBefore | None = None
    cutoff: Cutoff | None = None
    window: Window | None = None
    end_of: (
        Literal[
            "calendar_year", "next_calendar_year", "anniversary", "renewal_period", "fiscal_year", "next_fiscal_year"
        ]
        | None
    ) = Field(None, description="the exit takes effect only at the end of such a period")
    fiscal_year_ends: MonthDay = Field("12-31", description="the last day of the organisation's fiscal year")
    opens: PeriodText | None = Field(None, description="how long before the end of the term notice can first be given")
    receipt: Literal["given", "received"] = Field(
        "received", description="whether the day of giving or of receipt counts"
    )
    addressee: Literal["parties", "depositary"] = "parties"
    ends_for: Literal["all", "leaver"] | None = Field(
        None, description="for whom it ends: all, or the leaver alone (default: all if fewer than three parties)"
    )
    grounds: Text | None = Field(None, description="the grounds that the clause asks for")
    barred_while: Barred | None = Field(None, description="while no exit takes effect: in war, or between two events")
    at_once_if: Text | None = Field(None, description="the case in which no notice is needed")
    later: Exit | None = None
