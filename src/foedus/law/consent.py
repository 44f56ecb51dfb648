"""Consent: who signed, who consented to be bound, when and how (VCLT Part II, Section 1)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from foedus.dossier.record import Event
from foedus.law.case import Case, Dated, dated, day_of_moment, happened, in_order, reading_of
from foedus.law.defaults import AD_REFERENDUM, INSTRUMENT_COUNTS_ON, SUCCESSION_FROM
from foedus.worlds import AnyDay

JOINING_ACTS = (
    "definitive_signature",
    "accession",
    "adherence",
    "admission",
    "succession",
    "acceptance",
    "approval",
)
"""Acts that establish consent whatever the clause on binding names (VCLT Art. 11-17)."""


INSTRUMENTS = ("ratification", "acceptance", "approval")
"""Acts whose instrument is exchanged or deposited (VCLT Art. 14, 16)."""


class Consent(NamedTuple):
    """One act by which a party consented to be bound, and the day from which it counts."""

    party: str
    day: AnyDay
    event: Event
    successor: bool

    def dated(self, this: Case) -> Dated:
        """The day of consent with its reason."""
        reading = reading_of(this, this.dossier.terms.binding.by)
        because = () if reading is None else (reading,)
        return Dated(self.day, happened(this, self.event, self.day, *because))


def signatures(this: Case) -> dict[str, Dated]:
    """The first day on which each party signed."""
    signed: dict[str, Dated] = {}
    for day, event in dated(this, "signature", "definitive_signature"):
        for party in event.by:
            if party in signed:
                continue
            full = _full_from(this, event, party, day)
            if full is not None:
                signed[party] = full
    return signed


def _full_from(this: Case, signature: Event, party: str, day: AnyDay) -> Dated | None:
    """The day from which a signature is a full one: one ad referendum not before it is confirmed, if ever."""
    made = happened(this, signature, day)
    if not signature.ad_referendum:
        return Dated(day, made)
    for on, event in dated(this, "confirmation"):
        if party in event.by and not this.world.before(on, day):
            position = AD_REFERENDUM.decide(this.world)
            why = AD_REFERENDUM.reason(position, (made, happened(this, event, on)))
            return Dated(on if position == "confirmation" else day, why)
    return None


def binding_acts(this: Case) -> tuple[str, ...]:
    """The kinds of event that establish consent under this treaty's clause on binding."""
    binding = this.dossier.terms.binding
    by = this.world.value(binding.by)
    if "by" not in binding.model_fields_set and this.events(*INSTRUMENTS):
        by = "ratification"  # the terms do not say, and whoever ratified was not bound by signature (VCLT Art. 14)
    return _with_joining(by if isinstance(by, tuple) else (by,))


@cache
def _with_joining(named: tuple[str, ...]) -> tuple[str, ...]:
    return (*named, *(act for act in JOINING_ACTS if act not in named))


def consents(this: Case) -> list[Consent]:
    """Every act of consent, earliest first.

    With several depositaries the clause says whether a party's earliest or its latest deposit counts (the
    latest needs as many deposits as depositaries). A ratification for which only the exchange of instruments
    is on record counts from the exchange (VCLT Art. 16).
    """
    acts = binding_acts(this)
    ordered = dated(this, *acts)
    exchanges = this.events("exchange")
    if exchanges and ordered:
        ordered = in_order(this, _or_exchanged(this, this.events(*acts)))
    elif exchanges and "ratification" in acts:
        ordered = dated(this, "exchange")
    found = [
        Consent(party, counts, event, event.event == "succession")
        for day, event in ordered
        for party in event.by
        if (counts := _counts_from(this, event, party, day)) is not None
    ]
    if this.events("confirmation"):  # of a signature: the day that counts may not be that of the event
        found = _by_day(this, found)
    binding = this.dossier.terms.binding
    if binding.depositaries > 1 and binding.counts == "latest":
        return _latest_of_each(found, binding.depositaries)
    return found


def _or_exchanged(this: Case, events: list[Event]) -> list[Event]:
    """The events with the exchange of instruments in the place of the ratifications, where that is what counts."""
    terms = this.dossier.terms
    if "by" in terms.binding.model_fields_set or (
        terms.entry_into_force is not None and terms.entry_into_force.when == "ratified_by_all"
    ):
        return events  # the terms name the act that counts
    exchanges = this.events("exchange")
    exchanged = {party for event in exchanges for party in event.by}
    rest = [event for event in events if event.event not in INSTRUMENTS or not exchanged.issuperset(event.by)]
    if len(rest) == len(events) or INSTRUMENT_COUNTS_ON.decide(this.world) == "ratification":
        return events
    return [*rest, *exchanges]


def _counts_from(this: Case, event: Event, party: str, day: AnyDay) -> AnyDay | None:
    if event.ad_referendum:
        full = _full_from(this, event, party, day)
        return None if full is None else full.day
    if event.event != "succession" or event.effective is None:
        return day
    if SUCCESSION_FROM.decide(this.world) == "notification":
        return day
    return day_of_moment(this, this.world.value(event.effective), event, "effective")


def _by_day(this: Case, found: list[Consent]) -> list[Consent]:
    """The consents, earliest first."""
    ordered: list[Consent] = []
    for consent in found:
        place = len(ordered)
        while place and this.world.before(consent.day, ordered[place - 1].day):
            place -= 1
        ordered.insert(place, consent)
    return ordered


def _latest_of_each(found: list[Consent], depositaries: int) -> list[Consent]:
    by_party: dict[str, list[Consent]] = {}
    for consent in found:
        by_party.setdefault(consent.party, []).append(consent)
    complete = [deposits[depositaries - 1] for deposits in by_party.values() if len(deposits) >= depositaries]
    order = {id(consent): place for place, consent in enumerate(found)}
    return sorted(complete, key=lambda consent: order[id(consent)])


def first_consents(all_consents: list[Consent]) -> dict[str, Consent]:
    """Each party's first act of consent."""
    first: dict[str, Consent] = {}
    for consent in all_consents:
        first.setdefault(consent.party, consent)
    return first


def first_event_of(this: Case, kind: str) -> Dated | None:
    """The earliest event of one kind, dated, or None."""
    ordered = dated(this, kind)
    if not ordered:
        return None
    day, event = ordered[0]
    return Dated(day, happened(this, event, day))
