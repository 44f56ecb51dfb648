"""Acts of some parties of many: they end the part of those alone; and who is left over when a state is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.law.test_parties import LEFT, convention

Live = Callable[..., Any]


def test_an_agreement_of_some_of_many_ends_their_part_alone(live: Live) -> None:
    lived = live(convention("event: termination, on: 1980-01-01, by: [FRA, BEL]"))
    assert lived.bound("FRA") == lived.bound("BEL") == [("1960-01-01", "1980-01-01")]
    assert lived.bound("NLD") == [("1960-01-01", "..")]
    assert lived.ends == ".."


def test_the_agreement_of_all_that_are_left_ends_it_for_all(live: Live) -> None:
    lived = live(convention(LEFT, "event: termination, on: 1980-01-01, by: [BEL, NLD]"))
    assert lived.ends == "1980-01-01"


def test_an_agreement_that_names_no_parties_is_that_of_all(live: Live) -> None:
    assert live(convention("event: termination, on: 1980-01-01")).ends == "1980-01-01"


def test_a_later_treaty_of_some_replaces_it_for_them(live: Live) -> None:
    lived = live(convention("event: replacement, on: 1980-01-01, by: [FRA, BEL]"))
    assert [lived.status("1981-01-01", party) for party in ("FRA", "BEL", "NLD")] == ["ended", "ended", "in force"]


def test_a_ground_that_one_of_many_claims_ends_its_own_part_alone(live: Live) -> None:
    lived = live(convention("event: claim, on: 1980-01-01, by: FRA, ground: material_breach, effect: ends"))
    assert lived.bound("FRA") == [("1960-01-01", "1980-01-01")]
    assert lived.ends == ".."
    for_all = "denunciation: {notice: 1 year, ends_for: all}"
    claim = "event: claim, on: 1980-01-01, by: FRA, ground: material_breach, effect: ends"
    assert live(convention(claim, terms=for_all)).ends == "1980-01-01"


def test_a_suspension_by_one_toward_one_does_not_suspend_a_treaty_of_many(live: Live) -> None:
    lived = live(convention("event: suspension, on: 1980-01-01, by: FRA, to: BEL, effect: suspends"))
    assert [lived.status("1981-01-01", party) for party in ("FRA", "BEL", "NLD")] == ["in force"] * 3


def test_an_organ_suspends_one_member(live: Live) -> None:
    lived = live(convention("event: suspension, on: 1980-01-01, by: [FRA, NLD], to: BEL"))
    assert [lived.status("1981-01-01", party) for party in ("FRA", "BEL", "NLD")] == [
        "in force",
        "suspended",
        "in force",
    ]


def test_a_state_that_is_gone_is_bound_no_more_whatever_becomes_of_its_treaties(live: Live) -> None:
    united = "event: union, on: 1980-01-01, by: FRA, to: BEL"
    for position in ("continues", "lapses"):
        lived = live(convention(united), {"law/vcst-31": position})
        assert lived.bound("BEL") == [("1960-01-01", "1980-01-01")]


def test_who_joins_again_before_it_is_out_stays_bound_without_a_gap(live: Live) -> None:
    # out on 5 April 1971; its new accession of 1 December 1970 works three months later, before that
    lived = live(convention(LEFT, "event: accession, on: 1970-12-01, by: FRA"))
    assert lived.bound("FRA") == [("1960-01-01", "1971-04-05"), ("1971-04-05", "..")]
    assert lived.status("1980-01-01", "FRA") == "in force"


def test_one_may_leave_for_a_territory_alone(live: Live) -> None:
    lived = live(
        convention(
            "event: territorial_extension, on: 1962-01-01, by: NLD, territory: [SUR]",
            "event: denunciation, on: 1970-04-05, by: NLD, territory: [SUR]",
        )
    )
    assert lived.bound("SUR")[-1][1] == "1971-04-05"
    assert lived.bound("NLD") == [("1960-01-01", "..")]


def test_terms_from_own_entry_expire_for_each_on_its_own_day(live: Live) -> None:
    ten = "term: {length: 10 years, from: own_entry}"
    lived = live(convention("event: accession, on: 1964-01-01, by: SUN", terms=ten))
    # in force for the first from 1 January 1960; for the other three months after 1 January 1964
    assert lived.bound("FRA") == [("1960-01-01", "1970-01-01")]
    assert lived.bound("SUN") == [("1964-04-01", "1974-04-01")]


def test_a_mere_signatory_need_not_agree_to_the_end(live: Live) -> None:
    signed_only = "event: signature, on: 1960-01-01, by: ESP"
    assert live(convention(signed_only, "event: termination, on: 1980-01-01, by: [FRA, BEL, NLD]")).ends == "1980-01-01"
    joined = "event: adherence, on: 1970-01-01, by: ESP"
    assert live(convention(joined, "event: termination, on: 1980-01-01, by: [FRA, BEL, NLD]")).ends == ".."


def test_who_leaves_only_later_must_agree_to_the_end_and_who_was_asked_for_nothing_need_not(live: Live) -> None:
    later = "event: withdrawal, on: 1985-01-01, by: FRA"
    end = "event: termination, on: 1980-01-01, by: [BEL, NLD]"
    assert live(convention(later, end)).ends == ".."
    recalled = "event: withdrawal, id: notice, on: 1975-01-01, by: FRA"
    revoked = "event: revocation, on: 1975-06-01, by: FRA, of: notice"
    assert live(convention(recalled, revoked, end)).ends == ".."
    listed = "parties: [FRA, BEL, NLD, ESP]\n"
    of_three = "event: termination, on: 1980-01-01, by: [FRA, BEL, NLD]"
    assert live(convention(of_three, parties=listed)).ends == "1980-01-01"
    acceded = "event: accession, on: 1970-01-01, by: PRT"
    assert live(convention(acceded, of_three, parties=listed)).ends == ".."
