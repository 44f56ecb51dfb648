"""The days on which a clause turns, which generated dossiers hit too seldom: law and encoding agree on each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Compare = Callable[..., str | None]

CONVENTION = """
id: convention
title: Convention
open_to_others: true
terms:
  binding: {{by: [ratification, accession]}}
  entry_into_force: {{when: {{deposits: 2}}, after: 5 days}}
  joining: {{after: 9 days}}
  {clause}
record:
  - {{event: ratification, on: 1951-03-01, by: [FRA, BEL]}}
  - {{event: ratification, on: {third}, by: NLD}}
  - {{event: denunciation, on: {given}, by: FRA}}
  - {{event: revocation, on: {revoked}, by: FRA}}
"""
TEN_DAYS = "denunciation: {notice: 10 days}"


@pytest.mark.parametrize("third", ["1951-03-01", "1951-03-02", "1951-03-06", "1951-03-07"])
def test_consent_around_the_condition_and_entry_into_force(differences: Compare, third: str) -> None:
    # the condition is met on 1 March, entry into force on 6 March
    source = CONVENTION.format(clause=TEN_DAYS, third=third, given="1951-04-01", revoked="1951-05-01")
    assert differences(source) == ""


@pytest.mark.parametrize("revoked", ["1951-04-10", "1951-04-11", "1951-04-12"])
def test_revocation_around_the_day_of_effect(differences: Compare, revoked: str) -> None:
    # a notice of 1 April takes effect on 11 April
    source = CONVENTION.format(clause=TEN_DAYS, third="1951-03-01", given="1951-04-01", revoked=revoked)
    assert differences(source) == ""


@pytest.mark.parametrize("premature", ["void", "deferred"])
@pytest.mark.parametrize("given", ["1951-03-25", "1951-03-26", "1951-03-27"])
@pytest.mark.parametrize("bars", ["notice", "effect"])
def test_notice_around_the_first_day_allowed(differences: Compare, given: str, bars: str, premature: str) -> None:
    # twenty days from entry into force on 6 March: 26 March
    clause = f"denunciation: {{notice: 10 days, not_before: {{length: 20 days, bars: {bars}}}}}"
    source = CONVENTION.format(clause=clause, third="1951-03-01", given=given, revoked="1951-05-01")
    assert differences(source, {"law/premature-notice": premature}) == ""


@pytest.mark.parametrize("last_day", ["in-time", "late"])
@pytest.mark.parametrize("given", ["1951-03-25", "1951-03-26", "1951-03-27"])
@pytest.mark.parametrize("counting", ["same-day", "day-after", "day-before"])
def test_notice_around_the_last_day(differences: Compare, given: str, last_day: str, counting: str) -> None:
    # thirty days from 6 March end on 5 April; ten days before is 26 March
    clause = f"denunciation: {{notice: 10 days, before: term_end, counting: {counting}}}\n  "
    clause += "term: {length: 30 days}\n  renewal: {tacit: 20 days}"
    source = CONVENTION.format(clause=clause, third="1951-03-01", given=given, revoked="1951-07-01")
    assert differences(source, {"law/notice-on-last-day": last_day}) == ""


@pytest.mark.parametrize("received", ["1951-03-02", "1951-03-03", "1951-03-04"])
def test_a_notice_given_before_entry_into_force_and_received_about_that_day(
    differences: Compare, received: str
) -> None:
    found = differences(
        f"""
id: pact
title: Pact
parties: [GBR, PRT]
terms:
  binding: {{by: signature}}
  entry_into_force: {{when: signature}}
  denunciation: {{notice: 2 days}}
record:
  - {{event: signature, on: 1951-03-01, by: GBR}}
  - {{event: denunciation, on: 1951-03-02, by: GBR, received: {received}}}
  - {{event: signature, on: 1951-03-03, by: PRT}}
"""
    )
    assert found == ""
