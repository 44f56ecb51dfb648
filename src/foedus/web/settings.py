"""What the workbench is told when it starts: which dossiers, which clock, which bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The names by which a browser on the same machine calls the workbench."""


def _today() -> str:
    return date.today().isoformat()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one workbench.

    `folders` hold the user's dossiers, read beside the bundled ones unless `with_bundled` is false. `workshop` is
    the folder in which dossiers can be written (None: nothing can). `today` gives the day (ISO) that a question
    without a date is about, `now` the time of an export, with a zone. `hosts` are the names under which the
    workbench answers (any, if one is "*"). `most_bytes` bounds the body of a request, `most_seconds` the time
    that one may take.
    """

    folders: tuple[Path, ...] = ()
    with_bundled: bool = True
    workshop: Path | None = None
    today: Callable[[], str] = _today
    now: Callable[[], datetime] = _now
    hosts: tuple[str, ...] = LOOPBACK
    most_bytes: int = 4 * 1024 * 1024
    most_seconds: float = 10.0

    @property
    def read_from(self) -> tuple[Path, ...]:
        """The folders of dossiers that are read; a dossier of the workshop takes the place of any other."""
        if self.workshop is None or self.workshop in self.folders:
            return self.folders
        return (*self.folders, self.workshop)
