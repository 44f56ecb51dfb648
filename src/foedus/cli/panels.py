"""table: the data sets. Spans, dyads, duties, deadlines and panels as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from foedus.answers.groundwork.asking import known_party, when
from foedus.cli.agreements import agreements
from foedus.cli.files import write_new
from foedus.cli.options import Given, today
from foedus.cli.progress import progressing, told_of_parts
from foedus.cli.tabular import SHORT, Wanted, chosen_engine, needs_tables, producing, show, tell
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.tables.panel import Count, Plan


@click.group("table", short_help="data sets: spans, dyads, panels")
def table() -> None:
    """Many treaties as one table, for other programs: Parquet, CSV, Arrow, Stata or Excel by the file's ending.

    Without --out the first rows are printed; --csv prints all as CSV. Beside a file lies its codebook.
    """


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


@table.command(short_help="next ways out of every treaty")
@click.argument("treaties", nargs=-1)
@click.option("--party", default=None, help="Only for this party.")
@click.option("--on", "on", default=None, metavar="DAY", help="As seen from this day; today by default.")
@click.option(
    "--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write the dates as iCalendar to this file."
)
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Write the picture to this file.")
@producing
def exits(
    treaties: tuple[str, ...],
    party: str | None,
    on: str | None,
    ics: Path | None,
    svg: Path | None,
    given: Given,
    wanted: Wanted,
) -> None:
    """The exit calendar: for each treaty and party the last day for notice, the next end, the end of survival.

    Sorted by the last day for notice. --ics and --svg write it as a calendar and as a picture.
    """
    moment = when(today() if on is None else on)
    if not moment.is_exact:
        raise QuestionError(f"--on {moment.text}: name one day, such as 2026-01-31")
    said = {"start": moment.text, **({} if party is None else {"party": known_party(party)})}

    def picture(rows: list[dict[str, Any]]) -> None:
        if svg is not None:
            from foedus.outlets.exits_svg import exits_svg

            write_new(svg, exits_svg(rows, date.fromordinal(moment.first)))
            click.echo(f"wrote {svg}", err=given.as_json)

    _treaties("exits", treaties, party, said, given, wanted, quiet=bool(ics or svg), rows=picture if svg else None)
    if ics is not None:
        from foedus.answers.deadlines import deadlines
        from foedus.outlets.calendar import calendar, entries

        found = deadlines(given.shelf, treaties or None, party, moment.text, None, given.readings)
        write_new(ics, calendar(found, datetime.now(UTC)).decode())
        click.echo(f"wrote {ics}: {len(entries(found))} dates", err=given.as_json)


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
    needs_tables()
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
    engine = chosen_engine(wanted)
    with told_of_parts(wanted.out), progressing("treaties", given.as_json) as progress:
        made = making.panel(engine, given.shelf, plan, given.readings, wanted.out, progress)
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
        tell(given, wanted, plan.name, entries, notes, count, made.left_out)
        return
    text = made.sql if wanted.out or wanted.as_csv else f"SELECT * FROM ({made.sql}) AS first_rows LIMIT {SHORT}"
    with engine.asked(made.tables, text) as reader:
        entries = panel_entries(plan, reader.schema)
        if wanted.out is not None:
            count = write(wanted.out, reader, {entry.name: entry.says for entry in entries})
        else:
            show(reader, made.rows, given, wanted)
            count = made.rows
    tell(given, wanted, plan.name, entries, notes, count, made.left_out)


def _treaties(
    name: str,
    treaties: tuple[str, ...],
    party: str | None,
    said: dict[str, str],
    given: Given,
    wanted: Wanted,
    quiet: bool = False,
    rows: Callable[[list[dict[str, Any]]], None] | None = None,
) -> None:
    """Make a table of treaties, and show or write it; `quiet`: it is not shown where it goes to no file.

    `rows` is given all rows of it, for what has to have them together.
    """
    needs_tables()
    from foedus.tables.batches import FUNCTIONS
    from foedus.tables.codebook import TREATY_NOTES, entries
    from foedus.tables.files import write
    from foedus.tables.requests import Question
    from foedus.tables.streams import streamed

    who = None if party is None else known_party(party)
    engine = chosen_engine(wanted)
    found = entries(FUNCTIONS[name][1])
    question = Question(name, said, given.readings, treaties, who)
    with (
        told_of_parts(wanted.out),
        progressing("treaties", given.as_json) as progress,
        streamed(engine, given.shelf, question, wanted.out, progress) as made,
    ):
        if wanted.out is not None:
            with made.read() as reader:
                write(wanted.out, reader, {entry.name: entry.says for entry in found})
        elif not quiet:
            with made.read() as reader:
                show(reader, made.rows, given, wanted)
        if rows is not None:
            with made.read() as reader:
                rows(reader.read_all().to_pylist())
    notes = [f"Made by foedus {version('foedus')}: {name}.", *TREATY_NOTES]
    tell(given, wanted, name, found, notes, made.rows, made.left_out)


table.add_command(agreements)
