"""relations: the ties of all actors over a time; a cut through them is what fronts and pairs tell of the day."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

import foedus
from foedus import Library, QuestionError
from foedus.answers.fronts import actors_on
from foedus.answers.groundwork.asking import when
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.answers.groundwork.ties import Ties
from foedus.answers.relations import Relation, Relations, Stretch, relations_of
from foedus.chronology.days import day, iso
from foedus.law.conduct.ties import Tie

PACT = "soviet-japanese-neutrality-pact"


@pytest.fixture(scope="module")
def shelf() -> Library:
    return foedus.library()


@pytest.fixture(scope="module")
def around(shelf: Library) -> Conduct:
    return conduct(shelf)


@pytest.fixture(scope="module")
def all_ties(shelf: Library) -> Relations:
    return relations_of(shelf, "1914", "1962")


def between(found: Relations, a: str, b: str, on: str, kind: str | None = None) -> list[tuple[Relation, Stretch]]:
    pair = tuple(sorted((a, b)))
    return [
        (tie, stretch)
        for tie, stretch in found.on(day(on))
        if (tie.a, tie.b) == pair and (kind is None or tie.kind == kind)
    ]


# -- the same ties on the same days as fronts and pairs


@pytest.mark.parametrize(
    "on",
    [
        "1914-08-05",
        "1932-01-01",
        "1938-08-05",
        "1939-09-17",
        "1939-11-29",
        "1940-09-27",
        "1941-04-13",
        "1941-06-22",
        "1941-12-07",
        "1942-06-01",
        "1944-09-09",
        "1945-04-06",
        "1945-05-08",
        "1945-08-09",
        "1945-09-02",
        "1946-04-25",
        "1956-12-12",
        "1961-01-01",
    ],
)
def test_a_day_cut_out_of_the_relations_has_the_ties_that_fronts_tells(
    all_ties: Relations, around: Conduct, on: str
) -> None:
    ties = Ties(around, day(on))
    told: dict[tuple[str, str], list[tuple[Relation, Stretch]]] = {}
    for tie, stretch in all_ties.on(day(on)):
        told.setdefault((tie.a, tie.b), []).append((tie, stretch))
    there = actors_on(around, when(on))
    assert {actor for pair in told for actor in pair} <= set(there)
    tied = 0
    for a, b in combinations(there, 2):
        asked = {path.value.tie for path in around.explore(lambda world, a=a, b=b: ties.tied(world, a, b)).paths}
        cut = _in_readings(around, told.get((a, b), []))
        assert cut == asked, (on, a, b)
        tied += asked != {Tie.UNBOUND}
    assert tied > 0


def _in_readings(around: Conduct, told: list[tuple[Relation, Stretch]]) -> set[Tie]:
    """The ties as fronts ranks them: a war hides an alliance, and what holds in every reading hides all below it."""
    found: set[Tie] = set()
    for tie in (Tie.AT_WAR, Tie.ALLIED, Tie.BOUND):
        own = [stretch.verdict for relation, stretch in told if _as_fronts(around, relation) is tie]
        if own:
            found.add(tie)
        if "every" in own:
            return found
    return {*found, Tie.UNBOUND}


def _as_fronts(around: Conduct, relation: Relation) -> Tie | None:
    match relation.kind:
        case "war":
            return Tie.AT_WAR
        case "alliance":
            return Tie.ALLIED
        case "non-aggression":
            return Tie.BOUND
        case "neutrality":
            # a promise not to help an adversary is neutrality to scholars of alliances; fronts counts it as no bond
            duties = around.library[relation.by].terms.duties
            return Tie.BOUND if any(duty.observe == "neutrality" for duty in duties) else None
        case _:
            return None


def test_the_64_pairs_of_june_1942_follow_from_its_wars_and_alliances(shelf: Library, all_ties: Relations) -> None:
    on = day("1942-06-01")
    edges: dict[str, set[frozenset[str]]] = {"war": set(), "alliance": set()}
    for tie, _ in all_ties.on(on):
        edges.setdefault(tie.kind, set()).add(frozenset((tie.a, tie.b)))
    at_war, allied = edges["war"], edges["alliance"] - edges["war"]
    actors = sorted({actor for pair in at_war for actor in pair})

    def fought_an_ally(one: str, other: str) -> bool:
        return any({one, ally} in at_war and {other, ally} in allied for ally in actors if ally not in (one, other))

    found = {
        (a, b)
        for a, b in combinations(actors, 2)
        if {a, b} not in at_war and fought_an_ally(a, b) and fought_an_ally(b, a)
    }
    assert len(found) == 64
    assert found == {tuple(answer.value["pair"]) for answer in foedus.pairs(shelf, "1942-06-01").answers}


# -- what is told


def test_neutrality_holds_in_every_reading_until_the_notice_and_then_in_some(all_ties: Relations) -> None:
    (tie,) = (tie for tie, _ in between(all_ties, "SUN", "JPN", "1941-12-01", "neutrality"))
    assert (tie.by, tie.binds) == (PACT, ("SUN", "JPN"))
    told = [(iso(part.start), iso(part.end), part.verdict, part.hinges) for part in tie.stretches]
    assert told[:3] == [
        ("1941-04-13", "1941-04-25", "some", (f"{PACT}/term-start",)),
        ("1941-04-25", "1945-04-06", "every", ()),
        ("1945-04-06", "1945-08-10", "some", (f"{PACT}/notice-effect",)),
    ]
    assert all(part.verdict == "some" for part in tie.stretches[3:])
    assert set(all_ties.questions) >= {hinge for part in tie.stretches for hinge in part.hinges}


def test_on_9_august_1945_the_two_are_at_war_and_may_be_neutral_too(all_ties: Relations) -> None:
    assert not between(all_ties, "SUN", "JPN", "1945-08-08", "war")
    ((war, stretch),) = between(all_ties, "SUN", "JPN", "1945-08-09", "war")
    assert stretch.verdict == "every"
    assert war.by == f"{PACT}/soviet-declaration-of-war"
    ((_, neutral),) = between(all_ties, "SUN", "JPN", "1945-08-09", "neutrality")
    assert neutral.verdict == "some"


def test_a_reading_that_is_fixed_leaves_no_doubt_that_hangs_on_it(shelf: Library) -> None:
    fixed = relations_of(shelf, "1941", "1946", ["notice-effect=at-once", "term-start=ratification"])
    (pact,) = (tie for tie in fixed.ties if tie.by == PACT and tie.kind == "neutrality")
    assert [(iso(part.start), iso(part.end), part.verdict) for part in pact.stretches] == [
        ("1941-04-25", "1945-04-06", "every")
    ]


def test_a_day_that_is_not_known_exactly_makes_the_days_around_it_doubtful(tmp_path) -> None:
    (tmp_path / "a-war.yaml").write_text(
        "id: a-war\ntitle: A war\nform: chronicle\nrecord:\n"
        "  - {event: attack, id: begun, on: 1950-03, by: FRA, to: ESP, source: x}\n"
        "  - {event: peace, id: ended, on: 1950-06-01, by: FRA, to: ESP, source: x}\n"
        "sources:\n  x: {title: a book}\n",
        encoding="utf-8",
    )
    found = relations_of(foedus.library(tmp_path, with_bundled=False), "1950", "1951")
    assert found.left_out == ()
    (tie,) = found.ties
    assert [(iso(part.start), iso(part.end), part.verdict) for part in tie.stretches] == [
        ("1950-03-01", "1950-03-31", "some"),
        ("1950-03-31", "1950-06-01", "every"),
    ]


def test_a_treaty_of_many_parties_tells_its_members(all_ties: Relations) -> None:
    wide = "declaration-by-united-nations-1942"
    members = {member.party: member for member in all_ties.members if member.treaty == wide}
    assert len(members) == 47
    assert members["SUN"].kinds == ("alliance",)
    assert iso(members["SUN"].stretches[0].start) == "1942-01-01"
    assert members["FRA"].stretches[0].start > members["SUN"].stretches[0].start
    assert not any(member.treaty == PACT for member in all_ties.members)


def test_only_ties_of_the_time_asked_about_and_only_of_those_named_are_told(shelf: Library) -> None:
    found = relations_of(shelf, "1939-09-01", "1939-12-31", among=["SUN", "Finland", "DEU"])
    assert set(found.names) == {"SUN", "FIN", "DEU"}
    start, end = day("1939-09-01"), day("1939-12-31")
    assert all(any(part.start <= end and start < part.end for part in tie.stretches) for tie in found.ties)
    assert Counter(tie.kind for tie in found.ties)["war"] >= 1
    assert not any(tie.by == "soviet-declaration-of-war" for tie in found.ties)


def test_no_tie_outlives_one_of_the_two(all_ties: Relations) -> None:
    ends = {tie.b if tie.a == "SVK1" else tie.a: tie.stretches[-1].end for tie in all_ties.ties if "SVK1" in tie[:2]}
    assert ends
    assert max(ends.values()) <= day("1945-05-09")


def test_the_finding_says_the_same_as_the_relations(shelf: Library) -> None:
    found = foedus.relations(shelf, "1941", "1942", among=["SUN", "JPN"])
    data = found.to_json()
    assert found.verdict == "some"
    pact = next(a["value"] for a in data["answers"] if a["value"]["kind"] == "neutrality")
    assert pact["pair"] == ["JPN", "SUN"]
    assert pact["spans"][1] == {"from": "1941-04-25", "to": "1945-04-06", "verdict": "every"}
    assert f"{PACT}/notice-effect" in data["hinges"]
    assert set(data["disputes"]) == set(data["hinges"])


def test_what_was_secret_ties_nobody_as_far_as_others_could_know(shelf: Library) -> None:
    def by(known_to: str | None) -> set[str]:
        found = relations_of(shelf, "1945-02-12", "1945-03-01", among=["SUN", "USA"], known_to=known_to)
        return {tie.by for tie in found.ties}

    assert "yalta-agreement-on-japan" in by(None)
    assert "yalta-agreement-on-japan" not in by("JPN")


# -- what cannot be asked


def test_a_time_that_ends_before_it_begins_is_refused(shelf: Library) -> None:
    with pytest.raises(QuestionError, match=r"ends .1931. before it begins .1949."):
        relations_of(shelf, "1949", "1931")


def test_a_library_with_too_many_treaties_or_ties_is_refused_with_a_remedy(shelf: Library) -> None:
    with pytest.raises(QuestionError, match=r"treaties that tie their parties.*10 at most; name the actors"):
        relations_of(shelf, "1931", "1949", most=(10, 40_000))
    with pytest.raises(QuestionError, match=r"more than 100 ties.*name the actors to look among"):
        relations_of(shelf, "1931", "1949", most=(3_000, 100))
    few = relations_of(shelf, "1931", "1949", among=["SUN", "JPN"], most=(40, 100))
    assert few.ties


def test_an_actor_that_nobody_knows_is_refused(shelf: Library) -> None:
    with pytest.raises(foedus.FoedusError, match="no actor is called"):
        relations_of(shelf, "1931", "1949", among=["Atlantis"])
