"""The status of the treaty as such, whoever its parties are."""

from __future__ import annotations

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.law.phases import NOTHING_YET, Background, Point, after_the_end, covered, line
from foedus.law.status import Status, StatusSpan
from foedus.reasons import absence, computed


def overall(shared: Background) -> tuple[StatusSpan, ...]:
    """The treaty's status over time: concluded, in force (between whoever is a party), suspended, ended."""
    this, entry, ending = shared.this, shared.entry, shared.ending
    points: list[Point] = [(ALWAYS, Status.NOT_CONCLUDED, NOTHING_YET)]
    concluded = shared.concluded
    if concluded is not None:
        points.append((concluded, Status.SIGNATORY, absence("signed, not in force", because=(entry.why,))))
    if entry.met is not None:
        waiting = computed("the condition for entry into force is met", because=(entry.why,))
        points.append((entry.met, Status.NOT_YET_IN_FORCE, waiting))
    if entry.open_from is not None:
        points.append((entry.open_from, Status.UNKNOWN, entry.why))
    for dated, until in shared.provisional.values():
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
        suspensions = next((stint.suspensions for stints in shared.bound.values() for stint in stints[-1:]), ())
        for suspension in suspensions:
            status = Status.ENDED if suspension.lapsed else Status.SUSPENDED
            points.append((suspension.start, status, suspension.why))
            if not (isinstance(suspension.end, int) and suspension.end >= FOREVER):
                points.append((suspension.end, Status.IN_FORCE, entry.why))
    if ending is not None:
        points = [point for point in points if this.world.before(point[0], ending.day)]
        points += after_the_end(this, ending.day, Status.ENDED, ending)
    return line(this.world, covered(this, points))
