"""status: is the treaty in force on a day, for whom, since when, until when?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from foedus.answers.groundwork.asking import Asked, ask, known_party, party_name, span_asked, when
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding, group, verdict_of
from foedus.answers.groundwork.readings import questions_of
from foedus.chronology.days import ALWAYS, FOREVER, iso
from foedus.chronology.moments import Moment
from foedus.dossier.library import Library
from foedus.law.life import Life
from foedus.law.notice import effect_of_notice
from foedus.law.on_record import NOTICES, pair_of
from foedus.law.status import Status, StatusSpan
from foedus.law.term import Chain, times_in_words
from foedus.reasons import Reason, absence, computed
from foedus.worlds import AnyDay, Choice, World


class At(NamedTuple):
    """The status at a moment in one world. Days are ISO texts (EDTF intervals where uncertain), None if open.

    `until` is the day on which this status ends and `how` in which way an "in force" does, `term_ends` the end
    of the term that runs where no notice stands.
    """

    status: Status
    since: str | None
    until: str | None
    how: str | None
    term_ends: str | None
    reasons: tuple[Reason, ...]

    def detail(self) -> tuple[str | None, str | None, str | None, str | None]:
        """What the details of a status tell, to be compared."""
        return self.since, self.until, self.how, self.term_ends


def status(library: Library, treaty: str, on: str, party: str | None = None, readings: Iterable[str] = ()) -> Finding:
    """Whether `treaty` is in force on `on` (EDTF), as such or for `party`, in every reading not fixed.

    The verdict is about "in force". Each answer's value is a status; its details tell since when and until
    when it is so, and by which readings. Raises QuestionError, TimeTextError, DossierError.
    """
    asked = ask(library, treaty, readings)
    return status_of(asked, when(on), None if party is None else known_party(party, asked.dossier))


def status_of(asked: Asked, moment: Moment, who: str | None = None) -> Finding:
    """As `status`, of a treaty that is ready to be asked about; `who` is the id of a party, None the treaty as such."""
    exploration = asked.explore(lambda world: status_in(asked, world, who, moment))
    hinges = exploration.hinges(lambda at: at.status)
    plain = group(exploration, lambda at: at.status, lambda at: at.status.value, lambda at: at.reasons, asked.name)
    fine = group(exploration, lambda at: (at.status, *at.detail()), _detail_value, lambda at: at.reasons, asked.name)
    for_whom = "" if who is None else f" for {party_name(who, asked.dossier)}"
    fine_keys = exploration.hinges(lambda at: (at.status, *at.detail()))
    return Finding(
        question=f"Is the {asked.dossier.title} in force{for_whom} on {moment.text}?",
        verdict=verdict_of([path.value.status is Status.IN_FORCE for path in exploration.paths]),
        answers=tuple(
            Answer(
                answer.value,
                answer.readings,
                answer.reasons,
                tuple(_without_status(detail) for detail in fine if detail.value["status"] == answer.value),
            )
            for answer in plain
        ),
        hinges=tuple(asked.name(key) for key in hinges),
        disputes=questions_of(fine_keys, asked.dossiers, asked.name),
        notes=doubts([moment], plain),
    )


def status_in(asked: Asked, world: World, party: str | None, moment: Moment) -> At:
    """The status at `moment` in one world, of `party` or (None) of the treaty as such."""
    lived = asked.life(world)
    span, ending, further = span_asked(asked, lived, world, party, moment)
    until: AnyDay = span.end
    how = term_ends = None
    why = [span.why]
    if span.status is Status.IN_FORCE:
        suspended = _suspended_after(lived, party, span)
        if suspended is not None:
            until, how = suspended.start, Status.SUSPENDED.value
            why.append(suspended.why)
        elif ending is not None:
            until, how = ending.day, ending.how.value
            why.append(ending.why)
        if ending is None and (renewed := _current_term(lived, party, moment)) is not None:
            term_ends, goes_on = renewed
            why.append(goes_on)
        if ending is None:
            why += _without_effect(lived, party, moment)
    return At(
        span.status,
        _text(world, span.start),
        _text(world, until),
        how,
        term_ends,
        tuple(reason.settled(world.bounds) for reason in (*why, *further)),
    )


def _without_effect(lived: Life, party: str | None, moment: Moment) -> Iterator[Reason]:
    """Why notices on record by the moment, of the party (or under a treaty of two), ended nothing."""
    if lived.chain is None or (party is None and pair_of(lived.this) is None):
        return
    for notice in lived.this.events(*NOTICES):
        leavers = [one for one in notice.by if party in (None, one) and lived.stints.get(one)]
        moments = notice.on.choices.values() if isinstance(notice.on, Choice) else (notice.on,)
        if not leavers or notice.articles or notice.territory or min(on.first for on in moments) > moment.last:
            continue
        stint = lived.stints[leavers[0]][-1]
        effect = effect_of_notice(lived.this, notice, lived.chain, lived.entry, stint.start, party)
        if effect.day is None:
            yield effect.why


def _suspended_after(lived: Life, party: str | None, span: StatusSpan) -> StatusSpan | None:
    """The span of suspension that follows a span in force, if one does."""
    spans = lived.overall if party is None else lived.line(party)
    place = next((number for number, other in enumerate(spans) if other.start == span.start), len(spans))
    following = spans[place + 1 : place + 2]
    return following[0] if following and following[0].status is Status.SUSPENDED else None


def _current_term(lived: Life, party: str | None, moment: Moment) -> tuple[str, Reason] | None:
    """The end of the term that runs at the moment, and why it runs: how often renewed, no notice given."""
    chain = _chain_of(lived, party, moment)
    number = None if chain is None or chain.open_ended else chain.term_at(moment.first)
    if chain is None or number is None:
        return None
    end = chain.boundary(number)
    if not isinstance(end, int) or end >= FOREVER:
        return None
    given = lived.this.events(*NOTICES)
    silent = absence("no notice on record" + (" that ends it" if given else ""))
    if number == 0:
        return iso(end), computed("its term runs to {0:day}", end, because=(chain.why, silent))
    says = f"renewed {times_in_words(number)}, last on {{0:day}}, current term to {{1:day}}"
    because = (chain.why, chain.renewed_by(lived.this.dossier), silent)
    return iso(end), computed(says, chain.boundary(number - 1), end, because=because)


def _chain_of(lived: Life, party: str | None, moment: Moment) -> Chain | None:
    """The terms as they run for a party at a moment: from its own entry where the clause counts from that."""
    if lived.chain is None or not lived.chain.own_clock:
        return lived.chain
    starts = [stint.start for stint in lived.stints.get(party, ())] if party is not None else []
    begun = [start for start in starts if isinstance(start, int) and start <= moment.first]
    return lived.chain.of_party(begun[-1]) if begun else None


def _text(world: World, day: AnyDay) -> str | None:
    first, last = world.bounds(day)
    if last <= ALWAYS or first >= FOREVER:
        return None
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}"


def _detail_value(at: At) -> dict[str, str | None]:
    value = {"status": at.status.value, "since": at.since, "until": at.until}
    if at.how is not None:
        value["how"] = at.how
    if at.term_ends is not None:
        value["term_ends"] = at.term_ends
    return value


def _without_status(detail: Answer) -> Answer:
    return Answer({key: text for key, text in detail.value.items() if key != "status"}, detail.readings)
