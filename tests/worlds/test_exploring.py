"""Disputed points are asked lazily, and explored once for each path that was in fact asked."""

from __future__ import annotations

import pytest

from foedus.dossier.load import load_text
from foedus.errors import QuestionError, TooManyReadings
from foedus.worlds import Choice, Floating, World, explore, explore_one

YES_NO = ("yes", "no")


def forty_disputes() -> str:
    """A dossier whose record holds forty disputed dates, one dispute each."""
    lines = ["id: many", "title: Many", "parties: [SUN, JPN]", "record:"]
    lines += [f"  - {{event: protest, id: p-{n}, on: {{dispute: d-{n}}}, by: SUN}}" for n in range(40)]
    lines.append("disputes:")
    for n in range(40):
        lines += [
            f"  d-{n}:",
            "    question: On which day?",
            "    positions:",
            "      early: {value: 1941-01-01}",
            "      late: {value: 1942-01-01}",
        ]
    return "\n".join(lines)


def test_of_forty_disputes_a_question_that_asks_three_has_eight_paths() -> None:
    dossier = load_text(forty_disputes()).dossier
    assert dossier is not None
    assert len(dossier.disputes) == 40

    def question(world: World) -> tuple[str, ...]:
        return tuple(world.value(dossier.record[n].on).text for n in (3, 17, 39))

    exploration = explore(question)
    assert len(exploration.paths) == 2 * 2 * 2
    assert len({path.value for path in exploration.paths}) == 8
    assert exploration.hinges(lambda value: value) == ("many/d-3", "many/d-17", "many/d-39")


def test_a_question_that_asks_nothing_is_run_once() -> None:
    exploration = explore(lambda world: "settled")
    assert [path.value for path in exploration.paths] == ["settled"]
    assert exploration.paths[0].readings == {}
    assert exploration.hinges(lambda value: value) == ()


def test_a_point_that_is_asked_only_in_one_branch_adds_one_path_and_not_a_product() -> None:
    runs = 0

    def question(world: World) -> str:
        nonlocal runs
        runs += 1
        if world.ask("war", YES_NO) == "yes":
            return "ended"
        return world.ask("notice", YES_NO)

    exploration = explore(question)
    assert [(dict(path.readings), path.value) for path in exploration.paths] == [
        ({"war": "yes"}, "ended"),
        ({"war": "no", "notice": "yes"}, "yes"),
        ({"war": "no", "notice": "no"}, "no"),
    ]
    assert runs == 3


def test_a_point_asked_twice_is_answered_the_same_and_decided_once() -> None:
    def question(world: World) -> tuple[str, str]:
        return world.ask("war", YES_NO), world.ask("war", YES_NO)

    assert {path.value for path in explore(question).paths} == {("yes", "yes"), ("no", "no")}


def test_a_point_with_one_position_is_no_choice() -> None:
    exploration = explore(lambda world: world.ask("settled", ("only",)))
    assert [(path.value, path.readings) for path in exploration.paths] == [("only", {})]


def test_the_first_positions_come_first() -> None:
    values = [path.value for path in explore(lambda w: (w.ask("a", YES_NO), w.ask("b", YES_NO))).paths]
    assert values == [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]


def test_a_choice_gives_what_the_position_taken_holds_and_a_plain_value_itself() -> None:
    start = Choice("term-start", {"ratification": 25, "signature": 13})
    assert [path.value for path in explore(lambda world: world.value(start)).paths] == [25, 13]
    assert World().value(25) == 25


def test_a_fixed_position_is_taken_and_not_explored() -> None:
    exploration = explore(lambda w: (w.ask("war", YES_NO), w.ask("notice", YES_NO)), {"war": "no"})
    assert [path.value for path in exploration.paths] == [("no", "yes"), ("no", "no")]
    assert exploration.paths[0].readings == {"war": "no", "notice": "yes"}
    assert exploration.hinges(lambda value: value) == ("notice",)


def test_a_fixed_position_that_does_not_exist_is_an_error_that_lists_those_that_do() -> None:
    with pytest.raises(QuestionError) as error:
        explore(lambda world: world.ask("war", YES_NO), {"war": "maybe"})
    assert str(error.value) == "dispute 'war' has no position 'maybe'; its positions are: yes, no"


def test_a_fixed_position_on_a_point_never_asked_changes_nothing() -> None:
    assert explore(lambda world: 1, {"elsewhere": "x"}).paths[0].readings == {}


def test_a_settled_rule_is_preferred_without_being_asked_and_can_be_turned() -> None:
    def question(world: World) -> str:
        return world.prefer("law/rule", ("usual", "other"), "usual")

    assert [(p.value, p.readings) for p in explore(question).paths] == [("usual", {})]
    turned = explore(question, {"law/rule": "other"}).paths
    assert [(p.value, p.readings) for p in turned] == [("other", {"law/rule": "other"})]
    with pytest.raises(QuestionError, match="has no position 'third'"):
        explore(question, {"law/rule": "third"})


def test_position_on_tells_only_what_was_asked() -> None:
    world = World()
    assert world.position_on("war") is None
    world.ask("war", YES_NO)
    assert world.position_on("war") == "yes"


def test_past_the_bound_there_is_an_error_and_no_sample() -> None:
    def question(world: World) -> tuple[str, ...]:
        return tuple(world.ask(f"d-{n:02}", YES_NO) for n in range(10))

    with pytest.raises(TooManyReadings) as error:
        explore(question, limit=1000)
    assert str(error.value) == (
        "more than 1000 readings: this question asks 10 disputed points "
        "(d-00, d-01, d-02, d-03, d-04, d-05, d-06, d-07, ...); "
        "take a position on some of them (--reading on the command line)"
    )
    assert len(explore(question, limit=1024).paths) == 1024
    assert len(explore(question, {"d-00": "yes"}, limit=1000).paths) == 512


def test_mapping_keeps_the_paths_and_their_hinges() -> None:
    exploration = explore(lambda w: (w.ask("a", YES_NO), w.ask("b", YES_NO))).map(lambda value: value[1])
    assert [path.value for path in exploration.paths] == ["yes", "no", "yes", "no"]
    assert exploration.hinges(lambda value: value) == ("b",)


def test_a_point_that_only_opens_the_way_to_others_is_no_hinge_unless_it_changes_the_answer() -> None:
    # Whatever `road` says, the answer is that of `town`: `road` decides only when it is asked.
    def question(world: World) -> str:
        if world.ask("road", YES_NO) == "yes":
            world.ask("bridge", YES_NO)
        return world.ask("town", YES_NO)

    assert explore(question).hinges(lambda value: value) == ("town",)


def test_two_points_that_change_the_answer_only_together_are_no_hinges_where_they_cancel() -> None:
    # exclusive or: each alone changes it; equal in both leaves it.
    exploration = explore(lambda w: w.ask("a", YES_NO) == w.ask("b", YES_NO))
    assert exploration.hinges(lambda value: value) == ("a", "b")
    # `a` asked, then overruled: no hinge
    exploration = explore(lambda w: (w.ask("a", YES_NO), w.ask("b", YES_NO))[1])
    assert exploration.hinges(lambda value: value) == ("b",)


def test_explore_one_gives_the_first_world() -> None:
    assert explore_one(lambda world: world.ask("war", YES_NO)) == "yes"


def test_a_world_keeps_its_readings_and_ranges_in_the_order_asked() -> None:
    world = World({"fixed": "no"}, script=[1, 1])
    world.ask("war", YES_NO)
    world.ask("fixed", YES_NO)
    assert world.before(Floating("day", 10, 20), 15) is False
    assert world.readings == (("war", "no"), ("fixed", "no"))
    assert world.ranges == (("day", (15, 20)),)
