"""Many independent disputes: what a question costs that asks few of them, and one that has to ask them all.

python bench/readings.py

The same questions are put to clingo (`peers/readings.lp`), which enumerates every combination, or says without
enumerating what holds in some of them and in all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Literal, TypeVar

import clingo

from foedus.answers.groundwork.asking import Asked
from foedus.answers.status import status_in, status_of
from foedus.chronology.moments import Moment, parse_moment
from foedus.dossier.load import load_text
from foedus.errors import TooManyReadings
from foedus.law.case import ALONE

T = TypeVar("T")
Mode = Literal["auto", "brave", "cautious"]

PROGRAM = Path(__file__).parent / "peers" / "readings.lp"
STATES = (
    *("USA", "GBR", "FRA", "DEU", "ITA", "ESP", "PRT", "NLD", "BEL"),
    *("CHE", "SWE", "NOR", "DNK", "POL", "JPN", "AUT", "GRC", "TUR"),
)
AFTER_ALL_NOTICES = parse_moment("1990-01-01")
SOME_HAVE_RATIFIED = parse_moment("1951-06-05")
ROUNDS = 5


def notices(count: int) -> str:
    """A pact of two with a notice a year, each of which one side holds valid and the other void."""
    lines = [
        "id: pact",
        "title: Pact",
        "parties: [GBR, PRT]",
        "terms:",
        "  entry_into_force: {when: signature}",
        "  denunciation: {notice: 1 year}",
        "record:",
        "  - {event: signature, on: 1951-03-01, by: [GBR, PRT], source: series}",
    ]
    for number in range(count):
        what = f"{{dispute: notice-{number}}}"
        lines.append(f"  - {{event: denunciation, on: {1960 + number}-05-01, by: GBR, effect: {what}, source: series}}")
    lines.append("disputes:")
    for number in range(count):
        positions = "valid: {value: by_clause, held_by: one side}, void: {value: none, held_by: the other side}"
        lines.append(f"  notice-{number}: {{question: Was it valid?, positions: {{{positions}}}}}")
    return "\n".join([*lines, "sources:", "  series: {title: Treaty series}", ""])


def deposits(count: int) -> str:
    """A convention that so many ratifications bring into force, of each of which two lists give different days."""
    lines = [
        "id: convention",
        "title: Convention",
        "open_to_others: true",
        "terms:",
        "  binding: {by: ratification}",
        f"  entry_into_force: {{when: {{deposits: {count}}}}}",
        "record:",
    ]
    for number, state in enumerate(STATES[:count]):
        lines.append(f"  - {{event: ratification, on: {{dispute: day-{number}}}, by: {state}, source: series}}")
    lines.append("disputes:")
    for number in range(count):
        early, late = _two_days(number)
        positions = f"early: {{value: {early}, held_by: one list}}, late: {{value: {late}, held_by: another list}}"
        lines.append(f"  day-{number}: {{question: When?, positions: {{{positions}}}}}")
    return "\n".join([*lines, "sources:", "  series: {title: Treaty series}", ""])


def _two_days(number: int) -> tuple[date, date]:
    return date(1951, 3, number + 1), date(1951, 6, number + 1)


def facts_of_notices(count: int) -> str:
    """`notices` for clingo."""
    effects = (date(1961 + number, 5, 1).toordinal() for number in range(count))
    return "".join(f"notice({number},{day})." for number, day in enumerate(effects))


def facts_of_deposits(count: int) -> str:
    """`deposits` for clingo."""
    return "".join(f"says({n},({a.toordinal()};{b.toordinal()}))." for n in range(count) for a, b in [_two_days(n)])


def asked(text: str) -> Asked:
    """A dossier, ready to be asked about."""
    loaded = load_text(text)
    assert loaded.dossier is not None, loaded.diagnostics
    return Asked(loaded.dossier, ALONE, {})


def readings_of(about: Asked, moment: Moment) -> int:
    """How many readings the question of the status at a moment tells apart."""
    return len(about.explore(lambda world: status_in(about, world, None, moment)).paths)


def by_clingo(facts: str, moment: Moment, mode: Mode) -> tuple[int, bool]:
    """How many models clingo goes through in a mode, and whether the last one shows "in force".

    In the mode "auto" each is one reading and is read; "brave" ends with what holds in some reading, "cautious"
    with what holds in every one.
    """
    control = clingo.Control(["--warn=none", "-c", f"today={moment.first}", f"--enum-mode={mode}", "0"])
    control.load(str(PROGRAM))
    control.add("base", [], facts)
    control.ground([("base", [])])
    count, shown, in_force = 0, False, clingo.Function("in_force")
    with control.solve(yield_=True) as handle:
        for model in handle:
            count += 1
            shown = in_force in model.symbols(shown=True)
    return count, shown


def timed(question: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """The median of the seconds that a question takes, and its answer."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        found = question()
        times.append(time.perf_counter() - begun)
    return median(times), found


def verdict(facts: str, moment: Moment) -> str:
    """Whether "in force" holds in every reading, in some or in none, by clingo without enumeration."""
    if by_clingo(facts, moment, "cautious")[1]:
        return "every"
    return "some" if by_clingo(facts, moment, "brave")[1] else "none"


def show(what: str, text: str, facts: str, moment: Moment) -> None:
    """Print the times of one question of which foedus tells all readings."""
    about = asked(text)
    took, found = timed(lambda: status_of(about, moment))
    consequences, told = timed(lambda: verdict(facts, moment))
    enumerated, (worlds, _) = timed(lambda: by_clingo(facts, moment, "auto"), 1)
    assert found.verdict == told, f"{what}: foedus says {found.verdict}, clingo {told}"
    count = readings_of(about, moment)
    exploring, _ = timed(lambda: readings_of(about, moment))
    print(what)
    print(f"  foedus: {count:,} readings told apart in {exploring * 1000:,.1f} ms", end="")
    print(f" ({exploring / count * 1e6:,.0f} microseconds each), the whole finding in {took * 1000:,.1f} ms")
    print(f"  clingo, all {worlds:,} worlds: {enumerated * 1000:,.0f} ms ({enumerated / took:.3g} times the finding)")
    print(f"  clingo, what holds in some and in all: {consequences * 1000:,.2f} ms ({consequences / took:.3g} times)")


def main() -> None:
    """Print what few, all, and too many disputes cost."""
    show(
        "18 notices, each disputed: the first valid one settles it, and later ones are not asked",
        notices(18),
        facts_of_notices(18),
        AFTER_ALL_NOTICES,
    )
    for count in (6, 9, 12):
        show(
            f"{count} ratifications, the day of each disputed: all have to be asked",
            deposits(count),
            facts_of_deposits(count),
            SOME_HAVE_RATIFIED,
        )
    about = asked(deposits(18))
    begun = time.perf_counter()
    try:
        status_of(about, SOME_HAVE_RATIFIED)
    except TooManyReadings as error:
        print(f"18 such ratifications: after {time.perf_counter() - begun:.2f} s the error\n  {error}")
    else:
        raise AssertionError("18 disputes that all are asked are past the bound")
    facts = facts_of_deposits(18)
    took, (worlds, _) = timed(lambda: by_clingo(facts, SOME_HAVE_RATIFIED, "auto"), 1)
    print(f"  clingo, all {worlds:,} worlds: {took:.2f} s", end="")
    took, told = timed(lambda: verdict(facts, SOME_HAVE_RATIFIED))
    print(f"; what holds in some ({told}) and in all: {took * 1000:.2f} ms")


if __name__ == "__main__":
    main()
