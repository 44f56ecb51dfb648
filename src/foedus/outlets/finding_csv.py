"""A finding as CSV: a row for each answer, a column for each part of its value, the readings in the last."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from foedus.answers.groundwork.finding import Answer
from foedus.outlets.wording import reading_words

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def answers_csv(answers: Iterable[Answer]) -> str:
    """Answers whose values are mappings, as CSV text (RFC 4180) with a header; lists are joined by "; ".

    A text that a spreadsheet would take for a formula gets an apostrophe before it: what a dossier says is text.
    Nothing but an empty header for no answers.
    """
    rows = [_row(answer) for answer in answers]
    columns = [*dict.fromkeys(name for row in rows for name in row if name != "readings"), "readings"]
    made = io.StringIO()
    writer = csv.DictWriter(made, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def _row(answer: Answer) -> dict[str, str]:
    value: Mapping[str, Any] = answer.value
    readings = " | ".join(text for text in reading_words(answer.readings) if text)
    return {name: _cell(part) for name, part in {**value, "readings": readings}.items()}


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case list() | tuple():
            text = "; ".join(_plain(part) for part in value)
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return str(value)
