"""One act under one duty: what is a breach, a right, a duty kept, and what calls a duty up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Verdicts = Callable[..., dict[str, set[str]]]


def pact(duties: str, parties: str = "FRA, ITA", ident: str = "pact") -> str:
    """A treaty in force from 1930 on, with these duties."""
    return f"""
id: {ident}
title: Pact
parties: [{parties}]
reference_zone: Europe/Paris
terms:
  binding: {{by: signature}}
  entry_into_force: {{when: signed_by_all}}
  duties:
{duties}
record:
  - {{event: signature, on: 1930-01-01, by: [{parties}], source: s}}
sources:
  s: {{title: A source}}
"""


def chronicle(*events: str) -> str:
    """A record of acts, each a line such as `{event: attack, id: a, on: 1935-01-01, by: FRA, to: ITA}`."""
    lines = "\n".join(f"  - {event[:-1]}, source: s}}" for event in events)
    return f"""
id: acts
title: Acts
form: chronicle
reference_zone: Europe/Paris
record:
{lines}
sources:
  s: {{title: A source}}
"""


NO_ATTACK = "    - {id: peace, bearer: each, toward: other, refrain: attack, article: '1'}"
NEUTRAL_IF_ATTACKED = (
    "    - {id: neutrality, bearer: each, toward: other, observe: neutrality, when: {attacked: other, by: third}}"
)
NEUTRAL_IN_ANY_WAR = "    - {id: neutrality, bearer: each, toward: other, observe: neutrality, when: {at_war: other}}"
NO_AID = "    - {id: no-aid, bearer: each, toward: other, refrain: aid_to_attacker}"
ALLIANCE = "    - {id: help, bearer: each, toward: other, assist: military, when: {attacked: other}}"
NO_SEPARATE_PEACE = "    - {id: together, bearer: each, toward: other, refrain: separate_peace, against: [DEU]}"
WARNING = "    - {id: warning, bearer: each, toward: other, notify: before_hostilities}"

ATTACK = "{event: attack, id: attack, on: 1935-05-01, by: FRA, to: ITA}"


def test_an_attack_on_a_partner_is_a_breach_by_the_attacker_alone(verdicts: Verdicts) -> None:
    assert verdicts("attack", pact(NO_ATTACK), chronicle(ATTACK)) == {"FRA/peace/ITA": {"breach"}}


def test_an_attack_before_the_treaty_was_in_force_is_outside_it(verdicts: Verdicts) -> None:
    early = ATTACK.replace("1935", "1929")
    assert verdicts("attack", pact(NO_ATTACK), chronicle(early)) == {"FRA/peace/ITA": {"outside the duty's life"}}


def test_an_attack_on_a_third_state_touches_no_duty_of_peace(verdicts: Verdicts) -> None:
    assert verdicts("attack", pact(NO_ATTACK), chronicle(ATTACK.replace("to: ITA", "to: ESP"))) == {}


def test_who_was_attacked_may_fight_back_and_who_attacked_may_not_say_so(verdicts: Verdicts) -> None:
    back = "{event: declaration_of_war, id: back, on: 1935-05-02, by: ITA, to: FRA}"
    assert verdicts("back", pact(NO_ATTACK), chronicle(ATTACK, back)) == {"ITA/peace/FRA": {"exercise of a right"}}
    fixed = {"law/self-defence": "no-right"}
    assert verdicts("back", pact(NO_ATTACK), chronicle(ATTACK, back), fixed=fixed) == {"ITA/peace/FRA": {"breach"}}


def test_an_answer_on_the_day_of_the_attack_is_told_by_the_hour(verdicts: Verdicts) -> None:
    at_dawn = ATTACK.replace("1935-05-01", "1935-05-01T04:00")
    at_noon = "{event: declaration_of_war, id: back, on: 1935-05-01T12:00, by: ITA, to: FRA}"
    told = verdicts("back", pact(NO_ATTACK), chronicle(at_noon, at_dawn))  # the record has them the other way round
    assert told == {"ITA/peace/FRA": {"exercise of a right"}}
    assert verdicts("attack", pact(NO_ATTACK), chronicle(at_noon, at_dawn)) == {"FRA/peace/ITA": {"breach"}}


def test_without_hours_acts_of_one_day_stand_in_the_order_of_the_record(verdicts: Verdicts) -> None:
    same_day = "{event: declaration_of_war, id: back, on: 1935-05-01, by: ITA, to: FRA}"
    assert verdicts("back", pact(NO_ATTACK), chronicle(ATTACK, same_day)) == {"ITA/peace/FRA": {"exercise of a right"}}
    assert verdicts("back", pact(NO_ATTACK), chronicle(same_day, ATTACK)) == {"ITA/peace/FRA": {"breach"}}


def test_a_later_battle_is_part_of_the_war_and_a_new_war_after_peace_is_a_new_breach(verdicts: Verdicts) -> None:
    later = "{event: attack, id: later, on: 1935-09-01, by: FRA, to: ITA}"
    peace = "{event: peace, id: peace, on: 1935-07-01, by: [FRA, ITA], to: [ITA, FRA]}"
    part = {"FRA/peace/ITA": {"part of a war that had begun"}}
    assert verdicts("later", pact(NO_ATTACK), chronicle(ATTACK, later)) == part
    assert verdicts("later", pact(NO_ATTACK), chronicle(ATTACK, peace, later)) == {"FRA/peace/ITA": {"breach"}}


def test_a_declaration_that_comes_first_does_not_cure_the_attack(verdicts: Verdicts) -> None:
    declared = "{event: declaration_of_war, id: declared, on: 1935-04-20, by: FRA, to: ITA}"
    told = verdicts("attack", pact(NO_ATTACK + "\n" + WARNING), chronicle(declared, ATTACK))
    assert told == {"FRA/peace/ITA": {"breach"}, "FRA/warning/ITA": {"kept"}}


@pytest.mark.parametrize(
    ("declared", "attacked", "verdict"),
    [
        ("1935-05-01T17:00", "1935-05-01T18:10", "kept"),
        ("1935-05-01T18:10", "1935-05-01T17:00", "breach"),
        ("1935-05-01T18:00", "1935-05-01T18:00", "breach"),  # at the very hour is not before it
        ("1935-04-30", "1935-05-01", "kept"),
        ("1935-05-02", "1935-05-01", "breach"),
        ("1935-05-01", "1935-05-01", "undecided"),  # the record does not tell which came first
        ("1935-05-01", "1935-05-01T04:00", "undecided"),
    ],
)
def test_hostilities_must_not_open_without_a_previous_warning(
    verdicts: Verdicts, declared: str, attacked: str, verdict: str
) -> None:
    war = f"{{event: declaration_of_war, id: declared, on: {declared}, by: FRA, to: ITA}}"
    attack = ATTACK.replace("1935-05-01", attacked)
    assert verdicts("attack", pact(WARNING), chronicle(war, attack)) == {"FRA/warning/ITA": {verdict}}


def test_a_warning_given_before_an_earlier_war_that_has_ended_warns_of_nothing(verdicts: Verdicts) -> None:
    old = "{event: declaration_of_war, id: old, on: 1932-01-01, by: FRA, to: ITA}"
    over = "{event: peace, id: over, on: 1933-01-01, by: [FRA, ITA], to: [ITA, FRA]}"
    assert verdicts("attack", pact(WARNING), chronicle(old, ATTACK)) == {"FRA/warning/ITA": {"kept"}}
    assert verdicts("attack", pact(WARNING), chronicle(old, over, ATTACK)) == {"FRA/warning/ITA": {"breach"}}


GERMANY_ATTACKS = "{event: attack, id: german-attack, on: 1935-01-01, by: DEU, to: ITA}"
ITALY_ATTACKS = "{event: attack, id: italian-attack, on: 1935-01-01, by: ITA, to: DEU}"


@pytest.mark.parametrize(
    ("war", "duty", "verdict"),
    [
        (GERMANY_ATTACKS, NEUTRAL_IF_ATTACKED, "breach"),
        (ITALY_ATTACKS, NEUTRAL_IF_ATTACKED, "not called up"),
        (GERMANY_ATTACKS, NEUTRAL_IN_ANY_WAR, "breach"),
        (ITALY_ATTACKS, NEUTRAL_IN_ANY_WAR, "breach"),
    ],
)
def test_neutrality_is_owed_when_the_clause_says(verdicts: Verdicts, war: str, duty: str, verdict: str) -> None:
    # France attacks Italy while Italy is at war with Germany
    assert verdicts("attack", pact(duty), chronicle(war, ATTACK))["FRA/neutrality/ITA"] == {verdict}


def test_neutrality_is_not_called_up_once_the_war_is_over(verdicts: Verdicts) -> None:
    over = "{event: armistice, id: over, on: 1935-03-01, by: [DEU, ITA], to: [ITA, DEU]}"
    told = verdicts("attack", pact(NEUTRAL_IF_ATTACKED), chronicle(GERMANY_ATTACKS, over, ATTACK))
    assert told == {"FRA/neutrality/ITA": {"not called up"}}


def test_a_declaration_that_answers_an_attack_on_another_makes_nobody_the_object_of_an_attack(
    verdicts: Verdicts,
) -> None:
    answer = "{event: declaration_of_war, id: answer, on: 1935-01-01, by: DEU, to: ITA}"
    told = verdicts("attack", pact(NEUTRAL_IF_ATTACKED), chronicle(answer, ATTACK))
    assert told == {"FRA/neutrality/ITA": {"not called up"}}


AID = "{event: aid, id: aid, on: 1935-02-01, by: FRA, to: DEU}"


def test_aid_to_one_who_fights_the_partner_is_a_breach_and_aid_to_another_is_not(verdicts: Verdicts) -> None:
    assert verdicts("aid", pact(NO_AID), chronicle(GERMANY_ATTACKS, AID)) == {"FRA/no-aid/ITA": {"breach"}}
    assert verdicts("aid", pact(NO_AID), chronicle(AID)) == {"FRA/no-aid/ITA": {"not called up"}}


def test_the_casus_foederis_is_met_if_the_partner_was_attacked_and_not_if_it_attacked(verdicts: Verdicts) -> None:
    joins = "{event: declaration_of_war, id: joins, on: 1935-02-01, by: FRA, to: DEU}"
    assert verdicts("joins", pact(ALLIANCE), chronicle(GERMANY_ATTACKS, joins)) == {"FRA/help/ITA": {"kept"}}
    assert verdicts("joins", pact(ALLIANCE), chronicle(ITALY_ATTACKS, joins)) == {"FRA/help/ITA": {"not called up"}}


ALLIES = (GERMANY_ATTACKS, "{event: declaration_of_war, id: joins, on: 1935-02-01, by: FRA, to: DEU}")
PEACE = "{event: armistice, id: alone, on: 1935-06-01, by: FRA, to: DEU}"


def test_a_separate_peace_is_a_breach_only_while_the_ally_still_fights(verdicts: Verdicts) -> None:
    over = "{event: armistice, id: over, on: 1935-05-01, by: ITA, to: DEU}"
    assert verdicts("alone", pact(NO_SEPARATE_PEACE), chronicle(*ALLIES, PEACE)) == {"FRA/together/ITA": {"breach"}}
    told = verdicts("alone", pact(NO_SEPARATE_PEACE), chronicle(*ALLIES, over, PEACE))
    assert told == {"FRA/together/ITA": {"not called up"}}


def test_a_peace_that_the_ally_makes_too_is_not_separate(verdicts: Verdicts) -> None:
    together = "{event: armistice, id: alone, on: 1935-06-01, by: [FRA, ITA], to: DEU}"
    assert verdicts("alone", pact(NO_SEPARATE_PEACE), chronicle(*ALLIES, together)) == {}


def test_a_peace_with_one_whom_the_duty_does_not_name_is_free(verdicts: Verdicts) -> None:
    told = verdicts("alone", pact(NO_SEPARATE_PEACE), chronicle(*ALLIES, PEACE.replace("to: DEU", "to: HUN")))
    assert told == {}


def test_an_occupation_after_the_surrender_is_accepted_in_it(verdicts: Verdicts) -> None:
    surrender = "{event: surrender, id: surrender, on: 1935-08-01, by: ITA, to: FRA}"
    occupation = "{event: occupation, id: occupation, on: 1935-08-05, by: FRA, to: ITA}"
    told = verdicts("occupation", pact(NO_ATTACK), chronicle(ATTACK, surrender, occupation))
    assert told == {"FRA/peace/ITA": {"exercise of a right"}}
    assert verdicts("occupation", pact(NO_ATTACK), chronicle(occupation)) == {"FRA/peace/ITA": {"breach"}}


def test_a_duty_about_a_land_is_not_touched_by_an_act_in_another(verdicts: Verdicts) -> None:
    islands = "    - {id: islands, bearer: each, toward: other, respect: territory, territory: Corsica}"
    there = "{event: occupation, id: occupation, on: 1935-08-05, by: ITA, to: FRA, territory: Corsica}"
    elsewhere = there.replace("Corsica", "Savoy")
    assert verdicts("occupation", pact(islands), chronicle(there)) == {"ITA/islands/FRA": {"breach"}}
    assert verdicts("occupation", pact(islands), chronicle(elsewhere)) == {}


def test_a_third_party_that_is_protected_owes_nothing(verdicts: Verdicts) -> None:
    respect = "    - {id: land, bearer: FRA, toward: ITA, protects: ALB, respect: [territory, inviolability]}"
    attack = "{event: attack, id: attack, on: 1935-05-01, by: FRA, to: ALB}"
    back = "{event: attack, id: back, on: 1936-05-01, by: ALB, to: FRA}"
    assert verdicts("attack", pact(respect), chronicle(attack)) == {"FRA/land/ITA": {"breach"}}
    assert verdicts("back", pact(respect), chronicle(back)) == {}


def test_past_the_time_that_a_record_covers_no_duty_is_told(verdicts: Verdicts) -> None:
    act = chronicle("{event: attack, id: a, on: 1935-01-01, by: FRA, to: ITA}")
    promised = pact("    - {id: peace, bearer: each, toward: other, refrain: attack}")
    told = [
        verdicts("a", promised.replace("title: Pact", f"title: Pact\ncovers_to: {day}"), act)["FRA/peace/ITA"]
        for day in ("1935-01-01", "1934-12-31")
    ]
    assert told == [{"breach"}, {"outside the duty's life"}]
