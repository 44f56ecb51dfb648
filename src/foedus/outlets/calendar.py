"""iCalendar (RFC 5545): what falls due, as all-day events that a client updates when they are exported again.

What identifies an event is what it is about (treaty, party, kind of date, the term or window concerned, the
readings if it hangs on any) and never its date: a date that was corrected moves the event that stands in the
calendar.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from foedus.answers.groundwork.asking import party_name
from foedus.answers.groundwork.finding import Answer, Finding, reason_lines
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from icalendar import Event

PRODID = "-//foedus//deadlines//EN"

NAME = "Treaty deadlines"

ALARMS = (30, 7)
"""So many days before the last day for notice (or before the day on which it has to be sent) a client rings."""

MOVES = "next exit"
"""The one kind of date that is no event: it moves with the day on which it is asked for."""

MOST_REASONS = 30

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def entries(finding: Finding) -> tuple[Answer, ...]:
    """The dates of a finding of `deadlines` that a calendar holds: all but those that move with the asking."""
    return tuple(answer for answer in finding.answers if answer.value["what"] != MOVES)


def calendar(finding: Finding, stamp: datetime, name: str = NAME, *, refreshed_daily: bool = False) -> bytes:
    """The dates of a finding of `deadlines` as one iCalendar object, UTF-8, lines ended and folded as RFC 5545 asks.

    `stamp` is the time of the export, with a zone: it becomes DTSTAMP and LAST-MODIFIED, and its day
    SEQUENCE, so that of two exports a client takes the later. `name` is what a client calls the calendar;
    `refreshed_daily` asks a client that subscribes to it to look again every day. Raises QuestionError if the
    optional library `icalendar` is not installed, ValueError for a stamp without a zone.
    """
    if stamp.tzinfo is None:
        raise ValueError(f"the stamp {stamp.isoformat()} has no zone; give one, for instance UTC")
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise QuestionError("iCalendar needs an optional library: pip install 'foedus[calendar]'") from None
    whole = Calendar()
    whole.add("PRODID", PRODID)
    whole.add("VERSION", "2.0")
    whole.add("NAME", name)  # RFC 7986; the second is what older clients read
    whole.add("X-WR-CALNAME", name)
    if refreshed_daily:
        whole.add("REFRESH-INTERVAL", timedelta(days=1), parameters={"VALUE": "DURATION"})
        whole.add("X-PUBLISHED-TTL", "PT24H")
    for uid, answer in identified(finding):
        whole.add_component(_event(uid, answer, stamp.astimezone(UTC).replace(microsecond=0)))
    return bytes(whole.to_ical())


def identified(finding: Finding) -> Iterator[tuple[str, Answer]]:
    """Each date with the name that identifies it, for ever the same for the same thing.

    Where readings give one thing several dates, the readings are part of the name: the place among the
    others would change as soon as one of the dates is past.
    """
    seen: dict[str, int] = {}
    for answer in sorted(entries(finding), key=lambda answer: (answer.value["on"], answer.value["about"])):
        value = answer.value
        kind = value["what"].replace(" ", "-")
        parts = [value["treaty"], value["party"] or "all", kind, value["concerns"]]
        if answer.readings != ({},):
            readings = sorted(sorted(reading.items()) for reading in answer.readings)
            parts.append(sha256(json.dumps(readings).encode()).hexdigest()[:12])
        uid = "/".join(parts)
        seen[uid] = seen.get(uid, 0) + 1
        yield (uid if seen[uid] == 1 else f"{uid}/{seen[uid]}") + "@foedus", answer


def _event(uid: str, answer: Answer, stamp: datetime) -> Event:
    from icalendar import Alarm, Event

    value: Mapping[str, Any] = answer.value
    summary = f"{value['what'].capitalize()}: {value['title']}"
    if value["party"]:
        summary += f" ({party_name(value['party'])})"
    if answer.readings != ({},):
        summary += " [in some readings]"
    made = Event()
    made.add("UID", uid)
    made.add("DTSTAMP", stamp)
    made.add("LAST-MODIFIED", stamp)
    made.add("SEQUENCE", max(0, (stamp - EPOCH).days))
    made.add("DTSTART", date.fromisoformat(value["on"]))
    made.add("SUMMARY", summary)
    made.add("DESCRIPTION", "\n".join(_description(answer)))
    made.add("CATEGORIES", [value["what"]])
    made.add("TRANSP", "TRANSPARENT")
    if value["what"] == "last day for notice":
        for days in ALARMS:
            alarm = Alarm()
            alarm.add("ACTION", "DISPLAY")
            alarm.add("TRIGGER", -timedelta(days=days + _on_the_way(value)))
            alarm.add("DESCRIPTION", _reminder(days, summary, value))
            made.add_component(alarm)
    return made


def _reminder(days: int, summary: str, value: Mapping[str, Any]) -> str:
    """What an alarm says `days` before a notice has to be sent, or else given: what falls due, and when."""
    due = f"{summary}, on {value['on']}"
    return f"{due}; send by {value['send_by']}, in {days} days" if "send_by" in value else f"{due}, in {days} days"


def _on_the_way(value: Mapping[str, Any]) -> int:
    """How many days before its last day a notice has to be sent."""
    if "send_by" not in value:
        return 0
    return (date.fromisoformat(value["on"]) - date.fromisoformat(value["send_by"])).days


def _description(answer: Answer) -> Iterator[str]:
    value: Mapping[str, Any] = answer.value
    if value["about"]:
        yield value["about"]
    if "send_by" in value:
        yield f"to be sent by {value['send_by']}"
    for reading in answer.readings:
        if reading:
            yield "if " + ", ".join(f"{dispute} = {position}" for dispute, position in reading.items())
    if answer.reasons:
        yield "why:"
        yield from reason_lines(answer.reasons, MOST_REASONS)
