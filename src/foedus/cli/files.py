"""Writing a file that the person asked for, without losing one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from foedus.errors import QuestionError


def not_over(path: Path, text: str, sources: Iterable[Path]) -> None:
    """Raise QuestionError if writing `text` to `path` would lose a file that is no earlier output of the same kind.

    `sources` are what was read, files and folders. Whether a file is an earlier output is told by its first line.
    """
    for source in sources:
        if path.resolve() == source.resolve() or source.resolve() in path.resolve().parents:
            raise QuestionError(f"{path} is (in) what was read: give the output another name")
    try:
        with path.open("rb") as stream:
            begun = stream.readline(4096)
    except OSError:  # it is not there, or writing will tell
        return
    if begun.strip() and begun != f"{text.partition(chr(10))[0]}\n".encode():
        raise QuestionError(f"{path} is there and holds something else: give another name, or delete it first")


def write_new(path: Path, text: str) -> None:
    """Write `text` to `path` whole or not at all; an existing file is replaced only once the new one is written.

    Raises QuestionError if the folder does not exist or cannot be written; then nothing is left behind.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        if not isinstance(error, FileExistsError | NotADirectoryError):
            part.unlink(missing_ok=True)
        raise QuestionError(f"cannot write {path}: {error.strerror}") from None
