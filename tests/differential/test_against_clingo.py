"""The law against an independent encoding of the same clauses (`life.lp`, an answer-set program), day by day.

Hypothesis writes dossiers; program and engine each tell every party's status on every day, the day of entry
into force and the day of the end. One half counts in days alone, so that the program needs no calendar; the
other counts in months on real calendars, around month ends and leap days. FOEDUS_DIFFERENTIAL sets how many
dossiers each test writes (then at random, not the same ones in each run).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Compare = Callable[..., str | None]

WANTED = os.environ.get("FOEDUS_DIFFERENTIAL")
STARTS = ["1952-02-29", "1951-12-31", "1963-01-30", "1999-08-31", "2003-03-01", "2007-11-15", "2011-04-30"]
COUNTINGS = ["same-day", "same-day", "day-after", "day-before"]
OTHERS = ["BEL", "NLD", "ITA"]


@dataclass(frozen=True)
class Clock:
    """How a dossier counts: in days alone, or in months on a real calendar."""

    start: date
    real: bool

    @property
    def period(self) -> SearchStrategy[str]:
        """A period of two days or more."""
        days = st.integers(2, 14).map("{} days".format)
        if not self.real:
            return days
        months = st.integers(1, 13).map(lambda n: f"{n} month" if n == 1 else f"{n} months")
        return st.one_of(months, st.just("1 year"), months.map("{} 3 days".format), days)

    @property
    def day(self) -> SearchStrategy[str]:
        """A day of the record; on a real calendar near a day that whole months from the start would give."""
        if not self.real:
            return st.integers(0, 70).map(lambda n: (self.start + timedelta(n)).isoformat())
        return st.builds(
            lambda n, near: (self.start + relativedelta(months=n) + timedelta(near)).isoformat(),
            st.integers(0, 20),
            st.sampled_from([0, -1, 1, 0, 12]),
        ).filter(lambda found: found >= self.start.isoformat())

    @property
    def later(self) -> SearchStrategy[str]:
        """A day of the record, rarely one of the first."""
        return st.one_of(self.day.filter(lambda found: found > (self.start + timedelta(18)).isoformat()), self.day)

    @property
    def soon(self) -> SearchStrategy[str]:
        """A day within the first weeks."""
        return st.integers(0, 40 if self.real else 12).map(lambda n: (self.start + timedelta(n)).isoformat())


def maybe(draw: DrawFn, clause: dict[str, Any], key: str, values: SearchStrategy[Any]) -> None:
    """Put a value under `key`, or not."""
    if draw(st.booleans()):
        clause[key] = draw(values)


def flow(value: Any) -> str:
    """YAML flow style, keys in the order written."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else str(value)


def text(head: dict[str, Any], terms: dict[str, Any], record: list[dict[str, Any]]) -> str:
    """The dossier as a person would write it."""
    record = sorted(record, key=lambda event: str(event["on"]))
    return "\n".join(
        [*(f"{key}: {flow(value)}" for key, value in {"id": "pact", "title": "Pact", **head}.items()), "terms:"]
        + [f"  {key}: {flow(value)}" for key, value in terms.items()]
        + ["record:", *(f"  - {flow(event)}" for event in record), ""]
    )


# -- clauses


def lasts(draw: DrawFn, clock: Clock, signed_together: bool) -> dict[str, Any]:
    """A term and what follows it."""
    kind = draw(st.sampled_from(["length", "length", "length", "until", "indefinite"]))
    if kind == "indefinite":
        return {"term": {"indefinite": "true"}}
    term: dict[str, Any] = {kind: draw(clock.period if kind == "length" else clock.day)}
    if kind == "length" and signed_together:
        maybe(draw, term, "from", st.sampled_from(["signature", "entry_into_force"]))
    if draw(st.integers(0, 4)) == 0:
        return {"term": term | {"at_least": "true"}}
    if draw(st.integers(0, 3)) == 0:
        return {"term": term}
    renewal: dict[str, Any] = {"tacit": draw(st.one_of(clock.period, st.lists(clock.period, min_size=2, max_size=3)))}
    maybe(draw, renewal, "times", st.sampled_from(["once", "unlimited", "2", "3"]))
    if renewal.get("times", "unlimited") != "unlimited":
        maybe(draw, renewal, "then", st.just("indefinite"))
    return {"term": term, "renewal": renewal}


def leaves(draw: DrawFn, clock: Clock, has_term: bool, ends_for: list[str]) -> dict[str, Any]:
    """A clause on leaving: before the end of a term, or at any time."""
    clause: dict[str, Any] = {"notice": draw(clock.period)}
    if has_term and draw(st.booleans()):
        clause["before"] = "term_end"
    maybe(draw, clause, "counting", st.sampled_from(COUNTINGS))
    maybe(draw, clause, "ends_for", st.sampled_from(ends_for))
    if draw(st.integers(0, 2)) == 0:
        clause["not_before"] = {"length": draw(clock.period)}
        maybe(draw, clause["not_before"], "from", st.sampled_from(["entry_into_force", "own_entry"]))
        maybe(draw, clause["not_before"], "bars", st.sampled_from(["notice", "effect"]))
    maybe(draw, clause, "receipt", st.just("given"))
    if "before" in clause:
        maybe(draw, clause, "later", st.fixed_dictionaries({"notice": clock.period}))
    return clause


def notices(draw: DrawFn, clock: Clock, parties: list[str], named: bool) -> list[dict[str, Any]]:
    """Notices, with days of receipt and revocations."""
    record: list[dict[str, Any]] = []
    for count in range(draw(st.integers(0, 3))):
        notice = {
            "event": "denunciation",
            "id": f"n{count}",
            "on": draw(clock.later),
            "by": draw(st.sampled_from(parties)),
        }
        given = date.fromisoformat(notice["on"])
        if draw(st.integers(0, 3)) == 0:
            notice["received"] = (given + timedelta(draw(st.integers(1, 9)))).isoformat()
        if named and draw(st.integers(0, 4)) == 0:
            notice["effective"] = (given + timedelta(draw(st.integers(10, 60)))).isoformat()
        record.append(notice)
        if draw(st.integers(0, 2)) == 0:
            back = {"event": "revocation", "on": (given + timedelta(draw(st.integers(1, 30)))).isoformat()}
            record.append(back | {"by": notice["by"]} | ({"of": notice["id"]} if draw(st.booleans()) else {}))
    return record


def more(draw: DrawFn, clock: Clock, terms: dict[str, Any], record: list[dict[str, Any]], parties: list[str]) -> None:
    """Termination by agreement and a survival clause, now and then."""
    if draw(st.integers(0, 4)) == 0:
        ended = {"event": "termination", "on": draw(clock.day), "by": parties}
        if draw(st.booleans()):
            ended["effective"] = (
                date.fromisoformat(str(ended["on"])) + timedelta(draw(st.integers(0, 20)))
            ).isoformat()
        record.append(ended)
    if draw(st.integers(0, 2)) == 0:
        terms["survival"] = {"covers": "what was agreed"}
        maybe(draw, terms["survival"], "length", clock.period)


READINGS = st.fixed_dictionaries(
    {
        "law/notice-on-last-day": st.sampled_from(["in-time", "late"]),
        "law/vclt-56": st.sampled_from(["not-at-all", "twelve-months"]),
    },
    optional={
        "law/premature-notice": st.sampled_from(["void", "deferred"]),
        "law/late-notice": st.sampled_from(["next-term", "void"]),
        "law/vclt-24-3": st.sampled_from(["on-consent", "same-delay"]),
    },
)


@st.composite
def clocks(draw: DrawFn, real: bool) -> Clock:
    return Clock(date.fromisoformat(draw(st.sampled_from(STARTS))) if real else date(1951, 3, 1), real)


@st.composite
def pacts(draw: DrawFn, real: bool) -> str:
    """A treaty of two."""
    clock, parties = draw(clocks(real)), ["GBR", "PRT"]
    together, by = draw(st.booleans()), draw(st.sampled_from(["signature", "ratification"]))
    second = draw(clock.soon)
    record: list[dict[str, Any]] = [{"event": "signature", "on": clock.start.isoformat(), "by": parties}]
    if not together:
        record = [
            {"event": "signature", "on": clock.start.isoformat(), "by": "GBR"},
            {"event": "signature", "on": second, "by": "PRT"},
        ]
    if by == "ratification":
        after = date.fromisoformat(clock.start.isoformat() if together else second)
        for party in parties:
            on = (after + timedelta(draw(st.integers(0, 15)))).isoformat()
            record.append({"event": "ratification", "on": on, "by": party})
    when = "ratified_by_all" if by == "ratification" else draw(st.sampled_from(["signature", "signed_by_all"]))
    terms: dict[str, Any] = {"binding": {"by": by}, "entry_into_force": {"when": when}}
    entry = terms["entry_into_force"]
    if draw(st.booleans()):
        entry["after"] = draw(clock.period)
        maybe(draw, entry, "counting", st.sampled_from(COUNTINGS))
    if real:
        maybe(draw, entry, "round", st.sampled_from(["first_of_next_month", "first_of_third_month", "new_year"]))
    terms |= lasts(draw, clock, together)
    if draw(st.integers(0, 9)):
        terms["denunciation"] = leaves(draw, clock, "indefinite" not in terms["term"], ["all", "leaver"])
    record += notices(draw, clock, parties, "before" not in terms.get("denunciation", {}))
    more(draw, clock, terms, record, parties)
    return text({"parties": parties}, terms, record)


@st.composite
def conventions(draw: DrawFn, real: bool) -> str:
    """A treaty of many: an Nth deposit, late joiners, exits and returns."""
    clock, parties = draw(clocks(real)), ["FRA", *OTHERS]
    record: list[dict[str, Any]] = [{"event": "signature", "on": clock.start.isoformat(), "by": parties[:3]}]
    for count, party in enumerate(parties):
        on = draw(clock.soon if count < 2 else clock.day)
        record.append({"event": "ratification" if count < 3 else "accession", "on": on, "by": party})
    entry: dict[str, Any] = {"when": {"deposits": draw(st.sampled_from(["1", "2", "2", "3"]))}}
    maybe(draw, entry, "after", clock.period)
    terms: dict[str, Any] = {"binding": {"by": ["ratification", "accession"]}, "entry_into_force": entry}
    if draw(st.booleans()):
        terms["joining"] = {"after": draw(clock.period)}
        maybe(draw, terms["joining"], "counting", st.sampled_from(COUNTINGS))
        if real:
            maybe(draw, terms["joining"], "round", st.sampled_from(["first_of_next_month"]))
    if draw(st.booleans()):
        terms |= lasts(draw, clock, False)
    if draw(st.integers(0, 9)):
        has_term = "indefinite" not in terms.get("term", {"indefinite": "true"})
        terms["denunciation"] = leaves(draw, clock, has_term, ["leaver", "leaver", "all"])
    record += notices(draw, clock, parties[:3], "before" not in terms.get("denunciation", {}))
    for _ in range(draw(st.integers(0, 2))):
        again = {"event": "accession", "on": draw(clock.day), "by": draw(st.sampled_from(parties[:2]))}
        record.append(again)
    if draw(st.integers(0, 4)) == 0:
        terms["floor"] = {"parties": "2"}
    more(draw, clock, terms, record, parties)
    return text({"open_to_others": "true"}, terms, record)


# -- the tests


@pytest.mark.parametrize("real", [False, True], ids=["in days", "in months"])
@pytest.mark.parametrize("write", [pacts, conventions], ids=["of two", "of many"])
def test_every_life_is_the_same_day_by_day(
    differences: Compare, write: Callable[[bool], SearchStrategy[str]], real: bool
) -> None:
    @settings(
        max_examples=int(WANTED or (60 if real else 120)),
        derandomize=WANTED is None,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(write(real), READINGS)
    def lives(source: str, readings: dict[str, str]) -> None:
        found = differences(source, readings, 300 if real else 60)
        assume(found is not None)  # None: the clauses leave it open
        if found:
            pytest.fail(found, pytrace=False)

    lives()
