"""The codebook: what each column of a table holds, how it is coded, and what its values rest on."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

import pyarrow as pa

from foedus.tables.columns import Columns
from foedus.tables.obligations import COLUMNS
from foedus.tables.panel import Count, Plan

SOURCES = (
    "ccode, stateabb, cow_member: Correlates of War, State System Membership List, v2016",
    "gwcode, gw_member: Gleditsch and Ward, A Revised List of Independent States since the Congress of Vienna, "
    "1999, and their microstates, as listed to 2020",
    "obligations: as in Leeds, Ritter, Mitchell and Long, Alliance Treaty Obligations and Provisions, 2002",
    "ss_type: as in Gibler, International Military Alliances (COW formal alliances), 2009",
)


class Entry(NamedTuple):
    """One column in the codebook."""

    name: str
    kind: str
    says: str


def entries(columns: Columns) -> list[Entry]:
    """The codebook of a table of treaties."""
    return [Entry(column.name, kind_of(column.kind), column.says) for column in columns]


def panel_entries(plan: Plan, schema: pa.Schema) -> list[Entry]:
    """The codebook of a panel whose columns are those of `schema`."""
    return [Entry(field.name, kind_of(field.type), _says(plan, field.name)) for field in schema]


def kind_of(kind: pa.DataType) -> str:
    """The type of a column, as people call it."""
    if pa.types.is_date(kind):
        return "date"
    if pa.types.is_integer(kind):
        return "whole number"
    return "number" if pa.types.is_floating(kind) else "text"


_NAMES = {
    "atopally": "any of the five obligations below",
    "treaty": "a treaty of the library, of whatever content",
    "defense": "a defensive obligation: help by arms if attacked",
    "offense": "an offensive obligation: help by arms in conditions that are no attack",
    "neutral": "a neutrality obligation",
    "nonagg": "a nonaggression obligation",
    "consul": "a consultation obligation",
}

_WHEN: dict[Count, str] = {
    "any-day": "on some day of the {0}",
    "first-day": "on the first day of the {0}",
    "last-day": "on the last day of the {0}",
    "share": "",
}


def _says(plan: Plan, name: str) -> str:
    base, end = name.removesuffix("_all"), name.endswith("_all")
    if base in _NAMES:
        return _obligation(plan, base, end)
    state = {"1": " of the first state", "2": " of the second state"}.get(name[-1:], "")
    match name.rstrip("12"):
        case "party":
            return f"id{state} in the register of foedus (ISO 3166-1 alpha-3 where there is one)"
        case "ccode":
            return f"Correlates of War number{state}; missing: it has none"
        case "stateabb":
            return f"Correlates of War abbreviation{state}"
        case "gwcode":
            return f"Gleditsch and Ward number{state}; missing: it has none"
        case "dyadid":
            return "1000 times ccode1 plus ccode2"
        case "year" | "month":
            return f"the {name}"
        case "date":
            return "the day"
        case "ss_type" | "ss_type_all":
            which = "every reading" if end else "some reading"
            return (
                f"Correlates of War type of the gravest promise in {which}: 1 defense pact, 2 neutrality or "
                "nonaggression pact, 3 entente, 0 none; missing: not known"
            )
        case "agree":
            return "1: all readings come to the same in this row; 0: they differ; missing: not known"
        case "cow_member":
            return f"1: member of the COW state system on some day told of in this row{_both(plan)}; 0: not"
        case _:
            return (
                f"1: independent by the list of Gleditsch and Ward, microstates with it, on some day told of in this "
                f"row{_both(plan)}; 0: not"
            )


def _both(plan: Plan) -> str:
    return ", both states on the same day" if plan.who == "dyad" else ""


def _obligation(plan: Plan, name: str, every: bool) -> str:
    reading = "every reading" if every else "some reading"
    whose = {
        ("dyad", True): "the first state owes the second",
        ("dyad", False): "one of the two owes the other",
        ("state", True): "the state owes somebody",
        ("state", False): "the state owes, or is owed,",
    }[plan.who, plan.directed]
    if name == "treaty":
        whose = "there is in force between the two" if plan.who == "dyad" else "the state has in force with somebody"
    what, missing = f"{whose} {_NAMES[name]}", "missing: the library does not tell"
    if plan.count == "share":
        return f"share of the days of the {plan.cells.length} on which in {reading} {what}; {missing}"
    when = _WHEN[plan.count].format(plan.cells.length) if plan.cells.length != "day" else "on the day"
    return f"1: {what} {when} in {reading}; 0: not; {missing}"


def markdown(title: str, found: list[Entry], notes: list[str]) -> str:
    """The codebook as a page of Markdown."""
    lines = [f"# Codebook: {title}", "", *(f"- {note}" for note in notes), "", "| column | type | holds |"]
    lines += ["| --- | --- | --- |", *(f"| `{each.name}` | {each.kind} | {_cell(each.says)} |" for each in found)]
    lines += ["", "Sources of the coding:", "", *(f"- {source}" for source in SOURCES), ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def comma_separated(found: list[Entry]) -> str:
    """The codebook as CSV: column, type, what it holds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("column", "type", "holds"))
    writer.writerows(found)
    return text.getvalue()


def panel_notes(plan: Plan, version: str) -> list[str]:
    """What holds of a whole panel."""
    who = "every two states of the register" if plan.everybody else "the states of which a dossier speaks"
    notes = [
        f"Made by foedus {version}: {plan.name}{', directed' if plan.directed else ''}, counted by {plan.count}.",
        f"Rows: {who}, each {plan.cells.length} on some day of which "
        + ("both existed" if plan.who == "dyad" else "it existed")
        + (" as members of the COW system." if plan.members else " by the register of foedus."),
        "A column and its `_all`: what holds in some reading of what is disputed, and what holds in every reading.",
        "A day that the record leaves open counts as held in the column, and as not held in its `_all`.",
        "A treaty is in force from its first day to the day before its end; while it is suspended it is not, nor "
        "between two whom a suspension toward one of them, an objection or a war of the two keeps apart.",
        f"Obligations ({', '.join(COLUMNS)}) are read off the duties of the dossiers, by the words of the treaties.",
    ]
    if plan.complete:
        return [*notes, "The library was taken to be complete: where no dossier speaks, 0."]
    return [*notes, "Missing is never 0: where no dossier speaks of the two, or its record ends, nothing is told."]


TREATY_NOTES = [
    "Days are half open: `end_date` is the first day on which it is over.",
    "Where the record leaves a day open, `start_date` and `end_date` are the earliest and `_max` the latest it can be.",
    "A row stands in the readings of `readings`; `agree` is 1 if that is every reading.",
]
