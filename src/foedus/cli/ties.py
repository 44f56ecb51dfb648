"""The commands about who stands how to whom, and who holds what: fronts, pairs, territory."""

from __future__ import annotations

from collections.abc import Iterable

import click

from foedus.answers.groundwork.asking import party_name
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.cli.conduct import KNOWN_TO, ON
from foedus.cli.options import Given, answering, today
from foedus.cli.output import emit_json, show_hinges, show_notes, show_readings, show_reasons, wrap_echo


@click.command(short_help="every other actor by its tie")
@click.argument("party")
@ON
@KNOWN_TO
@answering
def fronts(
    party: str,
    on: str | None,
    known_to: str | None,
    given: Given,
) -> None:
    """Every other actor by what ties it to PARTY: at war, allied, bound not to attack, unbound."""
    from foedus.answers.fronts import fronts as ask_fronts

    finding = ask_fronts(given.shelf, party, on or today(), given.readings, known_to)
    emit_json(finding.to_json()) if given.as_json else _show_fronts(finding, given.why)


@click.command(short_help="who fought whose allies")
@ON
@click.option("--party", default=None, help="Only the pairs that this party belongs to.")
@click.option("--co-belligerents", is_flag=True, help="Two that fight a common enemy count as allies too.")
@KNOWN_TO
@answering
def pairs(
    on: str | None,
    party: str | None,
    co_belligerents: bool,
    known_to: str | None,
    given: Given,
) -> None:
    """All pairs of which each fought an ally of the other and not the other, and the pact between them."""
    from foedus.answers.pairs import pairs as ask_pairs

    shelf = given.shelf
    finding = ask_pairs(shelf, on or today(), party, given.readings, known_to, co_belligerents)
    emit_json(finding.to_json()) if given.as_json else _show_pairs(finding, given.why)


@click.command(short_help="who held a place")
@click.argument("place", required=False)
@click.option("--on", "on", default=None, metavar="WHEN", help="Only what held on this day (EDTF).")
@click.option("--all", "every", is_flag=True, help="Every place of the records.")
@KNOWN_TO
@answering
def territory(
    place: str | None,
    on: str | None,
    every: bool,
    known_to: str | None,
    given: Given,
) -> None:
    """Who held PLACE from when to when, by which act, and which instruments promised it to whom."""
    from foedus.answers.holdings import territory as ask_territory

    if (place is None) is not every:
        raise click.UsageError("name a PLACE, or ask for --all of them")
    finding = ask_territory(given.shelf, place, on, given.readings, known_to)
    emit_json(finding.to_json()) if given.as_json else _show_territory(finding, given.why)


def _show_fronts(finding: Finding, why: bool) -> None:
    click.echo(click.style(finding.question, bold=True))
    for answer in finding.answers:
        if answer.value["what"] == "neighbours":
            _show_neighbours(answer)
    for tie in ("at war", "allied", "bound", "unbound"):
        told = [answer for answer in finding.answers if answer.value.get("tie") == tie]
        if not told:
            continue
        click.echo(f"\n  {click.style(tie, bold=True)} ({len(told)})")
        plain = [answer for answer in told if not answer.value["by"] and answer.readings == ({},)]
        if plain and not why:
            wrap_echo(", ".join(answer.value["name"] for answer in plain), "    ", "    ")
        for answer in told if why else [answer for answer in told if answer not in plain]:
            wrap_echo(_tied(answer), "    ", "      ")
            _readings(answer, why)
    show_hinges(finding)
    show_notes(finding)


def _show_neighbours(answer: Answer) -> None:
    value = answer.value
    count = sum(len(value[tie]) for tie in ("at war", "allied", "bound", "unbound"))
    if not count:
        return
    click.echo(f"\n  {click.style('neighbours', bold=True)} ({count})")
    _readings(answer, False)
    for tie in ("at war", "allied", "bound", "unbound"):
        where = {"at war": value["fronts"], "unbound": value["open"]}.get(tie)
        places = f" ({', '.join(where)})" if where else ""
        names = ", ".join(party_name(actor) for actor in value[tie])
        wrap_echo(f"{len(value[tie])} {tie}{': ' if names else ''}{names}{places}", "    ", "      ")


def _tied(answer: Answer) -> str:
    value = answer.value
    by = f": {', '.join(value['by'])}" if value["by"] else ""
    binds = value["binds"]
    alone = f" (binds {party_name(binds[0])} alone)" if len(binds) == 1 else ""
    return f"{value['name']}{by}{alone}"


def _show_pairs(finding: Finding, why: bool) -> None:
    click.echo(click.style(finding.question, bold=True))
    if not finding.answers:
        click.echo("  none")
    apart = [answer for answer in finding.answers if answer.value["held_apart_by"]]
    rest = [answer for answer in finding.answers if not answer.value["held_apart_by"]]
    for heading, answers in (("held apart by a pact", apart), ("no pact between them on record", rest)):
        if not answers:
            continue
        click.echo(f"\n  {click.style(heading, bold=True)} ({len(answers)})")
        for answer in answers:
            wrap_echo(_paired(answer), "    ", "      ")
            _readings(answer, why)
    show_hinges(finding)
    show_notes(finding)


def _paired(answer: Answer) -> str:
    value = answer.value
    a, b = value["pair"]
    pact = f" [{', '.join(value['held_apart_by'])}]" if value["held_apart_by"] else ""
    allied = f" (allied to each other by {', '.join(value['allied_by'])})" if value["allied_by"] else ""
    fights = value["fights"]
    return (
        f"{party_name(a)} and {party_name(b)}{pact}{allied}: the one fought {_some(fights[a])}, "
        f"the other {_some(fights[b])}"
    )


def _some(actors: list[str], most: int = 3) -> str:
    names = [party_name(actor) for actor in actors[:most]]
    more = f" and {len(actors) - most} more" if len(actors) > most else ""
    return ", ".join(names) + more


def _show_territory(finding: Finding, why: bool) -> None:
    click.echo(click.style(finding.question, bold=True))
    if not finding.answers:
        click.echo("  nothing on record")
    for place in dict.fromkeys(answer.value["place"] for answer in finding.answers):
        click.echo(f"\n  {click.style(place, bold=True)}")
        for answer in finding.answers:
            if answer.value["place"] == place:
                wrap_echo(_held(answer) if answer.value["what"] == "held" else _promised(answer), "    ", "      ")
                _readings(answer, why)
    show_hinges(finding)
    show_notes(finding)


def _held(answer: Answer) -> str:
    value = answer.value
    holder = party_name(value["holder"]) if value["holder"] else "no holder on record"
    to = f" to {_names(value['to'])}" if value["to"] and value["how"] in ("ceded", "returned") else ""
    until = f" to {value['until']}" if value["until"] else " on"
    return f"{value['from']}{until}: {holder} ({value['how']} by {_names(value['by'])}{to}; {value['act']})"


def _promised(answer: Answer) -> str:
    value = answer.value
    since = f" from {value['from']}" if value["from"] else ""
    provided = f", provided: {value['provided']}" if value["provided"] else ""
    return f"promised{since} by {value['treaty']}: {value['says']}{provided}"


def _names(actors: Iterable[str]) -> str:
    return " and ".join(party_name(actor) for actor in actors)


def _readings(answer: Answer, why: bool) -> None:
    if answer.readings != ({},):
        show_readings(answer.readings, "        ")
    if why and answer.reasons:
        show_reasons(answer)
