"""A matrix of actors and the ties between each two: the order of its rows, the gravest tie of a cell, a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from xml.etree import ElementTree as ET

from foedus.answers.groundwork.finding import Verdict
from foedus.answers.relations import KINDS, Relation, Relations, Stretch
from foedus.chronology.days import Day
from foedus.outlets.relations_svg import COLOURS, INK, MARKS, PAPER
from foedus.outlets.ring import PARTS, part_of, ring

Order = Literal["blocs", "name", "place"]
CELL, NAMES = 16, 150


class Cell(NamedTuple):
    """What ties two actors on a day: the gravest kind, in every reading or in some, and every tie."""

    kind: str
    verdict: Verdict
    ties: tuple[tuple[Relation, Stretch], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The actors in order, and the cell of each pair that has a tie, both ways round."""

    actors: tuple[str, ...]
    names: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]


def matrix(
    found: Relations, on: Day, kinds: Iterable[str], order: Order = "blocs", among: frozenset[str] = frozenset()
) -> Matrix:
    """The matrix of a day: the actors with a tie of `kinds` (of those `among`, if any are named).

    The order is by `name`, by `place` (clockwise as on the ring), or by `blocs`: allies beside each other, the
    largest bloc first, then those without an ally by the ties that they share.
    """
    shown = [kind for kind in KINDS if kind in set(kinds)]
    between: dict[tuple[str, str], list[tuple[Relation, Stretch]]] = {}
    for tie, stretch in found.on(on):
        if tie.kind in shown and (not among or (tie.a in among and tie.b in among)):
            between.setdefault((tie.a, tie.b), []).append((tie, stretch))
    cells: dict[tuple[str, str], Cell] = {}
    for (a, b), ties in between.items():
        ties.sort(key=lambda told: (shown.index(told[0].kind), told[1].verdict != "every"))
        cell = Cell(ties[0][0].kind, ties[0][1].verdict, tuple(ties))
        cells[a, b] = cells[b, a] = cell
    actors = sorted({a for a, _ in cells}, key=lambda actor: found.names[actor])
    return Matrix(tuple(_ordered(actors, cells, order)), found.names, cells)


def _ordered(actors: list[str], cells: Mapping[tuple[str, str], Cell], order: Order) -> list[str]:
    match order:
        case "name":
            return actors
        case "place":
            places = ring(actors)
            return sorted(actors, key=lambda actor: (PARTS.index(part_of(actor)), places[actor].angle))
        case _:
            return _by_blocs(actors, cells)


def _by_blocs(actors: list[str], cells: Mapping[tuple[str, str], Cell]) -> list[str]:
    """Actors by bloc: each joins the bloc in which it has most allies and no enemy, those with most allies first."""
    allies: dict[str, set[str]] = {actor: set() for actor in actors}
    enemies: dict[str, set[str]] = {actor: set() for actor in actors}
    for (a, b), cell in cells.items():
        kinds = {tie.kind for tie, _ in cell.ties}
        if "war" in kinds:
            enemies[a].add(b)
        elif "alliance" in kinds:
            allies[a].add(b)
    blocs: list[list[str]] = []
    for actor in sorted(actors, key=lambda actor: -len(allies[actor])):
        joined = [bloc for bloc in blocs if allies[actor] & set(bloc) and not enemies[actor] & set(bloc)]
        if joined:
            max(joined, key=lambda bloc: len(allies[actor] & set(bloc))).append(actor)
        else:
            blocs.append([actor])
    large = sorted((bloc for bloc in blocs if len(bloc) > 1), key=lambda bloc: -len(bloc))
    found = [actor for bloc in large for actor in sorted(bloc, key=lambda actor: (-len(allies[actor]), actor))]
    alone = [actor for actor in actors if actor not in set(found)]
    tied = {actor: {b for a, b in cells if a == actor} for actor in alone}
    while alone:  # each beside the one with which it shares most ties
        last = tied.get(found[-1], set()) if found else set()
        after = max(alone, key=lambda actor: (len(tied[actor] & last), len(tied[actor])))
        found.append(after)
        alone.remove(after)
    return found


def matrix_svg(told: Matrix, title: str) -> str:
    """The matrix as the text of an SVG document."""
    side = NAMES + CELL * len(told.actors) + 10
    size = {"viewBox": f"0 0 {side} {side}", "width": str(side), "height": str(side), "role": "img"}
    font = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "font-family": font, "font-size": "11"})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "rect", {"width": str(side), "height": str(side), "fill": PAPER})
    for place, actor in enumerate(told.actors):
        at = NAMES + CELL * place
        line = {"stroke": "#e4e0d6", "x1": str(NAMES), "x2": str(side - 10), "y1": str(at), "y2": str(at)}
        ET.SubElement(root, "line", line)
        ET.SubElement(root, "line", {**line, "x1": str(at), "x2": str(at), "y1": str(NAMES), "y2": str(side - 10)})
        name = told.names[actor]
        shown = name if len(name) <= 24 else name[:23] + "…"
        row = {"x": str(NAMES - 6), "y": str(at + 12), "text-anchor": "end", "fill": INK}
        ET.SubElement(root, "text", row).text = shown
        column = {"transform": f"translate({at + 12},{NAMES - 6}) rotate(-90)", "fill": INK}
        ET.SubElement(root, "text", column).text = shown
    _cells(root, told)
    return ET.tostring(root, encoding="unicode") + "\n"


def _cells(root: ET.Element, told: Matrix) -> None:
    for down, one in enumerate(told.actors):
        for across, other in enumerate(told.actors):
            cell = told.cells.get((one, other))
            if cell is None:
                continue
            at = f"translate({NAMES + CELL * across + CELL / 2},{NAMES + CELL * down + CELL / 2})"
            colour = COLOURS[cell.kind]
            paint = {"fill": "none", "stroke": colour, "stroke-width": "2"} if cell.kind == "war" else {"fill": colour}
            if cell.verdict != "every" and cell.kind != "war":
                paint = {"fill": "none", "stroke": colour, "stroke-width": "1.3"}
            elif cell.verdict != "every":
                paint |= {"stroke-width": "1", "stroke-dasharray": "2 1.5"}
            mark = ET.SubElement(root, "path", {"d": MARKS[cell.kind], "transform": at, **paint})
            ET.SubElement(mark, "title").text = cell_words(told, one, other)


def cell_words(told: Matrix, one: str, other: str) -> str:
    """What ties two actors, in words."""
    cell = told.cells[one, other]
    ties = "; ".join(
        f"{'at war' if tie.kind == 'war' else tie.kind} ({tie.title})"
        + ("" if part.verdict == "every" else " in some readings")
        for tie, part in cell.ties
    )
    return f"{told.names[one]} – {told.names[other]}: {ties}"


def matrix_rows(told: Matrix) -> Sequence[dict[str, str]]:
    """The matrix as rows of a table: the actor, then a column for each other with the kinds of ties between them."""
    return [
        {"actor": told.names[one], **{told.names[other]: _kinds(told.cells.get((one, other))) for other in told.actors}}
        for one in told.actors
    ]


def _kinds(cell: Cell | None) -> str:
    if cell is None:
        return ""
    sure = {tie.kind for tie, part in cell.ties if part.verdict == "every"}
    return ", ".join(kind if kind in sure else f"{kind}?" for kind in dict.fromkeys(tie.kind for tie, _ in cell.ties))
