"""foedus check: what it holds to be sound, and that nothing a person can write makes it fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.dossier.library import BUNDLED
from foedus.dossier.load import load_file, load_folder, load_text
from foedus.dossier.yaml_text import read_text

PACT = (BUNDLED / "soviet-japanese-neutrality-pact.yaml").read_text(encoding="utf-8")

SOUND = """\
id: sound
title: A sound dossier
parties: [SUN, JPN, MENG]
actors: {MENG: {name: Mengjiang, kind: non-state, zone: Asia/Shanghai}}
reference_zone: Europe/Moscow
terms:
  entry_into_force:
    when: {dispute: entry}
  term: {until_event: armistice}
  concerns: [MNG]
  duties:
    - {id: aid, assist: military, when: {dispute: trigger}, against: DEU, saves: [CHN]}
    - {id: leave, perform: evacuate, within: 3 months, after: armistice}
record:
  - {event: signature, on: 1941-04-13, by: {SUN: [A], JPN: [B], MENG: []}, source: text}
  - {event: armistice, id: armistice, on: 1945-05-08, zone: "+03:00", by: SUN, to: [JPN, MENG], source: [text, book]}
disputes:
  entry:
    question: What brings it into force?
    positions:
      both: {value: {all: [{deposits: 2, all_of: [SUN]}, {event: armistice}]}}
      date: {value: {date: 1941-05-01, provided: {any: [{event: armistice}, exchange]}}}
  trigger:
    question: When is aid due?
    positions:
      attack: {value: {attacked: other, by: [DEU], aided_by: ITA}}
      later: {value: {after: armistice, at_war: SUN}}
hypotheses: [{id: other, says: x, source: book, events: [{event: attack, on: 1943, by: JPN, to: SUN}]}]
sources: {text: {title: The text}, book: {title: A book}}
"""


def faults(text: str) -> list[tuple[int, str, str]]:
    return [(found.line, found.where, found.found) for found in load_text(text, "sound.yaml").diagnostics]


def test_every_bundled_dossier_is_without_fault() -> None:
    loaded = load_folder(BUNDLED)
    assert len(loaded) > 30
    assert [str(found) for each in loaded for found in each.diagnostics] == []


def test_names_of_every_kind_are_found_wherever_they_may_stand() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("deposits: 2, all_of: [SUN]", "deposits: 2, all_of: [SUX]", "SUX"),
        ("deposits: 2, all_of: [SUN]", "deposits: 2, of: [SUN, SUX]", "SUX"),
        ("all_of: [SUN]}, {event: armistice}", "all_of: [SUN]}, {event: truce}", "truce"),
        ("any: [{event: armistice}", "any: [{event: truce}", "truce"),
        ("attacked: other, by: [DEU]", "attacked: DEX, by: [DEU]", "DEX"),
        ("by: [DEU]", "by: [DEU, DEX]", "DEX"),
        ("by: [DEU]", "not_by: [DEU, DEX]", "DEX"),
        ("aided_by: ITA", "aided_by: ITX", "ITX"),
        ("at_war: SUN", "at_war: SUX", "SUX"),
        ("{after: armistice, at_war", "{after: truce, at_war", "truce"),
        ("within: 3 months, after: armistice", "within: 3 months, after: truce", "truce"),
        ("against: DEU", "against: DEX", "DEX"),
        ("saves: [CHN]", "saves: [CHX]", "CHX"),
        ("concerns: [MNG]", "concerns: MNX", None),
        ("concerns: [MNG]", "concerns: [MNX]", "MNX"),
        ("to: [JPN, MENG]", "to: [JPN, MENX]", "MENX"),
        ("by: {SUN: [A], ", "by: {SUX: [A], ", "SUX"),
        ("on: 1943, by: JPN", "on: 1943, by: JPX", "JPX"),
        ("source: [text, book]", "source: [text, boom]", "boom"),
        ("says: x, source: book", "says: x, source: boom", "boom"),
        ("until_event: armistice", "until_event: truce", "truce"),
        ("zone: Asia/Shanghai", "zone: Asia/Shangai", "Asia/Shangai"),
        ('zone: "+03:00"', 'zone: "+25:00"', "+25:00"),
    ],
)
def test_a_name_that_nothing_bears_is_found_where_it_stands(old: str, new: str, fault: str | None) -> None:
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    line = next(number for number, row in enumerate(text.split("\n"), 1) if new in row)
    (found,) = load_text(text, "sound.yaml").diagnostics
    assert found.line == line
    if fault is not None:
        assert fault in found.found
        row = text.split("\n")[line - 1]
        assert row[found.column - 1 :].lstrip("'\"").startswith(fault)


def test_the_near_actor_is_first_sought_among_those_of_the_dossier() -> None:
    (found,) = load_text(SOUND.replace("to: [JPN", "to: [JPX"), "sound.yaml").diagnostics
    assert found.remedy == "did you mean JPN?"


def test_a_dossier_whose_file_has_another_name_is_refused_and_one_in_memory_is_not(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(SOUND, encoding="utf-8")
    loaded = load_file(path, "other.yaml")
    assert loaded.dossier is None
    assert [found.where for found in loaded.diagnostics] == ["id"]
    assert load_text(SOUND, "other.yaml").dossier is not None


# -- whatever is written: a fault with a line inside the file, or a dossier

JUNK = st.sampled_from(
    [
        *("", "null", "~", "x", "-1", "0", "99999999999999999999", "1941-02-30", "1941-13", "1941-04-13T25:00"),
        *("5 yearz", "0 days", "{}", "[]", "{dispute: nothing}", "{dispute: term-start}", "[a, b]", "{value: x}"),
        *("SUN", "USSR", "true", "Europe/Moskow", "é中", "\U0001f600", "../x", "a: b", "- x", "# x"),
        *("'", "[", "&a", "*a", "!!int 3"),
    ]
)
PLACES = [found.span(1) for found in re.finditer(r"[:\[,{] ?([\w.?-]+)(?=[,}\]\n])", PACT)]
KEYS = [found.span(1) for found in re.finditer(r"([a-z_]+)(?=: )", PACT)]


def sound_or_told(text: str) -> None:
    loaded = load_text(text, "p.yaml")
    lines = text.split("\n")
    assert loaded.dossier is not None or loaded.errors
    for found in loaded.diagnostics:
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert found.found
        assert "Input should" not in str(found)


mutating = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@mutating
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3, unique_by=lambda one: one[0]))
def test_values_replaced_by_junk(changes: list[tuple[tuple[int, int], str]]) -> None:
    text = PACT
    for (start, end), junk in sorted(changes, reverse=True):
        text = text[:start] + junk + text[end:]
    sound_or_told(text)


@mutating
@given(st.sampled_from(KEYS), st.sampled_from(["", "x", "event", "dispute", "value", "choices", "on", "<<", "{a: b}"]))
def test_keys_renamed(place: tuple[int, int], name: str) -> None:
    sound_or_told(PACT[: place[0]] + name + PACT[place[1] :])


@mutating
@given(st.integers(0, len(PACT)), st.integers(0, 400))
def test_text_cut_off_and_cut_out(start: int, length: int) -> None:
    sound_or_told(PACT[:start])
    sound_or_told(PACT[:start] + PACT[start + length :])


@mutating
@given(st.integers(0, PACT.count("\n") - 1), st.integers(0, PACT.count("\n") - 1), st.integers(1, 8))
def test_lines_repeated_and_moved(start: int, to: int, count: int) -> None:
    lines = PACT.split("\n")
    sound_or_told("\n".join([*lines[:to], *lines[start : start + count], *lines[to:]]))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """The pact's data with one mapping or list changed: a member gone, twice, renamed or replaced."""
    tree, _ = read_text(PACT, "p.yaml")
    assert tree is not None
    data: Any = tree.data
    node: Any = data
    while True:
        members = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = draw(st.sampled_from(members))
        if isinstance(node[key], dict | list) and node[key] and draw(st.booleans()):
            node = node[key]
            continue
        match draw(st.sampled_from(["gone", "twice", "renamed", "replaced"])):
            case "gone":
                del node[key]
            case "twice" if isinstance(node, list):
                node.append(node[key])
            case "renamed" if isinstance(node, dict):
                node[draw(st.sampled_from(["x", "dispute", "value", "event", "SUN", "1"]))] = node.pop(key)
            case _:
                node[key] = draw(st.sampled_from(["x", "", None, [], {}, ["x"], {"x": "y"}, {"dispute": "term-start"}]))
        return data


@mutating
@given(mutated())
def test_members_gone_repeated_renamed_and_replaced(data: Any) -> None:
    sound_or_told(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
