"""acts: what happened under a treaty, in order, each act with its day, its actors and its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from foedus.answers.groundwork.asking import Asked, ask, party_name
from foedus.answers.groundwork.finding import Answer, Finding, Reading
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, iso
from foedus.chronology.moments import Moment
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.worlds import Choice


def acts(library: Library, treaty: str, readings: Iterable[str] = (), as_it_is: Library | None = None) -> Finding:
    """The record of `treaty` by date, chronicles' too; an act whose date is disputed once for each date.

    An answer's value has `name` (by which `whatif` finds it), `event` (its kind), `on` (ISO, an interval
    where the record gives a range; None where it is open), `date` (in words, with the hour where it is known),
    `by` and `to` (names), `place`, `what`, `source` (titles) and `note`. In a changed library, the
    names are those of the record `as_it_is` (None for an act that was added). Raises QuestionError for an unknown
    treaty or reading.
    """
    dossier = library[treaty]
    asked = None if dossier.is_chronicle else ask(library, treaty, readings)
    fixed = {} if asked is None else asked.fixed
    names = _names(dossier, dossier if as_it_is is None else as_it_is[treaty])
    met: dict[str, None] = {}
    found: list[tuple[int, Answer]] = []
    for event, name in zip(dossier.record, names, strict=True):
        for moment, held in _dates(event, fixed, asked):
            if isinstance(event.on, Choice) and held != ({},):
                met[event.on.dispute] = None
            found.append((moment.first, Answer(_value(dossier, event, name, moment), held)))
    found.sort(key=lambda dated: dated[0])
    answers = tuple(answer for _, answer in found)
    short = asked.name if asked is not None else lambda key: key
    return Finding(
        question=f"What happened under the {dossier.title}?",
        verdict="none" if not answers else "some" if met else "every",
        answers=answers,
        hinges=tuple(short(key) for key in met),
        disputes=questions_of(met, [dossier], short),
    )


def names_of(dossier: Dossier) -> list[str]:
    """For each event of the record the name by which `whatif` finds it: its id, its kind where it is the only one
    of it, else its kind and its place among them, as `ratification:2`."""
    kinds = Counter(event.event for event in dossier.record)
    met: Counter[str] = Counter()
    names = []
    for event in dossier.record:
        met[event.event] += 1
        alone = kinds[event.event] == 1
        names.append(event.id or (event.event if alone else f"{event.event}:{met[event.event]}"))
    return names


def _names(dossier: Dossier, original: Dossier) -> list[str | None]:
    """For each event of a record that may have been changed its name in the original: it is known by its place in the
    file, which a changed date leaves as it is."""
    if dossier is original:
        return [*names_of(original)]
    known = {_place(event): name for event, name in zip(original.record, names_of(original), strict=True)}
    return [known.get(_place(event)) for event in dossier.record]


def _place(event: Event) -> tuple[object, ...]:
    return event.file, event.line, event.event, event.id, *event.by


def _dates(event: Event, fixed: dict[str, str], asked: Asked | None) -> Iterator[tuple[Moment, tuple[Reading, ...]]]:
    """Each date that an event may have, with the readings in which it has it."""
    if not isinstance(event.on, Choice):
        yield event.on, ({},)
        return
    key, taken = event.on.dispute, fixed.get(event.on.dispute)
    if taken is not None:
        yield event.on.choices[taken], ({},)
        return
    name = key if asked is None else asked.name(key)
    alike: dict[Moment, list[Reading]] = {}
    for position, moment in event.on.choices.items():
        alike.setdefault(moment, []).append({name: position})
    for moment, held in alike.items():
        yield moment, (({},) if len(alike) == 1 else tuple(held))


def _value(dossier: Dossier, event: Event, name: str | None, moment: Moment) -> dict[str, object]:
    what = event.what
    return {
        "name": name,
        "event": event.event,
        "on": _iso(moment),
        "date": str(moment),
        "by": [party_name(party, dossier) for party in event.by],
        "to": [party_name(party, dossier) for party in event.to],
        "place": event.place,
        "what": " / ".join(dict.fromkeys(what.choices.values())) if isinstance(what, Choice) else what,
        "source": [dossier.sources[key].title if key in dossier.sources else key for key in event.source],
        "note": event.note,
    }


def _iso(moment: Moment) -> str | None:
    if moment.first <= ALWAYS or moment.last >= FOREVER:
        return None
    return iso(moment.first) if moment.is_exact else f"{iso(moment.first)}/{iso(moment.last)}"
