"""table agreements: spans and deadlines of a table of agreements, however long."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import get_args

import click

from foedus.answers.groundwork.asking import when
from foedus.cli.options import reporting, today
from foedus.cli.output import emit_json
from foedus.cli.progress import progressing
from foedus.cli.tabular import needs_tables
from foedus.errors import QuestionError
from foedus.intake.written_dates import Order


@click.command("agreements", short_help="spans and deadlines of a table of contracts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder that the tables go to."
)
@click.option("--on", "on", default=None, metavar="WHEN", help="As seen from this day; today by default.")
@click.option(
    "--dates",
    type=click.Choice(get_args(Order)),
    help="How dates are written, where 03/04/2026 could be two days.",
)
@click.option("--sheet", default=None, metavar="NAME", help="The sheet of a workbook; default the first.")
@click.option("--engine", default="duckdb", metavar="ENGINE", help="duckdb (here), spark, or spark,MASTER.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@reporting
def agreements(
    file: Path, out: Path, on: str | None, dates: Order | None, sheet: str | None, engine: str, as_json: bool
) -> None:
    """Spans and deadlines of every agreement in FILE (.csv, .xlsx, .parquet, .arrow), as Parquet files in a folder.

    Columns of FILE: id, start, and parties, first term, renewal, notice, survival where there are any, called and
    written as `foedus import contracts` reads them: periods as "12 months" or P1Y, a first term or renewal without
    limit as "indefinite". A run that was interrupted goes on where it stopped when the same command is given again.
    Rows that cannot be read are in the table `faults`.
    """
    needs_tables()
    from foedus.tables.agreement_files import source as opened
    from foedus.tables.agreement_run import here, run
    from foedus.tables.agreement_run import named as table_named
    from foedus.tables.making import engine as chosen
    from foedus.tables.spark import Spark

    day = when(today() if on is None else on)
    if not day.is_exact:
        raise QuestionError(f"--on {day.text}: name one day, such as 2026-01-31")
    found = opened(file, dates, sheet)
    # what is wrong with the file is told before a folder is made, or an engine starts
    first = next(found.batches, None)
    rows = chain(() if first is None else (first,), found.batches)
    if found.passed is not None:
        click.echo(str(found.passed), err=True)
    about = {**table_named(file), "dates": dates, "sheet": sheet}
    with progressing("agreements", as_json) as progress:
        on_engine = chosen(engine)
        work = on_engine.agreements if isinstance(on_engine, Spark) else here
        done = run(rows, about, out, day.first, progress, work)
    if as_json:
        value = {"rows": done.rows, "written": done.written, "folder": str(out), "on": day.text}
        emit_json(
            {
                "question": f"What falls due under the agreements of {file.name} from {day.text} on?",
                "verdict": "every" if done.rows else "none",
                "answers": [{"value": value, "readings": [{}], "reasons": []}],
                "hinges": [],
            }
        )
        return
    written = done.written
    told = f"{_count(written['spans'], 'span')} and {_count(written['deadlines'], 'date')} in {out}"
    click.echo(f"{_count(done.rows, 'agreement')}: {told}")
    if faults := written["faults"]:
        click.echo(f"{_count(faults, 'row')} cannot be read: {out / 'faults'} tells which and why", err=True)


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
