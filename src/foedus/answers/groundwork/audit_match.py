"""One recorded date beside one world: whether the computed life has it, nearly has it, or could have it.

Where a data set says that a treaty was denounced and not on which day notice was given, a notice that nobody
recorded is put to the law: could one have ended the treaty on the recorded day?
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.exits import Exits, exits, known
from foedus.chronology.days import FOREVER, Day
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Counting, Period, minus
from foedus.dossier.model import Recorded
from foedus.law.ends import Ending, HowEnded
from foedus.law.life import Life
from foedus.law.on_record import NOTICES
from foedus.law.term import Chain
from foedus.worlds import AnyDay, World


class Rank(IntEnum):
    """How well a world has what is recorded, the best first.

    EXACT: it has that very day. COUNTED: it has the day before or after, so that the rule of counting explains
    it. ANY_DAY: a notice could have brought it about, as it could on any other day. NONE: it has another day.
    """

    EXACT = 0
    COUNTED = 1
    ANY_DAY = 2
    NONE = 3


class Match(NamedTuple):
    """What one world says of a recorded date.

    `basis` names what has it, or would have: an act, a term, a notice. `off` is how many days the recorded day
    lies after the computed one (None: there is none). `lacking` names what is not on record and would decide.
    """

    rank: Rank
    basis: str
    off: int | None = 0
    lacking: str = ""


NOTHING = Match(Rank.EXACT, "nothing recorded")

NOT_IN_FORCE = "its entry into force"
"""What is lacking where an end is recorded and no entry into force is."""

NO_JOINING = "the clause on late joiners (see foedus infer)"

BY_NOTICE = (None, "denounced", "expired", "fulfilled")
"""Ends that a notice may have brought about, so that the treaty was not renewed or was left."""

UNRECORDED = {
    "violated": "the act that broke it",
    "renegotiated": "the agreement that ended it",
    "fulfilled": "that its purpose was fulfilled",
    "agreement": "the agreement that ended it",
    "replaced": "the treaty that replaced it",
    "other": "the act that ended it",
}
"""What a dossier lacks if a data set names such an end and no act on record brings it about."""


def entry_match(world: World, lived: Life, claim: Recorded) -> Match:
    """The recorded first day in force beside the computed one, of the treaty or of the claim's party."""
    if claim.in_force is None:
        return NOTHING
    start = lived.entry.day
    if claim.party is not None:
        stints = lived.stints.get(claim.party, ())
        start = stints[0].start if stints else None
    if start is None:
        return Match(Rank.NONE, "not in force", None, "an act of consent" if claim.party else "")
    found = _beside(world, claim.in_force, start, "entry into force")
    if found.rank is Rank.NONE and claim.party is not None and lived.dossier.terms.joining is None and found.off:
        return found._replace(lacking=NO_JOINING)
    return found


def end_match(asked: Asked, world: World, lived: Life, claim: Recorded) -> Match:
    """The recorded end beside the computed one, or beside those that a notice could have brought about."""
    ending, last = _ending(lived, claim)
    if claim.ended is None:
        return _not_ended(world, lived, claim, last)
    if lived.entry.day is None:
        lacking = NOT_IN_FORCE if claim.in_force is None else ""
        return Match(Rank.NONE, "not in force, so that nothing could end", None, lacking)
    found = Match(Rank.NONE, "no end", None)
    if ending is not None and last is not None:
        found = _beside(world, claim.ended, last, _how(ending))
        if found.rank < Rank.NONE:
            return found
    if claim.party is None and claim.how in BY_NOTICE and not _notice_on_record(asked):
        return _by_notice(world, lived, claim, found, last)
    lacking = "the act by which it left" if claim.party is not None and ending is None else ""
    return found._replace(lacking=UNRECORDED.get(claim.how or "", lacking))


def _ending(lived: Life, claim: Recorded) -> tuple[Ending | None, AnyDay | None]:
    ending = lived.ending
    if claim.party is not None:
        stints = lived.stints.get(claim.party, ())
        ending = stints[-1].ending if stints else None
    return ending, None if ending is None else ending.day


def _not_ended(world: World, lived: Life, claim: Recorded, last: AnyDay | None) -> Match:
    """A treaty of which no day of an end is recorded: as signed, in force, or ended on a day that is not told."""
    if claim.status is None:
        return NOTHING
    if claim.status == "ended":
        ended = last is not None and world.bounds(last)[1] < FOREVER
        return Match(Rank.EXACT, "an end") if ended else Match(Rank.NONE, "no end", None, "the day on which it ended")
    if claim.status == "signed":
        entered = lived.entry.day is not None
        return Match(Rank.NONE, "in force", None) if entered else Match(Rank.EXACT, "not in force")
    if lived.entry.day is None:
        return Match(Rank.NONE, "not in force", None, NOT_IN_FORCE if claim.in_force is None else "")
    if last is None or world.bounds(last)[1] >= FOREVER:
        return Match(Rank.EXACT, "no end")
    if claim.as_of is not None and world.bounds(last)[1] > claim.as_of.first:
        return Match(Rank.EXACT, "no end by then")
    return Match(Rank.NONE, "ended already", None)


def _how(ending: Ending) -> str:
    return _HOW.get(ending.how, str(ending.how))


_HOW = {
    HowEnded.EXPIRY: "its term",
    HowEnded.NOTICE: "the notice on record",
    HowEnded.AT_ONCE: "the notice on record",
    HowEnded.AGREEMENT: "the agreement on record",
    HowEnded.REPLACED: "the later treaty on record",
}


def _beside(world: World, moment: Moment, day: AnyDay, basis: str) -> Match:
    first, last = world.bounds(day)
    if moment.first <= last and first <= moment.last:
        return Match(Rank.EXACT, basis)
    off = moment.first - last if moment.first > last else moment.last - first
    return Match(Rank.COUNTED if abs(off) == 1 else Rank.NONE, basis, off)


def _notice_on_record(asked: Asked) -> bool:
    return any(event.event in NOTICES for event in asked.dossier.record)


def _by_notice(world: World, lived: Life, claim: Recorded, found: Match, last: AnyDay | None) -> Match:
    """Whether a notice could have ended the treaty on the recorded day, or how far that is from where it could."""
    moment, entry = claim.ended, lived.entry.day
    assert moment is not None
    assert entry is not None
    if lived.chain is None or not moment.is_exact:
        return found
    day, start = moment.first, known(world, entry)
    if last is not None and day > world.bounds(last)[1]:
        return _nearer(found, boundary_off(world, lived.chain, day))
    if lived.dossier.terms.denunciation is None:
        return _nearer(found, boundary_off(world, lived.chain, day))._replace(
            lacking="the clause on leaving" if claim.how == "denounced" else ""
        )
    if claim.how == "expired":  # an expiry is no notice: it can only be that of a term
        return _nearer(found, boundary_off(world, lived.chain, day))
    of = exits(lived.this, lived.chain, lived.entry, start)
    notice = Period() if of.clause is None or of.clause.notice is None else world.value(of.clause.notice)
    given = minus(day, notice)
    ahead = of.given(max(start, given - SAFELY))
    if ahead.at_term_end and ahead.day is not None:
        off = boundary_off(world, of.chain, day)
        off = day - ahead.day if off is None else off
        rank = Rank.EXACT if off == 0 else Rank.COUNTED if abs(off) == 1 else Rank.NONE
        return Match(rank, "a notice for a term's end", off)
    off = boundary_off(world, of.chain, day)
    if off is not None and abs(off) <= 1:  # the day is a term's, though any other day would have done
        return Match(Rank.EXACT if off == 0 else Rank.COUNTED, "a notice for a term's end", off)
    if _some_day(of, start, given, day):
        return Match(Rank.ANY_DAY, "a notice, on any day", off)
    return Match(Rank.NONE, "no notice could end it then", off)


SAFELY = 3
"""Days before the last for notice on which a supposed notice is surely in time, whatever the rule on that day."""


def _some_day(of: Exits, start: Day, given: Day, day: Day) -> bool:
    """Whether a notice on a day about `given`, and not before the treaty's `start`, takes effect on `day`."""
    return any(of.given(given + shift).day == day for shift in (0, -1, 1, -2, 2, -3) if given + shift >= start)


def _nearer(found: Match, off: int | None) -> Match:
    if off is None or (found.off is not None and abs(found.off) <= abs(off)):
        return found
    rank = Rank.EXACT if off == 0 else Rank.COUNTED if abs(off) == 1 else Rank.NONE
    return Match(rank, "a term's end", off)


def boundary_off(world: World, chain: Chain, day: Day) -> int | None:
    """How many days `day` lies after the end of a term that is nearest to it; None if no term runs to an end."""
    if chain.open_ended or chain.own_clock:
        return None
    nearest: int | None = None
    for number in range(_LONGEST):
        off = day - known(world, chain.boundary(number))
        nearest = off if nearest is None or abs(off) < abs(nearest) else nearest
        if off <= 0 or not chain.renews_after(number):
            break
    return nearest


_LONGEST = 4000
"""Terms after which the nearest end is not looked for further."""


def counted(off: int) -> str:
    """The rule of counting that moves a computed day by `off` (1 or -1), in words."""
    rule = Counting.DAY_AFTER if off > 0 else Counting.DAY_BEFORE
    return f"counted {rule.value}"
