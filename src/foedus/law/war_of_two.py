"""War between two of many: what it does to a treaty of several between the two that fight.

A war between the two parties of a treaty bears on the treaty itself (`law.ending`); between two of many it can
touch their relation alone (VCLT Art. 73 leaves it open; ILC Articles of 2011 Art. 3 and 6).
"""

from __future__ import annotations

from typing import NamedTuple

from foedus.law.at_war import Act, AtWar, wars_between
from foedus.law.by_act import STANDS_IN_WAR
from foedus.law.case import Case, reading_of
from foedus.law.defaults import WAR_OF_TWO
from foedus.law.on_record import pair_of
from foedus.law.stint import Stint
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, World


class Parted(NamedTuple):
    """That a war keeps a treaty from binding two parties to each other: for good, or while it lasts, and why."""

    suspended: bool
    why: Reason


def parted_by_war(this: Case, world: World, stints: tuple[Stint, Stint], when: AnyDay) -> Parted | None:
    """What a war of the two on or before `when`, which broke out while both were bound, did between them; or None.

    `stints` are the times of being bound in which `when` lies: who joins anew after a war is not parted by it.
    """
    if pair_of(this) is not None or STANDS_IN_WAR & set(this.dossier.kind):
        return None
    for war in wars_between(this, stints[0].party, stints[1].party):
        for act in war.outbreaks:
            if world.before(when, act.day) or any(world.before(act.day, stint.start) for stint in stints):
                continue
            effect, because = _effect(this, world, act, war)
            if effect == "ends":
                return Parted(False, computed("ended between the two by war, on {0:day}", act.day, because=because))
            if effect == "suspends" and world.before(when, war.end):
                says = "suspended between the two by war, from {0:day}"
                return Parted(True, computed(says, act.day, because=because))
    return None


def _effect(this: Case, world: World, act: Act, war: AtWar) -> tuple[str, tuple[Reason, ...]]:
    """ends, suspends or continues: as this treaty's record says of an outbreak, else by the rule.

    Where the record says of one act of the war what it did, the others do nothing of their own.
    """
    told = [one for one in war.outbreaks if one.of is this and one.event.effect != "by_clause"]
    if told:
        if act not in told:
            return "continues", ()
        said = world.value(act.event.effect)
        reading = reading_of(this, act.event.effect)
        because = (war.why,) if reading is None else (war.why, reading)
        return {"at_once": "ends", "ends": "ends", "suspends": "suspends"}.get(said, "continues"), because
    position = WAR_OF_TWO.decide(world)
    return position, (war.why, WAR_OF_TWO.reason(position))
