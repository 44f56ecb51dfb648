"""A finding: what a question is answered with. The one form in which every answer comes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from foedus.answers.groundwork.conditions import Taken, options_of, without_full
from foedus.chronology.days import iso
from foedus.reasons import Reason, line
from foedus.worlds import Exploration, Path

T = TypeVar("T")

Verdict = Literal["every", "some", "none"]
Reading = Mapping[str, str]
"""Positions by dispute, and assumed ranges (EDTF intervals) by uncertain date."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One value that the question has in some readings, those readings, and why.

    `readings` name only the disputes on which the value hangs; an empty one means: in every reading.
    `details` are the finer answers below this one (since when, until when), each with its own readings.
    """

    value: Any
    readings: tuple[Reading, ...]
    reasons: tuple[Reason, ...] = ()
    details: tuple[Answer, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """This answer as JSON data; reasons as nested objects."""
        data: dict[str, Any] = {
            "value": self.value,
            "readings": [dict(reading) for reading in self.readings],
            "reasons": [reason_json(reason) for reason in self.reasons],
        }
        if self.details:
            data["details"] = [
                {"value": detail.value, "readings": [dict(reading) for reading in detail.readings]}
                for detail in self.details
            ]
        return data


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a question in every reading.

    `verdict`: whether the plain question holds in every reading, in some or in none (for a question that is
    not yes or no: "every" when all readings agree, "some" when they differ). `hinges`: the disputes whose
    change alone changes the plain answer. `disputes` tells for each dispute named what it asks. `notes` say
    what the answer took for granted; `left_out` names the dossiers that could not be used, with their faults.
    """

    question: str
    verdict: Verdict
    answers: tuple[Answer, ...]
    hinges: tuple[str, ...] = ()
    disputes: Mapping[str, str] | None = None
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """This finding as one JSON object."""
        data: dict[str, Any] = {
            "question": self.question,
            "verdict": self.verdict,
            "answers": [answer.to_json() for answer in self.answers],
            "hinges": list(self.hinges),
        }
        if self.disputes:
            data["disputes"] = dict(self.disputes)
        if self.notes or self.left_out:
            data["notes"] = [*self.notes, *self.left_out]
        return data


def reason_json(reason: Reason) -> dict[str, Any]:
    """A reason and all below it as JSON data."""
    data: dict[str, Any] = {"kind": reason.kind.value, "text": reason.text}
    if cited := reason.cited:
        data["source"] = cited
    if reason.because:
        data["because"] = [reason_json(below) for below in reason.because]
    return data


def reason_lines(reasons: Iterable[Reason], most: int = 60) -> list[str]:
    """Reasons as indented lines, what was said once not said again, at most `most` lines."""
    lines: list[str] = []
    seen: set[str] = set()
    skip_below: int | None = None
    for depth, part in (step for reason in reasons for step in reason.walk()):
        if skip_below is not None and depth > skip_below:
            continue
        skip_below = None
        text = line(part)
        if text in seen:
            if part.because:
                lines.append("  " * depth + text + " (as above)")
            skip_below = depth
            continue
        seen.add(text)
        lines.append("  " * depth + text)
        if len(lines) >= most:
            lines.append("  " * depth + "...")
            break
    return lines


def group(
    exploration: Exploration[T],
    of: Callable[[T], Hashable],
    value: Callable[[T], Any],
    reasons: Callable[[T], tuple[Reason, ...]],
    name: Callable[[str], str],
) -> tuple[Answer, ...]:
    """The paths of an exploration as answers: those with one `of` together, in the order first met.

    Readings are cut down to the disputes on which `of` hangs (by the meaning of a hinge no other dispute bears
    on it), and of these to what they ask for: a dispute of which they name every position is no condition.
    `name` shortens a dispute's key for people.
    """
    hinges = exploration.hinges(of)
    met = options_of(exploration) if hinges else {}
    options = {key: met[key] for key in hinges}
    grouped: dict[Hashable, list[Path[T]]] = {}
    for path in exploration.paths:
        grouped.setdefault(of(path.value), []).append(path)
    return tuple(
        Answer(value(paths[0].value), _readings(paths, options, name), reasons(paths[0].value))
        for paths in grouped.values()
    )


def _readings(
    paths: list[Path[T]], options: Mapping[str, frozenset[Taken]], name: Callable[[str], str]
) -> tuple[Reading, ...]:
    if not options:
        return ({},)  # on nothing: it is so in every reading
    cut: dict[tuple[tuple[str, Taken], ...], None] = {}
    for path in paths:
        reading: dict[str, Taken] = {**path.readings, **path.ranges}
        cut[tuple((key, reading[key]) for key in options if key in reading)] = None
    least = without_full([dict(reading) for reading in cut], options)
    return tuple({name(key): _told(taken) for key, taken in reading.items()} for reading in least)


def _told(taken: Taken) -> str:
    return taken if isinstance(taken, str) else f"{iso(taken[0])}/{iso(taken[1])}"


def group_some(
    exploration: Exploration[T | None],
    of: Callable[[T], Hashable],
    value: Callable[[T], Any],
    reason: Callable[[T], Reason],
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """As `group`, of what is there in some paths alone (None: not there), with the disputes on which that hangs."""

    def compared(found: T | None) -> Hashable:
        return None if found is None else of(found)

    if all(path.value is None for path in exploration.paths):
        return (), ()
    answers = group(
        exploration,
        compared,
        lambda found: None if found is None else value(found),
        lambda found: () if found is None else (reason(found),),
        lambda key: key,
    )
    return tuple(answer for answer in answers if answer.value is not None), exploration.hinges(compared)


def verdict_on_any(answers: Sequence[Answer]) -> Verdict:
    """ "none" without answers, "every" if none of them hangs on a reading, else "some"."""
    if not answers:
        return "none"
    return "every" if all(answer.readings == ({},) for answer in answers) else "some"


def verdict_of(holds: list[bool]) -> Verdict:
    """ "every" if all of `holds` are true, "none" if no one is, else "some"."""
    if all(holds):
        return "every"
    return "some" if any(holds) else "none"
