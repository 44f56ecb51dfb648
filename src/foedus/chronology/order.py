"""Which of two moments came first, where texts and clocks settle it, and `unknown` where they do not."""

from __future__ import annotations

from enum import StrEnum

from foedus.chronology.clocks import instants
from foedus.chronology.moments import Moment


class Order(StrEnum):
    """How moment a stands to moment b. UNKNOWN: their ranges overlap, so that the texts leave it open."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    UNKNOWN = "unknown"


def compare(a: Moment, b: Moment, zone_a: str | None = None, zone_b: str | None = None) -> Order:
    """How `a` stands to `b`; `zone_a` and `zone_b` are the zones of their places (a tz name or an offset).

    By civil days when neither has a clock, unless both places are known and differ; else by instants. SAME
    is said of one civil day or one clock time as written, never of two ranges that happen to agree.

    >>> from foedus.chronology.moments import parse_moment
    >>> note = parse_moment("1945-08-08T17:00[Europe/Moscow]")
    >>> attack = parse_moment("1945-08-09T00:00[Asia/Harbin]")
    >>> print(compare(note, attack), compare(parse_moment("1945-05"), parse_moment("1945-05-08")))
    before unknown

    Raises TimeTextError for an unknown zone, and for a clock time that the zone's clocks skipped.
    """
    if _by_days(a, b, zone_a, zone_b):
        if a.last < b.first:
            return Order.BEFORE
        if b.last < a.first:
            return Order.AFTER
        return Order.SAME if a.is_exact and b.is_exact else Order.UNKNOWN
    one, other = instants(a, zone_a), instants(b, zone_b)
    if one.end <= other.first:
        return Order.BEFORE
    if other.end <= one.first:
        return Order.AFTER
    alike = (one.first, one.end) == (other.first, other.end)
    settled = a.is_exact and b.is_exact and one.settled and other.settled
    return Order.SAME if alike and settled else Order.UNKNOWN


def is_before(a: Moment, b: Moment, zone_a: str | None = None, zone_b: str | None = None) -> bool | None:
    """Whether `a` came before `b`: True, False, or None where the texts leave it open.

    `8 or 9 May` was certainly not before `8 May`: False, though the order of the two is unknown.
    """
    if _by_days(a, b, zone_a, zone_b):
        if a.last < b.first:
            return True
        return False if a.first >= b.last else None
    match compare(a, b, zone_a, zone_b):
        case Order.BEFORE:
            return True
        case Order.UNKNOWN:
            return None
        case _:
            return False


def _by_days(a: Moment, b: Moment, zone_a: str | None, zone_b: str | None) -> bool:
    two_places = zone_a is not None and zone_b is not None and zone_a != zone_b
    return a.clock is None and b.clock is None and not two_places
