"""The library: dossiers by id, bundled and a person's own, read when asked for."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from foedus.chronology.moments import parse_moment
from foedus.dossier.library import BUNDLED, bundled, library
from foedus.dossier.load import load_file, load_folder, load_text
from foedus.errors import DossierError, QuestionError

PACT = "soviet-japanese-neutrality-pact"
OWN = "id: {id}\ntitle: {title}\nparties: [SUN, JPN]\nrecord: [{{event: signature, on: 1930-06-01, by: [SUN, JPN]}}]\n"


def write(folder: Path, key: str, title: str) -> Path:
    path = folder / f"{key}.yaml"
    path.write_text(OWN.format(id=key, title=title), encoding="utf-8")
    return path


def test_every_bundled_dossier_is_found_by_its_own_id() -> None:
    shelf = library()
    assert isinstance(shelf, Mapping)
    assert len(shelf) == len(list(shelf)) == len(list(BUNDLED.rglob("*.yaml")))
    assert all(shelf[key].id == key for key in shelf)


def test_a_dossier_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "sound", "A sound one")
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    shelf = library(tmp_path, with_bundled=False)
    assert set(shelf) == {"sound", "broken"}
    assert shelf["sound"].title == "A sound one"
    with pytest.raises(DossierError) as caught:
        shelf["broken"]
    assert [found.line for found in caught.value.diagnostics] == [1]  # type: ignore[attr-defined]
    assert str(caught.value).startswith(f"{tmp_path}/broken.yaml:1:6: error: ")


def test_a_later_folder_takes_the_place_of_an_earlier_one_and_of_what_is_bundled(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        write(folder, PACT, folder.name)
    assert library(first)[PACT].title == "first"
    assert library(first, second)[PACT].title == "second"
    assert library(second, first)[PACT].title == "first"
    assert library()[PACT].title == "Soviet–Japanese Neutrality Pact"
    assert set(library(first)) == set(library())


def test_what_is_not_there_is_named_with_what_comes_near(tmp_path: Path) -> None:
    write(tmp_path, "pact-of-two-powers", "t")
    shelf = library(tmp_path, with_bundled=False)
    with pytest.raises(QuestionError, match="in the library; did you mean pact-of-two-powers"):
        shelf["pact-of-two-power"]
    assert shelf.find("xyzzy") is None
    assert "xyzzy" not in shelf
    assert shelf.file_of("pact-of-two-powers") == tmp_path / "pact-of-two-powers.yaml"
    with pytest.raises(QuestionError, match="no-such-folder is no folder of dossiers"):
        library(tmp_path / "no-such-folder")


def test_a_changed_dossier_stands_in_a_new_library_alone() -> None:
    shelf = bundled()
    changed = shelf.changing(shelf[PACT].model_copy(update={"title": "Changed"}))
    assert (changed[PACT].title, shelf[PACT].title) == ("Changed", "Soviet–Japanese Neutrality Pact")
    assert len(changed) == len(shelf)
    added = shelf.changing(shelf[PACT].model_copy(update={"id": "of-my-own"}))
    assert "of-my-own" in added
    assert len(added) == len(list(added)) == len(shelf) + 1


def test_messages_name_bundled_files_from_the_library_and_others_as_given() -> None:
    loaded = load_file(BUNDLED / f"{PACT}.yaml", "here.yaml")
    assert loaded.file == "here.yaml"
    assert loaded.dossier is not None
    assert {event.file for event in loaded.dossier.record} == {"here.yaml"}
    assert {event.file for event in bundled()[PACT].record} == {f"treaties/{PACT}.yaml"}


def test_each_event_knows_the_line_on_which_it_is_written() -> None:
    text = OWN.format(id="p", title="t").replace("record: [", "record:\n  - ").replace("]}]", "]}")
    loaded = load_text(text + "  - {event: ratification, on: 1931, by: SUN}\n", "p.yaml")
    assert loaded.dossier is not None, loaded.diagnostics
    assert [event.line for event in loaded.dossier.record] == [5, 6]


def test_a_folder_is_read_with_its_subfolders_by_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path, "b", "t")
    write(tmp_path / "sub", "a", "t")
    (tmp_path / "notes.txt").write_text("no dossier", encoding="utf-8")
    assert [Path(loaded.file).name for loaded in load_folder(tmp_path)] == ["b.yaml", "a.yaml"]


def test_a_file_that_is_not_there_is_a_diagnostic() -> None:
    loaded = load_file(Path("no-such.yaml"))
    assert loaded.dossier is None
    assert [str(found).split("\n")[0] for found in loaded.errors] == [
        "no-such.yaml:1:1: error: found no such file, expected a text file"
    ]


def test_the_ids_come_in_alphabetical_order_wherever_their_files_lie(tmp_path: Path) -> None:
    write(tmp_path, "aaa", "t")
    shelf = library(tmp_path)
    assert list(shelf) == sorted(shelf)
    assert next(iter(shelf)) == "aaa"


def test_what_cannot_be_used_is_told_and_the_rest_is_given(tmp_path: Path) -> None:
    write(tmp_path, "sound", "A sound one")
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    usable, faulty = library(tmp_path, with_bundled=False).usable()
    assert [dossier.id for dossier in usable] == ["sound"]
    (told,) = faulty
    assert told.startswith(f"broken is left out: {tmp_path}/broken.yaml:1:6: error: ")
    assert "\n" not in told


def test_china_has_one_id_throughout_the_library() -> None:
    files = [path for path in BUNDLED.rglob("*") if path.suffix in (".yaml", ".csv")]
    assert any("CHN" in path.read_text(encoding="utf-8") for path in files)
    assert [path.name for path in files if re.search(r"\bROC\b", path.read_text(encoding="utf-8"))] == []


def test_the_dossiers_come_in_batches_with_what_is_at_hand_and_what_is_faulty(tmp_path: Path) -> None:
    for key in "abde":
        write(tmp_path, key, key)
    (tmp_path / "c.yaml").write_text("id: [", encoding="utf-8")
    shelf = library(tmp_path, with_bundled=False)
    found = list(shelf.by_batches(2))
    assert [[dossier.id for dossier in dossiers] for _, dossiers, _ in found] == [["a", "b"], ["d"], ["e"]]
    assert [fault.partition(" is")[0] for _, _, faulty in found for fault in faulty] == ["c"]
    assert all(at_hand[one.id] is one for at_hand, dossiers, _ in found for one in dossiers)
    whole, faulty = shelf.usable()
    assert [one for _, dossiers, _ in found for one in dossiers] == list(whole)
    assert [fault for _, _, faults in found for fault in faults] == list(faulty)


def test_a_change_stands_in_its_batch(tmp_path: Path) -> None:
    write(tmp_path, "a", "as written")
    changed = load_text(OWN.format(id="a", title="changed")).dossier
    assert changed is not None
    shelf = library(tmp_path, with_bundled=False).changing(changed)
    assert [one.title for _, dossiers, _ in shelf.by_batches(5) for one in dossiers] == ["changed"]


BY_CSV = """\
id: many
title: T
participants: many.csv
terms: {binding: {by: ratification}, entry_into_force: {when: each_on_own_consent}}
"""


def test_a_change_of_the_csv_beside_a_dossier_is_seen_by_a_process_that_has_read_it(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(BY_CSV, encoding="utf-8")
    for day in ("1930-01-01", "1931-01-01", "no day", "1932-01-01"):
        (tmp_path / "many.csv").write_text(f"party,action,date\nFRA,ratification,{day}\n", encoding="utf-8")
        shelf = library(tmp_path, with_bundled=False)
        if day == "no day":
            with pytest.raises(DossierError, match="no day"):
                shelf["many"]
        else:
            assert [str(event.on) for event in shelf["many"].record] == [str(parse_moment(day))]
            assert shelf["many"] is shelf["many"]


def test_a_change_within_the_same_time_of_a_file_is_seen(tmp_path: Path) -> None:
    path = write(tmp_path, "a", "one")
    time.sleep(0.05)
    before = path.stat()
    assert library(tmp_path, with_bundled=False)["a"].title == "one"
    write(tmp_path, "a", "two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert library(tmp_path, with_bundled=False)["a"].title == "two"


def test_a_folder_that_cannot_be_read_is_told_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a", "one")
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(QuestionError, match="closed cannot be read: Permission denied"):
        library(tmp_path)
