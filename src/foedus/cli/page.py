"""A brief as one page for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from foedus.answers.brief import Brief
from foedus.answers.groundwork.finding import Reading, reason_lines
from foedus.chronology.days import day
from foedus.cli.output import WIDTH, show_notes, show_readings, wrap
from foedus.outlets.timeline_text import axis, bar, legend, scale_of
from foedus.outlets.wording import reading_words

LABEL = 14
MOST = 8
"""How many readings, dates, duties or statements a page shows."""
SOURCES = 5
"""How many sources a page names."""
ALIKE = 6
"""From how many acts of one kind on a page sums them up."""


def show_brief(page: Brief, why: bool) -> None:
    """Print a brief: what it is, its life by reading as bars, what that hangs on, duties, sources."""
    for line in wrap(page.title, WIDTH):
        click.echo(click.style(line, bold=True))
    click.echo("═" * min(WIDTH, len(page.title)))
    for label, text in _summed_up(page.about):
        _labelled(label, text)
    _life(page, why)
    _open_points(page)
    _dates(page)
    _listed("Duties", page.duties)
    _listed("To know", page.statements)
    if page.sources:
        shown = page.sources[:SOURCES]
        rest = len(page.sources) - len(shown)
        _heading("Sources")
        _wrapped("; ".join(shown) + (f"; and {rest} more (--json names them)" if rest else ""), "  ", "  ")
    show_notes(page.life)


def _listed(heading: str, texts: tuple[str, ...]) -> None:
    if not texts:
        return
    _heading(heading)
    for text in texts[:MOST]:
        _wrapped(text, "  ", "    ")
    if len(texts) > MOST:
        click.echo(f"  ... and {len(texts) - MOST} more (--json names them)")


def _summed_up(about: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What a brief says at its head, many acts of one kind (the ratifications of a convention) in one line."""
    told: set[str] = set()
    for label, text in about:
        alike = [each for other, each in about if other == label]
        if len(alike) < ALIKE:
            yield label, text
        elif label not in told:
            told.add(label)
            yield label, f"{len(alike)} acts; the first: {alike[0]}; the last: {alike[-1]}"


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
    shown = page.drawn[:MOST]
    _heading(f"Life{'' if len(page.drawn) == 1 else f', in {len(page.drawn)} readings'}")
    rows = [drawn for _, line in shown for _, drawn in line.rows[:1]]
    scale = scale_of(rows, WIDTH - 4, None if page.on is None else day(page.on))
    labels, ticks = axis(scale)
    click.echo(click.style(f"    {labels}", dim=True))
    click.echo(click.style(f"    {ticks}", dim=True))
    for number, (answer, line) in enumerate(shown):
        drawn = line.rows[0][1] if line.rows else ()
        click.echo(f"  {click.style(chr(ord('A') + number), bold=True)} {click.style(bar(drawn, scale), fg='green')}")
        begun = answer.value["entry"]
        told = _in_force(begun, answer.value["end"]) if begun != "not in force" else "never in force"
        readings = reading_words(_in_short(answer.readings, page))
        if len(readings) == 1 and readings[0]:
            first, *more = wrap(f"{told}, if {readings[0]}", WIDTH, initial_indent="    ", subsequent_indent="      ")
            cut = len(told) + 4
            click.echo(first[:cut] + click.style(first[cut:], dim=True))
            for text in more:
                click.echo(click.style(text, dim=True))
        else:
            click.echo(f"    {told}")
            if readings != [""]:
                show_readings(_in_short(answer.readings, page), most=3)
        if why:
            for text in reason_lines(answer.reasons):
                click.echo(f"        {text}")
    if len(page.drawn) > len(shown):
        click.echo(f"    ... and {len(page.drawn) - len(shown)} more readings: ask `foedus timeline`")
    click.echo(click.style(f"    {legend(rows, scale)}", dim=True))


def _in_force(begun: str, end: str) -> str:
    return f"in force {begun}{', ' if end.startswith('suspended') else ' to '}{end}"


def _in_short(readings: Iterable[Reading], page: Brief) -> list[Reading]:
    """Readings with the bare names of disputes, where no two share one: the full names stand below them."""
    bare = [name.rpartition("/")[2] for name, _, _, _ in page.disputes]
    return [
        {(short if bare.count(short := name.rpartition("/")[2]) == 1 else name): held for name, held in reading.items()}
        for reading in readings
    ]


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
