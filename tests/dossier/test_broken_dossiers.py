"""Broken dossiers, each with the exact words that `foedus check` has for it.

`broken/messages.txt` holds the messages, a section a file: file, line, column, what was found, what was expected,
and the remedy. Each file of `broken` is a sound dossier but for the fault that its name tells.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.cli.main import main
from foedus.dossier import yaml_text
from foedus.dossier.load import load_file, load_text

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(path.name for path in BROKEN.glob("*.yaml"))
MESSAGES = {
    section.partition("\n")[0]: section.partition("\n")[2].strip()
    for section in (BROKEN / "messages.txt").read_text(encoding="utf-8").split("== ")
    if section
}
WARNED = {"dispute-that-stands-nowhere.yaml"}
"""Files with a warning alone, which leaves a dossier usable."""


def test_every_broken_dossier_has_its_message_and_there_are_more_than_thirty() -> None:
    assert sorted(MESSAGES) == FILES
    assert len(FILES) > 30


@pytest.mark.parametrize("name", FILES)
def test_check_prints_this_message_and_no_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    ran = CliRunner().invoke(main, ["check", name])
    errors = MESSAGES[name].count(": error: ")
    warnings = MESSAGES[name].count(": warning: ")
    usable = 0 if errors else 1
    total = (
        f"1 dossier, {usable} usable, {errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    )
    assert ran.output == f"{MESSAGES[name]}\n{total}\n"
    assert ran.exit_code == (1 if errors else 0)


@pytest.mark.parametrize("name", FILES)
def test_every_message_stands_in_the_file_and_a_dossier_with_an_error_is_not_used(name: str) -> None:
    loaded = load_file(BROKEN / name, name)
    assert loaded.diagnostics
    assert (loaded.dossier is None) is (name not in WARNED)
    for found in loaded.diagnostics:
        lines = (BROKEN / found.file).read_text(encoding="utf-8").split("\n")
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1


@pytest.mark.parametrize("name", FILES)
def test_no_message_speaks_the_language_of_the_machine(name: str) -> None:
    for word in ("pydantic", "Traceback", "NoneType", "Input should", "function-", "tuple", "dict", "model_type"):
        assert word not in MESSAGES[name]


def test_a_dossier_over_a_mebibyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "oversize.yaml"
    path.write_text("id: oversize\ntitle: x\n" + "# filler\n" * 130_000, encoding="utf-8")
    (found,) = load_file(path, path.name).diagnostics
    assert str(found) == (
        f"oversize.yaml:1:1: error: found a file of {path.stat().st_size:,} bytes, expected at most 1 MiB "
        f"({yaml_text.MAX_BYTES:,} bytes)\n    split it"
    )


def test_a_file_that_is_not_utf8_is_named_by_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("id: latin\ntitle: Traité\n".encode("latin-1"))
    (found,) = load_file(path, path.name).diagnostics
    assert str(found) == (
        "latin.yaml:2:13: error: found the byte 0xe9, which is not UTF-8, expected UTF-8 text\n"
        "    save the file as UTF-8"
    )


def test_all_faults_of_a_file_are_told_in_one_run() -> None:
    text = (
        "id: many\ntitle: x\nparties: [sun]\nterms: {term: {length: soon}}\nrecord: [{event: signed, on: 1941-02-30}]\n"
    )
    places = [(found.line, found.where) for found in load_text(text, "many.yaml").diagnostics]
    assert places == [(3, "parties[0]"), (4, "terms.term.length"), (5, "record[0].event"), (5, "record[0].on")]


CUT = re.compile(r"after a comma, with no ':' behind it")


@pytest.mark.parametrize(
    ("event", "remedy"),
    [
        ("what: came, saw, won", 'what: "came, saw, won"'),
        ("what: came, saw, on: 1941-04-13", 'what: "came, saw"'),
        ("what: read at 15:00, left at 16:00", 'what: "read at 15:00, left at 16:00"'),
        ("place: Moscow, Kremlin, what: a visit", 'place: "Moscow, Kremlin"'),
    ],
)
def test_a_text_that_a_comma_cut_in_pieces_is_one_fault_with_the_text_made_whole(event: str, remedy: str) -> None:
    day = "" if "on:" in event else ", on: 1941-04-13"
    text = f"id: p\ntitle: t\nparties: [SUN, JPN]\nrecord:\n  - {{event: occurrence, {event}{day}}}\n"
    (found,) = load_text(text, "p.yaml").diagnostics
    assert CUT.search(found.found)
    assert f" in quotes, {remedy};" in found.remedy


def test_a_key_with_a_colon_and_nothing_behind_it_is_not_taken_for_cut_text() -> None:
    text = "id: p\ntitle: t\nparties: [SUN, JPN]\ncolour:\nrecord: [{event: signature, hue: , on: 1941, by: SUN}]\n"
    found = [str(each).split("\n") for each in load_text(text, "p.yaml").diagnostics]
    assert [lines[1].strip() for lines in found] == ["remove it", "remove it"]
