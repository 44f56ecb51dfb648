"""Where a table goes: to a file of the format that its ending names, with its codebook, or to the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli.options import Given, answering
from foedus.errors import QuestionError

if TYPE_CHECKING:
    import pyarrow as pa

    from foedus.tables.codebook import Entry

R = TypeVar("R")

SHORT = 20
"""Rows that are printed where no file is asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a table goes and what works it out: the file (None: standard output), CSV there, codebook, engine,
    processes."""

    out: Path | None
    as_csv: bool
    codebook: Path | None
    engine: str
    workers: int


def producing(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options of every table, as `wanted`."""

    def run(
        *args: object,
        out: Path | None,
        as_csv: bool,
        codebook: Path | None,
        engine: str,
        workers: int,
        **kwargs: object,
    ) -> R:
        return command(*args, wanted=Wanted(out, as_csv, codebook, engine, workers), **kwargs)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    made: Callable[..., R] = run
    for option in (
        click.option(
            "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes at work here."
        ),
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


def chosen_engine(wanted: Wanted) -> Any:
    """The engine asked for. Raises QuestionError, before it starts, if the file or the codebook cannot be written."""
    from foedus.tables.files import check_ending, check_link
    from foedus.tables.making import engine

    if wanted.out is not None:
        check_ending(wanted.out)
        check_link(wanted.out)
    book = _codebook(wanted)
    if book is not None:
        if book.suffix.lower() not in (".md", ".csv"):
            raise QuestionError(f"{book.name}: a codebook is written as .md or .csv")
        if wanted.out is not None and book.resolve() == wanted.out.resolve():
            raise QuestionError(f"{book} is the table: give its codebook another name")
    for path in (wanted.out, book):
        if path is not None and not path.absolute().parent.is_dir():
            raise QuestionError(f"cannot write {path}: there is no folder {path.parent}")
    return engine(wanted.engine, wanted.workers)


def _codebook(wanted: Wanted) -> Path | None:
    """Where the codebook goes: as asked, else beside the file."""
    if wanted.codebook is None and wanted.out is not None:
        return wanted.out.with_name(f"{wanted.out.stem}.codebook.md")
    return wanted.codebook


def needs_tables() -> None:
    """Raise QuestionError if the libraries of tables are not installed."""
    from foedus.tables.needs import need

    need("pyarrow")
    need("duckdb")


def show(reader: pa.RecordBatchReader, rows: int, given: Given, wanted: Wanted) -> None:
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
    names = _telling(reader.schema.names, shown)
    print_table(names, [[_text(row[name]) for name in names] for row in shown])
    told = f"{rows:,} {'row' if rows == 1 else 'rows'}; --csv prints all of them"
    click.echo(click.style(f"{told} with all {len(reader.schema.names)} columns", dim=True))


ASIDE = frozenset({"title", "cites", "readings", "about", "dyadid", "atopally", "atopally_all", "ss_type_all"})
"""Columns that a terminal has no room for; the numbers of states but one, and what says nothing, go too."""


def _telling(names: list[str], rows: list[dict[str, Any]]) -> list[str]:
    """The columns that tell something in `rows`: not those that are empty or 0 in all, nor a bound like its day."""
    found = []
    for name in names:
        base = name.removesuffix("_max") if name.endswith("_max") else ""
        like = next((other for other in (base, f"{base}_date") if other in names), "") if base else ""
        if name in ASIDE or name.startswith(("stateabb", "gwcode")):
            continue
        if all(not row[name] for row in rows) or (like and all(row[name] == row[like] for row in rows)):
            continue
        found.append(name)
    return found


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


def tell(
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

    book = _codebook(wanted)
    if book is not None:
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
