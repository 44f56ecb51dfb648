"""The exit calendar as an SVG picture: until when notice can go out, when it then ends, and what outlives that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from foedus.answers.groundwork.asking import party_name
from foedus.outlets.timeline_svg import FAINT, GRID, INK, PAPER

WIDTH, LEFT, RIGHT, HEAD, ROW, FOOT = 1080, 330, 30, 96, 18, 40
OPEN, BOUND, AFTER = "#1f6f8b", "#b7c9dc", "#8fae8b"
LONGEST = 60
"""Years past the day asked that are drawn at most."""

Row = Mapping[str, Any]


def exits_svg(rows: Iterable[Row], on: date) -> str:
    """The picture of the rows of the exit calendar (`tables`), the first notice first, as seen from the day `on`.

    A row has three parts: to the last day for notice, from there to the end that it is for, and what outlives it. A
    treaty of which every day of notice has its own end has the first part up to the next end. Each bar has a title
    with its days, so that a pointer or a screen reader tells them.
    """
    drawn = sorted((row for row in rows if _last(row) is not None), key=lambda row: (_mark(row), row["title"]))
    end = min(max([_last(row) or on for row in drawn], default=on), on + timedelta(days=366 * LONGEST))
    until = date(min(end.year + 1, 9999), 1, 1)
    height = HEAD + ROW * len(drawn) + FOOT

    def x(day: date) -> float:
        inside = min(max(day, on), until)
        return LEFT + (inside - on).days * (WIDTH - LEFT - RIGHT) / max(1, (until - on).days)

    size = {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": str(height)}
    root = ET.Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "font-family": "Georgia, serif", "role": "img"}
    )
    ET.SubElement(root, "title").text = f"Exit calendar as of {on}"
    ET.SubElement(root, "rect", {"width": str(WIDTH), "height": str(height), "fill": PAPER})
    _text(root, 24, 34, f"Next ways out, as of {on}", 18, INK, weight="bold")
    _legend(root)
    _years(root, on, until, x, height)
    for number, row in enumerate(drawn):
        top = HEAD + ROW * number
        name = row["title"] if row["party"] is None else f"{row['title']} ({party_name(row['party'])})"
        _text(root, LEFT - 8, top + 12, name if len(name) < 52 else f"{name[:51]}…", 11, INK, anchor="end")
        for begin, over, colour, told in _bars(row, on):
            shape = {"x": f"{x(begin):.1f}", "y": str(top + 3), "height": "10", "fill": colour}
            bar = ET.SubElement(root, "rect", {**shape, "width": f"{max(1.5, x(over) - x(begin)):.1f}"})
            ET.SubElement(bar, "title").text = told
    if not drawn:
        _text(root, 24, HEAD, "no treaty can be left by notice", 13, FAINT)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _mark(row: Row) -> date:
    found: date = row["notice_by"] or row["next_exit"] or row["term_ends"] or row["ends"]
    return found


def _last(row: Row) -> date | None:
    days = [row[name] for name in ("notice_by", "notice_for", "next_exit", "survival_ends", "term_ends", "ends")]
    return max((day for day in days if day is not None), default=None)


def _bars(row: Row, on: date) -> Iterable[tuple[date, date, str, str]]:
    by, ends = row["notice_by"], row["notice_for"] or row["next_exit"]
    if by is not None and ends is not None:
        yield on, by, OPEN, f"notice by {by}, for the end on {ends}"
        yield by, ends, BOUND, f"bound to {ends}"
    elif ends is not None:
        yield on, ends, BOUND, f"notice on {row['notice_on']} ends it on {ends}"
    elif (over := row["term_ends"] or row["ends"]) is not None:
        yield on, over, BOUND, f"{row['term_then'] or 'ends'} on {over}"
    if row["survival_ends"] is not None and row["next_exit"] is not None:
        begin = max(row["next_exit"], on)
        yield begin, row["survival_ends"], AFTER, f"left on {row['next_exit']}, it survives to {row['survival_ends']}"


def _legend(root: ET.Element) -> None:
    place = 24
    parts = ((OPEN, "notice can still be given for this end"), (BOUND, "bound"), (AFTER, "outlives the end"))
    for colour, told in parts:
        ET.SubElement(root, "rect", {"x": str(place), "y": "52", "width": "12", "height": "10", "fill": colour})
        _text(root, place + 18, 61, told, 12, FAINT)
        place += 40 + 7 * len(told)


def _years(root: ET.Element, on: date, until: date, x: Any, height: int) -> None:
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (until.year - on.year) / step <= 16 or step == 50)
    for year in range(on.year + 1, until.year + 1):
        if year % step == 0:
            at = f"{x(date(year, 1, 1)):.1f}"
            line = {"x1": at, "x2": at, "y1": str(HEAD - 6), "y2": str(height - FOOT + 6), "stroke": GRID}
            ET.SubElement(root, "line", line)
            _text(root, float(at), HEAD - 10, str(year), 11, FAINT, anchor="middle")


def _text(
    root: ET.Element,
    x: float,
    y: float,
    text: str,
    size: int,
    colour: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
) -> None:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "fill": colour, "font-weight": weight}
    ET.SubElement(root, "text", {**at, "text-anchor": anchor}).text = text
