"""A folder of imported dossiers, and what of it a later import may write.

Each file begins with a line that holds a digest of what was imported. A file whose digest still fits is as the
import left it, and may be written anew; any other was changed by a person, and is left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from pathlib import Path
from typing import Literal, TypeAlias

from foedus.errors import QuestionError
from foedus.intake.made import Made

MARK = ".foedus-import"
"""The file that says which source a folder holds an import of."""

Fate: TypeAlias = Literal[
    "written", "updated", "unchanged", "kept", "kept, though the source changed", "written, its table kept"
]
"""What became of a dossier: new, written anew, the same as before, or changed by a person and left alone.

A table of participants without its dossier is not known to be an import's: the dossier is written, and it is left.
"""

_HEAD = re.compile(rb"# imported by foedus from [\w-]+, ([0-9a-f]{16}): [^\n]*\n")


def open_folder(folder: Path, source: str) -> None:
    """Make the folder ready for an import from `source`.

    Raises QuestionError if it holds anything else than an earlier import from the same source, or cannot be made.
    """
    mark = folder / MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if mark.exists():
            held = mark.read_text(encoding="utf-8").strip()
            if held != source:
                raise QuestionError(f"{folder} holds an import from {held!r}; give --out another folder for {source!r}")
        elif any(folder.iterdir()):
            raise QuestionError(
                f"{folder} is not empty and holds no import: give --out a new folder, so that no file of yours is lost"
            )
        else:
            mark.write_text(f"{source}\n", encoding="utf-8")
    except OSError as error:
        raise QuestionError(f"cannot write to {folder}: {(error.strerror or str(error)).lower()}") from None


def keep(folder: Path, source: str, made: Made) -> Fate:
    """Write a dossier and its table into the folder, unless a person changed them there.

    Raises QuestionError if the folder cannot be written.
    """
    path, table = folder / f"{made.id}.yaml", folder / f"{made.id}.csv"
    body, beside = made.text.encode(), made.beside.encode()
    digest = _digest(body, beside)
    whole = f"# imported by foedus from {source}, {digest}: a file that you change is left alone\n".encode() + body
    try:
        fate = _fate(path, table, whole, digest, made)
        if fate in ("written", "updated", "written, its table kept"):
            if beside and not fate.endswith("kept"):
                _write(table, beside)
            _write(path, whole)
    except OSError as error:
        raise QuestionError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from None
    return fate


def _fate(path: Path, table: Path, whole: bytes, digest: str, made: Made) -> Fate:
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        strange = bool(made.beside) and table.exists() and table.read_bytes() != made.beside.encode()
        return "written, its table kept" if strange else "written"
    found = _HEAD.match(old)
    beside = table.read_bytes() if table.exists() else b""
    if found is None or found[1].decode() != _digest(old[found.end() :], beside):
        same = found is not None and found[1].decode() == digest
        return "kept" if same else "kept, though the source changed"
    return "unchanged" if old == whole else "updated"


def not_made(folder: Path, made: Container[str]) -> list[str]:
    """The files of earlier imports in the folder whose dossiers, by id, are not in `made`, in order."""
    found = sorted(path for path in folder.glob("*.yaml") if path.stem not in made)
    return [path.name for path in found if _HEAD.match(_start(path))]


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.readline(500)
    except OSError:
        return b""


def _digest(body: bytes, beside: bytes) -> str:
    return hashlib.blake2b(body + b"\0" + beside, digest_size=8).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
