"""The library: dossiers by id, those that ship with the package and the user's own.

A dossier is read when it is first asked for, so that a question about one treaty reads one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.load import Loaded, load_file
from foedus.dossier.model import Dossier
from foedus.errors import DossierError, QuestionError

BUNDLED = Path(__file__).parent.parent / "treaties"
"""The folder of the dossiers that ship with the package."""


class Library(Mapping[str, Dossier]):
    """Dossiers by id. `files` maps each id to its file; `changed` holds dossiers that stand in their stead."""

    def __init__(self, files: Mapping[str, Path], changed: Mapping[str, Dossier] | None = None) -> None:
        self._files = files
        self._changed = changed or {}

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
        loaded = _read(path)
        if loaded.dossier is None:
            raise DossierError(_told(loaded.errors), loaded.errors)
        return loaded.dossier

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
        for key in self:
            try:
                found.append(self[key])
            except DossierError as error:
                faulty.append(f"{key} is left out: {error.first}")
        return tuple(found), tuple(faulty)

    def changing(self, dossier: Dossier) -> Library:
        """A library in which `dossier` stands in the place of the one with its id."""
        return Library(self._files, {**self._changed, dossier.id: dossier})

    def file_of(self, key: str) -> Path | None:
        """The file that holds the dossier `key`, or None for one made in memory."""
        return self._files.get(key)


def _read(path: Path) -> Loaded:
    """The file at `path` as it stands now; read once while it stays as it is."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _read_once(path, changed)


@lru_cache(maxsize=4096)
def _read_once(path: Path, changed: int) -> Loaded:
    return load_file(path, _shown(path))


def _shown(path: Path) -> str:
    """A file as messages name it: from the library's folder for a bundled one, as given for the user's own."""
    return str(path.relative_to(BUNDLED.parent)) if path.is_relative_to(BUNDLED) else str(path)


def _told(errors: tuple[Diagnostic, ...]) -> str:
    return "\n".join(str(error) for error in errors)


@lru_cache(maxsize=1)
def bundled() -> Library:
    """The dossiers that ship with the package."""
    return Library(_files_in(BUNDLED))


def library(*folders: Path, with_bundled: bool = True) -> Library:
    """The bundled dossiers and those in `folders`; a user's dossier takes the place of a bundled one of its id.

    The id of a dossier is its file's name. Raises QuestionError if a folder does not exist.
    """
    files = dict(_files_in(BUNDLED)) if with_bundled else {}
    for folder in folders:
        if not folder.is_dir():
            raise QuestionError(f"{folder} is no folder of dossiers")
        files.update(_files_in(folder))
    return Library(files)


def _files_in(folder: Path) -> dict[str, Path]:
    """The files of dossiers below a folder, by name. Raises QuestionError if two have the same name."""
    files: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.yaml")):
        if path.stem in files:
            raise QuestionError(
                f"{files[path.stem]} and {path} are both named {path.stem}: an id stands for one dossier"
            )
        files[path.stem] = path
    return files
