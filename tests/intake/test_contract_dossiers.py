"""A contract, as a dossier: the dates of the table are those of the dossier, and the law counts from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.bringing import bring

from foedus.answers.deadlines import deadlines
from foedus.answers.status import status
from foedus.chronology.periods import Period, parse_period, plus
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.intake.contract_dossiers import dossier_of
from foedus.intake.contracts import INDEFINITE, ContractRow, iso_period, read
from foedus.intake.dossier_text import text_of
from foedus.law.life import life
from foedus.worlds import World

HEAD = "id,parties,start,first term,renewal,notice,survival\n"

periods = st.builds(Period, st.integers(0, 20), st.integers(0, 30), st.just(0), st.integers(0, 400)).filter(
    lambda period: period != Period()
)
texts = periods.map(iso_period)
rows = st.builds(
    ContractRow,
    st.just(2),
    st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True),
    st.lists(st.sampled_from(["Acme, Inc.", "Blatt & Söhne", "No", "Übersee: AG", "Norway"]), min_size=1, unique=True)
    .map(tuple),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.one_of(st.none(), st.just(INDEFINITE), texts),
    st.one_of(st.none(), st.just(INDEFINITE), texts),
    st.one_of(st.none(), texts),
    st.one_of(st.none(), texts),
)  # fmt: skip


def loaded(row: ContractRow) -> Dossier:
    found = load_text(text_of(dossier_of(row, row.id.lower(), "contracts.csv")))
    assert not found.diagnostics
    assert found.dossier is not None
    return found.dossier


def back(dossier: Dossier, line: int, key: str) -> ContractRow:
    """The row that a contract's dossier was made from."""
    terms = dossier.terms
    (begun,) = dossier.record
    first = None if terms.term is None else INDEFINITE if terms.term.indefinite else iso_period(terms.term.length)
    renewal = None
    if terms.renewal is not None:
        renewal = INDEFINITE if terms.renewal.tacit is None else iso_period(terms.renewal.tacit)
    notice = None if terms.denunciation is None else iso_period(terms.denunciation.notice)
    survival = None if terms.survival is None else iso_period(terms.survival.length)
    names = tuple(dossier.actors[party].name for party in dossier.parties)
    return ContractRow(line, key, names, date.fromisoformat(begun.on.text), first, renewal, notice, survival)


@settings(max_examples=150)
@given(rows)
def test_a_row_comes_back_from_its_dossier(row):
    fixed = row.first_term not in (None, INDEFINITE)
    expected = row if fixed else ContractRow(2, row.id, row.parties, row.start, row.first_term, None, row.notice,
                                             row.survival)  # fmt: skip
    assert back(loaded(row), 2, row.id) == expected


@settings(max_examples=100)
@given(rows.filter(lambda row: row.first_term not in (None, INDEFINITE)))
def test_the_first_term_runs_from_the_start_for_its_length(row):
    lived = life(loaded(row), World())
    start = row.start.toordinal()
    assert lived.entry.day == start
    assert lived.chain.boundary(0) == plus(start, parse_period(row.first_term))


@settings(max_examples=30)
@given(st.lists(rows, max_size=6, unique_by=lambda row: row.id))
def test_contracts_written_as_a_table_are_read_as_they_were(tmp_path_factory, contracts):
    path = tmp_path_factory.mktemp("contracts") / "contracts.csv"
    lines = [
        f'{row.id},"{"; ".join(row.parties)}",{row.start.isoformat()},'
        f"{row.first_term or ''},{row.renewal or ''},{row.notice or ''},{row.survival or ''}\n"
        for row in contracts
    ]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    found = list(read(path))
    assert [(row.id, row.parties, row.start, row.first_term) for row in found if isinstance(row, ContractRow)] == [
        (row.id, row.parties, row.start, row.first_term) for row in contracts
    ]


def table(folder: Path, *lines: str) -> Path:
    path = folder / "contracts.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_spreadsheet_has_its_deadlines(tmp_path):
    done = bring("contracts", table(tmp_path, "C-1,Acme,2024-01-31,24 months,1 year,3 months,"), tmp_path / "out")
    found = deadlines(done.library, None, None, "2025-01-01", "2026-12-31")
    due = {(answer.value["on"], answer.value["what"]) for answer in found.answers}
    assert ("2025-10-31", "last day for notice") in due
    assert ("2026-01-31", "renewal") in due


@pytest.mark.parametrize("party", ["Blatt GmbH", "blatt gmbh"])
def test_a_party_that_no_register_holds_is_found_by_its_name(tmp_path, party):
    lines = ("C-1,Acme; Blatt GmbH,2024-01-31,24 months,1 year,3 months,", "C-2,Acme; Orme,2024-01-31,1 year,,,")
    done = bring("contracts", table(tmp_path, *lines), tmp_path / "out")
    found = deadlines(done.library, None, party, "2025-01-01", "2026-12-31")
    assert {answer.value["treaty"] for answer in found.answers} == {"c-1"}


def test_two_contracts_that_would_be_one_file_are_not_mixed_up(tmp_path):
    lines = ("C-1,Acme,2024-01-31,1 year,,,", "c 1,Blatt,2025-01-31,1 year,,,", "--,Acme,2025-01-31,1 year,,,")
    done = bring("contracts", table(tmp_path, *lines), tmp_path / "out")
    assert (done.summary.dossiers, done.summary.left_out) == (1, 2)
    assert "line 2 has it too" in done.errors[0].expected


def test_a_contract_without_a_first_term_is_told_as_incomplete(tmp_path):
    done = bring("contracts", table(tmp_path, "C-1,Acme,2024-01-31,,,3 months,"), tmp_path / "out")
    assert done.summary.incomplete == 1
    assert done.told[0].where == "first term"


@pytest.mark.parametrize("pair", ["Möl|Mül", "Acme (UK)|Acme (DE)", "Müller|Mller", "A.B.C.|ABC", "Обь|Днепр"])
def test_two_parties_are_two_whatever_their_names_have_in_common(tmp_path, pair):
    done = bring("contracts", table(tmp_path, f"C-1,{pair},2024-01-31,1 year,,,"), tmp_path / "out")
    dossier = done.library["c-1"]
    assert [dossier.actors[party].name for party in dossier.parties] == pair.split("|")


def test_the_same_name_in_other_case_is_the_same_party(tmp_path):
    lines = ("C-1,Blatt GmbH,2024-01-31,1 year,,,", "C-2,BLATT  GMBH,2024-01-31,1 year,,,")
    done = bring("contracts", table(tmp_path, *lines), tmp_path / "out")
    assert done.library["c-1"].parties == done.library["c-2"].parties


@pytest.mark.parametrize("names", [("12/А", "12/Б"), ("x" * 300, "x" * 299 + "y")])
def test_ids_that_are_long_or_in_other_letters_are_told_apart(tmp_path, names):
    lines = [f"{name},Acme,2024-01-31,1 year,,," for name in names]
    done = bring("contracts", table(tmp_path, *lines), tmp_path / "out")
    assert done.summary.dossiers == len(done.library) == 2


def test_a_cell_that_is_no_period_leaves_its_own_clause_open(tmp_path):
    done = bring("contracts", table(tmp_path, "C-1,Acme,2024-01-31,1 year,TBD,3 months,"), tmp_path / "out")
    assert (done.summary.dossiers, done.summary.incomplete, done.summary.left_out) == (1, 1, 0)
    assert done.told[0].where == "renewal"
    found = {answer.value for answer in status(done.library, "c-1", "2026-01-01").answers}
    assert found == {"in force", "ended"}


def test_a_renewal_of_which_only_that_it_is_is_said_does_not_end_the_contract(tmp_path):
    done = bring("contracts", table(tmp_path, "C-1,Acme,2024-01-31,1 year,yes,3 months,"), tmp_path / "out")
    assert done.summary.incomplete == 1
    assert {answer.value for answer in status(done.library, "c-1", "2026-01-01").answers} == {"in force"}


def test_a_notice_is_not_for_any_day_because_the_term_could_not_be_read(tmp_path):
    done = bring("contracts", table(tmp_path, "C-1,Acme,2024-01-31,a while,,3 months,"), tmp_path / "out")
    assert done.library["c-1"].terms.denunciation is None


def test_columns_that_are_passed_over_are_named(tmp_path):
    path = tmp_path / "contracts.csv"
    path.write_text("id,parties,start,term,Status\nC-1,Acme,2024-01-31,1 year,terminated\n", encoding="utf-8")
    done = bring("contracts", path, tmp_path / "out")
    (note,) = done.told
    assert "'Status'" in note.found
    assert (note.severity, done.summary.rows, done.summary.left_out) == ("warning", 1, 0)


def test_a_contract_does_not_take_the_place_of_a_treaty_that_ships_with_foedus(tmp_path):
    done = bring("contracts", table(tmp_path, "un-charter,Acme,2024-01-31,1 year,,,"), tmp_path / "out")
    assert [loaded.name for loaded in done.folder.glob("*.yaml")] == ["un-charter-contract.yaml"]
