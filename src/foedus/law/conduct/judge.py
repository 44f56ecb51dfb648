"""Judging: what an act is under one duty that it touches."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from foedus.law.conduct.acts import HELPS, MAKES_PEACE, Acts, Deed, came_before
from foedus.law.conduct.duty import Standing, stand
from foedus.law.conduct.excuse import excuse
from foedus.law.conduct.performance import performed_by
from foedus.law.conduct.touch import Owed
from foedus.law.conduct.war import Fighting, attacked_before, closed_between, war_on
from foedus.law.life import Life
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, World


class Verdict(StrEnum):
    """What an act is under a duty.

    BREACH; EXCUSED; RIGHT (self-defence); KEPT (the act keeps the duty); PERFORMED, LATE (an act that a duty
    with a deadline asks for); NOT_CALLED_UP (the duty was there, its case was not); OUTSIDE (the treaty did not
    bind the two); PART_OF_A_WAR (the act continues hostilities that an earlier act opened); UNDECIDED (the
    record does not tell what decides); NO_LAW (what was undertaken binds in politics alone).
    """

    BREACH = "breach"
    EXCUSED = "excused"
    RIGHT = "exercise of a right"
    KEPT = "kept"
    PERFORMED = "performed"
    LATE = "late"
    NOT_CALLED_UP = "not called up"
    OUTSIDE = "outside the duty's life"
    PART_OF_A_WAR = "part of a war that had begun"
    UNDECIDED = "undecided"
    NO_LAW = "no duty in law"


class Judgement(NamedTuple):
    """The verdict on an act under one duty, toward one beneficiary, and why."""

    verdict: Verdict
    why: Reason


def judge(lived: Life, world: World, acts: Acts, owed: Owed, beneficiary: str, deed: Deed) -> Judgement:
    """What `deed` is under the duty `owed` toward `beneficiary`, in one world.

    `lived` is the life of the duty's treaty. Raises nothing: what cannot be decided is UNDECIDED.
    """
    when = deed.day(world)
    duty = owed.duty
    article = clause(duty.article or "", "duty {0} of {1} toward {2}", duty.id, owed.bearer, beneficiary)
    state = stand(lived, world, acts, duty, owed.bearer, beneficiary, when, deed)
    told = deed.why(world)
    departs = owed.dossier is deed.dossier and duty.id in deed.event.departs_from
    if duty.verb == "perform" and not departs:
        if state.standing in (Standing.OUTSIDE, Standing.RUN_OUT):
            return _outside(article, state.why, told)
        verdict, why = performed_by(lived, world, duty, owed.bearer, deed)
        return Judgement(Verdict(verdict), computed("{0}", verdict, because=(article, why, told)))
    match state.standing:
        case Standing.OUTSIDE | Standing.RUN_OUT:
            return _outside(article, state.why, told)
        case Standing.POLITICAL:
            return Judgement(Verdict.NO_LAW, absence("no duty in law", because=(article, state.why, told)))
        case Standing.DORMANT:
            dormant = (article, state.why, told)
            return Judgement(Verdict.NOT_CALLED_UP, absence("the duty was not called up", because=dormant))
        case _:
            pass
    if duty.verb == "notify":
        return _warned(world, acts, owed, beneficiary, deed, (article, state.why, told))
    if duty.verb == "assist" and deed.event.event != "neutrality_declared":
        return _assisted(owed, state.called_up_by, deed, (article, state.why, told))
    if deed.event.event in HELPS and not _helps_an_enemy(world, acts, beneficiary, deed, when):
        because = (article, state.why, told)
        return Judgement(
            Verdict.NOT_CALLED_UP, absence("it helped nobody who fought {0}", beneficiary, because=because)
        )
    if deed.event.event in MAKES_PEACE and "separate_peace" in (duty.refrain or ()):
        if not _leaves_alone(world, acts, owed, beneficiary, deed, when):
            says = "{0} was not left alone: it did not fight that enemy then"
            because = (article, state.why, told)
            return Judgement(Verdict.NOT_CALLED_UP, absence(says, beneficiary, because=because))
    earlier = war_on(world, acts, owed.bearer, beneficiary, when)
    excused = excuse(lived, world, acts, owed, beneficiary, deed, when)
    grounds = (article, state.why, told, *excused.why, *excused.rejected)
    if owed.duty.provided is not None or (owed.duty.unless is not None and not excused.exception):
        condition = "provided that" if owed.duty.provided is not None else "unless"
        open_ = absence(condition + " {0}: not decided by the record", owed.duty.provided or owed.duty.unless or "")
        grounds = (*grounds, open_)
    if excused.verdict is not None:
        right = excused.verdict.startswith("a right")
        return Judgement(Verdict.RIGHT if right else Verdict.EXCUSED, computed("{0}", excused.verdict, because=grounds))
    of_its_own = departs or deed.event.event in ("annexation", "neutrality_declared")
    if not of_its_own and earlier is not None and earlier.opener == owed.bearer:
        # a declaration is no attack: one that comes first does not make its author's attack a part of what had begun
        opening = attacked_before(world, acts, earlier, deed)
        if opening is not None:
            opened = computed("the war was opened on {0:day}", earlier.start, because=(opening.why(world),))
            return Judgement(Verdict.PART_OF_A_WAR, computed("no new war", because=(article, opened, told)))
    says = "a breach: {0} owed {1} the opposite, and the duty was live"
    return Judgement(Verdict.BREACH, computed(says, owed.bearer, beneficiary, because=grounds))


def _outside(article: Reason, state: Reason, told: Reason) -> Judgement:
    return Judgement(Verdict.OUTSIDE, absence("no breach: the duty did not bind", because=(article, state, told)))


def _helps_an_enemy(world: World, acts: Acts, beneficiary: str, deed: Deed, when: AnyDay) -> bool:
    return any(war_on(world, acts, beneficiary, helped, when) is not None for helped in deed.event.to)


def _leaves_alone(world: World, acts: Acts, owed: Owed, beneficiary: str, deed: Deed, when: AnyDay) -> bool:
    """Whether a peace leaves the beneficiary at war with an enemy with whom it was made."""
    enemies = [enemy for enemy in deed.event.to if not owed.duty.against or enemy in owed.duty.against]
    return any(war_on(world, acts, beneficiary, enemy, when) is not None for enemy in enemies)


def _warned(
    world: World, acts: Acts, owed: Owed, beneficiary: str, deed: Deed, because: tuple[Reason, ...]
) -> Judgement:
    """Whether hostilities were opened after a declaration of war or an ultimatum (Hague III Art. 1)."""
    warnings = [
        act
        for act in acts.by_pair.get((owed.bearer, beneficiary), ())
        if act.event.event in ("declaration_of_war", "ultimatum")
        and not closed_between(world, acts, act, deed, owed.bearer, beneficiary)
    ]
    earlier = war_on(world, acts, owed.bearer, beneficiary, deed.day(world))
    if earlier is not None and earlier.opened_by.event is not deed.event:
        # the war that a state's own declaration opens is the one that its attack must not come before
        theirs = earlier.opener == beneficiary and world.before(earlier.start, deed.day(world))
        if theirs or attacked_before(world, acts, earlier, deed) is not None:
            opened = computed("the war was opened on {0:day}", earlier.start, because=(earlier.opened_by.why(world),))
            return Judgement(Verdict.PART_OF_A_WAR, computed("no new war", because=(*because, opened)))
    undecided: list[Reason] = []
    for warning in warnings:
        order = came_before(world, warning, deed)
        if order is True:
            says = "hostilities were opened after a warning"
            return Judgement(Verdict.KEPT, computed(says, because=(*because, warning.why(world))))
        if order is None:
            undecided.append(warning.why(world))
    if undecided:
        says = "the record does not tell whether the warning came first"
        return Judgement(Verdict.UNDECIDED, absence(says, because=(*because, *undecided)))
    late = tuple(warning.why(world) for warning in warnings)
    says = "a breach: hostilities were opened without a previous warning"
    return Judgement(Verdict.BREACH, computed(says, because=(*because, *late)))


def _assisted(owed: Owed, war: Fighting | None, deed: Deed, because: tuple[Reason, ...]) -> Judgement:
    if owed.duty.provided is not None:
        says = "on the condition that {0}, which the record does not decide"
        return Judgement(Verdict.UNDECIDED, absence(says, owed.duty.provided, because=because))
    if war is not None:
        enemy = war.opener
        if enemy in deed.event.to:
            says = "the act keeps the duty: {0} joined the war against {1}"
            return Judgement(Verdict.KEPT, computed(says, owed.bearer, enemy, because=because))
        says = "the act is not against {0}, whose attack called the duty up"
        return Judgement(Verdict.NOT_CALLED_UP, absence(says, enemy, because=because))
    return Judgement(Verdict.KEPT, computed("the act keeps the duty", because=because))
