"""Each party its own part in a treaty of many: leaving, joining again, expulsion, succession."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Live = Callable[..., Any]
Readings = Callable[..., dict[str, str]]


def convention(*events: str, terms: str = "denunciation: {notice: 1 year}", parties: str = "") -> str:
    """In force 1 January 1960 for FRA, BEL and NLD."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        f"id: convention\ntitle: Convention\nopen_to_others: true\n{parties}terms:\n"
        "  binding: {by: ratification}\n"
        f"  entry_into_force: {{when: {{deposits: 3}}}}\n  joining: {{after: 3 months}}\n  {terms}\nrecord:\n"
        "  - {event: ratification, on: 1959-06-01, by: FRA}\n"
        "  - {event: ratification, on: 1959-07-01, by: BEL}\n"
        f"  - {{event: ratification, on: 1960-01-01, by: NLD}}\n{record}"
    )


LEFT = "event: withdrawal, on: 1970-04-05, by: FRA"


def test_one_leaves_and_the_others_stay(live: Live) -> None:
    lived = live(convention(LEFT))
    assert lived.bound("FRA") == [("1960-01-01", "1971-04-05")]
    assert lived.bound("BEL") == [("1960-01-01", "..")]
    assert [lived.status(on, "FRA") for on in ("1971-04-04", "1971-04-05")] == ["in force", "withdrawn"]
    assert lived.ends == ".."
    assert lived.status("1980-01-01") == "in force"


def test_one_leaves_a_convention_that_names_no_negotiating_states(live: Live) -> None:
    lived = live(convention(LEFT).replace("open_to_others: true\n", ""))
    assert lived.bound("BEL") == [("1960-01-01", "..")]


def test_where_the_clause_says_so_a_notice_by_one_ends_it_for_all(live: Live) -> None:
    lived = live(convention(LEFT, terms="denunciation: {notice: 1 year, ends_for: all}"))
    assert lived.ends == "1971-04-05"
    assert lived.status("1971-04-05", "BEL") == "ended"


def test_who_joins_again_has_a_clock_of_its_own(live: Live) -> None:
    exit_ = "denunciation: {notice: 1 year, not_before: {length: 5 years, from: own_entry}}"
    again = "event: accession, on: 1975-01-01, by: FRA"
    # bound again three months after its accession: 1 April 1975; no notice before 1 April 1980
    lived = live(convention(LEFT, again, terms=exit_))
    assert lived.bound("FRA") == [("1960-01-01", "1971-04-05"), ("1975-04-01", "..")]
    early = live(convention(LEFT, again, "event: withdrawal, on: 1979-01-01, by: FRA", terms=exit_))
    assert early.bound("FRA")[-1] == ("1975-04-01", "..")
    good = live(convention(LEFT, again, "event: withdrawal, on: 1980-05-01, by: FRA", terms=exit_))
    assert good.bound("FRA")[-1] == ("1975-04-01", "1981-05-01")
    assert [text for _, text in good.statuses("FRA")] == [
        "not concluded", "consented", "in force", "withdrawn", "in force", "withdrawn",
    ]  # fmt: skip


def test_a_second_instrument_of_one_that_is_bound_changes_nothing(live: Live) -> None:
    assert live(convention("event: accession, on: 1965-01-01, by: FRA")).bound("FRA") == [("1960-01-01", "..")]


def test_a_withdrawal_recalled_before_its_effect(live: Live) -> None:
    lived = live(convention(LEFT, "event: revocation, on: 1971-01-01, by: FRA"))
    assert lived.bound("FRA") == [("1960-01-01", "..")]


def test_a_withdrawal_after_a_recalled_one_counts_anew(live: Live) -> None:
    lived = live(
        convention(LEFT, "event: revocation, on: 1971-01-01, by: FRA", "event: withdrawal, on: 1972-02-02, by: FRA")
    )
    assert lived.bound("FRA") == [("1960-01-01", "1973-02-02")]


def test_expulsion(live: Live) -> None:
    lived = live(convention("event: expulsion, on: 1965-05-05, by: [BEL, NLD], to: FRA"))
    assert lived.bound("FRA") == [("1960-01-01", "1965-05-05")]
    assert lived.status("1965-05-05", "FRA") == "withdrawn"
    assert lived.bound("BEL") == [("1960-01-01", "..")]


def test_expulsion_from_a_later_day(live: Live) -> None:
    lived = live(convention("event: expulsion, on: 2022-03-16, effective: 2022-09-16, by: [BEL, NLD], to: FRA"))
    assert lived.bound("FRA") == [("1960-01-01", "2022-09-16")]


def test_one_state_continues_another(live: Live) -> None:
    lived = live(
        convention(
            "event: accession, on: 1961-01-01, by: SUN",
            "event: continuation, on: 1991-12-24, by: RUS, to: SUN",
        )
    )
    assert lived.bound("SUN") == [("1961-04-01", "1991-12-24")]
    assert lived.bound("RUS") == [("1991-12-24", "..")]
    assert lived.status("1992-01-01", "SUN") == "ended"


def test_a_state_that_ceases_to_exist(live: Live) -> None:
    lived = live(convention("event: accession, on: 1961-01-01, by: DDR", "event: extinction, on: 1990-10-03, by: DDR"))
    assert lived.bound("DDR") == [("1961-04-01", "1990-10-03")]


def test_the_end_of_the_treaty_ends_it_for_all_and_for_no_one_who_would_join_later(live: Live) -> None:
    lived = live(
        convention(
            "event: termination, on: 1980-01-01, by: [FRA, BEL, NLD]", "event: accession, on: 1985-01-01, by: SUN"
        )
    )
    assert lived.bound("FRA") == [("1960-01-01", "1980-01-01")]
    assert lived.bound("SUN") == []
    assert lived.status("1980-01-01", "FRA") == "ended"


def test_who_left_before_the_end_has_withdrawn(live: Live) -> None:
    lived = live(convention(LEFT, "event: termination, on: 1980-01-01, by: [BEL, NLD]"))
    assert lived.status("1985-01-01", "FRA") == "withdrawn"
    assert lived.status("1985-01-01", "BEL") == "ended"


def test_survival_for_one_that_left(live: Live) -> None:
    text = convention(LEFT, terms="denunciation: {notice: 1 year}\n  survival: {length: 20 years, covers: investments}")
    # 5 April 1971 + 20 years = 5 April 1991
    assert live(text).statuses("FRA")[-3:] == [
        ("1960-01-01", "in force"),
        ("1971-04-05", "surviving"),
        ("1991-04-05", "withdrawn"),
    ]


def test_who_joins_again_while_the_treaty_survives_for_it_is_a_party_again(live: Live) -> None:
    text = convention(
        LEFT,
        "event: accession, on: 1975-01-01, by: FRA",
        terms="denunciation: {notice: 1 year}\n  survival: {length: 20 years, covers: investments}",
    )
    assert live(text).statuses("FRA")[-3:] == [
        ("1960-01-01", "in force"),
        ("1971-04-05", "surviving"),
        ("1975-04-01", "in force"),
    ]


def test_a_treaty_of_two_ends_for_both_by_the_notice_of_one_or_for_the_leaver_alone(live: Live) -> None:
    text = convention(LEFT).replace("open_to_others: true\n", "parties: [FRA, BEL]\n")
    text = text.replace("{deposits: 3}", "ratified_by_all").replace(
        "  - {event: ratification, on: 1960-01-01, by: NLD}\n", ""
    )
    lived = live(text)
    assert lived.status("1980-01-01", "FRA") == lived.status("1980-01-01", "BEL") == "ended"
    alone = live(text, {"law/vclt-54-70": "leaver-only"})
    assert alone.status("1980-01-01", "FRA") == "withdrawn"
    assert alone.status("1980-01-01", "BEL") == "in force"


def test_an_uncertain_withdrawal_is_asked_only_where_the_day_matters(readings: Readings) -> None:
    text = convention("event: withdrawal, id: exit, on: 1970-04, by: FRA")
    assert readings(text, lambda lived: lived.status("1971-04-10", "FRA")) == {
        "exit:1970-04-01/1970-04-10": "withdrawn",
        "exit:1970-04-11/1970-04-30": "in force",
    }
    assert set(readings(text, lambda lived: lived.status("1972-01-01", "FRA")).values()) == {"withdrawn"}


def test_a_withdrawal_recalled_and_given_anew_on_one_day(live: Live) -> None:
    lived = live(
        convention(LEFT, "event: revocation, on: 1971-01-01, by: FRA", "event: withdrawal, on: 1971-01-01, by: FRA")
    )
    assert lived.bound("FRA") == [("1960-01-01", "1972-01-01")]
