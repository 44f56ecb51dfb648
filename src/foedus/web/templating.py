"""Templates: from answers to a page. What a dossier says is always escaped, and a missing value is an error."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from foedus.answers.groundwork.asking import party_name
from foedus.answers.groundwork.finding import Reading
from foedus.chronology.days import day, words
from foedus.errors import TimeTextError
from foedus.outlets.wording import reading_words
from foedus.web.asking import Asking

HERE = Path(__file__).parent
STATIC = HERE / "static"

NAV = (
    ("library", "Library", "/"),
    ("relations", "Relations", "/relations"),
    ("actors", "Actors", "/actors"),
    ("judge", "Judge", "/judge"),
    ("deadlines", "Deadlines", "/deadlines"),
    ("workshop", "Workshop", "/workshop"),
)
"""What stands at the head of every page: a key, a name, an address. The workshop only where it is on."""

VERDICTS = {"every": "in every reading", "some": "it depends", "none": "in no reading"}
"""A verdict in words."""


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """The page that `template` makes of `context`.

    A template also knows `asking` (an empty question unless given), `here` (the key of its entry in NAV), `nav`,
    `today`, `workshop` (whether it is on) and `address` (its own path and query, for a permanent link).
    """
    settings = request.app.state.settings
    workshop = settings.workshop is not None
    query = request.url.query
    given = {
        "asking": Asking(),
        "here": "",
        "nav": [entry for entry in NAV if workshop or entry[0] != "workshop"],
        "today": settings.today(),
        "workshop": workshop,
        "address": request.url.path + (f"?{query}" if query else ""),
        **context,
    }
    return HTMLResponse(environment().get_template(template).render(given), status)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with the filters and functions that they share."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day_words=day_words, reading_words=readings_in_words, party=party_name)
    made.globals.update(static=static, verdicts=VERDICTS)
    return made


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a file of ours, which changes with its content so that no browser shows an old one."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def day_words(text: str | None, otherwise: str = "no end on record") -> str:
    """A day, or an interval of days of which it is one, as people write it; any other text as it is.

    >>> day_words("1941-04-13"), day_words("1941-04-13/1941-04-15"), day_words("1941-04?")
    ('13 April 1941', 'between 13 April 1941 and 15 April 1941', '1941-04?')
    """
    if text is None:
        return otherwise
    first, slash, last = text.partition("/")
    try:
        return f"between {words(day(first))} and {words(day(last))}" if slash else words(day(first))
    except TimeTextError:
        return text


def readings_in_words(readings: tuple[Reading, ...]) -> list[str]:
    """Readings as lines; nothing for an answer that holds in every reading."""
    return [text for text in reading_words(readings) if text]
