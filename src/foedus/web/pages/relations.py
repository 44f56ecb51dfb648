"""The Map of relations: who stands how to whom on a day, with a slider over the years, and its exports."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from foedus.answers.groundwork.busy_years import AROUND, busy_years
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.relations import KINDS, Membership, Relations, finding_of
from foedus.chronology.days import Day, iso, words
from foedus.chronology.moments import parse_moment
from foedus.dossier.actors import register
from foedus.dossier.library import Library
from foedus.errors import QuestionError
from foedus.outlets.finding_csv import answers_csv
from foedus.outlets.relations_strip import by_month, months, strip_svg, years
from foedus.outlets.relations_svg import Shown, relations_svg
from foedus.web import relations_view as view
from foedus.web.asking import Asking, Question
from foedus.web.kept_relations import kept
from foedus.web.relations_view import AT_FIRST, Chosen
from foedus.web.shelf import Held
from foedus.web.templating import page

router = APIRouter()

KIND_WORDS = {
    "war": ("at war", "hostilities go on"),
    "alliance": ("alliance", "a treaty that makes allies, or an act that tells of one"),
    "neutrality": ("neutrality", "to stay out of the other's conflicts"),
    "non-aggression": ("non-aggression", "to use no force, or to respect the other's land"),
    "consultation": ("consultation", "to consult in a crisis"),
}
"""Each kind of tie as the legend tells it."""


@dataclass(frozen=True, slots=True)
class Map:
    """The ties that the address asks for, and the day: all that the pages and exports of the map rest on."""

    found: Relations
    on: Day
    chosen: Chosen

    @property
    def iso(self) -> str:
        """The day as ISO."""
        return iso(self.on)


def the_map(
    request: Request,
    library: Held,
    asking: Question,
    start: Annotated[str, Query(alias="from", max_length=32)] = "",
    end: Annotated[str, Query(alias="to", max_length=32)] = "",
    kind: Annotated[list[str], Query(max_length=8)] = [],  # noqa: B006  (FastAPI copies it)
    hide: Annotated[list[str], Query(max_length=40)] = [],  # noqa: B006
    of: Annotated[str, Query(max_length=120)] = "",
) -> Map:
    """The relations that an address asks for. Without a time, the years around the busiest one on record, or around
    the day; without a day, the month with most changes."""
    kinds = tuple(known for known in KINDS if known in kind) or AT_FIRST
    for given in kind:
        if given and given not in KINDS:
            raise QuestionError(f"no kind of tie {given!r}; the kinds are {', '.join(KINDS)}")
    first, last = _time(request, library, asking, start.strip(), end.strip())
    chosen = Chosen(asking, first, last, kinds, tuple(dict.fromkeys(text for text in hide if text)), of.strip())
    found = kept(request).of(library, asking, first, last)
    if asking.on:
        on = min(max(parse_moment(asking.on).first, found.first), found.last)
    else:
        on = view.liveliest(view.changes(found, chosen)) or found.first
    return Map(found, on, replace(chosen, asking=asking.at(iso(on))))


Asked = Annotated[Map, Depends(the_map)]


def _time(request: Request, library: Library, asking: Asking, start: str, end: str) -> tuple[str, str]:
    """The time of the map; a day asked about lies within it."""
    year = date.fromordinal(parse_moment(asking.on).first).year if asking.on else None
    busy = busy_years(library) if not (start and end) else None
    today = int(request.app.state.settings.today()[:4])
    middle = year if year is not None and (busy is None or not busy[0] <= year <= busy[1]) else None
    first, last = busy if busy is not None and middle is None else (0, 0)
    if first == 0:
        first, last = max(1, (middle or today) - AROUND), min(9999, (middle or today) + AROUND)
    return start or f"{first:04}", end or f"{last:04}"


@router.get("/relations")
def relations(request: Request, asked: Asked) -> Response:
    """The map on a day, with everything that a script needs to move it to another."""
    found, on, chosen = asked.found, asked.on, asked.chosen
    shown = Shown(
        on,
        frozenset(chosen.kinds),
        frozenset(chosen.hidden),
        lambda key: chosen.link(of="" if key == chosen.of else key),
        True,
        chosen.of,
    )
    title = f"Ties of {len(found.names)} actors on {words(on)}"
    stops = months(found.first, found.last)
    monthly = by_month(found, KINDS, chosen.hidden)
    return page(
        request,
        "relations.html",
        here="relations",
        svg=Markup(relations_svg(found, shown, title)),
        strip=Markup(strip_svg(monthly, chosen.kinds)),
        years=years(found),
        stops=stops,
        at=sum(1 for stop in stops if stop <= on) - 1,
        wide=view.wide_of(found),
        monthly=monthly,
        exports=_exports(asked),
        first_text=iso(found.first),
        last_text=iso(found.last),
        **_day(asked),
    )


@router.get("/relations/day")
def day(request: Request, asked: Asked) -> Response:
    """The day in words, without the picture: a script takes what stands beside the picture from it."""
    return page(request, "relations_day_page.html", here="relations", **_day(asked))


def _day(asked: Map) -> dict[str, Any]:
    found, on, chosen = asked.found, asked.on, asked.chosen
    all_changes = view.changes(found, chosen)
    past, coming = view.around(all_changes, on)
    days = sorted({change.day for change in all_changes})
    return {
        "asking": chosen.asking,
        "chosen": chosen,
        "found": found,
        "on": asked.iso,
        "kinds": KINDS,
        "kind_words": KIND_WORDS,
        "counts": view.counts(found, on, chosen),
        "of_ties": view.ties_of(found, chosen.of, on, chosen) if chosen.of in found.names else [],
        "of_members": view.members_on(found, chosen.of, on),
        "of_wide": view.wide_of(found).get(chosen.of),
        "past": past,
        "coming": coming,
        "before": next((iso(day) for day in reversed(days) if day < on), None),
        "after": next((iso(day) for day in days if day > on), None),
        "table": view.table_of(found, on, chosen),
        "wide_members": _wide(found, on, chosen),
        "known": register(),
        "address_of": lambda by: view.address_of(by, chosen.asking, asked.iso),
    }


def _wide(found: Relations, on: Day, chosen: Chosen) -> dict[str, tuple[Membership, int]]:
    """The treaties of many parties that the map shows on a day, with the number of their members."""
    counted = {
        treaty: (member, len(view.members_on(found, treaty, on)))
        for treaty, member in view.wide_of(found).items()
        if treaty not in chosen.hidden and set(member.kinds) & set(chosen.kinds)
    }
    return {treaty: told for treaty, told in counted.items() if told[1]}


def _exports(asked: Map) -> list[tuple[str, str]]:
    link = asked.chosen.link
    return [
        ("Picture (SVG)", link("/relations/map.svg")),
        ("Ties of this day (CSV)", link("/relations/day.csv")),
        ("Ties of this day (JSON)", link("/relations/day.json")),
        ("All ties, whole time (CSV)", link("/relations/all.csv")),
        ("All ties, whole time (JSON)", link("/relations/all.json")),
    ]


def finding_on(asked: Map, whole: bool = False) -> Finding:
    """The ties of the day (or of the whole time) that the map shows, as a finding; `spans` are whole on any day."""
    found, chosen = asked.found, asked.chosen
    shown = [tie for tie in found.ties if tie.kind in chosen.kinds and tie.by not in chosen.hidden]
    if whole:
        return finding_of(replace(found, ties=tuple(shown)))
    told = finding_of(replace(found, ties=tuple(tie for tie in shown if tie.on(asked.on) is not None)))
    return replace(told, question=f"What ties whom to whom on {asked.iso}?")


@router.get("/relations/{what}.csv")
def as_csv(what: str, asked: Asked) -> Response:
    """The ties of the day, or of the whole time, as CSV: a row for each tie and stretch of days."""
    rows = (
        Answer({**{name: part for name, part in answer.value.items() if name != "spans"}, **span}, ({},))
        for answer in finding_on(asked, _whole(what)).answers
        for span in answer.value["spans"]
    )
    return attached(answers_csv(rows), "text/csv; charset=utf-8", f"relations-{_name(what, asked)}.csv")


@router.get("/relations/{what}.json")
def as_json(what: str, asked: Asked) -> Response:
    """The same as the JSON object of `relations`."""
    data = finding_on(asked, _whole(what)).to_json()
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return attached(text, "application/json", f"relations-{_name(what, asked)}.json")


@router.get("/relations/map.svg")
def as_svg(asked: Asked) -> Response:
    """The picture of the day as a file of its own."""
    chosen = asked.chosen
    shown = Shown(asked.on, frozenset(chosen.kinds), frozenset(chosen.hidden), of=chosen.of)
    made = relations_svg(asked.found, shown, f"Ties on {words(asked.on)}")
    return attached(f'<?xml version="1.0" encoding="UTF-8"?>\n{made}', "image/svg+xml", f"relations-{asked.iso}.svg")


def _whole(what: str) -> bool:
    if what not in ("day", "all"):
        raise QuestionError(f"{what!r} is no export of the map; there are day and all")
    return what == "all"


def _name(what: str, asked: Map) -> str:
    return f"{asked.chosen.start}-{asked.chosen.end}" if what == "all" else asked.iso


def attached(content: str, kind: str, name: str) -> Response:
    """A file to be saved, under a name in which only plain letters stand."""
    plain = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in name)
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{plain}"'})
