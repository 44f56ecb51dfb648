"""The library: dossiers by id, those that ship with the package and the user's own.

A dossier is read when it is first asked for, so that a question about one treaty reads one file. What was made of
the files of a large folder is kept in an index (`dossier.store`), so that they are checked once and not in every run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.load import Loaded, load_file
from foedus.dossier.model import Dossier
from foedus.dossier.store import TICK, Stamp, Store, beside_of, open_store, stamp, stamp_of, without_collecting
from foedus.errors import DossierError, QuestionError

BUNDLED = Path(__file__).parent.parent / "treaties"
"""The folder of the dossiers that ship with the package."""


class Library(Mapping[str, Dossier]):
    """Dossiers by id. `files` maps each id to its file; `changed` holds dossiers that stand in their stead."""

    def __init__(
        self,
        files: Mapping[str, str],
        changed: Mapping[str, Dossier] | None = None,
        stores: Mapping[str, Store] | None = None,
    ) -> None:
        self._files = files
        self._changed = changed or {}
        self._stores = stores or {}

    def __getitem__(self, key: str) -> Dossier:
        """The dossier with the id `key`.

        Raises QuestionError if there is none, DossierError (with its diagnostics) if its file has errors.
        """
        if (dossier := self._changed.get(key)) is not None:
            return dossier
        path = self._files.get(key)
        if path is None:
            near = get_close_matches(key, self, 3, 0.6)
            hint = f"; did you mean {' or '.join(near)}?" if near else "; `foedus list` names them all"
            raise QuestionError(f"no treaty {key!r} in the library{hint}")
        return _dossier_of(_read(path, self._stores.get(key)))

    def __iter__(self) -> Iterator[str]:
        """The ids in alphabetical order, wherever their files lie."""
        return iter(sorted({*self._files, *self._changed}))

    def __len__(self) -> int:
        return len({*self._files, *self._changed})

    def __contains__(self, key: object) -> bool:
        return key in self._changed or key in self._files

    def find(self, key: str) -> Dossier | None:
        """The dossier with the id `key`, or None."""
        return self[key] if key in self else None

    def usable(self) -> tuple[tuple[Dossier, ...], tuple[str, ...]]:
        """The dossiers that can be used, by id, and for each that cannot a text: its id and its first fault."""
        found: list[Dossier] = []
        faulty: list[str] = []
        with without_collecting():
            for key in self:
                try:
                    found.append(self[key])
                except DossierError as error:
                    faulty.append(f"{key} is left out: {error.first}")
        self._keep()
        return tuple(found), tuple(faulty)

    def by_batches(self, size: int) -> Iterator[tuple[Library, tuple[Dossier, ...], tuple[str, ...]]]:
        """As `usable`, `size` ids at a time: the library with these dossiers at hand, the dossiers, the faults.

        What was passed is not kept in memory; a dossier that another one names is, as ever.
        """
        keys = iter(self)
        try:
            while some := tuple(islice(keys, size)):
                found: dict[str, Dossier] = {}
                faulty: list[str] = []
                for key in some:
                    try:
                        found[key] = self._changed.get(key) or self._in_passing(key)
                    except DossierError as error:
                        faulty.append(f"{key} is left out: {error.first}")
                read = {key: dossier for key, dossier in found.items() if key not in self._changed}
                at_hand = Library(self._files, {**self._changed, **read}, self._stores) if read else self
                yield at_hand, tuple(found.values()), tuple(faulty)
        finally:
            self._keep()

    def _in_passing(self, key: str) -> Dossier:
        path = self._files[key]
        return _dossier_of(_read(path, self._stores.get(key), keep=False))

    def _keep(self) -> None:
        """Write the indexes of the folders whose files have changed."""
        paths: dict[int, tuple[Store, list[str]]] = {}
        for key, store in self._stores.items():
            paths.setdefault(id(store), (store, []))[1].append(self._files[key])
        for store, present in paths.values():
            store.keep(present)

    def changing(self, dossier: Dossier) -> Library:
        """A library in which `dossier` stands in the place of the one with its id."""
        return Library(self._files, {**self._changed, dossier.id: dossier}, self._stores)

    def written(self, key: str) -> tuple[tuple[int, ...], ...]:
        """What changes when the file of the dossier `key` is written, or the CSV beside it once the dossier was read.

        Empty for a dossier made in memory, and where a file is gone.
        """
        path = self._files.get(key)
        return () if path is None else tuple(map(tuple, _stamps(path, _kept[path][1] if path in _kept else None)))

    def file_of(self, key: str) -> Path | None:
        """The file that holds the dossier `key`, or None for one made in memory."""
        path = self._files.get(key)
        return None if path is None else Path(path)


def _dossier_of(loaded: Loaded) -> Dossier:
    if loaded.dossier is None:
        raise DossierError(_told(loaded.errors), loaded.errors)
    return loaded.dossier


def _read(path: str, store: Store | None, keep: bool = True) -> Loaded:
    """The file at `path` as it stands now; with `keep` read once while it, and the CSV beside it, stay as they are.

    One with a fault is read each time: its fault may be one of a CSV that it names. So is one that has just changed,
    since it may change again and look the same; while it says the same it is the same object.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - ten thousand of them are felt
    except OSError:
        found = None  # the loader says what is wrong with it
    own = None if found is None else stamp_of(found)
    kept = _kept.get(path)
    if kept is not None and kept[0] and kept[0][0] == own and (len(kept[0]) == 1 or kept[0] == _stamps(path, kept[1])):
        return kept[1]
    began = time.time_ns()
    loaded = _read_anew(path, store, found)
    if keep and own is not None and loaded.dossier is not None:
        stamps = [own] if loaded.dossier.participants is None else _stamps(path, loaded)
        if any(max(each[1], each[2]) > began - TICK for each in stamps):
            stamps = []
        if kept is not None and kept[1] == loaded:
            loaded = kept[1]
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[path] = stamps, loaded
    return loaded


def _stamps(path: str, loaded: Loaded | None) -> list[Stamp]:
    """Those of a dossier's file and of the CSV beside it, as they now are; none if one of them is gone."""
    dossier = None if loaded is None else loaded.dossier
    beside = [] if dossier is None or dossier.participants is None else [dossier.participants]
    try:
        return [stamp(file) for file in (path, *beside_of(path, beside))]
    except OSError:
        return []


MOST_KEPT = 1 << 16
_kept: dict[str, tuple[list[Stamp], Loaded]] = {}
"""For each path the stamps under which what was read still stands (none: it has just changed), and what was read."""


def _read_anew(path: str, store: Store | None, found: os.stat_result | None) -> Loaded:
    shown = _shown(path)
    if store is None:
        return load_file(Path(path), shown)
    if (known := store.get(path, shown, found)) is not None:
        return Loaded(shown, known)
    began = time.time_ns()
    loaded = load_file(Path(path), shown)
    if loaded.dossier is not None:
        store.put(path, loaded.dossier, began)
    return loaded


_OURS, _ABOVE = f"{BUNDLED}{os.sep}", f"{BUNDLED.parent}{os.sep}"


def _shown(path: str) -> str:
    """A file as messages name it: from the library's folder for a bundled one, as given for the user's own."""
    return path.removeprefix(_ABOVE) if path.startswith(_OURS) else path


def _told(errors: tuple[Diagnostic, ...]) -> str:
    return "\n".join(str(error) for error in errors)


@lru_cache(maxsize=1)
def bundled() -> Library:
    """The dossiers that ship with the package."""
    return Library(_files_in(BUNDLED))


def library(*folders: Path, with_bundled: bool = True) -> Library:
    """The bundled dossiers and those in `folders`; a user's dossier takes the place of a bundled one of its id.

    The id of a dossier is its file's name. What is made of a folder of many files is kept in an index in the user's
    cache directory (`FOEDUS_CACHE=off` turns that off). Raises QuestionError if a folder does not exist.
    """
    files = dict(_files_in(BUNDLED)) if with_bundled else {}
    stores: dict[str, Store] = {}
    for folder in folders:
        if not folder.is_dir():
            raise QuestionError(f"{folder} is no folder of dossiers")
        found = _files_in(folder)
        files.update(found)
        store = open_store(folder, len(found))
        for key in found:
            stores.pop(key, None)
            if store is not None:
                stores[key] = store
    return Library(files, None, stores)


def _files_in(folder: Path) -> dict[str, str]:
    """The files of dossiers below a folder, by name.

    Raises QuestionError if two have the same name, or a folder cannot be read: what is in it would be left out.
    """
    files: dict[str, str] = {}
    for where, _, names in os.walk(folder, onerror=_unreadable):
        below = str(Path(where, "-"))[:-1]  # ten thousand Paths are felt
        for name in sorted(names):
            key = name.removesuffix(".yaml")
            if key == name or not key:
                continue
            if key in files:
                one, other = sorted((files[key], below + name))
                raise QuestionError(f"{one} and {other} are both named {key}: an id stands for one dossier")
            files[key] = below + name
    return files


def _unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # one that went in this moment is none
        raise QuestionError(f"the folder {error.filename} cannot be read: {error.strerror}") from None
