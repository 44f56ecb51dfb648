"""busy years: the years around the one of which a library's records tell most, for a question that names no time."""

from __future__ import annotations

from collections import Counter
from datetime import date

from foedus.dossier.library import Library
from foedus.law.conduct.acts import acts_of

AROUND = 9
"""How many years are told before and after the busiest one."""


def busy_years(library: Library, around: int = AROUND) -> tuple[int, int] | None:
    """The first and the last of the years `around` the one in which most acts of one actor on another lie.

    Of several such years the earliest counts; None for a library that records no act. Dossiers with errors are
    left out.
    """
    acts = acts_of(library.usable()[0]).deeds
    years = Counter(date.fromordinal(first).year for first in (deed.range_of_days()[0] for deed in acts) if first > 0)
    if not years:
        return None
    busiest = min(years, key=lambda year: (-years[year], year))
    return max(1, busiest - around), min(9999, busiest + around)
