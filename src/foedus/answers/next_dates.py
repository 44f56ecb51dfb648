"""next dates: what comes next under an agreement with the plain clauses on term, renewal and notice.

The same as `dues` tells of such an agreement, for days that may be uncertain, and kept as such: so that one question
can be asked for all agreements that began within a span of days. An agreement whose clause on leaving says more (a
window, a cut-off, a bar, an anniversary) is for `dues` alone.
"""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.days import FOREVER, Day, iso
from foedus.chronology.moments import Moment
from foedus.dossier.record import Event
from foedus.law.life import Life
from foedus.law.notice import effect_of_notice
from foedus.law.stint import Stint
from foedus.law.term import Chain
from foedus.law.term_notice import last_day_for
from foedus.worlds import AnyDay, World


class Next(NamedTuple):
    """What comes next, each None where nothing of the kind does.

    exit: the earliest end that a notice received on the day asked brings about. notice: the last day for notice, and
    `effect` the end that it is for. renewal: the end of the term, at which it renews itself to `renewed`. runs_on: the
    end of the term, from which it runs on without one. expiry: the day on which it ends if nothing is done.
    """

    exit: AnyDay | None = None
    notice: AnyDay | None = None
    effect: AnyDay | None = None
    renewal: AnyDay | None = None
    renewed: AnyDay | None = None
    runs_on: AnyDay | None = None
    expiry: AnyDay | None = None


def plain(lived: Life) -> bool:
    """Whether a treaty's clause on leaving says no more than `next_dates` reads."""
    exit_ = lived.dossier.terms.denunciation
    if exit_ is None:
        return not lived.dossier.terms.silent_on_exit
    more = (exit_.window, exit_.cutoff, exit_.not_before, exit_.end_of, exit_.opens, exit_.later)
    return all(clause is None for clause in more)


def next_dates(lived: Life, world: World, stint: Stint, on: Day) -> Next:
    """What comes next for one who is bound by `stint`, as seen from the day `on`; nothing once it is over."""
    if lived.chain is None or not world.before(on, stint.end):
        return Next()
    chain = lived.chain.of_party(stint.start)
    begun = not world.before(on, stint.start)
    begin: AnyDay = on if begun else stint.start
    expires = stint.end if stint.ending is not None and stint.ending.expires else None
    found = Next(expiry=expires)
    if lived.dossier.terms.denunciation is not None:
        found = _leaving(lived, world, chain, stint, begin, found)
        if begun:
            found = found._replace(exit=_exit(lived, world, chain, stint, on, expires))
    if chain.open_ended:
        return found
    number = chain.term_at(begin)
    if number is None:
        return found
    end = chain.boundary(number)
    if not world.before(end, stint.end):
        return found
    if chain.renews_after(number):
        return found._replace(renewal=end, renewed=chain.boundary(number + 1))
    return found._replace(runs_on=end) if chain.runs_on_after(number) else found


_NOBODY = Event.model_validate({"event": "denunciation", "on": "2000-01-01"})


def _exit(lived: Life, world: World, chain: Chain, stint: Stint, on: Day, expires: AnyDay | None) -> AnyDay | None:
    notice = _NOBODY.model_copy(update={"on": Moment(iso(on), on, on)})
    day = effect_of_notice(lived.this, notice, chain, lived.entry, stint.start).day
    if day is None or not world.before(day, FOREVER) or world.before(stint.end, day):
        return None
    return None if expires is not None and not world.before(day, expires) else day


def _leaving(lived: Life, world: World, chain: Chain, stint: Stint, begin: AnyDay, found: Next) -> Next:
    """With the last day for notice, and the end of the term that it is for."""
    exit_ = lived.dossier.terms.denunciation
    if exit_ is None or exit_.before is None or chain.open_ended:
        return found
    number = chain.term_at(begin)
    while number is not None:
        end = chain.boundary(number)
        if not world.before(end, stint.end) or not world.before(end, FOREVER):
            return found
        last = last_day_for(lived.this, exit_, chain, number)
        if not world.before(last, begin):
            return found._replace(notice=last, effect=end)
        number = number + 1 if chain.renews_after(number) else None
    return found
