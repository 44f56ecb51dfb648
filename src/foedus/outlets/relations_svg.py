"""The ties of actors on a day as an SVG picture: actors on a ring, a curve for each tie, a mark for its kind.

A treaty of many parties is a point within the ring with a line to each member. Every tie of the whole time is in
the picture, with the days on which it holds (`data-spans`), so that a page can move from day to day; those that do
not hold on the day asked for are of the class `off`, those of some readings alone are dashed (`maybe`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from foedus.answers.relations import KINDS, Membership, Relations, Stretch
from foedus.chronology.days import Day
from foedus.outlets.ring import Place, ring

COLOURS = {
    "war": "#b3261e",
    "alliance": "#1d5fa8",
    "neutrality": "#a56a00",
    "non-aggression": "#2f7d4f",
    "consultation": "#7b6a8e",
}
MARKS = {
    "war": "M-4,-4 4,4 M4,-4 -4,4",
    "alliance": "M-4.2,0 a4.2,4.2 0 1,0 8.4,0 a4.2,4.2 0 1,0 -8.4,0z",
    "neutrality": "M0,-5.4 5.4,0 0,5.4 -5.4,0z",
    "non-aggression": "M-4,-4 h8 v8 h-8z",
    "consultation": "M-4.6,3.6 L0,-4.8 4.6,3.6z",
}
"""The mark of each kind of tie: a cross, a disc, a lozenge, a square, a triangle; no kind is told by colour alone."""

PAPER, INK, FAINT = "#fdfcf8", "#222222", "#666666"
LABELS, SLOT, LEAST, LONGEST = 150, 17, 320, 22
HUB_WORDS, HUB_LINES = 20, 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the ties is drawn: those of `kinds`, on the day `on`, without the treaties of `hidden`.

    `link` gives the address of an actor (empty: none), `whole` whether ties of other days are in the picture too.
    """

    on: Day
    kinds: frozenset[str] = frozenset(KINDS)
    hidden: frozenset[str] = frozenset()
    link: Callable[[str], str] | None = None
    whole: bool = False
    of: str = ""


class Edge(NamedTuple):
    """What ties two actors by ties of one kind, all treaties and acts taken together."""

    a: str
    b: str
    kind: str
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class Picture:
    """The measures of a picture: the ring's radius, half its side, the places of actors and treaties."""

    radius: float
    half: float
    at: Mapping[str, Place]
    hubs: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def point(self, actor: str, out: float = 0.0) -> tuple[float, float]:
        """Where an actor stands, `out` pixels outside of the ring."""
        angle = math.radians(self.at[actor].angle)
        return (self.radius + out) * math.cos(angle), (self.radius + out) * math.sin(angle)


def edges(found: Relations) -> list[Edge]:
    """The ties that are drawn as a curve: those of two actors by acts or by treaties of few parties."""
    wide = {member.treaty for member in found.members}
    joined: dict[tuple[str, str, str], list[Stretch]] = {}
    for tie in found.ties:
        if tie.by not in wide:
            joined.setdefault((tie.a, tie.b, tie.kind), []).extend(tie.stretches)
    return [Edge(*key, tuple(sorted(stretches))) for key, stretches in joined.items()]


def relations_svg(found: Relations, shown: Shown, title: str) -> str:
    """The picture of the ties that held on a day, as the text of an SVG element (a document, if it is saved)."""
    picture = _picture(found)
    side = 2 * picture.half
    box = f"{-picture.half:g} {-picture.half:g} {side:g} {side:g}"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": box,
            "class": "ring",
            "font-family": "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif",
            **({"id": "ring", "role": "group"} if shown.whole else {"role": "img", "width": "900", "height": "900"}),
        },
    )
    ET.SubElement(root, "title").text = title
    if not shown.whole:
        rest = {"x": f"{-picture.half:g}", "y": f"{-picture.half:g}", "width": f"{side:g}", "height": f"{side:g}"}
        ET.SubElement(root, "rect", {**rest, "fill": PAPER})
    _parts(root, picture)
    lines = ET.SubElement(root, "g", {"class": "ties", "fill": "none", "aria-hidden": "true"})
    marks = ET.SubElement(root, "g", {"class": "marks", "aria-hidden": "true"})
    tied: set[str] = set()
    for member in found.members:
        _spoke(lines, picture, member, shown, tied)
    for edge, bend in _bent(edges(found)):
        _edge((lines, marks), picture, edge, bend, shown, tied)
    for treaty, name in {member.treaty: member.title for member in found.members}.items():
        _hub(root, picture, treaty, name, found, shown)
    for actor, name in found.names.items():
        _actor(root, picture, actor, name, shown, actor in tied)
    return ET.tostring(root, encoding="unicode") + "\n"


def state(stretches: Iterable[Stretch], on: Day) -> str:
    """How a tie stands on a day: "every" reading has it, "some" have, or "" none."""
    held = [stretch.verdict for stretch in stretches if stretch.start <= on < stretch.end]
    return "every" if "every" in held else "some" if held else ""


def spans_text(stretches: Iterable[Stretch]) -> str:
    """Stretches in short, for a script: `FIRST-END` as numbers of days, a `?` behind those of some readings alone."""
    return " ".join(f"{one.start}-{one.end}{'' if one.verdict == 'every' else '?'}" for one in stretches)


def _picture(found: Relations) -> Picture:
    at = ring(found.names)
    radius = max(LEAST, (len(at) + 8) * SLOT / (2 * math.pi))
    picture = Picture(radius, radius + LABELS, at)
    picture.hubs = _hubs(picture, found)
    return picture


def _hubs(picture: Picture, found: Relations) -> dict[str, tuple[float, float]]:
    """A place for each treaty of many parties: amid its members, and moved apart from the other treaties."""
    members: dict[str, list[tuple[float, float]]] = {}
    for member in found.members:
        members.setdefault(member.treaty, []).append(picture.point(member.party))
    places = {
        treaty: [0.62 * sum(x for x, _ in points) / len(points), 0.62 * sum(y for _, y in points) / len(points)]
        for treaty, points in sorted(members.items())
    }
    wide, high = 150.0, 74.0
    for _ in range(60):
        for one, here in places.items():
            for other, there in places.items():
                if one < other:
                    _apart(here, there, wide, high)
    most = 0.66 * picture.radius
    return {
        treaty: (x * min(1, most / max(1, math.hypot(x, y))), y * min(1, most / max(1, math.hypot(x, y))))
        for treaty, (x, y) in places.items()
    }


def _apart(here: list[float], there: list[float], wide: float, high: float) -> None:
    """Move two points so that labels of this size at them do not meet."""
    across, down = there[0] - here[0], there[1] - here[1]
    lacking = wide - abs(across), high - abs(down)
    if min(lacking) <= 0:
        return
    if lacking[1] <= lacking[0]:
        by = math.copysign(lacking[1] / 2, down or 1)
        here[1], there[1] = here[1] - by, there[1] + by
    else:
        by = math.copysign(lacking[0] / 2, across or 1)
        here[0], there[0] = here[0] - by, there[0] + by


def _parts(root: ET.Element, picture: Picture) -> None:
    """The arcs behind the actors of each part of the world."""
    group = ET.SubElement(root, "g", {"class": "parts", "fill": "none", "stroke": "#d8d3c7", "stroke-width": "5"})
    for part in dict.fromkeys(place.part for place in picture.at.values()):
        angles = [place.angle for place in picture.at.values() if place.part == part]
        ends = [math.radians(min(angles) - 1.6), math.radians(max(angles) + 1.6)]
        (x1, y1), (x2, y2) = ((picture.radius * math.cos(end), picture.radius * math.sin(end)) for end in ends)
        large = int(ends[1] - ends[0] > math.pi)
        radius = f"{picture.radius:.1f}"
        arc = ET.SubElement(
            group, "path", {"d": f"M{x1:.1f},{y1:.1f} A{radius},{radius} 0 {large},1 {x2:.1f},{y2:.1f}"}
        )
        ET.SubElement(arc, "title").text = part


def _bent(all_edges: list[Edge]) -> Iterable[tuple[Edge, float]]:
    """Each edge with its bend, so that several between two actors do not lie on each other."""
    met: dict[tuple[str, str], int] = {}
    total: dict[tuple[str, str], int] = {}
    for edge in all_edges:
        total[edge[:2]] = total.get(edge[:2], 0) + 1
    for edge in all_edges:
        place = met.get(edge[:2], 0)
        met[edge[:2]] = place + 1
        yield edge, (place - (total[edge[:2]] - 1) / 2) * 26


def _edge(
    into: tuple[ET.Element, ET.Element], picture: Picture, edge: Edge, bend: float, shown: Shown, tied: set[str]
) -> None:
    held = state(edge.stretches, shown.on) if edge.kind in shown.kinds else ""
    if held:
        tied |= {edge.a, edge.b}
    elif not shown.whole:
        return
    (x1, y1), (x2, y2) = picture.point(edge.a), picture.point(edge.b)
    across, down = x2 - x1, y2 - y1
    chord = math.hypot(across, down)
    pull = 1 - 0.8 * chord / (2 * picture.radius)
    bent = bend / max(chord, 1)
    cx, cy = (x1 + x2) / 2 * pull - down * bent, (y1 + y2) / 2 * pull + across * bent
    named = {"data-a": edge.a, "data-b": edge.b, "data-kind": edge.kind, "data-spans": spans_text(edge.stretches)}
    look = _classes(f"tie k-{edge.kind}", held, shown.of, edge.a, edge.b)
    shape = {
        "d": f"M{x1:.1f},{y1:.1f} Q{cx:.1f},{cy:.1f} {x2:.1f},{y2:.1f}",
        "stroke": COLOURS[edge.kind],
        "stroke-width": "1.4",
        "stroke-opacity": "0.85",
    }
    ET.SubElement(into[0], "path", {"class": look, **shape, **(named if shown.whole else _dashed(held))})
    mx, my = (x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4
    mark = {"d": MARKS[edge.kind], "transform": f"translate({mx:.1f},{my:.1f})"}
    look = _classes(f"mark k-{edge.kind}", held, shown.of, edge.a, edge.b)
    ET.SubElement(into[1], "path", {"class": look, **mark, **_mark(edge.kind), **(named if shown.whole else {})})


def _spoke(into: ET.Element, picture: Picture, member: Membership, shown: Shown, tied: set[str]) -> None:
    drawn = member.treaty not in shown.hidden and set(member.kinds) & shown.kinds
    held = state(member.stretches, shown.on) if drawn else ""
    if held:
        tied.add(member.party)
    elif not shown.whole:
        return
    (x1, y1), (x2, y2) = picture.point(member.party), picture.hubs[member.treaty]
    kind = next((kind for kind in member.kinds if kind in shown.kinds), member.kinds[0])
    named = {
        "data-a": member.party,
        "data-hub": member.treaty,
        "data-kinds": " ".join(member.kinds),
        "data-spans": spans_text(member.stretches),
    }
    shape = {
        "d": f"M{x1:.1f},{y1:.1f} Q{(0.7 * x1 + 0.3 * x2):.1f},{(0.7 * y1 + 0.3 * y2):.1f} {x2:.1f},{y2:.1f}",
        "stroke": COLOURS[kind],
        "stroke-width": "1",
        "stroke-opacity": "0.45",
    }
    look = _classes(f"spoke k-{kind}", held, shown.of, member.party, member.treaty)
    ET.SubElement(into, "path", {"class": look, **shape, **(named if shown.whole else _dashed(held))})


def _hub(root: ET.Element, picture: Picture, treaty: str, title: str, found: Relations, shown: Shown) -> None:
    own = [member for member in found.members if member.treaty == treaty]
    drawn = treaty not in shown.hidden and set(own[0].kinds) & shown.kinds
    count = sum(bool(state(member.stretches, shown.on)) for member in own) if drawn else 0
    if not count and not shown.whole:
        return
    x, y = picture.hubs[treaty]
    kind = next((kind for kind in own[0].kinds if kind in shown.kinds), own[0].kinds[0])
    named = {"data-hub": treaty, "data-kinds": " ".join(own[0].kinds)} if shown.whole else {}
    at = {"class": f"hub k-{kind}{'' if count else ' off'}", "transform": f"translate({x:.1f},{y:.1f})", **named}
    group = _linked(root, at, shown, treaty)
    ET.SubElement(group, "circle", {"r": "9", "fill": PAPER, "stroke": COLOURS[kind], "stroke-width": "1.6"})
    ET.SubElement(group, "path", {"class": f"mark k-{kind}", "d": MARKS[kind], **_mark(kind)})
    for number, line in enumerate(_lines(title)):
        told = {"x": "0", "y": f"{22 + 12 * number}", "text-anchor": "middle", "font-size": "11", "fill": INK}
        told |= {"paint-order": "stroke", "stroke": PAPER, "stroke-width": "3"}  # legible over the lines behind it
        ET.SubElement(group, "text", told).text = line


def _actor(root: ET.Element, picture: Picture, actor: str, name: str, shown: Shown, tied: bool) -> None:
    x, y = picture.point(actor)
    angle = picture.at[actor].angle % 360
    left = 90 < angle < 270
    look = "actor" + ("" if tied else " idle") + (" chosen" if actor == shown.of else "")
    named = {"data-actor": actor, "data-name": name} if shown.whole else {}
    group = _linked(root, {"class": look, "transform": f"translate({x:.1f},{y:.1f})", **named}, shown, actor)
    ET.SubElement(group, "circle", {"r": "5", "fill": INK if tied else "#b9b4a8"})
    turned = {
        "transform": f"rotate({angle - 180 if left else angle:.1f})",
        "x": "-11" if left else "11",
        "dy": "0.34em",
    }
    paint = {"font-size": "13", "text-anchor": "end" if left else "start", "fill": INK if tied else FAINT}
    label = ET.SubElement(group, "text", {**turned, **paint})
    label.text = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    if len(name) > LONGEST:
        ET.SubElement(group, "title").text = name


def _linked(root: ET.Element, attributes: dict[str, str], shown: Shown, key: str) -> ET.Element:
    href = shown.link(key) if shown.link is not None else ""
    return ET.SubElement(root, "a" if href else "g", {**attributes, **({"href": href} if href else {})})


def _classes(kind: str, held: str, of: str, *ends: str) -> str:
    doubt = " off" if not held else " maybe" if held == "some" else ""
    return kind + doubt + (" lit" if of and of in ends else "")


def _dashed(held: str) -> dict[str, str]:
    return {"stroke-dasharray": "5 4"} if held == "some" else {}


def _mark(kind: str) -> dict[str, str]:
    colour = COLOURS[kind]
    return {"fill": "none", "stroke": colour, "stroke-width": "2"} if kind == "war" else {"fill": colour}


def _lines(title: str) -> list[str]:
    """A title on a few short lines."""
    lines: list[str] = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= HUB_WORDS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= HUB_LINES else [*lines[: HUB_LINES - 1], lines[HUB_LINES - 1] + " …"]
