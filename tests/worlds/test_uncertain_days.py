"""Days known only as a range: split where their order is open, and what was assumed stays assumed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.days import Day
from foedus.chronology.periods import Period, plus
from foedus.worlds import AnyDay, Floating, World, explore, first_possible, last_possible, shift

APRIL = Floating("event", 1, 30)


def ranges_of(question: Callable[[World], object]) -> list[tuple[dict[str, tuple[Day, Day]], object]]:
    return [(dict(path.ranges), path.value) for path in explore(question).paths]


def test_a_comparison_that_the_range_settles_asks_nothing() -> None:
    assert ranges_of(lambda w: w.before(APRIL, 31)) == [({}, True)]
    assert ranges_of(lambda w: w.before(APRIL, 1)) == [({}, False)]
    assert ranges_of(lambda w: w.before(0, APRIL)) == [({}, True)]
    assert ranges_of(lambda w: w.before(30, APRIL)) == [({}, False)]


def test_an_open_comparison_splits_the_range_at_the_day_compared_with() -> None:
    assert ranges_of(lambda w: w.before(APRIL, 13)) == [({"event": (1, 12)}, True), ({"event": (13, 30)}, False)]
    assert ranges_of(lambda w: w.before(13, APRIL)) == [({"event": (1, 13)}, False), ({"event": (14, 30)}, True)]


def test_what_was_assumed_stays_assumed() -> None:
    # before the 13th it is also before the 20th: three paths, not four
    found = ranges_of(lambda w: (w.before(APRIL, 13), w.before(APRIL, 20)))
    assert found == [
        ({"event": (1, 12)}, (True, True)),
        ({"event": (13, 19)}, (False, True)),
        ({"event": (20, 30)}, (False, False)),
    ]


def test_a_day_computed_from_an_uncertain_one_moves_with_it() -> None:
    later = shift(APRIL, lambda day: day + 100)
    found = ranges_of(lambda w: (w.before(APRIL, 13), w.before(later, 113)))
    assert found == [({"event": (1, 12)}, (True, True)), ({"event": (13, 30)}, (False, False))]


def test_a_day_and_the_day_after_it_are_in_order_whatever_the_day_is() -> None:
    after = shift(APRIL, lambda day: day + 1)
    assert ranges_of(lambda w: w.before(APRIL, after)) == [({}, True)]
    assert ranges_of(lambda w: w.before(after, APRIL)) == [({}, False)]
    assert ranges_of(lambda w: w.before(APRIL, APRIL)) == [({}, False)]


def test_a_year_unknown_to_the_day_and_its_anniversary_are_in_order_without_a_split() -> None:
    unknown = Floating("notice", plus(700_000, Period()), 700_364)
    anniversary = shift(unknown, lambda day: plus(day, Period(years=1)))
    assert ranges_of(lambda w: w.before(unknown, anniversary)) == [({}, True)]
    assert ranges_of(lambda w: w.earlier(anniversary, unknown) == unknown) == [({}, True)]


def test_an_unbounded_day_and_a_day_behind_it_are_in_order_without_a_split() -> None:
    open_ended = Floating("notice", 700_000, 710_000)
    behind = shift(open_ended, lambda day: plus(day, Period(months=3)))
    assert ranges_of(lambda w: w.before(open_ended, behind)) == [({}, True)]


def test_two_days_from_one_uncertain_day_are_split_where_their_order_changes() -> None:
    # a fixed fifteenth against the day itself: the order turns on the fifteenth
    fifteenth = shift(APRIL, lambda day: max(day, 15))
    assert ranges_of(lambda w: w.before(APRIL, fifteenth)) == [
        ({"event": (1, 14)}, True),
        ({"event": (15, 30)}, False),
    ]


def test_bounds_are_those_of_the_world_and_not_of_the_record() -> None:
    def question(world: World) -> tuple[Day, Day]:
        world.before(APRIL, 13)
        return world.bounds(shift(APRIL, lambda day: day * 2))

    assert [value for _, value in ranges_of(question)] == [(2, 24), (26, 60)]
    assert World().bounds(7) == (7, 7)


def test_the_first_and_the_last_possible_day() -> None:
    later = shift(APRIL, lambda day: day + 5)
    assert (first_possible(later), last_possible(later)) == (6, 35)
    assert (first_possible(9), last_possible(9)) == (9, 9)
    assert shift(9, lambda day: day + 1) == 10


def test_earlier_and_later_prefer_the_first_of_equals() -> None:
    world = World()
    assert (world.earlier(3, 4), world.later(3, 4)) == (3, 4)
    same = Floating("a", 5, 5)
    assert world.earlier(same, 5) is same
    assert world.later(same, 5) is same


STEPS: list[Callable[[Day], Day]] = [
    lambda day: day + 1,
    lambda day: day - 2,
    lambda day: day // 4 * 4,  # a plateau, as a clamped month end has
    lambda day: day * 2 - 5,
    lambda day: max(day, 6),
    lambda day: min(day, 9),
]
BASES = {"x": (3, 9), "y": (0, 12), "z": (5, 6)}


@st.composite
def any_days(draw: st.DrawFn) -> AnyDay:
    if draw(st.booleans()):
        return draw(st.integers(-2, 16))
    key = draw(st.sampled_from(sorted(BASES)))
    return Floating(key, *BASES[key], tuple(draw(st.lists(st.sampled_from(STEPS), max_size=3))))


def exact(when: AnyDay, bases: dict[str, Day]) -> Day:
    return when if isinstance(when, int) else when.at(bases[when.key])


@given(st.lists(st.tuples(any_days(), any_days()), min_size=1, max_size=4))
def test_the_paths_divide_all_days_among_them_and_each_answers_right_for_each_of_its_days(
    comparisons: list[tuple[AnyDay, AnyDay]],
) -> None:
    paths = explore(lambda w: tuple(w.before(a, b) for a, b in comparisons), limit=100_000).paths
    for x in range(BASES["x"][0], BASES["x"][1] + 1):
        for y in range(BASES["y"][0], BASES["y"][1] + 1):
            for z in range(BASES["z"][0], BASES["z"][1] + 1):
                bases = {"x": x, "y": y, "z": z}
                mine = [
                    path
                    for path in paths
                    if all(first <= bases[key] <= last for key, (first, last) in path.ranges.items())
                ]
                assert len(mine) == 1
                assert mine[0].value == tuple(exact(a, bases) < exact(b, bases) for a, b in comparisons)


@given(any_days(), any_days())
def test_one_comparison_of_days_from_one_source_has_no_more_paths_than_changes_of_order(a: AnyDay, b: AnyDay) -> None:
    bases = {when.key for when in (a, b) if isinstance(when, Floating)}
    if len(bases) != 1:
        return
    (key,) = bases
    first, last = BASES[key]
    orders = [exact(a, {key: day}) < exact(b, {key: day}) for day in range(first, last + 1)]
    changes = sum(one != other for one, other in pairwise(orders))
    assert len(explore(lambda w: w.before(a, b)).paths) == changes + 1
