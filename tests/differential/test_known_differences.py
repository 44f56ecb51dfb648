"""Where the law and the independent encoding once differed, each in its smallest form, and the one case left.

In all but the last the encoding was right, and the law was mended.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Compare = Callable[..., str | None]

OF_TWO = """
id: pact
title: Pact
parties: [GBR, PRT]
terms:
  entry_into_force: {{when: signature}}
  {clause}
record:
  - {{event: signature, on: 1951-03-01, by: GBR}}
  - {{event: signature, on: 1951-03-05, by: PRT}}
{record}
"""
OF_MANY = """
id: convention
title: Convention
open_to_others: true
terms:
  binding: {{by: [ratification, accession]}}
  entry_into_force: {{when: {{deposits: 2}}}}
  {clause}
record:
  - {{event: ratification, on: 1951-03-01, by: [FRA, BEL, NLD]}}
{record}
"""
TEN_DAYS = "denunciation: {notice: 10 days}"
SHORT_TERMS = "term: {length: 10 days}\n  renewal: {tacit: 5 days}\n  denunciation: {notice: 8 days, before: term_end}"
OWN_ENTRY = "denunciation: {notice: 10 days, ends_for: all, not_before: {length: 20 days, from: own_entry}}"


def case(why: str, form: str, clause: str, *events: str) -> object:
    """A dossier with these events, and why the encoding is right."""
    record = "\n".join(f"  - {{event: {event}}}" for event in events)
    return pytest.param(form.format(clause=clause, record=record), id=why)


@pytest.mark.parametrize(
    "source",
    [
        case(
            "only a party can denounce, before it is bound its notice is premature (VCLT 2(1)(g), 54)",
            OF_TWO,
            TEN_DAYS,
            "denunciation, on: 1951-03-02, by: GBR",
        ),
        case(
            "a day that the notice names defers its effect, the period does not run again from it",
            OF_MANY,
            TEN_DAYS,
            "denunciation, on: 1951-03-08, by: FRA, effective: 1951-04-01",
        ),
        case(
            "late for the next term as well, it stands for the first that leaves the full period of notice",
            OF_TWO,
            SHORT_TERMS,
            "denunciation, on: 1951-03-14, by: GBR",
        ),
        case(
            "of two notices the one that is received first takes effect first (VCLT 78)",
            OF_MANY,
            TEN_DAYS,
            "denunciation, on: 1951-03-05, by: FRA, received: 1951-03-12",
            "denunciation, on: 1951-03-06, by: FRA",
        ),
        case(
            "a revocation that names one notice leaves the other standing",
            OF_MANY,
            TEN_DAYS,
            "denunciation, id: first, on: 1951-03-08, by: FRA",
            "denunciation, id: second, on: 1951-03-10, by: FRA",
            "revocation, on: 1951-03-12, by: FRA, of: first",
        ),
        case(
            "a revocation that names no notice takes back all that are pending, in a treaty of two as in one of many",
            OF_TWO,
            TEN_DAYS,
            "denunciation, on: 1951-03-08, by: GBR",
            "denunciation, on: 1951-03-10, by: GBR",
            "revocation, on: 1951-03-12, by: GBR",
        ),
        case(
            "a time from the party's own entry runs from its own entry where its notice ends the treaty for all too",
            OF_MANY,
            OWN_ENTRY,
            "accession, on: 1951-03-15, by: ITA",
            "denunciation, on: 1951-03-25, by: ITA",
        ),
    ],
)
def test_what_once_differed_agrees(differences: Compare, source: str) -> None:
    assert differences(source, always=True) == ""


def test_a_treaty_that_everybody_on_record_has_left_goes_on_as_such(differences: Compare) -> None:
    """The encoding takes the record for complete; the law does not: a dossier need not hold every party."""
    left = "\n".join(f"  - {{event: denunciation, on: 1951-04-01, by: {party}}}" for party in ("FRA", "BEL", "NLD"))
    told = differences(OF_MANY.format(clause=TEN_DAYS, record=left), always=True)
    assert told is not None
    assert told.startswith("the treaty on 1951-04-11: program 'not in force', engine 'in force'")
