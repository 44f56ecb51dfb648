"""The algebra of spans, against plain sets of days."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.days import ALWAYS, FOREVER, day
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

_LOW, _HIGH = 1, 60
_bounds = st.one_of(st.integers(_LOW, _HIGH), st.sampled_from([ALWAYS, FOREVER]))
_pairs = st.lists(st.tuples(_bounds, _bounds), max_size=6)
_spans = _pairs.map(normal)


def days_of(spans: Spans | list[tuple[int, int]]) -> set[int]:
    """The days in a window that reaches past every finite bound on both sides; open ends fill it."""
    return {when for start, end in spans for when in range(max(start, 0), min(end, _HIGH + 5))}


_WINDOW = set(range(_HIGH + 5))


@given(_pairs)
def test_normal_form_holds_the_same_days_sorted_and_apart(pairs: list[tuple[int, int]]) -> None:
    spans = normal(pairs)
    assert days_of(spans) == days_of(pairs)
    assert all(span.start < span.end for span in spans)
    assert all(span.end < following.start for span, following in pairwise(spans))
    assert normal(spans) == spans


@given(_spans, _spans)
def test_operations_agree_with_sets_of_days(a: Spans, b: Spans) -> None:
    assert days_of(union(a, b)) == days_of(a) | days_of(b)
    assert days_of(intersection(a, b)) == days_of(a) & days_of(b)
    assert days_of(difference(a, b)) == days_of(a) - days_of(b)
    assert days_of(complement(a)) == _WINDOW - days_of(a)


@given(_spans, _spans)
def test_results_are_in_normal_form(a: Spans, b: Spans) -> None:
    for result in (union(a, b), intersection(a, b), difference(a, b), complement(a)):
        assert result == normal(result)


@given(_spans, _spans)
def test_de_morgan(a: Spans, b: Spans) -> None:
    assert complement(union(a, b)) == intersection(complement(a), complement(b))
    assert complement(intersection(a, b)) == union(complement(a), complement(b))


@given(_spans, _spans, _spans)
def test_laws_of_a_boolean_algebra(a: Spans, b: Spans, c: Spans) -> None:
    assert union(a, a) == a == intersection(a, a)
    assert complement(complement(a)) == a
    assert union(a, complement(a)) == EVERYTHING
    assert intersection(a, complement(a)) == ()
    assert intersection(a, union(b, c)) == union(intersection(a, b), intersection(a, c))
    assert difference(a, b) == intersection(a, complement(b))
    assert union(difference(a, b), intersection(a, b)) == a


@given(_spans, st.integers(_LOW, _HIGH))
def test_a_day_is_held_by_its_spans_alone(spans: Spans, when: int) -> None:
    assert holds(spans, when) == (when in days_of(spans))
    assert holds(spans, when) != holds(complement(spans), when)


@given(_spans)
def test_length_counts_days_and_is_none_without_an_end(spans: Spans) -> None:
    open_ended = any(span.start == ALWAYS or span.end == FOREVER for span in spans)
    assert length(spans) == (None if open_ended else len(days_of(spans)))


def test_a_span_ends_on_the_day_before_its_end() -> None:
    pact = Span(day("1941-04-25"), day("1946-04-25"))
    assert pact.holds(day("1946-04-24"))
    assert not pact.holds(day("1946-04-25"))
    assert str(pact) == "[1941-04-25, 1946-04-25)"
    assert str(Span(day("1941-04-25"), FOREVER)) == "[1941-04-25, ..)"
    # 1941-04-25 to 1946-04-25: five years with one leap day (1944): 5 * 365 + 1
    assert length((pact,)) == 1826
