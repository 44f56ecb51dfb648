"""How far a long table is, on standard error, and what an interruption leaves."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def progressing(what: str, as_json: bool) -> Iterator[Callable[[int], None]]:
    """A function that shows how many of `what` are done, where a person looks on."""
    shown = sys.stderr.isatty() and not as_json
    told = False

    def progress(count: int) -> None:
        nonlocal told
        if shown:
            click.echo(f"\r{count:,} {what}", nl=False, err=True)
            told = True

    try:
        yield progress
    finally:
        if told:
            click.echo(err=True)


@contextmanager
def told_of_parts(path: Path | None) -> Iterator[None]:
    """Where the making of the table at `path` is interrupted, say what is kept of it.

    An order to end (SIGTERM) is such an interruption: what lies in temporary folders goes.
    """
    here = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, _end) if here else None
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        if path is not None:
            from foedus.tables.streams import parts_of

            if parts_of(path).exists():
                click.echo(f"\ninterrupted; {parts_of(path)} keeps what is done: give the command again", err=True)
        raise
    finally:
        if here:
            signal.signal(signal.SIGTERM, before)


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)  # as shells tell of a process that a signal ended
