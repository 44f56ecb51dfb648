"""Writing a file that the person asked for, without losing one that is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from foedus.errors import QuestionError


def write_new(path: Path, text: str) -> None:
    """Write `text` to `path` whole or not at all; an existing file is replaced only once the new one is written.

    Raises QuestionError if the folder does not exist or cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as error:
        raise QuestionError(f"cannot write {path}: {error.strerror}") from None
