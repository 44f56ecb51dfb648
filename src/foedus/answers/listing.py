"""list: the dossiers of a library with their categories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foedus.answers.groundwork.asking import Asked, party_in, status_words
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.groundwork.many import ask_all, involves
from foedus.answers.status import status_in
from foedus.chronology.days import ALWAYS, FOREVER
from foedus.chronology.moments import Moment, parse_moment
from foedus.dossier.library import Library
from foedus.law.conduct.categories import categories
from foedus.worlds import AnyDay, World


def listing(library: Library, party: str | None = None, kind: str | None = None, on: str | None = None) -> Finding:
    """Every treaty of the library: id, title, kinds, parties, number of participants (all that ever consented to
    be bound), year concluded (of the first signature, None without one on record), year in force, `atop` and
    `cow` (what these data sets of alliances would call it by its duties: see `categories`).

    The years are computed, in every reading ("1941" or "1941 or 1942"). With `party` only treaties with an
    act of that party, with `kind` only those of that category, with `on` also each one's status that day.
    Dossiers that cannot be used are left out, and the finding names them.
    """
    who = None if party is None else party_in(library, party)
    moment = None if on is None else parse_moment(on)
    many = ask_all(library, lambda dossier: involves(dossier, who) and (kind is None or kind in dossier.kind))
    return Finding(
        "Which treaties does the library hold?",
        "every" if many.asked else "none",
        tuple(Answer(_row(asked, moment), ({},)) for asked in many.asked),
        notes=doubts([] if moment is None else [moment]),
        left_out=many.left_out,
    )


def _row(asked: Asked, moment: Moment | None) -> dict[str, object]:
    dossier = asked.dossier
    concluded: dict[str, None] = {}
    in_force: dict[str, None] = {}
    told: dict[str, None] = {}
    participants: dict[str, None] = {}

    def look(world: World) -> None:
        lived = asked.life(world)
        concluded.update(dict.fromkeys(_years(world, (dated.day for dated in lived.signed.values()))))
        participants.update(dict.fromkeys(consent.party for consent in lived.consents))
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
        "participants": len(participants),
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
