"""Findings that are lists: what binds two parties, what falls due, which treaties there are, timelines."""

from __future__ import annotations

from typing import Any, get_args

import click

from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.timeline import Stretch
from foedus.chronology.days import ALWAYS, FOREVER, day
from foedus.cli.output import WIDTH, show_hinges, show_notes, show_readings, show_reasons, table, wrap
from foedus.dossier.model import Category
from foedus.errors import QuestionError
from foedus.law.status import Status
from foedus.outlets.timeline_text import axis, bar, legend, scale_of


def show_between(finding: Finding, why: bool) -> None:
    """Print what binds two parties: each instrument, its status by reading, the duties."""
    click.echo(click.style(finding.question, bold=True))
    if not finding.answers:
        click.echo("  nothing in the library")
    for answer in finding.answers:
        value = answer.value
        status = value["status"]
        told = status if isinstance(status, str) else ", ".join(f"{who}: {what}" for who, what in status.items())
        click.echo()
        if any(part["how"] == "not between these two" for part in value.get("modified", ())):
            told += " for each, but not between these two"
        click.echo(f"  {click.style(value['title'], bold=True)} ({value['treaty']}): {told}")
        if answer.readings != ({},):
            show_readings(answer.readings)
        for duty in value["duties"]:
            click.echo("\n".join(wrap(duty, WIDTH, initial_indent="      - ", subsequent_indent="        ")))
        if why:
            show_reasons(answer)
    show_hinges(finding)
    show_notes(finding)


def show_deadlines(finding: Finding, why: bool) -> None:
    """Print what falls due, a line a date, with the readings in which it does; what is alike for many, once."""
    click.echo(click.style(finding.question, bold=True))
    if not finding.answers:
        click.echo("  nothing")
        show_notes(finding)
        return
    alike: dict[str, list[Answer]] = {}
    for answer in finding.answers:
        alike.setdefault(str([{**answer.value, "party": None, "concerns": None}, answer.readings]), []).append(answer)
    table(["date", "what", "treaty", "about"], [_due_row(answers) for answers in alike.values()])
    for answer, *_ in alike.values():
        if answer.readings != ({},):
            click.echo(click.style(f"\n* {answer.value['on']} {answer.value['what']}", dim=True))
            show_readings(answer.readings, "  ")
        if why:
            click.echo(f"\n{answer.value['on']} {answer.value['what']}")
            show_reasons(answer)
    show_hinges(finding)
    show_notes(finding)


def _due_row(answers: list[Answer]) -> list[str]:
    """The line of a date, the same for the party or parties of `answers`."""
    value = answers[0].value
    parties = [answer.value["party"] for answer in answers if answer.value["party"]]
    who = f"{len(parties)} parties" if len(parties) > 3 else ", ".join(parties)
    about = value["about"] + (f"; send by {value['send_by']}" if "send_by" in value else "")
    mark = "" if answers[0].readings == ({},) else " *"
    return [value["on"], value["what"], value["treaty"] + (f" ({who})" if who else ""), about + mark]


def known_kind(kind: str | None) -> str | None:
    """The kind itself. Raises QuestionError if no treaty can be of it."""
    kinds: tuple[str, ...] = get_args(Category)
    if kind is not None and kind not in kinds:
        raise QuestionError(f"no kind of treaty is called {kind!r}; the kinds are {', '.join(kinds)}")
    return kind


def show_portfolio(finding: Finding) -> None:
    """Print the status of every treaty, a line each; what differs by reading is joined by `or`."""
    click.echo(click.style(finding.question, bold=True))
    rows = []
    for answer in finding.answers:
        value: dict[str, Any] = answer.value
        until = value["until"] or [f"term to {day}" for day in value["term_ends"]]
        rows.append([value["treaty"], *(_either(texts) for texts in (value["status"], value["since"], until))])
    if rows:
        table(["treaty", "status", "since", "until"], rows)
        click.echo(click.style(f"{len(rows)} treaties", dim=True))
    else:
        click.echo("  none")
    show_notes(finding)


def _either(texts: list[str], most: int = 3) -> str:
    return " or ".join(texts[:most]) + (" or ..." if len(texts) > most else "")


def show_list(finding: Finding) -> None:
    """Print the treaties of a library, a line each."""
    rows = []
    for answer in finding.answers:
        value: dict[str, Any] = answer.value
        parties = value["parties"]
        shown = ", ".join(parties[:4]) + (f" and {len(parties) - 4} more" if len(parties) > 4 else "")
        shown = shown or f"{value['participants']} parties on record"
        row = [
            value["id"],
            str(value["concluded"] or ""),
            str(value["in_force"] or ""),
            ", ".join(value["kind"]),
            shown,
        ]
        rows.append([*row, *([value["status"]] if "status" in value else [])])
    extra = ["status"] if finding.answers and "status" in finding.answers[0].value else []
    table(["treaty", "concluded", "in force", "kind", "parties", *extra], rows)
    click.echo(click.style(f"{len(rows)} treaties", dim=True))
    show_notes(finding)


def show_timeline(finding: Finding, why: bool) -> None:
    """Print a treaty's life as bars, a block for each reading, a row for each party or group of parties."""
    click.echo(click.style(finding.question, bold=True))
    everything = [_stretches(row) for answer in finding.answers for row in answer.value]
    if not everything:
        click.echo("  nothing: no party to it in any reading")
        return
    label = min(24, max((len(row["who"]) for answer in finding.answers for row in answer.value), default=4)) + 1
    scale = scale_of(everything, WIDTH - label - 2)
    labels, ticks = axis(scale)
    click.echo(click.style(f"  {'':<{label}}{labels}", dim=True))
    click.echo(click.style(f"  {'':<{label}}{ticks}", dim=True))
    for answer in finding.answers:
        if answer.readings != ({},):
            show_readings(answer.readings, "  ")
        for row in answer.value:
            click.echo(f"  {_cut(row['who'], label - 1):<{label}}{bar(_stretches(row), scale)}")
            for span in row["spans"]:
                ends = span["to"] or "…"
                click.echo(click.style(f"  {'':<{label}}{span['status']}: {span['from'] or '…'} to {ends}", dim=True))
        if why:
            show_reasons(answer)
    click.echo(click.style(f"  {legend(everything, scale)}", dim=True))
    show_hinges(finding)
    show_notes(finding)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _stretches(row: dict[str, Any]) -> list[Stretch]:
    return [
        Stretch(Status(span["status"]), _bounds(span["from"], ALWAYS), _bounds(span["to"], FOREVER))
        for span in row["spans"]
    ]


def _bounds(text: str | None, otherwise: int) -> tuple[int, int]:
    if text is None:
        return otherwise, otherwise
    first, _, last = text.partition("/")
    return day(first), day(last or first)
