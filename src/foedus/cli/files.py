"""Writing a file that the person asked for, without losing one that is there."""

from __future__ import annotations

import os
from pathlib import Path

from foedus.errors import QuestionError


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
