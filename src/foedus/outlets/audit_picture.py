"""The picture of an audit: how far each recorded end lies from the end of a term, as a strip of marks in SVG."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from foedus.answers.audit import ALIKE, Agreement, Audited

WIDTH, LEFT, RIGHT, TOP, FOOT = 1000, 250, 26, 64, 56
MARK = 7
"""Pixels from one mark to the next above it."""

COLOURS = {
    Agreement.AGREES: "#1f6f8b",
    Agreement.ITSELF: "#1f6f8b",
    Agreement.ANY_DAY: "#1f6f8b",
    Agreement.READING: "#3d7a3f",
    Agreement.NOT_CODED: "#a8620a",
    Agreement.CONTRADICTS: "#6b3fa0",
    Agreement.UNEXPLAINED: "#a3223a",
}
_SIDE = ((1, "1 day"), (7, "7 days"), (30, "30 days"), (365, "1 year"))
TICKS = (
    (-3652, "10 years before"),
    *((-days, label) for days, label in reversed(_SIDE)),
    (0, "on the day"),
    *_SIDE,
    (3652, "10 years after"),
)
"""Where the scale is marked, in days."""
FURTHEST = 20_000
"""Days past which a mark stands at the edge."""


def audit_picture(rows: Sequence[Audited]) -> str:
    """The text of an SVG element: a lane for each class, a mark for each recorded end with a term to measure from.

    Days are on a scale that widens about zero (logarithmic to both sides). It is titled and described, every mark
    has a title of its own, and the classes differ in shape as well as in colour.
    """
    drawn = [row for row in rows if row.from_term is not None and row.claim.ended is not None]
    lanes: dict[tuple[Agreement, str], list[Audited]] = {}
    for row in sorted(drawn, key=lambda row: (list(Agreement).index(row.agreement), row.from_term or 0, row.treaty)):
        lanes.setdefault((row.agreement, _by(row)), []).append(row)
    heights = {lane: _tallest(marks) * MARK + 22 for lane, marks in lanes.items()}
    height = TOP + sum(heights.values()) + FOOT
    root = ET.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height}", "role": "img",
         "aria-labelledby": "picture-title picture-desc", "font-family": "system-ui, sans-serif"},
    )  # fmt: skip
    ET.SubElement(
        root, "title", {"id": "picture-title"}
    ).text = "Recorded ends by their distance from the end of a term"
    ET.SubElement(root, "desc", {"id": "picture-desc"}).text = describe(rows)
    ET.SubElement(root, "rect", {"width": str(WIDTH), "height": str(height), "fill": "#ffffff"})
    _text(root, LEFT, 24, "Days from the nearest end of a term to the recorded end", size=15)
    _axis(root, TOP, TOP + sum(heights.values()))
    top = TOP
    for lane, marks in lanes.items():
        _lane(root, *lane, marks, top, heights[lane])
        top += heights[lane]
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")


def describe(rows: Sequence[Audited]) -> str:
    """The picture in words."""
    drawn = [row for row in rows if row.from_term is not None and row.claim.ended is not None]
    near = sum(abs(row.from_term or 0) <= 1 for row in drawn)
    ended = sum(row.claim.ended is not None for row in rows)
    return (
        f"Of {ended} recorded ends {len(drawn)} have a term to measure from; {near} of these fall on the end of a "
        f"term within a day. The table below has every distance."
    )


def _tallest(rows: Sequence[Audited]) -> int:
    return max(Counter(_place(row) for row in rows).values(), default=0)


def _by(row: Audited) -> str:
    """What the lane of a row is named after, beside its class: of those that agree, what has their dates."""
    return row.because if row.agreement in ALIKE else ""


def _place(row: Audited) -> int:
    """How many marks to the side of the middle a row stands."""
    return round((_x(row.from_term or 0) - _x(0)) / MARK)


def _x(days: int) -> float:
    reach = math.log10(1 + FURTHEST)
    share = math.copysign(min(math.log10(1 + abs(days)), reach), days) / reach
    return LEFT + (WIDTH - LEFT - RIGHT) * (share + 1) / 2


def _lane(root: ET.Element, agreement: Agreement, by: str, rows: Sequence[Audited], top: int, height: int) -> None:
    base = top + height - 10
    label = f"{agreement.value}: {by}" if by else agreement.value
    _text(root, LEFT - 16, base, f"{label} ({len(rows)})", size=12, anchor="end")
    line = {"x1": str(LEFT), "x2": str(WIDTH - RIGHT), "y1": str(base + 5), "y2": str(base + 5), "stroke": "#dddddd"}
    ET.SubElement(root, "line", line)
    stacked: Counter[int] = Counter()
    for row in rows:
        place = _place(row)
        mark = _mark(root, agreement, _x(0) + place * MARK, base - stacked[place] * MARK)
        stacked[place] += 1
        days = row.from_term or 0
        ET.SubElement(mark, "title").text = f"{row.title}: {days:+d} day{'' if abs(days) == 1 else 's'}; {row.because}"


def _mark(root: ET.Element, lane: Agreement, x: float, y: float) -> ET.Element:
    colour = {"fill": COLOURS[lane]}
    match lane:
        case Agreement.AGREES | Agreement.ITSELF | Agreement.ANY_DAY:
            return ET.SubElement(root, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "2.8", **colour})
        case Agreement.READING:
            return ET.SubElement(
                root, "rect", {"x": f"{x - 2.6:.1f}", "y": f"{y - 2.6:.1f}", "width": "5.2", "height": "5.2", **colour}
            )
        case Agreement.NOT_CODED:
            points = f"{x:.1f},{y - 3.6:.1f} {x + 3.6:.1f},{y:.1f} {x:.1f},{y + 3.6:.1f} {x - 3.6:.1f},{y:.1f}"
        case Agreement.CONTRADICTS | Agreement.UNEXPLAINED:
            points = f"{x:.1f},{y - 3.6:.1f} {x + 3.4:.1f},{y + 2.8:.1f} {x - 3.4:.1f},{y + 2.8:.1f}"
    return ET.SubElement(root, "polygon", {"points": points, **colour})


def _axis(root: ET.Element, top: int, bottom: int) -> None:
    for number, (days, label) in enumerate(TICKS):
        x = f"{_x(days):.1f}"
        colour = "#888888" if days == 0 else "#e6e6e6"
        ET.SubElement(root, "line", {"x1": x, "x2": x, "y1": str(top - 12), "y2": str(bottom), "stroke": colour})
        _text(root, float(x), bottom + (16 if number % 2 else 32), label, size=11, anchor="middle")


def _text(root: ET.Element, x: float, y: float, text: str, *, size: int, anchor: str = "start") -> None:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "text-anchor": anchor, "fill": "#333333"}
    ET.SubElement(root, "text", at).text = text
