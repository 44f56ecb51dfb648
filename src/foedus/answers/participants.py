"""participants: the status list of a treaty on a day: who is bound, who has signed, who has left, since when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.answers.groundwork.asking import Asked, ask, party_name, span_asked, when
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding, group, verdict_of
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, iso
from foedus.chronology.moments import Moment
from foedus.dossier.library import Library
from foedus.law.case import name_of
from foedus.law.status import Status
from foedus.worlds import AnyDay, World


class Standing(NamedTuple):
    """How one party stands on a day: its status, since and until when (ISO, None if open), how its time ends or
    ended, and by which act it consented."""

    status: Status
    since: str | None
    until: str | None
    how: str | None
    consent: str | None


def participants(library: Library, treaty: str, on: str, readings: Iterable[str] = ()) -> Finding:
    """Each party of `treaty` with its status on `on` (EDTF), in every reading not fixed; by name.

    An answer's value has `party` (its id), `name`, `status`, `since`, `until`, `how` (in which way its time ends or
    ended), `consent` (the kind and day of its last act of consent by then) and `acts` (the reservations,
    objections and declarations that it made, by name). A party whose status differs by reading stands there
    once for each. The verdict tells whether the treaty is in force for all of them. Raises QuestionError for an
    unknown treaty or reading, TimeTextError for a day that cannot be read.
    """
    asked, moment = ask(library, treaty, readings), when(on)
    exploration = asked.explore(lambda world: _all(asked, world, moment))
    parties = dict.fromkeys(party for path in exploration.paths for party in path.value)
    said = _said(asked)
    hinges: dict[str, None] = {}
    answers: list[Answer] = []
    alike: dict[tuple[Standing | None, ...], tuple[Answer, ...]] = {}
    for party in sorted(parties, key=lambda key: party_name(key, asked.dossier)):
        column = tuple(path.value.get(party) for path in exploration.paths)
        if column not in alike:
            of_one = exploration.map(lambda standings, party=party: standings.get(party))  # type: ignore[misc]
            alike[column] = group(of_one, lambda told: told, lambda told: told, lambda _: (), asked.name)
            hinges.update(dict.fromkeys(of_one.hinges(lambda told: told)))
        answers += [
            Answer(_value(asked, party, told.value, said.get(party, ())), told.readings)
            for told in alike[column]
            if told.value is not None
        ]
    return Finding(
        question=f"Who is a party to the {asked.dossier.title} on {moment.text}?",
        verdict=verdict_of([answer.value["status"] == Status.IN_FORCE.value for answer in answers])
        if answers
        else "none",
        answers=tuple(answers),
        hinges=tuple(asked.name(key) for key in hinges),
        disputes=questions_of(hinges, asked.dossiers, asked.name),
        notes=doubts([moment]),
    )


def _all(asked: Asked, world: World, moment: Moment) -> dict[str, Standing]:
    """How each party stands in one world."""
    lived = asked.life(world)
    consented: dict[str, str] = {}
    for consent in lived.consents:
        if not world.before(moment.last, consent.day):
            consented[consent.party] = (
                f"{consent.event.event.replace('_', ' ')} {_text(world, consent.day) or ''}".strip()
            )
    found = {}
    for party in lived.shared.parties:
        span, ending, _ = span_asked(asked, lived, world, party, moment)
        until = _text(world, span.end)
        how = None
        if ending is not None and span.status in (Status.IN_FORCE, Status.WITHDRAWN, Status.ENDED, Status.SUSPENDED):
            how = ending.how.value
            until = _text(world, ending.day) if span.status is Status.IN_FORCE else until
        found[party] = Standing(span.status, _text(world, span.start), until, how, consented.get(party))
    return found


def _said(asked: Asked) -> dict[str, tuple[str, ...]]:
    """For each party the names of its reservations, objections and declarations."""
    found: dict[str, list[str]] = {}
    for event in asked.dossier.record:
        if event.event in ("reservation", "objection", "declaration"):
            for party in event.by:
                found.setdefault(party, []).append(name_of(event))
    return {party: tuple(names) for party, names in found.items()}


def _value(asked: Asked, party: str, told: Standing, said: tuple[str, ...]) -> dict[str, object]:
    return {
        "party": party,
        "name": party_name(party, asked.dossier),
        "status": told.status.value,
        "since": told.since,
        "until": told.until,
        "how": told.how,
        "consent": told.consent,
        "acts": list(said),
    }


def _text(world: World, day: AnyDay) -> str | None:
    first, last = world.bounds(day)
    if last <= ALWAYS or first >= FOREVER:
        return None
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"
