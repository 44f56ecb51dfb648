"""Duties as the data sets of alliances would call them."""

from __future__ import annotations

import pytest

import foedus
from foedus.dossier.duties import Duty
from foedus.law.conduct.categories import categories, categories_of


def duty(**fields: object) -> Duty:
    return Duty.model_validate({"id": "a", **fields})


@pytest.mark.parametrize(
    ("fields", "atop", "cow"),
    [
        ({"assist": "military", "when": {"attacked": "other"}}, ("defence",), "defence pact"),
        ({"assist": "all_means", "when": {"at_war": "other"}}, ("defence", "offence"), "defence pact"),
        ({"assist": "military", "against": ["DEU"]}, ("offence",), "defence pact"),
        ({"assist": "economic"}, (), None),
        ({"assist": "benevolent_neutrality"}, ("neutrality",), "neutrality or non-aggression pact"),
        ({"perform": "enter_war", "against": ["JPN"]}, ("offence",), "defence pact"),
        ({"perform": "settle"}, ("non-aggression",), "neutrality or non-aggression pact"),
        ({"perform": "cede"}, (), None),
        ({"refrain": "attack"}, ("non-aggression",), "neutrality or non-aggression pact"),
        ({"refrain": "aid_to_attacker"}, ("neutrality",), "neutrality or non-aggression pact"),
        ({"refrain": "separate_peace"}, (), None),
        ({"observe": "neutrality"}, ("neutrality",), "neutrality or non-aggression pact"),
        ({"respect": "territory"}, ("non-aggression",), "neutrality or non-aggression pact"),
        ({"respect": "territory", "protects": ["MAN"]}, (), None),
        ({"respect": "rights"}, (), None),
        ({"consult": "on a threat"}, ("consultation",), "entente"),
        ({"recognise": "a claim"}, (), None),
    ],
)
def test_a_duty_has_the_categories_of_its_promise(
    fields: dict[str, object], atop: tuple[str, ...], cow: str | None
) -> None:
    found = categories_of([duty(**fields)])
    assert (found.atop, found.cow, found.disputed) == (atop, cow, ())


def test_the_gravest_promise_gives_the_type_and_all_promises_the_categories() -> None:
    found = categories_of(
        [duty(consult="a threat"), duty(refrain="attack"), duty(assist="military", when={"attacked": "other"})]
    )
    assert found.atop == ("defence", "non-aggression", "consultation")
    assert found.cow == "defence pact"
    assert categories_of([]) == ((), None, ())


BUNDLED = [
    ("tripartite-pact", ("defence", "consultation")),
    ("yalta-agreement-on-japan", ("offence",)),
    ("soviet-mongolian-protocol-1936", ("defence", "consultation")),
    ("soviet-turkish-treaty-1925", ("neutrality", "non-aggression")),
    ("german-soviet-pact-1939", ("neutrality", "non-aggression", "consultation")),
    ("treaty-of-berlin-1926", ("neutrality", "consultation")),
    ("anti-comintern-pact", ("consultation",)),
    ("german-polish-declaration-1934", ("non-aggression",)),
]


@pytest.mark.parametrize(("treaty", "atop"), BUNDLED, ids=[treaty for treaty, _ in BUNDLED])
def test_the_treaties_of_the_library_are_sorted_by_their_duties(treaty: str, atop: tuple[str, ...]) -> None:
    assert categories(foedus.library()[treaty]).atop == atop


def test_the_pact_of_1941_is_more_than_the_neutrality_that_the_data_set_codes() -> None:
    # ATOP codes no. 2525 as neutrality alone; Article 1 promises peaceful relations and respect for territory too
    pact = foedus.library()["soviet-japanese-neutrality-pact"]
    found = categories(pact)
    assert set(found.atop) - {"neutrality"} == {"non-aggression"}
    article_2 = [one for one in pact.terms.duties if one.article == "2"]
    assert categories_of(article_2).atop == ("neutrality",)
    assert found.cow == categories_of(article_2).cow == "neutrality or non-aggression pact"


HANGS = """
id: alliance
title: Alliance
parties: [DEU, ITA]
terms:
  duties:
    - {id: help, assist: military, when: {dispute: trigger}}
disputes:
  trigger:
    question: Is help owed in any war, or only to one who was attacked?
    positions:
      attacked: {value: {attacked: other}}
      at-war: {value: {at_war: other}}
"""


def test_a_category_that_hangs_on_a_disputed_trigger_says_so() -> None:
    dossier = foedus.load_text(HANGS).dossier
    assert dossier is not None
    assert categories(dossier) == (("defence", "offence"), "defence pact", ("offence",))
