"""Text that a person wrote, read from disk with a bound on its size and no surprise in its encoding."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic

_UNIT = 1024 * 1024


def read_bounded(path: Path, file: str, max_bytes: int) -> tuple[str | None, list[Diagnostic]]:
    """The UTF-8 text of a regular file of at most `max_bytes` bytes; None and a diagnostic if it is none.

    The size is asked of the file system before anything is read. `file` is the name used in diagnostics.
    A byte order mark at the start is dropped.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "a directory" if stat.S_ISDIR(about.st_mode) else "no regular file"
            return None, [Diagnostic(file, 1, 1, kind, "a text file", "name a file")]
        if about.st_size > max_bytes:
            return None, [too_large(file, about.st_size, max_bytes)]
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except FileNotFoundError:
        return None, [Diagnostic(file, 1, 1, "no such file", "a text file", "check the path")]
    except (OSError, ValueError) as cause:  # ValueError: a NUL in the path
        reason = getattr(cause, "strerror", None) or str(cause)
        return None, [Diagnostic(file, 1, 1, f"the file cannot be read: {reason.lower()}")]
    return decode(data, file, max_bytes)


def decode(data: bytes, file: str, max_bytes: int) -> tuple[str | None, list[Diagnostic]]:
    """The text of UTF-8 bytes, a byte order mark dropped; None and a diagnostic for anything else."""
    if len(data) > max_bytes:
        return None, [too_large(file, len(data), max_bytes)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as cause:
        data = cause.object  # without the byte order mark, as `start` counts
        line, column = position_at(data[: cause.start].decode("utf-8"), cause.start)
        found = f"the byte 0x{data[cause.start]:02x}, which is not UTF-8"
        return None, [Diagnostic(file, line, column, found, "UTF-8 text", "save the file as UTF-8")]


def encoded_size(text: str) -> int:
    """Size of `text` in UTF-8, in bytes (a lone surrogate counts as three)."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def too_large(file: str, size: int, max_bytes: int) -> Diagnostic:
    """The diagnostic for a file of `size` bytes where at most `max_bytes` are read."""
    expected = f"at most {max_bytes // _UNIT} MiB ({max_bytes:,} bytes)"
    return Diagnostic(file, 1, 1, f"a file of {size:,} bytes", expected, "split it")


def position_at(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `index`; lines end with LF, CR LF or CR."""
    before = re.split("\r\n|\r|\n", text[:index])
    return len(before), len(before[-1]) + 1
