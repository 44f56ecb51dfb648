"""Entry into force: on what condition, and when after it (VCLT Art. 24)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Live = Callable[..., Any]
Readings = Callable[..., dict[str, str]]


def two(terms: str, *events: str) -> str:
    """A treaty of two parties with these terms and events."""
    record = "\n".join(f"  - {{{event}}}" for event in events)
    return f"id: pact\ntitle: Pact\nparties: [SUN, JPN]\nterms:\n  {terms}\nrecord:\n{record}\n"


def many(terms: str, *events: str, parties: str = "[]") -> str:
    """A treaty that others may join, with these terms and events."""
    return two(terms, *events).replace("[SUN, JPN]", f"{parties}\nopen_to_others: true", 1)


SIGNED = "event: signature, on: 1941-04-13, by: [SUN, JPN]"
RATIFIED_ONE = "event: ratification, on: 1941-04-20, by: SUN"
RATIFIED_OTHER = "event: ratification, on: 1941-04-25, by: JPN"
BY_RATIFICATION = "binding: {by: ratification}\n  "


def deposits(*dated: str) -> list[str]:
    """One ratification each: `PARTY day`."""
    return [f"event: ratification, on: {on}, by: {party}" for party, on in (text.split() for text in dated)]


def test_on_signature_by_both(live: Live) -> None:
    assert live(two("entry_into_force: {when: signature}", SIGNED)).enters == "1941-04-13"


def test_on_the_later_of_two_signatures(live: Live) -> None:
    first, second = "event: signature, on: 1941-04-13, by: SUN", "event: signature, on: 1941-04-17, by: JPN"
    assert live(two("entry_into_force: {when: signature}", second, first)).enters == "1941-04-17"
    assert live(two("entry_into_force: {when: signature}", first)).enters == "never"


def test_when_the_last_party_has_ratified(live: Live) -> None:
    text = two(BY_RATIFICATION + "entry_into_force: {when: ratified_by_all}", SIGNED, RATIFIED_ONE, RATIFIED_OTHER)
    assert live(text).enters == "1941-04-25"


def test_not_while_one_ratification_is_missing(live: Live) -> None:
    lived = live(two(BY_RATIFICATION + "entry_into_force: {when: ratified_by_all, article: 3}", SIGNED, RATIFIED_ONE))
    assert lived.enters == "never"
    assert lived.why.startswith("not in force: the condition (ratification by all parties) was not met")
    assert lived.status("1945-01-01", "SUN") == "consented"
    assert lived.status("1945-01-01", "JPN") == "signatory"
    assert lived.status("1945-01-01") == "signatory"


def test_a_signature_is_no_ratification_where_the_record_has_ratifications(live: Live) -> None:
    # the clause on binding is not given; both signed on 13 April, and both ratified, the last on 25 April
    text = two("entry_into_force: {when: ratified_by_all}", SIGNED, RATIFIED_ONE, RATIFIED_OTHER)
    assert live(text).enters == "1941-04-25"


def test_on_the_exchange_of_instruments(live: Live) -> None:
    text = two(
        BY_RATIFICATION + "entry_into_force: {when: exchange}",
        SIGNED,
        RATIFIED_ONE,
        RATIFIED_OTHER,
        "event: exchange, on: 1941-05-20, by: [SUN, JPN]",
    )
    assert live(text).enters == "1941-05-20"


def test_on_the_later_of_two_notifications(live: Live) -> None:
    notified = [
        f"event: notification, on: {on}, by: {who}" for who, on in (("SUN", "1990-03-05"), ("JPN", "1990-06-01"))
    ]
    by_notification = "binding: {by: notification}\n  entry_into_force: {when: notified_by_all}"
    assert live(two(by_notification, *notified)).enters == "1990-06-01"
    assert live(two(by_notification, notified[0])).enters == "never"


def test_on_the_later_of_two_notifications_after_a_signature(live: Live) -> None:
    # the clause on binding says nothing of the notifications: they are in the record
    text = two(
        "entry_into_force: {when: notified_by_all}",
        "event: signature, on: 1990-01-10, by: [SUN, JPN]",
        "event: notification, on: 1990-03-05, by: SUN",
        "event: notification, on: 1990-06-01, by: JPN",
    )
    assert live(text).enters == "1990-06-01"


def test_on_the_second_deposit(live: Live) -> None:
    text = many(
        BY_RATIFICATION + "entry_into_force: {when: first_two_deposits}",
        *deposits("FRA 1950-01-01", "BEL 1950-02-01", "NLD 1950-03-01"),
    )
    lived = live(text)
    assert lived.enters == "1950-02-01"
    assert lived.bound("FRA") == [("1950-02-01", "..")]


def test_on_a_number_of_deposits(live: Live) -> None:
    dated = ("FRA 1950-01-01", "BEL 1950-02-01", "NLD 1950-03-01")
    clause = BY_RATIFICATION + "entry_into_force: {when: {deposits: 3}}"
    assert live(many(clause, *deposits(*dated))).enters == "1950-03-01"
    assert live(many(clause, *deposits(*dated[:2]))).enters == "never"


def test_a_second_instrument_of_one_party_is_not_counted_again(live: Live) -> None:
    text = many(
        BY_RATIFICATION + "entry_into_force: {when: {deposits: 2}}",
        *deposits("FRA 1950-01-01", "FRA 1950-02-01", "NLD 1950-03-01"),
    )
    assert live(text).enters == "1950-03-01"


def test_only_instruments_of_the_states_named_count(live: Live) -> None:
    text = many(
        BY_RATIFICATION + "entry_into_force: {when: {deposits: 2, of: [FRA, NLD, GBR]}}",
        *deposits("FRA 1950-01-01", "BEL 1950-02-01", "NLD 1950-03-01"),
    )
    assert live(text).enters == "1950-03-01"


def test_listed_states_must_all_be_among_them(live: Live) -> None:
    text = many(
        BY_RATIFICATION + "entry_into_force: {when: {deposits: 2, all_of: [GBR]}}",
        *deposits("FRA 1950-01-01", "BEL 1950-02-01", "GBR 1950-03-01"),
    )
    assert live(text).enters == "1950-03-01"


def test_instruments_of_enough_weight(live: Live) -> None:
    # 35 + 20 = 55 of the emissions only with the third instrument, though two were enough in number
    weights = [("FRA", "2004-01-01", 35.0), ("BEL", "2004-02-01", 10.0), ("NLD", "2004-03-01", 20.0)]
    events = [
        f"event: ratification, on: {on}, by: {party}, shares: {{emissions: {share}}}" for party, on, share in weights
    ]
    text = many(
        BY_RATIFICATION + "entry_into_force: {when: {deposits: 2, shares: {emissions: 55}}, after: 90 days}", *events
    )
    # 1 March 2004 + 90 days: 30 days to 31 March, 30 of April to 30 April, 30 more to 30 May
    assert live(text).enters == "2004-05-30"


def test_on_a_date_that_the_treaty_names(live: Live) -> None:
    text = two("entry_into_force: {when: {date: 1942-01-01}}", SIGNED)
    lived = live(text)
    assert lived.enters == "1942-01-01"
    assert lived.status("1941-12-31") == "signatory"


def test_on_an_event_of_the_record(live: Live) -> None:
    text = two(
        "entry_into_force: {when: {event: proclaimed}}", SIGNED, "event: occurrence, id: proclaimed, on: 1941-07-04"
    )
    assert live(text).enters == "1941-07-04"


@pytest.mark.parametrize(
    ("second", "enters"),
    [
        ("1941-12-20", "1942-01-01"),  # the condition is met by then: the named date
        ("1942-01-01", "1942-01-01"),  # met on the date itself
        ("1942-02-10", "1942-04-01"),  # met later: a month after is 10 March, then the first of the next month
    ],
)
def test_on_a_date_if_a_condition_is_met_by_then(live: Live, second: str, enters: str) -> None:
    clause = (
        "entry_into_force: {when: {date: 1942-01-01, provided: ratified_by_all, "
        "otherwise_after: 1 month, otherwise_round: first_of_next_month}}"
    )
    other = f"event: ratification, on: {second}, by: JPN"
    assert live(two(BY_RATIFICATION + clause, SIGNED, RATIFIED_ONE, other)).enters == enters


def test_not_on_the_date_while_its_condition_is_never_met(live: Live) -> None:
    clause = BY_RATIFICATION + "entry_into_force: {when: {date: 1942-01-01, provided: ratified_by_all}}"
    assert live(two(clause, SIGNED, RATIFIED_ONE)).enters == "never"


def test_on_the_last_or_the_first_of_several_conditions(live: Live) -> None:
    exchange = "event: exchange, on: 1941-05-20, by: [SUN, JPN]"
    for word, enters in (("all", "1941-05-20"), ("any", "1941-04-25")):
        clause = BY_RATIFICATION + f"entry_into_force: {{when: {{{word}: [ratified_by_all, exchange]}}}}"
        assert live(two(clause, RATIFIED_ONE, RATIFIED_OTHER, exchange)).enters == enters
    every = BY_RATIFICATION + "entry_into_force: {when: {all: [ratified_by_all, exchange]}}"
    assert live(two(every, RATIFIED_ONE, RATIFIED_OTHER)).enters == "never"


@pytest.mark.parametrize(
    ("timing", "enters"),
    [
        ("after: 30 days", "1941-05-25"),  # 25 April + 30 days: five days to 30 April, 25 more
        ("after: 3 months", "1941-07-25"),
        ("after: 3 months, counting: day-after", "1941-07-26"),
        ("after: 3 months, counting: day-before", "1941-07-24"),
        ("round: first_of_next_month", "1941-05-01"),
        ("after: 3 months, round: first_of_next_month", "1941-08-01"),
        ("round: first_of_month_after_next", "1941-06-01"),
        ("round: first_of_third_month", "1941-07-01"),
        ("round: end_of_year", "1941-12-31"),
        ("round: new_year", "1942-01-01"),
        ("after: 1 month, then_after: 10 days", "1941-06-04"),  # 25 May, then ten days
        ("after: 30 days, no_earlier_than: 1942-01-01", "1942-01-01"),
        ("after: 30 days, no_earlier_than: 1941-05-01", "1941-05-25"),
    ],
)
def test_when_after_the_condition_is_met(live: Live, timing: str, enters: str) -> None:
    text = two(
        BY_RATIFICATION + f"entry_into_force: {{when: ratified_by_all, {timing}}}", SIGNED, RATIFIED_ONE, RATIFIED_OTHER
    )
    assert live(text).enters == enters


def test_between_the_condition_and_entry_into_force_it_is_not_yet_in_force(live: Live) -> None:
    text = two(
        BY_RATIFICATION + "entry_into_force: {when: ratified_by_all, after: 30 days}",
        SIGNED,
        RATIFIED_ONE,
        RATIFIED_OTHER,
    )
    assert live(text).statuses("SUN") == [
        ("always", "not concluded"),
        ("1941-04-13", "signatory"),
        ("1941-04-20", "consented"),
        ("1941-04-25", "not yet in force"),
        ("1941-05-25", "in force"),
    ]


def test_a_month_end_that_the_last_month_lacks(live: Live) -> None:
    # 31 January + 1 month: 28 February, or by the other rule 1 March
    ratified = "event: ratification, on: 1941-01-31, by: [SUN, JPN]"
    for rule, enters in (("clamp", "1941-02-28"), ("overflow", "1941-03-01")):
        clause = f"entry_into_force: {{when: ratified_by_all, after: 1 month, month_end: {rule}}}"
        assert live(two(BY_RATIFICATION + clause, ratified)).enters == enters


def test_a_silent_treaty_enters_into_force_when_all_negotiating_states_have_consented(live: Live) -> None:
    lived = live(two("binding: {by: ratification}", SIGNED, RATIFIED_ONE, RATIFIED_OTHER))
    assert lived.enters == "1941-04-25"
    assert "[VCLT Art. 24(2)]" in lived.why
    missing = live(two("binding: {by: ratification}", SIGNED, RATIFIED_ONE))
    assert missing.enters == "never"
    assert "the negotiating states have not all consented" in missing.why


def test_a_recorded_entry_into_force_comes_before_the_default(live: Live) -> None:
    fact = "event: entry_into_force, on: 1941-06-01"
    assert live(two("binding: {by: ratification}", SIGNED, RATIFIED_ONE, fact)).enters == "1941-06-01"


def test_a_disputed_condition_is_a_reading(readings: Readings) -> None:
    text = two(
        BY_RATIFICATION + "entry_into_force: {when: {dispute: took-effect}}", SIGNED, RATIFIED_ONE, RATIFIED_OTHER
    ) + (
        "disputes:\n  took-effect:\n    question: When?\n    positions:\n"
        "      ratification: {value: ratified_by_all}\n      signature: {value: signature}\n"
    )
    assert readings(text, lambda lived: lived.enters) == {
        "took-effect=ratification": "1941-04-25",
        "took-effect=signature": "1941-04-13",
    }


def test_with_several_depositaries_the_first_or_the_last_deposit_counts(live: Live) -> None:
    dated = ("FRA 1950-01-01", "FRA 1950-01-20", "BEL 1950-02-01", "BEL 1950-02-10")
    for counts, enters in (("earliest", "1950-02-01"), ("latest", "1950-02-10")):
        clause = f"binding: {{by: ratification, depositaries: 2, counts: {counts}}}\n  "
        text = many(clause + "entry_into_force: {when: {deposits: 2}}", *deposits(*dated))
        assert live(text).enters == enters


def test_with_several_depositaries_a_single_deposit_is_not_the_last(live: Live) -> None:
    clause = "binding: {by: ratification, depositaries: 2, counts: latest}\n  "
    text = many(
        clause + "entry_into_force: {when: {deposits: 2}}",
        *deposits("FRA 1950-01-01", "FRA 1950-01-20", "BEL 1950-02-01"),
    )
    assert live(text).enters == "never"


def test_an_uncertain_ratification_moves_entry_into_force_with_it(live: Live) -> None:
    late = "event: ratification, on: 1941-05, by: JPN"
    text = two(BY_RATIFICATION + "entry_into_force: {when: ratified_by_all, after: 30 days}", RATIFIED_ONE, late)
    # between 1 and 31 May 1941; 30 days after: between 31 May and 30 June
    assert live(text).enters == "1941-05-31/1941-06-30"


def test_a_signature_ad_referendum_that_is_not_confirmed_does_not_count(live: Live) -> None:
    text = """
        id: pact
        title: Pact
        parties: [GBR, PRT]
        terms: {entry_into_force: {when: signature}}
        record:
          - {event: signature, on: 1950-03-01, by: GBR}
          - {event: signature, on: 1950-03-01, ad_referendum: true, by: PRT}
    """
    lived = live(text)
    assert lived.enters == "never"
    assert lived.status("1960-01-01", "PRT") == "not a party"


def test_where_the_terms_are_silent_and_the_rule_says_no_more_the_status_is_unknown(live: Live) -> None:
    text = """
        id: pact
        title: Pact
        parties: [GBR, PRT]
        terms: {binding: {by: ratification}}
        record:
          - {event: ratification, on: 1950-03-01, by: GBR}
          - {event: ratification, on: 1950-06-01, by: PRT}
    """
    lived = live(text, {"law/vclt-24-2": "unknown"})
    assert [lived.status(on, "GBR") for on in ("1950-03-01", "1950-06-01")] == ["consented", "unknown"]
    assert lived.status("1950-06-01") == "unknown"


def test_by_which_act_the_parties_bound_themselves_can_be_disputed(readings: Readings) -> None:
    text = (
        "id: pact\ntitle: Pact\nparties: [SUN, JPN]\nterms:\n  binding: {by: {dispute: consent}}\n"
        "  entry_into_force: {when: {deposits: 2}}\nrecord:\n"
        "  - {event: signature, on: 1950-03-01, by: [SUN, JPN]}\n"
        "  - {event: ratification, on: 1950-06-01, by: [SUN, JPN]}\n"
        "disputes:\n  consent:\n    question: Did signature bind, or ratification?\n    positions:\n"
        "      at-signature: {value: signature}\n      at-ratification: {value: ratification}\n"
    )
    assert readings(text, lambda lived: lived.enters) == {
        "consent=at-signature": "1950-03-01",
        "consent=at-ratification": "1950-06-01",
    }
    why = readings(text, lambda lived: str(lived.life.entry.why))
    assert "reading consent = at-signature" in why["consent=at-signature"]
