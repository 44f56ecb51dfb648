"""Territories: to what parts of a party a treaty extends, from when to when (VCLT Art. 29, and final clauses)."""

from __future__ import annotations

from foedus.chronology.days import FOREVER
from foedus.dossier.record import Event
from foedus.law.case import Case, happened
from foedus.law.ends import Ending, HowEnded, effective_day
from foedus.law.force import Entry
from foedus.law.stint import Member, Stint
from foedus.law.timing import takes_effect
from foedus.reasons import computed
from foedus.worlds import AnyDay

EXTENSIONS = ("territorial_extension", "territorial_exclusion", "territorial_end")


def extend(this: Case, entry: Entry, members: dict[str, Member], event: Event, day: AnyDay) -> None:
    """Change the territories that the treaty covers: each is a member of its own, under its state.

    An extension takes effect by the clause on territories, else by that on late joiners, else on its day; never
    before the treaty is in force for the state. An exclusion or end takes effect on the day that it names.
    """
    (state,) = tuple(event.by)[:1] or ("",)
    parent = members.get(state)
    told = happened(this, event, day)
    for territory in event.territory:
        member = members.setdefault(territory, Member(territory, of=state))
        if event.event == "territorial_extension":
            terms = this.dossier.terms
            timing = terms.territorial or terms.joining
            start = takes_effect(this.world, timing, day) if timing is not None else day
            assert entry.day is not None
            begun = parent.stints[-1].start if parent is not None and parent.stints else entry.day
            start = this.world.later(effective_day(this, event, start), begun)
            says = "extended to {0} from {1:day}"
            why = computed(says, territory, start, because=(told,))
            if not member.stints or member.stints[-1].ending is not None:
                member.stints.append(Stint(territory, day, start, FOREVER, why))
        elif member.stints:
            end = effective_day(this, event, day)
            why = computed("ended for {0} on {1:day}", territory, end, because=(told,))
            member.stints[-1] = member.stints[-1]._replace(end=end, ending=Ending(end, HowEnded.NOTICE, why))


def end_with_their_states(this: Case, members: dict[str, Member]) -> None:
    """A territory's time ends at the latest with that of its state."""
    for member in members.values():
        parent = members.get(member.of) if member.of is not None else None
        if parent is None or not parent.stints or not member.stints:
            continue
        last, over = member.stints[-1], parent.stints[-1]
        if over.ending is not None and this.world.before(over.end, last.end):
            member.stints[-1] = last._replace(end=over.end, ending=over.ending)
