"""table: the data sets. Spans, dyads, duties, deadlines and panels as a file for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from foedus.answers.asking import known_party, when
from foedus.cli.options import Given, answering, today
from foedus.errors import QuestionError

if TYPE_CHECKING:
    import pyarrow as pa

    from foedus.tables.codebook import Entry
    from foedus.tables.panel import Count, Plan

R = TypeVar("R")

SHORT = 20
"""Rows that are printed where no file is asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a table goes and what works it out: the file (None: standard output), CSV there, codebook, engine."""

    out: Path | None
    as_csv: bool
    codebook: Path | None
    engine: str


@click.group("table", short_help="data sets: spans, dyads, panels")
def table() -> None:
    """Many treaties as one table, for other programs: Parquet, CSV, Arrow, Stata or Excel by the file's ending.

    Without --out the first rows are printed; --csv prints all as CSV. Beside a file lies its codebook.
    """


def producing(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options of every table, as `wanted`."""

    def run(*args: object, out: Path | None, as_csv: bool, codebook: Path | None, engine: str, **kwargs: object) -> R:
        return command(*args, wanted=Wanted(out, as_csv, codebook, engine), **kwargs)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    made: Callable[..., R] = run
    for option in (
        click.option("--engine", default="duckdb", metavar="ENGINE", help="duckdb (here), spark, or spark,MASTER."),
        click.option(
            "--codebook",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write the codebook here (.md or .csv); beside the file by default.",
        ),
        click.option("--csv", "as_csv", is_flag=True, help="Print all rows as CSV."),
        click.option(
            "--out",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write the table to this file: .parquet, .csv, .arrow, .dta, .xlsx.",
        ),
    ):
        made = option(made)
    return answering(made)


@table.command(short_help="each party's status over time")
@click.argument("treaties", nargs=-1)
@click.option("--party", default=None, help="Only treaties in which this party has a part.")
@producing
def spans(treaties: tuple[str, ...], party: str | None, given: Given, wanted: Wanted) -> None:
    """A row for each treaty, party and span of one status, with the readings in which it stands."""
    _treaties("spans", treaties, party, {}, given, wanted)


@table.command(short_help="which treaties tie which two")
@click.argument("treaties", nargs=-1)
@click.option("--party", default=None, help="Only treaties in which this party has a part.")
@click.option("--directed", is_flag=True, help="Each two twice, with what the first promises the second.")
@producing
def dyads(treaties: tuple[str, ...], party: str | None, directed: bool, given: Given, wanted: Wanted) -> None:
    """A row for each treaty, two parties and span in which it is in force between them, with the obligations."""
    _treaties("dyads", treaties, party, {"directed": "1"} if directed else {}, given, wanted)


@table.command("duties", short_help="who owes whom what, from when to when")
@click.argument("treaties", nargs=-1)
@click.option("--party", default=None, help="Only treaties in which this party has a part.")
@producing
def duties_(treaties: tuple[str, ...], party: str | None, given: Given, wanted: Wanted) -> None:
    """A row for each duty, bearer, beneficiary and span in which it binds, called up or not."""
    _treaties("duties", treaties, party, {}, given, wanted)


@table.command("deadlines", short_help="what falls due")
@click.argument("treaties", nargs=-1)
@click.option("--party", default=None, help="Only what falls due for this party.")
@click.option("--from", "start", default=None, metavar="WHEN", help="From this day (EDTF); today by default.")
@click.option("--to", "end", default=None, metavar="WHEN", help="To this day.")
@producing
def deadlines_(
    treaties: tuple[str, ...], party: str | None, start: str | None, end: str | None, given: Given, wanted: Wanted
) -> None:
    """A row for each date that falls due, as `foedus deadlines` tells them."""
    said = {"start": today() if start is None else start}
    when(said["start"])
    if end is not None:
        when(end)
        said["end"] = end
    if party is not None:
        said["party"] = known_party(party)
    _treaties("deadlines", treaties, party, said, given, wanted)


@table.command(short_help="a row for each dyad (state) and year, month or day")
@click.option(
    "--unit",
    type=click.Choice(["state-year", "dyad-year", "dyad-month", "dyad-day", "state-month", "state-day"]),
    default="dyad-year",
    show_default=True,
    help="What a row is.",
)
@click.option("--from", "start", default=None, metavar="WHEN", help="From this year, month or day; 1816 by default.")
@click.option("--to", "end", default=None, metavar="WHEN", help="To this one; today by default.")
@click.option("--directed", is_flag=True, help="Each dyad twice, with what the first promises the second.")
@click.option(
    "--count",
    type=click.Choice(["any-day", "first-day", "last-day", "share"]),
    default="any-day",
    show_default=True,
    help="What counts within a year or month.",
)
@click.option("--party", "parties", multiple=True, help="Only this party; with several, only dyads among them.")
@click.option("--all-states", is_flag=True, help="All states of the register, not only those in the dossiers.")
@click.option("--complete", is_flag=True, help="The library holds every treaty: where it is silent, 0 (else missing).")
@click.option("--members", is_flag=True, help="Only days on which the states are members of the COW system.")
@click.option("--unnumbered", is_flag=True, help="Actors that have no number too.")
@producing
def panel(
    unit: str,
    start: str | None,
    end: str | None,
    directed: bool,
    count: str,
    parties: tuple[str, ...],
    all_states: bool,
    complete: bool,
    members: bool,
    unnumbered: bool,
    given: Given,
    wanted: Wanted,
) -> None:
    """A panel: for each dyad (or state) and year, month or day the obligations in force, in some and in all readings.

    Columns are named as in the data of ATOP and COW. A column and its _all: what holds in some reading, and what
    holds in every one.
    """
    _needs_tables()
    from foedus.tables import making
    from foedus.tables.cells import cells
    from foedus.tables.panel import Plan
    from foedus.tables.panel import unit as unit_of

    who, length = unit_of(unit)
    first, last = when(start or "1816"), when(today() if end is None else end)
    keys = frozenset(map(known_party, parties))
    plan = Plan(
        who,
        cells(length, first.first, last.last),
        cast("Count", count),
        directed,
        keys,
        all_states,
        complete,
        members,
        unnumbered,
    )
    engine = _engine(wanted)
    made = making.panel(engine, given.shelf, plan, given.readings)
    _panel(engine, plan, made, given, wanted)


def _panel(engine: Any, plan: Plan, made: Any, given: Given, wanted: Wanted) -> None:
    from foedus.tables.codebook import panel_entries, panel_notes
    from foedus.tables.files import replacing, write

    notes = panel_notes(plan, version("foedus"))
    if wanted.out is not None and wanted.out.suffix.lower() == ".parquet":
        with replacing(wanted.out) as part:
            count = engine.to_parquet(made.tables, made.sql, part)
        import pyarrow.parquet as pq

        entries = panel_entries(plan, pq.read_schema(wanted.out))
        _told(given, wanted, plan.name, entries, notes, count, made.left_out)
        return
    text = made.sql if wanted.out or wanted.as_csv else f"SELECT * FROM ({made.sql}) AS first_rows LIMIT {SHORT}"
    with engine.asked(made.tables, text) as reader:
        entries = panel_entries(plan, reader.schema)
        if wanted.out is not None:
            count = write(wanted.out, reader, {entry.name: entry.says for entry in entries})
        else:
            _show(reader, made.rows, given, wanted)
            count = made.rows
    _told(given, wanted, plan.name, entries, notes, count, made.left_out)


def _treaties(
    name: str, treaties: tuple[str, ...], party: str | None, said: dict[str, str], given: Given, wanted: Wanted
) -> None:
    _needs_tables()
    from foedus.tables import making
    from foedus.tables.batches import FUNCTIONS
    from foedus.tables.codebook import TREATY_NOTES, entries
    from foedus.tables.files import write

    who = None if party is None else known_party(party)
    engine = _engine(wanted)
    made = making.rows(engine, given.shelf, name, said, given.readings, treaties, who)
    found = entries(FUNCTIONS[name][1])
    if wanted.out is not None:
        write(wanted.out, made.table.to_reader(), {entry.name: entry.says for entry in found})
    else:
        _show(made.table.to_reader(), made.table.num_rows, given, wanted)
    notes = [f"Made by foedus {version('foedus')}: {name}.", *TREATY_NOTES]
    _told(given, wanted, name, found, notes, made.table.num_rows, made.left_out)


def _engine(wanted: Wanted) -> Any:
    from foedus.tables.files import check_ending
    from foedus.tables.making import engine

    if wanted.out is not None:
        check_ending(wanted.out)
        if not wanted.out.absolute().parent.is_dir():
            raise QuestionError(f"cannot write {wanted.out}: there is no folder {wanted.out.parent}")
    return engine(wanted.engine)


def _needs_tables() -> None:
    from foedus.tables.needs import need

    need("pyarrow")
    need("duckdb")


def _show(reader: pa.RecordBatchReader, rows: int, given: Given, wanted: Wanted) -> None:
    """Print a table that goes to no file: all of it as CSV, or its first rows."""
    if wanted.as_csv:
        from foedus.tables.files import write_csv

        write_csv(sys.stdout, reader)
        return
    if given.as_json:
        return
    from foedus.cli.output import table as print_table

    shown = list(_first(reader, SHORT))
    if not shown:
        click.echo("no rows")
        return
    names = [name for name in reader.schema.names if name not in ("title", "cites", "readings", "about")]
    print_table(names, [[_text(row[name]) for name in names] for row in shown])
    if rows > len(shown):
        click.echo(click.style(f"{rows:,} rows; --csv prints all, --out FILE writes them", dim=True))


def _first(reader: pa.RecordBatchReader, most: int) -> Iterator[dict[str, Any]]:
    left = most
    for batch in reader:
        yield from batch.slice(0, left).to_pylist()
        left -= min(left, batch.num_rows)
        if not left:
            return


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _told(
    given: Given,
    wanted: Wanted,
    name: str,
    entries: list[Entry],
    notes: list[str],
    rows: int,
    left_out: tuple[str, ...],
) -> None:
    """Write the codebook, and say what was written and what was left out."""
    from foedus.cli.files import write_new
    from foedus.cli.output import emit_json
    from foedus.tables.codebook import comma_separated, markdown

    book = wanted.codebook
    if book is None and wanted.out is not None:
        book = wanted.out.with_name(f"{wanted.out.stem}.codebook.md")
    if book is not None:
        if book.suffix.lower() not in (".md", ".csv"):
            raise QuestionError(f"{book.name}: a codebook is written as .md or .csv")
        as_csv = book.suffix.lower() == ".csv"
        write_new(book, comma_separated(entries) if as_csv else markdown(name, entries, notes))
    if given.as_json:
        emit_json(
            {
                "question": f"What is in the table {name}?",
                "verdict": "every" if rows else "none",
                "answers": [
                    {
                        "value": {
                            "rows": rows,
                            "columns": [entry.name for entry in entries],
                            "file": None if wanted.out is None else str(wanted.out),
                            "codebook": None if book is None else str(book),
                        },
                        "readings": [{}],
                        "reasons": [],
                    }
                ],
                "hinges": [],
                "notes": list(left_out),
            }
        )
        return
    if wanted.out is not None:
        click.echo(f"wrote {wanted.out}: {rows:,} {'row' if rows == 1 else 'rows'}; its codebook is {book}")
    for note in left_out:
        click.echo(click.style(f"note: {note}", dim=True), err=True)
