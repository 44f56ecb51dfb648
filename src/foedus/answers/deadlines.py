"""deadlines: when a party can next leave, by when notice must go out, what falls due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from foedus.answers.asking import Asked, ask, known_party, party_name
from foedus.answers.finding import Answer, Finding, group
from foedus.answers.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY, Day, day, iso
from foedus.chronology.periods import Counting, Period
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.terms import Exit
from foedus.errors import DossierError, QuestionError
from foedus.law.case import case
from foedus.law.ending import ends_for_all
from foedus.law.life import Life
from foedus.law.membership import Stint
from foedus.law.notice import barred_until, window_at
from foedus.law.timing import after, ahead_of
from foedus.reasons import Reason, clause, computed
from foedus.worlds import AnyDay, Exploration, World

DueKind = Literal["last day for notice", "renewal", "expiry", "earliest notice", "window opens", "window closes",
                  "exit takes effect", "survival ends"]  # fmt: skip


HORIZON = 60 * 366
"""How many days ahead of the time asked about an endless row of renewals or windows is told."""


class Due(NamedTuple):
    """One date that falls due: what, when, for whom ("" for all), what it is about, and why."""

    kind: str
    on: Day
    party: str
    about: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Dues:
    """What falls due in one world, in order of date."""

    dues: tuple[Due, ...]


def deadlines(
    library: Library,
    treaties: Iterable[str] | None = None,
    party: str | None = None,
    start: str | None = None,
    end: str | None = None,
    readings: Iterable[str] = (),
) -> Finding:
    """What falls due from `start` to `end` (inclusive ISO dates) under `treaties` (all by default).

    For each treaty: the last day to give notice for the current term and the ends of terms that it can stop,
    windows, the first day on which notice is possible at all, exits that will take effect, expiries, and the
    ends of survival periods. An answer's value is one date; those that differ by reading carry theirs. Of
    renewals without end, only those of the first sixty years after `start` are told.
    """
    first = ALWAYS + 1 if start is None else day(start)
    last = LAST_DAY if end is None else day(end)
    if last < first:
        raise QuestionError(f"the time asked about ends ({iso(last)}) before it begins ({iso(first)})")
    who = None if party is None else known_party(party)
    written = tuple(readings)
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    asked_of: list[Dossier] = []
    for key in treaties if treaties is not None else library:
        if treaties is None and (library[key].is_chronicle or (who is not None and not _involves(library, key, who))):
            continue
        asked = ask(library, key, _bearing(library, key, written))
        asked_of += asked.dossiers
        found, hang_on = _of_one(asked, who, first, last)
        answers += found
        hinges.update(dict.fromkeys(hang_on))
    answers.sort(key=lambda answer: (answer.value["on"], answer.value["treaty"]))
    span = "" if start is None and end is None else f" from {iso(first)} to {iso(last)}"
    for_whom = "" if who is None else f" for {party_name(who)}"
    return Finding(
        question=f"What falls due{for_whom}{span}?",
        verdict="none" if not answers else "some" if any(answer.readings != ({},) for answer in answers) else "every",
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, asked_of, lambda key: key),
    )


def _bearing(library: Library, key: str, written: tuple[str, ...]) -> list[str]:
    disputes = library[key].disputes
    return [
        text for text in written if text.partition("=")[0].rpartition("/")[2] in disputes or text.startswith("law/")
    ]


def _involves(library: Library, key: str, who: str) -> bool:
    try:
        dossier = library[key]
    except DossierError:
        return False
    return who in dossier.parties or any(who in event.by for event in dossier.record)


def _of_one(asked: Asked, who: str | None, first: Day, last: Day) -> tuple[list[Answer], tuple[str, ...]]:
    exploration = asked.explore(lambda world: Dues(tuple(_settled(world, dues_in(asked, world, who, first, last)))))
    every = {due[:4] for path in exploration.paths for due in path.value.dues}
    answers = [_answer(asked, exploration, key) for key in sorted(every, key=lambda key: (key[1], key[0], key[2]))]
    return answers, exploration.hinges(lambda dues: tuple(due[:4] for due in dues.dues))


def _answer(asked: Asked, exploration: Exploration[Dues], key: tuple[str, Day, str, str]) -> Answer:
    """One date, with the readings in which it falls due."""
    told = group(
        exploration,
        lambda dues: any(due[:4] == key for due in dues.dues),
        lambda _: None,
        lambda dues: tuple(due.why for due in dues.dues if due[:4] == key)[:1],
        asked.name,
    )
    due = next(answer for answer in told if answer.reasons)
    return Answer(_value(asked, key), due.readings, due.reasons)


def _settled(world: World, dues: Iterable[Due]) -> Iterator[Due]:
    for due in dues:
        yield due._replace(why=due.why.settled(world.bounds))


def _value(asked: Asked, due: tuple[str, Day, str, str]) -> dict[str, str | None]:
    kind, on, party, about = due
    return {
        "on": iso(on),
        "what": kind,
        "treaty": asked.dossier.id,
        "title": asked.dossier.title,
        "party": party or None,
        "about": about,
    }


def dues_in(asked: Asked, world: World, who: str | None, first: Day, last: Day) -> list[Due]:
    """What falls due from `first` to `last` in one world, for all parties or for `who`."""
    lived = asked.life(world)
    found: list[Due] = []
    this = case(asked.dossier, world, asked.around)
    exit_ = asked.dossier.terms.denunciation
    for_all = ends_for_all(this, exit_.ends_for if exit_ is not None else None)
    if for_all or lived.chain is None or lived.entry.day is None:
        groups: list[tuple[str, tuple[Stint, ...]]] = [("", next(iter(lived.stints.values()), ()))]
    else:
        groups = [(party, stints) for party, stints in lived.stints.items() if who is None or party == who]
    for party, stints in groups:
        for stint in stints:
            found += _of_stint(asked, world, lived, party, stint, first, last)
    return sorted({due[:4]: due for due in found if first <= due.on <= last}.values(), key=lambda due: due[1:3])


def _of_stint(
    asked: Asked, world: World, lived: Life, party: str, stint: Stint, first: Day, last: Day
) -> Iterator[Due]:
    exit_, chain = asked.dossier.terms.denunciation, lived.chain
    assert chain is not None
    ending = stint.ending
    over = FOREVER if ending is None else known(world, ending.day)
    notice = world.value(exit_.notice) if exit_ is not None and exit_.notice is not None else None
    if not chain.open_ended:
        yield from _terms(asked, world, lived, party, stint, notice, first, min(last, over))
    if exit_ is not None:
        yield from _openings(asked, world, lived, party, stint, exit_, first, last, over)
    if ending is not None:
        yield Due("exit takes effect" if ending.how.value.startswith("ended by notice") else "expiry", over, party,
                  ending.how.value, ending.why)  # fmt: skip
        survival = asked.dossier.terms.survival
        if survival is not None and survival.length is not None:
            ends = known(world, after(ending.day, survival.length, Counting.SAME_DAY))
            why = clause(survival.article or "", "goes on for {0}", str(survival.length), because=(ending.why,))
            yield Due("survival ends", ends, party, survival.covers, why)


def _terms(
    asked: Asked,
    world: World,
    lived: Life,
    party: str,
    stint: Stint,
    notice: Period | None,
    first: Day,
    last: Day,
) -> Iterator[Due]:
    """For each term that ends in the time asked about, or whose last day for notice lies in it."""
    chain = lived.chain
    assert chain is not None
    exit_ = asked.dossier.terms.denunciation
    entry = known(world, stint.start)
    number = max(0, (chain.term_at(max(first, known(world, stint.start))) or 0) - 1)
    ending = stint.ending
    over = FOREVER if ending is None else known(world, ending.day)
    while True:
        end = known(world, chain.boundary(number))
        if exit_ is not None and exit_.before is not None and world.value(exit_.before) == "term_end":
            counting = world.value(exit_.counting)
            latest = known(world, ahead_of(end, notice or Period(), counting, exit_.month_end))
            if first <= latest <= last and latest < over:
                says = "notice {0} before the end of the term on {1:day}"
                why = clause(exit_.article or "", says, str(notice or "at any time"), end, because=(chain.why,))
                yield Due("last day for notice", latest, party, f"for the end on {iso(end)}", why)
        if first <= end <= last and end < over and chain.renews_after(number):
            nxt = known(world, chain.boundary(number + 1))
            why = computed(
                "renews itself on {0:day} to {1:day}", end, nxt, because=(chain.why, chain.renewed_by(asked.dossier))
            )
            yield Due("renewal", end, party, f"to {iso(nxt)} if nobody gives notice", why)
        if end > min(last, max(first, entry) + HORIZON) or not chain.renews_after(number) or end >= over:
            return
        number += 1


def _openings(
    asked: Asked,
    world: World,
    lived: Life,
    party: str,
    stint: Stint,
    exit_: Exit,
    first: Day,
    last: Day,
    over: Day,
) -> Iterator[Due]:
    """The first day on which notice is possible, and the windows for it."""
    this = case(asked.dossier, world, asked.around)
    barred = barred_until(this, exit_, lived.entry, stint.start)
    if barred is not None:
        on = known(world, barred.day)
        if on < over:
            yield Due("earliest notice", on, party, "the first day on which notice is possible", barred.why)
    if exit_.window is None:
        return
    start = stint.start if exit_.window.start == "own_entry" or lived.entry.day is None else lived.entry.day
    number = 1
    while True:
        opens, closes = (known(world, found) for found in window_at(exit_, start, number))
        if opens > min(last, over, max(first, known(world, start)) + HORIZON) or opens >= FOREVER:
            return
        if closes >= first:
            why = clause(exit_.article or "", "notice is possible from {0:day} to {1:day}", opens, closes)
            yield Due("window opens", opens, party, f"to {iso(closes)}", why)
            yield Due("window closes", closes, party, f"open from {iso(opens)}", why)
        number += 1


def known(world: World, when: AnyDay) -> Day:
    """A day as a deadline needs it: the earliest that it can be, so that nobody comes too late."""
    return world.bounds(when)[0]
