"""The folder that the workshop may write in: which dossiers lie there, and what their files hold.

No path is made from what a request says: an existing dossier is looked up among the files that the folder has, and a
new one must have the plain form of an id. A link that leads out of the folder is shown and never followed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.text_file import decode, read_bounded
from foedus.dossier.yaml_faults import NOT_TEXT, not_text_fault
from foedus.dossier.yaml_text import MAX_BYTES
from foedus.errors import FoedusError

HISTORY = ".history"
"""The folder, within the workshop's own, of the earlier versions."""

LONGEST_ID = 100
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
"""Names that Windows keeps for devices, with any ending."""


class WorkshopError(FoedusError):
    """Something that the workshop cannot do with a file; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds: its text with plain line ends, how it is written on disk, and a digest of its bytes."""

    text: str
    digest: str
    line_end: str = "\n"
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """`text` as this file would hold it: with its line ends and, if it has one, its byte order mark."""
        return self.mark + text.replace("\n", self.line_end).encode("utf-8")


NOTHING = Kept("", "")
"""What stands on disk where there is no file."""


def files(folder: Path) -> dict[str, Path]:
    """The dossiers of a folder and the folders in it, by id (the file's name), in alphabetical order.

    Hidden folders, such as that of the earlier versions, are left out, and so are links that lead elsewhere.
    """
    found: dict[str, Path] = {}
    root = folder.resolve()
    for path in _below(folder):
        if path.resolve().is_relative_to(root) and path.is_file():
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def strays(folder: Path) -> list[str]:
    """The names of links in the folder that lead out of it, or nowhere, or to what is no file."""
    held = set(files(folder).values())
    return sorted(str(path.relative_to(folder)) for path in _below(folder) if path not in held and path.is_symlink())


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".yaml") and not name.startswith("."))


def file_of(folder: Path, key: str) -> Path | None:
    """The file of the dossier `key`, None if the folder has none."""
    return files(folder).get(key)


def new_file(folder: Path, key: str) -> Path:
    """Where a new dossier `key` would lie. Raises WorkshopError if it cannot have that id or is there already."""
    if not _ID.fullmatch(key) or len(key) > LONGEST_ID:
        expected = f"small letters, digits and hyphens, at most {LONGEST_ID}, such as own-pact-1941"
        raise WorkshopError(f"{key[:LONGEST_ID]!r} is no id for a dossier: expected {expected}")
    if key in _DEVICES:
        raise WorkshopError(f"{key!r} cannot be the name of a file on every system: choose another id")
    if (there := file_of(folder, key) or _same_name(folder, f"{key}.yaml")) is not None:
        raise WorkshopError(f"the folder has a dossier {there.stem} already: choose another id")
    return folder / f"{key}.yaml"


def _same_name(folder: Path, name: str) -> Path | None:
    """A file whose name differs from `name` in small and capital letters alone: some systems hold them for one."""
    return next((path for path in folder.iterdir() if path.name.casefold() == name), None)


def read(path: Path) -> tuple[Kept | None, list[Diagnostic]]:
    """What the file at `path` holds; None and why, if it cannot be edited as text without a loss."""
    text, faults = read_bounded(path, path.name, MAX_BYTES)
    if text is None:
        return None, faults
    data = path.read_bytes()
    text, faults = decode(data, path.name, MAX_BYTES)
    if text is None:
        return None, faults
    plain = text.replace("\r\n", "\n")
    if "\r" in plain or unkeepable(plain):
        fault = not_text_fault(plain, path.name) if NOT_TEXT.search(plain) else _lone_return(plain, path.name)
        return None, [fault]
    crlf = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return Kept(plain, digest(data), crlf, data[:3] if data[:3] == b"\xef\xbb\xbf" else b""), []


def digest(data: bytes) -> str:
    """A name for the content `data`, the same for no other."""
    return hashlib.sha256(data).hexdigest()


def unkeepable(text: str) -> bool:
    """Whether a text has a character that a page cannot show and give back: most control characters."""
    return any((sign < " " and sign not in "\n\t") or sign == "\x7f" or "\ud800" <= sign <= "\udfff" for sign in text)


def _lone_return(text: str, file: str) -> Diagnostic:
    line = text[: text.index("\r")].count("\n") + 1
    return Diagnostic(file, line, 1, "a line end of an old kind", "LF or CR LF", "save the file with other line ends")
