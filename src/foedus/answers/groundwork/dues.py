"""dues: what falls due under one treaty in one world, for each party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from foedus.answers.groundwork.asking import Asked
from foedus.answers.groundwork.clause_dues import Bound, barred, by_clauses, leaver_matters, own_entry_matters
from foedus.answers.groundwork.due import Due, Time
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.exits import exits, known, latest
from foedus.chronology.days import FOREVER, Day, iso
from foedus.chronology.periods import Counting, Period
from foedus.law.case import Case
from foedus.law.conduct.performance import deadline
from foedus.law.ending import ends_for_all
from foedus.law.ends import HowEnded
from foedus.law.life import Life
from foedus.law.stint import Stint
from foedus.law.timing import after
from foedus.reasons import clause, computed
from foedus.worlds import World

LEFT = {
    HowEnded.NOTICE: "exit takes effect",
    HowEnded.AT_ONCE: "exit takes effect",
    HowEnded.EXPULSION: "exit takes effect",
    HowEnded.EXPIRY: "expiry",
}
"""What the day of an end is called; any other end is `end`."""


Clauses: TypeAlias = dict[tuple[Bound, Day | None, str], list[Due]]


def dues_in(asked: Asked, world: World, who: str | None, time: Time, transit: Period | None) -> list[Due]:
    """What falls due in one world, for all parties or for `who`, in order of date.

    What is the same for all who are bound is told once, for nobody by name.
    """
    lived = asked.life(world)
    found = [*_provisional(lived, world, who, time), *_promised(lived, world, who)]
    stints: Mapping[str, tuple[Stint, ...]] = {}
    if lived.chain is not None and lived.entry.day is not None:
        exit_ = lived.this.dossier.terms.denunciation
        for_all = ends_for_all(lived.this, exit_.ends_for if exit_ is not None else None)
        if not for_all:
            stints = lived.stints
        elif leaver_matters(exit_):  # whoever leaves ends it for all, but not in a war of its own
            stints = dict.fromkeys(lived.stints, _of_all(lived))
        else:
            stints = {"": _of_all(lived)}
        clauses: Clauses = {}
        for party, own in stints.items():
            if who is None or party in (who, ""):
                for number, stint in enumerate(own):
                    found += _of_stint(lived, world, clauses, party, number, stint, time, transit)
    within = [due for due in found if time.first <= due.on <= time.last]
    if who is None:
        within = list(_once_for_all(world, stints, within))
    unique = {due.told: due for due in within}.values()
    return sorted(unique, key=lambda due: (due.on, due.kind, due.party, due.about))


def _promised(lived: Life, world: World, who: str | None) -> Iterator[Due]:
    """The promises with a time: by when each must be done."""
    for duty in lived.dossier.terms.duties:
        due = deadline(lived, world, duty)
        if due is None or (who is not None and duty.bearer != "each" and who not in duty.bearer):
            continue
        on = known(world, due.day)
        about = f"{duty_words(duty, lived.dossier)}{latest(world, due.day)}"
        yield Due("promise falls due", on, "", about, f"duty-{duty.id}", on, due.why)


def _of_all(lived: Life) -> tuple[Stint, ...]:
    """The time for which a treaty that ends for all at once is in force."""
    assert lived.entry.day is not None
    end = FOREVER if lived.ending is None else lived.ending.day
    return (Stint("", lived.entry.day, lived.entry.day, end, lived.entry.why, lived.ending),)


def _once_for_all(world: World, stints: Mapping[str, tuple[Stint, ...]], dues: list[Due]) -> Iterator[Due]:
    """The dues, those alike for everybody who is bound told once."""
    alike: dict[tuple[object, ...], list[Due]] = {}
    for due in dues:
        alike.setdefault(due._replace(party="").told, []).append(due)
    times = [
        (party, known(world, stint.start), known(world, stint.end)) for party, own in stints.items() for stint in own
    ]
    bound: dict[Day, set[str]] = {}
    for group in alike.values():
        on = group[0].bound_on
        if on not in bound:
            bound[on] = {party for party, start, end in times if start <= on < end}
        if len(group) > 1 and {due.party for due in group} == bound[on]:
            yield group[0]._replace(party="")
        else:
            yield from group


def _of_stint(
    lived: Life,
    world: World,
    clauses: Clauses,
    party: str,
    number: int,
    stint: Stint,
    time: Time,
    transit: Period | None,
) -> Iterator[Due]:
    """What falls due in one time of being bound. `clauses` keeps what the clauses give parties in the same place."""
    start, over = known(world, stint.start), known(world, stint.end)
    begin = max(time.first, start)
    assert lived.chain is not None
    if begin < over:
        of = exits(lived.this, lived.chain, lived.entry, start, transit, party)
        bound = Bound(begin, over, stint.ending is not None and stint.ending.how is HowEnded.EXPIRY)
        place = bound, start if own_entry_matters(of, begin) else None, party if leaver_matters(of.clause) else ""
        if place not in clauses:
            clauses[place] = list(by_clauses(lived, of, time, bound))
        doubt = _doubt(lived, world, stint)
        yield from (due._replace(party=party, about=due.about + doubt) for due in clauses[place])
        yield from barred(of, bound, party, number)
    concerns = f"stint-{number}"
    if time.asked_on is not None and known(world, stint.consented) <= time.asked_on < start:
        about = latest(world, stint.start).removeprefix("; ")
        yield Due("entry into force", start, party, about, concerns, start, stint.why)
    if stint.ending is not None:
        how = stint.ending.how
        about = how.value
        terms = lived.this.dossier.terms
        if how is HowEnded.EXPIRY and terms.renewal is not None and terms.renewal.by_agreement:
            about += ", unless it is extended by agreement before"
        about += latest(world, stint.end)
        yield Due(LEFT.get(how, "end"), over, party, about, concerns, over - 1, stint.ending.why)
        yield from _survival(lived, world, party, concerns, stint)


def _doubt(lived: Life, world: World, stint: Stint) -> str:
    """In words, that the day is uncertain from which the clauses count."""
    exit_, chain = lived.this.dossier.terms.denunciation, lived.chain
    assert chain is not None
    counted = [] if chain.open_ended else [chain.anchor]
    if exit_ is not None and (exit_.window or exit_.not_before or exit_.end_of == "anniversary"):
        counted += [stint.start, *([] if lived.entry.day is None else [lived.entry.day])]
    for day in counted:
        first, last = world.bounds(day)
        if first != last:
            return f"; counted from {iso(first)}, which may be as late as {iso(last)}"
    return ""


def _survival(lived: Life, world: World, party: str, concerns: str, stint: Stint) -> Iterator[Due]:
    survival, ending = lived.this.dossier.terms.survival, stint.ending
    if survival is None or survival.length is None or ending is None:
        return
    ends = after(ending.day, survival.length, Counting.SAME_DAY)
    why = clause(survival.article or "", "goes on for {0}", str(survival.length), because=(ending.why,))
    bound_on = known(world, ending.day) - 1
    about = survival.covers + latest(world, ends)
    yield Due("survival ends", known(world, ends), party, about, concerns, bound_on, why)


def _provisional(lived: Life, world: World, who: str | None, time: Time) -> Iterator[Due]:
    """From when and to when a treaty is applied provisionally (VCLT Art. 25)."""
    this: Case = lived.this
    if this.dossier.terms.provisional is None and not this.events("provisional_application", "provisional_end"):
        return
    for party, (dated, until) in lived.shared.provisional.items():
        if who is not None and party != who:
            continue
        begins, ends = known(world, dated.day), known(world, until)
        yield Due("provisional application begins", begins, party, "", "provisional", begins, dated.why)
        stints: Iterable[Stint] = lived.stints.get(party, ())
        if ends < FOREVER and not any(known(world, stint.start) <= ends for stint in stints):
            why = computed("provisional application ends on {0:day}", ends, because=(dated.why,))
            yield Due("provisional application ends", ends, party, "", "provisional", ends - 1, why)
