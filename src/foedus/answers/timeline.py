"""timeline: the spans of a treaty's life, by party and by reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from foedus.answers.groundwork.asking import Asked, ask, known_party, party_name
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Finding, group
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, Day, iso
from foedus.dossier.library import Library
from foedus.law.status import Status, StatusSpan
from foedus.reasons import Reason
from foedus.worlds import World

Row = tuple[str, tuple["Stretch", ...]]

UNTOLD = frozenset({Status.NOT_CONCLUDED, Status.NOT_A_PARTY})
"""Statuses that a timeline leaves blank."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One status from `start` to the day before `end`, each a day or an uncertain range (first, last)."""

    status: Status
    start: tuple[Day, Day]
    end: tuple[Day, Day]

    def to_json(self) -> dict[str, str | None]:
        """This stretch as JSON data; a side without end is None."""
        return {"status": self.status.value, "from": _text(self.start), "to": _text(self.end)}


@dataclass(frozen=True, slots=True)
class Line:
    """What a timeline draws for one treaty, or one party of it, in one world.

    `rows` holds for each label its stretches; parties whose lives are alike share a row.
    """

    rows: tuple[Row, ...]
    reasons: tuple[Reason, ...]


def timeline(library: Library, treaty: str, party: str | None = None, readings: Iterable[str] = ()) -> Finding:
    """The spans of the life of `treaty`, of all its parties or of one, in every reading not fixed.

    Each answer's value is a list of rows: a label, and its stretches (status, from, to).
    """
    asked = ask(library, treaty, readings)
    who = None if party is None else known_party(party, asked.dossier)
    return _finding(asked, f"What is the life of the {asked.dossier.title}?", lambda world: line_in(asked, world, who))


def whole(library: Library, treaty: str, readings: Iterable[str] = ()) -> Finding:
    """The spans of the life of `treaty` as such, whoever its parties are, in every reading not fixed.

    Answers have the form of those of `timeline`, with one row.
    """
    asked = ask(library, treaty, readings)
    question = f"What is the life of the {asked.dossier.title} as such?"
    return _finding(asked, question, lambda world: _whole_in(asked, world))


def _finding(asked: Asked, question: str, drawn: Callable[[World], Line]) -> Finding:
    """The rows that `drawn` gives in each world, as the answers to `question`."""
    exploration = asked.explore(drawn)
    answers = group(exploration, lambda ln: ln.rows, _value, lambda ln: ln.reasons, asked.name)
    hinges = exploration.hinges(lambda ln: ln.rows)
    return Finding(
        question=question,
        verdict="every" if len(answers) == 1 else "some",
        answers=answers,
        hinges=tuple(asked.name(key) for key in hinges),
        disputes=questions_of(hinges, asked.dossiers, asked.name),
        notes=doubts([], answers),
    )


def _whole_in(asked: Asked, world: World) -> Line:
    lived = asked.life(world)
    told = [span for span in lived.overall if span.status not in UNTOLD]
    rows: tuple[Row, ...] = (("the treaty as such", stretches(world, lived.overall)),)
    return Line(rows, tuple(span.why.settled(world.bounds) for span in told))


def line_in(asked: Asked, world: World, party: str | None) -> Line:
    """The rows of a timeline in one world."""
    lived = asked.life(world)
    alike: dict[tuple[Stretch, ...], list[str]] = {}
    lines = lived.spans if party is None else {party: lived.line(party)}
    for who, spans in lines.items():
        alike.setdefault(stretches(world, spans), []).append(who)
    rows = tuple((_label(asked, parties), drawn) for drawn, parties in alike.items() if drawn)
    reasons = [lived.entry.why]
    if party is not None:
        reasons = [span.why for span in lived.line(party) if span.status not in UNTOLD]
    elif lived.ending is not None:
        reasons.append(lived.ending.why)
    return Line(rows, tuple(reason.settled(world.bounds) for reason in reasons))


def stretches(world: World, spans: tuple[StatusSpan, ...]) -> tuple[Stretch, ...]:
    """Spans as a timeline draws them: what is not told left out, days as ranges."""
    return tuple(
        Stretch(span.status, world.bounds(span.start), world.bounds(span.end))
        for span in spans
        if span.status not in UNTOLD
    )


def _label(asked: Asked, parties: list[str]) -> str:
    if len(parties) > 4:
        return f"{len(parties)} parties"
    return ", ".join(party_name(party, asked.dossier) for party in parties)


def _value(drawn: Line) -> list[dict[str, object]]:
    return [{"who": label, "spans": [part.to_json() for part in row]} for label, row in drawn.rows]


def _text(bounds: tuple[Day, Day]) -> str | None:
    first, last = bounds
    if last <= ALWAYS or first >= FOREVER:
        return None
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"
