"""Status: what a treaty is to a party on a day. A type, never a boolean."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from foedus.reasons import Reason
from foedus.worlds import AnyDay


class Status(StrEnum):
    """What a treaty is to a party.

    NOT_CONCLUDED: before anybody signed. NOT_A_PARTY: the party has no act under the treaty so far.
    SIGNATORY: signed, not yet bound. CONSENTED: has consented to be bound, the condition for entry into
    force is not met. NOT_YET_IN_FORCE: the condition is met, a waiting period runs. PROVISIONAL: applied
    provisionally. IN_FORCE. SUSPENDED. WITHDRAWN: the party left. ENDED: the treaty ended. SURVIVING: it
    ended, a survival clause goes on. UNKNOWN: the record does not tell. NO_DATA: outside what the dossier
    covers.
    """

    NOT_CONCLUDED = "not concluded"
    NOT_A_PARTY = "not a party"
    SIGNATORY = "signatory"
    CONSENTED = "consented"
    NOT_YET_IN_FORCE = "not yet in force"
    PROVISIONAL = "provisionally applied"
    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    SURVIVING = "surviving"
    UNKNOWN = "unknown"
    NO_DATA = "no data"


class StatusSpan(NamedTuple):
    """The days from `start` to the day before `end` on which one status holds, and why it began."""

    start: AnyDay
    end: AnyDay
    status: Status
    why: Reason
