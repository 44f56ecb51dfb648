"""Writing a dossier's file: whole or not at all, never over what somebody has not seen, the earlier version kept."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.text_file import encoded_size
from foedus.dossier.yaml_text import MAX_BYTES
from foedus.web.workshop.folder import (
    HISTORY,
    NOTHING,
    Kept,
    WorkshopError,
    digest,
    file_of,
    new_file,
    read,
    unkeepable,
)

_WRITING = threading.Lock()
"""Two requests do not look and write at once."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that is written: the digest of what it holds now, and the earlier version's file if there was one."""

    digest: str
    earlier: Path | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing is written, since the file is not what the writer began with: what it holds now.

    `kept` is None if it cannot be read as text (`faults` say why), NOTHING if it is gone.
    """

    kept: Kept | None
    faults: Sequence[Diagnostic] = ()


def save(folder: Path, key: str, text: str, base: str, now: datetime) -> Saved | Conflict:
    """Write `text` to the dossier `key`, if its file is still what `base` (a digest; empty: no file) says.

    The earlier version goes to the folder of earlier versions, under a number of its own and the time `now`.
    Raises WorkshopError if the file cannot be written; then it is as it was.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if unkeepable(text):
        raise WorkshopError("the text has an invisible control character: remove it, and save again")
    if encoded_size(text) > MAX_BYTES:
        raise WorkshopError(f"the text has more than {MAX_BYTES // 1024} KiB, the most of a dossier: split it")
    with _WRITING:
        path = file_of(folder, key)
        try:
            if path is None:
                if base:
                    return Conflict(NOTHING)
                return Saved(_create(new_file(folder, key), text.encode("utf-8")))
            return _replace(folder, key, path.resolve(), text, base, now)
        except OSError as error:
            raise WorkshopError(f"{key}.yaml cannot be written, and is as it was: {error.strerror or error}") from None


def create(folder: Path, key: str, text: str, beside: dict[str, bytes] | None = None) -> Path:
    """Write a new dossier, and the files `beside` it (name to content). Raises WorkshopError if one is there already.

    If one cannot be written none stays behind.
    """
    with _WRITING:
        path = new_file(folder, key)
        made: list[Path] = []
        try:
            for name, data in (beside or {}).items():
                _create(folder / name, data)
                made.append(folder / name)
            _create(path, text.encode("utf-8"))
        except OSError as error:
            for part in made:
                part.unlink(missing_ok=True)
            what = error.strerror or str(error)
            raise WorkshopError(f"{key}.yaml cannot be made in the folder: {what.lower()}") from None
    return path


def _replace(folder: Path, key: str, path: Path, text: str, base: str, now: datetime) -> Saved | Conflict:
    kept, faults = read(path)
    if kept is None:
        return Conflict(None, faults)
    if kept.digest != base:
        return Conflict(kept)
    data = kept.encoded(text)
    if digest(data) == kept.digest:
        return Saved(kept.digest)
    part = _written(path, data, stat.S_IMODE(path.stat().st_mode))
    earlier: Path | None = None
    done = False
    try:
        earlier = _keep(folder, key, path, now)
        if digest(path.read_bytes()) != base:  # changed while the new text was written
            return Conflict(*read(path))
        part.replace(path)
        done = True
    finally:
        if not done:
            part.unlink(missing_ok=True)
            if earlier is not None:
                earlier.unlink(missing_ok=True)  # it is the file itself, which stays
    _settle(path.parent)
    return Saved(digest(data), earlier)


def _create(path: Path, data: bytes) -> str:
    """A new file with `data`. Raises FileExistsError if there is one."""
    part = _written(path, data, None)
    try:
        try:
            os.link(part, path)  # unlike a rename it never takes the place of a file
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)
    return digest(data)


def _written(path: Path, data: bytes, mode: int | None) -> Path:
    """A new file beside `path` that holds `data`, on the disk and not on its way there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _keep(folder: Path, key: str, path: Path, now: datetime) -> Path:
    """The file at `path` once more among the earlier versions of `key`.

    It is a link to the same file where that can be: should another program write into the file that is about to be
    replaced, this too is kept.
    """
    into = folder / HISTORY / key
    if not into.resolve().is_relative_to(folder.resolve()):
        raise WorkshopError(f"{HISTORY} leads out of the folder: nothing is saved")
    into.mkdir(parents=True, exist_ok=True)
    number = max((version_number(other) for other in into.iterdir()), default=0) + 1
    there = into / f"{number:04d}-{now:%Y-%m-%dT%H-%M-%S}.yaml.txt"
    try:
        os.link(path, there)
    except OSError:
        shutil.copy2(path, there)
    _settle(into)
    return there


def versions(folder: Path, key: str) -> list[Path]:
    """The earlier versions of a dossier of the folder, the latest first."""
    if file_of(folder, key) is None or not (into := folder / HISTORY / key).is_dir():
        return []
    found = [path for path in into.iterdir() if version_number(path) and path.is_file() and not path.is_symlink()]
    return sorted(found, key=version_number, reverse=True)


def version_number(path: Path) -> int:
    """The number of an earlier version, 0 for a file that is none."""
    number = path.name.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() and path.name.endswith(".yaml.txt") else 0


def _settle(folder: Path) -> None:
    """Have a folder's list of files on the disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
