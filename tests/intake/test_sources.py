"""What each source's codes become in a dossier, and what stays open."""

from __future__ import annotations

import pytest
from tests.intake.bringing import SAMPLES, bring

from foedus.answers.deadlines import deadlines
from foedus.answers.status import status
from foedus.chronology.days import day
from foedus.chronology.periods import Period
from foedus.dossier.terms import Term
from foedus.intake.cow_numbers import numbered
from foedus.law.conduct.categories import categories
from foedus.law.life import life
from foedus.worlds import World
from foedus.worlds.explore import explore_one


def in_force_on(dossier):
    return life(dossier, World()).entry.day


# -- UNCTAD's mapping


def test_a_mapped_treaty_has_its_terms_and_its_record(brought):
    dossier = brought("unctad", "investment.csv").library["chile-korea-republic-of-bit-1996"]
    assert dossier.parties == ("CHL", "KOR")
    assert dossier.terms.term.length == Period(years=10)
    assert dossier.terms.renewal.tacit == Period(years=5)
    assert dossier.terms.denunciation.notice == Period(years=1)
    assert dossier.terms.survival.length == Period(years=10)
    assert in_force_on(dossier) == day("1999-09-16")


def test_what_the_mapping_records_of_an_end_is_no_event_of_the_record(brought):
    dossier = brought("unctad", "investment.csv").library["chile-korea-republic-of-bit-1996"]
    (recorded,) = dossier.recorded
    assert (recorded.ended.text, recorded.how, recorded.says) == ("2014-09-16", "denounced", "Unilaterally denounced")
    assert {event.event for event in dossier.record} == {"signature", "entry_into_force"}
    assert life(dossier, World()).ending is None


def test_after_an_end_whose_act_is_not_on_record_there_is_no_data(brought):
    library = brought("unctad", "investment.csv").library
    key = "chile-korea-republic-of-bit-1996"
    assert [answer.value for answer in status(library, key, "2014-09-15").answers] == ["in force"]
    assert [answer.value for answer in status(library, key, "2014-09-16").answers] == ["no data"]
    due = deadlines(library, [key], None, "2010-01-01").answers
    assert due
    assert max(answer.value["on"] for answer in due) < "2014-09-16"
    assert not deadlines(library, [key], None, "2015-01-01").answers


def test_an_end_by_an_act_that_the_row_records_is_an_end(brought):
    library = brought("unctad", "investment.csv").library
    assert [answer.value for answer in status(library, "kenya-peru-bit-1991", "2006-01-01").answers] == ["ended"]


def test_when_notice_can_be_given_is_not_coded_and_so_a_point_with_two_positions(brought):
    dossier = brought("unctad", "investment.csv").library["norway-peru-bit-1995"]
    dispute = dossier.disputes["when-notice"]
    assert dispute.not_coded
    assert dossier.terms.denunciation.before.choices == {"term-end": "term_end", "any-time": "any_time"}
    assert "does not say" in dossier.statements[0].says


def test_a_treaty_signed_and_not_in_force_is_not_in_force(brought):
    dossier = brought("unctad", "investment.csv").library["bleu-belgium-luxembourg-economic-union-peru-bit-2005"]
    assert in_force_on(dossier) is None


def test_a_party_that_the_register_does_not_hold_is_declared_in_the_dossier(brought):
    done = brought("unctad", "investment.csv")
    dossier = done.library["bleu-belgium-luxembourg-economic-union-peru-bit-2005"]
    assert dossier.actors["BLEU"].name == "BLEU (Belgium-Luxembourg Economic Union)"
    assert dossier.actors["BLEU"].kind == "organisation"
    assert done.summary.local == {"BLEU (Belgium-Luxembourg Economic Union)": 1}


def test_cells_that_name_no_period_leave_their_clause_out_and_are_told(brought):
    done = brought("unctad", "investment.csv")
    dossier = done.library["ghana-norway-bit-1997"]
    assert dossier.terms.term is None
    assert dossier.terms.denunciation is None
    assert dossier.terms.survival is None
    assert {note.where for note in done.told if note.line == 10} == {"initial_term", "notice", "survival"}


def test_a_date_without_its_day_stays_without_it(brought):
    record = brought("unctad", "investment.csv").library["ghana-norway-bit-1997"].record
    assert [event.on.text for event in record] == ["1997-02", "1998-03"]


def test_whether_a_treaty_goes_on_after_its_term_is_open_where_the_mapping_does_not_say(brought):
    dossier = brought("unctad", "investment.csv").library["ghana-chile-bit-1997"]
    assert dossier.terms.term.at_least.choices == {"goes-on": True, "ends": False}
    assert dossier.terms.silent_on_exit


# -- ATOP


@pytest.mark.parametrize("name", ["atop-alliances.csv", "atop-members.csv"])
def test_the_pact_of_1941_comes_from_both_tables_of_atop_alike(brought, name):
    dossier = brought("atop", name).library["atop-2525"]
    assert set(dossier.parties) == {"SUN", "JPN"}
    assert dossier.terms.term == Term(length="60 months")
    assert dossier.terms.renewal.tacit == Period(months=60)
    assert categories(dossier).atop == ("neutrality",)
    (recorded,) = dossier.recorded
    assert (recorded.number, recorded.in_force.text, recorded.ended.text) == ("2525", "1941-04-13", "1945-04-05")
    assert (recorded.how, recorded.says) == ("violated", "TERM 2")


@pytest.mark.parametrize(("source", "name"), [("atop", "atop-alliances.csv"), ("cow", "cow-members.csv")])
def test_a_table_saved_by_a_statistical_program_is_read_alike(brought, tmp_path, source, name):
    first, *rest = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    saved = [",".join(f"{cell}.0" if cell.isdigit() else cell or "NA" for cell in line.split(",")) for line in rest]
    (tmp_path / name).write_text("\n".join([first, *saved]), encoding="utf-8")
    again, before = bring(source, tmp_path / name, tmp_path / "out"), brought(source, name)
    texts = [{path.name: path.read_bytes() for path in done.folder.glob("*.yaml")} for done in (again, before)]
    assert texts[0] == texts[1]
    assert len(texts[0]) == before.summary.dossiers


def test_atop_promises_become_duties_that_have_the_same_category(brought):
    library = brought("atop", "atop-alliances.csv").library
    assert categories(library["atop-9020"]).atop == ("defence", "consultation")
    assert categories(library["atop-9010"]).atop == ("non-aggression",)
    assert categories(library["atop-9070"]).atop == ("offence",)


def test_an_alliance_in_effect_has_no_end_and_dates_as_precise_as_they_are_coded(brought):
    (recorded,) = brought("atop", "atop-alliances.csv").library["atop-9030"].recorded
    assert (recorded.in_force.text, recorded.ended, recorded.status) == ("1960", None, "in force")


@pytest.mark.parametrize(("on", "state"), [("1941-04-13", "SUN"), ("1995-01-01", "RUS")])
def test_a_number_that_two_states_bore_in_turn_is_the_one_that_lived_then(on, state):
    assert numbered("365", "", day(on), {}) == state


def test_renewal_by_agreement_is_not_taken_for_a_tacit_one(brought):
    renewal = brought("atop", "atop-alliances.csv").library["atop-9070"].terms.renewal
    assert renewal.by_agreement
    assert renewal.tacit is None


def test_a_right_to_renounce_without_its_period_is_told_and_not_invented(brought):
    done = brought("atop", "atop-alliances.csv")
    dossier = done.library["atop-9020"]
    assert dossier.terms.denunciation.notice is None
    assert "renounce" in {note.where for note in done.told if note.line == 4}


def test_phases_of_a_membership_are_one_and_a_late_member_accedes(brought):
    dossier = brought("atop", "atop-members.csv").library["atop-9110"]
    acts = [(event.event, event.on.text, tuple(event.by)) for event in dossier.record]
    assert acts[:2] == [("signature", "1950-06-01", ("GBR", "FRA")), ("accession", "1952-03-01", ("NLD",))]
    assert acts[2] == ("withdrawal", "1954-03-01", ("NLD",))
    whole, late = dossier.recorded
    assert (whole.in_force.text, whole.ended.text) == ("1950-06-01", "1960-01-01")
    assert (late.party, late.ended.text) == ("NLD", "1954-03-01")


def test_members_are_bound_for_the_time_that_the_data_set_gives_them(brought):
    dossier = brought("atop", "atop-members.csv").library["atop-9110"]
    stints = life(dossier, World()).stints
    assert {party: [(stint.start, stint.end) for stint in each] for party, each in stints.items()} == {
        "GBR": [(day("1950-06-01"), day("1960-01-01"))],
        "FRA": [(day("1950-06-01"), day("1960-01-01"))],
        "NLD": [(day("1952-03-01"), day("1954-03-01"))],
    }


# -- COW


def test_cow_codes_promises_and_dates_and_no_clause(brought):
    dossier = brought("cow", "cow-members.csv").library["cow-191"]
    assert set(dossier.parties) == {"SUN", "JPN"}
    assert categories(dossier).cow == "neutrality or non-aggression pact"
    assert dossier.terms.term is None
    assert dossier.recorded[0].ended.text == "1945-04-05"


def test_a_day_that_is_not_known_leaves_the_month(brought):
    dossier = brought("cow", "cow-members.csv").library["cow-901"]
    assert dossier.record[1].on.text == "1952-02"
    assert dossier.recorded[0].status == "in force"


def test_a_left_censored_beginning_is_told(brought):
    done = brought("cow", "cow-members.csv")
    assert "left_censor" in {note.where for note in done.told}
    assert [said for said in done.library["cow-902"].statements if "left-censored" in said.says]


def test_a_state_number_that_is_in_no_register_is_declared(brought):
    assert brought("cow", "cow-members.csv").library["cow-903"].actors["COW8"].name == "Atlantis"


# -- participation


def test_a_convention_has_its_parties_in_a_table_beside_it(brought):
    done = brought("participation", "participation.csv")
    dossier = done.library["rivers-1970a"]
    acts = {(event.event, next(iter(event.by))): event.on.text for event in dossier.record if event.by}
    assert acts["ratification", "NLD"] == "1973-01-10"
    assert acts["accession", "BEL"] == "1974-11-30"
    assert explore_one(lambda world: life(dossier, world).entry.day) == day("1972-06-15")


def test_lines_that_contradict_each_other_are_both_recorded_and_make_the_day_uncertain(brought):
    done = brought("participation", "participation.csv")
    dossier = done.library["rivers-1970a"]
    assert [one.in_force.text for one in dossier.recorded if one.party == "ITA"] == ["1982-04-01", "1983-04-01"]
    (joined,) = [event for event in dossier.record if "ITA" in event.by]
    assert joined.effective.text == "[1982-04-01,1983-04-01]"
    (note,) = [note for note in done.told if note.severity == "warning"]
    assert "line 9" in note.found
    assert "line 10" in note.found


def test_lines_that_say_the_same_are_one(brought):
    dossier = brought("participation", "participation.csv").library["rivers-1970a"]
    assert len([one for one in dossier.recorded if one.party == "LUX"]) == 1


def test_wipo_instruments_keep_their_kind(brought):
    dossier = brought("wipo", "wipo.csv").library["coasts"]
    kinds = {next(iter(event.by)): event.event for event in dossier.record if event.by and event.event != "signature"}
    assert kinds == {
        "FRA": "ratification", "NOR": "ratification", "PER": "accession", "CHL": "accession", "GHA": "accession",
        "MNE": "succession",
    }  # fmt: skip
