"""audit: what data sets record of a treaty's life, beside the life that its terms and record give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from foedus.answers.audit_joining import Joined, Shown, joined, shown_by
from foedus.answers.groundwork.asking import Asked, party_name
from foedus.answers.groundwork.audit_against import met_in
from foedus.answers.groundwork.audit_match import Match, Rank, boundary_off, counted, end_match, entry_match
from foedus.answers.groundwork.finding import Answer, Finding, Reading, group, verdict_of
from foedus.answers.groundwork.many import ask_all
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier, Recorded
from foedus.worlds import Exploration, World


class Agreement(StrEnum):
    """How the computed life and a recorded one stand to each other, the best first."""

    AGREES = "agrees"
    ITSELF = "agrees with its own act"
    ANY_DAY = "agrees, as any day would"
    READING = "explained by a reading"
    NOT_CODED = "explained by what is not coded"
    CONTRADICTS = "contradicts itself"
    UNEXPLAINED = "unexplained"


ALIKE = frozenset({Agreement.AGREES, Agreement.ITSELF, Agreement.ANY_DAY})
"""The classes that agree: the first alone could have disagreed."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One record of a data set, audited.

    because: what has the recorded days, or would explain them. off: by how many days the recorded end (of a party
    without one: its beginning) lies after the computed one nearest to it (None: there is none, or nothing to
    measure from). from_term: by how many days after the end of a term that is nearest to it (None: no term runs to
    an end). readings: those in which the computed life has the recorded days. shared: how many other treaties of
    the party `sharer` are recorded as ended that day.
    """

    treaty: str
    title: str
    claim: Recorded
    source: str
    agreement: Agreement
    because: str
    off: int | None
    from_term: int | None
    readings: tuple[Reading, ...]
    parties: tuple[str, ...]
    shared: int = 0
    sharer: str = ""

    def to_json(self) -> dict[str, object]:
        """This row as JSON data; days are ISO dates."""
        claim = self.claim
        return {
            "treaty": self.treaty,
            "title": self.title,
            "source": self.source,
            "number": claim.number,
            "party": claim.party,
            "in_force": None if claim.in_force is None else claim.in_force.text,
            "ended": None if claim.ended is None else claim.ended.text,
            "how": claim.how,
            "agreement": self.agreement.value,
            "because": self.because,
            "off": self.off,
            "from_term": self.from_term,
            "shares_its_day_with": self.shared,
        }

    @property
    def weight(self) -> tuple[int, int, str]:
        """By what the worst are found: the class, then the distance."""
        return -list(Agreement).index(self.agreement), -abs(self.off or 0), self.treaty


def audit(library: Library, against: Library | None = None) -> Finding:
    """Every record of a data set in the dossiers of `library`, beside the computed life of its treaty.

    With `against`, beside the life of the dossier there that has the same parties and day of signature; of several,
    of the one that is of the same kind, then of the one that is no part of another. An
    answer's value is one `Audited` row as JSON data; its readings are those in which the computed life has the
    recorded days. Records that meet no dossier, and dossiers that cannot be used, are named in `left_out`.
    """
    return finding_of(*audited(library, against))


def finding_of(rows: Sequence[Audited], left_out: Sequence[str] = ()) -> Finding:
    """The finding that rows of an audit are."""
    agreeing = [row.agreement in ALIKE for row in rows]
    return Finding(
        question="Do the recorded dates agree with the computed life?",
        verdict=verdict_of(agreeing) if rows else "none",
        answers=tuple(Answer(row.to_json(), row.readings or ({},)) for row in rows),
        left_out=tuple(left_out),
    )


def audited(library: Library, against: Library | None = None) -> tuple[tuple[Audited, ...], tuple[str, ...]]:
    """As `audit`, as rows in order of treaty; and what was left out, in words."""
    many = ask_all(library, lambda dossier: bool(dossier.recorded))
    left_out = list(many.left_out)
    rows: list[Audited] = []
    meet = met_in(against, left_out) if against is not None else lambda asked: asked
    for asked in many.asked:
        other = meet(asked)
        if other is not None:
            shown = shown_by(asked.dossier) if other is asked else None
            rows += [_audited(other, asked.dossier, claim, shown) for claim in asked.dossier.recorded]
    return tuple(_with_shared(rows)), tuple(left_out)


def _audited(asked: Asked, stated: Dossier, claim: Recorded, shown: Shown | None = None) -> Audited:
    if shown is not None and claim.party is not None:
        return _of_party(asked, stated, claim, joined(shown, claim))
    exploration = asked.explore(lambda world: _compared(asked, world, claim))
    matches = [path.value for path in exploration.paths]
    best = min(_rank(both) for both in matches)
    agreement, because, readings = _explained(asked, exploration, claim, best)
    parts = [(entry if claim.ended is None else end, _rank((entry, end))) for entry, end in matches]
    offs = [part.off for part, rank in parts if part.off is not None and rank == best]
    terms = [
        off for off in (path.value for path in asked.explore(lambda world: _term_off(asked, world, claim)).paths)
        if off is not None
    ]  # fmt: skip
    return Audited(
        asked.dossier.id,
        asked.dossier.title,
        claim,
        _source(stated, claim),
        agreement,
        because,
        min(offs, key=abs, default=None) if claim.ended is not None or claim.party is not None else None,
        min(terms, key=abs, default=None),
        readings,
        asked.dossier.parties,
    )


def _source(stated: Dossier, claim: Recorded) -> str:
    return stated.sources[claim.by].title if claim.by in stated.sources else claim.by


def _of_party(asked: Asked, stated: Dossier, claim: Recorded, found: Joined) -> Audited:
    """A claim on one party of a convention; of one with an end, the act that brought it about is not on record."""
    agreement, because = Agreement[found.agreement], found.because
    if claim.ended is not None and agreement in (*ALIKE, Agreement.READING):
        agreement, because = Agreement.NOT_CODED, "not on record: the act by which it left"
    dossier = asked.dossier
    source = _source(stated, claim)
    return Audited(
        dossier.id, dossier.title, claim, source, agreement, because, found.off, None, ({},), dossier.parties
    )


Both = tuple[Match, Match]


def _compared(asked: Asked, world: World, claim: Recorded) -> Both:
    lived = asked.life(world)
    return entry_match(world, lived, claim), end_match(asked, world, lived, claim)


def _term_off(asked: Asked, world: World, claim: Recorded) -> int | None:
    chain = asked.life(world).chain
    if chain is None or claim.ended is None or not claim.ended.is_exact:
        return None
    return boundary_off(world, chain, claim.ended.first)


def _rank(both: Both) -> Rank:
    return max(both[0].rank, both[1].rank)


def _explained(
    asked: Asked, exploration: Exploration[Both], claim: Recorded, best: Rank
) -> tuple[Agreement, str, tuple[Reading, ...]]:
    """The class of a record, what explains it in words, and in which readings."""
    matches = [path.value for path in exploration.paths]
    having = [both for both in matches if _rank(both) == best]
    first = having[0]
    if best is Rank.NONE:
        lacking = next((part.lacking for both in matches for part in both if part.rank is best and part.lacking), "")
        if lacking:
            return Agreement.NOT_CODED, f"not on record: {lacking}", ()
        return Agreement.UNEXPLAINED, _other_days(first, claim), ()
    told = _basis(first, claim)
    ranks = {_rank(both) for both in matches}
    if Rank.COUNTED not in ranks and Rank.NONE not in ranks:
        return _kind_of(asked, claim, best, told), told, ({},)
    answers = group(
        exploration, lambda both: _rank(both) == best, lambda both: _rank(both) == best, _no_reasons, asked.name
    )
    readings = next(answer.readings for answer in answers if answer.value)
    needed = {} if best is Rank.COUNTED and ranks <= {Rank.COUNTED, Rank.ANY_DAY} else _needed(readings)
    if best is Rank.COUNTED:
        told = f"{told}, {counted(next(part.off for part in first if part.rank is best and part.off))}"
    if not needed:
        return Agreement.READING, told, readings
    words = " and ".join(_position(asked.dossier, name, taken) for name, taken in needed.items())
    not_coded = any(name in asked.dossier.disputes and asked.dossier.disputes[name].not_coded for name in needed)
    return Agreement.NOT_CODED if not_coded else Agreement.READING, f"{words} ({told})", readings


def _kind_of(asked: Asked, claim: Recorded, best: Rank, told: str) -> Agreement:
    """How a record agrees: with an act that the same source records, as it would with any day, or indeed."""
    if claim.ended is not None and best is Rank.ANY_DAY:
        return Agreement.ANY_DAY
    kind = OWN_ACTS.get(told)
    if claim.ended is not None and any(
        event.event == kind and claim.by in event.source for event in asked.dossier.record
    ):
        return Agreement.ITSELF
    return Agreement.AGREES


OWN_ACTS = {"the later treaty on record": "replacement", "the agreement on record": "termination"}
"""What has an end, by the act on record that brought it about."""


def _position(dossier: Dossier, name: str, taken: Sequence[str]) -> str:
    """The positions taken on a point: of one that a data set does not code, as its notes say it."""
    dispute = dossier.disputes.get(name)
    notes = [dispute.positions[one].note for one in taken if one in dispute.positions] if dispute else []
    if dispute is not None and dispute.not_coded and notes and all(notes):
        return f"if {' or '.join(note for note in notes if note)}"
    return f"{name} = {' or '.join(taken)}"


def _no_reasons(_: Both) -> tuple[()]:
    return ()


def _needed(readings: Sequence[Reading]) -> Mapping[str, tuple[str, ...]]:
    """The positions that every reading names for the same disputes; of several readings, all that occur."""
    needed: dict[str, dict[str, None]] = {}
    for reading in readings:
        for name, taken in reading.items():
            needed.setdefault(name, {})[taken] = None
    return {name: tuple(taken) for name, taken in needed.items()}


def _basis(both: Both, claim: Recorded) -> str:
    entry, end = both
    if claim.ended is not None or claim.status is not None:
        return end.basis
    return entry.basis


def _other_days(both: Both, claim: Recorded) -> str:
    entry, end = both
    told = []
    if entry.rank is Rank.NONE:
        told.append(f"{entry.basis} {_days(entry.off)}".strip())
    if end.rank is Rank.NONE:
        told.append(f"{end.basis} {_days(end.off)}".strip())
    return "; ".join(told)


def _days(off: int | None) -> str:
    if off is None:
        return ""
    count = f"{abs(off)} day{'' if abs(off) == 1 else 's'}"
    return f"{count} {'before' if off > 0 else 'after'} what is recorded"


def _with_shared(rows: list[Audited]) -> Iterable[Audited]:
    """The rows with the number of other treaties of one party that are recorded as ended the same day."""
    ended: Counter[tuple[str, int]] = Counter()
    for row in rows:
        if row.claim.ended is not None and row.claim.party is None:
            ended.update((party, row.claim.ended.first) for party in set(row.parties))
    for row in rows:
        day = row.claim.ended
        if day is None or row.claim.party is not None:
            yield row
            continue
        most, party = max(((ended[party, day.first], party) for party in row.parties), default=(0, ""))
        yield replace(row, shared=most - 1, sharer=party) if most > 1 else row


def in_words(row: Audited) -> str:
    """What explains a row, with what else is to know of it: a day shared by many may be that of their notices."""
    if not row.shared or row.agreement in ALIKE:
        return row.because
    others = f"{row.shared} other{'' if row.shared == 1 else 's'}"
    return f"{row.because}; {others} of {party_name(row.sharer)} ended the same day"


def ended_rows(rows: Iterable[Audited]) -> tuple[Audited, ...]:
    """The rows of which an end is recorded, the worst first."""
    return tuple(sorted((row for row in rows if row.claim.ended is not None), key=lambda row: row.weight))


WORST = 10
"""How many rows are told as the worst."""


def worst(rows: Iterable[Audited]) -> tuple[Audited, ...]:
    """The rows furthest from the computed life: by class, then by distance; none that agrees."""
    ranked = sorted((row for row in rows if row.agreement not in ALIKE), key=lambda row: row.weight)
    return tuple(ranked[:WORST])
