"""fronts and pairs: who stood how to whom on a day."""

from __future__ import annotations

import pytest

import foedus
from foedus import Finding, Library

PACT = "soviet-japanese-neutrality-pact"


@pytest.fixture(scope="module")
def shelf() -> Library:
    return foedus.library()


def ties(found: Finding, actor: str) -> set[str]:
    """The ties of the party asked about to one actor, over all readings left."""
    return {answer.value["tie"] for answer in found.answers if answer.value.get("actor") == actor}


def neighbours(found: Finding) -> dict[str, object]:
    """How the neighbours stood, if no reading changes it."""
    (told,) = (answer.value for answer in found.answers if answer.value["what"] == "neighbours")
    return told


# -- 1 December 1941


def test_with_the_pact_the_ussr_had_one_front_and_japan_was_bound(shelf: Library) -> None:
    found = foedus.fronts(shelf, "SUN", "1941-12-01")
    told = neighbours(found)
    assert told["at war"] == ["DEU", "FIN", "HUN", "ROU", "SVK1"]
    assert told["fronts"] == ["eastern Europe"]
    assert {"JPN", "MAN", "CHN", "TUR"} == set(_listed(told["bound"]))
    assert told["allied"] == ["MNG"]
    assert "north-east Asia" not in _listed(told["open"])


def test_without_it_japan_and_manchukuo_were_open_and_nothing_else_changed(shelf: Library) -> None:
    with_it = neighbours(foedus.fronts(shelf, "SUN", "1941-12-01"))
    without = neighbours(foedus.fronts(foedus.whatif(shelf, PACT, without=True), "SUN", "1941-12-01"))
    assert set(_listed(without["unbound"])) - set(_listed(with_it["unbound"])) == {"JPN", "MAN"}
    assert len(_listed(without["unbound"])) == len(_listed(with_it["unbound"])) + 2
    assert set(_listed(without["open"])) - set(_listed(with_it["open"])) == {"north-east Asia"}
    assert without["fronts"] == with_it["fronts"] == ["eastern Europe"]


def test_all_events_of_a_kind_can_be_dropped(shelf: Library) -> None:
    never = foedus.whatif(shelf, PACT, drop=["signature", "ratification", "exchange"])
    assert ties(foedus.fronts(never, "SUN", "1941-12-01"), "JPN") == {"unbound"}


def _listed(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def test_the_ties_name_what_makes_them(shelf: Library) -> None:
    by = {a.value["actor"]: a.value for a in foedus.fronts(shelf, "SUN", "1941-12-01").answers if "actor" in a.value}
    assert by["JPN"]["by"] == [PACT]
    assert by["JPN"]["binds"] == ["SUN", "JPN"]
    assert by["MAN"]["by"] == ["declaration-on-mongolia-and-manchukuo"]
    assert by["MAN"]["binds"] == ["SUN"]  # Manchukuo was no party: it owed nothing
    assert by["GBR"]["by"] == ["anglo-soviet-agreement-1941"]
    (opening,) = by["DEU"]["by"]  # two records tell of it: the one read first keeps it
    assert opening in ("second-world-war/germany-attacks-ussr", "german-soviet-pact-1939/german-attack")
    assert by["DEU"]["neighbour"] == {"by": "land", "in": ["eastern Europe"]}


def test_only_who_existed_that_day_is_told_of(shelf: Library) -> None:
    actors = {a.value["actor"] for a in foedus.fronts(shelf, "SUN", "1941-12-01").answers if "actor" in a.value}
    assert {"MAN", "TVA", "SVK1"} <= actors
    assert not {"PRK", "ISR", "PAK", "RUS", "RUE", "SUN"} & actors
    later = {a.value["actor"] for a in foedus.fronts(shelf, "SUN", "1950-01-01").answers if "actor" in a.value}
    assert {"PRK", "KOR", "PAK"} <= later
    assert not {"MAN", "TVA", "SVK1"} & later


@pytest.mark.parametrize(
    ("party", "other", "on", "expected"),
    [
        ("SUN", "DEU", "1941-06-21", {"bound"}),
        ("SUN", "DEU", "1941-06-22", {"at war"}),
        ("SUN", "FIN", "1939-11-29", {"bound", "unbound"}),  # the USSR had claimed to be released the day before
        ("SUN", "FIN", "1940-01-01", {"at war"}),
        ("SUN", "JPN", "1941-04-12", {"unbound"}),
        ("SUN", "JPN", "1945-08-08", {"bound", "unbound"}),  # the effect of the notice
        ("SUN", "JPN", "1945-08-10", {"at war"}),
        ("SUN", "USA", "1942-01-01", {"allied"}),
        ("SUN", "USA", "1941-12-31", {"unbound"}),
        ("JPN", "DEU", "1940-09-26", {"unbound"}),
        ("JPN", "DEU", "1940-09-27", {"allied"}),
        ("JPN", "USA", "1941-12-06", {"unbound"}),  # a duty to respect rights in islands is none not to attack
        ("USA", "GBR", "1941-12-06", {"unbound"}),  # their war of 1812 had ended
        ("JPN", "USA", "1941-12-07", {"at war"}),
        ("JPN", "MEN", "1943-01-01", {"allied"}),  # by an act alone: no dossier holds its terms
    ],
)
def test_the_tie_of_two_on_a_day(shelf: Library, party: str, other: str, on: str, expected: set[str]) -> None:
    assert ties(foedus.fronts(shelf, party, on), other) == expected
    assert ties(foedus.fronts(shelf, other, on), party) == expected


def test_the_pact_kept_japan_from_a_further_front_and_not_to_one(shelf: Library) -> None:
    told = neighbours(foedus.fronts(shelf, "JPN", "1942-06-01"))
    assert set(_listed(told["fronts"])) == {"China", "Pacific", "south-east Asia"}
    assert told["bound"] == ["SUN"]


def test_the_hinges_are_those_of_the_ties(shelf: Library) -> None:
    found = foedus.fronts(shelf, "SUN", "1945-08-01")
    assert found.verdict == "some"
    assert f"{PACT}/notice-effect" in found.hinges
    fixed = foedus.fronts(shelf, "SUN", "1945-08-01", ["notice-effect=term-end"])
    assert ties(fixed, "JPN") == {"bound"}
    assert f"{PACT}/notice-effect" not in fixed.hinges


def test_the_readings_of_the_neighbours_leave_nothing_out(shelf: Library) -> None:
    found = foedus.fronts(shelf, "SUN", "1945-08-01")
    sorted_ = [a.value for a in found.answers if a.value["what"] == "neighbours"]
    assert len(sorted_) > 1
    for value in sorted_:
        names = [name for tie in ("at war", "allied", "bound", "unbound") for name in value[tie]]
        assert len(names) == len(set(names))
        assert "JPN" in names


def test_outside_the_years_of_the_table_no_neighbour_is_told_and_the_finding_says_so(shelf: Library) -> None:
    found = foedus.fronts(shelf, "GBR", "1915-01-01")
    assert all(answer.value.get("neighbour") is None for answer in found.answers)
    assert any("1931 to 1956" in note for note in found.notes)
    assert not any("1931 to 1956" in note for note in foedus.fronts(shelf, "GBR", "1940-01-01").notes)


def test_a_secret_pact_ties_nobody_as_far_as_others_could_know(shelf: Library) -> None:
    def by(known_to: str | None) -> list[str]:
        found = foedus.fronts(shelf, "SUN", "1945-03-01", known_to=known_to)
        (told,) = (a.value["by"] for a in found.answers if a.value.get("actor") == "USA")
        return _listed(told)

    assert "yalta-agreement-on-japan" in by(None)
    assert "yalta-agreement-on-japan" not in by("JPN")
    assert by("JPN")  # the Declaration by United Nations was no secret


# -- pairs


def pair(found: Finding, a: str, b: str) -> dict[str, object] | None:
    return next((answer.value for answer in found.answers if answer.value["pair"] == sorted((a, b))), None)


def test_the_ussr_and_japan_are_the_pair_that_a_pact_held_apart(shelf: Library) -> None:
    found = foedus.pairs(shelf, "1942-06-01")
    told = pair(found, "SUN", "JPN")
    assert told is not None
    assert told["held_apart_by"] == [PACT]
    assert told["fights"] == {
        "JPN": _in(told, "JPN", {"USA", "GBR", "CHN"}),
        "SUN": _in(told, "SUN", {"DEU", "ITA", "ROU", "HUN"}),
    }
    assert [a.value["pair"] for a in found.answers if a.value["held_apart_by"]] == [["JPN", "SUN"]]


def _in(told: dict[str, object], who: str, expected: set[str]) -> object:
    fights = told["fights"]
    assert isinstance(fights, dict)
    assert expected <= set(fights[who])
    return fights[who]


def test_bulgaria_and_the_ussr_are_another_and_no_pact_held_them_apart(shelf: Library) -> None:
    # at war with Britain and the United States from December 1941, and not with the USSR before September 1944
    told = pair(foedus.pairs(shelf, "1942-06-01"), "BGR", "SUN")
    assert told is not None
    assert told["held_apart_by"] == []
    assert pair(foedus.pairs(shelf, "1944-09-06"), "BGR", "SUN") is None


def test_finland_and_the_united_states_are_one_only_if_co_belligerents_count(shelf: Library) -> None:
    # Finland had no treaty of alliance with Germany; it fought beside it
    assert pair(foedus.pairs(shelf, "1942-06-01"), "FIN", "USA") is None
    told = pair(foedus.pairs(shelf, "1942-06-01", "FIN", co_belligerents=True), "FIN", "USA")
    assert told is not None
    assert {"SUN", "GBR"} <= set(told["fights"]["FIN"])  # type: ignore[index]
    assert "DEU" in told["fights"]["USA"]  # type: ignore[index]


@pytest.mark.parametrize("on", ["1938-01-01", "1939-12-01", "1960-01-01"])
def test_where_no_two_alliances_fight_there_is_no_pair(shelf: Library, on: str) -> None:
    found = foedus.pairs(shelf, on)
    assert (found.verdict, found.answers) == ("none", ())


def test_no_pair_fights_each_other_and_each_fights_somebody(shelf: Library) -> None:
    found = foedus.pairs(shelf, "1943-01-01")
    fronts = {party: foedus.fronts(shelf, party, "1943-01-01") for party in ("SUN", "JPN", "BGR")}
    for answer in found.answers:
        a, b = answer.value["pair"]
        assert all(answer.value["fights"].values())
        for one, other in ((a, b), (b, a)):
            if one in fronts:
                assert ties(fronts[one], other) != {"at war"}
                for enemy in answer.value["fights"][one]:
                    assert ties(fronts[one], enemy) == {"at war"}


def test_without_the_pact_the_pair_is_still_there_and_nothing_holds_it_apart(shelf: Library) -> None:
    told = pair(foedus.pairs(foedus.whatif(shelf, PACT, without=True), "1942-06-01"), "SUN", "JPN")
    assert told is not None
    assert told["held_apart_by"] == []


def test_the_pair_ends_with_the_german_surrender_and_would_have_lasted_a_month_longer(shelf: Library) -> None:
    assert pair(foedus.pairs(shelf, "1945-05-01", "SUN"), "SUN", "JPN") is not None
    assert pair(foedus.pairs(shelf, "1945-05-20", "SUN"), "SUN", "JPN") is None
    later = foedus.whatif(
        shelf,
        "second-world-war",
        drop=["reims-surrender", "yalta-agreement-on-japan/german-surrender"],
        move=["german-surrender=1945-06-08"],
    )
    other = "german-instrument-of-surrender-1945"
    acts = [event.id for event in shelf[other].record if event.event == "surrender" and event.id]
    later = foedus.whatif(later, other, drop=acts)
    assert pair(foedus.pairs(later, "1945-05-20", "SUN"), "SUN", "JPN") is not None
    assert pair(foedus.pairs(later, "1945-06-09", "SUN"), "SUN", "JPN") is None
