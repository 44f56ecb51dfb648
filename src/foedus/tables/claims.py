"""Claims: an output is written by one run at a time.

A claim is a lock of the operating system on an open file. It goes with the process that holds it, however that ends,
so that a run that was killed claims nothing. Where the system or the file system has no such locks nothing is claimed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foedus.errors import QuestionError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def claimed(file: Path, output: Path) -> Iterator[None]:
    """Hold `file`, which is made if it is not there, for what writes `output`. It stays when the claim ends.

    Raises QuestionError if another run holds it, or it cannot be made or is a link.
    """
    while True:
        handle = _opened(file, output)
        try:
            _lock(handle, output)
            if _is_at(handle, file):  # else whoever held it has renamed or removed it meanwhile
                yield
                return
        finally:
            os.close(handle)


def _opened(file: Path, output: Path) -> int:
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise QuestionError(f"cannot write {output}: {error.strerror or error}") from None


def _lock(handle: int, output: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise QuestionError(f"another run is writing {output}: wait for its end, or give another name") from None
    except OSError:  # a file system without locks
        return


def _is_at(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.lstat())
    except FileNotFoundError:
        return False
