"""The real tables, where FOEDUS_DATA names their folder: every row, every recorded end, every convention."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.intake.bringing import bring

from foedus.answers.audit import Agreement, audited, ended_rows, worst
from foedus.intake.pairs import of_table
from foedus.outlets.audit_page import audit_html


@pytest.fixture
def treaties(real, tmp_path):
    return bring("unctad", real("bilateral-investment-treaties.csv"), tmp_path / "out")


def test_every_investment_treaty_is_read_into_a_dossier_that_can_be_used(treaties):
    assert (treaties.summary.rows, treaties.summary.dossiers, treaties.summary.left_out) == (1249, 1249, 0)
    assert treaties.usable()


def test_each_of_the_recorded_ends_is_in_one_class(treaties):
    rows, left_out = audited(treaties.library)
    ended = ended_rows(rows)
    assert not left_out
    assert (len(rows), len(ended)) == (1249, 143)
    assert Counter(row.agreement for row in ended) == {
        Agreement.AGREES: 17,
        Agreement.ITSELF: 52,
        Agreement.ANY_DAY: 43,
        Agreement.READING: 9,
        Agreement.NOT_CODED: 22,
    }
    assert sum(row.from_term in (-1, 0, 1) for row in ended) == 26
    assert all(row.from_term == 0 for row in ended if row.claim.how == "expired")


def test_the_report_names_the_worst_ten(treaties):
    rows, _ = audited(treaties.library)
    ten = worst(rows)
    assert [row.treaty for row in ten[:3]] == [
        "indonesia-malaysia-bit-1994",
        "croatia-poland-bit-1995",
        "ecuador-paraguay-bit-1994",
    ]
    page = audit_html(rows)
    assert "The worst 10" in page
    assert all(row.title in page for row in ten)


@pytest.mark.parametrize(
    ("name", "rows", "conventions"), [("treaty-participation.csv", 11627, 120), ("wipo-membership.csv", 567, 6)]
)
def test_every_line_of_participation_is_read(real, tmp_path, name, rows, conventions):
    done = bring("participation", real(name), tmp_path / "out")
    assert (done.summary.rows, done.summary.dossiers, done.summary.left_out) == (rows, conventions, 0)
    assert done.usable()


def test_the_conventions_show_their_rules(real):
    proposals, left_out = of_table(real("treaty-participation.csv"))
    assert not left_out
    assert len(proposals) == 120
    assert sum(one.rule is not None for one in proposals) == 92
    assert sum(bool(one.conflicting) for one in proposals) == 42
    clauses = {one.treaty: one.rule.clause for one in proposals if one.rule is not None}
    assert clauses["ICERD_1965A"] == "joining: {after: 30 days}"
    assert clauses["RAMSA_1971A"] == "joining: {after: 4 months}"
    assert clauses["PIC_1998A"] == "joining: {after: 90 days}"
    assert clauses["ERPNAD_1989A"] == "joining: {after: 1 month, round: first_of_next_month}"


def test_each_record_of_a_party_is_in_one_class(real, tmp_path):
    done = bring("participation", real("treaty-participation.csv"), tmp_path / "out")
    rows, left_out = audited(done.library)
    assert not left_out
    assert Counter(row.agreement for row in rows) == {
        Agreement.AGREES: 1665,
        Agreement.READING: 3816,
        Agreement.NOT_CODED: 1876,
        Agreement.CONTRADICTS: 3004,
        Agreement.UNEXPLAINED: 388,
    }
    assert all(row.off < 0 for row in rows if row.because == "bound before its instrument")
