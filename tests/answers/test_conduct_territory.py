"""territory: what changed hands, by which act, and who had promised it to whom."""

from __future__ import annotations

import pytest

import foedus
from foedus import Finding, Library

Span = tuple[str | None, str, str, str | None]


@pytest.fixture(scope="module")
def shelf() -> Library:
    return foedus.library()


def held(found: Finding) -> list[Span]:
    """The spans of a finding: holder, how, from, until."""
    return [
        (a.value["holder"], a.value["how"], a.value["from"], a.value["until"])
        for a in found.answers
        if a.value["what"] == "held"
    ]


TABLE: list[tuple[str, list[Span]]] = [
    (
        "Manchuria",
        [
            ("JPN", "occupied", "1931-09-19", "1932-03-01"),
            ("MAN", "founded", "1932-03-01", "1945-08-18"),
            (None, "ended", "1945-08-18", "1945-08-19"),
            ("SUN", "occupied", "1945-08-19", "1946-05-03"),
            ("CHN", "returned", "1946-05-03", None),
        ],
    ),
    (
        "southern Sakhalin",
        [
            ("JPN", "ceded", "1905-09-05", "1945-08-25"),
            ("SUN", "occupied", "1945-08-25", "1946-02-02"),
            ("SUN", "annexed", "1946-02-02", "1952-04-28"),
            ("SUN", "renounced", "1952-04-28", None),  # by Japan; to nobody
        ],
    ),
    (
        "Kuril islands",
        [
            ("JPN", "ceded", "1875-05-07", "1945-09-01"),
            ("SUN", "occupied", "1945-09-01", "1946-02-02"),
            ("SUN", "annexed", "1946-02-02", "1952-04-28"),
            ("SUN", "renounced", "1952-04-28", None),
        ],
    ),
]


@pytest.mark.parametrize(("place", "spans"), TABLE, ids=[place for place, _ in TABLE])
def test_who_held_a_place_from_when_to_when(shelf: Library, place: str, spans: list[Span]) -> None:
    assert held(foedus.territory(shelf, place)) == spans


@pytest.mark.parametrize(
    ("day", "position"), [("22", "twenty-second"), ("24", "twenty-fourth"), ("26", "twenty-sixth")]
)
def test_northern_korea_by_the_day_on_which_pyongyang_was_taken(shelf: Library, day: str, position: str) -> None:
    found = foedus.territory(shelf, "northern Korea", readings=[f"pyongyang-day={position}"])
    assert held(found) == [
        ("JPN", "annexed", "1910-08-29", f"1945-08-{day}"),
        ("SUN", "occupied", f"1945-08-{day}", "1948-09-09"),
        ("PRK", "founded", "1948-09-09", "1952-04-28"),
        ("PRK", "renounced", "1952-04-28", None),
    ]
    assert found.hinges == ()


def test_the_days_that_hang_on_a_dispute_name_it(shelf: Library) -> None:
    found = foedus.territory(shelf, "northern Korea")
    assert (found.verdict, found.hinges) == ("some", ("far-east-1931-1945/pyongyang-day",))
    founded = next(a for a in found.answers if a.value["how"] == "founded")
    assert founded.readings == ({},)


def test_an_uncertain_day_is_told_as_the_range_that_it_is(shelf: Library) -> None:
    found = foedus.territory(shelf, "Mengjiang")
    by_act = {a.value["act"].split("/")[1]: a.value for a in found.answers}
    assert (by_act["mengjiang-founded"]["holder"], by_act["mengjiang-founded"]["from"]) == ("MEN", "1936-05-12")
    assert by_act["allies-occupy-mengjiang"]["from"] == "1945-08-19/1945-08-21"
    assert by_act["allies-occupy-mengjiang"]["by"] == ["SUN", "MNG"]


def test_other_names_and_parts_of_names_will_do(shelf: Library) -> None:
    assert held(foedus.territory(shelf, "Manchukuo")) == held(foedus.territory(shelf, "manchuria"))
    assert held(foedus.territory(shelf, "Karafuto")) == held(foedus.territory(shelf, "Sakhalin"))
    places = {a.value["place"] for a in foedus.territory(shelf, "Korea").answers}
    assert places == {"northern Korea", "southern Korea"}


def test_every_place_and_one_day(shelf: Library) -> None:
    every = foedus.territory(shelf)
    assert {"Manchuria", "Mengjiang", "Kuril islands", "Formosa"} <= {a.value["place"] for a in every.answers}
    on = foedus.territory(shelf, on="1943-01-01")
    holders = {a.value["place"]: a.value["holder"] for a in on.answers if a.value["what"] == "held"}
    assert (holders["Manchuria"], holders["Mengjiang"], holders["Formosa"]) == ("MAN", "MEN", "JPN")
    assert "Shikotan" not in holders  # no act on record before 1945


def promised(found: Finding) -> set[str]:
    return {a.value["treaty"] for a in found.answers if a.value["what"] == "promised"}


def test_the_claims_of_yalta_are_promises_and_a_secret_until_they_are_published(shelf: Library) -> None:
    for place in ("Kuril islands", "southern Sakhalin"):
        assert promised(foedus.territory(shelf, place, "1945-03-01")) == {"yalta-agreement-on-japan"}
        assert promised(foedus.territory(shelf, place, "1945-03-01", known_to="JPN")) == set()
        assert promised(foedus.territory(shelf, place, "1946-02-11", known_to="JPN")) == {"yalta-agreement-on-japan"}
        assert promised(foedus.territory(shelf, place, "1945-02-10")) == set()


def test_the_promise_to_respect_manchukuo_ends_with_the_pact_or_outlives_it(shelf: Library) -> None:
    declaration = "declaration-on-mongolia-and-manchukuo"
    own, shared = ["own-life=its-own"], ["own-life=with-the-pact", "notice-effect=at-once"]
    assert declaration in promised(foedus.territory(shelf, "Manchukuo", "1945-07-01", own))
    assert declaration not in promised(foedus.territory(shelf, "Manchukuo", "1945-07-01", shared))


def test_without_the_pact_and_its_declaration_nobody_had_promised_to_respect_manchukuo(shelf: Library) -> None:
    without = foedus.whatif(shelf, "soviet-japanese-neutrality-pact", without=True)
    assert promised(foedus.territory(without, "Manchukuo", "1943-01-01")) == set()
    assert held(foedus.territory(without, "Manchukuo")) == held(foedus.territory(shelf, "Manchukuo"))


def test_a_place_that_no_act_names_is_an_error_with_a_hint(shelf: Library) -> None:
    with pytest.raises(foedus.QuestionError, match=r"no act on record concerns a place called 'Kurill'.*kuril islands"):
        foedus.territory(shelf, "Kurill")
