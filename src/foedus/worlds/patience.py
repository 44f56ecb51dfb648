"""How long an exploration may go on: whoever waits for an answer can stop it, and can change nothing else.

A question may have thousands of paths. Who asks for somebody else (a server) gives a check that raises when
the wait is over; exploring calls it between one step and the next. The check lives in the context of the
caller, so that no law function has to carry it: it sees no world, and no answer depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Check = Callable[[], None]
"""Returns while there is time, and raises when there is none."""


def _patient() -> None:
    """The check of those who wait as long as it takes."""


_CHECK: ContextVar[Check] = ContextVar("foedus_patience", default=_patient)


def check_of_caller() -> Check:
    """The check that the caller has given, one that never raises by default."""
    return _CHECK.get()


@contextmanager
def patience(check: Check) -> Iterator[None]:
    """Within this block, and in threads that take over its context, exploring calls `check` again and again.

    >>> from foedus.worlds import explore
    >>> def out_of_time():
    ...     raise TimeoutError("this takes too long")
    >>> with patience(out_of_time):
    ...     explore(lambda world: world.ask("pact/day", ("signature", "ratification")))
    Traceback (most recent call last):
    TimeoutError: this takes too long
    """
    token = _CHECK.set(check)
    try:
        yield
    finally:
        _CHECK.reset(token)
