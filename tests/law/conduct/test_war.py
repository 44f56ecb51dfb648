"""Wars as spans derived from acts, and acts that two records tell."""

from __future__ import annotations

from itertools import permutations

import pytest

import foedus
from foedus.chronology.days import FOREVER, day
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import Acts, acts_of, came_before
from foedus.law.conduct.war import enemies_on, fighting, war_on
from foedus.worlds import World, explore


def acts(*records: list[str]) -> Acts:
    """The acts of chronicles, each given as lines of events."""
    dossiers = []
    for number, lines in enumerate(records):
        text = f"id: acts-{number}\ntitle: Acts\nform: chronicle\nreference_zone: Europe/Paris\nrecord:\n"
        text += "\n".join(f"  - {line[:-1]}, source: s}}" for line in lines)
        loaded = load_text(text + "\nsources:\n  s: {title: A source}\n")
        assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
        dossiers.append(loaded.dossier)
    return acts_of(dossiers)


ATTACK = "{event: attack, id: attack, on: 1939-09-01, by: DEU, to: POL}"
DECLARED = "{event: declaration_of_war, id: declared, on: 1939-09-03, by: GBR, to: DEU}"
ARMISTICE = "{event: armistice, id: armistice, on: 1940-06-22, effective: 1940-06-25, by: FRA, to: DEU}"
FRENCH = "{event: declaration_of_war, id: french, on: 1939-09-03, by: FRA, to: DEU}"


def test_a_war_runs_from_the_act_that_opens_it_to_the_one_that_ends_the_fighting() -> None:
    (war,) = fighting(World(), acts([FRENCH, ARMISTICE]), "DEU", "FRA")
    assert (war.opener, war.other, war.start, war.end) == ("FRA", "DEU", day("1939-09-03"), day("1940-06-25"))


@pytest.mark.parametrize(
    ("on", "at_war"),
    [("1939-09-02", False), ("1939-09-03", True), ("1940-06-24", True), ("1940-06-25", False), ("1941-01-01", False)],
)
def test_two_are_at_war_from_the_first_day_to_the_day_before_the_armistice_holds(on: str, at_war: bool) -> None:
    found = acts([FRENCH, ARMISTICE])
    assert (war_on(World(), found, "FRA", "DEU", day(on)) is not None) is at_war
    assert (war_on(World(), found, "DEU", "FRA", day(on)) is not None) is at_war


def test_a_war_that_no_act_ends_goes_on() -> None:
    (war,) = fighting(World(), acts([ATTACK]), "POL", "DEU")
    assert (war.end, war.closed_by) == (FOREVER, None)


def test_the_enemies_of_a_day_are_those_of_that_day() -> None:
    found = acts([ATTACK, DECLARED, FRENCH, ARMISTICE])

    def at(on: str) -> set[str]:
        return {war.opener if war.other == "DEU" else war.other for war in enemies_on(World(), found, "DEU", day(on))}

    assert at("1939-09-02") == {"POL"}
    assert at("1939-12-01") == {"POL", "GBR", "FRA"}
    assert at("1941-01-01") == {"POL", "GBR"}


def test_an_act_that_two_records_tell_counts_once_and_each_record_keeps_its_own() -> None:
    again = ATTACK.replace("id: attack", "id: attack-again")
    found = acts([ATTACK], [again])
    assert len(found.deeds) == 2
    assert [told.event.id for told in found.between("DEU", "POL", frozenset({"attack"}))] == ["attack"]
    (war,) = fighting(World(), found, "DEU", "POL")
    assert war.opened_by.key == "acts-0/attack"


def test_an_act_with_several_targets_is_deduplicated_pair_by_pair() -> None:
    both = "{event: declaration_of_war, id: both, on: 1941-12-08, by: JPN, to: [USA, GBR]}"
    one = "{event: declaration_of_war, id: one, on: 1941-12-08, by: JPN, to: USA}"
    found = acts([one], [both])
    assert [told.event.id for told in found.by_pair["JPN", "USA"]] == ["one"]
    assert [told.event.id for told in found.by_pair["JPN", "GBR"]] == ["both"]


HOURS = (
    "{event: attack, id: dawn, on: 1941-06-22T03:15+02:00, by: DEU, to: SUN}",
    "{event: declaration_of_war, id: later, on: 1941-06-22T04:00+02:00, by: DEU, to: SUN}",
    "{event: declaration_of_war, id: answer, on: 1941-06-22T12:00+03:00, by: SUN, to: DEU}",
)


@pytest.mark.parametrize("order", list(permutations(HOURS)))
def test_acts_of_one_day_go_by_their_hours_in_whatever_order_they_are_told(order: tuple[str, ...]) -> None:
    found = acts(list(order))
    (war,) = fighting(World(), found, "SUN", "DEU")
    assert (war.opener, war.opened_by.event.id) == ("DEU", "dawn")
    that_day = war_on(World(), found, "SUN", "DEU", day("1941-06-22"))
    assert that_day is not None
    assert that_day.opened_by.event.id == "dawn"


def test_two_hours_at_two_places_are_compared_as_instants() -> None:
    # 17:00 in Moscow (UTC+3) is 14:00 UTC; ten past midnight at UTC+9 is 15:10 UTC of the day before
    found = acts(
        [
            "{event: declaration_of_war, id: declared, on: 1945-08-08T17:00+03:00, by: SUN, to: JPN}",
            "{event: attack, id: attack, on: 1945-08-09T00:10+09:00, by: SUN, to: JPN}",
            "{event: attack, id: by-another-clock, on: 1945-08-09T00:00+10:00, by: SUN, to: JPN}",
        ]
    )
    declared, attack, by_another_clock = found.deeds
    assert came_before(World(), declared, attack) is True
    assert came_before(World(), attack, declared) is False
    assert came_before(World(), declared, by_another_clock) is False  # 14:00 UTC, to the minute


def test_an_uncertain_day_is_asked_for_only_where_it_decides() -> None:
    found = acts(["{event: attack, id: attack, on: 1941-05, by: DEU, to: YUG}"])

    def verdicts(on: str) -> list[bool]:
        paths = explore(lambda world: war_on(world, found, "DEU", "YUG", day(on)) is not None).paths
        return [path.value for path in paths]

    assert verdicts("1941-04-30") == [False]
    assert verdicts("1941-06-01") == [True]
    assert sorted(verdicts("1941-05-15")) == [False, True]


def test_a_chronicle_tells_of_a_war_no_longer_than_it_covers() -> None:
    lines = "record:\n  - {event: declaration_of_war, id: w, on: 1914-08-04, by: DEU, to: BEL, source: s}\n"
    source = "sources:\n  s: {title: A source}\n"
    old = foedus.load_text(
        f"id: old\ntitle: Old\nform: chronicle\ncovers_from: 1914-07-23\ncovers_to: 1914-08-12\n{lines}{source}"
    ).dossier
    new = foedus.load_text(
        "id: new\ntitle: New\nform: chronicle\nrecord:\n"
        "  - {event: attack, id: attack, on: 1940-05-10, by: DEU, to: BEL, source: s}\n" + source
    ).dossier
    peace = foedus.load_text(
        "id: peace\ntitle: Peace\nform: chronicle\nrecord:\n"
        "  - {event: peace, id: peace, on: 1919-06-28, by: DEU, to: BEL, source: s}\n" + source
    ).dossier
    assert old is not None
    assert new is not None
    assert peace is not None

    def at_war(*records: Dossier, on: str) -> bool:
        found = acts_of(records)
        spans = fighting(World(), found, "DEU", "BEL")
        when = day(on)
        by_span = any(war.start <= when < war.end for war in spans)  # type: ignore[operator]
        assert (war_on(World(), found, "DEU", "BEL", when) is not None) is by_span
        return by_span

    assert at_war(old, on="1914-08-12")
    assert not at_war(old, on="1914-08-13")
    assert not at_war(old, new, on="1939-01-01")
    assert at_war(old, new, on="1940-05-10")
    assert at_war(old, peace, on="1916-01-01")  # a later record tells when it ended: until then it went on
    assert not at_war(old, peace, on="1919-06-28")
