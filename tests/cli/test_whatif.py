"""whatif: the same questions in a changed record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"


def run(*words: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(main, ["whatif", PACT, *words])
    return ran.exit_code, ran.stdout, ran.stderr


def ends(*changes: str, reading: tuple[str, ...]) -> list[str]:
    """The ends of the pact in a changed record, the attack left out, with positions fixed."""
    fixed = [word for text in reading for word in ("--reading", text)]
    code, out, err = run(*changes, "--drop", "soviet-attack-on-japan", "--", "brief", PACT, *fixed, "--json")
    assert (code, err) == (0, "")
    return [answer["value"]["end"] for answer in json.loads(out)["answers"]]


ONCE = ("notice-effect=term-end", "later-renewals=once")


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        # five years from 13 April 1941 end on 13 April 1946; the last day for notice is 13 April 1945: the 14th is late
        ("1945-04-14", "signature", "13 April 1951 (ended by notice)"),
        # five years from 25 April 1941 end on 25 April 1946; the last day for notice is 25 April 1945: in time
        ("1945-04-14", "ratification", "25 April 1946 (ended by notice)"),
        ("1945-04-26", "signature", "13 April 1951 (ended by notice)"),
        ("1945-04-26", "ratification", "25 April 1951 (ended by notice)"),
    ],
)
def test_a_notice_on_another_day(day: str, start: str, end: str) -> None:
    (told,) = ends("--move", f"denunciation={day}", reading=(f"term-start={start}", *ONCE))
    # whether a late notice still stops the second renewal, or the only renewal runs out, the day is the same
    assert told.split(" (")[0] == end.split(" (")[0]


def test_without_notice_the_pact_renews_itself_once() -> None:
    (told,) = ends("--drop", "denunciation", reading=("term-start=ratification", "later-renewals=once"))
    assert told.split(" (")[0] == "25 April 1951"


def test_a_notice_that_is_added_counts() -> None:
    notice = "{event: denunciation, on: 1942-01-05, by: JPN, to: SUN, effect: at_once}"
    code, out, _ = run("--add", notice, "--", "status", PACT, "--on", "1942-06-01")
    assert code == 0
    assert out.startswith(
        f"What if: with {notice}\nIs the Soviet–Japanese Neutrality Pact in force on 1942-06-01?\n  no"
    )


def test_a_hypothesis_adds_its_events() -> None:
    code, out, _ = run("--suppose", "german-victory-at-stalingrad", "--", "timeline", PACT)
    assert code == 0
    assert out.startswith("What if: supposing german-victory-at-stalingrad\n")
    assert "1943-03" in out


def test_changes_are_named_and_json_stays_one_object() -> None:
    words = ["--drop", "exchange", "--move", "denunciation=1945-04-14", "--", "status", PACT, "--on", "1943"]
    assert run(*words)[1].startswith("What if: without the exchange; the denunciation on 1945-04-14\n")
    data: dict[str, Any] = json.loads(run(*words, "--json")[1])
    assert data["verdict"] == "every"


def test_changes_upon_changes() -> None:
    inner = ["whatif", PACT, "--drop", "soviet-attack-on-japan", "--", "status", PACT, "--on", "1948", "--json"]
    data = json.loads(run("--drop", "denunciation", "--", *inner)[1])
    assert (data["verdict"], data["hinges"]) == ("every", [])


def test_the_library_itself_stays_as_it_is() -> None:
    before = CliRunner().invoke(main, ["brief", PACT]).stdout
    assert run("--drop", "denunciation", "--", "brief", PACT)[1] != before
    assert CliRunner().invoke(main, ["brief", PACT]).stdout == before


WRONG = [
    (["--drop", "xyzzy"], f"the record of {PACT} has no event 'xyzzy'; it has, for instance, signature,"),
    (
        ["--drop", "denounciation"],
        f"the record of {PACT} has no event 'denounciation'; it has, for instance, denunciation",
    ),
    (["--move", "denunciation"], "'denunciation' moves nothing; write it as EVENT=DATE, for instance denunciation="),
    (["--move", "denunciation=soon"], "'soon' is not a date: expected YYYY-MM-DD"),
    (
        ["--move", "ratification=1941-05-01"],
        "'ratification' names 2 events (soviet-ratification, japanese-ratification)",
    ),
    (["--add", "denunciation"], "'denunciation' is no event; write {event: KIND, on: DATE, by: PARTY}"),
    (["--add", "{event: xyzzy, on: 1941}"], "'{event: xyzzy, on: 1941}' is no event: "),
    (["--suppose", "xyzzy"], f"{PACT} has no hypothesis 'xyzzy'; it has german-victory-at-stalingrad, no-notice"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[" ".join(change) for change, _ in WRONG])
def test_a_change_that_cannot_be_made_is_said(change: list[str], message: str) -> None:
    code, out, err = run(*change, "--", "status", PACT, "--on", "1943")
    assert (code, out) == (1, "")
    assert err.startswith(f"foedus: {message}")
