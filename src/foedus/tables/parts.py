"""The manifest of a run that is made in parts: what it is of, and which of its parts are done.

In the folder of a run lies a folder for each table, with a Parquet file a part, and `manifest.json`. A part stands
under its name only when it is complete, and counts only when the manifest names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.errors import QuestionError
from foedus.tables.files import replacing


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
        return self.folder / "manifest.json"

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
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise QuestionError(f"{self.path} cannot be read ({error}): choose another folder") from None
        if said.get("about") != self.about:
            raise QuestionError(
                f"{self.folder} holds a run over another table, day or version: choose another folder, or remove it"
            )
        self.parts = {number: part for number, part in done.items() if self._there(number)}

    def _there(self, number: int) -> bool:
        return all(self.part(name, number).is_file() for name in self.tables)

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


def about_of(folder: Path) -> Any:
    """What the manifest in a folder says that it is of; None if there is none that can be read."""
    try:
        return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["about"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
