"""Clauses by which nobody leaves in war, or while some other state of affairs lasts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.answers.deadlines import deadlines
from foedus.answers.status import status
from foedus.chronology.days import day
from foedus.dossier.library import Library
from foedus.dossier.load import load_text
from foedus.law.case import Surroundings
from foedus.law.life import life
from foedus.worlds import explore

HUMANE = """
id: humane
title: Convention for the protection of victims of war
open_to_others: true
terms:
  binding: {by: ratification}
  entry_into_force: {when: {deposits: 2}}
  denunciation: {notice: 1 year, ends_for: leaver, article: "63", barred_while: {at_war: leaver}}
record:
  - {event: ratification, on: 1950-01-01, by: [FRA, ITA, ESP]}
"""
NOTICE = "  - {event: denunciation, id: notice, on: 1960-03-01, by: FRA}\n"
WAR = "  - {event: attack, id: raid, on: 1959-06-01, by: DEU, to: FRA}\n"
ARMISTICE = "  - {event: armistice, on: 1960-06-01, by: [DEU, FRA]}\n"
PEACE = "  - {event: peace, on: 1962-09-15, by: [DEU, FRA]}\n"


def out(lived, party="FRA"):
    (stint,) = lived.bound(party)
    return stint[1]


def test_without_a_war_the_notice_takes_effect_by_the_clause(live):
    assert out(live(HUMANE + NOTICE)) == "1961-03-01"


def test_a_notice_given_in_war_waits_for_peace(live):
    # 1 March 1960 + 1 year = 1 March 1961; peace on 15 September 1962
    assert out(live(HUMANE + NOTICE + WAR + PEACE)) == "1962-09-15"


def test_an_armistice_is_no_peace_unless_the_clause_says_so(live):
    assert out(live(HUMANE + NOTICE + WAR + ARMISTICE + PEACE)) == "1962-09-15"
    fighting = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, until: end_of_fighting}")
    assert out(live(fighting + NOTICE + WAR + ARMISTICE + PEACE)) == "1961-03-01"


def test_a_war_that_no_peace_on_record_ends_holds_the_notice_back_for_good(live):
    lived = live(HUMANE + NOTICE + WAR)
    assert out(lived) == ".."


def test_the_war_of_another_party_does_not_hold_it_back(live):
    other = WAR.replace("to: FRA", "to: ITA")
    assert out(live(HUMANE + NOTICE + other)) == "1961-03-01"
    anyone = HUMANE.replace("at_war: leaver", "at_war: any_party")
    assert out(live(anyone + NOTICE + other)) == ".."


def test_a_war_with_a_stranger_does_not_count_where_the_clause_asks_for_one_between_parties(live):
    among = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, with_whom: party}")
    assert out(live(among + NOTICE + WAR)) == "1961-03-01"
    assert out(live(among + NOTICE + WAR.replace("by: DEU", "by: ESP"))) == ".."


def test_a_war_that_begins_after_the_notice_counts_only_where_the_day_of_effect_is_held(live):
    later = WAR.replace("1959-06-01", "1960-12-01")
    assert out(live(HUMANE + NOTICE + later + PEACE)) == "1961-03-01"
    effect = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, holds: effect}")
    assert out(live(effect + NOTICE + later + PEACE)) == "1962-09-15"


def test_one_war_after_the_other_holds_the_effect_back_to_the_last_peace(live):
    effect = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, holds: effect}")
    second = (
        "  - {event: attack, on: 1962-01-01, by: FRA, to: PRT}\n  - {event: peace, on: 1963-02-01, by: [FRA, PRT]}\n"
    )
    assert out(live(effect + NOTICE + WAR + PEACE + second)) == "1963-02-01"


def test_the_war_of_a_chronicle_counts_where_the_dossier_names_it():
    chronicle = load_text(
        "id: war\ntitle: A war\nform: chronicle\nrecord:\n" + WAR + PEACE,
    ).dossier
    treaty = load_text(HUMANE.replace("open_to_others", "acts_of: [war]\nopen_to_others") + NOTICE).dossier
    assert chronicle is not None
    assert treaty is not None
    around = Surroundings({"war": chronicle}.get)
    ends = explore(lambda world: life(treaty, world, around).stints["FRA"][0].end).paths
    assert [path.value for path in ends] == [day("1962-09-15")]


def test_a_bar_between_two_events_of_the_record_holds_while_it_lasts(live):
    loan = HUMANE.replace("{at_war: leaver}", "{since: loan, to: repaid, holds: effect}")
    drawn = "  - {event: occurrence, id: loan, on: 1955-01-01, what: a loan is drawn}\n"
    repaid = "  - {event: occurrence, id: repaid, on: 1964-01-01, what: it is paid back}\n"
    assert out(live(loan + NOTICE + drawn + repaid)) == "1964-01-01"


def test_the_reasons_name_the_war_and_the_clause(live):
    told = str(live(HUMANE + NOTICE + WAR + PEACE).life.stints["FRA"][0].ending.why)
    assert "held back" in told
    assert "FRA and DEU at war from 1 June 1959 to 15 September 1962" in told
    assert "63" in told


@pytest.mark.parametrize(("party", "effect"), [("FRA", "1962-09-15"), ("ITA", "1961-03-02")])
def test_the_next_way_out_is_told_for_each_party_as_its_own_war_allows(party, effect):
    dossier = load_text(HUMANE + WAR + PEACE).dossier
    assert dossier is not None
    found = deadlines(Library({}, {"humane": dossier}), ["humane"], party, start="1960-03-02")
    exits = [answer.value["on"] for answer in found.answers if answer.value["what"] == "next exit"]
    assert exits == [effect]


@given(
    notice=st.dates(min_value=date(1952, 1, 1), max_value=date(1970, 1, 1)),
)
def test_no_exit_falls_into_a_war_that_held_the_notice(notice):
    text = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, holds: effect}") + WAR + PEACE
    dossier = load_text(text + NOTICE.replace("1960-03-01", notice.isoformat())).dossier
    assert dossier is not None
    (path,) = explore(lambda world: life(dossier, world).stints["FRA"][0].end).paths
    assert not day("1959-06-01") <= path.value < day("1962-09-15")


def test_of_several_that_give_notice_together_only_those_at_war_wait(live):
    lived = live(HUMANE + NOTICE.replace("by: FRA", "by: [FRA, ITA]") + WAR + PEACE)
    assert (out(lived), out(lived, "ITA")) == ("1962-09-15", "1961-03-01")


def test_a_notice_taken_up_again_or_named_for_a_later_day_waits_for_peace_too(live):
    halted = (
        "  - {event: notice_suspended, on: 1960-06-01, by: FRA}\n  - {event: notice_resumed, on: 1960-12-01, by: FRA}\n"
    )
    for position in ("days-kept", "runs-anew"):
        lived = live(HUMANE + NOTICE + halted + WAR + PEACE, {"law/halted-notice": position})
        assert out(lived) == "1962-09-15"
    effect = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, holds: effect}")
    named = NOTICE.replace("by: FRA", "effective: 1962-01-01, by: FRA")
    assert out(live(effect + named + WAR.replace("1959-06-01", "1961-06-01") + PEACE)) == "1962-09-15"


def test_only_the_wars_of_who_is_a_party_by_then_count(live):
    anyone = HUMANE.replace("at_war: leaver", "at_war: any_party")
    fights = "  - {event: attack, on: 1959-06-01, by: DEU, to: PRT}\n"
    joined = "  - {event: accession, on: 1955-01-01, by: PRT}\n"
    left = "  - {event: denunciation, on: 1956-01-01, by: PRT}\n"
    assert out(live(anyone + NOTICE + fights)) == "1961-03-01"
    assert out(live(anyone + NOTICE + joined + fights)) == ".."
    assert out(live(anyone + NOTICE + joined + left + fights)) == "1961-03-01"


def test_where_leaving_ends_it_for_all_the_next_way_out_still_waits_for_the_leavers_peace():
    pact = HUMANE.replace("open_to_others: true", "parties: [FRA, ITA]").replace(", ends_for: leaver", "")
    pact = pact.replace("when: {deposits: 2}", "when: ratified_by_all").replace("[FRA, ITA, ESP]}", "[FRA, ITA]}")
    dossier = load_text(pact + WAR + PEACE).dossier
    assert dossier is not None
    for party, effect in (("FRA", "1962-09-15"), ("ITA", "1961-03-02")):
        found = deadlines(Library({}, {"humane": dossier}), ["humane"], party, start="1960-03-02")
        assert [a.value["on"] for a in found.answers if a.value["what"] == "next exit"] == [effect]


def test_a_war_and_a_peace_of_days_unknown_ask_only_what_the_notice_hangs_on(live):
    vague = "  - {event: attack, on: 1955, by: DEU, to: FRA}\n  - {event: peace, on: 1955, by: [DEU, FRA]}\n"
    dossier = load_text(HUMANE + NOTICE + vague).dossier
    assert dossier is not None
    paths = explore(lambda world: life(dossier, world).stints["FRA"][0].end).paths
    assert {path.value for path in paths} == {day("1961-03-01")}
    assert len(paths) < 5


@pytest.mark.parametrize("ends", ["surrender, on: 1962-09-15, by: DEU", "extinction, on: 1962-09-15, by: DEU"])
def test_what_an_enemy_does_alone_can_end_the_war(live, ends):
    fighting = HUMANE.replace("{at_war: leaver}", "{at_war: leaver, until: end_of_fighting}")
    assert out(live(fighting + NOTICE + WAR + f"  - {{event: {ends}}}\n")) == "1962-09-15"


def test_a_notice_late_for_the_last_term_meets_the_bar_of_the_clause_that_then_governs(live):
    text = """
id: pact
title: Pact
parties: [FRA, ITA]
terms:
  entry_into_force: {when: signature}
  term: {length: 10 years}
  renewal: {then: indefinite}
  denunciation: {notice: 1 year, before: term_end, later: {notice: 1 year, barred_while: {at_war: leaver}}}
record:
  - {event: signature, on: 1950-03-01, by: [FRA, ITA]}
  - {event: denunciation, on: 1959-09-01, by: FRA}
"""
    assert live(text).ends == "1960-09-01"
    assert live(text + WAR.replace("FRA", "FRA") + PEACE).ends == "1962-09-15"


def test_why_a_notice_that_is_held_back_for_good_ended_nothing_is_told():
    dossier = load_text(HUMANE + NOTICE + WAR).dossier
    assert dossier is not None
    found = status(Library({}, {"humane": dossier}), "humane", "1970-01-01", "FRA")
    told = "\n".join(str(reason) for reason in found.answers[0].reasons)
    assert found.verdict == "every"
    assert "no exit takes effect in this state of affairs, which has no end on record" in told
    assert "FRA and DEU at war from 1 June 1959" in told
    before = status(Library({}, {"humane": dossier}), "humane", "1955-01-01", "FRA")
    assert "no exit takes effect" not in str(before.answers[0].reasons)
