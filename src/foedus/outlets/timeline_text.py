"""A timeline for the terminal: one row of blocks a life, over a scale of years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.answers.timeline import Stretch
from foedus.chronology.days import ALWAYS, FOREVER, Day
from foedus.law.status import Status

MARKS = {
    Status.SIGNATORY: "·",
    Status.CONSENTED: "·",
    Status.NOT_YET_IN_FORCE: "·",
    Status.PROVISIONAL: "▒",
    Status.IN_FORCE: "█",
    Status.SUSPENDED: "░",
    Status.SURVIVING: "▒",
    Status.WITHDRAWN: " ",
    Status.ENDED: " ",
    Status.UNKNOWN: "?",
    Status.NO_DATA: " ",
}
"""The block that stands for a status."""

LEGEND = (("·", "signed"), ("█", "in force"), ("░", "suspended"), ("▒", "provisional or surviving"))


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of days on so many columns."""

    first: Day
    last: Day
    columns: int

    def column(self, day: Day) -> int:
        """The column of a day, cut to the scale."""
        inside = min(max(day, self.first), self.last)
        return round((inside - self.first) * (self.columns - 1) / max(1, self.last - self.first))


def scale_of(rows: Iterable[Sequence[Stretch]], columns: int, reach: Day | None = None) -> Scale:
    """A scale of whole years around everything that the rows show; to the day `reach` at least where a row is open."""
    days = [
        bound
        for row in rows
        for stretch in row
        if stretch.status not in (Status.ENDED, Status.WITHDRAWN)
        for bound in (*stretch.start, *stretch.end)
        if ALWAYS < bound < FOREVER
    ]
    if not days:
        return Scale(date(2000, 1, 1).toordinal(), date(2001, 1, 1).toordinal(), columns)
    first, last = date.fromordinal(min(days)).year, date.fromordinal(max(days)).year
    open_end = any(
        stretch.end[1] >= FOREVER and stretch.status not in (Status.ENDED, Status.WITHDRAWN)
        for row in rows
        for stretch in row
    )
    if open_end and reach is not None:
        last = max(last, date.fromordinal(reach).year)
    after = min(last + (max(2, (last - first) // 6) if open_end else 1), 9999)
    return Scale(date(first, 1, 1).toordinal(), date(after, 1, 1).toordinal(), columns)


def bar(row: Sequence[Stretch], scale: Scale) -> str:
    """One row of blocks. A stretch of a single day still shows; an open end shows as an arrow."""
    cells = [" "] * scale.columns
    for stretch in row:
        if stretch.start[0] >= FOREVER:
            continue
        begin = scale.column(stretch.start[0])
        end = max(begin + 1, scale.column(stretch.end[1]))
        for column in range(begin, min(end, scale.columns)):
            cells[column] = MARKS[stretch.status]
        # the part of a boundary that is not certain is drawn thinner
        for column in range(scale.column(stretch.start[0]), scale.column(stretch.start[1])):
            cells[column] = "▏" if stretch.status is Status.IN_FORCE else cells[column]
        if stretch.end[1] >= FOREVER and stretch.status in (Status.IN_FORCE, Status.SUSPENDED, Status.SURVIVING):
            cells[-1] = "▶"
    return "".join(cells).rstrip()


def axis(scale: Scale) -> tuple[str, str]:
    """The two lines of the scale: years, and ticks below them."""
    first, last = date.fromordinal(scale.first).year, date.fromordinal(scale.last).year
    step = next(
        step
        for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 5000)
        if (last - first) // step <= scale.columns // 8
    )
    labels, ticks = [" "] * scale.columns, ["─"] * scale.columns
    free = 0
    for year in range(first + -first % step, last + 1, step):
        column = scale.column(date(year, 1, 1).toordinal())
        ticks[column] = "┴"
        begin = min(
            column, scale.columns - len(str(year))
        )  # the last label stands before its tick, not beyond the page
        if begin >= free:
            labels[begin : begin + len(str(year))] = str(year)
            free = begin + len(str(year)) + 1
    return "".join(labels).rstrip(), "".join(ticks)


def legend(rows: Sequence[Sequence[Stretch]], scale: Scale | None = None) -> str:
    """What the blocks that are used mean; with the scale of the drawing, the thin ones of uncertain days too."""
    used = {MARKS[stretch.status] for row in rows for stretch in row}
    told = [f"{mark} {meaning}" for mark, meaning in LEGEND if mark in used]
    if scale and any("▏" in bar(row, scale) for row in rows):
        told.append("▏ perhaps in force")
    return "   ".join(told)
