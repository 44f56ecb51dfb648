"""The independent check: a dossier's text read into facts for `life.lp`, solved, and compared with the engine.

Nothing here uses the engine's reading, its arithmetic or its rules: the YAML is read as plain text, months
are python-dateutil's, days and clauses are the answer-set program's. Only the last step asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import clingo
import pytest
import yaml
from dateutil.relativedelta import relativedelta

from foedus.chronology.days import iso
from foedus.dossier.load import load_text
from foedus.law.life import life
from foedus.law.status import Status
from foedus.worlds import World

Compare = Callable[..., str | None]

PROGRAM = (Path(__file__).parent / "life.lp").read_text("utf-8")
OFFSETS = {"same-day": 0, "day-after": 1, "day-before": -1}
TREATY = "the treaty"
CONSENTS = {"signature", "ratification", "accession", "acceptance", "approval"}
EITHER = {  # what the meaning of the statuses does not tell apart
    "outside": {"not concluded", "not a party", "signatory", "consented", "not yet in force", "ended"},
    "withdrawn or ended": {"withdrawn", "ended"},  # the party's exit and the end of all on one day
    "waiting to return": {"withdrawn", "not yet in force"},  # it left, has consented again, its delay runs
}


class Answer(NamedTuple):
    """Day of entry into force, day of the end for all ('' for none in the horizon), each party's status day by day."""

    entry: str
    end: str
    days: dict[str, list[str]]
    unsettled: Sequence[str] = ()


# -- the calendar, for the program


class Months:
    """Month arithmetic by python-dateutil, on the program's day numbers (1 is the day `base`)."""

    def __init__(self, base: date) -> None:
        self.base = base

    def months(self, day: clingo.Symbol, count: clingo.Symbol) -> clingo.Symbol:
        """The corresponding day so many months away, month ends clamped."""
        return self._number(self._date(day) + relativedelta(months=count.number))

    def rounded(self, rule: clingo.Symbol, day: clingo.Symbol) -> clingo.Symbol:
        """The day to which a clause moves `day` on."""
        that = self._date(day)
        ahead = {"first_of_next_month": 1, "first_of_month_after_next": 2, "first_of_third_month": 3}
        if rule.name == "new_year":
            return self._number(date(that.year + 1, 1, 1))
        if rule.name == "end_of_year":
            return self._number(date(that.year, 12, 31))
        return self._number(that.replace(day=1) + relativedelta(months=ahead[rule.name]))

    def _date(self, day: clingo.Symbol) -> date:
        return self.base + timedelta(days=day.number - 1)

    def _number(self, that: date) -> clingo.Symbol:
        return clingo.Number((that - self.base).days + 1)


# -- a dossier as facts


def _period(text: str) -> tuple[int, int]:
    """Months and days of a period in words."""
    size = {"year": (12, 0), "month": (1, 0), "week": (0, 7), "day": (0, 1)}
    months = days = 0
    for count, unit in re.findall(r"(\d+) (year|month|week|day)", text):
        months += int(count) * size[unit][0]
        days += int(count) * size[unit][1]
    return months, days


def _timed(name: str, clause: Mapping[str, Any], key: str) -> Iterator[str]:
    if key in clause:
        yield "period({},{},{})".format(name, *_period(clause[key]))
        yield f"offset({name},{OFFSETS[clause.get('counting', 'same-day')]})"
    if "round" in clause:
        yield f"rounding({name},{clause['round']})"


def _joined(terms: Mapping[str, Any], rules: Mapping[str, str]) -> Iterator[str]:
    entry = terms["entry_into_force"]
    when = {"signature": "signed_by_all"}.get(str(entry["when"]), entry["when"])
    yield f"entry_when({when if isinstance(when, str) else 'deposits({deposits})'.format(**when)})"
    yield from _timed("entry", entry, "after")
    joining = terms.get("joining", {})
    if not joining and rules.get("law/vclt-24-3") == "same-delay":
        joining = entry
    yield from _timed("joining", joining, "after")


def _lasts(terms: Mapping[str, Any], number: Callable[[str], int]) -> Iterator[str]:
    term, renewal = terms.get("term", {}), terms.get("renewal", {})
    if "length" in term:
        yield "length({},{})".format(*_period(term["length"]))
        yield f"term_from({ {'signature': 'signature'}.get(term.get('from', ''), 'entry') })"
    if "until" in term:
        yield f"until({number(term['until'])})"
    if term.get("at_least") == "true":
        yield "at_least"
    if "tacit" in renewal:
        listed = renewal["tacit"] if isinstance(renewal["tacit"], list) else [renewal["tacit"]]
        for count, each in enumerate(listed, 1):
            yield "renewal({},{},{})".format(count, *_period(each))
        times = renewal.get("times", "unlimited")
        yield f"times({1 if times == 'once' else times})"
    yield f"then({renewal.get('then', 'ends')})"


def _leaves(terms: Mapping[str, Any], rules: Mapping[str, str]) -> Iterator[str]:
    clause = terms.get("denunciation")
    if clause is None:
        if rules.get("law/vclt-56") == "twelve-months":
            clause = {"notice": "12 months"}
        else:
            return
    yield "exit"
    yield from _timed("notice", clause, "notice") if "notice" in clause else ("period(notice,0,0)", "offset(notice,0)")
    if clause.get("before") == "term_end":
        yield "before_term_end"
    if "later" in clause:
        yield from _timed("later", clause["later"], "notice")
    if "ends_for" in clause:
        yield f"ends_for({ {'all': 'all', 'leaver': 'leaver'}[clause['ends_for']] })"
    if "not_before" in clause:
        bar = clause["not_before"]
        yield from _timed("bar", bar, "length")
        yield f"bar_from({bar.get('from', 'own_entry').replace('_into_force', '')})"
        yield f"bars({bar.get('bars', 'notice')})"


def _happened(dossier: Mapping[str, Any], number: Callable[[str], int]) -> Iterator[str]:
    terms = dossier["terms"]
    binding = terms.get("binding", {}).get("by", "signature")
    consents = {binding} if isinstance(binding, str) else set(binding)
    by_given = terms.get("denunciation", {}).get("receipt") == "given"
    for index, event in enumerate(dossier["record"]):
        on, kind = number(event["on"]), event["event"]
        for party in [event["by"]] if isinstance(event["by"], str) else event["by"]:
            actor = party.lower()
            if kind == "signature":
                yield f"signed({actor},{on})"
            if kind in CONSENTS & consents:
                yield f"consent({actor},{on})"
            elif kind in ("denunciation", "withdrawal"):
                counted = on if by_given else number(event.get("received", event["on"]))
                name = event.get("id", f"n{index}").replace("-", "_")
                yield f"notice({name},{actor},{on},{counted})"
                if "effective" in event:
                    yield f"named({name},{number(event['effective'])})"
            elif kind == "revocation" and "of" in event:
                yield f"revocation_of({event['of'].replace('-', '_')},{on})"
            elif kind == "revocation":
                yield f"revocation({actor},{on})"
            elif kind == "termination":
                yield f"terminated({on},{number(event.get('effective', event['on']))})"


def _facts(dossier: Mapping[str, Any], rules: Mapping[str, str], number: Callable[[str], int]) -> Iterator[str]:
    terms = dossier["terms"]
    yield from (f"party({party.lower()})" for party in _actors(dossier))
    yield from (f"negotiating({party.lower()})" for party in dossier.get("parties", ()))
    if dossier.get("open_to_others") == "true":
        yield "open"
    yield from _joined(terms, rules)
    yield from _lasts(terms, number)
    yield from _leaves(terms, rules)
    if "survival" in terms:
        yield "survives"
        yield from _timed("survival", terms["survival"], "length")
    if "floor" in terms:
        yield f"floor({terms['floor']['parties']})"
    yield f"rule(last_day,{rules['law/notice-on-last-day'].replace('-', '_')})"
    yield f"rule(late,{rules.get('law/late-notice', 'next-term').replace('-', '_')})"
    yield f"rule(premature,{rules.get('law/premature-notice', 'void')})"
    yield from _happened(dossier, number)


def _actors(dossier: Mapping[str, Any]) -> list[str]:
    found = dict.fromkeys(dossier.get("parties", ()))
    for event in dossier["record"]:
        found |= dict.fromkeys([event["by"]] if isinstance(event["by"], str) else event["by"])
    return list(found)


# -- the two answers


def _by_program(dossier: Mapping[str, Any], rules: Mapping[str, str], base: date, horizon: int) -> Answer:
    def number(text: str) -> int:
        return (date.fromisoformat(text) - base).days + 1

    def text(day: int) -> str:
        return (base + timedelta(days=day - 1)).isoformat() if day <= horizon else ""

    control = clingo.Control(["--warn=none", "-c", f"horizon={horizon}"])
    control.add("base", [], PROGRAM + "".join(f"{fact}.\n" for fact in _facts(dossier, rules, number)))
    control.ground([("base", [])], context=Months(base))
    models: list[list[clingo.Symbol]] = []
    control.configuration.solve.models = 2  # type: ignore[union-attr]
    control.solve(on_model=lambda model: models.append(list(model.symbols(shown=True))))
    assert len(models) == 1, f"the encoding has {len(models)} answer sets for these facts, not one"
    entry = end = ""
    unsettled: list[str] = []
    days = {party: ["?"] * horizon for party in _actors(dossier)}
    for symbol in models[0]:
        match symbol.name, symbol.arguments:
            case "entry", [day]:
                entry = text(day.number)
            case "unsettled", [why]:
                unsettled.append(why.name.replace("_", " "))
            case "ends", [day]:
                end = text(day.number)
            case "status", [party, day, status]:
                row = days[party.name.upper()]
                assert row[day.number - 1] == "?", f"the encoding gives {party} two statuses on day {day}"
                row[day.number - 1] = status.name.replace("_", " ")
    together = zip(*days.values(), strict=True)
    days[TREATY] = ["in force" if "in force" in each else "not in force" for each in together]
    return Answer(entry, end, days, unsettled)


def _by_engine(source: str, rules: Mapping[str, str], base: date, horizon: int, actors: list[str]) -> Answer:
    loaded = load_text(source)
    assert loaded.dossier is not None, "\n".join(map(str, loaded.diagnostics))
    world = World(rules)
    lived = life(loaded.dossier, world)
    first = base.toordinal()

    def text(when: Any) -> str:
        assert isinstance(when, int)
        return iso(when) if when < first + horizon else ""

    entry = "" if lived.entry.day is None else text(lived.entry.day)
    end = "" if lived.ending is None else text(lived.ending.day)
    days = {
        party: [lived.span_on(world, party, first + day).status.value for day in range(horizon)] for party in actors
    }
    overall = [lived.span_on(world, None, first + day).status for day in range(horizon)]
    days[TREATY] = ["in force" if status is Status.IN_FORCE else "not in force" for status in overall]
    assert not world.trail, f"the engine asks what the case does not fix: {[step.key for step in world.trail]}"
    return Answer(entry, end, days)


# -- and how they differ


def _same(program: str, engine: str) -> bool:
    return program == engine or engine in EITHER.get(program, ())


def _spans(row: list[str], base: date) -> str:
    changes = [(day, status) for day, status in enumerate(row) if day == 0 or row[day - 1] != status]
    return ", ".join(f"{base + timedelta(days=day)} {status}" for day, status in changes)


def _difference(program: Answer, engine: Answer, base: date) -> list[str]:
    lines = [
        f"{what}: program {a or 'none'}, engine {b or 'none'}"
        for what, a, b in (("entry", program.entry, engine.entry), ("end", program.end, engine.end))
        if a != b
    ]
    for party, row in program.days.items():
        there = engine.days[party]
        first = next((day for day, pair in enumerate(zip(row, there, strict=True)) if not _same(*pair)), None)
        if first is not None:
            lines.append(f"{party} on {base + timedelta(days=first)}: program {row[first]!r}, engine {there[first]!r}")
            lines += [f"    program: {_spans(row, base)}", f"    engine:  {_spans(there, base)}"]
    return lines


@pytest.fixture(scope="session")
def differences() -> Compare:
    """How program and engine differ on the YAML text of a dossier, readably; empty if they agree.

    `rules` fixes positions of law, `after` says how many days past the last date written to compare. None
    where the program finds the clauses silent, unless `always`.
    """

    def compare(
        source: str, rules: Mapping[str, str] | None = None, after: int = 60, always: bool = False
    ) -> str | None:
        taken = {"law/notice-on-last-day": "in-time", "law/day-of-expiry": "ended", **(rules or {})}
        dossier = yaml.load(source, yaml.BaseLoader)
        dates = [date.fromisoformat(found) for found in re.findall(r"\d{4}-\d\d-\d\d", source)]
        base, horizon = min(dates) - timedelta(days=1), (max(dates) - min(dates)).days + after
        program = _by_program(dossier, taken, base, horizon)
        if program.unsettled and not always:
            return None
        engine = _by_engine(source, taken, base, horizon, _actors(dossier))
        lines = _difference(program, engine, base)
        return "\n".join([*lines, f"readings: {taken}", source]) if lines else ""

    return compare
