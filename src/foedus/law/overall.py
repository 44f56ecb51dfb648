"""The status of the treaty as such, whoever its parties are."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.law.case import Case, Dated
from foedus.law.consent import Consent
from foedus.law.ends import Ending
from foedus.law.force import Entry
from foedus.law.membership import Stint
from foedus.law.phases import NOTHING_YET, Point, after_the_end, concluded_on, covered, line, provisional_times
from foedus.law.status import Status, StatusSpan
from foedus.reasons import absence, computed


def overall(
    this: Case,
    entry: Entry,
    ending: Ending | None,
    signed: Mapping[str, Dated],
    all_consents: list[Consent],
    bound: Mapping[str, tuple[Stint, ...]],
) -> tuple[StatusSpan, ...]:
    """The treaty's status over time: concluded, in force (between whoever is a party), suspended, ended."""
    points: list[Point] = [(ALWAYS, Status.NOT_CONCLUDED, NOTHING_YET)]
    concluded = concluded_on(this, signed, all_consents)
    if concluded is not None:
        points.append((concluded, Status.SIGNATORY, absence("signed, not in force", because=(entry.why,))))
    if entry.met is not None:
        waiting = computed("the condition for entry into force is met", because=(entry.why,))
        points.append((entry.met, Status.NOT_YET_IN_FORCE, waiting))
    for dated, until in provisional_times(this, signed).values():
        if entry.day is None or this.world.before(dated.day, entry.day):
            points.append((dated.day, Status.PROVISIONAL, dated.why))
            if not (isinstance(until, int) and until >= FOREVER):
                points.append(
                    (until, Status.SIGNATORY, computed("provisional application ended", because=(dated.why,)))
                )
        break
    if entry.day is None:
        return line(this.world, covered(this, points))
    points.append((entry.day, Status.IN_FORCE, entry.why))
    if len(this.dossier.parties) == 2:
        suspensions = next((stint.suspensions for stints in bound.values() for stint in stints[-1:]), ())
        for suspension in suspensions:
            points.append((suspension.start, Status.SUSPENDED, suspension.why))
            if not (isinstance(suspension.end, int) and suspension.end >= FOREVER):
                points.append((suspension.end, Status.IN_FORCE, entry.why))
    if ending is not None:
        points = [point for point in points if this.world.before(point[0], ending.day)]
        points += after_the_end(this, ending.day, Status.ENDED, ending)
    return line(this.world, covered(this, points))
