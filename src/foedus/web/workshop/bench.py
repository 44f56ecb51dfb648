"""The workshop of one workbench: its folder and its token, for the routes that read and write there."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from foedus.web.errors import NotHere


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the workshop writes, and the secret that its own pages carry; the day, and the clock of what is saved."""

    folder: Path
    token: str
    today: Callable[[], str]
    now: Callable[[], datetime]

    def is_own(self, token: str) -> bool:
        """Whether a request carries the token, which only a page of this workbench can have read."""
        return secrets.compare_digest(token.encode(), self.token.encode())


def new_token() -> str:
    """A token that cannot be guessed, for as long as a workbench runs."""
    return secrets.token_urlsafe(32)


def bench(request: Request) -> Bench:
    """The workshop of the workbench that serves a request. Raises NotHere (404) if it is off."""
    settings = request.app.state.settings
    if settings.workshop is None:
        raise NotHere("the workshop is off; `foedus serve --workshop FOLDER` opens it on a folder of yours")
    return Bench(settings.workshop, request.app.state.token, settings.today, settings.now)


Opened = Annotated[Bench, Depends(bench)]
"""The workshop, as a route's parameter."""
