"""Proposals of rules for late joiners in the terminal: one in full, or many as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from foedus.answers.infer import FEWEST, Pair, Proposal
from foedus.chronology.days import iso
from foedus.cli.output import table, wrap_echo

MOST = 12
"""Parties told of each kind."""


def show_proposal(found: Proposal) -> None:
    """Print one proposal: the clause to paste, how many it explains, which not and by how much, the rivals."""
    click.echo(click.style(f"When are late joiners of {found.title} bound?", bold=True))
    late = len(found.late)
    if found.rule is None:
        click.echo(f"  no proposal: {_why_none(found)}")
    else:
        click.echo(f"  {found.rule.words}: {found.explained} of {late} late joiners")
        click.echo()
        click.echo("  a proposal, to be checked against the text; as a clause under `terms`:")
        click.echo(f"    {found.rule.clause}")
    for rival in found.rivals:
        click.echo(f"  explains as many: {rival.words}")
    if found.next_best is not None:
        click.echo(f"  next best: {found.next_best[0].words} ({found.next_best[1]} of {late})")
    _told(f"{len(found.missed)} not explained", list(_missed(found)))
    _told(f"{len(found.early)} bound before the convention was in force", [_pair(pair) for pair in found.early])
    _told(f"{len(found.conflicting)} left aside: their lines contradict each other", list(found.conflicting))
    aside = [
        f"{found.founders} bound from its entry into force" if found.founders else "",
        f"{found.successors} by succession" if found.successors else "",
        f"{found.incomplete} without one of the two days" if found.incomplete else "",
    ]
    if any(aside):
        click.echo(f"  tell nothing of the rule: {', '.join(filter(None, aside))}")


def _why_none(found: Proposal) -> str:
    if len(found.late) < FEWEST:
        return f"{len(found.late)} late joiners with both days, and {FEWEST} are needed"
    return f"no rule that was tried explains more than half of {len(found.late)} late joiners"


def _missed(found: Proposal) -> Iterator[str]:
    for pair, off in found.missed:
        days = f"{abs(off)} day{'' if abs(off) == 1 else 's'} {'later' if off > 0 else 'earlier'}"
        yield f"{_pair(pair)}: {days} than the rule"


def _pair(pair: Pair) -> str:
    return f"{pair.party}, instrument {iso(pair.deposited)}, bound {iso(pair.bound)} ({pair.where})"


def _told(head: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    click.echo(f"  {head}")
    for line in lines[:MOST]:
        wrap_echo(line, "    ", "      ")
    if len(lines) > MOST:
        click.echo(f"    ... and {len(lines) - MOST} more (see --json)")


def show_proposals(proposals: Sequence[Proposal]) -> None:
    """Print the proposals of many conventions, a line each."""
    click.echo(click.style("When are late joiners bound, by the dates of those who joined?", bold=True))
    rows = [
        [
            one.treaty,
            f"{one.explained if one.rule else '–'} of {len(one.late)}",
            str(len(one.conflicting) or ""),
            one.rule.words if one.rule else "no proposal",
        ]
        for one in proposals
    ]
    table(["convention", "explained", "conflicts", "proposal"], rows)
    having = sum(one.rule is not None for one in proposals)
    conflicts = sum(bool(one.conflicting) for one in proposals)
    parties = sum(len(one.conflicting) for one in proposals)
    click.echo(
        f"{having} of {len(proposals)} conventions with a proposal; {conflicts} have parties whose lines contradict "
        f"each other ({parties} in all), which are left aside"
    )
    click.echo("one in full, with the clause to paste: --treaty ID")
