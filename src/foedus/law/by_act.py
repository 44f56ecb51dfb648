"""Ends by an act: agreement, a later treaty, a claim on a ground of law, war."""

from __future__ import annotations

from foedus.dossier.record import Event
from foedus.law.case import Case, happened, reading_of
from foedus.law.defaults import (
    CHANGED_CIRCUMSTANCES,
    DISUSE,
    IMPOSSIBILITY,
    LATER_TREATY,
    MATERIAL_BREACH,
    NEW_NORM,
    OUTSIDE_THE_TREATY,
    WAR,
    Rule,
)
from foedus.law.ends import Ending, HowEnded, effective_day
from foedus.law.on_record import pair_of
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay

STANDS_IN_WAR = frozenset(
    {"laws-of-war", "peace", "armistice", "surrender", "territory", "human-rights", "criminal-law", "law-of-treaties"}
)
"""Kinds of treaty that war between the parties leaves standing under every doctrine."""

OF_GROUNDS = {
    "material_breach": MATERIAL_BREACH,
    "impossibility": IMPOSSIBILITY,
    "changed_circumstances": CHANGED_CIRCUMSTANCES,
    "peremptory_norm": NEW_NORM,
    "obsolescence": DISUSE,
}
"""Grounds of which the law says something of their own; for all others a claim is one outside the treaty (VCLT 42)."""

NEVER_GROUNDS = {
    "material_breach": frozenset({"laws-of-war", "human-rights"}),  # VCLT Art. 60(5)
    "changed_circumstances": frozenset({"territory"}),  # VCLT Art. 62(2)(a): a boundary
}
"""Kinds of treaty that a ground cannot end, unless the record says that in this case it did."""


def agreed(this: Case, event: Event, day: AnyDay) -> Ending | None:
    """The end by agreement of the parties (VCLT Art. 54(b)), unless the reading taken gives it no effect."""
    if this.world.value(event.effect) == "none":
        return None
    end = effective_day(this, event, day)
    because = _told(this, event, day, reading_of(this, event.effect))
    why = computed("ended by agreement on {0:day}", end, because=because)
    return Ending(end, HowEnded.AGREEMENT, why)


def replaced(this: Case, event: Event, day: AnyDay) -> Ending | None:
    """The end by a later treaty of all the parties (VCLT Art. 59), unless the reading taken leaves both standing."""
    if this.world.value(event.effect) == "none":
        return None
    position = LATER_TREATY.decide(this.world)
    if position == "beside":
        return None
    end = effective_day(this, event, day)
    later = this.around.treaty(event.treaty) if event.treaty else None
    name = later.title if later is not None else event.treaty or "a later treaty"
    why = computed(
        "replaced on {0:day} by {1}", end, name, because=(happened(this, event, day), LATER_TREATY.reason(position))
    )
    return Ending(end, HowEnded.REPLACED, why)


def claimed(this: Case, event: Event, day: AnyDay) -> Ending | None:
    """The end that a claim brings about, if the reading taken or the rule gives it that effect."""
    if event.effect == "by_clause" and NEVER_GROUNDS.get(event.ground or "", frozenset()) & set(this.dossier.kind):
        return None
    if event.effect == "by_clause" and event.ground == "material_breach" and pair_of(this) is None:
        return None  # one of many can suspend the treaty toward the one in breach, not end it (VCLT Art. 60(2)(b))
    because = _ends_it(this, event, day, OF_GROUNDS.get(event.ground or "", OUTSIDE_THE_TREATY))
    if because is None:
        return None
    end = effective_day(this, event, day)
    ground = (event.ground or "the ground claimed").replace("_", " ")
    why = computed("ended on {0:day} on the ground of {1}", end, ground, because=because)
    return Ending(end, HowEnded.CLAIM, why, event)


def war(this: Case, event: Event, day: AnyDay) -> Ending | None:
    """The end that an outbreak of war brings about, if the reading taken or the rule gives it that effect."""
    if STANDS_IN_WAR & set(this.dossier.kind):
        return None
    because = _ends_it(this, event, day, WAR)
    if because is None:
        return None
    end = effective_day(this, event, day)
    why = computed("ended on {0:day} by the outbreak of war", end, because=because)
    return Ending(end, HowEnded.WAR, why, event)


def _ends_it(this: Case, event: Event, day: AnyDay, rule: Rule) -> tuple[Reason, ...] | None:
    """Why an act ends the treaty: by the reading taken or, where the record leaves it open, by `rule`; else None."""
    said = this.world.value(event.effect)
    if said != "by_clause":
        return _told(this, event, day, reading_of(this, event.effect)) if said in ("ends", "at_once") else None
    position = rule.decide(this.world)
    return _told(this, event, day, rule.reason(position)) if position in ("effective", "ends") else None


def _told(this: Case, event: Event, day: AnyDay, reading: Reason | None) -> tuple[Reason, ...]:
    told = happened(this, event, day)
    return (told,) if reading is None else (told, reading)
