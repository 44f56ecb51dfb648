"""The commands about conduct: judge, duties, conflicts."""

from __future__ import annotations

from pathlib import Path

import click

from foedus.answers.finding import Answer, Finding
from foedus.cli.options import answering, chosen_library, today
from foedus.cli.output import emit_json, show_hinges, show_readings, show_reasons, wrap_echo

KNOWN_TO = click.option(
    "--as-known-to", "known_to", default=None, metavar="ACTOR", help="Only what this actor could have known then."
)
ON = click.option("--on", "on", default=None, metavar="WHEN", help="The day (EDTF); today by default.")


@click.command()
@click.argument("treaty")
@click.argument("event")
@KNOWN_TO
@answering
def judge(
    treaty: str,
    event: str,
    known_to: str | None,
    as_json: bool,
    why: bool,
    readings: tuple[str, ...],
    folders: tuple[Path, ...],
    without_bundled: bool,
) -> None:
    """Whether EVENT (of the record of TREATY) is a breach, of which duty, in which readings."""
    from foedus.answers.judging import judge as ask_judge

    finding = ask_judge(chosen_library(folders, without_bundled), treaty, event, readings, known_to)
    emit_json(finding.to_json()) if as_json else _show(finding, why, _judged)


@click.command()
@click.argument("party")
@ON
@click.option("--toward", default=None, metavar="ACTOR", help="Only what is owed to this actor.")
@KNOWN_TO
@answering
def duties(
    party: str,
    on: str | None,
    toward: str | None,
    known_to: str | None,
    as_json: bool,
    why: bool,
    readings: tuple[str, ...],
    folders: tuple[Path, ...],
    without_bundled: bool,
) -> None:
    """What PARTY owes, to whom, and whether it is called up, performed, late or open."""
    from foedus.answers.duties import duties as ask_duties

    shelf = chosen_library(folders, without_bundled)
    finding = ask_duties(shelf, party, on or today(), toward, readings, known_to)
    emit_json(finding.to_json()) if as_json else _show(finding, why, _owed)


@click.command()
@click.option("--party", default=None, help="Only duties of this party.")
@ON
@KNOWN_TO
@answering
def conflicts(
    party: str | None,
    on: str | None,
    known_to: str | None,
    as_json: bool,
    why: bool,
    readings: tuple[str, ...],
    folders: tuple[Path, ...],
    without_bundled: bool,
) -> None:
    """Duties of one party that cannot both be kept, now or if something happens."""
    from foedus.answers.conflicts import conflicts as ask_conflicts

    finding = ask_conflicts(chosen_library(folders, without_bundled), on or today(), party, readings, known_to)
    emit_json(finding.to_json()) if as_json else _show(finding, why, _conflict)


def _show(finding: Finding, why: bool, told: object) -> None:
    assert callable(told)
    verdict = {"every": "yes", "some": "it depends", "none": "no"}[finding.verdict]
    click.echo(click.style(finding.question, bold=True))
    if finding.question.startswith("Is "):
        click.echo(f"  {click.style(verdict, bold=True)}")
    if not finding.answers:
        click.echo("  nothing")
    for answer in finding.answers:
        wrap_echo(told(answer), "  ", "      ")
        if answer.readings != ({},):
            show_readings(answer.readings)
        if why:
            show_reasons(answer)
    show_hinges(finding)


def _judged(answer: Answer) -> str:
    value = answer.value
    return f"{value['verdict']}: {value['treaty']}, {value['says']} (toward {value['toward']})"


def _owed(answer: Answer) -> str:
    value = answer.value
    toward = value["toward"]
    whom = ", ".join(toward) if len(toward) <= 6 else f"{len(toward)} parties"
    return f"{value['state']}: {value['treaty']}, {value['says']} (toward {whom})"


def _conflict(answer: Answer) -> str:
    value = answer.value
    end = f"resolved by {value['resolved_by']}" if value["resolved_by"] else "no conduct keeps both"
    return f"{value['party']}: {value['asks']} against {value['forbids']}: {value['witness']}: {end}"
