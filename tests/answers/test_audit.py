"""audit: each recorded date in one class, with what explains it and how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.answers.audit import Agreement, Audited, audit, audited, worst
from foedus.dossier.library import Library, bundled, library

TERMS = "terms: {term: {length: 10 years}, renewal: {tacit: 5 years}, denunciation: {notice: 1 year, before: %s}}"
DISPUTE = """
disputes:
  when: {question: when?, not_coded: %s, positions: {term-end: {value: term_end}, any-time: {value: any_time}}}
"""


def shelf(folder: Path, recorded: str, terms: str = TERMS % "term_end", record: str = "", more: str = "") -> Library:
    """A library of one treaty, in force from 1 March 1990, with what a data set records of it."""
    begun = "{event: entry_into_force, on: 1990-03-01}"
    text = (
        f"id: pact\ntitle: Pact\nparties: [NOR, PER]\n{terms}\nrecord: [{begun}{record}]\n"
        f"recorded: [{{by: data, {recorded}}}]\nsources: {{data: {{title: Data}}}}\n{more}"
    )
    (folder / "pact.yaml").write_text(text, encoding="utf-8")
    return library(folder, with_bundled=False)


def row(folder: Path, recorded: str, **parts: str) -> Audited:
    rows, left_out = audited(shelf(folder, recorded, **parts))
    assert not left_out
    (found,) = rows
    return found


@pytest.mark.parametrize("ended", ["2000-03-01", "2005-03-01", "2020-03-01"])
def test_an_end_with_a_term_agrees_though_the_notice_is_not_on_record(tmp_path, ended):
    found = row(tmp_path, f"ended: {ended}, how: denounced")
    assert (found.agreement, found.off, found.from_term) == (Agreement.AGREES, 0, 0)
    assert found.because == "a notice for a term's end"


@pytest.mark.parametrize(("ended", "rule", "off"), [("2005-02-28", "day-before", -1), ("2005-03-02", "day-after", 1)])
def test_an_end_a_day_off_is_explained_by_the_rule_of_counting(tmp_path, ended, rule, off):
    found = row(tmp_path, f"ended: {ended}, how: denounced")
    assert (found.agreement, found.off) == (Agreement.READING, off)
    assert found.because == f"a notice for a term's end, counted {rule}"


@pytest.mark.parametrize(("ended", "off"), [("2005-03-03", 2), ("2007-08-30", 912), ("2007-09-01", -912)])
def test_an_end_further_off_is_unexplained_with_its_distance_from_the_nearest_end(tmp_path, ended, off):
    found = row(tmp_path, f"ended: {ended}, how: denounced")
    assert (found.agreement, found.off) == (Agreement.UNEXPLAINED, off)


@pytest.mark.parametrize(("not_coded", "agreement"), [("true", Agreement.NOT_CODED), ("false", Agreement.READING)])
def test_an_end_that_one_position_has_is_explained_by_it(tmp_path, not_coded, agreement):
    found = row(
        tmp_path,
        "ended: 2007-09-01, how: denounced",
        terms=TERMS % "{dispute: when}",
        more=DISPUTE % not_coded,
    )
    assert found.agreement is agreement
    assert found.readings == ({"when": "any-time"},)
    assert found.because == "when = any-time (a notice, on any day)"
    assert found.from_term == -912


def test_an_end_with_a_term_needs_no_position_on_when_notice_is_given(tmp_path):
    found = row(tmp_path, "ended: 2005-03-01, how: denounced", terms=TERMS % "{dispute: when}", more=DISPUTE % "true")
    assert (found.agreement, found.readings) == (Agreement.AGREES, ({},))


def test_no_notice_could_end_it_before_its_own_period_has_run(tmp_path):
    found = row(tmp_path, "ended: 1990-06-01, how: denounced", terms="terms: {denunciation: {notice: 1 year}}")
    assert found.agreement is Agreement.UNEXPLAINED


def test_a_notice_at_any_time_can_end_it_on_any_later_day(tmp_path):
    found = row(tmp_path, "ended: 1991-03-02, how: denounced", terms="terms: {denunciation: {notice: 1 year}}")
    assert (found.agreement, found.because) == (Agreement.ANY_DAY, "a notice, on any day")


def test_an_expiry_is_no_notice(tmp_path):
    terms = TERMS % "any_time"
    assert row(tmp_path, "ended: 2007-09-01, how: expired", terms=terms).agreement is Agreement.UNEXPLAINED
    assert row(tmp_path, "ended: 2005-03-01, how: expired", terms=terms).because == "a term's end"
    assert row(tmp_path, "ended: 2007-09-01, how: denounced", terms=terms).agreement is Agreement.ANY_DAY


def test_an_act_from_the_same_row_agrees_with_itself_and_one_from_elsewhere_agrees(tmp_path):
    own = row(
        tmp_path, "ended: 1995-07-01, how: replaced", record=", {event: replacement, on: 1995-07-01, source: data}"
    )
    assert own.agreement is Agreement.ITSELF
    other = row(tmp_path, "ended: 1995-07-01, how: replaced", record=", {event: replacement, on: 1995-07-01}")
    assert other.agreement is Agreement.AGREES


PARTIES = [
    # instrument, bound, class, distance
    ("FRA", "1972-03-17", "1972-06-15", "AGREES", 0),
    ("NLD", "1973-01-10", "1973-04-10", "READING", 0),
    ("BEL", "1974-11-30", "1975-02-28", "READING", 0),
    ("AUT", "1976-08-20", "1976-11-18", "READING", 0),
    ("ESP", "1980-02-01", "1980-05-02", "UNEXPLAINED", 1),
    ("LUX", "1983-01-01", "1982-12-01", "UNEXPLAINED", -121),
    ("NOR", "1970-03-01", "1970-03-01", "CONTRADICTS", -837),
    ("ITA", "1982-01-01", "1982-04-01", "CONTRADICTS", 365),
    ("ITA", "1982-01-01", "1983-04-01", "CONTRADICTS", 365),
]


def test_parties_of_a_convention_are_put_to_the_rule_that_most_of_its_dates_show(tmp_path):
    claims = "".join(
        f"  - {{by: data, party: {party}, deposited: {deposited}, in_force: {bound}}}\n"
        for party, deposited, bound, *_ in PARTIES
    )
    text = (
        "id: rivers\ntitle: Rivers\nform: convention\nopen_to_others: true\nrecord:\n"
        "  - {event: entry_into_force, on: 1972-06-15}\n  - {event: accession, on: 1970-03-01, by: NOR}\n"
        f"recorded:\n{claims}sources: {{data: {{title: Data}}}}\n"
    )
    (tmp_path / "rivers.yaml").write_text(text, encoding="utf-8")
    rows, left_out = audited(library(tmp_path, with_bundled=False))
    assert not left_out
    assert [(row.claim.party, row.agreement.name, row.off) for row in rows] == [
        (party, expected, off) for party, _, _, expected, off in PARTIES
    ]
    assert "90 days after the instrument" in rows[1].because


def test_a_notice_on_record_is_not_supposed_once_more(tmp_path):
    given = ", {event: denunciation, on: 1998-01-01, by: NOR}"
    found = row(tmp_path, "ended: 2005-03-01, how: denounced", record=given)
    assert (found.agreement, found.off) == (Agreement.UNEXPLAINED, 1826)


def test_an_act_on_record_has_its_end(tmp_path):
    found = row(tmp_path, "ended: 1995-07-01, how: replaced", record=", {event: replacement, on: 1995-07-01}")
    assert (found.agreement, found.because) == (Agreement.AGREES, "the later treaty on record")


@pytest.mark.parametrize(
    ("how", "lacking"), [("replaced", "the treaty that replaced it"), ("violated", "the act that broke it")]
)
def test_an_act_that_is_not_on_record_is_named_as_what_is_not_coded(tmp_path, how, lacking):
    found = row(tmp_path, f"ended: 1995-07-01, how: {how}")
    assert (found.agreement, found.because) == (Agreement.NOT_CODED, f"not on record: {lacking}")


def test_an_end_of_a_treaty_whose_entry_into_force_is_not_on_record(tmp_path):
    text = (
        "id: pact\ntitle: Pact\nparties: [NOR, PER]\nterms: {binding: {by: ratification}}\n"
        "recorded: [{by: data, ended: 1995-07-01, how: denounced}]\nsources: {data: {title: Data}}\n"
    )
    (tmp_path / "pact.yaml").write_text(text, encoding="utf-8")
    (found,), _ = audited(library(tmp_path, with_bundled=False))
    assert (found.agreement, found.because) == (Agreement.NOT_CODED, "not on record: its entry into force")


@pytest.mark.parametrize(
    ("recorded", "agreement"),
    [
        ("in_force: 1990-03-01, status: in force", Agreement.AGREES),
        ("in_force: 1990-03-02, status: in force", Agreement.READING),
        ("in_force: 1990-04-01, status: in force", Agreement.UNEXPLAINED),
        ("in_force: 1990, status: in force", Agreement.AGREES),
        ("status: signed", Agreement.UNEXPLAINED),
    ],
)
def test_a_beginning_and_a_status_are_compared_too(tmp_path, recorded, agreement):
    assert row(tmp_path, recorded).agreement is agreement


def test_a_treaty_recorded_in_force_that_has_ended_is_unexplained(tmp_path):
    found = row(tmp_path, "status: in force", terms="terms: {term: {length: 5 years}}")
    assert (found.agreement, found.because) == (Agreement.UNEXPLAINED, "ended already")


def test_an_end_without_its_day_is_not_taken_for_none(tmp_path):
    found = row(tmp_path, "status: ended")
    assert (found.agreement, found.because) == (Agreement.NOT_CODED, "not on record: the day on which it ended")
    assert row(tmp_path, "status: ended", terms="terms: {term: {length: 5 years}}").agreement is Agreement.AGREES


def test_a_treaty_that_ends_after_the_data_set_does_is_in_force_in_it(tmp_path):
    found = row(tmp_path, "status: in force, as_of: 1994-12-31", terms="terms: {term: {length: 5 years}}")
    assert found.agreement is Agreement.AGREES


def test_the_pact_of_1941_is_explained_by_two_readings(tmp_path):
    text = (
        "id: atop-2525\ntitle: ATOP 2525\nkind: neutrality\nparties: [SUN, JPN]\n"
        "record: [{event: signature, on: 1941-04-13, by: [SUN, JPN]}]\n"
        "recorded: [{by: atop, in_force: 1941-04-13, ended: 1945-04-05, how: violated}]\n"
        "sources: {atop: {title: ATOP}}\n"
    )
    (tmp_path / "atop-2525.yaml").write_text(text, encoding="utf-8")
    (found,), left_out = audited(library(tmp_path, with_bundled=False), bundled())
    assert not left_out
    assert found.treaty == "soviet-japanese-neutrality-pact"
    assert found.agreement is Agreement.READING
    assert found.readings == ({"term-start": "signature", "notice-effect": "at-once"},)


def test_a_record_that_meets_no_dossier_is_named(tmp_path):
    rows, left_out = audited(shelf(tmp_path, "ended: 2000-03-01"), bundled())
    assert not rows
    assert "no dossier there has the same parties and day of signature" in left_out[0]


def test_the_worst_are_the_unexplained_and_of_these_the_furthest(tmp_path):
    kinds = {"near": "2000-03-03", "far": "2002-09-01", "exact": "2000-03-01", "eve": "2000-02-29"}
    text = shelf(tmp_path, "ended: 2000-03-01, how: denounced").file_of("pact").read_text(encoding="utf-8")
    (tmp_path / "pact.yaml").unlink()
    for name, ended in kinds.items():
        own = text.replace("id: pact", f"id: {name}").replace("2000-03-01", ended)
        (tmp_path / f"{name}.yaml").write_text(own, encoding="utf-8")
    rows, _ = audited(library(tmp_path, with_bundled=False))
    assert [found.treaty for found in worst(rows)] == ["far", "near", "eve"]


def test_a_day_that_several_treaties_of_a_party_share_is_told(tmp_path):
    text = shelf(tmp_path, "ended: 2002-09-01, how: denounced").file_of("pact").read_text(encoding="utf-8")
    for name, other in (("second", "CHL"), ("third", "GHA")):
        own = text.replace("id: pact", f"id: {name}").replace("PER", other)
        (tmp_path / f"{name}.yaml").write_text(own, encoding="utf-8")
    rows, _ = audited(library(tmp_path, with_bundled=False))
    assert {(found.shared, found.sharer) for found in rows} == {(2, "NOR")}


def test_the_finding_says_whether_all_some_or_none_agree(tmp_path):
    found = audit(shelf(tmp_path, "ended: 2000-03-01, how: denounced"))
    assert found.verdict == "every"
    assert found.answers[0].value["agreement"] == "agrees"
