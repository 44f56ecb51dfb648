"""duties: what a party owes on a day, to whom, and whether it is called up, performed or still open."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.groundwork.asking import day_asked, known_party, party_name, when
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.finding import Answer, Finding, group
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.moments import Moment
from foedus.dossier.library import Library
from foedus.law.conduct.duty import Standing, stand
from foedus.law.conduct.performance import performance
from foedus.law.conduct.touch import Owed
from foedus.reasons import Reason
from foedus.worlds import World

State = tuple[str, Reason]


def duties(
    library: Library,
    party: str,
    on: str,
    toward: str | None = None,
    readings: Iterable[str] = (),
    known_to: str | None = None,
) -> Finding:
    """Every duty of `party` on `on` that is in force in some reading, toward whom, and how it stands.

    An answer's value has treaty, duty, article, toward, says and state: live, not called up, survives the
    treaty, or for a promise with a time performed, late, failed, open. Only duties `toward` one actor if given.
    """
    who, moment = known_party(party), when(on)
    other = None if toward is None else known_party(toward)
    around = conduct(library, readings, known_to, moment.last)
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    for owed in around.duties.of.get(who, ()):
        told: list[Answer] = []
        for beneficiary in owed.toward:
            if other is not None and beneficiary != other:
                continue
            found, hang_on = _one(around, owed, beneficiary, moment)
            told += found
            hinges.update(dict.fromkeys(hang_on))
        answers += _together(told)
    named = "" if other is None else f" {party_name(other)}"
    states = {(answer.value["treaty"], answer.value["duty"], *answer.value["toward"]) for answer in answers}
    return Finding(
        question=f"What does {party_name(who)} owe{named} on {moment.text}?",
        verdict="none" if not answers else "every" if len(states) == len(answers) else "some",
        answers=tuple(answers),
        hinges=tuple(hinges),
        disputes=questions_of(hinges, around.dossiers, lambda key: key),
        notes=doubts([moment], answers),
        left_out=around.left_out,
    )


def _together(told: list[Answer]) -> list[Answer]:
    """The answers on one duty, those that stand alike toward several as one."""
    alike: dict[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], list[Answer]] = {}
    for answer in told:
        readings = tuple(tuple(sorted(reading.items())) for reading in answer.readings)
        alike.setdefault((answer.value["state"], readings), []).append(answer)
    return [
        Answer(
            {**same[0].value, "toward": [answer.value["toward"] for answer in same]}, same[0].readings, same[0].reasons
        )
        for same in alike.values()
    ]


def _one(around: Conduct, owed: Owed, beneficiary: str, moment: Moment) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    exploration = around.explore(lambda world: state_in(around, world, owed, beneficiary, moment))
    if all(path.value[0] == Standing.OUTSIDE.value for path in exploration.paths):
        return (), ()
    answers = group(
        exploration,
        lambda state: state[0],
        lambda state: {
            "treaty": owed.dossier.id,
            "duty": owed.duty.id,
            "article": owed.duty.article,
            "toward": beneficiary,
            "state": state[0],
            "says": duty_words(owed.duty, owed.dossier),
        },
        lambda state: (state[1],),
        lambda key: key,
    )
    return answers, exploration.hinges(lambda state: state[0])


def state_in(around: Conduct, world: World, owed: Owed, beneficiary: str, moment: Moment) -> State:
    """How a duty stands in one world: as text, and why."""
    lived = around.life(owed.dossier, world)
    day = day_asked(moment)
    state = stand(lived, world, around.acts, owed.duty, owed.bearer, beneficiary, day, None)
    told, why = state.standing.value, state.why
    if state.binds and owed.duty.perform is not None:
        performed = performance(lived, world, around.acts, owed.duty, owed.bearer, day)
        if performed is not None:
            told, why = performed.verdict, performed.why
    return told, why.settled(world.bounds)
