"""Who is on record as a party on a day: joined by then and not gone, as far as acts tell without a reading.

Where the law must know who the parties are before it knows the life of each (whose agreement ends a treaty, whose
war bars an exit), it goes by the acts of joining and leaving on record. A disputed or uncertain day counts where it
can be.
"""

from __future__ import annotations

from foedus.chronology.days import Day
from foedus.dossier.record import Event
from foedus.law.case import Case, name_of
from foedus.law.consent import binding_acts
from foedus.worlds import AnyDay, Choice, first_possible, last_possible

NOTICES = ("denunciation", "withdrawal")


def parties_on(this: Case, when: AnyDay) -> set[str]:
    """The parties on record on the day `when`.

    Those who consented by then; the negotiating states too where no consent of any of them is on record (its entry
    into force may be a recorded fact). Not those who left, were put out or ceased to be before that day, nor those
    whose place another has taken; who continues a state is one.
    """
    first, last = first_possible(when), last_possible(when)
    joined = {party for event in this.events(*binding_acts(this)) if _range(event)[0] <= last for party in event.by}
    listed = set(this.dossier.parties)
    if not listed & joined:
        joined |= listed
    for event in this.events("continuation", "union"):
        if _range(event)[0] <= last:
            joined |= set(event.by)
    return joined - _gone(this, first)


def pair_of(this: Case) -> tuple[str, str] | None:
    """The two parties of a treaty that is between two alone; None for one of several, or one that others joined."""
    listed = this.dossier.parties
    if len(listed) == 2 and not this.dossier.open_to_others:
        return listed[0], listed[1]
    joined = {party for event in this.events(*binding_acts(this)) for party in event.by}
    if len(listed) == 2:
        return None if joined - set(listed) else (listed[0], listed[1])
    if listed or this.dossier.open_to_others or len(joined) != 2:
        return None
    first, second = sorted(joined)
    return first, second


def _gone(this: Case, by: Day) -> set[str]:
    """All on record as having left, been put out or ceased to be before the day `by`."""
    gone = {
        party
        for event in this.events(*NOTICES)
        if _range(event)[1] < by and _works(this, event) and not event.territory and not event.articles
        for party in event.by
    }
    gone |= {party for event in this.events("extinction") if _range(event)[1] < by for party in event.by}
    return gone | {
        party
        for event in this.events("expulsion", "continuation", "separation", "union")
        if _range(event)[1] < by
        for party in event.to
    }


def _works(this: Case, notice: Event) -> bool:
    """Whether a notice can have had its effect: it is not said to have none, and was not taken back."""
    if notice.effect == "none":
        return False
    return not any(
        event.of == name_of(notice) if event.of else set(event.by) & set(notice.by)
        for event in this.events("revocation")
    )


def _range(event: Event) -> tuple[Day, Day]:
    """The earliest and the latest day that an act can have, in any position on its date."""
    moments = event.on.choices.values() if isinstance(event.on, Choice) else (event.on,)
    return min(moment.first for moment in moments), max(moment.last for moment in moments)
