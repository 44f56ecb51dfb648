"""The end of a treaty for all its parties.

The events that can end a treaty are taken in the order of their days, and one that comes after the end is
never looked at: what is disputed about it is not asked.
"""

from __future__ import annotations

from foedus.chronology.days import FOREVER
from foedus.chronology.periods import Counting, Period
from foedus.dossier.record import Event
from foedus.law.by_act import agreed, claimed, replaced, war
from foedus.law.case import Case, day_of_moment, happened, in_order
from foedus.law.consent import Consent, binding_acts
from foedus.law.defaults import EXIT_ENDS_FOR, REVIVAL
from foedus.law.ends import HOSTILE, Ending, HowEnded, may_end, of_some_only
from foedus.law.force import Entry
from foedus.law.joining import own_entry_of
from foedus.law.notice import effect_of_notice, notice_day
from foedus.law.on_record import NOTICES, pair_of
from foedus.law.standing import Standing, changed
from foedus.law.term import Chain, expiry, extended
from foedus.law.timing import after
from foedus.reasons import clause, computed
from foedus.worlds import AnyDay

ENDINGS = (
    *NOTICES,
    "revocation",
    "notice_suspended",
    "notice_resumed",
    "extension",
    "termination",
    "replacement",
    "claim",
    *HOSTILE,
)


def ends_for_all(this: Case, exit_ends_for: str | None) -> bool:
    """Whether a notice under this treaty's clause ends it for all its parties."""
    if exit_ends_for is not None:
        return exit_ends_for == "all"
    negotiating = this.dossier.parties or {party for event in this.events(*binding_acts(this)) for party in event.by}
    return (
        len(negotiating) <= 2 and not this.dossier.open_to_others and (EXIT_ENDS_FOR.decide(this.world) == "by-number")
    )


def ending_for_all(this: Case, entry: Entry, chain: Chain, all_consents: list[Consent]) -> tuple[Ending | None, Chain]:
    """How the treaty as such ended (None: it has not), and its chain of terms with all extensions."""
    standing: list[Standing] = []
    fixed: Ending | None = None
    at_war = False
    assert entry.day is not None
    for day, event in in_order(this, _candidates(this)):
        ending = _soonest(this, chain, standing, fixed, day)
        if ending is not None and not this.world.before(day, ending.day) and not _still_counts(event, day, ending):
            if event.event == "extension" and event.of is None and ending.how is HowEnded.EXPIRY:
                chain = _revive(this, chain, event, day, ending)
                continue
            break
        match event.event:
            case "denunciation" | "withdrawal":
                own = own_entry_of(this, entry, event, all_consents)
                # nobody can leave a treaty by which it is not bound on the day from which the notice counts
                if not this.world.before(notice_day(this, event).day, own):
                    standing.append(Standing(event, effect_of_notice(this, event, chain, entry, own)))
            case "revocation" | "notice_suspended" | "notice_resumed":
                standing = changed(this, standing, event, day)
            case "extension" if event.of is not None:
                standing = changed(this, standing, event, day)
            case "extension":
                chain = _extend(this, chain, event, day)
            case "termination":
                fixed = agreed(this, event, day) or fixed
            case "replacement":
                fixed = replaced(this, event, day) or fixed
            case "claim":
                fixed = claimed(this, event, day) or fixed
            case _ if this.world.before(day, entry.day):
                continue  # a war before the treaty was in force is not its war
            case _:
                # what the record says of an act stands for itself; what the law says, for the first alone
                if not at_war or event.effect != "by_clause":
                    at_war = at_war or event.effect == "by_clause"
                    fixed = war(this, event, day) or fixed
    return _soonest(this, chain, standing, fixed, FOREVER), chain


def _still_counts(event: Event, day: AnyDay, ending: Ending) -> bool:
    """Whether an act of the very day of the end is still looked at: an act of war, an extension at expiry."""
    if day != ending.day:
        return False
    return (ending.by_act and event.event in HOSTILE) or (ending.expires and event.event == "extension")


def _candidates(this: Case) -> list[Event]:
    parties, exit_ = pair_of(this) or (), this.dossier.terms.denunciation
    endings = this.events(*ENDINGS)
    for_all = bool(endings) and ends_for_all(this, exit_.ends_for if exit_ is not None else None)
    found = [
        event
        for event in endings
        if may_end(event)
        and not of_some_only(this, event)
        and (event.event not in HOSTILE or _between_parties(event, parties))
        and (for_all or event.event not in (*NOTICES, "revocation", "notice_suspended", "notice_resumed"))
    ]
    if len(parties) == 2:
        found += [event for event in this.around.acts if event.event in HOSTILE and _between_parties(event, parties)]
    return found


def _between_parties(event: Event, parties: tuple[str, ...]) -> bool:
    return len(parties) == 2 and any((a in event.by and b in event.to) for a, b in (parties, (parties[1], parties[0])))


def _soonest(
    this: Case, chain: Chain, standing: list[Standing], fixed: Ending | None, horizon: AnyDay
) -> Ending | None:
    """The first of the ends in sight: by a standing notice, by an act, by expiry up to `horizon`."""
    best: Ending | None = None
    for notice in standing:
        day = notice.effect.day
        if day is None or notice.halted is not None:
            continue
        if best is None or this.world.before(day, best.day):
            how = HowEnded.AT_ONCE if notice.effect.by_act else HowEnded.NOTICE
            act = notice.notice if notice.effect.by_act else None
            best = Ending(day, how, notice.effect.why, act, notice.effect.at_term_end)
    if fixed is not None and (best is None or this.world.before(fixed.day, best.day)):
        best = fixed
    # Expiry is looked at last, and only up to the end found so far: a notice for the very end of a term is
    # why it ended then, and how often it might yet have renewed itself is not asked.
    if best is None and isinstance(horizon, int) and horizon >= FOREVER:
        final, renewals = chain.final()
        expired = None if isinstance(final, int) and final >= FOREVER else (final, renewals)
    else:
        expired = chain.expired_before(horizon if best is None else best.day)
    if expired is None:
        return best
    return Ending(expired[0], HowEnded.EXPIRY, expiry(this, chain, *expired), expires=True)


def _revive(this: Case, chain: Chain, event: Event, day: AnyDay, ending: Ending) -> Chain:
    """The chain after an extension that was agreed when the treaty had expired, with the gap between."""
    position = REVIVAL.decide(this.world)
    reason = REVIVAL.reason(position, (happened(this, event, day), ending.why))
    if position == "nothing":
        return chain
    gap = (ending.day, day, ending.why)
    if event.until is None and event.length is None:
        return chain._replace(open_ended=True, gaps=(*chain.gaps, gap))
    until = None if event.until is None else day_of_moment(this, this.world.value(event.until), event, "until")
    new_end = until if until is not None else after(day, event.length or Period(), Counting.SAME_DAY)
    revived = extended(chain, new_end, clause("", "revived to {0:day}", new_end, because=(reason,)))
    return revived._replace(gaps=(*chain.gaps, gap))


def _extend(this: Case, chain: Chain, event: Event, day: AnyDay) -> Chain:
    """The chain after an extension by agreement made before the end of the running term."""
    number = chain.term_at(day)
    if number is None:
        # an extension made on the very day of expiry is in time: that day still belonged to the parties
        lapsed = chain.expired_before(FOREVER)
        if lapsed is None or this.world.before(lapsed[0], day):
            return chain
        number = lapsed[1]
    end = chain.boundary(number)
    if event.until is not None:
        new_end: AnyDay = day_of_moment(this, this.world.value(event.until), event, "until")
    elif event.length is not None:
        new_end = after(end, event.length, Counting.SAME_DAY)
    else:
        return chain._replace(open_ended=True)
    if chain.ceiling is not None and this.world.before(chain.ceiling, new_end):
        new_end = chain.ceiling
    says = "extended by agreement to {0:day}"
    return extended(chain, new_end, computed(says, new_end, because=(happened(this, event, day), chain.why)))
