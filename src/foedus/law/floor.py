"""Too few parties: a treaty of many that ends, or does not, when withdrawals leave fewer than a number."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.chronology.days import FOREVER
from foedus.dossier.terms import Threshold
from foedus.law.case import Case
from foedus.law.defaults import BELOW_THE_NUMBER
from foedus.law.ends import Ending, HowEnded
from foedus.law.stint import Stint
from foedus.reasons import Reason, clause, computed
from foedus.worlds import AnyDay


def fallen_below(this: Case, bound: Mapping[str, tuple[Stint, ...]]) -> Ending | None:
    """The end of a treaty whose parties became fewer than its floor, on the day the last of them left.

    Without a clause that sets a floor the number that entry into force asked for is one only if the rule
    of VCLT Art. 55 is turned.
    """
    stints = [stint for own in bound.values() for stint in own]
    leaving = [stint for stint in stints if stint.ending is not None]
    if not leaving or (floor := _floor(this)) is None:
        return None
    least, says = floor
    chosen: Stint | None = None
    for left in leaving:
        if _bound_on(this, stints, left.end) < least and (chosen is None or this.world.before(left.end, chosen.end)):
            chosen = left
    if chosen is None or chosen.ending is None:
        return None
    because = (says, chosen.ending.why)
    why = computed("fewer than {0} parties were left on {1:day}", least, chosen.end, because=because)
    return Ending(chosen.end, HowEnded.FLOOR, why)


def _floor(this: Case) -> tuple[int, Reason] | None:
    floor, entry = this.dossier.terms.floor, this.dossier.terms.entry_into_force
    if floor is not None:
        return floor.parties, clause(floor.article or "", "ends when fewer than {0} parties are left", floor.parties)
    condition = this.world.value(entry.when) if entry is not None else None
    if not isinstance(condition, Threshold) or condition.deposits is None:
        return None
    position = BELOW_THE_NUMBER.decide(this.world)
    return (condition.deposits, BELOW_THE_NUMBER.reason(position)) if position == "ends" else None


def _bound_on(this: Case, stints: list[Stint], day: AnyDay) -> int:
    """How many parties are bound on `day`."""
    return len(
        {
            stint.party
            for stint in stints
            if not this.world.before(day, stint.start)
            and ((isinstance(stint.end, int) and stint.end >= FOREVER) or this.world.before(day, stint.end))
        }
    )
