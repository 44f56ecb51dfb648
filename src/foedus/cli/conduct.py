"""The commands about conduct: judge, duties, conflicts."""

from __future__ import annotations

import click

from foedus.answers.groundwork.asking import party_name
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.cli.options import Given, answering, today
from foedus.cli.output import emit_json, show_hinges, show_notes, show_readings, show_reasons, wrap_echo

KNOWN_TO = click.option(
    "--as-known-to", "known_to", default=None, metavar="ACTOR", help="Only what this actor could have known then."
)
ON = click.option("--on", "on", default=None, metavar="WHEN", help="The day (EDTF); today by default.")


@click.command(short_help="is this act a breach")
@click.argument("treaty")
@click.argument("event")
@KNOWN_TO
@answering
def judge(
    treaty: str,
    event: str,
    known_to: str | None,
    given: Given,
) -> None:
    """Whether EVENT (of the record of TREATY) is a breach, of which duty, in which given.readings."""
    from foedus.answers.judging import judge as ask_judge

    finding = ask_judge(given.shelf, treaty, event, given.readings, known_to)
    emit_json(finding.to_json()) if given.as_json else _show_judgement(finding, given.why)


@click.command(short_help="what a party owes")
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
    given: Given,
) -> None:
    """What PARTY owes, to whom, and whether it is called up, performed, late or open."""
    from foedus.answers.duties import duties as ask_duties

    shelf = given.shelf
    finding = ask_duties(shelf, party, on or today(), toward, given.readings, known_to)
    emit_json(finding.to_json()) if given.as_json else _show(finding, given.why, _owed)


@click.command(short_help="duties that cannot both be kept")
@click.option("--party", default=None, help="Only duties of this party.")
@ON
@KNOWN_TO
@answering
def conflicts(
    party: str | None,
    on: str | None,
    known_to: str | None,
    given: Given,
) -> None:
    """Duties of one party that cannot both be kept, now or if something happens."""
    from foedus.answers.conflicts import conflicts as ask_conflicts

    finding = ask_conflicts(given.shelf, on or today(), party, given.readings, known_to)
    emit_json(finding.to_json()) if given.as_json else _show(finding, given.why, _conflict)


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
    show_notes(finding)


def _show_judgement(finding: Finding, why: bool) -> None:
    """Print a judgement: the plain answer, then for each duty the verdicts with their readings."""
    verdict = {"every": "yes", "some": "it depends", "none": "no"}[finding.verdict]
    click.echo(click.style(finding.question, bold=True))
    click.echo(f"  {click.style(verdict, bold=True)}")
    for told, answers in _by_duty(finding).items():
        click.echo()
        wrap_echo(told, "  ", "    ")
        for answer in answers:
            click.echo(f"    {click.style(str(answer.value['verdict']), bold=True)}")
            if len(answers) > 1:
                show_readings(answer.readings)
            if why:
                show_reasons(answer)
    if not finding.answers:
        click.echo("  it touches no duty in the library")
    show_hinges(finding)
    show_notes(finding)


def _by_duty(finding: Finding) -> dict[str, list[Answer]]:
    """The answers by the duty that they judge; beneficiaries for whom all verdicts are alike stand together."""
    by_pair: dict[tuple[str, str, str, str], list[Answer]] = {}
    for answer in finding.answers:
        value = answer.value
        by_pair.setdefault((value["treaty"], value["duty"], value["bearer"], value["toward"]), []).append(answer)
    alike: dict[tuple[str, str, str, str], tuple[list[str], list[Answer]]] = {}
    for (treaty, duty, bearer, toward), answers in by_pair.items():
        verdicts = str([(answer.value["verdict"], answer.readings) for answer in answers])
        alike.setdefault((treaty, duty, bearer, verdicts), ([], answers))[0].append(toward)
    return {
        f"{answers[0].value['title']}, {answers[0].value['says']} "
        f"(owed by {_names([bearer])} to {_names(toward)})": answers
        for (_, _, bearer, _), (toward, answers) in alike.items()
    }


def _names(actors: list[str]) -> str:
    return ", ".join(party_name(actor) for actor in actors) if len(actors) <= 4 else f"{len(actors)} parties"


def _owed(answer: Answer) -> str:
    value = answer.value
    return f"{value['state']}: {value['treaty']}, {value['says']} (to {_names(value['toward'])})"


def _conflict(answer: Answer) -> str:
    value = answer.value
    end = f"resolved by {value['resolved_by']}" if value["resolved_by"] else "no conduct keeps both"
    return f"{value['party']}: {value['asks']} against {value['forbids']}: {value['witness']}: {end}"
