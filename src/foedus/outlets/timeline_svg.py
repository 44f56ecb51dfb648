"""A timeline as an SVG picture that stands by itself: no script, no font of its own, readable text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from foedus.answers.groundwork.finding import Finding, Reading
from foedus.chronology.days import Day, day
from foedus.law.status import Status
from foedus.outlets.wording import reading_words

WIDTH, LEFT, RIGHT = 960, 210, 28
HEAD, ROW, BAR, CAPTION, FOOT = 56, 30, 16, 18, 50
MOST_CAPTIONS = 4
TALL = 1000
"""From which height on the years stand at the top as well."""
PAPER, INK, FAINT, GRID = "#fdfcf8", "#222222", "#666666", "#e4e0d6"

COLOURS = {
    Status.SIGNATORY: "#c9d6e3",
    Status.CONSENTED: "#b7c9dc",
    Status.NOT_YET_IN_FORCE: "#98b4d0",
    Status.PROVISIONAL: "#7fb7be",
    Status.IN_FORCE: "#1f6f8b",
    Status.SUSPENDED: "#d9a441",
    Status.SURVIVING: "#8fae8b",
    Status.UNKNOWN: "#999999",
}
"""The colour of each status that is drawn; the others are left blank."""


class Scale(NamedTuple):
    """Days on the width of the picture, from the first of a January to the first of another."""

    first: Day
    last: Day

    def x(self, when: Day) -> float:
        """Where a day stands, cut to the scale."""
        inside = min(max(when, self.first), self.last)
        return LEFT + (inside - self.first) * (WIDTH - LEFT - RIGHT) / (self.last - self.first)


class Piece(NamedTuple):
    """A bar or a part of one: from `begin` to `end` in pixels; `sure` unless its days are an uncertain bound."""

    begin: float
    end: float
    status: Status
    told: str
    sure: bool
    open_end: bool


def timeline_svg(finding: Finding) -> str:
    """The picture of a timeline finding: a block for each reading, a row for each party, years below.

    Returns the text of an SVG document. Every bar has a title with its status and days, so that a pointer or
    a screen reader tells them. The days between which an uncertain bound lies are drawn paler.
    """
    blocks = [(list(_captions(answer.readings)), answer.value) for answer in finding.answers]
    scale = _scale([when for _, rows in blocks for row in rows for span in row["spans"] for when in _days(span)])
    title = textwrap.wrap(finding.question, 90)
    head = HEAD + 22 * (len(title) - 1)
    height = head + sum(len(rows) * ROW + len(captions) * CAPTION + 8 for captions, rows in blocks) + FOOT
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "font-family": "Georgia, 'Times New Roman', serif",
            "role": "img",
        },
    )
    ET.SubElement(root, "title").text = finding.question
    ET.SubElement(root, "rect", {"width": str(WIDTH), "height": str(height), "fill": PAPER})
    for number, line in enumerate(title):
        _text(root, 24, 32 + 22 * number, line, size=18, weight="bold")
    top = head
    if height > TALL:
        _years(root, scale, top - 6)
    for captions, rows in blocks:
        for caption in captions:
            _text(root, 24, top + 13, caption, size=12, colour=FAINT)
            top += CAPTION
        _grid(root, scale, top, top + len(rows) * ROW)
        for row in rows:
            _row(root, row, scale, top)
            top += ROW
        top += 8
    _years(root, scale, top + 6)
    _legend(root, [span for _, rows in blocks for row in rows for span in row["spans"]], height - 14)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _captions(readings: tuple[Reading, ...]) -> Iterator[str]:
    words = [text for text in reading_words(readings) if text]
    for text in words[:MOST_CAPTIONS]:
        yield from textwrap.wrap(f"if {text}", 130, break_on_hyphens=False)
    if len(words) > MOST_CAPTIONS:
        yield f"and in {len(words) - MOST_CAPTIONS} more readings"


def _row(root: ET.Element, row: dict[str, Any], scale: Scale, top: int) -> None:
    _text(root, LEFT - 10, top + BAR + 3, row["who"], size=12, anchor="end", most=27)
    after = 0.0
    for piece in _pieces(row, scale):
        begin = max(piece.begin, after)  # a bar too short to see takes its room from the next one
        after = max(piece.end, begin + 1.5)
        shape = {"x": f"{begin:.1f}", "y": f"{top + 5}", "width": f"{after - begin:.1f}", "height": str(BAR)}
        paint = {"fill": COLOURS[piece.status], **({} if piece.sure else {"fill-opacity": "0.45"})}
        bar = ET.SubElement(root, "rect", {**shape, **paint})
        ET.SubElement(bar, "title").text = piece.told
        if piece.open_end:
            tip = f"{after:.1f},{top + 5} {after + 9:.1f},{top + 5 + BAR / 2:g} {after:.1f},{top + 5 + BAR}"
            ET.SubElement(root, "polygon", {"points": tip, **paint})


def _pieces(row: dict[str, Any], scale: Scale) -> Iterator[Piece]:
    """The bars of a row in order: each status on its sure days, before and behind them the uncertain ones."""
    drawn = [span for span in row["spans"] if Status(span["status"]) in COLOURS]
    for number, span in enumerate(drawn):
        status = Status(span["status"])
        told = f"{row['who']}: {status.value} from {span['from'] or 'the beginning'} to {span['to'] or 'no end'}"
        start, sure = _bounds(span["from"], scale.first)
        end, last = _bounds(span["to"], scale.last)
        sure, end = min(sure, last), max(end, start)
        if start < sure:
            yield Piece(scale.x(start), scale.x(sure), status, f"{told}: begins on one of these days", False, False)
        if sure < end or start == sure:
            yield Piece(scale.x(sure), scale.x(end), status, told, True, span["to"] is None)
        followed = number + 1 < len(drawn) and drawn[number + 1]["from"] == span["to"]
        if max(end, sure) < last and not followed:
            yield Piece(
                scale.x(max(end, sure)), scale.x(last), status, f"{told}: ends on one of these days", False, False
            )


def _bounds(text: str | None, otherwise: Day) -> tuple[Day, Day]:
    if text is None:
        return otherwise, otherwise
    first, _, last = text.partition("/")
    return day(first), day(last or first)


def _grid(root: ET.Element, scale: Scale, top: int, bottom: int) -> None:
    for x, _ in _ticks(scale):
        ET.SubElement(root, "line", {"x1": x, "x2": x, "y1": str(top), "y2": str(bottom), "stroke": GRID})


def _years(root: ET.Element, scale: Scale, y: int) -> None:
    for x, year in _ticks(scale):
        _text(root, float(x), y, str(year), size=11, anchor="middle", colour=FAINT)


def _ticks(scale: Scale) -> Iterator[tuple[str, int]]:
    """Where years stand that are so far apart that their numbers do not meet."""
    start, end = date.fromordinal(scale.first).year, date.fromordinal(scale.last).year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if (end - start) / step <= 14)
    for year in range(start + -start % step, end + 1, step):
        if year > 0:
            yield f"{scale.x(date(year, 1, 1).toordinal()):.1f}", year


def _legend(root: ET.Element, spans: list[dict[str, Any]], y: int) -> None:
    x = LEFT
    for status in dict.fromkeys(Status(span["status"]) for span in spans):
        if status not in COLOURS:
            continue
        box = {"x": str(x), "y": str(y - 10), "width": "12", "height": "12", "fill": COLOURS[status]}
        ET.SubElement(root, "rect", box)
        _text(root, x + 18, y, status.value, size=12, colour=FAINT)
        x += 40 + 7 * len(status.value)


def _text(
    root: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    size: int,
    weight: str = "normal",
    colour: str = INK,
    anchor: str = "start",
    most: int = 140,
) -> None:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "font-weight": weight, "fill": colour}
    shown = text if len(text) <= most else text[: most - 1] + "…"
    ET.SubElement(root, "text", {**at, "text-anchor": anchor}).text = shown


def _days(span: dict[str, Any]) -> list[Day]:
    if Status(span["status"]) not in COLOURS:
        return []
    texts = [text for text in (span["from"], span["to"]) if text is not None]
    return [day(part) for text in texts for part in text.split("/")]


def _scale(days: list[Day]) -> Scale:
    """From the first of January before the first day to one some time after the last."""
    years = [date.fromordinal(when).year for when in days] or [2000]
    after = min(9999, max(years) + 1 + (max(years) - min(years)) // 12)
    return Scale(date(min(years), 1, 1).toordinal(), date(after, 1, 1).toordinal())
