"""clauses: what a treaty says, clause by clause, in plain words with its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foedus.answers.groundwork.asking import party_name
from foedus.answers.groundwork.clause_words import (
    STARTS,
    condition_words,
    counting_words,
    either,
    exit_words,
    listed,
    timing_words,
    trigger_words,
)
from foedus.answers.groundwork.duty_words import article_words, duty_words
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.groundwork.readings import questions_of, short_name
from foedus.chronology.moments import Moment
from foedus.dossier.duties import Duty
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.terms import Renewal, Term
from foedus.dossier.values import Part
from foedus.worlds import Choice


def clauses(library: Library, treaty: str) -> Finding:
    """The clauses of `treaty` in the order in which a treaty is lived: consent, entry into force, term, renewal, exit,
    what survives; then each duty.

    An answer's value has `clause` (its name in a dossier, for a duty `duties/ID`), `title`, `article`, `says` (a
    sentence; of a disputed value what each position holds), `note`, `disputes` (the names of those that it
    depends on). Raises QuestionError for an unknown treaty.
    """
    dossier = library[treaty]
    short = short_name(dossier)
    answers = tuple(
        Answer(
            {
                "clause": name,
                "title": title,
                "article": article,
                "says": f"{says[0].upper()}{says[1:]}.",
                "note": note,
                "disputes": [short(key) for key in disputes],
            },
            ({},),
        )
        for name, title, article, says, note, disputes in _all(dossier)
    )
    met = dict.fromkeys(f"{dossier.id}/{name}" for answer in answers for name in answer.value["disputes"])
    return Finding(
        question=f"What does the {dossier.title} say?",
        verdict="every" if answers else "none",
        answers=answers,
        disputes=questions_of(met, [dossier], short),
    )


Told = tuple[str, str, str | None, str, str | None, tuple[str, ...]]


def _all(dossier: Dossier) -> Iterator[Told]:
    terms = dossier.terms
    if terms.shares_life_of is not None:
        with_whom = either(terms.shares_life_of, lambda key: "by itself" if key == "itself" else f"with {key}")
        yield "shares_life_of", "Life", None, f"it stands and falls {with_whom}", None, _met(terms.shares_life_of)
    if "binding" in terms.model_fields_set:
        yield _told("binding", "Consent", terms.binding, _consent(dossier))
    for name, title, part, says in (
        ("entry_into_force", "Entry into force", terms.entry_into_force, _entry(dossier)),
        ("joining", "Joining later", terms.joining, _joining(dossier)),
        ("provisional", "Provisional application", terms.provisional, _provisional(dossier)),
        ("term", "Term", terms.term, _term(terms.term)),
        ("renewal", "Renewal", terms.renewal, _renewal(terms.renewal)),
    ):
        if part is not None:
            yield _told(name, title, part, says)
    if (exit_ := terms.denunciation) is not None:
        yield _told("denunciation", "Leaving", exit_, exit_words(exit_))
        if (later := exit_.later) is not None:
            yield _told("denunciation/later", "Leaving, once it runs on without a term", later, exit_words(later))
    for key, exit_ in terms.other_exits.items():
        yield _told(f"other_exits/{key}", f"Leaving ({key.replace('-', ' ')})", exit_, exit_words(exit_))
    if terms.silent_on_exit:
        yield "silent_on_exit", "Leaving", None, "it has no clause on leaving", None, ()
    if terms.survival is not None:
        for_long = "without limit" if terms.survival.length is None else f"for {terms.survival.length}"
        yield _told("survival", "After the end", terms.survival, f"it goes on {for_long} for {terms.survival.covers}")
    if terms.floor is not None:
        yield _told("floor", "Fewest parties", terms.floor, f"it ends with fewer than {terms.floor.parties} parties")
    if terms.ends_on_joining is not None:
        says = f"it ends for a party that joins {terms.ends_on_joining.treaty}, once that is in force for it"
        yield _told("ends_on_joining", "Revision", terms.ends_on_joining, says)
    if terms.territorial is not None:
        says = f"it can be extended to a territory{timing_words(terms.territorial) or ', at once'}"
        yield _told("territorial", "Territories", terms.territorial, says)
    for duty in terms.duties:
        says = duty_words(duty, dossier).removeprefix(article_words(duty)) + _conditions(duty, dossier)
        yield f"duties/{duty.id}", "Duty", duty.article, says, duty.note, _met(duty)


def _told(name: str, title: str, part: Any, says: str) -> Told:
    return name, title, part.article, says, part.note, _met(part)


def _met(part: Any) -> tuple[str, ...]:
    """The disputes on which the values of a clause depend, each once."""
    return tuple(dict.fromkeys(_disputes(part)))


def _disputes(value: Any) -> Iterator[str]:
    match value:
        case Choice():
            yield value.dispute
        case Part():
            for name in type(value).model_fields:
                if name != "later":
                    yield from _disputes(getattr(value, name))
        case tuple():
            for part in value:
                yield from _disputes(part)


def _consent(dossier: Dossier) -> str:
    by = dossier.terms.binding.by
    how = listed(by, "or") if isinstance(by, tuple) else by
    many = dossier.terms.binding.depositaries
    return f"a party consents to be bound by {how}" + (f", deposited with {many} depositaries" if many > 1 else "")


def _entry(dossier: Dossier) -> str:
    clause = dossier.terms.entry_into_force
    if clause is None:
        return ""
    return (
        f"it enters into force {either(clause.when, lambda when: condition_words(when, dossier))}{timing_words(clause)}"
    )


def _joining(dossier: Dossier) -> str:
    clause = dossier.terms.joining
    if clause is None:
        return ""
    objections = f", after {clause.objection_period} for objections" if clause.objection_period else ""
    return f"one that joins later is bound by its own instrument{timing_words(clause) or ' at once'}{objections}"


def _provisional(dossier: Dossier) -> str:
    clause = dossier.terms.provisional
    if clause is None:
        return ""
    start = {"signature": "from signature", "notification": "from notification"}.get(
        clause.starts, f"from {clause.date}"
    )
    until = f", until {clause.until} at the latest" if clause.until else ""
    notice = f", and ends {clause.notice} after notice" if clause.notice else ""
    return f"it is applied provisionally {start}{until}{notice}"


def _term(term: Term | None) -> str:
    if term is None:
        return ""
    if term.indefinite:
        return "it has no term"
    if term.until is not None:
        return f"it lasts until {either(term.until, str)}"
    if term.until_event is not None:
        return f"it lasts until an event of the record ({term.until_event.replace('-', ' ')})"
    least = "at least " if term.at_least else ""
    how = "".join(f", {text}" for text in counting_words(term.counting, term.month_end))
    return f"it lasts {least}{either(term.length, str)} from {either(term.start, _start)}{how}"


def _start(start: str | Moment) -> str:
    return STARTS[start] if isinstance(start, str) else str(start)


def _renewal(renewal: Renewal | None) -> str:
    if renewal is None:
        return ""
    if renewal.tacit is None:
        most = f", by {renewal.at_most} at most" if renewal.at_most else ""
        return f"it can be extended by agreement{most}"
    lengths = either(
        renewal.tacit, lambda held: listed(map(str, held), "then") if isinstance(held, tuple) else str(held)
    )
    times = either(renewal.times, _times)
    then = ", then runs on without a term" if renewal.then == "indefinite" else ""
    return f"unless notice is given, it renews itself by {lengths}, {times}{then}"


def _times(times: str | int) -> str:
    return {"unlimited": "as often as it comes to an end", "once": "once"}.get(str(times), f"{times} times")


def _conditions(duty: Duty, dossier: Dossier) -> str:
    parts = []
    if duty.when is not None and (told := either(duty.when, lambda trigger: trigger_words(trigger, dossier))):
        parts.append(f"if {told}")
    if duty.within is not None:
        start = f" of {duty.after.replace('-', ' ')}" if duty.after else ""
        parts.append(f"within {either(duty.within, str)}{start}")
    if duty.lasts is not None:
        parts.append("until it is done" if duty.lasts == "until_performed" else f"for {either(duty.lasts, _lasts)}")
    if duty.provided:
        parts.append(f"provided {duty.provided}")
    if duty.unless:
        parts.append(f"unless {duty.unless}")
    if duty.saves:
        parts.append(
            f"its relations with {listed(party_name(who, dossier) for who in duty.saves)} are left as they are"
        )
    return "".join(f", {part}" for part in parts)


def _lasts(lasts: Any) -> str:
    return "as long as it is not done" if lasts == "until_performed" else str(lasts)
