"""Time: civil days, moments as uncertain as their texts, clocks, periods, spans and order.

Days and spans are integers (`days`, `spans`); what people write is a `Moment`; where on the line of UTC it
may lie is an `InstantRange`; how two moments stand is an `Order`, `unknown` included.
"""

from foedus.chronology.calendars import julian_day_to_civil
from foedus.chronology.clock import Clock
from foedus.chronology.clocks import Instant, InstantRange, instants, local_day, local_text
from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY, Day, day, iso, words, ymd
from foedus.chronology.moments import Moment, parse_moment
from foedus.chronology.order import Order, compare, is_before
from foedus.chronology.periods import (
    Counting,
    MonthEnd,
    Period,
    first_of_next_month,
    minus,
    next_month_day,
    parse_period,
    plus,
)
from foedus.chronology.spans import (
    EVERYTHING,
    Span,
    Spans,
    complement,
    difference,
    holds,
    intersection,
    length,
    normal,
    union,
)

__all__ = [
    "ALWAYS",
    "EVERYTHING",
    "FOREVER",
    "LAST_DAY",
    "Clock",
    "Counting",
    "Day",
    "Instant",
    "InstantRange",
    "Moment",
    "MonthEnd",
    "Order",
    "Period",
    "Span",
    "Spans",
    "compare",
    "complement",
    "day",
    "difference",
    "first_of_next_month",
    "holds",
    "instants",
    "intersection",
    "is_before",
    "iso",
    "julian_day_to_civil",
    "length",
    "local_day",
    "local_text",
    "minus",
    "next_month_day",
    "normal",
    "parse_moment",
    "parse_period",
    "plus",
    "union",
    "words",
    "ymd",
]
