"""What a picture of a life is drawn from: findings of timeline, acts and deadlines, as blocks and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, get_args

from foedus.answers.groundwork.finding import Answer, Finding
from foedus.chronology.days import Day
from foedus.dossier.record import Consent
from foedus.law.status import Status
from foedus.outlets.time_axis import interval
from foedus.outlets.wording import days_in_words, reading_words

MOST_READINGS = 3
"""How many readings a tip names."""

CONSENTS = frozenset(get_args(Consent))
"""Acts of consent, of which a convention has hundreds."""

CROWD = 40
"""From how many acts on those of consent are drawn as a rug of lines without labels."""

LONGEST = 30
"""The longest label of what happened, in letters."""

SIGNS = {
    "last day for notice": "notice",
    "renewal": "renewal",
    "term ends": "renewal",
    "expiry": "end",
    "exit takes effect": "end",
    "end": "end",
    "survival ends": "end",
}
"""The sign with which a deadline is drawn; any other is one from which on something is possible."""


class Bar(NamedTuple):
    """A status from `start` to `end` (each the first and last day that it may be; None: open), with its tip."""

    status: Status
    start: tuple[Day, Day] | None
    end: tuple[Day, Day] | None
    tip: str


class Row(NamedTuple):
    """The bars of a party, or of several alike."""

    who: str
    bars: tuple[Bar, ...]


class Block(NamedTuple):
    """The rows of one reading; `label` is its letter, empty if there is but one."""

    label: str
    rows: tuple[Row, ...]


class Mark(NamedTuple):
    """An act or a deadline on its day (or days): a label, a tip, a sign, the name by which it can be moved.

    `sure` is false for what is so in some readings only; `quiet` marks are drawn without a label.
    """

    first: Day
    last: Day
    label: str
    tip: str
    sign: str
    name: str = ""
    sure: bool = True
    quiet: bool = False


def letter(number: int) -> str:
    """The letter of a reading: A, B ... Z, then AA, AB ..."""
    return chr(65 + number) if number < 26 else letter(number // 26 - 1) + letter(number % 26)


def blocks_of(finding: Finding, most_rows: int) -> tuple[Block, ...]:
    """The blocks of a finding of `timeline`, of each reading at most so many rows."""
    alone = len(finding.answers) == 1
    return tuple(
        Block("" if alone else letter(number), tuple(_row(row, answer) for row in answer.value[:most_rows]))
        for number, answer in enumerate(finding.answers)
    )


def _row(row: dict[str, Any], answer: Answer) -> Row:
    why = [reason.text for reason in answer.reasons]
    return Row(row["who"], tuple(_bar(row["who"], span, answer, why) for span in row["spans"]))


def _bar(who: str, span: dict[str, Any], answer: Answer, why: list[str]) -> Bar:
    to = "" if span["to"] is not None or span["from"] is None else " on"
    since = "from " if span["from"] is not None else ""
    lines = [f"{who}: {span['status']} {since}{days_in_words(span['from'], span['to'])}{to}", *_readings(answer)]
    if span["status"] == Status.IN_FORCE.value:
        lines += why
    start, end = (None if text is None else interval(text) for text in (span["from"], span["to"]))
    return Bar(Status(span["status"]), start, end, "\n".join(lines))


def _readings(answer: Answer) -> Iterator[str]:
    told = [text for text in reading_words(answer.readings) if text]
    for text in told[:MOST_READINGS]:
        yield f"if {text}"
    if len(told) > MOST_READINGS:
        yield f"and in {len(told) - MOST_READINGS} more readings"


def acts_of(finding: Finding) -> tuple[Mark, ...]:
    """The marks of a finding of `acts`."""
    crowded = len(finding.answers) > CROWD
    alike: dict[tuple[str, int, int], list[Mark]] = {}
    for answer in finding.answers:
        if answer.value["on"] is not None:
            mark = _act(answer, crowded)
            alike.setdefault((mark.name or mark.tip, mark.first, mark.last), []).append(mark)
    return tuple(_once(marks, finding) for marks in alike.values())


def _once(marks: list[Mark], finding: Finding) -> Mark:
    """One mark for an act whose hour alone is disputed: its day is sure if no reading has another."""
    if len(marks) == 1:
        return marks[0]
    dates = sum(answer.value["name"] == marks[0].name for answer in finding.answers)
    tip = "\nor\n".join(mark.tip for mark in marks)
    return marks[0]._replace(tip=tip, sure=dates == len(marks))


def _act(answer: Answer, crowded: bool) -> Mark:
    value = answer.value
    first, last = interval(value["on"])
    kind = value["event"].replace("_", " ")
    who = ", ".join(value["by"][:2]) + (f" and {len(value['by']) - 2} more" if len(value["by"]) > 2 else "")
    tip = [f"{kind}{': ' if who else ''}{who}", value["date"] + (f", {value['place']}" if value["place"] else "")]
    tip += [text for text in (value["what"], *_readings(answer)) if text]
    if value["source"]:
        tip.append(f"[{'; '.join(value['source'])}]")
    quiet = crowded and value["event"] in CONSENTS
    label = f"{kind}, {who}" if who and len(value["by"]) == 1 else kind
    if value["event"] == "occurrence" and value["what"]:
        label = value["what"] if len(value["what"]) <= LONGEST else f"{value['what'][:LONGEST].rsplit(' ', 1)[0]} …"
    return Mark(first, last, label, "\n".join(tip), "act", value["name"] or "", answer.readings == ({},), quiet)


def dues_of(answers: Iterable[Answer]) -> tuple[Mark, ...]:
    """The marks of answers of `deadlines`."""
    return tuple(_due(answer) for answer in answers)


def _due(answer: Answer) -> Mark:
    value = answer.value
    on = interval(value["on"])[0]
    who = f" ({value['party']})" if value["party"] else ""
    tip = [f"{value['what']}{who}: {days_in_words(value['on'], None)}", value["about"], *_readings(answer)]
    label = value["what"] + who
    sign = SIGNS.get(value["what"], "opens")
    return Mark(on, on, label, "\n".join(text for text in tip if text), sign, "", answer.readings == ({},))


def days_of(blocks: Iterable[Block], marks: Iterable[Mark]) -> list[Day]:
    """Every day that a picture of these has to show."""
    found = [bound for block in blocks for row in block.rows for bar in row.bars for bound in (bar.start, bar.end)]
    return [day for bound in found if bound is not None for day in bound] + [
        day for mark in marks for day in (mark.first, mark.last)
    ]
