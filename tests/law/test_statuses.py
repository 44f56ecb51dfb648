"""Status is a type: signatory, consented, provisionally applied, suspended, no data and the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]


def pact(*events: str, head: str = "", terms: str = "", parties: str = "[SUN, JPN]") -> str:
    """Signed 13 April 1941; ratifications are for the test to add."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        f"id: pact\ntitle: Pact\nparties: {parties}\n{head}terms:\n  binding: {{by: ratification}}\n"
        f"  entry_into_force: {{when: ratified_by_all}}\n{terms}record:\n"
        f"  - {{event: signature, on: 1941-04-13, by: {parties}}}\n{record}"
    )


RATIFIED = "event: ratification, on: 1941-04-25, by: [SUN, JPN]"


# -- consent taken back


def test_a_signatory_that_takes_back_its_ratification_is_a_signatory_again(live: Live) -> None:
    lived = live(
        pact("event: ratification, on: 2000-06-30, by: SUN", "event: consent_withdrawn, on: 2023-11-02, by: SUN")
    )
    assert lived.statuses("SUN") == [
        ("always", "not concluded"),
        ("1941-04-13", "signatory"),
        ("2000-06-30", "consented"),
        ("2023-11-02", "signatory"),
    ]


def test_who_never_signed_and_takes_back_its_consent_is_nothing(live: Live) -> None:
    text = pact("event: accession, on: 1942-01-01, by: MNG", "event: consent_withdrawn, on: 1943-01-01, by: MNG")
    lived = live(text)
    assert lived.statuses("MNG")[-2:] == [("1942-01-01", "consented"), ("1943-01-01", "not a party")]


def test_a_ratification_taken_back_in_time_no_longer_counts(live: Live) -> None:
    first = "event: ratification, on: 1941-04-20, by: SUN"
    back = "event: consent_withdrawn, on: 1941-04-22, by: SUN"
    other = "event: ratification, on: 1941-04-25, by: JPN"
    assert live(pact(first, back, other)).enters == "never"
    assert live(pact(first, back, other)).status("1945-01-01", "SUN") == "signatory"
    # given again it counts from then, and it is told so
    again = live(pact(first, back, other, "event: ratification, on: 1941-05-01, by: SUN"))
    assert again.enters == "1941-05-01"
    assert again.statuses("SUN") == [
        ("always", "not concluded"),
        ("1941-04-13", "signatory"),
        ("1941-04-20", "consented"),
        ("1941-04-22", "signatory"),
        ("1941-05-01", "in force"),
    ]


def test_a_ratification_cannot_be_taken_back_once_the_treaty_is_in_force(live: Live) -> None:
    lived = live(pact(RATIFIED, "event: consent_withdrawn, on: 1942-01-01, by: SUN"))
    assert lived.enters == "1941-04-25"
    assert lived.bound("SUN") == [("1941-04-25", "..")]


# -- provisional application


def test_provisional_application_from_signature_to_entry_into_force(live: Live) -> None:
    lived = live(pact(RATIFIED, terms="  provisional: {starts: signature}\n"))
    assert lived.statuses("SUN") == [
        ("always", "not concluded"),
        ("1941-04-13", "provisionally applied"),
        ("1941-04-25", "in force"),
    ]
    assert lived.statuses() == lived.statuses("JPN")


def test_provisional_application_goes_on_while_one_has_consented_and_the_other_not(live: Live) -> None:
    first, second = "event: ratification, on: 1941-04-20, by: SUN", "event: ratification, on: 1941-04-25, by: JPN"
    lived = live(pact(first, second, terms="  provisional: {starts: signature}\n"))
    assert lived.status("1941-04-22", "SUN") == "provisionally applied"
    assert lived.status("1941-04-19", "SUN") == "provisionally applied"


def test_provisional_application_from_a_date(live: Live) -> None:
    lived = live(pact(RATIFIED, terms="  provisional: {starts: date, date: 1941-04-20}\n"))
    assert [lived.status(on, "SUN") for on in ("1941-04-19", "1941-04-20")] == ["signatory", "provisionally applied"]


def test_provisional_application_of_one_alone_and_its_end(live: Live) -> None:
    lived = live(
        pact(
            "event: provisional_application, on: 1994-12-17, by: SUN",
            "event: provisional_end, on: 2009-10-18, by: SUN",
        )
    )
    assert lived.statuses("SUN")[-3:] == [
        ("1941-04-13", "signatory"),
        ("1994-12-17", "provisionally applied"),
        ("2009-10-18", "signatory"),
    ]
    assert lived.status("2000-01-01", "JPN") == "signatory"


# -- suspension


def test_suspension_by_agreement_and_resumption(live: Live) -> None:
    lived = live(
        pact(
            RATIFIED,
            "event: suspension, on: 1943-01-01, by: [SUN, JPN]",
            "event: resumption, on: 1944-02-01, by: [SUN, JPN]",
        )
    )
    for party in (None, "SUN", "JPN"):
        assert lived.statuses(party)[-3:] == [
            ("1941-04-25", "in force"),
            ("1943-01-01", "suspended"),
            ("1944-02-01", "in force"),
        ]
    assert lived.bound("SUN") == [("1941-04-25", "..")]  # a party all the while


def test_suspension_to_a_day(live: Live) -> None:
    lived = live(pact(RATIFIED, "event: suspension, on: 1943-01-01, until: 1943-07-01, by: [SUN, JPN]"))
    assert [lived.status(on) for on in ("1943-06-30", "1943-07-01")] == ["suspended", "in force"]


def test_suspension_by_one_alone_has_no_effect_unless_the_rule_is_turned_or_the_record_says_so(live: Live) -> None:
    alone = "event: suspension, on: 1943-01-01, by: SUN"
    assert live(pact(RATIFIED, alone)).status("1943-06-01") == "in force"
    assert live(pact(RATIFIED, alone), {"law/vclt-57": "suspends"}).status("1943-06-01") == "suspended"
    assert live(pact(RATIFIED, alone + ", effect: suspends")).status("1943-06-01") == "suspended"
    refused = live(pact(RATIFIED, alone + ", effect: none"), {"law/vclt-57": "suspends"})
    assert refused.status("1943-06-01") == "in force"


def test_a_suspension_taken_back_on_its_own_day_changes_nothing(live: Live) -> None:
    lived = live(
        pact(
            RATIFIED,
            "event: suspension, on: 1943-01-01, by: [SUN, JPN]",
            "event: resumption, on: 1943-01-01, by: [SUN, JPN]",
        )
    )
    assert lived.statuses("SUN")[-1] == ("1941-04-25", "in force")
    assert lived.status("1950-01-01") == "in force"


def test_a_suspended_treaty_ends_with_its_term(live: Live) -> None:
    lived = live(
        pact(RATIFIED, "event: suspension, on: 1945-01-01, by: [SUN, JPN]", terms="  term: {length: 5 years}\n")
    )
    assert lived.statuses("SUN")[-2:] == [("1945-01-01", "suspended"), ("1946-04-25", "ended")]
    assert lived.statuses()[-2:] == [("1945-01-01", "suspended"), ("1946-04-25", "ended")]


def test_one_of_many_is_suspended(live: Live) -> None:
    members = "[SUN, JPN, MNG]"
    lived = live(
        pact(
            f"event: ratification, on: 1941-04-25, by: {members}",
            "event: suspension, on: 1943-01-01, by: MNG, effect: suspends",
            parties=members,
        )
    )
    assert lived.status("1943-06-01", "MNG") == "suspended"
    assert lived.status("1943-06-01", "SUN") == "in force"


# -- coverage


def test_outside_what_the_dossier_covers_there_is_no_data(live: Live) -> None:
    lived = live(pact(RATIFIED, head="covers_from: 1941-04-20\ncovers_to: 1950-12-31\n"))
    for party in (None, "SUN"):
        assert [lived.status(on, party) for on in ("1941-04-19", "1941-04-20", "1950-12-31", "1951-01-01")] == [
            "no data", "signatory", "in force", "no data",
        ]  # fmt: skip


def test_coverage_that_begins_in_the_middle_of_the_life(live: Live) -> None:
    lived = live(pact(RATIFIED, head="covers_from: 1943-01-01\n"))
    assert lived.statuses("SUN") == [("always", "no data"), ("1943-01-01", "in force")]


def test_a_stranger_is_no_party(live: Live) -> None:
    lived = live(pact(RATIFIED))
    assert lived.status("1943-01-01", "FRA") == "not a party"


@pytest.mark.parametrize("party", ["SUN", "JPN", None])
def test_before_anything_was_signed_nothing_is_concluded(live: Live, party: str | None) -> None:
    assert live(pact(RATIFIED)).status("1900-01-01", party) == "not concluded"
