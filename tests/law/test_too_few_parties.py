"""A treaty of many that falls below a number of parties: by its own clause, or by VCLT Art. 55 not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Live = Callable[..., Any]


def convention(*events: str, floor: str = "floor: {parties: 3, article: 20}") -> str:
    """In force 1 January 1960 for FRA, BEL and NLD; GBR joins 1 January 1961."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        "id: convention\ntitle: Convention\nopen_to_others: true\nterms:\n  binding: {by: ratification}\n"
        f"  entry_into_force: {{when: {{deposits: 3}}}}\n  denunciation: {{notice: 1 year}}\n  {floor}\nrecord:\n"
        "  - {event: ratification, on: 1960-01-01, by: [FRA, BEL, NLD]}\n"
        f"  - {{event: accession, on: 1961-01-01, by: GBR}}\n{record}"
    )


FIRST = "event: withdrawal, on: 1970-04-05, by: FRA"
SECOND = "event: withdrawal, on: 1972-08-01, by: GBR"


def test_it_ends_on_the_day_on_which_the_last_withdrawal_that_leaves_too_few_takes_effect(live: Live) -> None:
    # four parties, three from 5 April 1971, two from 1 August 1973
    lived = live(convention(FIRST, SECOND))
    assert (lived.ends, lived.how) == ("1973-08-01", "too few parties")
    assert lived.why.startswith("fewer than 3 parties were left on 1 August 1973")
    assert lived.status("1973-08-01", "BEL") == "ended"
    assert lived.status("1973-08-01", "GBR") == "withdrawn"
    assert lived.status("1973-08-01") == "ended"


def test_as_many_as_the_floor_are_enough(live: Live) -> None:
    assert live(convention(FIRST)).ends == ".."


def test_who_joins_in_between_keeps_it_up(live: Live) -> None:
    assert live(convention(FIRST, "event: accession, on: 1972-09-01, by: ITA", SECOND)).ends == ".."


def test_without_a_floor_it_does_not_end_with_the_number_that_brought_it_into_force(live: Live) -> None:
    text = convention(FIRST, SECOND, floor="silent_on_exit: false")
    assert live(text).ends == ".."
    assert live(text, {"law/vclt-55": "ends"}).ends == "1973-08-01"
