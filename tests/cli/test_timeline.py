"""timeline: in the terminal, and --svg."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"
SIGNED = ["--reading", "term-start=signature", "--reading", "notice-effect=at-once"]


def run(*words: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(main, ["timeline", PACT, *words])
    return ran.exit_code, ran.stdout, ran.stderr


def test_the_terminal_shows_bars_and_days_by_reading() -> None:
    code, out, _ = run(*SIGNED)
    assert code == 0
    lines = out.split("\n")
    assert lines[0] == "What is the life of the Soviet–Japanese Neutrality Pact?"
    assert lines[1].split() == ["1941", "1942", "1943", "1944", "1945", "1946"]
    (drawn,) = [line for line in lines if line.startswith("  Soviet Union, Japan")]
    assert "█" in drawn
    assert "in force: 1941-04-13 to 1945-04-05" in out
    assert max(map(len, lines)) <= 100


def test_one_party_alone_and_one_who_is_none() -> None:
    assert "  Japan " in run("--party", "Japan", *SIGNED)[1]
    assert run("--party", "Germany") == (
        0,
        "What is the life of the Soviet–Japanese Neutrality Pact?\n  nothing: no party to it in any reading\n",
        "",
    )


def test_the_picture_is_written_and_named(tmp_path: Path) -> None:
    path = tmp_path / "pact.svg"
    assert run("--svg", str(path), *SIGNED) == (0, f"wrote {path}\n", "")
    root = ET.parse(path).getroot()
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "What is the life of the Soviet–Japanese Neutrality Pact?"
    assert "Soviet Union, Japan: in force from 1941-04-13 to 1945-04-05" in titles


def test_with_json_standard_output_holds_the_object_alone(tmp_path: Path) -> None:
    path = tmp_path / "pact.svg"
    code, out, err = run("--svg", str(path), "--json")
    assert (code, err) == (0, f"wrote {path}\n")
    assert json.loads(out)["hinges"]


def test_a_picture_that_is_there_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "pact.svg"
    path.write_text("old", encoding="utf-8")
    assert run("--svg", str(path))[0] == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")
    assert list(tmp_path.iterdir()) == [path]


def test_a_picture_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pact.svg"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run("--svg", str(path)) == (1, "", f"foedus: cannot write {path}: No space left on device\n")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_or_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    missing, within = tmp_path / "no" / "x.svg", tmp_path / "file" / "x.svg"
    assert run("--svg", str(missing)) == (1, "", f"foedus: cannot write {missing}: No such file or directory\n")
    assert run("--svg", str(within)) == (1, "", f"foedus: cannot write {within}: Not a directory\n")
    assert run("--svg", str(tmp_path))[0] == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    path = tmp_path / "x.svg"
    assert run("--svg", str(path)) == (1, "", f"foedus: cannot write {path}: Permission denied\n")


def test_the_picture_can_be_read_as_other_new_files_can(tmp_path: Path) -> None:
    path, plain = tmp_path / "pact.svg", tmp_path / "plain"
    plain.write_text("", encoding="utf-8")
    run("--svg", str(path))
    assert path.stat().st_mode == plain.stat().st_mode
