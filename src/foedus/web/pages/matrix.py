"""The matrix of relations: each actor against each on a day, and its exports."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from foedus.answers.groundwork.asking import known_party
from foedus.answers.groundwork.finding import Answer
from foedus.answers.relations import KINDS, finding_of
from foedus.chronology.days import iso, words
from foedus.outlets.finding_csv import answers_csv
from foedus.outlets.matrix import Matrix, Order, cell_words, matrix, matrix_rows, matrix_svg
from foedus.outlets.ring import PARTS, part_of
from foedus.web import relations_view as view
from foedus.web.pages.relations import KIND_WORDS, Asked, Map, attached
from foedus.web.templating import page

router = APIRouter()

SIGNS = {"war": "✕", "alliance": "●", "neutrality": "◆", "non-aggression": "■", "consultation": "▲"}
"""The sign of each kind in a cell: the same shapes as the marks of the picture."""

DOUBTFUL = {"war": "×", "alliance": "○", "neutrality": "◇", "non-aggression": "□", "consultation": "△"}
"""The sign of a tie that holds in some readings alone: the same shape, not filled."""

ZOOMS = (1, 2, 3)


def _among(asked: Map, names: str, part: str) -> frozenset[str]:
    """The actors that the reader named, or those of a part of the world; nobody: all. Raises QuestionError for a
    name that nobody bears."""
    named = frozenset(known_party(name.strip()) for name in names.split(",") if name.strip())
    return named or frozenset(actor for actor in asked.found.names if part and part_of(actor) == part)


@router.get("/relations/matrix")
def matrix_page(
    request: Request,
    asked: Asked,
    order: Annotated[Order, Query()] = "blocs",
    among: Annotated[str, Query(max_length=400)] = "",
    part: Annotated[str, Query(max_length=12)] = "",
    zoom: Annotated[int, Query(ge=1, le=3)] = 2,
) -> Response:
    """The matrix on a day."""
    found, on, chosen = asked.found, asked.on, asked.chosen
    told = matrix(found, on, chosen.kinds, order, _among(asked, among, part))
    changed = sorted({change.day for change in view.changes(found, chosen)})
    more = {"order": order, "among": among, "part": part}
    return page(
        request,
        "matrix.html",
        here="relations",
        asking=chosen.asking,
        chosen=chosen,
        found=found,
        on=asked.iso,
        told=told,
        kinds=KINDS,
        kind_words=KIND_WORDS,
        signs=SIGNS,
        cells=_cells(told),
        order=order,
        among=among,
        part=part,
        parts=[name for name in PARTS if any(part_of(actor) == name for actor in found.names)],
        zoom=zoom,
        zooms=ZOOMS,
        link=lambda path="/relations/matrix", **changes: _link(asked, path, more, zoom, changes),
        before=next((iso(day) for day in reversed(changed) if day < on), None),
        after=next((iso(day) for day in changed if day > on), None),
    )


def _cells(told: Matrix) -> dict[str, Markup]:
    """The cells of each actor's row. Written here, not in the template: at 200 actors there are 40,000."""
    marked: dict[tuple[str, str], str] = {}
    for (one, other), cell in told.cells.items():
        sure = cell.verdict == "every"
        look = f"k-{cell.kind}" if sure else f"k-{cell.kind} maybe"
        sign = (SIGNS if sure else DOUBTFUL)[cell.kind]
        marked[one, other] = f'<td class="{look}" title="{escape(cell_words(told, one, other))}">{sign}</td>'
    return {
        one: Markup(
            "".join(
                '<td class="self"></td>' if one == other else marked.get((one, other), "<td></td>")
                for other in told.actors
            )
        )
        for one in told.actors
    }


def _link(asked: Map, path: str, more: dict[str, str], zoom: int, changes: dict[str, object]) -> str:
    own = {**more, "zoom": str(zoom), **{name: str(text) for name, text in changes.items() if name != "on"}}
    moved = {"on": str(changes["on"])} if "on" in changes else {}
    address = asked.chosen.link(path, **moved, of="")
    return address + "".join(view.parameter(name, text) for name, text in own.items() if text)


@router.get("/relations/matrix.csv")
def as_csv(asked: Asked, order: Order = "blocs", among: str = "", part: str = "") -> Response:
    """The matrix as CSV: a row and a column for each actor; a `?` behind a kind of some readings alone."""
    told = _matrix(asked, order, among, part)
    rows = (Answer(row, ({},)) for row in matrix_rows(told))
    return attached(answers_csv(rows), "text/csv; charset=utf-8", f"relations-matrix-{asked.iso}.csv")


@router.get("/relations/matrix.json")
def as_json(asked: Asked, order: Order = "blocs", among: str = "", part: str = "") -> Response:
    """The ties in the matrix as the JSON object of `relations`."""
    told = _matrix(asked, order, among, part)
    ties = tuple(dict.fromkeys(tie for cell in told.cells.values() for tie, _ in cell.ties))
    finding = replace(finding_of(replace(asked.found, ties=ties)), question=f"What ties whom to whom on {asked.iso}?")
    text = json.dumps(finding.to_json(), ensure_ascii=False, indent=2)
    return attached(text, "application/json", f"relations-matrix-{asked.iso}.json")


@router.get("/relations/matrix.svg")
def as_svg(asked: Asked, order: Order = "blocs", among: str = "", part: str = "") -> Response:
    """The matrix as a picture."""
    made = matrix_svg(_matrix(asked, order, among, part), f"Ties on {words(asked.on)}")
    made = f'<?xml version="1.0" encoding="UTF-8"?>\n{made}'
    return attached(made, "image/svg+xml", f"relations-matrix-{asked.iso}.svg")


def _matrix(asked: Map, order: Order, among: str, part: str) -> Matrix:
    return matrix(asked.found, asked.on, asked.chosen.kinds, order, _among(asked, among, part))
