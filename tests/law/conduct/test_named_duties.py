"""Duties that an act departs from by name, that last for a time of their own, bind in politics alone, or guarantee."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.answers.duties import duties
from foedus.answers.judging import judge
from foedus.dossier.library import Library, library
from foedus.dossier.load import load_text

HEAD = """
id: pact
title: Pact of two
kind: other
parties: [FRA, ITA]
reference_zone: Europe/Paris
terms:
  entry_into_force: {when: signature}
  duties:
"""
SIGNED = """
record:
  - {event: signature, on: 1930-01-01, by: [FRA, ITA]}
"""
KEEP = """
    - {id: keep, bearer: FRA, toward: ITA, perform: maintain, object: a light on the rock, article: "1"%s}
"""
LIT = "  - {event: occurrence, id: lit, on: 1930-02-01, by: FRA}\n"
DARK = "  - {event: measure, id: dark, on: %s, by: FRA, to: ITA, departs_from: keep, what: the light goes out}\n"


def shelf(folder: Path, *texts: str) -> Library:
    for number, text in enumerate(texts):
        name = text.partition("id: ")[2].partition("\n")[0] or str(number)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return library(folder, with_bundled=False)


def verdicts(books: Library, treaty: str, event: str, *readings: str) -> list[tuple[str, str, str]]:
    found = judge(books, treaty, event, readings)
    return [(answer.value["treaty"], answer.value["duty"], answer.value["verdict"]) for answer in found.answers]


def test_a_measure_that_departs_from_a_promise_to_perform_is_a_breach(tmp_path):
    books = shelf(tmp_path, HEAD + KEEP % "" + SIGNED + DARK % "1931-01-01")
    assert verdicts(books, "pact", "dark") == [("pact", "keep", "breach")]


def test_a_measure_does_not_perform_the_duty_that_it_departs_from(tmp_path):
    books = shelf(tmp_path, HEAD + KEEP % "" + SIGNED + DARK % "1931-01-01")
    owed = duties(books, "FRA", "1932-01-01")
    assert [answer.value["state"] for answer in owed.answers] == ["live"]


def test_what_an_act_departs_from_must_be_a_duty_of_its_dossier():
    text = HEAD + KEEP % "" + SIGNED + (DARK % "1931-01-01").replace("departs_from: keep", "departs_from: keeping")
    loaded = load_text(text)
    assert ["'keeping'" in str(fault) and "duty of this dossier" in str(fault) for fault in loaded.errors] == [True]


def test_distress_excuses_in_the_readings_that_say_so_and_for_the_act_named_alone(tmp_path):
    claim = """  - {event: claim, on: 1931-01-01, by: FRA, of: dark, ground: distress, effect: {dispute: plea}}
disputes:
  plea:
    question: Was it distress?
    positions: {"yes": {value: excuses}, "no": {value: none}}
"""
    again = (DARK % "1931-02-01").replace("id: dark", "id: dark-again")
    books = shelf(tmp_path, HEAD + KEEP % "" + SIGNED + DARK % "1931-01-01" + again + claim)
    assert verdicts(books, "pact", "dark", "plea=yes") == [("pact", "keep", "excused")]
    assert verdicts(books, "pact", "dark", "plea=no") == [("pact", "keep", "breach")]
    assert judge(books, "pact", "dark").hinges == ("plea",)
    assert verdicts(books, "pact", "dark-again") == [("pact", "keep", "breach")]


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("1930-01-31", "not called up"),  # the time runs from 1 February 1930
        ("1930-02-01", "breach"),
        ("1933-01-31", "breach"),  # the last of three years
        ("1933-02-01", "outside the duty's life"),
    ],
)
def test_a_duty_with_a_length_of_its_own_binds_from_its_event_until_its_time_has_run(tmp_path, on, verdict):
    terms = KEEP % ", lasts: 3 years, after: lit"
    books = shelf(tmp_path, HEAD + terms + SIGNED + LIT + DARK % on)
    assert verdicts(books, "pact", "dark") == [("pact", "keep", verdict)]


def test_a_duty_whose_time_has_run_is_told_so(tmp_path):
    books = shelf(tmp_path, HEAD + KEEP % ", lasts: 3 years, after: lit" + SIGNED + LIT)
    told = {on: [a.value["state"] for a in duties(books, "FRA", on).answers] for on in ("1932-01-01", "1934-01-01")}
    assert told == {"1932-01-01": ["live"], "1934-01-01": ["its time has run"]}


@pytest.mark.parametrize(("on", "verdict"), [("1932-12-31", "breach"), ("1933-01-01", "outside the duty's life")])
def test_a_length_without_an_event_runs_from_entry_into_force(tmp_path, on, verdict):
    books = shelf(tmp_path, HEAD + KEEP % ", lasts: 3 years" + SIGNED + DARK % on)
    assert verdicts(books, "pact", "dark") == [("pact", "keep", verdict)]


@pytest.mark.parametrize(("done", "verdict"), [(False, "breach"), (True, "outside the duty's life")])
def test_a_duty_that_lasts_until_performed_binds_until_an_act_performs_it(tmp_path, done, verdict):
    act = "  - {event: occurrence, id: done, on: 1935-01-01, by: FRA, articles: keep}\n" if done else ""
    books = shelf(tmp_path, HEAD + KEEP % ", lasts: until_performed" + SIGNED + act + DARK % "1940-01-01")
    assert verdicts(books, "pact", "dark") == [("pact", "keep", verdict)]


BINDING = """
disputes:
  force:
    question: Does it bind in law?
    positions: {law: {value: in_law}, politics: {value: politically}}
"""


@pytest.mark.parametrize(("position", "verdict"), [("law", "breach"), ("politics", "no duty in law")])
def test_what_binds_in_politics_alone_is_no_duty_in_law(tmp_path, position, verdict):
    terms = '    - {id: peace, bearer: each, refrain: attack, article: "1", binding: {dispute: force}}\n'
    attack = "  - {event: attack, id: raid, on: 1931-01-01, by: FRA, to: ITA, effect: none}\n"
    books = shelf(tmp_path, HEAD + terms + SIGNED + attack + BINDING)
    assert verdicts(books, "pact", "raid", f"force={position}") == [("pact", "peace", verdict)]
    assert judge(books, "pact", "raid").hinges == ("force",)


ALLIANCE = """
id: alliance
title: Alliance of two
kind: alliance
parties: [FRA, ITA]
reference_zone: Europe/Paris
terms:
  entry_into_force: {when: signature}
  duties:
    - {id: help, bearer: each, assist: military, when: {attacked: other, by: third%s}, article: "1"}
record:
  - {event: signature, on: 1930-01-01, by: [FRA, ITA]}
  - {event: attack, id: from-the-east, on: 1931-01-01, by: DEU, to: FRA}
%s  - {event: neutrality_declared, id: aloof, on: 1931-01-03, by: ITA}
  - {event: declaration_of_war, id: joins, on: 1931-01-04, by: ITA, to: DEU}
"""
SECOND = "  - {event: attack, id: from-the-west, on: 1931-01-02, by: ESP, to: FRA}\n"


def test_to_declare_neutrality_is_to_refuse_a_help_that_is_called_up(tmp_path):
    books = shelf(tmp_path, ALLIANCE % ("", ""))
    assert verdicts(books, "alliance", "aloof") == [("alliance", "help", "breach")]
    assert verdicts(books, "alliance", "joins") == [("alliance", "help", "kept")]


def test_neutrality_refuses_nothing_while_the_case_of_the_alliance_has_not_come(tmp_path):
    books = shelf(tmp_path, (ALLIANCE % ("", "")).replace("from-the-east, on: 1931-01-01", "later, on: 1931-02-01"))
    assert verdicts(books, "alliance", "aloof") == [("alliance", "help", "not called up")]


@pytest.mark.parametrize(("second", "verdict"), [("", "not called up"), (SECOND, "breach")])
def test_an_alliance_against_two_attackers_is_called_up_by_the_second(tmp_path, second, verdict):
    books = shelf(tmp_path, ALLIANCE % (", attackers: 2", second))
    assert verdicts(books, "alliance", "aloof") == [("alliance", "help", verdict)]


GUARANTEE = """
id: guarantee
title: Guarantee
kind: guarantee
parties: [BEL, FRA, PRU]
reference_zone: Europe/Brussels
terms:
  entry_into_force: {when: signature}
  duties:
    - {id: respect, bearer: [FRA, PRU], toward: BEL, respect: inviolability, article: "1"}
    - {id: guarantee, bearer: [FRA, PRU], toward: BEL, assist: military, when: {attacked: other}, article: "2"}
record:
  - {event: signature, on: 1839-04-19, by: [BEL, FRA, PRU]}
  - {event: continuation, on: 1871-01-18, by: DEU, to: PRU}
  - {event: attack, id: invasion, on: 1914-08-04, by: DEU, to: BEL}
  - {event: declaration_of_war, id: answer, on: 1914-08-05, by: FRA, to: DEU}
"""


def test_a_state_that_continues_another_bears_the_duties_that_name_the_other(tmp_path):
    assert verdicts(shelf(tmp_path, GUARANTEE), "guarantee", "invasion") == [("guarantee", "respect", "breach")]


def test_an_attack_by_one_guarantor_calls_up_the_guarantee_of_the_others(tmp_path):
    assert ("guarantee", "guarantee", "kept") in verdicts(shelf(tmp_path, GUARANTEE), "guarantee", "answer")


CHARTER = """
id: charter
title: Charter of three
kind: peace
parties: [BEL, FRA, DEU]
terms:
  entry_into_force: {when: signature}
  duties: [{id: peace, bearer: each, toward: others, refrain: attack}]
record:
  - {event: signature, on: 1900-01-01, by: [BEL, FRA, DEU]}
"""


@pytest.mark.parametrize(("ground", "verdict"), [("necessity", "excused"), ("material_breach", "breach")])
def test_a_plea_that_names_the_act_bears_on_other_treaties_if_its_ground_is_of_the_general_law(
    tmp_path, ground, verdict
):
    plea = f"  - {{event: claim, on: 1914-08-04, by: DEU, of: invasion, ground: {ground}, effect: excuses}}\n"
    books = shelf(tmp_path, GUARANTEE + plea, CHARTER)
    assert ("charter", "peace", verdict) in verdicts(books, "guarantee", "invasion")
    assert ("guarantee", "respect", "excused") in verdicts(books, "guarantee", "invasion")


def test_an_annexation_in_a_war_is_a_breach_of_its_own(tmp_path):
    taken = "  - {event: annexation, id: taken, on: 1914-09-01, by: DEU, to: BEL}\n"
    books = shelf(tmp_path, GUARANTEE + taken)
    assert ("guarantee", "respect", "breach") in verdicts(books, "guarantee", "taken")


def test_the_exception_of_a_duty_is_open_unless_a_claim_rests_on_it(tmp_path):
    terms = '    - {id: peace, bearer: each, refrain: attack, article: "1", unless: it must}\n'
    attack = "  - {event: attack, id: raid, on: 1931-01-01, by: FRA, to: ITA, effect: none}\n"
    claim = "  - {event: claim, on: 1931-01-01, by: FRA, of: raid, ground: exception, effect: none}\n"
    told = {}
    for name, record in (("open", attack), ("claimed", attack + claim)):
        (tmp_path / name).mkdir()
        answer = judge(shelf(tmp_path / name, HEAD + terms + SIGNED + record), "pact", "raid").answers[0]
        told[name] = (answer.value["verdict"], "not decided by the record" in str(answer.to_json()))
    assert told == {"open": ("breach", True), "claimed": ("breach", False)}
