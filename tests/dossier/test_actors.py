"""The register of actors: who is in it, under which names and numbers, and when they existed."""

from __future__ import annotations

import zoneinfo
from importlib import resources
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.days import FOREVER, Day, day
from foedus.dossier.actors import Actor, actor, existed, find, register, with_actors
from foedus.errors import DossierError, TimeTextError, UnknownActor

ACTORS = sorted(register().values(), key=lambda each: each.id)
each_actor = st.sampled_from(ACTORS)

AMBIGUOUS = {"Korea": {"KOR", "KOR1", "PRK"}}
"""Every alias that more than one actor bears; a new one must be meant, and added here."""

DEPOSITARY_NAMES = {
    "United Kingdom of Great Britain and Northern Ireland": "GBR",
    "Bolivia (Plurinational State of)": "BOL",
    "Venezuela (Bolivarian Republic of)": "VEN",
    "Iran (Islamic Republic of)": "IRN",
    "Micronesia (Federated States of)": "FSM",
    "Netherlands (Kingdom of the)": "NLD",
    "Republic of Korea": "KOR",
    "Democratic People's Republic of Korea": "PRK",
    "Democratic Republic of the Congo": "COD",
    "Congo": "COG",
    "Côte d'Ivoire": "CIV",
    "Cote d’Ivoire": "CIV",
    "The former Yugoslav Republic of Macedonia": "MKD",
    "North Macedonia": "MKD",
    "Republic of Moldova": "MDA",
    "United Republic of Tanzania": "TZA",
    "Syrian Arab Republic": "SYR",
    "Lao People's Democratic Republic": "LAO",
    "Viet Nam": "VNM",
    "Russian Federation": "RUS",
    "Union of Soviet Socialist Republics": "SUN",
    "Yugoslavia (Socialist Federal Republic of)": "YUG",
    "Türkiye": "TUR",
    "Turkey": "TUR",
    "Cabo Verde": "CPV",
    "Czech Republic": "CZE",
    "Eswatini": "SWZ",
    "Swaziland": "SWZ",
    "Holy See": "VAT",
    "State of Palestine": "PSE",
    "Cook Islands": "COK",
    "Niue": "NIU",
    "Timor-Leste": "TLS",
    "Brunei Darussalam": "BRN",
    "Sao Tome and Principe": "STP",
    "European Union": "EUR",
    "Serbia and Montenegro": "SCG",
    "German Democratic Republic": "DDR",
    "Empire of Japan": "JPN",
    "Persia": "IRN",
    "USSR": "SUN",
    "United States": "USA",
    "Soviet Union": "SUN",
    "Manchukuo": "MAN",
    "Mengjiang": "MEN",
}


def span(who: Actor) -> tuple[Day, Day]:
    return (who.first or 0, who.end or FOREVER)


def test_no_row_of_the_register_repeats_an_id():
    lines = resources.files("foedus.dossier").joinpath("actors.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == len(register())


def test_there_are_the_193_members_of_the_united_nations():
    assert sum("UN member" in each.source.split("; ") for each in ACTORS) == 193


def test_successors_and_continued_actors_are_in_the_register():
    for each in ACTORS:
        named = {*each.successor, *([each.continues] if each.continues else [])}
        assert named <= set(register()), each.id
        assert each.id not in named


def test_only_actors_that_are_gone_have_successors():
    assert [each.id for each in ACTORS if each.successor and not each.until] == []


def test_a_continued_actor_ends_as_its_continuator_begins():
    for each in ACTORS:
        if each.continues:
            assert actor(each.continues).end == each.first, each.id


def test_years_are_sane():
    for each in ACTORS:
        start, end = span(each)
        assert start < end, each.id
        assert all(day("1100-01-01") <= bound <= day("2026-01-01") for bound in (each.first, each.end) if bound)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_a_number_belongs_to_one_actor_at_a_time(system: str):
    for one, other in combinations(ACTORS, 2):
        if set(getattr(one, system)) & set(getattr(other, system)):
            (a, b), (c, d) = span(one), span(other)
            assert b <= c or d <= a, (one.id, other.id)


def test_cow_numbers_and_abbreviations_come_in_pairs():
    assert all(len(each.cow) == len(each.cow_abbrev) for each in ACTORS)


@pytest.mark.parametrize(
    ("id_", "cow", "gw"),
    [
        ("USA", (2,), (2,)),
        ("GBR", (200,), (200,)),
        ("DEU", (255, 260), (255, 260)),
        ("DDR", (265,), (265,)),
        ("PRU", (255,), (255,)),
        ("AUH", (300,), (300,)),
        ("YUG", (345,), (345,)),
        ("SRB", (345,), (340,)),
        ("SUN", (365,), (365,)),
        ("TUR", (640,), (640,)),
        ("YEM", (679,), (678,)),
        ("CHN", (710,), (710,)),
        ("TBT", (), (711,)),
        ("MNG", (712,), (712,)),
        ("TWN", (713,), (713,)),
        ("KOR", (732,), (732,)),
        ("JPN", (740,), (740,)),
        ("VNM", (816,), (816,)),
        ("TUV", (947,), (973,)),
        ("MAN", (), ()),
    ],
)
def test_state_numbers_are_those_of_the_published_lists(id_: str, cow: tuple[int, ...], gw: tuple[int, ...]):
    assert (actor(id_).cow, actor(id_).gw) == (cow, gw)


FIRST = "SUN JPN MAN MEN MNG AUH PRU CSK YUG DDR OTT NJG DZG EUR GRL"


@pytest.mark.parametrize("id_", FIRST.split())
def test_the_actors_of_the_first_cases_are_there(id_: str):
    assert id_ in register()


@pytest.mark.parametrize(("name", "id_"), DEPOSITARY_NAMES.items())
def test_a_name_that_depositaries_or_historians_use_finds_its_actor(name: str, id_: str):
    assert find(name).id == id_


def test_zones_are_in_the_tz_database():
    known = zoneinfo.available_timezones()
    assert [each.id for each in ACTORS if each.zone and each.zone not in known] == []
    # only lands without a seat of government have none
    assert {each.id for each in ACTORS if not each.zone} == {"ATA", "BVT", "HMD", "UMI"}


@given(each_actor)
def test_an_id_finds_its_actor_in_any_case(who: Actor):
    assert find(who.id) is find(who.id.lower()) is actor(who.id) is who


@given(each_actor, st.data())
def test_every_name_resolves_or_is_declared_ambiguous(who: Actor, data: st.DataObject):
    name = data.draw(st.sampled_from(who.names))
    if name in AMBIGUOUS:
        with pytest.raises(UnknownActor, match="more than one actor"):
            find(name)
    else:
        assert find(name.upper()).id == find(f"The {name.removeprefix('The ')} ").id == find(name).id == who.id


def test_the_declared_ambiguous_names_are_all_there_are():
    for who in ACTORS:
        for name in who.names:
            if name in AMBIGUOUS:
                assert who.id in AMBIGUOUS[name]
            else:
                assert find(name) is who, name


def test_an_ambiguous_name_raises_with_every_candidate():
    with pytest.raises(UnknownActor) as caught:
        find("Korea")
    assert all(candidate in str(caught.value) for candidate in AMBIGUOUS["Korea"])


def test_an_unknown_id_or_name_raises_with_the_nearest():
    with pytest.raises(UnknownActor, match=r"MAN \(Empire of Manchuria\)"):
        find("Manchuko")
    with pytest.raises(UnknownActor, match="SUN"):
        actor("SUM")
    with pytest.raises(UnknownActor, match="add an actor of your own"):
        actor("0000000000")


def test_an_id_is_exact_where_an_id_is_asked_for():
    with pytest.raises(UnknownActor):
        actor("Soviet Union")


@pytest.mark.parametrize(
    ("id_", "when", "answer"),
    [
        ("SUN", "1922-12-29", False),
        ("SUN", "1922-12-30", True),
        ("SUN", "1991-12-25", True),
        ("SUN", "1991-12-26", False),
        ("RUS", "1991-12-26", True),
        ("MAN", "1941-04-13", True),
        ("MAN", "1945-08-18", False),
        ("MEN", "1945-08-15", None),
        ("MEN", "1945-08-31", False),
        ("JPN", "1941-04-13", True),
        ("JPN", "1750-01-01", None),
        ("GRC", "1827-12-31", False),
        ("GRC", "1828-06-01", None),
        ("GRC", "1828-12-31", True),
        ("AUT", "1938-03-12", True),
        ("AUT", "1938-03-13", None),
        ("AUT", "1945-04-27", True),
    ],
)
def test_existence_is_true_false_or_not_known(id_: str, when: str, answer: bool | None):
    assert existed(id_, day(when)) is answer


@given(each_actor, st.integers(day("1700-01-01"), day("2030-12-31")))
def test_nobody_exists_before_the_first_day_or_long_after_the_last(who: Actor, when: Day):
    start, end = span(who)
    if when < start or when >= end + 366:
        assert existed(who, when) is False
    elif when >= day("1816-01-01"):
        assert existed(who, when) is not False or when >= end


def test_own_actors_join_the_register_without_changing_it():
    own = Actor("ATLANTIS", "Republic of Atlantis", "Atlantis", since="1990-05", aliases=("Poseidonis",))
    joined = with_actors([own])
    assert actor("ATLANTIS", joined) is own
    assert find("poseidonis", joined) is own
    assert find("Japan", joined).id == "JPN"
    assert existed(own, day("1990-05-10")) is None
    assert own.first == day("1990-05-01")
    assert "ATLANTIS" not in register()


def test_an_own_actor_may_not_take_an_id_of_the_register():
    with pytest.raises(DossierError, match="JPN is taken by Japan"):
        with_actors([Actor("JPN", "Japan Ltd", "Japan Ltd")])


@pytest.mark.parametrize("wrong", ["1941-13", "1941-02-30", "13 April 1941", "0000", "194X"])
def test_a_date_that_cannot_be_read_is_refused(wrong: str):
    with pytest.raises(TimeTextError):
        Actor("XYZ", "X", "X", since=wrong)


@pytest.mark.parametrize("wrong", ["1941", "1945/1941"])
def test_a_contested_interval_that_cannot_be_read_is_refused(wrong: str):
    with pytest.raises(TimeTextError):
        Actor("XYZ", "X", "X", contested=(wrong,))


@pytest.mark.parametrize("wrong", ["X", "xyz", "X-Z", "TOOLONGID"])
def test_an_id_that_no_dossier_could_write_is_refused(wrong: str):
    with pytest.raises(DossierError, match="capital letters"):
        Actor(wrong, "X", "X")


def test_an_unknown_kind_is_refused():
    with pytest.raises(DossierError, match="kind 'empire' is not one of"):
        Actor("XYZ", "X", "X", kind="empire")  # type: ignore[arg-type]
