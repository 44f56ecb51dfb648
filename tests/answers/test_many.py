"""Questions about many treaties: a reading does what editing the dossier does, and a broken file stops nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import foedus
from foedus.answers.groundwork.finding import Finding
from foedus.cli.main import main
from foedus.dossier.library import Library
from foedus.worlds import Choice

PACT = "soviet-japanese-neutrality-pact"
DECLARATION = "declaration-on-mongolia-and-manchukuo"
SHELF = foedus.library()
DISPUTED = [
    (key, name, position)
    for key in (PACT, DECLARATION)
    for name, dispute in SHELF[key].disputes.items()
    for position in dispute.positions
]
EVERYTHING = Library({}, {key: SHELF[key] for key in (PACT, DECLARATION, "hague-convention-iii-1907")})


def settled(value: Any, dispute: str, position: str) -> Any:
    """The same part of a dossier, written as if `dispute` had never been open and `position` stood there."""
    match value:
        case Choice():
            return value.choices[position] if value.dispute == dispute else value
        case BaseModel():
            fields = {name: settled(getattr(value, name), dispute, position) for name in type(value).model_fields}
            return value.model_copy(update=fields)
        case Mapping():
            return {key: settled(held, dispute, position) for key, held in value.items()}
        case tuple() if type(value) is tuple:
            return tuple(settled(held, dispute, position) for held in value)
        case _:
            assert not is_dataclass(value) or not isinstance(value, Choice)
            return value


def edited(key: str, name: str, position: str) -> Library:
    return EVERYTHING.changing(settled(EVERYTHING[key], f"{key}/{name}", position))


def plain(found: Finding) -> list[Any]:
    told = [(str(answer.value), sorted(map(str, answer.readings))) for answer in found.answers]
    return [found.verdict, sorted(told), sorted(found.hinges)]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(DISPUTED),
    st.sampled_from(["1941-04-20", "1943-01-01", "1945-04-06", "1945-08-01", "1945-08-10", "1946-04-20", "1952-01-01"]),
)
def test_what_a_reading_fixes_is_what_an_edited_dossier_says(disputed: tuple[str, str, str], on: str) -> None:
    key, name, position = disputed
    reading, changed = [f"{key}/{name}={position}"], edited(key, name, position)
    assert plain(foedus.between(EVERYTHING, "SUN", "JPN", on, reading)) == plain(
        foedus.between(changed, "SUN", "JPN", on)
    )
    assert plain(foedus.portfolio(EVERYTHING, on, None, reading)) == plain(foedus.portfolio(changed, on))
    assert plain(foedus.deadlines(EVERYTHING, None, None, on, None, reading)) == plain(
        foedus.deadlines(changed, None, None, on)
    )


def test_a_reading_of_the_pact_reaches_the_declaration_that_shares_its_life() -> None:
    found = foedus.between(SHELF, "SUN", "JPN", "1941-04-20", ["term-start=signature"])
    told = [answer for answer in found.answers if answer.value["treaty"] == DECLARATION]
    assert [(answer.value["status"], answer.readings) for answer in told] == [("in force", ({},))]
    assert found.hinges == ("hague-convention-iii-1907/was-the-ussr-bound",)


@pytest.mark.parametrize(
    "ask",
    [
        lambda readings: foedus.between(SHELF, "SUN", "JPN", "1942", readings),
        lambda readings: foedus.portfolio(SHELF, "1942", None, readings),
        lambda readings: foedus.deadlines(SHELF, None, None, "1942", "1943", readings),
    ],
    ids=["between", "status of all", "deadlines"],
)
def test_a_reading_that_bears_on_no_treaty_is_an_error(ask: Any) -> None:
    with pytest.raises(foedus.QuestionError, match="no dispute 'xyzzy' bears on this question"):
        ask(["xyzzy=y"])


# -- dossiers that cannot be used


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with a dossier that is no YAML, and a sound one that rests on it."""
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    (tmp_path / "leaning.yaml").write_text(
        "id: leaning\ntitle: Leaning\nparties: [SUN, JPN]\nacts_of: [broken]\n"
        "record: [{event: signature, on: 1930-06-01, by: [SUN, JPN]}]\n",
        encoding="utf-8",
    )
    return tmp_path


ALL = [
    ["between", "SUN", "JPN", "--on", "1942"],
    ["list"],
    ["status", "--on", "1942"],
    ["deadlines", "--from", "1942", "--to", "1943"],
    ["conflicts", "--party", "JPN", "--on", "1942-06-01"],
    ["duties", "JPN", "--on", "1942"],
    ["fronts", "JPN", "--on", "1942-06-01"],
    ["pairs", "--on", "1942-06-01"],
    ["territory", "Manchukuo"],
]


@pytest.mark.parametrize("words", ALL, ids=lambda words: words[0])
def test_a_broken_dossier_is_left_out_and_named(words: list[str], broken: Path) -> None:
    without = CliRunner().invoke(main, words)
    ran = CliRunner().invoke(main, [*words, "--treaties", str(broken)])
    assert (ran.exit_code, ran.stdout) == (0, without.stdout)
    assert f"foedus: broken is left out: {broken}/broken.yaml:1:6: error: " in ran.stderr
    data = json.loads(CliRunner().invoke(main, [*words, "--treaties", str(broken), "--json"]).stdout)
    assert any(note.startswith("broken is left out: ") for note in data["notes"])


def test_a_treaty_that_rests_on_a_broken_dossier_is_left_out_too(broken: Path) -> None:
    found = foedus.listing(foedus.library(broken))
    assert [text.partition(" ")[0] for text in found.left_out] == ["broken", "leaning"]
    assert "leaning" not in [answer.value["id"] for answer in found.answers]


@pytest.mark.parametrize("words", [["status", "broken"], ["deadlines", "broken"], ["brief", "leaning"]])
def test_a_treaty_that_is_asked_by_name_fails(words: list[str], broken: Path) -> None:
    ran = CliRunner().invoke(main, [*words, "--treaties", str(broken)])
    assert ran.exit_code == 1
    assert "broken.yaml:1:6: error: " in ran.stderr
