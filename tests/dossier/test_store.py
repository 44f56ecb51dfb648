"""The index of a folder of dossiers: the same answers, sooner, and never for another content."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest

from foedus.dossier import library as library_module
from foedus.dossier.compiled import from_text, to_text
from foedus.dossier.library import bundled, library
from foedus.dossier.load import load_file
from foedus.dossier.model import Dossier
from foedus.errors import DossierError

OWN = "id: {id}\ntitle: {title}\nparties: [SUN, JPN]\nrecord: [{{event: signature, on: 1930-06-01, by: [SUN, JPN]}}]\n"
COUNT = 60


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "cache"
    monkeypatch.setenv("FOEDUS_CACHE", str(where))
    return where


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "dossiers"
    where.mkdir()
    for number in range(COUNT):
        write(where, number, "as written")
    settle()
    return where


def write(folder: Path, number: int, title: str) -> Path:
    path = folder / f"treaty-{number}.yaml"
    path.write_text(OWN.format(id=path.stem, title=title), encoding="utf-8")
    return path


def settle() -> None:
    """Let the files be older than the clock's tick, as files that lie there are."""
    time.sleep(0.03)


def opened(folder: Path) -> dict[str, Dossier]:
    """Every dossier of the folder, read as a new process reads it."""
    library_module._kept.clear()
    return {dossier.id: dossier for dossier in library(folder, with_bundled=False).usable()[0]}


def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the loader is asked for from now on."""
    asked: list[Path] = []

    def noting(path: Path, name: str | None = None) -> object:
        asked.append(path)
        return load_file(path, name)

    monkeypatch.setattr(library_module, "load_file", noting)
    return asked


def places(dossier: Dossier) -> list[tuple[str, int]]:
    """Where each event of a dossier is written."""
    return [(event.file, event.line) for event in dossier.record]


@pytest.mark.parametrize("key", list(bundled()))
def test_every_bundled_dossier_comes_back_from_its_text_as_it_was(key: str) -> None:
    dossier = bundled()[key]
    again = from_text(to_text(dossier))
    assert again == dossier
    assert again.model_dump() == dossier.model_dump()
    assert again.model_fields_set == dossier.model_fields_set
    assert again.terms.binding.model_fields_set == dossier.terms.binding.model_fields_set
    assert [(event.file, event.line) for event in again.record] == [
        (event.file, event.line) for event in dossier.record
    ]


def test_a_folder_that_has_not_changed_is_not_read_again(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(folder)
    asked = loads(monkeypatch)
    assert opened(folder) == first
    assert asked == []


def test_a_change_reads_only_the_file_that_changed(cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder)
    asked = loads(monkeypatch)
    changed = write(folder, 7, "another title")
    settle()
    assert opened(folder)["treaty-7"].title == "another title"
    assert asked == [changed]
    opened(folder)
    assert asked == [changed]


def test_a_change_that_keeps_size_and_time_is_seen(cache: Path, folder: Path) -> None:
    opened(folder)
    path = folder / "treaty-3.yaml"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("as written", "as renamed"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert opened(folder)["treaty-3"].title == "as renamed"


def test_the_csv_of_participants_is_part_of_the_dossier(cache: Path, folder: Path) -> None:
    path = folder / "treaty-1.yaml"
    path.write_text("id: treaty-1\ntitle: T\nopen_to_others: true\nparticipants: who.csv\n", encoding="utf-8")
    (folder / "who.csv").write_text("party,action,date\nFRA,ratification,1950-01-01\n", encoding="utf-8")
    settle()
    assert len(opened(folder)["treaty-1"].record) == 1
    (folder / "who.csv").write_text(
        "party,action,date\nFRA,ratification,1950-01-01\nITA,ratification,1951-01-01\n", encoding="utf-8"
    )
    settle()
    record = opened(folder)["treaty-1"].record
    assert [tuple(event.by) for event in record] == [("FRA",), ("ITA",)]
    assert [(event.file, event.line) for event in record] == [
        (str(folder / "who.csv"), 2),
        (str(folder / "who.csv"), 3),
    ]


def test_faults_are_told_at_their_place_however_often_the_folder_is_opened(cache: Path, folder: Path) -> None:
    (folder / "treaty-9.yaml").write_text("id: treaty-9\ntitle: [", encoding="utf-8")
    settle()
    told = set()
    for _ in range(3):
        library_module._kept.clear()
        shelf = library(folder, with_bundled=False)
        _, faulty = shelf.usable()
        with pytest.raises(DossierError) as caught:
            shelf["treaty-9"]
        told.add((faulty, str(caught.value)))
    ((faulty, message),) = told
    assert len(faulty) == 1
    assert message.startswith(f"{folder}/treaty-9.yaml:2:9: error: ")


def test_a_file_that_is_gone_is_gone(cache: Path, folder: Path) -> None:
    opened(folder)
    (folder / "treaty-5.yaml").unlink()
    assert "treaty-5" not in opened(folder)
    assert len(opened(folder)) == COUNT - 1


def test_places_are_named_as_the_folder_was_given(cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder)
    monkeypatch.chdir(folder.parent)
    found = opened(Path("dossiers"))["treaty-0"]
    assert found.file == "dossiers/treaty-0.yaml"
    assert found.record[0].file == "dossiers/treaty-0.yaml"


def broken(text: bytes) -> list[bytes]:
    """An index cut off, empty, of another version, with one sign changed, and of another form than it should have."""
    head, _, body = text.partition(b"\n")
    said = json.loads(head)
    return [
        text[: len(text) // 2],
        b"",
        json.dumps({**said, "made_by": "another"}).encode() + b"\n" + body,
        head + b"\n" + body.replace(b"as written", b"as invented"),
        b"[]\n" + body,
        b"\xff\xfe",
    ]


@pytest.mark.parametrize("how", range(6))
def test_a_broken_index_is_as_good_as_none(cache: Path, folder: Path, how: int) -> None:
    first = opened(folder)
    (index,) = cache.glob("*.jsonl")
    index.write_bytes(broken(index.read_bytes())[how])
    assert opened(folder) == first
    assert opened(folder) == first


def test_the_index_is_the_users_alone(cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder)
    (index,) = cache.glob("*.jsonl")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(index.stat().st_mode) == 0o600
    cache.chmod(0o777)  # now anybody could have written it
    asked = loads(monkeypatch)
    opened(folder)
    assert len(asked) == COUNT


def test_it_can_be_turned_off(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    opened(folder)
    assert not (tmp_path / "xdg").exists()


def test_a_disk_that_refuses_is_no_error(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "file"))
    assert len(opened(folder)) == COUNT


def test_what_is_small_is_read_as_it_is(cache: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    write(few, 1, "alone")
    assert opened(few)["treaty-1"].title == "alone"
    assert not list(cache.glob("*")) if cache.exists() else True


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("what", ["pipe", "folder", "endless"])
def test_what_is_no_file_is_no_index(cache: Path, folder: Path, what: str) -> None:
    before = opened(folder)
    (index,) = cache.iterdir()
    index.unlink()
    match what:
        case "pipe":
            os.mkfifo(index)
        case "folder":
            index.mkdir()
        case _:
            index.symlink_to("/dev/zero")
    assert opened(folder) == before
