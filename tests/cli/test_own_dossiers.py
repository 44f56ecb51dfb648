"""--treaties: a person's own dossiers beside the bundled ones, in the place of one, or alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"
OWN = """\
id: {id}
title: {title}
parties: [SUN, JPN]
terms:
  entry_into_force: {{when: signature, article: "1"}}
  term: {{length: 2 years, article: "2"}}
record:
  - {{event: signature, on: 1930-06-01, by: [SUN, JPN]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for key, title in (("my-pact", "My own pact"), (PACT, "Another pact of that name")):
        (tmp_path / "sub" / f"{key}.yaml").write_text(OWN.format(id=key, title=title), encoding="utf-8")
    return tmp_path


def told(*words: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(main, list(words))
    return ran.exit_code, ran.stdout, ran.stderr


def test_own_dossiers_stand_beside_the_bundled_ones(folder: Path) -> None:
    code, out, _ = told("list", "--treaties", str(folder), "--json")
    ids = [answer["value"]["id"] for answer in json.loads(out)["answers"]]
    assert code == 0
    assert {"my-pact", "tripartite-pact", PACT} <= set(ids)
    assert len(ids) == len(set(ids))


def test_an_own_dossier_takes_the_place_of_a_bundled_one(folder: Path) -> None:
    _, out, _ = told("status", PACT, "--on", "1931-01-01", "--treaties", str(folder))
    # two years from 1 June 1930 end on 1 June 1932
    assert out.startswith("Is the Another pact of that name in force on 1931-01-01?\n  yes")
    assert "until 1932-06-01" in out


def test_own_dossiers_alone(folder: Path) -> None:
    code, out, _ = told("list", "--treaties", str(folder), "--without-bundled")
    assert code == 0
    assert out.rstrip().endswith("2 treaties")
    code, _, err = told("status", "tripartite-pact", "--treaties", str(folder), "--without-bundled")
    assert code == 1
    assert err.startswith("foedus: no treaty 'tripartite-pact' in the library")


def test_the_last_folder_named_counts(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "my-pact.yaml").write_text(OWN.format(id="my-pact", title="A later draft"), encoding="utf-8")
    _, out, _ = told("status", "my-pact", "--on", "1931", "--treaties", str(folder), "--treaties", str(other))
    assert "A later draft" in out


def test_a_broken_dossier_troubles_only_those_who_ask_for_it(folder: Path) -> None:
    (folder / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    assert told("status", "my-pact", "--on", "1931", "--treaties", str(folder))[0] == 0
    code, out, err = told("status", "broken", "--treaties", str(folder))
    assert (code, out) == (1, "")
    assert err.startswith(f"foedus: {folder}/broken.yaml:1:1: error: title: ")


def test_what_if_takes_the_folder_itself_and_the_question_below_it_does_not(folder: Path) -> None:
    move = ["whatif", "my-pact", "--move", "signature=1935-06-01", "--treaties", str(folder), "--"]
    _, out, _ = told(*move, "status", "my-pact", "--on", "1936-01-01")
    assert "until 1937-06-01" in out
    code, _, err = told(*move, "status", "my-pact", "--on", "1936-01-01", "--treaties", str(folder))
    assert code == 1
    assert err == "foedus: say --treaties and --without-bundled to whatif itself, before its treaty's changes\n"
