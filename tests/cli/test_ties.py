"""fronts, pairs and territory on the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"


def run(*words: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(main, list(words))
    return ran.exit_code, ran.stdout, ran.stderr


def data(*words: str) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_fronts_sort_the_neighbours_and_name_what_ties() -> None:
    code, out, _ = run("fronts", "SUN", "--on", "1941-12-01")
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "How did Soviet Union stand to every other actor on 1941-12-01?"
    assert "5 at war: Germany, Finland, Hungary, Romania, Slovak State (eastern Europe)" in lines
    assert f"Japan: {PACT}" in lines
    assert "Manchukuo: declaration-on-mongolia-and-manchukuo (binds Soviet Union alone)" in lines


def test_fronts_in_a_world_without_the_pact() -> None:
    code, out, _ = run("whatif", PACT, "--without", "--", "fronts", "SUN", "--on", "1941-12-01")
    assert code == 0
    assert out.startswith(f"What if: without {PACT}\nHow did Soviet Union stand")
    assert f": {PACT}" not in out
    found = data("whatif", PACT, "--without", "--", "fronts", "SUN", "--on", "1941-12-01")
    assert {"JPN", "MAN"} <= set(found["answers"][0]["value"]["unbound"])


def test_pairs_tell_first_those_that_a_pact_held_apart() -> None:
    code, out, _ = run("pairs", "--on", "1942-06-01", "--party", "JPN")
    assert code == 0
    lines = out.splitlines()
    assert lines[2].strip() == "held apart by a pact (1)"
    assert lines[3].strip().startswith(f"Japan and Soviet Union [{PACT}]: the one fought ")


def test_territory_tells_spans_acts_and_promises() -> None:
    code, out, _ = run("territory", "Kuril islands")
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "By the records, who held Kuril islands, and by which act?"
    assert "1945-09-01 to 1946-02-02: Soviet Union (occupied by Soviet Union;" in " ".join(lines)
    assert "promised from 1945-02-11 by yalta-agreement-on-japan" in " ".join(lines)


@pytest.mark.parametrize(
    "words",
    [
        ("fronts", "JPN", "--on", "1942-06-01"),
        ("pairs", "--on", "1942-06-01"),
        ("territory", "Manchukuo"),
        ("territory", "--all", "--on", "1943-01-01"),
    ],
)
def test_every_answer_is_one_json_object_of_the_one_form(words: tuple[str, ...]) -> None:
    found = data(*words)
    assert {"question", "verdict", "answers", "hinges"} <= set(found)
    assert found["verdict"] in ("every", "some", "none")
    assert found["answers"]
    for answer in found["answers"]:
        assert {"value", "readings", "reasons"} <= set(answer)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        (("fronts", "SUN", "--on", "1941-12-01"), "[Article 3]"),
        (("pairs", "--on", "1942-06-01", "--party", "SUN"), "held apart by Soviet–Japanese Neutrality Pact"),
        (("territory", "Kuril islands"), "annexation by SUN on 2 February 1946"),
    ],
)
def test_why_gives_the_reasons(words: tuple[str, ...], source: str) -> None:
    code, out, _ = run(*words, "--why")
    assert code == 0
    assert source in out
    assert source not in run(*words)[1]


def test_a_reading_and_the_knowledge_of_an_actor_can_be_fixed() -> None:
    found = data("fronts", "SUN", "--on", "1945-08-01", "--reading", "notice-effect=at-once")
    japan = [a["value"]["tie"] for a in found["answers"] if a["value"].get("actor") == "JPN"]
    assert japan == ["unbound"]
    known = data("territory", "Kuril islands", "--on", "1945-03-01", "--as-known-to", "JPN")
    assert all(answer["value"]["what"] == "held" for answer in known["answers"])


def test_the_list_and_the_brief_tell_what_the_data_sets_would_call_a_treaty() -> None:
    (pact,) = (a["value"] for a in data("list", "--kind", "neutrality")["answers"] if a["value"]["id"] == PACT)
    assert (pact["atop"], pact["cow"]) == (["neutrality", "non-aggression"], "neutrality or non-aggression pact")
    brief = run("brief", PACT)[1]
    assert "ATOP: neutrality, non-aggression; COW: neutrality or non-aggression pact" in " ".join(brief.split())


WRONG = [
    (("fronts", "Frankonia", "--on", "1941"), 1, "foedus: no actor is called 'Frankonia'"),
    (("fronts", "SUN", "--on", "1999"), 1, "foedus: Soviet Union (SUN) did not exist on 1999; ask about a day of"),
    (("fronts", "SUN", "--on", "soon"), 1, "foedus: 'soon' is not a date"),
    (("territory", "Atlantis"), 1, "foedus: no act on record concerns a place called 'Atlantis'; the records name"),
    (("territory",), 2, "name a PLACE, or ask for --all of them"),
    (("territory", "Kuril islands", "--all"), 2, "name a PLACE, or ask for --all of them"),
    (("pairs", "--on", "1942", "--reading", "xyzzy=y"), 1, "foedus: no dispute 'xyzzy' bears on this question"),
]


@pytest.mark.parametrize(("words", "code", "message"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_a_question_that_cannot_be_answered_says_why(words: tuple[str, ...], code: int, message: str) -> None:
    ended, out, err = run(*words)
    assert (ended, out) == (code, "")
    assert message in err
