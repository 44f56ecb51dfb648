"""deadlines: when a party can next leave, by when notice must go out, what falls due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from foedus.answers.groundwork.asking import Asked, ask, party_in, party_name
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.due import Due, Time, Told
from foedus.answers.groundwork.dues import dues_in
from foedus.answers.groundwork.finding import Answer, Finding, Reading, group
from foedus.answers.groundwork.many import Many, ask_all, in_readings, involves
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.days import ALWAYS, LAST_DAY, iso
from foedus.chronology.moments import Moment, parse_moment
from foedus.chronology.periods import Period, minus, parse_period, plus
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.errors import QuestionError
from foedus.worlds import Exploration, World, check_of_caller

RECURRING = Period(years=10)
"""How far ahead of the day asked about is told what recurs, if no end is given."""


Dues: TypeAlias = dict[Told, Due]
"""What falls due in one world, in order of date, each under what it tells."""


def deadlines(
    library: Library,
    treaties: Iterable[str] | None = None,
    party: str | None = None,
    start: str | None = None,
    end: str | None = None,
    readings: Iterable[str] = (),
    transit: str | None = None,
) -> Finding:
    """What falls due from `start` to `end` (EDTF, the first day of the one to the last of the other) under
    `treaties` (all by default; dossiers that cannot be used are then left out, and the finding names them).

    The kinds: `next exit` (the earliest end that a party can bring about by notice sent on `start`), `last day
    for notice` (with the end that it is for: of the current term, of the year ...), `earliest notice` and
    `earliest exit` (the first day on which notice can be given, or take effect), `window opens`, `renewal`,
    `term ends` (and it runs on without one), `expiry`, `exit takes effect`, `end`, `survival ends`, `entry into
    force` (of a consent given by `start`), `provisional application begins` and `ends`.

    An answer's value is one date: `on`, `what`, `treaty`, `title`, `party` (None: for all alike), `about`, and
    `concerns`, a name for what it is about that does not hang on the date; where it says something, `effect` (the end
    that a notice on that day brings about), `notice` (the day of the notice that brings about an end on that day),
    `survival_ends` (of a next exit: the end of what outlives it), and with `transit` (a period, as `5 days`)
    `send_by`: the day on which a notice that must be received by the last day has to go out. Dates that differ by
    reading carry theirs; an uncertain day is taken at its earliest.

    What would fall due after the last day for which a record is complete (`covers_to`) is not told. Without `end`,
    what recurs (renewals, windows, yearly cut-offs) is told for ten years and in any case once, and what comes once
    however far it lies. Without `start` the dates are those of the whole life, with no
    `next exit`. Raises QuestionError for a time that ends before it begins, an unknown treaty, party or
    reading; TimeTextError for a date or period that cannot be read.
    """
    first, last = (None if text is None else parse_moment(text) for text in (start, end))
    time = _time(first, last)
    takes = None if transit is None else parse_period(transit)
    who = None if party is None else party_in(library, party)
    if treaties is None:
        many = ask_all(library, lambda dossier: involves(dossier, who))
    else:
        many = Many(tuple(ask(library, key) for key in treaties))
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    met: list[Dossier] = []
    for asked in in_readings(many.asked, readings):
        met += asked.dossiers
        found, hang_on = _of_one(asked, who, time, takes)
        answers += found
        hinges.update(dict.fromkeys(hang_on))
    answers.sort(key=lambda answer: (answer.value["on"], answer.value["treaty"]))
    span = "" if start is None and end is None else f" from {iso(time.first)}"
    span += "" if end is None else f" to {iso(time.last)}"
    for_whom = "" if who is None else f" for {party_name(who)}"
    return Finding(
        question=f"What falls due{for_whom}{span}?",
        verdict="none" if not answers else "some" if any(answer.readings != ({},) for answer in answers) else "every",
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, met, lambda key: key),
        notes=doubts([moment for moment in (first, last) if moment is not None], answers),
        left_out=many.left_out,
    )


def _time(start: Moment | None, end: Moment | None) -> Time:
    first = ALWAYS + 1 if start is None else max(ALWAYS + 1, start.first)
    last = LAST_DAY if end is None else min(LAST_DAY, end.last)
    if last < first:
        raise QuestionError(f"the time asked about ends ({iso(last)}) before it begins ({iso(first)})")
    recurs_to = plus(first, RECURRING) if end is None and start is not None else last
    return Time(first, last, None if start is None else first, recurs_to, end is None and start is not None)


def _of_one(asked: Asked, who: str | None, time: Time, transit: Period | None) -> tuple[list[Answer], tuple[str, ...]]:
    time = _covered(time, asked.dossier)
    if time.last < time.first:
        return [], ()
    exploration = asked.explore(
        lambda world: {due.told: due for due in _settled(world, dues_in(asked, world, who, time, transit))}
    )
    every = dict.fromkeys(told for path in exploration.paths for told in path.value)
    check = check_of_caller()
    standing: Standing = {}
    answers = []
    for key in every:
        check()
        answers.append(_answer(asked, exploration, key, transit, standing))
    return answers, exploration.hinges(tuple)


def _covered(time: Time, dossier: Dossier) -> Time:
    """The time asked about, as far as the record of a treaty goes: past its last day there is no data."""
    if dossier.covers_to is None or dossier.covers_to.last >= time.last:
        return time
    last = dossier.covers_to.last
    return time._replace(last=last, recurs_to=min(time.recurs_to, last), at_least_next=False)


def _settled(world: World, dues: Iterable[Due]) -> Iterator[Due]:
    check = check_of_caller()
    for due in dues:  # of a treaty that is renewed daily there may be a million
        check()
        yield due._replace(why=due.why.settled(world.bounds))


Standing: TypeAlias = dict[tuple[bool, ...], tuple[Reading, ...]]
"""The readings of what stands in these paths of one exploration and not in the others: many dates share them."""


def _answer(
    asked: Asked, exploration: Exploration[Dues], key: Told, transit: Period | None, standing: Standing
) -> Answer:
    """One date, with the readings in which it falls due."""
    stands = tuple(key in path.value for path in exploration.paths)
    readings = standing.get(stands)
    if readings is None:
        told = group(exploration, lambda dues: key in dues, lambda dues: key in dues, lambda _: (), asked.name)
        readings = standing[stands] = next(answer.readings for answer in told if answer.value)
    why = exploration.paths[stands.index(True)].value[key].why
    return Answer(_value(asked, key, transit), readings, (why,))


def _value(asked: Asked, told: Told, transit: Period | None) -> dict[str, str | None]:
    value: dict[str, str | None] = {
        "on": iso(told.on),
        "what": told.kind,
        "treaty": asked.dossier.id,
        "title": asked.dossier.title,
        "party": told.party or None,
        "about": told.about,
        "concerns": told.concerns,
    }
    if told.effect is not None:
        value["effect"] = iso(told.effect)
    if told.notice is not None:
        value["notice"] = iso(told.notice)
    if told.survives is not None:
        value["survival_ends"] = iso(told.survives)
    if told.arrives and transit is not None:
        value["send_by"] = iso(minus(told.on, transit))
    return value
