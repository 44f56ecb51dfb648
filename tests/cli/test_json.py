"""With --json every answering command prints one object of the same form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"
QUESTIONS = {
    "brief": ["brief", PACT],
    "status": ["status", PACT, "--on", "1945-08-01"],
    "status of a party": ["status", PACT, "--on", "1945-08-01", "--party", "JPN"],
    "between": ["between", "SUN", "JPN", "--on", "1942-01-01"],
    "timeline": ["timeline", PACT],
    "deadlines": ["deadlines", PACT, "--from", "1941-01-01", "--to", "1950-01-01"],
    "list": ["list"],
    "check": ["check", "src/foedus/treaties/soviet-japanese-neutrality-pact.yaml"],
    "whatif": ["whatif", PACT, "--drop", "denunciation", "--", "status", PACT, "--on", "1948-01-01"],
}


def asked(*words: str) -> dict[str, Any]:
    ran = CliRunner().invoke(main, [*words, "--json"])
    assert ran.exit_code == 0, ran.output
    assert ran.stderr == ""
    data = json.loads(ran.stdout)
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_one_object_with_question_verdict_answers_and_hinges(
    words: list[str], monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(pytestconfig.rootpath)
    data = asked(*words)
    assert list(data)[:4] == ["question", "verdict", "answers", "hinges"]
    assert isinstance(data["question"], str)
    assert data["question"].endswith("?")
    assert data["verdict"] in ("every", "some", "none")
    for answer in data["answers"]:
        assert {"value", "readings", "reasons"} <= set(answer)
        assert answer["readings"]
        for reading in answer["readings"]:
            assert all(isinstance(name, str) and isinstance(held, str) for name, held in reading.items())
    assert all(isinstance(hinge, str) for hinge in data["hinges"])


def test_the_pact_on_a_day_of_august_1945_hangs_on_the_notice_alone() -> None:
    data = asked("status", PACT, "--on", "1945-08-01")
    assert (data["verdict"], data["hinges"]) == ("some", ["notice-effect"])
    assert {answer["value"]: answer["readings"] for answer in data["answers"]} == {
        "in force": [{"notice-effect": "term-end"}],
        "ended": [{"notice-effect": "at-once"}],
    }


@pytest.mark.parametrize(("position", "verdict"), [("term-end", "every"), ("at-once", "none")])
def test_a_position_that_is_fixed_settles_what_hangs_on_it(position: str, verdict: str) -> None:
    data = asked("status", PACT, "--on", "1945-08-01", "--reading", f"notice-effect={position}")
    assert (data["verdict"], data["hinges"]) == (verdict, [])


@pytest.mark.parametrize(
    ("on", "verdict", "hinges"),
    [("1943-01-01", "every", []), ("1941-04-12", "none", []), ("1941-04-20", "some", ["term-start"])],
)
def test_the_pact_on_other_days(on: str, verdict: str, hinges: list[str]) -> None:
    data = asked("status", PACT, "--on", on)
    assert (data["verdict"], data["hinges"]) == (verdict, hinges)


def test_reasons_are_trees_with_kind_text_and_source() -> None:
    (answer,) = asked("status", PACT, "--on", "1943-01-01")["answers"]
    (force, *_) = answer["reasons"]
    assert force["kind"] == "clause"
    assert force["source"] == "Article 3"
    assert force["because"]


def test_dates_are_iso_and_in_order() -> None:
    data = asked("deadlines", PACT, "--from", "1941-01-01", "--to", "1950-01-01")
    dates = [answer["value"]["on"] for answer in data["answers"]]
    assert dates == sorted(dates)
    # one year before the end of the term of five years from 25 April 1941, and from 13 April 1941
    assert {"1945-04-25", "1945-04-13"} <= set(dates)


def test_check_gives_each_diagnostic_as_an_answer(pytestconfig: pytest.Config) -> None:
    path = pytestconfig.rootpath / "tests/dossier/broken/month-thirteen.yaml"
    ran = CliRunner().invoke(main, ["check", str(path), "--json"])
    assert ran.exit_code == 1
    (answer,) = json.loads(ran.stdout)["answers"]
    value = answer["value"]
    assert (value["line"], value["column"], value["severity"], value["where"]) == (13, 43, "error", "record[0].on")


@pytest.mark.parametrize(
    ("names", "verdict"),
    [(["sound"], "every"), (["sound", "month-thirteen"], "some"), (["month-thirteen"], "none")],
)
def test_the_verdict_of_check_is_whether_the_dossiers_can_be_used(
    names: list[str], verdict: str, pytestconfig: pytest.Config
) -> None:
    sound = pytestconfig.rootpath / "src/foedus/treaties/soviet-japanese-neutrality-pact.yaml"
    broken = pytestconfig.rootpath / "tests/dossier/broken/month-thirteen.yaml"
    paths = [str(sound if name == "sound" else broken) for name in names]
    data = json.loads(CliRunner().invoke(main, ["check", *paths, "--json"]).stdout)
    assert data["verdict"] == verdict


def test_the_schema_is_json_with_the_option_and_without() -> None:
    plain, told = (CliRunner().invoke(main, words).stdout for words in (["schema"], ["schema", "--json"]))
    assert json.loads(plain) == json.loads(told)
