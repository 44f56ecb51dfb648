"""The table of neighbours."""

from __future__ import annotations

import pytest

from foedus.chronology.days import ALWAYS, FOREVER, day
from foedus.dossier.actors import register
from foedus.dossier.neighbours import COVERED, borders, neighbours


def of(actor: str, on: str) -> set[str]:
    return {found.actor for found in neighbours(actor, day(on), day(on))}


def test_every_border_is_between_two_actors_of_the_register_in_their_time() -> None:
    held = register()
    for border in borders():
        for key in (border.a, border.b):
            actor = held[key]
            first, end = actor.first or ALWAYS, actor.end or FOREVER
            start = max(border.start, COVERED.start)
            assert first < min(border.end, COVERED.end), border
            assert start < end, border
            # a border that names its days lies within the life of both, a partial date to its month or year
            assert border.start == ALWAYS or border.start >= first, border


def test_every_border_has_days_a_theatre_and_a_source() -> None:
    for border in borders():
        assert border.a != border.b
        assert border.start < border.end
        assert border.kind in ("land", "sea")
        assert border.theatre
        assert border.source


def test_no_border_stands_twice_for_a_day_and_theatre() -> None:
    seen: dict[tuple[frozenset[str], str, str], list[tuple[int, int]]] = {}
    for border in borders():
        key = (frozenset((border.a, border.b)), border.theatre, border.kind)
        for start, end in seen.setdefault(key, []):
            assert border.end <= start or end <= border.start, border
        seen[key].append((border.start, border.end))


@pytest.mark.parametrize("on", ["1931-01-01", "1938-06-01", "1941-12-01", "1945-07-01", "1950-06-25"])
def test_neighbours_are_neighbours_of_each_other(on: str) -> None:
    actors = {key for border in borders() for key in (border.a, border.b)}
    for actor in actors:
        for other in of(actor, on):
            assert actor in of(other, on)


@pytest.mark.parametrize(
    ("actor", "on", "there", "not_there"),
    [
        ("SUN", "1931-06-01", {"POL", "ROU", "EST", "CHN", "JPN"}, {"DEU", "MAN"}),
        ("SUN", "1938-01-01", {"POL", "MAN", "MNG", "TVA"}, {"DEU", "LTU"}),
        ("SUN", "1941-06-01", {"DEU", "HUN", "FIN", "ROU", "MAN"}, {"POL", "EST", "SVK1"}),
        ("SUN", "1950-01-01", {"POL", "PRK", "NOR", "CSK"}, {"DEU", "MAN", "TVA"}),
        ("JPN", "1935-01-01", {"SUN", "MAN", "CHN"}, {"MEN"}),
        ("DEU", "1938-01-01", {"AUT", "CSK", "POL"}, {"ITA", "HUN"}),
        ("DEU", "1939-01-01", {"ITA", "HUN", "YUG"}, {"AUT"}),
        ("AUT", "1938-01-01", {"CHE", "CSK", "DEU", "HUN", "ITA", "YUG"}, set()),
        ("AUT", "1950-01-01", {"CHE", "CSK", "DEU", "HUN", "ITA", "YUG"}, set()),
        ("CSK", "1950-01-01", {"AUT", "DEU", "HUN", "POL", "SUN"}, {"ROU"}),
        ("FIN", "1950-01-01", {"NOR", "SUN", "SWE"}, {"EST"}),
        ("MMR", "1950-01-01", {"CHN", "IND", "THA"}, {"GBR"}),
        ("LUX", "1935-01-01", {"BEL", "DEU", "FRA"}, set()),
    ],
)
def test_borders_move_with_the_history(actor: str, on: str, there: set[str], not_there: set[str]) -> None:
    found = of(actor, on)
    assert there <= found
    assert not not_there & found


def test_outside_its_years_the_table_knows_no_border() -> None:
    assert of("SUN", "1930-12-31") == set()
    assert of("SUN", "1957-01-01") == set()
    assert of("SUN", "1956-12-31")


def test_a_border_in_two_theatres_is_one_neighbour() -> None:
    (china,) = (found for found in neighbours("SUN", day("1931-06-01"), day("1931-06-01")) if found.actor == "CHN")
    assert china.theatres == ("central Asia", "north-east Asia")
    assert china.kind == "land"
