"""Reasons: the tree of what a conclusion rests on.

Every law function returns its reasons with its result. A reason is made in nanoseconds (a template and its
values) and put into words only when somebody reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeAlias

from foedus.chronology.days import words
from foedus.worlds.floating import AnyDay, Floating, first_possible, last_possible


class Kind(StrEnum):
    """What a reason is.

    CLAUSE: what the treaty says (`source`: its article). EVENT: what happened (`source`: the record's).
    RULE: a default rule where the treaty is silent (`source`: convention and article). READING: a position
    taken on a disputed point (`source`: who holds it). COMPUTED: what follows. ABSENCE: what did not happen
    or does not apply.
    """

    CLAUSE = "clause"
    EVENT = "event"
    RULE = "rule"
    READING = "reading"
    COMPUTED = "computed"
    ABSENCE = "absence"


class Between(NamedTuple):
    """A day known only to lie in [first, last], as it stands in a settled reason."""

    first: int
    last: int


class Words(Protocol):
    """Whatever puts itself into words when it is read; hashable."""

    def __str__(self) -> str: ...
    def __hash__(self) -> int: ...


Value: TypeAlias = str | int | Floating | Between | Words
"""What a template is filled with; days are written `{0:day}`."""


class Reason(NamedTuple):
    """One conclusion and what it rests on.

    `template` has `{0}`, `{1:day}` ... for the `values`; `source` is the article, the record's source or the
    rule's origin; `because` are the reasons below it.
    """

    kind: Kind
    template: str
    values: tuple[Value, ...] = ()
    source: str | Words = ""
    because: tuple[Reason, ...] = ()

    @property
    def text(self) -> str:
        """The conclusion in words, without its source."""
        return _FIELD.sub(lambda found: _shown(self.values[int(found[1])], found[2] == ":day"), self.template)

    @property
    def cited(self) -> str:
        """The source as it is cited: `Article 3` for a clause of which only the number is given."""
        source = str(self.source)
        return f"Article {source}" if self.kind is Kind.CLAUSE and source[:1].isdigit() else source

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Reason]]:
        """This reason and all below it with their depth, in reading order."""
        ahead = [(depth, self)]
        while ahead:
            step = ahead.pop()
            yield step
            if below := step[1].because:
                ahead += [(step[0] + 1, each) for each in reversed(below)]

    def settled(self, bounds: Callable[[AnyDay], tuple[int, int]]) -> Reason:
        """The same tree with every floating day replaced by the range that `bounds` gives for it."""
        because = self.because
        for place, below in enumerate(because):
            new = below.settled(bounds)
            if new is not below:
                because = (*because[:place], new, *because[place + 1 :])
        if because is self.because and Floating not in map(type, self.values):
            return self  # most trees hold no floating day: they are kept, and not built anew
        values = tuple(Between(*bounds(v)) if isinstance(v, Floating) else v for v in self.values)
        return self._replace(values=values, because=because)

    def __str__(self) -> str:
        return "\n".join("  " * depth + line(reason) for depth, reason in self.walk())


_FIELD = re.compile(r"\{(\d)(:day)?\}")


def line(reason: Reason) -> str:
    """One reason as a line: its text, then its source in brackets."""
    cited = reason.cited
    return f"{reason.text} [{cited}]" if cited else reason.text


def _shown(value: Value, is_day: bool) -> str:
    if isinstance(value, Floating):
        value = Between(first_possible(value), last_possible(value))
    match value:
        case Between(first, last):
            return between_words(first, last)
        case int() if is_day:
            return words(value)
        case _:
            return str(value)


def between_words(first: int, last: int) -> str:
    """A day known only to lie in [first, last], in words."""
    return words(first) if first == last else f"some day between {words(first)} and {words(last)}"


def clause(article: str, template: str, *values: Value, because: tuple[Reason, ...] = ()) -> Reason:
    """A reason that rests on what the treaty says, at `article` (without the word; empty if not known)."""
    return Reason(Kind.CLAUSE, template, values, article, because)


def event(source: str, template: str, *values: Value, because: tuple[Reason, ...] = ()) -> Reason:
    """A reason that rests on a recorded event, by `source`."""
    return Reason(Kind.EVENT, template, values, source, because)


def rule(source: str, template: str, *values: Value, because: tuple[Reason, ...] = ()) -> Reason:
    """A reason that rests on a default rule of law, by `source` (convention and article)."""
    return Reason(Kind.RULE, template, values, source, because)


def computed(template: str, *values: Value, because: tuple[Reason, ...] = ()) -> Reason:
    """A conclusion from the reasons below it."""
    return Reason(Kind.COMPUTED, template, values, "", because)


def absence(template: str, *values: Value, because: tuple[Reason, ...] = ()) -> Reason:
    """A reason why something did not happen or does not apply."""
    return Reason(Kind.ABSENCE, template, values, "", because)
