"""Which duties an act can touch, and that nothing else is looked at."""

from __future__ import annotations

import pytest

from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import ACTS, acts_of
from foedus.law.conduct.touch import Duties, duties_of, touched_by


def read(text: str) -> Dossier:
    loaded = load_text(text)
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return loaded.dossier


def treaty(ident: str, parties: str, *duties: str) -> Dossier:
    lines = "\n".join(f"    - {{id: duty-{number}, {duty}}}" for number, duty in enumerate(duties))
    return read(f"id: {ident}\ntitle: T\nparties: [{parties}]\nterms:\n  duties:\n{lines}\n")


def touched(duties: Duties, kind: str, by: str, to: str) -> set[tuple[str, str, str]]:
    """The duties that an act touches, as treaty, duty, beneficiary."""
    text = (
        "id: acts\ntitle: A\nform: chronicle\nrecord:\n"
        f"  - {{event: {kind}, id: act, on: 1935-01-01, by: {by}, to: {to}, source: s}}\nsources:\n  s: {{title: S}}\n"
    )
    (deed,) = acts_of([read(text)]).deeds
    return {(owed.dossier.id, owed.duty.id, beneficiary) for owed, beneficiary in touched_by(duties, deed)}


EVERY = (
    "refrain: attack",
    "refrain: aid_to_attacker",
    "refrain: separate_peace",
    "refrain: hostile_bloc",
    "respect: territory",
    "observe: neutrality, when: {attacked: other}",
    "notify: before_hostilities",
    "assist: military, when: {attacked: other}",
    "perform: enter_war, against: [DEU]",
    "consult: a threat",
)


@pytest.mark.parametrize(
    ("kind", "to", "numbers"),
    [
        ("attack", "ITA", {0, 4, 5, 6}),
        ("attack", "ESP", {7}),  # against a third: it may be the help that the duty asks for
        ("attack", "DEU", {7, 8}),
        ("declaration_of_war", "ITA", {0, 4, 5}),
        ("aid", "DEU", {1, 5}),
        ("aid", "ITA", set()),
        ("armistice", "DEU", {2}),
        ("alliance", "DEU", {3}),
        ("occupation", "ITA", {0, 4}),
        ("neutrality_declared", "DEU", {7}),
        ("recognition", "DEU", set()),
    ],
)
def test_an_act_touches_the_duties_that_speak_of_its_kind(kind: str, to: str, numbers: set[int]) -> None:
    duties = duties_of([treaty("pact", "FRA, ITA", *EVERY)])
    assert touched(duties, kind, "FRA", to) == {("pact", f"duty-{number}", "ITA") for number in numbers}


def test_a_stranger_touches_nothing_by_any_act() -> None:
    duties = duties_of([treaty("pact", "FRA, ITA", *EVERY)])
    for kind in ACTS:
        assert touched(duties, kind, "SWE", "ITA") == set()


def test_what_is_looked_at_for_an_attack_does_not_grow_with_the_treaties_of_others() -> None:
    own = treaty("pact", "FRA, ITA", "refrain: attack", "observe: neutrality, when: {attacked: other}")
    others = [treaty(f"other-{n}", f"FRA, {to}", "refrain: attack", "observe: neutrality, when: {at_war: other}")
              for n, to in enumerate(("ESP", "PRT", "GRC", "TUR", "POL", "SWE"))]  # fmt: skip
    few, many = duties_of([own]), duties_of([own, *others])
    assert len(many.of["FRA"]) == len(few.of["FRA"]) + 2 * len(others)
    assert len(many.toward["FRA", "ITA"]) == len(few.toward["FRA", "ITA"])
    assert ("FRA", "attack") not in many.open
    assert touched(many, "attack", "FRA", "ITA") == touched(few, "attack", "FRA", "ITA")


def test_of_a_convention_the_one_who_is_hit_is_the_one_concerned() -> None:
    duties = duties_of([treaty("convention", "FRA, ITA, ESP, PRT, GRC", "refrain: attack")])
    assert touched(duties, "attack", "FRA", "GRC") == {("convention", "duty-0", "GRC")}
