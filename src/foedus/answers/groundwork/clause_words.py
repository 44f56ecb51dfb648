"""The parts of clauses in words: conditions, times, thresholds, what calls a duty up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from foedus.answers.groundwork.asking import party_name
from foedus.chronology.days import MONTHS
from foedus.chronology.periods import Counting, MonthEnd
from foedus.dossier.duties import Trigger
from foedus.dossier.leaving import Barred, Exit
from foedus.dossier.model import Dossier
from foedus.dossier.terms import AllOf, AnyOf, Condition, DateIf, OnDate, OnEvent, Threshold, Timing
from foedus.worlds import Choice

CONDITIONS = {
    "signature": "on signature",
    "signed_by_all": "when all have signed",
    "ratified_by_all": "when all have ratified",
    "exchange": "on the exchange of instruments",
    "notified_by_all": "when all have notified that their procedures are complete",
    "deposited_by_all": "when all have deposited their instruments",
    "first_two_deposits": "with the first two deposits",
    "each_on_own_consent": "for each party on its own consent",
}

ROUNDED = {
    "end_of_month": "then at the end of the month",
    "end_of_quarter": "then at the end of the quarter",
    "first_of_next_month": "then on the first of the next month",
    "first_of_month_after_next": "then on the first of the month after next",
    "first_of_third_month": "then on the first of the third month",
    "end_of_year": "then at the end of the year",
    "new_year": "then on the next 1 January",
}

PERIODS = {
    "calendar_year": "at the end of the calendar year",
    "next_calendar_year": "at the end of the following calendar year",
    "anniversary": "on an anniversary of entry into force",
    "renewal_period": "at the end of the current period of renewal",
    "fiscal_year": "at the end of the fiscal year",
    "next_fiscal_year": "at the end of the following fiscal year",
}

STARTS = {
    "entry_into_force": "entry into force",
    "own_entry": "each party's own entry into force",
    "signature": "signature",
    "exchange": "the exchange of instruments",
}


def either(value: Any, told: Callable[[Any], str]) -> str:
    """A value in words by `told`; of a disputed one what each position holds, joined by "or"."""
    if isinstance(value, Choice):
        return " or ".join(dict.fromkeys(told(held) for held in value.choices.values()))
    return told(value)


def listed(texts: Iterable[str], joint: str = "and") -> str:
    """Texts as a list in prose: `a, b and c`."""
    *first, last = list(texts) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last


def month_day(text: str) -> str:
    """A day of every year, `07-01`, as `1 July`."""
    month, _, day = text.partition("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}"


def condition_words(condition: Condition, dossier: Dossier) -> str:
    """What brings a treaty into force, as words that follow "It enters into force"."""
    match condition:
        case str():
            return CONDITIONS[condition]
        case Threshold():
            return f"with {_threshold(condition, dossier)}"
        case OnDate():
            return f"on {condition.date}"
        case OnEvent():
            return f"on an event of the record ({condition.event.replace('-', ' ')})"
        case AllOf():
            return "when all of these are met: " + "; ".join(condition_words(part, dossier) for part in condition.all)
        case AnyOf():
            return "when the first of these is met: " + "; ".join(
                condition_words(part, dossier) for part in condition.any
            )
        case DateIf():
            later = f", {condition.otherwise_after} after it" if condition.otherwise_after else ""
            met = condition_words(condition.provided, dossier)
            return f"on {condition.date} if this is met by then: {met}; else when it is{later}"


def _threshold(condition: Threshold, dossier: Dossier) -> str:
    parts = []
    if condition.deposits is not None:
        parts.append(f"{condition.deposits} instruments of consent")
    if condition.of:
        parts.append(f"counting only those of {_names(condition.of, dossier)}")
    if condition.all_of:
        parts.append(f"those of {_names(condition.all_of, dossier)} among them")
    for name, sum_ in condition.shares.items():
        how = "more than" if condition.more_than else "at least"
        parts.append(f"{how} {sum_} of {name.replace('_', ' ')}")
    return ", ".join(parts) or "the instruments that it asks for"


def _names(actors: Iterable[str], dossier: Dossier) -> str:
    return listed(party_name(actor, dossier) for actor in actors)


def timing_words(timing: Timing) -> str:
    """When something takes effect after what brought it about: `, 90 days later, then at the end of the month`."""
    parts = []
    if timing.after is not None:
        chained = f" and then {timing.then_after}" if timing.then_after else ""
        parts.append(f"{either(timing.after, str)}{chained} later")
        parts += counting_words(timing.counting, timing.month_end)
    if timing.round != "none":
        parts.append(ROUNDED[timing.round])
    if timing.no_earlier_than is not None:
        parts.append(f"and not before {timing.no_earlier_than}")
    return "".join(f", {part}" for part in parts)


def counting_words(counting: Any, month_end: MonthEnd) -> Iterator[str]:
    """How a period is counted, where it is not by the common rule (the corresponding day, cut to the month)."""
    if isinstance(counting, Choice) or counting is not Counting.SAME_DAY:
        yield f"counted by the rule {either(counting, str)}"
    if month_end is not MonthEnd.CLAMP:
        yield "a day that the last month lacks becomes the first of the next"


def exit_words(exit_: Exit) -> str:
    """A clause on leaving as one sentence."""
    notice = "" if exit_.notice is None else f"{either(exit_.notice, str)}'s notice".replace("s's", "s'")
    if exit_.before is not None:
        ahead = f"at least {either(exit_.notice, str)} " if exit_.notice is not None else ""
        said = f"A party can leave at the end of the current term, by notice given {ahead}before it"
    else:
        said = f"A party can leave by {notice}" if notice else "A party can leave by notice"
    if exit_.ends_for is not None:
        said += ", which ends it for all" if exit_.ends_for == "all" else ", which ends it for that party alone"
    return "; ".join([said, *_when(exit_), *counting_words(exit_.counting, exit_.month_end), *_bars(exit_)])


def _when(exit_: Exit) -> Iterator[str]:
    if exit_.round != "none":
        yield ROUNDED[exit_.round]
    if exit_.end_of is not None:
        yield f"it takes effect {PERIODS[exit_.end_of]}"
    if exit_.cutoff is not None:
        later = f" {exit_.cutoff.years_later} years later" if exit_.cutoff.years_later else ""
        yield (f"notice by {month_day(exit_.cutoff.by)} takes effect on {month_day(exit_.cutoff.effective)}{later}")
    if exit_.window is not None:
        start = STARTS[exit_.window.start]
        yield f"only in windows of {exit_.window.open} that open every {exit_.window.every} from {start}"
    if exit_.opens is not None:
        yield f"notice can first be given {exit_.opens} before the end of the term"


def barred_words(bar: Barred) -> str:
    """When a notice is held back, in words: "not while the one who leaves is at war: it then waits for peace"."""
    if bar.at_war is None:
        return f"not from {bar.since} " + (f"to {bar.to}" if bar.to else "on")
    who = "the one who leaves" if bar.at_war == "leaver" else "a party"
    whom = " with another" if bar.with_whom == "party" else ""
    until = "peace" if bar.until == "peace" else "the end of the fighting"
    return f"not while {who} is at war{whom}: it then waits for {until}"


def _bars(exit_: Exit) -> Iterator[str]:
    bar = exit_.not_before
    if bar is not None:
        what = "no notice can be given" if bar.bars == "notice" else "no exit takes effect"
        until = f"before {bar.date}" if bar.date is not None else f"in the first {bar.length} from {STARTS[bar.start]}"
        yield f"{what} {until}"
    if exit_.grounds:
        yield f"on the ground of {exit_.grounds}"
    if exit_.barred_while:
        yield f"a notice takes effect {barred_words(exit_.barred_while)}"
    if exit_.at_once_if:
        yield f"no notice is needed if {exit_.at_once_if}"


def trigger_words(trigger: Trigger, dossier: Dossier) -> str:
    """What calls a duty up, as words that follow "if"."""
    parts = []
    if trigger.attacked is not None:
        by = {"third": "a third power", "anyone": "anyone", "not_yet_at_war": "a power not yet in the war"}
        who = _who(trigger.attacked, dossier)
        attacker = by[trigger.by] if isinstance(trigger.by, str) else _names(trigger.by or (), dossier)
        many = f"{trigger.attackers} of " if trigger.attackers > 1 else ""
        parts.append(f"{who} is attacked" + (f" by {many}{attacker}" if attacker else ""))
    if trigger.at_war is not None:
        parts.append(f"{_who(trigger.at_war, dossier)} is at war")
    if trigger.after is not None:
        parts.append(f"{trigger.after.replace('-', ' ')} has happened")
    if trigger.not_by:
        parts.append(f"the attacker is not {listed([party_name(who, dossier) for who in trigger.not_by], 'or')}")
    if trigger.unprovoked:
        parts.append("it did not provoke the attack")
    if trigger.aided_by:
        parts.append(f"{_names(trigger.aided_by, dossier)} gives assistance too")
    return listed(parts)


def _who(whom: Any, dossier: Dossier) -> str:
    return (
        {"other": "the other", "bearer": "the party itself"}[whom] if isinstance(whom, str) else _names(whom, dossier)
    )
