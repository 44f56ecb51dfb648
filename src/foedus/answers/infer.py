"""infer: the rule for late joiners that the dates of those who joined show. A proposal, for a person to check.

A pair is the day of a party's instrument and the day from which it was bound. Parties bound on the very day on
which the convention entered into force tell nothing of the rule, nor do successors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from foedus.answers.groundwork.finding import Answer, Finding, verdict_of
from foedus.chronology.days import Day, iso
from foedus.chronology.periods import Counting, MonthEnd, Period, plus
from foedus.law.timing import rounded


class Rule(NamedTuple):
    """A rule for late joiners: a period after the instrument, by a way of counting, then a rounding."""

    after: Period
    counting: Counting = Counting.SAME_DAY
    month_end: MonthEnd = MonthEnd.CLAMP
    round: str = "none"

    def day(self, deposited: Day) -> Day:
        """The day from which a party is bound that deposits on `deposited`."""
        day = rounded(plus(deposited, self.after, self.counting, self.month_end), self.round)
        assert isinstance(day, int)
        return day

    @property
    def words(self) -> str:
        """The rule in words."""
        period = "on the day of the instrument" if self.after == Period() else f"{self.after} after the instrument"
        told = period if self.round == "none" else f"{_ROUNDS[self.round]}, {period}"
        if self.round != "none" and self.after == Period():
            told = f"{_ROUNDS[self.round]} after the instrument"
        if self.counting is not Counting.SAME_DAY:
            told += f", counted {self.counting.value}"
        return told + (", month ends overflow" if self.month_end is MonthEnd.OVERFLOW else "")

    @property
    def clause(self) -> str:
        """The rule as the clause `joining` of a dossier, in YAML."""
        parts = [f"after: {self.after}"] if self.after != Period() or self.round == "none" else []
        if self.counting is not Counting.SAME_DAY:
            parts.append(f"counting: {self.counting.value}")
        if self.month_end is not MonthEnd.CLAMP:
            parts.append(f"month_end: {self.month_end.value}")
        if self.round != "none":
            parts.append(f"round: {self.round}")
        return f"joining: {{{', '.join(parts)}}}"

    @property
    def plain(self) -> tuple[int, ...]:
        """By what the plainest of rules that explain as many is found."""
        odd, overflow = self.counting is not Counting.SAME_DAY, self.month_end is not MonthEnd.CLAMP
        days, months, rounding = self.after.total_days, self.after.total_months, list(_ROUNDS).index(self.round)
        return (rounding, odd, overflow, days > 0 and rounding > 0, days % 30, days, months)


_ROUNDS = {
    "none": "",
    "first_of_next_month": "the first of the month that follows",
    "first_of_month_after_next": "the first of the second month that follows",
    "first_of_third_month": "the first of the third month that follows",
    "end_of_quarter": "the end of the quarter",
    "new_year": "the 1 January that follows",
}
DAYS = (1, 7, 8, 10, 14, 15, 20, 21, 28, 30, 40, 42, 45, 50, 60, 75, 90, 100, 120, 150, 180, 270, 360, 365)
MONTHS = (*range(1, 13), 15, 18, 24, 36)


class Tried(NamedTuple):
    """A rule, and the least and most days that it can put between instrument and effect."""

    rule: Rule
    least: int
    most: int


@lru_cache(maxsize=1)
def rules() -> tuple[Tried, ...]:
    """Every rule that is tried: days and months by each way of counting, and the roundings behind some of them."""
    found = [Rule(Period())]
    found += [
        Rule(Period(days=days), counting)
        for days in DAYS
        for counting in Counting
        if days > 1 or counting is Counting.SAME_DAY
    ]
    found += [
        Rule(Period(months=months), counting, end) for months in MONTHS for counting in Counting for end in MonthEnd
    ]
    behind = [
        Period(),
        *(Period(months=months) for months in MONTHS),
        *(Period(days=days) for days in DAYS if days >= 30),
    ]
    found += [Rule(period, round=rounding) for rounding in _ROUNDS if rounding != "none" for period in behind]
    return tuple(Tried(rule, *_span(rule)) for rule in found)


def _span(rule: Rule) -> tuple[int, int]:
    least = rule.after.total_months * 28 + rule.after.total_days - 2
    most = rule.after.total_months * 31 + rule.after.total_days + 3
    return max(least, -1), most + {"none": 0, "end_of_quarter": 93, "new_year": 366}.get(rule.round, 93)


class Pair(NamedTuple):
    """One party: its instrument, the day from which it was bound, and the convention's own entry into force."""

    party: str
    deposited: Day
    bound: Day
    force: Day | None
    where: str


class Missed(NamedTuple):
    """A party that the rule does not explain: `off` days after the day of the rule."""

    pair: Pair
    off: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the dates of one convention show.

    late: those who tell of the rule; founders, successors: how many do not; early: bound before the convention
    was in force; conflicting: parties left aside because their lines contradict each other, in words. rule: the
    plainest of the rules that explain most (None: none explains more than half of three or more). rivals: other
    rules that explain as many, the plainest first; next_best the best of those that explain fewer.
    """

    treaty: str
    title: str
    late: tuple[Pair, ...]
    founders: int
    successors: int
    early: tuple[Pair, ...]
    incomplete: int
    conflicting: tuple[str, ...]
    rule: Rule | None
    explained: int
    rivals: tuple[Rule, ...]
    next_best: tuple[Rule, int] | None
    missed: tuple[Missed, ...]

    def to_json(self) -> dict[str, object]:
        """This proposal as JSON data."""
        best = self.next_best
        return {
            "treaty": self.treaty,
            "title": self.title,
            "rule": None if self.rule is None else self.rule.words,
            "clause": None if self.rule is None else self.rule.clause,
            "explained": self.explained,
            "late_joiners": len(self.late),
            "founders": self.founders,
            "successors": self.successors,
            "incomplete": self.incomplete,
            "rivals": [{"rule": rule.words, "clause": rule.clause} for rule in self.rivals],
            "next_best": best and {"rule": best[0].words, "explained": best[1]},
            "missed": [{**_told(pair), "off": off} for pair, off in self.missed],
            "bound_early": [_told(pair) for pair in self.early],
            "conflicting": list(self.conflicting),
        }


def _told(pair: Pair) -> dict[str, object]:
    deposited, bound = iso(pair.deposited), iso(pair.bound)
    return {"party": pair.party, "deposited": deposited, "bound": bound, "where": pair.where}


FEWEST = 3
"""How many late joiners a proposal needs."""


def propose(
    treaty: str,
    title: str,
    pairs: Iterable[Pair],
    conflicting: Iterable[str] = (),
    successors: int = 0,
    incomplete: int = 0,
) -> Proposal:
    """The rule for late joiners that the pairs of one convention show, and what speaks against it.

    `successors` and `incomplete` count the parties of which no pair was made: by succession, or without a day.
    """
    late: list[Pair] = []
    early: list[Pair] = []
    founders = 0
    for pair in pairs:
        if pair.force is not None and pair.bound < pair.force:
            early.append(pair)
        elif pair.bound == pair.force and pair.deposited <= pair.force:
            founders += 1
        else:
            late.append(pair)
    ranked = _ranked(late)
    rule, explained = ranked[0] if ranked else (None, 0)
    if len(late) < FEWEST or 2 * explained <= len(late):
        rule = None
    rivals = tuple(other for other, count in ranked[1:] if count == explained) if rule is not None else ()
    fewer = next(((other, count) for other, count in ranked if count < explained), None)
    missed = tuple(_missed(rule, late)) if rule is not None else ()
    return Proposal(
        treaty,
        title,
        tuple(late),
        founders,
        successors,
        tuple(early),
        incomplete,
        tuple(conflicting),
        rule,
        explained,
        rivals,
        fewer,
        missed,
    )


def _ranked(late: Sequence[Pair]) -> list[tuple[Rule, int]]:
    """The rules that explain any of the pairs, those that explain most first, of these the plainest."""
    count: Counter[Rule] = Counter()
    for pair in late:
        between = pair.bound - pair.deposited
        count.update(
            tried.rule
            for tried in rules()
            if tried.least <= between <= tried.most and tried.rule.day(pair.deposited) == pair.bound
        )
    return sorted(count.items(), key=lambda item: (-item[1], item[0].plain, item[0].words))


def _missed(rule: Rule, late: Sequence[Pair]) -> Iterator[Missed]:
    for pair in late:
        off = pair.bound - rule.day(pair.deposited)
        if off:
            yield Missed(pair, off)


def finding_of(proposals: Sequence[Proposal]) -> Finding:
    """The finding that proposals are: one answer a convention, true of every reading, since nothing is assumed."""
    return Finding(
        question="When are late joiners bound, by the dates of those who joined?",
        verdict=verdict_of([proposal.rule is not None for proposal in proposals]) if proposals else "none",
        answers=tuple(Answer(proposal.to_json(), ({},)) for proposal in proposals),
    )
