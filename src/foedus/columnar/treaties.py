"""Treaties of two parties with plain clauses and a plain record, as columns: which dossiers are such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.chronology.days import Day
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Period
from foedus.columnar.calendar import Ints
from foedus.columnar.terms import Clauses, Said, clauses
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event
from foedus.dossier.values import Part

NEVER = 0
"""In the place of the day of a notice: there was none."""


class Treaties(NamedTuple):
    """Treaties as columns, a row each.

    place: where its dossier stands among those given. consents: the days on which one party and the other consented
    (the day of entry into force twice, where the record has it as a fact). notice: the day of the one notice, or NEVER.
    noticed: the rows with a notice, and `clauses_noticed` their clauses.
    """

    place: Ints
    consents: tuple[Ints, Ints]
    notice: Ints
    clauses: Clauses
    noticed: NDArray[Any]
    clauses_noticed: Clauses

    @property
    def entry(self) -> Ints:
        """The day of entry into force: that on which the last of the two consented."""
        return np.maximum(*self.consents)


class Plain(NamedTuple):
    """What is read of one dossier: the days of consent and of notice, and the clauses."""

    consents: tuple[Day, Day]
    notice: Day
    said: Said


def treaties(dossiers: Iterable[Dossier]) -> tuple[Treaties, list[int]]:
    """The columns of those dossiers that are plain, and the places of the others, which are for the law alone."""
    places: list[int] = []
    held: list[Plain] = []
    others: list[int] = []
    for place, dossier in enumerate(dossiers):
        found = plain(dossier)
        if found is None:
            others.append(place)
        else:
            places.append(place)
            held.append(found)
    return _columns(places, held), others


def _columns(places: list[int], held: list[Plain]) -> Treaties:
    def column(values: Iterable[int]) -> Ints:
        return np.array(list(values), np.int32)

    own = clauses([one.said for one in held])
    consents = column(one.consents[0] for one in held), column(one.consents[1] for one in held)
    notice = column(one.notice for one in held)
    noticed = np.flatnonzero(notice != NEVER)
    return Treaties(column(places), consents, notice, own, noticed, own.take(noticed))


def plain(dossier: Dossier) -> Plain | None:
    """What the columns hold of a dossier; None if it says anything that they cannot hold, or that is disputed."""
    more = {"participants", "acts_of", "covers_from", "covers_to", "open_to_others", "part_of"}
    if len(dossier.parties) != 2 or more & dossier.model_fields_set:
        return None
    consents = _consents(dossier)
    notice = _notice(dossier)
    said = _said(dossier)
    if consents is None or notice is None or said is None:
        return None
    if notice != NEVER and (said.notice is None or notice < max(consents)):
        return None
    return Plain(consents, notice, said)


_OF_TERMS = {
    "binding", "entry_into_force", "term", "renewal", "denunciation", "survival", "duties", "concerns",
    "silent_on_exit",
}  # fmt: skip
_OF_CLAUSES = {"article", "note"}
_OF_EVENTS = {"event", "id", "on", "by", "to", "place", "what", "source", "note", "line", "file"}


def _says_only(part: Part | None, *fields: str) -> bool:
    return part is None or part.model_fields_set <= {*fields, *_OF_CLAUSES}


def _said(dossier: Dossier) -> Said | None:
    """The clauses; None if they say anything more, or something disputed."""
    terms = dossier.terms
    term, renewal, leaving, survival = terms.term, terms.renewal, terms.denunciation, terms.survival
    if not terms.model_fields_set <= _OF_TERMS or not (
        _says_only(term, "length", "start", "indefinite")
        and _says_only(renewal, "tacit", "then")
        and _says_only(leaving, "notice", "before")
        and _says_only(survival, "length", "covers")
    ):
        return None
    first = None if term is None else term.length
    tacit = None if renewal is None else renewal.tacit
    runs_on = renewal is not None and renewal.then == "indefinite"
    ahead = None if leaving is None else leaving.notice
    if not all(value is None or isinstance(value, Period) for value in (first, tacit, ahead)):
        return None
    fixed = first is not None
    if (term is not None and term.start != "entry_into_force") or (runs_on and tacit is not None):
        return None
    if leaving is not None and (ahead is None or leaving.before != ("term_end" if fixed else None)):
        return None
    if survival is not None and survival.length is None:
        return None
    lasts = None if survival is None else survival.length
    return Said(first, tacit if fixed else None, ahead, lasts, runs_on and fixed)  # type: ignore[arg-type]


def _consents(dossier: Dossier) -> tuple[Day, Day] | None:
    """The days on which the two consented, by ratification of both; or the day of entry into force on record."""
    clause, binding = dossier.terms.entry_into_force, dossier.terms.binding
    if not _says_only(binding, "by") or not _says_only(clause, "when"):
        return None
    kinds = {event.event for event in dossier.record}
    if clause is None:
        facts = [event for event in dossier.record if event.event == "entry_into_force"]
        if len(facts) != 1 or kinds - {"entry_into_force", "signature", "denunciation"}:
            return None
        day = _day(facts[0])
        return None if day is None else (day, day)
    if clause.when != "ratified_by_all" or binding.by != "ratification":
        return None
    if kinds - {"signature", "ratification", "denunciation"}:
        return None
    found: dict[str, Day] = {}
    for event in dossier.record:
        if event.event == "ratification":
            day = _day(event)
            if day is None:
                return None
            for party in event.by:
                found[party] = min(day, found.get(party, day))
    days = [found.get(party) for party in dossier.parties]
    first, second = days
    return None if first is None or second is None or len(found) != 2 else (first, second)


def _notice(dossier: Dossier) -> Day | None:
    """The day of the one notice, NEVER if there is none; None if there are several, or one that says more."""
    notices: Sequence[Event] = [event for event in dossier.record if event.event == "denunciation"]
    if not notices:
        return NEVER
    if len(notices) > 1 or not set(notices[0].by) <= set(dossier.parties) or not notices[0].by:
        return None
    return _day(notices[0])


def _day(event: Event) -> Day | None:
    """The day of an event that says no more than what, when, by whom, and where that stands."""
    on = event.on
    if not event.model_fields_set <= _OF_EVENTS or not isinstance(on, Moment) or on.clock is not None:
        return None
    return on.first if on.is_exact else None
