"""Dossiers for the benchmarks, generated: the same numbers give the same texts."""

from __future__ import annotations

import random
from datetime import date, timedelta

ACTORS = ("USA", "GBR", "FRA", "DEU", "ITA", "ESP", "PRT", "NLD", "BEL", "CHE", "SWE", "NOR", "DNK", "POL", "JPN")


def bilateral(number: int, seed: int = 1) -> str:
    """YAML of one bilateral dossier without disputes: ratified, renewing itself, one in three denounced."""
    rng = random.Random(seed * 1_000_003 + number)
    a, b = rng.sample(ACTORS, 2)
    signed = date(1900, 1, 1) + timedelta(days=rng.randrange(36_000))
    ratified = signed + timedelta(days=rng.randrange(20, 900))
    years, renewal, notice = rng.choice((3, 5, 10)), rng.choice((1, 2, 5)), rng.choice(("6 months", "1 year"))
    lines = [
        f"id: treaty-{number}",
        f"title: Treaty {number} between {a} and {b}",
        "kind: friendship",
        f"parties: [{a}, {b}]",
        "terms:",
        '  binding: {by: ratification, article: "9"}',
        '  entry_into_force: {when: ratified_by_all, article: "9"}',
        f'  term: {{length: {years} years, from: entry_into_force, article: "10"}}',
        f'  renewal: {{tacit: {renewal} years, article: "10"}}',
        f'  denunciation: {{notice: {notice}, before: term_end, article: "11"}}',
        "record:",
        f"  - {{event: signature, on: {signed}, by: [{a}, {b}], source: series}}",
        f"  - {{event: ratification, on: {ratified}, by: {a}, source: series}}",
        f"  - {{event: ratification, on: {ratified + timedelta(days=rng.randrange(60))}, by: {b}, source: series}}",
    ]
    if number % 3 == 0:
        given = ratified + timedelta(days=rng.randrange(1000, 9000))
        lines.append(f"  - {{event: denunciation, on: {given}, by: {a}, source: series}}")
    lines += ["sources:", f"  series: {{title: Treaty series, number: no. {number}}}", ""]
    return "\n".join(lines)


def convention(parties: int, actions: int, names: list[str], seed: int = 1) -> tuple[str, str]:
    """YAML and CSV of a convention with so many parties and acts: deposits, withdrawals, returns."""
    rng = random.Random(seed)
    rows: list[tuple[date, str, str]] = []
    for party in names[:parties]:
        day = date(1950, 1, 1) + timedelta(days=rng.randrange(9_000))
        rows.append((day, party, "signature"))
        bound = True
        day += timedelta(days=rng.randrange(30, 2_000))
        rows.append((day, party, "ratification"))
        for _ in range(max(0, actions // parties - 2 + (rng.random() < (actions / parties) % 1))):
            day += timedelta(days=rng.randrange(400, 1_500))
            rows.append((day, party, "withdrawal" if bound else "accession"))
            bound = not bound
    rows.sort()
    table = "party,action,date\n" + "".join(f"{party},{action},{day}\n" for day, party, action in rows)
    text = "\n".join(
        (
            "id: convention",
            "title: Convention of the benchmark",
            "open_to_others: true",
            "participants: convention.csv",
            "terms:",
            "  binding: {by: ratification}",
            "  entry_into_force: {when: {deposits: 20}, after: 90 days}",
            "  joining: {after: 90 days}",
            "  denunciation: {notice: 1 year, ends_for: leaver}",
            "",
        )
    )
    return text, table
