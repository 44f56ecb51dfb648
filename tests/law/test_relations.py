"""What a treaty is between two of its parties: reservations, objections, suspension of a pair, later treaties."""

from __future__ import annotations

import pytest

from foedus.answers.between import between
from foedus.chronology.days import day
from foedus.dossier.library import Library, library
from foedus.dossier.load import load_text
from foedus.law.life import life
from foedus.law.relation import governing, relation
from foedus.worlds import World

CONVENTION = """
id: convention
title: Convention of many
open_to_others: true
terms:
  binding: {by: ratification}
  entry_into_force: {when: {deposits: 2}}
  denunciation: {notice: 6 months, ends_for: leaver}
record:
  - {event: ratification, on: 1950-01-01, by: [FRA, ITA, ESP, PRT]}
"""


def between_them(events: str, a: str, b: str, on: str, **fixed: str):
    dossier = load_text(CONVENTION + events).dossier
    assert dossier is not None
    world = World({f"law/{rule.replace('_', '-')}": position for rule, position in fixed.items()})
    return relation(life(dossier, world), world, a, b, day(on))


RESERVATION = '  - {event: reservation, id: r, on: 1950-01-01, by: FRA, articles: ["9"]}\n'


def how(found):
    return [(modified.how, modified.provisions) for modified in found.modified]


def test_a_reservation_modifies_the_relation_with_each_party_that_accepted_it():
    accepted = RESERVATION + "  - {event: acceptance_of_reservation, on: 1950-02-01, by: ITA, of: r}\n"
    assert how(between_them(accepted, "FRA", "ITA", "1950-03-01")) == [("modified", ("9",))]
    assert how(between_them(accepted, "ITA", "FRA", "1950-03-01")) == [("modified", ("9",))]


def test_others_among_themselves_are_not_touched_by_it():
    assert how(between_them(RESERVATION, "ITA", "ESP", "1960-01-01")) == []


def test_silence_for_twelve_months_accepts():
    # 1 January 1950 + 12 months = 1 January 1951
    assert how(between_them(RESERVATION, "FRA", "ESP", "1950-12-31")) == [("not yet accepted", ("9",))]
    assert how(between_them(RESERVATION, "FRA", "ESP", "1951-01-01")) == [("modified", ("9",))]


@pytest.mark.parametrize(("position", "expected"), [("accepts", "modified"), ("open", "not accepted")])
def test_the_rule_on_silence_can_be_turned(position, expected):
    assert how(between_them(RESERVATION, "FRA", "ESP", "1960-01-01", vclt_20_5=position)) == [(expected, ("9",))]


def test_an_objection_leaves_the_provisions_out_between_the_two():
    objected = RESERVATION + "  - {event: objection, on: 1950-06-01, by: PRT, of: r}\n"
    assert how(between_them(objected, "FRA", "PRT", "1960-01-01")) == [("left out", ("9",))]
    assert how(between_them(objected, "FRA", "ESP", "1960-01-01")) == [("modified", ("9",))]


def test_an_objector_may_oppose_entry_into_force_between_the_two():
    opposed = RESERVATION + "  - {event: objection, on: 1950-06-01, by: PRT, of: r, effect: ends}\n"
    assert between_them(opposed, "FRA", "PRT", "1960-01-01").binds is False
    assert between_them(opposed, "ITA", "PRT", "1960-01-01").binds is True


def test_a_reservation_withdrawn_no_longer_modifies():
    withdrawn = RESERVATION + "  - {event: reservation_withdrawn, on: 1970-01-01, by: FRA, of: r}\n"
    assert how(between_them(withdrawn, "FRA", "ITA", "1969-12-31")) == [("modified", ("9",))]
    assert how(between_them(withdrawn, "FRA", "ITA", "1970-01-01")) == []


def test_a_treaty_can_be_suspended_between_two_of_three():
    suspended = "  - {event: suspension, on: 1986-08-11, by: FRA, to: ITA, effect: suspends}\n"
    assert between_them(suspended, "FRA", "ITA", "1990-01-01").binds is False
    assert between_them(suspended, "FRA", "ESP", "1990-01-01").binds is True


def test_one_part_can_be_left_and_the_rest_goes_on():
    # 1 March 1960 + 6 months = 1 September 1960
    left = '  - {event: denunciation, on: 1960-03-01, by: ESP, articles: ["Part III"]}\n'
    assert how(between_them(left, "ESP", "ITA", "1960-08-31")) == []
    found = between_them(left, "ESP", "ITA", "1960-09-01")
    assert (found.binds, how(found)) == (True, [("left", ("Part III",))])


def test_a_part_that_was_left_by_a_notice_taken_back_still_binds():
    left = '  - {event: denunciation, id: n, on: 1960-03-01, by: ESP, articles: ["Part III"]}\n'
    back = "  - {event: revocation, on: 1960-05-01, by: ESP, of: n}\n"
    assert how(between_them(left + back, "ESP", "ITA", "1961-01-01")) == []


def test_an_objection_after_the_twelve_months_comes_too_late():
    late = RESERVATION + "  - {event: objection, on: 1951-02-01, by: PRT, of: r}\n"
    assert how(between_them(late, "FRA", "PRT", "1952-01-01")) == [("modified", ("9",))]
    # who joins after the reservation may object when it joins: it joined on 1 June 1955
    joined = late.replace("1951-02-01, by: PRT", "1955-06-01, by: AUS")
    found = between_them(joined + "  - {event: accession, on: 1955-06-01, by: AUS}\n", "FRA", "AUS", "1956-01-01")
    assert how(found) == [("left out", ("9",))]


def test_an_objection_taken_back_leaves_the_reservation_accepted():
    objected = RESERVATION + "  - {event: objection, id: o, on: 1950-06-01, by: PRT, of: r}\n"
    back = objected + "  - {event: objection_withdrawn, on: 1960-01-01, received: 1960-02-01, by: PRT, of: o}\n"
    assert how(between_them(back, "FRA", "PRT", "1960-01-31")) == [("left out", ("9",))]
    assert how(between_them(back, "FRA", "PRT", "1960-02-01")) == [("modified", ("9",))]


def test_the_withdrawal_of_a_reservation_works_when_the_others_have_it():
    gone = RESERVATION + "  - {event: reservation_withdrawn, on: 1960-01-01, received: 1960-03-01, by: FRA, of: r}\n"
    assert how(between_them(gone, "FRA", "ITA", "1960-02-28")) == [("modified", ("9",))]
    assert how(between_them(gone, "FRA", "ITA", "1960-03-01")) == []


LATER = """
id: protocol
title: Protocol that amends the convention
follows: convention
open_to_others: true
terms:
  binding: {by: ratification}
  entry_into_force: {when: {deposits: 2}}
record:
  - {event: ratification, on: 1970-01-01, by: [FRA, ITA]}
"""


def test_the_amended_text_governs_between_those_who_accepted_it_and_the_old_one_with_the_others():
    first, second = (load_text(text).dossier for text in (CONVENTION, LATER))
    assert first is not None
    assert second is not None
    world = World()
    lives = [life(first, world), life(second, world)]
    on = day("1980-01-01")

    def text_between(a: str, b: str) -> str:
        found = governing(lives, world, a, b, on)
        return "none" if found is None else found.dossier.id

    assert text_between("FRA", "ITA") == "protocol"
    assert text_between("FRA", "ESP") == "convention"
    assert text_between("ESP", "PRT") == "convention"
    assert text_between("ESP", "GRC") == "none"


def test_between_tells_which_text_governs_and_how_it_is_modified(tmp_path):
    (tmp_path / "convention.yaml").write_text(CONVENTION + RESERVATION, encoding="utf-8")
    (tmp_path / "protocol.yaml").write_text(LATER, encoding="utf-8")
    shelf = library(tmp_path, with_bundled=False)
    found = {answer.value["treaty"]: answer.value for answer in between(shelf, "FRA", "ITA", "1980-01-01").answers}
    assert found["convention"]["governs"] is False
    assert "governs" not in found["protocol"]
    assert found["convention"]["modified"] == [{"how": "modified", "provisions": ["9"]}]


FIGHTING = "  - {event: attack, id: raid, on: 1960-05-01, by: FRA, to: ITA}\n"
PEACE = "  - {event: peace, on: 1963-02-01, by: [FRA, ITA]}\n"


@pytest.mark.parametrize(("position", "binds"), [("continues", True), ("suspends", False)])
def test_war_between_two_of_many_touches_their_relation_as_the_rule_is_taken(position, binds):
    found = between_them(FIGHTING, "FRA", "ITA", "1961-01-01", war_between_two=position)
    assert (found.binds, found.suspended) == (binds, not binds)


def test_it_touches_nobody_else_and_not_the_time_before():
    assert between_them(FIGHTING, "FRA", "ESP", "1961-01-01", war_between_two="suspends").binds
    assert between_them(FIGHTING, "ITA", "FRA", "1960-04-30", war_between_two="suspends").binds


def test_peace_between_the_two_brings_the_treaty_back_between_them():
    assert not between_them(FIGHTING + PEACE, "FRA", "ITA", "1963-01-31", war_between_two="suspends").binds
    assert between_them(FIGHTING + PEACE, "FRA", "ITA", "1963-02-01", war_between_two="suspends").binds


def test_what_the_record_says_of_the_outbreak_goes_before_the_rule():
    ends = FIGHTING.replace("to: ITA", "to: ITA, effect: ends")
    found = between_them(ends + PEACE, "FRA", "ITA", "1970-01-01", war_between_two="continues")
    assert not found.binds
    assert not found.suspended
    none = FIGHTING.replace("to: ITA", "to: ITA, effect: none")
    assert between_them(none, "FRA", "ITA", "1961-01-01", war_between_two="suspends").binds


def test_a_treaty_joined_in_the_midst_of_war_is_not_touched_by_it():
    before = FIGHTING.replace("1960-05-01", "1949-05-01")
    assert between_them(before, "FRA", "ITA", "1961-01-01", war_between_two="suspends").binds


def test_a_treaty_made_for_war_stands_in_it():
    dossier = load_text(CONVENTION.replace("open_to", "kind: [laws-of-war]\nopen_to") + FIGHTING).dossier
    assert dossier is not None
    world = World({"law/war-between-two": "suspends"})
    assert relation(life(dossier, world), world, "FRA", "ITA", day("1961-01-01")).binds


def test_what_binds_two_at_war_under_a_convention_of_many_hangs_on_the_rule():
    dossier = load_text(CONVENTION + FIGHTING).dossier
    assert dossier is not None
    found = between(Library({}, {"convention": dossier}), "FRA", "ITA", "1961-01-01")
    assert found.hinges == ("law/war-between-two",)
    assert {(answer.value["status"], answer.value["binds"]) for answer in found.answers} == {
        ("in force", True),
        ("suspended", True),
    }


def test_what_the_record_says_of_a_later_act_of_the_same_war_counts():
    declared = "  - {event: declaration_of_war, on: 1960-05-03, by: ITA, to: FRA, effect: suspends}\n"
    found = between_them(FIGHTING + declared + PEACE, "FRA", "ITA", "1961-01-01", war_between_two="continues")
    assert (found.binds, found.suspended) == (False, True)
    assert between_them(FIGHTING + declared + PEACE, "FRA", "ITA", "1964-01-01", war_between_two="continues").binds


def test_an_attack_of_several_suspends_the_treaty_toward_them_alone():
    joint = FIGHTING.replace("by: FRA, to: ITA", "by: [FRA, ESP], to: ITA, effect: suspends")
    assert not between_them(joint, "FRA", "ITA", "1961-01-01").binds
    assert between_them(joint, "PRT", "ITA", "1961-01-01").binds


def test_two_that_were_the_first_of_many_are_many():
    others = CONVENTION.replace("open_to_others", "parties: [FRA, ITA]\nopen_to_others")
    dossier = load_text(others + FIGHTING.replace("to: ITA", "to: ESP")).dossier
    assert dossier is not None
    world = World({"law/war-between-two": "suspends"})
    assert relation(life(dossier, world), world, "FRA", "ESP", day("1961-01-01")).suspended
    assert relation(life(dossier, world), world, "FRA", "ITA", day("1961-01-01")).binds


BREACH = "  - {event: claim, on: 1960-05-01, by: FRA, to: ITA, ground: material_breach}\n"


def test_a_material_breach_lets_one_of_many_suspend_the_treaty_toward_the_one_in_breach():
    assert between_them(BREACH, "FRA", "ITA", "1961-01-01").binds
    invoked = between_them(BREACH, "FRA", "ITA", "1961-01-01", vclt_60="ends")
    assert (invoked.binds, invoked.suspended) == (False, True)
    assert between_them(BREACH, "FRA", "ESP", "1961-01-01", vclt_60="ends").binds
    said = BREACH.replace("material_breach", "material_breach, effect: suspends")
    assert between_them(said, "FRA", "ITA", "1961-01-01").suspended
