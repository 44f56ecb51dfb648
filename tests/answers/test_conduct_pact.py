"""The conduct of 1941 to 1945, end to end: what a careful reader asks of the pact, worked out by hand."""

from __future__ import annotations

import pytest

import foedus
from foedus import Finding, Library

PACT = "soviet-japanese-neutrality-pact"
YALTA = "yalta-agreement-on-japan"
NO_CLAIMS = ("aid-to-germany=no-excuse", "changed-world=no-excuse", "moscow-declaration=no-excuse")


@pytest.fixture(scope="module")
def shelf() -> Library:
    return foedus.library()


def verdicts(found: Finding, treaty: str, duty: str, toward: str | None = None) -> set[str]:
    """The verdicts that a finding of `judge` has on one duty, over all readings left."""
    return {
        answer.value["verdict"]
        for answer in found.answers
        if (answer.value["treaty"], answer.value["duty"]) == (treaty, duty) and toward in (None, answer.value["toward"])
    }


def attack(shelf: Library, *readings: str, act: str = "soviet-attack-on-japan") -> Finding:
    return foedus.judge(shelf, PACT, act, readings)


# -- was the attack a breach?


def test_whether_the_attack_broke_the_pact_hangs_on_the_notice_and_on_the_excuses_claimed(shelf: Library) -> None:
    found = attack(shelf)
    assert found.verdict == "some"
    assert found.hinges[0] == "notice-effect"
    assert {"aid-to-germany", "changed-world", "moscow-declaration"} <= set(found.hinges)


@pytest.mark.parametrize(
    ("readings", "verdict"),
    [
        (("notice-effect=term-end", *NO_CLAIMS), "breach"),
        (("notice-effect=at-once",), "outside the duty's life"),
        (("notice-effect=term-end", "aid-to-germany=excuse"), "excused"),
        (("notice-effect=term-end", *NO_CLAIMS[:1], "changed-world=excuse"), "excused"),
        # another treaty excuses only if a duty under it goes before that toward a state which is no party to it
        (("notice-effect=term-end", *NO_CLAIMS[:2], "moscow-declaration=excuse", "vclt-30=excuse"), "excused"),
        (("notice-effect=term-end", *NO_CLAIMS[:2], "moscow-declaration=excuse", "vclt-30=no-excuse"), "breach"),
        # the Charter entered into force on 24 October 1945: in no reading could it excuse an act of August
        (("notice-effect=term-end", *NO_CLAIMS, "charter=excuse", "vclt-30=excuse"), "breach"),
    ],
)
def test_each_position_has_its_verdict_on_the_duty_of_peace(
    shelf: Library, readings: tuple[str, ...], verdict: str
) -> None:
    assert verdicts(attack(shelf, *readings), PACT, "peace") == {verdict}


def test_neutrality_was_broken_only_if_it_was_owed_in_any_war(shelf: Library) -> None:
    # Japan had attacked the United States and Britain: it was not itself the object of an attack
    term_end = ("notice-effect=term-end", *NO_CLAIMS)
    attacked = attack(shelf, *term_end, "neutrality-trigger=attacked")
    assert verdicts(attacked, PACT, "neutrality") == {"not called up"}
    assert verdicts(attack(shelf, *term_end, "neutrality-trigger=at-war"), PACT, "neutrality") == {"breach"}


@pytest.mark.parametrize(
    ("declared", "attacked", "verdict"),
    [
        # 17:00 in Moscow is 14:00 UTC, 23:00 is 20:00 UTC; ten past midnight at UTC+9 is 15:10 UTC of 8 August,
        # midnight at UTC+10 is 14:00 UTC
        ("five-in-moscow", "manchuria", "kept"),
        ("five-in-moscow", "khabarovsk", "breach"),  # to the minute at once: not before
        ("eleven-in-moscow", "manchuria", "breach"),
        ("eleven-in-moscow", "khabarovsk", "breach"),
    ],
)
def test_whether_the_declaration_came_first(shelf: Library, declared: str, attacked: str, verdict: str) -> None:
    hours = (f"declaration-hour={declared}", f"attack-hour={attacked}", "was-the-ussr-bound=identity")
    found = attack(shelf, *hours, "notice-effect=term-end", *NO_CLAIMS)
    assert verdicts(found, "hague-convention-iii-1907", "warning") == {verdict}
    # a declaration that came first answers the convention of 1907 alone: it cures no breach of the pact
    assert verdicts(found, PACT, "peace") == {"breach"}


def test_the_convention_of_1907_bound_the_ussr_only_if_it_is_the_state_that_ratified_it(shelf: Library) -> None:
    found = attack(shelf, "was-the-ussr-bound=note-of-1955")
    assert verdicts(found, "hague-convention-iii-1907", "warning") <= {"outside the duty's life"}


def test_the_declaration_on_manchukuo_outlives_the_pact_if_it_has_a_life_of_its_own(shelf: Library) -> None:
    ended = ("notice-effect=at-once", *NO_CLAIMS)
    declaration = "declaration-on-mongolia-and-manchukuo"
    assert verdicts(attack(shelf, *ended, "own-life=its-own"), declaration, "manchukuo") == {"breach"}
    assert verdicts(attack(shelf, *ended, "own-life=with-the-pact"), declaration, "manchukuo") <= {
        "outside the duty's life"
    }


# -- was Yalta's promise kept in time?

MONTHS = "two-or-three-months=three-months"


@pytest.mark.parametrize(
    ("surrender", "clock", "verdict"),
    [
        # three months from 7, 8 or 9 May end on that day of August; the attack began on 9 August in Manchuria
        # and on the evening of 8 August in Moscow
        ("central-european-time", "place", "late"),
        ("central-european-time", "capital", "performed"),
        ("berlin-clock", "place", "late"),
        ("berlin-clock", "capital", "performed"),
        ("moscow-clock", "place", "performed"),
        ("moscow-clock", "capital", "performed"),
        ("reims", "place", "late"),
        ("reims", "capital", "late"),
    ],
)
def test_the_promise_of_yalta_by_the_day_counted_from_and_the_clock_counted_by(
    shelf: Library, surrender: str, clock: str, verdict: str
) -> None:
    found = attack(shelf, MONTHS, f"surrender-date={surrender}", f"date-of-performance={clock}")
    assert verdicts(found, YALTA, "enter-war", "USA") == {verdict}
    owed = foedus.duties(shelf, "SUN", "1945-09-05", "USA", [MONTHS, f"surrender-date={surrender}"])
    states = {a.value["state"] for a in owed.answers if (a.value["treaty"], a.value["duty"]) == (YALTA, "enter-war")}
    assert verdict in states


def test_two_months_had_passed_in_every_reading(shelf: Library) -> None:
    found = attack(shelf, "two-or-three-months=two-months")
    assert verdicts(found, YALTA, "enter-war") == {"late"}


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("1945-07-01", {"open"}),
        ("1945-08-07", {"open"}),
        ("1945-08-08", {"open", "performed"}),  # on that evening in Moscow it was the next day in Manchuria
        ("1945-08-09", {"performed"}),
    ],
)
def test_before_its_last_day_the_promise_is_open(shelf: Library, on: str, states: set[str]) -> None:
    reading = [MONTHS, "surrender-date=moscow-clock"]
    owed = foedus.duties(shelf, "SUN", on, "USA", reading)
    assert {a.value["state"] for a in owed.answers if a.value["duty"] == "enter-war"} == states


@pytest.mark.parametrize(
    ("months", "clock", "verdict"),
    [
        ("three-months", "place", "performed"),  # due 8 September
        ("three-months", "capital", "performed"),
        ("two-months", "place", "late"),  # due 8 August, done on the 9th in Manchuria
        ("two-months", "capital", "performed"),  # done on the 8th in Moscow
    ],
)
def test_had_germany_surrendered_a_month_later(shelf: Library, months: str, clock: str, verdict: str) -> None:
    later = foedus.whatif(shelf, YALTA, move=["german-surrender=1945-06-08"])
    found = attack(later, f"two-or-three-months={months}", f"date-of-performance={clock}")
    assert verdicts(found, YALTA, "enter-war", "USA") == {verdict}


# -- secrecy


@pytest.mark.parametrize(
    ("on", "known"), [("1945-03-01", False), ("1945-08-08", False), ("1946-02-10", False), ("1946-02-11", True)]
)
def test_japan_could_not_know_of_yalta_before_it_was_published(shelf: Library, on: str, known: bool) -> None:
    owed = foedus.duties(shelf, "SUN", on, "USA", known_to="JPN")
    assert any(answer.value["treaty"] == YALTA for answer in owed.answers) is known
    assert any(a.value["treaty"] == YALTA for a in foedus.duties(shelf, "SUN", on, "USA", known_to="GBR").answers)


def test_as_far_as_japan_could_know_nothing_asked_the_ussr_to_attack_it(shelf: Library) -> None:
    def asking(known_to: str | None) -> set[str]:
        found = foedus.conflicts(shelf, "1945-07-01", "SUN", ["notice-effect=term-end"], known_to)
        return {a.value["asks"] for a in found.answers if a.value["forbids"].startswith(PACT)}

    assert f"{YALTA}/enter-war" in asking(None)
    assert f"{YALTA}/enter-war" not in asking("JPN")


def test_the_attack_is_judged_without_yalta_by_who_could_not_know_of_it(shelf: Library) -> None:
    found = foedus.judge(shelf, PACT, "soviet-attack-on-japan", known_to="JPN")
    assert {answer.value["treaty"] for answer in found.answers} >= {PACT}
    assert YALTA not in {answer.value["treaty"] for answer in found.answers}


# -- the Tripartite Pact, and other duties of the time


def test_japan_was_never_bound_to_attack_the_ussr_by_the_tripartite_pact(shelf: Library) -> None:
    found = foedus.conflicts(shelf, "1941-06-23", "JPN")
    against = [a.value for a in found.answers if a.value["forbids"].startswith(PACT)]
    assert against
    for value in against:
        # Germany was the attacker, and Article 5 leaves what each party has with the USSR as it is
        assert value["when"] == "if SUN attacks DEU"
        assert "Tripartite Pact" in value["resolved_by"]
    owed = foedus.duties(shelf, "JPN", "1941-06-23", "DEU")
    (state,) = {a.value["state"] for a in owed.answers if a.value["duty"] == "assistance"}
    assert state == "not called up"


def test_italy_made_a_separate_peace_in_1943(shelf: Library) -> None:
    treaty = "no-separate-peace-agreement-1941"
    found = foedus.judge(shelf, treaty, "italian-armistice")
    assert found.verdict == "every"
    for ally in ("DEU", "JPN"):
        assert verdicts(found, treaty, "no-separate-peace", ally) == {"breach"}


def test_germanys_attack_of_1941_broke_the_pact_of_1939_and_its_declaration_was_no_second_breach(
    shelf: Library,
) -> None:
    assert foedus.judge(shelf, "german-soviet-pact-1939", "german-attack").verdict == "every"
    declared = foedus.judge(shelf, "german-soviet-pact-1939", "second-world-war/germany-on-ussr")
    # 03:15 and 04:00 by the same clock
    assert "breach" not in verdicts(declared, "german-soviet-pact-1939", "no-attack")


def test_britain_and_the_united_states_fought_back_against_japan(shelf: Library) -> None:
    for act in ("britain-on-japan", "usa-on-japan"):
        found = foedus.judge(shelf, "four-power-treaty-1921", f"second-world-war/{act}")
        assert verdicts(found, "four-power-treaty-1921", "respect") == {"exercise of a right"}


def test_an_act_told_by_two_records_has_one_verdict(shelf: Library) -> None:
    own = foedus.judge(shelf, "soviet-finnish-pact-1932", "soviet-attack")
    other = foedus.judge(shelf, "soviet-finnish-pact-1932", "second-world-war/ussr-attacks-finland")

    def told(found: Finding) -> set[tuple[object, ...]]:
        return {
            (a.value["treaty"], a.value["duty"], a.value["toward"], a.value["verdict"], str(a.readings))
            for a in found.answers
        }

    assert told(own) == told(other)


# -- what if


def test_had_the_notice_never_come_the_attack_was_in_no_reading_outside_the_pact(shelf: Library) -> None:
    found = attack(foedus.whatif(shelf, PACT, drop=["denunciation"]), *NO_CLAIMS)
    assert found.verdict == "every"
    assert verdicts(found, PACT, "peace") == {"breach"}


def test_without_the_pact_the_attack_touches_no_duty_of_it(shelf: Library) -> None:
    found = attack(foedus.whatif(shelf, PACT, without=True))
    assert found.verdict == "none"
    assert not verdicts(found, PACT, "peace") - {"outside the duty's life"}


def test_a_supposed_japanese_invasion_would_have_been_a_breach(shelf: Library) -> None:
    supposed = foedus.whatif(shelf, PACT, suppose=["german-victory-at-stalingrad"])
    found = foedus.judge(supposed, PACT, "supposed-japanese-attack")
    assert verdicts(found, PACT, "peace") == {"breach"}
    # and the Soviet attack of 1945 would then have been an answer to it
    assert verdicts(attack(supposed, "notice-effect=term-end"), PACT, "peace") <= {
        "exercise of a right",
        "outside the duty's life",  # if that war had ended the pact
    }
