"""Places on a ring for actors, so that a picture of their ties keeps them where they are on every day.

Actors stand by the part of the world in which their capital's time zone lies, as on a map seen around the pole:
the Americas on the left, Europe above, Asia on the right, Oceania and Africa below; within each by longitude or
latitude. The tz database's own table of zones has the places.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from foedus.dossier.actors import register

PARTS = ("Americas", "Europe", "Asia", "Oceania", "Africa", "elsewhere")
"""The parts of the world, clockwise."""

CONTINENTS = {
    "America": "Americas",
    "Europe": "Europe",
    "Atlantic": "Europe",
    "Arctic": "Europe",
    "Asia": "Asia",
    "Indian": "Asia",
    "Australia": "Oceania",
    "Pacific": "Oceania",
    "Africa": "Africa",
}
"""The part of the world by the first word of a zone's name."""

GAP = 1.6
"""The room between two parts of the world, in places."""


class Place(NamedTuple):
    """Where an actor stands: an angle in degrees (0 to the right, 90 below), and the part of the world."""

    angle: float
    part: str


def ring(actors: Iterable[str]) -> Mapping[str, Place]:
    """A place for each actor, the same for the same actors whatever their order. Europe's middle is at the top.

    >>> places = ring(["USA", "GBR", "JPN", "ZAF"])
    >>> [key for key in sorted(places, key=lambda key: places[key].angle)]
    ['USA', 'GBR', 'JPN', 'ZAF']
    """
    by_part: dict[str, list[str]] = {}
    for actor in sorted(set(actors)):
        by_part.setdefault(part_of(actor), []).append(actor)
    parts = [part for part in PARTS if part in by_part]
    places = sum(len(by_part[part]) for part in parts) + GAP * len(parts)
    found: dict[str, Place] = {}
    at = 0.0
    for part in parts:
        for actor in sorted(by_part[part], key=lambda actor: (_around(part, actor), actor)):
            found[actor] = Place(at * 360 / places, part)
            at += 1
        at += GAP
    above = [place.angle for place in found.values() if place.part == "Europe"]
    turn = -90 - (above[0] + above[-1]) / 2 if above else -90.0
    return {actor: Place(place.angle + turn, place.part) for actor, place in found.items()}


def part_of(actor: str) -> str:
    """The part of the world in which an actor has its capital; "elsewhere" if the register does not tell."""
    known = register().get(actor)
    zone = known.zone if known is not None else None
    return CONTINENTS.get((zone or "").partition("/")[0], "elsewhere")


def _around(part: str, actor: str) -> float:
    """What orders the actors of a part clockwise."""
    known = register().get(actor)
    latitude, longitude = _place(known.zone) if known is not None and known.zone else (0.0, 0.0)
    match part:
        case "Americas":
            return latitude
        case "Africa":
            return -longitude
        case _:
            return longitude


def _place(zone: str) -> tuple[float, float]:
    """Latitude and longitude of a zone's city; of the zone that it is a link to, if it has no place of its own."""
    places = _places()
    return places.get(zone) or places.get(_links().get(zone, "")) or (0.0, 0.0)


@lru_cache(maxsize=1)
def _places() -> Mapping[str, tuple[float, float]]:
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[2]: _degrees(row[1]) for row in rows}


@lru_cache(maxsize=1)
def _links() -> Mapping[str, str]:
    text = resources.files("tzdata").joinpath("zoneinfo", "tzdata.zi").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line.startswith("L "))
    return {row[2]: row[1] for row in rows}


def _degrees(text: str) -> tuple[float, float]:
    """Degrees of an ISO 6709 place such as +5545+03736 or +404251-0740023.

    >>> _degrees("+5230-01330")
    (52.5, -13.5)
    """
    found = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?([+-])(\d{3})(\d\d)(\d\d)?", text)
    if found is None:
        return 0.0, 0.0
    north, a, b, c, east, d, e, f = found.groups()
    latitude = int(a) + int(b) / 60 + int(c or 0) / 3600
    longitude = int(d) + int(e) / 60 + int(f or 0) / 3600
    return math.copysign(latitude, float(north + "1")), math.copysign(longitude, float(east + "1"))
