"""A timeline as an SVG picture that stands by itself: no script, no font of its own, readable text."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from foedus.answers.finding import Finding
from foedus.chronology.days import FOREVER, Day, day
from foedus.law.status import Status

WIDTH, LEFT, RIGHT, ROW, BAR = 960, 200, 24, 34, 16

COLOURS = {
    Status.SIGNATORY: "#c9d6e3",
    Status.CONSENTED: "#c9d6e3",
    Status.NOT_YET_IN_FORCE: "#a9bfd6",
    Status.PROVISIONAL: "#7fb7be",
    Status.IN_FORCE: "#1f6f8b",
    Status.SUSPENDED: "#d9a441",
    Status.SURVIVING: "#8fae8b",
    Status.UNKNOWN: "#999999",
}
"""The colour of each status that is drawn; the others are left blank."""


def timeline_svg(finding: Finding) -> str:
    """The picture of a timeline finding: a block for each reading, a row for each party, years below.

    Returns the text of an SVG document. Every bar has a title with its status and days, so that a pointer or
    a screen reader tells them.
    """
    blocks = [(answer.readings, answer.value) for answer in finding.answers]
    days = [when for _, rows in blocks for row in rows for span in row["spans"] for when in _days(span)]
    first, last = _years(days)
    lines = sum(len(rows) + _caption_lines(readings) for readings, rows in blocks)
    height = 64 + lines * ROW + 56
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
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#fdfcf8"})
    _text(root, LEFT / 8, 32, finding.question, size=18, weight="bold")
    top = 56.0
    _axis(root, first, last, top, height - 44)
    for readings, rows in blocks:
        for reading in readings[:3]:
            if reading:
                words = "if " + ", ".join(f"{name} = {position}" for name, position in reading.items())
                _text(root, LEFT / 8, top + 20, words, size=12, colour="#555555")
                top += ROW * 0.7
        for row in rows:
            _row(root, row, first, last, top)
            top += ROW
    _legend(root, [span for _, rows in blocks for row in rows for span in row["spans"]], height - 14)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _caption_lines(readings: tuple[Any, ...]) -> float:
    return 0.7 * sum(1 for reading in readings[:3] if reading)


def _row(root: ET.Element, row: dict[str, Any], first: Day, last: Day, top: float) -> None:
    _text(root, LEFT - 10, top + BAR + 4, row["who"], size=13, anchor="end", most=28)
    for span in row["spans"]:
        status = Status(span["status"])
        if status not in COLOURS:
            continue
        begin = _x(_start(span["from"], first), first, last)
        end = _x(_end(span["to"]), first, last)
        place = {"x": f"{begin:.1f}", "y": f"{top + 6:.1f}", "width": f"{max(2.0, end - begin):.1f}"}
        bar = ET.SubElement(root, "rect", {**place, "height": str(BAR), "rx": "2", "fill": COLOURS[status]})
        told = f"{row['who']}: {span['status']} from {span['from'] or 'the beginning'} to {span['to'] or 'no end'}"
        ET.SubElement(bar, "title").text = told


def _axis(root: ET.Element, first: Day, last: Day, top: float, bottom: float) -> None:
    start, end = date.fromordinal(first).year, date.fromordinal(last).year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if (end - start) / step <= 14)
    for year in range(start + -start % step, end + 1, step):
        x = f"{_x(date(year, 1, 1).toordinal(), first, last):.1f}"
        ET.SubElement(root, "line", {"x1": x, "x2": x, "y1": f"{top:.1f}", "y2": f"{bottom:.1f}", "stroke": "#e4e0d6"})
        _text(root, float(x), bottom + 14, str(year), size=11, anchor="middle", colour="#777777")


def _legend(root: ET.Element, spans: list[dict[str, Any]], y: float) -> None:
    x = float(LEFT)
    for status in dict.fromkeys(Status(span["status"]) for span in spans):
        if status not in COLOURS:
            continue
        box = {"x": f"{x:.0f}", "y": f"{y - 10:.0f}", "width": "12", "height": "12", "fill": COLOURS[status]}
        ET.SubElement(root, "rect", box)
        _text(root, x + 18, y, status.value, size=12, colour="#555555")
        x += 40 + 7.5 * len(status.value)


def _text(
    root: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    size: int,
    weight: str = "normal",
    colour: str = "#222222",
    anchor: str = "start",
    most: int = 130,
) -> None:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "font-weight": weight, "fill": colour}
    shown = text if len(text) <= most else text[: most - 1] + "…"
    ET.SubElement(root, "text", {**at, "text-anchor": anchor}).text = shown


def _days(span: dict[str, Any]) -> list[Day]:
    if Status(span["status"]) not in COLOURS:
        return []
    texts = [text for text in (span["from"], span["to"]) if text is not None]
    return [day(part) for text in texts for part in text.split("/")]


def _years(days: list[Day]) -> tuple[Day, Day]:
    """The first of January before the first day, and the one after the last."""
    years = [date.fromordinal(when).year for when in days] or [2000]
    after = min(9999, max(years) + 1 + max(1, (max(years) - min(years)) // 12))
    return date(min(years), 1, 1).toordinal(), date(after, 1, 1).toordinal()


def _start(text: str | None, first: Day) -> Day:
    return first if text is None else day(text.partition("/")[0])


def _end(text: str | None) -> Day:
    return FOREVER if text is None else day(text.rpartition("/")[2])


def _x(when: Day, first: Day, last: Day) -> float:
    inside = min(max(when, first), last)
    return LEFT + (inside - first) * (WIDTH - LEFT - RIGHT) / (last - first)
