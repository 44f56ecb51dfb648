"""relations: every tie of every two actors over a time, with the days on which it held, in every reading or in some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.answers.groundwork.asking import known_party, party_name
from foedus.answers.groundwork.conduct import conduct
from foedus.answers.groundwork.doubts import doubts
from foedus.answers.groundwork.finding import Answer, Finding, Verdict
from foedus.answers.groundwork.readings import questions_of
from foedus.answers.groundwork.tie_days import Found, Promised, in_treaty, pledges, promised_by, wars
from foedus.chronology.days import ALWAYS, FOREVER, Day, iso
from foedus.chronology.moments import Moment, parse_moment
from foedus.chronology.spans import Span
from foedus.dossier.actors import lifetime, register
from foedus.dossier.library import Library
from foedus.errors import QuestionError

KINDS = ("war", "alliance", "neutrality", "non-aggression", "consultation")
"""The kinds of ties. `war`: hostilities go on. `alliance`: a treaty that makes allies is in force between the two
(see `allies_its_parties`), or an act tells of one. `non-aggression`: one owes the other to use no force against it,
or to respect its land. `neutrality`: to stay out of its conflicts. `consultation`: to consult with it."""

FEW = 6
"""Up to how many parties a treaty is told pair by pair alone; of one with more its members are told as well."""

MOST_TREATIES, MOST_TIES = 3_000, 40_000
"""How many treaties that tie their parties, and how many ties, one question looks at."""


class Stretch(NamedTuple):
    """Days from `start` to the day before `end` on which a tie held, in `every` reading or in `some`.

    `hinges` are the disputes on which it hangs; none for one in some readings: a day is not known exactly.
    """

    start: Day
    end: Day
    verdict: Verdict
    hinges: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """This stretch as JSON data; a side without end is None."""
        told: dict[str, object] = {"from": _text(self.start), "to": _text(self.end), "verdict": self.verdict}
        return {**told, "hinges": list(self.hinges)} if self.hinges else told


class Relation(NamedTuple):
    """One tie of two actors (their ids in order): its kind, the treaty or act that makes it, whom it binds, when.

    `binds` names those that owe what the tie consists in; nobody for a war or an alliance, which is of both.
    """

    a: str
    b: str
    kind: str
    by: str
    title: str
    binds: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    def on(self, when: Day) -> Stretch | None:
        """The stretch that holds a day, or None."""
        return next((stretch for stretch in self.stretches if stretch.start <= when < stretch.end), None)


class Membership(NamedTuple):
    """The days on which a treaty of more than a few parties was in force for one of them, and the kinds of its ties."""

    treaty: str
    title: str
    kinds: tuple[str, ...]
    party: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """All ties that held on some day from `first` to `last`, and the members of the treaties with many parties.

    `names` has the short name of each actor with a tie; `questions` what each of the disputes asks.
    """

    first: Day
    last: Day
    names: Mapping[str, str]
    ties: tuple[Relation, ...]
    members: tuple[Membership, ...]
    questions: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def on(self, when: Day) -> tuple[tuple[Relation, Stretch], ...]:
        """The ties of one day, each with the stretch that holds it."""
        found = ((tie, tie.on(when)) for tie in self.ties)
        return tuple((tie, stretch) for tie, stretch in found if stretch is not None)


def relations(
    library: Library,
    start: str,
    end: str,
    readings: Iterable[str] = (),
    among: Iterable[str] = (),
    known_to: str | None = None,
) -> Finding:
    """The ties of all actors from `start` to `end` (EDTF, the first day of the one to the last of the other).

    An answer's value names the two (`pair`), the `kind` of tie (see KINDS), the treaty or act that makes it (`by`,
    `title`), whom it `binds`, and the `spans` on which it held: `from`, `to` (the first day on which it no longer
    did), `verdict` ("every": in every reading, "some") and the disputes on which it hangs. Parameters and errors as
    of `relations_of`.
    """
    return finding_of(relations_of(library, start, end, readings, among, known_to))


def finding_of(found: Relations) -> Finding:
    """Relations as the finding of `relations`."""
    hinges = dict.fromkeys(key for tie in found.ties for part in tie.stretches for key in part.hinges)
    answers = tuple(Answer(_value(tie), ({},)) for tie in found.ties)
    sure = all(part.verdict == "every" for tie in found.ties for part in tie.stretches)
    return Finding(
        question=f"What tied whom to whom from {iso(found.first)} to {iso(found.last)}?",
        verdict="none" if not answers else "every" if sure else "some",
        answers=answers,
        hinges=tuple(hinges),
        disputes=found.questions,
        notes=found.notes,
        left_out=found.left_out,
    )


def relations_of(
    library: Library,
    start: str,
    end: str,
    readings: Iterable[str] = (),
    among: Iterable[str] = (),
    known_to: str | None = None,
    most: tuple[int, int] = (MOST_TREATIES, MOST_TIES),
) -> Relations:
    """The ties of all actors (of those `among`, if any are named) that held on some day from `start` to `end`.

    A tie is told on days on which both actors existed or may have. Ties of one kind by several treaties are told
    one by one, each with its own readings. What was secret on the last day and not known to `known_to` is left out.
    Raises QuestionError for a time that ends before it begins, an unknown actor or reading, and a library with more
    treaties or ties than `most`; TimeTextError for a day that cannot be read.
    """
    first, last = parse_moment(start), parse_moment(end)
    if last.last < first.first:
        raise QuestionError(f"the time asked about ends ({last.text}) before it begins ({first.text})")
    wanted = frozenset(known_party(actor) for actor in among)
    around = conduct(library, readings, known_to, last.last)
    treaties = [promised for dossier in around.dossiers if (promised := promised_by(dossier, around.duties, wanted))]
    if len(treaties) > most[0]:
        raise QuestionError(_too_many(f"{len(treaties)} treaties that tie their parties", most[0]))
    span = Span(first.first, last.last + 1)
    ties: list[Relation] = []
    members: list[Membership] = []
    for promised in treaties:
        found, of_parties = in_treaty(around, promised)
        ties += _told(found, span)
        if len(promised.parties) > FEW:
            of_wanted = {who: told for who, told in of_parties.items() if not wanted or who in wanted}
            members += _members(promised, of_wanted, span)
        if len(ties) > most[1]:
            raise QuestionError(_too_many(f"more than {most[1]} ties", most[1]))
    ties += _told(wars(around, wanted), span)
    ties += _told(pledges(around, wanted), span)
    ties.sort(key=lambda tie: (tie.a, tie.b, KINDS.index(tie.kind), tie.stretches[0].start, tie.by))
    actors = sorted({*(actor for tie in ties for actor in tie[:2]), *(member.party for member in members)})
    own = {key: told.name for dossier in around.dossiers for key, told in dossier.actors.items()}
    hinges = dict.fromkeys(key for tie in ties for stretch in tie.stretches for key in stretch.hinges)
    return Relations(
        span.start,
        last.last,
        {actor: own.get(actor) or party_name(actor) for actor in actors},
        tuple(ties),
        tuple(members),
        questions_of(hinges, around.dossiers, lambda key: key),
        _notes(first, last),
        around.left_out,
    )


def _notes(first: Moment, last: Moment) -> tuple[str, ...]:
    return ("a pact that the library does not hold ties nobody here", *doubts([first, last]))


def _too_many(what: str, most: int) -> str:
    return f"the library holds {what}, and this question looks at {most} at most; name the actors to look among"


def _told(found: Iterable[Found], span: Span) -> Iterable[Relation]:
    """The ties that held on some day of `span`, of actors that can be drawn, on the days of their lives."""
    for tie in found:
        lives = _life(tie.a), _life(tie.b)
        if lives[0] is None or lives[1] is None:
            continue
        alive = Span(max(lives[0].start, lives[1].start), min(lives[0].end, lives[1].end))
        stretches = _cut(tie.stretches, alive)
        if any(stretch.start < span.end and span.start < stretch.end for stretch in stretches):
            yield Relation(tie.a, tie.b, tie.kind, tie.by, tie.title, tie.binds, stretches)


def _members(
    promised: Promised, of_parties: Mapping[str, tuple[tuple[Day, Day, Verdict, tuple[str, ...]], ...]], span: Span
) -> Iterable[Membership]:
    kinds = tuple(kind for kind in KINDS if kind in promised.kinds)
    for party, told in of_parties.items():
        alive = _life(party)
        if alive is None:
            continue
        stretches = _cut(told, alive)
        if any(stretch.start < span.end and span.start < stretch.end for stretch in stretches):
            yield Membership(promised.dossier.id, promised.dossier.title, kinds, party, stretches)


def _cut(told: Iterable[tuple[Day, Day, Verdict, tuple[str, ...]]], alive: Span) -> tuple[Stretch, ...]:
    cut = ((max(start, alive.start), min(end, alive.end), verdict, hinges) for start, end, verdict, hinges in told)
    return tuple(Stretch(*stretch) for stretch in cut if stretch[0] < stretch[1])


def _life(actor: str) -> Span | None:
    """The days on which an actor may have existed; None for an organisation, which is no actor of this question."""
    known = register().get(actor)
    if known is None:
        return Span(ALWAYS, FOREVER)
    return None if known.kind == "organisation" else lifetime(known)


def _value(tie: Relation) -> dict[str, object]:
    return {
        "pair": [tie.a, tie.b],
        "kind": tie.kind,
        "by": tie.by,
        "title": tie.title,
        "binds": list(tie.binds),
        "spans": [stretch.to_json() for stretch in tie.stretches],
    }


def _text(when: Day) -> str | None:
    return None if when <= ALWAYS or when >= FOREVER else iso(when)
