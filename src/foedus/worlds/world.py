"""One world: one way in which all disputed points that a question asks are taken.

A law function asks its world wherever it meets a disputed value or two days whose order is not certain. The
first time a point is asked, the world decides by its script (see `explore`), and then stays with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from foedus.chronology.days import Day
from foedus.errors import QuestionError
from foedus.worlds.floating import AnyDay, Floating
from foedus.worlds.patience import check_of_caller

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Range = tuple[Day, Day]

CHECK_EVERY = 256
"""After how many comparisons of days whoever waits is asked again (see `patience`)."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T_co]):
    """A disputed value: the dispute's key and what each named position holds, in the dossier's order."""

    dispute: str
    choices: Mapping[str, T_co]


@dataclass(frozen=True, slots=True)
class Decision:
    """A point at which this world could have gone another way: what was asked, the options, the one taken."""

    key: str
    options: tuple[str, ...] | tuple[Range, Range]
    taken: int


class World:
    """Answers what is asked by a script, remembers every answer, and never changes one.

    `fixed` maps disputes to the position that the person asking has fixed. `script` lists, decision by
    decision, which option to take; past its end the first option is taken. While `heard` is a list, it is
    told every position asked for (None: an uncertain date was looked at), so that what follows from the same
    positions can be remembered.
    """

    __slots__ = ("_check", "_closed", "_compared", "_fixed", "_ranges", "_script", "_taken", "heard", "trail")

    def __init__(self, fixed: Mapping[str, str] | None = None, script: Sequence[int] = ()) -> None:
        self._fixed = fixed or {}
        self._script = script
        self._taken: dict[str, str] = {}
        self._ranges: dict[str, Range] = {}
        self.trail: list[Decision] = []
        self.heard: list[tuple[str, tuple[str, ...], str] | None] | None = None
        self._closed = False
        self._check = check_of_caller()
        self._compared = 0

    def close(self) -> None:
        """Let nothing new be decided: what is asked of this world from here on is known, or a mistake."""
        self._closed = True

    # -- disputes

    def ask(self, dispute: str, positions: Sequence[str]) -> str:
        """The position that this world takes on `dispute`, one of `positions`.

        Raises QuestionError if a position was fixed that the dispute does not have.
        """
        position = self._position(dispute, positions)
        if self.heard is not None:
            self.heard.append((dispute, tuple(positions), position))
        return position

    def _position(self, dispute: str, positions: Sequence[str]) -> str:
        if (fixed := self._fixed.get(dispute)) is not None:
            if fixed not in positions:
                raise QuestionError(
                    f"dispute {dispute!r} has no position {fixed!r}; its positions are: {', '.join(positions)}"
                )
            self._taken[dispute] = fixed
            return fixed
        if (known := self._taken.get(dispute)) is not None:
            return known
        if len(positions) == 1:
            return positions[0]
        options = tuple(positions)
        position = options[self._decide(dispute, options)]
        self._taken[dispute] = position
        return position

    def prefer(self, dispute: str, positions: Sequence[str], default: str) -> str:
        """The position fixed on `dispute`, else `default`: for rules that are settled unless somebody turns them.

        Raises QuestionError if a position was fixed that does not exist.
        """
        return self.ask(dispute, positions) if dispute in self._fixed else default

    @overload
    def value(self, disputable: Choice[T]) -> T: ...
    @overload
    def value(self, disputable: T) -> T: ...
    def value(self, disputable: Any) -> Any:
        """The value itself, or, of a disputed value, what the position taken holds."""
        if isinstance(disputable, Choice):
            return disputable.choices[self.ask(disputable.dispute, tuple(disputable.choices))]
        return disputable

    def position_on(self, dispute: str) -> str | None:
        """The position taken on `dispute`, or None if it has not been asked."""
        return self._taken.get(dispute)

    # -- days

    def before(self, a: AnyDay, b: AnyDay) -> bool:
        """Whether day `a` comes before day `b`, splitting uncertain ranges where both are possible."""
        self._compared += 1
        if not self._compared % CHECK_EVERY:  # one world alone may count through thousands of years of days
            self._check()
        if isinstance(a, int) and isinstance(b, int):
            return a < b
        while True:
            a_first, a_last = self.bounds(a)
            b_first, b_last = self.bounds(b)
            if a_last < b_first:
                return True
            if a_first >= b_last:
                return False
            if isinstance(a, Floating) and isinstance(b, Floating) and a.key == b.key:
                return self._before_moving_together(a, b)
            self._narrow(a, (a_first, a_last), b, (b_first, b_last))

    def earlier(self, a: AnyDay, b: AnyDay) -> AnyDay:
        """The earlier of two days."""
        return b if self.before(b, a) else a

    def later(self, a: AnyDay, b: AnyDay) -> AnyDay:
        """The later of two days."""
        return b if self.before(a, b) else a

    def bounds(self, when: AnyDay) -> Range:
        """The earliest and the latest day that `when` can be, given what this world has assumed so far."""
        if isinstance(when, int):
            return when, when
        first, last = self._base(when)
        return when.at(first), when.at(last)

    # -- what this world took

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """Every dispute asked and the position taken, in the order asked (fixed ones included)."""
        return tuple(self._taken.items())

    @property
    def ranges(self) -> tuple[tuple[str, Range], ...]:
        """Every uncertain date that was narrowed, with the range assumed (inclusive)."""
        return tuple(self._ranges.items())

    # -- inside

    def _decide(self, key: str, options: tuple[str, ...] | tuple[Range, Range]) -> int:
        if self._closed:
            raise AssertionError(f"{key} is asked after its question was answered: the answer would be a guess")
        turn = len(self.trail)
        taken = self._script[turn] if turn < len(self._script) else 0
        self.trail.append(Decision(key, options, taken))
        return taken

    def _base(self, when: Floating) -> Range:
        if self.heard is not None:
            self.heard.append(None)  # what follows hangs on a range, not on positions alone
        return self._ranges.get(when.key, (when.first, when.last))

    def _narrow(self, a: AnyDay, a_range: Range, b: AnyDay, b_range: Range) -> None:
        """Split the range of one of two days whose order is open, at the day that decides most."""
        if isinstance(a, Floating) and a_range[0] < b_range[0]:
            self._split(a, b_range[0])
        elif isinstance(a, Floating) and a_range[1] >= b_range[1] and a_range[0] < b_range[1]:
            self._split(a, b_range[1])
        elif isinstance(b, Floating) and b_range[1] > a_range[1]:
            self._split(b, a_range[1] + 1)
        elif isinstance(b, Floating):
            self._split(b, a_range[0] + 1)
        else:
            raise AssertionError("the order of two certain days cannot be open")

    def _split(self, when: Floating, at: Day) -> None:
        """Assume the computed day lies before `at`, or at or after it."""
        first, last = self._base(when)
        cut = bisect_left(range(first, last + 1), at, key=when.at) + first
        if not first < cut <= last:  # the bounds say that both sides exist
            raise AssertionError(f"{when.key}: nothing to split at {at}")
        self._take_range(when.key, (first, cut - 1), (cut, last))

    def _before_moving_together(self, a: Floating, b: Floating) -> bool:
        """The order of two days computed from one uncertain date, split only where that order changes."""
        if a.steps == b.steps:
            return False
        while True:
            first, last = self._base(a)
            order = a.at(first) < b.at(first)
            cut = _order_changes(a, b, first, last)
            if cut is None:
                return order
            self._take_range(a.key, (first, cut - 1), (cut, last))

    def _take_range(self, key: str, low: Range, high: Range) -> None:
        self._ranges[key] = (low, high)[self._decide(key, (low, high))]


def _order_changes(a: Floating, b: Floating, first: Day, last: Day) -> Day | None:
    """The first day after `first` on which the order of `a` and `b` is another than on `first`."""
    order = a.at(first) < b.at(first)
    here = first
    while here < last:
        # Neither ever falls: until the one behind has passed where the other stands now, nothing changes.
        behind, stands = (a, b.at(here)) if order else (b, a.at(here) + 1)
        here = bisect_left(range(here + 1, last + 1), stands, key=behind.at) + here + 1
        if here <= last and (a.at(here) < b.at(here)) != order:
            return here
    return None
