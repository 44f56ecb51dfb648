"""`recorded`: what data sets say of a treaty's life, checked like everything else that a person writes."""

from __future__ import annotations

import pytest

from foedus.dossier.load import load_text

TEXT = "id: pact\ntitle: Pact\nparties: [NOR, PER]\nsources: {data: {title: Data}}\nrecorded:\n  - {by: data, %s}\n"


def faults(recorded: str, text: str = TEXT) -> list[tuple[int, str, str]]:
    return [(found.line, found.where, found.found) for found in load_text(text % recorded).diagnostics]


def test_a_record_may_be_partial():
    assert faults("ended: 1945-04, how: denounced") == []
    assert faults("party: PER, deposited: 1945-04-01, in_force: 1945-07-01") == []


@pytest.mark.parametrize(
    ("recorded", "where", "found"),
    [
        ("party: PRE", "recorded[0].party", "'PRE'"),
        ("ended: soon", "recorded[0].ended", "'soon'"),
        ("how: vanished", "recorded[0].how", "'vanished'"),
        ("end: 1945-04-05", "recorded[0].end", "'end'"),
    ],
)
def test_what_is_wrong_in_it_is_told_where_it_stands(recorded, where, found):
    ((line, place, told),) = faults(recorded)
    assert (line, place) == (6, where)
    assert found in told


def test_its_data_set_is_a_source_of_the_dossier():
    ((line, place, told),) = faults("ended: 1945-04-05", TEXT.replace("by: data", "by: atop"))
    assert (line, place, told) == (6, "recorded[0].by", "'atop'")
