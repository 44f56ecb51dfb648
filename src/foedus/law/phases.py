"""Phases: a party's stints and acts as one unbroken line of statuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.chronology.periods import Counting
from foedus.law.case import Case, Dated, dated, happened
from foedus.law.consent import Consent, first_consents
from foedus.law.defaults import ACCRUED_RIGHTS, INTERIM_DUTY
from foedus.law.ends import Ending, HowEnded, effective_day
from foedus.law.force import Entry
from foedus.law.status import Status, StatusSpan
from foedus.law.stint import Stint
from foedus.law.timing import after
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, World

Point = tuple[AnyDay, Status, Reason]

LEFT = frozenset({HowEnded.NOTICE, HowEnded.AT_ONCE, HowEnded.EXPULSION})


class Background(NamedTuple):
    """What the lines of all parties share: the case, its entry and end, every party's acts.

    `gone` are those that ceased to exist, or whose place another state took.

    `standing` are each party's first consent that was not taken back in time, `withdrawn` its acts of taking
    consent back, `provisional` from when to when it applied the treaty provisionally.
    """

    this: Case
    entry: Entry
    ending: Ending | None
    signed: Mapping[str, Dated]
    own: Mapping[str, list[Consent]]
    standing: Mapping[str, Consent]
    withdrawn: Mapping[str, list[Dated]]
    provisional: Mapping[str, tuple[Dated, AnyDay]]
    concluded: AnyDay | None
    bound: Mapping[str, tuple[Stint, ...]]
    gone: Mapping[str, Dated]

    @property
    def parties(self) -> tuple[str, ...]:
        """The negotiating states and everybody with an act under the treaty."""
        return tuple(dict.fromkeys((*self.this.dossier.parties, *self.signed, *self.own, *self.bound)))


def background(
    this: Case,
    entry: Entry,
    ending: Ending | None,
    signed: Mapping[str, Dated],
    all_consents: list[Consent],
    standing: list[Consent],
    bound: Mapping[str, tuple[Stint, ...]],
) -> Background:
    """The background of a treaty's lines; `standing` are the consents that were not taken back in time."""
    own: dict[str, list[Consent]] = {}
    for consent in all_consents:
        own.setdefault(consent.party, []).append(consent)
    withdrawn: dict[str, list[Dated]] = {}
    for day, event in dated(this, "consent_withdrawn"):
        for party in event.by:
            withdrawn.setdefault(party, []).append(Dated(day, happened(this, event, day)))
    return Background(
        this,
        entry,
        ending,
        signed,
        own,
        first_consents(standing),
        withdrawn,
        provisional_times(this, signed),
        concluded_on(this, signed, all_consents),
        bound,
        _gone(this),
    )


def _gone(this: Case) -> dict[str, Dated]:
    gone: dict[str, Dated] = {}
    for day, event in dated(this, "extinction", "continuation", "separation", "union"):
        for party in event.by if event.event == "extinction" else event.to:
            gone.setdefault(party, Dated(effective_day(this, event, day), happened(this, event, day)))
    return gone


def phases(shared: Background, party: str) -> tuple[StatusSpan, ...]:
    """The status of one party over time, from the beginning to the end of time, in order, without gap."""
    this, entry, own, stints = shared.this, shared.entry, shared.own.get(party, []), shared.bound.get(party, ())
    points = _before(party, shared.concluded, shared.signed.get(party), own, entry, this)
    if party in shared.withdrawn:
        points += _taken_back(party, shared.withdrawn[party], shared.signed, own, shared.standing, entry, this)
    if party in shared.provisional:
        points += _provisionally(shared.provisional[party], stints, this)
    for stint in stints:
        points += _of_stint(this, stint, shared.ending)
    if party in shared.gone and not stints:
        gone = shared.gone[party]
        over = computed("{0} ceased to exist before it was bound", party, because=(gone.why,))
        points = [point for point in points if this.world.before(point[0], gone.day)]
        points.append((gone.day, Status.ENDED, over))
    return line(this.world, covered(this, points))


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
    if entry.open_from is not None:
        points.append((this.world.later(consent.day, entry.open_from), Status.UNKNOWN, entry.why))
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
    """For each party that applied the treaty provisionally: from when, and to when at most (VCLT Art. 25).

    A notice that ends it does so on the day that it names, else after the time that the clause sets for it.
    """
    found: dict[str, tuple[Dated, AnyDay]] = {}
    clause_ = this.dossier.terms.provisional
    last: AnyDay = FOREVER if clause_ is None or clause_.until is None else clause_.until.first
    if clause_ is not None and clause_.starts == "signature":
        for party, signing in signed.items():
            found[party] = (signing, last)
    if clause_ is not None and clause_.starts == "date" and clause_.date is not None:
        named = clause_.date.first
        why = clause(clause_.article or "", "applied provisionally from {0:day}", named)
        for party in this.dossier.parties:
            found[party] = (Dated(named, why), last)
    for day, event in dated(this, "provisional_application", "provisional_end"):
        ends = effective_day(this, event, day)
        if event.effective is None and clause_ is not None and clause_.notice is not None:
            ends = after(day, clause_.notice, Counting.SAME_DAY)
        for party in event.by:
            if event.event == "provisional_application":
                found[party] = (Dated(day, happened(this, event, day)), last)
            elif party in found:
                begun, until = found[party]
                found[party] = (begun, ends if this.world.before(ends, until) else until)
    return found


def _provisionally(times: tuple[Dated, AnyDay], stints: tuple[Stint, ...], this: Case) -> list[Point]:
    dated, until = times
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
            points.append((start, Status.ENDED if suspension.lapsed else Status.SUSPENDED, suspension.why))
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
        accrued = ACCRUED_RIGHTS.reason(ACCRUED_RIGHTS.decide(this.world))
        return [(end, after_it, ending.why._replace(because=(*ending.why.because, accrued)))]
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
    kept: list[Point] = []
    before = world.before
    for point in points:
        start = point[0]
        while kept and not _in_order(world, kept[-1][0], start) and not before(kept[-1][0], start):
            kept.pop()
        if (not kept or kept[-1][1] is not point[1]) and start != FOREVER:
            kept.append(point)
    ends = [point[0] for point in kept[1:]]
    ends.append(FOREVER)
    return tuple(StatusSpan(start, end, status, why) for (start, status, why), end in zip(kept, ends, strict=True))


def _in_order(world: World, one: AnyDay, other: AnyDay) -> bool:
    """Whether `other`, an uncertain day, cannot lie before `one`: a span between them may be empty, and none asks."""
    return not isinstance(other, int) and isinstance(one, int) and one <= world.bounds(other)[0]
