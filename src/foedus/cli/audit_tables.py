"""An audit in the terminal: how many of each class, then each row that does not agree, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

import click

from foedus.answers.audit import ALIKE, Agreement, Audited, in_words
from foedus.cli.output import table
from foedus.outlets.audit_page import counts, signed


def show_audit(rows: Sequence[Audited], left_out: Sequence[str], everything: bool) -> None:
    """Print an audit; with `everything` the rows that agree as well."""
    click.echo(click.style("Do the recorded dates agree with the computed life?", bold=True))
    if rows:
        click.echo()
        table(["class", "ended", "not ended", "by"], [
            [agreement.value, str(with_end), str(without), kind] for agreement, kind, with_end, without in counts(rows)
        ])  # fmt: skip
    shown = sorted(
        (row for row in rows if everything or not (row.agreement in ALIKE or _of_the_rule(row))),
        key=lambda row: row.weight,
    )
    if shown:
        click.echo()
        table(["treaty", "ended", "days", "class", "by"], [_row(row) for row in shown])
    for text in left_out[:MOST]:
        click.echo(f"foedus: {text}", err=True)
    if len(left_out) > MOST:
        click.echo(f"foedus: ... and {len(left_out) - MOST} more (see --json)", err=True)


MOST = 20
"""How many of what is left out are told by name."""


def _of_the_rule(row: Audited) -> bool:
    """Whether a party of a convention was bound on the day of the rule that most of its dates show."""
    return row.claim.party is not None and row.agreement is Agreement.READING and row.off == 0


def _row(row: Audited) -> list[str]:
    claim = row.claim
    ended = "" if claim.ended is None else claim.ended.text
    who = f" ({claim.party})" if claim.party else ""
    treaty = row.treaty if len(row.treaty) <= LONGEST else f"{row.treaty[: LONGEST - 1]}…"
    return [treaty + who, ended, signed(row.off), SHORT[row.agreement], in_words(row)]


LONGEST = 32
"""How much of a treaty's id is shown."""
SHORT = {
    Agreement.AGREES: "agrees",
    Agreement.ITSELF: "own act",
    Agreement.ANY_DAY: "any day",
    Agreement.READING: "a reading",
    Agreement.NOT_CODED: "not coded",
    Agreement.CONTRADICTS: "contradicts",
    Agreement.UNEXPLAINED: "unexplained",
}
