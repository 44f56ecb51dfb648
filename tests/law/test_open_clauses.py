"""Points that a data set leaves open, as positions; and what it records of an end, which no rule reads."""

from __future__ import annotations

import pytest

from foedus.chronology.days import FOREVER, day
from foedus.dossier.load import load_text
from foedus.law.life import life
from foedus.worlds import World, explore

TEXT = """
id: pact
title: Pact
parties: [NOR, PER]
terms:
  term: {{length: 10 years, {term}}}
  renewal: {renewal}
  denunciation: {{notice: 1 year, before: {before}}}
record:
  - {{event: entry_into_force, on: 1990-03-01}}
{notice}
disputes:
  when: {{question: when?, not_coded: true, positions: {{end: {{value: term_end}}, any: {{value: any_time}}}}}}
  on: {{question: on?, not_coded: true, positions: {{goes-on: {{value: "true"}}, ends: {{value: "false"}}}}}}
{more}
"""


def ends(before="term_end", term="", renewal="{tacit: 5 years}", notice="1996-05-01", more=""):
    """The day on which the treaty ends in each reading (FOREVER: none), by the positions taken."""
    given = f"  - {{event: denunciation, on: {notice}, by: NOR}}" if notice else ""
    dossier = load_text(TEXT.format(before=before, term=term, renewal=renewal, notice=given, more=more)).dossier
    assert dossier is not None

    def end(world: World) -> int:
        ending = life(dossier, world).ending
        return FOREVER if ending is None else ending.day

    return {tuple(path.readings.values()): path.value for path in explore(end).paths}


def test_a_notice_at_any_time_waits_for_no_term():
    assert ends(before="any_time") == {(): day("1997-05-01")}
    assert ends(before="term_end") == {(): day("2000-03-01")}


def test_whether_notice_waits_for_a_term_can_be_left_open():
    assert ends(before="{dispute: when}") == {("end",): day("2000-03-01"), ("any",): day("1997-05-01")}


def test_whether_it_goes_on_after_its_term_can_be_left_open():
    found = ends(term="at_least: {dispute: on}", renewal="{by_agreement: true}", notice=None)
    assert found == {("goes-on",): FOREVER, ("ends",): day("2000-03-01")}


@pytest.mark.parametrize("before", ["term_end", "any_time", "{dispute: when}"])
def test_what_a_data_set_records_of_its_life_changes_nothing(before):
    recorded = (
        "recorded:\n  - {by: data, in_force: 1991-01-01, ended: 1993-01-01, how: expired, status: ended}\n"
        "  - {by: data, party: NOR, deposited: 1989-01-01, in_force: 1990-01-01, ended: 1992-01-01}\n"
        "sources: {data: {title: Data}}"
    )
    assert ends(before=before, more=recorded) == ends(before=before)
