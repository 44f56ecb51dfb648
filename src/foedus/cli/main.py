"""The command line: `foedus COMMAND`. Each command asks one question and shows its finding."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from foedus.cli.conduct import conflicts, duties, judge
from foedus.cli.intake import audit, import_, infer
from foedus.cli.options import Given, answering, chosen_library, reporting, today
from foedus.cli.panels import table
from foedus.cli.serve import serve
from foedus.cli.ties import fronts, pairs, territory


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="foedus")
@click.pass_context
def main(context: click.Context) -> None:
    """Treaties as code: what international agreements bind whom, when, until when and why."""
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command(short_help="one page on a treaty")
@click.argument("treaty")
@answering
def brief(treaty: str, given: Given) -> None:
    """One page on TREATY: parties, life, deadlines, duties, disputes and what hinges on them."""
    from foedus.answers.brief import brief as ask_brief
    from foedus.cli.output import emit_json
    from foedus.cli.page import show_brief

    page = ask_brief(given.shelf, treaty, given.readings, today())
    emit_json(page.to_json()) if given.as_json else show_brief(page, given.why)


@main.command(short_help="is it in force, for whom, since when")
@click.argument("treaty", required=False)
@click.option("--on", "on", default=None, metavar="WHEN", help="The day or moment (EDTF); today by default.")
@click.option("--party", default=None, help="For this party rather than for the treaty as such.")
@answering
def status(
    treaty: str | None,
    on: str | None,
    party: str | None,
    given: Given,
) -> None:
    """Whether TREATY is in force, for whom, since when, until when; without TREATY, of every treaty."""
    from foedus.cli.output import emit_json, show_finding

    shelf, when = given.shelf, today() if on is None else on
    if treaty is None:
        from foedus.answers.portfolio import portfolio
        from foedus.cli.tables import show_portfolio

        finding = portfolio(shelf, when, party, given.readings)
        emit_json(finding.to_json()) if given.as_json else show_portfolio(finding)
        return
    from foedus.answers.status import status as ask_status

    finding = ask_status(shelf, treaty, when, party, given.readings)
    emit_json(finding.to_json()) if given.as_json else show_finding(finding, given.why)


@main.command(short_help="what binds two parties")
@click.argument("a")
@click.argument("b")
@click.option("--on", "on", default=None, metavar="WHEN", help="The day or moment (EDTF); today by default.")
@answering
def between(
    a: str,
    b: str,
    on: str | None,
    given: Given,
) -> None:
    """Everything that binds the parties A and B to each other."""
    from foedus.answers.between import between as ask_between
    from foedus.cli.output import emit_json
    from foedus.cli.tables import show_between

    finding = ask_between(given.shelf, a, b, today() if on is None else on, given.readings)
    emit_json(finding.to_json()) if given.as_json else show_between(finding, given.why)


@main.command(short_help="the spans of its life")
@click.argument("treaty")
@click.option("--party", default=None, help="Only this party.")
@click.option("--svg", "svg", type=click.Path(path_type=Path, dir_okay=False), help="Write the picture to this file.")
@answering
def timeline(
    treaty: str,
    party: str | None,
    svg: Path | None,
    given: Given,
) -> None:
    """The spans of the life of TREATY, by party and by reading."""
    from foedus.answers.timeline import timeline as ask_timeline
    from foedus.cli.output import emit_json
    from foedus.cli.tables import show_timeline

    finding = ask_timeline(given.shelf, treaty, party, given.readings)
    if svg is not None:
        from foedus.cli.files import write_new
        from foedus.outlets.timeline_svg import timeline_svg

        write_new(svg, timeline_svg(finding))
        click.echo(f"wrote {svg}", err=given.as_json)
    if given.as_json:
        emit_json(finding.to_json())
    elif svg is None:
        show_timeline(finding, given.why)


@main.command(short_help="what falls due, next ways out")
@click.argument("treaties", nargs=-1)
@click.option("--party", default=None, help="Only what falls due for this party.")
@click.option("--from", "start", default=None, metavar="WHEN", help="From this day (EDTF); today by default.")
@click.option(
    "--to", "end", default=None, metavar="WHEN", help="To this day; by default what recurs for ten years, and the rest."
)
@click.option("--transit", default=None, metavar="PERIOD", help="How long a notice is on its way, as '5 days'.")
@click.option(
    "--ics", "ics", type=click.Path(path_type=Path, dir_okay=False), help="Write the dates as iCalendar to this file."
)
@answering
def deadlines(
    treaties: tuple[str, ...],
    party: str | None,
    start: str | None,
    end: str | None,
    transit: str | None,
    ics: Path | None,
    given: Given,
) -> None:
    """What falls due: last days for notice, renewals, expiries, windows, survivals (of all TREATIES by default)."""
    from foedus.answers.deadlines import deadlines as ask_deadlines
    from foedus.cli.output import emit_json, show_notes
    from foedus.cli.tables import show_deadlines

    begin = today() if start is None else start
    shelf = given.shelf
    finding = ask_deadlines(shelf, treaties or None, party, begin, end, given.readings, transit)
    if ics is not None:
        from foedus.cli.files import write_new
        from foedus.outlets.calendar import calendar, entries

        write_new(ics, calendar(finding, datetime.now(UTC)).decode())
        count = len(entries(finding))
        click.echo(f"wrote {ics}: {count} {'date' if count == 1 else 'dates'}", err=given.as_json)
    if given.as_json:
        emit_json(finding.to_json())
    elif ics is None:
        show_deadlines(finding, given.why)
    else:
        show_notes(finding)


@main.command("list", short_help="the treaties of the library")
@click.option("--party", default=None, help="Only treaties with an act of this party.")
@click.option("--kind", default=None, help="Only treaties of this kind.")
@click.option("--on", "on", default=None, metavar="WHEN", help="Show each one's status on this day as well.")
@answering
def list_(
    party: str | None,
    kind: str | None,
    on: str | None,
    given: Given,
) -> None:
    """The treaties of the library: kinds, parties, year concluded, year in force."""
    from foedus.answers.listing import listing
    from foedus.cli.output import emit_json
    from foedus.cli.tables import known_kind, show_list

    finding = listing(given.shelf, party, known_kind(kind), on)
    emit_json(finding.to_json()) if given.as_json else show_list(finding)


@main.command(short_help="what is wrong in a dossier")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@reporting
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Diagnostics of the dossiers in PATHS (files or folders), with file, line and a remedy."""
    from foedus.cli.checking import show_check

    raise SystemExit(show_check(paths, as_json))


@main.command(short_help="JSON Schema for editors")
@click.option("--json", "as_json", is_flag=True, help="The schema is JSON in any case.")
def schema(as_json: bool) -> None:
    """The JSON Schema of dossiers, for editors."""
    from foedus.cli.output import emit_json
    from foedus.dossier.schema import dossier_schema

    emit_json(dossier_schema())


@main.command(context_settings={"ignore_unknown_options": False}, short_help="the same in a changed record")
@click.argument("treaty")
@click.option("--drop", multiple=True, metavar="EVENT", help="Leave an event out (its id or kind).")
@click.option("--move", multiple=True, metavar="EVENT=WHEN", help="Give an event another date.")
@click.option("--add", multiple=True, metavar="YAML", help="Add an event: '{event: KIND, on: DATE, by: PARTY}'.")
@click.option("--suppose", multiple=True, metavar="HYPOTHESIS", help="Add the events of a hypothesis.")
@click.option("--without", is_flag=True, help="Leave TREATY itself out, and whatever is a part of it.")
@click.option("--treaties", "folders", multiple=True, type=click.Path(path_type=Path), help="Your own dossiers.")
@click.option("--without-bundled", is_flag=True, help="Leave the bundled dossiers out.")
@click.argument("command", nargs=-1, type=click.UNPROCESSED, required=True)
@reporting
def whatif(
    treaty: str,
    drop: tuple[str, ...],
    move: tuple[str, ...],
    add: tuple[str, ...],
    suppose: tuple[str, ...],
    without: bool,
    folders: tuple[Path, ...],
    without_bundled: bool,
    command: tuple[str, ...],
) -> None:
    """Any question in a changed record of TREATY: foedus whatif TREATY --drop EVENT -- COMMAND ..."""
    from foedus.answers.whatif import whatif as change

    shelf = chosen_library(folders, without_bundled)
    shelf[treaty]  # an unknown treaty is told even if nothing of it is to be changed
    shelf = change(shelf, treaty, drop, move, add, suppose, without)
    if "--json" not in command:
        changes = [f"without the {name}" for name in drop]
        changes += [f"the {text.replace('=', ' on ', 1)}" for text in move]
        changes += [*(f"with {text}" for text in add), *(f"supposing {name}" for name in suppose)]
        changes += [f"without {treaty}"] if without else []
        click.echo(click.style(f"What if: {'; '.join(changes) or 'nothing changed'}", bold=True))
    with main.make_context("foedus", list(command), obj=shelf) as below:
        main.invoke(below)


OF_OTHER_ROOMS = (
    *(judge, duties, conflicts, fronts, pairs, territory),
    *(import_, audit, infer),
    *(table,),
    *(serve,),
)

for command in OF_OTHER_ROOMS:
    main.add_command(command)

if __name__ == "__main__":
    main()
