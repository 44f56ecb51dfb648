"""Phases: a party's stints and acts as one unbroken line of statuses."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.chronology.periods import Counting
from foedus.law.case import Case, Dated, happened, in_order
from foedus.law.consent import Consent, first_consents
from foedus.law.defaults import INTERIM_DUTY
from foedus.law.ends import Ending, HowEnded
from foedus.law.force import Entry
from foedus.law.membership import Stint
from foedus.law.status import Status, StatusSpan
from foedus.law.timing import after
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, World

Point = tuple[AnyDay, Status, Reason]

LEFT = frozenset({HowEnded.NOTICE, HowEnded.AT_ONCE, HowEnded.EXPULSION})


def phases(
    this: Case,
    entry: Entry,
    ending: Ending | None,
    signed: Mapping[str, Dated],
    all_consents: list[Consent],
    standing: list[Consent],
    bound: Mapping[str, tuple[Stint, ...]],
) -> Mapping[str, tuple[StatusSpan, ...]]:
    """For each party and negotiating state its status over time, from the beginning to the end of time.

    `standing` are the consents that were not taken back in time.
    """
    own_consents: dict[str, list[Consent]] = {}
    for consent in all_consents:
        own_consents.setdefault(consent.party, []).append(consent)
    withdrawn: dict[str, list[Dated]] = {}
    for day, event in in_order(this, this.events("consent_withdrawn")):
        for party in event.by:
            withdrawn.setdefault(party, []).append(Dated(day, happened(this, event, day)))
    stand = first_consents(standing)
    concluded = concluded_on(this, signed, all_consents)
    provisional = provisional_times(this, signed)
    everyone = dict.fromkeys((*this.dossier.parties, *signed, *own_consents, *bound))
    return {
        party: line(
            this.world,
            covered(
                this,
                [
                    *_before(party, concluded, signed.get(party), own_consents.get(party, []), entry, this),
                    *_taken_back(
                        party, withdrawn.get(party, []), signed, own_consents.get(party, []), stand, entry, this
                    ),
                    *_provisionally(party, provisional, bound, this),
                    *(point for stint in bound.get(party, ()) for point in _of_stint(this, stint, ending)),
                ],
            ),
        )
        for party in everyone
    }


def concluded_on(this: Case, signed: Mapping[str, Dated], all_consents: list[Consent]) -> AnyDay | None:
    """The day of the first act under the treaty."""
    days = [dated.day for dated in signed.values()] + [consent.day for consent in all_consents[:1]]
    first: AnyDay | None = None
    for day in days:
        first = day if first is None else this.world.earlier(first, day)
    return first


def _before(
    party: str, concluded: AnyDay | None, signed: Dated | None, own: list[Consent], entry: Entry, this: Case
) -> list[Point]:
    """The statuses that precede the first entry into force for the party."""
    points: list[Point] = [(ALWAYS, Status.NOT_CONCLUDED, NOTHING_YET)]
    if concluded is not None:
        points.append((concluded, Status.NOT_A_PARTY, absence("{0} has no act under it yet", party)))
    if signed is not None:
        position = INTERIM_DUTY.decide(this.world)
        interim = INTERIM_DUTY.reason(position)
        says = "{0} has signed and is not yet bound"
        points.append((signed.day, Status.SIGNATORY, computed(says, party, because=(signed.why, interim))))
    return points + _consented(own[0], entry, this) if own else points


def _consented(consent: Consent, entry: Entry, this: Case) -> list[Point]:
    """The statuses from an act of consent to entry into force."""
    why = consent.dated(this).why
    says = "{0} has consented to be bound"
    points: list[Point] = [(consent.day, Status.CONSENTED, computed(says, consent.party, because=(why, entry.why)))]
    if entry.met is not None:
        waiting = this.world.later(consent.day, entry.met)
        says = "{0} has consented, and the time before entry into force runs"
        points.append((waiting, Status.NOT_YET_IN_FORCE, computed(says, consent.party, because=(why, entry.why))))
    return points


NOTHING_YET = absence("nothing has been signed yet")


def _taken_back(
    party: str,
    withdrawn: list[Dated],
    signed: Mapping[str, Dated],
    own: list[Consent],
    stand: Mapping[str, Consent],
    entry: Entry,
    this: Case,
) -> list[Point]:
    """A party that takes its consent back before it was bound is a signatory again, or nothing."""
    first = stand.get(party)
    if not own or (first is not None and first is own[0]):
        return []  # what it took back, it took back too late
    without = Status.SIGNATORY if party in signed else Status.NOT_A_PARTY
    says = "{0} has taken its consent back"
    points = [(dated.day, without, computed(says, party, because=(dated.why,))) for dated in withdrawn]
    return points if first is None else [*points, *_consented(first, entry, this)]


def provisional_times(this: Case, signed: Mapping[str, Dated]) -> dict[str, tuple[Dated, AnyDay]]:
    """For each party that applied the treaty provisionally: from when, and to when at most (VCLT Art. 25)."""
    found: dict[str, tuple[Dated, AnyDay]] = {}
    clause_ = this.dossier.terms.provisional
    if clause_ is not None and clause_.starts == "signature":
        for party, dated in signed.items():
            found[party] = (dated, FOREVER)
    if clause_ is not None and clause_.starts == "date" and clause_.date is not None:
        named = clause_.date.first
        why = clause(clause_.article or "", "applied provisionally from {0:day}", named)
        for party in this.dossier.parties:
            found[party] = (Dated(named, why), FOREVER)
    for day, event in in_order(this, this.events("provisional_application", "provisional_end")):
        for party in event.by:
            if event.event == "provisional_application":
                found[party] = (Dated(day, happened(this, event, day)), FOREVER)
            elif party in found:
                found[party] = (found[party][0], day)
    return found


def _provisionally(
    party: str,
    provisional: Mapping[str, tuple[Dated, AnyDay]],
    bound: Mapping[str, tuple[Stint, ...]],
    this: Case,
) -> list[Point]:
    if party not in provisional:
        return []
    dated, until = provisional[party]
    stints = bound.get(party, ())
    if stints and not this.world.before(dated.day, stints[0].start):
        return []
    points: list[Point] = [(dated.day, Status.PROVISIONAL, dated.why)]
    if not (isinstance(until, int) and until >= FOREVER) and not (stints and this.world.before(stints[0].start, until)):
        over = computed("provisional application ended on {0:day}", until, because=(dated.why,))
        points.append((until, Status.SIGNATORY, over))
    return points


def _of_stint(this: Case, stint: Stint, ending: Ending | None) -> list[Point]:
    points: list[Point] = [(stint.start, Status.IN_FORCE, stint.why)]
    for suspension in stint.suspensions:
        start = this.world.later(suspension.start, stint.start)
        if this.world.before(start, stint.end):
            points.append((start, Status.SUSPENDED, suspension.why))
            if this.world.before(suspension.end, stint.end):
                points.append((suspension.end, Status.IN_FORCE, stint.why))
    if stint.ending is None:
        return points
    left = stint.ending is not ending and stint.ending.how in LEFT
    points += after_the_end(this, stint.end, Status.WITHDRAWN if left else Status.ENDED, stint.ending)
    return points


def after_the_end(this: Case, end: AnyDay, after_it: Status, ending: Ending) -> list[Point]:
    """What follows an end: `after_it`, or first the time for which a survival clause goes on."""
    survival = this.dossier.terms.survival
    if survival is None:
        return [(end, after_it, ending.why)]
    says = "{0} goes on for " + (str(survival.length) if survival.length else "an unlimited time")
    surviving = clause(survival.article or "", says, survival.covers, because=(ending.why,))
    points: list[Point] = [(end, Status.SURVIVING, surviving)]
    if survival.length is not None:
        over = after(ending.day, survival.length, Counting.SAME_DAY)
        points.append((over, after_it, computed("survival ended on {0:day}", over, because=(surviving,))))
    return points


def covered(this: Case, points: list[Point]) -> list[Point]:
    """The points with what lies outside the dossier's coverage marked as no data."""
    first, last = this.dossier.covers_from, this.dossier.covers_to
    if first is not None:
        inside = [point for point in points if this.world.before(first.first, point[0])]
        earlier = [point for point in points if not this.world.before(first.first, point[0])]
        start = [(first.first, earlier[-1][1], earlier[-1][2])] if earlier else []
        points = [(ALWAYS, Status.NO_DATA, absence("the record begins on {0:day}", first.first)), *start, *inside]
    if last is not None:
        points = [point for point in points if not this.world.before(last.last, point[0])]
        points.append((min(last.last + 1, FOREVER), Status.NO_DATA, absence("the record ends on {0:day}", last.last)))
    return points


def line(world: World, points: list[Point]) -> tuple[StatusSpan, ...]:
    """Spans from points in the order of law: a later point takes over from its day on."""
    spans: list[StatusSpan] = []
    for start, status, why in points:
        while spans and not world.before(spans[-1].start, start):
            spans.pop()
        if spans and spans[-1].status is status:
            spans[-1] = spans[-1]._replace(end=FOREVER)
            continue
        if spans:
            spans[-1] = spans[-1]._replace(end=start)
        if not (isinstance(start, int) and start >= FOREVER):
            spans.append(StatusSpan(start, FOREVER, status, why))
    return tuple(spans)
