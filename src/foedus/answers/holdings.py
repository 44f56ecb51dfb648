"""territory: who held a place from when to when, by which act, and which instruments promised it to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from foedus.answers.groundwork.asking import day_asked, party_name, when
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.finding import Answer, Finding, group, verdict_on_any
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, Day, iso
from foedus.dossier.library import Library
from foedus.errors import QuestionError
from foedus.law.conduct.acts import Deed
from foedus.law.conduct.duty import Standing, in_force
from foedus.law.conduct.holding import deeds_about, holdings, places_of
from foedus.law.conduct.touch import Owed
from foedus.reasons import Reason
from foedus.worlds import AnyDay, Exploration, Path, World

Bounds = tuple[Day, Day]

ALSO_CALLED = {"manchukuo": "manchuria", "chosen": "korea", "karafuto": "southern sakhalin", "taiwan": "formosa"}
"""Other names of places in the records."""


class Told(NamedTuple):
    """A span of holding: who, how, by whose act, and the earliest and latest day of its beginning and its end."""

    holder: str
    how: str
    deed: Deed
    start: Bounds
    end: Bounds
    why: Reason

    @property
    def name(self) -> tuple[str, str, str]:
        """What makes this the same span in another reading."""
        return self.holder, self.how, self.deed.key


def territory(
    library: Library,
    place: str | None = None,
    on: str | None = None,
    readings: Iterable[str] = (),
    known_to: str | None = None,
) -> Finding:
    """Who held `place` (every place of the records, if None) from when to when, by which act.

    A span begins with an occupation, annexation, cession, foundation or end of a state, or return; what is not
    on record has no holder. With `on` only the spans of that day. After the spans stand the promises of the
    instruments about the place: to recognise a claim, to respect it, to evacuate, return or cede it. An
    answer's value has `what` ("held" or "promised") and `place`. A part of a name will do ("Sakhalin").
    Raises QuestionError for a place that no record names.
    """
    moment = None if on is None else when(on)
    around = conduct(library, readings, known_to, None if moment is None else moment.last)
    found = _places(around, place)
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    for name in found:
        held, hang_on = _held(around, name, None if moment is None else day_asked(moment))
        answers += held
        hinges.update(dict.fromkeys(hang_on))
    for name in found:
        for owed in _promises(around, name):
            told, hang_on = _promised(around, name, owed, None if moment is None else day_asked(moment))
            answers += told
            hinges.update(dict.fromkeys(hang_on))
    what = "what changed hands" if place is None else f"who held {place}"
    return Finding(
        question=f"By the records, {what}, and by which act{'' if on is None else f', on {on}'}?",
        verdict=verdict_on_any(answers),
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, around.dossiers, lambda key: key),
        left_out=around.left_out,
    )


def _places(around: Conduct, place: str | None) -> list[str]:
    known = places_of(around.dossiers)
    if place is None:
        return known
    asked = ALSO_CALLED.get(place.strip().lower(), place.strip().lower())
    exact = [name for name in known if name.lower() == asked]
    part = exact or [name for name in known if asked and asked in name.lower()]
    if not part:
        near = get_close_matches(asked, [name.lower() for name in known], 3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"the records name {', '.join(known[:8])} ..."
        raise QuestionError(f"no act on record concerns a place called {place!r}; {hint}")
    return part


def _held(around: Conduct, name: str, day: AnyDay | None) -> tuple[list[Answer], tuple[str, ...]]:
    """The spans of one place; where positions differ, each span with those that have it."""
    deeds = deeds_about(around.dossiers, name)

    def look(world: World) -> tuple[Told, ...]:
        return tuple(
            Told(span.holder, span.how, span.deed, world.bounds(span.start), world.bounds(span.end), span.why)
            for span in holdings(world, deeds)
            if day is None or (not world.before(day, span.start) and world.before(day, span.end))
        )

    exploration = _days_joined(around.explore(look))
    every: dict[object, Told] = {}
    for path in exploration.paths:
        for told in path.value:
            every.setdefault(_dated(told), told)
    answers = []
    hinges: dict[str, None] = {}
    for key, told in sorted(every.items(), key=lambda found: (found[1].start, found[1].end)):
        has = exploration.map(lambda spans, key=key: key in map(_dated, spans))  # type: ignore[misc]
        (having,) = (a for a in group(has, bool, bool, lambda _: (), lambda key: key) if a.value)
        hinges.update(dict.fromkeys(has.hinges(bool)))
        answers.append(Answer(_value(name, told), having.readings, (told.why,)))
    return answers, tuple(hinges)


def _days_joined(exploration: Exploration[tuple[Told, ...]]) -> Exploration[tuple[Told, ...]]:
    """The same paths, each span with all the days that it has where the same positions are taken.

    An uncertain day is told as the range that it is, and not once for every part of it that had to be told apart.
    """
    days: dict[tuple[object, ...], tuple[Bounds, Bounds]] = {}
    for path in exploration.paths:
        for told in path.value:
            key = *path.readings.items(), told.name
            start, end = days.get(key, (told.start, told.end))
            days[key] = _joined(start, told.start), _joined(end, told.end)

    def wider(path: Path[tuple[Told, ...]]) -> tuple[Told, ...]:
        found = ((told, days[(*path.readings.items(), told.name)]) for told in path.value)
        return tuple(
            # the day of the act is the only one in its reason that can float
            told._replace(start=start, end=end, why=told.why.settled(lambda _, start=start: start))  # type: ignore[misc]
            for told, (start, end) in found
        )

    return Exploration(tuple(replace(path, value=wider(path)) for path in exploration.paths))


def _joined(a: Bounds, b: Bounds) -> Bounds:
    return min(a[0], b[0]), max(a[1], b[1])


def _dated(told: Told) -> tuple[object, ...]:
    return told.name, told.start, told.end


def _value(name: str, told: Told) -> dict[str, object]:
    return {
        "what": "held",
        "place": name,
        "holder": told.holder or None,
        "how": told.how,
        "by": list(told.deed.event.by),
        "to": list(told.deed.event.to),
        "from": _text(told.start),
        "until": _text(told.end) or None,
        "act": told.deed.key,
    }


def _text(bounds: Bounds) -> str:
    first, last = bounds
    if first >= FOREVER or last <= ALWAYS:
        return ""
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"


def _promises(around: Conduct, name: str) -> list[Owed]:
    """The duties that speak of a place: recognising, respecting, ceding, returning, evacuating it."""
    place = name.lower()
    found: dict[tuple[str, str], Owed] = {}
    for owed_by in around.duties.of.values():
        for owed in owed_by:
            duty = owed.duty
            about = f"{duty.territory or ''} {duty.object or ''} {duty.recognise or ''}".lower()
            named = place in about or any(other in about for other, same in ALSO_CALLED.items() if same == place)
            if named and (duty.recognise or duty.respect or duty.perform or duty.limit):
                found.setdefault((owed.dossier.id, duty.id), owed)
    return list(found.values())


def _promised(around: Conduct, name: str, owed: Owed, day: AnyDay | None) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """A promise about a place: from when it bound, or whether it did on the day."""

    def binds(world: World) -> str:
        lived = around.life(owed.dossier, world)
        if day is None:
            return "" if lived.entry.day is None else _text(world.bounds(lived.entry.day))
        states = (in_force(lived, world, owed.bearer, other, day).standing for other in owed.toward)
        return "yes" if Standing.LIVE in states else ""

    exploration = around.explore(binds)
    answers = group(
        exploration,
        lambda found: found,
        lambda found: (
            {
                "what": "promised",
                "place": name,
                "treaty": owed.dossier.id,
                "duty": owed.duty.id,
                "by": [party_name(bearer) for bearer in _bearers(owed)],
                "says": duty_words(owed.duty, owed.dossier),
                "provided": owed.duty.provided,
                "from": None if day is not None else found,
            }
            if found
            else None
        ),
        lambda _: (),
        lambda key: key,
    )
    return tuple(answer for answer in answers if answer.value is not None), exploration.hinges(lambda found: found)


def _bearers(owed: Owed) -> tuple[str, ...]:
    return (owed.bearer, *owed.toward) if owed.duty.bearer == "each" else owed.duty.bearer
