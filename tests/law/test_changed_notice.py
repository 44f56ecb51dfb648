"""A notice revoked, halted and taken up again, given anew (VCLT Art. 68)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]
Readings = Callable[..., dict[str, str]]


def changed(*events: str) -> str:
    """A notice on 5 April 1970 for 5 April 1971, and what became of it."""
    record = "".join(f"  - {{{event}, by: GBR}}\n" for event in events)
    return (
        "id: pact\ntitle: Pact\nparties: [GBR, PRT]\nterms:\n  entry_into_force: {when: signature}\n"
        "  denunciation: {notice: 1 year}\nrecord:\n  - {event: signature, on: 1950-03-01, by: [GBR, PRT]}\n"
        f"  - {{event: denunciation, id: notice, on: 1970-04-05, by: GBR}}\n{record}"
    )


def test_a_notice_revoked_before_its_effect_is_gone(live: Live) -> None:
    text = changed("event: revocation, on: 1971-04-04")
    assert live(text).ends == ".."
    assert live(text, {"law/vclt-68": "final"}).ends == "1971-04-05"


@pytest.mark.parametrize("on", ["1971-04-05", "1972-01-01"])
def test_a_revocation_when_it_has_taken_effect_is_in_vain(live: Live, on: str) -> None:
    assert live(changed(f"event: revocation, on: {on}")).ends == "1971-04-05"


def test_a_revocation_by_the_other_party_touches_nothing(live: Live) -> None:
    assert (
        live(changed("event: revocation, on: 1971-01-01").replace("1971-01-01, by: GBR", "1971-01-01, by: PRT")).ends
        == "1971-04-05"
    )


def test_a_notice_given_again_after_its_revocation_counts_anew(live: Live) -> None:
    text = changed("event: revocation, on: 1970-06-01", "event: denunciation, on: 1970-08-01")
    assert live(text).ends == "1971-08-01"


def test_a_revocation_can_name_the_notice_that_it_means(live: Live) -> None:
    text = changed("event: denunciation, on: 1970-08-01", "event: revocation, on: 1970-09-01, of: notice")
    assert live(text).ends == "1971-08-01"


def test_a_notice_halted_and_never_taken_up_again_has_no_effect(live: Live) -> None:
    assert live(changed("event: notice_suspended, on: 1971-04-04")).ends == ".."


def test_a_notice_halted_and_taken_up_again_has_three_readings(readings: Readings) -> None:
    text = changed("event: notice_suspended, on: 1971-04-04", "event: notice_resumed, on: 1975-01-10")
    assert readings(text, lambda lived: lived.ends) == {
        "law/halted-notice=days-kept": "1975-01-11",  # one day was left: 4 to 5 April
        "law/halted-notice=runs-anew": "1976-01-10",  # a whole year again
        "law/halted-notice=revoked": "..",
    }


def test_acts_of_one_day_are_taken_in_the_order_of_the_record(live: Live) -> None:
    revoked, anew = "event: revocation, on: 1970-06-01", "event: denunciation, on: 1970-06-01"
    # taken back and given anew: a year from 1 June 1970
    assert live(changed(revoked, anew)).ends == "1971-06-01"
    # given once more and then taken back: a revocation that names no notice takes back all that are pending
    assert live(changed(anew, revoked)).ends == ".."
