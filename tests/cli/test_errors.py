"""Questions that cannot be answered: exit code, and the exact words, on standard error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"
NOT_A_DATE = "is not a date: expected YYYY-MM-DD, YYYY-MM, YYYY, 194X, an interval A/B, or a set [A,B]"

WRONG = [
    (["status", "xyzzy"], "no treaty 'xyzzy' in the library; `foedus list` names them all"),
    (["brief", "seed-article"], "seed-article is a chronicle of acts, not a treaty: it has no status of its own"),
    (["status", PACT, "--on", "1945-13-01"], "'1945-13-01' is no date: there is no month 13, only 01 to 12"),
    (["status", PACT, "--on", "soon"], f"'soon' {NOT_A_DATE}"),
    (["between", "SUN", "JPN", "--on", "soon"], f"'soon' {NOT_A_DATE}"),
    (["list", "--on", "soon"], f"'soon' {NOT_A_DATE}"),
    (
        ["status", PACT, "--party", "Frankonia"],
        "no actor is called 'Frankonia'; use a name of the register or add an actor of your own",
    ),
    (
        ["status", PACT, "--party", "Foo"],
        "no actor is called 'Foo'; use a name of the register or add an actor of your own",
    ),
    (["status", "nosuch"], "no treaty 'nosuch' in the library; `foedus list` names them all"),
    (["between", "SUN", "JPNX"], "no actor is called 'JPNX'; did you mean JPN (Japan)?"),
    (["between", "SUN", "SUN"], "SUN and SUN are the same party; ask about two"),
    (
        ["status", PACT, "--reading", "x"],
        "'x' is no reading; write it as dispute=position, for instance notice-effect=term-end",
    ),
    (
        ["status", PACT, "--reading", "term-start=y"],
        "dispute 'term-start' has no position 'y'; its positions are: ratification, signature",
    ),
    (["status", PACT, "--reading", "xyzzy=y"], "no dispute 'xyzzy' bears on this question"),
    (["deadlines", "--from", "someday"], f"'someday' {NOT_A_DATE}"),
    (["deadlines", "--from", "2020-01-01", "--to", "soon"], f"'soon' {NOT_A_DATE}"),
    (
        ["deadlines", "--from", "2020", "--to", "2019"],
        "the time asked about ends (2019-12-31) before it begins (2020-01-01)",
    ),
    (
        ["judge", "hague-convention-iii-1907", "soviet-attack-on-japan"],
        f"the record of hague-convention-iii-1907 has no event 'soviet-attack-on-japan'; it is recorded elsewhere: "
        f"write {PACT}/soviet-attack-on-japan",
    ),
    (["status", PACT, "--treaties", "no-such-folder"], "no-such-folder is no folder of dossiers"),
    (["check", "no-such-file.yaml"], "no-such-file.yaml does not exist"),
    (
        ["timeline", PACT, "--svg", "no-such-folder/x.svg"],
        "cannot write no-such-folder/x.svg: No such file or directory",
    ),
    (["whatif", "xyzzy", "--", "list"], "no treaty 'xyzzy' in the library; `foedus list` names them all"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_is_wrong_is_said_on_standard_error_with_exit_code_1(words: list[str], message: str) -> None:
    ran = CliRunner().invoke(main, words)
    assert (ran.exit_code, ran.stderr) == (1, f"foedus: {message}\n")
    assert ran.stdout in ("", "What if: nothing changed\n")


def test_a_treaty_or_a_kind_that_comes_near_is_named() -> None:
    ran = CliRunner().invoke(main, ["status", "soviet-japanese-neutrality-pakt"])
    assert ran.stderr.startswith(
        f"foedus: no treaty 'soviet-japanese-neutrality-pakt' in the library; did you mean {PACT}"
    )
    ran = CliRunner().invoke(main, ["list", "--kind", "neutralty"])
    assert ran.exit_code == 1
    assert ran.stderr.startswith(
        "foedus: no kind of treaty is called 'neutralty'; the kinds are neutrality, non-aggression"
    )


USAGE = [
    ["brief"],
    ["status", PACT, "--bogus"],
    ["bogus"],
    ["between", "SUN"],
    ["check"],
    ["whatif", PACT],
    ["whatif", PACT, "--", "bogus"],
    ["whatif", PACT, "--", "brief"],
]


@pytest.mark.parametrize("words", USAGE, ids=" ".join)
def test_a_question_that_is_not_put_as_it_must_be_is_a_usage_error_with_exit_code_2(words: list[str]) -> None:
    ran = CliRunner().invoke(main, words, prog_name="foedus")
    assert ran.exit_code == 2
    assert ran.stderr.startswith("Usage: foedus")
    assert "Error: " in ran.stderr


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["--version"], ["status", "--help"], ["whatif", "-h"]], ids=" ".join
)
def test_help_and_version_are_answers(words: list[str]) -> None:
    ran = CliRunner().invoke(main, words)
    assert (ran.exit_code, ran.stderr) == (0, "")


def test_a_folder_without_dossiers_is_an_error_and_not_zero_faults(tmp_path: Path) -> None:
    (tmp_path / "pact.yml").write_text("id: pact\n", encoding="utf-8")
    ran = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert ran.exit_code == 1
    assert ran.stderr == f"foedus: {tmp_path} holds no dossier: the name of a dossier's file ends in .yaml\n"


def test_a_broken_dossier_is_told_as_check_tells_it(pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.rootpath / "tests/dossier/broken"
    ran = CliRunner().invoke(main, ["status", "month-thirteen", "--treaties", str(folder)])
    assert ran.exit_code == 1
    assert ran.stderr == (
        f"foedus: {folder}/month-thirteen.yaml:13:43: error: record[0].on: '1941-13-04' is no date: "
        "there is no month 13, only 01 to 12\n"
    )


# -- as a program of its own


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "foedus.cli.main", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_program_leaves_with_0_1_and_2() -> None:
    good, wrong, usage = run("status", PACT, "--on", "1943"), run("status", "xyzzy"), run("brief")
    assert (good.returncode, wrong.returncode, usage.returncode) == (0, 1, 2)
    assert (good.stderr, wrong.stdout, usage.stdout) == ("", "", "")


def test_piped_output_is_plain_text() -> None:
    assert "\x1b" not in run("brief", PACT).stdout
