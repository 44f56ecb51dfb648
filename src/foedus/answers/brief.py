"""brief: what a stranger needs to know of a treaty, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foedus.answers.deadlines import deadlines
from foedus.answers.groundwork.asking import Asked, ask, party_name
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.finding import Answer, Finding, group
from foedus.answers.groundwork.readings import questions_of
from foedus.answers.timeline import Line, line_in
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier, Statement
from foedus.dossier.record import Event
from foedus.law.conduct.categories import categories
from foedus.law.defaults import RULES
from foedus.law.life import Life
from foedus.law.status import Status, StatusSpan
from foedus.reasons import Reason, between_words
from foedus.worlds import AnyDay, Choice, World


@dataclass(frozen=True, slots=True)
class LifeTold:
    """The life of a treaty in one world, as a brief tells it."""

    entry: str
    end: str
    drawn: Line
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One page on a treaty.

    `about`: title, kind, parties, signatures and the like, label to text. `life`: how it entered into force
    and ended, and its drawn spans, by reading. `duties`: a line each. `disputes`: for each dispute that bears
    on its life, what it asks, the positions with those who hold them, and whether the end hangs on it;
    `further` the other disputes of the dossier. `dates`: what fell or falls due under it. `on`: the day (ISO)
    from which the page looks, if it looks from one.
    """

    title: str
    about: tuple[tuple[str, str], ...]
    life: Finding
    drawn: tuple[tuple[Answer, Line], ...]
    duties: tuple[str, ...]
    disputes: tuple[tuple[str, str, tuple[tuple[str, str], ...], bool], ...]
    further: tuple[tuple[str, str], ...]
    dates: tuple[Answer, ...]
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    on: str | None = None

    def to_json(self) -> dict[str, Any]:
        """This brief as one JSON object, with the keys of every finding and the page's sections."""
        data = self.life.to_json()
        about: dict[str, list[str]] = {}
        for label, text in self.about:
            about.setdefault(label, []).append(text)
        data["about"] = about
        data["duties"] = list(self.duties)
        data["open_points"] = [
            {"dispute": name, "question": question, "positions": dict(positions), "hinge": hinge}
            for name, question, positions, hinge in self.disputes
        ]
        data["further_disputes"] = dict(self.further)
        data["dates"] = [answer.to_json() for answer in self.dates]
        data["statements"] = list(self.statements)
        data["sources"] = list(self.sources)
        return data


def brief(library: Library, treaty: str, readings: Iterable[str] = (), on: str | None = None) -> Brief:
    """One page on `treaty`: what it is, its life in every reading not fixed, dates, duties, disputes, sources.

    The dates are those of `deadlines` from the day `on` (ISO), the next way out among them; of a treaty under
    which nothing falls due any more, or without `on`, those of its whole life.
    """
    readings = tuple(readings)
    asked = ask(library, treaty, readings)
    dossier = asked.dossier
    exploration = asked.explore(lambda world: _told(asked, world))
    answers = group(exploration, lambda told: (told.entry, told.end), _value, lambda told: told.reasons, asked.name)
    drawn: dict[tuple[str, str], Line] = {}
    for path in exploration.paths:
        drawn.setdefault((path.value.entry, path.value.end), path.value.drawn)
    hinges = exploration.hinges(lambda told: (told.entry, told.end))
    met = dict.fromkeys(key for path in exploration.paths for key in path.readings if key not in asked.fixed)
    finding = Finding(
        question=f"What is the life of the {dossier.title}?",
        verdict="every" if len(answers) == 1 else "some",
        answers=answers,
        hinges=tuple(asked.name(key) for key in hinges),
        disputes=questions_of(met, asked.dossiers, asked.name),
        notes=doubts([], answers),
    )
    return Brief(
        title=dossier.title,
        about=tuple(about_lines(dossier)),
        life=finding,
        drawn=tuple((answer, drawn[(answer.value["entry"], answer.value["end"])]) for answer in answers),
        duties=tuple(duty_words(duty, dossier) for duty in dossier.terms.duties),
        disputes=tuple(_dispute(asked, key, key in hinges) for key in met),
        further=tuple(
            (name, dispute.question)
            for name, dispute in dossier.disputes.items()
            if f"{dossier.id}/{name}" not in (*met, *asked.fixed)
        ),
        dates=_dates(library, treaty, readings, on),
        statements=tuple(statement_words(said) for said in dossier.statements if isinstance(said.says, str)),
        sources=tuple(source_lines(dossier)),
        on=on,
    )


def _dates(library: Library, treaty: str, readings: tuple[str, ...], on: str | None) -> tuple[Answer, ...]:
    ahead = () if on is None else deadlines(library, [treaty], start=on, readings=readings).answers
    return ahead or deadlines(library, [treaty], readings=readings).answers


def _told(asked: Asked, world: World) -> LifeTold:
    lived = asked.life(world)
    entry = "not in force" if lived.entry.day is None else _day(world, lived.entry.day)
    suspended = [span for span in lived.overall if span.status is Status.SUSPENDED]
    reasons = [lived.entry.why, *(span.why for span in suspended)]
    if lived.ending is not None:
        reasons.append(lived.ending.why)
    return LifeTold(
        entry,
        _end(world, lived, suspended),
        line_in(asked, world, None),
        tuple(reason.settled(world.bounds) for reason in reasons),
    )


def _end(world: World, lived: Life, suspended: list[StatusSpan]) -> str:
    """How its time in force ended, in words that can follow "in force FROM to" or, of a time of suspension that
    was its last, "in force FROM, "."""
    if lived.entry.day is None:
        return "never in force"
    ended = (
        "no end on record" if lived.ending is None else f"{_day(world, lived.ending.day)} ({lived.ending.how.value})"
    )
    if not suspended:
        return ended
    *over, last = suspended
    after = lived.overall[lived.overall.index(last) + 1 :]
    if any(span.status is Status.IN_FORCE for span in after):
        return f"{ended}, suspended from {' and from '.join(_from_to(world, span) for span in suspended)}"
    since = " and from ".join([*(_from_to(world, span) for span in over), _day(world, last.start)])
    return f"suspended from {since}" + (f", {ended}" if lived.ending is None else f" to {ended}")


def _from_to(world: World, span: StatusSpan) -> str:
    return f"{_day(world, span.start)} to {_day(world, span.end)}"


def _value(told: LifeTold) -> dict[str, str]:
    return {"entry": told.entry, "end": told.end}


def _day(world: World, when: AnyDay) -> str:
    return between_words(*world.bounds(when))


def about_lines(dossier: Dossier) -> Iterable[tuple[str, str]]:
    """What stands at the head of a page on a treaty: label and text."""
    if dossier.also_called:
        yield "also called", "; ".join(dossier.also_called)
    kind = ", ".join(dossier.kind)
    yield "kind", f"{kind} ({dossier.form.replace('-', ' ')})" if kind else dossier.form.replace("-", " ")
    coded = categories(dossier)
    if coded.atop:
        told = ", ".join(name + (" (disputed)" if name in coded.disputed else "") for name in coded.atop)
        yield "promises", f"ATOP: {told}; COW: {coded.cow}"
    if dossier.parties:
        yield "parties", ", ".join(party_name(party, dossier) for party in dossier.parties)
    for event in dossier.record:
        if event.event in ("signature", "ratification", "exchange", "denunciation", "withdrawal"):
            yield event.event.replace("_", " "), _act(event, dossier)
    if dossier.secret:
        yield "secret", "; ".join(f"{part.part or 'the whole'} until {part.until}" for part in dossier.secret)
    if dossier.published:
        yield "published", "; ".join(dossier.published)


def _act(event: Event, dossier: Dossier) -> str:
    moments = event.on.choices.values() if isinstance(event.on, Choice) else (event.on,)
    on = " or ".join(str(moment) for moment in moments)
    who = ", ".join(
        party_name(party, dossier) + (f" ({', '.join(signers)})" if signers else "")
        for party, signers in event.by.items()
    )
    place = f", {event.place}" if event.place else ""
    return f"{on}{place}" + (f": {who}" if who and len(event.by) <= 6 else "")


def _dispute(asked: Asked, key: str, hinge: bool) -> tuple[str, str, tuple[tuple[str, str], ...], bool]:
    name = asked.name(key)
    question = questions_of([key], asked.dossiers, asked.name)[name]
    scope, _, dispute = key.partition("/")
    if scope == "law":
        rule = RULES[dispute]
        return name, question, tuple(rule.positions.items()), hinge
    positions = next(dossier for dossier in asked.dossiers if dossier.id == scope).disputes[dispute].positions
    return name, question, tuple((pos, "; ".join(held.held_by)) for pos, held in positions.items()), hinge


def statement_words(said: Statement) -> str:
    """A statement with its day, if it has one."""
    return f"{said.on}: {said.says}" if said.on is not None else str(said.says)


def source_lines(dossier: Dossier) -> Iterable[str]:
    """The sources of a dossier with their numbers, and how sure they are."""
    for source in dossier.sources.values():
        if source.title == "from memory":
            continue
        number = f", {source.number}" if source.number else ""
        sure = {"memory": " (from memory)", "computed": " (computed)"}.get(source.certainty, "")
        yield f"{source.title}{number}{sure}"
