"""Standing notices: what becomes of a notice that is revoked, halted or taken up again (VCLT Art. 68)."""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.periods import Counting
from foedus.dossier.record import Event
from foedus.law.case import Case, day_of_moment, happened
from foedus.law.defaults import HALTED_NOTICE, REVOCATION
from foedus.law.effect import Effect
from foedus.law.held_back import held_back
from foedus.law.notice import exit_of, notice_day
from foedus.law.timing import after
from foedus.reasons import Reason, absence, computed
from foedus.worlds import AnyDay, shift

CHANGES = ("revocation", "notice_suspended", "notice_resumed", "extension")
"""Acts that change a notice which was given; an extension does if it names the notice."""


def is_of_notice(event: Event) -> bool:
    """Whether an act can change a notice: an extension of the treaty's own term cannot."""
    return event.event != "extension" or event.of is not None


class Standing(NamedTuple):
    """A notice that stands: what it will bring about."""

    notice: Event
    effect: Effect
    halted: AnyDay | None = None


def changed(this: Case, standing: list[Standing], event: Event, day: AnyDay) -> list[Standing]:
    """The standing notices after an act that revokes, halts, takes up again or prolongs (VCLT Art. 68).

    The notice meant is the one that `event` names, else every one by the same party that has not taken effect.
    """
    return [
        after_it
        for notice in standing
        if (after_it := _changed(this, notice, event, day) if _meant(notice, event) else notice) is not None
    ]


def _meant(notice: Standing, event: Event) -> bool:
    return notice.notice.id == event.of if event.of else bool(set(event.by) & set(notice.notice.by))


def _changed(this: Case, notice: Standing, event: Event, day: AnyDay) -> Standing | None:
    """One notice after the act; None if it was revoked."""
    done = notice.effect.day
    if done is not None and notice.halted is None and not this.world.before(day, done):
        return notice  # it has taken effect
    why = happened(this, event, day)
    match event.event:
        case "revocation":
            return notice if REVOCATION.decide(this.world) == "final" else None
        case "extension":
            return _prolonged(this, notice, event, day, why)
        case "notice_suspended":
            return notice._replace(halted=day)
        case _:
            return _resumed(this, notice, day, why)


def _prolonged(this: Case, notice: Standing, event: Event, day: AnyDay, why: Reason) -> Standing:
    """A running notice whose time was extended by agreement, to a day or by a period."""
    done = notice.effect.day
    if event.until is not None:
        done = day_of_moment(this, this.world.value(event.until), event, "until")
    elif event.length is not None and done is not None:
        done = after(done, event.length, Counting.SAME_DAY)
    says = "the time of the notice was extended to {0:day}"
    told = computed(says, done if done is not None else day, because=(why, notice.effect.why))
    return notice._replace(effect=_held(this, notice, notice.effect._replace(day=done, why=told)))


def _held(this: Case, notice: Standing, effect: Effect) -> Effect:
    """A new effect of the notice, held back as the clause on leaving says."""
    exit_ = exit_of(this, notice.notice)
    if exit_ is None:
        return effect
    return held_back(this, exit_, tuple(notice.notice.by), notice_day(this, notice.notice), effect)


def _resumed(this: Case, notice: Standing, day: AnyDay, why: Reason) -> Standing:
    """A halted notice taken up again: its effect by the reading of what becomes of the days that had run."""
    would = notice.effect.day if notice.effect.unheld is None else notice.effect.unheld
    if notice.halted is None or would is None:
        return notice
    position = HALTED_NOTICE.decide(this.world)
    reason = HALTED_NOTICE.reason(position, (why, notice.effect.why))
    if position == "revoked":
        return notice._replace(
            effect=Effect(None, absence("the notice no longer stands", because=(reason,))), halted=None
        )
    # whole days are kept or run anew: the period of notice in days between giving (or halting) and effect
    since = notice.halted if position == "days-kept" else notice_day(this, notice.notice).day
    exit_ = this.dossier.terms.denunciation
    if position == "runs-anew" and exit_ is not None and exit_.notice is not None:
        end = after(day, this.world.value(exit_.notice), this.world.value(exit_.counting), exit_.month_end)
    else:
        first, _ = this.world.bounds(since)
        last, _ = this.world.bounds(would)
        end = shift(day, lambda d: d + (last - first))
    effect = Effect(end, computed("the notice, taken up again, takes effect on {0:day}", end, because=(reason,)))
    return notice._replace(effect=_held(this, notice, effect), halted=None)
