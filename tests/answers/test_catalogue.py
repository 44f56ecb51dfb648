"""The catalogue: what an entry says is what the questions themselves answer, and search finds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.answers.catalogue import Entry, Wanted, entry, find, fold
from foedus.answers.deadlines import deadlines
from foedus.answers.status import status
from foedus.chronology.days import FOREVER, day, iso
from foedus.dossier.library import Library, library
from foedus.dossier.load import load_text

PACT = "soviet-japanese-neutrality-pact"
HELD = library()
ENTRIES = {key: entry(HELD, key) for key in HELD}
TREATIES = [key for key in HELD if not HELD[key].is_chronicle]


@given(st.sampled_from(TREATIES), st.integers(day("1900-01-01"), day("2030-01-01")))
def test_an_entry_is_in_force_when_the_status_says_so(key: str, on: int) -> None:
    asked = status(HELD, key, iso(on)).verdict
    told = ENTRIES[key].verdict(on)
    # on the day of an act or of expiry a rule is asked, which an entry leaves open; elsewhere both say the same
    edges = {edge for spans in ENTRIES[key].in_force for span in spans for edge in (span.start, span.end)}
    if on not in edges:
        assert told == asked


@given(st.sampled_from(TREATIES), st.integers(day("1900-01-01"), day("2030-01-01")))
def test_notice_is_possible_when_a_notice_of_that_day_is_the_next_way_out(key: str, on: int) -> None:
    known = ENTRIES[key]
    if known.verdict(on) != "every" or known.hinges:
        return
    ways = [a.value for a in deadlines(HELD, [key], start=iso(on)).answers if a.value["what"] == "next exit"]
    if any(way["notice"] == iso(on) and way["party"] is None for way in ways):
        assert known.can_give_notice(on) != "none"
    if known.can_give_notice(on) == "none":
        assert all(way["notice"] != iso(on) for way in ways)


def test_windows_that_recur_are_spans_of_their_own() -> None:
    some, every = ENTRIES["ilo-c087"].notice
    assert len(every) > 10
    assert [iso(bound) for bound in every[0]] == ["1960-07-04", "1961-07-04"]
    assert [iso(bound) for bound in some[0]] == ["1960-07-04", "1961-07-05"]  # if the last day is in time


def test_a_disputed_life_is_in_force_in_some_reading_and_in_every() -> None:
    some, every = ENTRIES[PACT].in_force
    assert [(iso(span.start), iso(span.end)) for span in some] == [("1941-04-13", "1946-04-25")]
    assert [(iso(span.start), iso(span.end)) for span in every] == [("1941-04-25", "1945-04-05")]
    assert ENTRIES[PACT].hinges == ("term-start", "notice-effect", "pact-after-attack")


def test_a_treaty_without_end_is_in_force_for_ever() -> None:
    assert ENTRIES["rome-statute"].in_force[1][-1].end == FOREVER
    assert ENTRIES["rome-statute"].to_json(day("2026-01-01"))["in_force_to"] is None


def test_a_dossier_that_cannot_be_used_has_an_entry_with_its_fault(tmp_path) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken\ntitle: 7\nwhat: no\n", encoding="utf-8")
    found = entry(library(tmp_path, with_bundled=False), "broken")
    assert "broken.yaml:" in found.fault
    assert found.verdict(day("2000-01-01")) == "none"


def test_too_many_readings_are_a_fault_and_never_a_sample() -> None:
    lines = ["id: many", "title: Many", "parties: [SUN, JPN]", "terms:", "  entry_into_force: {when: signature}"]
    lines += ["  term: {indefinite: true}", "record:", "  - {event: signature, on: 1941-01-01, by: [SUN, JPN]}"]
    lines += [f"  - {{event: termination, on: {{dispute: d{n}}}, by: [SUN, JPN]}}" for n in range(13)] + ["disputes:"]
    for n in range(13):
        lines += [f"  d{n}:", "    question: When?", "    positions:"]
        lines += [f"      a: {{value: {1950 + n}-01-01}}", f"      b: {{value: {1990 - n}-01-01}}"]
    loaded = load_text("\n".join(lines) + "\n")
    assert loaded.dossier is not None, loaded.diagnostics
    found = entry(Library({}).changing(loaded.dossier), "many")
    assert "readings" in found.fault
    assert found.title == "Many"


@pytest.mark.parametrize(
    ("words", "found"),
    [("Neutrality SOVIET japan", True), ("néutralité", False), ("Japàn", True), ("non aggression", True)],
)
def test_words_are_found_whatever_their_case_order_and_accents(words: str, found: bool) -> None:
    hits = [hit.id for hit in find(ENTRIES.values(), Wanted(words=words)).entries]
    assert (PACT in hits) is found


def test_what_has_the_words_in_its_title_comes_first() -> None:
    hits = find(ENTRIES.values(), Wanted(words="neutrality pact")).entries
    in_title = [all(word in fold(hit.title).split() for word in ("neutrality", "pact")) for hit in hits]
    assert in_title == sorted(in_title, reverse=True)
    assert True in in_title
    assert False in in_title


def test_the_facets_count_the_entries_found() -> None:
    found = find(ENTRIES.values(), Wanted(party="JPN"))
    assert dict(found.parties)["JPN"] == len(found.entries)
    assert dict(found.kinds)["alliance"] == sum("alliance" in hit.kinds for hit in found.entries)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_order_by_year_puts_what_has_none_last() -> None:
    made = [Entry("a", "A"), Entry("b", "B", years=(1950,)), Entry("c", "C", years=(1940,))]
    assert [hit.id for hit in find(made, Wanted(order="oldest")).entries] == ["c", "b", "a"]
    assert [hit.id for hit in find(made, Wanted(order="newest")).entries] == ["b", "c", "a"]
