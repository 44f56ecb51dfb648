"""The Library page: all dossiers, searched and faceted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from foedus.answers.catalogue import Entry, Found, Order, Wanted, find
from foedus.answers.groundwork.asking import known_party, when
from foedus.answers.groundwork.finding import Answer
from foedus.outlets.finding_csv import answers_csv
from foedus.web.shelf import Catalogue, shelf
from foedus.web.templating import page

router = APIRouter()

PAGE = 50
"""How many dossiers a page shows."""

MOST_FACETS = 14


@dataclass(frozen=True, slots=True)
class Search:
    """What the search form says, as it was written."""

    q: str = ""
    party: str = ""
    kind: str = ""
    first: int | None = None
    last: int | None = None
    on: str = ""
    force: bool = False
    notice: bool = False
    disputed: bool = False
    order: Order = "title"

    def link(self, path: str = "/", **changed: str | int | None) -> str:
        """The address of this search, some of its parameters as `changed` (None or empty: left out)."""
        mine: dict[str, object] = {
            "q": self.q,
            "party": self.party,
            "kind": self.kind,
            "from": self.first,
            "to": self.last,
            "on": self.on,
            "force": "yes" if self.force else None,
            "notice": "yes" if self.notice else None,
            "disputed": "yes" if self.disputed else None,
            "order": None if self.order == "title" else self.order,
        }
        query = urlencode(
            [(name, str(value)) for name, value in {**mine, **changed}.items() if value not in (None, "")]
        )
        return f"{path}?{query}" if query else path

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order and the day is asked for."""
        return Search(order=self.order, on=self.on) != self


def searched(
    q: Annotated[str, Query(max_length=200, description="words, all of which have to occur")] = "",
    party: Annotated[str, Query(max_length=80, description="a party, by id or name")] = "",
    kind: Annotated[str, Query(max_length=40, description="a category, such as alliance")] = "",
    first: Annotated[str, Query(alias="from", max_length=4, pattern=r"^\d{0,4}$", description="first year")] = "",
    last: Annotated[str, Query(alias="to", max_length=4, pattern=r"^\d{0,4}$", description="last year")] = "",
    on: Annotated[str, Query(max_length=64, description="the day of the next two (EDTF); today by default")] = "",
    force: Annotated[Literal["", "yes"], Query(description="only those in force on that day, in some reading")] = "",
    notice: Annotated[Literal["", "yes"], Query(description="only those that can be left by notice that day")] = "",
    disputed: Annotated[Literal["", "yes"], Query(description="only those whose life is disputed")] = "",
    order: Annotated[Literal["", "title", "newest", "oldest"], Query(description="how they are sorted")] = "",
) -> Search:
    """The search that an address asks for."""
    years = (int(first) if first else None, int(last) if last else None)
    ticks = (force == "yes", notice == "yes", disputed == "yes")
    return Search(q.strip(), party.strip(), kind.strip(), *years, on.strip(), *ticks, order or "title")


Searched = Annotated[Search, Depends(searched)]


def results(catalogue: Catalogue, search: Search, today: str) -> tuple[Found, int]:
    """What a search finds in a catalogue, and the day (of a month or year the first) that it is about.

    Raises QuestionError for an unknown party, TimeTextError for a day that cannot be read.
    """
    on = when(search.on or today).first
    wanted = Wanted(
        search.q,
        known_party(search.party) if search.party else "",
        search.kind,
        search.first,
        search.last,
        on,
        search.force,
        search.notice,
        search.disputed,
        search.order,
    )
    return find(catalogue.entries, wanted), on


@router.get("/")
def library(
    request: Request, search: Searched, number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1
) -> Response:
    """A page of the dossiers that the address asks for."""
    catalogue = shelf(request).catalogue
    found, on = results(catalogue, search, request.app.state.settings.today())
    pages = max(1, -(-len(found.entries) // PAGE))
    number = min(number, pages)
    return page(
        request,
        "library.html",
        here="library",
        search=search,
        found=found,
        shown=_rows(found.entries[(number - 1) * PAGE : number * PAGE], on),
        on=search.on or request.app.state.settings.today(),
        number=number,
        pages=pages,
        catalogue=catalogue,
        kinds=found.kinds[:MOST_FACETS],
        parties=found.parties[:MOST_FACETS],
        chosen_party=known_party(search.party) if search.party else "",
    )


@router.get("/library.csv")
def table(request: Request, search: Searched) -> Response:
    """Everything that the search finds, as CSV."""
    found, on = results(shelf(request).catalogue, search, request.app.state.settings.today())
    rows = (Answer(entry.to_json(on), ({},)) for entry in found.entries)
    disposition = {"Content-Disposition": 'attachment; filename="library.csv"'}
    return Response(answers_csv(rows), media_type="text/csv; charset=utf-8", headers=disposition)


def _rows(entries: tuple[Entry, ...], on: int) -> list[tuple[Entry, dict[str, object]]]:
    return [(entry, entry.to_json(on)) for entry in entries]
