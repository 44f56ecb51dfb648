"""status of all: for each treaty (of a party), is it in force on a day, since when, until when, in which readings?"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.asking import known_party, party_name
from foedus.answers.finding import Answer, Finding, verdict_of
from foedus.answers.readings import bearing
from foedus.answers.status import status
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier


def portfolio(library: Library, on: str, party: str | None = None, readings: Iterable[str] = ()) -> Finding:
    """The status of every treaty of the library on `on` (EDTF), for `party` if given (then only of its treaties).

    An answer's value has treaty, title, verdict (of "in force"), status, since, until and term_ends, each
    as the texts that differ by reading; its readings are left to `status`. Raises as `status` does.
    """
    who = None if party is None else known_party(party)
    written = tuple(readings)
    answers = []
    for key in library:
        dossier = library[key]
        if dossier.is_chronicle or (who is not None and who not in actors(dossier)):
            continue
        answers.append(_row(status(library, key, on, who, bearing(dossier, written)), dossier))
    for_whom = "" if who is None else f" of {party_name(who)}"
    in_force = [answer.value["verdict"] != "none" for answer in answers]
    return Finding(
        question=f"Which treaties{for_whom} are in force on {on}?",
        verdict=verdict_of(in_force) if answers else "none",
        answers=tuple(answers),
    )


def actors(dossier: Dossier) -> set[str]:
    """The negotiating states and everybody with an act on the record."""
    return {*dossier.parties, *(actor for event in dossier.record for actor in event.by)}


def _row(found: Finding, dossier: Dossier) -> Answer:
    details = [detail.value for answer in found.answers for detail in answer.details]
    value = {
        "treaty": dossier.id,
        "title": dossier.title,
        "verdict": found.verdict,
        "status": _texts(answer.value for answer in found.answers),
        "since": _texts(detail.get("since") for detail in details),
        "until": _texts(detail.get("until") for detail in details),
        "term_ends": _texts(detail.get("term_ends") for detail in details),
        "hinges": list(found.hinges),
    }
    return Answer(value, ({},))


def _texts(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value is not None))
