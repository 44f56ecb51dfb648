"""Columns: the names, types and meanings of what the tables hold, in one place for Arrow and for the codebook."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import pyarrow as pa

Day = pa.date32()
Text = pa.string()
Flag = pa.int8()
Code = pa.int16()
Share = pa.float64()


class Column(NamedTuple):
    """One column: its name, its Arrow type, and what it holds, as the codebook says it."""

    name: str
    kind: pa.DataType
    says: str


Columns: TypeAlias = tuple[Column, ...]

TREATY = (
    Column("treaty", Text, "id of the treaty: the name of its dossier"),
    Column("title", Text, "title of the treaty"),
)

ACTOR = (
    Column("party", Text, "id of the party in the register of foedus (ISO 3166-1 alpha-3 where there is one)"),
    Column("ccode", Code, "Correlates of War number of the party; missing: it has none"),
    Column("stateabb", Text, "Correlates of War abbreviation"),
    Column("gwcode", Code, "Gleditsch and Ward number; missing: it has none"),
)

TWO = (
    Column("party1", Text, "id of the first state in the register of foedus"),
    Column("party2", Text, "id of the second state"),
    Column("ccode1", Code, "Correlates of War number of the first state; missing: it has none"),
    Column("ccode2", Code, "Correlates of War number of the second state"),
    Column("stateabb1", Text, "Correlates of War abbreviation of the first state"),
    Column("stateabb2", Text, "Correlates of War abbreviation of the second state"),
    Column("gwcode1", Code, "Gleditsch and Ward number of the first state"),
    Column("gwcode2", Code, "Gleditsch and Ward number of the second state"),
    Column("dyadid", pa.int32(), "1000 times ccode1 plus ccode2, as in the dyadic data of COW and ATOP"),
)

BOUNDS = (
    Column("start_date", Day, "first day; the earliest that it can be if the record leaves it open; missing: none"),
    Column("start_max", Day, "latest day that the first day can be"),
    Column("end_date", Day, "first day on which it is over (the last day is the day before); missing: no end"),
    Column("end_max", Day, "latest day that end_date can be; missing: no end"),
)

READ = (
    Column(
        "readings", Text, "JSON list of the readings in which this stands: disputed point -> position; [{}]: in all"
    ),
    Column("agree", Flag, "1: it stands in every reading; 0: in some"),
)

OBLIGATIONS = (
    Column("defense", Flag, "defensive obligation (ATOP): help by arms if attacked"),
    Column("offense", Flag, "offensive obligation (ATOP): help by arms in conditions that are no attack"),
    Column("neutral", Flag, "neutrality obligation (ATOP)"),
    Column("nonagg", Flag, "nonaggression obligation (ATOP)"),
    Column("consul", Flag, "consultation obligation (ATOP)"),
    Column(
        "ss_type",
        Flag,
        "Correlates of War type of the gravest promise: 1 defense pact, 2 neutrality or nonaggression pact, 3 entente, "
        "0 none",
    ),
)

SPANS: Columns = (
    *TREATY,
    *ACTOR,
    Column("status", Text, "what the treaty is to the party on these days: in force, suspended, ended, ..."),
    *BOUNDS,
    Column("ended", Text, "how it ended, for the span that ends and those after it"),
    Column("cites", Text, "the articles, sources and rules of law that the span rests on"),
    *READ,
)

DYADS: Columns = (
    *TREATY,
    *TWO,
    *BOUNDS,
    *OBLIGATIONS,
    Column("asymm", Flag, "1: what the one promises is not what the other does"),
    *READ,
)

DUTIES: Columns = (
    *TREATY,
    Column("duty", Text, "id of the duty in the dossier"),
    Column("article", Text, "article that holds it"),
    Column("verb", Text, "what it asks: refrain, respect, observe, assist, consult, perform, ..."),
    Column("category", Text, "the ATOP obligations that it is, with semicolons between; empty: none of them"),
    Column("bearer", Text, "id of the party that owes it"),
    Column("beneficiary", Text, "id of the party to which it is owed"),
    *BOUNDS,
    *READ,
)

DEADLINES: Columns = (
    Column("date", Day, "the day on which it falls due"),
    Column("what", Text, "what falls due: last day for notice, renewal, expiry, ..."),
    *TREATY,
    *ACTOR,
    Column("about", Text, "what it concerns, in words"),
    Column("effect", Day, "the end that a notice on that day brings about"),
    Column("notice", Day, "the day of the notice that brings about an end on that day"),
    *READ,
)

EXITS: Columns = (
    *TREATY,
    *ACTOR,
    Column("notice_by", Day, "last day for notice for the end of the current term (or year), in the strictest reading"),
    Column("notice_by_max", Day, "the same in the most generous reading"),
    Column("notice_for", Day, "the end that a notice by that day brings about"),
    Column(
        "next_exit", Day, "the earliest end that a notice brings about that is sent on the day asked, or first can be"
    ),
    Column("next_exit_max", Day, "the latest that this can be, over the readings"),
    Column("notice_on", Day, "the day of that notice"),
    Column("survival_ends", Day, "end of what goes on after that end; missing: nothing does, or without limit"),
    Column("term_ends", Day, "end of the current term"),
    Column("term_then", Text, "what follows then without notice: renewal, term ends (it runs on), expiry"),
    Column("ends", Day, "the day on which it ends, or survival ends, by what has been done already"),
    Column("agree", Flag, "1: these days are the same in every reading; 0: they differ"),
)

PROBLEM = "problem"
"""A column beside a table's own, while it is made: why a treaty has no row in it."""


def schema(columns: Columns, *more: Column) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([(column.name, column.kind) for column in (*columns, *more)])
