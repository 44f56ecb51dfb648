"""infer: the rule for late joiners that the dates show, what it explains and what not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedus.answers.infer import Pair, Proposal, Rule, propose, rules
from foedus.chronology.days import day
from foedus.chronology.periods import Counting, Period
from foedus.dossier.load import load_text
from foedus.law.life import life
from foedus.worlds import World

FORCE = day("1970-01-01")
DEPOSITS = ("1971-01-31", "1972-02-29", "1973-06-15", "1974-08-31", "1975-11-30", "1976-12-01", "1979-10-10")


def by_rule(rule: Rule, deposits: tuple[str, ...] = DEPOSITS, force: int | None = FORCE) -> Proposal:
    pairs = [Pair(f"P{place}", day(text), rule.day(day(text)), force, "") for place, text in enumerate(deposits)]
    return propose("t", "T", pairs)


@pytest.mark.parametrize(
    ("rule", "clause"),
    [
        (Rule(Period(days=30)), "joining: {after: 30 days}"),
        (Rule(Period(days=90)), "joining: {after: 90 days}"),
        (Rule(Period(months=3)), "joining: {after: 3 months}"),
        (Rule(Period(months=6), Counting.DAY_AFTER), "joining: {after: 6 months, counting: day-after}"),
        (Rule(Period()), "joining: {after: 0 days}"),
        (Rule(Period(months=3), round="first_of_next_month"), "joining: {after: 3 months, round: first_of_next_month}"),
        (Rule(Period(), round="new_year"), "joining: {round: new_year}"),
    ],
)
def test_a_rule_is_found_from_the_dates_that_it_gives(rule, clause):
    found = by_rule(rule)
    assert found.rule is not None
    assert (found.rule.clause, found.explained, found.missed) == (clause, len(DEPOSITS), ())


@pytest.mark.parametrize("tried", rules(), ids=lambda tried: tried.rule.words)
def test_every_rule_that_is_tried_lies_within_its_own_span(tried):
    for text in DEPOSITS:
        assert tried.least <= tried.rule.day(day(text)) - day(text) <= tried.most


@pytest.mark.parametrize("tried", rules()[::7], ids=lambda tried: tried.rule.words)
def test_the_clause_that_is_proposed_binds_each_party_on_its_day(tried):
    acts = "".join(f"  - {{event: accession, on: {text}, by: P{place}}}\n" for place, text in enumerate(DEPOSITS))
    actors = ", ".join(f"P{place}: {{name: P{place}}}" for place in range(len(DEPOSITS)))
    text = (
        f"id: t\ntitle: T\nopen_to_others: true\nterms:\n  {tried.rule.clause}\nactors: {{{actors}}}\n"
        f"record:\n  - {{event: entry_into_force, on: 1970-01-01}}\n{acts}"
    )
    dossier = load_text(text).dossier
    assert dossier is not None
    stints = life(dossier, World()).stints
    assert [stints[f"P{place}"][0].start for place in range(len(DEPOSITS))] == [
        tried.rule.day(day(text)) for text in DEPOSITS
    ]


def test_parties_that_a_rule_does_not_explain_are_told_with_the_distance():
    rule = Rule(Period(days=30))
    pairs = [Pair("P", day(text), rule.day(day(text)), FORCE, "") for text in DEPOSITS]
    odd = Pair("ODD", day("1980-01-01"), day("1980-02-10"), FORCE, "line 9")
    found = propose("t", "T", [*pairs, odd])
    assert (found.explained, len(found.late)) == (7, 8)
    assert found.missed == ((odd, 10),)


def test_rules_that_explain_as_many_are_told_as_rivals():
    found = by_rule(Rule(Period(months=3)), ("1971-01-15", "1972-02-10", "1973-06-05"))
    assert found.rule is not None
    assert found.rule.clause == "joining: {after: 3 months}"
    assert "3 months after the instrument, month ends overflow" in [rival.words for rival in found.rivals]


def test_founders_and_those_bound_too_early_tell_nothing_of_the_rule():
    rule = Rule(Period(days=30))
    founders = [Pair("F", FORCE - 100, FORCE, FORCE, ""), Pair("G", FORCE - 31, FORCE, FORCE, "")]
    early = Pair("E", FORCE - 100, FORCE - 50, FORCE, "")
    late = [Pair("P", day(text), rule.day(day(text)), FORCE, "") for text in DEPOSITS]
    found = propose("t", "T", [*founders, early, *late])
    assert (found.founders, found.early, len(found.late)) == (2, (early,), 7)


def test_too_few_late_joiners_show_no_rule():
    assert by_rule(Rule(Period(days=30)), DEPOSITS[:2]).rule is None


def test_no_rule_is_proposed_that_explains_half_or_less():
    bound = ("1971-02-17", "1972-04-01", "1973-12-24", "1974-09-30")
    pairs = [Pair("P", day(a), day(b), FORCE, "") for a, b in zip(DEPOSITS[:4], bound, strict=True)]
    found = propose("t", "T", pairs)
    assert found.rule is None
    assert found.explained <= 2


days = st.dates(date(1980, 1, 1), date(2020, 1, 1)).map(date.toordinal)


@given(st.sampled_from([tried.rule for tried in rules()]), st.lists(days, min_size=5, max_size=30, unique=True))
def test_no_rule_explains_more_than_the_one_that_made_the_dates(rule, deposits):
    found = propose("t", "T", [Pair("P", when, rule.day(when), FORCE, "") for when in deposits])
    assume(found.late)
    assert found.explained == len(found.late)
    assert found.rule is not None
    assert all(found.rule.day(pair.deposited) == pair.bound for pair in found.late)
