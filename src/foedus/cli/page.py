"""A brief as one page for the terminal."""

from __future__ import annotations

import click

from foedus.answers.brief import Brief
from foedus.answers.finding import reason_lines
from foedus.cli.output import WIDTH, show_readings, wrap
from foedus.outlets.timeline_text import axis, bar, legend, scale_of

LABEL = 14
MOST = 9
"""How many dates or sources a page shows."""


def show_brief(page: Brief, why: bool) -> None:
    """Print a brief: what it is, its life by reading as bars, what that hangs on, duties, sources."""
    click.echo(click.style(page.title, bold=True))
    click.echo("═" * min(WIDTH, len(page.title)))
    for label, text in page.about:
        _labelled(label, text)
    _life(page, why)
    _open_points(page)
    _dates(page)
    if page.duties:
        _heading("Duties")
        for duty in page.duties:
            _wrapped(duty, "  ", "    ")
    if page.statements:
        _heading("To know")
        for said in page.statements:
            _wrapped(said, "  ", "    ")
    if page.sources:
        shown = page.sources[:MOST]
        rest = len(page.sources) - len(shown)
        _heading("Sources")
        _wrapped("; ".join(shown) + (f"; and {rest} more (--json names them)" if rest else ""), "  ", "  ")


def _dates(page: Brief) -> None:
    if not page.dates:
        return
    _heading("Dates")
    for answer in page.dates[:MOST]:
        value = answer.value
        party = f" ({value['party']})" if value["party"] else ""
        readings = "" if answer.readings == ({},) else " *"
        _wrapped(f"{value['on']}  {value['what']}{party}: {value['about']}{readings}", "  ", "    ")
    if len(page.dates) > MOST:
        click.echo(f"  ... and {len(page.dates) - MOST} more: ask `foedus deadlines`")
    if any(answer.readings != ({},) for answer in page.dates):
        click.echo(click.style("  * in some readings only: `foedus deadlines` tells which", dim=True))


def _life(page: Brief, why: bool) -> None:
    _heading(f"Life{'' if len(page.drawn) == 1 else f', in {len(page.drawn)} readings'}")
    rows = [drawn for _, line in page.drawn for _, drawn in line.rows[:1]]
    scale = scale_of(rows, WIDTH - 6)
    labels, ticks = axis(scale)
    click.echo(click.style(f"    {labels}", dim=True))
    click.echo(click.style(f"    {ticks}", dim=True))
    for number, (answer, line) in enumerate(page.drawn):
        mark = chr(ord("A") + number) if len(page.drawn) <= 26 else str(number + 1)
        drawn = line.rows[0][1] if line.rows else ()
        click.echo(f"  {click.style(mark, bold=True)} {click.style(bar(drawn, scale), fg='green')}")
        begun = answer.value["entry"]
        told = f"in force {begun} to {answer.value['end']}" if begun != "not in force" else "never in force"
        click.echo(f"    {told}")
        if answer.readings != ({},):
            show_readings(answer.readings)
        if why:
            for text in reason_lines(answer.reasons):
                click.echo(f"        {text}")
    click.echo(click.style(f"    {legend(rows)}", dim=True))


def _open_points(page: Brief) -> None:
    if not page.disputes and not page.further:
        return
    _heading("What it hangs on")
    for name, question, positions, hinge in page.disputes:
        if not hinge:
            continue
        _wrapped(f"{name}: {question}", "  ", "    ")
        for position, held_by in positions:
            _wrapped(f"{position}: {held_by}" if held_by else position, "      ", "        ", dim=True)
    beside = [name for name, _, _, hinge in page.disputes if not hinge]
    if beside:
        _wrapped(f"asked, but without bearing on it: {', '.join(beside)}", "  ", "    ", dim=True)
    if page.further:
        _wrapped(f"disputed beside its life: {', '.join(name for name, _ in page.further)}", "  ", "    ", dim=True)


def _heading(text: str) -> None:
    click.echo()
    click.echo(click.style(text, bold=True))


def _labelled(label: str, text: str) -> None:
    first = f"{label:<{LABEL}}"
    for line in wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * LABEL):
        click.echo(line)


def _wrapped(text: str, first: str, rest: str, *, dim: bool = False) -> None:
    for line in wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest):
        click.echo(click.style(line, dim=dim))
