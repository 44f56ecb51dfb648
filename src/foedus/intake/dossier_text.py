"""The text of a dossier made from a row of data, in the form in which a person would write it.

Same data, same text: keys come in the order given, nothing is looked up, nothing is dated.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeAlias

Data: TypeAlias = dict[str, Any]
"""The keys of a dossier: text, lists and mappings of it; what is None, empty or False is left out."""

_PLAIN = re.compile(r"[A-Za-z0-9À-ž](?:[A-Za-z0-9À-ž _/().–'&-]*[A-Za-z0-9À-ž().])?")
_SPECIAL = re.compile(r"null|true|false|yes|no|on|off|y|n", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def scalar(text: str) -> str:
    """Text as YAML: plain where it can be nothing else, in double quotes otherwise.

    >>> scalar("Albania - Austria BIT (1993)"), scalar("one: two")
    ('Albania - Austria BIT (1993)', '"one: two"')
    """
    if _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def text_of(data: Data) -> str:
    """The YAML text of a dossier: a block for each part, a line for each clause and event."""
    lines: list[str] = []
    for key, value in data.items():
        if not value:
            continue
        if isinstance(value, dict):
            below = [f"  {name}: {flow(part)}" for name, part in value.items() if part]
            lines += [f"{key}:", *below] if below else []
        elif isinstance(value, list) and isinstance(value[0], dict):
            lines += [f"{key}:", *[f"  - {flow(part)}" for part in value]]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def flow(value: object) -> str:
    """A value on one line; what is empty in a mapping is left out."""
    if isinstance(value, str):  # most are
        return scalar(value)
    if isinstance(value, dict):
        return "{" + ", ".join([f"{key}: {flow(part)}" for key, part in value.items() if part]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([flow(part) for part in value]) + "]"
    return "true" if value is True else scalar(str(value))


def day_before(text: str) -> str:
    """The day before a day in ISO form; a date that names no day stays as it is.

    >>> day_before("2008-01-01"), day_before("1822-12")
    ('2007-12-31', '1822-12')
    """
    try:
        return (date.fromisoformat(text) - timedelta(days=1)).isoformat()
    except ValueError:
        return text
