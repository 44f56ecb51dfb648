"""between: everything that binds two parties to each other on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from foedus.answers.groundwork.asking import Asked, day_asked, party_in, party_name, span_asked, when
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.finding import Answer, Finding, group
from foedus.answers.groundwork.many import ask_all, in_readings
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.moments import Moment
from foedus.dossier.duties import Duty
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.errors import QuestionError
from foedus.law.life import life
from foedus.law.relation import relation
from foedus.law.status import Status
from foedus.reasons import Reason
from foedus.worlds import AnyDay, World


class Pair(NamedTuple):
    """What a treaty is to two parties in one world: its status for each, how it is modified between them, why."""

    one: Status
    other: Status
    modified: tuple[tuple[str, tuple[str, ...]], ...]
    governs: bool
    why: tuple[Reason, ...]

    @property
    def plain(self) -> tuple[Status, Status, tuple[tuple[str, tuple[str, ...]], ...], bool]:
        """What is compared between readings."""
        return self.one, self.other, self.modified, self.governs


LIVE = frozenset({Status.IN_FORCE, Status.PROVISIONAL, Status.SUSPENDED, Status.SURVIVING})
"""Statuses under which an instrument still does something between its parties."""


def between(library: Library, a: str, b: str, on: str, readings: Iterable[str] = ()) -> Finding:
    """What binds `a` and `b` (ids or names) to each other on `on`: each instrument of both, with its status.

    An answer's value names the treaty, what it is to each and the duties that each bears toward the other;
    instruments that bind in no reading are left out. Readings fix disputes of any of these treaties, and of
    those that bear on their lives; dossiers that cannot be used are left out, and the finding names them.
    """
    first, second = party_in(library, a), party_in(library, b)
    if first == second:
        raise QuestionError(f"{a} and {b} are the same party; ask about two")
    moment = when(on)
    many = ask_all(library, lambda dossier: _may_bind(dossier, first, second))
    shared = [asked.dossier for asked in many.asked]
    with_later = [
        replace(asked, later=tuple(other for other in shared if other.follows == asked.dossier.id))
        for asked in many.asked
    ]
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    met: list[Dossier] = []
    for asked in in_readings(with_later, readings):
        met += asked.dossiers
        found, hang_on = _one(asked, first, second, moment)
        answers += found
        hinges.update(dict.fromkeys(hang_on))
    treaties = [answer.value["treaty"] for answer in answers]
    names = party_name(first), party_name(second)
    return Finding(
        question=f"What binds {names[0]} and {names[1]} to each other on {moment.text}?",
        verdict="none" if not answers else "every" if len(set(treaties)) == len(treaties) else "some",
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, met, lambda key: key),
        notes=doubts([moment], answers),
        left_out=many.left_out,
    )


def _one(asked: Asked, first: str, second: str, moment: Moment) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """What one treaty is to the two, and the disputes on which that hangs; nothing if it binds in no reading."""
    exploration = asked.explore(lambda world: _statuses(asked, world, first, second, moment))
    if not any(path.value.one in LIVE and path.value.other in LIVE for path in exploration.paths):
        return (), ()
    found = group(
        exploration,
        lambda pair: pair.plain,
        lambda pair: _value(asked.dossier, first, second, pair),
        lambda pair: pair.why,
        lambda key: key,
    )
    return found, exploration.hinges(lambda pair: pair.plain)


def _may_bind(dossier: Dossier, first: str, second: str) -> bool:
    involved = {*dossier.parties, *(actor for event in dossier.record for actor in event.by)}
    return first in involved and second in involved


def _statuses(asked: Asked, world: World, first: str, second: str, moment: Moment) -> Pair:
    lived = asked.life(world)
    one, ending, further = span_asked(asked, lived, world, first, moment)
    other, _, _ = span_asked(asked, lived, world, second, moment)
    why = (one.why, *((ending.why,) if ending is not None and one.status is Status.IN_FORCE else ()), *further)
    modified: tuple[tuple[str, tuple[str, ...]], ...] = ()
    governs = True
    if one.status in LIVE and other.status in LIVE:
        day = day_asked(moment, asked.dossier.reference_zone)
        between_them = relation(lived, world, first, second, day)
        modified = tuple((found.how, found.provisions) for found in between_them.modified)
        why = (*why, *(found.why for found in between_them.modified))
        if not between_them.binds and one.status is Status.IN_FORCE and other.status is Status.IN_FORCE:
            why = (*why, between_them.why)
            if between_them.suspended:
                settled = tuple(reason.settled(world.bounds) for reason in why)
                return Pair(Status.SUSPENDED, Status.SUSPENDED, modified, True, settled)
            modified = (*modified, ("not between these two", ()))
        governs = not _overtaken(asked, world, first, second, day)
    return Pair(one.status, other.status, modified, governs, tuple(reason.settled(world.bounds) for reason in why))


def _overtaken(asked: Asked, world: World, first: str, second: str, day: AnyDay) -> bool:
    """Whether a later treaty on the subject, to which both are parties, governs between the two instead."""
    lives = [life(dossier, world, asked.around) for dossier in asked.later]
    return any(relation(lived, world, first, second, day).binds for lived in lives)


def _value(dossier: Dossier, first: str, second: str, pair: Pair) -> dict[str, object]:
    one, other = pair.one, pair.other
    binds = one in LIVE and other in LIVE and ("not between these two", ()) not in pair.modified
    value: dict[str, object] = {
        "treaty": dossier.id,
        "title": dossier.title,
        "status": one.value if one is other else {first: one.value, second: other.value},
        "binds": binds,
        "duties": [duty_words(duty, dossier) for duty in dossier.terms.duties if _concerns(duty, first, second)]
        if binds
        else [],
    }
    if pair.modified:
        value["modified"] = [{"how": how, "provisions": list(provisions)} for how, provisions in pair.modified]
    if not pair.governs:
        value["governs"] = False
    return value


def _concerns(duty: Duty, first: str, second: str) -> bool:
    """Whether a duty is owed by one of the two to the other."""

    def owes(bearer: str, beneficiary: str) -> bool:
        bears = duty.bearer == "each" or bearer in duty.bearer
        return bears and (duty.toward in ("other", "others", "all") or beneficiary in duty.toward)

    return owes(first, second) or owes(second, first)
