"""The life of a treaty as one picture: its acts, its status by reading and party, and what falls due, on one axis.

The picture stands by itself (presentation attributes give it colours) and on a page takes the page's colours by
its classes. What stands on a day carries it (`data-a`, `data-b`: ordinals of days), so that a script can zoom.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from foedus.chronology.days import Day, iso, words
from foedus.law.status import Status
from foedus.outlets.life_marks import Bar, Block, Mark, Row
from foedus.outlets.time_axis import Axis, ticks

WIDTH, LEFT, RIGHT = 880, 142, 18
AXIS = 26
LANE = 19
ROW, THICK = 25, 15
GAP = 14
LETTER = 6.1
"""The mean width of a letter of a label, by which labels are kept apart."""
MOST_LANES = 8

LOOKS = {
    Status.SIGNATORY: ("#c3d0df", 5),
    Status.CONSENTED: ("#a9bdd3", 7),
    Status.NOT_YET_IN_FORCE: ("#86a4c4", 9),
    Status.PROVISIONAL: ("#5b9aa8", 11),
    Status.IN_FORCE: ("#1f7a6d", THICK),
    Status.SUSPENDED: ("#d9a036", THICK),
    Status.SURVIVING: ("#93b08c", 7),
    Status.UNKNOWN: ("#9a978f", 3),
}
"""The colour and the height of each status that is drawn: told apart by both. The others are left blank."""

SIGNS = {
    "notice": "M-5.5,-5 L5.5,-5 L0,5.5 Z",
    "renewal": "M0,-6 L6,0 L0,6 L-6,0 Z",
    "end": "M-5,-5 H5 V5 H-5 Z",
    "opens": "M-5.5,5 L5.5,5 L0,-5.5 Z",
}

LEGEND = {
    "notice": "last day for notice",
    "renewal": "renewal, end of a term",
    "end": "end, expiry, exit",
    "opens": "from this day on",
}


class Picture(NamedTuple):
    """What is drawn: `title`, the blocks of bars, the acts and the deadlines, from the day `first` to `last`, with a
    line on the day `on` (if it lies between); `editable` marks the acts that can be moved as such."""

    title: str
    blocks: Sequence[Block]
    acts: Sequence[Mark]
    dues: Sequence[Mark]
    first: Day
    last: Day
    on: Day | None = None
    editable: bool = False


def life_svg(picture: Picture) -> str:
    """The picture as the text of an SVG element: a group that has a title and a description, below it for each act,
    bar and deadline an element with a title of its own."""
    axis = Axis(picture.first, picture.last, LEFT, WIDTH - RIGHT)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "life", "role": "group"})
    root.set("aria-labelledby", "life-title life-desc")
    root.set("font-family", "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif")
    ET.SubElement(root, "title", {"id": "life-title"}).text = picture.title
    ET.SubElement(root, "desc", {"id": "life-desc"}).text = _described(picture)
    _hatch(root)
    back = ET.SubElement(root, "g", {"class": "grid"})
    top: float = AXIS
    if picture.acts:
        top = _lane(root, axis, "acts", picture.acts, top + 6, picture.editable) + GAP
    for number, block in enumerate(picture.blocks):
        top = _block(root, axis, block, top, number) + (GAP if block.label else 8)
    if picture.dues:
        top = _lane(root, axis, "falls due", picture.dues, top + 8, False) + 6
    _grid(back, axis, top)
    if picture.on is not None and axis.holds(picture.on):
        _cursor(root, axis, picture.on, top, picture.editable)
    height = _legend(root, picture, top + 22)
    root.set("viewBox", f"0 0 {WIDTH} {height}")
    root.set("width", str(WIDTH))
    root.set("height", str(height))
    for name, value in (("first", axis.first), ("last", axis.last), ("left", LEFT), ("right", WIDTH - RIGHT)):
        root.set(f"data-{name}", str(value))
    return ET.tostring(root, encoding="unicode")


def _described(picture: Picture) -> str:
    readings = len(picture.blocks)
    told = f"From {words(picture.first)} to {words(picture.last)}: {len(picture.acts)} acts, the status in "
    told += f"{readings} {'reading' if readings == 1 else 'readings'}, {len(picture.dues)} dates that fall due. "
    return told + "The tables below the picture hold the same."


def _hatch(root: ET.Element) -> None:
    made = {"id": "hatch", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    pattern = ET.SubElement(ET.SubElement(root, "defs"), "pattern", {**made, "patternTransform": "rotate(45)"})
    ET.SubElement(pattern, "rect", {"width": "6", "height": "6", "fill": "#d9a036", "class": "hatch-ground"})
    ET.SubElement(pattern, "rect", {"width": "2", "height": "6", "fill": "#8a5a00", "class": "hatch-line"})


def _grid(back: ET.Element, axis: Axis, bottom: float) -> None:
    """The ticks; the attribute `data-bottom` tells a script how far down new ones go."""
    back.set("data-bottom", f"{bottom:g}")
    for when, label in ticks(axis):
        x = f"{axis.x(when):.1f}"
        line = {"x1": x, "x2": x, "y1": str(AXIS - 6), "y2": f"{bottom:g}", "stroke": "#e0dbcf", "class": "tick"}
        ET.SubElement(back, "line", line)
        _text(back, float(x), 14, label, "tick-label", anchor="middle")


def _lane(root: ET.Element, axis: Axis, name: str, marks: Sequence[Mark], top: float, editable: bool) -> float:
    """A lane of marks, packed so that their labels do not meet; the place below it."""
    kind = "acts" if name == "acts" else "dues"
    group = ET.SubElement(root, "g", {"class": f"lane {kind}", "data-top": f"{top:g}", "data-lane": str(LANE)})
    _text(group, LEFT - 12, top + 12, name, "lane-name", anchor="end")
    ends = [float("-inf")] * MOST_LANES
    rug = any(mark.quiet for mark in marks)  # the first lane is left to it
    if rug:
        ends[0] = float("inf")
    group.set("data-rug", "1" if rug else "0")
    used = 1
    for mark in sorted(marks, key=lambda mark: mark.first):
        x = axis.x(mark.first)
        lane, labelled = (0, False) if mark.quiet else _place(ends, x, mark.label)
        if not mark.quiet:
            ends[lane] = _end(x, mark.label) if labelled else max(ends[lane], x + 8)
            used = max(used, lane + 1)
        _mark(group, axis, mark, top + lane * LANE + 8, labelled, editable)
    group.set("data-lanes", str(used))
    return top + used * LANE


def _place(ends: list[float], x: float, label: str) -> tuple[int, bool]:
    """The lane for a mark, and whether its label has room there."""
    fits = _end(x, label) <= WIDTH
    for lane, end in enumerate(ends):
        if fits and end <= x - 8:
            return lane, True
    for lane, end in enumerate(ends):
        if end <= x - 8:
            return lane, False
    return min(range(len(ends)), key=ends.__getitem__), False


def _end(x: float, label: str) -> float:
    return x + 12 + LETTER * len(label)


def _mark(group: ET.Element, axis: Axis, mark: Mark, y: float, labelled: bool, editable: bool) -> None:
    seen = axis.holds(mark.first) or axis.holds(mark.last)
    what = {"class": " ".join(["mark", mark.sign, *([] if mark.sure else ["some"]), *([] if seen else ["off"])])}
    what |= {"data-a": str(mark.first), "data-b": str(mark.last)}
    if mark.quiet:
        x = f"{axis.x(mark.first):.1f}"
        rug = ET.SubElement(group, "line", {**what, "x1": x, "x2": x, "y1": f"{y - 7:g}", "y2": f"{y + 7:g}"})
        rug.set("class", what["class"] + " rug")
        rug.set("stroke", "#29435e")
        ET.SubElement(rug, "title").text = mark.tip
        return
    what["transform"] = f"translate({axis.x(mark.first):.1f},{y:g})"
    if not seen:
        what["display"] = "none"
    if editable and mark.name:
        what |= {"data-name": mark.name, "data-on": iso(mark.first), "tabindex": "0", "role": "button"}
        what["aria-label"] = f"{mark.label}, {words(mark.first)}: move with the arrow keys, leave out with Delete"
        what["class"] += " movable"
    one = ET.SubElement(group, "g", what)
    ET.SubElement(one, "title").text = mark.tip
    if mark.last > mark.first:
        width = axis.x(mark.last) - axis.x(mark.first)
        bar = {"class": "range", "x": "0", "y": "5", "width": f"{width:.1f}", "height": "2.5", "fill": "#29435e"}
        ET.SubElement(one, "rect", {**bar, "fill-opacity": "0.5"})
    if mark.sign == "act":
        ET.SubElement(one, "circle", {"r": "5.5", "fill": "#29435e" if mark.sure else "#ffffff", "stroke": "#29435e"})
    else:
        paint = {"fill": "#8a4b12" if mark.sure else "#ffffff", "stroke": "#8a4b12"}
        ET.SubElement(one, "path", {"d": SIGNS[mark.sign], **paint})
    label = _text(one, 10, 4, mark.label, "mark-label")
    if not labelled:
        label.set("display", "none")


def _block(root: ET.Element, axis: Axis, block: Block, top: float, number: int) -> float:
    group = ET.SubElement(root, "g", {"class": "block"})
    if block.label:
        high = max(len(block.rows), 1) * ROW
        shape = {"x": "4", "y": f"{top + 3:g}", "width": "20", "height": "20", "rx": "10", "fill": "#e3efec"}
        ET.SubElement(group, "rect", {**shape, "class": "reading-ground"})
        _text(group, 14, top + 17.5, block.label, "reading-name", anchor="middle", weight="600")
        if number:
            line = {"x1": "4", "x2": str(WIDTH - RIGHT), "y1": f"{top - 6:g}", "y2": f"{top - 6:g}"}
            ET.SubElement(group, "line", {**line, "stroke": "#e0dbcf", "class": "rule"})
        if not block.rows:
            _text(group, LEFT, top + 17, "no party to it", "lane-name")
            return top + high
    for row in block.rows:
        _row(group, axis, row, top, bool(block.label))
        top += ROW
    return top


def _row(group: ET.Element, axis: Axis, row: Row, top: float, lettered: bool) -> None:
    most = 17 if lettered else 21
    told = textwrap.wrap(row.who, most) or [""]
    lines = told if len(told) <= 2 else [told[0], _cut(f"{told[1]} {told[2]}", most)]
    for number, line in enumerate(lines):
        _text(group, LEFT - 12, top + (17 if len(lines) == 1 else 11 + 12 * number), line, "row-name", anchor="end")
    for bar in row.bars:
        if bar.status in LOOKS:
            _bar(group, axis, bar, top)


def _bar(group: ET.Element, axis: Axis, bar: Bar, top: float) -> None:
    """A bar on its sure days; paler before and behind it where its bounds are not certain."""
    start = bar.start or (axis.first, axis.first)
    end = bar.end or (axis.last + 1, axis.last + 1)
    sure = start[1], max(end[0], start[1])
    parts = [(start[0], min(sure[0], end[1]), False), (*sure, True), (max(sure[1], start[0]), end[1], False)]
    colour, high = LOOKS[bar.status]
    for a, b, certain in parts:
        if b <= a:
            continue
        x, width = axis.x(a), axis.x(b) - axis.x(a)
        shape = {"x": f"{x:.1f}", "y": f"{top + 12.5 - high / 2:g}", "width": f"{max(width, 1.5):.1f}"}
        fill = "url(#hatch)" if bar.status is Status.SUSPENDED else colour
        look = {"height": str(high), "fill": fill, "class": f"bar s-{bar.status.value.replace(' ', '-')}"}
        rect = ET.SubElement(group, "rect", {**shape, **look, "data-a": str(a), "data-b": str(b)})
        if width <= 0:
            rect.set("display", "none")
        if not certain:
            rect.set("fill-opacity", "0.45")
        ET.SubElement(rect, "title").text = bar.tip
    if bar.end is None and bar.status in (Status.IN_FORCE, Status.PROVISIONAL):
        tip = f"{WIDTH - RIGHT},{top + 5:g} {WIDTH - RIGHT + 9},{top + 12.5:g} {WIDTH - RIGHT},{top + 20:g}"
        goes_on = {"points": tip, "fill": colour, "class": f"s-{bar.status.value.replace(' ', '-')}"}
        ET.SubElement(group, "polygon", {**goes_on, "data-a": str(start[0])})


def _cursor(root: ET.Element, axis: Axis, on: Day, bottom: float, editable: bool) -> None:
    x = axis.x(on)
    what = {"class": "cursor", "data-a": str(on), "data-b": str(on), "transform": f"translate({x:.1f},0)"}
    if editable:
        what |= {"tabindex": "0", "role": "slider", "aria-label": "the day asked about", "aria-valuetext": words(on)}
        what |= {"aria-valuemin": str(axis.first), "aria-valuemax": str(axis.last), "aria-valuenow": str(on)}
    group = ET.SubElement(root, "g", what)
    ET.SubElement(group, "title").text = f"the day asked about: {words(on)}"
    if editable:  # as wide as a finger
        hold = {"x": "-9", "y": "0", "width": "18", "height": f"{bottom + 4:g}", "fill-opacity": "0", "class": "hold"}
        ET.SubElement(group, "rect", hold)
    line = {"x1": "0", "x2": "0", "y1": str(AXIS - 4), "y2": f"{bottom + 4:g}", "stroke": "#b4530a"}
    ET.SubElement(group, "line", {**line, "stroke-width": "1.5", "stroke-dasharray": "4 3"})
    ET.SubElement(group, "path", {"d": f"M-5,{AXIS - 10} H5 L0,{AXIS - 2} Z", "fill": "#b4530a"})


def _legend(root: ET.Element, picture: Picture, top: float) -> int:
    """What the colours and signs mean, those that occur; the height of the whole picture."""
    group = ET.SubElement(root, "g", {"class": "legend"})
    x = 8.0
    statuses = dict.fromkeys(bar.status for block in picture.blocks for row in block.rows for bar in row.bars)
    signs = dict.fromkeys(mark.sign for mark in picture.dues)
    keys: Iterable[tuple[str, Status | str]] = [
        *((status.value, status) for status in LOOKS if status in statuses),
        *((told, sign) for sign, told in LEGEND.items() if sign in signs),
    ]
    for told, key in keys:
        wide = 30 + LETTER * len(told)
        if x + wide > WIDTH:
            x, top = 8.0, top + 20
        if isinstance(key, Status):
            colour, high = LOOKS[key]
            fill = "url(#hatch)" if key is Status.SUSPENDED else colour
            shape = {"x": f"{x:g}", "y": f"{top - high / 2:g}", "width": "14", "height": str(high), "fill": fill}
            ET.SubElement(group, "rect", {**shape, "class": f"s-{key.value.replace(' ', '-')}"})
        else:
            at = {"transform": f"translate({x + 7:g},{top:g})", "fill": "#8a4b12", "class": "sign"}
            ET.SubElement(group, "path", {"d": SIGNS[key], **at})
        _text(group, x + 20, top + 4, told, "key")
        x += wide + 8
    return int(top + 14)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _text(
    root: ET.Element, x: float, y: float, text: str, name: str, *, anchor: str = "start", weight: str = "normal"
) -> ET.Element:
    at = {"x": f"{x:g}", "y": f"{y:g}", "font-size": "12", "fill": "#3c4450", "text-anchor": anchor, "class": name}
    if weight != "normal":
        at["font-weight"] = weight
    found = ET.SubElement(root, "text", at)
    found.text = text
    return found
