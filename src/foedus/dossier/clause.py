"""What every clause shares: its article, and how a day that it gives is moved on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from foedus.dossier.values import Part, Text

Rounding = Literal[
    "none",
    "end_of_month",
    "end_of_quarter",
    "first_of_next_month",
    "first_of_month_after_next",
    "first_of_third_month",
    "end_of_year",
    "new_year",
]


class Clause(Part):
    """What every clause may say of itself: where it stands, and a remark."""

    article: Text | None = Field(None, description="article, paragraph or annex, as '3' or '12(2)'")
    note: Text | None = None
