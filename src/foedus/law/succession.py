"""Succession: what becomes of a party's place when states end, part, join or continue one another."""

from __future__ import annotations

from foedus.chronology.days import FOREVER
from foedus.dossier.record import Event
from foedus.law.case import Case, happened
from foedus.law.defaults import NEWLY_INDEPENDENT, SEPARATION, UNION, Rule
from foedus.law.ends import Ending, HowEnded, effective_day
from foedus.law.stint import Member, Stint
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay

SUCCESSIONS = ("extinction", "continuation", "separation", "union", "independence")


def succeed(this: Case, members: dict[str, Member], event: Event, day: AnyDay) -> None:
    """Change the members by a succession of states on `day`.

    extinction: the party is gone. continuation: `by` is the same state as `to` under another name, and steps
    into its place. independence: a new state that was a territory of another begins with a clean slate.
    separation: the parts (`by`) of a state (`to`) go on with its treaties, unless the rule is turned.
    union: the united state (`by`) goes on with the treaties of those that united (`to`).
    """
    end = effective_day(this, event, day)
    told = happened(this, event, day)
    match event.event:
        case "extinction":
            why = computed("ceased to exist on {0:day}", end, because=(told,))
            for party in event.by:
                _close(this, members.get(party), Ending(end, HowEnded.SUCCESSION, why))
        case "continuation":
            _pass_on(this, members, event, end, computed("continued from {0:day}", end, because=(told,)))
        case "separation":
            _by_rule(this, members, event, end, SEPARATION)
        case "independence":
            position = NEWLY_INDEPENDENT.decide(this.world)
            why = computed("independent from {0:day}", end, because=(NEWLY_INDEPENDENT.reason(position), told))
            for party in event.by:  # until then it was bound, if at all, as a territory of another
                member = members.get(party)
                if member is None or not member.stints:
                    continue
                last = member.stints[-1]
                _close(this, member, Ending(end, HowEnded.SUCCESSION, why))
                member.of = None
                if position == "continues":
                    member.stints.append(Stint(party, last.consented, end, FOREVER, why))
        case _:
            _by_rule(this, members, event, end, UNION)


def _by_rule(this: Case, members: dict[str, Member], event: Event, end: AnyDay, rule: Rule) -> None:
    """A succession that a rule of the Vienna Convention of 1978 decides; the predecessor is gone in any case."""
    position = rule.decide(this.world)
    told = rule.reason(position, (happened(this, event, end),))
    if position == "continues":
        _pass_on(this, members, event, end, computed("goes on from {0:day}", end, because=(told,)))
        return
    over = Ending(end, HowEnded.SUCCESSION, computed("ended with its state on {0:day}", end, because=(told,)))
    for gone in event.to:
        if gone not in event.by:
            _close(this, members.get(gone), over)


def _close(this: Case, member: Member | None, ending: Ending) -> None:
    if member is not None and member.stints and this.world.before(ending.day, member.stints[-1].end):
        member.stints[-1] = member.stints[-1]._replace(end=ending.day, ending=ending)


def _pass_on(this: Case, members: dict[str, Member], event: Event, end: AnyDay, why: Reason) -> None:
    """The places of those in `to` go to those in `by`; the predecessor's own ends unless it lives on."""
    for gone in event.to:
        member = members.get(gone)
        if member is None or not member.stints:
            continue
        last = member.stints[-1]
        if not this.world.before(end, last.end):
            continue
        member.stints[-1] = last._replace(end=end, ending=Ending(end, HowEnded.SUCCESSION, why))
        for heir in event.by:
            taken = members.setdefault(heir, Member(heir))
            if taken.stints and taken.stints[-1].ending is None and taken is not member:
                continue  # it is bound already by its own consent
            start = this.world.later(end, last.start)
            taken.stints.append(Stint(heir, last.consented, start, last.end, why, last.ending))
            taken.standing = list(member.standing)
