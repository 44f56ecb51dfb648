"""Doubts about dates: what is marked `~` or `?` is taken as written, and the finding says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.answers.groundwork.finding import Answer
from foedus.chronology.days import iso
from foedus.chronology.moments import Moment
from foedus.reasons import Kind, Reason

MARKS = ("(approximate)", "(uncertain)")
"""How the reason of an event ends whose date the record marks so."""


def doubts(moments: Iterable[Moment], answers: Iterable[Answer] = ()) -> tuple[str, ...]:
    """A note for each date asked about, and for each event that the reasons of `answers` rest on, that is marked
    approximate or uncertain (EDTF `~`, `?`, `%`): its days are those written, no more and no fewer."""
    events = dict.fromkeys(
        f"{text}: so the record marks the date, which is taken as written"
        for answer in answers
        for reason in answer.reasons
        for text in _marked(reason)
    )
    return (*(_asked(moment) for moment in moments if moment.approximate or moment.uncertain), *events)


def _asked(moment: Moment) -> str:
    marks = [word for word, is_so in (("approximate", moment.approximate), ("uncertain", moment.uncertain)) if is_so]
    days = iso(moment.first) if moment.is_exact else f"{iso(moment.first)} to {iso(moment.last)}"
    return f"the date asked about, {moment.text}, is {' and '.join(marks)}; it is taken as written: {days}"


def _marked(reason: Reason) -> Iterator[str]:
    for _, part in reason.walk():
        if part.kind is Kind.EVENT and part.template.endswith(MARKS):
            yield part.text
