"""Findings as a person reads them in a terminal, or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import Any

import click

from foedus.answers.groundwork.finding import Answer, Finding, Reading, reason_lines
from foedus.outlets.wording import reading_words

WIDTH = 100
"""The widest line that is printed, so that a page stays a page."""

VERDICTS = {
    "every": ("in every reading", "green"),
    "some": ("in some readings", "yellow"),
    "none": ("in no reading", "red"),
}


def emit_json(data: dict[str, Any]) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def wrap(text: str, width: int, *, initial_indent: str = "", subsequent_indent: str = "") -> list[str]:
    """`text` in lines of at most `width` columns, never broken inside a name with hyphens."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=initial_indent,
        subsequent_indent=subsequent_indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def wrap_echo(text: str, first: str, rest: str) -> None:
    """Print `text` in lines of the page's width, the first behind `first`, the others behind `rest`."""
    for line in wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest):
        click.echo(line)


def show_finding(finding: Finding, why: bool) -> None:
    """Print a yes-or-no finding: the verdict, each answer with its readings, what it hangs on."""
    words, colour = VERDICTS[finding.verdict]
    click.echo(click.style(finding.question, bold=True))
    click.echo(f"  {click.style(_plain(finding), fg=colour, bold=True)}  ({words})")
    for answer in finding.answers:
        click.echo()
        show_answer(answer, why, alone=len(finding.answers) == 1)
    show_hinges(finding)
    show_notes(finding)


def _plain(finding: Finding) -> str:
    return {"every": "yes", "some": "it depends", "none": "no"}[finding.verdict]


def show_answer(answer: Answer, why: bool, *, alone: bool = False) -> None:
    """Print one answer: its value, the readings it has, its details, and with `why` its reasons."""
    click.echo(f"  {click.style(str(answer.value), bold=True)}")
    if not alone:
        show_readings(answer.readings)
    for detail in answer.details:
        told = _detail(detail.value)
        if told:
            click.echo(f"    {told}")
            if len(answer.details) > 1 and detail.readings != ({},):  # one alone has its answer's readings
                show_readings(detail.readings, "        ")
    if why:
        show_reasons(answer)


def show_readings(readings: Iterable[Reading], indent: str = "      ", most: int = 8) -> None:
    """Print the readings of an answer, a line each."""
    every = reading_words(readings)
    for reading in every[:most]:
        text = f"if {reading}" if reading else "in every reading"
        for line in wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "   "):
            click.echo(click.style(line, dim=True))
    if len(every) > most:
        click.echo(click.style(f"{indent}... and {len(every) - most} more readings (see --json)", dim=True))


def show_reasons(answer: Answer) -> None:
    """Print the tree of reasons of an answer."""
    click.echo("    why:")
    for text in reason_lines(answer.reasons):
        click.echo(f"      {text}")


def _detail(value: dict[str, str | None]) -> str:
    parts = []
    if value.get("since"):
        parts.append(f"since {value['since']}")
    if value.get("until"):
        parts.append(f"until {value['until']}" + (f" ({value['how']})" if value.get("how") else ""))
    if value.get("term_ends"):
        parts.append(f"current term to {value['term_ends']}")
    return ", ".join(parts)


def show_hinges(finding: Finding) -> None:
    """Print what the answer hangs on, with the question that each dispute asks."""
    if not finding.hinges:
        return
    click.echo()
    click.echo(click.style("  hangs on", bold=True))
    for hinge in finding.hinges:
        question = (finding.disputes or {}).get(hinge, "")
        told = f"{hinge}: {question}" if question else hinge
        click.echo("\n".join(wrap(told, WIDTH, initial_indent="    ", subsequent_indent="      ")))


def show_notes(finding: Finding) -> None:
    """Print what an answer took for granted; on standard error, which dossiers could not be used."""
    for note in finding.notes:
        click.echo()
        wrap_echo(note, "  note: ", "        ")
    for text in finding.left_out:
        click.echo(f"foedus: {text}", err=True)


def table(columns: list[str], rows: list[list[str]]) -> None:
    """Print rows in columns as wide as they need; the last is wrapped to the page where it has room for that."""
    widths = [max(len(row[place]) for row in [columns, *rows]) for place in range(len(columns))]
    left = sum(widths[:-1]) + 2 * len(widths[:-1])
    room = WIDTH - left if WIDTH - left >= NARROWEST else widths[-1]
    for number, row in enumerate([columns, *rows]):
        text = "".join(cell.ljust(width) + "  " for cell, width in zip(row[:-1], widths[:-1], strict=True))
        first, *more = wrap(row[-1], room) or [""]
        line = (text + first).rstrip()
        click.echo(click.style(line, bold=True) if number == 0 else line)
        for further in more:
            click.echo(" " * left + further)


NARROWEST = 20
"""The least room in which the last column of a table is wrapped."""
