"""list: the dossiers of a library with their categories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foedus.answers.asking import Asked, ask, known_party, status_words
from foedus.answers.finding import Answer, Finding
from foedus.answers.status import status_in
from foedus.chronology.days import ALWAYS, FOREVER
from foedus.chronology.moments import Moment, parse_moment
from foedus.dossier.library import Library
from foedus.law.conduct.categories import categories
from foedus.worlds import AnyDay, World


def listing(library: Library, party: str | None = None, kind: str | None = None, on: str | None = None) -> Finding:
    """Every treaty of the library: id, title, kinds, parties, year concluded, year in force, `atop` and `cow`
    (what these data sets of alliances would call it by its duties: see `categories`).

    The years are computed, in every reading ("1941" or "1941 or 1942"). With `party` only treaties with an
    act of that party, with `kind` only those of that category, with `on` also each one's status that day.
    """
    who = None if party is None else known_party(party)
    moment = None if on is None else parse_moment(on)
    answers = []
    for key in library:
        dossier = library[key]
        actors = {*dossier.parties, *(actor for event in dossier.record for actor in event.by)}
        if dossier.is_chronicle or (who is not None and who not in actors) or (kind and kind not in dossier.kind):
            continue
        answers.append(Answer(_row(ask(library, key), moment), ({},)))
    return Finding("Which treaties does the library hold?", "every" if answers else "none", tuple(answers))


def _row(asked: Asked, moment: Moment | None) -> dict[str, object]:
    dossier = asked.dossier
    concluded: dict[str, None] = {}
    in_force: dict[str, None] = {}
    told: dict[str, None] = {}

    def look(world: World) -> None:
        lived = asked.life(world)
        first = [dated.day for dated in lived.signed.values()] or [consent.day for consent in lived.consents[:1]]
        concluded.update(dict.fromkeys(_years(world, first)))
        if lived.entry.day is not None:
            in_force.update(dict.fromkeys(_years(world, (lived.entry.day,))))
        if moment is not None:
            told[status_in(asked, world, None, moment).status.value] = None

    asked.explore(look)
    coded = categories(dossier)
    row: dict[str, object] = {
        "id": dossier.id,
        "title": dossier.title,
        "kind": list(dossier.kind),
        "form": dossier.form,
        "parties": list(dossier.parties),
        "concluded": min(concluded, default=None),
        "in_force": " or ".join(sorted(in_force)) or None,
        "atop": list(coded.atop),
        "cow": coded.cow,
    }
    if moment is not None:
        row["status"] = status_words(told)
    return row


def _years(world: World, days: Iterable[AnyDay]) -> list[str]:
    found = []
    for when in days:
        first, last = world.bounds(when)
        for bound in {first, last}:
            if ALWAYS < bound < FOREVER:
                found.append(str(date.fromordinal(bound).year))
    return found
