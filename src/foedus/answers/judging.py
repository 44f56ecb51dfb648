"""judge: is this act a breach, of which duty, in which readings?"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.answers.groundwork.act_words import act_words
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.duty_words import duty_words
from foedus.answers.groundwork.finding import Answer, Finding, Verdict, group, verdict_of
from foedus.answers.groundwork.readings import questions_of
from foedus.dossier.library import Library
from foedus.errors import QuestionError
from foedus.law.conduct.acts import ACTS, Deed
from foedus.law.conduct.judge import Judgement
from foedus.law.conduct.judge import Verdict as Verdicts
from foedus.law.conduct.judge import judge as judge_one
from foedus.law.conduct.touch import Owed, touched_by
from foedus.worlds import Choice, World

Touched = tuple[Owed, str]


def judge(
    library: Library,
    treaty: str,
    event: str,
    readings: Iterable[str] = (),
    known_to: str | None = None,
) -> Finding:
    """What the act `event` (an id in the record of `treaty`, or `DOSSIER/EVENT`) is under every duty it touches.

    The verdict and the hinges are about a breach of `treaty` itself where the act touches duties of it, else
    about a breach of any. Each answer's value names treaty, duty, bearer, beneficiary and verdict.
    Raises QuestionError for an unknown event and for one that is no act.
    """
    at = None
    deed = find_deed(library, treaty, event)
    if known_to is not None:
        on = deed.event.on
        at = (next(iter(on.choices.values())) if isinstance(on, Choice) else on).last
    around = conduct(library, readings, known_to, at)
    touched = list(touched_by(around.duties, deed))
    touched.sort(key=lambda found: found[0].dossier.id != treaty)
    answers: list[Answer] = []
    hinges: dict[str, None] = {}
    breaches: list[Verdict] = []
    for owed, beneficiary in touched:
        found, hang_on, breach = _under(around, deed, owed, beneficiary)
        if owed.dossier.id != treaty and _says_nothing(owed, found):
            continue
        answers += found
        breaches.append(breach)
        if not any(own.dossier.id == treaty for own, _ in touched):
            hinges.update(dict.fromkeys(hang_on))
    own = [found for found in touched if found[0].dossier.id == treaty]
    verdict: Verdict = "every" if "every" in breaches else "some" if "some" in breaches else "none"
    if own:
        exploration = around.explore(lambda world: _breaches(around, world, deed, own))
        verdict = verdict_of([path.value for path in exploration.paths])
        hinges = dict.fromkeys(exploration.hinges(lambda breach: breach))
    named = library[treaty]
    prefix = f"{treaty}/"
    about = f"of the {named.title}" if own else "of any duty in the library"
    return Finding(
        question=f"Is {deed_words(deed)} a breach {about}?",
        verdict=verdict,
        answers=tuple(answers),
        hinges=tuple(key.removeprefix(prefix) for key in hinges),
        disputes=questions_of(
            dict.fromkeys([*hinges, *_met(answers)]), around.dossiers, lambda key: key.removeprefix(prefix)
        ),
        notes=doubts([], answers),
        left_out=around.left_out,
    )


def _says_nothing(owed: Owed, found: tuple[Answer, ...]) -> bool:
    """Whether a duty of another treaty did not bear on the act in any reading: it is not told."""
    verdicts = {answer.value["verdict"] for answer in found}
    idle = {Verdicts.OUTSIDE.value}
    if owed.duty.assist:
        idle |= {Verdicts.NOT_CALLED_UP.value, Verdicts.UNDECIDED.value}
    return verdicts <= idle


def find_deed(library: Library, treaty: str, name: str) -> Deed:
    """The act that `name` names in the record of `treaty`, or `DOSSIER/EVENT` in another.

    Raises QuestionError if there is none (naming the dossiers that record an act of that name), or if several
    acts have that kind.
    """
    scope, _, event = name.rpartition("/")
    dossier = library[scope or treaty]
    found = [e for e in dossier.record if e.id == event] or [e for e in dossier.record if e.event == event]
    if not found:
        others = ((other.id, e) for other in library.usable()[0] for e in other.record)
        elsewhere = [f"{other}/{event}" for other, e in others if e.id == event and e.event in ACTS]
        acts = [e.id for e in dossier.record if e.event in ACTS and e.id]
        hint = f"; its acts are {', '.join(acts[:12])}" if acts else "; it records no act"
        if elsewhere:
            hint = f"; it is recorded elsewhere: write {' or '.join(elsewhere[:3])}"
        raise QuestionError(f"the record of {dossier.id} has no event {event!r}{hint}")
    if len(found) > 1:
        ids = ", ".join(e.id or f"line {e.line}" for e in found)
        raise QuestionError(f"{event!r} names {len(found)} events of {dossier.id} ({ids}); name one by its id")
    if found[0].event not in ACTS and found[0].event != "signature":
        raise QuestionError(f"{found[0].event!r} is no act that can be judged; acts are {', '.join(sorted(ACTS))}")
    return Deed(dossier, found[0])


def deed_words(deed: Deed) -> str:
    """An act as a noun phrase: what, by whom, on whom."""
    return act_words(deed.event, deed.dossier)


def _under(
    around: Conduct, deed: Deed, owed: Owed, beneficiary: str
) -> tuple[tuple[Answer, ...], tuple[str, ...], Verdict]:
    exploration = around.explore(lambda world: _judged(around, world, deed, owed, beneficiary))
    prefix = f"{owed.dossier.id}/"
    answers = group(
        exploration,
        lambda judged: judged.verdict,
        lambda judged: _value(owed, beneficiary, judged),
        lambda judged: (judged.why,),
        lambda key: key.removeprefix(prefix),
    )
    breach = verdict_of([path.value.verdict is Verdicts.BREACH for path in exploration.paths])
    return answers, exploration.hinges(lambda judged: judged.verdict), breach


def _judged(around: Conduct, world: World, deed: Deed, owed: Owed, beneficiary: str) -> Judgement:
    judged = judge_one(around.life(owed.dossier, world), world, around.acts, owed, beneficiary, deed)
    return judged._replace(why=judged.why.settled(world.bounds))


def _breaches(around: Conduct, world: World, deed: Deed, own: list[Touched]) -> bool:
    return any(
        judge_one(around.life(owed.dossier, world), world, around.acts, owed, beneficiary, deed).verdict
        is Verdicts.BREACH
        for owed, beneficiary in own
    )


def _value(owed: Owed, beneficiary: str, judged: Judgement) -> dict[str, str | None]:
    return {
        "verdict": judged.verdict.value,
        "treaty": owed.dossier.id,
        "title": owed.dossier.title,
        "duty": owed.duty.id,
        "article": owed.duty.article,
        "bearer": owed.bearer,
        "toward": beneficiary,
        "says": duty_words(owed.duty, owed.dossier),
    }


def _met(answers: list[Answer]) -> list[str]:
    """The disputes that the readings of the answers name, by their full keys where the treaty is known."""
    return [
        name if "/" in name else f"{answer.value['treaty']}/{name}"
        for answer in answers
        for reading in answer.readings
        for name in reading
    ]
