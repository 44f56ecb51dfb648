"""What the page of a treaty shows, gathered from the answers: one question each, about one library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from foedus.answers.acts import acts
from foedus.answers.brief import about_lines, source_lines, statement_words
from foedus.answers.clauses import clauses
from foedus.answers.deadlines import deadlines
from foedus.answers.groundwork.asking import party_name
from foedus.answers.groundwork.finding import Answer, Finding, verdict_on_any
from foedus.answers.open_points import open_points
from foedus.answers.participants import participants
from foedus.answers.status import status
from foedus.answers.timeline import timeline, whole
from foedus.chronology.days import day, words
from foedus.chronology.moments import parse_moment
from foedus.dossier.library import Library
from foedus.dossier.model import Dossier
from foedus.dossier.record import Consent, EventKind, Life
from foedus.errors import TimeTextError
from foedus.outlets.life_marks import acts_of, blocks_of, days_of, dues_of, letter
from foedus.outlets.life_svg import Picture, life_svg
from foedus.outlets.time_axis import view_of
from foedus.outlets.wording import days_in_words
from foedus.web.asking import Asking

MOST_READINGS = 12
"""How many readings are drawn; the others are counted."""

MOST_ROWS = 6
"""How many rows a reading has in the picture unless all are asked for: of more, the treaty as such stands for all."""

ALL_ROWS = 400

MOST_DUES = 60
"""How many dates that fall due a picture of a whole life may have; of more, those after the day asked about."""

KEY_DAYS = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader chose to see, beside the question: the lines of one `party` or of `all_rows`, the picture from
    `start` to `end` (ISO), the participants by `sort`, of them those whose name or status has `who`."""

    party: str = ""
    all_rows: bool = False
    start: str = ""
    end: str = ""
    sort: str = "name"
    who: str = ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The names and values that a link carries, those as by default left out."""
        given = {"party": self.party, "rows": "all" if self.all_rows else "", "from": self.start, "to": self.end}
        given |= {"sort": "" if self.sort == "name" else self.sort, "who": self.who}
        return ((name, value) for name, value in given.items() if value)


@dataclass(frozen=True, slots=True)
class TreatyView:
    """The answers that the page of one treaty shows; `svg` is the picture of its life, `lines` the letters of the
    readings drawn there with what they say, `more_readings` how many are not drawn."""

    dossier: Dossier
    on: str
    status: Finding
    life: Finding
    lines: tuple[tuple[str, Answer], ...]
    more_readings: int
    svg: str
    acts: Finding
    dues: tuple[Answer, ...]
    dues_ahead: bool
    clauses: Finding
    points: Finding
    participants: Finding
    listed: tuple[Answer, ...]
    about: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    key_days: tuple[tuple[str, str], ...]
    is_cut: bool

    def sections(self) -> Iterator[tuple[str, Finding]]:
        """The findings of the page, by the names that the API has for them."""
        yield "status", self.status
        yield "life", self.life
        yield "acts", self.acts
        yield "deadlines", self.dates()
        yield "clauses", self.clauses
        yield "open_points", self.points
        yield "participants", self.participants

    @property
    def ended_since(self) -> tuple[str, ...]:
        """Of a status that is the same in every reading but not its beginning: the first and last day of that, ISO."""
        since = sorted(
            {found for answer in self.status.answers for detail in answer.details if (found := detail.value["since"])}
        )
        return (since[0],) if len(since) == 1 else (since[0], since[-1]) if since else ()

    def dates(self) -> Finding:
        """What falls due, as the finding that a calendar is made of."""
        question = f"What falls due under the {self.dossier.title}?"
        return Finding(question, verdict_on_any(self.dues), self.dues)


def treaty_view(library: Library, as_it_is: Library, treaty: str, asking: Asking, on: str, shown: Shown) -> TreatyView:
    """The page of `treaty` in `library`, which is `as_it_is` changed as the question says.

    Raises QuestionError and TimeTextError for what cannot be asked, DossierError for a dossier that cannot be used.
    """
    dossier = library[treaty]
    readings = asking.readings
    life, is_cut = drawn_life(library, treaty, shown, readings)
    happened = acts(library, treaty, readings, as_it_is)
    all_dues = deadlines(library, [treaty], readings=readings).answers
    ahead = deadlines(library, [treaty], start=parse_moment(on).text, readings=readings).answers
    drawn = all_dues if len(all_dues) <= MOST_DUES else ahead[:MOST_DUES]
    standing = participants(library, treaty, on, readings)
    return TreatyView(
        dossier=dossier,
        on=on,
        status=status(library, treaty, on, readings=readings),
        life=life,
        lines=tuple((letter(number), answer) for number, answer in enumerate(life.answers[:MOST_READINGS])),
        more_readings=max(0, len(life.answers) - MOST_READINGS),
        svg=life_picture(life, happened, drawn, on, shown),
        acts=happened,
        dues=ahead or all_dues,
        dues_ahead=bool(ahead),
        clauses=clauses(library, treaty),
        points=open_points(library, treaty, readings),
        participants=standing,
        listed=tuple(_listed(standing, shown)),
        about=tuple(_once(about_lines(dossier))),
        statements=tuple(statement_words(said) for said in dossier.statements if isinstance(said.says, str)),
        sources=tuple(source_lines(dossier)),
        key_days=tuple(_key_days(life)),
        is_cut=is_cut,
    )


def drawn_life(library: Library, treaty: str, shown: Shown, readings: tuple[str, ...]) -> tuple[Finding, bool]:
    """The life that is drawn: that of one party, of all, or of the treaty as such where there are many rows."""
    found = timeline(library, treaty, shown.party or None, readings)
    many = max((len(answer.value) for answer in found.answers), default=0) > MOST_ROWS
    if shown.party or shown.all_rows or not many:
        return found, False
    return whole(library, treaty, readings), True


def life_picture(
    life: Finding, happened: Finding, dues: tuple[Answer, ...], on: str, shown: Shown, *, editable: bool = True
) -> str:
    """The drawn life with its acts and what falls due, as SVG; `editable` if acts and the day can be dragged."""
    blocks = blocks_of(life, ALL_ROWS)[:MOST_READINGS]
    marks, due = acts_of(happened), dues_of(answer for answer in dues if answer.value["what"] != "next exit")
    asked = parse_moment(on).first
    first, last = view_of(days_of(blocks, marks), [asked, *(mark.first for mark in due)])
    first, last = _chosen(shown.start, first), _chosen(shown.end, last)
    if last - first < 2:
        raise TimeTextError(f"the picture would end ({shown.end}) before it begins ({shown.start})")
    return life_svg(Picture(life.question, blocks, marks, due, first, last, asked, editable=editable))


def _chosen(text: str, otherwise: int) -> int:
    return parse_moment(text).first if text else otherwise


def _listed(standing: Finding, shown: Shown) -> list[Answer]:
    """The participants that the reader asked to see, sorted."""
    wanted = shown.who.casefold()
    found = [
        answer
        for answer in standing.answers
        if wanted in f"{answer.value['party']} {answer.value['name']} {answer.value['status']}".casefold()
    ]
    if shown.sort in ("status", "since", "until", "consent"):
        found.sort(key=lambda answer: (answer.value[shown.sort] is None, answer.value[shown.sort] or ""))
    return found


def _once(lines: Any) -> Iterator[tuple[str, str]]:
    """The lines at the head without the acts, which have a table of their own."""
    acts_ = {kind.replace("_", " ") for kind in (*get_args(Consent), *get_args(Life))}
    return ((label, text) for label, text in lines if label not in acts_ and label not in ("parties", "kind"))


def _key_days(life: Finding) -> Iterator[tuple[str, str]]:
    """The days on which the status changes in some reading, the first so many: ISO and in words."""
    found = {
        text.partition("/")[0]
        for answer in life.answers
        for row in answer.value
        for span in row["spans"]
        for text in (span["from"],)
        if text is not None
    }
    return ((text, words(day(text))) for text in sorted(found)[:KEY_DAYS])


def spans_in_words(answer: Answer) -> list[str]:
    """What one reading says of the life, a line for each status of its first row."""
    spans = answer.value[0]["spans"] if answer.value else []
    return [
        f"{span['status']} {'' if span['to'] or not span['from'] else 'from '}{days_in_words(span['from'], span['to'])}"
        for span in spans
        if span["status"] != "ended"
    ]


def changes_in_words(asking: Asking) -> list[tuple[str, str, str]]:
    """The changes to the record: name of the parameter, its text, and what it does in words."""
    found = [("drop", text, f"without {text.replace('-', ' ')}") for text in asking.drop]
    for text in asking.move:
        name, _, when = text.partition("=")
        found.append(("move", text, f"{name.replace('-', ' ')} on {_date(when)}"))
    found += [("add", text, f"with {text}") for text in asking.add]
    found += [("suppose", text, f"supposing {text.replace('-', ' ')}") for text in asking.suppose]
    return found


def _date(text: str) -> str:
    try:
        return words(date.fromisoformat(text).toordinal())
    except ValueError:
        return text


def addable(dossier: Dossier) -> tuple[list[str], list[tuple[str, str]]]:
    """What a form for a further event offers: kinds of events, and the actors of the treaty (id and name)."""
    actors = dict.fromkeys((*dossier.parties, *(party for event in dossier.record for party in event.by)))
    return _kinds(), [(party, party_name(party, dossier)) for party in actors]


def _kinds() -> list[str]:
    first = (
        "denunciation",
        "withdrawal",
        "ratification",
        "accession",
        "termination",
        "suspension",
        "declaration_of_war",
    )
    every = [name for part in get_args(EventKind) for name in (get_args(part) or (part,))]
    return list(dict.fromkeys((*first, *every)))
