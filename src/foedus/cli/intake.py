"""Data sets: import them as dossiers, audit what they record, infer what they imply."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from foedus.cli.options import reporting
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.intake.run import Summary

SOURCES = ("unctad", "participation", "wipo", "atop", "cow", "contracts")
"""The sources that `import` reads, by the names that people type."""


@click.command("import", short_help="a data set, as dossiers")
@click.argument("source", type=click.Choice(SOURCES))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
@click.option(
    "--dates",
    type=click.Choice(("year-first", "day-first", "month-first")),
    help="contracts: how dates are written, where 03/04/2026 could be two days.",
)
@click.option("--sheet", default=None, metavar="NAME", help="contracts: the sheet of a workbook; default the first.")
@click.option("--as-of", default=None, metavar="DAY", help="The day to which the data set runs (EDTF).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@reporting
def import_(
    source: str, file: Path, out: Path, dates: str | None, sheet: str | None, as_of: str | None, as_json: bool
) -> None:
    """Read FILE, a table of SOURCE, into dossiers in the folder --out.

    Every row that cannot be read is told with its line; the exit code is then 1. A dossier that you changed is
    never written over by a later import.
    """
    from foedus.cli.output import emit_json
    from foedus.intake.run import bring_in
    from foedus.intake.sources import outcomes

    with watching() as watch:
        summary = bring_in(source, file, out, outcomes(source, file, dates, as_of, sheet), tell, watch)
    emit_json(summary.to_json()) if as_json else _show_summary(summary, out)
    if summary.left_out:
        sys.exit(1)


def tell(diagnostic: object) -> None:
    """Print a diagnostic on standard error."""
    click.echo(str(diagnostic), err=True)


@contextmanager
def watching(every: float = 0.2) -> Iterator[Callable[[int], None]]:
    """Show how many rows were read while it goes on, on a terminal alone."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    shown = monotonic()

    def watch(rows: int) -> None:
        nonlocal shown
        if monotonic() - shown >= every:
            shown = monotonic()
            click.echo(f"\r{rows:,} rows read", nl=False, err=True)

    try:
        yield watch
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _show_summary(summary: Summary, out: Path) -> None:
    rows, dossiers = summary.rows, summary.dossiers
    click.echo(f"{_count(rows, 'row')} of {summary.file} read, {_count(dossiers, 'dossier')} in {out}")
    for fate, number in summary.fates.items():
        click.echo(f"  {number} {fate}")
    for name in summary.kept[:20]:
        click.echo(f"      {name}")
    if len(summary.kept) > 20:
        click.echo(f"      ... and {len(summary.kept) - 20} more (see --json)")
    if summary.gone:
        click.echo(f"  {len(summary.gone)} no longer in the source, or left out of it now, and left in the folder:")
        for name in summary.gone[:20]:
            click.echo(f"      {name}")
        if len(summary.gone) > 20:
            click.echo(f"      ... and {len(summary.gone) - 20} more (see --json)")
        click.echo("      delete those that should be asked about no more")
    click.echo(f"  {summary.incomplete} incomplete: a clause or date could not be read, and is left open")
    click.echo(f"  {_count(summary.left_out, 'row')} left out")
    if summary.local:
        names = ", ".join(f"{name} ({number})" for name, number in summary.local.most_common(8))
        more = f" and {len(summary.local) - 8} more" if len(summary.local) > 8 else ""
        click.echo(f"  not in the register of actors, so declared in the dossiers: {names}{more}")


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


@click.command(short_help="recorded dates beside the computed life")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--against", metavar="FOLDER", help="Compare with the dossiers there that have the same parties and day of "
    "signature; `bundled` for those that ship with foedus."
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Print the rows that agree as well.")
@click.option("--csv", "as_csv", type=click.Path(path_type=Path, dir_okay=False), help="Write every row to this file.")
@click.option("--html", "as_html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with a picture.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@reporting
def audit(
    folder: Path, against: str | None, everything: bool, as_csv: Path | None, as_html: Path | None, as_json: bool
) -> None:
    """Compare what data sets record (`recorded` in the dossiers of FOLDER) with the computed life of each treaty."""
    from foedus.answers.audit import audited, finding_of
    from foedus.cli.audit_tables import show_audit
    from foedus.cli.output import emit_json
    from foedus.dossier.library import bundled, library

    other = (
        None if against is None else bundled() if against == "bundled" else library(Path(against), with_bundled=False)
    )
    rows, left_out = audited(library(folder, with_bundled=False), other)
    if not rows and not left_out:
        raise QuestionError(f"no dossier in {folder} has `recorded` dates to audit; `foedus import` writes them")
    read = (folder,) if against in (None, "bundled") else (folder, Path(str(against)))
    _write(as_csv, as_html, rows, left_out, as_json, read)
    if as_json:
        emit_json(finding_of(rows, left_out).to_json())
    else:
        show_audit(rows, left_out, everything)


def _write(
    as_csv: Path | None,
    as_html: Path | None,
    rows: object,
    left_out: tuple[str, ...],
    quiet: bool,
    sources: Iterable[Path],
) -> None:
    from foedus.cli.files import not_over, write_new
    from foedus.outlets.audit_page import audit_csv, audit_html

    for path, make in ((as_csv, audit_csv), (as_html, lambda found: audit_html(found, left_out))):
        if path is not None:
            text = make(rows)  # type: ignore[arg-type]
            not_over(path, text, sources)
            write_new(path, text)
            click.echo(f"wrote {path}", err=quiet)


@click.command(short_help="the rule for late joiners that dates show")
@click.argument("source", metavar="FILE|TREATY")
@click.option("--treaty", default=None, metavar="ID", help="Of a table with many conventions, this one alone.")
@click.option("--treaties", "folders", multiple=True, type=click.Path(path_type=Path), help="Your own dossiers.")
@click.option("--csv", "as_csv", type=click.Path(path_type=Path, dir_okay=False), help="Write the table to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@reporting
def infer(source: str, treaty: str | None, folders: tuple[Path, ...], as_csv: Path | None, as_json: bool) -> None:
    """Propose when late joiners are bound, from the days of their instruments and of their being bound.

    FILE is a table of participation (see `foedus import`); TREATY a dossier that has such days under `recorded`.
    The proposal is printed as a clause to paste: nothing is changed.
    """
    from foedus.answers.infer import finding_of
    from foedus.cli.infer_tables import show_proposal, show_proposals
    from foedus.cli.output import emit_json
    from foedus.intake.pairs import of_dossier, of_table

    path = Path(source)
    if path.is_file():
        proposals, left_out = of_table(path)
        for row in left_out:
            tell(row.why)
        if treaty is not None:
            proposals = [found for found in proposals if found.treaty == treaty]
            if not proposals:
                raise QuestionError(f"{path} has no convention {treaty!r}")
    elif path.suffix.lower() in (".csv", ".xlsx"):
        raise QuestionError(f"no such file: {path}")
    else:
        from foedus.dossier.library import library

        proposals = [of_dossier(library(*folders)[source])]
    if as_csv is not None:
        from foedus.cli.files import not_over, write_new
        from foedus.outlets.proposals import proposals_csv

        text = proposals_csv(proposals)
        not_over(as_csv, text, (path, *folders))
        write_new(as_csv, text)
        click.echo(f"wrote {as_csv}", err=as_json)
    if as_json:
        emit_json(finding_of(proposals).to_json())
    elif len(proposals) == 1:
        show_proposal(proposals[0])
    else:
        show_proposals(proposals)
