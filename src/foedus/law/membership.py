"""Membership: for each party, the times for which the treaty was in force for it.

A party can be bound more than once (it leaves and joins again); each time is a stint of its own, with its
own entry, so that clocks that run from a party's own entry start anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.chronology.days import FOREVER, Day
from foedus.chronology.periods import Counting
from foedus.dossier.record import Event
from foedus.law.case import Case, day_of_moment, happened, in_order, reading_of
from foedus.law.consent import Consent
from foedus.law.defaults import JOINING_WHEN_SILENT, UNILATERAL_SUSPENSION
from foedus.law.ending import ends_for_all
from foedus.law.ends import HOSTILE, NOTICES, Ending, HowEnded, effective_day
from foedus.law.force import Entry
from foedus.law.notice import effect_of_notice
from foedus.law.standing import Standing, changed
from foedus.law.term import Chain
from foedus.law.timing import after, takes_effect
from foedus.reasons import Reason, clause, computed
from foedus.worlds import AnyDay, shift


class Suspension(NamedTuple):
    """Days from `start` to the day before `end` on which the treaty is suspended, and why."""

    start: AnyDay
    end: AnyDay
    why: Reason


class Stint(NamedTuple):
    """One time for which the treaty is in force for one party.

    From `start` to the day before `end` (FOREVER: not ended); `ending` tells how, None while it goes on.
    `consented` is the day of the consent it rests on.
    """

    party: str
    consented: AnyDay
    start: AnyDay
    end: AnyDay
    why: Reason
    ending: Ending | None = None
    suspensions: tuple[Suspension, ...] = ()


@dataclass(slots=True)
class _Membership:
    """One party while its acts are read in order."""

    party: str
    stints: list[Stint] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)


def stints(
    this: Case, entry: Entry, chain: Chain | None, ending: Ending | None, all_consents: list[Consent]
) -> Mapping[str, tuple[Stint, ...]]:
    """For each party the stints for which it was bound, earliest first; empty before entry into force."""
    if entry.day is None or chain is None:
        return {}
    members: dict[str, _Membership] = {}
    if entry.founders or not all_consents:
        for party in this.dossier.parties:
            members[party] = _Membership(party, [Stint(party, entry.day, entry.day, FOREVER, entry.why)])
    for consent in all_consents:
        members.setdefault(consent.party, _Membership(consent.party))
    acts = _acts(this, all_consents)
    for day, act in acts:
        _apply(this, entry, chain, members, day, act)
    suspended = _suspensions(this, ending)
    found: dict[str, tuple[Stint, ...]] = {}
    for party, member in members.items():
        own = suspended.get(party, ())
        found[party] = tuple(
            cut._replace(suspensions=own) if own else cut
            for stint in member.stints
            if (cut := _cut(this, stint, ending)) is not None
        )
    return found


def _acts(this: Case, all_consents: list[Consent]) -> list[tuple[AnyDay, Event | Consent]]:
    exit_ = this.dossier.terms.denunciation
    kinds = ["expulsion", "extinction", "continuation"]
    if not ends_for_all(this, exit_.ends_for if exit_ is not None else None):
        kinds += [*NOTICES, "revocation", "notice_suspended", "notice_resumed"]
    others = in_order(this, this.events(*kinds))
    acts: list[tuple[AnyDay, Event | Consent]] = [(consent.day, consent) for consent in all_consents]
    if not others:
        return acts
    # consents are in order and the other acts are in order: merge them, a consent of the same day first
    merged: list[tuple[AnyDay, Event | Consent]] = []
    place = 0
    for day, event in others:
        while place < len(acts) and not this.world.before(day, acts[place][0]):
            merged.append(acts[place])
            place += 1
        merged.append((day, event))
    return [*merged, *acts[place:]]


def _apply(
    this: Case, entry: Entry, chain: Chain, members: dict[str, _Membership], day: AnyDay, act: Event | Consent
) -> None:
    if isinstance(act, Consent):
        _join(this, entry, members[act.party], act)
        return
    match act.event:
        case "expulsion":
            for party in act.to or act.by:
                _end(this, members.get(party), _expelled(this, act, day))
        case "extinction":
            for party in act.by:
                _end(this, members.get(party), _extinct(this, act, day))
        case "continuation":
            _continue(this, members, act, day)
        case "denunciation" | "withdrawal":
            for party in act.by:
                _leave(this, entry, chain, members.get(party), act)
        case _:
            for party in act.by:
                member = members.get(party)
                if member is not None and member.stints:
                    member.standing = changed(this, member.standing, act, day)
                    _settle(this, member)


def _join(this: Case, entry: Entry, member: _Membership, consent: Consent) -> None:
    if member.stints and member.stints[-1].ending is None:
        return  # it is bound already by its earlier consent
    own = own_entry(this, entry, consent)
    if member.stints:
        if this.world.before(own.start, member.stints[-1].end):
            return  # it is still bound by its earlier consent
        member.standing = []
    member.stints.append(own)


def own_entry(this: Case, entry: Entry, consent: Consent) -> Stint:
    """The stint that a consent opens: from entry into force of the treaty, or by the rule for late joiners."""
    assert entry.day is not None
    party, day = consent.party, consent.day
    why = happened(this, consent.event, day)
    if consent.successor:
        start = this.world.later(day, entry.day)
        says = "in force for {0} from {1:day}, by succession"
        return Stint(party, day, start, FOREVER, computed(says, party, start, because=(why,)))
    if entry.met is None or not this.world.before(entry.met, day):
        return Stint(party, day, entry.day, FOREVER, entry.why)
    joining = this.dossier.terms.joining
    if joining is not None:
        begun = day if joining.objection_period is None else after(day, joining.objection_period, Counting.SAME_DAY)
        start = this.world.later(takes_effect(this.world, joining, begun), entry.day)
        says = "in force for {0} from {1:day}, by the rule for those who join later"
        return Stint(party, day, start, FOREVER, clause(joining.article or "", says, party, start, because=(why,)))
    position = JOINING_WHEN_SILENT.decide(this.world)
    own = this.dossier.terms.entry_into_force
    start = takes_effect(this.world, own, day) if position == "same-delay" and own is not None else day
    start = this.world.later(start, entry.day)
    says = "in force for {0} from {1:day}"
    reason = computed(says, party, start, because=(JOINING_WHEN_SILENT.reason(position), why))
    return Stint(party, day, start, FOREVER, reason)


def _leave(this: Case, entry: Entry, chain: Chain, member: _Membership | None, notice: Event) -> None:
    if member is None or not member.stints or member.stints[-1].ending is not None:
        return
    own = member.stints[-1].start
    effect = effect_of_notice(this, notice, chain, entry, own)
    member.standing.append(Standing(notice, effect))
    _settle(this, member)


def _settle(this: Case, member: _Membership) -> None:
    """The end of the party's current stint, by the notices of its that stand."""
    ending: Ending | None = None
    for standing in member.standing:
        day = standing.effect.day
        if day is None or standing.halted is not None:
            continue
        if ending is None or this.world.before(day, ending.day):
            how = HowEnded.AT_ONCE if standing.effect.by_act else HowEnded.NOTICE
            ending = Ending(day, how, standing.effect.why, expires=standing.effect.at_term_end)
    last = member.stints[-1]
    end = FOREVER if ending is None else ending.day
    member.stints[-1] = last._replace(end=end, ending=ending)


def _end(this: Case, member: _Membership | None, ending: Ending) -> None:
    if member is None or not member.stints:
        return
    last = member.stints[-1]
    if this.world.before(ending.day, last.end):
        member.stints[-1] = last._replace(end=ending.day, ending=ending)


def _expelled(this: Case, event: Event, day: AnyDay) -> Ending:
    end = effective_day(this, event, day)
    return Ending(end, HowEnded.EXPULSION, computed("expelled on {0:day}", end, because=(happened(this, event, day),)))


def _extinct(this: Case, event: Event, day: AnyDay) -> Ending:
    end = effective_day(this, event, day)
    why = computed("ceased to exist on {0:day}", end, because=(happened(this, event, day),))
    return Ending(end, HowEnded.SUCCESSION, why)


def _continue(this: Case, members: dict[str, _Membership], event: Event, day: AnyDay) -> None:
    """One state takes the place of another (`to`), whose own part ends on that day."""
    end = effective_day(this, event, day)
    why = computed("continued from {0:day}", end, because=(happened(this, event, day),))
    for gone in event.to:
        member = members.get(gone)
        if member is None or not member.stints:
            continue
        last = member.stints[-1]
        if not this.world.before(end, last.end):
            continue
        member.stints[-1] = last._replace(end=end, ending=Ending(end, HowEnded.SUCCESSION, why))
        for heir in event.by:
            taken = members.setdefault(heir, _Membership(heir))
            taken.stints.append(Stint(heir, last.consented, end, last.end, why, last.ending))


def _cut(this: Case, stint: Stint, ending: Ending | None) -> Stint | None:
    """The stint as the end of the treaty itself leaves it; None if it never began."""
    if ending is not None and not this.world.before(stint.start, ending.day):
        return None
    if stint.ending is not None and not this.world.before(stint.start, stint.end):
        return None
    if ending is not None and this.world.before(ending.day, stint.end):
        return stint._replace(end=ending.day, ending=ending)
    return stint


def _suspensions(this: Case, ending: Ending | None) -> dict[str, tuple[Suspension, ...]]:
    """For each party the times for which the treaty was suspended for it (not for one pair alone).

    An act that comes when the treaty has ended is not looked at.
    """
    found: dict[str, list[Suspension]] = {}
    opened: dict[str, tuple[AnyDay, Reason]] = {}
    everyone = this.dossier.parties
    for day, event in in_order(this, this.events("suspension", "resumption", "claim", *HOSTILE)):
        if ending is not None and not this.world.before(day, ending.day):
            break
        touched = everyone if len(everyone) == 2 else tuple(event.by)
        if event.event == "resumption":
            for party in touched:
                if party in opened:
                    start, why = opened.pop(party)
                    found.setdefault(party, []).append(Suspension(start, day, why))
            continue
        if (event.to and len(everyone) > 2) or not _suspends(this, event):
            continue
        reading = reading_of(this, event.effect)
        because = (happened(this, event, day), *((reading,) if reading else ()))
        start = effective_day(this, event, day)
        why = computed("suspended from {0:day}", start, because=because)
        if event.event != "suspension":  # until the act, in the course of that day, it was in operation
            start = shift(start, _next_day)
        if event.until is not None:
            end = day_of_moment(this, this.world.value(event.until), event, "until")
            for party in touched:
                found.setdefault(party, []).append(Suspension(start, end, why))
        else:
            opened.update(dict.fromkeys(touched, (start, why)))
    for party, (start, why) in opened.items():
        found.setdefault(party, []).append(Suspension(start, FOREVER, why))
    return {party: tuple(spans) for party, spans in found.items()}


def _next_day(day: Day) -> Day:
    return min(day + 1, FOREVER)


def _suspends(this: Case, event: Event) -> bool:
    match this.world.value(event.effect):
        case "suspends":
            return True
        case "by_clause" if event.event == "suspension":
            agreed = set(this.dossier.parties) <= set(event.by)
            return agreed or UNILATERAL_SUSPENSION.decide(this.world) == "suspends"
        case _:
            return False
