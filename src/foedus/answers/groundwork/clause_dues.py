"""clause_dues: what the clauses on term, renewal and leaving let fall due for whoever is bound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foedus.answers.groundwork.clause_words import barred_words
from foedus.answers.groundwork.due import Due, Time, past
from foedus.answers.groundwork.exits import Exits, barred_to, known, next_exit, steps, windows
from foedus.chronology.days import Day, iso
from foedus.chronology.periods import Counting
from foedus.dossier.leaving import Exit
from foedus.law.defaults import RECEIPT
from foedus.law.life import Life
from foedus.law.timing import after
from foedus.reasons import clause, computed


def own_entry_matters(of: Exits, begin: Day) -> bool:
    """Whether from `begin` on the clause on leaving still hangs on the party's own entry into force."""
    exit_ = of.clause
    if exit_ is None:
        return False
    clauses = [exit_, *([exit_.later] if exit_.later is not None else [])]
    if any(one.end_of == "anniversary" or (one.window and one.window.start == "own_entry") for one in clauses):
        return True
    bar = barred_to(of)
    return bar is not None and bar[0] > begin


def leaver_matters(exit_: Exit | None) -> bool:
    """Whether the clause on leaving asks whether the one who leaves is at war."""
    clauses = [exit_, exit_.later] if exit_ is not None else []
    bars = [one.barred_while for one in clauses if one is not None and one.barred_while is not None]
    return any(bar.at_war == "leaver" for bar in bars)


class Bound(NamedTuple):
    """The days on which a party is bound that the time asked about reaches: from `begin` to the day before
    `over`; `expires` tells that the treaty then ends without anybody's notice."""

    begin: Day
    over: Day
    expires: bool


def by_clauses(lived: Life, of: Exits, time: Time, bound: Bound) -> Iterator[Due]:
    """What the clauses let fall due for a party that is `bound`; for nobody by name."""
    yield from _next_exit(lived, of, time, bound)
    if of.clause is not None and of.clause.window is not None:
        yield from _windows(of, time, bound)
    elif _can_leave(of):
        yield from _last_days(lived, of, time, bound)
    yield from _terms(lived, of, time, bound)


def _in_any_case(bound: Bound, effect: Day) -> bool:
    """Whether the treaty expires by the day on which a notice would take effect."""
    return bound.expires and effect >= bound.over


def _can_leave(of: Exits) -> bool:
    """Whether there is a clause on leaving, or silence that a rule fills: VCLT Art. 56(1) speaks only of a
    treaty that says nothing of its end."""
    return of.clause is not None or (of.this.dossier.terms.silent_on_exit and of.chain.open_ended)


def _next_exit(lived: Life, of: Exits, time: Time, bound: Bound) -> Iterator[Due]:
    if time.asked_on is None or bound.begin > time.asked_on or not _can_leave(of):
        return
    leaving = next_exit(of, time.asked_on)
    if leaving is None or leaving.day > bound.over or _in_any_case(bound, leaving.day):
        return
    about = f"if notice is {'received' if leaving.waits else 'sent'} on {iso(leaving.notice)}"
    if leaving.waits:
        about += ", when it is next possible"
    elif of.transit is not None:
        about += f" and takes {of.transit}"
    terms = lived.this.dossier.terms
    survives: Day | None = None
    if of.clause is not None and of.clause.grounds is not None:
        about += f", on the ground of {of.clause.grounds}"
    if of.clause is not None and of.clause.barred_while is not None:
        about += f", {barred_words(of.clause.barred_while)}"
    if terms.survival is not None:
        if terms.survival.length is not None:
            survives = known(lived.this.world, after(leaving.day, terms.survival.length, Counting.SAME_DAY))
        about += f"; {terms.survival.covers}: {'without limit' if survives is None else f'to {iso(survives)}'}"
    on, why = time.asked_on, leaving.why
    yield Due("next exit", leaving.day, "", about, "next", on, why, notice=leaving.notice, survives=survives)


def _last_days(lived: Life, of: Exits, time: Time, bound: Bound) -> Iterator[Due]:
    arrives, to = _receipt(of)
    for told, step in enumerate(steps(of, bound.begin)):
        if step.last >= bound.over or past(time, bound.begin, step.last, told):
            return
        if _in_any_case(bound, step.effect):
            return
        if step.term is None and time.asked_on is None:
            return  # of a whole life only the terms are told, not a date for every year of it
        year = iso(step.effect)[: 7 if step.monthly else 4]
        concerns = f"exit-{year}" if step.term is None else f"term-{step.term}"
        about = f"for the end on {iso(step.effect)}{to}"
        why = computed("the last day on which notice ends it on {0:day}", step.effect, because=(step.why,))
        yield Due("last day for notice", step.last, "", about, concerns, step.last, why, step.effect, arrives=arrives)


def _receipt(of: Exits) -> tuple[bool, str]:
    """Whether a notice must have been received by the last day, and by whom, in words."""
    exit_ = of.clause or Exit()
    arrives = exit_.receipt == "received" and RECEIPT.decide(of.this.world) == "received"
    return arrives, ", received by the depositary" if arrives and exit_.addressee == "depositary" else ""


def _windows(of: Exits, time: Time, bound: Bound) -> Iterator[Due]:
    assert of.clause is not None
    arrives, to = _receipt(of)
    for told, window in enumerate(windows(of, bound.begin)):
        if window.opens >= bound.over or past(time, bound.begin, window.opens, told):
            return
        concerns = f"window-{window.number}"
        says = "notice is possible from {0:day} to {1:day}"
        why = clause(of.clause.article or "", says, window.opens, window.closes)
        first = of.given(window.opens)
        if first.day is not None and _in_any_case(bound, first.day):
            return
        about = f"for notice, to {iso(window.closes)}"
        yield Due("window opens", window.opens, "", about, concerns, window.opens, why, first.day)
        closes = window.closes if of.given(window.closes).day is not None else window.closes - 1
        last = of.given(closes)
        if closes < bound.over and last.day is not None and not _in_any_case(bound, last.day):
            about, why = f"in the window from {iso(window.opens)}{to}", why._replace(because=(last.why,))
            yield Due("last day for notice", closes, "", about, concerns, closes, why, last.day, arrives=arrives)


def barred(of: Exits, bound: Bound, party: str, number: int) -> Iterator[Due]:
    """The first day on which a party can give notice, or on which its exit can take effect (VCLT Art. 54(a))."""
    bar = barred_to(of)
    if bar is None or of.clause is None or of.clause.not_before is None or not bound.begin <= bar[0] < bound.over:
        return
    on, why = bar
    concerns = f"stint-{number}"
    if of.clause.not_before.bars == "effect":
        yield Due("earliest exit", on, party, "no exit takes effect before", concerns, on, why)
        return
    effect = of.given(on).day
    if effect is not None and _in_any_case(bound, effect):
        return
    about = "the first day on which notice is possible"
    if effect is not None:
        about += f", for the end on {iso(effect)}"
    yield Due("earliest notice", on, party, about, concerns, on, why, effect)


def _terms(lived: Life, of: Exits, time: Time, bound: Bound) -> Iterator[Due]:
    """The ends of terms at which the treaty renews itself or runs on."""
    chain = of.chain
    number = None if chain.open_ended else chain.term_at(bound.begin)
    told = 0
    while number is not None:
        end = known(of.this.world, chain.boundary(number))
        if end >= bound.over or past(time, bound.begin, end, told):
            return
        if chain.renews_after(number):
            until = known(of.this.world, chain.boundary(number + 1))
            because = (chain.why, chain.renewed_by(lived.this.dossier))
            why = computed("renews itself on {0:day} to {1:day}", end, until, because=because)
            about = f"to {iso(until)} if nobody gives notice"
            yield Due("renewal", end, "", about, f"term-{number}", end - 1, why)
            number, told = number + 1, told + 1
            continue
        if chain.runs_on_after(number):
            why = computed("its term ends on {0:day}, and it runs on", end, because=(chain.why,))
            about = "then without a term if nobody gives notice"
            yield Due("term ends", end, "", about, f"term-{number}", end - 1, why)
        return
