"""The manifest of a run that is made in parts: what it is of, and which of its parts are done.

In the folder of a run lies a folder for each table, with a Parquet file a part, and `manifest.json`. A part stands
under its name only when it is complete, and counts only when the manifest names it. While a run goes on it holds the
claim on the folder (`claims`), so that two never share it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from foedus.errors import QuestionError
from foedus.tables.claims import claimed
from foedus.tables.files import replacing

CLAIM = ".claim"
MANIFEST = "manifest.json"
ABOUT = {"table", "made_by"}
"""What every manifest says that a run is of, among others."""


@dataclass(slots=True)
class Manifest:
    """Which run a folder holds, and which of its parts are done: with how many rows in each table, and what else is
    said of a part."""

    folder: Path
    about: dict[str, Any]
    tables: tuple[str, ...]
    parts: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / MANIFEST

    def open(self) -> None:
        """Make the folder, or read what is done in it. Raises QuestionError if it holds another run."""
        try:
            for name in self.tables:
                (self.folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise QuestionError(f"cannot write {self.folder}: {error.strerror}") from None
        if not self.path.exists():
            if any(any((self.folder / name).iterdir()) for name in self.tables):
                raise QuestionError(f"{self.folder} holds files of something else: choose an empty folder")
            self.write()
            return
        try:
            said = json.loads(self.path.read_text(encoding="utf-8"))
            done = {int(number): dict(part) for number, part in said["parts"].items()}
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise QuestionError(f"{self.path} cannot be read ({error}): choose another folder, or remove it") from None
        if said.get("about") != self.about:
            raise QuestionError(
                f"{self.folder} holds a run over another table, day or version: choose another folder, or remove it"
            )
        self.parts = {number: part for number, part in done.items() if self._there(number)}

    def _there(self, number: int) -> bool:
        return all(_is_whole(self.part(name, number)) for name in self.tables)

    def part(self, table: str, number: int) -> Path:
        """The file of a part of a table."""
        return self.folder / table / f"part-{number:05}.parquet"

    def write(self, rows: int | None = None) -> None:
        """Write what is done so far; with `rows`, that the run is complete."""
        said = {"about": self.about, "complete": rows is not None, "rows": rows, "parts": self.parts}
        with replacing(self.path) as part:
            part.write_text(json.dumps(said, indent=1), encoding="utf-8")

    def finish(self, rows: int) -> None:
        """Write that the run is complete."""
        self.write(rows)


def _is_whole(part: Path) -> bool:
    """Whether a part is there with its end: after a failure of power it may be empty under its name."""
    try:
        pq.read_metadata(part)
    except (OSError, pa.ArrowException):
        return False
    return True


@contextmanager
def claimed_folder(folder: Path, output: Path) -> Iterator[None]:
    """Hold the folder of a run, which is made if it is not there, for what writes `output`.

    Raises QuestionError if another run holds it, or it cannot be written.
    """
    claim = folder / CLAIM
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuestionError(f"cannot write {folder}: {error.strerror or error}") from None
    try:
        with claimed(claim, output):
            try:
                yield
            finally:
                with suppress(OSError):
                    claim.unlink()  # while it is held: a run that has opened it since sees that it is gone
    finally:
        with suppress(OSError):
            folder.rmdir()  # if nothing is in it


def about_of(folder: Path) -> Any:
    """What the manifest in a folder says that it is of; None if there is none that can be read."""
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["about"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def check_hidden(folder: Path, tables: tuple[str, ...]) -> None:
    """Raise QuestionError if a folder of parts, which is removed in the end, holds anything but a run of this user."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise QuestionError(f"{folder} is no folder, and the parts of the table would lie there: remove it")
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise QuestionError(f"{folder} belongs to somebody else, and the parts of the table would lie there: remove it")
    about = about_of(folder)
    ours = isinstance(about, dict) and about.keys() >= ABOUT
    begun = {CLAIM, f".{MANIFEST}.part"} | {name for name in tables if not any((folder / name).glob("*"))}
    if not ours and (strange := sorted({file.name for file in folder.iterdir()} - begun)):
        raise QuestionError(
            f"{folder} holds files of something else ({strange[0]}), and the parts of the table would lie there: "
            "move it away"
        )


def remove(folder: Path, tables: tuple[str, ...]) -> None:
    """Remove a run from its folder. What else is in it stays."""
    for name in tables:
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (MANIFEST, f".{MANIFEST}.part"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
