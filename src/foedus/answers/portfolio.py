"""status of all: for each treaty (of a party), is it in force on a day, since when, until when, in which readings?"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.groundwork.asking import party_in, party_name, when
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding, verdict_of
from foedus.answers.groundwork.many import ask_all, in_readings, involves
from foedus.answers.status import status_of
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier


def portfolio(library: Library, on: str, party: str | None = None, readings: Iterable[str] = ()) -> Finding:
    """The status of every treaty of the library on `on` (EDTF), for `party` if given (then only of its treaties).

    An answer's value has treaty, title, verdict (of "in force"), status, since, until and term_ends, each
    as the texts that differ by reading; its readings are left to `status`. Dossiers that cannot be used are
    left out, and the finding names them. Raises QuestionError for an unknown party or reading and
    TimeTextError for a day that cannot be read.
    """
    who = None if party is None else party_in(library, party)
    moment = when(on)
    many = ask_all(library, lambda dossier: involves(dossier, who))
    answers = [_row(status_of(asked, moment, who), asked.dossier) for asked in in_readings(many.asked, readings)]
    for_whom = "" if who is None else f" of {party_name(who)}"
    in_force = [answer.value["verdict"] != "none" for answer in answers]
    return Finding(
        question=f"Which treaties{for_whom} are in force on {on}?",
        verdict=verdict_of(in_force) if answers else "none",
        answers=tuple(answers),
        notes=doubts([moment]),
        left_out=many.left_out,
    )


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
