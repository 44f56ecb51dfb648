"""Membership: for each party, the times for which the treaty was in force for it.

A party can be bound more than once (it leaves and joins again); each time is a stint of its own, with its
own entry, so that clocks that run from a party's own entry start anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.chronology.days import FOREVER
from foedus.dossier.record import Event
from foedus.law.by_act import agreed, claimed, replaced
from foedus.law.case import Case, happened, in_order
from foedus.law.consent import Consent
from foedus.law.ending import ends_for_all
from foedus.law.ends import Ending, HowEnded, effective_day, may_end, of_some_only
from foedus.law.force import Entry
from foedus.law.joining import own_entry
from foedus.law.notice import effect_of_notice, notice_day
from foedus.law.on_record import NOTICES
from foedus.law.standing import CHANGES, Standing, changed, is_of_notice
from foedus.law.stint import Member, Stint, Suspension
from foedus.law.succession import SUCCESSIONS, succeed
from foedus.law.superseded import StintsOf, end_by_joining
from foedus.law.suspension import suspensions
from foedus.law.term import Chain, expiry
from foedus.law.territory import EXTENSIONS, end_with_their_states, extend
from foedus.reasons import computed
from foedus.worlds import AnyDay

OF_STATES = ("expulsion", *SUCCESSIONS, *EXTENSIONS)
"""Acts that change who is a party even where a notice ends the treaty for all."""

OF_MEMBERS = (*OF_STATES, *NOTICES, *CHANGES)


def stints(
    this: Case,
    entry: Entry,
    chain: Chain | None,
    ending: Ending | None,
    all_consents: list[Consent],
    stints_of: StintsOf,
) -> Mapping[str, tuple[Stint, ...]]:
    """For each party the stints for which it was bound, earliest first; empty before entry into force.

    `stints_of` gives the stints of another treaty in this world (of a convention that revises this one).
    """
    if entry.day is None or chain is None:
        return {}
    members: dict[str, Member] = {}
    if entry.founders or not all_consents:
        for party in this.dossier.parties:
            members[party] = Member(party, [Stint(party, entry.day, entry.day, FOREVER, entry.why)])
    for consent in all_consents:
        if consent.party not in members:
            members[consent.party] = Member(consent.party)
    acts = _acts(this, all_consents)
    for day, act in acts:
        _apply(this, entry, chain, members, day, act)
    end_with_their_states(this, members)
    end_by_joining(this, members, stints_of)
    suspended = suspensions(this, ending, tuple(members))
    gaps = tuple(Suspension(start, end, why, lapsed=True) for start, end, why in chain.gaps)
    if chain.own_clock:
        _expire_on_own_clocks(this, chain, members)
    found: dict[str, tuple[Stint, ...]] = {}
    for party, member in members.items():
        own = (*gaps, *suspended.get(party, ()))
        cut = [kept for stint in member.stints if (kept := _cut(this, stint, ending)) is not None]
        found[party] = tuple(stint._replace(suspensions=own) for stint in cut) if own else tuple(cut)
    return found


def _expire_on_own_clocks(this: Case, chain: Chain, members: dict[str, Member]) -> None:
    """Where terms run from each party's own entry, each party's part expires by its own clock."""
    for member in members.values():
        for place, stint in enumerate(member.stints):
            own = chain.of_party(stint.start)
            end, renewals = own.final()
            if end != FOREVER and this.world.before(end, stint.end):
                ending = Ending(end, HowEnded.EXPIRY, expiry(this, own, end, renewals), expires=True)
                member.stints[place] = stint._replace(end=end, ending=ending)


def _acts(this: Case, all_consents: list[Consent]) -> list[tuple[AnyDay, Event | Consent]]:
    exit_ = this.dossier.terms.denunciation
    kept = [event for event in this.events(*OF_MEMBERS) if is_of_notice(event)]
    if kept and ends_for_all(this, exit_.ends_for if exit_ is not None else None):
        kept = [event for event in kept if event.event in OF_STATES or (event.event in NOTICES and event.territory)]
    kept += [event for event in this.events("termination", "replacement", "claim") if of_some_only(this, event)]
    others = in_order(this, kept)
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
    this: Case, entry: Entry, chain: Chain, members: dict[str, Member], day: AnyDay, act: Event | Consent
) -> None:
    if isinstance(act, Consent):
        _join(this, entry, members[act.party], act)
        return
    match act.event:
        case "expulsion":
            for party in act.to or act.by:
                _end(this, members.get(party), _expelled(this, act, day))
        case kind if kind in SUCCESSIONS:
            succeed(this, members, act, day)
        case kind if kind in EXTENSIONS:
            extend(this, entry, members, act, day)
        case "termination" | "replacement" | "claim":
            _end_for_some(this, members, act, day)
        case "denunciation" | "withdrawal" if act.territory:
            for territory in act.territory:
                _leave(this, entry, chain, members.get(territory), act)
        case "denunciation" | "withdrawal":
            if act.articles:
                return  # leaves a part only: see the relations of the party
            for party in act.by:
                _leave(this, entry, chain, members.get(party), act)
        case _:
            for party in act.by:
                member = members.get(party)
                if member is not None and member.stints:
                    member.standing = changed(this, member.standing, act, day)
                    _settle(this, member)


def _join(this: Case, entry: Entry, member: Member, consent: Consent) -> None:
    if member.stints and member.stints[-1].ending is None:
        return  # it is bound already by its earlier consent
    own = own_entry(this, entry, consent)
    if member.stints:
        last = member.stints[-1]
        if this.world.before(own.start, last.end):  # it joins again before it is out: one time follows the other
            own = own._replace(start=last.end)
        member.standing = []
    member.stints.append(own)


def _end_for_some(this: Case, members: dict[str, Member], act: Event, day: AnyDay) -> None:
    """An agreement, a later treaty or a claim of some parties of many, that ends their part alone."""
    match act.event:
        case "termination":
            ending = agreed(this, act, day)
        case "replacement":
            ending = replaced(this, act, day)
        case _:
            ending = claimed(this, act, day) if may_end(act) else None
    if ending is not None:
        for party in act.by:
            _end(this, members.get(party), ending)


def _leave(this: Case, entry: Entry, chain: Chain, member: Member | None, notice: Event) -> None:
    if member is None or not member.stints:
        return
    last = member.stints[-1]
    counts = notice_day(this, notice).day
    if this.world.before(counts, last.start) or not this.world.before(counts, last.end):
        return  # it is not bound on the day from which the notice counts
    own = last.start
    effect = effect_of_notice(this, notice, chain, entry, own, member.of or member.party)
    member.standing.append(Standing(notice, effect))
    _settle(this, member)


def _settle(this: Case, member: Member) -> None:
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


def _end(this: Case, member: Member | None, ending: Ending) -> None:
    if member is None or not member.stints:
        return
    last = member.stints[-1]
    if this.world.before(ending.day, last.end):
        member.stints[-1] = last._replace(end=ending.day, ending=ending)


def _expelled(this: Case, event: Event, day: AnyDay) -> Ending:
    end = effective_day(this, event, day)
    return Ending(end, HowEnded.EXPULSION, computed("expelled on {0:day}", end, because=(happened(this, event, day),)))


def _cut(this: Case, stint: Stint, ending: Ending | None) -> Stint | None:
    """The stint as the end of the treaty itself leaves it; None if it never began."""
    if ending is not None and not this.world.before(stint.start, ending.day):
        return None
    if stint.ending is not None and not this.world.before(stint.start, stint.end):
        return None
    if ending is not None and this.world.before(ending.day, stint.end):
        return Stint(stint.party, stint.consented, stint.start, ending.day, stint.why, ending, stint.suspensions)
    return stint
