"""Joining: from which day a treaty is in force for the party that consents to it (VCLT Art. 24)."""

from __future__ import annotations

from dataclasses import replace

from foedus.chronology.days import FOREVER
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Counting
from foedus.dossier.record import Event
from foedus.law.case import Case, day_of_moment, happened
from foedus.law.consent import Consent
from foedus.law.defaults import JOINING_WHEN_SILENT
from foedus.law.force import Entry
from foedus.law.stint import Stint
from foedus.law.timing import after, takes_effect
from foedus.reasons import clause, computed
from foedus.worlds import AnyDay


def own_entry(this: Case, entry: Entry, consent: Consent) -> Stint:
    """The stint that a consent opens: from entry into force of the treaty, or by the rule for late joiners."""
    assert entry.day is not None
    party, day = consent.party, consent.day
    if consent.successor:
        why = happened(this, consent.event, day)
        start = this.world.later(day, entry.day)
        says = "in force for {0} from {1:day}, by succession"
        return Stint(party, day, start, FOREVER, computed(says, party, start, because=(why,)))
    joining = this.dossier.terms.joining
    if joining is None and consent.event.effective is not None:
        return _on_record(this, entry, consent, this.world.value(consent.event.effective))
    pivot = entry.day if joining is not None and joining.applies_from == "entry" else entry.met
    if pivot is None or not this.world.before(pivot, day):
        return Stint(party, day, entry.day, FOREVER, entry.why)
    why = happened(this, consent.event, day)
    if joining is not None:
        begun = _free_of_objections(this, consent)
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


def _on_record(this: Case, entry: Entry, consent: Consent, moment: Moment) -> Stint:
    """The stint of a party of which the record tells from when it was bound, where the terms do not tell."""
    assert entry.day is not None
    # an uncertain day is not one before entry into force, so that nothing need be asked of it
    least = entry.day if isinstance(entry.day, int) else moment.first
    narrowed = replace(moment, first=max(moment.first, least), last=max(moment.last, least))
    named = day_of_moment(this, narrowed, consent.event, f"{consent.party}.effective")
    start = this.world.later(named, entry.day)
    why = computed(
        "in force for {0} from {1:day}, the day on record; the terms have no clause on late joiners",
        consent.party,
        start,
        because=(happened(this, consent.event, consent.day),),
    )
    return Stint(consent.party, consent.day, start, FOREVER, why)


def _free_of_objections(this: Case, consent: Consent) -> AnyDay:
    """The day on which the time for objections to an accession is over; of other acts of consent, their own.

    It runs from the depositary's notice of the accession (`received`) where the record has it.
    """
    joining = this.dossier.terms.joining
    if joining is None or joining.objection_period is None or consent.event.event not in ("accession", "adherence"):
        return consent.day
    told = consent.day
    if consent.event.received is not None:
        told = day_of_moment(this, this.world.value(consent.event.received), consent.event, "received")
    return after(told, joining.objection_period, Counting.SAME_DAY)


def own_entry_of(this: Case, entry: Entry, notice: Event, all_consents: list[Consent]) -> AnyDay:
    """The day on which the treaty entered into force for the party that gave `notice`."""
    assert entry.day is not None
    if not entry.founders:
        for consent in all_consents:
            if consent.party in notice.by:
                return own_entry(this, entry, consent).start
    return entry.day
