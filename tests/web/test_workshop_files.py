"""The files of the workshop: none is lost, none is written but in the folder, none over what was not seen."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.asked import SOUND

from foedus.dossier.library import bundled, library
from foedus.dossier.load import load_file
from foedus.web.workshop.folder import (
    HISTORY,
    NOTHING,
    WorkshopError,
    file_of,
    files,
    new_file,
    read,
    strays,
)
from foedus.web.workshop.saving import Conflict, Saved, create, save, versions
from foedus.web.workshop.starting import start_blank, start_copy

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)


def digest_of(folder: Path, key: str = "own-pact") -> str:
    path = file_of(folder, key)
    assert path is not None
    kept, _ = read(path)
    assert kept is not None
    return kept.digest


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_saving_keeps_the_earlier_version_under_a_number_and_a_date(folder):
    for number, text in enumerate(("a", "b", "c"), 1):
        before = (folder / "own-pact.yaml").read_bytes()
        done = save(folder, "own-pact", f"{SOUND}note: {text}\n", digest_of(folder), NOW)
        assert isinstance(done, Saved)
        assert done.digest == digest_of(folder)
        assert done.earlier == folder / HISTORY / "own-pact" / f"{number:04d}-2026-11-24T14-30-00.yaml.txt"
        assert done.earlier.read_bytes() == before
    assert (folder / "own-pact.yaml").read_text() == f"{SOUND}note: c\n"
    assert [path.name[:4] for path in versions(folder, "own-pact")] == ["0003", "0002", "0001"]
    assert versions(folder, "own-pact")[-1].read_text() == SOUND


def test_earlier_versions_are_no_dossiers_of_the_library(folder):
    save(folder, "own-pact", SOUND + "note: a\n", digest_of(folder), NOW)
    assert set(library(folder, with_bundled=False)) == set(files(folder)) == {"broken-pact", "own-pact"}


def test_a_text_that_is_as_the_file_makes_no_version(folder):
    before = everything(folder)
    assert save(folder, "own-pact", SOUND.replace("\n", "\r\n"), digest_of(folder), NOW) == Saved(digest_of(folder))
    assert everything(folder) == before


def test_a_file_that_has_changed_since_is_shown_and_not_written_over(folder):
    base = digest_of(folder)
    (folder / "own-pact.yaml").write_text(SOUND + "note: theirs\n")
    before = everything(folder)
    done = save(folder, "own-pact", SOUND + "note: mine\n", base, NOW)
    assert isinstance(done, Conflict)
    assert done.kept is not None
    assert done.kept.text.endswith("theirs\n")
    assert everything(folder) == before
    assert isinstance(save(folder, "own-pact", SOUND + "note: mine\n", done.kept.digest, NOW), Saved)
    assert versions(folder, "own-pact")[0].read_text().endswith("theirs\n")


def test_a_file_that_is_gone_comes_back_only_if_that_is_asked_for(folder):
    base = digest_of(folder)
    (folder / "own-pact.yaml").unlink()
    assert save(folder, "own-pact", SOUND, base, NOW) == Conflict(NOTHING)
    assert not (folder / "own-pact.yaml").exists()
    assert isinstance(save(folder, "own-pact", SOUND, "", NOW), Saved)
    assert (folder / "own-pact.yaml").read_text() == SOUND


def test_a_file_that_appeared_since_is_not_written_over(folder):
    done = save(folder, "own-pact", "mine", "", NOW)
    assert isinstance(done, Conflict)
    assert (folder / "own-pact.yaml").read_text() == SOUND


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(folder, monkeypatch):
    before = everything(folder)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkshopError, match="is as it was: No space left"):
        save(folder, "own-pact", SOUND + "note: a\n", digest_of(folder), NOW)
    with pytest.raises(WorkshopError, match="no space left"):
        create(folder, "new-pact", SOUND, {"new-pact.csv": b"party,action,date\n"})
    assert everything(folder) == before


def test_a_replacement_that_fails_leaves_the_file_and_nothing_beside_it(folder, monkeypatch):
    before = everything(folder)

    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(WorkshopError, match="Permission denied"):
        save(folder, "own-pact", SOUND + "note: a\n", digest_of(folder), NOW)
    assert everything(folder) == before


def test_a_change_in_the_very_moment_of_saving_is_seen(folder, monkeypatch):
    link = os.link

    def and_then_somebody_writes(source: Path, target: Path) -> None:
        link(source, target)
        (folder / "own-pact.yaml").write_text("theirs\n")

    monkeypatch.setattr(os, "link", and_then_somebody_writes)
    done = save(folder, "own-pact", SOUND + "note: a\n", digest_of(folder), NOW)
    assert isinstance(done, Conflict)
    assert (folder / "own-pact.yaml").read_text() == "theirs\n"


def test_line_ends_the_byte_order_mark_and_the_rights_of_a_file_stay(folder):
    path = folder / "own-pact.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    save(folder, "own-pact", SOUND + "note: é\n", digest_of(folder), NOW)
    assert path.read_bytes() == b"\xef\xbb\xbf" + (SOUND + "note: é\n").replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_broken_text_is_the_users_and_is_saved(folder):
    assert isinstance(save(folder, "own-pact", "id: [\n", digest_of(folder), NOW), Saved)
    assert (folder / "own-pact.yaml").read_text() == "id: [\n"


@pytest.mark.parametrize("data", [b"title: \x80\n", b"note: a\x07b\n", b"id: a\rtitle: b\n", b"note: a\x00b\n"])
def test_what_a_page_cannot_give_back_unchanged_is_not_opened(folder, data):
    (folder / "own-pact.yaml").write_bytes(data)
    kept, faults = read(folder / "own-pact.yaml")
    assert kept is None
    assert faults[0].line >= 1
    assert isinstance(save(folder, "own-pact", SOUND, "", NOW), Conflict)
    assert (folder / "own-pact.yaml").read_bytes() == data


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=200))
def test_whatever_is_saved_is_read_back(text):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create(folder, "pact", SOUND)
        done = save(folder, "pact", text, digest_of(folder, "pact"), NOW)
        assert isinstance(done, Saved)
        kept, _ = read(folder / "pact.yaml")
        assert kept is not None
        assert kept.text == text.removeprefix("\ufeff")


HOSTILE = [
    "../outside",
    "..",
    ".",
    "",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:evil",
    "a\x00b",
    "a\nb",
    "own pact",
    "Own-Pact",
    "own-pact.yaml",
    "own-pact ",
    "-own",
    "~root",
    "%2e%2e%2f",
    "ÅLAND",
    "con",
    "nul",
    "com1",
    "lpt9",
    "x" * 101,
    ".history",
]


@pytest.mark.parametrize("key", HOSTILE, ids=repr)
def test_a_new_file_has_a_plain_name_in_the_folder_or_is_not_made(folder, key):
    before = everything(folder.parent)
    with pytest.raises(WorkshopError, match=r"no id for a dossier|cannot be the name"):
        new_file(folder, key)
    with pytest.raises(WorkshopError):
        save(folder, key, SOUND, "", NOW)
    with pytest.raises(WorkshopError):
        start_copy(folder, key, bundled(), "iccpr")
    assert everything(folder.parent) == before
    assert file_of(folder, key) is None
    assert versions(folder, key) == []


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_name_leads_out_of_the_folder(key):
    with tempfile.TemporaryDirectory() as name:
        try:
            made = new_file(Path(name), key)
        except WorkshopError:
            return
        assert made.parent == Path(name)
        assert made.name == f"{key}.yaml"


def test_names_that_some_systems_hold_for_one_are_not_both_made(folder):
    (folder / "Old-Pact.yaml").write_text(SOUND)
    with pytest.raises(WorkshopError, match="already"):
        new_file(folder, "old-pact")


def test_a_link_that_leads_out_of_the_folder_is_shown_and_never_followed(folder, tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text(SOUND)
    (folder / "leads-out.yaml").symlink_to(outside)
    (folder / "leads-nowhere.yaml").symlink_to(tmp_path / "none.yaml")
    (folder / "inside.yaml").symlink_to(folder / "own-pact.yaml")
    assert strays(folder) == ["leads-nowhere.yaml", "leads-out.yaml"]
    assert set(files(folder)) == {"broken-pact", "inside", "own-pact"}
    with pytest.raises(WorkshopError, match="already"):
        save(folder, "leads-out", "mine", "", NOW)
    assert outside.read_text() == SOUND


def test_a_linked_folder_is_not_entered(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "far-pact.yaml").write_text(SOUND)
    (folder / "linked").symlink_to(elsewhere)
    assert "far-pact" not in files(folder)


def test_a_history_that_leads_out_of_the_folder_is_not_written_to(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / HISTORY).symlink_to(elsewhere)
    with pytest.raises(WorkshopError, match="leads out of the folder"):
        save(folder, "own-pact", SOUND + "note: a\n", digest_of(folder), NOW)
    assert (folder / "own-pact.yaml").read_text() == SOUND
    assert list(elsewhere.iterdir()) == []
    assert [path.name for path in folder.iterdir() if path.name.endswith(".part")] == []


def test_a_dossier_in_a_folder_within_is_edited_where_it_lies(folder):
    (folder / "asia").mkdir()
    (folder / "asia" / "far-pact.yaml").write_text(SOUND)
    save(folder, "far-pact", SOUND + "note: a\n", digest_of(folder, "far-pact"), NOW)
    assert (folder / "asia" / "far-pact.yaml").read_text().endswith("note: a\n")
    assert versions(folder, "far-pact")[0].read_text() == SOUND


def test_a_blank_says_what_must_still_be_written(folder):
    loaded = load_file(start_blank(folder, "new-pact", 'A "pact": of #1'))
    assert [fault.found for fault in loaded.errors] == ["no parties"]
    text = (folder / "new-pact.yaml").read_text().replace("parties: []", "parties: [SUN, JPN]")
    (folder / "new-pact.yaml").write_text(text)
    done = load_file(folder / "new-pact.yaml").dossier
    assert done is not None
    assert done.title == 'A "pact": of #1'


def test_a_copy_brings_its_participants_and_is_sound_under_its_own_id(folder):
    path = start_copy(folder, "my-iccpr", bundled(), "iccpr")
    loaded = load_file(path)
    assert loaded.errors == ()
    assert loaded.dossier is not None
    assert loaded.dossier.id == "my-iccpr"
    assert len(loaded.dossier.record) == len(bundled()["iccpr"].record)
    assert (folder / "my-iccpr.csv").exists()


def test_a_copy_of_what_is_not_there_or_onto_a_csv_is_refused(folder):
    (folder / "my-iccpr.csv").write_text("mine")
    with pytest.raises(WorkshopError, match="already"):
        start_copy(folder, "my-iccpr", bundled(), "iccpr")
    with pytest.raises(WorkshopError, match="no dossier 'none'"):
        start_copy(folder, "new-pact", bundled(), "none")
    assert (folder / "my-iccpr.csv").read_text() == "mine"
    assert not (folder / "my-iccpr.yaml").exists()
