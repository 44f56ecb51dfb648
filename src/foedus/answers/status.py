"""status: is the treaty in force on a day, for whom, since when, until when?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.answers.asking import Asked, ask, known_party, party_name, span_asked, when
from foedus.answers.finding import Answer, Finding, group, verdict_of
from foedus.answers.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, iso
from foedus.chronology.moments import Moment
from foedus.dossier.library import Library
from foedus.law.status import Status
from foedus.law.term import Chain
from foedus.reasons import Reason
from foedus.worlds import AnyDay, World


class At(NamedTuple):
    """The status at a moment in one world. Days are ISO texts (EDTF intervals where uncertain), None if open."""

    status: Status
    since: str | None
    until: str | None
    how: str | None
    term_ends: str | None
    reasons: tuple[Reason, ...]

    def detail(self) -> tuple[str | None, str | None, str | None, str | None]:
        """What the details of a status tell, to be compared."""
        return self.since, self.until, self.how, self.term_ends


def status(library: Library, treaty: str, on: str, party: str | None = None, readings: Iterable[str] = ()) -> Finding:
    """Whether `treaty` is in force on `on` (EDTF), as such or for `party`, in every reading not fixed.

    The verdict is about "in force". Each answer's value is a status; its details tell since when and until
    when it is so, and by which readings. Raises QuestionError, TimeTextError, DossierError.
    """
    asked = ask(library, treaty, readings)
    moment = when(on)
    who = None if party is None else known_party(party, asked.dossier)
    exploration = asked.explore(lambda world: status_in(asked, world, who, moment))
    hinges = exploration.hinges(lambda at: at.status)
    plain = group(exploration, lambda at: at.status, lambda at: at.status.value, lambda at: at.reasons, asked.name)
    fine = group(exploration, lambda at: (at.status, *at.detail()), _detail_value, lambda at: at.reasons, asked.name)
    for_whom = "" if who is None else f" for {party_name(who, asked.dossier)}"
    fine_keys = exploration.hinges(lambda at: (at.status, *at.detail()))
    return Finding(
        question=f"Is the {asked.dossier.title} in force{for_whom} on {moment.text}?",
        verdict=verdict_of([path.value.status is Status.IN_FORCE for path in exploration.paths]),
        answers=tuple(
            Answer(
                answer.value,
                answer.readings,
                answer.reasons,
                tuple(_without_status(detail) for detail in fine if detail.value["status"] == answer.value),
            )
            for answer in plain
        ),
        hinges=tuple(asked.name(key) for key in hinges),
        disputes=questions_of(fine_keys, asked.dossiers, asked.name),
    )


def status_in(asked: Asked, world: World, party: str | None, moment: Moment) -> At:
    """The status at `moment` in one world, of `party` or (None) of the treaty as such."""
    lived = asked.life(world)
    span, ending, further = span_asked(asked, lived, world, party, moment)
    until: AnyDay = span.end
    how = None
    if span.status is Status.IN_FORCE and ending is not None:
        until, how = ending.day, ending.how.value
    term_ends = None
    if span.status is Status.IN_FORCE and ending is None and lived.chain is not None and not lived.chain.open_ended:
        term_ends = _current_term(lived.chain, moment)
    why = (span.why, ending.why) if how is not None and ending is not None else (span.why,)
    return At(
        span.status,
        _text(world, span.start),
        _text(world, until),
        how,
        term_ends,
        tuple(reason.settled(world.bounds) for reason in (*why, *further)),
    )


def _current_term(chain: Chain, moment: Moment) -> str | None:
    number = chain.term_at(moment.first)
    if number is None:
        return None
    end = chain.boundary(number)
    return iso(end) if isinstance(end, int) and end < FOREVER else None


def _text(world: World, day: AnyDay) -> str | None:
    first, last = world.bounds(day)
    if last <= ALWAYS or first >= FOREVER:
        return None
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"


def _detail_value(at: At) -> dict[str, str | None]:
    value = {"status": at.status.value, "since": at.since, "until": at.until}
    if at.how is not None:
        value["how"] = at.how
    if at.term_ends is not None:
        value["term_ends"] = at.term_ends
    return value


def _without_status(detail: Answer) -> Answer:
    return Answer({key: text for key, text in detail.value.items() if key != "status"}, detail.readings)
