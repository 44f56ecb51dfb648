"""What people see: pages that stay pages, for every treaty of the library, and plain text where no colour is wanted."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

import foedus
from foedus.cli.main import main

LIBRARY = foedus.library()
TREATIES = [key for key in LIBRARY if not LIBRARY[key].is_chronicle]
PACT = "soviet-japanese-neutrality-pact"


def shown(*words: str, **environment: str) -> str:
    ran = CliRunner(env=environment).invoke(main, list(words))
    assert ran.exit_code == 0, ran.output
    assert ran.exception is None
    return ran.stdout


@pytest.mark.parametrize("treaty", TREATIES)
def test_every_brief_is_one_page(treaty: str) -> None:
    lines = shown("brief", treaty).split("\n")
    assert max(map(len, lines)) <= 100
    assert len(lines) <= 100
    assert "\n".join(lines).partition("\n═")[0].replace("\n", " ") == LIBRARY[treaty].title
    assert "Life" in "\n".join(lines)


@pytest.mark.parametrize("treaty", TREATIES)
def test_every_command_answers_on_every_treaty(treaty: str) -> None:
    party = next(iter((*LIBRARY[treaty].parties, *(actor for event in LIBRARY[treaty].record for actor in event.by))))
    assert "in force on 1950-01-01?" in shown("status", treaty, "--on", "1950-01-01", "--why")
    assert " in force for " in shown("status", treaty, "--on", "2020", "--party", party)
    assert "What is the life of the" in shown("timeline", treaty, "--why")
    assert shown("timeline", treaty, "--party", party)
    assert shown("deadlines", treaty, "--from", "1900-01-01", "--to", "2100-01-01", "--why")
    assert shown("brief", treaty, "--why")
    assert shown("brief", treaty, "--json")


def test_the_brief_of_the_pact_tells_what_it_is_how_it_lived_and_what_that_hangs_on() -> None:
    page = shown("brief", PACT)
    for text in (
        "Soviet–Japanese Neutrality Pact\n═══",
        "signature     13 April 1941, Moscow: Soviet Union (Molotov), Japan (Matsuoka, Tatekawa)",
        "in force 25 April 1941 to 25 April 1946 (ended by notice), if term-start = ratification",
        "in force 13 April 1941 to 5 April 1945 (ended at once by notice), if term-start = signature",
        "notice-effect: When did the notice of 5 April 1945 end the pact?",
        "1945-04-25  last day for notice: for the end on 1946-04-25 *",
        "Art. 2: each party observes neutrality",
    ):
        assert text in page


def test_the_brief_of_a_treaty_that_renews_itself_looks_ahead_from_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.cli.main.today", lambda: "2026-03-01")
    renewing = ["whatif", PACT, "--drop", "denunciation", "--", "brief", PACT]
    for position in ("term-start=ratification", "pact-after-attack=in-force-and-breached", "later-renewals=repeatedly"):
        renewing += ["--reading", position]
    page = shown(*renewing, "--reading", "law/notice-on-last-day=in-time")
    dates = page.partition("\nDates\n")[2].partition("\n\n")[0]
    # 25 April 1941 and seventeen times five years; a notice of March 2026 is late for that
    assert [" ".join(line.split()[:2]) for line in dates.split("\n")] == [
        "2026-04-25 renewal:",
        "2030-04-25 last",
        "2031-04-25 next",
        "2031-04-25 renewal:",
        "2035-04-25 last",
    ]
    years = page.partition("\nLife\n")[2].split("\n")[0].split()
    assert int(years[-1]) >= 2020
    assert "▶" in page


def test_a_date_that_is_only_about_right_is_said_to_be_so() -> None:
    told = shown("status", PACT, "--on", "1943-04~")
    assert "note: the date asked about, 1943-04~, is approximate; it is taken as written: 1943-04-01 to" in told
    assert "note:" not in shown("status", PACT, "--on", "1943-04")


def test_a_convention_is_listed_with_the_number_of_its_participants_and_no_year_that_nobody_signed_in() -> None:
    (line,) = [line for line in shown("list").split("\n") if line.startswith("iccpr ")]
    assert line.split()[1:2] == ["1976"]
    assert re.search(r"\d+ parties on record$", line.rstrip())


def test_the_list_and_the_status_of_all_are_in_the_order_of_the_ids() -> None:
    for words in (["list"], ["status", "--on", "1943"]):
        head, *rest = [line for line in shown(*words).split("\n") if line and not line.startswith(("Which", " "))]
        ids = [line.split()[0] for line in rest[:-1]]
        assert head.startswith("treaty")
        assert ids == sorted(ids)


def test_many_ratifications_are_summed_up_in_one_line() -> None:
    page = shown("brief", "un-charter")
    (line,) = [line for line in page.split("\n") if line.startswith("ratification")]
    assert re.fullmatch(r"ratification  \d+ acts; the first: 8 August 1945: United States; the last: .+", line)


def test_a_position_that_is_fixed_leaves_one_reading() -> None:
    fixed = ["term-start=ratification", "notice-effect=term-end", "pact-after-attack=suspended"]
    page = shown("brief", PACT, *(word for text in fixed for word in ("--reading", text)))
    assert "\nLife\n" in page
    assert "in force 25 April 1941, suspended from 9 August 1945 to 25 April 1946 (ended by notice)\n" in page


def test_reasons_are_printed_only_if_asked_for() -> None:
    words = ["status", PACT, "--on", "1943-01-01"]
    assert "why:" not in shown(*words)
    told = shown(*words, "--why")
    assert "    why:\n" in told
    assert "Article 3" in told


def test_the_status_of_one_who_is_no_party_is_that() -> None:
    told = shown("status", PACT, "--on", "1943-01-01", "--party", "Germany")
    assert told.startswith(
        "Is the Soviet–Japanese Neutrality Pact in force for Germany on 1943-01-01?\n  no  (in no reading)"
    )
    assert "  not a party\n" in told


@pytest.mark.parametrize(
    "words", [["brief", PACT], ["timeline", PACT], ["list"], ["between", "SUN", "JPN", "--on", "1942"]]
)
def test_the_width_of_the_terminal_changes_nothing(words: list[str]) -> None:
    assert shown(*words, COLUMNS="40") == shown(*words, COLUMNS="200") == shown(*words)


def test_colour_is_for_terminals_that_want_it() -> None:
    runner = CliRunner()
    assert "\x1b[1m" in runner.invoke(main, ["brief", PACT], color=True).output
    assert "\x1b" not in runner.invoke(main, ["brief", PACT], color=True, env={"NO_COLOR": "1"}).output
    assert "\x1b[1m" in runner.invoke(main, ["brief", PACT], color=True, env={"NO_COLOR": ""}).output
    assert "\x1b" not in runner.invoke(main, ["brief", PACT]).output


def test_the_list_can_be_cut_by_party_and_kind_and_told_on_a_day() -> None:
    every = shown("list").split("\n")
    assert any(line.startswith(PACT) and "1941" in line for line in every)
    assert not any("seed-article" in line for line in every)
    mine = shown("list", "--party", "Japan", "--kind", "neutrality", "--on", "1943-01-01").split("\n")
    assert next(line for line in mine if line.startswith(PACT)).rstrip().endswith("in force")
    assert len(mine) < len(every)
