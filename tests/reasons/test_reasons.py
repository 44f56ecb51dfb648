"""Reasons: a tree made cheaply, put into words when somebody reads it."""

from __future__ import annotations

from foedus.chronology.days import FOREVER, day
from foedus.dossier.load import load_text
from foedus.law.life import life
from foedus.reasons import Between, Kind, Reason, absence, clause, computed, event, line, rule
from foedus.worlds import Floating, World


def test_a_reason_is_put_into_words_from_its_values() -> None:
    reason = computed("renewed {0} times, last on {1:day}", 40, day("1941-04-13"))
    assert reason.text == "renewed 40 times, last on 13 April 1941"


def test_a_number_is_a_day_only_where_the_template_says_so() -> None:
    when = day("1941-04-13")
    assert computed("{0} and {0:day}", when).text == f"{when} and 13 April 1941"
    assert computed("for {0:day}", FOREVER).text == "for no end"


def test_braces_in_a_value_are_left_alone() -> None:
    assert computed("the title {0}", "{1:day} of {0}").text == "the title {1:day} of {0}"


def test_an_uncertain_day_is_told_as_the_range_that_it_lies_in() -> None:
    floating = Floating("x", day("1941-04-01"), day("1941-04-30"))
    assert computed("on {0:day}", floating).text == "on some day between 1 April 1941 and 30 April 1941"
    exact = Between(day("1941-04-13"), day("1941-04-13"))
    assert computed("on {0:day}", exact).text == "on 13 April 1941"


def test_an_uncertain_day_computed_by_steps_is_never_told_as_the_day_it_was_computed_from() -> None:
    base = day("1941-04-01")
    floating = Floating("x", base, base + 29, (lambda d: d + 365,))
    assert computed("on {0:day}", floating).text == "on some day between 1 April 1942 and 30 April 1942"


def test_kinds_and_sources() -> None:
    assert clause("3", "five years") == Reason(Kind.CLAUSE, "five years", (), "3", ())
    assert event("a page", "signed").kind is Kind.EVENT
    assert rule("VCLT Art. 24(2)", "silent").kind is Kind.RULE
    assert absence("nothing came").kind is Kind.ABSENCE
    assert computed("so").source == ""


def test_a_clause_is_cited_by_its_article_and_other_sources_as_they_are() -> None:
    assert line(clause("3", "five years")) == "five years [Article 3]"
    assert line(clause("Annex B", "five years")) == "five years [Annex B]"
    assert line(clause("", "five years")) == "five years"
    assert line(event("1941 Yearbook", "signed")) == "signed [1941 Yearbook]"


def tree() -> Reason:
    top = computed("c", because=(event("s", "d"),))
    return computed("a", because=(clause("1", "b", because=(top,)), absence("e")))


def test_walk_gives_every_reason_in_reading_order_with_its_depth() -> None:
    assert [(depth, reason.text) for depth, reason in tree().walk()] == [
        (0, "a"),
        (1, "b"),
        (2, "c"),
        (3, "d"),
        (1, "e"),
    ]


def test_the_whole_tree_as_text_is_indented() -> None:
    assert str(tree()) == "a\n  b [Article 1]\n    c\n      d [s]\n  e"


def test_a_settled_reason_holds_what_the_world_assumed_all_the_way_down() -> None:
    floating = Floating("x", day("1941-04-01"), day("1941-04-30"))
    reason = computed("top on {0:day}", floating, because=(computed("below on {0:day}", floating),))
    world = World()
    assert world.before(floating, day("1941-04-13"))
    settled = reason.settled(world.bounds)
    assert str(settled) == (
        "top on some day between 1 April 1941 and 12 April 1941\n"
        "  below on some day between 1 April 1941 and 12 April 1941"
    )
    assert str(reason) != str(settled)  # the reason itself is as it was


RENEWED_FORTY_TIMES = """
id: commerce
title: Treaty of Commerce
parties: [GBR, PRT]
terms:
  binding: {by: signature}
  entry_into_force: {when: signature, article: 20}
  term: {length: 1 year, article: 21}
  renewal: {tacit: 1 year, article: 21}
  denunciation: {notice: 6 months, before: term_end, article: 22}
record:
  - {event: signature, on: 1900-03-01, by: [GBR, PRT]}
  - {event: denunciation, on: 1940-10-01, by: GBR}
"""


def test_a_treaty_renewed_forty_times_is_explained_in_less_than_a_page() -> None:
    dossier = load_text(RENEWED_FORTY_TIMES).dossier
    assert dossier is not None
    ending = life(dossier, World()).ending
    assert ending is not None
    # Terms end on every 1 March from 1901. On 1 October 1940 the term to 1 March 1941 runs: the first ended in
    # 1901, so it is the 40th renewal. Six months before 1 March is 1 September: the notice is a month late,
    # and the treaty ends on 1 March 1942.
    assert ending.day == day("1942-03-01")
    explained = str(ending.why)
    assert "renewed 40 times, last on 1 March 1940" in explained
    assert "the notice of 1 October 1940 is late for 1 March 1941" in explained
    assert len(explained.splitlines()) < 40
