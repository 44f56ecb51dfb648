"""What may stand at a writer's cursor. In the texts below the cursor is a `|`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.dossier.completion import MOST, Suggestions, suggestions
from foedus.dossier.cursor import MARK, spots
from foedus.dossier.library import BUNDLED
from foedus.dossier.load import load_text

PACT = (BUNDLED / "soviet-japanese-neutrality-pact.yaml").read_text(encoding="utf-8")


def at(text: str, *treaties: str) -> Suggestions:
    before, after = text.split("|", 1)
    return suggestions(before, after, treaties)


def labels(text: str, *treaties: str) -> list[str]:
    return [item.label for item in at(text, *treaties).items]


def test_an_empty_file_begins_with_the_keys_that_it_must_have():
    assert labels("|")[:2] == ["id", "title"]


def test_keys_that_begin_as_typed_come_first_each_with_what_it_means():
    found = at("id: pact\npa|\nrecord: []\n")
    assert [item.label for item in found.items] == ["parties", "participants", "part_of"]
    assert found.typed == "pa"
    assert found.items[0].text == "parties: "
    assert found.items[0].detail == "the negotiating states"


@pytest.mark.parametrize(
    "text",
    [
        "record:\n  - event: attack\n    o|\n    by: SUN\n",
        "record:\n  - {event: attack, o|, by: SUN}\n",
        "record:\n  - {event: attack, by: SUN, o|\n  - {event: peace}\n",
        "record:\n  - {event: attack,\n     by: SUN, o|}\n",
    ],
)
def test_keys_of_an_event_in_block_or_in_braces_finished_or_not(text):
    found = labels(text)
    assert found[0] == "on"
    assert "event" not in found
    assert "by" not in found


def test_the_words_that_a_field_takes():
    assert labels("record:\n  - {event: sig|}\n") == ["signature", "definitive_signature"]
    assert labels("form: exch|\n") == ["exchange-of-notes"]
    assert labels("open_to_others: |\n") == ["true", "false"]
    assert "neutrality" not in labels("kind: [neutrality, |]\n")
    assert "non-aggression" in labels("kind: [neutrality, |]\n")


def test_a_key_that_has_its_colon_keeps_it():
    (item,) = at("record:\n  - ev|ent: attack\n").items
    assert item.text == "event"


def test_of_several_forms_the_one_is_meant_whose_keys_are_there():
    one = labels("terms:\n  entry_into_force:\n    when: {deposits: 2, |}\n")
    assert "more_than" in one
    assert "any" not in one
    assert {"deposits", "any", "event"} <= set(labels("terms:\n  entry_into_force:\n    when: {|}\n"))


def test_actors_by_id_or_by_name():
    assert labels("parties: [JP|]\n")[0] == "JPN"
    assert labels("parties: [SUN, japan|]\n") == ["JPN"]
    assert "SUN" in labels("record:\n  - {event: attack, by: {sov|}}\n")
    assert "SUN" not in labels("parties: [SUN, SU|]\n")


NAMES = """
sources: {avalon: {title: Avalon Project}}
disputes: {day: {question: On which day?}}
terms: {duties: [{id: peace, article: '1'}]}
"""


def test_names_that_the_dossier_declares():
    event = "record:\n  - {event: attack, id: first, on: 1941}\n  - {event: claim, "
    assert labels(event + "source: |}" + NAMES) == ["avalon"]
    assert labels(event + "on: |}" + NAMES) == ["{dispute: day}"]
    assert labels(event + "of: |}" + NAMES) == ["first"]
    assert labels(event + "departs_from: |}" + NAMES) == ["peace"]
    assert labels("part_of: |", "tripartite-pact", "un-charter") == ["tripartite-pact", "un-charter"]


def test_names_are_found_although_the_line_of_the_cursor_is_broken():
    assert labels(f"record:\n  - {{event: attack, source: |\n{NAMES.lstrip()}") == ["avalon"]


@pytest.mark.parametrize(
    "text", ["# no|te", "id: pact # no|", "note: some words of|", "x: [}\npa|", f"id: {MARK}\npa|"]
)
def test_nothing_within_comments_and_prose_and_behind_what_cannot_be_read(text):
    assert at(text).items == ()


def test_what_is_complete_is_not_suggested_again():
    assert at("form: treaty|\n").items == ()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PACT)), st.integers(0, 40))
def test_wherever_the_cursor_stands_the_answer_is_short_and_fits_what_is_typed(place, lost):
    found = suggestions(PACT[:place], PACT[place + lost :])
    assert len(found.items) <= MOST
    assert PACT[:place].endswith(found.typed)
    texts = [item.text for item in found.items]
    assert len(set(texts)) == len(texts)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_it(before, after):
    found = suggestions(before, after)
    assert before.endswith(found.typed)
    assert all(spot.typed == found.typed for spot in spots(before, after))


def test_every_word_suggested_for_an_event_is_one_that_the_loader_takes():
    for item in at("record:\n  - {event: |}\n").items:
        text = f"id: x\ntitle: X\nparties: [SUN, JPN]\nrecord:\n  - {{event: {item.text}, on: 1941, by: SUN}}\n"
        assert not [found for found in load_text(text).errors if found.where.endswith("event")], item.text
