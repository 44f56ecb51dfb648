"""Entry into force: whether and when the condition that brings a treaty into force was met (VCLT Art. 24)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from foedus.chronology.periods import Counting
from foedus.dossier.actors import register
from foedus.dossier.record import Event
from foedus.dossier.terms import AllOf, AnyOf, Condition, DateIf, EntryIntoForce, OnDate, OnEvent, Threshold
from foedus.law.case import Case, Dated, dated, day_of, happened, reading_of
from foedus.law.consent import Consent, first_consents, first_event_of, signatures
from foedus.law.defaults import ENTRY_WHEN_SILENT, ORGANISATIONS_COUNT, SUCCESSOR_COUNTS
from foedus.law.timing import after, rounded, takes_effect
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, Choice


class Entry(NamedTuple):
    """Entry into force of the treaty itself.

    `day` is None if it has not entered into force; `met` is the day on which the condition was met (before
    any waiting period); `why` says either why that day or what is missing. `founders` is true where the
    condition was an act of all the negotiating states, so that all of them are bound from that day; `act` is
    the one event that brought it into force on its day, if there is one (its hour may matter). From `open_from`
    on it may be in force, but the terms are silent and the rule for that says no more.
    """

    day: AnyDay | None
    met: AnyDay | None
    why: Reason
    founders: bool = False
    act: Event | None = None
    open_from: AnyDay | None = None


def entry_into_force(this: Case, all_consents: list[Consent]) -> Entry:
    """When the treaty entered into force, or why it did not."""
    clause_ = this.dossier.terms.entry_into_force
    if clause_ is None:
        return _without_clause(this, all_consents)
    condition = this.world.value(clause_.when)
    met = _met(this, condition, all_consents)
    if met is None:
        return Entry(None, None, absence("not in force: {0}", _lacking(condition), because=_article(clause_)))
    day = takes_effect(this.world, clause_, met.day)
    values = (clause_.when, clause_.after, clause_.counting)
    readings = [reading for value in values if (reading := reading_of(this, value)) is not None]
    says = "entered into force on {0:day}: " + _says(clause_, condition)
    why = clause(clause_.article or "", says, day, because=(met.why, *readings))
    founders = 0 < len(this.dossier.parties) <= 2 or (isinstance(condition, str) and condition in _ACTS_OF_ALL)
    return Entry(day, met.day, why, founders, _one_act(this, clause_, condition))


def _one_act(this: Case, clause_: EntryIntoForce, condition: Condition) -> Event | None:
    """The event that brings the treaty into force at once, by itself."""
    if clause_.after is not None or clause_.round != "none":
        return None
    match condition:
        case OnEvent(event=key):
            return this.event(key)
        case "signature" | "signed_by_all":
            signings = this.events("signature", "definitive_signature")
        case "exchange":
            signings = this.events("exchange")
        case _:
            return None
    return signings[0] if len(signings) == 1 else None


_ACTS_OF_ALL = frozenset(
    {"signature", "signed_by_all", "ratified_by_all", "exchange", "notified_by_all", "deposited_by_all"}
)


def standing_consents(this: Case, all_consents: list[Consent]) -> list[Consent]:
    """The acts of consent without those taken back before the condition for entry into force was met."""
    standing = all_consents
    for day, event in dated(this, "consent_withdrawn"):
        met = entry_into_force(this, standing).met
        if met is None or this.world.before(day, met):
            standing = [c for c in standing if c.party not in event.by or this.world.before(day, c.day)]
    return standing


def _without_clause(this: Case, all_consents: list[Consent]) -> Entry:
    fact = first_event_of(this, "entry_into_force")
    if fact is not None:
        founders = 0 < len(this.dossier.parties) <= 2 or not all_consents
        return Entry(
            fact.day, fact.day, computed("entered into force on {0:day}", fact.day, because=(fact.why,)), founders
        )
    position = ENTRY_WHEN_SILENT.decide(this.world)
    met = _all_of_them(this, all_consents)
    reason = ENTRY_WHEN_SILENT.reason(position)
    if met is None:
        lacking = absence("not in force: the negotiating states have not all consented", because=(reason,))
        return Entry(None, None, lacking)
    if position == "unknown":
        says = "whether it entered into force after {0:day} is not known"
        return Entry(None, None, absence(says, met.day, because=(reason, met.why)), open_from=met.day)
    why = computed("entered into force on {0:day}", met.day, because=(reason, met.why))
    return Entry(met.day, met.day, why, founders=True)


def _met(this: Case, condition: Condition, all_consents: list[Consent]) -> Dated | None:
    """The day on which `condition` was met, with the acts that met it."""
    match condition:
        case "signature" | "signed_by_all":
            return _last_of(this, signatures(this))
        case "ratified_by_all" | "deposited_by_all":
            return _all_of_them(this, all_consents)
        case "exchange":
            return _exchanged(this)
        case "notified_by_all":
            notified: dict[str, Dated] = {}
            for day, notification in dated(this, "notification"):
                for party in notification.by:
                    notified.setdefault(party, Dated(day, happened(this, notification, day)))
            return _last_of(this, notified) or first_event_of(this, "exchange")
        case "first_two_deposits":
            return _threshold(this, Threshold(deposits=2), all_consents)
        case "each_on_own_consent":
            return _threshold(this, Threshold(deposits=1), all_consents)
        case Threshold():
            return _threshold(this, condition, all_consents)
        case OnDate(date=named):
            return Dated(named.first, clause("", "the treaty names {0:day}", named.first))
        case OnEvent(event=key):
            recorded = this.event(key)
            return None if recorded is None else _dated(this, recorded)
        case AllOf(all=parts):
            days = [_met(this, part, all_consents) for part in parts]
            return _latest(this, days)
        case AnyOf(any=parts):
            known = [met for part in parts if (met := _met(this, part, all_consents)) is not None]
            return _earliest(this, known)
        case DateIf():
            return _date_if(this, condition, all_consents)


def _dated(this: Case, event: Event) -> Dated:
    day = day_of(this, event)
    return Dated(day, happened(this, event, day))


def _date_if(this: Case, condition: DateIf, all_consents: list[Consent]) -> Dated | None:
    provided = _met(this, condition.provided, all_consents)
    if provided is None:
        return None
    if not this.world.before(condition.date.first, provided.day):
        why = clause(
            "", "the treaty names {0:day}, the condition being met", condition.date.first, because=(provided.why,)
        )
        return Dated(condition.date.first, why)
    day = provided.day
    if condition.otherwise_after is not None:
        day = after(day, condition.otherwise_after, Counting.SAME_DAY)
    day = rounded(day, condition.otherwise_round)
    return Dated(day, clause("", "the condition was met after the named date", because=(provided.why,)))


def _exchanged(this: Case) -> Dated | None:
    """The exchange of instruments, or of notes: complete with the last note where they bear different days."""
    found: dict[str, Dated] = {}
    for day, event in dated(this, "exchange"):
        for party in event.by:
            found.setdefault(party, Dated(day, happened(this, event, day)))
    return _last_of(this, found) if found else first_event_of(this, "exchange")


def _all_of_them(this: Case, all_consents: list[Consent]) -> Dated | None:
    """The day on which the last of the negotiating states consented."""
    found = {party: consent.dated(this) for party, consent in first_consents(all_consents).items()}
    return _last_of(this, found) if found else None


def _last_of(this: Case, found: dict[str, Dated]) -> Dated | None:
    """The latest of the acts of all negotiating states, or None while one is missing."""
    expected = this.dossier.parties or tuple(found)
    return _latest(this, [found.get(party) for party in expected])


def _latest(this: Case, days: list[Dated | None]) -> Dated | None:
    known = [met for met in days if met is not None]
    if not known or len(known) < len(days):
        return None
    chosen = known[0]
    for other in known[1:]:
        if this.world.before(chosen.day, other.day):
            chosen = other
    # every act had to happen: all are told, those of the same day and event once
    return Dated(chosen.day, computed("complete on {0:day}", chosen.day, because=_distinct(known)))


def _earliest(this: Case, days: list[Dated]) -> Dated | None:
    chosen: Dated | None = None
    for other in days:
        if chosen is None or this.world.before(other.day, chosen.day):
            chosen = other
    return chosen


def _distinct(days: list[Dated]) -> tuple[Reason, ...]:
    return tuple({id(dated.why): dated.why for dated in days}.values())  # one event gives one reason


def _threshold(this: Case, wanted: Threshold, all_consents: list[Consent]) -> Dated | None:
    """The day on which so many instruments, or instruments of so much weight, were in."""
    count = 0
    sums = dict.fromkeys(wanted.shares, Decimal(0))
    missing = set(wanted.all_of)
    seen: set[str] = set()
    for consent in all_consents:
        if consent.party in seen or (wanted.of and consent.party not in wanted.of):
            continue
        seen.add(consent.party)
        missing.discard(consent.party)
        for name, weight in consent.event.shares.items():
            if name in sums:
                sums[name] += weight
        if _counts(this, wanted, consent):
            count += 1
        enough = wanted.deposits is None or count >= wanted.deposits
        if enough and not missing and _reached(wanted, sums):
            says = "the instruments asked for were complete on {0:day}, with {1} as number {2}"
            why = computed(says, consent.day, consent.party, count, because=(consent.dated(this).why,))
            return Dated(consent.day, why)
    return None


def _reached(wanted: Threshold, sums: dict[str, Decimal]) -> bool:
    return all(sums[name] > need if wanted.more_than else sums[name] >= need for name, need in wanted.shares.items())


def _counts(this: Case, wanted: Threshold, consent: Consent) -> bool:
    if consent.successor and not wanted.successors_count:
        return SUCCESSOR_COUNTS.decide(this.world) == "counted"
    actor = register().get(consent.party)
    if actor is not None and actor.kind == "organisation" and not wanted.organisations_count:
        return ORGANISATIONS_COUNT.decide(this.world) == "counted"
    return True


def _article(clause_: EntryIntoForce) -> tuple[Reason, ...]:
    return (clause(clause_.article, "the clause on entry into force"),) if clause_.article else ()


def _lacking(condition: Condition) -> str:
    return f"the condition ({_name(condition)}) was not met by what the record holds"


def _says(clause_: EntryIntoForce, condition: Condition) -> str:
    delay = f", {clause_.after} after it was met" if clause_.after and not isinstance(clause_.after, Choice) else ""
    return f"the condition is {_name(condition)}{delay}"


def _name(condition: Condition) -> str:
    match condition:
        case str():
            return _NAMES[condition]
        case Threshold(deposits=count, shares=shares):
            weights = " and ".join(f"{share:g} of {name}" for name, share in shares.items())
            number = f"{count} instruments" if count else "the instruments named"
            return f"{number} and {weights}" if weights else number
        case OnDate(date=named):
            return f"the date {named.text}"
        case OnEvent(event=key):
            return f"the event {key}"
        case AllOf(all=parts):
            return " and ".join(_name(part) for part in parts)
        case AnyOf(any=parts):
            return " or ".join(_name(part) for part in parts)
        case DateIf(date=named, provided=provided):
            return f"the date {named.text} provided that {_name(provided)}"


_NAMES = {
    "signature": "signature",
    "signed_by_all": "signature by all",
    "ratified_by_all": "ratification by all parties",
    "exchange": "the exchange of instruments",
    "notified_by_all": "the later of the notifications",
    "deposited_by_all": "deposit by all the negotiating states",
    "first_two_deposits": "the second deposit",
    "each_on_own_consent": "each party's own consent",
}
