"""`foedus deadlines` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"
MANY = """\
id: many
title: Many
parties: [GBR, PRT, SWE]
open_to_others: true
terms:
  binding: {by: [ratification, accession]}
  entry_into_force: {when: {deposits: 3}}
  term: {indefinite: true}
  denunciation: {notice: 1 year, ends_for: leaver, addressee: depositary}
record:
  - {event: ratification, on: 1950-06-01, by: [GBR, PRT, SWE, NOR, DNK]}
  - {event: withdrawal, on: 2025-07-01, by: SWE}
"""


@pytest.fixture
def own(tmp_path: Path) -> list[str]:
    """The options that ask one dossier of the user's own, and nothing else."""
    (tmp_path / "many.yaml").write_text(MANY, encoding="utf-8")
    return ["--treaties", str(tmp_path), "--without-bundled"]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["deadlines", *words])


def test_the_last_days_of_the_pact() -> None:
    shown = run(PACT, "--from", "1945-01-01", "--to", "1945-12-31", "--reading", "notice-effect=term-end")
    assert shown.exit_code == 0
    for day in ("1945-04-12", "1945-04-13", "1945-04-24", "1945-04-25"):
        assert f"{day}  last day for notice" in shown.output
    assert "law/notice-on-last-day" in shown.output


def test_json_has_the_keys_of_a_finding_and_of_a_date() -> None:
    shown = run(PACT, "--from", "1945-01-01", "--to", "1945-12-31", "--json", "--transit", "10 days")
    data = json.loads(shown.output)
    assert set(data) >= {"question", "verdict", "answers", "hinges"}
    last = next(a["value"] for a in data["answers"] if a["value"]["what"] == "last day for notice")
    assert set(last) >= {"on", "what", "treaty", "title", "party", "about", "send_by", "effect"}
    # 12 April less ten days
    assert (last["on"], last["send_by"], last["effect"]) == ("1945-04-12", "1945-04-02", "1946-04-13")


def test_what_is_alike_for_many_parties_is_one_line(own: list[str]) -> None:
    shown = run(*own, "--from", "2026-01-01")
    assert "many (4 parties)" in shown.output
    assert shown.output.count("next exit") == 1
    data = json.loads(run(*own, "--from", "2026-01-01", "--json").output)
    leaving = [a["value"]["party"] for a in data["answers"] if a["value"]["what"] == "next exit"]
    assert sorted(leaving) == ["DNK", "GBR", "NOR", "PRT"]


def test_one_party_alone(own: list[str]) -> None:
    shown = run(*own, "--from", "2026-01-01", "--party", "SWE")
    assert "2026-07-01  exit takes effect  many (SWE)" in shown.output
    assert "next exit" not in shown.output


def test_ics_writes_a_file_that_another_program_reads(own: list[str], tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    shown = run(*own, "--from", "2026-01-01", "--ics", str(file))
    assert (shown.exit_code, shown.output) == (0, f"wrote {file}: 1 date\n")
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["UID"] == "many/SWE/exit-takes-effect/stint-0@foedus"
    first = file.read_bytes()
    assert first.count(b"\n") == first.count(b"\r\n")


def test_ics_beside_json_leaves_the_json_whole(own: list[str], tmp_path: Path) -> None:
    shown = run(*own, "--from", "2026-01-01", "--json", "--ics", str(tmp_path / "dates.ics"))
    assert json.loads(shown.stdout)["answers"]
    assert "wrote" in shown.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--from", "2026-13-01"], "2026-13-01"),
        (["--from", "2026-01-01", "--to", "2025-01-01"], "before it begins"),
        (["--transit", "a while"], "not a period"),
        (["--party", "Atlantis"], "Atlantis"),
        (["--reading", "nothing=such"], "no dispute 'nothing'"),
        (["--ics", "no-such-folder/dates.ics"], "cannot write"),
    ],
)
def test_a_wrong_question_leaves_with_one_and_a_message(own: list[str], words: list[str], says: str) -> None:
    shown = run(*own, *words)
    assert shown.exit_code == 1
    assert says in shown.stderr
    assert "Traceback" not in shown.output
