"""fronts: every other actor by what ties it to a party, and how many of its neighbours are hostile, bound, open."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.groundwork.asking import day_asked, known_party, party_name, when
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding, group
from foedus.answers.groundwork.readings import questions_of
from foedus.answers.groundwork.ties import Tied, Ties
from foedus.chronology.moments import Moment
from foedus.dossier.actors import existed, register
from foedus.dossier.library import Library
from foedus.dossier.neighbours import COVERED, Neighbour, neighbours
from foedus.errors import QuestionError
from foedus.law.conduct.ties import Tie
from foedus.law.conduct.touch import parties_of
from foedus.worlds import World

Counted = tuple[tuple[str, Tie], ...]

UNTIED_TOO = frozenset({"state"})
"""The kinds of actors that are told of even where nothing ties them: of the others only those that are tied."""


def fronts(
    library: Library,
    party: str,
    on: str,
    readings: Iterable[str] = (),
    known_to: str | None = None,
) -> Finding:
    """How `party` stood on `on` to every other actor of the library's records that existed then.

    Ties: `at war` (hostilities go on), `allied` (a treaty that makes allies is in force between the two:
    see `allies_its_parties`), `bound` (one owes the other not to attack it, to stay neutral, or to respect its
    land; `binds` says who is bound) and `unbound`. The first answers (`what` is "neighbours") sort the
    neighbours of the day by tie, with the parts of the world in which a neighbour is at war with the party
    (`fronts`) and those in which one is unbound (`open`); the others (`what` is "tie") give one actor each.
    The verdict is "every" where no reading changes any tie. Raises QuestionError for a party that did not exist.
    """
    who, moment = known_party(party), when(on)
    if existed(who, moment.first) is False and existed(who, moment.last) is False:
        raise QuestionError(f"{party_name(who)} ({who}) did not exist on {moment.text}; ask about a day of its life")
    around = conduct(library, readings, known_to, moment.last)
    ties = Ties(around, day_asked(moment))
    near = {found.actor: found for found in neighbours(who, moment.first, moment.last)}
    told: dict[str, tuple[Answer, ...]] = {}
    hinges: dict[str, None] = {}
    for other in actors_on(around, moment, near):
        if other == who:
            continue
        answers, hang_on = _one(ties, who, other, near.get(other))
        kind = register()[other].kind
        if kind not in UNTIED_TOO and other not in near and all(a.value["tie"] == Tie.UNBOUND for a in answers):
            continue
        told[other] = answers
        hinges.update(dict.fromkeys(hang_on))
    order = list(Tie)
    ties_told = sorted(
        (answer for answers in told.values() for answer in answers),
        key=lambda answer: (order.index(Tie(answer.value["tie"])), answer.value["actor"]),
    )
    summary = _neighbours(ties, who, list(near.values()))
    settled = all(len(found) == 1 for found in told.values())
    covered = COVERED.start <= moment.last and moment.first < COVERED.end
    notes: tuple[str, ...] = ("a pact that the library does not hold binds nobody here",)
    notes += doubts([moment])
    if not covered:
        notes = (*notes, "the table of neighbours covers 1931 to 1956 alone")
    return Finding(
        question=f"How did {party_name(who)} stand to every other actor on {moment.text}?",
        verdict="every" if settled else "some",
        answers=(*summary, *ties_told),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, around.dossiers, lambda key: key),
        notes=notes,
        left_out=around.left_out,
    )


def actors_on(around: Conduct, moment: Moment, also: Iterable[str] = ()) -> list[str]:
    """The actors of the register that existed, or may have, on a day asked about: those with an act or a treaty."""
    named: dict[str, None] = dict.fromkeys(also)
    for dossier in around.dossiers:
        named.update(dict.fromkeys(parties_of(dossier)))
    named.update(dict.fromkeys(around.acts.by_actor))
    named.update(dict.fromkeys(target for _, target in around.acts.by_pair))
    held = register()
    return sorted(
        key
        for key in named
        if key in held
        and held[key].kind != "organisation"
        and (existed(key, moment.first) is not False or existed(key, moment.last) is not False)
    )


def _one(ties: Ties, who: str, other: str, near: Neighbour | None) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    def tied(world: World) -> Tied:
        found = ties.tied(world, who, other)
        return found._replace(why=found.why.settled(world.bounds))

    exploration = ties.around.explore(tied)
    answers = group(
        exploration,
        lambda found: found.tie,
        lambda found: {
            "what": "tie",
            "actor": other,
            "name": party_name(other),
            "tie": found.tie.value,
            "by": list(found.by),
            "binds": list(found.binds),
            "neighbour": None if near is None else {"by": near.kind, "in": list(near.theatres)},
        },
        lambda found: (found.why,),
        lambda key: key,
    )
    return answers, exploration.hinges(lambda found: found.tie)


def _neighbours(ties: Ties, who: str, near: list[Neighbour]) -> tuple[Answer, ...]:
    """The neighbours by tie, once for every way in which the readings sort them."""
    # what no reading changes is settled by now: only the neighbours that hang on something are asked again
    exploration = ties.around.explore(
        lambda world: tuple((found.actor, ties.plain_tie(world, who, found.actor)) for found in near)
    )
    return group(
        exploration,
        lambda counted: counted,
        lambda counted: _sorted(counted, near),
        lambda _: (),
        lambda key: key,
    )


def _sorted(counted: Counted, near: list[Neighbour]) -> dict[str, object]:
    theatres = {found.actor: found.theatres for found in near}

    def of(tie: Tie) -> list[str]:
        return [actor for actor, found in counted if found is tie]

    def places(tie: Tie) -> list[str]:
        return list(dict.fromkeys(place for actor in of(tie) for place in theatres[actor]))

    return {
        "what": "neighbours",
        "at war": of(Tie.AT_WAR),
        "allied": of(Tie.ALLIED),
        "bound": of(Tie.BOUND),
        "unbound": of(Tie.UNBOUND),
        "fronts": places(Tie.AT_WAR),
        "open": places(Tie.UNBOUND),
    }
