"""The comparison's questions put to OpenFisca: the law as variables, every formula over all treaties at once.

OpenFisca answers for a period. Its way of asking about a treaty is `in_force` on a day; the first and last day
come of asking on every day. `end` is the same law solved for the day by hand, which its dates allow as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import SingleEntity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from treaties import FIRST, LAST, Span, Treaty, within

Days = NDArray[np.datetime64]
Numbers = NDArray[np.int64]

NEVER = np.datetime64("9999-12-31")
ETERNITY = DateUnit.ETERNITY
TREATY = SingleEntity("treaty", "treaties", "A treaty between two states", "")


def years_on(days: Days, years: Numbers | int) -> Days:
    """The same days so many years on, 29 February clamped."""
    months = days.astype("datetime64[M]")
    into = days - months.astype("datetime64[D]")
    moved = months + 12 * years
    first = moved.astype("datetime64[D]")
    length = (moved + 1).astype("datetime64[D]") - first
    return first + np.minimum(into, length - np.timedelta64(1, "D"))


def whole_years(since: Days, until: Days) -> Numbers:
    """Full years from `since` to `until`, the anniversary counted as full."""
    years = until.astype("datetime64[Y]").astype(np.int64) - since.astype("datetime64[Y]").astype(np.int64)
    return years - (years_on(since, years) > until)


class first_ratification(Variable):  # noqa: N801
    value_type = date
    entity = TREATY
    definition_period = ETERNITY


class second_ratification(Variable):  # noqa: N801
    value_type = date
    entity = TREATY
    definition_period = ETERNITY


class term(Variable):  # noqa: N801
    value_type = int
    entity = TREATY
    definition_period = ETERNITY


class renewal(Variable):  # noqa: N801
    value_type = int
    entity = TREATY
    definition_period = ETERNITY


class notice(Variable):  # noqa: N801
    value_type = date
    default_value = date(9999, 12, 31)
    entity = TREATY
    definition_period = ETERNITY


class entry_into_force(Variable):  # noqa: N801
    value_type = date
    entity = TREATY
    definition_period = ETERNITY

    def formula(treaty: Any, period: Any) -> Days:  # noqa: N805
        return np.maximum(treaty("first_ratification", period), treaty("second_ratification", period))


class in_force(Variable):  # noqa: N801
    """In force since the last ratification, unless notice was given in time before the last end of a term."""

    value_type = bool
    entity = TREATY
    definition_period = DateUnit.DAY

    def formula(treaty: Any, period: Any, parameters: Any) -> NDArray[np.bool_]:  # noqa: N805
        today = np.datetime64(str(period.start))
        entry, given = treaty("entry_into_force", period), treaty("notice", period)
        length, again = treaty("term", period), treaty("renewal", period)
        passed = whole_years(entry, np.full_like(entry, today)) - length
        last_end = years_on(entry, length + passed // again * again)
        in_time = given <= years_on(last_end, -int(parameters(period).notice))
        return (entry <= today) & ~((passed >= 0) & in_time)


class end(Variable):  # noqa: N801
    """The first day no longer in force, solved by hand: the first end of a term for which the notice is in time."""

    value_type = date
    default_value = date(9999, 12, 31)
    entity = TREATY
    definition_period = ETERNITY

    def formula(treaty: Any, period: Any, parameters: Any) -> Days:  # noqa: N805
        ahead = int(parameters(period).notice)
        entry, given = treaty("entry_into_force", period), treaty("notice", period)
        length, again = treaty("term", period), treaty("renewal", period)
        noticed = given < NEVER
        given = np.where(noticed, given, entry)
        number = np.maximum(0, -((length - ahead - whole_years(entry, given)) // again))
        earlier = years_on(entry, length + np.maximum(0, number - 1) * again)
        here = years_on(entry, length + number * again)
        later = years_on(entry, length + (number + 1) * again)
        found = np.where(given <= years_on(here, -ahead), here, later)
        found = np.where(given <= years_on(earlier, -ahead), earlier, found)
        return np.where(noticed, found, NEVER)


def system() -> TaxBenefitSystem:
    """The law as OpenFisca holds it."""
    found = TaxBenefitSystem([TREATY])
    found.add_variables(first_ratification, second_ratification, term, renewal, notice, entry_into_force, in_force, end)
    found.parameters = ParameterNode("", data={"notice": {"values": {"1900-01-01": {"value": 1}}}})
    return found


def columns(treaties: Sequence[Treaty]) -> dict[str, NDArray[Any]]:
    """The treaties as OpenFisca takes them: an array a variable."""
    return {
        "first_ratification": np.array([treaty.ratified[0] for treaty in treaties], dtype="datetime64[D]"),
        "second_ratification": np.array([treaty.ratified[1] for treaty in treaties], dtype="datetime64[D]"),
        "term": np.array([treaty.term for treaty in treaties]),
        "renewal": np.array([treaty.renewal for treaty in treaties]),
        "notice": np.array([treaty.notice or date.max for treaty in treaties], dtype="datetime64[D]"),
    }


def simulation(law: TaxBenefitSystem, given: dict[str, NDArray[Any]]) -> Simulation:
    """A simulation of the treaties with these columns."""
    found = SimulationBuilder().build_default_simulation(law, count=len(given["term"]))
    for name, values in given.items():
        found.set_input(name, ETERNITY, values)
    return found


def on_day(asked: Simulation, day: date) -> NDArray[np.bool_]:
    """Of each treaty whether it is in force on `day`."""
    return asked.calculate("in_force", _day(day))


def _day(day: date) -> Period:
    return Period((DateUnit.DAY, Instant((day.year, day.month, day.day)), 1))


def spans_by_days(asked: Simulation, first: date = FIRST, last: date = LAST) -> list[Span]:
    """The first and last day in force of each treaty, from asking on every day from `first` to `last`."""
    begun = np.full(asked.treaty.count, 0)
    stops = np.full(asked.treaty.count, 0)
    for number in range(first.toordinal(), last.toordinal() + 1):
        on = on_day(asked, date.fromordinal(number))
        begun[on & (begun == 0)] = number
        stops[on] = number
        asked.delete_arrays("in_force")
    return [
        (date.fromordinal(a), date.fromordinal(b)) if a else None
        for a, b in zip(begun.tolist(), stops.tolist(), strict=True)
    ]


def spans_by_hand(asked: Simulation) -> list[Span]:
    """The first and last day in force of each treaty, from the end that was solved by hand."""
    entries, ends = (asked.calculate(name, _day(FIRST)) for name in ("entry_into_force", "end"))
    return [
        within(begun, None if ended.year == 9999 else ended)
        for begun, ended in zip(entries.tolist(), ends.tolist(), strict=True)
    ]
