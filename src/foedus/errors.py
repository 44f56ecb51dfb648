"""Every error foedus raises on purpose.

    FoedusError
    ├── TimeTextError        a date, clock time or period that cannot be read
    ├── DossierError         a dossier that cannot be used; carries its diagnostics
    ├── UnknownActor         a state or other actor that the register does not hold
    ├── QuestionError        a question that cannot be answered as put (unknown treaty, bad reading, ...)
    ├── TooManyReadings      exploring all readings would pass the stated bound
    └── OutOfTime            an answer would take longer than whoever asks for it waits

Each message is written for the person who wrote the file or the question: what was found, what was
expected, what to do.
"""

from __future__ import annotations


class FoedusError(Exception):
    """Base of all errors that foedus raises on purpose."""


class TimeTextError(FoedusError, ValueError):
    """A date, clock time, zone or period that cannot be read. The message says what was expected."""


class UnknownActor(FoedusError, KeyError):
    """An actor id or name that the register of actors does not hold."""

    def __str__(self) -> str:  # KeyError would print the repr of the message
        return str(self.args[0]) if self.args else ""


class QuestionError(FoedusError, ValueError):
    """A question that cannot be answered as it was put: unknown treaty, party, dispute or position."""


class TooManyReadings(FoedusError, RuntimeError):
    """Exploring every reading would pass the stated bound; nothing was sampled."""


class OutOfTime(FoedusError, RuntimeError):
    """An answer would take longer than whoever asks for it waits; nothing was sampled."""


class DossierError(FoedusError):
    """A dossier that cannot be used. `diagnostics` holds every fault found, each with file and line."""

    def __init__(self, message: str, diagnostics: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics

    @property
    def first(self) -> str:
        """The first fault alone, as one line."""
        return str(self).partition("\n")[0]
