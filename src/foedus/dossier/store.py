"""The index of a folder of dossiers: what the loader made of each file, by the hash of its content.

One file of JSON lines a folder lies in the user's own cache directory. A dossier comes from it only while its file
(and the CSV of participants beside it) has the content that it had; another file is read by the loader again, as is
every file with a fault, so that what is told of faults never comes from here. An index that is broken, of another
version of foedus, or that somebody else could have written, is as good as none.

`FOEDUS_CACHE=off` turns it off; `FOEDUS_CACHE=FOLDER` puts it elsewhere.
"""

from __future__ import annotations

import gc
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from foedus.dossier.compiled import Parts, decode, encode, written
from foedus.dossier.model import Dossier

FEWEST = 50
"""A folder of fewer dossiers is read as it is: an index would save nothing that is felt."""

FORMAT = 5
SETTLED = 2_000_000_000
"""A file that changed less than so many nanoseconds before the index was written may change again within one tick of
the clock of its file system: its content is looked at, not its times."""

TICK = 20_000_000
"""The times of files lag so many nanoseconds behind the clock at most."""

Stamp: TypeAlias = list[int]
"""Size, times of change of content and of entry (ns), and number of a file: while these stay, the content does."""

_JSON = json.JSONDecoder()

BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a broken index can raise."""


@dataclass(slots=True)
class Entry:
    """One file as the index knows it: stamp and hash of the YAML, then of each CSV beside it; and the line of JSON."""

    stamps: list[Stamp]
    hashes: list[str]
    beside: list[str]
    line: bytes


@dataclass(slots=True)
class Store:
    """The index of one folder. `entries` are by path below the folder; `renewed` tells that they differ from the file.

    `at` is the file that holds it, `written_at` when that was written (ns).
    """

    folder: Path
    at: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    parts: Parts = field(default_factory=Parts)
    written_at: int = 0
    renewed: bool = False
    _below: int = 0

    def __post_init__(self) -> None:
        self._below = len(str(self.folder / "-")) - 1

    def get(self, path: str, shown: str, found: os.stat_result | None = None) -> Dossier | None:
        """The dossier that the file at `path` holds, None if the index does not know the file as it now is.

        `found` is what the file system just said of the file, if it was asked.
        """
        entry = self.entries.get(path[self._below :])
        if entry is None or not self._current(entry, path, found):
            return None
        names = [shown, *beside_of(shown, entry.beside)] if entry.beside else [shown]
        try:
            return decode(_JSON.raw_decode(entry.line.decode())[0], names, self.parts)
        except BROKEN:
            del self.entries[path[self._below :]]
            return None

    def put(self, path: str, dossier: Dossier, began: int) -> None:
        """Note what the loader, which `began` then (ns), made of the file at `path`, which had no fault.

        A file that may have changed since is not noted: the dossier might be that of another content.
        """
        beside = [] if dossier.participants is None else [dossier.participants]
        files = [path, *beside_of(path, beside)]
        try:
            stamps = [stamp(file) for file in files]
            hashes = [_hash(file) for file in files]
            if any(max(each[1], each[2]) > began - TICK for each in stamps) or stamps != [
                stamp(file) for file in files
            ]:
                return
            line = written(encode(dossier, self.parts)).encode()
        except (OSError, TypeError, ValueError):
            return
        self.entries[path[self._below :]] = Entry(stamps, hashes, beside, line)
        self.renewed = True

    def keep(self, paths: Iterable[str]) -> None:
        """Forget the files that are gone, and write the index if it has changed. A disk that refuses is no error."""
        present = {path[self._below :] for path in paths}
        for name in [name for name in self.entries if name not in present]:
            del self.entries[name]
            self.renewed = True
        if self.renewed:
            _write(self)
            self.renewed = False

    def _current(self, entry: Entry, path: str, found: os.stat_result | None) -> bool:
        try:
            if not self._same(entry, 0, path, found):
                return False
            return not entry.beside or all(
                self._same(entry, number, name) for number, name in enumerate(beside_of(path, entry.beside), 1)
            )
        except (OSError, *BROKEN):
            return False

    def _same(self, entry: Entry, number: int, path: str, said: os.stat_result | None = None) -> bool:
        found, known = stamp(path) if said is None else stamp_of(said), entry.stamps[number]
        if found == known and max(found[1], found[2]) < self.written_at - SETTLED:
            return True
        if found[0] != known[0] or _hash(path) != entry.hashes[number]:
            return False
        entry.stamps[number] = found
        if found != known:
            self.renewed = True
        return True


def open_store(folder: Path, count: int) -> Store | None:
    """The index of a folder of `count` dossiers, empty if there is none that can be used; None if none is wanted."""
    where = cache_folder()
    if where is None or count < FEWEST:
        return None
    name = blake2b(str(folder.resolve()).encode(), digest_size=16).hexdigest()
    store = Store(folder, where / f"{name}.jsonl")
    try:
        with without_collecting():
            _read(store)
    except (OSError, *BROKEN):
        return Store(folder, store.at)
    return store


def cache_folder() -> Path | None:
    """The folder of the indexes by the user's settings, made for the user alone; None if they are turned off."""
    said = os.environ.get("FOEDUS_CACHE", "")
    if said.lower() in ("off", "0", "no"):
        return None
    try:
        home = Path(said) if said else _base() / "foedus"
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return home if _own(home.stat()) else None
    except (OSError, RuntimeError):
        return None


def _base() -> Path:
    said = Path(os.environ.get("XDG_CACHE_HOME") or "")
    return said if said.is_absolute() else Path.home() / ".cache"


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make many objects that stay without the collector's walks over them: afterwards they count as old."""
    was, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if not frozen:
                gc.freeze()
                gc.unfreeze()  # the two together move what was made to the oldest generation
            gc.enable()


def _own(found: os.stat_result) -> bool:
    """Whether a file or folder is the user's, and nobody else can write it."""
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(store: Store) -> None:
    with open(store.at, "rb", opener=_at_once) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or not _own(found):
            return
        head, body = file.readline(), file.read()
    said = json.loads(head)
    if said["made_by"] != fingerprint() or said["body"] != blake2b(body, digest_size=16).hexdigest():
        return
    shared, about, *lines = body.split(b"\n")
    store.parts = Parts(json.loads(shared))
    names, *columns = json.loads(about)
    if any(len(column) != len(lines) for column in (names, *columns)):
        return
    store.entries = dict(zip(names, map(Entry, *columns, lines), strict=True))
    store.written_at = int(said["written_at"])


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe under that name would be waited for


def _write(store: Store) -> None:
    held = store.entries.values()
    about = [
        [*store.entries],
        [each.stamps for each in held],
        [each.hashes for each in held],
        [each.beside for each in held],
    ]
    lines = [written(store.parts.data).encode(), written(about).encode(), *(each.line for each in held)]
    body = b"\n".join(lines)
    head = {
        "made_by": fingerprint(),
        "written_at": time.time_ns(),
        "folder": str(store.folder),
        "body": blake2b(body, digest_size=16).hexdigest(),
    }
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=".index-", dir=store.at.parent)  # readable by the user alone
        with os.fdopen(handle, "wb") as file:
            file.write(written(head).encode() + b"\n" + body)
        Path(part).replace(store.at)
    except OSError:
        if part:
            Path(part).unlink(missing_ok=True)


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The format of the index, and a hash of the code and data that make a dossier of a file."""
    here = Path(__file__).parent
    made = blake2b(f"{FORMAT}".encode(), digest_size=16)
    for folder in (here, here.parent / "chronology"):
        for path in sorted((*folder.glob("*.py"), *folder.glob("*.csv"))):
            made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def stamp(path: str) -> Stamp:
    """The stamp of the file at `path`. Raises OSError if there is none."""
    return stamp_of(os.stat(path))  # noqa: PTH116 - the same as for a Path, in half the time


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file of which the file system has said this."""
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def beside_of(path: str, names: Iterable[str]) -> list[str]:
    """The files called `names` in the folder of the file at `path`."""
    return [str(Path(path).parent / name) for name in names]


def _hash(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return blake2b(file.read(), digest_size=16).hexdigest()
